"""Figures: years, percentages, and breakdowns that do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.check.content.subject import CONTENT, Examined
from docparse.check.findings import Finding
from docparse.check.telling import clipped
from docparse.draft.figures import figure_of, printed
from docparse.model import Indicator
from docparse.text import fold

#: a breakdown is taken for one when its sum misses the total by no more than this share
NEAR_TOTAL = 0.1
_GROUP = re.compile(
    r"\((?:trong đó:? |gồm:? |bao gồm:? )?([^()]*)\)|\b(?:trong đó|bao gồm|gồm)\s*:([^.;\n]*)"
)
_GROWTH = re.compile(r"tăng|vượt|gấp|so với|bằng|kế hoạch|dự toán|cùng kỳ|lũy kế|tốc độ")
_RATE = "%"
_REACH = 320  # characters back to the total of a breakdown
_ROUND = 0.005


@CONTENT.check("ND201", "Chỉ tiêu không có năm", "warning")
def without_year(examined: Examined) -> Iterator[Finding]:
    """Targets with a value that no sentence, heading or period dates."""
    found = [t for t in examined.plan.targets if t.value is not None and t.year is None]
    if found:
        yield examined.finding(
            "ND201",
            f"{len(found)} chỉ tiêu không xác định được năm phải đạt, ví dụ: “{clipped(found[0].text, 80)}”",
            [(t.start, t.end) for t in found],
        )


@CONTENT.check("ND202", "Tỷ lệ phần trăm trên 100", "error")
def over_hundred(examined: Examined) -> Iterator[Finding]:
    """A share over 100 %, unless the text speaks of growth or of a comparison."""
    for number in examined.numbers:
        if number.unit != _RATE or number.value is None or number.value <= 100:
            continue
        around = examined.plan.text[max(0, number.start - 60) : number.end + 40]
        if not _GROWTH.search(fold(around)):
            yield examined.finding(
                "ND202",
                f"Tỷ lệ trên 100%: “{clipped(number.text, 80)}”",
                [(number.start, number.end)],
                measured=f"{printed(number.value)}%",
                required="không quá 100%",
            )


@CONTENT.check("ND203", "Các phần cộng lại khác tổng", "error", fragile=True)
def breakdowns(examined: Examined) -> Iterator[Finding]:
    """``232 trường (A 23 trường, B 84 trường …)`` whose parts are not 232 in all.

    Only parts of one unit count, and only a total near their sum: a list of examples is no breakdown.
    """
    for start, end in _groups(examined.plan.text):
        parts = [n for n in examined.numbers if start <= _digits(examined, n) < end]
        total = _total(examined, parts, start)
        if total is None or total.value is None:
            continue
        added = sum(p.value or 0.0 for p in parts)
        shown = " + ".join(printed(p.value or 0.0) for p in parts)
        yield examined.finding(
            "ND203",
            f"Các phần cộng lại là {printed(added)} {total.unit}, khác số "
            f"{printed(total.value)} {total.unit} nêu trước đó ({shown})",
            [(min(start, total.start), end)],
            measured=printed(added),
            required=printed(total.value),
        )


def _groups(text: str) -> Iterator[tuple[int, int]]:
    for match in _GROUP.finditer(fold(text)):
        group = 1 if match[1] is not None else 2
        yield match.span(group)


def _digits(examined: Examined, number: Indicator) -> int:
    figure = figure_of(examined.plan.text, number)
    return figure.start if figure else number.start


def _total(examined: Examined, parts: list[Indicator], start: int) -> Indicator | None:
    """The total before the group that the parts miss; null where they fit or are no breakdown."""
    units = {p.unit for p in parts}
    if (
        len(parts) < 2
        or len(units) != 1
        or units <= {_RATE, None}
        or any(p.comparator != "eq" for p in parts)
    ):
        return None
    unit = next(iter(units))
    added = sum(p.value or 0.0 for p in parts)
    before = [
        n
        for n in examined.numbers
        if n.unit == unit and n.comparator == "eq" and start - _REACH <= _digits(examined, n) < start
        and not re.search(r"[.;\n]\s", examined.plan.text[_digits(examined, n) : start])
    ]  # fmt: skip
    if not before or any(abs((n.value or 0.0) - added) <= _ROUND for n in before):
        return None
    near = [n for n in before if n.value and abs(n.value - added) / n.value <= NEAR_TOTAL]
    return near[-1] if near else None
