"""Numbers and times as a second pair of eyes reads them: on purpose not the reading of the extractors.

Grounding asks whether a passage can mean what a fact says, so every defensible reading counts: ``3.852``
is 3852 and 3.852, ``05`` is 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docparse.rulebook import Rule, load_rules
from docparse.text import fold

_NUMBER = re.compile(r"\d[\d.,]*(?: \d{3}(?!\d))*")
_ZERO = re.compile(r"\s*[-–—]\s*\.?\s*")  # a dash in a money column
# `năm` is left out: it is nearly always the year
_WORDS: dict[str, tuple[float, ...]] = {
    "một nửa": (0.5, 50.0),
    "một": (1.0,),
    "hai": (2.0,),
    "ba": (3.0,),
    "bốn": (4.0,),
    "sáu": (6.0,),
    "bảy": (7.0,),
    "tám": (8.0,),
    "chín": (9.0,),
    "mười": (10.0,),
}
_WORD = re.compile(r"(?<!\w)(?:" + "|".join(_WORDS) + r")(?!\w)")

_ISO_TIME = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_WHOLE_YEAR = re.compile(r"(?:cả|suốt|toàn) năm")
_AFTER = re.compile(r"sau khi\b")
_HALF_YEAR = re.compile(r"(?:0?6|sáu) tháng (?:đầu|cuối) năm")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_QUARTERS = {"1": r"(?:i|1)", "2": r"(?:ii|2)", "3": r"(?:iii|3)", "4": r"(?:iv|4)"}


def numbers_in(passage: str) -> set[float]:
    """Every value that a number printed in ``passage`` can have, in figures or (up to ten) in words."""
    values = {value for match in _NUMBER.finditer(passage) for value in values_of(match.group())}
    for match in _WORD.finditer(fold(passage)):
        values.update(_WORDS[match.group()])
    if _ZERO.fullmatch(passage):
        values.add(0.0)
    return values


def values_of(printed: str) -> set[float]:
    """The values that one printed number can have: separators as decimal marks or between thousands."""
    digits = printed.replace(" ", "").rstrip(".,")
    return {float(form) for form in _forms(digits) if re.fullmatch(r"\d+(?:\.\d+)?", form)}


def _forms(digits: str) -> Iterator[str]:
    yield digits  # 76.3
    yield digits.replace(",", ".")  # 72,7
    yield digits.replace(".", "").replace(",", ".")  # 3.852,5
    yield digits.replace(",", "")  # 1,234,567.8
    yield digits.replace(".", "").replace(",", "")  # 1.234,567


def time_is_read_from(passage: str, value: str) -> bool:
    """Whether ``passage`` can mean the normalised time ``value`` (see :class:`docparse.model.Deadline`).

    A year that the passage does not print may come from elsewhere in the document.
    """
    key = fold(passage)
    parts = [_ISO_TIME.fullmatch(part) for part in value.split("/")]
    if not all(parts):
        named = any(rule.pattern.search(key) for rule in _recurrences() if rule.value == value)
        return named or (value == "relative" and _AFTER.search(key) is not None)
    return all(_names(key, part.groupdict()) for part in parts if part)


def _names(key: str, part: dict[str, str | None]) -> bool:
    years = _YEAR.findall(key)
    if years and part["year"] not in years:
        return False
    if part["quarter"]:
        return re.search(rf"qu[ýí][^.;]*(?<!\w){_QUARTERS[part['quarter']]}(?!\w)", key) is not None
    if part["month"] is None:
        return bool(years) or _WHOLE_YEAR.search(key) is not None
    if part["day"] is None and _HALF_YEAR.search(key):
        return True
    numbers = {int(digits) for digits in re.findall(r"\d+", key)}
    return int(part["month"]) in numbers and (part["day"] is None or int(part["day"]) in numbers)


@cache
def _recurrences() -> tuple[Rule, ...]:
    return load_rules("deadlines")
