"""What is held against what: only figures of the same thing, on the same scale, are higher or lower."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from plan_factory import PlanMaker

from docparse.compare import compare
from docparse.compare.records import Comparison
from docparse.compare.scopes import scope
from docparse.plan import read

ROOMS = "phòng khám từ xa được lắp mới"


def place(name: str, province: str) -> PlanMaker:
    return PlanMaker(name, province=province).section("Mục tiêu", "targets")


def told(found: Comparison) -> dict[str, str]:
    return {d.kind: d.text for row in found.indicators for d in row.differences}


def test_what_each_district_gets_is_not_less_than_what_the_province_gets() -> None:
    whole = place("a", "Cao Bằng").target(f"Ít nhất 150 {ROOMS}", 150.0, "phòng", comparator="ge")
    each = place("b", "Lạng Sơn").target(f"Ít nhất 5 {ROOMS} ở mỗi huyện", 5.0, "phòng", comparator="ge")
    found = compare([whole.plan(), each.plan()])
    differences = told(found)
    assert not {"higher", "lower"} & set(differences)
    assert "không so được: phạm vi khác, ≥ 5 phòng mỗi huyện so với" in differences["not_comparable"]


def test_figures_of_one_scope_are_compared() -> None:
    one = place("a", "Cao Bằng").target(f"8 {ROOMS} ở mỗi huyện", 8.0, "phòng")
    two = place("b", "Lạng Sơn").target(f"5 {ROOMS} ở mỗi huyện", 5.0, "phòng")
    assert "5 phòng mỗi huyện so với Cao Bằng 2022: 8 phòng mỗi huyện" in told(
        compare([one.plan(), two.plan()])
    ).get("lower", "")


def test_figures_for_each_part_are_not_added_for_a_merged_province() -> None:
    plans = [
        place(name, province).target(f"5 {ROOMS} ở mỗi huyện", 5.0, "phòng").plan()
        for name, province in (("a", "Quảng Bình"), ("b", "Quảng Trị"))
    ]
    assert [(row.plans, row.sums) for row in compare(plans).indicators] == [(2, ())]


def test_the_figure_that_is_most_alike_is_compared_before_the_one_of_the_same_year() -> None:
    one = place("a", "Cao Bằng").target("15% giờ học trực tuyến ở cấp THPT", 15.0, "%", 2025)
    two = place("b", "Lạng Sơn").target("8% giờ học trực tuyến ở cấp THPT", 8.0, "%", 2024)
    two.target("98% học sinh THPT có tài khoản học tập", 98.0, "%", 2025)
    differences = told(compare([one.plan(), two.plan()]))
    assert "8% so với Cao Bằng 2022: 15%" in differences["lower"]
    assert "higher" not in differences


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        # a share of lessons, a share of pupils
        ("15% giờ học trực tuyến ở cấp THPT", "98% học sinh THPT có tài khoản học tập", "%"),
        # who has it, who lacks it
        ("100% điểm trường có kết nối Internet", "5% điểm trường chưa có kết nối Internet", "%"),
        # tablets are no computers
        ("240 máy tính bảng cho các trạm y tế", "900 máy vi tính cho các trạm y tế", "máy"),
    ],
)
def test_figures_of_different_things_are_two_rows(one: str, other: str, unit: str) -> None:
    first, second = (float(re.match(r"\d+", text)[0]) for text in (one, other))
    plans = [
        place("a", "Cao Bằng").target(one, first, unit).plan(),
        place("b", "Lạng Sơn").target(other, second, unit).plan(),
    ]
    assert [row.plans for row in compare(plans).indicators] == [1, 1]


def test_sites_and_schools_are_not_held_against_each_other() -> None:
    one = place("a", "Cao Bằng").target("100% điểm trường có kết nối Internet băng rộng", 100.0, "%")
    two = place("b", "Lạng Sơn").section("Thực trạng", "situation")
    two.baseline("92% trường học có kết nối Internet băng rộng", 92.0, "%")
    assert [row.plans for row in compare([one.plan(), two.plan()]).indicators] == [1, 1]


def test_a_speed_is_that_of_one_school_in_either_wording_but_not_on_another_level() -> None:
    one = place("a", "Cao Bằng").target("Tốc độ kết nối Internet của mỗi trường", 300.0, "Mbit/s")
    two = place("b", "Lạng Sơn").target("Tốc độ kết nối Internet của trường", 150.0, "Mbit/s")
    upper = place("c", "Sơn La").target("Tốc độ kết nối Internet của trường THPT", 200.0, "Mbit/s")
    assert "lower" in told(compare([one.plan(), two.plan()]))
    assert "phạm vi khác" in told(compare([two.plan(), upper.plan()]))["not_comparable"]


def test_no_row_of_the_samples_tells_what_each_part_has_from_what_the_whole_has() -> None:
    samples = Path(__file__).resolve().parents[2] / "corpus" / "samples"
    names = ("01-tinh-song-van-2022.docx", "02-tinh-hoa-lam-2022.pdf", "03-bo-gddt-2023.html")
    found = compare([read(samples / name) for name in names])
    texts = [d.text for row in found.indicators for d in row.differences if d.kind in ("higher", "lower")]
    assert texts
    assert not [text for text in texts if text.count("mỗi ") == 1]
    assert not [text for text in texts if "98%" in text and "15%" in text]


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("Tối thiểu 05 phòng mỗi huyện, 12 phòng tại thành phố", "05", "mỗi huyện"),
        ("Tối thiểu 05 phòng mỗi huyện, 12 phòng tại thành phố", "12", None),
        ("Mỗi trường THPT góp 20 bài giảng", "20", "mỗi trường THPT"),
        ("02 giáo viên cho mỗi trường THCS, THPT, ưu tiên vùng cao", "02", "mỗi trường THCS, THPT"),
        ("mỗi cơ sở giáo dục có 2,5 máy in", "2,5", "mỗi cơ sở giáo dục"),
        ("bình quân 14 máy tính/trường", "14", "mỗi trường"),
        ("Từng bước lắp 40 máy", "40", None),
        ("247/268 trường có Internet", "268", None),
        ("tốc độ từ 300 Mbit/s", "300", None),
    ],
)
def test_the_scope_is_read_in_the_part_of_the_sentence_that_has_the_figure(
    text: str, figure: str, expected: str | None
) -> None:
    start = text.index(figure)
    assert scope(text, start, start + len(figure)) == expected


def test_what_is_bought_anew_is_never_beside_all_that_there_is() -> None:
    text = "Trang bị mới ít nhất 15 phòng khám từ xa, 240 máy tính cho các trạm y tế"
    listed = place("a", "Cao Bằng").target(text, 15.0, "phòng", comparator="ge").plan()
    name, at = "máy tính cho các trạm y tế", listed.text.index("240")
    member = {"id": "g2", "text": f"240 {name}", "indicator": name, "value": 240.0, "unit": "máy tính"}
    bought = listed.targets[0].model_copy(update={**member, "start": at, "end": len(listed.text)})
    one = listed.model_copy(update={"targets": (*listed.targets, bought)})
    two = place("b", "Lạng Sơn").section("Thực trạng", "situation")
    two.baseline("900 máy tính tại các trạm y tế", 900.0, "máy tính")
    rows = {row.label: row.plans for row in compare([one, two.plan()]).indicators}
    assert rows["Trang bị mới máy tính cho các trạm y tế"] == 1
