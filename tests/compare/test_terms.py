"""Wordings of one thing become one wording; clauses and what they ask for are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.compare.facets import action_group, facets, heading_class
from docparse.compare.terms import phrases, wording
from docparse.rulebook import load_table


def spoken(text: str) -> str:
    return " ".join(wording(text).spoken)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nâng cấp hệ thống hội nghị truyền hình trực tuyến", "nâng cấp hệ thống họp trực tuyến"),
        ("Tập huấn cho nhà giáo", "bồi dưỡng cho giáo viên"),
        ("Tập huấn, bồi dưỡng cho giáo viên", "Bồi dưỡng cho giáo viên"),
        ("CSDL ngành GDĐT", "cơ sở dữ liệu ngành giáo dục và đào tạo"),
        ("phần mềm quản trị nhà trường", "phần mềm quản lý trường học"),
        ("an toàn, an ninh mạng", "an toàn an ninh thông tin"),
        ("chứng thư số", "chữ ký số"),
        ("khó khăn, vướng mắc", "vướng mắc"),
        ("khám bệnh, chữa bệnh", "khám, chữa bệnh"),
        ("truyền thông qua mạng xã hội", "truyền thông trên mạng xã hội"),
        ("Uỷ ban", "Ủy ban"),
    ],
)
def test_two_wordings_of_one_thing_become_one(one: str, other: str) -> None:
    assert spoken(one) == spoken(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chữ ký số", "chữ số"),
        ("kho học liệu số", "kho hồ sơ số"),
        ("phòng tin học", "phòng học ngoại ngữ"),
        ("Sở Thông tin và Truyền thông", "Sở Tuyên truyền"),
    ],
)
def test_different_things_stay_different(one: str, other: str) -> None:
    assert spoken(one) != spoken(other)


def test_a_form_is_not_found_across_the_end_of_a_clause() -> None:
    clauses = wording("Mỗi tháng tổ chức một cuộc họp. Qua mạng, đăng ký chỗ ngồi trước ba ngày").clauses
    assert [clause.spoken[-1] for clause in clauses[:1]] == ["họp"]
    assert clauses[1].spoken[:2] == ("trực", "tuyến")


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Xây dựng kho dữ liệu; tập huấn cho cán bộ", ["làm", "bồi dưỡng"]),
        ("Rà soát, cắt giảm thủ tục hành chính", ["cắt giảm"]),
        ("Tham mưu bố trí kinh phí hằng năm", ["kinh phí"]),
        ("Tuyên truyền trên báo; kiểm tra, giám sát việc thực hiện", ["tuyên truyền", "kiểm tra"]),
        ("Sở Kế hoạch và Đầu tư", [""]),
        ("Đổi mới dạy học, kiểm tra, đánh giá trên lớp", [""]),
    ],
)
def test_each_clause_tells_what_it_asks_for(text: str, groups: list[str]) -> None:
    assert [action_group(clause.actions) for clause in wording(text).clauses] == groups


def test_a_long_sentence_is_cut_at_a_comma_before_a_verb() -> None:
    text = "Đầu tư phòng máy cho các trường tiểu học vùng cao, tổ chức tập huấn cho giáo viên, xây dựng quy chế sử dụng"
    assert len(wording(text).clauses) >= 2


def test_numbers_and_years_are_kept_apart_from_the_words() -> None:
    told = wording("Đến năm 2025 có 90% trường và 1.200 máy tính")
    assert told.years == {2025}
    assert told.numbers == {"90%", "1.200"}
    assert told.words == ("năm", "trường", "máy", "tính")


@pytest.mark.parametrize(
    ("title", "announced"),
    [
        ("KINH PHÍ THỰC HIỆN", "kinh phí"),
        ("Mục tiêu cụ thể đến năm 2025", "mục tiêu cụ thể"),
        ("Tầm nhìn đến năm 2030", "định hướng"),
        ("Tồn tại, hạn chế", "hạn chế"),
        ("Khó khăn, vướng mắc", "hạn chế"),
        ("CÁC NHIỆM VỤ CỤ THỂ", "nhiệm vụ"),
        ("Phát triển hạ tầng", ""),
        ("Nhiệm vụ triển khai tại các cơ sở giáo dục đại học", ""),
    ],
)
def test_headings_are_known_by_what_they_announce(title: str, announced: str) -> None:
    assert heading_class(wording(title).spoken) == announced


def test_facets_name_levels_and_subjects() -> None:
    words = wording("tỷ lệ học sinh trung học phổ thông có tài khoản").spoken
    assert facets(words, "level") == {"thpt"}
    assert facets(words, "subject") == {"học sinh"}
    assert facets(wording("ở bậc trung học").spoken, "level") == {"thcs", "thpt"}


def test_every_action_class_has_a_known_group() -> None:
    rows = load_table("alignment")["action"]
    assert len({row["id"] for row in rows}) == len(rows)
    assert all("group" in row for row in rows if row["id"])


@pytest.mark.parametrize("form", load_table("alignment")["stop"]["compounds"])
def test_a_word_that_holds_a_stop_word_is_not_cut_in_two(form: str) -> None:
    stops = set(load_table("alignment")["stop"]["words"])
    assert stops & set(form.split())
    (run,) = phrases(wording(f"{form} thư viện").clauses[0])
    assert " ".join(word for piece in run for word in piece) == f"{form} thư viện"


@given(st.text(max_size=400))
def test_any_text_has_a_wording(text: str) -> None:
    told = wording(text)
    assert all(clause.spoken for clause in told.clauses)
    assert set(told.words) <= set(told.spoken)
