"""A manuscript as a Word file laid out after Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import datetime as dt
import re
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph

from docparse.draft.figures import marked, unmarked
from docparse.draft.manuscript import Appendix, Manuscript, Piece
from docparse.draft.profile import Profile
from docparse.draft.provenance import remark, row_remark
from docparse.draft.word.body import set_measures, write_pieces
from docparse.draft.word.comments import Comments
from docparse.draft.word.filling import TemplateFault, fill
from docparse.draft.word.marking import mark_open_places
from docparse.draft.word.measure import longest_line, text_width
from docparse.draft.word.package import set_properties, to_bytes
from docparse.draft.word.tables import write_table
from docparse.templates import template_path
from docparse.text import CAPITALS, to_roman

if TYPE_CHECKING:
    from docx.document import Document

PLAN_TEMPLATE, APPENDIX_TEMPLATE = "draft/ke-hoach.docx", "draft/phu-luc.docx"
#: stand in the filled template where generated paragraphs go
_BODY, _TABLE = "\ue000body", "\ue000table"
_PERIOD = re.compile(r"(?<=\d{4}) - (?=\d{4})")
# the number and symbol of an act
_SYMBOL = re.compile(
    rf"(?<![\w/])\d[\w.]*(?:/\d{{4}})?[-/][{CAPITALS}][\w&]*(?:[-/][{CAPITALS}][\w&]*)*|/KH-[{CAPITALS}]+"
)
_HELD = "\ue002"  # for a hyphen that is to be held
_SHARE = 0.4  # of the text above it: the decree wants a third to a half
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_CELL_WIDTHS = (Pt(173), Pt(295))  # of the letterhead's two columns


def render_word(
    manuscript: Manuscript,
    profile: Profile,
    *,
    comments: bool = True,
    template: Path | None = None,
) -> bytes:
    """The draft as the bytes of a .docx; ``template`` replaces the built-in one.

    The same manuscript gives the same bytes.
    """
    path = template or template_path(PLAN_TEMPLATE)
    document = fill(path, _context(manuscript))
    set_measures(document, profile.style)
    paragraphs = _write_body(document, manuscript, path)
    _draw_rules(document, manuscript)
    _end_table(document)
    anchors = _append_appendices(document, manuscript, profile)
    mark_open_places(document)
    _hold_periods(document)
    _hold_numbers(document)
    if comments:
        _comment(document, manuscript, paragraphs, anchors, profile.issued_on)
    head = manuscript.head
    set_properties(
        document,
        title=f"Kế hoạch {head.subject}",
        subject=head.subject,
        issuer=" ".join(head.issuer),
        keywords=", ".join(filter(None, (profile.place, f"{profile.period.start}-{profile.period.end}"))),
        day=profile.issued_on,
    )
    return to_bytes(document)


def _context(manuscript: Manuscript) -> dict[str, Any]:
    return {
        "head": {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in asdict(manuscript.head).items()
        }
        | {"subject": marked(manuscript.head.subject, [d.words for d in manuscript.opening.doubts])},
        "basis": [_shown(piece) for piece in manuscript.basis],
        "opening": _shown(manuscript.opening),
        "body": _BODY,
        "closing": [_shown(piece) for piece in manuscript.closing],
    }


def _shown(piece: Piece) -> str:
    return marked(piece.text, [doubt.words for doubt in piece.doubts])


def _write_body(document: Document, manuscript: Manuscript, template: Path) -> list[Paragraph | None]:
    """Paragraphs of all pieces in order; those that the template printed are found by their text."""
    mark = _marked(document, _BODY, template)
    body = write_pieces(document, mark, manuscript.body)
    by_text = {unmarked(p.text): p for p in document.paragraphs}
    framed = [by_text.get(p.text) for p in (*manuscript.basis, manuscript.opening)]
    closing = [by_text.get(p.text) for p in manuscript.closing]
    if closing and closing[-1] is not None:  # a signature does not stand alone on a page
        closing[-1].paragraph_format.keep_with_next = True
        closing[-1].paragraph_format.keep_together = True
    return [*framed, *body, *closing]


def _marked(document: Document, sign: str, template: Path) -> Paragraph:
    """The paragraph with ``sign``; raises :class:`TemplateFault` where ``template`` had no place for it."""
    for paragraph in document.paragraphs:
        if sign in paragraph.text:
            return paragraph
    name = sign[1:]
    raise TemplateFault(
        str(template), f"Mẫu thiếu dòng {{{{ {name} }}}}.", "Thêm một đoạn chỉ có dòng đó vào mẫu."
    )


def _hold_periods(document: Document) -> None:
    """No line ends inside ``2026 - 2030``."""
    for words in document.element.body.iter(qn("w:t")):
        if words.text and " - " in words.text:
            words.text = _PERIOD.sub("\u00a0-\u00a0", words.text)


def _hold_numbers(document: Document) -> None:
    """No line ends inside ``71-NQ/TW``: its hyphens become Word's own that do not break."""
    for words in list(document.element.body.iter(qn("w:t"))):
        if words.text and "-" in words.text:
            parts = _SYMBOL.sub(lambda m: m.group().replace("-", _HELD), words.text).split(_HELD)
            words.text = parts[0]
            at = words
            for part in parts[1:]:
                hyphen, rest = OxmlElement("w:noBreakHyphen"), OxmlElement("w:t")
                rest.text = part
                at.addnext(hyphen)
                hyphen.addnext(rest)
                at = rest
            for text in words.itersiblings(qn("w:t")):
                text.set(qn("xml:space"), "preserve")
            words.set(qn("xml:space"), "preserve")


