"""Whether two figures of one row may be held against each other, and how alike they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from docparse.compare.facets import facets
from docparse.compare.features import Measures, is_unlisted, part_name
from docparse.compare.figures import SHARE
from docparse.compare.terms import wording
from docparse.model import Indicator
from docparse.rulebook import pattern
from docparse.text import fold

_DIGITS = re.compile(r"\d+")
#: so much of the shorter of two names must stand in the other for them to be of one thing
_MOSTLY = 0.4


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` is that of the pair, ``same_level`` whether both stand for the same level.

    ``same_head`` tells whether the kind of thing that is counted is the same (schools, sites),
    ``same_thing`` whether it is called so as well (schools, schools with a laboratory), ``same_part``
    whether both are the part of one name of a whole.
    """

    score: float
    same_head: bool
    same_thing: bool
    same_level: bool
    same_part: bool


def likeness(measures: Measures, a: int, b: int, score: float) -> Likeness:
    """How the indicators at ``a`` and ``b`` of ``measures`` compare; ``score`` is the judge's."""
    other = np.array([b])
    counts = _adds(measures, a) and _adds(measures, b)
    level = float(measures.other_level(a, other)[0])
    head = bool(measures.other_head(a, other)[0] < 1.0)
    return Likeness(
        score,
        head,
        head and _same_name(measures, a, b) and not (counts and _other_noun(measures, a, b)),
        # of a share the whole may be held against a part, of a count or a speed never
        (level < 1.0 if _share(measures, a) else level == 0.0 and same_levels(measures, a, b))
        and same_extent(measures, a, b),
        same_part(measures, a, b),
    )


def same_part(measures: Measures, a: int, b: int) -> bool:
    """Whether both are parts of wholes and called the same: nursery schools of all schools."""
    first, second = (fold(part_name(_indicator(measures, index))) for index in (a, b))
    return first == second != ""


def same_levels(measures: Measures, a: int, b: int) -> bool:
    """Whether both name the same levels: schools with two levels are none of those with one."""
    figures = [_indicator(measures, index) for index in (a, b)]
    stages = [_named(part_name(figure) or figure.indicator, "stage") for figure in figures]
    return measures.levels(a) == measures.levels(b) and (stages[0] == stages[1] or not all(stages))


def same_extent(measures: Measures, a: int, b: int) -> bool:
    """Whether both are of all, or of the same some: private schools, villages in the mountains."""
    first, second = (_named(_indicator(measures, index).indicator, "extent") for index in (a, b))
    return first == second


@lru_cache(maxsize=16_384)
def _named(indicator: str, kind: str) -> frozenset[str]:
    """What the name of an indicator tells of a ``kind`` of facet, up to where it tells who comes first."""
    end = pattern("comparison", "extent-end").search(fold(indicator))
    return facets(wording(indicator[: end.start()] if end else indicator).spoken, kind)


def measures_another(measures: Measures, a: int, b: int) -> bool:
    """Whether the indicators are of two things that are only spoken of alike.

    So where one tells who has something and the other who lacks it, where they are of other grades
    ("mức độ 3", "mức độ 4"), where other people or things are counted (schools and households with a
    line), where counts are of others of their kind (private schools) or what comes to them and not all that
    there are, and where what is counted, of whom,
    and in what respect all differ somewhat.
    """
    other = np.array([b])
    told = [feature(a, other)[0] for feature in (measures.other_head, measures.other_subject)]
    others = min(told) == 1.0 or (min(told) > 0.0 and measures.other_measure(a, other)[0] > 0.0)
    facts = _indicator(measures, a), _indicator(measures, b)
    first, second = (_grades(fact.indicator, fact.text) for fact in facts)
    if _adds(measures, a) and _adds(measures, b):
        added = [bool(measures.items[index].added) for index in (a, b)]
        if told[0] == 1.0 or added[0] != added[1] or not same_extent(measures, a, b):
            return True
    return not measures.as_lacking(a, b) or bool(others) or bool(first and second and not first & second)


@lru_cache(maxsize=16_384)
def _grades(indicator: str, text: str) -> frozenset[str]:
    """The grades that an indicator is of, by its name and passage: ``3`` and ``4`` of "mức độ 3 và 4"."""
    found = pattern("comparison", "grade").finditer(fold(f"{indicator}\n{text}"))
    return frozenset(number for match in found for number in _DIGITS.findall(match["grades"]))


def _same_name(measures: Measures, a: int, b: int) -> bool:
    """Whether what is counted first has one name; an unlisted one may be another name of the same share."""
    if measures.head(a) == measures.head(b):
        return True
    counts = _adds(measures, a) or _adds(measures, b)
    unlisted = any(is_unlisted(head) for index in (a, b) for head in measures.head(index))
    return unlisted and not counts and float(measures.shared_words(a, np.array([b]))[0]) >= _MOSTLY


def _adds(measures: Measures, index: int) -> bool:
    unit = measures.items[index].unit
    return unit is not None and unit.adds


def _share(measures: Measures, index: int) -> bool:
    unit = measures.items[index].unit
    return unit is not None and unit.name == SHARE


def _other_noun(measures: Measures, a: int, b: int) -> bool:
    """Whether the names of two counts have no word in common, or one of them is no more than its unit."""
    first, second = (_indicator(measures, index) for index in (a, b))
    shared = set(wording(first.indicator).words) & set(wording(second.indicator).words)
    return not shared or _bare(first) != _bare(second)


def _bare(indicator: Indicator) -> bool:
    return fold(indicator.indicator).strip() == fold(indicator.unit or "").strip()


def _indicator(measures: Measures, index: int) -> Indicator:
    fact = measures.items[index].fact
    assert isinstance(fact, Indicator)
    return fact
