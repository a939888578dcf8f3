"""A Word file as measured paragraphs: what each looks like after styles, defaults and themes.

Only what the layout checks need is read; lengths are in the units of the decree (pt, cm, mm).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from docparse.check.layout.measured import Paragraph, Rule, Run, Section, WordFile
from docparse.errors import UnreadableFile
from docparse.text import normalize

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_VML_WIDTH = re.compile(r"width:([\d.]+)pt")
_EMU_PER_PT = 12700
_TWIPS_PER_PT = 20
_CM_PER_PT = 2.54 / 72
_MM_PER_PT = 25.4 / 72
_TOGGLES = ("b", "i", "caps")

Properties = dict[str, str]


def read_word(path: str | Path) -> WordFile:
    """Measure the file at ``path``; raises :class:`~docparse.errors.UnreadableFile`."""
    file = Path(path)
    try:
        return _Reader(file.name, file.read_bytes()).read()
    except (OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(
            str(file), "Không đo được thể thức: tệp Word bị hỏng.", "Mở bằng Word, lưu lại rồi thử lại."
        ) from error


@dataclass(frozen=True, slots=True)
class _Place:
    """The table cell that paragraphs stand in, by running numbers."""

    cell: int | None = None
    table: int | None = None
    column: int | None = None
    width: float | None = None


class _Reader:
    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.parts = zipfile.ZipFile(io.BytesIO(data))
        self.names = set(self.parts.namelist())
        self.styles = _Styles(self._part("word/styles.xml"), self._theme_fonts())
        self.index = 0

    def read(self) -> WordFile:
        document = self._part("word/document.xml")
        assert document is not None
        body = document.find(f"{_W}body")
        file = WordFile(self.name)
        if body is None:
            return file
        headers = self._relations()
        section = 0
        for paragraph, place in _blocks(body):
            file.paragraphs.append(self._paragraph(paragraph, section, place))
            properties = paragraph.find(f"{_W}pPr/{_W}sectPr")
            if properties is not None:
                file.sections.append(self._section(properties, headers, file.sections))
                section += 1
        last = body.find(f"{_W}sectPr")
        if last is not None:
            file.sections.append(self._section(last, headers, file.sections))
        return file

    # ---- parts ------------------------------------------------------------------------------

    def _part(self, name: str) -> etree._Element | None:
        if name not in self.names:
            if name == "word/document.xml":
                raise KeyError(name)
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.fromstring(self.parts.read(name), parser)

    def _theme_fonts(self) -> dict[str, str]:
        theme = self._part("word/theme/theme1.xml")
        if theme is None:
            return {}
        fonts = {}
        for kind in ("major", "minor"):
            latin = theme.find(f".//{_A}{kind}Font/{_A}latin")
            if latin is not None:
                fonts[kind] = latin.get("typeface", "")
        return fonts

    def _relations(self) -> dict[str, etree._Element | None]:
        root = self._part("word/_rels/document.xml.rels")
        if root is None:
            return {}
        return {
            rel.get("Id", ""): self._part("word/" + rel.get("Target", "").removeprefix("/word/"))
            for rel in root
            if rel.get("Type", "").endswith(("/header", "/footer"))
        }

    # ---- paragraphs ---------------------------------------------------------------------------

    def _paragraph(self, element: etree._Element, section: int, place: _Place) -> Paragraph:
        look = self.styles.paragraph(element)
        runs = tuple(self._runs(element, look))
        size = max((r.size for r in runs), default=14.0)
        line = _number(look.get("line"), 240.0)
        rule = look.get("lineRule", "auto")
        text = " ".join(normalize("".join(r.text for r in runs)).split())
        paragraph = Paragraph(
            self.index,
            text,
            runs,
            look.get("jc", "left"),
            _cm(look.get("firstLine")) - _cm(look.get("hanging")),
            _cm(look.get("left") or look.get("start")),
            _spacing(look, "before", size),
            _spacing(look, "after", size),
            round(line / 240, 3) if rule == "auto" else None,
            section,
            place.cell,
            place.table,
            place.column,
            place.width,
            self._rule(element, look),
            "numId" in look and look["numId"] != "0",
        )
        self.index += 1
        return paragraph

    def _runs(self, element: etree._Element, look: Properties) -> Iterator[Run]:
        for run in element.iter(f"{_W}r"):
            parent = run.getparent()
            if parent is not None and parent.tag == f"{_W}del":
                continue
            text = "".join(_text_of(child) for child in run)
            if text:
                yield self.styles.run(run, look, text)

    def _rule(self, element: etree._Element, look: Properties) -> Rule | None:
        for extent in element.iter(f"{_WP}extent"):
            return Rule(float(extent.get("cx", "0")) / _EMU_PER_PT)
        for shape in element.iter(f"{_VML}line", f"{_VML}shape"):
            width = _VML_WIDTH.search(shape.get("style", ""))
            return Rule(float(width[1]) if width else 0.0)
        border = element.find(f"{_W}pPr/{_W}pBdr")
        if border is None:
            border = self.styles.border(element)
        if border is not None and any(border.find(f"{_W}{side}") is not None for side in ("top", "bottom")):
            return Rule(inset=_pt(look.get("left")) + _pt(look.get("right")))
        return None

    # ---- sections -----------------------------------------------------------------------------

    def _section(
        self, properties: etree._Element, parts: dict[str, etree._Element | None], before: list[Section]
    ) -> Section:
        size, margin = properties.find(f"{_W}pgSz"), properties.find(f"{_W}pgMar")
        numbers = properties.find(f"{_W}pgNumType")
        default = self._furniture(properties, "header", "default", parts)
        first = self._furniture(properties, "header", "first", parts)
        footer = self._furniture(properties, "footer", "default", parts)
        if default is None and before:
            header, numbered = before[-1].header, before[-1].header_number
        else:
            header, numbered = self._header(default), _has_page_field(default)
        start = _get(numbers, "start")
        return Section(
            width=_mm(_get(size, "w")),
            height=_mm(_get(size, "h")),
            top=_mm(_get(margin, "top")),
            bottom=_mm(_get(margin, "bottom")),
            left=_mm(_get(margin, "left")),
            right=_mm(_get(margin, "right")),
            start=int(start) if start.isdigit() else None,
            title_page=_on(properties.find(f"{_W}titlePg")),
            number_format=_get(numbers, "fmt") or "decimal",
            header=header,
            header_number=numbered,
            footer_number=_has_page_field(footer),
            first_number=_has_page_field(first),
        )

    def _furniture(
        self, properties: etree._Element, kind: str, which: str, parts: dict[str, etree._Element | None]
    ) -> etree._Element | None:
        for reference in properties.iterfind(f"{_W}{kind}Reference"):
            if reference.get(f"{_W}type", "default") == which:
                return parts.get(reference.get(f"{_R}id", ""))
        return None

    def _header(self, root: etree._Element | None) -> tuple[Paragraph, ...]:
        """Paragraphs of a header; their index is that of no paragraph of the text."""
        if root is None:
            return ()
        kept, self.index = self.index, -1
        found = tuple(self._paragraph(p, -1, _Place()) for p in root.iter(f"{_W}p"))
        self.index = kept
        return found


class _Styles:
    """What styles say, resolved along their inheritance."""

    def __init__(self, root: etree._Element | None, theme: dict[str, str]) -> None:
        self.theme = theme
        self.by_id: dict[str, etree._Element] = {}
        self.default: str | None = None
        self.base_run: Properties = {}
        self.base_paragraph: Properties = {}
        for element in () if root is None else root.iterfind(f"{_W}style"):
            self.by_id[element.get(f"{_W}styleId", "")] = element
            if element.get(f"{_W}type") == "paragraph" and element.get(f"{_W}default") == "1":
                self.default = element.get(f"{_W}styleId")
        if root is not None:
            defaults = root.find(f"{_W}docDefaults")
            if defaults is not None:
                self.base_run = self._run_properties(defaults.find(f"{_W}rPrDefault/{_W}rPr"))
                self.base_paragraph = _paragraph_properties(defaults.find(f"{_W}pPrDefault/{_W}pPr"))

    def paragraph(self, element: etree._Element) -> Properties:
        """Paragraph and run properties that hold in ``element`` before its runs speak."""
        look = {**self.base_paragraph, **self.base_run}
        for style in self._chain(_style_of(element) or self.default):
            look |= _paragraph_properties(style.find(f"{_W}pPr"))
            look |= self._run_properties(style.find(f"{_W}rPr"))
        return look | _paragraph_properties(element.find(f"{_W}pPr"))

    def run(self, run: etree._Element, look: Properties, text: str) -> Run:
        """The look of one run."""
        own = dict(look)
        properties = run.find(f"{_W}rPr")
        if properties is not None:
            named = properties.find(f"{_W}rStyle")
            for style in self._chain(named.get(f"{_W}val") if named is not None else None):
                own |= self._run_properties(style.find(f"{_W}rPr"))
            own |= self._run_properties(properties)
        color = own.get("color")
        return Run(
            text,
            own.get("font", ""),
            _number(own.get("sz"), 20.0) / 2,
            own.get("b") == "1",
            own.get("i") == "1",
            own.get("caps") == "1",
            own.get("u", "none") != "none",
            None if color in (None, "auto") else color,
        )

    def border(self, element: etree._Element) -> etree._Element | None:
        """The paragraph border that a style gives."""
        found = None
        for style in self._chain(_style_of(element) or self.default):
            border = style.find(f"{_W}pPr/{_W}pBdr")
            found = border if border is not None else found
        return found

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        """Styles from the oldest ancestor to the style itself."""
        chain: list[etree._Element] = []
        while style_id in self.by_id and len(chain) < 20:
            style = self.by_id[style_id]
            if style in chain:
                break
            chain.append(style)
            based = style.find(f"{_W}basedOn")
            style_id = based.get(f"{_W}val") if based is not None else None
        return chain[::-1]

    def _run_properties(self, properties: etree._Element | None) -> Properties:
        found: Properties = {}
        if properties is None:
            return found
        for name in _TOGGLES:
            element = properties.find(f"{_W}{name}")
            if element is not None:
                found[name] = "1" if _on(element) else "0"
        for name in ("sz", "color", "u"):
            element = properties.find(f"{_W}{name}")
            if element is not None:
                found[name] = element.get(f"{_W}val", "")
        fonts = properties.find(f"{_W}rFonts")
        if fonts is not None:
            theme = fonts.get(f"{_W}asciiTheme", "")
            named = fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi")
            font = self.theme.get(theme[:5], "") if theme else named
            if font:
                found["font"] = font
        return found


def body_paragraphs(body: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a document body in the order in which :class:`WordFile` counts them."""
    return (paragraph for paragraph, _ in _blocks(body))


