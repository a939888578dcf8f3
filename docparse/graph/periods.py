"""The time of a task as days: what a deadline spans, when a repetition falls due, how it is said."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from docparse.errors import DocparseError
from docparse.text import fold

#: repetition -> months between two of its days
RECURRING = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
_WORDS = {
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half-yearly": "6 tháng một lần",
    "yearly": "hằng năm",
    "continuous": "thường xuyên",
    "ongoing": "đang triển khai",
    "relative": "theo mốc khác",
}
_ROMAN = ("I", "II", "III", "IV")
# A school year ends in May and begins in September of the year before.
_SCHOOL_YEAR_ENDS, _SCHOOL_YEAR_BEGINS = 5, 9

_POINT = re.compile(r"(\d{4})(?:-Q([1-4])|-(\d\d)(?:-(\d\d))?)?")
_DAY_AND_MONTH = re.compile(r"(?:ngày )?(\d{1,2})(?:/| tháng )(\d{1,2})(?!\d|/\d)")
_DAY = re.compile(r"(?:ngày )(\d{1,2})(?!\d|/)")
_MONTH = re.compile(r"tháng (\d{1,2})(?!\d)")
_QUARTER = re.compile(
    r"(?:(?P<y>\d{4})[-/ ]?q(?P<n>[1-4])|(?:quý |q)?(?P<r>iv|i{1,3}|[1-4])(?:/|-| năm )(?P<y2>\d{4}))$"
)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day, where it is known, to the last day."""

    start: date | None
    end: date

    def holds(self, day: date) -> bool:
        """Tell whether ``day`` lies in the period."""
        return (self.start is None or self.start <= day) and day <= self.end


def quarter(text: str) -> Period:
    """``2025-Q3``, ``quý III/2025``: the days of a quarter; raises ``DocparseError`` on other text."""
    match = _QUARTER.match(fold(text.strip()))
    if match is None:
        raise DocparseError(text, "Không hiểu quý này.", "Hãy viết như 2025-Q3 hoặc quý III/2025.")
    year = int(match["y"] or match["y2"])
    number = match["n"] or match["r"]
    index = int(number) if number.isdigit() else _ROMAN.index(number.upper()) + 1
    return Period(date(year, 3 * index - 2, 1), _month_end(year, 3 * index))


def period(value: str, due: str | None) -> Period | None:
    """The days that a deadline ``value`` spans; null for repetitions and what has no last day.

    A single day has no known start. ``due`` (ISO) is the last day where the plan says it.
    """
    if due is None:
        return None
    end = date.fromisoformat(due)
    first, _, last = value.partition("/")
    match = _POINT.fullmatch(first)
    if match is None or (match[4] and not last):
        return Period(None, end)
    year, month = int(match[1]), int(match[3] or 1)
    if match[2]:
        month = 3 * int(match[2]) - 2
    elif last and not match[3] and end.month == _SCHOOL_YEAR_ENDS and end.year == year + 1:
        month = _SCHOOL_YEAR_BEGINS
    start = date(year, month, int(match[4] or 1))
    return Period(start if start <= end else None, end)


def repeats(value: str, text: str, within: Period) -> list[date]:
    """The days in ``within`` on which a repetition falls due, oldest first.

    The day is the one that ``text`` names (``trước ngày 15/12 hằng năm``), else the last of the
    month, quarter, half-year or year. ``within`` must have a start.
    """
    step = RECURRING.get(value)
    if step is None or within.start is None:
        return []
    day, month = _named_day(value, fold(text))
    days = []
    for year in range(within.start.year, within.end.year + 1):
        for at in range(1, 13):
            if at % step == (month or 12) % step:
                due = date(year, at, min(day, monthrange(year, at)[1]))
                if within.holds(due):
                    days.append(due)
    return days


def _named_day(value: str, text: str) -> tuple[int, int | None]:
    """The day and, of a yearly repetition, the month that its wording names."""
    both = _DAY_AND_MONTH.search(text)
    if both and value == "yearly" and 1 <= int(both[2]) <= 12:
        return int(both[1]), int(both[2])
    day = _DAY.search(text)
    month = _MONTH.search(text) if value == "yearly" else None
    named = int(month[1]) if month and 1 <= int(month[1]) <= 12 else None
    return (max(1, int(day[1])) if day else 31), named


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def day_after(day: date) -> date:
    """The next day."""
    return day + timedelta(days=1)


def in_words(value: str, due: str | None = None, text: str | None = None) -> str:
    """A deadline as people write it: ``quý IV/2023``, ``2022–2025``, ``15/12/2022``, ``hằng năm``.

    A relative one is said in the plan's own words, ``text``.
    """
    if value == "relative" and text:
        return text
    if value in _WORDS:
        return _WORDS[value]
    first, _, last = value.partition("/")
    if last and due and period(value, due) and date.fromisoformat(due).month == _SCHOOL_YEAR_ENDS:
        return f"năm học {first}–{last}"
    return "–".join(_point_in_words(part) for part in (first, last) if part)


def _point_in_words(point: str) -> str:
    match = _POINT.fullmatch(point)
    if match is None:
        return point
    if match[2]:
        return f"quý {_ROMAN[int(match[2]) - 1]}/{match[1]}"
    if match[3] and not match[4]:
        return f"tháng {int(match[3])}/{match[1]}"
    return "/".join(filter(None, (match[4], match[3], match[1])))
