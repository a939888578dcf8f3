import contextlib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.document import Document, DocumentBuilder
from docparse.errors import DocparseError, FileTooLarge, UnreadableFile
from docparse.plan import read_content
from docparse.readers import read_bytes
from docparse.readers import text as reader
from docparse.readers.text.markdown import read_line
from docparse.text import normalize


def read(text: str, name: str = "a.md") -> Document:
    return read_bytes(text.encode(), name)


def lines(text: str) -> list[str]:
    return [paragraph.text for paragraph in read(text).paragraphs]


def boxed(text: str) -> list[str]:
    return [paragraph.text for paragraph in read(text).paragraphs if paragraph.style.boxed]


# --- lines and marks -------------------------------------------------------------------------------


def test_each_line_is_a_paragraph_and_blank_lines_are_gaps():
    document = read("Một\n\n\nHai\nBa\n---\nBốn", "a.txt")
    assert [(p.text, p.style.gap) for p in document.paragraphs] == [
        ("Một", True),
        ("Hai", True),
        ("Ba", False),
        ("Bốn", True),
    ]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Số: **3379**/KH-UBND", "Số: 3379/KH-UBND"),
        ("*Nơi nhận:*", "Nơi nhận:"),
        ("* * *Nơi nhận:* - Như trên;", "Nơi nhận: - Như trên;"),
        ("_(Kèm theo Kế hoạch)_", "(Kèm theo Kế hoạch)"),
        ("* một gạch đầu dòng", "* một gạch đầu dòng"),
        ("  * Số hiệu: 12/KH-UBND", "* Số hiệu: 12/KH-UBND"),
        ("  • Số hiệu: 12/KH-UBND", "• Số hiệu: 12/KH-UBND"),
        ("1. Số tự gõ", "1. Số tự gõ"),
        ("Ngày ____ tháng ____", "Ngày ____ tháng ____"),
        ("diện tích 2*3*4 m", "diện tích 2*3*4 m"),
        ("ghi chú (*) và (**)", "ghi chú (*) và (**)"),
        (r"\*không nghiêng\* 5\. x", "*không nghiêng* 5. x"),
        ("xem [Kế hoạch](https://a.vn/b) và <https://c.vn>", "xem Kế hoạch và https://c.vn"),
        ("![ảnh](x.png) chữ", "chữ"),
        ("A&nbsp;&amp; B &lt; C", "A & B < C"),
        ("H<sub>2</sub>O <b>đậm</b>", "H2O đậm"),
        ("dùng `mã` này", "dùng mã này"),
        ("> trích dẫn", "trích dẫn"),
        ("> 90% học sinh", "> 90% học sinh"),
        ("chi phí < 5 tỷ và > 3 tỷ", "chi phí < 5 tỷ và > 3 tỷ"),
    ],
)
def test_marks_of_markdown_go_and_typed_signs_stay(line, text):
    assert lines(line) == [text]


def test_lone_double_stars_do_not_make_the_rest_bold():
    document = read("Ghi chú **\n" + "Dòng thường\n" * 9)
    assert not any(paragraph.style.bold for paragraph in document.paragraphs)


def test_bold_holds_over_lines_until_it_closes():
    document = read("**TM. ỦY BAN\n\nCHỦ TỊCH**\n\nNguyễn Văn A")
    assert [(p.text, p.style.bold) for p in document.paragraphs] == [
        ("TM. ỦY BAN", True),
        ("CHỦ TỊCH", True),
        ("Nguyễn Văn A", False),
    ]


def test_a_line_is_bold_only_when_all_of_it_is():
    assert read_line("**Điều 1.** Ban hành").bold is False
    assert read_line("**1. Mục đích:**").bold is True
    assert read_line("*nghiêng*").italic is True


