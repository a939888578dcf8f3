"""From a part of a Word document (body, note, header) to paragraphs and tables in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias, Union

from docparse.document import Alignment
from docparse.readers.docx.inline import BREAK, Findings, InlineReader, Piece
from docparse.readers.docx.numbering import MAX_LEVEL, Counters, Label, NumberedList, Numbering
from docparse.readers.docx.styles import (
    OwnProperties,
    ParagraphStyle,
    StyleSheet,
    heading_of,
    own_properties,
)
from docparse.readers.docx.table import WordTable, read_table
from docparse.readers.docx.xml import Element, among, children_of, descend, switch_of, w

_P, _TBL, _CHUNK = w("p"), w("tbl"), w("altChunk")
_BLOCKS = frozenset((_P, _TBL, _CHUNK))
_PROPERTIES, _CAPS, _VANISH = w("pPr"), w("caps"), w("vanish")
_GONE = frozenset((w("del"), w("moveFrom")))
_SENTENCE_END = tuple(".;:!?…")
_ITEM = re.compile(r"\s*(?:[-+*•–—]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[IVXLC]+[.)]\s)")


class Line(NamedTuple):
    """One printed line of a paragraph; bold and italic when all of its words are."""

    text: str
    bold: bool
    italic: bool


@dataclass(slots=True)
class WordParagraph:
    """A paragraph with its printed number and the looks that matter."""

    pieces: list[Piece]
    align: Alignment | None = None
    heading: int | None = None
    label: Label | None = None

    def lines(self, every_break: bool = False) -> list[Line]:
        """Cut the paragraph at the line breaks that separate (all of them when ``every_break``).

        A break inside running text only wraps it and becomes a space; one in a centred line, in a
        heading, after the end of a sentence or before an item separates.
        """
        pieces = self.pieces
        text = pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])
        if "\n" not in text:
            lines = [Line(text, *_emphasis(pieces))] if text and not text.isspace() else []
            return lines if self.label is None else self._labelled(lines)
        every = every_break or self.heading is not None or self.align in ("center", "right")
        groups: list[list[Piece]] = []
        for group in _at_breaks(self.pieces):
            if groups and not (every or _separates(groups[-1], group)):
                groups[-1] += [Piece(" ", False, False), *group]
            else:
                groups.append(group)
        lines = [Line("".join(p.text for p in group), *_emphasis(group)) for group in groups]
        return self._labelled(lines)

    def _labelled(self, lines: list[Line]) -> list[Line]:
        label = self.label
        if label is None:
            return lines
        if not lines:
            # Word prints the number of an empty item; a bullet without text says nothing
            return [] if label.bullet else [Line(label.text, False, False)]
        first = lines[0]
        glued = label.tight and not first.text.lstrip()[:1].isalnum()
        text = f"{label.text}{'' if glued else ' '}{first.text.lstrip()}"
        return [Line(text, first.bold, first.italic), *lines[1:]]


Block: TypeAlias = Union[WordParagraph, "WordTable[Block]"]


@dataclass(slots=True)
class _Pending:
    """Text before a deleted paragraph mark: it belongs to the paragraph that follows."""

    pieces: list[Piece] = field(default_factory=list)
    last: WordParagraph | None = None


class StoryReader:
    """Reads one part. Paragraphs are numbered as they are read, so read in document order."""

    def __init__(self, part: Element, styles: StyleSheet, numbering: Numbering, findings: Findings) -> None:
        self._styles = styles
        self._numbering = numbering
        self._findings = findings
        self._inline = InlineReader(part, styles, findings)
        self._counters = Counters()
        self._places: dict[
            tuple[str | None, int | None, int | None], tuple[int, NumberedList, int] | None
        ] = {}

    def read(self, container: Element) -> list[Block]:
        """Read the blocks of a body, note, header or cell."""
        blocks: list[Block] = []
        pending = _Pending()
        for element in descend(container, _BLOCKS):
            if element.tag == _P:
                self._paragraph(element, pending, blocks)
                continue
            _flush(pending, blocks)
            if element.tag == _TBL:
                blocks.append(read_table(element, self._styles, self.read, self._findings))
            else:
                self._findings.counts["chunks"] += 1
        _flush(pending, blocks)
        return blocks

    def _paragraph(self, element: Element, pending: _Pending, blocks: list[Block]) -> None:
        children = children_of(element)
        properties = own_properties(among(children, _PROPERTIES))
        style = self._styles.paragraph(properties.style_id)
        pieces, boxes = self._inline.read(children, style)
        if pending.last is not None:
            pending.pieces += pieces
            pieces = pending.pieces
            pending.pieces, pending.last = [], None
        level = properties.level
        heading = style.heading if level is None else heading_of(level)
        paragraph = WordParagraph(pieces, properties.align or style.align, heading)
        if properties.mark is not None and _mark_is_deleted(properties.mark):
            pending.pieces, pending.last = pieces, paragraph
        else:
            numbered = properties.num_id is not None or style.num_id is not None
            if numbered and (pieces or not switch_of(properties.mark, _VANISH)):  # else nothing is printed
                paragraph.label = self._label(properties, style)
            if pieces or paragraph.label:
                blocks.append(paragraph)
        for box in boxes:
            blocks += self._box(box)

    def _box(self, box: Element) -> list[Block]:
        """Read a text box, which numbers its paragraphs on its own."""
        outside, self._counters = self._counters, Counters()
        try:
            return self.read(box)
        finally:
            self._counters = outside

    def _label(self, properties: OwnProperties, style: ParagraphStyle) -> Label | None:
        key = properties.style_id, properties.num_id, properties.depth
        if key not in self._places:
            self._places[key] = self._place(properties, style)
        place = self._places[key]
        if place is None:
            return None
        caps = switch_of(properties.mark, _CAPS)
        return self._counters.next(*place, bool(style.look.caps if caps is None else caps))

    def _place(
        self, properties: OwnProperties, style: ParagraphStyle
    ) -> tuple[int, NumberedList, int] | None:
        """Find the ``w:numId``, the list and the level that number a paragraph; null where none does."""
        num_id = style.num_id if properties.num_id is None else properties.num_id
        numbered = None if num_id is None else self._numbering.list_of(num_id)
        if num_id is None or numbered is None:
            return None
        depth = properties.depth
        if properties.num_id is None:
            depth = _depth_by_style(style, numbered) if depth is None else depth
            if _linked_elsewhere(style, numbered, depth):
                return None
        elif depth is None:
            depth = style.depth
        return num_id, numbered, min(max(depth or 0, 0), MAX_LEVEL)


def _flush(pending: _Pending, blocks: list[Block]) -> None:
    """Keep text whose paragraph mark was deleted but which nothing follows."""
    if pending.last is not None and pending.last.pieces:
        blocks.append(pending.last)
    pending.pieces, pending.last = [], None


def _mark_is_deleted(mark: Element) -> bool:
    return any(child.tag in _GONE for child in mark)


def _depth_by_style(style: ParagraphStyle, numbered: NumberedList) -> int:
    """Find the level that the style or its nearest ancestor is linked to or states."""
    for style_id, stated in style.chain:
        linked = numbered.level_of_style(style_id)
        if linked is not None:
            return linked
        if stated is not None:
            return stated
    return 0


def _linked_elsewhere(style: ParagraphStyle, numbered: NumberedList, depth: int) -> bool:
    """Tell whether the level belongs to another style: then Word neither prints nor counts."""
    level = numbered.levels.get(depth)
    linked = None if level is None else level.style
    return linked is not None and all(linked != style_id for style_id, _ in style.chain)


def _at_breaks(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Give the pieces of each line that has text."""
    group: list[Piece] = []
    for piece in (*pieces, BREAK):
        if piece is not BREAK:
            group.append(piece)
            continue
        if any(not p.text.isspace() for p in group):
            yield group
        group = []


def _separates(before: list[Piece], after: list[Piece]) -> bool:
    """Tell whether a line break parts a sentence from the next, a bold heading from text, or items."""
    last = next(p for p in reversed(before) if not p.text.isspace())
    first = next(p for p in after if not p.text.isspace())
    return (
        last.text.rstrip().endswith(_SENTENCE_END)
        or last.bold != first.bold
        or bool(_ITEM.match("".join(p.text for p in after)))
    )


def _emphasis(pieces: list[Piece]) -> tuple[bool, bool]:
    """Tell whether all words are bold, and whether all are italic."""
    if not any(p.bold or p.italic for p in pieces):
        return False, False
    words = [p for p in pieces if any(map(str.isalnum, p.text))]
    return bool(words) and all(p.bold for p in words), bool(words) and all(p.italic for p in words)
