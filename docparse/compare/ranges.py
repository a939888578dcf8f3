"""Figures that a plan gives as a range ("từ 20 đến 40 bài giảng"): two bounds of one figure."""

from __future__ import annotations

from itertools import pairwise

from docparse.compare.figures import unit_of
from docparse.model import Indicator, Plan
from docparse.rulebook import pattern


def upper_bounds(plan: Plan) -> dict[str, Indicator]:
    """For the id of each lower bound of ``plan`` the indicator that is its upper bound."""
    found: dict[str, Indicator] = {}
    for indicators in (plan.targets, plan.baselines):
        for low, high in pairwise(sorted(indicators, key=lambda f: f.start)):
            if _range(plan.text, low, high):
                found[low.id] = high
    return found


def _range(text: str, low: Indicator, high: Indicator) -> bool:
    if low.value is None or high.value is None or (low.comparator, high.comparator) != ("ge", "le"):
        return False
    first, second = unit_of(low.unit), unit_of(high.unit)
    between = (
        pattern("comparison", "range").search(text, low.start, high.start) is not None
        and "\n" not in text[low.end : high.start]
    )
    return first == second and low.value < high.value and low.end <= high.start and between