def test_headings_have_their_level():
    document = read("# I. MỤC TIÊU\n### 1. Chung ###\n#không phải\n#1 trường")
    assert [(p.text, p.style.heading) for p in document.paragraphs] == [
        ("I. MỤC TIÊU", 1),
        ("1. Chung", 3),
        ("#không phải", None),
        ("#1 trường", None),
    ]


# --- tables ----------------------------------------------------------------------------------------


def test_a_pipe_table_is_a_grid():
    document = read(
        "Trước\n\n| TT | **Nội dung** | Kinh phí |\n|---|:---:|--:|\n| 1 | Mua máy<br>tính | 10 |\n"
        "| 2 | a \\| b | |\n\nSau"
    )
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["TT", "Nội dung", "Kinh phí"],
        ["1", "Mua máy\ntính", "10"],
        ["2", "a | b", ""],
    ]
    assert table.rows[0][1].bold
    assert [p.text for p in document.paragraphs] == ["Trước", "Sau"]


def test_a_drawn_grid_is_a_grid():
    document = read(
        "+----+------+\n| TT | Việc |\n+====+======+\n| 1  | Mua  |\n|    | máy  |\n+----+------+\n"
    )
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [
        ["TT", "Việc"],
        ["1", "Mua\nmáy"],
    ]


def test_bars_without_a_rule_are_text():
    assert lines("a | b | c\nd | e") == ["a | b | c", "d | e"]


def test_a_letterhead_table_becomes_lines():
    assert boxed(
        "| UBND TỈNH SÔNG LAM ------- "
        "| CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ----- |\n"
        "|---|---|\n| Số: 12/KH-UBND | Sông Lam, ngày 5 tháng 3 năm 2024 |\n"
    ) == [
        "UBND TỈNH SÔNG LAM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/KH-UBND",
        "Sông Lam, ngày 5 tháng 3 năm 2024",
    ]


def test_rows_of_bare_cells_may_have_blank_lines_between_them() -> None:
    table = """\
TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian

I | Hạ tầng số | Hạ tầng số | Hạ tầng số

1 | Lắp 12 trạm phát sóng | Sở Xây dựng | 2026

2 | Nâng cấp trung tâm dữ liệu | Công an tỉnh | 2027
"""
    grid = read(table).tables[0]
    texts = [[cell.text for cell in row] for row in grid.rows]
    assert texts[0] == ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"]
    assert texts[1][:2] == ["I", "Hạ tầng số"]
    assert texts[3] == ["2", "Nâng cấp trung tâm dữ liệu", "Công an tỉnh", "2027"]


def test_a_foot_table_becomes_lines():
    assert boxed(
        "| Nơi nhận: - Như trên; - Sở Y tế - Kế hoạch; - Lưu: VT. "
        "| KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Thị Bình An |\n"
        "|---|---|\n"
    ) == [
        "Nơi nhận:",
        "- Như trên;",
        "- Sở Y tế - Kế hoạch;",
        "- Lưu: VT.",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Trần Thị Bình An",
    ]


# --- two columns of plain text ---------------------------------------------------------------------

LAYOUT = """\
     UBND TỈNH SÔNG LAM                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
   SỞ GIÁO DỤC VÀ ĐÀO TẠO                  Độc lập - Tự do - Hạnh phúc

     Số: 27     /KH-SGDĐT            Sông Lam, ngày 5 tháng 3     năm 2024

                                KẾ HOẠCH
"""


def test_a_letterhead_in_two_columns_is_read_column_by_column():
    assert boxed(LAYOUT) == [
        "UBND TỈNH SÔNG LAM",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "Số: 27 /KH-SGDĐT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sông Lam, ngày 5 tháng 3 năm 2024",
    ]
    assert lines(LAYOUT)[-1] == "KẾ HOẠCH"


