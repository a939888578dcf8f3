"""PDF with a text layer: nothing lost, everything in order, joined where it belongs together."""

from __future__ import annotations

import math

import pytest
from pdf_fixtures import INDENT, LEFT, RIGHT, STEP, PatchedSheet, Sheet, grids, raw_pdf, read, texts, width_of

from docparse.errors import EncryptedFile, FileTooLarge, UnreadableFile

LONG = (
    "Căn cứ Nghị quyết số 15/NQ-HĐND ngày 10 tháng 12 năm 2024 của Hội đồng nhân dân tỉnh An Phú về phát triển "
    "hạ tầng số, Ủy ban nhân dân tỉnh ban hành Kế hoạch nâng cấp các trạm quan trắc nước sạch trên địa bàn với "
    "những nội dung sau đây"
)

# what :meth:`Sheet.letterhead` prints, in reading order
LETTERHEAD = (
    "ỦY BAN NHÂN DÂN",
    "TỈNH AN PHÚ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 12/KH-UBND",
    "An Phú, ngày 05 tháng 3 năm 2025",
)


def test_letterhead_is_read_column_by_column() -> None:
    sheet = Sheet()
    sheet.letterhead()
    sheet.title("KẾ HOẠCH")
    sheet.title("Nâng cấp các trạm quan trắc nước sạch", "giai đoạn 2025 - 2027")
    sheet.text(LONG + ":")
    document = read(sheet.bytes())
    assert texts(document) == [
        *LETTERHEAD,
        "KẾ HOẠCH",
        "Nâng cấp các trạm quan trắc nước sạch giai đoạn 2025 - 2027",
        LONG + ":",
    ]
    head, title = document.paragraphs[:6], document.paragraphs[6]
    assert all(paragraph.style.boxed for paragraph in head)
    assert not title.style.boxed
    assert title.style.bold
    assert title.style.align == "center"
    assert head[5].style.italic


