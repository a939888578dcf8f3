"""The bounds of a range are one figure in one row; what only looks like a range stays two."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook
from plan_factory import PlanMaker

from docparse.compare import compare
from docparse.compare.ranges import upper_bounds
from docparse.export import matrix_words as words
from docparse.export.matrix_csv import to_csv
from docparse.export.matrix_xlsx import to_xlsx
from docparse.model import Indicator, Plan


def bounds(text: str, *figures: tuple[str, float, str], name: str = "a", unit: str = "giường") -> Plan:
    """A plan of one sentence with the figures, each its passage, value and comparator."""
    made = PlanMaker(name, province="Cao Bằng").section("Mục tiêu", "targets").target(text, None, None).plan()
    offset = made.text.index(text)
    found = [
        Indicator.model_validate(
            {
                "id": f"g{number}",
                "text": passage,
                "indicator": "giường hồi sức",
                "value": value,
                "unit": unit,
                "comparator": comparator,
                "year": 2025,
                "node": None,
                "start": (start := offset + text.index(passage)),
                "end": start + len(passage),
                "page": 1,
            }
        )
        for number, (passage, value, comparator) in enumerate(figures, start=1)
    ]
    return made.model_copy(update={"targets": tuple(found)})


RANGE = "Mỗi trạm y tế có từ 2 đến 6 giường hồi sức"
BOTH = (("Mỗi trạm y tế có từ 2 đến", 2.0, "ge"), ("6 giường hồi sức", 6.0, "le"))


def test_a_range_is_one_figure_with_the_whole_passage() -> None:
    found = compare([bounds(RANGE, *BOTH)])
    (row,) = found.indicators
    (figure,) = row.cells[0].figures
    assert (figure.value, figure.upper, figure.id, figure.upper_id) == (2.0, 6.0, "g1", "g2")
    assert figure.place.passage == RANGE
    assert words.figure(figure) == "2–6 giường mỗi trạm y tế (2025)"


def test_the_files_hold_both_bounds() -> None:
    found = compare([bounds(RANGE, *BOTH)])
    (row,) = csv.DictReader(io.StringIO(to_csv(found).decode("utf-8-sig")))
    assert (row["value"], row["upper"], row["scope"]) == ("2", "6", "mỗi trạm y tế")
    sheet = load_workbook(io.BytesIO(to_xlsx(found)))["Chỉ tiêu"]
    assert "2–6 mỗi trạm y tế (2025)" in {c.value for cells in sheet.iter_rows() for c in cells}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # the bounds of two things
        ("Từ 2 giường hồi sức; không quá 6 xe", (("Từ 2 giường hồi sức", 2.0, "ge"), ("6 xe", 6.0, "le"))),
        # from one number to another: no bounds
        ("Tăng từ 2 đến 6 giường", (("Tăng từ 2 đến", 2.0, "eq"), ("6 giường", 6.0, "eq"))),
        ("Từ 9 đến 6 giường", (("Từ 9 đến", 9.0, "ge"), ("6 giường", 6.0, "le"))),
    ],
)
def test_what_is_no_range_stays_two_figures(text: str, figures: tuple[tuple[str, float, str], ...]) -> None:
    assert upper_bounds(bounds(text, *figures)) == {}


@pytest.mark.parametrize(("low", "high", "kind"), [(4, 8, None), (7, 9, "higher"), (1, 1.5, "lower")])
def test_only_ranges_that_do_not_overlap_are_higher_or_lower(
    low: float, high: float, kind: str | None
) -> None:
    text = f"Mỗi trạm y tế có từ {low} đến {high} giường hồi sức"
    figures = ((f"Mỗi trạm y tế có từ {low} đến", low, "ge"), (f"{high} giường hồi sức", high, "le"))
    (row,) = compare([bounds(RANGE, *BOTH), bounds(text, *figures, name="b")]).indicators
    assert {d.kind for d in row.differences} == ({kind} if kind else set())


STEPS = "Tỷ lệ trạm chưa có bác sĩ giảm còn 5% vào năm 2024, dưới 1% vào năm 2025"


def steps(text: str) -> Plan:
    made = bounds(text, ("giảm còn 5%", 5.0, "le"), ("dưới 1%", 1.0, "lt"), unit="%")
    named = [fact.model_copy(update={"indicator": "Tỷ lệ trạm chưa có bác sĩ"}) for fact in made.targets]
    return made.model_copy(update={"targets": tuple(named)})


def test_the_steps_of_one_figure_share_a_row() -> None:
    (row,) = compare([steps(STEPS)]).indicators
    assert [figure.value for figure in row.cells[0].figures] == [5.0, 1.0]


def test_figures_of_one_name_in_two_sentences_keep_their_rows() -> None:
    # of two districts, for all that the name tells
    apart = STEPS.replace(", dưới", "; huyện Đông: dưới")
    assert len(compare([steps(apart)]).indicators) == 2


def test_a_part_and_its_whole_are_no_steps() -> None:
    text = "25/31 trạm y tế có bác sĩ"
    made = bounds(text, ("25/31 trạm y tế có bác sĩ", 25.0, "eq"), ("31 trạm y tế có bác sĩ", 31.0, "eq"))
    named = [fact.model_copy(update={"indicator": "trạm y tế có bác sĩ"}) for fact in made.targets]
    assert len(compare([made.model_copy(update={"targets": tuple(named)})]).indicators) == 2
