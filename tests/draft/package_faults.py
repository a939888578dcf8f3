"""What makes Word offer to repair a file, looked for part by part."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from docparse.draft.word.order import out_of_order

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"
_RANGE = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
#: what may stand right inside a cell, a body, a comment, a header
_BLOCKS = {
    f"{W}{name}"
    for name in (
        "p",
        "tbl",
        "sectPr",
        "tcPr",
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
    )
}


def package_faults(data: bytes) -> list[str]:
    """Every fault found in the bytes of a .docx; an empty list is a file that Word opens as it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
        parts = {name: file.read(name) for name in names}
    faults = [f"{name} stands twice in the zip" for name, count in Counter(names).items() if count > 1]
    roots = {n: etree.fromstring(p) for n, p in parts.items() if n.endswith((".xml", ".rels"))}
    faults += _content_types(roots, names)
    faults += _relationships(roots, names)
    for name, root in roots.items():
        faults += [f"{name}: {text}" for text in out_of_order(root)]
    faults += _comments(roots)
    faults += _styles_and_lists(roots)
    faults += _structure(roots["word/document.xml"])
    return faults


def _content_types(roots: dict[str, etree._Element], names: list[str]) -> Iterator[str]:
    types = roots["[Content_Types].xml"]
    endings = {e.get("Extension", "").lower() for e in types if str(e.tag).endswith("Default")}
    told = {e.get("PartName", "").lstrip("/") for e in types if str(e.tag).endswith("Override")}
    for name in names:
        if (
            name != "[Content_Types].xml"
            and name not in told
            and name.rsplit(".", 1)[-1].lower() not in endings
        ):
            yield f"{name} has no content type"
    for name in told - set(names):
        yield f"content type of {name}, which is not there"


def _relationships(roots: dict[str, etree._Element], names: list[str]) -> Iterator[str]:
    for name, root in roots.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        own = posixpath.join(folder, posixpath.basename(name)[: -len(".rels")])
        ids = [e.get("Id") for e in root]
        if len(ids) != len(set(ids)):
            yield f"{name}: an id stands twice"
        for rel in root:
            target = posixpath.normpath(posixpath.join(folder, rel.get("Target", "")))
            if rel.get("TargetMode") != "External" and target.lstrip("/") not in names:
                yield f"{name}: {target} is not there"
        used = (
            {v for e in roots[own].iter() for k, v in e.attrib.items() if str(k).startswith(R)}
            if own in roots
            else set()
        )
        yield from (f"{own}: {missing} leads nowhere" for missing in used - set(ids))


def _comments(roots: dict[str, etree._Element]) -> Iterator[str]:
    written = [e.get(f"{W}id") for e in roots["word/comments.xml"]] if "word/comments.xml" in roots else []
    order = list(roots["word/document.xml"].iter())
    places = {tag: {e.get(f"{W}id"): i for i, e in enumerate(order) if e.tag == tag} for tag in _RANGE}
    for tag in _RANGE:
        found = [e.get(f"{W}id") for e in order if e.tag == tag]
        if Counter(found) != Counter(written):
            yield f"{tag} and the comments do not pair"
    start, end, reference = (places[tag] for tag in _RANGE)
    for key in start.keys() & end.keys() & reference.keys():
        if not start[key] < end[key] < reference[key]:
            yield f"comment {key} ends before it begins"


def _styles_and_lists(roots: dict[str, etree._Element]) -> Iterator[str]:
    styles = [e.get(f"{W}styleId") for e in roots["word/styles.xml"].iter(f"{W}style")]
    yield from (f"style {name} is defined twice" for name, count in Counter(styles).items() if count > 1)
    numbering = roots["word/numbering.xml"]
    abstract = [e.get(f"{W}abstractNumId") for e in numbering.iterfind(f"{W}abstractNum")]
    numbers = [e.get(f"{W}numId") for e in numbering.iterfind(f"{W}num")]
    yield from (
        f"list {x} is defined twice" for ids in (abstract, numbers) for x, n in Counter(ids).items() if n > 1
    )
    if [e.tag for e in numbering] != sorted(
        (e.tag for e in numbering), key=lambda tag: tag != f"{W}abstractNum"
    ):
        yield "a list stands before a definition of lists"
    for num in numbering.iterfind(f"{W}num"):
        if num.find(f"{W}abstractNumId").get(f"{W}val") not in abstract:
            yield f"list {num.get(f'{W}numId')} has no definition"
    for name, root in roots.items():
        for element in root.iter(
            f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle", f"{W}basedOn", f"{W}next", f"{W}link"
        ):
            if element.get(f"{W}val") not in styles:
                yield f"{name}: no style {element.get(f'{W}val')}"
        for element in root.iter(f"{W}numId"):
            if element.get(f"{W}val") not in (*numbers, "0"):
                yield f"{name}: no list {element.get(f'{W}val')}"


def _structure(document: etree._Element) -> Iterator[str]:
    body = document[0]
    if body[-1].tag != f"{W}sectPr":
        yield "the text does not end with its section"
    if body[-2].tag == f"{W}tbl":
        yield "a table ends the text without a paragraph behind it"
    for block in (body, *document.iter(f"{W}tc")):
        yield from (f"{child.tag} inside {block.tag}" for child in block if child.tag not in _BLOCKS)
    for table in document.iter(f"{W}tbl"):
        columns = len(table.find(f"{W}tblGrid"))
        for row in table.iterfind(f"{W}tr"):
            spans = [c.find(f"{W}tcPr/{W}gridSpan") for c in row.iterfind(f"{W}tc")]
            if sum(int(s.get(f"{W}val")) if s is not None else 1 for s in spans) != columns:
                yield "a row is wider or narrower than its table"
        for cell in table.iter(f"{W}tc"):
            if cell[-1].tag != f"{W}p":
                yield "a cell does not end with a paragraph"
    for tag in (
        "bookmarkStart",
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr",
    ):
        ids = [e.get(f"{W}id") or e.get("id") for e in document.iter(tag if tag.startswith("{") else W + tag)]
        if len(ids) != len(set(ids)):
            yield f"an id of {tag} stands twice"
    for run in document.iter(f"{W}r"):
        if run.find(f"{W}rPr") is not None and run[0].tag != f"{W}rPr":
            yield "the properties of a run stand behind its text"
    for paragraph in document.iter(f"{W}p"):
        if paragraph.find(f"{W}pPr") is not None and paragraph[0].tag != f"{W}pPr":
            yield "the properties of a paragraph stand behind its text"
