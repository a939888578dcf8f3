"""Word's automatic numbering: one multilevel list, and a restart wherever the printed number asks for it."""

from __future__ import annotations

import re
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

ABSTRACT = 1  # id of the multilevel list
NO_LIST = 0  # the numId that means: not numbered
FIRST_LIST = 1  # numId that the heading styles are linked with
FIRST_LINE = 720  # first-line indent of numbered text in twips (1.27 cm)

ROMAN, DECIMAL, DOUBLE, LETTER, DASH, PLUS = range(6)
# level -> (w:numFmt, w:lvlText, linked paragraph style)
_LEVELS = {
    ROMAN: ("upperRoman", "%1.", "Heading2"),
    DECIMAL: ("decimal", "%2.", "Heading3"),
    DOUBLE: ("decimal", "%2.%3.", None),
    LETTER: ("lowerLetter", "%4)", None),
    DASH: ("bullet", "-", None),
    PLUS: ("bullet", "+", None),
}
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"  # Word counts English letters; đ stays typed


class ListWriter:
    """Gives paragraphs their automatic number; knows what Word will print."""

    def __init__(self, document: Document) -> None:
        self._root = document.part.numbering_part.element
        for child in list(self._root):
            self._root.remove(child)
        self._root.append(_abstract())
        self._root.append(parse_xml(_num(FIRST_LIST, "")))
        self._list = FIRST_LIST
        self._overridden: frozenset[int] = frozenset()
        self._counters: dict[int, int] = {}

    def number(self, paragraph: Paragraph, marker: str, by_style: bool) -> bool:
        """Have Word print ``marker`` before ``paragraph``; give false where it cannot.

        ``by_style`` tells that the paragraph's style is linked with the level of its kind.
        """
        place = _place(marker)
        if place is None:
            return False
        level, ordinal, outer = place
        if level not in (DASH, PLUS):
            if not self._continues(level, ordinal, outer):
                self._restart(level, ordinal, outer)
            self._count(level, ordinal, outer)
        linked = by_style and level in (ROMAN, DECIMAL) and self._list == FIRST_LIST
        if not linked:
            set_number(paragraph, level, self._list)
        return True

    def _continues(self, level: int, ordinal: int, outer: int | None) -> bool:
        if outer is not None and self._counters.get(DECIMAL) != outer:
            return False
        if level not in self._counters and level in self._overridden:
            return False  # programs differ on where an overridden level begins when it comes again
        return self._counters.get(level, 0) + 1 == ordinal

    def _restart(self, level: int, ordinal: int, outer: int | None) -> None:
        """Go on in a new instance of the list that overrides no more than has to be."""
        self._list += 1
        starts = {level: ordinal}
        if outer is not None and self._counters.get(DECIMAL) != outer:
            starts[DECIMAL] = outer
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for at, start in sorted(starts.items())
        )
        self._overridden = frozenset(starts)
        self._root.append(parse_xml(_num(self._list, overrides)))

    def _count(self, level: int, ordinal: int, outer: int | None) -> None:
        self._counters = {at: value for at, value in self._counters.items() if at < level}
        self._counters[level] = ordinal
        if outer is not None:
            self._counters[DECIMAL] = outer


def set_number(target: Paragraph | ParagraphStyle, level: int, list_id: int) -> None:
    """Write ``w:numPr`` into a paragraph or a paragraph style; list 0 takes a style's number away."""
    element: Any = target._p if isinstance(target, Paragraph) else target.element
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    element.get_or_add_pPr()._insert_numPr(parse_xml(xml))


def _place(marker: str) -> tuple[int, int, int | None] | None:
    """Level and ordinal of a printed marker, and for ``3.1.`` the outer number."""
    if marker in ("-", "+"):
        return (DASH if marker == "-" else PLUS), 1, None
    if match := re.fullmatch(r"([IVX]+)\.", marker):
        return ROMAN, _roman(match[1]), None
    if match := re.fullmatch(r"(\d+)\.", marker):
        return DECIMAL, int(match[1]), None
    if match := re.fullmatch(r"(\d+)\.(\d+)\.", marker):
        return DOUBLE, int(match[2]), int(match[1])
    if match := re.fullmatch(r"([a-z])\)", marker):
        return LETTER, _LETTERS.index(match[1]) + 1, None
    return None


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[c] for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _abstract() -> BaseOxmlElement:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{FIRST_LINE}"/></w:pPr></w:lvl>'
        for level, (number_format, text, style) in _LEVELS.items()
    )
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ABSTRACT}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _num(number: int, overrides: str) -> str:
    return (
        f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{ABSTRACT}"/>{overrides}</w:num>'
    )
