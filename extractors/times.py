"""Expressions of time: where a text has them, their normal form and the last day they name."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from docparse.rulebook import Rule, load_rules, pattern
from extractors.dates import iso

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PREFILTER = pattern("timewording", "time-prefilter")
#: a condition told as a time: `sau khi có ý kiến của Bộ`
AFTER = pattern("timewording", "after")
_BARE_YEAR = re.compile(r"\s*(?:(?:đến(?: hết)?|trước|trong|từ|hết) )?(20\d\d)\s*\.?\s*")
_BARE_YEARS = re.compile(r"\s*(?P<time>(?P<y>20\d\d)(?:, ?20\d\d)*(?:, ?| và )(?P<y2>20\d\d))\s*\.?\s*")
_BARE_DAY = re.compile(
    r"\s*(?:(?:sáng|trưa|chiều|tối)(?: ngày)? )?(?P<time>(?P<d>\d{1,2})/(?P<m>\d{1,2}))\s*\.?\s*"
)
_BARE_DAYS = re.compile(
    r"\s*(?:từ )?(?:ngày )?(?P<time>(?P<d>\d{1,2})(?:/(?P<m>\d{1,2}))? ?(?:-|đến(?: hết)?) ?(?:ngày )?"
    r"(?P<d2>\d{1,2})/(?P<m2>\d{1,2}))\s*\.?\s*"
)
_WHOLE_YEAR = pattern("timewording", "whole-year")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One expression of time; ``firm`` when it can only be a deadline."""

    start: int
    end: int
    value: str
    due: str | None
    rule: str
    firm: bool


@cache
def _rules() -> tuple[Rule, ...]:
    return load_rules("deadlines")


@cache
def _any() -> re.Pattern[str]:
    """All expressions in one pattern, so that a text is walked once."""
    parts = []
    for index, rule in enumerate(_rules()):
        body = re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern)
        parts.append(f"(?P<r{index}>{body})")
    return re.compile(r"(?<![\w/.,])(?:" + "|".join(parts) + r")(?!\w)")


def find_times(key: str, start: int, end: int, year: int | None) -> list[TimeExpression]:
    """Expressions of time in the folded text ``key[start:end]``.

    ``year`` completes a day, month or quarter that is printed without one.
    """
    found = []
    for rule, detail, stop in _expressions(key, start, end):
        read = _normal(rule, detail, year)
        if read is not None:
            firm = bool(rule.extra.get("firm"))
            found.append(TimeExpression(detail.start(), stop, *read, rule.id, firm))
    return found


@lru_cache(maxsize=256)
def _expressions(key: str, start: int, end: int) -> tuple[tuple[Rule, re.Match[str], int], ...]:
    """The rules that find themselves in a passage, and where; a leaf is asked for by several stages."""
    if not _PREFILTER.search(key, start, end):
        return ()
    found = []
    for match in _any().finditer(key, start, end):
        rule = _rules()[int((match.lastgroup or "r0")[1:])]
        detail = rule.pattern.match(key, match.start(), match.end())
        if detail is not None:
            found.append((rule, detail, match.end()))
    return tuple(found)


def _normal(rule: Rule, match: re.Match[str], default: int | None) -> tuple[str, str | None] | None:
    """Normal form and last day; null where the calendar knows no such day or the year is unknown."""
    if rule.value != rule.id or not match.groupdict():
        return rule.value, None
    parts = {k.rstrip("_"): v for k, v in match.groupdict().items() if v is not None}
    year = int(parts["y"]) if "y" in parts else int(parts["y2"]) if "y2" in parts else default
    if year is None:
        return None
    reader = _READERS[rule.id]
    return reader(parts, year)


