"""Text whose lines were cut at the width of a page: paragraphs are put together again."""

from __future__ import annotations

from docparse.readers import read_bytes

HEAD = "                    KẾ HOẠCH\n\n"
PAGE_NUMBER = "                                        {n}\n"

# first lines stand six spaces in, as in a page of Word; the words are invented
ITEMS = [
    "1. Sở Giao thông vận tải rà soát hệ thống biển báo trên các tuyến đường tỉnh, đề xuất thay thế những biển đã "
    "mờ, hỏng; phối hợp với Công an tỉnh Yên Hà và Ban An toàn giao thông kiểm tra việc chấp hành quy định về tải trọng.",
    "- Ủy ban nhân dân các xã tuyên truyền đến từng hộ dân sống ven đường, vận động ký cam kết không lấn chiếm lòng "
    "đường, hành lang an toàn giao thông; lập danh sách các điểm nguy hiểm gửi về Ban An toàn giao thông trước ngày 20.",
    "2. Kinh phí thực hiện được bố trí trong dự toán chi thường xuyên hằng năm của các đơn vị theo phân cấp.",
]


def wrapped(paragraph: str, width: int, first: int) -> list[str]:
    lines, line = [], " " * first
    for word in paragraph.split():
        if len(line.rstrip()) + 1 + len(word) > width and line.strip():
            lines.append(line.rstrip())
            line = ""
        line += word + " "
    return [*lines, line.rstrip()]


def paragraphs(text: str) -> list[str]:
    return [p.text for p in read_bytes(text.encode(), "plan.txt").paragraphs]


def page(first: int, repeat: int = 6) -> list[str]:
    return [line for _ in range(repeat) for item in ITEMS for line in wrapped(item, 78, first)]


def test_indented_first_lines_begin_the_paragraphs() -> None:
    assert paragraphs(HEAD + "\n".join(page(6))) == ["KẾ HOẠCH", *ITEMS * 6]


def test_flush_lines_are_joined_where_the_next_word_would_not_have_fitted() -> None:
    assert paragraphs(HEAD + "\n".join(page(0))) == ["KẾ HOẠCH", *ITEMS * 6]


def test_a_line_that_begins_with_a_proper_name_or_number_is_no_new_paragraph() -> None:
    rows = page(6)
    assert any(row.startswith(("Yên Hà", "Hà và", "20.")) for row in rows), "the case is in the text"
    assert all(not text.startswith(("Yên", "Hà", "20")) for text in paragraphs(HEAD + "\n".join(rows)))


def test_page_numbers_between_lines_are_dropped_and_the_paragraph_goes_on() -> None:
    rows = page(6)
    cut = [4, 19, 34]
    pages = [rows[a:b] for a, b in zip([0, *cut], [*cut, len(rows)], strict=True)]
    text = "".join(
        "\n".join(p) + "\n\n" + PAGE_NUMBER.format(n=n) + "\n" for n, p in enumerate(pages, start=2)
    )
    assert paragraphs(HEAD + text) == ["KẾ HOẠCH", *ITEMS * 6]


def test_a_blank_line_ends_a_paragraph_even_where_the_line_is_full() -> None:
    rows = wrapped(ITEMS[0], 78, 0)
    text = "\n".join(page(0)) + "\n" + rows[0] + "\n\n" + rows[1] + "\n"
    assert paragraphs(text)[-2:] == [rows[0].strip(), rows[1].strip()]


def test_one_paragraph_a_line_is_left_alone() -> None:
    long = [f"{n}. " + ITEMS[n % 3] * (1 + n % 4) for n in range(1, 40)]
    assert paragraphs("\n".join(long)) == long


# Markdown made from a web page: the lines of a paragraph end anywhere
BLOCK = """**{number}.
CÔNG TÁC CHUẨN BỊ**

- Trạm y tế lập danh
sách người cao tuổi cần khám, gửi về phòng khám trước khi
mở đợt.

*a) Vận chuyển vắc
xin*

Đội tiêm chủng kiểm tra
nhiệt độ tủ lạnh hai
lần mỗi ngày.

"""
SIGNED = "**CHỦ TỊCH**\nĐinh Văn Lãng\n"


