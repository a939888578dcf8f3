"""Pieces of a manuscript as Word paragraphs: styles, automatic numbers, page measures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Mm, Pt
from docx.text.paragraph import Paragraph

from docparse.draft.manuscript import LETTERS, Piece
from docparse.draft.profile import Look

if TYPE_CHECKING:
    from docx.document import Document

_LIST = 1  # numId of the template's list
_LETTER_LIST = 100  # numId of the instance that prints the n-th letter
_COMMON_LETTERS = LETTERS.index("đ")  # a to d are the same in Word's alphabet
_HEADINGS = {"part": "Heading 1", "roman": "Heading 2", "arabic": "Heading 3", "letter": "Heading 4"}
_PLAIN = {
    "part": "KH Loi van",
    "roman": "KH Khoan",
    "arabic": "KH Khoan",
    "letter": "KH Diem",
    "dash": "KH Gach dau dong",
    "plus": "KH Gach cap hai",
    "text": "KH Loi van",
}
_LEVELS = {"part": 0, "roman": 1, "arabic": 2, "letter": 3, "dash": 4, "plus": 5}
_SCALED = ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "KH Loi van", "KH Can cu")


def set_measures(document: Document, look: Look) -> None:
    """Apply what the profile chooses within the bounds of the decree."""
    for name in _SCALED:
        style = document.styles[name]
        style.font.size = Pt(look.font_size)
        form = style.paragraph_format
        form.line_spacing = look.line_spacing
        form.space_after = Pt(look.paragraph_spacing)
        if name != "Heading 1":
            form.first_line_indent = Cm(look.first_line)
    document.styles["KH Trong bang"].font.size = Pt(look.table_size)
    _set_indents(document, Cm(look.first_line).twips)
    for section in document.sections:
        section.left_margin, section.right_margin = Mm(look.left_margin), Mm(look.right_margin)
        section.top_margin, section.bottom_margin = Mm(look.top_margin), Mm(look.bottom_margin)


def _set_indents(document: Document, twips: int) -> None:
    """The list's own indents would overrule those of the styles."""
    for indent in document.part.numbering_part.element.iter(qn("w:ind")):
        if indent.get(qn("w:firstLine")) not in (None, "0"):
            indent.set(qn("w:firstLine"), str(twips))


def write_pieces(mark: Paragraph, pieces: Iterable[Piece]) -> list[Paragraph]:
    """Put ``pieces`` where the paragraph ``mark`` stands, which goes; gives their paragraphs in order."""
    written = []
    for piece in pieces:
        paragraph = mark.insert_paragraph_before()
        paragraph.style = (_HEADINGS if piece.titled else _PLAIN).get(piece.kind, "KH Loi van")
        _number(paragraph, piece)
        run = paragraph.add_run()
        if piece.kind == "part":
            run.add_break(WD_BREAK.LINE)  # the title of a Phần stands on the line below
        run.add_text(piece.text)
        written.append(paragraph)
    body = mark._p.getparent()
    assert body is not None
    body.remove(mark._p)
    return written


def _number(paragraph: Paragraph, piece: Piece) -> None:
    level = _LEVELS.get(piece.kind)
    if level is None:
        return
    number = parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{_list_of(piece)}"/></w:numPr>'
    )
    paragraph._p.get_or_add_pPr().append(number)


def _list_of(piece: Piece) -> int:
    """The list instance: letters behind d have one each, for Word's alphabet has no đ."""
    if piece.kind != "letter":
        return _LIST
    ordinal = LETTERS.index(piece.number[0]) + 1
    return _LIST if ordinal <= _COMMON_LETTERS else _LETTER_LIST + ordinal
