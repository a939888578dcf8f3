from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from docparse.export.jsonfiles import to_bytes, with_id
from docparse.export.tables import FORMATS, Share, Tables
from docparse.model import Plan

Make = Callable[..., Plan]


def write(folder: Path, *shares: tuple[str, Share]) -> dict[str, bytes]:
    folder.mkdir()
    with Tables(folder, FORMATS) as tables:
        for plan_id, share in shares:
            tables.add(plan_id, share)
        assert tables.finish() == []
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_id_may_come_after_the_rows(make_plan: Make, tmp_path: Path) -> None:
    early, late = Share.of(make_plan(), FORMATS), Share.of(make_plan(id="x-2"), FORMATS)
    assert write(tmp_path / "early", ("x-2", early)) == write(tmp_path / "late", ("x-2", late))
    with (tmp_path / "early" / "targets.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["plan_id"] for row in csv.DictReader(stream)] == ["x-2", "x-2"]


def test_a_share_that_travelled_is_the_same(make_plan: Make) -> None:
    share = Share.of(make_plan(), FORMATS)
    assert Share.unpack(share.pack()) == share


@pytest.mark.parametrize("wanted", ["a", 'a "quoted" \\ id', "đồng-mây"])
def test_json_under_another_id_is_that_of_the_plan_with_this_id(make_plan: Make, wanted: str) -> None:
    plan = make_plan(id=wanted)
    for given in ("b", 'new "id" \\', "\n"):
        assert with_id(to_bytes(plan), given) == to_bytes(plan.model_copy(update={"id": given}))
    spaced = plan.to_json(indent=2).encode()
    assert with_id(spaced, "b") == to_bytes(plan.model_copy(update={"id": "b"}))
