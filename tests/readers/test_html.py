import contextlib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.document import Document, DocumentBuilder
from docparse.errors import DocparseError, FileTooLarge, UnreadableFile
from docparse.readers import html, read_bytes
from docparse.readers.html import counters, mhtml
from docparse.readers.html import tree as html_tree
from docparse.readers.html.lists import mark
from docparse.rulebook import load_rules
from docparse.text import fold

LONG = "Đẩy mạnh ứng dụng công nghệ thông tin trong quản lý và dạy học ở các trường trên địa bàn tỉnh"


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def read(body: str, head: str = "") -> Document:
    return read_bytes(page(body, head), "a.html")


def lines(body: str, head: str = "") -> list[str]:
    return [paragraph.text for paragraph in read(body, head).paragraphs]


def grid(body: str) -> list[list[str]]:
    (table,) = read(body).tables
    return [[cell.text for cell in row] for row in table.rows]


# --- paragraphs and looks --------------------------------------------------------------------------


def test_blocks_and_breaks_part_paragraphs_and_white_space_does_not():
    assert lines("<div>Một <b>hai</b>\n   ba<p>bốn<br>năm</p>sáu</div>") == [
        "Một hai ba",
        "bốn",
        "năm",
        "sáu",
    ]


def test_blank_paragraphs_double_breaks_and_rules_are_gaps():
    document = read("<p>a<p>b<p>&nbsp;</p><p>c<br>d<br><br>e</p><hr><p>f</p>")
    assert [(p.text, p.style.gap) for p in document.paragraphs] == [
        ("a", True),
        ("b", False),
        ("c", True),
        ("d", False),
        ("e", True),
        ("f", True),
    ]


@pytest.mark.parametrize(
    ("body", "bold", "italic", "align", "heading"),
    [
        ("<p align=center><b>x</b></p>", True, False, "center", None),
        ("<center><strong>x</strong> <i>y</i></center>", False, False, "center", None),
        ("<p style='text-align: right; font-style:italic'>x</p>", False, True, "right", None),
        ("<p style='font-weight:700'>x</p>", True, False, None, None),
        ("<h2>x</h2>", True, False, None, 2),
        ("<h3 style='font-weight:normal'>x</h3>", False, False, None, 3),
        ("<p class=tieude>x</p>", True, False, "center", None),
        ("<p class='tieude' style='text-align:left'>x</p>", True, False, "left", None),
        ("<td align=center>x</td>", False, False, "center", None),
        ("<dd align=right>x</dd>", False, False, "right", None),
    ],
)
def test_looks(body, bold, italic, align, heading):
    rules = "/* c */ p.tieude, .k { font-weight: bold; text-align:center } dd {text-align:left}"
    style = read(body, f"<style>{rules}</style>").paragraphs[0].style
    assert (style.bold, style.italic, style.align, style.heading) == (bold, italic, align, heading)


def test_preformatted_text_keeps_its_lines():
    assert lines("<pre>Một\n  hai\n\nba</pre><div style='white-space:pre-line'>c\nd</div>") == [
        "Một",
        "hai",
        "ba",
        "c",
        "d",
    ]


def test_capitals_by_style_are_printed_as_capitals():
    assert lines("<p style='text-transform:uppercase'>Kế hoạch</p>") == ["KẾ HOẠCH"]


def test_hidden_text_scripts_and_form_fields_are_no_text():
    head = "<style>.an{display:none} @media print{.hien{display:none}}</style>"
    body = (
        "<script>var x='a'</script><p>Chữ<script>y</script> dính</p>"
        "<p class=an>ẩn 1</p><p style='display: none'>ẩn 2</p><p hidden>ẩn 3</p>"
        "<p class=hien>Hiện</p><select><option>chọn</select><noscript>bật script</noscript><!-- chú thích -->"
    )
    assert lines(body, head) == ["Chữ dính", "Hiện"]


def test_a_page_hidden_as_a_whole_is_read():
    assert lines(f"<div style='display:none'><p>{LONG}</p></div>") == [LONG]


def test_entities_and_broken_markup():
    assert lines(
        "<p>A &amp; B &lt; C&nbsp;&#272;&#x1EA1;t<p>không đóng <b>đậm<p>tiếp</b></i></font> hết<<p"
    ) == [
        "A & B < C Đạt",
        "không đóng đậm",
        "tiếp hết<",
    ]