def _day(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    value = iso(year, int(parts["m"]), int(parts["d"]))
    return (value, value) if value else None


def _day_range(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    last = iso(int(parts.get("y2", year)), int(parts["m2"]), int(parts["d2"]))
    first = iso(year, int(parts.get("m", parts["m2"])), int(parts["d"]))
    return (f"{first}/{last}", last) if first and last else None


def _days(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    """Several days listed: the first is the value, as of several deadlines; the last one is due."""
    first, last = (iso(year, int(parts["m2"]), int(parts[day])) for day in ("d", "d2"))
    return (first, last) if first and last else None


def _month(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    month = int(parts["m"])
    if not 1 <= month <= 12:
        return None
    return f"{year}-{month:02}", _last_day(year, month)


def _months(parts: dict[str, str], year: int) -> tuple[str, str | None]:
    return f"{year}-{int(parts['m']):02}", _last_day(year, int(parts["m2"]))


def _month_range(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    first, last = int(parts["m"]), int(parts["m2"])
    last_year = int(parts.get("y2", year))
    if not (1 <= first <= 12 and 1 <= last <= 12) or (year, first) > (last_year, last):
        return None
    return f"{year}-{first:02}/{last_year}-{last:02}", _last_day(last_year, last)


def _month_to_year(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    last, month = int(parts["y2"]), int(parts["m"])
    return (f"{year}-{month:02}/{last}", _last_day(last, 12)) if year <= last and month <= 12 else None


def _month_to_quarter(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    month, last_year, last = int(parts["m"]), int(parts["y2"]), _QUARTERS[parts["q2"]]
    if not 1 <= month <= 12 or (year, month) > (last_year, last * 3):
        return None
    return f"{year}-{month:02}/{last_year}-Q{last}", _last_day(last_year, last * 3)


def _quarter(parts: dict[str, str], year: int) -> tuple[str, str | None]:
    quarter = _QUARTERS[parts["q"]]
    return f"{year}-Q{quarter}", _last_day(year, quarter * 3)


def _quarter_range(parts: dict[str, str], year: int) -> tuple[str, str | None]:
    last_year, last = int(parts.get("y2", year)), _QUARTERS[parts["q2"]]
    return f"{year}-Q{_QUARTERS[parts['q']]}/{last_year}-Q{last}", _last_day(last_year, last * 3)


def _quarters(parts: dict[str, str], year: int) -> tuple[str, str | None]:
    """Several quarters listed: the first is the value, as of several deadlines; the last one's end is due."""
    return f"{year}-Q{_QUARTERS[parts['q']]}", _last_day(year, _QUARTERS[parts["q2"]] * 3)


def _half(parts: dict[str, str], year: int) -> tuple[str, str | None]:
    first, last = (1, 6) if parts["half"] == "đầu" else (7, 12)
    return f"{year}-{first:02}/{year}-{last:02}", _last_day(year, last)


def _period(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    last = int(parts["y2"])
    return (f"{year}/{last}", _last_day(last, 12)) if year <= last else None


def _school_year(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    last = int(parts["y2"])
    return (f"{year}/{last}", _last_day(last, 5)) if year <= last else None


def _year(_parts: dict[str, str], year: int) -> tuple[str, str | None]:
    return str(year), _last_day(year, 12)


def _last_day(year: int, month: int) -> str:
    return date(year, month, calendar.monthrange(year, month)[1]).isoformat()


_READERS = {
    "day-range": _day_range,
    "days-without-year": _day_range,
    "days": _days,
    "month-range": _month_range,
    "months-without-year": _month_range,
    "months-of-a-year": _month_range,
    "month-to-year": _month_to_year,
    "month-to-quarter": _month_to_quarter,
    "day": _day,
    "day-without-year": _day,
    "half-year": _half,
    "quarter-range": _quarter_range,
    "quarters": _quarters,
    "quarter": _quarter,
    "months": _months,
    "month": _month,
    "month-slash-year": _month,
    "month-without-year": _month,
    "school-year": _school_year,
    "period": _period,
    "years": _period,
    "by-year": _year,
    "year": _year,
    "season": _year,
}


def stated_time(key: str, start: int, end: int, year: int | None) -> TimeExpression | None:
    """The time that a label line or a table cell states: its first expression, a bare day or year too."""
    times = find_times(key, start, end, year)
    if times:
        return times[0]
    after = AFTER.match(key, start, end)
    if after:
        return TimeExpression(after.start(), after.end(), "relative", None, "relative", True)
    return _bare_time(key, start, end, year)


def _bare_time(key: str, start: int, end: int, year: int | None) -> TimeExpression | None:
    """A passage that is nothing but years, a day or days without their year (``21/10 - 02/11``)."""
    bare = _BARE_YEAR.fullmatch(key, start, end)
    if bare:
        value = int(bare.group(1))
        return TimeExpression(*bare.span(1), str(value), _last_day(value, 12), "year", True)
    years = _BARE_YEARS.fullmatch(key, start, end)
    if years and (read := _period({"y2": years["y2"]}, int(years["y"]))):
        return TimeExpression(*years.span("time"), *read, "years", True)
    if year is None:
        return None
    if whole := _WHOLE_YEAR.fullmatch(key, start, end):
        return TimeExpression(*whole.span(1), str(year), _last_day(year, 12), "year", True)
    days = _BARE_DAYS.fullmatch(key, start, end)
    parts = {name: part for name, part in days.groupdict().items() if part} if days else {}
    if days and (read := _day_range(parts | {"y2": str(year)}, year)):
        return TimeExpression(*days.span("time"), *read, "day-range", True)
    day = _BARE_DAY.fullmatch(key, start, end)
    if day and (read := _day(day.groupdict(), year)):
        return TimeExpression(*day.span("time"), *read, "day-without-year", True)
    return None
