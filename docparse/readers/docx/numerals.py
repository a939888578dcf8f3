"""Numbers in the formats of Word's automatic numbering (``w:numFmt``)."""

from __future__ import annotations

import re
from collections.abc import Callable

from docparse.text import to_roman

# Word prints larger values as decimals; so does a hostile w:start="2000000000"
_MAX_LETTER = 780
_MAX_ROMAN = 32767

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_CHICAGO = "*†‡§"
# custom formats are given by their first members: "001, 002, 003, ..."
_PADDED = re.compile(r"\s*(0+1)\s*,")


def numeral(value: int, number_format: str, custom: str | None = None) -> str:
    """``value`` in a ``w:numFmt``; ``custom`` is its ``w:format``. Unknown formats give decimals.

    ``none`` and ``bullet`` have no number: the result is empty.
    """
    if number_format == "custom":
        padded = _PADDED.match(custom or "")
        return str(value).zfill(len(padded.group(1)) if padded else 1)
    return _FORMATS.get(number_format, str)(value)


def _roman(value: int) -> str:
    return to_roman(value) if 0 < value <= _MAX_ROMAN else str(value)


def _letter(value: int) -> str:
    """Count a … z, then aa, bb, … as Word does, not aa, ab."""
    if not 0 < value <= _MAX_LETTER:
        return str(value)
    repeats, index = divmod(value - 1, 26)
    return chr(ord("a") + index) * (repeats + 1)


def _ordinal(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return f"{value}th"
    return str(value) + {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _vietnamese(value: int) -> str:
    """Count một, hai, … mười một, … hai mươi mốt, up to 99."""
    if not 0 <= value <= 99:
        return str(value)
    tens, units = divmod(value, 10)
    if tens == 0:
        return _DIGITS[units]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if units == 0:
        return head
    tail = {1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(units, _DIGITS[units])
    return f"{head} {tail}"


def _from_block(first: str, count: int) -> Callable[[int], str]:
    """Make a format that has one code point for each of the first ``count`` numbers."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= count else str(value)


def _chicago(value: int) -> str:
    repeats, index = divmod(value - 1, len(_CHICAGO))
    return _CHICAGO[index] * (repeats + 1) if 0 < value <= _MAX_LETTER else str(value)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: str(value).zfill(2),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerLetter": _letter,
    "ordinal": _ordinal,
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
    "chicago": _chicago,
    "vietnameseCounting": _vietnamese,
    "decimalEnclosedCircle": _from_block("①", 20),
    "decimalEnclosedParen": _from_block("⑴", 20),
    "decimalEnclosedFullstop": _from_block("⒈", 20),
    "none": lambda _: "",
    "bullet": lambda _: "",
}
