"""Tables of PDF pages that ruling lines draw only in part, or not at all."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest
from pdf_fixtures import LEFT, RIGHT, STEP, Sheet, grids, read, texts, width_of

XS = [85.0, 115.0, 300.0, 400.0, 480.0]
HEAD = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Phối hợp", "Thời gian"]
ROWS = [
    ["1", "Rà soát hiện trạng các trạm quan trắc nước sạch", "Sở Xây dựng", "Sở Y tế", "Quý I/2025"],
    ["2", "Nâng cấp mạng nội bộ", "Sở Khoa học và Công nghệ", "Công an tỉnh", "2026"],
    ["3", "Tập huấn kỹ năng số cho cán bộ, công chức cấp xã ở vùng sâu", "Sở Nội vụ", "", "2026"],
    ["4", "Báo cáo", "Sở Tài chính", "Sở Nội vụ", "2027"],
]
PROSE = (
    "Các sở, ban, ngành và địa phương căn cứ nhiệm vụ được giao, xây dựng kế hoạch chi tiết của đơn vị "
    "mình, tổ chức thực hiện và báo cáo kết quả theo quy định."
)


def broken(text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size=10) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def typeset(
    sheet: Sheet,
    rows: Sequence[Sequence[str]],
    *,
    xs: Sequence[float] = XS,
    centred: bool = False,
    rules: Sequence[int] = (),
    bold: int = 1,
) -> None:
    """Rows of cells without lines; ``rules`` are the rows over which a line is drawn (-1: under the last)."""
    edges = [*xs, RIGHT]
    for number, row in enumerate(rows):
        cells = [broken(text, edges[i + 1] - edges[i] - 8) for i, text in enumerate(row)]
        height = max(map(len, cells))
        if number in rules:
            sheet.rule(xs[0], sheet.y - 10, RIGHT, sheet.y - 10)
        for x, lines in zip(xs, cells, strict=False):
            down = (height - len(lines)) / 2 if centred else 0
            for index, line in enumerate(lines):
                face = "bold" if number < bold else "plain"
                sheet.put(x, sheet.y + 14 * (index + down), line, face, 10)
        sheet.y += 14 * height + (4 if rules else 0)
    if -1 in rules:
        sheet.rule(xs[0], sheet.y - 10, RIGHT, sheet.y - 10)


def page(*rows: Sequence[str], rules: Sequence[int] = (), centred: bool = False) -> Sheet:
    sheet = Sheet()
    sheet.text(PROSE)
    sheet.text("Danh mục nhiệm vụ:")
    typeset(sheet, rows, rules=rules, centred=centred)
    sheet.y += STEP / 2
    sheet.text(PROSE)
    return sheet


def foot_that_begins_row_three() -> Sheet:
    """The foot of a page on which the third row stands with the first of its lines."""
    sheet = Sheet()
    sheet.y = 700
    typeset(sheet, [HEAD, *ROWS[:2]])
    sheet.put(XS[0], sheet.y, "3", size=10)
    for x, text in zip(XS[1:], ["Tập huấn kỹ năng", "Sở Nông nghiệp", "Sở Y tế", "2026"], strict=True):
        sheet.put(x, sheet.y, text, size=10)
    return sheet


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("rules", [(), (0, 1, -1), (0, 1, 2, 3, 4, -1)])
def test_table_is_read_whatever_lines_run_across(rules: Sequence[int], centred: bool) -> None:
    document = read(page(HEAD, *ROWS, rules=rules, centred=centred).bytes())
    assert grids(document) == [[HEAD, *ROWS]]
    assert texts(document) == [PROSE, "Danh mục nhiệm vụ:", PROSE]
    assert document.tables[0].confidence < 1


def test_table_without_numbers_has_its_rows_where_every_column_has_text() -> None:
    rows = [[row[1], row[2], row[4]] for row in [HEAD, *ROWS]]
    sheet = Sheet()
    typeset(sheet, rows, xs=[85.0, 300.0, 420.0])
    assert grids(read(sheet.bytes())) == [rows]


def test_head_over_two_columns_keeps_them_apart() -> None:
    sheet = Sheet()
    sheet.put(335, sheet.y, "Phân công thực hiện", "bold", 10)
    sheet.y += 14
    heads = ["TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"]
    typeset(sheet, [heads, *ROWS])
    (grid,) = grids(read(sheet.bytes()))
    assert grid[1:] == [heads, *ROWS]
    assert grid[0][2:4] == ["Phân công thực hiện"] * 2


def test_title_between_the_rows_is_a_row_of_its_own() -> None:
    sheet = Sheet()
    typeset(sheet, [HEAD])
    sheet.put(XS[0], sheet.y, "I", "plain", 10)
    sheet.put(XS[1], sheet.y, "NHÓM NHIỆM VỤ VỀ CHUYỂN ĐỔI SỐ CỦA TỈNH", "plain", 10)
    sheet.y += 14
    typeset(sheet, ROWS, bold=0)
    (table,) = read(sheet.bytes()).tables
    assert [cell.text for cell in table.rows[1]] == ["I"] + ["NHÓM NHIỆM VỤ VỀ CHUYỂN ĐỔI SỐ CỦA TỈNH"] * 4
    assert [cell.text for cell in table.rows[2]] == ROWS[0]


def test_table_goes_on_over_the_page_in_the_middle_of_a_row() -> None:
    sheet = foot_that_begins_row_three()
    sheet.center(297, 800, "1")
    sheet.page()
    sheet.put(XS[1], sheet.y, "số cho cán bộ", size=10)
    sheet.put(XS[2], sheet.y, "và Môi trường", size=10)
    sheet.y += 14
    typeset(sheet, ROWS[3:], bold=0)
    sheet.text(PROSE)
    document = read(sheet.bytes())
    third = ["3", "Tập huấn kỹ năng số cho cán bộ", "Sở Nông nghiệp và Môi trường", "Sở Y tế", "2026"]
    assert grids(document) == [[HEAD, *ROWS[:2], third, ROWS[3]]]
    assert texts(document) == [PROSE]


def test_head_that_every_page_repeats_is_left_out_of_the_rows() -> None:
    sheet = foot_that_begins_row_three()
    sheet.page()
    typeset(sheet, [HEAD])
    sheet.put(XS[1], sheet.y, "số cho cán bộ", size=10)
    sheet.y += 14
    typeset(
        sheet,
        [*ROWS[3:], ["5", "Nghiệm thu", "Sở Y tế", "", "2027"], ["6", "Bàn giao", "Sở Y tế", "", ""]],
        bold=0,
    )
    sheet.text(PROSE)
    third = ["3", "Tập huấn kỹ năng số cho cán bộ", "Sở Nông nghiệp", "Sở Y tế", "2026"]
    last = [["5", "Nghiệm thu", "Sở Y tế", "", "2027"], ["6", "Bàn giao", "Sở Y tế", "", ""]]
    assert grids(read(sheet.bytes())) == [[HEAD, *ROWS[:2], third, ROWS[3], *last]]


def test_page_that_holds_but_the_rest_of_a_row_below_the_repeated_head_is_read() -> None:
    sheet = foot_that_begins_row_three()
    sheet.page()
    typeset(sheet, [HEAD])
    sheet.put(XS[1], sheet.y, "số cho cán bộ", size=10)
    sheet.put(XS[1], sheet.y + 14, "cấp xã", size=10)
    sheet.y += 60
    sheet.text(PROSE)
    document = read(sheet.bytes())
    third = ["3", "Tập huấn kỹ năng số cho cán bộ cấp xã", "Sở Nông nghiệp", "Sở Y tế", "2026"]
    assert grids(document) == [[HEAD, *ROWS[:2], third]]
    assert texts(document) == [PROSE]


def test_numbers_under_unknown_heads_are_a_table_when_the_rows_are_full() -> None:
    rows = [["Tên xã", "Dân số", "Diện tích"], *([f"Xã {x}", f"{x}200", f"{x}1,5"] for x in "12345")]
    sheet = Sheet()
    typeset(sheet, rows, xs=[85.0, 250.0, 400.0])
    assert grids(read(sheet.bytes())) == [rows]


def _three_signatures(sheet: Sheet) -> None:
    sheet.text(PROSE)
    for y, words in (
        (300, ("NGƯỜI LẬP BIỂU", "KẾ TOÁN TRƯỞNG", "THỦ TRƯỞNG ĐƠN VỊ")),
        (316, ("(Ký, họ tên)", "(Ký, họ tên)", "(Ký, đóng dấu)")),
        (400, ("Lê Thị An", "Trần Văn Bình", "Phạm Văn Cường")),
    ):
        for middle, text in zip((140, 300, 460), words, strict=True):
            sheet.center(middle, y, text, size=10)


def _letterhead_and_signature(sheet: Sheet) -> None:
    sheet.letterhead()
    sheet.text(PROSE)
    for y, text in ((500, "Nơi nhận:"), (516, "- Như trên;"), (532, "- Sở Nội vụ;"), (548, "- Lưu: VT.")):
        sheet.put(LEFT, y, text, size=10)
    for y, text in ((500, "TM. ỦY BAN NHÂN DÂN"), (516, "CHỦ TỊCH"), (580, "Trần Văn Bình")):
        sheet.center(430, y, text, "bold", 11)


def _labels(sheet: Sheet) -> None:
    for label, value in (("Chủ trì:", "Sở Nội vụ"), ("Phối hợp:", "Sở Y tế"), ("Thời gian:", "2026")) * 2:
        sheet.put(LEFT, sheet.y, label)
        sheet.put(LEFT + 110, sheet.y, value)
        sheet.y += STEP


def _wide_words(sheet: Sheet) -> None:
    for _ in range(6):
        for x, word in zip(
            (85, 200, 330, 450), ("Nhiệm", "vụ chủ trì,", "phối hợp,", "thời gian;"), strict=True
        ):
            sheet.put(x + 9 * (sheet.y % 5), sheet.y, word)
        sheet.y += STEP
        sheet.text(PROSE)


@pytest.mark.parametrize("make", [_three_signatures, _letterhead_and_signature, _labels, _wide_words])
def test_what_is_no_table_stays_text(make: object) -> None:
    sheet = Sheet()
    make(sheet)  # type: ignore[operator]
    assert not read(sheet.bytes()).tables


def test_page_without_such_a_table_does_not_load_pdfplumber(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet()
    _letterhead_and_signature(sheet)
    sheet.page()
    sheet.table([85, 300, 540], [["Chỉ tiêu", "Giá trị"], ["Số trạm", "12"]])
    monkeypatch.setitem(sys.modules, "pdfplumber.table", None)  # importing it now fails
    assert len(read(sheet.bytes()).tables) == 1
