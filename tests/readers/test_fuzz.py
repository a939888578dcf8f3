"""Damaged files are read or refused with a remedy; benchmarks/fuzz.py does the same with thousands."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from fuzz import ENDINGS, broken_files, outcome_of

from docparse.readers.ocr import engine

FILES, SEED = 200, 7
GOOD = {"read", "UnreadableFile", "EncryptedFile", "UnsupportedFormat", "FileTooLarge", "MissingTool"}


@pytest.mark.slow
def test_broken_files_are_read_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "is_available", lambda: False)
    outcomes = Counter(
        (Path(name).suffix, outcome_of(name, data)) for name, data in broken_files(SEED, FILES)
    )
    assert {outcome for _, outcome in outcomes} <= GOOD
    # damage that every file survives, or none, proves little
    for ending in ENDINGS:
        assert outcomes[ending, "read"] > 0
    assert outcomes[".docx", "UnreadableFile"] > 0
    assert outcomes[".pdf", "UnreadableFile"] > 0


def test_the_same_seed_gives_the_same_files() -> None:
    assert list(broken_files(3, 12)) == list(broken_files(3, 12))
    assert dict(broken_files(3, 12)).keys().isdisjoint(dict(broken_files(4, 12)).keys())
