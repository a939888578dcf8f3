"""Capitals that TCVN3 could not write: its fonts have no accented capitals but Ă Â Ê Ô Ơ Ư Đ.

Whoever typed ``KẾ HOẠCH`` typed ``KÕ HO¹CH`` and chose a font that draws small letters as capitals. In
a file without fonts it comes back as ``Kế HOạCH``; the plain letters around still say what was meant.
"""

from __future__ import annotations

import re

# words none of whose letters is a plain small one, in a row
_UPPER = r"(?<![^\W\d_])[^\W\d_a-z]+(?![^\W\d_])"
_RUN = re.compile(rf"{_UPPER}(?:[ \t.,:;&/()\"'“”–-]+{_UPPER})*")
_WORD = re.compile(r"[^\W\d_]+")
_MIN_CAPITALS = 2  # of a word that has small letters too; `Bộ` and `Xã` may be written so
# committees are written with a capital wherever they stand
_COMMITTEE = re.compile(r"\b(?:ủy|uỷ)(?= ban\b)")
_HAS_CAPITAL = "ăâêôơưđ"
_MARKER = r"(?:[-–+*•][ \t]?|\(?(?:[a-zđ]|\d{1,2}(?:\.\d{1,2}){0,3}|[IVXLC]{1,6})[.)][ \t]?)"
_START = re.compile(
    rf"(?:(?:\A|[.;:!?\n][ \t]*\n)[ \t]*{_MARKER}?|\n[ \t]*{_MARKER}|[.!?] )([^\W\d_a-z])(?=[^\W\d_])"
)


def with_capitals(text: str) -> str:
    """``Kế HOạCH của ủy ban`` -> ``KẾ HOẠCH của Ủy ban``; for text that was TCVN3."""
    return _COMMITTEE.sub(lambda word: word[0].capitalize(), _RUN.sub(_capitals, text))


def with_first_capitals(text: str) -> str:
    """Like :func:`with_capitals`, and the first letter of sentences and items; for whole documents."""
    return _START.sub(_first_capital, with_capitals(text))


def _capitals(run: re.Match[str]) -> str:
    return run[0].upper() if any(map(_is_capital, _WORD.findall(run[0]))) else run[0]


def _is_capital(word: str) -> bool:
    """Tell whether a word was drawn in capitals: it has several, and letters that cannot be one."""
    return sum(map(str.isupper, word)) >= _MIN_CAPITALS and not word.isupper()


def _first_capital(start: re.Match[str]) -> str:
    letter = start[1]
    return start[0] if letter in _HAS_CAPITAL else start[0][:-1] + letter.upper()
