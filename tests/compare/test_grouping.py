"""Rows: an item joins those that it agrees with, and stands in two when it says two things."""

from __future__ import annotations

from plan_factory import PlanMaker

from docparse.compare.grouping import rows
from docparse.compare.items import Item, tasks
from docparse.compare.neighbours import Match


def items(*texts: str) -> list[Item]:
    """One task each in a plan of its own."""
    made = []
    for index, text in enumerate(texts):
        plan = PlanMaker(f"p{index}").section("Nhiệm vụ").task(text).plan()
        made += tasks(plan, index)
    return made


ONE = "Xây dựng kho học liệu số"
TWO = "Xây dựng kho học liệu số của ngành; tổ chức tập huấn kỹ năng cho giáo viên các trường"


def test_items_that_agree_stand_in_one_row() -> None:
    found = rows(items(ONE, ONE, ONE), [Match(0, 1, 0.9), Match(0, 2, 0.8), Match(1, 2, 0.7)])
    assert found == [(0, 1, 2)]


def test_every_item_has_a_row_of_its_own_when_nothing_agrees() -> None:
    assert rows(items(ONE, ONE), []) == [(0,), (1,)]


def test_one_weak_link_does_not_join_two_groups() -> None:
    links = [
        Match(0, 1, 0.9), Match(0, 2, 0.9), Match(1, 2, 0.9),
        Match(3, 4, 0.9), Match(3, 5, 0.9), Match(4, 5, 0.9),
        Match(2, 3, 0.6),
    ]  # fmt: skip
    assert rows(items(*[ONE] * 6), links) == [(0, 1, 2), (3, 4, 5)]


def test_an_item_that_says_two_things_stands_in_two_rows() -> None:
    links = [Match(0, 2, 0.95), Match(1, 2, 0.6)]
    assert rows(items(ONE, "Tập huấn kỹ năng cho giáo viên", TWO), links) == [(0, 2), (1, 2)]


def test_an_item_that_says_one_thing_stands_in_its_best_row_only() -> None:
    links = [Match(0, 2, 0.95), Match(1, 2, 0.6)]
    assert rows(items(ONE, "Tập huấn kỹ năng cho giáo viên", ONE), links) == [(0, 2), (1,)]


def test_the_central_plan_opens_the_rows() -> None:
    found = rows(items(ONE, ONE, ONE), [Match(0, 2, 0.9)], central=2)
    assert found[0] == (0, 2)


def test_of_two_items_of_a_plan_the_one_that_agrees_much_less_gets_a_row_of_its_own() -> None:
    first, other = items(ONE, ONE)
    plan = PlanMaker("p2").section("Nhiệm vụ").task(ONE).task(ONE).plan()
    both = [first, other, *tasks(plan, 2)]
    links = [Match(0, 1, 0.9), Match(0, 2, 0.95), Match(1, 2, 0.95), Match(0, 3, 0.6), Match(1, 3, 0.6)]
    assert rows(both, links) == [(0, 1, 2), (3,)]


def test_a_figure_stands_in_one_row_though_it_agrees_with_two() -> None:
    links = [Match(0, 2, 0.95), Match(1, 2, 0.6)]
    assert rows(items(ONE, "Tập huấn kỹ năng cho giáo viên", TWO), links, most=1) == [(0, 2), (1,)]
