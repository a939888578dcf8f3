"""How far each plan takes up the central one: per task and target, with the nearest passage as evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from docparse.compare.cells import Cells
from docparse.compare.features import Measures
from docparse.compare.items import Item
from docparse.compare.judge import Judge
from docparse.compare.records import CoverageCell, CoverageRow, Covered, Place
from docparse.compare.sparse import Ints, Postings
from docparse.model import Node, Plan

#: so many of a plan's items are measured in full; the nearest is among them
_SHORTLIST = 8
#: from here on the witness is clear; down to the judge's threshold a person must look at it
_CLEAR = 0.75
#: below the judge's threshold, but near enough to be shown
_SIMILAR = 0.2
_DIGITS = 3


class Coverage:
    """Measures the items of one kind of the central plan against those of every other plan.

    What another plan reports to be so is no witness that it takes a target up.
    """

    def __init__(self, measures: Measures, judge: Judge, plans: Sequence[Plan], central: int) -> None:
        self._measures, self._judge, self._plans, self._central = measures, judge, plans, central
        owners = np.array([item.plan for item in measures.items], np.int64)
        orders = np.array([item.kind != "baseline" for item in measures.items], bool)
        self._pools: dict[int, Ints] = {i: np.flatnonzero((owners == i) & orders) for i in range(len(plans))}
        self._words, self._themes = Postings(measures.words), Postings(measures.themes)
        self._cells = [Cells(plan) for plan in plans]

    def rows(self, kind: str, themes: Mapping[int, str]) -> list[CoverageRow]:
        """One row for each item of ``kind`` of the central plan; ``themes`` names those of the items."""
        return [
            self._row(int(index), themes[int(index)])
            for index in self._pools[self._central]
            if self._measures.items[index].kind == kind
        ]

    def _row(self, index: int, theme: str) -> CoverageRow:
        item = self._measures.items[index]
        kind: Literal["task", "target"] = "task" if item.kind == "task" else "target"
        nearest = self._nearest(index)
        others = [plan for plan in range(len(self._plans)) if plan != self._central]
        return CoverageRow(
            kind,
            item.id,
            theme,
            self._place(item, self._central),
            tuple(self._cell(plan, nearest.get(plan, [])) for plan in others),
        )

    def _nearest(self, index: int) -> dict[int, list[tuple[float, Item]]]:
        """For each plan its items nearest to the item at ``index``, the best first, with their scores."""
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
            item = self._measures.items[listed[position]]
            found.setdefault(item.plan, []).append((float(scores[position]), item))
        return found

    def _cell(self, plan: int, nearest: Sequence[tuple[float, Item]]) -> CoverageCell:
        name, cut = self._plans[plan].id, self._plans[plan].source.truncated
        if not nearest:
            return CoverageCell(name, "truncated" if cut else "none", 0.0)
        score, best = nearest[0]
        ids = tuple(item.id for value, item in nearest if value >= self._judge.threshold)
        covered = self._verdict(score)
        if covered == "none" and cut:
            covered = "truncated"
        return CoverageCell(name, covered, round(score, _DIGITS), ids, self._place(best, plan))

    def _verdict(self, score: float) -> Covered:
        if score >= self._judge.threshold:
            return "covered" if score >= _CLEAR else "weak"
        return "similar" if score >= _SIMILAR else "none"

    def _place(self, item: Item, plan: int) -> Place:
        return self._cells[plan].place(item.fact, None if isinstance(item.fact, Node) else item.fact.node)
