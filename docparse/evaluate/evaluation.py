"""The scores of a run over all documents that have answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from docparse.evaluate.bootstrap import intervals
from docparse.evaluate.gold import Gold
from docparse.evaluate.metrics import METRICS, Scores, score
from docparse.evaluate.remainder import Unclaimed, unclaimed
from docparse.evaluate.tally import Tally
from docparse.model import Plan


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One document: the name of its answers, the name of its source, its scores, what no fact claims."""

    name: str
    document: str
    scores: Scores
    unclaimed: tuple[Unclaimed, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A run against its answers.

    ``total`` pools the facts of all documents, ``intervals`` holds 95 % ranges of the pooled F1 (empty for
    a single document), ``without_output`` the sources that have answers and no plan.
    """

    documents: tuple[Evaluated, ...]
    without_output: tuple[str, ...]
    total: Scores
    intervals: Mapping[str, tuple[float, float]]

    def below(self, minimums: Mapping[str, float]) -> list[tuple[str, float, float]]:
        """(kind of fact, its F1, the minimum) for each F1 that stays under its minimum."""
        figures = [(name, self.total[name].f1, minimum) for name, minimum in minimums.items()]
        return [(name, f1, minimum) for name, f1, minimum in figures if f1 + _ROUNDING < minimum]


_ROUNDING = 1e-9


def evaluate(pairs: Iterable[tuple[str, Gold, Plan | None]]) -> Evaluation:
    """Score plans against answers, as :func:`docparse.evaluate.pair` puts them together."""
    documents: list[Evaluated] = []
    without: list[str] = []
    for name, gold, plan in pairs:
        if plan is None:
            without.append(gold.document)
        else:
            left = tuple(unclaimed(plan))
            documents.append(Evaluated(name, gold.document, score(gold, plan), left))
    scores = [document.scores for document in documents]
    return Evaluation(tuple(documents), tuple(without), _pooled(documents), intervals(scores))


def _pooled(documents: Sequence[Evaluated]) -> Scores:
    total = {name: Tally() for name in METRICS}
    for document in documents:
        for name, tally in document.scores.items():
            total[name].include(tally, document.name)
    return total
