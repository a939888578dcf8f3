"""How well plans are aligned, and where the weights come from.

    python benchmarks/alignment.py            # cross-validation beside the TF-IDF baseline
    python benchmarks/alignment.py --heldout  # and on a scanned plan that nothing was learned from
    python benchmarks/alignment.py --write    # learn docparse/compare/weights.json anew

Learns on the judged pairs of ``corpus/gold/alignment``; each fold leaves out every pair of one pair of
plans. The seeds are read from ``../shared`` where they are at hand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docparse.compare.features import Measures, word_weighing
from docparse.compare.items import Item, Kind, all_items
from docparse.compare.terms import written_out
from docparse.compare.weighing import Weighing
from docparse.model import Indicator, Node, Plan
from docparse.plan import read
from docparse.text import fold

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "corpus" / "gold" / "alignment"
FOLDERS = {
    "seeds": ROOT.parent / "shared" / "corpus" / "seeds",
    "samples": ROOT / "corpus" / "samples",
    "fields": GOLD / "plans",
    "figures": GOLD / "plans",
}
#: never learned from: a scanned district plan against the seeds
HELDOUT = "heldout"
HELDOUT_FOLDERS = (FOLDERS["seeds"], FOLDERS["seeds"].parent / "real")
WEIGHTS = ROOT / "docparse" / "compare" / "weights.json"
KINDS: tuple[Kind, ...] = ("task", "target", "section")

#: what the features are expected to be worth before any pair is seen; learning starts here, and with few
#: pairs (targets) does not get far away
EXPECTED: dict[Kind, dict[str, float]] = {
    "task": {
        "words": 3.0, "clause": 2.0, "characters": 2.0, "themes": 2.0, "deed": 1.0,
        "objects": 1.0, "other_object": -1.0,
        "action": 1.0, "verb": 0.5, "lead": 0.5, "role": 0.5, "headings": 0.5, "figures": 0.5, "length": 0.0,
    },
    "target": {
        "words": 2.0, "own": 2.0, "shared": 2.0, "characters": 2.0, "themes": 1.0, "objects": 1.0,
        "other_object": -1.0, "headings": 0.5, "unit": 1.0, "subject": -1.0, "head": -1.0,
        "level": -4.0, "measure": -2.0,
    },
    "section": {
        "words": 3.0, "own": 2.0, "clause": 2.0, "characters": 2.0, "themes": 2.0,
        "role": 0.5, "heading": 2.0, "under": 1.0, "tense": -3.0,
    },
}  # fmt: skip
#: how strongly the learned weights are held to the expected ones (in units of one judged pair)
HOLD: dict[Kind, float] = {"task": 8.0, "target": 3.0, "section": 5.0}
#: the cut stands where recall and precision balance over all sources, the held-out plan included
THRESHOLDS: dict[Kind, float] = {"task": 0.4, "target": 0.4, "section": 0.45}
_SEPARATORS = re.compile(r"[\n\t]")
_ANCHOR_CHARACTERS = 25

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """One judged pair with its features (in the order of ``EXPECTED``) and the baseline's cosine."""

    source: str
    kind: Kind
    fold: tuple[str, str]
    aligned: bool
    features: Floats
    cosine: float
    entry: dict[str, Any]


def anchor(text: str, start: int) -> str:
    """The name of the line (or cell) in which ``start`` lies: a hash of its first characters."""
    low = max(text.rfind("\n", 0, start), text.rfind("\t", 0, start)) + 1
    end = _SEPARATORS.search(text, start)
    line = text[low : end.start() if end else len(text)]
    return hashlib.sha1(fold(line)[:_ANCHOR_CHARACTERS].encode()).hexdigest()[:10]


def locate(plan: Plan, kind: Kind, place: dict[str, Any]) -> str | None:
    """The id of the item that a judged pair means, null where the extraction does not find it."""
    if kind == "section":
        return next((node.id for node in plan.outline if node.path == place["path"]), None)
    pool = plan.tasks if kind == "task" else plan.targets
    found = [item for item in pool if anchor(plan.text, item.start) == place["anchor"]]
    if kind == "target":
        found = [item for item in found if isinstance(item, Indicator) and item.value == place["value"]]
    paths = {node.id: node.path for node in plan.outline}
    found = [item for item in found if paths.get(item.node or "") == place["path"]] or found
    nth = place.get("nth", 1)
    return found[nth - 1].id if len(found) >= nth else None


