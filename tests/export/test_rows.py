from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docparse.export.rows import Sheet, View
from docparse.export.sheets import AGENCIES, CITATIONS, PLANS, SHEETS, TARGETS, TASKS
from docparse.model import Diagnostic, Plan

Make = Callable[..., Plan]


def rows(sheet: Sheet[Any], plan: Plan) -> list[dict[str, object]]:
    keys = [column.key for column in sheet.columns]
    return [dict(zip(keys, row, strict=True)) for row in sheet.rows(View(plan))]


def test_every_row_knows_its_plan_and_its_place(make_plan: Make) -> None:
    plan = make_plan()
    place = {
        "plan_id",
        "plan_number",
        "province",
        "node_path",
        "section_role",
        "passage",
        "page",
        "start",
        "end",
    }
    for sheet in (TASKS, TARGETS, AGENCIES, CITATIONS):
        for row in rows(sheet, plan):
            assert place <= row.keys()
            assert row["passage"] == plan.text[row["start"] : row["end"]]  # type: ignore[misc]


def test_a_task_has_its_people_its_time_and_its_money(make_plan: Make) -> None:
    (row,) = rows(TASKS, make_plan())
    assert (row["lead"], row["coordinate"], row["implement"]) == ("Sở Y tế", "Sở Tài chính", "")
    assert (row["deadline"], row["deadline_text"], row["due"]) == ("2031-Q2", "quý II", "2031-06-30")
    assert (row["budget"], row["budget_unit"]) == (1.5, "tỷ đồng")
    assert row["budget_sources"] == "ngân sách tỉnh: 1.25; khác: 0.25"
    assert (row["node_path"], row["section_role"], row["page"]) == ("II", "tasks", 2)


def test_targets_and_baselines_share_a_table(make_plan: Make) -> None:
    plan = make_plan()
    plan = make_plan(targets=plan.targets[:1], baselines=plan.targets[1:])
    assert [(row["kind"], row["value"]) for row in rows(TARGETS, plan)] == [
        ("target", 2400.0),
        ("baseline", 92.5),
    ]


def test_an_agency_counts_the_tasks_that_it_has(make_plan: Make) -> None:
    found = {
        row["agency"]: (row["lead_tasks"], row["coordinate_tasks"]) for row in rows(AGENCIES, make_plan())
    }
    assert found == {"Sở Y tế": (1, 0), "Sở Tài chính": (0, 1), "Sở Nội vụ": (0, 0)}


def test_the_section_of_an_agency_is_where_it_is_named(make_plan: Make) -> None:
    paths = {row["agency"]: row["node_path"] for row in rows(AGENCIES, make_plan())}
    assert paths["Sở Y tế"] == "II"


def test_the_recipients_belong_to_no_section(make_plan: Make) -> None:
    paths = {row["agency"]: row["node_path"] for row in rows(AGENCIES, make_plan())}
    assert paths["Sở Nội vụ"] is None


def test_what_stands_before_the_first_section_is_the_basis(make_plan: Make) -> None:
    (row,) = rows(CITATIONS, make_plan())
    assert (row["node_path"], row["section_role"]) == (None, "legal_basis")


def test_a_page_is_told_only_where_it_is_certain(make_plan: Make) -> None:
    pages = {row["agency"]: row["page"] for row in rows(AGENCIES, make_plan())}
    assert pages["Sở Tài chính"] is None  # nothing behind it has a page: it may be the next one
    plan = make_plan()
    later = plan.tasks[0].model_copy(update={"id": "t2", "start": len(plan.text) - 1, "page": 2})
    pages = {row["agency"]: row["page"] for row in rows(AGENCIES, make_plan(tasks=(*plan.tasks, later)))}
    assert pages["Sở Tài chính"] == 2


def test_one_line_sums_up_a_plan(make_plan: Make) -> None:
    (row,) = rows(PLANS, make_plan())
    assert (row["tasks"], row["targets"], row["agencies"], row["citations"]) == (1, 2, 3, 1)
    assert (row["file"], row["pages"], row["ocr"]) == ("a.docx", 2, "false")


def test_no_head_stands_twice_in_a_table() -> None:
    for sheet in SHEETS:
        assert len({column.key for column in sheet.columns}) == len(sheet.columns), sheet.name
        assert len({column.title for column in sheet.columns}) == len(sheet.columns), sheet.name


def test_the_repairs_of_a_scan_take_one_line_of_the_notes(make_plan: Make) -> None:
    repair = Diagnostic(code="ocr-repair", severity="info", message="“Tô” → “Tổ”.", start=0, end=2)
    other = Diagnostic(code="ocr", severity="info", message="Đọc bằng OCR 2 trang.")
    (row,) = rows(PLANS, make_plan(diagnostics=(other, repair, repair)))
    assert row["diagnostics"] == "Đọc bằng OCR 2 trang.; Đã sửa 2 chỗ OCR đọc sai (xem bảng diagnostics)."
