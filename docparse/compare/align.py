"""Pairs of items of different plans that belong in one row of a comparison, each with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from docparse.compare.features import Measures, word_weighing
from docparse.compare.items import Item, Kind, all_items
from docparse.compare.judge import Judge, judge
from docparse.compare.lookup import Phrase
from docparse.compare.neighbours import Match, matches
from docparse.compare.terms import Wording, common_runs, phrases
from docparse.compare.themes import tree
from docparse.compare.weighing import Weighing
from docparse.model import Plan

#: the order in which the kinds are printed
KINDS: tuple[Kind, ...] = ("task", "target", "section")
#: as many common phrases are named as reasons
_TERMS = 8
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons of a pair.

    ``terms`` and ``themes`` are what both share, the most telling first; ``features`` what was measured;
    ``contributions`` what each feature adds to the log odds of the score.
    """

    terms: tuple[str, ...]
    themes: tuple[str, ...]
    agencies: tuple[str, ...]
    features: dict[str, float]
    contributions: dict[str, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items that say the same thing; ``a`` belongs to the plan that was given first."""

    kind: Kind
    a: Item
    b: Item
    score: float
    why: Why

    def as_json(self, plans: Sequence[Plan]) -> dict[str, Any]:
        """The entry of ``docparse align --format json``."""
        return {
            "kind": self.kind,
            "a": {"plan": plans[self.a.plan].id, "id": self.a.id},
            "b": {"plan": plans[self.b.plan].id, "id": self.b.id},
            "score": round(self.score, _DIGITS),
            "why": {
                "terms": list(self.why.terms),
                "themes": list(self.why.themes),
                "agencies": list(self.why.agencies),
                "features": {name: round(value, _DIGITS) for name, value in self.why.features.items()},
                "contributions": {n: round(v, _DIGITS) for n, v in self.why.contributions.items()},
            },
        }


def align(plans: Sequence[Plan], kinds: Sequence[Kind] = KINDS) -> list[Pair]:
    """All pairs of tasks, targets and sections of different ``plans`` that belong in one row.

    The same plans in the same order always give the same pairs, best first within each kind.
    """
    items = all_items(plans, KINDS)
    weighing = word_weighing(items)
    return [pair for kind in kinds for pair in _aligned([i for i in items if i.kind == kind], weighing, kind)]


def _aligned(items: Sequence[Item], weighing: Weighing, kind: Kind) -> list[Pair]:
    measures = Measures(items, weighing)
    verdict = judge(kind)
    pairs = [_pair(measures, verdict, match) for match in matches(measures, verdict)]
    return sorted(
        pairs, key=lambda pair: (-round(pair.score, _DIGITS), pair.a.plan, pair.b.plan, _place(pair))
    )


def _place(pair: Pair) -> tuple[int, int]:
    return pair.a.fact.start, pair.b.fact.start


def _pair(measures: Measures, verdict: Judge, match: Match) -> Pair:
    a, b = measures.items[match.a], measures.items[match.b]
    return Pair(a.kind, a, b, match.score, explain(measures, verdict, match.a, match.b))


def explain(measures: Measures, verdict: Judge, a: int, b: int) -> Why:
    """Why the items at ``a`` and ``b`` of ``measures`` score as they do."""
    row = measures.against(a, np.array([b]), verdict.names)[0]
    features = {name: float(value) for name, value in zip(verdict.names, row, strict=True)}
    themes = _shared(measures.themes.row(a), measures.themes.row(b), measures.themes_weighing.names)
    return Why(
        tuple(_common_phrases(measures.items[a].wording, measures.items[b].wording, measures.words_weighing)),
        tuple(tree()[theme].name for theme in themes),
        tuple(sorted(measures.items[a].agencies & measures.items[b].agencies)),
        features,
        verdict.contributions(row),
    )


def _shared(a: Any, b: Any, names: Sequence[str]) -> list[str]:
    """Names of the columns that both rows have, the heaviest first."""
    columns, left, right = np.intersect1d(a[0], b[0], assume_unique=True, return_indices=True)
    weights = a[1][left] * b[1][right]
    return [names[columns[i]] for i in np.argsort(-weights, kind="stable")]


def _common_phrases(a: Wording, b: Wording, weighing: Weighing) -> list[str]:
    """The longest runs of words between stop words that both have, the most telling first."""
    found: set[Phrase] = set()
    for one, other in product(_phrases(a), _phrases(b)):
        # a single syllable is half a word more often than not
        found.update(run for run in common_runs(one, other) if len(run) > 1)
    longest = [run for run in found if not any(run != other and _within(run, other) for other in found)]
    longest.sort(key=lambda run: (-sum(map(weighing.weight, run)), run))
    return [" ".join(run) for run in longest[:_TERMS]]


def _phrases(words: Wording) -> set[tuple[Phrase, ...]]:
    return {phrase for clause in words.clauses for phrase in phrases(clause)}


def _within(run: Phrase, other: Phrase) -> bool:
    return f" {' '.join(run)} " in f" {' '.join(other)} "
