"""The examples of the deadline rules inside whole plans: as a label line, and in the words of an order."""

from __future__ import annotations

import pytest

from docparse.model import Task
from docparse.plan import read_content
from docparse.rulebook import Rule, load_rules
from docparse.text import fold
from extractors.times import find_times

YEAR = 2026
PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\nSố: 31/KH-UBND\nSông Vân, ngày 04 tháng 4 năm 2026\nKẾ HOẠCH\n"
    "Số hóa tài liệu lưu trữ năm 2026\n\nI. NHIỆM VỤ\n\n1. Kho lưu trữ\n\n- Vệ sinh kho tài liệu.\n\n"
    "- {}\n\n2. Trụ sở\n\n- Sửa mái nhà kho.\n"
)
RULES = load_rules("deadlines")
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
# `đang triển khai` is what a column or a label line says of a task, no time of an order
ORDERED = [(rule, example) for rule, example in EXAMPLES if rule.id != "ongoing"]
RECURRING = {"half-yearly", "quarterly", "monthly", "yearly"}


def second_task(text: str) -> Task:
    plan = read_content(PLAN.format(text).encode(), "plan.txt")
    assert [plan.passage(task) for task in plan.tasks][::2] == ["Vệ sinh kho tài liệu.", "Sửa mái nhà kho."]
    return plan.tasks[1]


def normal_form(example: str) -> str:
    key = fold(example)
    return find_times(key, 0, len(key), YEAR)[0].value


def order(rule: Rule, example: str) -> str:
    if rule.id == "continuous":  # an adverb, which opens the order
        return f"{example[0].upper()}{example[1:]} số hóa hồ sơ địa chính"
    if rule.id in RECURRING:
        return f"Kiểm kê hồ sơ địa chính {example}"
    return f"Hoàn thành {example}"


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda v: getattr(v, "id", str(v)))
@pytest.mark.parametrize("stop", ["", "."])
def test_a_label_line_states_the_time_of_the_example(rule: Rule, example: str, stop: str) -> None:
    plan = read_content(
        PLAN.format(f"Số hóa hồ sơ địa chính.\n\n+ Thời gian thực hiện: {example}{stop}").encode(), "plan.txt"
    )
    deadline = plan.tasks[1].deadline
    assert deadline is not None
    assert (deadline.value, plan.passage(deadline)) == (normal_form(example), deadline.text)


@pytest.mark.parametrize(("rule", "example"), ORDERED, ids=lambda v: getattr(v, "id", str(v)))
@pytest.mark.parametrize("stop", ["", "."])
def test_an_order_is_due_at_the_time_of_the_example(rule: Rule, example: str, stop: str) -> None:
    """The full stop makes no difference, nor what the next paragraph says."""
    deadline = second_task(order(rule, example) + stop).deadline
    assert deadline is not None
    assert deadline.value == normal_form(example)