# ---- rule lines -------------------------------------------------------------------------------


def _draw_rules(document: Document, manuscript: Manuscript) -> None:
    head, section = manuscript.head, document.sections[0]
    issuer = max(text_width(line, 12, bold=True) for line in head.issuer)
    page = _text_width(section)
    subject = longest_line(head.subject, 14, page.pt, bold=True)
    left, right = (width.pt for width in _CELL_WIDTHS)
    lengths = {
        "KH Ke co quan": (min(issuer, left) * _SHARE, left),
        "KH Ke tieu ngu": (text_width(_MOTTO, 13, bold=True), right),
        "KH Ke trich yeu": (subject * _SHARE, page.pt),
    }
    by_id = {style.style_id: style.name for style in document.styles if style.name in lengths}
    for paragraph in _everywhere(document):
        name = by_id.get(paragraph._p.style or "")
        if name is not None:
            length, available = lengths[name]
            margin = Pt(max(available - length, 0) / 2)
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = margin


def _everywhere(document: Document) -> list[Paragraph]:
    """Paragraphs of the text and of the frames of letterhead and signature."""
    framed = [p for t in document.tables for cell in t._cells for p in cell.paragraphs]
    return [*document.paragraphs, *framed]


def _text_width(section: Any) -> Length:
    return Length(section.page_width - section.left_margin - section.right_margin)


# ---- appendix ---------------------------------------------------------------------------------


def _append_appendices(document: Document, manuscript: Manuscript, profile: Profile) -> list[list[Any]]:
    """Each appendix as a section of its own; the anchors of its rows for comments."""
    anchors = []
    for index, appendix in enumerate(manuscript.appendices, start=1):
        number = f" {to_roman(index)}" if len(manuscript.appendices) > 1 else ""
        anchors.append(_append(document, appendix, number, manuscript, profile))
    return anchors


def _append(
    document: Document, appendix: Appendix, number: str, manuscript: Manuscript, profile: Profile
) -> list[Any]:
    filled = fill(
        template_path(APPENDIX_TEMPLATE),
        {
            "number": number,
            "title": marked(appendix.title, [d.words.upper() for d in manuscript.opening.doubts]),
            "reference": _reference(manuscript),
            "issuer": manuscript.head.issuer_name,
            "table": _TABLE,
        },
    )
    look = profile.style
    section = filled.sections[0]
    section.left_margin, section.right_margin = (
        Pt(look.left_margin * 72 / 25.4),
        Pt(look.right_margin * 72 / 25.4),
    )
    section.top_margin, section.bottom_margin = (
        Pt(look.top_margin * 72 / 25.4),
        Pt(look.bottom_margin * 72 / 25.4),
    )
    _close_section(document)
    body = document.element.body
    closing = body.sectPr
    for element in list(filled.element.body):
        if element.tag != qn("w:sectPr"):
            closing.addprevious(deepcopy(element))
    body.replace(closing, deepcopy(filled.element.body.sectPr))
    mark = _marked(document, _TABLE, template_path(APPENDIX_TEMPLATE))
    rows = write_table(document, mark, appendix, _text_width(section).twips)
    mark.runs[0].text = ""  # Word wants a paragraph behind a table
    return rows


def _reference(manuscript: Manuscript) -> str:
    """``số …/KH-UBND ngày … tháng … năm 2026``: as the letterhead has it."""
    number = manuscript.head.number.removeprefix("Số: ")
    return f"số {number} {manuscript.head.place_and_date.partition(', ')[2]}"


def _end_table(document: Document) -> None:
    """Word wants a paragraph behind the table of recipients and signature."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(1)


def _close_section(document: Document) -> None:
    """End the section at hand with its last paragraph, so that the next one may lie crosswise."""
    section = deepcopy(document.element.body.sectPr)
    document.paragraphs[-1]._p.get_or_add_pPr().append(section)


# ---- comments ---------------------------------------------------------------------------------


def _comment(
    document: Document,
    manuscript: Manuscript,
    paragraphs: list[Paragraph | None],
    anchors: list[list[Any]],
    day: dt.date,
) -> None:
    comments = Comments(document, day)
    for piece, paragraph in zip(manuscript.pieces(), paragraphs, strict=True):
        if paragraph is not None:
            comments.hang(paragraph._p, remark(piece))
    for appendix, rows in zip(manuscript.appendices, anchors, strict=True):
        for row, element in zip(appendix.rows, rows, strict=True):
            comments.hang(element, row_remark(row))