def test_blocks_between_blank_lines_are_paragraphs_however_their_lines_end() -> None:
    text = "".join(BLOCK.format(number=number) for number in ("I", "II", "III", "IV", "V", "VI")) + SIGNED
    assert paragraphs(text) == [
        line
        for number in ("I", "II", "III", "IV", "V", "VI")
        for line in (
            f"{number}. CÔNG TÁC CHUẨN BỊ",
            "- Trạm y tế lập danh sách người cao tuổi cần khám, gửi về phòng khám trước khi mở đợt.",
            "a) Vận chuyển vắc xin",
            "Đội tiêm chủng kiểm tra nhiệt độ tủ lạnh hai lần mỗi ngày.",
        )
    ] + ["CHỦ TỊCH", "Đinh Văn Lãng"]


def test_lines_without_blanks_between_them_stay_paragraphs() -> None:
    text = "Kính gửi các thôn\n- rà soát hộ nghèo\n- lập danh sách\nnộp về xã\n" * 12
    assert paragraphs(text)[:4] == ["Kính gửi các thôn", "- rà soát hộ nghèo", "- lập danh sách", "nộp về xã"]


def test_marks_of_a_converted_page_go_wherever_their_spaces_stand() -> None:
    body = "*a) *Trạm y tế lập danh\nsách trẻ em* *cần tiêm, gồm cả giai đoạn 2026\n- 2030 (dấu (*) là bắt\nbuộc).\n\n"
    text = "".join(BLOCK.format(number=number) for number in ("I", "II", "III", "IV")) + body
    assert paragraphs(text)[-1] == (
        "a) Trạm y tế lập danh sách trẻ em cần tiêm, gồm cả giai đoạn 2026 - 2030 (dấu (*) là bắt buộc)."
    )


def test_in_blocks_a_hyphen_of_a_word_opens_no_bullet_and_a_full_line_goes_on() -> None:
    full = "Đội tiêm chủng kiểm tra nhiệt độ của tủ lạnh hai lần mỗi ngày rồi ghi lại sổ sách."
    chain = "Nối chuỗi từ sản xuất\n- quản lý - tiêu thụ, kê khai:\n- thuốc;\n- vật tư.\n\n"
    body = f"- Phối hợp với tổ chức chính trị\n- xã hội tuyên truyền.\n\n{full}\nTrạm trưởng ký vào sổ.\n\n"
    text = (
        "".join(BLOCK.format(number=number) for number in ("I", "II", "III", "IV", "V", "VI")) + chain + body
    )
    assert paragraphs(text)[-5:] == [
        "Nối chuỗi từ sản xuất - quản lý - tiêu thụ, kê khai:",
        "- thuốc;",
        "- vật tư.",
        "- Phối hợp với tổ chức chính trị - xã hội tuyên truyền.",
        f"{full} Trạm trưởng ký vào sổ.",
    ]


def test_a_number_in_bold_on_a_line_of_its_own_opens_its_unit() -> None:
    body = "**6**.\nTổ chức triển khai chiến lược\n\n"
    text = "".join(BLOCK.format(number=number) for number in ("I", "II", "III", "IV")) + body
    assert paragraphs(text)[-1] == "6. Tổ chức triển khai chiến lược"


def test_cells_that_are_as_long_by_chance_do_not_run_into_each_other() -> None:
    rows = [
        f"{number}\nRà soát dữ liệu nhóm {number:02} của ngành trên hệ thống dùng chung, bảo đảm đủ\nSở Y tế\n"
        for number in range(1, 40)
    ]
    document = read_bytes("\n".join(rows).encode(), "bảng.txt")
    assert [p.text for p in document.paragraphs].count("Sở Y tế") == 39
