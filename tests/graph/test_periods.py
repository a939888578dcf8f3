"""Deadlines as days and as words."""

from __future__ import annotations

from datetime import date

import pytest

from docparse.errors import DocparseError
from docparse.graph.periods import Period, in_words, period, quarter, repeats


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-Q3", "2025-07-01", "2025-09-30"),
        ("2024q1", "2024-01-01", "2024-03-31"),
        ("quý III/2025", "2025-07-01", "2025-09-30"),
        ("Quý 4 năm 2023", "2023-10-01", "2023-12-31"),
        ("II/2022", "2022-04-01", "2022-06-30"),
    ],
)
def test_a_quarter_is_three_months(text: str, first: str, last: str) -> None:
    assert quarter(text) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["2025", "2025-Q5", "quý V/2025", "", "tháng 3/2025"])
def test_other_text_is_no_quarter(text: str) -> None:
    with pytest.raises(DocparseError, match="2025-Q3"):
        quarter(text)


@pytest.mark.parametrize(
    ("value", "due", "first"),
    [
        ("2022/2025", "2025-12-31", "2022-01-01"),
        ("2023-Q4", "2023-12-31", "2023-10-01"),
        ("2022-09/2022-12", "2022-12-31", "2022-09-01"),
        ("2024", "2024-12-31", "2024-01-01"),
        ("2024-02", "2024-02-29", "2024-02-01"),
        ("2023/2024", "2024-05-31", "2023-09-01"),
        ("2025-11-20/2025-11-30", "2025-11-30", "2025-11-20"),
        ("2022-12-15", "2022-12-15", None),
    ],
)
def test_a_deadline_spans_from_its_first_day(value: str, due: str, first: str | None) -> None:
    start = date.fromisoformat(first) if first else None
    assert period(value, due) == Period(start, date.fromisoformat(due))


def test_repetitions_have_no_span() -> None:
    assert period("yearly", None) is None
    assert period("relative", None) is None


@pytest.mark.parametrize(
    ("value", "text", "days"),
    [
        ("yearly", "trước ngày 15 tháng 12 hằng năm", ["2023-12-15", "2024-12-15"]),
        ("yearly", "hằng năm", ["2023-12-31", "2024-12-31"]),
        ("yearly", "tháng 11 hằng năm", ["2023-11-30", "2024-11-30"]),
        ("yearly", "trước 30/6 hằng năm", ["2024-06-30"]),
        ("half-yearly", "định kỳ 6 tháng", ["2023-12-31", "2024-06-30", "2024-12-31"]),
        (
            "quarterly",
            "hằng quý",
            ["2023-09-30", "2023-12-31", "2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"],
        ),
    ],
)
def test_repetitions_fall_due_within_the_plan(value: str, text: str, days: list[str]) -> None:
    within = Period(date(2023, 8, 1), date(2024, 12, 31))
    assert [day.isoformat() for day in repeats(value, text, within)] == days


def test_a_monthly_day_that_a_month_lacks_is_its_last() -> None:
    within = Period(date(2023, 1, 1), date(2023, 3, 31))
    days = repeats("monthly", "trước ngày 30 hằng tháng", within)
    assert [day.isoformat() for day in days] == ["2023-01-30", "2023-02-28", "2023-03-30"]


@pytest.mark.parametrize(
    ("value", "due", "words"),
    [
        ("2023-Q4", "2023-12-31", "quý IV/2023"),
        ("2022/2025", "2025-12-31", "2022–2025"),
        ("2023/2024", "2024-05-31", "năm học 2023–2024"),
        ("2022-06", "2022-06-30", "tháng 6/2022"),
        ("2022-12-15", "2022-12-15", "15/12/2022"),
        ("half-yearly", None, "6 tháng một lần"),
        ("2024", "2024-12-31", "2024"),
    ],
)
def test_deadlines_are_said_as_people_write_them(value: str, due: str | None, words: str) -> None:
    assert in_words(value, due) == words


def test_a_relative_deadline_is_said_in_the_words_of_the_plan() -> None:
    assert in_words("relative", None, "sau 02 năm triển khai") == "sau 02 năm triển khai"
