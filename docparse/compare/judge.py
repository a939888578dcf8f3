"""Whether two items belong in one row: a logistic model with few, readable weights.

The weights are data (``weights.json``), learned by ``benchmarks/alignment.py`` on judged pairs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from docparse.compare.items import Kind
from docparse.compare.sparse import Floats

#: beyond this the logistic function is 0 or 1 anyway
_STEEPEST = 30.0


@dataclass(frozen=True, slots=True)
class Judge:
    """The weights for one kind of item; pairs that score at least ``threshold`` are aligned."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float

    def scores(self, table: Floats) -> Floats:
        """Between 0 and 1 for each row of features (in the order of ``names``)."""
        logits = np.clip(table @ np.array(self.weights) + self.bias, -_STEEPEST, _STEEPEST)
        chances: Floats = 1.0 / (1.0 + np.exp(-logits))
        return chances

    def contributions(self, features: Floats) -> dict[str, float]:
        """What each feature adds to the score of one pair (in log odds), the strongest first."""
        added = {n: float(w * f) for n, w, f in zip(self.names, self.weights, features, strict=True)}
        return dict(sorted(added.items(), key=lambda entry: -abs(entry[1])))


@cache
def judge(kind: Kind) -> Judge:
    """The judge for items of ``kind``; baselines are judged as targets are."""
    text = files("docparse.compare").joinpath("weights.json").read_text(encoding="utf-8")
    row = json.loads(text)["target" if kind == "baseline" else kind]
    return Judge(tuple(row["weights"]), tuple(row["weights"].values()), row["bias"], row["threshold"])