def _blocks(
    parent: etree._Element, place: _Place = _Place(), count: list[int] | None = None
) -> Iterator[tuple[etree._Element, _Place]]:
    """Paragraphs in reading order with the cell and table they stand in; ``count`` numbers both."""
    count = [0, 0] if count is None else count
    for element in parent:
        if element.tag == f"{_W}p":
            yield element, place
        elif element.tag == f"{_W}tbl":
            count[0] += 1
            table = count[0]
            for row in element.iterfind(f"{_W}tr"):
                for column, cell in enumerate(row.iterfind(f"{_W}tc")):
                    count[1] += 1
                    width = _pt(_get(cell.find(f"{_W}tcPr/{_W}tcW"), "w")) or None
                    yield from _blocks(cell, _Place(count[1], table, column, width), count)
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _blocks(element, place, count)


def _paragraph_properties(properties: etree._Element | None) -> Properties:
    found: Properties = {}
    if properties is None:
        return found
    for tag in ("spacing", "ind"):
        element = properties.find(f"{_W}{tag}")
        if element is not None:
            found |= {etree.QName(key).localname: str(value) for key, value in element.attrib.items()}
    if {"firstLine", "hanging"} & found.keys() and len({"firstLine", "hanging"} & found.keys()) == 1:
        found.setdefault("hanging" if "firstLine" in found else "firstLine", "0")
    align = properties.find(f"{_W}jc")
    if align is not None:
        found["jc"] = align.get(f"{_W}val", "left")
    number = properties.find(f"{_W}numPr/{_W}numId")
    if number is not None:
        found["numId"] = number.get(f"{_W}val", "0")
    return found


