"""Pieces of a manuscript as Word paragraphs: styles, automatic numbers, page measures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.text.paragraph import Paragraph

from docparse.draft.figures import marked
from docparse.draft.manuscript import Piece
from docparse.draft.profile import Look
from docparse.draft.word.numbering import Numbering

if TYPE_CHECKING:
    from docx.document import Document

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


def write_pieces(document: Document, mark: Paragraph, pieces: Iterable[Piece]) -> list[Paragraph]:
    """Put ``pieces`` where the paragraph ``mark`` stands, which goes; gives their paragraphs in order."""
    written, numbering = [], Numbering(document)
    styles = {name: document.styles[name].style_id for name in {*_HEADINGS.values(), *_PLAIN.values()}}
    for piece in pieces:
        paragraph = mark.insert_paragraph_before()
        paragraph._p.style = styles[(_HEADINGS if piece.titled else _PLAIN).get(piece.kind, "KH Loi van")]
        numbering.apply(paragraph, piece)
        run = paragraph.add_run()
        if piece.kind == "part":
            run.add_break(WD_BREAK.LINE)  # the title of a Phần stands on the line below
        run.add_text(marked(piece.text, (d.words for d in piece.doubts)))
        written.append(paragraph)
    body = mark._p.getparent()
    assert body is not None
    body.remove(mark._p)
    return written
