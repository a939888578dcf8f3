"""What the Word reader keeps, drops and reports, on little files built in code."""

from __future__ import annotations

import gc

import pytest
from docx_fixtures import (
    docx,
    field,
    note,
    p,
    r,
    style,
    tbl,
    tc,
    text_box,
    tr,
)

from docparse.document import Document, Paragraph
from docparse.readers import read_bytes

BR = "<w:r><w:br/></w:r>"
CENTER = '<w:jc w:val="center"/>'
BOLD = "<w:b/>"


def read(*body: str, **parts: str) -> Document:
    return read_bytes(docx(*body, **parts), "vb.docx")


def texts(*body: str, **parts: str) -> list[str]:
    return [paragraph.text for paragraph in read(*body, **parts).paragraphs]


def one(*body: str, **parts: str) -> Paragraph:
    (paragraph,) = read(*body, **parts).paragraphs
    return paragraph


def grid(document: Document) -> list[list[str]]:
    (table,) = document.tables
    return [[cell.text for cell in row] for row in table.rows]


def codes(document: Document) -> dict[str, str]:
    return {diagnostic.code: diagnostic.message for diagnostic in document.diagnostics}


# --- text of a paragraph


def m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def part(kind: str, **inside: str) -> str:
    """A part of a formula, such as ``sSup`` of ``e`` and ``sup``."""
    return f"<m:{kind}>{''.join(f'<m:{name}>{x}</m:{name}>' for name, x in inside.items())}</m:{kind}>"


def over(above: str, below: str) -> str:
    return part("f", num=m(above), den=m(below))