def test_a_letterhead_without_a_date_ends_at_the_title():
    text = (
        "THỦ TƯỚNG CHÍNH PHỦ             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "                                   Độc lập - Tự do - Hạnh phúc\n"
        "            KẾ HOẠCH QUỐC GIA\n"
        "         Bảo vệ rừng ven biển\n"
        "     I. MỤC TIÊU\n"
        "     Giữ rừng.\n"
    )
    assert lines(text) == [
        "THỦ TƯỚNG CHÍNH PHỦ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "KẾ HOẠCH QUỐC GIA",
        "Bảo vệ rừng ven biển",
        "I. MỤC TIÊU",
        "Giữ rừng.",
    ]


def test_issuer_and_motto_on_one_line_come_apart():
    text = "UBND HUYỆN ĐÔNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPHÒNG GIÁO DỤC Độc lập - Tự do - Hạnh phúc"
    assert lines(text) == [
        "UBND HUYỆN ĐÔNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "PHÒNG GIÁO DỤC",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_a_foot_in_two_columns_is_read_column_by_column():
    foot = """\
Trên đây là Kế hoạch.
Nơi nhận:                              TM. ỦY BAN NHÂN DÂN
- Như trên;                                CHỦ TỊCH
- Lưu: VT.

                                          Trần Văn Bảy
"""
    assert lines(foot) == [
        "Trên đây là Kế hoạch.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Trần Văn Bảy",
    ]


def test_the_signer_may_begin_beside_the_first_addressee():
    foot = "Nơi nhận:\n- Tổng cục;          GIÁM ĐỐC\n- Sở Y tế;\n- Lưu: VT.             Trần Văn Bảy\n"
    assert lines(foot) == ["Nơi nhận:", "- Tổng cục;", "- Sở Y tế;", "- Lưu: VT.", "GIÁM ĐỐC", "Trần Văn Bảy"]


def test_a_foot_whose_columns_were_joined_line_by_line_is_taken_apart():
    foot = """\
Nơi nhận: TM. ỦY BAN NHÂN DÂN
- Sở Y tế; báo cáo KT. CHỦ TỊCH
- TT Tỉnh ủy, HĐND tỉnh; PHÓ CHỦ TỊCH
- Các phòng thuộc UBND huyện Sơn Hà; (Đã ký)
- Hội LHPN;
- Lưu: VT, (Hòa 20b). Đỗ Văn Cảnh
PHỤ LỤC
"""
    assert lines(foot) == [
        "Nơi nhận:",
        "- Sở Y tế; báo cáo",
        "- TT Tỉnh ủy, HĐND tỉnh;",
        "- Các phòng thuộc UBND huyện Sơn Hà;",
        "- Hội LHPN;",
        "- Lưu: VT, (Hòa 20b).",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "(Đã ký)",
        "Đỗ Văn Cảnh",
        "PHỤ LỤC",
    ]


def test_two_signatures_of_bodies_that_plan_together_are_no_text() -> None:
    foot = "1. Sơ kết vào cuối năm 2026.\n\nGIÁM ĐỐC SỞ Y TẾ\n(Đã ký)\nNgô Văn Sáu\nTM. BAN THƯỜNG VỤ HỘI NÔNG DÂN TỈNH\nCHỦ TỊCH\nLê Thị Bảy\n"
    head = "SỞ Y TẾ - HỘI NÔNG DÂN\nSố: 3/KH-SYT-HND\nSông Vân, ngày 04 tháng 4 năm 2026\nKẾ HOẠCH\nPhối hợp\n\nI. TỔ CHỨC THỰC HIỆN\n\n"
    plan = read_content((head + foot).encode(), "plan.txt")
    assert [task.text for task in plan.tasks] == ["Sơ kết vào cuối năm 2026."]
    assert (plan.metadata.signer_name, plan.metadata.signer_title) == ("Ngô Văn Sáu", "Giám đốc")


def test_a_foot_in_two_columns_ends_where_an_annex_begins():
    foot = "Nơi nhận:\tKT. GIÁM ĐỐC\n- Như trên;\tPHÓ GIÁM ĐỐC\n- Lưu: VT.\tTrần Văn Bảy\nPHỤ LỤC\nTiến độ thực hiện\n"
    assert lines(foot)[-4:] == ["PHÓ GIÁM ĐỐC", "Trần Văn Bảy", "PHỤ LỤC", "Tiến độ thực hiện"]


# --- bytes -----------------------------------------------------------------------------------------


def test_every_unicode_form_gives_the_same_document():
    plain = read_bytes(LAYOUT.encode(), "a.txt").text
    for data in (
        LAYOUT.encode("utf-8-sig"),
        LAYOUT.encode("utf-16"),
        LAYOUT.replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", LAYOUT).encode(),
    ):
        assert read_bytes(data, "a.txt").text == plain


def test_binary_data_is_refused_with_a_remedy():
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(bytes(range(256)) * 30, "anh.txt")
    assert caught.value.source == "anh.txt"
    assert "nhị phân" in caught.value.cause
    assert caught.value.remedy


def test_a_giant_line_is_refused_before_it_costs_time():
    with pytest.raises(FileTooLarge) as caught:
        read_bytes(b"a" * (reader.MAX_BYTES + 1), "lon.txt")
    assert "20 MB" in caught.value.cause


def test_no_word_is_lost(shared):
    paths = sorted((shared / "corpus" / "headers").glob("*.txt"))
    assert paths
    for path in paths:
        source = path.read_text(encoding="utf-8")
        text = read_bytes(path.read_bytes(), path.name).text
        for sign in "\\*_#|-=+>\u00ad ":
            source, text = source.replace(sign, ""), text.replace(sign, "")
        assert sorted("".join(text.split())) == sorted("".join(normalize(source).split())), path.name


def test_real_markdown_tables_and_letterheads(shared):
    document = read_bytes((shared / "corpus/real/49-nq-03-chinh-phu.md").read_bytes(), "49.md")
    assert [(len(t.rows), len(t.rows[0])) for t in document.tables] == [(60, 5), (151, 6)]
    for name in ("44-qd-773-ttg.md", "45-qd-254-ubnd-son-la.md", "46-qd-3210-ubnd-tphcm.md"):
        document = read_bytes((shared / "corpus/real" / name).read_bytes(), name)
        head = [p.text for p in document.paragraphs[:8] if p.style.boxed]
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head
        assert any(line.startswith("Số: ") for line in head)
        assert any(p.style.boxed and p.text == "Nơi nhận:" for p in document.paragraphs)


MARKS = st.text(st.sampled_from("*_#|-+`[]()<>&;\\\n aáb1.:\t "), max_size=80)


@settings(deadline=None)
@given(MARKS)
def test_any_mix_of_marks_is_read(text):
    document = read_bytes(("x" + text).encode(), "a.md")
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    builder = DocumentBuilder("a.txt", "", "text/plain")
    with contextlib.suppress(DocparseError):
        reader.read(data, builder)
    assert builder.build().name == "a.txt"


BARRED = """|
**TT**
|
**Nhiệm vụ**
|
**Cơ quan chủ trì**
|
**Kinh phí**
|
|
**I**
|
**Chuẩn
bị**
|
|
1
|
Khảo sát hiện
trạng kênh mương
|
Sở Xây dựng
|
Ngân sách xã
|
|
2
|
Lập dự toán
|
Sở Tài chính
|
|
Trình thẩm định
|
Sở Tài chính
|


Hết bảng.
"""


def test_cells_set_off_by_bars_are_a_table_with_its_merged_cells():
    document = read_bytes(BARRED.encode(), "plan.txt")
    (table,) = document.tables
    grid = [[cell.text for cell in row] for row in table.rows]
    assert grid == [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Kinh phí"],
        ["I", "Chuẩn bị", "Chuẩn bị", "Chuẩn bị"],
        ["1", "Khảo sát hiện trạng kênh mương", "Sở Xây dựng", "Ngân sách xã"],
        ["2", "Lập dự toán", "Sở Tài chính", "Ngân sách xã"],
        ["2", "Trình thẩm định", "Sở Tài chính", "Ngân sách xã"],
    ]
    assert document.paragraphs[-1].text == "Hết bảng."


def test_a_bar_alone_opens_no_table():
    assert [p.text for p in read_bytes("|\nSở Y tế\nHết.\n".encode(), "plan.txt").paragraphs] == [
        "Sở Y tế",
        "Hết.",
    ]


def test_rows_of_bars_without_a_rule_are_a_table():
    text = (
        "Thời gian | Công việc | Thực hiện\n | | Chủ trì | Phối hợp\nI | CHUẨN BỊ\n"
        "3-4/2024 | Khảo sát | Sở Xây dựng | Sở Y tế\n | Lập dự toán | Sở Tài chính |\n"
    )
    (table,) = read_bytes(text.encode(), "plan.txt").tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Thời gian", "Công việc", "Thực hiện", "Thực hiện"],
        ["Thời gian", "Công việc", "Chủ trì", "Phối hợp"],
        ["I", "CHUẨN BỊ", "CHUẨN BỊ", "CHUẨN BỊ"],
        ["3-4/2024", "Khảo sát", "Sở Xây dựng", "Sở Y tế"],
        ["3-4/2024", "Lập dự toán", "Sở Tài chính", ""],
    ]


