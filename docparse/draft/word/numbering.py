"""Automatic numbers: the template's list of six levels, and letters in the order of Vietnamese.

Word counts ``a b c d e f …``; Vietnamese wants ``a b c d đ e g …`` without f, j, w. A run of letters
that Word counts right is a list of its own that starts where the run does (``e``, ``g h i``, ``k … v``,
``x y``), and ``đ`` is one that prints only this letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from docparse.draft.manuscript import KINDS, NUMBERED, Piece

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_STYLE = "Heading 2"  # of the template; its numbers come from the list
_COMMON = "abcd"  # the letters that Word counts right from the beginning
_OWN = "đ"


class Numbering:
    """The lists of one document; paragraphs are numbered in the order of the text."""

    def __init__(self, document: Document) -> None:
        self._root = document.part.numbering_part.element
        self._main = self._list_of_template(document)
        self._abstract: dict[bool, int] = {}
        self._last = ""
        self._run = 0

    def apply(self, paragraph: Paragraph, piece: Piece) -> None:
        """Give ``paragraph`` the number that ``piece`` prints; none to plain text."""
        if piece.kind not in KINDS:
            return
        number, level = self._main, piece.depth
        if piece.kind == "letter" and piece.number[0] not in _COMMON:
            number, level = self._letter(piece.number[0]), 0
        elif piece.kind in NUMBERED:
            self._last = ""
        paragraph._p.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            )
        )

    def _letter(self, letter: str) -> int:
        """The list instance that prints ``letter`` next."""
        follows = self._last not in ("", _OWN) and ord(letter) == ord(self._last) + 1
        self._last = letter
        if not follows:
            start = 1 if letter == _OWN else ord(letter) - ord("a") + 1
            self._run = self._instance(self._form(letter == _OWN), start)
        return self._run

    def _form(self, own: bool) -> int:
        """The definition behind letters, made when first needed; ``own`` prints đ whatever the count."""
        if own not in self._abstract:
            ident = self._free("w:abstractNum", "w:abstractNumId")
            text = f"{_OWN})" if own else "%1)"
            element = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ident}">'
                '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                f'<w:numFmt w:val="lowerLetter"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="{self._indent()}"/></w:pPr>'
                "</w:lvl></w:abstractNum>"
            )
            self._root.find(qn("w:num")).addprevious(element)
            self._abstract[own] = ident
        return self._abstract[own]

    def _instance(self, abstract: int, start: int) -> int:
        """A new list that begins at ``start``."""
        ident = self._free("w:num", "w:numId")
        self._root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{ident}"><w:abstractNumId w:val="{abstract}"/>'
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )
        )
        return ident

    def _indent(self) -> str:
        """The first line of the template's letters, in twips."""
        for level in self._root.iter(qn("w:lvl")):
            indent = level.find(f"{qn('w:pPr')}/{qn('w:ind')}")
            if level.get(qn("w:ilvl")) == str(KINDS.index("letter")) and indent is not None:
                return str(indent.get(qn("w:firstLine"), "0"))
        return "0"

    def _free(self, tag: str, attribute: str) -> int:
        used = [int(e.get(qn(attribute), "0")) for e in self._root.iterfind(qn(tag))]
        return max(used, default=0) + 1

    @staticmethod
    def _list_of_template(document: Document) -> int:
        """Word may number its lists anew when the template is edited: the style knows which it is."""
        number = document.styles[_STYLE].element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        return 1 if number is None else int(number.get(qn("w:val"), "1"))
