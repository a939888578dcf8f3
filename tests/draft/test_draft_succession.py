"""Words brought up to date: every table row against its examples, lists, quotations, years."""

from __future__ import annotations

import datetime as dt

import pytest

from docparse.draft.knowledge import WordRule, acts, find_act, long_date, word_rules
from docparse.draft.periods import Period, Shift
from docparse.draft.rewriting import Passage
from docparse.draft.succession import Succession, apply_rule, kind_of, successor_province
from docparse.successors import AgencyEnd, agency_ends

LATE_2026 = dt.date(2026, 12, 1)
TABLES = ("levels", "services", "equivalents")
EXAMPLES = [(r, e) for name in TABLES for r in word_rules(name) for e in r.examples]
COUNTER_EXAMPLES = [(r, e) for name in TABLES for r in word_rules(name) for e in r.counter_examples]


def updated(text: str, day: dt.date = LATE_2026) -> str:
    return Succession(day).update(Passage(text)).text


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda v: getattr(v, "id", str(v)))
def test_a_word_rule_changes_its_examples(rule: WordRule, example: str) -> None:
    passage = Passage(example)
    apply_rule(passage, rule, "level")
    assert passage.text != example


@pytest.mark.parametrize(("rule", "example"), COUNTER_EXAMPLES, ids=lambda v: getattr(v, "id", str(v)))
def test_a_word_rule_leaves_its_counter_examples(rule: WordRule, example: str) -> None:
    passage = Passage(example)
    apply_rule(passage, rule, "level")
    assert passage.text == example


@pytest.mark.parametrize("row", agency_ends(), ids=lambda row: row.id)
def test_every_spelling_of_an_ended_agency_is_known_from_its_end_on(row: AgencyEnd) -> None:
    day_after = row.ended + dt.timedelta(days=1)
    for spelling in (row.name, *row.spellings):
        assert Succession(day_after).ended_agency(spelling) == row
        assert Succession(row.ended).ended_agency(spelling) is None
    assert row.basis


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sở TT&TT hướng dẫn", "Sở KHCN hướng dẫn"),
        ("Giám đốc Sở Thông tin và Truyền thông", "Giám đốc Sở Khoa học và Công nghệ"),
        (
            "Các Sở: Giáo dục và Đào tạo; Thông tin và Truyền thông; Kế hoạch và Đầu tư; Tài chính",
            "Các Sở: Giáo dục và Đào tạo; Khoa học và Công nghệ; Tài chính",
        ),
        ("các sở Nội vụ, TTTT và Y tế", "các sở Nội vụ, KHCN và Y tế"),
        ("Sở TTTT, Sở KH&CN và Sở KHĐT tham mưu", "Sở KHCN và Sở Tài chính tham mưu"),
        ("UBND các huyện, thị xã, thành phố bố trí", "UBND các xã, phường, đặc khu bố trí"),
        ("Phòng GD&ĐT, các trường học", "UBND cấp xã, các trường học"),
        ("UBND huyện Bình Khê", "UBND [tên xã, phường cần điền]"),
        ("UBND thành phố Đà Nẵng", "UBND thành phố Đà Nẵng"),
        ("Cổng dữ liệu của tỉnh Bình Dương", "Cổng dữ liệu của Thành phố Hồ Chí Minh"),
        ("dịch vụ công tối thiểu mức độ 3", "dịch vụ công một phần hoặc toàn trình"),
        ("Giám đốc Sở Tài chính, Giám đốc Sở Kế hoạch và Đầu tư họp", "Giám đốc Sở Tài chính họp"),
        (
            "Sở Kế hoạch và Đầu tư chủ trì, phối hợp với Sở Tài chính bố trí vốn",
            "Sở Tài chính chủ trì bố trí vốn",
        ),
        (
            "Sở Kế hoạch và Đầu tư chủ trì, phối hợp với Sở Tài chính, Sở Nội vụ bố trí vốn",
            "Sở Tài chính chủ trì, phối hợp với Sở Nội vụ bố trí vốn",
        ),
        (
            "Sở TTTT phối hợp với Sở Nội vụ, Sở KH&CN tập huấn",
            "Sở KHCN phối hợp với Sở Nội vụ, Sở KH&CN tập huấn",
        ),
        ("cấp huyện, cấp xã", "cấp xã"),
        (
            "mức độ 4 (hoặc mức độ 3 nếu không phát sinh phí)",
            "toàn trình (hoặc một phần nếu không phát sinh phí)",
        ),
        ("tỉnh Hà Giang", "tỉnh Tuyên Quang"),
        ("tỉnh Quảng Bình và tỉnh Quảng Trị", "tỉnh Quảng Trị"),
        (
            "thực hiện Luật Công nghệ thông tin năm 2006",
            "thực hiện Luật Chuyển đổi số ngày 11 tháng 12 năm 2025",
        ),
        (
            "Theo Quyết định số 78/QĐ-TTg về sách cho bạn đọc, Sở TTTT tập huấn",
            "Theo Quyết định số 78/QĐ-TTg về sách cho bạn đọc, Sở KHCN tập huấn",
        ),
        (  # where does the title end? the body that is charged must not be missed
            "Theo Quyết định số 78/QĐ-TTg về sách số cấp huyện Sở TTTT chủ trì tập huấn",
            "Theo Quyết định số 78/QĐ-TTg về sách số cấp xã Sở KHCN chủ trì tập huấn",
        ),
    ],
)
def test_a_sentence_is_brought_up_to_date(old: str, new: str) -> None:
    assert updated(old) == new


