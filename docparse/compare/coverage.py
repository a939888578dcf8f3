"""How far each plan takes up the central one: per task and target, with the nearest passage as evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from docparse.compare.cells import Cells
from docparse.compare.clusters import OTHER
from docparse.compare.features import Measures
from docparse.compare.items import Item
from docparse.compare.judge import Judge
from docparse.compare.ownwork import is_own_work
from docparse.compare.records import CoverageCell, CoverageRow, Covered, Place
from docparse.compare.sparse import Ints, Postings
from docparse.compare.weighing import Weighing
from docparse.compare.witnesses import Witness
from docparse.model import Node, Plan

#: so many of a plan's passages are measured in full; the nearest is among them
_SHORTLIST = 12
#: from here on the witness is clear; down to the judge's threshold a person must look at it
_CLEAR = 0.75
#: below the judge's threshold, but near enough to be shown
_SIMILAR = 0.2
#: a clause says less than the fact that it stands in: its score counts by so much
_CLAUSE = 0.93
_DIGITS = 3

#: for a fact of the central plan (its id) and another plan, what of that agrees with it, and how well
Answers = dict[tuple[str, int], list[tuple[float, Item]]]


class Coverage:
    """Holds the things of the central plan against the passages of every other plan.

    What another plan reports to be so is no witness that it takes a target up: baselines are left out of
    ``witnesses``. A fact is as near as the nearest of its clauses.
    """

    def __init__(
        self,
        witnesses: Sequence[Witness],
        weighing: Weighing,
        judge: Judge,
        plans: Sequence[Plan],
        central: int,
    ) -> None:
        self._witnesses, self._judge, self._plans, self._central = witnesses, judge, plans, central
        self._measures = Measures([witness.item for witness in witnesses], weighing)
        owners = np.array([witness.item.plan for witness in witnesses], np.int64)
        self._pools: dict[int, Ints] = {i: np.flatnonzero(owners == i) for i in range(len(plans))}
        self._words, self._themes = Postings(self._measures.words), Postings(self._measures.themes)
        self._cells = [Cells(plan) for plan in plans]

    def rows(
        self, asked: Callable[[Witness], bool], themes: Mapping[str, str], known: Answers
    ) -> list[CoverageRow]:
        """One row for each whole fact of the central plan that is ``asked`` for.

        ``themes`` are the themes of its facts by id; ``known`` is what the rows of the matrix hold
        together: coverage never says less than they do.
        """
        return [
            self._row(int(index), themes, known)
            for index in self._pools[self._central]
            if self._witnesses[index].whole and asked(self._witnesses[index])
        ]

    def _row(self, index: int, themes: Mapping[str, str], known: Answers) -> CoverageRow:
        witness = self._witnesses[index]
        name, nearest = witness.item.id, self._nearest(index)
        cells = []
        for plan in range(len(self._plans)):
            if plan != self._central:
                found = [*known.get((name, plan), []), *nearest.get(plan, [])]
                cells.append(self._cell(plan, sorted(found, key=lambda pair: -pair[0])))
        return CoverageRow(
            witness.kind,
            name,
            themes.get(name, OTHER),
            self._place(witness.item, self._central),
            tuple(cells),
            is_own_work(witness.item, self._plans[self._central]),
        )

    def _nearest(self, index: int) -> dict[int, list[tuple[float, Item]]]:
        """For each plan its passages nearest to that at ``index``, the best first, with their scores."""
        size = len(self._measures.items)
        likeness = self._words.products(*self._measures.words.row(index), size)
        likeness += self._themes.products(*self._measures.themes.row(index), size) / 2
        short = [
            pool[np.argsort(-likeness[pool], kind="stable")[:_SHORTLIST]]
            for plan, pool in self._pools.items()
            if plan != self._central
        ]
        listed = np.concatenate(short) if short else np.empty(0, np.int64)
        if not len(listed):
            return {}
        scores = self._judge.scores(self._measures.against(index, listed, self._judge.names))
        found: dict[int, list[tuple[float, Item]]] = {}
        for position in np.argsort(-scores, kind="stable").tolist():
            witness = self._witnesses[listed[position]]
            score = float(scores[position]) * (1.0 if witness.whole else _CLAUSE)
            found.setdefault(witness.item.plan, []).append((score, witness.item))
        return found

    def _cell(self, plan: int, nearest: Sequence[tuple[float, Item]]) -> CoverageCell:
        name, cut = self._plans[plan].id, self._plans[plan].source.truncated
        if not nearest:
            return CoverageCell(name, "truncated" if cut else "none", 0.0)
        score, best = round(nearest[0][0], _DIGITS), nearest[0][1]
        ids = dict.fromkeys(item.id for value, item in nearest if value >= self._judge.threshold)
        covered = self._verdict(score)
        if covered == "none" and cut:
            covered = "truncated"
        return CoverageCell(name, covered, score, tuple(ids), self._place(best, plan))

    def _verdict(self, score: float) -> Covered:
        if score >= self._judge.threshold:
            return "covered" if score >= _CLEAR else "weak"
        return "similar" if score >= _SIMILAR else "none"

    def _place(self, item: Item, plan: int) -> Place:
        return self._cells[plan].place(item.fact, None if isinstance(item.fact, Node) else item.fact.node)
