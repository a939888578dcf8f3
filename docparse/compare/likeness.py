"""Whether two figures of one row may be held against each other, and how alike they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from docparse.compare.features import Measures
from docparse.compare.figures import SHARE, unit_of
from docparse.compare.terms import wording
from docparse.model import Indicator
from docparse.text import fold


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` is that of the pair, ``same_level`` whether both stand for the same level.

    ``same_head`` tells whether the kind of thing that is counted is the same (schools, sites),
    ``same_thing`` whether it is called so as well (schools, schools with a laboratory).
    """

    score: float
    same_head: bool
    same_thing: bool
    same_level: bool


def likeness(measures: Measures, a: int, b: int, score: float) -> Likeness:
    """How the indicators at ``a`` and ``b`` of ``measures`` compare; ``score`` is the judge's."""
    other = np.array([b])
    counts = _adds(measures, a) and _adds(measures, b)
    level = float(measures.other_level(a, other)[0])
    head = bool(measures.other_head(a, other)[0] < 1.0)
    return Likeness(
        score,
        head,
        head and not (counts and _other_noun(measures, a, b)),
        # of a share the whole may be held against a part, of a count or a speed never
        level < 1.0 and (level == 0.0 or _share(measures, a)),
    )


def measures_another(measures: Measures, a: int, b: int) -> bool:
    """Whether one tells who has something and the other who lacks it, or nothing measured is the same.

    The share of pupils with an account and the share of lessons given online may be alike in all but
    what is counted, of whom, and in what respect.
    """
    other = np.array([b])
    told = (measures.other_head, measures.other_subject, measures.other_measure)
    return not measures.as_lacking(a, b) or all(feature(a, other)[0] > 0.0 for feature in told)


def _adds(measures: Measures, index: int) -> bool:
    unit = unit_of(_indicator(measures, index).unit)
    return unit is not None and unit.adds


def _share(measures: Measures, index: int) -> bool:
    unit = unit_of(_indicator(measures, index).unit)
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
