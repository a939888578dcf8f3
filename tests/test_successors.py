"""Who has taken over from an agency that no longer exists, in the words of a canonical name."""

from __future__ import annotations

import datetime as dt

import pytest

from docparse.draft.rewriting import Passage
from docparse.draft.succession import Succession
from docparse.plan import read_content
from docparse.rulebook import load_rules
from docparse.successors import Heir, agency_ends, successor_of
from docparse.text import fold

COMMITTEES = [name for rule in load_rules("successions") for name in rule.examples]


@pytest.mark.parametrize(
    ("name", "today"),
    [
        ("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"),
        ("Phòng Giáo dục và Đào tạo", "Ủy ban nhân dân cấp xã"),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố", "Ủy ban nhân dân các xã, phường, đặc khu"),
        ("Hội đồng nhân dân huyện", "Hội đồng nhân dân cấp xã"),
        ("Ủy ban nhân dân các xã, phường, thị trấn", "Ủy ban nhân dân các xã, phường, đặc khu"),
        ("Công an tỉnh Quảng Bình", "Công an tỉnh Quảng Trị"),
        ("Sở Giao thông vận tải tỉnh Bình Dương", "Sở Xây dựng thành phố Hồ Chí Minh"),
        ("Sở Y tế", None),
        ("Ủy ban nhân dân tỉnh", None),
        ("Ủy ban nhân dân tỉnh Quảng Trị", None),
        ("Ủy ban nhân dân huyện Bình Khê", None),
    ],
)
def test_the_body_that_has_the_work_today(name: str, today: str | None) -> None:
    assert successor_of(name) == today


@pytest.mark.parametrize("name", [row.name for row in agency_ends()] + COMMITTEES)
def test_a_successor_exists_today_and_is_the_one_that_a_draft_puts(name: str) -> None:
    today = successor_of(name)
    assert today is not None
    assert successor_of(today) is None
    assert Succession(dt.date(2026, 12, 1)).agency(name) == today


def test_a_plan_says_who_follows_its_agencies() -> None:
    text = (
        "KẾ HOẠCH\nPhát triển thư viện số\n\nI. TỔ CHỨC THỰC HIỆN\n\n"
        "1. Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Y tế và UBND các huyện, thị xã vận hành kho số.\n"
    )
    plan = read_content(text.encode(), "plan.txt")
    assert {agency.name: agency.successor for agency in plan.agencies} == {
        "Sở Thông tin và Truyền thông": "Sở Khoa học và Công nghệ",
        "Sở Y tế": None,
        "Ủy ban nhân dân các huyện, thị xã, thành phố": "Ủy ban nhân dân các xã, phường, đặc khu",
    }


HEIRS = [heir for row in agency_ends() for heir in row.heirs]


@pytest.mark.parametrize("heir", HEIRS, ids=lambda heir: heir.successor)
def test_the_work_of_an_heir_is_told_by_its_words(heir: Heir) -> None:
    assert heir.examples
    assert all(heir.pattern.search(fold(example)) for example in heir.examples)
    assert not any(heir.pattern.search(fold(example)) for example in heir.counter_examples)


@pytest.mark.parametrize(
    ("sentence", "now"),
    [
        ("Sở LĐTBXH hỗ trợ học sinh yếu thế.", "Sở Y tế hỗ trợ học sinh yếu thế."),
        ("Sở LĐTBXH quản lý việc dạy nghề.", "Sở GDĐT quản lý việc dạy nghề."),
        ("Sở LĐTBXH giới thiệu việc làm.", "Sở Nội vụ giới thiệu việc làm."),
        ("Sở LĐTBXH dạy nghề cho trẻ em.", "Sở Nội vụ dạy nghề cho trẻ em."),  # two heirs: nobody can tell
    ],
)
def test_a_duty_goes_with_its_words_to_one_of_several_heirs(sentence: str, now: str) -> None:
    assert Succession(dt.date(2026, 12, 1)).update(Passage(sentence)).text == now
