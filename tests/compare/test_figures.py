"""Figures: one unit for what is the same, the printed value kept, and what may be added."""

from __future__ import annotations

import pytest

from docparse.compare.figures import addable, comparable, money, number, shown, unit_of
from docparse.model import Budget, Indicator


def indicator(value: float | None, unit: str | None, text: str = "", comparator: str = "eq") -> Indicator:
    return Indicator.model_validate(
        {
            "id": "g1",
            "text": text or f"{value} {unit}",
            "indicator": text,
            "value": value,
            "unit": unit,
            "comparator": comparator,
            "year": 2025,
            "node": None,
            "start": 0,
            "end": 1,
        }
    )


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (2.5, "tỷ đồng", (2500.0, "triệu đồng")),
        (300.0, "triệu đồng", (300.0, "triệu đồng")),
        (1.0, "Gbps", (1000.0, "Mbit/s")),
        (80.0, "mbit/s", (80.0, "Mbit/s")),
        (12.0, "nghìn lượt", (12000.0, "lượt")),
        (3.0, "triệu lượt khách", (3000000.0, "lượt khách")),
        (1200.0, "kg", (1.2, "tấn")),
        (30.0, "máy vi tính", (30.0, "máy tính")),
        # money for each stays in the unit of money
        (65.0, "triệu đồng/người/năm", (65.0, "triệu đồng/người/năm")),
        (0.07, "tỷ đồng/người/năm", (70.0, "triệu đồng/người/năm")),
        (5.0, "trạm bơm", (5.0, "trạm bơm")),
        (None, None, (None, None)),
    ],
)
def test_one_unit_for_what_is_the_same(value, unit, expected) -> None:
    assert comparable(indicator(value, unit)) == expected


@pytest.mark.parametrize(
    ("value", "unit", "text", "may"),
    [
        (12.0, "trường", "12 trường", True),
        (40.0, "tỷ đồng", "40 tỷ đồng", True),
        (90.0, "%", "90% trường", False),
        (20.0, "máy/trường", "20 máy/trường", False),
        (20.0, "máy", "bình quân 20 máy", False),
        (50.0, "Mbit/s", "50 Mbit/s", False),
        (15.0, "phút", "15 phút", False),
        (None, None, "Hoàn thành cơ sở dữ liệu", False),
    ],
)
def test_counts_and_money_may_be_added_shares_and_averages_not(value, unit, text, may) -> None:
    assert addable(indicator(value, unit, text)) is may


def test_an_approximate_figure_is_not_added() -> None:
    assert not addable(indicator(40.0, "trường", "khoảng 40 trường", "approx"))


def test_money_of_a_task_is_in_million_dong() -> None:
    where = {"start": 0, "end": 1}
    assert money(Budget(total=1.5, unit="tỷ đồng", **where)) == 1500
    assert money(Budget(total=800.0, unit="triệu đồng", **where)) == 800
    assert money(Budget(total=3.0, unit="trường", **where)) is None
    assert money(Budget(total=None, unit="tỷ đồng", **where)) is None
    assert money(None) is None


@pytest.mark.parametrize(
    ("value", "told"), [(12500.0, "12.500"), (0.83, "0,83"), (90.0, "90"), (72.7, "72,7"), (0.0, "0")]
)
def test_numbers_are_told_as_vietnamese_print_them(value: float, told: str) -> None:
    assert number(value) == told


def test_the_sign_stands_before_the_number() -> None:
    assert shown(90.0, "%", "ge") == "≥ 90%"
    assert shown(8.0, "phòng", "lt") == "< 8 phòng"
    assert shown(None, None, "eq") == "định tính"


def test_an_unknown_unit_stands_for_itself() -> None:
    unit = unit_of("Trạm BTS")
    assert unit is not None
    assert (unit.name, unit.factor, unit.adds) == ("trạm bts", 1.0, True)


def test_a_ratio_is_the_same_however_its_stroke_is_printed() -> None:
    units = [
        unit_of(printed) for printed in ("máy chiếu/trường", "máy chiếu/ trường", "máy chiếu / 1 trường")
    ]
    assert len({unit.name for unit in units if unit}) == 1
