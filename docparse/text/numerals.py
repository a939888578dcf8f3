"""How Vietnamese documents number: Roman numerals, and the letters of their lists."""

from __future__ import annotations

import re

#: the letters of a list in their order: đ stands behind d; f, j, w and z are not used
LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_WORTH = {letter: worth for worth, letter in _ROMAN if len(letter) == 1}
_WELL_FORMED = re.compile(
    r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE
)


def to_roman(number: int) -> str:
    """``4`` -> ``IV``; empty for numbers below 1."""
    numeral = ""
    for worth, letters in _ROMAN if number > 0 else ():
        count, number = divmod(number, worth)
        numeral += letters * count
    return numeral


def from_roman(numeral: str) -> int | None:
    """``IV``, ``iv`` -> 4; null for what is no numeral, or not written as one is (``IIII``)."""
    if not _WELL_FORMED.fullmatch(numeral):
        return None
    total = before = 0
    for letter in reversed(numeral.upper()):
        worth = _WORTH[letter]
        total += worth if worth >= before else -worth
        before = worth
    return total