def test_framed_rows_with_blank_lines_between_them_are_a_table():
    rows = [
        "| TT | Chỉ tiêu | ĐVT | 2026 |",
        "| 1 | Đèn LED | km | 85 |",
        "| 2 | Lò gạch | lò | 60 |",
        "| 3 | Xe điện | % | - |",
    ]
    document = read_bytes(
        f"Trước bảng.\n\n{chr(10).join(chr(10) + r for r in rows)}\n\nSau bảng.\n".encode(), "plan.txt"
    )
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [r.strip("| ").split(" | ") for r in rows]
    assert [p.text for p in document.paragraphs] == ["Trước bảng.", "Sau bảng."]


def test_two_things_beside_each_other_are_no_table():
    text = (
        "BỘ XÂY DỰNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 3/KH-BXD | Hà Nội, ngày 2 tháng 3 năm 2020\n"
    )
    document = read_bytes(text.encode(), "plan.txt")
    assert document.tables == ()
    assert [p.text for p in document.paragraphs][2:] == ["Số: 3/KH-BXD", "Hà Nội, ngày 2 tháng 3 năm 2020"]


def test_a_last_bar_that_nothing_closes_takes_no_table_away():
    document = read_bytes(f"{BARRED.split(chr(10) * 3)[0]}\n|\nGhi chú dưới bảng\n".encode(), "plan.txt")
    assert len(document.tables) == 1
    assert document.paragraphs[-1].text == "Ghi chú dưới bảng"


