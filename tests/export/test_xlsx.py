from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from docparse.export import xlsx
from docparse.export.cells import Cells, cells, fit
from docparse.export.rows import View
from docparse.export.sheets import SHEETS
from docparse.export.xlsx import XlsxFile
from docparse.model import Plan

Make = Callable[..., Plan]


def write(path: Path, *plans: Plan) -> Any:
    book = XlsxFile(path, SHEETS)
    for plan in plans:
        book.add(plan.id, rows(plan))
    book.finish()
    return openpyxl.load_workbook(path)


def rows(plan: Plan) -> list[list[Cells]]:
    return [cells(sheet, sheet.rows(View(plan))) for sheet in SHEETS]


def column(sheet: Any, title: str) -> list[Any]:
    return next(list(cells[1:]) for cells in sheet.columns if cells[0].value == title)


def test_heads_are_bold_fixed_and_can_be_filtered(make_plan: Make, tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.xlsx", make_plan(), make_plan())["Nhiệm vụ"]
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}3"


def test_texts_are_wrapped_in_rows_that_show_them(make_plan: Make, tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.xlsx", make_plan())["Nhiệm vụ"]
    (cell,) = column(sheet, "Trích văn bản")
    assert cell.alignment.wrap_text
    assert not column(sheet, "Trang")[0].alignment.wrap_text
    assert cell.value.count("\n") == 1
    assert sheet.row_dimensions[2].height >= 30


def test_numbers_are_numbers_and_days_are_dates(make_plan: Make, tmp_path: Path) -> None:
    book = write(tmp_path / "a.xlsx", make_plan())
    assert [cell.value for cell in column(book["Chỉ tiêu"], "Giá trị")] == [2400, 92.5]
    assert [cell.value for cell in column(book["Nhiệm vụ"], "Hạn cuối")] == [datetime(2031, 6, 30)]


def test_a_day_is_shown_as_vietnam_writes_it(make_plan: Make, tmp_path: Path) -> None:
    (due,) = column(write(tmp_path / "a.xlsx", make_plan())["Nhiệm vụ"], "Hạn cuối")
    assert (due.is_date, due.number_format) == (True, "dd/mm/yyyy")


@pytest.mark.parametrize("issued", ["2026-11", "1898-05-19"])
def test_what_excel_knows_no_day_for_stays_a_text(make_plan: Make, tmp_path: Path, issued: str) -> None:
    citation = make_plan().citations[0].model_copy(update={"issued_on": issued})
    book = write(tmp_path / "a.xlsx", make_plan(citations=(citation,)))
    assert [cell.value for cell in column(book["Văn bản"], "Ngày ban hành")] == [issued]


def test_ids_and_offsets_stand_behind_what_people_read(make_plan: Make, tmp_path: Path) -> None:
    heads = [cell.value for cell in write(tmp_path / "a.xlsx", make_plan())["Nhiệm vụ"][1]]
    assert heads[-3:] == ["Mã", "Vị trí đầu", "Vị trí cuối"]


def test_codes_are_said_in_vietnamese(make_plan: Make, tmp_path: Path) -> None:
    book = write(tmp_path / "a.xlsx", make_plan())
    assert [cell.value for cell in column(book["Chỉ tiêu"], "So sánh")] == ["≥", "≥"]
    assert [cell.value for cell in column(book["Cơ quan"], "Cấp")] == ["Tỉnh"] * 3
    assert [cell.value for cell in column(book["Nhiệm vụ"], "Thời hạn")] == ["quý II/2031"]


def test_amounts_by_source_have_the_marks_of_vietnam(make_plan: Make, tmp_path: Path) -> None:
    plan = make_plan()
    (task,) = plan.tasks
    budget = task.budget.model_copy(update={"by_source": {"ngân sách tỉnh": 1120.125, "vốn khác": 12000.0}})
    rich = plan.model_copy(update={"tasks": (task.model_copy(update={"budget": budget}),)})
    (cell,) = column(write(tmp_path / "a.xlsx", rich)["Nhiệm vụ"], "Nguồn kinh phí")
    assert cell.value == "ngân sách tỉnh: 1.120,125; vốn khác: 12.000"  # "1120.125" reads as a million


def test_a_promise_without_a_number_is_compared_with_none(make_plan: Make, tmp_path: Path) -> None:
    promise = (
        make_plan()
        .targets[0]
        .model_copy(update={"value": None, "unit": None, "qualitative": True, "comparator": "eq"})
    )
    book = write(tmp_path / "a.xlsx", make_plan(targets=(promise,)))
    assert [cell.value for cell in column(book["Chỉ tiêu"], "So sánh")] == [None]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@x", "{=1}", "http://example.org", "0123"])
def test_a_text_stays_a_text(make_plan: Make, tmp_path: Path, text: str) -> None:
    task = make_plan().tasks[0].model_copy(update={"text": text})
    book = write(tmp_path / "a.xlsx", make_plan(tasks=(task,)))
    (cell,) = column(book["Nhiệm vụ"], "Nhiệm vụ")
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_text_longer_than_a_cell_is_cut_visibly(make_plan: Make, tmp_path: Path) -> None:
    task = make_plan().tasks[0].model_copy(update={"text": "ữ" * 40_000})
    book = write(tmp_path / "a.xlsx", make_plan(tasks=(task,)))
    (cell,) = column(book["Nhiệm vụ"], "Nhiệm vụ")
    assert cell.value == "ữ" * 32_766 + "…"


def test_a_cell_is_measured_as_excel_does() -> None:
    assert fit("x" * 32_767) == "x" * 32_767
    assert fit("🌳" * 16_383) == "🌳" * 16_383
    assert fit("🌳" * 16_384) == "🌳" * 16_383 + "…"


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(
    make_plan: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    book = write(tmp_path / "a.xlsx", *[make_plan(id=f"p{number}") for number in range(5)])
    ids = [
        [cell.value for cell in column(book[name], "Mã kế hoạch")]
        for name in ("Nhiệm vụ", "Nhiệm vụ (2)", "Nhiệm vụ (3)")
    ]
    assert ids == [["p0", "p1"], ["p2", "p3"], ["p4"]]
    assert book["Nhiệm vụ (2)"].freeze_panes == "A2"


def test_letters_that_xml_forbids_do_no_harm(make_plan: Make, tmp_path: Path) -> None:
    task = make_plan().tasks[0].model_copy(update={"text": "a\x01b\ufffec _x0041_ \x00 <b> &amp;"})
    book = write(tmp_path / "a.xlsx", make_plan(tasks=(task,)))
    (cell,) = column(book["Nhiệm vụ"], "Nhiệm vụ")
    assert cell.value.startswith("a")
    assert unescape(cell.value).endswith(" _x0041_ \x00 <b> &amp;")


def test_space_around_a_text_is_kept(make_plan: Make, tmp_path: Path) -> None:
    task = make_plan().tasks[0].model_copy(update={"text": " a\n"})
    book = write(tmp_path / "a.xlsx", make_plan(tasks=(task,)))
    (cell,) = column(book["Nhiệm vụ"], "Nhiệm vụ")
    assert cell.value == " a\n"


def test_every_row_says_whose_it_is_and_where_it_stands(make_plan: Make, tmp_path: Path) -> None:
    sheet = write(tmp_path / "a.xlsx", make_plan(id="a & b"), make_plan(id="c"))["Chỉ tiêu"]
    assert [cell.value for cell in column(sheet, "Mã kế hoạch")] == ["a & b", "a & b", "c", "c"]
    assert sheet.dimensions == f"A1:{sheet.cell(1, sheet.max_column).column_letter}5"


def test_abandoned_leaves_nothing(make_plan: Make, tmp_path: Path) -> None:
    book = XlsxFile(tmp_path / "a.xlsx", SHEETS)
    book.add("a", rows(make_plan()))
    book.abandon()
    assert list(tmp_path.iterdir()) == []
