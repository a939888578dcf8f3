"""A comparison as a Word document in landscape, to be put into a report.

Word has no room for many columns: plans are told in tables of a few at a time, and only what at least
two plans say, or the central one, is told in full.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from docparse.compare.records import Comparison, IndicatorRow, PlanColumn, TaskRow
from docparse.export import matrix_words as words
from docparse.export.keeping import AUTHOR

#: plans beside each other in one table
_PLANS_IN_TABLE = 5
_TEXT, _SMALL = 240, 150
_FONT = "Times New Roman"
_TWIPS = 567  # in a centimetre
_SHADES = {
    "head": "1F4E79",
    "label": "F2F6FA",
    "truncated": "FFF2CC",
    "covered": "E2EFDA",
    "weak": "FFE699",
    "similar": "FFF8E1",
}
_UNSAID = '<w:i/><w:color w:val="7F7F7F"/>'
_LOOKS = {
    "head": '<w:b/><w:color w:val="FFFFFF"/>',
    "label": "<w:b/>",
    "not_stated": _UNSAID,
    "elsewhere": _UNSAID,
    "not_found": _UNSAID,
    "truncated": _UNSAID,
    "none": _UNSAID,
}
_BORDERS = "<w:tblBorders>{}</w:tblBorders>".format(
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
)
_MARGINS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>'
)
_SIZE = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
# what XML cannot hold
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)

#: what stands in a cell: its text, and how it is marked ("" for plain text)
Marked = tuple[str, str]


def to_docx(comparison: Comparison) -> bytes:
    """The document."""
    document = _blank()
    document.add_heading(words.TITLE, 0)
    document.add_paragraph(words.subject(comparison)).runs[0].italic = True
    _plans(document, comparison)
    _themes(document, comparison)
    _indicators(document, comparison)
    _tasks(document, comparison)
    _coverage(document, comparison)
    _legend(document, comparison)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _blank() -> WordDocument:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.5)
    properties = document.core_properties
    properties.title, properties.created = words.TITLE, _CREATED
    properties.author = properties.last_modified_by = AUTHOR
    properties.comments = ""  # its template names the library
    properties.modified = _CREATED
    for name, size in (("Normal", 10), ("Title", 20), ("Heading 1", 14), ("Heading 2", 12)):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(attribute), _FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
    document.styles["Normal"].paragraph_format.space_after = Pt(2)
    _number_pages(section.footer.paragraphs[0])
    return document


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _table(
    document: WordDocument, heads: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[Marked]]
) -> None:
    """A table with a repeated head; ``widths`` in centimetres.

    Written as XML at once: cell by cell, python-docx needs a minute for the tables of 63 plans.
    """
    twips = [round(width * _TWIPS) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    head = _row([(text, "head") for text in heads], twips, "<w:tblHeader/>")
    body = "".join(_row(row, twips) for row in rows)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'{_BORDERS}<w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )
    document.add_paragraph()._p.addprevious(table)


def _row(cells: Sequence[Marked], twips: Sequence[int], more: str = "") -> str:
    told = "".join(_cell(text, mark, width) for (text, mark), width in zip(cells, twips, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{told}</w:tr>"


def _cell(text: str, mark: str, width: int) -> str:
    shade = _SHADES.get(mark)
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    lines = "".join(
        f'<w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:rPr>{_LOOKS.get(mark, "")}{_SIZE}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(_CONTROL.sub("", line))}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{filled}</w:tcPr>{lines}</w:tc>'


def _plans(document: WordDocument, comparison: Comparison) -> None:
    document.add_heading("Các kế hoạch", 1)
    heads = (
        "Kế hoạch",
        "Số, ký hiệu",
        "Trích yếu",
        "Giai đoạn",
        "Tỉnh hiện nay",
        "Nhiệm vụ",
        "Chỉ tiêu",
        "Độ phủ",
        "Khoảng cách",
        "Ghi chú",
    )
    widths = (3.6, 2.7, 6.6, 1.9, 2.2, 1.5, 1.4, 2.0, 1.6, 3.2)
    rows = (
        [
            (c.label, "label"), (c.number or "", ""), (words.cut(words.title(c), _TEXT), ""),
            (words.period(c), ""), (c.territory or "", ""), (words.counted(c.tasks, c), ""),
            (words.counted(c.targets, c), ""), (words.coverage_of(c, comparison), ""),
            (words.distance(c), ""), (words.remarks(c), ""),
        ]
        for c in comparison.columns
    )  # fmt: skip
    _table(document, heads, widths, rows)


def _parts(columns: Sequence[PlanColumn]) -> Iterator[list[int]]:
    """Positions of the columns, a few at a time; the central plan is in every part."""
    first = [0] if columns[0].central else []
    others = list(range(len(first), len(columns)))
    room = _PLANS_IN_TABLE - len(first)
    for start in range(0, max(1, len(others)), room):
        yield [*first, *others[start : start + room]]


def _widths(plans: int, first: float, last: float = 0.0) -> list[float]:
    room = 26.7 - first - last
    return [first, *([room / plans] * plans), *([last] if last else [])]


def _themes(document: WordDocument, comparison: Comparison) -> None:
    document.add_heading("Chủ đề (số nhiệm vụ / số chỉ tiêu)", 1)
    for part in _parts(comparison.columns):
        heads = ["Chủ đề", *(comparison.columns[i].label for i in part)]
        rows = (
            [(row.theme, "label"), *((counts[i], "") for i in part)]
            for row in comparison.themes
            for counts in [words.theme_counts(row, comparison.columns)]
        )
        _table(document, heads, _widths(len(part), 7.0), rows)


def _indicators(document: WordDocument, comparison: Comparison) -> None:
    document.add_heading("Chỉ tiêu", 1)
    told = [
        row
        for row in comparison.indicators
        if row.plans > 1 or (row.has_target and len(comparison.columns) <= _PLANS_IN_TABLE)
    ]
    if not told:
        document.add_paragraph("Không có chỉ tiêu nào chung giữa các kế hoạch.")
    for part in _parts(comparison.columns) if told else ():
        heads = ["Nội dung", *(comparison.columns[i].label for i in part), "Khác biệt"]
        rows = ([(row.label, "label"), *_figures(row, part), _told(row, comparison, part)] for row in told)
        _table(document, heads, _widths(len(part), 5.5, 5.0), rows)


def _figures(row: IndicatorRow, part: Sequence[int]) -> Iterator[Marked]:
    for index in part:
        cell = row.cells[index]
        if cell.figures:
            yield "\n".join(words.figure(figure) for figure in cell.figures), ""
        else:
            yield words.STATES[cell.state], cell.state


def _told(row: IndicatorRow | TaskRow, comparison: Comparison, part: Sequence[int]) -> Marked:
    here = {comparison.columns[i].plan for i in part}
    lines = [d.text for d in row.differences if d.plan in here and d.kind not in ("missing", "extra")]
    if isinstance(row, IndicatorRow):
        lines += [words.added(total, comparison.columns) for total in row.sums]
    return "\n".join(lines), ""


def _tasks(document: WordDocument, comparison: Comparison) -> None:
    document.add_heading("Nhiệm vụ chung", 1)
    told = [row for row in comparison.tasks if row.plans > 1]
    alone = len(comparison.tasks) - len(told)
    document.add_paragraph(
        f"{len(told)} nhiệm vụ có ở từ hai kế hoạch trở lên; "
        f"{alone} nhiệm vụ chỉ có ở một kế hoạch (xem bản XLSX)."
    )
    for part in _parts(comparison.columns) if told else ():
        heads = ["Nhiệm vụ", *(comparison.columns[i].label for i in part)]
        rows = (
            [(f"{words.cut(row.label, _SMALL)}\n({row.theme})", "label"), *_entries(row, part)]
            for row in told
        )
        _table(document, heads, _widths(len(part), 5.0), rows)


def _entries(row: TaskRow, part: Sequence[int]) -> Iterator[Marked]:
    for index in part:
        cell = row.cells[index]
        if not cell.entries:
            yield words.STATES[cell.state], cell.state
            continue
        lines = []
        for entry in cell.entries:
            lines.append(f"– {words.said(entry, _SMALL)}")
            lines += [
                f"{name}: {words.cut(value, _SMALL)}"
                for name, value in words.responsibility(entry)
                if name != "Phối hợp"
            ]
        yield "\n".join(lines), ""


def _coverage(document: WordDocument, comparison: Comparison) -> None:
    if not comparison.coverage:
        return
    central, *others = comparison.columns
    document.add_heading(f"Độ phủ {central.label}", 1)
    for start in range(0, len(others), _PLANS_IN_TABLE - 1):
        part = range(start, min(start + _PLANS_IN_TABLE - 1, len(others)))
        heads = [f"Nội dung của {central.label}", *(others[i].label for i in part)]
        rows = []
        for row in comparison.coverage:
            remark = f"\n({words.row_remark(row)})" if row.own else ""
            cells: list[Marked] = [(words.cut(row.place.passage, _TEXT) + remark, "label")]
            for index in part:
                cell = row.cells[index]
                seen = words.witness(cell)
                quote = f"\n“{words.cut(seen.passage, _SMALL)}”" if seen else ""
                cells.append((words.covered(cell) + quote, cell.covered))
            rows.append(cells)
        _table(document, heads, _widths(len(part), 6.5), rows)


def _legend(document: WordDocument, comparison: Comparison) -> None:
    document.add_heading("Chú giải", 1)
    for word, meaning in words.legend(comparison):
        paragraph = document.add_paragraph()
        paragraph.add_run(word).bold = True
        paragraph.add_run(f": {meaning}.")
