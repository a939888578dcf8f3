"""Figures that a plan breaks down ("90% học sinh (tiểu học 87%, THCS 92%)"): all of them agree, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docparse.compare.features import Measures
from docparse.compare.figures import SHARE
from docparse.compare.likeness import measures_another, same_part
from docparse.compare.neighbours import Match
from docparse.model import Indicator


def by_wholes(measures: Measures, pairs: Sequence[Match]) -> list[Match]:
    """``pairs`` of figures, the parts of two wholes paired as their wholes are.

    Parts of shares that do not agree are no pairs, nor are parts of counts that are of two things; where
    two wholes agree, each part is paired with that of the same name or level.
    """
    wholes = _wholes(measures)
    known = {(pair.a, pair.b) for pair in pairs}
    kept = [pair for pair in pairs if _may_pair(measures, pair, wholes, known)]
    paired = {(pair.a, pair.b) for pair in kept}
    parts: dict[int, list[int]] = {}
    for part, whole in wholes.items():
        parts.setdefault(whole, []).append(part)
    added = (
        Match(min(a, b), max(a, b), pair.score)
        for pair in kept
        for a, b in _counterparts(measures, parts.get(pair.a, []), parts.get(pair.b, []))
    )
    return kept + [pair for pair in added if (pair.a, pair.b) not in paired]


def _wholes(measures: Measures) -> dict[int, int]:
    """For each part the position of its whole."""
    places = {item.key: index for index, item in enumerate(measures.items)}
    found = {}
    for index, item in enumerate(measures.items):
        whole = item.fact.part_of if isinstance(item.fact, Indicator) else None
        if whole is not None and (item.plan, item.kind, whole) in places:
            found[index] = places[item.plan, item.kind, whole]
    return found


def _may_pair(measures: Measures, pair: Match, wholes: dict[int, int], known: set[tuple[int, int]]) -> bool:
    if pair.a not in wholes or pair.b not in wholes:
        return True
    a, b = sorted((wholes[pair.a], wholes[pair.b]))
    if (a, b) in known:
        return True
    counts = _unit(measures, pair.a) != SHARE
    return counts and measures.as_specific(a, b) and not measures_another(measures, a, b)


def _counterparts(
    measures: Measures, ones: Sequence[int], others: Sequence[int]
) -> Iterator[tuple[int, int]]:
    for a in ones:
        for b in others:
            if _unit(measures, a) == _unit(measures, b) and _alike(measures, a, b):
                yield a, b


def _alike(measures: Measures, a: int, b: int) -> bool:
    levels = measures.levels(a)
    if levels or measures.levels(b):
        return levels == measures.levels(b)
    return same_part(measures, a, b)


def _unit(measures: Measures, index: int) -> str | None:
    unit = measures.items[index].unit
    return unit.name if unit else None
