"""Calendar dates as Vietnamese documents print them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.rulebook import opening
from docparse.text import calendar_day

# `ngày 16 tháng 5 năm 2017`, `09 tháng 8 m 2022` (a damaged `năm`), `tháng10`
_WORDED_DAY = re.compile(
    r"(?P<d>\d ?\d?)\s*tháng\s*(?P<m>\d ?\d?)\s*(?:,|năm|n?ă?m|nam)?\s*(?P<y>(?:19|20)\d\d)(?!\d)"
)
WORDED = re.compile(rf"(?:ngày\s*)?{_WORDED_DAY.pattern}")
# what stands before is asked behind the first digit: all other letters are passed quickly
NUMERIC = re.compile(
    r"(?P<d>\d(?<![\d/.,]\d)\d?)\s?[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<y>(?:19|20)\d\d)(?![\d/])"
)

# `trước ngày 31/9`, `ngày 30 tháng 02`, `đến 30/02`: a day whose year the text leaves out
_DAY = r" (?=(?:[0-2]?\d|3[01])/(?:0?[1-9]|1[0-2])(?!\d))"
_WITHOUT_YEAR = re.compile(
    opening(("ngày ", f"trước{_DAY}", f"đến{_DAY}", f"hết{_DAY}", f"nhất(?: là)?{_DAY}", f"hạn:?{_DAY}"))
    + r"(?P<d>\d{1,2})(?: ?/ ?| tháng )(?P<m>\d{1,2})(?! ?\d| ?[/.-] ?\d|,? năm)"
)
_LEAP_YEAR = 2000  # a day without its year may be 29 February


def iso(year: int, month: int, day: int) -> str | None:
    """ISO 8601, or null for a day that no calendar has."""
    found = calendar_day(year, month, day)
    return found.isoformat() if found else None


def read_date(key: str, at: int = 0, end: int | None = None) -> tuple[str, int, int] | None:
    """The first full date of the folded text ``key`` at or after ``at``: (ISO date, start, end)."""
    end = len(key) if end is None else end
    found = [m for m in (WORDED.search(key, at, end), NUMERIC.search(key, at, end)) if m]
    for match in sorted(found, key=lambda m: m.start()):
        value = iso(int(match["y"]), int(match["m"].replace(" ", "")), int(match["d"].replace(" ", "")))
        if value:
            return value, match.start(), match.end()
    return None


def impossible_dates(key: str) -> Iterator[tuple[int, int]]:
    """Where the folded text ``key`` prints a day that no calendar has (``31/02/2024``), as (start, end)."""
    for pattern in (_WORDED_DAY, NUMERIC, _WITHOUT_YEAR):
        for match in pattern.finditer(key):
            parts = match.groupdict()
            day, month = (int(parts[name].replace(" ", "")) for name in "dm")
            if iso(int(parts.get("y", _LEAP_YEAR)), month, day) is None:
                yield match.start("d"), match.end()
