import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.text import fold, normalize
from docparse.text.mend import ends_a_list_item, mend, slips


@pytest.mark.parametrize(("read", "right"), slips()["examples"])
def test_every_example_of_the_table_is_mended(read, right):
    assert mend(read)[0] == right


@pytest.mark.parametrize("text", slips()["counter_examples"] + [right for _, right in slips()["examples"]])
def test_counter_examples_and_sound_text_stay(text):
    assert mend(text) == (text, [])


@pytest.mark.parametrize("word", slips()["real"])
def test_what_looks_damaged_but_is_written_stays(word):
    assert mend(f"Nội dung {word} theo kế hoạch")[0] == f"Nội dung {word} theo kế hoạch"


def test_a_repair_tells_what_was_printed_and_where():
    text = "1. Tô chức hội nghị; đây mạnh tuyên truyên."
    mended, repairs = mend(text)
    assert mended == "1. Tổ chức hội nghị; đẩy mạnh tuyên truyền."
    assert [(r.old, r.new) for r in repairs] == [("Tô", "Tổ"), ("đây", "đẩy"), ("truyên", "truyền")]
    assert all(text[r.start : r.end] == r.old and mended[r.start : r.end] == r.new for r in repairs)


def test_numbers_and_dates_are_never_touched():
    text = "Quyết định số 12/QĐ-UBND ngày 3. 4 năm 2021, 1.5 triệu; mục 2. a"
    assert mend(text) == (text, [])


@given(st.text(alphabet="tôổchứcđâyẩmạnhphôốổ .,“”ABĐ1", max_size=60))
def test_length_letters_and_a_second_run(text):
    text = normalize(text)
    mended, _ = mend(text)
    assert len(mended) == len(text)
    assert [c.isupper() for c in mended] == [c.isupper() for c in text]
    assert len(fold(mended)) == len(text)


@pytest.mark.parametrize(
    ("text", "following", "expected"),
    [
        ("a) Lập danh mục các trường cần sửa chữa trong năm học mới:", "b) Bố trí vốn;", True),
        ("c) Lập danh mục các trường cần sửa chữa trong năm học mới:", "2. Bố trí vốn", True),
        ("- Lập danh mục các trường cần sửa chữa trong năm học mới:", "- Bố trí vốn;", True),
        ("- Các trường thực hiện trong năm học mới những nhiệm vụ sau:", "- Bố trí vốn;", False),
        ("a) Lập danh mục các trường cần sửa chữa trong năm học mới:", "- Bố trí vốn;", False),
        ("2. Mục đích:", "3. Yêu cầu:", False),
        ("Lập danh mục các trường cần sửa chữa trong năm học mới:", "Bố trí vốn;", False),
        ("- Lập danh mục các trường cần sửa chữa trong năm học mới;", "- Bố trí vốn;", False),
    ],
)
def test_a_colon_with_nothing_below_it_is_a_semicolon(text, following, expected):
    assert ends_a_list_item(text, following) is expected


def test_a_stop_behind_a_year_is_a_comma_before_a_small_letter():
    assert mend("đến năm 2025. toàn tỉnh có 5 trường")[0] == "đến năm 2025, toàn tỉnh có 5 trường"
    assert mend("đến năm 2025. Toàn tỉnh có 5 trường")[0] == "đến năm 2025. Toàn tỉnh có 5 trường"
