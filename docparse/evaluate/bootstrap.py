"""How sure a figure is: what it would be, had other documents of the same kind been marked."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from docparse.evaluate.tally import Tally, f1_of

ROUNDS = 1000
_LEVEL = 0.95
_SEED = 20250701  # any fixed number: two runs must print the same


def intervals(
    documents: Sequence[Mapping[str, Tally]], rounds: int = ROUNDS
) -> dict[str, tuple[float, float]]:
    """The range that holds 95 % of the pooled F1 figures when whole documents are drawn again.

    ``documents`` are the tallies of each document, all with the same names. Facts of one document are
    right or wrong together, so documents are drawn, not facts. Empty for fewer than two documents: one
    document says nothing of others.
    """
    if len(documents) < 2:
        return {}
    names = list(documents[0])
    counts = [[(d[name].hit, d[name].gold, d[name].found) for name in names] for d in documents]
    dice = random.Random(_SEED)
    figures: list[list[float]] = [[] for _ in names]
    for _ in range(rounds):
        drawn = dice.choices(counts, k=len(counts))
        for figure, parts in zip(figures, zip(*drawn, strict=True), strict=True):
            figure.append(f1_of(*map(sum, zip(*parts, strict=True))))
    return {name: _middle(sorted(figure)) for name, figure in zip(names, figures, strict=True)}


def _middle(ordered: Sequence[float]) -> tuple[float, float]:
    cut = round(len(ordered) * (1 - _LEVEL) / 2)
    return ordered[cut], ordered[-1 - cut]