def test_the_page_around_the_document_is_no_cell_of_its_last_table():
    """A saved page goes on behind the annex, without a blank line, with headings and bars of its own."""
    foot = "\n".join(["## Văn bản liên quan", "Ban hành:", "04/09/2025", "|", "NỘI DUNG SỬA ĐỔI", "|", "Mã"])
    text = BARRED.replace("|\n\n\nHết bảng.\n", "|\n") + foot + "\n|\n"
    (table, *_), texts = (lambda d: (d.tables, [p.text for p in d.paragraphs]))(
        read_bytes(text.encode(), "p.txt")
    )
    assert table.rows[-1][1].text == "Trình thẩm định"
    assert "Văn bản liên quan" in texts


def test_a_plan_right_behind_the_bars_of_its_letterhead_is_no_cell():
    """A page saved with its portal's lines, and no blank line between letterhead, plan and annex."""
    orders = [f"{n}. Sở Y tế rà soát trạm y tế số {n}." for n in range(1, 41)]
    text = "\n|\n".join(
        [
            "|\n**Số hiệu:**",
            "12/KH-UBND",
            "|\n**Loại văn bản:**",
            "Kế hoạch",
            "|\n**ỦY BAN NHÂN DÂN**\nTỈNH AN BIÊN",
            "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\nĐộc lập - Tự do - Hạnh phúc",
            "|\nSố: 12/KH-UBND",
            "An Biên, ngày 04 tháng 4 năm 2023",
            "\n".join(["**KẾ HOẠCH**", "Củng cố trạm y tế", "**I. NHIỆM VỤ**", *orders, ""]),
            "**Nơi nhận:**\n- Sở Y tế.",
            "**CHỦ TỊCH**\nNguyễn Văn A",
            "**PHỤ LỤC**\nDANH MỤC TRẠM\n",
        ]
    )
    document = read_bytes(text.encode(), "plan.txt")
    texts = [p.text for p in document.paragraphs]
    assert document.tables == ()
    assert texts[0] == "Số hiệu: 12/KH-UBND"
    assert "I. NHIỆM VỤ" in texts
    assert "PHỤ LỤC" in texts


