"""Ruled tables of PDF pages: cells, merged cells, tables over several pages."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_fixtures import LEFT, RIGHT, Sheet, grids, read, texts

XS = [85.0, 115.0, 300.0, 420.0, 540.0]
HEAD = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"]


def test_table_stands_between_its_paragraphs_and_is_not_repeated() -> None:
    sheet = Sheet()
    sheet.text("Danh mục nhiệm vụ:")
    sheet.table(
        XS, [HEAD, ["1", "Rà soát hiện trạng", "Sở Xây dựng", "2025"], ["2", "Nâng cấp", "Sở Y tế", "2026"]]
    )
    sheet.text("Trên đây là danh mục.")
    document = read(sheet.bytes())
    assert texts(document) == ["Danh mục nhiệm vụ:", "Trên đây là danh mục."]
    assert grids(document) == [
        [HEAD, ["1", "Rà soát hiện trạng", "Sở Xây dựng", "2025"], ["2", "Nâng cấp", "Sở Y tế", "2026"]]
    ]
    (table,) = document.tables
    before, after = document.paragraphs
    assert before.end <= table.start < table.end <= after.start
    assert table.page == 1
    assert document.text.count("Rà soát hiện trạng") == 1


def test_merged_cells_keep_their_spans() -> None:
    sheet = Sheet()
    ys = [100.0, 124.0, 148.0, 172.0]
    for y in (ys[0], ys[3]):
        sheet.rule(XS[0], y, XS[4], y)
    sheet.rule(XS[1], ys[1], XS[4], ys[1])  # the first column is merged over all rows
    sheet.rule(XS[1], ys[2], XS[3], ys[2])  # the last one over the lower two
    for x in (XS[0], XS[1], XS[4]):
        sheet.rule(x, ys[0], x, ys[3])
    for x in (XS[2], XS[3]):
        sheet.rule(x, ys[1], x, ys[3])  # the head reaches over three columns
    sheet.put(90, 140, "I", size=10)
    for x, y, text in (
        (200, 116, "Phân công"),
        (120, 140, "Khảo sát"),
        (305, 140, "Sở Nội vụ"),
        (425, 152, "Quý IV"),
        (120, 164, "Báo cáo"),
        (305, 164, "Sở Y tế"),
    ):
        sheet.put(x, y, text, size=10)
    (table,) = read(sheet.bytes()).tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["I", "Phân công", "Phân công", "Phân công"],
        ["I", "Khảo sát", "Sở Nội vụ", "Quý IV"],
        ["I", "Báo cáo", "Sở Y tế", "Quý IV"],
    ]
    assert (table.rows[0][0].rowspan, table.rows[0][1].colspan, table.rows[1][3].rowspan) == (3, 3, 2)


def test_cell_of_several_lines_is_joined_where_the_column_forced_the_break() -> None:
    sheet = Sheet()
    sheet.grid([85, 115, 215, 540], [100, 124, 190])
    for x, text in ((90, "TT"), (120, "Nội dung"), (220, "Ghi chú")):
        sheet.put(x, 116, text, size=10)
    sheet.put(90, 138, "1", size=10)
    for row, text in enumerate(("Rà soát các trạm", "quan trắc nước", "sạch nông thôn")):
        sheet.put(120, 138 + 14 * row, text, size=10)
    for row, text in enumerate(("- Sở Xây dựng chủ trì;", "- Sở Y tế phối hợp.")):
        sheet.put(220, 138 + 14 * row, text, size=10)
    assert grids(read(sheet.bytes())) == [
        [
            ["TT", "Nội dung", "Ghi chú"],
            [
                "1",
                "Rà soát các trạm quan trắc nước sạch nông thôn",
                "- Sở Xây dựng chủ trì;\n- Sở Y tế phối hợp.",
            ],
        ]
    ]


def _over_two_pages(second: list[list[str]], shift: float = 0.0) -> Sheet:
    sheet = Sheet()
    sheet.y = 600
    sheet.table(
        XS, [HEAD, ["1", "Khảo sát", "Sở Nội vụ", "2025"], ["2", "Lắp đặt trạm ở", "Sở Y tế", "2026"]]
    )
    sheet.center(297, 800, "1")
    sheet.page()
    sheet.center(297, 800, "2")
    sheet.table([x + shift for x in XS], second)
    sheet.text("Hết.")
    return sheet


def test_table_over_two_pages_is_one_and_its_head_stands_once() -> None:
    document = read(_over_two_pages([HEAD, ["3", "Nghiệm thu", "Sở Tài chính", "2027"]]).bytes())
    assert grids(document) == [
        [
            HEAD,
            ["1", "Khảo sát", "Sở Nội vụ", "2025"],
            ["2", "Lắp đặt trạm ở", "Sở Y tế", "2026"],
            ["3", "Nghiệm thu", "Sở Tài chính", "2027"],
        ]
    ]
    assert texts(document) == ["Hết."]


def test_rows_that_differ_little_from_the_first_are_no_repeated_head() -> None:
    rows = [HEAD, ["3", "Khảo sát", "Sở Nội vụ", "2025"], ["4", "Lắp đặt trạm ở", "Sở Y tế", "2026"]]
    (grid,) = grids(read(_over_two_pages(rows).bytes()))
    assert [row[0] for row in grid] == ["TT", "1", "2", "3", "4"]
    named = [HEAD, ["", "Khảo sát trường A", "Sở Nội vụ", "2025"]]
    (grid,) = grids(read(_over_two_pages(named).bytes()))
    assert grid[-1][1] == "Khảo sát trường A"


def test_table_over_two_pages_may_be_shifted_on_the_second() -> None:
    document = read(_over_two_pages([["3", "Nghiệm thu", "Sở Tài chính", "2027"]], shift=20.0).bytes())
    assert [len(grid) for grid in grids(document)] == [4]


def test_row_broken_by_the_page_is_made_whole() -> None:
    document = read(
        _over_two_pages([["", "các xã miền núi", "", ""], ["3", "Nghiệm thu", "Sở Y tế", ""]]).bytes()
    )
    assert [row[1] for row in grids(document)[0]] == [
        "Nhiệm vụ",
        "Khảo sát",
        "Lắp đặt trạm ở các xã miền núi",
        "Nghiệm thu",
    ]


def test_merged_cell_goes_on_below_the_page_break() -> None:
    sheet = Sheet()
    for top, rows in ((700, ["Khảo sát", "Lắp đặt"]), (72, ["Nghiệm thu", "Bàn giao"])):
        bottom = top + 24 * len(rows)
        for x in (85, 300, 540):
            sheet.rule(x, top, x, bottom)
        for row in range(len(rows) + 1):
            # the second column is merged over the first three rows
            wide = row in (0, len(rows)) or (top == 72 and row == 1)
            sheet.rule(85, top + 24 * row, 540 if wide else 300, top + 24 * row)
        for row, text in enumerate(rows):
            sheet.put(90, top + 24 * row + 16, text, size=10)
        if top == 700:
            sheet.put(305, 728, "Quý IV năm 2025", size=10)
            sheet.page()
    sheet.put(305, 112, "Quý I năm 2026", size=10)
    (table,) = read(sheet.bytes()).tables
    assert [row[1].text for row in table.rows] == ["Quý IV năm 2025"] * 3 + ["Quý I năm 2026"]
    assert table.rows[0][1].rowspan == 3


def _leaders_over_two_pages(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The leading bodies read from a table over two pages; ``^`` has no line above it on its page."""
    sheet = Sheet()
    for top, rows in ((640, ["Chủ trì", *first]), (72, second)):
        bottom = top + 24 * len(rows)
        for x in (85, 300, 540):
            sheet.rule(x, top, x, bottom)
        for row, text in enumerate([*rows, ""]):
            sheet.rule(85, top + 24 * row, 300 if text == "^" else 540, top + 24 * row)
        for row, text in enumerate(rows):
            sheet.put(90, top + 24 * row + 16, "Nhiệm vụ" if text == "Chủ trì" else "Khảo sát", size=10)
            if text not in ("", "^"):
                sheet.put(305, top + 24 * row + 16, text, size=10)
        if top == 640:
            sheet.page()
    (table,) = read(sheet.bytes()).tables
    return [row[1].text for row in table.rows[1:]]