@pytest.mark.parametrize(
    "text",
    [
        "Thông tư số 03/2014/TT-BTTTT ngày 11/3/2014 của Bộ Thông tin và Truyền thông về chuẩn kỹ năng",
        "Thực hiện Nghị quyết số 15-NQ/TW về đổi mới Bộ Kế hoạch và Đầu tư và các Sở Kế hoạch và Đầu tư",
        "Nghị định số 37/2014/NĐ-CP quy định chức năng, nhiệm vụ của cơ quan chuyên môn thuộc UBND cấp huyện",
        "Quyết định số 77/QĐ-TTg phê duyệt Chương trình của Bộ Thông tin và Truyền thông giai đoạn 2021 - 2025",
        "Đề án “Phát triển thông tin cấp huyện của Sở Kế hoạch và Đầu tư”",
        "[tên Sở TTTT cần điền]",
        "dịch vụ thông tin và truyền thông cho người dân",
        "Quyết định số 131/QĐ-TTg ngày 19/01/2026",
    ],
)
def test_quotations_cited_acts_and_common_words_stay(text: str) -> None:
    assert updated(text) == text


def test_each_change_names_its_legal_basis() -> None:
    passage = Succession(LATE_2026).update(Passage("Sở TTTT và UBND các huyện, thành phố"))
    assert {(c.kind, c.old, c.new) for c in passage.changes} == {
        ("level", "UBND các huyện, thành phố", "UBND các xã, phường, đặc khu"),
        ("agency", "Sở TTTT", "Sở KHCN"),
    }
    assert all("số" in c.basis for c in passage.changes)
    assert {c.kind: c.verified for c in passage.changes} == {"level": True, "agency": False}


def test_kinds_can_be_switched_off() -> None:
    text = "Sở TTTT, UBND các huyện, thành phố, mức độ 4"
    kept = Succession(LATE_2026, ["service"]).update(Passage(text))
    assert kept.text == "Sở TTTT, UBND các huyện, thành phố, toàn trình"


def test_before_the_change_nothing_changes() -> None:
    text = "Sở TTTT, UBND các huyện, thành phố, tỉnh Hà Giang"
    assert updated(text, dt.date(2024, 5, 1)) == text
    assert successor_province("Hà Giang", dt.date(2025, 6, 30)) == "Hà Giang"
    assert successor_province("Hà Giang", dt.date(2025, 7, 1)) == "Tuyên Quang"


