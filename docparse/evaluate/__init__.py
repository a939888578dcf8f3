"""How well a run read its documents: against answers made by hand, against the text, against another run.

::

    evaluation = evaluate(pair(read_gold(Path("gold")), read_outputs(Path("out"))))
    evaluation.total["lead"].f1
    unclaimed(plan)
    compare_runs(read_outputs(Path("before")), read_outputs(Path("after")))

Nothing here knows the extractors: a judge must not be kin to the accused.
"""

from __future__ import annotations

from docparse.evaluate.evaluation import Evaluated, Evaluation, evaluate
from docparse.evaluate.files import Output, pair, read_outputs
from docparse.evaluate.gains import Comparison, compare_runs
from docparse.evaluate.gold import Gold, InvalidGold, read_gold
from docparse.evaluate.grounding import Baseless, ground
from docparse.evaluate.metrics import METRICS
from docparse.evaluate.remainder import Unclaimed, unclaimed
from docparse.evaluate.tally import Tally

__all__ = [
    "METRICS",
    "Baseless",
    "Comparison",
    "Evaluated",
    "Evaluation",
    "Gold",
    "InvalidGold",
    "Output",
    "Tally",
    "Unclaimed",
    "compare_runs",
    "evaluate",
    "ground",
    "pair",
    "read_gold",
    "read_outputs",
    "unclaimed",
]
