"""Tables that were printed one cell a line: which cells go on with the one above."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import pytest

from docparse.model import Plan
from docparse.plan import read_content

Table = Sequence[Sequence[str]]
HEAD = [
    "ỦY BAN NHÂN DÂN", "TỈNH HẢI LÂM", "Số: 45/KH-UBND", "Hải Lâm, ngày 3 tháng 4 năm 2024", "KẾ HOẠCH",
    "Phòng chống sạt lở bờ sông năm 2024", "I. MỤC ĐÍCH", "Bảo vệ dân cư ven sông.",
]  # fmt: skip
FOOT = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "", "Lê Văn Mẫn", "PHỤ LỤC", "DANH MỤC NHIỆM VỤ"]
COLUMNS = ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Ghi chú")
RIVER = (
    COLUMNS,
    ("I", "Khảo sát", "<", "<", "<", "<"),
    ("1", "Đo đạc bờ sông", "Sở Xây dựng", "Sở Tài chính", "Quý I/2024", "Đo hai đợt"),
    ("2", "Lập bản đồ vùng sạt lở", "^", "Các xã ven sông", "^", ""),
    ("3", "Cắm biển cảnh báo", "^", "Công an tỉnh", "Tháng 5/2024", ""),
    ("4", "Trực canh mùa lũ", "Ban Chỉ huy quân sự tỉnh", "", "Thường xuyên", "Ba ca"),
    ("II", "Xây dựng", "<", "<", "<", "<"),
    ("1", "Xây kè bờ tả", "Sở Xây dựng", "Sở Tài chính", "Năm 2024", ""),
    ("2", "Trồng tre chắn sóng", "Hội Nông dân tỉnh", "Đoàn Thanh niên tỉnh", "Năm 2024", "Hai bờ"),
)


def as_portal(table: Table) -> str:
    """Paragraphs set apart by blank lines: an empty cell leaves a space, a covered one nothing."""
    cells = [cell or "\u00a0" for row in table for cell in row if cell not in ("^", "<")]
    return "\n\n".join([*HEAD, *FOOT, *cells]) + "\n"


def as_office(table: Table) -> str:
    """One paragraph a line: covered and empty cells are blank lines, only those beside a wide one are gone."""
    cells = ["" if cell == "^" else cell for row in table for cell in row if cell != "<"]
    return "\n".join([*HEAD, *FOOT, *cells]) + "\n"


def as_lines(table: Table) -> str:
    """One paragraph a line, whatever is empty left out."""
    cells = [cell for row in table for cell in row if cell not in ("", "^", "<")]
    return "\n".join([*HEAD, *filter(None, FOOT), *cells]) + "\n"


def rows_of(plan: Plan) -> list[tuple[list[str], list[str], str | None]]:
    """Leaders, helpers and deadline of every task."""
    return [
        (list(t.agencies("lead")), list(t.agencies("coordinate")), t.deadline and t.deadline.text)
        for t in plan.tasks
    ]


def read(text: str) -> Plan:
    return read_content(text.encode(), "ke-hoach.txt")


@pytest.mark.parametrize("write", [as_portal, as_office])
def test_a_row_without_leader_goes_on_with_the_one_above(write: Callable[[Table], str]) -> None:
    rows = rows_of(read(write(RIVER)))
    assert [row[:2] for row in rows] == [
        (["Sở Xây dựng"], ["Sở Tài chính"]),
        (["Sở Xây dựng"], ["các xã ven sông"]),
        (["Sở Xây dựng"], ["Công an tỉnh"]),
        (["Ban Chỉ huy quân sự tỉnh"], []),
        (["Sở Xây dựng"], ["Sở Tài chính"]),
        (["Hội Nông dân tỉnh"], ["Đoàn Thanh niên tỉnh"]),
    ]
    assert [row[2] for row in rows[2:4]] == ["Tháng 5/2024", "Thường xuyên"]


def test_lines_close_together_below_the_table_change_nothing() -> None:
    text = as_portal(RIVER)
    below = "Đơn vị tổng hợp: Văn phòng UBND tỉnh\nBản này thay bản ngày 01/3/2024\nGhi chú: xem phần II\n"
    assert [row[0] for row in rows_of(read(f"{text}\n{below}"))][:3] == [["Sở Xây dựng"]] * 3


def test_a_covered_time_is_told_from_an_empty_one_where_empty_cells_leave_a_line() -> None:
    assert [row[2] for row in rows_of(read(as_portal(RIVER)))][:3] == [
        "Quý I/2024",
        "Quý I/2024",
        "Tháng 5/2024",
    ]
    empty = [list(row) for row in RIVER]
    empty[3][4] = ""
    assert [row[2] for row in rows_of(read(as_portal(empty)))][:3] == ["Quý I/2024", None, "Tháng 5/2024"]


def test_what_was_inferred_is_told_and_lowers_the_confidence() -> None:
    merged = read(as_portal(RIVER))
    whole = read(
        as_portal(
            [[c.replace("^", "Sở Xây dựng") for c in row] for row in (RIVER[0], *RIVER[2:3], *RIVER[7:])]
        )
    )
    assert [d.code for d in merged.diagnostics].count("merged-cells-inferred") == 1
    assert "merged-cells-inferred" not in [d.code for d in whole.diagnostics]
    assert merged.tables[0].confidence < 0.91 < whole.tables[0].confidence


def test_helpers_that_stand_in_one_cell_help_every_leader() -> None:
    table = (
        COLUMNS[:5],
        ("1", "Tuyên truyền về an toàn đường thủy", "Sở Giao thông vận tải", "Các sở, ngành, địa phương", "Quý I"),
        ("2", "Kiểm tra bến đò", "Công an tỉnh", "^", "Quý II"),
        ("3", "Dạy bơi cho học sinh", "Sở Giáo dục và Đào tạo", "^", "Quý III"),
    )  # fmt: skip
    helpers = ["các sở, ngành, địa phương"]
    assert [row[:2] for row in rows_of(read(as_portal(table)))] == [
        (["Sở Giao thông vận tải"], helpers),
        (["Công an tỉnh"], helpers),
        (["Sở Giáo dục và Đào tạo"], helpers),
    ]


@pytest.mark.parametrize("write", [as_portal, as_office])
def test_no_row_inherits_from_another_group(write: Callable[[Table], str]) -> None:
    table = (
        COLUMNS[:5],
        ("I", "Tuyên truyền", "<", "<", "<"),
        ("1", "Phát tờ rơi ở bến đò", "Sở Giao thông vận tải", "Hội Nông dân tỉnh", "Quý I"),
        ("II", "Kiểm tra", "<", "<", "<"),
        ("1", "Kiểm tra áo phao", "", "Công an tỉnh", "Quý II"),
        ("2", "Kiểm tra đèn hiệu", "Sở Xây dựng", "Công an tỉnh", "Quý II"),
    )
    assert [row[0] for row in rows_of(read(write(table)))] == [["Sở Giao thông vận tải"], [], ["Sở Xây dựng"]]


def test_where_nothing_stands_for_empty_cells_nothing_is_inferred() -> None:
    table = (
        COLUMNS[:5],
        ("1", "Đo đạc bờ sông", "Sở Xây dựng", "Sở Tài chính", "Quý I/2024"),
        ("2", "Lập bản đồ vùng sạt lở", "Công an tỉnh", "", "Quý II/2024"),
        ("3", "Xây kè bờ tả", "Sở Xây dựng", "Sở Tài chính", "Năm 2024"),
    )
    plan = read(as_lines(table))
    assert rows_of(plan)[1][:2] == (["Công an tỉnh"], [])
    assert "merged-cells-inferred" not in [d.code for d in plan.diagnostics]


def test_blank_lines_between_the_rows_are_no_cells() -> None:
    rows = [*HEAD, "PHỤ LỤC", "DANH MỤC NHIỆM VỤ", *COLUMNS[:5]]
    for number, work in enumerate(("Đo đạc bờ sông", "Lập bản đồ", "Xây kè bờ tả"), 1):
        rows += ["", str(number), work, "Sở Xây dựng", "Sở Tài chính", "Quý I/2024"]
    plan = read("\n".join(rows))
    assert rows_of(plan) == [(["Sở Xây dựng"], ["Sở Tài chính"], "Quý I/2024")] * 3


def test_covered_and_empty_cells_side_by_side() -> None:
    table = (
        COLUMNS[:5],
        ("1", "Đo đạc bờ sông", "Sở Xây dựng", "Sở Tài chính", "Quý I/2024"),
        ("2", "Lập bản đồ vùng sạt lở", "^", "", "Quý II/2024"),
        ("3", "Cắm biển cảnh báo", "^", "Công an tỉnh", "^"),
        ("4", "Trực canh mùa lũ", "^", "", "^"),
        ("5", "Xây kè bờ tả", "Sở Y tế", "Công an tỉnh", "Năm 2024"),
    )
    assert rows_of(read(as_portal(table))) == [
        (["Sở Xây dựng"], ["Sở Tài chính"], "Quý I/2024"),
        (["Sở Xây dựng"], [], "Quý II/2024"),
        (["Sở Xây dựng"], ["Công an tỉnh"], "Quý II/2024"),
        (["Sở Xây dựng"], [], "Quý II/2024"),
        (["Sở Y tế"], ["Công an tỉnh"], "Năm 2024"),
    ]


def test_a_row_whose_leader_and_time_are_covered_is_no_group() -> None:
    table = (
        ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời gian"),
        ("1", "Đo đạc bờ sông", "Sở Xây dựng", "Quý I/2024"),
        ("2", "Lập bản đồ vùng sạt lở", "^", "^"),
        ("3", "Xây kè bờ tả", "Sở Y tế", "Năm 2024"),
    )
    assert [row[::2] for row in rows_of(read(as_portal(table)))] == [
        (["Sở Xây dựng"], "Quý I/2024"),
        (["Sở Xây dựng"], "Quý I/2024"),
        (["Sở Y tế"], "Năm 2024"),
    ]


@pytest.mark.parametrize("columns", [(0, 1, 2, 3, 4), (0, 1, 4, 2, 3)])
def test_an_empty_cell_that_ends_the_table_is_no_covered_one(columns: Sequence[int]) -> None:
    rows = (
        (*COLUMNS[:4], "Thời gian"),
        ("1", "Đo đạc bờ sông", "Sở Xây dựng", "Sở Tài chính", "Quý I/2024"),
        ("2", "Lập bản đồ vùng sạt lở", "Công an tỉnh", "", "Quý II/2024"),
        ("3", "Xây kè bờ tả", "Sở Y tế", "", "" if columns[-1] == 4 else "Năm 2024"),
    )
    read_rows = rows_of(read(as_portal([[row[at] for at in columns] for row in rows])))
    assert [row[0] for row in read_rows] == [["Sở Xây dựng"], ["Công an tỉnh"], ["Sở Y tế"]]
    assert read_rows[-1][1:] == ([], rows[-1][4] or None)


@pytest.mark.parametrize("write", [as_portal, as_office])
def test_without_merged_cells_every_cell_stays_where_it_stands(write: Callable[[Table], str]) -> None:
    bodies = ["Sở Xây dựng", "Sở Tài chính", "Công an tỉnh", "Hội Nông dân tỉnh", "Sở Nội vụ"]
    chance = Random(11)
    for _ in range(15):
        rows = [
            (
                str(number),
                f"Kiểm tra bến đò thứ {number}",
                chance.choice(bodies),
                chance.choice(["", *bodies]),
                chance.choice(["Quý I/2024", "Năm 2024", "Thường xuyên"]),
                chance.choice(["", "Ba ca"]),
            )
            for number in range(1, chance.randint(4, 10))
        ]
        expected = [([row[2]], [row[3]] if row[3] else [], row[4]) for row in rows]
        assert rows_of(read(write([COLUMNS, *rows]))) == expected