def test_merged_cell_that_begins_in_the_last_row_of_a_page_goes_on() -> None:
    assert _leaders_over_two_pages(["Sở Y tế", "Sở Nội vụ"], ["", "^", "Sở Tư pháp"]) == [
        "Sở Y tế", "Sở Nội vụ", "Sở Nội vụ", "Sở Nội vụ", "Sở Tư pháp",
    ]  # fmt: skip


def test_merged_cell_that_ends_with_the_page_leaves_an_empty_one_below_it_empty() -> None:
    # the column has another empty cell: emptiness is usual in it
    assert _leaders_over_two_pages(["", "Sở Nội vụ", "^"], ["", "Sở Tư pháp"]) == [
        "", "Sở Nội vụ", "Sở Nội vụ", "", "Sở Tư pháp",
    ]  # fmt: skip
    assert _leaders_over_two_pages(["Sở Y tế", "Sở Nội vụ", "^"], ["", "Sở Tư pháp"]) == [
        "Sở Y tế", "Sở Nội vụ", "Sở Nội vụ", "Sở Nội vụ", "Sở Tư pháp",
    ]  # fmt: skip


def test_row_broken_by_the_page_beside_a_merged_cell_is_made_whole() -> None:
    sheet = Sheet()
    sheet.y = 740
    sheet.table([85, 125, 330, 540], [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Lắp đặt trạm ở", "Sở Y tế"]])
    sheet.page()
    for x in (85, 125, 330, 540):
        sheet.rule(x, 72, x, 120)
    for y, right in ((72, 540), (96, 330), (120, 540)):  # the last column is merged over both rows
        sheet.rule(85, y, right, y)
    sheet.put(130, 88, "các xã miền núi", size=10)
    sheet.put(90, 112, "2", size=10)
    sheet.put(130, 112, "Bàn giao", size=10)
    assert grids(read(sheet.bytes())) == [
        [
            ["TT", "Nhiệm vụ", "Chủ trì"],
            ["1", "Lắp đặt trạm ở các xã miền núi", "Sở Y tế"],
            ["2", "Bàn giao", "Sở Y tế"],
        ]
    ]


def test_table_of_other_columns_on_the_next_page_is_another() -> None:
    sheet = _over_two_pages([["a", "b", "c", "d"]])
    sheet.page()
    sheet.table([85, 250, 540], [["Chỉ tiêu", "Giá trị"], ["Số trạm", "12"]])
    assert [len(grid[0]) for grid in grids(read(sheet.bytes()))] == [4, 2]


def test_frames_and_rules_of_the_letterhead_are_no_tables() -> None:
    sheet = Sheet()
    sheet.letterhead()
    sheet.grid([LEFT, RIGHT], [300, 340, 380])  # a frame of one column
    sheet.put(LEFT + 10, 325, "Trong khung thứ nhất.")
    sheet.put(LEFT + 10, 365, "Trong khung thứ hai.")
    document = read(sheet.bytes())
    assert not document.tables
    assert texts(document)[-2:] == ["Trong khung thứ nhất.", "Trong khung thứ hai."]


def test_table_without_outer_borders_keeps_its_outer_columns() -> None:
    sheet = Sheet()
    for y in (100, 124, 148):
        sheet.rule(85, y, 540, y)
    for x in (200, 400):
        sheet.rule(x, 100, x, 148)
    rows = [["Chỉ tiêu", "Đơn vị", "Giá trị"], ["Số trạm", "trạm", "12"]]
    for y, row in zip((116, 140), rows, strict=True):
        for x, cell in zip((90, 205, 405), row, strict=True):
            sheet.put(x, y, cell, size=10)
    assert grids(read(sheet.bytes())) == [rows]


def test_white_lines_do_not_count() -> None:
    sheet = Sheet()
    sheet.canvas.setStrokeColorRGB(1, 1, 1)
    sheet.grid([LEFT, 300, RIGHT], [80, 100, 120])
    sheet.put(LEFT + 5, 94, "Đoạn văn có viền trắng")
    document = read(sheet.bytes())
    assert not document.tables
    assert texts(document) == ["Đoạn văn có viền trắng"]


def test_upright_text_in_a_head_is_read() -> None:
    sheet = Sheet()
    sheet.grid([85, 300, 340, 540], [100, 220, 244])
    sheet.put(90, 160, "Nội dung", size=10)
    sheet.put(345, 160, "Cơ quan", size=10)
    sheet.canvas.saveState()
    sheet.canvas.translate(323, sheet.height - 215)
    sheet.canvas.rotate(90)
    sheet.height, height = 0.0, sheet.height
    sheet.put(0, 0, "Số lượng trạm", size=10)
    sheet.height = height
    sheet.canvas.restoreState()
    for x, cell in ((90, "Khảo sát"), (305, "12"), (345, "Sở Y tế")):
        sheet.put(x, 236, cell, size=10)
    assert grids(read(sheet.bytes())) == [
        [["Nội dung", "Số lượng trạm", "Cơ quan"], ["Khảo sát", "12", "Sở Y tế"]]
    ]


def test_words_written_without_space_across_a_wall_are_parted() -> None:
    sheet = Sheet()
    sheet.grid([85, 120, 540], [100, 124, 148])
    for y, text in ((116, "TT  Nội dung"), (140, "12Khảo sát")):
        sheet.put(104 if y == 116 else 107, y, text[:2], size=10)
        sheet.put(122, y, text[2:].strip(), size=10)
    assert grids(read(sheet.bytes())) == [[["TT", "Nội dung"], ["12", "Khảo sát"]]]
