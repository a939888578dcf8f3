from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from docparse.export import JsonStream, ResultFolder
from docparse.export.atomic import Unwritable, write_atomically
from docparse.model import Plan

Make = Callable[..., Plan]


def test_equal_ids_get_numbers_in_the_order_of_coming(make_plan: Make, tmp_path: Path) -> None:
    with ResultFolder(tmp_path) as results:
        ids = [results.add(make_plan(id=name)).id for name in ("a", "a-2", "a", "a", "b")]
        results.finish()
    assert ids == ["a", "a-2", "a-3", "a-4", "b"]
    assert {json.loads((tmp_path / f"{name}.json").read_bytes())["id"] for name in ids} == set(ids)


def test_an_id_too_long_for_a_file_name_is_cut(make_plan: Make, tmp_path: Path) -> None:
    with ResultFolder(tmp_path) as results:
        ids = {results.add(make_plan(id="x" * 300)).id for _ in range(2)}
        results.finish()
    assert len(ids) == 2
    assert all((tmp_path / f"{name}.json").is_file() for name in ids)


def test_json_comes_at_once_and_tables_at_the_end(make_plan: Make, tmp_path: Path) -> None:
    with ResultFolder(tmp_path) as results:
        results.add(make_plan(id="a"))
        assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["a.json"]
        results.finish()
    assert (tmp_path / "tasks.csv").is_file()
    assert (tmp_path / "plans.xlsx").is_file()


def test_a_run_broken_off_leaves_the_tables_of_the_last(make_plan: Make, tmp_path: Path) -> None:
    with ResultFolder(tmp_path) as results:
        results.add(make_plan(id="a"))
        results.finish()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def break_off() -> None:
        with ResultFolder(tmp_path) as results:
            results.add(make_plan(id="a"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_no_plan_no_tables(tmp_path: Path) -> None:
    with ResultFolder(tmp_path / "out") as results:
        assert results.finish() == []
    assert list((tmp_path / "out").iterdir()) == []


def test_a_table_in_use_spares_the_others(make_plan: Make, tmp_path: Path) -> None:
    # a folder in its place stands for a file that Excel holds open
    (tmp_path / "tasks.csv" / "x").mkdir(parents=True)
    with ResultFolder(tmp_path, ("json", "csv", "xlsx")) as results:
        results.add(make_plan(id="a"))
        errors = results.finish()
    assert [error.source for error in errors] == [str(tmp_path / "tasks.csv")]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.json",
        "agencies.csv",
        "citations.csv",
        "plans.csv",
        "plans.xlsx",
        "targets.csv",
        "tasks.csv",
    ]


def test_a_file_that_cannot_be_replaced_stays_and_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "a.json" / "x").mkdir(parents=True)
    with pytest.raises(Unwritable) as caught:
        write_atomically(tmp_path / "a.json", b"{}")
    assert caught.value.source == str(tmp_path / "a.json")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_results_can_be_read_by_others(make_plan: Make, tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    with ResultFolder(tmp_path / "out") as results:
        results.add(make_plan(id="a"))
        results.finish()
    usual = (tmp_path / "plain").stat().st_mode
    assert {path.stat().st_mode for path in (tmp_path / "out").iterdir()} == {usual}


def test_what_is_written_is_read_back(make_plan: Make, tmp_path: Path) -> None:
    with ResultFolder(tmp_path) as results:
        plan = results.add(make_plan())
        results.finish()
    assert Plan.from_json((tmp_path / f"{plan.id}.json").read_bytes()) == plan


def test_a_stream_of_one_plan_is_an_object(make_plan: Make, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with path.open("wb") as file, JsonStream(file, single=True) as stream:
        stream.add(make_plan())
        stream.finish()
    assert Plan.from_json(path.read_bytes()) == make_plan()
