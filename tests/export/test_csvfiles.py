from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from docparse.export.csvfiles import CsvFile, lines
from docparse.export.rows import View
from docparse.export.sheets import TARGETS, TASKS
from docparse.model import Plan

Make = Callable[..., Plan]


def write(path: Path, plan: Plan, sheet: object = TASKS) -> bytes:
    table = CsvFile(path, sheet)  # type: ignore[arg-type]
    table.add(plan.id, lines(sheet.rows(View(plan))))  # type: ignore[attr-defined]
    table.finish()
    return path.read_bytes()


def test_excel_is_told_that_it_is_unicode(make_plan: Make, tmp_path: Path) -> None:
    assert write(tmp_path / "tasks.csv", make_plan()).startswith(b"\xef\xbb\xbfplan_id,plan_number,province,")


def test_quotes_and_line_breaks_are_kept_in_quotes(make_plan: Make, tmp_path: Path) -> None:
    content = write(tmp_path / "tasks.csv", make_plan()).decode("utf-8-sig")
    assert '"Sở Y tế, ""phối hợp"" với Sở Tài chính\nmua cây trong quý II"' in content
    assert content.endswith("\r\n")
    (row,) = csv.DictReader(content.splitlines(keepends=True))
    assert row["passage"] == 'Sở Y tế, "phối hợp" với Sở Tài chính\nmua cây trong quý II'


def test_numbers_are_written_for_programs(make_plan: Make, tmp_path: Path) -> None:
    content = write(tmp_path / "targets.csv", make_plan(), TARGETS).decode("utf-8-sig")
    assert [row["value"] for row in csv.DictReader(content.splitlines())] == ["2400", "92.5"]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")'])
def test_no_text_becomes_a_formula(make_plan: Make, tmp_path: Path, text: str) -> None:
    task = make_plan().tasks[0].model_copy(update={"text": text})
    content = write(tmp_path / "tasks.csv", make_plan(tasks=(task,))).decode("utf-8-sig")
    (row,) = csv.DictReader(content.splitlines(keepends=True))
    assert row["task"] == "'" + text


def test_abandoned_leaves_the_file_of_the_last_run(make_plan: Make, tmp_path: Path) -> None:
    before = write(tmp_path / "tasks.csv", make_plan())
    table = CsvFile(tmp_path / "tasks.csv", TASKS)
    table.add("x", lines([["x"] * len(TASKS.columns)]))
    table.abandon()
    assert (tmp_path / "tasks.csv").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1
