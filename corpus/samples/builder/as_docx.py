"""Renders a sample as a Word file laid out after Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from builder import numbering
from builder.as_text import MOTTO, NATION
from builder.model import Block, Break, Letterhead, Paragraph, Sample, Signature, Table

FONT = "Times New Roman"
BODY, SMALL, TABLE, RECIPIENTS = Pt(13), Pt(12), Pt(11), Pt(11)
TITLE = Pt(14)
INDENT = Cm(1.27)
GAP = Pt(6)  # between paragraphs
NONE = Pt(0)
LINE = 1.08  # line spacing, in lines
WRITTEN = datetime.datetime(2026, 11, 1)  # one fixed time: the same source gives the same bytes
ZIP_TIME = (2026, 11, 1, 0, 0, 0)
LINKED = {2: numbering.ROMAN, 3: numbering.DECIMAL}  # heading level -> level of the list
HEADING_END = (".", ";", ":")  # a unit that ends so is running text, not a heading


def render(sample: Sample, automatic: bool, font: str = FONT) -> bytes:
    """Give the .docx form; ``automatic`` numbers with Word's lists, else numbers are typed."""
    return _Writer(sample, automatic, font).write()


class _Writer:
    def __init__(self, sample: Sample, automatic: bool, font: str) -> None:
        self.sample, self.head = sample, sample.head
        self.document: Document = docx.Document()
        self.lists = numbering.ListWriter(self.document) if automatic else None
        _set_styles(self.document, automatic, font)
        _set_page(self.document.sections[0])

    def write(self) -> bytes:
        self._letterhead(self.head.letterhead, with_number=True)
        self._centered(self.head.title, TITLE, before=GAP)
        for line in self.head.subject:
            self._centered(line, TITLE, after=Pt(0))
        _rule(self.document.add_paragraph(), Cm(6))
        for block in self.sample.blocks:
            self._block(block)
        properties = self.document.core_properties
        properties.author = properties.last_modified_by = "docparse"
        properties.title = " ".join(self.head.subject)
        properties.created = properties.modified = WRITTEN
        stream = io.BytesIO()
        self.document.save(stream)
        return _reproducible(stream.getvalue())

    def _block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._break(block)

    def _paragraph(self, block: Paragraph) -> None:
        if block.kind in ("title", "subject", "center"):
            self._centered(block.text, TITLE if block.kind != "center" else BODY, after=Pt(2))
        elif block.kind == "note":
            self._centered(block.text, BODY, bold=False, italic=True)
        elif block.above:
            self._centered(block.above, TITLE, before=GAP, style="Heading 1", after=Pt(0))
            self._centered(block.text, TITLE, style="Heading 1")
        else:
            self._running(block)

    def _running(self, block: Paragraph) -> None:
        style = _style_of(block)
        paragraph = self.document.add_paragraph(style=style)
        first, *rest = block.pieces
        linked = style in ("Heading 2", "Heading 3")
        numbered = self.lists is not None and self.lists.number(paragraph, block.marker, linked)
        if linked and not numbered and self.lists is not None:
            _suppress_number(paragraph)
        paragraph.add_run(first if numbered else f"{block.marker} {first}".strip())
        for piece in rest:
            self.document.add_paragraph(piece, style="Normal")

    def _centered(
        self,
        text: str,
        size: Pt,
        *,
        bold: bool = True,
        italic: bool = False,
        style: str = "Normal",
        before: Pt = NONE,
        after: Pt = GAP,
    ) -> None:
        paragraph = self.document.add_paragraph(style=style)
        _write(paragraph, text, size, bold=bold, italic=italic)
        _shape(paragraph, ALIGN.CENTER, before=before, after=after)

    def _break(self, block: Break) -> None:
        if block.kind == "sign" and self.head.signature:
            self._signature(self.head.recipients, self.head.signature)
        elif block.kind == "letterhead":
            self._letterhead(self.head.letterhead, with_number=False)
        elif block.kind == "pagebreak":
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif block.kind == "landscape":
            _set_page(self.document.add_section(WD_SECTION.NEW_PAGE), landscape=True)

    def _letterhead(self, letterhead: Letterhead, with_number: bool) -> None:
        left, right = _two_columns(self.document, Cm(6.4), Cm(9.8), rows=2 if with_number else 1)
        lines = [(line, False) for line in letterhead.superior]
        lines += [(line, True) for line in letterhead.issuer]
        for at, (line, bold) in enumerate(lines):
            _cell_line(left[0], line, SMALL, first=at == 0, bold=bold)
        _rule(left[0].add_paragraph(), Cm(2.2))
        _cell_line(right[0], NATION, SMALL, first=True, bold=True)
        _cell_line(right[0], MOTTO, BODY, first=False, bold=True)
        _rule(right[0].add_paragraph(), Cm(2.2))
        if with_number:
            _cell_line(left[1], letterhead.number, BODY, first=True)
            _cell_line(right[1], letterhead.date, BODY, first=True, italic=True)

    def _signature(self, recipients: list[str], signature: Signature) -> None:
        left, right = _two_columns(self.document, Cm(8.2), Cm(8.0), rows=1)
        _cell_line(left[0], "Nơi nhận:", SMALL, first=True, bold=True, italic=True, align=ALIGN.LEFT)
        for line in recipients:
            _cell_line(left[0], f"- {line}", RECIPIENTS, first=False, align=ALIGN.LEFT)
        for at, line in enumerate(signature.authority):
            _cell_line(right[0], line, BODY, first=at == 0, bold=True)
        for _ in range(4):
            right[0].add_paragraph()
        _cell_line(right[0], signature.name, BODY, first=False, bold=True)

    def _table(self, table: Table) -> None:
        grid = self.document.add_table(len(table.kinds), len(table.widths), style="Table Grid")
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        grid.autofit = False
        _set_widths(grid, table.widths)
        for cell in table.cells:
            anchor = grid.cell(cell.row, cell.column)
            last = grid.cell(cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1)
            target = anchor if last is anchor else anchor.merge(last)
            kind = table.kinds[cell.row]
            centered = kind in "ht" or cell.column == 0 or cell.text[:1] in "-0123456789"
            _cell_line(
                target,
                cell.text,
                TABLE,
                first=True,
                bold=kind != "r",
                align=ALIGN.CENTER if centered else ALIGN.LEFT,
            )
        for at, kind in enumerate(table.kinds):
            _keep_row(grid, at, repeat=kind == "h")