def test_word_numbers_are_read_once():
    body = (
        "<p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>1.&nbsp;&nbsp;</span>"
        "<![endif]>Mục đích<o:p></o:p></p><!--[if gte mso 9]><xml><w:x>1</w:x></xml><![endif]-->"
    )
    assert lines(body) == ["1. Mục đích"]


# --- lists -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("<ol><li>x<li>y</ol>", ["1. x", "2. y"]),
        ("<ol type=a start=3><li>x<li>y</ol>", ["c. x", "d. y"]),
        ("<ol type=I><li>x<li value=4>y<li>z</ol>", ["I. x", "IV. y", "V. z"]),
        ("<ol reversed><li>x<li>y<li>z</ol>", ["3. x", "2. y", "1. z"]),
        ("<ol style='list-style: lower-roman inside'><li>x<li>y</ol>", ["i. x", "ii. y"]),
        ("<ol class=chu><li>x</ol>", ["A. x"]),
        ("<ol style='list-style-type:none'><li>x</ol>", ["x"]),
        ("<ul><li>x<li>y</ul>", ["- x", "- y"]),
        ("<ul style=\"list-style-type: '+ '\"><li>x</ul>", ["+ x"]),
        ("<ol><li>x<ol type=a><li>y<li>z</ol><li>w</ol>", ["1. x", "a. y", "b. z", "2. w"]),
        ("<ol><li><ol type=a><li>y</ol></ol>", ["1.", "a. y"]),
        ("<ol><li><p>x</p><p>y</p><li>z</ol>", ["1. x", "y", "2. z"]),
        ("<ol><li></li><li>x</ol>", ["2. x"]),
        ("<ol><li>1. x<li>2. y</ol>", ["1. x", "2. y"]),
        ("<ol><li>1.1. x<li>1.2. y</ol>", ["1.1. x", "1.2. y"]),
        ("<ol><li>1. x<li>y</ol>", ["1. x", "2. y"]),
        ("<ul><li>- x<li>+ y<li>a) z</ul>", ["- x", "+ y", "a) z"]),
        ("<ul><li>1. x<li>y</ul>", ["1. x", "- y"]),
        ("<ol><li style='list-style-type:upper-alpha'>x<li>y</ol>", ["A. x", "2. y"]),
        ("<ol start=x><li value=y>x</ol>", ["1. x"]),
        ("<li>x", ["x"]),
    ],
)
def test_items_are_numbered_as_printed(body, printed):
    assert lines(body, "<style>ol.chu{list-style-type:upper-latin}</style>") == printed


# as Google Docs exports a list: items of all levels side by side, the numbers in the style sheet alone
DOCS = """<style>.k-0>li:before{content:"" counter(c-0,upper-roman) ". "}
.k-1>li:before{content:"" counter(c-1,lower-latin) ") "}.b>li:before{content:"\\0025cf  "}
.k-0>li{counter-increment:c-0}.k-1>li{counter-increment:c-1}ol,ul{list-style-type:none}
ol.k-0.start{counter-reset:c-0 0}ol.k-1.start{counter-reset:c-1 2}</style>"""


def test_numbers_that_only_the_style_sheet_holds_are_printed():
    body = (
        '<ol class="x k-0 start"><li>A</li></ol><ol class="k-1 start"><li>c</li></ol><p>giữa</p>'
        '<ol class="k-1"><li>d</li></ol><ul class="b"><li>e</li></ul><ol class="k-0"><li>B</li></ol>'
        '<ol class="k-1 start"><li>f</li></ol>'
    )
    assert lines(body, DOCS) == ["I. A", "c) c", "giữa", "d) d", "● e", "II. B", "c) f"]


def test_counters_inside_counters():
    sheet = (
        "<style>ol{counter-reset:n;list-style:none}li{counter-increment:n}"
        'li::before{content:counters(n, ".") ". "}nav h2::before{content:counter(n)}</style>'
    )
    body = "<ol><li>A<ol><li>B</li><li>C</li></ol></li><li>D<ol><li>E</li></ol></li></ol><h2>F</h2>"
    assert lines(body, sheet) == ["1. A", "1.1. B", "1.2. C", "2. D", "2.1. E", "F"]


