"""The judged pairs: every one is found in the plans, and the model judges as their author did."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest

from docparse.compare import align

GOLD = Path(__file__).resolve().parents[2] / "corpus" / "gold" / "alignment"
#: what the shipped weights must reach on plans of fields that they were not made for (they saw these pairs)
_FIELDS = 0.88
#: what cross-validation over the seeds must reach, and by how much it must beat TF-IDF
_SEEDS, _LEAD = 0.85, 0.1


def entries(source: str) -> list[dict[str, object]]:
    return json.loads((GOLD / f"{source}.json").read_text(encoding="utf-8"))["pairs"]


@pytest.mark.parametrize("source", ["seeds", "samples", "fields", "figures", "heldout"])
def test_every_judged_pair_has_a_reason_and_labels_of_our_own(source: str) -> None:
    assert len(entries(source)) > 50
    for entry in entries(source):
        assert entry["reason"]
        assert entry["kind"] in ("task", "target", "section")
        assert isinstance(entry["aligned"], bool)
        for side in (entry["a"], entry["b"]):
            assert side["label"].isascii()  # a copied sentence would not be
            assert len(side["label"]) < 90


def test_the_seeds_have_pairs_of_both_kinds_in_every_pair_of_plans() -> None:
    judged = entries("seeds")
    assert len(judged) >= 60
    assert sum(entry["aligned"] for entry in judged) >= 30
    assert sum(not entry["aligned"] for entry in judged) >= 30


def test_no_pair_is_judged_twice() -> None:
    for source in ("seeds", "samples", "fields", "figures", "heldout"):
        keys = [
            json.dumps([{k: v for k, v in e[side].items() if k != "label"} for side in ("a", "b")])
            + e["kind"]
            for e in entries(source)
        ]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("source", ["fields", "figures", "samples"])
def test_every_judged_pair_is_located(alignment_benchmark: ModuleType, source: str) -> None:
    found = list(alignment_benchmark.judged(source, alignment_benchmark.plans_of(source)))
    assert len(found) == len(entries(source))


def test_the_shipped_weights_judge_other_fields(alignment_benchmark: ModuleType) -> None:
    plans = alignment_benchmark.plans_of("fields")
    names = list(plans)
    aligned = {
        (pair.kind, names[pair.a.plan], pair.a.id, names[pair.b.plan], pair.b.id)
        for pair in align(list(plans.values()))
    }

    def known(entry: dict) -> tuple[str, ...]:
        sides = [
            (side["document"], alignment_benchmark.locate(plans[side["document"]], entry["kind"], side))
            for side in (entry["a"], entry["b"])
        ]
        return entry["kind"], *(
            part for side in sorted(sides, key=lambda s: names.index(s[0])) for part in side
        )

    judged = entries("fields")
    verdicts = [known(entry) in aligned for entry in judged]
    assert alignment_benchmark.f1(verdicts, [entry["aligned"] for entry in judged])[0] >= _FIELDS


@pytest.mark.slow
def test_cross_validation_over_the_seeds_beats_tf_idf(alignment_benchmark: ModuleType, shared: Path) -> None:
    figures = alignment_benchmark.report(alignment_benchmark.collect())
    assert figures["seeds all"] >= _SEEDS
    assert figures["seeds all"] >= figures["seeds all cosine"] + _LEAD
    assert figures["all task"] >= figures["all task cosine"] + _LEAD


def test_the_weights_are_what_the_benchmark_learns(alignment_benchmark: ModuleType, shared: Path) -> None:
    """Nobody has turned a weight by hand since."""
    shipped = json.loads(alignment_benchmark.WEIGHTS.read_text(encoding="utf-8"))
    rows = alignment_benchmark.collect()
    for kind in alignment_benchmark.KINDS:
        learned, bias = alignment_benchmark.learn([row for row in rows if row.kind == kind])
        assert list(shipped[kind]["weights"].values()) == pytest.approx(learned.tolist(), abs=0.35)
        assert shipped[kind]["bias"] == pytest.approx(bias, abs=0.5)