def test_columns_set_off_by_tabs_are_read_one_after_the_other():
    text = (
        "CHI CỤC THÚ Y AN BIÊN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTRẠM THÚ Y\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 09/KH-TTY\tTân Khê, ngày 22 tháng 02 năm 2017\n\nKẾ HOẠCH\nPhòng dịch\n\nI. NHIỆM VỤ\n"
        "1. Tiêm phòng.\n\nNơi nhận:\tTRƯỞNG TRẠM\n- Chi cục Thú y An Biên (báo cáo);\n- Lưu.\tLê Thị Bích Ngà\n"
    )
    lines = [p.text for p in read_bytes(text.encode(), "plan.txt").paragraphs]
    assert lines[:4] == [
        "CHI CỤC THÚ Y AN BIÊN",
        "TRẠM THÚ Y",
        "Số: 09/KH-TTY",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]
    assert lines[-5:] == [
        "Nơi nhận:",
        "- Chi cục Thú y An Biên (báo cáo);",
        "- Lưu.",
        "TRƯỞNG TRẠM",
        "Lê Thị Bích Ngà",
    ]


def test_rows_set_apart_by_tabs_are_a_table() -> None:
    """What Word and Excel give when a table is copied into a text editor."""
    document = read(
        "Danh mục nhiệm vụ:\nTT\tNội dung\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian\n"
        "I\tKhảo sát\n"
        "1\tĐo đạc bờ sông\tSở Xây dựng\tSở Tài chính\tQuý I/2024\n"
        "2\tLập bản đồ\tSở Y tế\t- Công an tỉnh\n- Các xã ven sông\tNăm 2024\n"
        "3\tXây kè\tSở Xây dựng\t\tNăm 2025\n"
        "Tổng cộng\t3 nhiệm vụ\nTrên đây là danh mục nhiệm vụ."
    )
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"],
        ["I", "Khảo sát", "", "", ""],
        ["1", "Đo đạc bờ sông", "Sở Xây dựng", "Sở Tài chính", "Quý I/2024"],
        ["2", "Lập bản đồ", "Sở Y tế", "- Công an tỉnh\n- Các xã ven sông", "Năm 2024"],
        ["3", "Xây kè", "Sở Xây dựng", "", "Năm 2025"],
        ["Tổng cộng", "3 nhiệm vụ", "", "", ""],
    ]
    assert [p.text for p in document.paragraphs] == ["Danh mục nhiệm vụ:", "Trên đây là danh mục nhiệm vụ."]


def test_letterheads_and_lists_with_tabs_are_no_table() -> None:
    document = read(
        "UBND TỈNH HẢI LÂM\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ\t\tĐộc lập - Tự do - Hạnh phúc\n"
        "KẾ HOẠCH\nI.\tMỤC ĐÍCH\n1.\tSở Y tế\tchủ trì khám sức khỏe.\n2.\tSở Tài chính\tbố trí kinh phí."
    )
    assert document.tables == ()