def formula(*parts: str) -> str:
    return f"<m:oMath>{''.join(parts)}</m:oMath>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ((r("Ứng dụng công "), r("nghệ thông tin")), "Ứng dụng công nghệ thông tin"),
        (("Một", "<w:r><w:tab/></w:r>", "hai"), "Một hai"),
        (("2021", "<w:r><w:noBreakHyphen/></w:r>", "2025"), "2021-2025"),
        (("thông", "<w:r><w:softHyphen/></w:r>", "tin"), "thôngtin"),
        (('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', " 90%"), "≥ 90%"),
        (('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " Đồng ý"), "☑ Đồng ý"),
        ((r("\uf0a3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), " 5%"), "≤ 5%"),
        (('<w:hyperlink r:id="rId9">' + r("cổng dịch vụ công") + "</w:hyperlink>",), "cổng dịch vụ công"),
        (("tại ", "<w:smartTag><w:smartTag>" + r("Hà Nội") + "</w:smartTag></w:smartTag>"), "tại Hà Nội"),
        (("<w:sdt><w:sdtContent>" + r("Số: 12") + "</w:sdtContent></w:sdt>", "/KH-UBND"), "Số: 12/KH-UBND"),
        (('<w:fldSimple w:instr=" DATE ">' + r("năm 2026") + "</w:fldSimple>",), "năm 2026"),
        (("Bảng ", field(" SEQ Bảng ", r("3"))), "Bảng 3"),
        ((field(" IF ", field(" X ", r("ẩn")), r("thấy")),), "ẩnthấy"),
        (("<m:oMath><m:r><m:t>x ≥ 5</m:t></m:r></m:oMath>",), "x ≥ 5"),
        (("đạt ", formula(over("21", "75")), " trường"), "đạt 21/75 trường"),
        ((formula(over("số lớp đạt", "tổng số lớp"), m("×100%")),), "(số lớp đạt)/(tổng số lớp)×100%"),
        (("48 ", formula(part("sSup", e=m("m"), sup=m("2")))), "48 m²"),
        ((formula(part("sSup", e=part("d", e=m("1+r")), sup=m("n"))),), "(1+r)^n"),
        ((formula(part("rad", e=m("a+b"))),), "√(a+b)"),
        (('<w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>',), "DỰ THẢO"),
        ((r("kế hoạch", "<w:caps/>"),), "KẾ HOẠCH"),
        (("a", '<w:r><w:commentReference w:id="0"/></w:r>', "b"), "ab"),
        (
            ("<w:ruby><w:rt>" + r("chú âm") + "</w:rt><w:rubyBase>" + r("chữ") + "</w:rubyBase></w:ruby>",),
            "chữ",
        ),
    ],
)
def test_inline_content(content: tuple[str, ...], text: str) -> None:
    assert texts(p(*content)) == [text]


def test_instruction_of_a_field_is_no_text_even_where_a_field_stands_in_it() -> None:
    begin, end = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    nested = begin + "<w:r><w:instrText> IF </w:instrText></w:r>" + field(" PAGE ", r("7"))
    assert texts(p("a", nested + separate + r("kết quả") + end, "b")) == ["akết quảb"]


def test_field_over_several_paragraphs() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    assert texts(p(begin + separate + r("I. Mục đích")), p("II. Yêu cầu"), p(end, "Sau")) == [
        "I. Mục đích",
        "II. Yêu cầu",
        "Sau",
    ]


def test_field_that_is_never_closed_swallows_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF </w:instrText></w:r>'
    assert texts(p("Trước ", begin, "giữa"), p("Sau")) == ["Trước giữa", "Sau"]


def test_form_fields_print_their_state() -> None:
    def form(inside: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar></w:r>'

    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ticked = form("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>") + end
    chosen = form(
        "<w:ddList><w:result w:val='1'/><w:listEntry w:val='Quý I'/><w:listEntry w:val='Quý II'/></w:ddList>"
    )
    assert texts(p(ticked, " Có"), p(chosen + end)) == ["☒ Có", "Quý II"]


@pytest.mark.parametrize(
    ("paragraph", "lines"),
    [
        (
            p("KẾ HOẠCH", BR, "Chuyển đổi số năm 2026", properties=CENTER),
            ["KẾ HOẠCH", "Chuyển đổi số năm 2026"],
        ),
        (
            p("Các đơn vị trực thuộc", BR, "có trách nhiệm phối hợp"),
            ["Các đơn vị trực thuộc có trách nhiệm phối hợp"],
        ),
        (p("Nơi nhận", BR, "- Như trên;", BR, "- Lưu: VT."), ["Nơi nhận", "- Như trên;", "- Lưu: VT."]),
        (p("Sở Y tế chủ trì;", BR, "Sở Nội vụ phối hợp"), ["Sở Y tế chủ trì;", "Sở Nội vụ phối hợp"]),
        (p(r("1. Mục đích", BOLD), BR, r("Nâng cao nhận thức")), ["1. Mục đích", "Nâng cao nhận thức"]),
        (p("Tên dài", BR, "xuống dòng", properties='<w:outlineLvl w:val="0"/>'), ["Tên dài", "xuống dòng"]),
        (p("Một", BR, BR, " ", BR, "hai", properties=CENTER), ["Một", "hai"]),
    ],
)
def test_line_breaks(paragraph: str, lines: list[str]) -> None:
    assert texts(paragraph) == lines


def test_looks_are_those_of_each_line() -> None:
    document = read(p(r("KẾ HOẠCH", BOLD), BR, r("Ứng dụng số", "<w:i/>"), properties=CENTER))
    looks = [(x.style.bold, x.style.italic, x.style.align) for x in document.paragraphs]
    assert looks == [(True, False, "center"), (False, True, "center")]


# --- tracked changes, hidden text, comments


def test_tracked_changes_are_read_as_accepted_and_reported() -> None:
    document = read(
        p("Giữ ", f"<w:ins>{r('thêm')}</w:ins>", "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"),
        p(f"<w:moveFrom>{r('chỗ cũ')}</w:moveFrom>", properties="<w:rPr><w:moveFrom/></w:rPr>"),
        p(f"<w:moveTo>{r('chỗ mới')}</w:moveTo>"),
    )
    assert [x.text for x in document.paragraphs] == ["Giữ thêm", "chỗ mới"]
    (diagnostic,) = document.diagnostics
    assert (diagnostic.code, diagnostic.severity) == ("tracked-changes", "info")
    assert "giữ 1 chỗ thêm, bỏ 1 chỗ xóa, 1 chỗ chuyển" in diagnostic.message


def test_deleted_paragraph_mark_joins_with_the_paragraph_that_follows() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    document = read(p("Nửa đầu ", properties=gone), p("nửa sau", properties=CENTER))
    assert [(x.text, x.style.align) for x in document.paragraphs] == [("Nửa đầu nửa sau", "center")]


@pytest.mark.parametrize("after", ["", tbl(tr("a", "b"), tr("c", "d"))])
def test_text_before_a_deleted_mark_is_kept_when_no_paragraph_follows(after: str) -> None:
    assert texts(p("Còn lại", properties="<w:rPr><w:del/></w:rPr>"), after) == ["Còn lại"]


def test_deleted_row_is_dropped_and_inserted_row_kept() -> None:
    rows = [tr("a", "b"), tr("x", "y", properties="<w:del/>"), tr("c", "d", properties="<w:ins/>")]
    document = read(tbl(*rows))
    assert grid(document) == [["a", "b"], ["c", "d"]]
    assert "giữ 1 chỗ thêm, bỏ 1 chỗ xóa" in codes(document)["tracked-changes"]


def test_deleted_cells_are_dropped_with_their_column() -> None:
    gone = '<w:cellDel w:id="1"/>'
    rows = [
        tr(left, tc("bỏ", properties=gone), right) for left, right in (("TT", "Việc"), ("1", "Trồng chè"))
    ]
    document = read(tbl(*rows))
    assert grid(document) == [["TT", "Việc"], ["1", "Trồng chè"]]
    assert "bỏ 2 chỗ xóa" in codes(document)["tracked-changes"]


def test_old_formatting_kept_by_word_is_not_applied() -> None:
    change = f"<w:pPrChange><w:pPr>{CENTER}</w:pPr></w:pPrChange>"
    assert one(p("a", properties=change)).style.align is None


def test_hidden_text_is_left_out_and_reported() -> None:
    document = read(p("Thấy", r(" giấu", "<w:vanish/>")))
    assert [x.text for x in document.paragraphs] == ["Thấy"]
    assert "hidden-text" in codes(document)


def test_raised_figures_stay_above_the_line() -> None:
    up = '<w:vertAlign w:val="superscript"/>'
    assert texts(p("Trồng 30 m", r("2", up), " rừng; xem", r("thứ", up), r("1", up), ".")) == [
        "Trồng 30 m² rừng; xemthứ¹."
    ]


# --- looks


def test_bold_when_all_words_are_bold() -> None:
    assert one(p(r("1. Mục đích", BOLD), r(" : "))).style.bold
    assert not one(p(r("Mục đích", BOLD), r(" chung"))).style.bold
    assert not one(p(r("Mục đích", '<w:b w:val="0"/>'))).style.bold


def test_bold_and_alignment_through_styles() -> None:
    styles = style("Goc", f"<w:pPr>{CENTER}</w:pPr><w:rPr><w:b/></w:rPr>") + style("Con", based_on="Goc")
    paragraph = one(p("a", style="Con"), styles=styles)
    assert (paragraph.style.bold, paragraph.style.align) == (True, "center")
    assert not one(p(r("a", '<w:b w:val="0"/>'), style="Con"), styles=styles).style.bold


def test_bold_of_paragraph_and_character_style_cancel_each_other() -> None:
    styles = style("Dam", "<w:rPr><w:b/></w:rPr>") + style("Chu", "<w:rPr><w:b/></w:rPr>", kind="character")
    named = r("a", '<w:rStyle w:val="Chu"/>')
    assert one(p(named), styles=styles).style.bold
    assert not one(p(named, style="Dam"), styles=styles).style.bold


@pytest.mark.parametrize(
    ("value", "align"),
    [("both", "justify"), ("center", "center"), ("end", "right"), ("start", "left")],
)
def test_alignment(value: str, align: str) -> None:
    assert one(p("a", properties=f'<w:jc w:val="{value}"/>')).style.align == align


def test_headings() -> None:
    styles = (
        style("a1", name="heading 2")
        + style("a2", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + style("a3", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', based_on="a2")
    )
    body = [p("a", style="a1"), p("b", style="a2"), p("c", style="a3"), p("d")]
    body.append(p("e", style="a2", properties='<w:outlineLvl w:val="3"/>'))
    assert [x.style.heading for x in read(*body, styles=styles).paragraphs] == [2, 1, None, None, 4]


def test_styles_in_a_circle_are_survived() -> None:
    styles = style("a", based_on="b") + style("b", "<w:rPr><w:b/></w:rPr>", based_on="a")
    assert one(p("x", style="a"), styles=styles).style.bold


# --- legacy fonts


def test_text_in_legacy_fonts_becomes_unicode() -> None:
    def tcvn3(text: str, font: str = ".VnTime") -> str:
        return r(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')

    split = tcvn3("øng dông c«ng nghÖ trong c¬ quan nhµ n").replace(
        "</w:r>", "<w:softHyphen/><w:t>íc</w:t></w:r>"
    )
    document = read(p(tcvn3("kÕ ho¹ch", ".VnTimeH")), p(split), p(r("à la carte")))
    assert [x.text for x in document.paragraphs] == [
        "KẾ HOẠCH",
        "ứng dụng công nghệ trong cơ quan nhà nước",
        "à la carte",
    ]


def test_unicode_text_that_only_names_a_legacy_font_stays() -> None:
    pieces = ("Tổ chức đào tạo ", "và", " bồi dưỡng cán bộ, ", "là khâu", " then chốt")
    named = [r(piece, '<w:rFonts w:ascii=".VnTime"/>') for piece in pieces]
    assert texts(p(*named)) == ["Tổ chức đào tạo và bồi dưỡng cán bộ, là khâu then chốt"]


# --- boxes, controls, notes, headers


def test_text_box_is_read_once_after_its_paragraph() -> None:
    assert texts(p("Neo", text_box(p("Trong khung"), p("hai dòng")), " tiếp"), p("Sau")) == [
        "Neo tiếp",
        "Trong khung",
        "hai dòng",
        "Sau",
    ]


def test_text_box_that_only_the_fallback_holds() -> None:
    box = f"<v:textbox><w:txbxContent>{p('Khung cũ')}</w:txbxContent></v:textbox>"
    run = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:drawing/></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape>{box}</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(p(run)) == ["Khung cũ"]


def test_box_with_a_table_inside_a_cell() -> None:
    document = read(tbl(tr(tc(p("a", text_box(tbl(tr("x", "y"))))), "b"), tr("c", "d")))
    assert grid(document) == [["a\nx y", "b"], ["c", "d"]]


def test_content_controls_around_blocks_rows_and_cells() -> None:
    def control(inside: str) -> str:
        return (
            f"<w:sdt><w:sdtPr><w:alias w:val='tên'/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )

    body = control(p("Đoạn")) + tbl(control(tr(control(tc("a")), "b")), tr("c", "d"))
    document = read(body)
    assert [x.text for x in document.paragraphs] == ["Đoạn"]
    assert grid(document) == [["a", "b"], ["c", "d"]]


def test_notes_follow_the_body_and_their_marks_stay_out_of_the_words() -> None:
    def mark(kind: str, number: int, extra: str = "") -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"{extra}/></w:r>'

    body = [
        p("Quyết định số 12/QĐ-UBND", mark("endnote", 2), mark("footnote", 7), " ngày 05/3/2026"),
        p("Kết quả", mark("footnote", 8, ' w:customMarkFollows="1"'), r("*"), mark("footnote", 3)),
    ]
    footnotes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        + note("footnote", 3, p("<w:r><w:footnoteRef/></w:r>", "Báo cáo 15/BC"), p("đoạn hai"))
        + note("footnote", 7, p("Đã sửa đổi"))
        + note("footnote", 8, p("* Ước tính"))
        + note("footnote", 9, p("không được dẫn"))
    )
    document = read(*body, footnotes=footnotes, endnotes=note("endnote", 2, p("Cuối bài")))
    assert [x.text for x in document.paragraphs] == [
        "Quyết định số 12/QĐ-UBND ngày 05/3/2026",
        "Kết quả*",
        "[1] Đã sửa đổi",
        "* Ước tính",
        "[2] Báo cáo 15/BC",
        "đoạn hai",
        "[i] Cuối bài",
    ]


def test_headers_and_footers_are_left_out() -> None:
    assert texts(p("Nội dung"), header1=p("DỰ THẢO"), footer1=p("Trang 2")) == ["Nội dung"]


def test_letterhead_in_the_page_header_is_kept() -> None:
    motto = tc("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    document = read(p("KẾ HOẠCH"), header1=tbl(tr("SỞ XÂY DỰNG", motto), bordered=False))
    assert [(x.text, x.style.boxed) for x in document.paragraphs] == [
        ("SỞ XÂY DỰNG", True),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True),
        ("Độc lập - Tự do - Hạnh phúc", True),
        ("KẾ HOẠCH", False),
    ]


def test_inserted_files_objects_and_scans_are_reported() -> None:
    chart = (
        '<w:r><w:drawing><a:graphic><a:graphicData uri="http://x/2006/chart"/></a:graphic></w:drawing></w:r>'
    )
    assert "unread-objects" in codes(read(p("Biểu đồ", chart)))
    assert "unread-chunks" in codes(read(p("Phụ lục"), '<w:altChunk r:id="rId3"/>'))
    picture = '<w:r><w:drawing><a:blip r:embed="rId5"/></w:drawing></w:r>'
    assert "scanned-pictures" in codes(read(p(picture)))
    assert codes(read(p(picture), p("Văn bản có chữ. " * 20))) == {}


# --- tables


def test_merged_cells_hold_for_every_cell_they_cover() -> None:
    document = read(
        tbl(
            tr(tc("TT", merge="restart"), tc("Thời gian", span=2)),
            tr(tc(merge="continue"), "Bắt đầu", "Kết thúc"),
            tr("1", "2024", "2025"),
        )
    )
    assert grid(document) == [
        ["TT", "Thời gian", "Thời gian"],
        ["TT", "Bắt đầu", "Kết thúc"],
        ["1", "2024", "2025"],
    ]
    anchor = document.tables[0].rows[1][0]
    assert (anchor.row, anchor.rowspan, document.text[anchor.start : anchor.end]) == (0, 2, "TT")


def test_rows_that_begin_or_end_inside_the_table() -> None:
    before = '<w:gridBefore w:val="1"/>'
    document = read(tbl(tr("a", "b", "c"), tr("d", "e", properties=before), tr("f", "g", "h")))
    assert grid(document) == [["a", "b", "c"], ["", "d", "e"], ["f", "g", "h"]]


def test_old_horizontal_merge() -> None:
    first = tc("a", properties='<w:hMerge w:val="restart"/>')
    document = read(tbl(tr(first, tc(properties="<w:hMerge/>"), "b"), tr("c", "d", "e")))
    assert grid(document) == [["a", "a", "b"], ["c", "d", "e"]]


def test_text_in_a_cell_that_word_hides_under_a_merged_one_is_kept() -> None:
    document = read(tbl(tr(tc("a", merge="restart"), "b"), tr(tc("thừa", merge="continue"), "c")))
    assert grid(document) == [["a\nthừa", "b"], ["a\nthừa", "c"]]


def test_columns_drawn_by_an_unsteady_hand_are_one() -> None:
    # the second row's border stands 1 mm beside the first row's
    rows = [tr(tc("TT"), tc("Nội dung", span=2)), tr(tc("1", span=2), tc("Tập huấn"))]
    assert grid(read(tbl(*rows, grid=(900, 57, 5000)))) == [["TT", "Nội dung"], ["1", "Tập huấn"]]


def test_narrow_column_stays_a_column() -> None:
    rows = [tr("a", "b", "c"), tr("1", "2", "3")]
    assert grid(read(tbl(*rows, grid=(900, 57, 5000)))) == [["a", "b", "c"], ["1", "2", "3"]]


def test_table_inside_a_cell_gives_its_rows_as_lines() -> None:
    inner = tbl(tr("Quý I", "10"), tr("Quý II", "20"))
    document = read(tbl(tr("Nội dung", tc(p("Kế hoạch"), inner, p())), tr("x", "y")))
    assert grid(document) == [["Nội dung", "Kế hoạch\nQuý I 10\nQuý II 20"], ["x", "y"]]


def test_bold_cells_are_marked() -> None:
    (table,) = read(tbl(tr(tc(p(r("TT", BOLD))), tc(p(r("Tên", BOLD)))), tr("1", "a"))).tables
    assert [[cell.bold for cell in row] for row in table.rows] == [[True, True], [False, False]]


def test_table_without_text_is_no_table() -> None:
    document = read(p("a"), tbl(tr("", ""), tr("", "")), p("b"))
    assert (document.tables, document.text) == ((), "a\nb")


# --- tables that are no data


LETTERHEAD = tbl(
    tr(
        tc(p("UBND TỈNH AN BÌNH", BR, "SỞ NỘI VỤ")),
        tc("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    ),
    tr("Số: 45/KH-SNV", "An Bình, ngày 02 tháng 3 năm 2026"),
    bordered=False,
)
SIGNATURE = tbl(
    tr(tc("Nơi nhận:", "- Như trên;", "- Lưu: VT."), tc("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn Ba")),
    bordered=False,
)


@pytest.mark.parametrize("lines", ["none", "single"])
def test_letterhead_and_signature_are_paragraphs(lines: str) -> None:
    borders = f'<w:tblPr><w:tblBorders><w:insideV w:val="{lines}"/></w:tblBorders>'
    head, foot = (table.replace("<w:tblPr>", borders) for table in (LETTERHEAD, SIGNATURE))
    document = read(head, p("KẾ HOẠCH"), p("Nội dung."), foot)
    assert not document.tables
    assert [(x.text, x.style.boxed) for x in document.paragraphs] == [
        ("UBND TỈNH AN BÌNH", True),
        ("SỞ NỘI VỤ", True),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True),
        ("Độc lập - Tự do - Hạnh phúc", True),
        ("Số: 45/KH-SNV", True),
        ("An Bình, ngày 02 tháng 3 năm 2026", True),
        ("KẾ HOẠCH", False),
        ("Nội dung.", False),
        ("Nơi nhận:", True),
        ("- Như trên;", True),
        ("- Lưu: VT.", True),
        ("KT. GIÁM ĐỐC", True),
        ("PHÓ GIÁM ĐỐC", True),
        ("Lê Văn Ba", True),
    ]


def test_strokes_of_the_letterhead_are_no_text() -> None:
    head = tbl(tr(tc("SỞ NỘI VỤ", "-------"), tc("Độc lập - Tự do - Hạnh phúc", "———————")), bordered=False)
    assert texts(head, p("_____", properties=CENTER)) == ["SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"]


def test_letterhead_of_paragraphs_with_tabs() -> None:
    tab = "<w:r><w:tab/></w:r>"
    document = read(
        p("UBND TỈNH AN BÌNH", tab, "Độc lập - Tự do - Hạnh phúc"),
        p("_____", tab, "________"),
        p("Số: 45/KH-UBND", tab, "An Bình, ngày 02 tháng 3 năm 2026"),
        p(tab, "Căn cứ Luật Đầu tư công", tab, "năm 2024"),
    )
    assert [(x.text, x.style.boxed) for x in document.paragraphs] == [
        ("UBND TỈNH AN BÌNH", True),
        ("Độc lập - Tự do - Hạnh phúc", True),
        ("Số: 45/KH-UBND", True),
        ("An Bình, ngày 02 tháng 3 năm 2026", True),
        ("Căn cứ Luật Đầu tư công năm 2024", False),
    ]


def test_foot_of_paragraphs_with_tabs() -> None:
    tab = "<w:r><w:tab/></w:r>"
    document = read(
        p("Nơi nhận:", tab, r("KT. GIÁM ĐỐC", BOLD)),
        p("-", tab, "Như trên;", tab, tab, r("PHÓ GIÁM ĐỐC", BOLD)),
        p(tab),
        p(tab, r("Lê Văn Ba", BOLD)),
        p("- Lưu: VT."),
        p(tab, "Phụ lục kèm theo"),
        p("I.", tab, "MỤC TIÊU"),
    )
    assert [(x.text, x.style.boxed, x.style.bold) for x in document.paragraphs] == [
        ("Nơi nhận:", True, False),
        ("- Như trên;", True, False),
        ("- Lưu: VT.", True, False),
        ("KT. GIÁM ĐỐC", True, True),
        ("PHÓ GIÁM ĐỐC", True, True),
        ("Lê Văn Ba", True, True),
        ("Phụ lục kèm theo", False, False),
        ("I. MỤC TIÊU", False, False),
    ]


def test_frame_around_running_text_is_no_table() -> None:
    document = read(p("Trước"), tbl(tr(tc(p("Khung một ô"), tbl(tr("a", "b"), tr("c", "d"))))))
    assert [x.text for x in document.paragraphs] == ["Trước", "Khung một ô"]
    assert grid(document) == [["a", "b"], ["c", "d"]]


def test_text_side_by_side_without_lines_is_no_table() -> None:
    document = read(*[p("Đoạn.")] * 10, tbl(tr("NGƯỜI LẬP", "TRƯỞNG PHÒNG"), bordered=False))
    assert [x.text for x in document.paragraphs][-2:] == ["NGƯỜI LẬP", "TRƯỞNG PHÒNG"]


@pytest.mark.parametrize(
    "table",
    [
        tbl(tr("TT", "Nơi nhận báo cáo"), tr("1", "Sở Tài chính")),
        tbl(tr("TT", "Việc", "Ai"), *[tr(str(n), "x", "y") for n in range(5)], bordered=False),
        tbl(tr("Chỉ tiêu", "2026"), tr("Tỷ lệ", "90%")),
    ],
)
def test_data_stays_a_table(table: str) -> None:
    assert len(read(*[p("Đoạn.")] * 10, table).tables) == 1


def test_borders_of_a_table_style_and_of_single_cells_count() -> None:
    ruled = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    styles = style("Luoi", ruled, kind="table") + style("LuoiCon", based_on="Luoi", kind="table")
    plain = tbl(tr("a", "b"), tr("c", "d"), bordered=False)
    by_style = plain.replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="LuoiCon"/>')
    by_cell = plain.replace("<w:tcPr>", '<w:tcPr><w:tcBorders><w:top w:val="single"/></w:tcBorders>')
    head = [p("Đoạn.")] * 10
    assert [len(read(*head, t, styles=styles).tables) for t in (plain, by_style, by_cell)] == [0, 1, 1]


# --- offsets


def test_offsets_prove_the_text() -> None:
    document = read(LETTERHEAD, p("Hà\u00a0Nội  ", r("2026")), tbl(tr("a", "b"), tr("c", "d")))
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text
    for row in document.tables[0].rows:
        assert all(document.text[cell.start : cell.end] == cell.text for cell in row)


# --- what a reading costs


def test_a_file_that_was_read_leaves_memory_at_once() -> None:
    """The tree of a long file is some hundred MB: it must not wait for the garbage collector."""
    data = docx(p("Sở Y tế kiểm tra."), tbl(tr(tc("Nội dung"), tc("Thời gian")), tr(tc("Họp"), tc("2025"))))
    read_bytes(data, "vb.docx")
    gc.collect()
    gc.disable()
    try:
        read_bytes(data, "vb.docx")
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_properties_that_stand_behind_many_others_count() -> None:
    others = '<w:lang w:val="vi-VN"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:color w:val="000000"/>' * 2
    paragraph = one(p(r("Sở Y tế", f"{others}<w:b/>"), properties=f"<w:keepNext/>{others}{CENTER}"))
    assert (paragraph.style.bold, paragraph.style.align) == (True, "center")
    late = f"<w:p>{r('Sở Y tế')}<w:pPr>{CENTER}</w:pPr></w:p>"  # a damaged file: properties stand first
    assert one(late).style.align == "center"
