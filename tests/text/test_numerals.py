import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.text import LETTERS, from_roman, to_roman


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (44, "XLIV"), (1994, "MCMXCIV")]
)
def test_numerals_as_they_are_written(number, numeral):
    assert to_roman(number) == numeral
    assert from_roman(numeral) == from_roman(numeral.lower()) == number


@given(st.integers(1, 3999))
def test_a_numeral_is_read_as_it_was_written(number):
    assert from_roman(to_roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "đ", "1", "I.", "XIV "])
def test_what_is_no_numeral(text):
    assert from_roman(text) is None


def test_there_is_no_numeral_for_nothing():
    assert to_roman(0) == to_roman(-3) == ""


def test_the_letter_behind_d_is_the_one_with_a_stroke():
    assert LETTERS[3:6] == "dđe"
    assert not set("fjwz") & set(LETTERS)
