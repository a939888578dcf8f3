"""Calendar dates as Vietnamese documents print them."""

from __future__ import annotations

import re
from datetime import date

# `ngày 16 tháng 5 năm 2017`, `09 tháng 8 m 2022` (a damaged `năm`), `tháng10`
WORDED = re.compile(
    r"(?:ngày\s*)?(?P<d>\d ?\d?)\s*tháng\s*(?P<m>\d ?\d?)\s*(?:,|năm|n?ă?m|nam)?\s*(?P<y>(?:19|20)\d\d)(?!\d)"
)
NUMERIC = re.compile(
    r"(?<![\d/.,])(?P<d>\d{1,2})\s?[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<y>(?:19|20)\d\d)(?![\d/])"
)


def iso(year: int, month: int, day: int) -> str | None:
    """ISO 8601, or null for a day that no calendar has."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_date(key: str, at: int = 0, end: int | None = None) -> tuple[str, int, int] | None:
    """The first full date of the folded text ``key`` at or after ``at``: (ISO date, start, end)."""
    end = len(key) if end is None else end
    found = [m for m in (WORDED.search(key, at, end), NUMERIC.search(key, at, end)) if m]
    for match in sorted(found, key=lambda m: m.start()):
        value = iso(int(match["y"]), int(match["m"].replace(" ", "")), int(match["d"].replace(" ", "")))
        if value:
            return value, match.start(), match.end()
    return None