def test_a_sheet_made_to_cost_time_is_given_up(monkeypatch):
    monkeypatch.setattr(counters, "MAX_WORK", 100)
    sheet = '<style>b p::before{content:counter(n) "."}p::before{content:counter(m) "."}</style>'
    printed = lines("<div>" * 30 + "<p>A</p>" * 9 + "</div>" * 30, sheet)
    assert (printed[0], printed[-1]) == ("0. A", "A")


def test_the_printed_number_is_the_label():
    document = read("<ol><li>x</ol><ul><li>- y<li>z</ul><ol><li>1) w</ol><p>1. v</p>")
    assert [(p.text, p.label) for p in document.paragraphs] == [
        ("1. x", "1."),
        ("- y", "-"),
        ("- z", "-"),
        ("1) w", None),
        ("1. v", None),
    ]


@pytest.mark.parametrize(
    ("style", "number", "printed"),
    [
        ("decimal", 0, "0."),
        ("decimal", -3, "-3."),
        ("decimal-leading-zero", 7, "07."),
        ("lower-alpha", 26, "z."),
        ("lower-alpha", 27, "aa."),
        ("upper-alpha", 703, "AAA."),
        ("upper-roman", 1994, "MCMXCIV."),
        ("upper-roman", 4000, "4000."),
        ("lower-alpha", 0, "0."),
        ("square", 5, "-"),
    ],
)
def test_numerals(style, number, printed):
    assert mark(style, number) == printed


# --- tables ----------------------------------------------------------------------------------------


def test_spans_cover_the_grid():
    assert grid(
        "<table><thead><tr><th rowspan=2>TT<th rowspan=2>Việc<th colspan=2>Kinh phí"
        "<tr><th>Tỉnh<th>Huyện</thead>"
        "<tr><td>1<td>a<td>10<td>20<tr><td>2<td>b<td colspan=2>30</table>"
    ) == [
        ["TT", "Việc", "Kinh phí", "Kinh phí"],
        ["TT", "Việc", "Tỉnh", "Huyện"],
        ["1", "a", "10", "20"],
        ["2", "b", "30", "30"],
    ]


def test_cells_keep_their_paragraphs_numbers_and_bold_heads():
    document = read(
        "<table><tr><th>Việc<td><b>Đơn vị</b><tr><td>a<br>b<td><ol><li>x<li>y</ol>"
        "<tr><td><p>c</p><p>d</p><td>e</table>"
    )
    (table,) = document.tables
    assert [[c.text for c in row] for row in table.rows] == [
        ["Việc", "Đơn vị"],
        ["a\nb", "1. x\n2. y"],
        ["c\nd", "e"],
    ]
    assert [c.bold for c in table.rows[0]] == [True, True]


def test_caption_stands_before_the_table():
    document = read("<table><caption>Biểu 1</caption><tr><td>a<td>b<tr><td>c<td>d</table>")
    assert [p.text for p in document.paragraphs] == ["Biểu 1"]
    assert document.paragraphs[0].end < document.tables[0].start


def test_needless_columns_close_up():
    body = "<table><tr><td colspan=40>Việc<td colspan=60>Ai<tr><td colspan=40>a<td colspan=60>b</table>"
    assert grid(body) == [["Việc", "Ai"], ["a", "b"]]


@pytest.mark.parametrize("span", ["0", "-1", "x", "999999999", "2.5", ""])
def test_odd_spans_are_survived(span):
    body = f"<table><tr><td rowspan='{span}' colspan='{span}'>a<td>b<tr><td>c<td>d</table>"
    text = read(body).text
    assert all(letter in text for letter in "abcd")