@pytest.mark.parametrize(
    ("province", "day", "kind"),
    [
        ("Quảng Ninh", dt.date(2026, 8, 31), "tỉnh"),
        ("Quảng Ninh", dt.date(2026, 9, 1), "thành phố"),
        ("Huế", LATE_2026, "thành phố"),
        ("Quảng Trị", LATE_2026, "tỉnh"),
        ("Cần Thơ", dt.date(2020, 1, 1), "thành phố"),
    ],
)
def test_a_province_is_a_city_from_its_day_on(province: str, day: dt.date, kind: str) -> None:
    assert kind_of(province, day) == kind


# ---- acts --------------------------------------------------------------------------------------------


def test_a_number_alone_is_no_act_of_another_year() -> None:
    scheme = find_act("131/QĐ-TTg", dt.date(2022, 1, 25))
    assert scheme is not None
    assert scheme.over(LATE_2026)
    assert find_act("131/QĐ-TTg", dt.date(2026, 1, 19)) is None


def test_every_successor_of_an_act_is_in_the_table_and_in_force() -> None:
    for act in acts():
        for number in act.successors:
            successor = find_act(number)
            assert successor is not None, number
            assert not successor.over(LATE_2026), number
        if act.ended is not None:
            assert act.basis, act.number


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (dt.date(2026, 1, 5), "05 tháng 01 năm 2026"),
        (dt.date(2026, 3, 15), "15 tháng 3 năm 2026"),
        (dt.date(2026, 10, 9), "09 tháng 10 năm 2026"),
    ],
)
def test_dates_follow_the_decree(day: dt.date, text: str) -> None:
    assert long_date(day) == text


# ---- years -------------------------------------------------------------------------------------------

SHIFT = Shift(Period(2022, 2025, 2030), Period(2026, 2030, 2035))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("giai đoạn 2022-2025, định hướng đến năm 2030", "giai đoạn 2026-2030, định hướng đến năm 2035"),
        ("Mục tiêu đến năm 2025", "Mục tiêu đến năm 2030"),
        ("2023 - 2024", "2027 - 2028"),
        ("2023", "2027"),
        ("Quý II/2023", "Quý II/2027"),
        ("Tháng 4-5/2023", "Tháng 4-5/2027"),
        ("Quý II và quý III/2023", "Quý II và quý III/2027"),
        ("trước ngày 30/6/2024", "trước ngày 30/6/2028"),
        ("năm học 2023-2024", "năm học 2027-2028"),
        ("đến năm 2021", "đến năm 2021"),  # history stays
        ("Đề án ngoại ngữ giai đoạn 2017-2025", "Đề án ngoại ngữ giai đoạn 2017-2025"),
        ("Quyết định số 131/QĐ-TTg ngày 25/01/2022", "Quyết định số 131/QĐ-TTg ngày 25/01/2022"),
        ("2.025 máy tính, 2025% và 1/2025 phần", "2.025 máy tính, 2025% và 1/2025 phần"),
    ],
)
def test_years_of_the_plan_move_and_others_stay(old: str, new: str) -> None:
    passage = Passage(old)
    SHIFT.apply(passage)
    assert passage.text == new


def test_a_year_never_runs_past_the_new_period() -> None:
    short = Shift(Period(2020, 2029), Period(2026, 2030))
    assert [short.year(y) for y in (2019, 2020, 2024, 2028, 2029)] == [2019, 2026, 2030, 2030, 2030]


def test_without_a_new_vision_its_year_is_left_open() -> None:
    passage = Passage("định hướng đến năm 2030")
    Shift(Period(2022, 2025, 2030), Period(2026, 2028)).apply(passage)
    assert passage.text == "định hướng đến năm [năm cần điền]"
