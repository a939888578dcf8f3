"""Which figures of one plan share a row: steps of one figure do, counts of two things do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from docparse.compare.figures import comparable, unit_of
from docparse.compare.grouping import Row
from docparse.compare.items import Item
from docparse.compare.sentences import SENTENCE_END
from docparse.model import Indicator, Plan
from docparse.text import fold

#: a shorter name ("trường") may stand for different things in one sentence
_TELLING_WORDS = 3


def parted(
    rows: Sequence[Row], items: Sequence[Item], scores: Mapping[tuple[int, int], float]
) -> tuple[list[Row], list[int]]:
    """``rows``, of several values of one plan for one year that alone which agrees best with the others.

    A bare "máy tính" of one plan is like every kind of computer that another counts; what has another
    value is another thing. Gives the rows, and what must be put into others.
    """
    found: list[Row] = []
    apart: set[int] = set()
    for row in rows:
        gone = {index for rivals in _rivals(row, items) for index in _lesser(rivals, row, items, scores)}
        found.append(tuple(index for index in row if index not in gone))
        apart |= gone
    return found, sorted(apart)


def _rivals(row: Row, items: Sequence[Item]) -> Iterator[list[int]]:
    """The figures of one plan in a row: of one kind, unit and year."""
    groups: dict[tuple[int, str | None, int | None], list[int]] = {}
    for index in row:
        fact = items[index].fact
        if isinstance(fact, Indicator) and fact.value is not None:
            groups.setdefault((items[index].side, comparable(fact)[1], fact.year), []).append(index)
    yield from (rivals for rivals in groups.values() if len(rivals) > 1)


def _lesser(
    rivals: Sequence[int], row: Row, items: Sequence[Item], scores: Mapping[tuple[int, int], float]
) -> list[int]:
    others = [index for index in row if items[index].side != items[rivals[0]].side]

    def agreement(index: int) -> float:
        return max((scores.get((min(index, other), max(index, other)), 0.0) for other in others), default=0.0)

    best = _value(items[max(rivals, key=agreement)])
    return [index for index in rivals if others and _value(items[index]) != best]


def _value(item: Item) -> float | None:
    return comparable(item.fact)[0] if isinstance(item.fact, Indicator) else None


def joined(rows: Sequence[Row], items: Sequence[Item], plans: Sequence[Plan]) -> list[Row]:
    """``rows``, a step that stands in a row of its own plan alone put to the step before it.

    Steps are told in one sentence ("còn 5% vào năm 2024, dưới 1% vào năm 2025"), or anywhere in the plan
    under the very same name for another year.
    """
    found = [set(row) for row in rows]
    row_of = {index: row for row in found for index in row}
    order = sorted(range(len(items)), key=lambda i: (items[i].plan, items[i].kind, items[i].fact.start))
    for before, after in _steps(order, items, plans):
        first, second = row_of[before], row_of[after]
        alone = all(items[index].plan == items[after].plan for index in second)
        if first is not second and alone:
            first |= second
            row_of.update(dict.fromkeys(second, first))
            second.clear()
    return [tuple(sorted(row)) for row in found if row]


def _steps(order: Sequence[int], items: Sequence[Item], plans: Sequence[Plan]) -> Iterator[tuple[int, int]]:
    """Pairs of figures of which the second is a later step of the first."""
    yield from ((a, b) for a, b in pairwise(order) if _in_one_sentence(items[a], items[b], plans))
    named: dict[tuple[int, str, str, str | None], int] = {}
    for index in order:
        fact = items[index].fact
        if isinstance(fact, Indicator) and (name := _name(fact)):
            key = items[index].plan, items[index].kind, name, comparable(fact)[1]
            first = named.setdefault(key, index)
            earlier = items[first].fact
            if isinstance(earlier, Indicator) and earlier.year and fact.year and earlier.year != fact.year:
                yield first, index


def _in_one_sentence(before: Item, after: Item, plans: Sequence[Plan]) -> bool:
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
