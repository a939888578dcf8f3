"""Tables that were printed one cell a line: heads on two lines, column numbers, rows numbered 1.1."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from docparse.model import Plan
from docparse.plan import read_content

HEAD = (
    "ỦY BAN NHÂN DÂN", "TỈNH HẢI LÂM", "Số: 45/KH-UBND", "Hải Lâm, ngày 3 tháng 4 năm 2024", "KẾ HOẠCH",
    "Phòng chống sạt lở bờ sông năm 2024", "I. MỤC ĐÍCH", "Bảo vệ dân cư ven sông.", "II. NHIỆM VỤ",
)  # fmt: skip
FIRST = ("Đo đạc bờ sông", "Sở Xây dựng", "Sở Tài chính", "Quý I/2024")
SECOND = ("Trực canh mùa lũ", "Công an tỉnh", "Hội Nông dân tỉnh", "Thường xuyên")
FOOT = ("III. TỔ CHỨC THỰC HIỆN", "1. Sở Nội vụ theo dõi việc thực hiện.")


def plan_of(*lines: str) -> Plan:
    return read_content("\n".join([*HEAD, *lines, *FOOT]).encode(), "ke-hoach.txt")


def told(plan: Plan) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str | None]]:
    """What the rows of the table say; the order below it is left out."""
    return [
        (
            task.text,
            task.agencies("lead"),
            task.agencies("coordinate"),
            task.deadline.value if task.deadline else None,
        )
        for task in plan.tasks[:-1]
    ]


WANTED = [
    (FIRST[0], (FIRST[1],), (FIRST[2],), "2024-Q1"),
    (SECOND[0], (SECOND[1],), (SECOND[2],), "continuous"),
]


@pytest.mark.parametrize(
    "head",
    [
        ("TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
        ("TT", "NỘI DUNG", "CƠ QUAN", "CHỦ TRÌ", "CƠ QUAN", "PHỐI HỢP", "THỜI GIAN", "HOÀN THÀNH"),
        (
            "TT",
            "Nội dung",
            "Đơn vị",
            "chủ trì",
            "Đơn vị",
            "phối hợp",
            "Thời gian",
            "(1)",
            "(2)",
            "(3)",
            "(4)",
            "(5)",
        ),
        ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Tiến độ", "1", "2", "3", "4", "5"),
    ],
)
def test_titles_on_two_lines_and_numbers_of_columns(head: Sequence[str]) -> None:
    assert told(plan_of(*head, "1", *FIRST, "2", *SECOND)) == WANTED


@pytest.mark.parametrize("charge", ["Phân công thực hiện", "Cơ quan thực hiện", "Trách nhiệm"])
def test_leaders_and_helpers_below_one_head(charge: str) -> None:
    head = ("TT", "Nội dung công việc", charge, "Thời gian", "Chủ trì", "Phối hợp")
    assert told(plan_of(*head, "1", *FIRST, "2", *SECOND)) == WANTED


def test_rows_numbered_by_their_units() -> None:
    plan = plan_of(
        "STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian",
        "1", "Công tác khảo sát", "1.1", *FIRST, "1.2", *SECOND, "2", "Công tác tuyên truyền",
        "2.1", "Phát tờ rơi", "Sở Y tế", "Hội Nông dân tỉnh", "Quý II/2024",
    )  # fmt: skip
    assert told(plan) == [*WANTED, ("Phát tờ rơi", ("Sở Y tế",), ("Hội Nông dân tỉnh",), "2024-Q2")]
    assert [node.title for node in plan.outline if node.path.startswith("II/")] == [
        "Công tác khảo sát",
        "Công tác tuyên truyền",
    ]