def _style_of(block: Paragraph) -> str:
    if block.kind == "basis":
        return "Căn cứ"
    if block.kind != "unit" or block.text.endswith(HEADING_END):
        return "Normal"
    if block.marker.endswith(")"):
        return "Heading 4"
    outer = block.text.isupper() or block.marker.startswith(("Mục", "PHẦN"))
    return "Heading 2" if outer else "Heading 3"


def _set_styles(document: Document, automatic: bool, font: str) -> None:
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _font(normal, font, bold=False, italic=False)
    form = normal.paragraph_format
    form.alignment, form.first_line_indent = ALIGN.JUSTIFY, INDENT
    form.space_before, form.space_after, form.line_spacing = Pt(0), GAP, LINE
    for level, (bold, italic) in {
        1: (True, False),
        2: (True, False),
        3: (True, False),
        4: (True, True),
    }.items():
        heading = document.styles[f"Heading {level}"]
        assert isinstance(heading, ParagraphStyle)
        _font(heading, font, bold=bold, italic=italic)
        heading.paragraph_format.space_before = heading.paragraph_format.space_after = GAP
        heading.paragraph_format.keep_with_next = True
        if automatic and level in LINKED:
            numbering.set_number(heading, LINKED[level], numbering.FIRST_LIST)
    basis = document.styles.add_style("Căn cứ", 1)
    assert isinstance(basis, ParagraphStyle)
    basis.base_style = normal
    _font(basis, font, bold=False, italic=True)


def _font(style: ParagraphStyle, name: str, *, bold: bool, italic: bool) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = name, BODY, bold, italic
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)


def _set_page(section: Section, landscape: bool = False) -> None:
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(2 if landscape else 3), Cm(2 if landscape else 1.8)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = not landscape
    if not landscape:
        _page_number(section.header.paragraphs[0])


def _page_number(paragraph: WordParagraph) -> None:
    """Put the page number at the top, centred, and not on the first page."""
    _shape(paragraph, ALIGN.CENTER)
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    )


def _write(paragraph: WordParagraph, text: str, size: Pt, *, bold: bool, italic: bool) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic = size, bold, italic


def _shape(paragraph: WordParagraph, align: ALIGN, before: Pt = NONE, after: Pt = NONE) -> None:
    form = paragraph.paragraph_format
    form.alignment, form.first_line_indent = align, Cm(0)
    form.space_before, form.space_after = before, after


def _cell_line(
    cell: _Cell,
    text: str,
    size: Pt,
    *,
    first: bool,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.CENTER,
) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    _write(paragraph, text, size, bold=bold, italic=italic)
    _shape(paragraph, align)
    paragraph.paragraph_format.line_spacing = 1


def _rule(paragraph: WordParagraph, side: Cm) -> None:
    """Draw a short centred line: an empty paragraph with a top border, indented from both sides."""
    _shape(paragraph, ALIGN.CENTER, before=Pt(3), after=GAP)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = side
    form.line_spacing = Pt(4)
    borders = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(borders), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _suppress_number(paragraph: WordParagraph) -> None:
    """Keep the style from numbering a heading whose number is typed."""
    numbering.set_number(paragraph, numbering.ROMAN, numbering.NO_LIST)


def _two_columns(document: Document, left: Cm, right: Cm, rows: int) -> tuple[list[_Cell], list[_Cell]]:
    grid = document.add_table(rows, 2)
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    _set_widths(grid, (left.cm, right.cm))
    for at in range(rows):
        _keep_row(grid, at, repeat=False)
    return [grid.cell(at, 0) for at in range(rows)], [grid.cell(at, 1) for at in range(rows)]


def _set_widths(grid: WordTable, widths: Iterable[float]) -> None:
    for at, width in enumerate(widths):
        grid.columns[at].width = Cm(width)
        for cell in grid.columns[at].cells:
            cell.width = Cm(width)


def _keep_row(grid: WordTable, at: int, repeat: bool) -> None:
    properties = grid.rows[at]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if repeat:
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _reproducible(package: bytes) -> bytes:
    """Give the same zip with fixed times, so that the same source gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(name))
    return out.getvalue()
