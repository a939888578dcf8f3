"""Coverage: a clear witness, one that a person must look at, and none; what is shown and counted of each."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from docx import Document
from openpyxl import load_workbook
from plan_factory import PlanMaker

from docparse.compare import compare
from docparse.compare.records import Comparison, Covered
from docparse.export import matrix_words as words
from docparse.export.matrix_csv import to_csv
from docparse.export.matrix_docx import to_docx
from docparse.export.matrix_html import to_html
from docparse.export.matrix_md import to_markdown
from docparse.export.matrix_xlsx import to_xlsx

RECORDS = "Triển khai bệnh án điện tử tại các bệnh viện"
TREES = "Trồng cây thuốc nam trong vườn trạm y tế"


def comparison(kind: Covered, score: float) -> Comparison:
    """One task of a ministry, and the verdict on a province whose nearest task is about trees."""
    ministry = PlanMaker("bo", issuer="Bộ Y tế", issued_on="2021-01-01").section("Nhiệm vụ").task(RECORDS)
    other = PlanMaker("tinh", province="Cao Bằng").section("Nhiệm vụ").task(TREES)
    found = compare([other.plan()], ministry.plan())
    (row,) = found.coverage
    cell = replace(row.cells[0], covered=kind, score=score)
    # the tasks themselves are told elsewhere: here only what coverage quotes
    return replace(found, tasks=(), coverage=(replace(row, cells=(cell,)),))


def printed(found: Comparison) -> dict[str, str]:
    book = load_workbook(io.BytesIO(to_xlsx(found)))
    document = Document(io.BytesIO(to_docx(found)))
    return {
        "md": to_markdown(found).decode(),
        "csv": to_csv(found).decode(),
        "html": to_html(found).decode(),
        "xlsx": "\n".join(str(c.value) for s in book for r in s.iter_rows() for c in r),
        "docx": "\n".join(c.text for t in document.tables for r in t.rows for c in r.cells),
    }


@pytest.mark.parametrize("form", ["md", "csv", "html", "xlsx", "docx"])
def test_what_was_not_seen_has_no_passage_to_quote(form: str) -> None:
    text = printed(comparison("none", 0.1))[form]
    assert "chưa thấy" in text
    assert TREES not in text


@pytest.mark.parametrize("form", ["md", "csv", "html", "xlsx", "docx"])
def test_what_is_to_be_checked_is_quoted_and_named_so(form: str) -> None:
    text = printed(comparison("weak", 0.6))[form]
    assert "cần xem" in text
    assert TREES in text


def test_a_weak_witness_is_not_counted_as_one() -> None:
    found = comparison("none", 0.0)
    column = replace(found.columns[1], covered=0, weak=1)
    assert words.coverage_of(column, found) == "có 0/1 (0%), cần xem 1"
    assert words.coverage_of(replace(column, covered=1, weak=0), found) == "có 1/1 (100%)"


def test_every_score_has_the_verdict_that_the_legend_gives_it(
    health: tuple[object, object], farming: tuple[object, object]
) -> None:
    found = compare([*health, *farming], health[0])  # type: ignore[list-item, arg-type]
    cells = [cell for row in found.coverage for cell in row.cells]
    expected = [
        "covered"
        if c.score >= 0.75
        else "weak"
        if c.score >= 0.4
        else "similar"
        if c.score >= 0.2
        else "none"
        for c in cells
    ]
    assert [cell.covered for cell in cells] == expected
    assert {"covered", "weak", "none"} <= set(expected)
    for column in found.columns[1:]:
        own = [cell.covered for cell in cells if cell.plan == column.plan]
        assert (column.covered, column.weak) == (own.count("covered"), own.count("weak"))


def test_what_a_plan_reports_is_no_witness_for_a_target() -> None:
    ministry = PlanMaker("bo", issuer="Bộ Y tế", issued_on="2021-01-01").section("Mục tiêu", "targets")
    ministry.target("90% trạm y tế có bác sĩ làm việc", 90.0, "%")
    other = PlanMaker("tinh", province="Cao Bằng").section("Thực trạng", "situation")
    other.baseline("70% trạm y tế có bác sĩ làm việc", 70.0, "%")
    other.section("Nhiệm vụ").task(TREES)
    (row,) = compare([other.plan()], ministry.plan()).coverage
    assert row.cells[0].covered == "none"


def test_the_legend_explains_the_verdicts_where_there_are_any() -> None:
    told = dict(words.legend(comparison("weak", 0.6)))
    assert set(words.COVERED.values()) <= set(told)
    alone = compare([PlanMaker("a", province="Cao Bằng").section("Nhiệm vụ").task(RECORDS).plan()])
    assert "cần xem" not in dict(words.legend(alone))


def test_the_long_table_gives_no_place_for_what_was_not_seen() -> None:
    text = to_csv(comparison("none", 0.1)).decode("utf-8-sig")
    (row,) = [row for row in csv.DictReader(io.StringIO(text)) if row["table"] == "coverage"]
    assert (row["covered"], row["passage"], row["start"]) == ("chưa thấy", "", "")
