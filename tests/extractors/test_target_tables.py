"""Tables of targets: which column names them, units in brackets, ranges, heads in any wording."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from plan_texts import HEAD, plan_with

from docparse.model import Indicator

AIMS = (*HEAD[:-1], "II. MỤC TIÊU")
Figure = tuple[str, str, float | None, str | None, int | None]


def figures(indicators: Sequence[Indicator]) -> list[Figure]:
    return [(i.indicator, i.comparator, i.value, i.unit, i.year) for i in indicators]


def test_a_range_is_its_two_ends() -> None:
    plan = plan_with(
        (
            ("TT", "Chỉ tiêu", "Mục tiêu đến năm 2027", "Mục tiêu đến năm 2030"),
            ("1", "Tốc độ tăng trưởng", "8 - 8,5%/năm", "trên 10%/năm"),
            ("2", "Số xã đạt chuẩn", "từ 20 đến 25 xã", "30 xã"),
        ),
        head=AIMS,
    )
    assert figures(plan.targets) == [
        ("Tốc độ tăng trưởng", "ge", 8.0, "%", 2027),
        ("Tốc độ tăng trưởng", "le", 8.5, "%", 2027),
        ("Tốc độ tăng trưởng", "gt", 10.0, "%", 2030),
        ("Số xã đạt chuẩn", "ge", 20.0, "xã", 2027),
        ("Số xã đạt chuẩn", "le", 25.0, "xã", 2027),
        ("Số xã đạt chuẩn", "eq", 30.0, "xã", 2030),
    ]


@pytest.mark.parametrize("head", ["Nhóm chỉ tiêu", "Mục tiêu"])
def test_of_two_columns_of_names_the_one_with_more_of_them_names_the_figures(head: str) -> None:
    plan = plan_with(
        (
            (head, "Chỉ tiêu", "Đến năm 2027", "Đến năm 2030"),
            ("Kinh tế", "Thu ngân sách", "20.000 tỷ đồng", "35.000 tỷ đồng"),
            ("^", "Tỷ lệ lao động qua đào tạo", "75%", "85%"),
        ),
        head=AIMS,
    )
    names = ["Thu ngân sách", "Tỷ lệ lao động qua đào tạo"]
    assert [name for name, *_ in figures(plan.targets)] == [names[0], names[0], names[1], names[1]]


def test_the_unit_stands_in_a_bracket_behind_the_name() -> None:
    plan = plan_with(
        (
            ("TT", "Chỉ tiêu", "Năm 2026", "Năm 2027"),
            ("1", "Số hộ thoát nghèo (hộ)", "300", "350"),
            ("2", "Thu nhập bình quân (triệu đồng/người/năm)", "60", "65"),
            ("3", "Hộ nghèo (chuẩn mới)", "900", "800"),
        ),
        head=AIMS,
    )
    assert [unit for *_, unit, _ in figures(plan.targets)] == [
        *["hộ"] * 2,
        *["triệu đồng/người/năm"] * 2,
        *[None] * 2,
    ]


def test_what_is_counted_in_a_year_is_a_target_whatever_its_head() -> None:
    plan = plan_with(
        (
            ("TT", "Nội dung", "Đơn vị tính", "Thực hiện năm 2025", "Kế hoạch năm 2026", "Ghi chú"),
            ("1", "Trồng cây xanh", "cây", "4.200", "5.000", ""),
            ("2", "Mở lớp tập huấn", "lớp", "10", "12", ""),
        ),
        head=AIMS,
    )
    assert figures(plan.targets) == [
        ("Trồng cây xanh", "eq", 5000.0, "cây", 2026),
        ("Mở lớp tập huấn", "eq", 12.0, "lớp", 2026),
    ]
    assert [value for _, _, value, _, _ in figures(plan.baselines)] == [4200.0, 10.0]


def test_years_with_a_word_behind_them() -> None:
    plan = plan_with(
        (
            ("STT", "Chỉ số", "Năm 2024 (thực hiện)", "Năm 2025 (ước)", "Năm 2026 (kế hoạch)"),
            ("1", "Tỷ lệ hộ nghèo", "4", "3,5", "2,8"),
        ),
        head=AIMS,
    )
    assert figures(plan.targets) == [("Tỷ lệ hộ nghèo", "eq", 2.8, "%", 2026)]
    assert [(value, year) for _, _, value, _, year in figures(plan.baselines)] == [(4.0, 2024), (3.5, 2025)]


def test_a_column_of_values_and_the_year_in_the_name() -> None:
    plan = plan_with(
        (
            ("Chỉ tiêu", "Giá trị"),
            ("Tỷ lệ hộ nghèo năm 2027", "2,0%"),
            ("Tỷ lệ bao phủ bảo hiểm y tế năm 2028", "≥ 95%"),
            ("Số xã đạt chuẩn năm 2029", "50 xã"),
        ),
        head=AIMS,
    )
    assert [(comparator, value, year) for _, comparator, value, _, year in figures(plan.targets)] == [
        ("eq", 2.0, 2027),
        ("ge", 95.0, 2028),
        ("eq", 50.0, 2029),
    ]
