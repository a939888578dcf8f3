"""What no fact claims is listed; what some fact claims is not."""

from __future__ import annotations

import pytest
from eval_plans import changed_task, small_plan

from docparse.evaluate import unclaimed
from docparse.model import Indicator, Metadata, Plan, Source, Table


def left(plan: Plan) -> list[tuple[str, str]]:
    return [(item.kind, item.text) for item in unclaimed(plan)]


def bare(text: str, **facts: object) -> Plan:
    """A plan of which nothing was read but ``facts``."""
    source = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", characters=len(text))
    return Plan(**{"id": "a", "source": source, "metadata": Metadata(), "text": text, **facts})


def test_nothing_is_left_of_a_plan_whose_facts_are_all_there() -> None:
    assert left(small_plan()) == []


def test_every_fact_that_is_taken_away_leaves_its_trace() -> None:
    plan = small_plan()
    assert left(plan.model_copy(update={"targets": plan.targets[:1]})) == [("number", "2.400")]
    assert left(changed_task(plan, 2, budget=None)) == [("number", "1,5")]
    assert left(changed_task(plan, 1, deadline=None)) == [("date", "ngày 30/6/2031")]
    assert ("date", "ngày 10/01/2031") in left(plan.model_copy(update={"citations": ()}))
    unnamed = changed_task(plan, 1, assignments=()).model_copy(update={"agencies": ()})
    assert left(unnamed) == [("agency", "Sở Nông nghiệp và Môi trường"), ("agency", "Sở Tài chính")]


def test_the_list_shows_the_place() -> None:
    plan = small_plan(targets=())
    items = list(unclaimed(plan))
    assert len(items) == 2
    for item in items:
        assert plan.text[item.start : item.end] == item.text
        assert f"[{item.text}]" in item.context


def test_an_indicator_claims_its_own_number_only() -> None:
    text = "Trang bị 120 máy tính cho 35 trường."
    found = Indicator(
        id="g1", text=text, indicator="máy tính", value=120, unit="máy", comparator="eq", year=None, node=None,
        start=0, end=len(text),
    )  # fmt: skip
    assert left(bare(text, targets=(found,))) == [("number", "35")]


@pytest.mark.parametrize(
    "text",
    [
        "theo Điều 5, khoản 2 và mức độ 3, 4",
        "điện thoại 0912.345.678",
        "lúc 14 giờ 30 phút",
        "(1) một việc; (2) việc khác",
        "mạng di động 4G tại Phụ lục 3b",
        "Lưu: VT (02 bản).",
        "Ban hành quy chế; Bộ chỉ số",
    ],
)
def test_what_counts_nothing_is_not_listed(text: str) -> None:
    assert left(bare(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đạt 72,7% vào quý IV/2025", [("number", "72,7%"), ("date", "quý IV/2025")]),
        ("tháng 6 năm 2025", [("date", "tháng 6 năm 2025")]),
        ("giai đoạn 2026 - 2030", [("date", "2026 - 2030")]),
        ("ngày 15/12/2025, 3.852 máy", [("date", "ngày 15/12/2025"), ("number", "3.852")]),
        (
            "giao Chi cục Thủy lợi và Công an tỉnh",
            [("agency", "Chi cục Thủy lợi"), ("agency", "Công an tỉnh")],
        ),
    ],
)
def test_what_is_listed(text: str, expected: list[tuple[str, str]]) -> None:
    assert left(bare(text)) == expected


def test_years_and_days_are_claimed_by_what_facts_say_elsewhere() -> None:
    text = "Đồng Mây, ngày 05 tháng 3 năm 2031. Giai đoạn 2031 - 2035, tầm nhìn 2050."
    known = Metadata(issued_on="2031-03-05", period_start=2031, period_end=2035, vision=2050)
    assert left(bare(text, metadata=known)) == []
    assert left(bare(text, metadata=Metadata(period_start=2031, period_end=2035))) == [
        ("date", "ngày 05 tháng 3 năm 2031"),
        ("date", "2050"),
    ]


def test_a_table_keeps_its_numbers_but_not_those_inside_words() -> None:
    text = "TT\tViệc\tTiền\n1\tTập huấn 40 giáo viên\t120\n2\tMua máy\t35,5"
    place = {"start": 0, "end": len(text)}
    rows = {"columns": (), "rows": (), "caption": None, **place}
    assert left(bare(text, tables=(Table(id="b1", kind="tasks", **rows),))) == [("number", "40")]
    in_targets = left(bare(text, tables=(Table(id="b1", kind="targets", **rows),)))
    assert in_targets == [("number", "40"), ("number", "120"), ("number", "35,5")]


def test_a_second_mention_of_an_act_is_claimed() -> None:
    plan = small_plan()
    again = f"{plan.text}\nTheo 77/QĐ - TTg ngày 10/01/2031 và 78/QĐ-TTg ngày 11/01/2031."
    assert left(plan.model_copy(update={"text": again})) == [("date", "ngày 11/01/2031")]