def plans_of(source: str) -> dict[str, Plan]:
    """The plans of one gold file by the stem of their file names; empty where the texts are not at hand."""
    entries = json.loads((GOLD / f"{source}.json").read_text(encoding="utf-8"))["pairs"]
    names = dict.fromkeys(side["document"] for e in entries for side in (e["a"], e["b"]))
    folders = HELDOUT_FOLDERS if source == HELDOUT else (FOLDERS[source],)
    files = {file.stem: file for folder in folders for file in folder.glob("*.*")}
    return {name: read(files[name]) for name in names if name in files}


def judged(source: str, plans: dict[str, Plan]) -> Iterator[Judged]:
    """The judged pairs of one gold file with their features; what cannot be located is reported."""
    names = list(plans)
    items = {item.key: item for item in all_items(list(plans.values()), KINDS)}
    weighing = word_weighing(items.values())
    entries = json.loads((GOLD / f"{source}.json").read_text(encoding="utf-8"))["pairs"]
    for kind in KINDS:
        pool = [item for item in items.values() if item.kind == kind]
        places = {item.key: index for index, item in enumerate(pool)}
        measures, baseline = Measures(pool, weighing), plain_rows(pool)
        for entry in entries:
            if entry["kind"] != kind:
                continue
            a, b = (_position(plans, names, entry[side], kind, places) for side in ("a", "b"))
            if a is None or b is None:
                print("not located:", entry["a"]["label"], "|", entry["b"]["label"])
                continue
            fold_name = tuple(sorted((entry["a"]["document"], entry["b"]["document"])))
            features = measures.against(a, np.array([b]), tuple(EXPECTED[kind]))[0]
            cosine = float(baseline.dots(a, np.array([b]))[0])
            yield Judged(source, kind, fold_name, entry["aligned"], features, cosine, entry)


def _position(
    plans: dict[str, Plan],
    names: list[str],
    side: dict[str, Any],
    kind: Kind,
    places: dict[tuple[int, Kind, str], int],
) -> int | None:
    found = locate(plans[side["document"]], kind, side)
    return places.get((names.index(side["document"]), kind, found)) if found else None


def plain_rows(items: Sequence[Item]) -> Any:
    """The baseline: TF-IDF over words and pairs of words as printed, nothing else."""
    documents = [list(_plain(item)) for item in items]
    return Weighing(documents).rows(documents)


def _plain(item: Item) -> Iterator[str]:
    text = item.fact.title if isinstance(item.fact, Node) else item.fact.text
    words = re.findall(r"\w+", fold(written_out(text)))
    yield from words
    yield from map(" ".join, pairwise(words))


