"""Intervals say how much the figures depend on the choice of documents."""

from __future__ import annotations

from docparse.evaluate.bootstrap import intervals
from docparse.evaluate.tally import Tally


def documents(*hits: int) -> list[dict[str, Tally]]:
    """Documents of ten facts each, of which so many are right."""
    return [{"lead": Tally(hit, 10, 10)} for hit in hits]


def test_one_document_says_nothing_of_others() -> None:
    assert intervals(documents(9)) == {}


def test_equal_documents_leave_no_doubt() -> None:
    assert intervals(documents(8, 8, 8)) == {"lead": (0.8, 0.8)}


def test_the_interval_holds_the_figure_and_grows_with_the_spread() -> None:
    (low, high) = intervals(documents(7, 8, 9, 8))["lead"]
    (wide_low, wide_high) = intervals(documents(2, 10, 10, 10))["lead"]
    assert low < 0.8 < high
    assert wide_low < 0.8 < wide_high
    assert wide_high - wide_low > high - low
    assert wide_high == 1.0, "the bad document is left out of many draws"


def test_more_documents_make_it_narrower() -> None:
    few = intervals(documents(6, 10))["lead"]
    many = intervals(documents(*[6, 10] * 20))["lead"]
    assert many[1] - many[0] < (few[1] - few[0]) / 2


def test_two_runs_print_the_same() -> None:
    assert intervals(documents(3, 5, 9)) == intervals(documents(3, 5, 9))


def test_the_rarest_draws_are_left_out() -> None:
    """One bad document of twenty: a draw holds it four times or more in 1.6 % of all cases."""
    low, high = intervals(documents(0, *[10] * 19))["lead"]
    assert low == 0.85
    assert high == 1.0
