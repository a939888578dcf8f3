"""From the tree of a page to paragraphs and tables in reading order; the walk never recurses deeply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from lxml.etree import iterwalk

from docparse.document import Alignment, CellInput, DocumentBuilder, Style
from docparse.readers.html.css import StyleSheet, is_bold, is_italic, keeps_breaks
from docparse.readers.html.lists import ListFrame, open_list, with_mark
from docparse.readers.html.portal import property_lines
from docparse.readers.html.survey import INLINE
from docparse.readers.html.tables import (
    Slot,
    cell_rows,
    has_stray_text,
    is_too_large,
    layout,
    only_holds_tables,
    only_places,
)
from docparse.readers.html.tree import Element
from docparse.readers.letterhead import is_letterhead, is_rule
from docparse.text import normalize

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset(["b", "strong", "th"]) | _HEADINGS.keys()
_ITALIC = frozenset(["i", "em", "cite", "dfn", "var", "address"])
_ALIGNMENTS = ("left", "center", "right", "justify")

Sink = Callable[[str, Style, str | None], None]


@dataclass(slots=True)
class Frame:
    """What holds inside an open element; ``before`` counts the lines that had been read when it began."""

    bold: bool = False
    italic: bool = False
    upper: bool = False
    breaks: bool = False
    align: Alignment | None = None
    heading: int | None = None
    boxed: bool = False
    listing: ListFrame | None = None
    before: int = 0


class Walker:
    """Reads an element: paragraphs go to ``sink``, tables to ``builder`` (without one they are unwrapped)."""

    def __init__(self, styles: StyleSheet, sink: Sink, builder: DocumentBuilder | None = None) -> None:
        self._styles = styles
        self._sink = sink
        self._builder = builder
        self._frames = [Frame()]
        self._pieces: list[tuple[str, bool, bool]] = []  # text, bold, italic
        self._mark = ""  # number or bullet of the list item that has just begun
        self._gap = True
        self._count = 0

    def run(self, root: Element) -> None:
        """Read ``root`` with everything in it; the looks of the elements around it hold."""
        for ancestor in reversed(list(root.iterancestors())):
            self._frames.append(self._frame(ancestor))
        walk = iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._end(element, is_root=element is root)
            elif not self._start(element):
                walk.skip_subtree()
        self._flush()

    def _start(self, element: Element) -> bool:
        """Open ``element``; false where its content has been read already."""
        if element.tag == "br":
            self._break()
        elif element.tag not in INLINE:
            self._flush()
        self._gap = self._gap or element.tag == "hr"
        frame = self._frame(element)
        self._frames.append(frame)
        if element.tag == "table" and self._table(element, frame):
            return False
        self._text(element.text)
        return True

    def _end(self, element: Element, is_root: bool) -> None:
        if element.tag not in INLINE:
            self._flush()
            if element.tag == "p" and self._count == self._frames[-1].before:
                self._gap = True  # an empty paragraph is blank space
            if element.tag == "li":
                self._mark = ""
        self._frames.pop()
        if not is_root:
            self._text(element.tail)

    def _frame(self, element: Element) -> Frame:
        """Find what holds inside ``element``: what holds around it, changed by its tag and declarations."""
        outer, tag = self._frames[-1], str(element.tag)
        declared = self._styles.of(element)
        frame = replace(outer, before=self._count)
        bold, italic, breaks = is_bold(declared), is_italic(declared), keeps_breaks(declared)
        frame.bold = (outer.bold or tag in _BOLD) if bold is None else bold
        frame.italic = (outer.italic or tag in _ITALIC) if italic is None else italic
        frame.breaks = (outer.breaks or tag == "pre") if breaks is None else breaks
        frame.upper = (
            declared.get("text-transform", "uppercase" if outer.upper else "").lower() == "uppercase"
        )
        frame.heading = _HEADINGS.get(tag, outer.heading)
        frame.align = _alignment(element, declared) or outer.align
        if tag in ("ol", "ul"):
            frame.listing = open_list(element, declared)
        elif tag == "li" and outer.listing:
            if self._mark:  # the item around holds nothing before this list
                self._emit("", Style(gap=self._gap))
            self._mark = outer.listing.take(element, declared)
        return frame

    def _text(self, text: str | None) -> None:
        if not text:
            return
        frame = self._frames[-1]
        text = text.upper() if frame.upper else text
        for at, line in enumerate(text.split("\n") if frame.breaks else [text]):
            if at:
                self._break()
            self._pieces.append((line, frame.bold, frame.italic))

    def _break(self) -> None:
        """End a line within a block; two in a row leave blank space."""
        count = self._count
        self._flush()
        self._gap = self._gap or self._count == count

    def _flush(self) -> None:
        """Hand on the line read so far, if it has words."""
        words = [piece for piece in self._pieces if piece[0].strip()]
        text = "".join(piece[0] for piece in self._pieces)
        self._pieces = []
        clean = normalize(text)
        if not clean or is_rule(clean):
            self._gap = self._gap or bool(clean)
            return
        frame = self._frames[-1]
        style = Style(
            bold=all(bold for _, bold, _ in words),
            italic=all(italic for _, _, italic in words),
            align=frame.align,
            heading=frame.heading,
            gap=self._gap,
            boxed=frame.boxed,
        )
        self._emit(text, style)

    def _emit(self, text: str, style: Style) -> None:
        marked = with_mark(self._mark, text)
        self._sink(marked, style, self._mark if self._mark and marked.startswith(self._mark) else None)
        self._mark, self._gap = "", False
        self._count += 1

    def _table(self, table: Element, frame: Frame) -> bool:
        """Read a table as a grid; false where its cells are to be read as paragraphs."""
        if self._builder is None:
            return False
        slots = layout(table)
        if is_too_large(slots) or only_holds_tables(table, slots) or has_stray_text(table, slots):
            return False
        cells = [self._cell(slot) for slot in slots]
        rows = cell_rows(cells)
        if is_letterhead(rows):
            frame.boxed = True
            return False
        if lines := property_lines([[" ".join(cell) for cell in row] for row in rows]):
            for line in lines:
                self._emit(line, Style(gap=self._gap))
            return True
        if only_places(table, cells):
            return False
        for caption in table.iterchildren("caption"):
            Walker(self._styles, self._sink).run(caption)
        self._builder.table(cells)
        self._gap = True
        self._count += 1
        return True

    def _cell(self, slot: Slot) -> CellInput:
        lines: list[tuple[str, bool]] = []
        Walker(self._styles, lambda text, style, _: lines.append((text, style.bold))).run(slot.element)
        bold = bool(lines) and all(bold for _, bold in lines)
        return CellInput([text for text, _ in lines], slot.row, slot.column, slot.rowspan, slot.colspan, bold)


def _alignment(element: Element, declared: dict[str, str]) -> Alignment | None:
    if element.tag == "center":
        return "center"
    value = declared.get("text-align", "").strip().lower()
    return cast(Alignment, value) if value in _ALIGNMENTS else None
