"""The samples and the seeds against their answers made by hand.

Each minimum is the measured F1, rounded down: a change that loses a single fact fails here and shows what
it lost. Raise a minimum when a change gains; lower one only with the reason beside it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from docparse import read
from docparse.evaluate import METRICS, Evaluation, evaluate, pair, read_gold
from docparse.evaluate.files import Output

SAMPLE_MINIMUMS = dict.fromkeys(METRICS, 1.0)
SEED_MINIMUMS = {**SAMPLE_MINIMUMS, "implement": 0.91, "whole_task": 0.99}
PER_DOCUMENT = ("outline", "tasks", "lead")
# answers whose source is read without OCR and was read while rules were written
SEEDS = ("quang-binh-2022", "quang-ngai-2020", "quang-ninh-2017", "37-kh-58-thpt-cao-lanh-2")


def evaluated(answers: Path, sources: dict[str, Path], names: tuple[str, ...] = ()) -> Evaluation:
    gold = [(name, g) for name, g in read_gold(answers) if not names or name in names]
    outputs = [Output(sources[g.document], read(sources[g.document])) for _, g in gold]
    return evaluate(pair(gold, outputs))


@pytest.fixture(scope="module")
def on_samples(samples: Path) -> Evaluation:
    return evaluated(samples / "answers", {path.name: path for path in samples.glob("0*.*")})


@pytest.fixture(scope="module")
def on_seeds(shared: Path) -> Evaluation:
    folders = (shared / "corpus" / "seeds", shared / "corpus" / "real")
    return evaluated(shared / "gold", {path.name: path for f in folders for path in f.iterdir()}, SEEDS)


def told(evaluation: Evaluation, name: str) -> str:
    tally = evaluation.total[name]
    return "\n".join([f"{name}: F1 {tally.f1:.3f}", *tally.missed, "too many:", *tally.invented])


@pytest.mark.parametrize("name", SAMPLE_MINIMUMS)
def test_samples(on_samples: Evaluation, name: str) -> None:
    assert len(on_samples.documents) == 8
    assert on_samples.total[name].f1 >= SAMPLE_MINIMUMS[name], told(on_samples, name)


def test_each_sample(on_samples: Evaluation) -> None:
    for document in on_samples.documents:
        for name in PER_DOCUMENT:
            tally = document.scores[name]
            assert tally.f1 == 1.0, f"{document.name}: {name}: {tally.missed} {tally.invented}"


@pytest.mark.parametrize("name", SEED_MINIMUMS)
def test_seeds(on_seeds: Evaluation, name: str) -> None:
    assert len(on_seeds.documents) == len(SEEDS)
    assert on_seeds.total[name].f1 >= SEED_MINIMUMS[name], told(on_seeds, name)
