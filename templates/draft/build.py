"""Makes the Word templates of the draft from nothing: ``python templates/draft/build.py``.

The two files beside this script (``ke-hoach.docx``, ``phu-luc.docx``) may be edited in Word; running the
script again throws such edits away. Measures follow Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from docparse.draft.word.package import AUTHOR, set_properties, to_bytes

HERE = Path(__file__).resolve().parent
FONT = "Times New Roman"
INDENT = Cm(1.27)
LEFT_COLUMN, RIGHT_COLUMN = Cm(6.1), Cm(10.4)  # `Thành phố Hồ Chí Minh, ngày …` fits in one line
LIST_ID = 1  # numId of the list

# name, size, bold, italic, alignment
_CENTERED = (
    ("KH Quoc hieu", 12, True, False),
    ("KH Tieu ngu", 13, True, False),
    ("KH Co quan chu quan", 12, False, False),
    ("KH Co quan ban hanh", 12, True, False),
    ("KH So ky hieu", 13, False, False),
    ("KH Dia danh ngay thang", 13, False, True),
    ("KH Ten loai", 14, True, False),
    ("KH Trich yeu", 14, True, False),
    ("KH Quyen han ky", 14, True, False),
    ("KH Nguoi ky", 14, True, False),
    ("KH Phu luc", 14, True, False),
    ("KH Ten phu luc", 14, True, False),
    ("KH Kem theo", 14, False, True),
)
_KEPT = (
    "Normal", "Header", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Default Paragraph Font",
    "Normal Table", "No List", "Table Grid",
)  # fmt: skip
#: what python-docx's own blank document holds beside the text: of other styles, and of nobody
_FOREIGN_PARTS = ("/stylesWithEffects", "/customXml")
_WORD_2013 = "15"  # older documents open in compatibility mode
_HEADINGS = (
    ("Heading 1", True, True),
    ("Heading 2", True, False),
    ("Heading 3", True, False),
    ("Heading 4", False, False),
)


def main() -> None:
    """Write both templates."""
    for name, document in (("ke-hoach.docx", _plan()), ("phu-luc.docx", _appendix())):
        (HERE / name).write_bytes(build(document))


def build(document: Document) -> bytes:
    """The template as a file; the same script always gives the same bytes."""
    set_properties(
        document,
        title="Mẫu dự thảo kế hoạch",
        subject="",
        issuer=AUTHOR,
        keywords="",
        day=dt.date(2026, 1, 1),
    )
    return to_bytes(document)


def _plan() -> Document:
    document = _blank()
    _letterhead(document)
    _line(document, "KH Ten loai", "KẾ HOẠCH", before=12)
    _line(document, "KH Trich yeu", "{{ head.subject }}")
    _line(document, "KH Ke trich yeu", "")
    _line(document, "KH Can cu", "{%p for act in basis %}")
    _line(document, "KH Can cu", "{{ act }}")
    _line(document, "KH Can cu", "{%p endfor %}")
    _line(document, "KH Loi van", "{{ opening }}")
    _line(document, "KH Loi van", "{{ body }}")
    _line(document, "KH Loi van", "{%p for words in closing %}")
    _line(document, "KH Loi van", "{{ words }}")
    _line(document, "KH Loi van", "{%p endfor %}")
    _signature(document)
    _page(document.sections[0], landscape=False)
    _page_number(document.sections[0])
    return document


def _appendix() -> Document:
    document = _blank()
    _line(document, "KH Phu luc", "Phụ lục{{ number }}")
    _line(document, "KH Ten phu luc", "{{ title }}")
    _line(document, "KH Kem theo", "(Kèm theo Kế hoạch {{ reference }} của {{ issuer }})")
    _line(document, "KH Trong bang", "{{ table }}")
    _page(document.sections[0], landscape=True)
    return document


def _blank() -> Document:
    document = docx.Document()
    body = document.element.body
    for element in list(body)[:-1]:
        body.remove(element)
    _drop_foreign_parts(document)
    _settings(document)
    _defaults(document)
    _styles(document)
    _numbering(document)
    return document


def _drop_foreign_parts(document: Document) -> None:
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(_FOREIGN_PARTS):
            del document.part.rels[key]


def _settings(document: Document) -> None:
    root = document.settings.element
    root.find(qn("w:zoom")).set(qn("w:percent"), "100")
    language = root.find(qn("w:themeFontLang"))
    language.set(qn("w:val"), "vi-VN")
    language.attrib.pop(qn("w:eastAsia"))
    for setting in root.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013)


# ---- styles -----------------------------------------------------------------------------------


def _defaults(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    document.styles.element.replace(
        defaults,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
            f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
            '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
            "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
            '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
            "</w:pPr></w:pPrDefault></w:docDefaults>"
        ),
    )


def _styles(document: Document) -> None:
    for style in list(document.styles):
        if style.name not in _KEPT:
            style.delete()
    for link in list(document.styles.element.iter(qn("w:link"))):  # their partners are gone
        link.getparent().remove(link)
    normal = document.styles["Normal"]
    _font(normal, 14)
    body = _style(document, "KH Loi van", 14)
    _running(body)
    for name in ("KH Khoan", "KH Diem", "KH Gach dau dong", "KH Gach cap hai"):
        _style(document, name, 14, base=body)
    basis = _style(document, "KH Can cu", 14, base=body)
    basis.font.italic = True
    for name, size, bold, italic in _CENTERED:
        style = _style(document, name, size)
        style.font.bold, style.font.italic = bold, italic
        style.paragraph_format.alignment = ALIGN.CENTER
    for name, bold, centered in _HEADINGS:
        _heading(document, name, bold=bold, centered=centered)
    document.styles["KH Phu luc"].paragraph_format.keep_with_next = True
    document.styles["KH Ten phu luc"].paragraph_format.space_after = Pt(2)
    document.styles["KH Kem theo"].paragraph_format.space_after = Pt(8)
    _small_styles(document)
    for name in ("KH Ke co quan", "KH Ke tieu ngu", "KH Ke trich yeu"):
        _rule_style(document, name)
    _comment_styles(document)


def _comment_styles(document: Document) -> None:
    """The two styles that Word gives to comments; a draft without them would refer to nothing."""
    _style(document, "annotation text", 10).quick_style = False
    document.styles["annotation text"].element.set(qn("w:styleId"), "CommentText")
    sign = document.styles.add_style("annotation reference", WD_STYLE_TYPE.CHARACTER)
    sign.element.set(qn("w:styleId"), "CommentReference")
    sign.font.size = Pt(8)


def _small_styles(document: Document) -> None:
    to = _style(document, "KH Noi nhan", 12)
    to.font.bold = to.font.italic = True
    _style(document, "KH Dong noi nhan", 11)
    cell = _style(document, "KH Trong bang", 11)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    _style(document, "KH Dau bang", 11, base=cell).font.bold = True
    document.styles["KH Dau bang"].paragraph_format.alignment = ALIGN.CENTER
    header = document.styles["Header"]
    _font(header, 13)
    header.paragraph_format.alignment = ALIGN.CENTER


def _heading(document: Document, name: str, *, bold: bool, centered: bool) -> None:
    style = document.styles[name]
    _font(style, 14)
    style.font.bold, style.font.italic = bold, False
    style.base_style = document.styles["Normal"]
    style.next_paragraph_style = document.styles["KH Loi van"]
    _running(style)
    style.paragraph_format.keep_with_next = True
    if centered:
        style.paragraph_format.alignment = ALIGN.CENTER
        style.paragraph_format.first_line_indent = Cm(0)
        style.paragraph_format.space_before = Pt(6)


def _running(style: ParagraphStyle) -> None:
    form = style.paragraph_format
    form.alignment = ALIGN.JUSTIFY
    form.first_line_indent = INDENT
    form.space_before, form.space_after = Pt(0), Pt(6)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.15


def _rule_style(document: Document, name: str) -> None:
    """An empty line that carries a rule; the drafting tool sets how far it is drawn in."""
    style = _style(document, name, 2)
    form = style.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    form.space_before = Pt(3)  # the rule stands clear of the letters that reach below the line
    form.space_after = Pt(12) if name == "KH Ke trich yeu" else Pt(2)
    style.element.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        )
    )


def _style(document: Document, name: str, size: float, base: ParagraphStyle | None = None) -> ParagraphStyle:
    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = base or document.styles["Normal"]
    style.quick_style = True
    if base is None:
        _font(style, size)
    return style


def _font(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)


# ---- numbering --------------------------------------------------------------------------------


def _numbering(document: Document) -> None:
    """One list of six levels; the drafting tool adds lists for the letters that Word counts otherwise."""
    root = document.part.numbering_part.element
    for element in list(root):
        root.remove(element)
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{0 if i == 0 else 720}"/></w:pPr></w:lvl>'
        for i, (form, text, style, suffix) in enumerate(
            (
                ("upperRoman", "Phần %1", "Heading1", "nothing"),
                ("upperRoman", "%2.", "Heading2", "space"),
                ("decimal", "%3.", "Heading3", "space"),
                ("lowerLetter", "%4)", "Heading4", "space"),
                ("bullet", "-", None, "space"),
                ("bullet", "+", None, "space"),
            )
        )
    )
    w = nsdecls("w")
    root.append(
        parse_xml(
            f'<w:abstractNum {w} w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}'
            "</w:abstractNum>"
        )
    )
    root.append(parse_xml(f'<w:num {w} w:numId="{LIST_ID}"><w:abstractNumId w:val="0"/></w:num>'))
    for level, name in enumerate(("Heading 1", "Heading 2", "Heading 3", "Heading 4")):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {w}><w:ilvl w:val="{level}"/><w:numId w:val="{LIST_ID}"/></w:numPr>')
        )


# ---- parts of the page ------------------------------------------------------------------------


def _letterhead(document: Document) -> None:
    table = _frame(document)
    left, right = table.rows[0].cells
    _first(left, "KH Co quan chu quan", "{%p if head.parent %}")
    _line(left, "KH Co quan chu quan", "{{ head.parent }}")
    _line(left, "KH Co quan chu quan", "{%p endif %}")
    _line(left, "KH Co quan ban hanh", "{%p for line in head.issuer %}")
    _line(left, "KH Co quan ban hanh", "{{ line }}")
    _line(left, "KH Co quan ban hanh", "{%p endfor %}")
    _line(left, "KH Ke co quan", "")
    _first(right, "KH Quoc hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    _line(right, "KH Tieu ngu", "Độc lập - Tự do - Hạnh phúc")
    _line(right, "KH Ke tieu ngu", "")
    left, right = table.add_row().cells
    _first(left, "KH So ky hieu", "{{ head.number }}")
    _first(right, "KH Dia danh ngay thang", "{{ head.place_and_date }}")


def _signature(document: Document) -> None:
    table = _frame(document)
    left, right = table.rows[0].cells
    _first(left, "KH Noi nhan", "Nơi nhận:")
    _line(left, "KH Dong noi nhan", "{%p for line in head.recipients %}")
    _line(left, "KH Dong noi nhan", "{{ line }}")
    _line(left, "KH Dong noi nhan", "{%p endfor %}")
    _first(right, "KH Quyen han ky", "{%p for line in head.authority %}")
    _line(right, "KH Quyen han ky", "{{ line }}")
    _line(right, "KH Quyen han ky", "{%p endfor %}")
    for _ in range(4):
        _line(right, "KH Nguoi ky", "")
    _line(right, "KH Nguoi ky", "{{ head.signer }}")


def _frame(document: Document) -> Table:
    """A table of two columns without rules; its rows do not break over pages."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    properties = table._tbl.tblPr
    properties.append(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/>'
            '<w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        )
    )
    for column, width in zip(table.columns, (LEFT_COLUMN, RIGHT_COLUMN), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    row = table.rows[0]._tr.get_or_add_trPr()
    row.append(OxmlElement("w:cantSplit"))
    return table


def _first(cell: _Cell, style: str, text: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)


def _line(parent: Document | _Cell, style: str, text: str, before: float | None = None) -> Paragraph:
    paragraph: Paragraph = parent.add_paragraph(style=style)
    if text:
        paragraph.add_run(text)
    if before is not None:
        paragraph.paragraph_format.space_before = Pt(before)
    return paragraph


def _page(section: Section, *, landscape: bool) -> None:
    width, height = Mm(210), Mm(297)
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    if landscape:
        start = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
        section._sectPr.insert_element_before(start, "w:cols", "w:titlePg", "w:docGrid")


def _page_number(section: Section) -> None:
    """The number of the page, centred at the top; the header of the first page stays empty."""
    paragraph = section.header.paragraphs[0]
    paragraph.style = "Header"
    for kind, text in (("begin", None), (None, " PAGE "), ("separate", None), (None, "2"), ("end", None)):
        run = paragraph.add_run()
        if kind is not None:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif text == " PAGE ":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)
        else:
            run.text = text or ""
    section.first_page_header.is_linked_to_previous = False


if __name__ == "__main__":
    main()
