"""Little Word files, built in code: each function gives the XML of one thing, ``docx`` the file."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"document": "document.main"}
BORDERS = "".join(
    f'<w:{edge} w:val="single" w:sz="4"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def r(text: str, properties: str = "") -> str:
    """A run; ``properties`` is the inside of its ``w:rPr``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, style: str = "", num: tuple[int, int] | None = None, properties: str = "") -> str:
    """A paragraph of runs (or plain text); ``num`` is its numId and ilvl."""
    runs = "".join(piece if piece.startswith("<") else r(piece) for piece in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    return f"<w:p><w:pPr>{named}{numbered}{properties}</w:pPr>{runs}</w:p>"


def tc(*blocks: str, span: int = 1, merge: str = "", properties: str = "") -> str:
    """A table cell of paragraphs (or plain text); ``merge`` is ``restart`` or ``continue``."""
    inside = "".join(block if block.startswith("<") else p(block) for block in blocks) or p()
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{spans}{merged}{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A table row of cells (or plain text)."""
    inside = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str, bordered: bool = True, grid: Iterable[int] = ()) -> str:
    """A table; ``grid`` gives the widths of its columns."""
    borders = f"<w:tblBorders>{BORDERS}</w:tblBorders>" if bordered else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def lvl(depth: int, text: str, number_format: str = "decimal", start: int = 1, extra: str = "") -> str:
    """A level of a list; ``extra`` holds further elements such as ``w:lvlRestart``."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{extra}<w:lvlText w:val="{escape(text)}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, link: str = "") -> str:
    """An abstract list; ``link`` is a ``w:styleLink`` or ``w:numStyleLink``."""
    return f'<w:abstractNum w:abstractNumId="{number}">{link}{"".join(levels)}</w:abstractNum>'


def num(number: int, abstract_number: int, *overrides: str) -> str:
    """An instance of an abstract list."""
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{"".join(overrides)}</w:num>'
    )


def start_override(depth: int, value: int) -> str:
    """An override of the number that a level starts with."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def style(
    style_id: str, inside: str = "", based_on: str = "", kind: str = "paragraph", name: str = ""
) -> str:
    """A style; ``inside`` holds its ``w:pPr`` and ``w:rPr``."""
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name or style_id}"/>'
        f"{parent}{inside}</w:style>"
    )


def note(kind: str, note_id: int, *blocks: str) -> str:
    """A footnote or endnote."""
    return f'<w:{kind} w:id="{note_id}">{"".join(blocks)}</w:{kind}>'


def text_box(*blocks: str) -> str:
    """A run with a text box, as Word writes it: a new and an old form of the same content."""
    inside = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:txbx>{inside}</wps:txbx>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def field(instruction: str, *result: str) -> str:
    """A complex field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{''.join(result)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def root(name: str, inside: str) -> bytes:
    """A part: its root element with all namespaces declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {NAMESPACES}>{inside}</w:{name}>'.encode()


def docx(*body: str, extra: Mapping[str, bytes] | None = None, **parts: str) -> bytes:
    """A .docx with this body; ``extra`` adds or replaces members of the archive.

    ``parts`` are the insides of ``styles``, ``numbering``, ``footnotes``, ``endnotes``, ``header1``.
    """
    members = {f"word/{name}.xml": root(_root_of(name), inside) for name, inside in parts.items()}
    members["word/document.xml"] = root("document", f"<w:body>{''.join(body)}</w:body>")
    members["_rels/.rels"] = _relations({"officeDocument": "word/document.xml"})
    members["word/_rels/document.xml.rels"] = _relations({_root_kind(n): f"{n}.xml" for n in parts})
    members["[Content_Types].xml"] = _content_types(members)
    return archive({**members, **(extra or {})})


def archive(members: Mapping[str, bytes], stored: str = "") -> bytes:
    """A zip file of these members; the one named by ``stored`` is not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name, content, zipfile.ZIP_STORED if name == stored else None)
    return target.getvalue()


def _root_of(part: str) -> str:
    return {"header1": "hdr", "footer1": "ftr"}.get(part, part)


def _root_kind(part: str) -> str:
    return part.rstrip("1")


def _relations(targets: Mapping[str, str]) -> bytes:
    inside = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items(), 1)
    )
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{uri}">{inside}</Relationships>'.encode()


def _content_types(members: Mapping[str, bytes]) -> bytes:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPES}.{_KINDS.get(kind, kind)}+xml"/>'
        for name in members
        if name.startswith("word/") and name.endswith(".xml")
        for kind in [_root_kind(name.removeprefix("word/").removesuffix(".xml"))]
    )
    uri = "http://schemas.openxmlformats.org/package/2006/content-types"
    return (
        f'<?xml version="1.0"?><Types xmlns="{uri}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file of streams of 4,096 bytes or more: what old .doc files are kept in."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    directory, table, body = [_entry("Root Entry", 5, end, 0)], [0xFFFFFFFD, end], b""
    for name, content in streams.items():
        first, count = len(table), -(-len(content) // sector)
        directory.append(_entry(name, 2, first, len(content)))
        table += [*range(first + 1, first + count), end]
        body += content.ljust(count * sector, b"\0")
    directory += [bytes(128)] * (4 - len(directory))
    table += [free] * (sector // 4 - len(table))
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(sector, b"\0"))
    header[24:34] = struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header[44:80] = struct.pack("<IIIIIIIII", 1, 1, 0, 4096, end, 0, end, 0, 0)
    header[80:] = struct.pack("<I", free) * 108
    return bytes(header) + struct.pack("<128I", *table) + b"".join(directory) + body


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    """A directory entry of a compound file."""
    encoded = name.encode("utf-16-le") + b"\0\0"
    links = b"\xff" * 12
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBB", len(encoded), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )
