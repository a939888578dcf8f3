"""Which items may belong together: found through common terms, then measured and judged.

Every item is held against the items of other plans that share its telling terms, and only against the
best of those, so that the work grows with the number of items and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from docparse.compare.features import Measures
from docparse.compare.judge import Judge
from docparse.compare.sparse import Ints, Postings

#: candidates of one item: so many for each other plan, but no more than the second number in all
CANDIDATES_PER_PLAN = 12
CANDIDATES = 40
#: terms that stand in more texts tell little and cost much; one per plan is always allowed for
_COMMON_TERM = 60
_COMMON_TERM_PER_PLAN = 3
#: likeness below which a pair is not worth measuring
_FLOOR = 0.02


@dataclass(frozen=True, slots=True)
class Match:
    """Two items (by position) that score at least the threshold."""

    a: int
    b: int
    score: float


class Neighbourhood:
    """The candidates of each item among the items of other sides."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures
        self._sides = np.array([item.side for item in measures.items])
        self._words, self._themes = Postings(measures.words), Postings(measures.themes)
        plans = len({item.plan for item in measures.items})
        self._common = max(_COMMON_TERM, _COMMON_TERM_PER_PLAN * plans)
        self._limit = min(CANDIDATES, CANDIDATES_PER_PLAN * max(1, plans))

    def candidates(self, index: int) -> Ints:
        """Positions of the most promising items of other sides, the best first."""
        likeness = self._likeness(index)
        likeness[self._sides == self._sides[index]] = 0.0
        near = np.flatnonzero(likeness > _FLOOR)
        if len(near) > self._limit:
            least = np.partition(likeness[near], -self._limit)[-self._limit]
            near = near[likeness[near] >= least]
        # ties are broken by position, so that every run gives the same
        return near[np.argsort(-likeness[near], kind="stable")[: self._limit]]

    def _likeness(self, index: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        size = len(self._measures.items)
        columns, weights = self._measures.words.row(index)
        telling = self._words.counts[columns] <= self._common
        if not telling.any():  # a text of common words only: they must do
            telling[:] = True
        likeness = self._words.products(columns[telling], weights[telling], size)
        return likeness + self._themes.products(*self._measures.themes.row(index), size) / 2


def matches(measures: Measures, judge: Judge) -> Iterator[Match]:
    """All pairs of items of different plans that the judge holds to belong together, each once."""
    neighbourhood = Neighbourhood(measures)
    measured: set[tuple[int, int]] = set()
    for index in range(len(measures.items)):
        found = neighbourhood.candidates(index)
        others = np.array([o for o in found.tolist() if (o, index) not in measured], np.int64)
        if not len(others):
            continue
        measured.update((index, other) for other in others.tolist())
        scores = judge.scores(measures.against(index, others, judge.names))
        for other, score in zip(others.tolist(), scores.tolist(), strict=True):
            if score >= judge.threshold:
                yield Match(min(index, other), max(index, other), score)