def test_a_grid_too_large_for_memory_is_read_as_lines(monkeypatch):
    monkeypatch.setattr("docparse.readers.html.tables.MAX_GRID_CELLS", 5)
    document = read("<table><tr><td>a<td>b<td>c<tr><td>d<td>e<td>f</table>")
    assert document.tables == ()
    assert [p.text for p in document.paragraphs] == list("abcdef")


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td><p>a</p><p>b</p></td></tr></table>",
        "<table><tr><td>a</td><td>b</td></tr></table>",
        "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>",
        "<table><tr><td>a</td><td></td></tr><tr><td>b</td><td>&nbsp;</td></tr></table>",
        "<table role=presentation><tr><td>a</td><td>b</td></tr></table>",
        "<table><form><tr><td>a</td><td>b</td></tr></form></table>",
    ],
)
def test_tables_that_only_place_text_are_unwrapped(body):
    document = read(body)
    assert [p.text for p in document.paragraphs] == ["a", "b"]
    assert document.tables == ()


def test_a_table_inside_a_layout_table_is_a_table():
    inner = "<table><tr><td>TT<td>Việc<tr><td>1<td>a</table>"
    document = read(f"<table><tr><td>Trái<td><p>Trước</p>{inner}<tr><td>x<td>y</table>")
    assert [p.text for p in document.paragraphs] == ["Trái", "Trước", "x", "y"]
    assert [[c.text for c in row] for row in document.tables[0].rows] == [["TT", "Việc"], ["1", "a"]]


HEAD_TABLE = """
<table border=0><tr><td align=center><b>UBND TỈNH SÔNG LAM<br>-------</b></td>
<td align=center><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>
Độc lập - Tự do - Hạnh phúc<br>---------</b></td></tr>
<tr><td align=center>Số: 12/KH-UBND</td>
<td align=right><i>Sông Lam, ngày 5 tháng 3 năm 2024</i></td></tr></table>
"""
FOOT_TABLE = """
<table><tr><td>Nơi nhận:<br>- Như trên;<br>- Lưu: VT.</td>
<td align=center><b>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH</b><br><br>Trần Văn Bảy</td></tr></table>
"""


def test_a_table_inside_a_cell_of_data_leaves_the_table_whole():
    inner = "<table><tr><td>Lớp 1<td>5<tr><td>Lớp 2<td>7</table>"
    body = (
        "<table><tr><td>TT<td>Nhiệm vụ<td>Chủ trì<tr><td>1<td>Tập huấn giáo viên<td rowspan=2>Sở Nội vụ"
        f"<tr><td>2<td>Mua máy tính {inner}</table>"
    )
    assert grid(body) == [
        ["TT", "Nhiệm vụ", "Chủ trì"],
        ["1", "Tập huấn giáo viên", "Sở Nội vụ"],
        ["2", "Mua máy tính\nLớp 1\n5\nLớp 2\n7", "Sở Nội vụ"],
    ]


def test_letterhead_and_foot_are_boxed_lines():
    document = read(f"{HEAD_TABLE}<p>Nội dung</p>{FOOT_TABLE}")
    assert [(p.text, p.style.boxed) for p in document.paragraphs] == [
        ("UBND TỈNH SÔNG LAM", True),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True),
        ("Độc lập - Tự do - Hạnh phúc", True),
        ("Số: 12/KH-UBND", True),
        ("Sông Lam, ngày 5 tháng 3 năm 2024", True),
        ("Nội dung", False),
        ("Nơi nhận:", True),
        ("- Như trên;", True),
        ("- Lưu: VT.", True),
        ("TM. ỦY BAN NHÂN DÂN", True),
        ("CHỦ TỊCH", True),
        ("Trần Văn Bảy", True),
    ]
    assert document.paragraphs[4].style.align == "right"
    assert document.paragraphs[4].style.italic


# --- the page around the document ------------------------------------------------------------------

MENU = "<ul>" + "".join(f"<li><a href=#>Mục {n}</a></li>" for n in range(8)) + "</ul>"
TEXT = f"<p align=center><b>KẾ HOẠCH</b></p><p>I. MỤC ĐÍCH</p><p>{LONG}.</p>"
BODY = f"{HEAD_TABLE}{TEXT}{FOOT_TABLE}<p>PHỤ LỤC</p>"
PROPERTIES = """
<div class="thuoc-tinh"><div class=row><span>Số hiệu:</span> <span>12/KH-UBND</span></div>
<div class=row><span>Loại văn bản:</span> <span>Kế hoạch</span></div>
<div class=row><span>Nơi ban hành:</span> <span>UBND tỉnh Sông Lam</span></div>
<div class=row><span>Người ký:</span> <span>Trần Văn Bảy</span></div>
<div class=row><span>Ngày ban hành:</span> <span>05/03/2024</span></div>
<div class=row><span>Ngày hiệu lực:</span> <span>Đang cập nhật</span></div></div>
"""
WHOLE = {
    "UBND TỈNH SÔNG LAM",
    "Số: 12/KH-UBND",
    "KẾ HOẠCH",
    "I. MỤC ĐÍCH",
    LONG + ".",
    "Nơi nhận:",
    "Trần Văn Bảy",
    "PHỤ LỤC",
}


