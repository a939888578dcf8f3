"""Coverage: a clear witness, one that a person must look at, and none; what is shown and counted of each."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from time import process_time

import pytest
from docx import Document
from openpyxl import load_workbook
from plan_factory import PlanMaker

from docparse.compare import compare
from docparse.compare.agreement import cleared
from docparse.compare.items import Item, indicators, tasks
from docparse.compare.records import Comparison, Covered, IndicatorCell, TaskCell
from docparse.compare.witnesses import deeds
from docparse.export import matrix_words as words
from docparse.export.matrix_csv import to_csv
from docparse.export.matrix_docx import to_docx
from docparse.export.matrix_html import to_html
from docparse.export.matrix_md import to_markdown
from docparse.export.matrix_xlsx import to_xlsx
from docparse.model import Plan

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


VACCINES = "Xây dựng hệ thống quản lý tiêm chủng dùng chung toàn tỉnh"


def ministry_of(*tasks: str) -> PlanMaker:
    maker = PlanMaker("bo", issuer="Bộ Y tế", issued_on="2021-01-01").section("Nhiệm vụ")
    for task in tasks:
        maker.task(task)
    return maker


def test_a_clause_of_a_longer_task_is_a_witness_and_is_quoted_alone() -> None:
    """The whole leaf speaks of five things and is near to none of them."""
    clause = "từng bước đưa vào dùng phần mềm tiêm chủng chung của tỉnh"
    other = PlanMaker("tinh", province="Cao Bằng").section("Nhiệm vụ")
    other.task(
        "Đào tạo bác sĩ chuyên khoa cho trạm y tế vùng cao, vùng sâu; mua sắm máy siêu âm, máy thở cho bệnh viện "
        f"huyện; {clause}; {TREES[0].lower()}{TREES[1:]}; bố trí kinh phí sửa chữa nhà để xe của trung tâm"
    )
    other.task(TREES).task("Đào tạo điều dưỡng, bác sĩ").task("Tuyên truyền về an toàn thực phẩm")
    ministry = ministry_of(VACCINES, RECORDS, "Tuyên truyền phòng, chống dịch bệnh trên báo, đài")
    cell = compare([other.plan()], ministry.task("Đào tạo bác sĩ cho trạm y tế").plan()).coverage[0].cells[0]
    assert cell.covered in ("covered", "weak")
    assert cell.ids == ("t1",)
    assert cell.nearest is not None
    assert cell.nearest.passage == clause
    assert other.plan().text[cell.nearest.start : cell.nearest.end] == clause


def test_a_clause_beside_a_figure_is_a_witness_though_it_is_no_fact_of_its_own() -> None:
    figure = "80% bệnh viện có máy siêu âm màu"
    clause = "hình thành hệ thống quản lý tiêm chủng dùng chung của tỉnh"
    maker = PlanMaker("tinh", province="Cao Bằng").section("Mục tiêu", "targets")
    other = maker.target(f"{figure}; {clause}", 80.0, "%").section("Nhiệm vụ").task(TREES).plan()
    target = other.targets[0]
    narrow = target.model_copy(
        update={"text": figure, "indicator": figure, "end": target.start + len(figure)}
    )
    found = compare([other.model_copy(update={"targets": (narrow,)})], ministry_of(VACCINES).plan())
    (cell,) = found.coverage[0].cells
    assert cell.covered in ("covered", "weak")
    assert cell.nearest is not None
    assert cell.nearest.passage == clause


def test_a_clause_in_which_another_fact_stands_is_left_to_that() -> None:
    maker = PlanMaker("tinh", province="Cao Bằng").section("Mục tiêu", "targets")
    made = maker.target(
        "80% bệnh viện có máy siêu âm màu; 15 bác sĩ chuyên khoa được cử đi học", 80.0, "%"
    ).plan()
    first = made.targets[0]
    middle = first.start + first.text.index("15")
    both = (
        first.model_copy(update={"end": middle - 2}),
        first.model_copy(update={"id": "g2", "start": middle, "value": 15.0, "unit": "bác sĩ"}),
    )
    plan = made.model_copy(update={"targets": both})
    assert [(w.item.id, w.whole) for w in deeds(indicators(plan, 0), [plan])] == [("g1", True), ("g2", True)]


def plan_of_one_paragraph(figures: int) -> Plan:
    """A plan whose one paragraph holds so many figures, each with a promise in words behind it."""
    made, targets = "", []
    for number in range(figures):
        figure = f"{number + 2} làng nghề có nước sạch"
        targets.append((figure, len(made)))
        made += f"{figure}; bà con giữ lấy nếp nhà sàn cổ cùng điệu hát xưa của bản thứ {number}; "
    plan = (
        PlanMaker("tinh", province="Cao Bằng").section("Mục tiêu", "targets").target(made, 2.0, "làng").plan()
    )
    first = plan.targets[0]
    return plan.model_copy(
        update={
            "targets": tuple(
                first.model_copy(
                    update={"id": f"g{n}", "start": first.start + at, "end": first.start + at + len(text)}
                )
                for n, (text, at) in enumerate(targets)
            )
        }
    )


def seconds_for_witnesses(figures: int) -> float:
    plan = plan_of_one_paragraph(figures)
    items = indicators(plan, 0)
    took = []
    for _ in range(2):
        begin = process_time()
        assert len(deeds(items, [plan])) == 2 * figures
        took.append(process_time() - begin)
    return min(took)


def test_a_paragraph_of_many_figures_is_asked_once_for_the_clauses_beside_them() -> None:
    seconds_for_witnesses(2)  # rules are compiled once
    few, many = seconds_for_witnesses(40), seconds_for_witnesses(240)
    assert many < 2.5 * 6 * few  # a square would be 36 times the few


def test_what_a_plan_promises_in_words_takes_up_a_task() -> None:
    other = PlanMaker("tinh", province="Cao Bằng").section("Mục tiêu", "targets")
    other.target("Hình thành hệ thống quản lý tiêm chủng dùng chung toàn tỉnh", None, None)
    other.section("Nhiệm vụ").task(TREES)
    found = compare([other.plan()], ministry_of(VACCINES).plan())
    (row,) = found.coverage
    assert (row.cells[0].covered, row.cells[0].ids) == ("covered", ("g1",))
    (asked,) = [row for row in found.tasks if row.label == VACCINES]
    assert asked.cells[1].state == "elsewhere"
    assert not asked.differences  # it lacks nothing
    assert '<td class="elsewhere"><a href="#do-phu">xem độ phủ</a></td>' in to_html(found).decode()


def test_what_the_ministry_asks_of_its_own_house_is_shown_and_not_counted() -> None:
    maker = ministry_of(RECORDS, "Tập huấn kỹ năng số cho cán bộ cơ quan Bộ Y tế")
    maker.section("Tổ chức thực hiện", "organization")
    maker.task("Thẩm định dự toán mua sắm máy chủ của các bệnh viện", lead="Vụ Kế hoạch - Tài chính")
    maker.task("Bố trí máy siêu âm cho trạm y tế", lead="Ủy ban nhân dân các tỉnh, thành phố")
    other = PlanMaker("tinh", province="Cao Bằng").section("Nhiệm vụ").task(RECORDS)
    found = compare([other.plan()], maker.plan())
    assert [(row.id, row.own) for row in found.coverage] == [
        ("t1", False), ("t2", True), ("t3", True), ("t4", False),
    ]  # fmt: skip
    assert words.coverage_of(found.columns[1], found) == "có 1/2 (50%)"
    lacking = {row.label for row in found.tasks if any(d.kind == "missing" for d in row.differences)}
    assert lacking == {"Bố trí máy siêu âm cho trạm y tế"}
    assert found.columns[1].distance is not None
    assert found.columns[1].distance == pytest.approx(0.5, abs=0.1)
    for form, text in printed(found).items():
        told = "không," if form == "csv" else "việc của cơ quan trung ương"
        assert told in text, form


def test_a_text_that_breaks_off_is_none_of_those_counted() -> None:
    other = PlanMaker("tinh", province="Cao Bằng").section("Nhiệm vụ").task(RECORDS)
    cut = PlanMaker("cut", province="Hà Giang", truncated=True).section("Mục đích", "purpose")
    found = compare([other.plan(), cut.plan()], ministry_of(RECORDS).plan())
    sheet = load_workbook(io.BytesIO(to_xlsx(found)))["Độ phủ"]
    assert [sheet.cell(4, column).value for column in (2, 5)] == ["t1", "có 1/1 kế hoạch"]


def test_no_plan_lacks_in_the_rows_what_coverage_says_it_takes_up(
    health: tuple[Plan, Plan], farming: tuple[Plan, Plan]
) -> None:
    found = compare([*health, *farming], health[0])
    verdicts = {row.id: row for row in found.coverage}
    checked = set()
    for row in (*found.tasks, *found.indicators):
        asked = _facts(row.cells[0]) & set(verdicts)
        lacking = {d.plan for d in row.differences if d.kind == "missing"}
        for position, column in enumerate(found.columns[1:] if asked else ()):
            taken = {verdicts[name].cells[position].covered for name in asked} & {"covered", "weak"}
            if column.plan in lacking:
                assert not taken, row.label
            if _facts(row.cells[position + 1]) or row.cells[position + 1].state == "elsewhere":
                assert taken, row.label
            checked.add((column.plan in lacking, bool(taken)))
    assert checked >= {(True, False), (False, True)}


def _facts(cell: IndicatorCell | TaskCell) -> set[str]:
    return {f.id for f in (cell.figures if isinstance(cell, IndicatorCell) else cell.entries)}


def test_a_plan_that_agrees_with_a_third_alone_gets_a_row_of_its_own() -> None:
    made = items(RECORDS, RECORDS, RECORDS)
    rows = [(0, 1, 2)]
    assert cleared(rows, made, {(0, 1): 0.9, (1, 2): 0.9}, central=0) == [(0, 1), (2,)]
    assert cleared(rows, made, {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9}, central=0) == rows
    assert cleared(rows, made, {}, central=None) == rows


def items(*texts: str) -> list[Item]:
    """One task each in a plan of its own."""
    made = []
    for index, text in enumerate(texts):
        made += tasks(PlanMaker(f"p{index}").section("Nhiệm vụ").task(text).plan(), index)
    return made
