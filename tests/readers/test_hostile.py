"""Files made to do harm end in a typed error or a text, within the bounds that docs/readers.md states."""

from __future__ import annotations

import sys

import pytest
from hostile import ATTACKS, MEMORY_BOUND, Attack, nested_forms, outcome_of

from docparse import readers
from docparse.errors import FileTooLarge
from docparse.readers.pdf.guard import is_ordinary

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by Linux's /proc")


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.title for attack in ATTACKS])
def test_attack_is_refused_or_read_within_bounds(attack: Attack) -> None:
    outcome = outcome_of(attack)
    assert outcome.error in (attack.errors or ("",))
    assert bool(outcome.length) == (not attack.errors) or attack.title.startswith("10,000 forms")
    assert outcome.memory < MEMORY_BOUND


@pytest.mark.parametrize(("depth", "fan", "ordinary"), [(3, 10, True), (40, 1, True), (7, 10, False)])
def test_forms_are_counted_before_they_are_drawn(depth: int, fan: int, ordinary: bool) -> None:
    assert is_ordinary(nested_forms(depth, fan)) == ordinary


def test_a_device_that_never_ends_is_left_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_FILE_BYTES", 2**20)
    with pytest.raises(FileTooLarge, match="/dev/zero"):
        readers.read_document("/dev/zero")