@pytest.mark.parametrize(
    "body",
    [
        f"<header>{MENU}</header><div id=divContentDoc><div class=content1>{BODY}</div></div>"
        "<footer>Bản quyền</footer>",
        f"<form><div class='main-menu'>{MENU}</div><div id=toanvancontent>{BODY}</div>"
        "<div class=FooterBar>Bản quyền</div></form>",
        f"<nav>{MENU}</nav><main><article>{BODY}</article><aside>Bản quyền</aside></main>",
        f"<table><tr><td>{MENU}</td><td>{BODY}</td><td>{MENU}</td></tr></table>",
        f"<div class=a><div class=b>{BODY}</div>"
        "<div class=panel><h3>Văn bản liên quan</h3><p>Bản quyền</p></div></div>",
        f"<div role=navigation>{MENU}</div>{BODY}<div class='comment-box'>Bản quyền</div>",
    ],
)
def test_the_document_is_whole_and_the_page_is_gone(body):
    found = lines(body)
    assert set(found) >= WHOLE
    assert not any("Mục " in line or "quyền" in line for line in found)


@pytest.mark.parametrize(
    "body",
    [
        f"<header>{HEAD_TABLE}</header><div>{LONG * 30}</div>",
        f"<div class=a><div>{LONG * 30}</div></div><div class=b>{FOOT_TABLE}</div>",
        f"<div id=toanvancontent>{LONG * 30}</div><div>{FOOT_TABLE}</div>",
    ],
)
def test_letterhead_and_foot_outside_the_container_are_kept(body):
    found = lines(body)
    assert any(line.startswith(("Số: 12", "Nơi nhận")) for line in found)
    assert any(LONG in line for line in found)


def test_an_appendix_beside_the_body_is_kept():
    body = f"<div><div>{f'<p>{LONG}</p>' * 40}</div><div><p>PHỤ LỤC I</p><p>1. Mua máy</p></div></div>"
    assert lines(body)[-2:] == ["PHỤ LỤC I", "1. Mua máy"]


def test_a_menu_named_block_that_holds_the_text_is_kept():
    assert LONG in lines(f"<div class='content-with-sidebar'><p>{LONG}</p><p>Hết</p></div>")


def test_a_menu_longer_than_the_document_goes():
    menu = "<ul>" + "".join(f"<li><a href=#>Chuyên mục số {n}</a></li>" for n in range(200)) + "</ul>"
    found = lines(f"<div>{menu}</div><div>{BODY}<p>{LONG}</p><p>{LONG}</p></div>")
    assert set(found) >= WHOLE
    assert not any("Chuyên mục" in line for line in found)


@pytest.mark.parametrize("tag", ["nav", "header", "button", "select", "noscript", "div class=menu"])
def test_chrome_that_was_never_closed_does_not_swallow_the_document(tag):
    assert set(lines(f"<{tag}>{BODY}")) >= WHOLE


