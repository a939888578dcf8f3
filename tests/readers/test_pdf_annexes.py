"""The number of an annex beside or behind its title is read before it."""

from __future__ import annotations

import pytest
from pdf_fixtures import LEFT, Sheet, read, texts

from docparse.plan import parse
from docparse.readers import read_bytes

MIDDLE = 297.0
BODY = (
    "Các trường rà soát thiết bị dạy học, lập danh mục đề nghị mua sắm và gửi báo cáo trước ngày 30/9/2024."
)


def _annex(sheet: Sheet, number: str, beside: bool) -> None:
    sheet.put(LEFT, 60, "UBND HUYỆN AN PHÚ", "bold", 12)
    first, second = "TỔNG HỢP THIẾT BỊ DẠY HỌC", "CỦA CÁC TRƯỜNG TIỂU HỌC"
    sheet.center(MIDDLE, 84, first, "bold", 13)
    if beside:
        sheet.center(MIDDLE, 102, second, "bold", 13)
        sheet.put(480, 84, number, size=12)
    else:
        sheet.center(MIDDLE, 102, f"{second} {number}", "bold", 13)
    sheet.center(MIDDLE, 120, "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/3/2025)", "italic", 12)
    sheet.y = 150
    sheet.table([85, 125, 330, 510], [["TT", "Tên trường", "Số máy"], ["1", "Tiểu học Hòa Bình", "12"]])


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize("number", ["(Phụ lục 1a)", "(phụ lục số 2)"])
def test_number_of_an_annex_comes_before_its_title(number: str, beside: bool) -> None:
    sheet = Sheet()
    _annex(sheet, number, beside)
    found = texts(read(sheet.bytes()))
    assert found[1] == number.strip("()")
    assert " ".join(found[2:]).startswith("TỔNG HỢP THIẾT BỊ DẠY HỌC CỦA CÁC TRƯỜNG TIỂU HỌC (Kèm")


def test_the_annex_is_a_unit_of_the_outline_with_its_title() -> None:
    sheet = Sheet()
    sheet.letterhead()
    sheet.center(MIDDLE, 200, "KẾ HOẠCH", "bold", 14)
    sheet.center(MIDDLE, 220, "Mua sắm thiết bị dạy học năm 2025", "bold", 13)
    sheet.y = 260
    sheet.text("I. NHIỆM VỤ", "bold")
    sheet.text(f"1. {BODY}", indent=36)
    sheet.page()
    _annex(sheet, "(Phụ lục 1a)", beside=True)
    plan = parse(read_bytes(sheet.bytes(), "kế hoạch.pdf"))
    assert [(node.path, node.title) for node in plan.outline][-1] == (
        "phụ lục 1a".capitalize(),
        "TỔNG HỢP THIẾT BỊ DẠY HỌC CỦA CÁC TRƯỜNG TIỂU HỌC",
    )


def test_a_pointer_to_an_annex_stays_in_its_place() -> None:
    sheet = Sheet()
    sheet.y = 72
    sheet.text("II. KINH PHÍ THỰC HIỆN", "bold")
    sheet.text(BODY, indent=36)
    sheet.text("(Phụ lục 1a)", indent=36)
    assert texts(read(sheet.bytes()))[-1] == "(Phụ lục 1a)"
