"""Rows hold one thing: what is spoken of alike stands apart, what is said again for another year together."""

from __future__ import annotations

import pytest
from plan_factory import PlanMaker

from docparse.compare import compare
from docparse.compare.differences import of_tasks
from docparse.compare.items import indicators
from docparse.compare.records import Comparison, IndicatorRow
from docparse.compare.series import parted

RECORDS = "Triển khai bệnh án điện tử tại các bệnh viện"


def place(name: str, province: str) -> PlanMaker:
    return PlanMaker(name, province=province).section("Mục tiêu", "targets")


def one_row(found: Comparison) -> IndicatorRow:
    (row,) = found.indicators
    return row


def kinds(row: IndicatorRow) -> set[str]:
    return {difference.kind for difference in row.differences}


def test_the_same_indicator_of_two_years_is_one_row() -> None:
    maker = place("a", "Cao Bằng").target("trạm y tế đạt chuẩn quốc gia", 60.0, "%", 2025)
    maker.section("Tầm nhìn", "targets").target("trạm y tế đạt chuẩn quốc gia", 90.0, "%", 2030)
    row = one_row(compare([maker.plan()]))
    assert [(f.value, f.year) for f in row.cells[0].figures] == [(60.0, 2025), (90.0, 2030)]


def test_the_same_words_for_one_year_are_two_figures() -> None:
    maker = place("a", "Cao Bằng").target("trạm y tế đạt chuẩn quốc gia", 60.0, "%", 2025)
    maker.section("Vùng cao", "targets").target("trạm y tế đạt chuẩn quốc gia", 40.0, "%", 2025)
    assert len(compare([maker.plan()]).indicators) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # other people have the same thing
        (
            "trạm y tế có đường truyền cáp quang tốc độ cao",
            "hộ gia đình có đường truyền cáp quang tốc độ cao",
        ),
        # another grade of the same thing
        (
            "thủ tục hành chính được cung cấp trực tuyến mức độ 3",
            "thủ tục hành chính được cung cấp trực tuyến mức độ 4",
        ),
    ],
)
def test_what_is_only_spoken_of_alike_stands_in_two_rows(one: str, other: str) -> None:
    first = place("a", "Cao Bằng").target(f"100% {one}", 100.0, "%")
    second = place("b", "Lạng Sơn").target(f"70% {other}", 70.0, "%")
    assert [row.plans for row in compare([first.plan(), second.plan()]).indicators] == [1, 1]


def test_grades_that_overlap_are_one_row() -> None:
    first = place("a", "Cao Bằng").target("60% thủ tục hành chính trực tuyến mức độ 3 và 4", 60.0, "%")
    second = place("b", "Lạng Sơn").target("70% thủ tục hành chính trực tuyến mức độ 4", 70.0, "%")
    assert one_row(compare([first.plan(), second.plan()])).plans == 2


def test_counts_of_things_with_other_names_are_neither_higher_nor_lower() -> None:
    first = place("a", "Cao Bằng").target("1.200 ha quế được cấp chứng nhận hữu cơ", 1200.0, "ha")
    second = place("b", "Lạng Sơn").target("5.000 ha cây hồi đạt chứng nhận hữu cơ, xuất khẩu", 5000.0, "ha")
    row = one_row(compare([first.plan(), second.plan()]))
    assert "not_comparable" in kinds(row)
    assert not {"higher", "lower"} & kinds(row)
    assert any("đối tượng khác" in difference.text for difference in row.differences)


def test_a_share_of_files_is_not_less_than_a_share_of_offices() -> None:
    first = place("a", "Cao Bằng")
    first.target("100% cơ quan, đơn vị xử lý hồ sơ công việc trên môi trường mạng", 100.0, "%")
    second = place("b", "Lạng Sơn")
    second.target("80% hồ sơ công việc được xử lý trên môi trường mạng", 80.0, "%")
    row = one_row(compare([first.plan(), second.plan()]))
    assert not {"higher", "lower"} & kinds(row)


def test_a_share_under_another_name_of_the_same_is_still_compared() -> None:
    first = place("a", "Cao Bằng").target("40% sản phẩm chủ lực có mã truy xuất nguồn gốc", 40.0, "%")
    second = place("b", "Lạng Sơn").target("70% nông sản chủ lực có mã truy xuất nguồn gốc", 70.0, "%")
    assert "higher" in kinds(one_row(compare([first.plan(), second.plan()])))


def test_of_several_counts_of_one_plan_the_nearest_alone_stands_beside_another_plan() -> None:
    first = place("a", "Cao Bằng").target("máy tính", 500.0, "máy")
    second = (
        place("b", "Lạng Sơn").target("máy tính", 800.0, "máy").target("máy tính cho thư viện", 9.0, "máy")
    )
    second.target("máy tính cho thư viện", 90.0, "%").target("máy tính cho thư viện", 12.0, "máy", 2030)
    made = [*indicators(first.plan(), 0), *indicators(second.plan(), 1)]
    scores = {(0, 1): 0.9, (0, 2): 0.8, (0, 3): 0.7, (0, 4): 0.7}
    # a share and a figure of another year are no rivals of a count
    assert parted([(0, 1, 2, 3, 4)], made, scores) == ([(0, 1, 3, 4)], [2])
    assert parted([(1, 2)], made, scores) == ([(1, 2)], [])


def test_what_is_driven_out_of_a_row_forms_a_row_with_its_like() -> None:
    plans = [
        place(name, province)
        .target("trạm y tế có máy siêu âm", 60.0 + i, "%")
        .target("trạm y tế có máy", 90.0, "%")
        for i, (name, province) in enumerate((("a", "Cao Bằng"), ("b", "Lạng Sơn"), ("c", "Sơn La")))
    ]
    rows = compare([maker.plan() for maker in plans]).indicators
    assert sorted(sorted(f.value or 0 for c in row.cells for f in c.figures) for row in rows) == [
        [60.0, 61.0, 62.0], [90.0, 90.0, 90.0],
    ]  # fmt: skip


@pytest.mark.parametrize(("score", "expected"), [(0.9, {"other_lead", "later", "other_money"}), (0.6, set())])
def test_leads_times_and_money_of_tasks_that_are_merely_near_are_not_held_against_each_other(
    score: float, expected: set[str]
) -> None:
    plans = [
        PlanMaker(name, province=province).section("Nhiệm vụ").task(RECORDS, lead, due, money).plan()
        for name, province, lead, due, money in (
            ("a", "Cao Bằng", "Sở Y tế", "2024-12-31", 2.0),
            ("b", "Lạng Sơn", "Sở Nội vụ", "2025-12-31", 3.0),
        )
    ]
    found = compare(plans)
    (row,) = found.tasks
    told = of_tasks(row.cells, found.columns, None, lambda *_: score)
    assert {difference.kind for difference in told} == expected
