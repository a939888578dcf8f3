"""Steps of one figure ("còn 5% vào năm 2024, dưới 1% vào năm 2025"): one row, not one for each step."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from docparse.compare.figures import unit_of
from docparse.compare.grouping import Row
from docparse.compare.items import Item
from docparse.compare.sentences import SENTENCE_END
from docparse.model import Indicator, Plan
from docparse.text import fold

#: a shorter name ("trường") may stand for different things in one sentence
_TELLING_WORDS = 3


def joined(rows: Sequence[Row], items: Sequence[Item], plans: Sequence[Plan]) -> list[Row]:
    """``rows``, a step that stands in a row of its own plan alone put to the step before it."""
    found = [set(row) for row in rows]
    row_of = {index: row for row in found for index in row}
    order = sorted(range(len(items)), key=lambda i: (items[i].plan, items[i].kind, items[i].fact.start))
    for before, after in pairwise(order):
        first, second = row_of[before], row_of[after]
        alone = all(items[index].plan == items[after].plan for index in second)
        if first is not second and alone and _steps(items[before], items[after], plans):
            first |= second
            row_of.update(dict.fromkeys(second, first))
            second.clear()
    return [tuple(sorted(row)) for row in found if row]


def _steps(before: Item, after: Item, plans: Sequence[Plan]) -> bool:
    one, two = before.fact, after.fact
    if (before.plan, before.kind) != (after.plan, after.kind):
        return False
    if not isinstance(one, Indicator) or not isinstance(two, Indicator):
        return False
    between = plans[before.plan].text[one.end : two.start]
    return (
        # of "25/31 trường" the second is the whole, no step
        one.end <= two.start
        and _name(one) == _name(two) != ""
        and unit_of(one.unit) == unit_of(two.unit)
        and SENTENCE_END.search(between) is None
    )


def _name(indicator: Indicator) -> str:
    told = indicator.value is not None and len(indicator.indicator.split()) >= _TELLING_WORDS
    return fold(indicator.indicator) if told else ""
