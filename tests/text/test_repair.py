import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.text import fold, normalize
from docparse.text.repair import repair


def proposed(text: str) -> list[tuple[str, str]]:
    return [(found.old, found.new) for found in repair(text)]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Tng số máy tính", "Tng", "Tổng"),
        ("1. Thun lợi", "Thun", "Thuận"),
        ("Về nhân lc CNTT", "lc", "lực"),
        ("ngày 09 tháng 8 m 2022", "m", "năm"),
        ("ngy 09 tháng 8 năm 2022", "ngy", "ngày"),
        ("công ngh thông tin", "ngh", "nghệ"),
        ("hoc sinh toàn tỉnh", "hoc", "học"),
    ],
)
def test_a_lost_letter_is_put_back(text, old, new):
    assert proposed(text) == [(old, new)]


@pytest.mark.parametrize(
    "text",
    [
        "kết nối internet, wifi, website, email",
        "UBND, CNTT, GDĐT, THCS và HĐND tỉnh",
        "điểm a, b, c khoản 2; cao 8 m 2 lớp",
        "huyện Krông Pắc, tỉnh Đắk Lắk, Bắc Kạn",
        "áo thun của học sinh",
        "https://dichvucong.gov.vn/tng-so",
        "Tng",
        "nhân-lc",
        "Kế hoạch phát triển giáo dục và đào tạo giai đoạn 2021-2025 trên địa bàn tỉnh",
        "Ke hoach phat trien giao duc",
        "",
    ],
)
def test_abbreviations_foreign_words_and_sound_text_are_left_alone(text):
    assert proposed(text) == []


def test_nothing_is_proposed_where_two_words_fit():
    # `cng tác` may be công tác or cộng tác, and `chnh sách` only one word
    assert proposed("chnh sách") == [("chnh", "chính")]
    assert all(new == "công" for _, new in proposed("cng tác"))
    assert proposed("ng dụng") == [("ng", "ứng")]
    assert proposed("s dụng") == []  # a single letter may be anything


def test_places_are_true_and_in_order():
    text = "Tng số trường là 5; Thun lợi, nhân lc"
    found = repair(text)
    assert [text[r.start : r.end] for r in found] == [r.old for r in found] == ["Tng", "Thun", "lc"]


@settings(deadline=None)
@given(st.text("Tngsốlợi hun m 2022 tháng8.,\n", max_size=60))
def test_proposals_never_overlap_and_always_change_something(text):
    end = 0
    for found in repair(text):
        assert found.start >= end
        assert text[found.start : found.end] == found.old != found.new
        end = found.end


def test_real_texts_get_few_proposals_and_lost_letters_come_back_right(shared):
    right = wrong = words = 0
    for path in sorted((shared / "corpus" / "seeds").glob("*.txt")):
        text = normalize(path.read_text(encoding="utf-8"))
        assert len(repair(text)) <= 5
        for match in list(re.finditer(r"[^\W\d_]{3,}", text))[::17]:
            at = next((i for i, c in enumerate(match[0]) if not c.isascii()), None)
            if at is None or not match[0].islower():
                continue
            words += 1
            damaged = (
                text[: match.start()][-80:] + match[0][:at] + match[0][at + 1 :] + text[match.end() :][:80]
            )
            place = min(match.start(), 80)
            for found in repair(damaged):
                if found.start == place:
                    right += fold(found.new) == fold(match[0])
                    wrong += fold(found.new) != fold(match[0])
    assert words > 500
    assert right > words / 2
    assert wrong <= right / 100