def test_signature_block_is_read_left_then_right() -> None:
    sheet = Sheet()
    sheet.text("Trên đây là Kế hoạch nâng cấp các trạm quan trắc nước sạch./.")
    top = sheet.y + STEP
    left = [
        "Nơi nhận:",
        "- Bộ Xây dựng;",
        "- Các sở, ngành: Tài chính, Nội vụ,",
        "Khoa học và Công nghệ;",
        "- Lưu: VT.",
    ]
    for row, line in enumerate(left):
        sheet.put(LEFT, top + 13 * row, line, "italic" if row == 0 else "plain", 11)
    for row, line in enumerate(["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]):
        sheet.center(430, top + 16 * row, line, "bold")
    sheet.center(430, top + 130, "Lê Thị Bích Thảo", "bold")
    document = read(sheet.bytes())
    assert texts(document)[1:] == [
        "Nơi nhận:",
        "- Bộ Xây dựng;",
        "- Các sở, ngành: Tài chính, Nội vụ, Khoa học và Công nghệ;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Lê Thị Bích Thảo",
    ]
    assert all(paragraph.style.boxed for paragraph in document.paragraphs[1:])


def test_foot_that_a_page_break_cuts_is_read_left_then_right() -> None:
    sheet = Sheet()
    sheet.y = 680
    sheet.text("Trên đây là Kế hoạch, yêu cầu các đơn vị thực hiện./.", indent=36)
    for y, left, right in (
        (740, "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"),
        (756, "- Bộ Xây dựng;", "KT. CHỦ TỊCH"),
    ):
        sheet.put(85, y, left, "bold", 11)
        sheet.center(420, y, right, "bold", 12)
    sheet.page()
    sheet.put(85, 72, "- Các sở, ban, ngành;", "plain", 11)
    sheet.put(85, 88, "- Lưu: VT.", "plain", 11)
    sheet.center(420, 72, "PHÓ CHỦ TỊCH", "bold", 12)
    sheet.center(420, 130, "Trần Văn Bình", "bold", 12)
    assert texts(read(sheet.bytes()))[1:] == [
        "Nơi nhận:",
        "- Bộ Xây dựng;",
        "- Các sở, ban, ngành;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Trần Văn Bình",
    ]


def test_lines_become_paragraphs_and_headings_stay_alone() -> None:
    sheet = Sheet()
    items = [
        ("I. MỤC ĐÍCH", "bold"),
        ("1. Yêu cầu", "bold"),
        (f"- {LONG};", "plain"),
        ("a) Rà soát hiện trạng.", "plain"),
        (f"b) {LONG}.", "plain"),
        ("2. Thời gian thực hiện: năm 2026.", "plain"),
    ]
    for text, face in items:
        sheet.text(text, face)
    document = read(sheet.bytes())
    assert texts(document) == [text for text, _ in items]
    assert [paragraph.style.bold for paragraph in document.paragraphs] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_paragraphs_run_over_pages() -> None:
    sheet = Sheet()
    sheet.y = 740
    rest = sheet.text(LONG + " ban đầu. " + LONG + " tiếp theo.", until=770)
    assert rest
    sheet.page()
    sheet.text(rest, indent=0)
    sheet.text("Đoạn sau.")
    document = read(sheet.bytes())
    assert texts(document) == [f"{LONG} ban đầu. {LONG} tiếp theo.", "Đoạn sau."]
    assert [paragraph.page for paragraph in document.paragraphs] == [1, 2]
    assert document.pages == 2


def test_dash_or_number_at_the_margin_inside_a_sentence_opens_nothing() -> None:
    sheet = Sheet()
    for x, line in (
        (LEFT + INDENT, "Phong trào với chủ đề “Kỷ cương - Nề nếp; Chủ động"),
        (LEFT, "- Sáng tạo; Chất lượng” được phát động ở các đơn vị trong"),
        (LEFT, "30 ngày."),
        (LEFT + INDENT, "- Sở Nội vụ theo dõi."),
    ):
        room = RIGHT - x - width_of(line)
        sheet.put(x, sheet.y, line, charSpace=room / len(line) if room < 60 else 0)
        sheet.y += STEP
    assert texts(read(sheet.bytes())) == [
        "Phong trào với chủ đề “Kỷ cương - Nề nếp; Chủ động - Sáng tạo; Chất lượng” được phát động ở các đơn vị "
        "trong 30 ngày.",
        "- Sở Nội vụ theo dõi.",
    ]


def test_symbol_broken_at_its_hyphen_is_made_whole() -> None:
    sheet = Sheet()
    first, second = "Thực hiện Công văn hướng dẫn số 4643/UBND-", "KGVX ngày 28/8/2024 về quan trắc."
    gap = (RIGHT - LEFT - INDENT - width_of(first)) / (len(first.split()) - 1)
    x = LEFT + INDENT
    for word in first.split():
        sheet.put(x, 72, word)
        x += width_of(word) + width_of(" ") + gap
    sheet.put(LEFT, 90, second)
    assert texts(read(sheet.bytes())) == [first + second]


def test_page_numbers_and_running_heads_are_no_text() -> None:
    sheet = Sheet()
    for number in range(1, 5):
        sheet.put(LEFT, 40, "Kế hoạch quan trắc nước", size=9)
        sheet.center(297, 800, str(number))
        sheet.text(f"Nội dung riêng của phần {'một hai ba bốn'.split()[number - 1]}.")
        sheet.page()
    assert texts(read(sheet.bytes())) == [
        f"Nội dung riêng của phần {word}." for word in ("một", "hai", "ba", "bốn")
    ]


def test_rows_that_a_browser_prints_around_a_page_are_no_text() -> None:
    sheet = Sheet()
    for number in (1, 2):
        if number > 1:
            sheet.page()
        sheet.put(30, 20, "22:26, 22/11/2026", size=8)
        sheet.put(250, 20, "Kế hoạch 45/KH-UBND - Cổng thông tin", size=8)
        sheet.y = 72
        sheet.text("Các đơn vị báo cáo lúc 08:30, 22/11/2026 tại https://anphu.example.vn.", indent=36)
        sheet.put(30, 830, "https://anphu.example.vn/van-ban?id=45", size=8)
        sheet.put(560, 830, f"{number}/2", size=8)
    found = texts(read(sheet.bytes()))
    assert found == ["Các đơn vị báo cáo lúc 08:30, 22/11/2026 tại https://anphu.example.vn."] * 2


def test_first_lines_that_repeat_on_every_page_are_text() -> None:
    sheet = Sheet()
    for number in range(3):
        sheet.title("ĐƠN ĐĂNG KÝ THAM GIA")
        sheet.text(f"Mẫu số {number + 1} dùng cho hộ gia đình.")
        sheet.page()
    assert texts(read(sheet.bytes())).count("ĐƠN ĐĂNG KÝ THAM GIA") == 3


def test_number_that_ends_a_paragraph_is_text() -> None:
    sheet = Sheet()
    sheet.y = 744
    sheet.text(LONG, until=780)
    sheet.put(LEFT, sheet.y, "2026.")
    document = read(sheet.bytes())
    assert document.text.endswith("2026.")


def test_caption_of_a_signature_is_no_text_but_a_signer_named_in_it_is() -> None:
    sheet = Sheet()
    for row, line in enumerate(
        (
            "Người ký: Ủy ban nhân dân",
            "tỉnh An Phú",
            "Email: ubnd@anphu.gov.vn",
            "Cơ quan: Tỉnh An Phú",
            "Thời gian ký: 05.03.2025 16:51:25",
            "+07:00",
        )
    ):
        sheet.put(20, 20 + 8 * row, line, size=7)
    sheet.y = 100
    sheet.text("Nội dung thứ nhất.")
    sheet.text("Người ký: ghi rõ họ tên vào mẫu.")
    assert texts(read(sheet.bytes())) == ["Nội dung thứ nhất.", "Người ký: ghi rõ họ tên vào mẫu."]


def test_stamped_number_is_read_where_it_stands_and_stamped_captions_are_not() -> None:
    sheet = Sheet()
    sheet.put(LEFT, 72, "Số:")
    sheet.stamp(LEFT + 30, 72, "144", width=40)
    sheet.put(LEFT + 80, 72, "/KH-UBND")
    sheet.stamp(300, 200, "So Noi vu 2025.03.05 14:26:14 +07:00", width=250)
    sheet.y = 120
    sheet.text("Nội dung.")
    assert texts(read(sheet.bytes())) == ["Số: 144 /KH-UBND", "Nội dung."]


def _scattered(sheet: Sheet, x: float, y: float, line: str, spacing: float = 0.0) -> None:
    """Write a line as programs do that take accented letters from a second font: these last."""
    late: list[tuple[float, str]] = []
    for letter in line:
        if letter.isascii():
            sheet.put(x, y, letter)
        else:
            late.append((x, letter))
        x += width_of(letter) + spacing
    for x, letter in late:
        sheet.put(x, y, letter, "other")


def test_accented_letters_written_after_the_line_find_their_places() -> None:
    sheet = Sheet()
    lines = ["Số lượng đơn vị đã rà soát ở tỉnh là 3379", "và sẽ bổ sung thêm sáu đơn vị nữa ở xã"]
    for row, line in enumerate(lines):
        _scattered(sheet, LEFT, 72 + STEP * row, line)
    document = read(sheet.bytes())
    assert " ".join(texts(document)) == " ".join(lines)
    assert not document.ocr


def test_letters_printed_twice_or_spaced_out_are_read_once_and_together() -> None:
    sheet = Sheet()
    _scattered(sheet, LEFT, 72, "KẾ HOẠCH", spacing=5)
    line = "Điều khoản thi hành của kế hoạch này từ năm 2025"
    sheet.put(LEFT, 120, line)
    x = LEFT + 0.3
    for letter in line:
        sheet.put(x, 120, letter)
        x += width_of(letter)
    document = read(sheet.bytes())
    assert texts(document) == ["KẾ HOẠCH", line]
    assert not document.ocr


def test_footnote_mark_does_not_grow_the_number_before_it() -> None:
    sheet = Sheet()
    sheet.text("Tỷ lệ trạm đạt chuẩn là 100%")
    sheet.put(LEFT + INDENT + width_of("Tỷ lệ trạm đạt chuẩn là 100%"), sheet.y - STEP - 5, "1", size=7)
    assert texts(read(sheet.bytes())) == ["Tỷ lệ trạm đạt chuẩn là 100%¹"]


def test_footnote_waits_for_the_end_of_the_paragraph_around_it() -> None:
    sheet = Sheet()
    sheet.y = 690
    sheet.text("Đoạn thứ nhất của trang.")
    rest = sheet.text(f"{LONG} và {LONG}.", until=740)
    assert rest
    sheet.put(LEFT, 760, "1", size=6)
    sheet.put(LEFT + 8, 764, "Theo báo cáo năm 2024.", size=10)
    sheet.page()
    sheet.text(rest, indent=0)
    sheet.text("Đoạn thứ ba.")
    document = read(sheet.bytes())
    assert texts(document) == [
        "Đoạn thứ nhất của trang.",
        f"{LONG} và {LONG}.",
        "¹ Theo báo cáo năm 2024.",
        "Đoạn thứ ba.",
    ]
    assert [paragraph.page for paragraph in document.paragraphs] == [1, 1, 1, 2]


def test_legacy_font_is_read_as_unicode() -> None:
    sheet = Sheet()
    sheet.put(LEFT, 72, "Uû ban nh©n d©n tØnh ban hµnh kÕ ho¹ch ph¸t triÓn h¹ tÇng", "latin")
    sheet.put(LEFT, 90, "vµ n©ng cao chÊt l­îng dÞch vô cho c¸c ®¬n vÞ trong tØnh", "latin")
    joined = " ".join(texts(read(sheet.bytes())))
    assert joined.startswith("Uỷ ban nhân dân tỉnh ban hành kế hoạch phát triển hạ tầng")
    assert "cho các đơn vị trong tỉnh" in joined


def test_rotated_page_reads_as_shown() -> None:
    sheet = Sheet()
    sheet.text("Trang dọc.")
    sheet.page()
    sheet.canvas.setPageRotation(90)
    sheet.canvas.translate(595, 0)
    sheet.canvas.rotate(90)
    sheet.put(72, 842 - 500, "Trang ngang thứ hai.")
    sheet.put(72, 842 - 480, "Dòng tiếp theo.")
    assert texts(read(sheet.bytes())) == ["Trang dọc.", "Trang ngang thứ hai.", "Dòng tiếp theo."]


def test_page_drawn_on_its_side_reads_as_if_turned() -> None:
    sheet = Sheet()
    sheet.canvas.rotate(90)
    sheet.canvas.translate(0, -595)
    sheet.height = 595
    sheet.y = 80
    sheet.text("Bảng nhiệm vụ năm 2025:")
    sheet.table([60, 200, 400], [["Nhiệm vụ", "Cơ quan"], ["Rà soát trạm", "Sở Xây dựng"]])
    document = read(sheet.bytes())
    assert texts(document) == ["Bảng nhiệm vụ năm 2025:"]
    assert grids(document) == [[["Nhiệm vụ", "Cơ quan"], ["Rà soát trạm", "Sở Xây dựng"]]]


def test_page_on_its_side_whose_accented_letters_come_from_another_font() -> None:
    sheet = PatchedSheet()
    sheet.canvas.rotate(90)
    sheet.canvas.translate(0, -595)
    sheet.height = 595
    sheet.y = 80
    sheet.text(LONG)
    assert texts(read(sheet.bytes())) == [LONG]


def test_same_file_gives_the_same_document() -> None:
    sheet = Sheet()
    sheet.letterhead()
    sheet.text(LONG)
    data = sheet.bytes()
    assert read(data) == read(data)


def test_password() -> None:
    locked, owned = Sheet(password="bí mật"), Sheet(owner="chủ")
    locked.text("Nội dung.")
    owned.text("Chỉ hạn chế in ấn.")
    with pytest.raises(EncryptedFile, match="mật khẩu"):
        read(locked.bytes())
    assert texts(read(owned.bytes())) == ["Chỉ hạn chế in ấn."]


def test_broken_files_are_told() -> None:
    sheet = Sheet()
    sheet.text(LONG)
    data = sheet.bytes()
    for broken in (b"%PDF-1.7\n", b"%PDF-1.4 " + b"rubbish " * 300, data[:200]):
        with pytest.raises(UnreadableFile, match=r"kế hoạch\.pdf"):
            read(broken)


def test_cut_file_is_read_as_far_as_it_goes_and_said_to_be_cut() -> None:
    sheet = Sheet()
    for _ in range(3):
        sheet.text(LONG)
        sheet.page()
    data = sheet.bytes()
    document = read(data[: data.rindex(b"xref")])
    assert LONG in texts(document)
    assert "truncated-file" in [diagnostic.code for diagnostic in document.diagnostics]


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
BLANK = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    "/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
)


def _one_page(content: str, catalog: str = CATALOG) -> bytes:
    stream = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    return raw_pdf(catalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, stream)


def test_cyclic_page_tree_ends() -> None:
    cyclic = raw_pdf(
        CATALOG,
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 5 >>",
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 3 >>",
    )
    with pytest.raises(UnreadableFile):
        read(cyclic)


def test_too_many_pages_and_too_many_letters_are_refused() -> None:
    kids = "3 0 R " * 100_000
    with pytest.raises(FileTooLarge, match="100000 trang"):
        read(raw_pdf(CATALOG, f"<< /Type /Pages /Kids [{kids}] /Count 100000 >>", BLANK))
    with pytest.raises(FileTooLarge):
        read(_one_page("BT /F 12 Tf 72 700 Td " + f"({'a' * 100}) Tj " * 3_000 + "ET"))


def test_blank_file_is_an_empty_document_that_says_so() -> None:
    document = read(raw_pdf(CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", BLANK))
    assert document.text == ""
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["no-text"]


def test_scripts_are_not_run() -> None:
    catalog = "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while\\(1\\){}) >> >>"
    assert read(_one_page("BT /F 12 Tf 72 700 Td (Muc 1) Tj ET", catalog)).text == "Muc 1"


def test_drawing_of_many_lines_is_no_table() -> None:
    spokes = " ".join(
        f"300 400 m {300 + 200 * math.cos(i):.1f} {400 + 200 * math.sin(i):.1f} l S" for i in range(5_000)
    )
    document = read(_one_page(spokes + " BT /F 12 Tf 72 700 Td (Ban do) Tj ET"))
    assert not document.tables
    assert document.text == "Ban do"


def test_size_of_text_is_that_of_its_matrix() -> None:
    content = (
        "BT /F 1 Tf 14 0 0 14 108 700 Tm (Phan mo dau cua van ban nay dai hon mot dong rat nhieu nen) Tj ET "
        "BT /F 1 Tf 14 0 0 14 72 682 Tm (phai xuong dong.) Tj ET"
    )
    joined = "Phan mo dau cua van ban nay dai hon mot dong rat nhieu nen phai xuong dong."
    assert texts(read(_one_page(content))) == [joined]


def test_letters_of_another_size_are_another_paragraph() -> None:
    sheet = Sheet()
    sheet.text(LONG)
    sheet.put(LEFT, sheet.y, "nhỏ hơn hẳn.", size=10)
    assert texts(read(sheet.bytes())) == [LONG, "nhỏ hơn hẳn."]


def test_line_cut_short_by_a_picture_goes_on_in_lower_case() -> None:
    sheet = Sheet()
    sheet.text(LONG + ".")
    sheet.put(LEFT + INDENT, sheet.y, "- Các trạm quan trắc tham dự trực tuyến")
    sheet.put(LEFT, sheet.y + STEP, "theo đường truyền riêng của tỉnh.")
    assert (
        texts(read(sheet.bytes()))[1]
        == "- Các trạm quan trắc tham dự trực tuyến theo đường truyền riêng của tỉnh."
    )


@pytest.mark.parametrize(
    "cut", [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM"), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "NAM")]
)
def test_motto_that_a_narrow_column_breaks_is_one_line(cut: tuple[str, str]) -> None:
    sheet = Sheet()
    for y, left, right in ((72, "ỦY BAN NHÂN DÂN", cut[0]), (88, "TỈNH AN PHÚ", cut[1])):
        sheet.center(165, y, left, "bold", 11)
        sheet.center(395, y, right, "bold", 11)
    sheet.center(165, 104, "Số: 12/KH-UBND", "plain", 11)
    sheet.center(395, 104, "Độc lập - Tự do - Hạnh phúc", "bold", 11)
    sheet.center(395, 120, "An Phú, ngày 05 tháng 3 năm 2025", "italic", 11)
    assert texts(read(sheet.bytes())) == [*LETTERHEAD]
