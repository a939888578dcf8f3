"""Old and new territory: what became part of what, and what may be added."""

from __future__ import annotations

import pytest
from plan_factory import PlanMaker

from docparse.compare import compare
from docparse.compare.territory import territory_of
from docparse.model import Plan

COUNT = "trường phổ thông có phòng tin học phục vụ dạy học"


def plan(name: str, province: str, value: float, unit: str = "trường", issued_on: str = "2022-05-01") -> Plan:
    maker = PlanMaker(name, province=province, issued_on=issued_on).section("Thực trạng", "situation")
    maker.baseline(f"{value:.0f} {COUNT}" if unit != "%" else f"{value:.0f}% {COUNT}", value, unit)
    return maker.plan()


@pytest.mark.parametrize(
    ("place", "today"),
    [
        ("Quảng Bình", "Quảng Trị"),
        ("Quảng Trị", "Quảng Trị"),
        ("Hà Giang", "Tuyên Quang"),
        ("Quảng Ninh", "Quảng Ninh"),
        ("Sông Vân", "Sông Vân"),  # an invented province stands for itself
        (None, None),
    ],
)
def test_the_province_of_today(place: str | None, today: str | None) -> None:
    assert territory_of(place) == today


def test_merged_provinces_stand_side_by_side_and_are_added() -> None:
    first, between, second = (
        plan("qb", "Quảng Bình", 30),
        plan("cb", "Cao Bằng", 9),
        plan("qt", "Quảng Trị", 12),
    )
    found = compare([first, between, second])
    places = [column.place for column in found.columns]
    assert abs(places.index("Quảng Bình") - places.index("Quảng Trị")) == 1
    assert [t.name for t in found.territories] == ["Quảng Trị"]
    (total,) = [s for row in found.indicators for s in row.sums]
    assert (total.territory, total.value, total.unit, total.year) == ("Quảng Trị", 42.0, "trường", 2022)
    assert set(total.plans) == {"qb", "qt"}


def test_shares_are_never_added() -> None:
    found = compare([plan("qb", "Quảng Bình", 30, "%"), plan("qt", "Quảng Trị", 12, "%")])
    assert [row.plans for row in found.indicators] == [2]
    assert not any(row.sums for row in found.indicators)


def test_a_plan_since_the_merger_is_compared_but_never_added() -> None:
    found = compare([plan("qb", "Quảng Bình", 30), plan("qt", "Quảng Trị", 50, issued_on="2026-03-01")])
    assert found.territories[0].plans == ("qb", "qt")
    assert [row.plans for row in found.indicators] == [2]
    assert not any(row.sums for row in found.indicators)


def test_a_count_before_and_after_the_merger_is_told_as_such() -> None:
    found = compare([plan("qb", "Quảng Bình", 30), plan("qt", "Quảng Trị", 50, issued_on="2026-03-01")])
    (difference,) = [d for row in found.indicators for d in row.differences]
    assert difference.text.endswith("(tỉnh trước và sau sáp nhập)")
    shares = compare([plan("qb", "Quảng Bình", 30, "%"), plan("qt", "Quảng Trị", 50, "%", "2026-03-01")])
    (difference,) = [d for row in shares.indicators for d in row.differences]
    assert "sáp nhập" not in difference.text


def test_two_plans_of_one_old_province_are_not_added() -> None:
    found = compare([plan("a", "Quảng Bình", 30), plan("b", "Quảng Bình", 31)])
    assert [row.plans for row in found.indicators] == [2]
    assert not any(row.sums for row in found.indicators)
