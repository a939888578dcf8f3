"""Numbers of a source plan: taken over, given by the profile, or left open for the drafter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docparse.model import Indicator
from docparse.text import fold

OPEN = "[… cần điền]"
PLACEHOLDER = re.compile(r"\[[^\[\]]*cần điền\]")
_OPEN_SHARE = re.compile(rf"{re.escape(OPEN)}(?=%)")
#: around words to be highlighted, from the manuscript to the page; no text has these characters
MARK, MARK_END = "\ue010", "\ue011"
#: what is highlighted: places left open, and words between marks
HIGHLIGHTED = re.compile(rf"{MARK}[^{MARK_END}]*{MARK_END}|{PLACEHOLDER.pattern}")
BASIS = "Số liệu của nơi khác không tự chuyển sang dự thảo"
NATIONAL_BASIS = "Số đếm trên phạm vi cả nước không phải là chỉ tiêu của một địa phương"
#: units of shares, times, speeds: the same for one place as for the country
_SHARE_UNIT = re.compile(r"%|/|^(?:giây|phút|giờ|ngày|tuần|tháng|năm|lần|mbps|gbps)\b")
_EACH = re.compile(r"(?<!\w)(?:mỗi|một|bình quân|trung bình)(?!\w)")
#: nothing can be more than the whole
AT_LEAST_ALL = re.compile(r"(?:tối thiểu|ít nhất)(?: là| đạt)? (100 ?%)")
ALL_BASIS = "Tỷ lệ 100% không có mức cao hơn"
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """The digits of one indicator, as offsets into the source text, and what they say."""

    start: int
    end: int
    value: float
    unit: str | None


def marked(text: str, words: Iterable[str]) -> str:
    """``text`` with marks around every occurrence of ``words``; what overlaps is marked as one."""
    inside = [False] * (len(text) + 1)
    for word in filter(None, words):
        for match in re.finditer(re.escape(word), text):
            inside[match.start() : match.end()] = [True] * len(word)
    signs = {(False, True): MARK, (True, False): MARK_END}
    before = [False, *inside]
    return "".join(
        signs.get((was, now), "") + text[i : i + 1]
        for i, (was, now) in enumerate(zip(before, inside, strict=False))
    )


def held(text: str, after: str) -> str:
    """``text`` with open shares that no line can break: places before ``%``, which may come ``after`` it.

    Others keep their spaces, by which they are found in Word.
    """
    hard = _OPEN_SHARE.sub(OPEN.replace(" ", "\u00a0"), text + after[:1])
    return hard[: len(text)]


def unmarked(text: str) -> str:
    """``text`` without marks."""
    return text.replace(MARK, "").replace(MARK_END, "")


def figure_of(text: str, indicator: Indicator) -> Figure | None:
    """Where in ``text`` the indicator's number stands; null for a qualitative target."""
    if indicator.value is None:
        return None
    for match in _NUMBER.finditer(text, indicator.start, indicator.end):
        if indicator.value in readings(match.group()):
            return Figure(match.start(), match.end(), indicator.value, indicator.unit)
    return None


def holds_everywhere(figure: Figure, sentence: str) -> bool:
    """Whether a figure of the central plan holds for one place too: a share, or so many for each."""
    return _SHARE_UNIT.search(fold(figure.unit or "")) is not None or _EACH.search(fold(sentence)) is not None


def readings(digits: str) -> set[float]:
    """What printed digits may mean: ``1.120,5`` is 1120.5, ``76.3`` is 76.3 or 763."""
    plain = digits.replace(".", "").replace(",", ".")
    found = {digits, plain, digits.replace(",", "")}
    return {float(number) for number in found if re.fullmatch(r"\d+(?:\.\d+)?", number)}


def printed(value: float) -> str:
    """``1120.5`` -> ``1.120,5``; counts under 10 keep a leading zero out."""
    whole, _, part = f"{value:.4f}".rstrip("0").rstrip(".").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{part}" if part else grouped


def replace_figures(
    text: str, base: int, figures: Iterable[tuple[Figure, str]]
) -> tuple[str, list[tuple[str, str]]]:
    """``text`` (which began at offset ``base`` of its source) with figures replaced, and the pairs."""
    pairs: list[tuple[str, str]] = []
    at, pieces = 0, []
    for figure, new in sorted(figures, key=lambda pair: pair[0].start):
        start, end = figure.start - base, figure.end - base
        if start < at or end > len(text):
            continue
        pieces += [text[at:start], new]
        pairs.append((text[start:end], new))
        at = end
    return "".join(pieces) + text[at:], pairs