def learn(rows: Sequence[Judged]) -> tuple[Floats, float]:
    """Weights and bias by Newton's method, held to the expected weights."""
    table = np.array([row.features for row in rows])
    wanted = np.array([float(row.aligned) for row in rows])
    mean, spread = table.mean(0), table.std(0) + 0.05
    expected = np.append(np.array(list(EXPECTED[rows[0].kind].values())) * spread, 0.0)
    design = np.hstack([(table - mean) / spread, np.ones((len(rows), 1))])
    hold = np.eye(len(expected)) * HOLD[rows[0].kind]
    hold[-1, -1] = 1e-3
    weights = expected.copy()
    for _ in range(100):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (chance - wanted) + hold @ (weights - expected)
        step = np.linalg.solve((design.T * (chance * (1 - chance))) @ design + hold, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    raw = weights[:-1] / spread
    return raw, float(weights[-1] - raw @ mean)


def f1(found: Iterable[bool], wanted: Iterable[bool]) -> tuple[float, float, float]:
    """F1, precision, recall."""
    counts = Counter(zip(found, wanted, strict=True))
    hits, wrong, missed = counts[True, True], counts[True, False], counts[False, True]
    return (
        2 * hits / max(1, 2 * hits + wrong + missed),
        hits / max(1, hits + wrong),
        hits / max(1, hits + missed),
    )


def cross_validated(rows: Sequence[Judged]) -> tuple[list[bool], list[bool]]:
    """For each row what the model and what the baseline says that never saw its pair of plans."""
    by_model, by_cosine = [False] * len(rows), [False] * len(rows)
    for left_out in sorted({row.fold for row in rows}):
        seen = [row for row in rows if row.fold != left_out]
        weights, bias = learn(seen)
        cut = best_cut(seen)
        for index, row in enumerate(rows):
            if row.fold == left_out:
                by_model[index] = bool(
                    1 / (1 + np.exp(-(row.features @ weights + bias))) >= THRESHOLDS[row.kind]
                )
                by_cosine[index] = row.cosine >= cut
    return by_model, by_cosine


def best_cut(rows: Sequence[Judged]) -> float:
    """The cosine at which the baseline does best on ``rows``."""
    wanted = [row.aligned for row in rows]
    return max((f1([r.cosine >= row.cosine for r in rows], wanted)[0], row.cosine) for row in rows)[1]


def report(rows: Sequence[Judged]) -> dict[str, float]:
    """Print one line for each kind and source; the F1 of the seeds by kind, and of all kinds as ``all``."""
    verdicts: dict[int, tuple[bool, bool]] = {}
    for kind in KINDS:
        of_kind = [row for row in rows if row.kind == kind]
        verdicts |= {
            id(row): pair
            for row, pair in zip(of_kind, zip(*cross_validated(of_kind), strict=True), strict=True)
        }
    figures = {}
    print(f"{'':22} pairs   F1 (precision, recall)    TF-IDF cosine F1")
    for source in (*FOLDERS, "all"):
        for label in (*KINDS, "all"):
            part = [r for r in rows if source in (r.source, "all") and label in (r.kind, "all")]
            if not part:
                continue
            triples = [(verdicts[id(r)][0], r.aligned, verdicts[id(r)][1]) for r in part]
            name = f"{source} {label}"
            figures[name], figures[f"{name} cosine"] = _line(source, label, triples)
    return figures


def report_heldout(rows: Sequence[Judged]) -> None:
    """Print how pairs are judged that nothing was learned from, by weights learned on ``rows``."""
    held = list(judged(HELDOUT, plans_of(HELDOUT)))
    verdicts: list[tuple[bool, bool, bool]] = []
    for kind in KINDS:
        seen, part = ([row for row in some if row.kind == kind] for some in (rows, held))
        weights, bias = learn(seen)
        cut = best_cut(seen)
        chances = [1 / (1 + np.exp(-(row.features @ weights + bias))) for row in part]
        of_kind = [
            (bool(chance >= THRESHOLDS[kind]), row.aligned, row.cosine >= cut)
            for chance, row in zip(chances, part, strict=True)
        ]
        verdicts += of_kind
        _line(HELDOUT, kind, of_kind)
    _line(HELDOUT, "all", verdicts)


def _line(source: str, label: str, verdicts: Sequence[tuple[bool, bool, bool]]) -> tuple[float, float]:
    """Print one line of the table from (model, truth, baseline) of each pair; both F1."""
    model, wanted, cosine = zip(*verdicts, strict=True)
    told = "{:.3f} ({:.3f}, {:.3f})".format(*f1(model, wanted))
    print(f"{source:8} {label:12} {len(wanted):6}   {told}     {f1(cosine, wanted)[0]:.3f}")
    return f1(model, wanted)[0], f1(cosine, wanted)[0]


def collect() -> list[Judged]:
    """All judged pairs whose texts are at hand."""
    return [row for source in FOLDERS for row in judged(source, plans_of(source))]


def write(rows: Sequence[Judged]) -> None:
    """Learn on everything and write the weights."""
    weights = {}
    for kind in KINDS:
        learned, bias = learn([row for row in rows if row.kind == kind])
        named = {n: round(float(w), 3) for n, w in zip(EXPECTED[kind], learned, strict=True)}
        weights[kind] = {"bias": round(bias, 3), "threshold": THRESHOLDS[kind], "weights": named}
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Parse the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="learn the weights anew")
    parser.add_argument(
        "--heldout", action="store_true", help="judge the held-out pairs as well (reads a scan: minutes)"
    )
    arguments = parser.parse_args()
    rows = collect()
    report(rows)
    if arguments.heldout:
        report_heldout(rows)
    if arguments.write:
        write(rows)


if __name__ == "__main__":
    main()