def _style_of(element: etree._Element) -> str | None:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    return style.get(f"{_W}val") if style is not None else None


def _text_of(element: etree._Element) -> str:
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag == f"{_W}noBreakHyphen":
        return "-"
    return " " if element.tag in (f"{_W}tab", f"{_W}br") else ""


def _has_page_field(root: etree._Element | None) -> bool:
    if root is None:
        return False
    codes = [e.text or "" for e in root.iter(f"{_W}instrText")]
    codes += [e.get(f"{_W}instr", "") for e in root.iter(f"{_W}fldSimple")]
    return any(re.search(r"\bPAGE\b", code) for code in codes)


def _spacing(look: Properties, side: str, size: float) -> float:
    if look.get(f"{side}Autospacing") in ("1", "true", "on"):
        return 14.0
    if f"{side}Lines" in look:
        return _number(look[f"{side}Lines"], 0.0) / 100 * size
    return _pt(look.get(side))


def _on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "off", "none")


def _get(element: etree._Element | None, name: str) -> str:
    return "" if element is None else element.get(f"{_W}{name}", "")


def _number(text: str | None, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default


def _pt(twips: str | None) -> float:
    return _number(twips, 0.0) / _TWIPS_PER_PT


def _cm(twips: str | None) -> float:
    return _pt(twips) * _CM_PER_PT


def _mm(twips: str) -> float:
    return _pt(twips) * _MM_PER_PT
