"""Profiles: what is wrong is told with its line and what is expected; the starter and the schema."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from docparse.draft import load_profile, parse_profile, profile_schema, starter_profile
from docparse.errors import InvalidProfile

ROOT = Path(__file__).resolve().parents[2]
PROFILES = sorted((ROOT / "corpus" / "samples" / "profiles").glob("*.yaml"))
MINIMAL = "place: Quảng Trị\nlevel: province\nissued_on: 2026-12-15\nperiod: {start: 2026, end: 2030}\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            "place: Quảng Trị\nlevel: tỉnh\nissued_on: 2026-12-15\nperiod: {start: 2026, end: 2030}\n",
            2,
            "province",
        ),
        (MINIMAL.replace("2026-12-15", "giữa năm"), 3, "năm-tháng-ngày"),
        (MINIMAL.replace("end: 2030", "end: 2020"), 4, "bằng hoặc sau năm đầu"),
        (MINIMAL + "style:\n  font_size: 20\n", 6, "không quá 14"),
        (MINIMAL + "style:\n  first_line: 2\n", 6, "1 hoặc 1.27"),
        (MINIMAL + "basis:\n  - {type: Luật}\n  - {number: 5/QĐ}\n", 7, "thiếu mục này"),
        (MINIMAL + "kinh_phi: 5\n", 5, "không có mục nào tên như vậy"),
        (MINIMAL + "targets:\n  - match: học sinh\n    value: nhiều\n", 7, "phải là số"),
        (MINIMAL + "show_day: [\n", 5, "cú pháp YAML"),  # where the bracket opens, not where the file ends
        (MINIMAL.replace("level:", "level"), 2, "cú pháp YAML"),
        (MINIMAL.replace("place:", "place"), 1, "cú pháp YAML"),
        (MINIMAL.replace("place: ", 'place: "'), 1, "dấu ngoặc kép"),
        (MINIMAL + "subject: Kế hoạch: sách\n", 5, "dấu hai chấm"),
        (MINIMAL + "# ghi chú: x\nsubject sách\n\n# ghi chú\nfiling: VX\n", 6, "cú pháp YAML"),
        (MINIMAL + "style:\n  font_size: 14\n first_line: 1\n", 7, "thụt lề"),
        (MINIMAL.replace("2026-12-15", "2026-11-31"), 3, "không có ngày này trong lịch"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(InvalidProfile) as error:
        parse_profile(text, "ho-so.yaml")
    assert f"Dòng {line}" in str(error.value)
    assert words in str(error.value)
    assert str(error.value).startswith("ho-so.yaml: ")


def test_several_mistakes_are_told_at_once() -> None:
    with pytest.raises(InvalidProfile) as error:
        parse_profile("place: Quảng Trị\n")
    assert all(entry in str(error.value) for entry in ("level", "issued_on", "period"))


@pytest.mark.parametrize("text", ["", "- một\n- hai\n", "chỉ là chữ"])
def test_a_file_that_is_no_profile_is_told(text: str) -> None:
    with pytest.raises(InvalidProfile, match="--init"):
        parse_profile(text)


def test_a_missing_or_foreign_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidProfile, match="Không có tệp hồ sơ này"):
        load_profile(tmp_path / "khong-co.yaml")
    with pytest.raises(InvalidProfile, match="thư mục"):
        load_profile(tmp_path)
    binary = tmp_path / "anh.yaml"
    binary.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(InvalidProfile, match="UTF-8"):
        load_profile(binary)


def test_a_district_ends_with_june_2025() -> None:
    before = MINIMAL.replace("province", "district").replace("2026-12-15", "2025-06-30")
    assert parse_profile(before).level == "district"
    with pytest.raises(InvalidProfile, match="không còn cấp huyện"):
        parse_profile(before.replace("2025-06-30", "2025-07-01"))


# ---- the starter ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "place", "kind", "note"),
    [
        ("Quảng Bình", "Quảng Trị", "tỉnh", "Quảng Bình đã sáp nhập vào Quảng Trị"),
        ("Tuyên Quang", "Tuyên Quang", "tỉnh", "gồm Hà Giang, Tuyên Quang"),
        ("Đồng Nai", "Đồng Nai", "thành phố", "thành phố trực thuộc trung ương từ 30/04/2026"),
        ("Cao Bằng", "Cao Bằng", "tỉnh", ""),
    ],
)
def test_the_starter_knows_its_province(asked: str, place: str, kind: str, note: str) -> None:
    text = starter_profile(asked, dt.date(2026, 11, 21))
    profile = parse_profile(text)
    assert (profile.place, profile.kind) == (place, kind)
    assert note in text
    assert "71-NQ/TW" in {act.number for act in profile.basis}


def test_the_starter_names_the_law_that_is_amended_beside_the_one_that_amends_it() -> None:
    numbers = [act.number for act in parse_profile(starter_profile("Cao Bằng", dt.date(2026, 11, 21))).basis]
    assert numbers.index("43/2019/QH14") < numbers.index("123/2025/QH15")


def test_the_starter_for_another_sector_says_nothing_of_education() -> None:
    text = starter_profile("Cao Bằng", dt.date(2026, 11, 21), "khac")
    assert {"72/2025/QH15", "57-NQ/TW"} == {act.number for act in parse_profile(text).basis}
    assert "iáo dục" not in text
    assert parse_profile(text).drafted_by is None


def test_the_starter_of_another_day_knows_that_day() -> None:
    assert parse_profile(starter_profile("Quảng Bình", dt.date(2024, 3, 1))).place == "Quảng Bình"
    numbers = {act.number for act in parse_profile(starter_profile("Quảng Bình", dt.date(2024, 3, 1))).basis}
    assert not numbers & {"71-NQ/TW", "88/2026/NĐ-CP"}  # not yet issued


def test_at_the_end_of_five_years_the_starter_plans_the_next_ones() -> None:
    period = parse_profile(starter_profile("Cao Bằng", dt.date(2030, 11, 21))).period
    assert (period.start, period.end, period.vision) == (2031, 2035, 2040)


def test_an_unknown_province_is_told() -> None:
    with pytest.raises(InvalidProfile, match="Không có tỉnh"):
        starter_profile("Atlantis", dt.date(2026, 1, 1))


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("Quảng Tri", "Có thể là: Quảng Trị."), ("Ha Noi ", "Có thể là: Hà Nội."), ("Cao Bnằg", "Cao Bằng")],
)
def test_a_misspelt_province_is_told_what_may_be_meant(asked: str, meant: str) -> None:
    with pytest.raises(InvalidProfile) as error:
        starter_profile(asked, dt.date(2026, 1, 1))
    assert meant in str(error.value)


def test_a_name_that_is_near_to_none_has_no_suggestion() -> None:
    with pytest.raises(InvalidProfile) as error:
        starter_profile("Atlantis", dt.date(2026, 1, 1))
    assert "Có thể là" not in str(error.value)


# ---- the schema -----------------------------------------------------------------------------------------


def test_the_published_schema_is_the_one_in_use() -> None:
    published = json.loads((ROOT / "docs" / "profile.schema.json").read_text(encoding="utf-8"))
    assert published == json.loads(json.dumps(profile_schema()))


@pytest.mark.parametrize("file", PROFILES, ids=lambda f: f.stem)
def test_sample_profiles_are_valid_by_program_and_by_schema(file: Path) -> None:
    load_profile(file)
    entries = json.loads(json.dumps(yaml.safe_load(file.read_text(encoding="utf-8")), default=str))
    jsonschema.validate(entries, profile_schema())


def test_every_entry_of_the_schema_says_what_is_expected() -> None:
    schema = profile_schema()
    for name, definition in {"Profile": schema, **schema["$defs"]}.items():
        for entry, node in definition.get("properties", {}).items():
            assert node.get("description"), f"{name}.{entry}"
