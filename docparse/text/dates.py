"""Days as numbers, before they are known to be days."""

from __future__ import annotations

from datetime import date


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, or null where no calendar has it (``31/02/2024``)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