def test_properties_of_the_portal():
    document = read(f"{PROPERTIES}<div id=divContentDoc>{BODY}</div>")
    assert document.portal == {
        "number": "12/KH-UBND",
        "doc_type": "Kế hoạch",
        "issuer": "UBND tỉnh Sông Lam",
        "signer": "Trần Văn Bảy",
        "issued_on": "05/03/2024",
    }


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><b>Số hiệu:</b> 7/KH<li><b>Cơ quan ban hành:</b> Sở Y tế</ul>",
        "<table><tr><td>Số hiệu<td>7/KH<td>Nơi ban hành<td>Sở Y tế"
        "<tr><td>Lĩnh vực<td>Y tế<td>Tình trạng<td></table>",
        "<dl><dt>Số/Ký hiệu</dt><dd>7/KH</dd><dt>Cơ quan ban hành</dt><dd>Sở Y tế</dd></dl>",
        "<p>Số hiệu: 7/KH Loại văn bản: Đang cập nhật</p><p>Nơi ban hành: Sở Y tế Người ký: ...</p>",
        "<div><label>Số hiệu</label><span>7/KH</span></div>"
        "<div><label>Nơi ban hành</label><span>Sở Y tế</span></div>",
    ],
)
def test_properties_in_every_shape(body):
    document = read(f"{body}<p>{LONG}</p>")
    assert document.portal == {"number": "7/KH", "issuer": "Sở Y tế"}


def test_properties_of_other_documents_are_not_taken():
    other = "<p>Văn bản A</p><p>Ngày ban hành: 01/01/2001</p><p>Văn bản B</p><p>Ngày ban hành: 02/02/2002</p>"
    assert "issued_on" not in read(f"<p>{LONG}</p>{other}").portal
    assert read(f"{other}{PROPERTIES}{other}<p>{LONG}</p>").portal["issued_on"] == "05/03/2024"


def test_a_table_of_properties_is_read_as_lines():
    document = read(
        "<table><tr><td>Số hiệu<td>7/KH<td>Người ký<td>A<tr><td>Trích yếu<td colspan=3>Về việc x</table>"
    )
    assert [p.text for p in document.paragraphs] == ["Số hiệu: 7/KH", "Người ký: A", "Trích yếu: Về việc x"]
    assert document.portal["subject"] == "Về việc x"


def test_the_headline_above_the_text_is_the_subject():
    body = f"<h1>Kế hoạch số 5 về chuyển đổi số</h1><div id=toanvancontent>{BODY}</div>"
    assert read(body).portal == {"subject": "Kế hoạch số 5 về chuyển đổi số"}


@pytest.mark.parametrize("rule", load_rules("portal"), ids=lambda rule: rule.id)
def test_labels_match_their_examples_and_no_others(rule):
    assert rule.examples
    assert all(rule.pattern.search(fold(example)) for example in rule.examples)
    assert not any(rule.pattern.search(fold(example)) for example in rule.counter_examples)


# --- bytes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("utf-8", "utf-8"), ("windows-1258", "utf-8"), ("utf-16", "utf-16"), ("", "utf-8-sig"), ("", "utf-16")],
)
def test_the_charset_is_found_even_when_the_page_is_wrong(charset, codec):
    source = f"<html><head><meta charset='{charset}'></head><body><p>{LONG}</p></body></html>"
    assert read_bytes(source.encode(codec), "a.html").text == LONG


def test_windows_1258_and_nfd_come_out_composed():
    decomposed = unicodedata.normalize("NFD", "Kế hoạch năm học")
    assert lines(f"<p>{decomposed}</p>") == ["Kế hoạch năm học"]
    data = (
        b"<html><meta http-equiv=content-type content='text/html; charset=windows-1258'>K\xea\xec ho\xf2ach"
    )
    data = data.replace(b"K\xea\xec ho\xf2ach", "Kế hoạch".encode("cp1258", "ignore"))
    windows = "<p>Kê\u0301 hoa\u0323ch năm ho\u0323c</p>".encode("cp1258")
    assert read_bytes(b"<html><meta charset=windows-1258>" + windows, "a.html").text == "Kế hoạch năm học"


def test_raised_figures_stay_above_the_line():
    assert lines("<p>Xây 450 m<sup>2</sup> nhà văn hóa<sup>a</sup></p>") == ["Xây 450 m² nhà văn hóaa"]


def test_legacy_fonts_behind_entities_are_converted():
    assert lines(
        "<p>ñy ban nh&copy;n d&copy;n t&Oslash;nh</p><p>k&Otilde; ho&sup1;ch &reg;&micro;o t&sup1;o</p>"
    ) == [
        "Ủy ban nhân dân tỉnh",
        "kế hoạch đào tạo",
    ]


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote"])
def test_a_hundred_thousand_nested_tags_lose_no_text(tag):
    closing = "".join(f"</{name.split('<')[-1]}>" for name in reversed(tag.split(">")))
    document = read(f"<p>đầu</p>{f'<{tag}>' * 100_000}giữa{closing * 100_000}<p>cuối</p>")
    assert "đầu" in document.text
    assert "giữa" in document.text
    assert "cuối" in document.text


