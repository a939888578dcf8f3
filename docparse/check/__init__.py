"""Checks on plans and drafts: what they say, and how a Word file is laid out.

:func:`check_plan` takes a plan; :func:`check_file` takes any document or plan JSON and, for a .docx,
measures the layout too.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

from docparse.check import content
from docparse.check.content.subject import CONTENT, Examined
from docparse.check.findings import Check, Finding
from docparse.check.opening import open_word
from docparse.model import Plan
from docparse.text import fold

__all__ = ["Finding", "all_checks", "check_file", "check_plan", "content", "has_layout"]

_HEAD = 2000  # characters of a letterhead, with room to spare
_BLANK_DATE = re.compile(r"ngày[\s.…]*tháng[\s.…]*năm (20\d\d)")


def check_plan(plan: Plan, day: dt.date | None = None, today: dt.date | None = None) -> list[Finding]:
    """Findings on what ``plan`` says; ``day`` stands in for a missing day of issue.

    ``today`` is taken where neither it nor the plan tells when it is issued; without it, what depends on the
    day is not judged, and a finding says so.
    """
    return CONTENT.run(Examined.of(plan, day, today), scanned=plan.source.ocr)


def check_file(path: str | Path, day: dt.date | None = None, today: dt.date | None = None) -> list[Finding]:
    """Findings on a document or a plan JSON; layout is measured in .docx files only.

    ``day`` and ``today`` as in :func:`check_plan`. Raises :class:`~docparse.errors.DocparseError` for a file
    that cannot be read.
    """
    from docparse.export.plans import load_plans

    file = Path(path)
    plans = load_plans([file])
    findings = [f for plan in plans for f in check_plan(plan, day or _intended(plan, file), today)]
    if has_layout(file):
        from docparse.check.layout import check_layout

        findings += check_layout(file)
    return findings


def has_layout(path: str | Path) -> bool:
    """Whether the layout of this file can be measured."""
    return Path(path).suffix.lower() == ".docx"


def _intended(plan: Plan, file: Path) -> dt.date | None:
    """When a draft is to be issued whose head leaves day and month blank; null where it names no year.

    A Word file made in that year tells the day; ``docparse draft`` writes the one of its profile there.
    """
    blank = _BLANK_DATE.search(fold(plan.text[:_HEAD]))
    if blank is None:
        return None
    year = int(blank[1])
    if has_layout(file):
        made: dt.datetime | None = open_word(file).core_properties.created
        if made is not None and made.year == year:
            return made.date()
    return dt.date(year, 1, 1)


def all_checks() -> dict[str, Check[Any]]:
    """Every check by its code."""
    from docparse.check.layout import LAYOUT

    return {**CONTENT.checks, **LAYOUT.checks}
