"""What a row of figures is called: words of the figure's own, no numbers, no whole sentence of one plan."""

from __future__ import annotations

import re
from bisect import bisect_left

from docparse.compare.sentences import sentence_around
from docparse.model import Indicator, Plan
from docparse.text import fold

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*\s*%?")
_LETTER = re.compile(r"[^\W\d_]")
# a bullet or number before a sentence: `- `, `a) `, `1.2. `
_MARKER = re.compile(r"^\s*(?:[-+•*–]\s*|(?:[a-zđ]|\d+(?:\.\d+)*)[.)]\s+)+", re.IGNORECASE)
#: how much it is, at the end of what stands before a number
_QUANTITY = re.compile(
    r"(?:^|[\s,:(]+)(?:ít nhất|tối thiểu|tối đa|không dưới|không quá|không ít hơn|khoảng|trên|dưới|hơn|gần"
    r"|từ|đến|đạt|trung bình|bình quân|chiếm|còn|[-–,:(])$",
    re.IGNORECASE,
)
#: words before a number that tell nothing of what is counted
_EMPTY = re.compile(
    r"^(?:và|với|có|gồm|là|cho|trong đó|hiện|mới|đã|toàn (?:tỉnh|ngành|huyện|xã|thành phố)"
    r"|bảo đảm|đảm bảo|phấn đấu|[\s,:(])*$",
    re.IGNORECASE,
)
#: where it begins to be told what those that are counted have or do
_PREDICATE = re.compile(r"(?:^|\s)(?:có|được|đạt|sử dụng|dùng|tham gia|biết)\s", re.IGNORECASE)
#: an indicator of so many words tells by itself what is counted
_TELLING_WORDS = 8
#: and one of fewer needs what stands behind the number as well
_BARE_WORDS = 4
#: a sentence is looked for so far to either side
_REACH = 400


def figure_label(plan: Plan, figure: Indicator) -> str:
    """What ``figure`` counts; a bare member of a list (``THCS 90%``) takes what is said of the last one."""
    name = _SPACE.sub(" ", figure.indicator).strip(" ,;:")
    if not _LETTER.search(name):
        return without_numbers(plan.text[slice(*sentence_around(plan.text, figure, _REACH))])
    if len(name.split()) >= _TELLING_WORDS or fold(figure.text).startswith(fold(name)):
        return name
    label = f"{_before(figure, name)} {name}".strip()
    bare = len(label.split()) < _BARE_WORDS or ": " in name
    if bare and not _PREDICATE.search(label):
        label += _behind(plan, figure)
    return label


def without_numbers(text: str) -> str:
    """``text`` without its numbers and without the words that say how much they are."""
    pieces = [_without_quantity(piece) for piece in _NUMBER.split(_MARKER.sub("", text))]
    return " ".join(filter(None, pieces)).strip(" ,;:")


def _before(figure: Indicator, name: str) -> str:
    """The words of the figure's passage in front of its number: ``trang bị mới``."""
    number = _NUMBER.search(figure.text)
    lead = _without_quantity(_MARKER.sub("", figure.text)[: 0 if number is None else number.start()])
    told = _EMPTY.match(lead) or fold(lead) in fold(name) or _NUMBER.search(lead)
    return "" if told else lead


def _without_quantity(text: str) -> str:
    text = _SPACE.sub(" ", text).strip()
    while found := _QUANTITY.search(text):
        text = text[: found.start()].rstrip()
    return text


def _behind(plan: Plan, figure: Indicator) -> str:
    """What is said behind the number up to the next one, or of the last figure of its sentence."""
    _, end = sentence_around(plan.text, figure, _REACH)
    figures = sorted((*plan.targets, *plan.baselines), key=lambda f: f.start)
    first = bisect_left(figures, figure.end, key=lambda f: f.start)
    last = next((f for f in reversed(figures[first:]) if f.start < end), None)
    if last is None:
        tail = plan.text[figure.end : end]
        return "" if _NUMBER.search(tail) else _SPACE.sub(" ", tail).rstrip(" ,;.()")
    said = _PREDICATE.search(last.indicator)
    return _SPACE.sub(" ", f" {last.indicator[said.start() :].strip()}") if said else ""
