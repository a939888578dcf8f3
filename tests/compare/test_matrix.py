"""The matrix: cells and what empty ones mean, differences in words, coverage, order of the columns."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from plan_factory import PlanMaker

import docparse
from docparse.compare import compare
from docparse.compare.records import Comparison, IndicatorRow, TaskRow
from docparse.errors import InvalidPlan
from docparse.export import matrix_words as words
from docparse.model import Plan
from docparse.plan import read

FIELDS = Path(__file__).resolve().parents[2] / "corpus" / "gold" / "alignment" / "plans"
RECORDS = "Triển khai bệnh án điện tử tại các bệnh viện"
TRAINING = "Tổ chức tập huấn kỹ năng số cho bác sĩ, điều dưỡng"
REPORT = "Sơ kết, tổng kết việc thực hiện Kế hoạch"
SHARE = "bệnh viện tuyến tỉnh triển khai bệnh án điện tử"


def province(name: str, place: str, **more: object) -> PlanMaker:
    return PlanMaker(name, province=place, **more).section("Mục tiêu", "targets")  # type: ignore[arg-type]


def task_row(found: Comparison, text: str) -> TaskRow:
    return next(row for row in found.tasks if any(text in e.text for cell in row.cells for e in cell.entries))


def indicator_row(found: Comparison, text: str) -> IndicatorRow:
    return next(row for row in found.indicators if text in row.label)


def told(row: TaskRow | IndicatorRow) -> dict[str, str]:
    return {difference.kind: difference.text for difference in row.differences}


@pytest.fixture
def ministry() -> Plan:
    maker = PlanMaker("bo", issuer="Bộ Y tế", issued_on="2021-01-01").section("Mục tiêu", "targets")
    maker.target(f"80% {SHARE}", 80.0, "%", 2025).section("Nhiệm vụ").task(RECORDS, lead="Cục Khoa học")
    return maker.task(TRAINING).plan()


@pytest.fixture
def near() -> Plan:
    maker = province("near", "Cao Bằng").target(f"90% {SHARE}", 90.0, "%", 2026).section("Nhiệm vụ")
    maker.task(RECORDS, lead="Sở Y tế", due="2025-12-31", money=2.0)
    return maker.task(TRAINING, lead="Sở Y tế").plan()


@pytest.fixture
def far() -> Plan:
    maker = province("far", "Lạng Sơn").target("12 trạm y tế được xây mới", 12.0, "trạm").section("Nhiệm vụ")
    maker.task(RECORDS, lead="Sở Nội vụ", due="2026-06-30", money=3.5)
    return maker.task("Trồng cây thuốc nam trong vườn trạm y tế", lead="Sở Y tế").plan()


def test_the_module_may_be_called_as_the_readme_says(near: Plan, far: Plan) -> None:
    assert docparse.compare([near, far]) == compare([near, far])
    assert docparse.compare([near, far]) == compare([near, far])  # also after the module is loaded


def test_the_module_says_what_it_may_be_called_with() -> None:
    assert list(inspect.signature(docparse.compare).parameters) == ["plans", "central"]
    named = re.findall(r"docparse\.(\w+)\(", docparse.compare.__doc__ or "")
    assert named
    assert all(callable(getattr(docparse, name, None)) for name in named)


@pytest.mark.parametrize("central", ["bo.json", Path("bo.json"), ["bo.json"]])
def test_a_central_plan_that_is_none_is_told_with_what_to_do(near: Plan, central: object) -> None:
    with pytest.raises(InvalidPlan, match=r"bo\.json.*docparse\.read"):
        compare([near], central)  # type: ignore[arg-type]


def test_what_a_plan_does_not_report_is_nothing_that_it_lacks() -> None:
    plans = [
        province(name, place).section("Thực trạng", "situation").baseline(text, 30.0, "trạm").plan()
        for name, place, text in (
            ("a", "Cao Bằng", "30 trạm y tế có bác sĩ làm việc"),
            ("b", "Lạng Sơn", "30 trạm y tế có bác sĩ làm việc"),
            ("c", "Lai Châu", "30 trạm bơm nước được sửa chữa"),
        )
    ]
    row = indicator_row(compare(plans), "bác sĩ")
    assert [cell.state for cell in row.cells] == ["stated", "stated", "not_stated"]
    assert "missing" not in told(row)


def test_what_says_the_same_stands_in_one_row(near: Plan, far: Plan) -> None:
    row = task_row(compare([near, far]), RECORDS)
    assert [cell.state for cell in row.cells] == ["stated", "stated"]
    assert row.theme == "Y tế"


def test_an_empty_cell_says_why_it_is_empty(near: Plan) -> None:
    read = province("read", "Lạng Sơn").target("12 trạm y tế được xây mới", 12.0, "trạm").plan()
    nothing = PlanMaker("nothing", province="Sơn La").section("Mục đích", "purpose").plan()
    cut = province("cut", "Lai Châu", truncated=True).plan()
    found = compare([near, read, nothing, cut])
    row = indicator_row(found, SHARE)
    states = dict(
        zip([column.plan for column in found.columns], [cell.state for cell in row.cells], strict=True)
    )
    assert states == {"near": "stated", "read": "not_stated", "nothing": "not_found", "cut": "truncated"}


def test_a_plan_that_breaks_off_still_compares_what_it_reports() -> None:
    whole = province("whole", "Cao Bằng").section("Thực trạng", "situation")
    whole.baseline("70% trường học sử dụng sổ điểm điện tử", 70.0, "%")
    cut = PlanMaker("cut", province="Hà Giang", truncated=True).section("Thực trạng", "situation")
    cut.baseline("80% trường học sử dụng sổ điểm điện tử", 80.0, "%", 2017)
    found = compare([whole.plan(), cut.plan()])
    row = indicator_row(found, "sổ điểm điện tử")
    assert row.plans == 2
    assert not row.has_target
    assert "cao hơn" in told(row)["higher"]


def test_what_a_text_that_breaks_off_has_is_not_counted_as_none() -> None:
    near = province("near", "Cao Bằng").target(f"90% {SHARE}", 90.0, "%", 2025).plan()
    cut = PlanMaker("cut", province="Hà Giang", truncated=True).section("Mục tiêu", "targets")
    found = compare([near, cut.plan()])
    assert [words.theme_counts(row, found.columns) for row in found.themes] == [["0 / 1", "–"]]
    assert [(words.counted(c.tasks, c), words.counted(c.targets, c)) for c in found.columns] == [
        ("0", "1"),
        ("–", "–"),
    ]


def test_target_and_baseline_stand_beside_each_other_with_their_years() -> None:
    maker = province("a", "Cao Bằng").target(f"90% {SHARE}", 90.0, "%", 2025)
    maker.section("Thực trạng", "situation").baseline(f"35% {SHARE}", 35.0, "%", 2022)
    other = province("b", "Lạng Sơn").target(f"95% {SHARE}", 95.0, "%", 2025)
    row = indicator_row(compare([maker.plan(), other.plan()]), SHARE)
    figures = [(f.kind, f.value, f.year) for cell in row.cells for f in cell.figures]
    assert figures == [("target", 90.0, 2025), ("baseline", 35.0, 2022), ("target", 95.0, 2025)]
    alone = indicator_row(compare([maker.plan()]), SHARE)
    assert [f.kind for f in alone.cells[0].figures] == ["target", "baseline"]


def test_figures_keep_what_is_printed_beside_what_compares() -> None:
    one = province("a", "Cao Bằng").target("Đầu tư 2,5 tỷ đồng cho trạm y tế xã", 2.5, "tỷ đồng")
    two = province("b", "Lạng Sơn").target("Đầu tư 3.000 triệu đồng cho trạm y tế xã", 3000.0, "triệu đồng")
    row = indicator_row(compare([one.plan(), two.plan()]), "trạm y tế xã")
    first, second = (cell.figures[0] for cell in row.cells)
    assert (first.value, first.unit, first.printed_value, first.printed_unit) == (
        2500.0,
        "triệu đồng",
        2.5,
        "tỷ đồng",
    )
    assert second.value == 3000.0
    assert "3.000 triệu đồng so với Cao Bằng 2022: 2.500 triệu đồng" in told(row)["higher"]


def test_at_least_here_and_at_most_there_is_neither_higher_nor_lower() -> None:
    one = province("a", "Cao Bằng").target(
        "mỗi cụm trường có ít nhất 30 máy tính bảng", 30.0, "máy", comparator="ge"
    )
    two = province("b", "Lạng Sơn").target(
        "mỗi cụm trường có tối đa 45 máy tính bảng", 45.0, "máy", comparator="le"
    )
    row = indicator_row(compare([one.plan(), two.plan()]), "máy tính bảng")
    assert row.plans == 2
    assert not {"higher", "lower"} & set(told(row))


def test_differences_are_said_in_words(near: Plan, far: Plan) -> None:
    kinds = told(task_row(compare([near, far]), RECORDS))
    assert kinds["other_lead"] == "Lạng Sơn 2022: cơ quan chủ trì khác, Sở Nội vụ (Cao Bằng 2022: Sở Y tế)"
    assert kinds["later"] == "Lạng Sơn 2022: muộn hơn, hạn 30/06/2026 so với Cao Bằng 2022: 31/12/2025"
    assert kinds["other_money"].endswith("3.500 triệu đồng so với Cao Bằng 2022: 2.000 triệu đồng")


def test_what_a_plan_lacks_and_adds_is_held_against_the_central_plan(
    ministry: Plan, near: Plan, far: Plan
) -> None:
    found = compare([near, far], ministry)
    assert told(task_row(found, TRAINING))["missing"] == "Lạng Sơn 2022: thiếu"
    assert told(task_row(found, "cây thuốc nam"))["extra"] == "Lạng Sơn 2022: thêm"
    assert told(indicator_row(found, SHARE))["higher"].startswith(
        "Cao Bằng 2022: cao hơn, 90% so với Bộ Y tế 2021: 80%"
    )
    assert "năm 2026" in told(indicator_row(found, SHARE))["later"]


def test_the_departments_of_a_ministry_are_not_held_against_those_of_a_province(
    ministry: Plan, near: Plan
) -> None:
    assert "other_lead" not in told(task_row(compare([near], ministry), RECORDS))


def test_coverage_tells_for_each_task_which_plan_takes_it_up_and_where(
    ministry: Plan, near: Plan, far: Plan
) -> None:
    found = compare([far, near], ministry)
    assert found.central == "bo"
    rows = {row.id: row for row in found.coverage}
    assert set(rows) == {"t1", "t2", "g1"}
    covered = {cell.plan: cell for cell in rows["t2"].cells}
    assert covered["near"].covered == "covered"
    assert covered["near"].ids == ("t2",)
    assert covered["far"].covered != "covered"
    assert covered["far"].nearest is not None  # evidence for the judgement either way
    passage = covered["near"].nearest
    assert passage is not None
    assert near.text[passage.start : passage.end] == passage.passage == TRAINING


def test_the_columns_stand_in_order_of_their_distance(ministry: Plan, near: Plan, far: Plan) -> None:
    found = compare([far, near], ministry)
    assert [column.plan for column in found.columns] == ["bo", "near", "far"]
    distances = [column.distance for column in found.columns]
    assert distances[0] == 0.0
    assert distances[1] is not None
    assert distances[2] is not None
    assert distances[1] < distances[2]
    assert [column.covered for column in found.columns] == [None, 3, 1]


def test_the_only_plan_of_a_central_body_is_the_central_one(ministry: Plan, near: Plan, far: Plan) -> None:
    assert compare([near, ministry, far]).central == "bo"
    assert compare([near, far]).central is None
    assert compare([near, far]).coverage == ()


def test_a_plan_without_anything_to_compare_has_no_distance(ministry: Plan, near: Plan) -> None:
    cut = PlanMaker("cut", province="Hà Giang", truncated=True).section("Thực trạng", "situation").plan()
    found = compare([cut, near], ministry)
    assert found.columns[-1].plan == "cut"
    assert (found.columns[-1].distance, found.columns[-1].covered) == (None, None)
    assert {cell.covered for row in found.coverage for cell in row.cells if cell.plan == "cut"} == {
        "truncated"
    }


def test_the_central_plan_given_twice_is_one_column(ministry: Plan, near: Plan) -> None:
    assert [column.plan for column in compare([ministry, near], ministry).columns] == ["bo", "near"]


def test_every_figure_and_task_is_in_the_matrix(near: Plan, far: Plan) -> None:
    found = compare([near, far])
    for plan, index in ((near, 0), (far, 1)):
        assert {e.id for row in found.tasks for e in row.cells[index].entries} == {t.id for t in plan.tasks}
        ids = {f.id for row in found.indicators for f in row.cells[index].figures}
        assert ids == {fact.id for fact in (*plan.targets, *plan.baselines)}


def test_every_cell_leads_to_its_passage(health: tuple[Plan, Plan]) -> None:
    found = compare(health)
    texts = {plan.id: plan.text for plan in health}
    places = [f.place for row in found.indicators for cell in row.cells for f in cell.figures]
    places += [e.place for row in found.tasks for cell in row.cells for e in cell.entries]
    assert places
    for place in places:
        assert " ".join(texts[place.plan][place.start : place.end].split()) == place.passage
        assert place.path


def test_what_fits_no_theme_is_a_cluster_named_by_its_own_words(near: Plan) -> None:
    odd = PlanMaker("odd", province="Lạng Sơn").section("Nhiệm vụ")
    odd.task("Nuôi ong lấy mật ven rừng keo").task("Nuôi ong lấy mật tại rừng tràm").task(REPORT)
    found = compare([near, odd.plan()])
    themes = {row.theme for row in found.tasks if "ong" in row.label}
    assert len(themes) == 1
    assert themes.pop().startswith("Khác: nuôi ong lấy mật")
    assert any(row.theme == "Báo cáo, sơ kết, tổng kết" for row in found.themes)


def test_two_plans_of_one_place_and_year_are_told_apart() -> None:
    one, two = province("a", "Cao Bằng").plan(), province("b", "Cao Bằng").plan()
    labels = [column.label for column in compare([one, two]).columns]
    assert len(set(labels)) == 2


def test_a_column_is_called_by_the_short_name_of_its_body() -> None:
    issuers = ("Tỉnh ủy Bình Lâm", "Sở Giáo dục và Đào tạo tỉnh Bình Lâm", "Uỷ ban nhân dân huyện Đông Khê")
    plans = [PlanMaker(f"p{i}", issuer=issuer).plan() for i, issuer in enumerate(issuers)]
    assert [column.label for column in compare(plans).columns] == [
        "Tỉnh ủy Bình Lâm 2022", "Sở GDĐT Bình Lâm 2022", "UBND huyện Đông Khê 2022",
    ]  # fmt: skip


def test_one_plan_alone_can_be_laid_out(near: Plan) -> None:
    found = compare([near])
    assert len(found.columns) == 1
    laid_out = (*found.tasks, *found.indicators)
    assert len(laid_out) == 3
    assert not any(row.differences for row in laid_out)


def test_no_plan_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no plan"):
        compare([])


def test_running_twice_gives_the_same_comparison(
    health: tuple[Plan, Plan], farming: tuple[Plan, Plan]
) -> None:
    assert compare([*health, *farming]) == compare([*health, *farming])


def test_the_order_in_which_plans_are_given_changes_no_row() -> None:
    """Rows grow plan by plan; read in another order these two used to fall into other rows."""
    plans = [read(FIELDS / name) for name in ("giao-duc-phu-son-2021.txt", "giao-duc-van-khe-2024.txt")]

    def told(found: Comparison) -> list[set[tuple[str, ...]]]:
        columns = [column.plan for column in found.columns]

        def row_of(row: TaskRow | IndicatorRow, held: str) -> tuple[str, ...]:
            cells = zip(columns, row.cells, strict=True)
            facts = sorted(f"{column} {fact.id}" for column, cell in cells for fact in getattr(cell, held))
            return row.id, row.theme, row.label, *facts

        return [
            {row_of(row, "entries") for row in found.tasks},
            {row_of(row, "figures") for row in found.indicators},
        ]

    one, other = compare(plans), compare(plans[::-1])
    assert [column.plan for column in one.columns] == [plan.id for plan in plans]
    assert [column.plan for column in other.columns] == [plan.id for plan in plans[::-1]]
    assert told(one) == told(other)


def reported(text: str, value: float, unit: str) -> Comparison:
    """A promise of one place and a figure that another reports."""
    goal = province("goal", "Cao Bằng").target("90% trạm y tế có bác sĩ làm việc", 90.0, "%").plan()
    other = province("other", "Lạng Sơn").section("Thực trạng", "situation").baseline(text, value, unit)
    return compare([goal, other.plan()])


def test_what_a_plan_reports_stands_beside_the_same_promise() -> None:
    row = indicator_row(reported("70% trạm y tế có bác sĩ làm việc", 70.0, "%"), "trạm y tế")
    assert [cell.state for cell in row.cells] == ["stated", "stated"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("112 trạm y tế có bác sĩ làm việc", 112.0, "trạm"),  # a count says nothing about a share
        ("30% trạm y tế chưa có bác sĩ làm việc", 30.0, "%"),  # who lacks it, not who has it
    ],
)
def test_another_measure_of_it_does_not_stand_beside_a_promise(text: str, value: float, unit: str) -> None:
    assert [row.plans for row in reported(text, value, unit).indicators] == [1, 1]


def test_what_the_central_plan_lacks_is_told_against_it(ministry: Plan, near: Plan, far: Plan) -> None:
    found = compare([near, far], central=ministry)
    garden = task_row(found, "Trồng cây thuốc nam")
    assert words.differences(garden, found.columns) == [f"Thêm so với Bộ Y tế 2021: {label(found, 'far')}"]
    alone = compare([near, far])
    assert words.differences(task_row(alone, "Trồng cây thuốc nam"), alone.columns) == [
        f"Chỉ có ở: {label(alone, 'far')}"
    ]


def test_of_many_plans_that_lack_something_only_the_number_is_told() -> None:
    ministry = PlanMaker("bo", issuer="Bộ Y tế").section("Nhiệm vụ")
    ministry.task("Triển khai bệnh án điện tử tại các bệnh viện")
    provinces = [
        PlanMaker(f"tinh{n}").section("Nhiệm vụ").task(f"Trồng {n} cây thuốc nam").plan() for n in range(12)
    ]
    found = compare(provinces, ministry.plan())
    records = next(row for row in found.tasks if row.cells[0].state == "stated")
    assert words.differences(records, found.columns) == ["Thiếu: 12 kế hoạch"]


def label(found: Comparison, plan: str) -> str:
    return next(column.label for column in found.columns if column.plan == plan)


def test_rows_without_a_theme_that_are_like_no_other_are_just_other() -> None:
    maker = province("a", "Cao Bằng").section("Nhiệm vụ")
    maker.task("Nuôi ong lấy mật ở vườn rừng").task("Đúc chuông đồng cho đình làng")
    assert {row.theme for row in compare([maker.plan(), province("b", "Sơn La").plan()]).tasks} == {"Khác"}


def test_a_plan_given_alone_is_compared_with_the_central_one(ministry: Plan, near: Plan) -> None:
    assert compare(near, central=ministry) == compare([near], central=ministry)


def test_what_is_no_plan_is_told(ministry: Plan) -> None:
    with pytest.raises(TypeError, match="as docparse"):
        compare([ministry, "kh-15.docx"])  # type: ignore[list-item]
