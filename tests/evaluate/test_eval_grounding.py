"""A fact whose passage does not say it is found out, whatever its kind."""

from __future__ import annotations

from typing import Any

import pytest
from eval_plans import TEXT, changed_task, small_plan, span
from hypothesis import given
from hypothesis import strategies as st

from docparse.evaluate.grounding import ground
from docparse.evaluate.readings import numbers_in, time_is_read_from, values_of
from docparse.model import Agency, Assignment, Budget, Deadline, Mention, Plan


def kinds(plan: Plan) -> list[str]:
    return [fact.kind for fact in ground(plan)[1]]


def first(plan: Plan, field: str, **changes: Any) -> Plan:
    """``plan`` with its first fact of a kind changed."""
    facts = getattr(plan, field)
    return plan.model_copy(update={field: (facts[0].model_copy(update=changes), *facts[1:])})


def test_all_facts_of_a_true_plan_are_grounded() -> None:
    checked, baseless = ground(small_plan())
    # 8 units, 2 targets, 3 tasks with 4 assignments, 2 deadlines and 1 budget, 1 citation, 3 mentions
    assert checked == 24
    assert baseless == []


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("outline", {"start": 0}),
        ("outline", {"title": "MỤC TIÊU CHUNG"}),
        ("targets", {"value": 58.0}),
        ("targets", {"start": 0, "end": 8}),
        ("tasks", {"text": "Sở Y tế chủ trì"}),
        ("citations", {"end": len(TEXT) + 1}),
        ("citations", {"number": "78/QĐ-TTg"}),
        ("citations", {"start": 5, "end": 5}),
    ],
)
def test_facts_that_their_passage_does_not_say(field: str, changes: dict[str, Any]) -> None:
    assert field in kinds(first(small_plan(), field, **changes))


def test_the_report_shows_the_fact_and_the_passage() -> None:
    _, [baseless] = ground(first(small_plan(), "targets", value=58.0))
    assert "58 %" in str(baseless)
    assert "Ít nhất 85% trường học" in str(baseless)


@pytest.mark.parametrize(
    ("agency", "mention"),
    [("Sở Y tế", "Sở Tài chính"), ("Sở Tài chính", "chọn giống cây"), ("Sở Tài chính", "Sở Tài chín")],
)
def test_an_assignment_needs_a_mention_of_its_agency(agency: str, mention: str) -> None:
    said = Assignment(agency=agency, role="lead", mention=mention, **span("Sở Tài chính"))
    assert kinds(changed_task(small_plan(), 1, assignments=(said,))) == ["lead"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Sở Giáo dục và Đào tạo", "Sở GD&ĐT"),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố", "UBND các huyện, thành phố, thị xã"),
        ("Sở Tài chính", "Tài chính"),  # `Các Sở: Y tế; Tài chính`
        ("Công an tỉnh", "công an  tỉnh"),
    ],
)
def test_a_mention_may_be_short_or_distributed(name: str, text: str) -> None:
    agency = Agency(name=name, level="other", mentions=(Mention(start=0, end=len(text)),))
    plan = small_plan(text=text, outline=(), targets=(), tasks=(), citations=(), agencies=(agency,))
    assert ground(plan) == (1, [])


def test_a_budget_may_be_the_sum_of_its_parts() -> None:
    place = span("1,5 tỷ đồng")
    adds_up = Budget(total=2.5, unit="tỷ đồng", by_source={"tỉnh": 1.5, "khác": 1.0}, **place)
    wrong = Budget(total=3.0, unit="tỷ đồng", by_source={"tỉnh": 1.5, "khác": 1.0}, **place)
    assert kinds(changed_task(small_plan(), 2, budget=adds_up)) == []
    assert kinds(changed_task(small_plan(), 2, budget=wrong)) == ["budgets"]


def test_a_deadline_must_quote_its_passage() -> None:
    due = Deadline(value="2031-06-30", text="30/6/2031", **span("ngày 30/6/2031"))
    assert kinds(changed_task(small_plan(), 1, deadline=due)) == ["deadlines"]


@pytest.mark.parametrize(
    ("passage", "value"),
    [
        ("ngày 30/6/2031", "2031-06-30"),
        ("ngày 15/12", "2031-12-15"),  # the year comes from the plan
        ("Quý IV/2025", "2025-Q4"),
        ("quý I", "2024-Q1"),
        ("quý III, IV năm 2025", "2025-Q3/2025-Q4"),
        ("từ tháng 4 đến tháng 12 năm 2020", "2020-04/2020-12"),
        ("6 tháng đầu năm 2023", "2023-01/2023-06"),
        ("giai đoạn 2022 – 2025", "2022/2025"),
        ("đến hết năm 2026", "2026"),
        ("Hằng năm", "yearly"),
        ("định kỳ 6 tháng", "half-yearly"),
        ("sau 02 năm", "relative"),
    ],
)
def test_times_that_a_passage_can_mean(passage: str, value: str) -> None:
    assert time_is_read_from(passage, value)


@pytest.mark.parametrize(
    ("passage", "value"),
    [
        ("ngày 30/6/2031", "2031-06-29"),
        ("ngày 30/6/2031", "2030-06-30"),
        ("Quý IV/2025", "2025-Q1"),
        ("quý III năm 2025", "2025-Q2"),
        ("quý I", "2024"),
        ("tháng 6/2025", "2025-07"),
        ("hằng năm", "monthly"),
        ("sớm nhất", "2025"),
    ],
)
def test_times_that_it_cannot(passage: str, value: str) -> None:
    assert not time_is_read_from(passage, value)


@pytest.mark.parametrize(
    ("printed", "value"),
    [("3.852", 3852), ("72,7", 72.7), ("76.3", 76.3), ("05", 5), ("1.234,5", 1234.5), ("1,234,567", 1234567)],
)
def test_numbers_in_both_styles(printed: str, value: float) -> None:
    assert value in values_of(printed)
    assert value in numbers_in(f"khoảng {printed} trường.")


def test_numbers_in_words_and_dashes() -> None:
    assert 3.0 in numbers_in("ba trường")
    assert numbers_in("năm học mới") == set()
    assert numbers_in(" - ") == {0.0}
    assert numbers_in("không có số") == set()


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    assert all(value >= 0 for value in numbers_in(text))
    time_is_read_from(text, "2025-Q1")


def coded(text: str, name: str, code: str) -> Plan:
    """A plan of nothing but ``text``, whose last ``code`` is taken for the body ``name``."""
    at = text.rindex(code)
    agency = Agency(name=name, level="other", mentions=(Mention(start=at, end=at + len(code)),))
    return small_plan().model_copy(
        update={
            "text": text,
            "outline": (),
            "targets": (),
            "tasks": (),
            "citations": (),
            "agencies": (agency,),
        }
    )


@pytest.mark.parametrize(
    ("text", "name", "code", "true"),
    [
        ("Phòng Đào tạo (P3) lập danh sách. P3 gửi kết quả.", "Phòng Đào tạo", "P3", True),
        ("Phòng Đào tạo (P3) lập danh sách. P3 gửi kết quả.", "Sở Y tế", "P3", False),
        ("Sở Y tế gửi P3.", "Phòng Đào tạo", "P3", False),
        ("VTV đưa tin.", "Đài Truyền hình Việt Nam", "VTV", True),
        ("VTV đưa tin.", "Sở Y tế", "VTV", False),
    ],
)
def test_a_code_stands_for_the_body_that_the_document_or_use_gives_it(
    text: str, name: str, code: str, true: bool
) -> None:
    assert kinds(coded(text, name, code)) == ([] if true else ["agencies"])