def test_too_large_a_page_is_refused(monkeypatch):
    monkeypatch.setattr(html_tree, "MAX_BYTES", 100)
    with pytest.raises(FileTooLarge):
        read(f"<p>{LONG}</p>")


@pytest.mark.parametrize("body", ["", "<script>x</script>", "<p>&nbsp;</p><hr>", "<!-- x -->"])
def test_a_page_without_text_says_so(body):
    with pytest.raises(UnreadableFile) as caught:
        read(body)
    assert caught.value.source == "a.html"
    assert caught.value.remedy


def test_a_page_saved_as_one_file():
    data = (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=xx\r\n\r\n"
        b"--xx\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><p>K=E1=BA=BF ho=E1=BA=A1ch</p></body></html>\r\n"
        b"--xx\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--xx--\r\n"
    )
    document = read_bytes(data, "trang.mhtml")
    assert document.text == "Kế hoạch"
    with pytest.raises(UnreadableFile):
        mhtml.read(b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx", DocumentBuilder("a", "", ""))


def test_real_pages(shared):
    real = shared / "corpus" / "real"
    summary = read_bytes((real / "52-web-kh-103-cong-doan.html").read_bytes(), "52.html")
    assert len(summary.paragraphs) == 4
    assert summary.paragraphs[0].text.startswith("Công đoàn Giáo dục Việt Nam vừa ban hành")
    assert summary.portal["subject"].startswith("Kế hoạch triển khai nâng cao năng lực")
    plan = read_bytes((real / "53-web-ke-hoach-cong-doan-thang-10.html").read_bytes(), "53.html")
    assert plan.paragraphs[0].text == "KẾ HOẠCH CÔNG TÁC CÔNG ĐOÀN THÁNG 10"
    assert [p.text for p in plan.paragraphs if p.text[0].isdigit()] == [
        "1. Nội dung công việc.",
        "2. Biện pháp thực hiện.",
    ]
    assert len(plan.paragraphs) == 22
    properties = read_bytes((real / "54-web-kh-150-hiep-hoa-thuoc-tinh.html").read_bytes(), "54.html")
    assert properties.portal["number"] == "150/KH-UBND"
    assert properties.portal["issuer"] == "UBND huyện Hiệp Hòa"
    assert properties.portal["signer"] == "Phó Chủ tịch - Tạ Việt Hùng"
    assert "issued_on" not in properties.portal
    assert "TUYEN SINH" not in properties.text


# --- broken input ----------------------------------------------------------------------------------

SAMPLE = page(PROPERTIES + MENU + BODY, "<style>p.c{text-align:center}</style>")


def read_or_refuse(data: bytes) -> None:
    builder = DocumentBuilder("a.html", "", "text/html")
    with contextlib.suppress(DocparseError):
        html.read(data, builder)
    document = builder.build()
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text


@settings(deadline=None)
@given(st.integers(0, len(SAMPLE)), st.integers(0, 40), st.binary(max_size=12))
def test_mutated_pages_raise_only_docparse_errors(at, removed, junk):
    read_or_refuse(SAMPLE[:at] + junk + SAMPLE[at + removed :])


TAG_NAMES = "div p b table tr td th ul ol li br span pre h1 a form center caption nosuchtag tbody hr body"
TAGS = TAG_NAMES.split()
SOUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.sampled_from(
            ["chữ", " ", "1.", "<ol type=a start=-2>", "<td rowspan=0 colspan=9>", "&#0;", "&#1;"]
        ),
    ),
    max_size=30,
)


@settings(deadline=None)
@given(SOUP)
def test_any_soup_of_tags_keeps_its_text(pieces):
    assert read("đầu " + "".join(pieces)).text.count("chữ") == pieces.count("chữ")


def test_a_style_that_is_never_closed_takes_no_longer_than_its_text():
    assert lines(f"<p>{LONG}</p><style>" + "chữ " * 150_000) == [LONG]
