"""What a figure measures, in the plan's own words: ``hồ sơ xử lý trực tuyến của xã``, not ``85%``."""

from __future__ import annotations

import re

from docparse.rulebook import pattern
from docparse.text import fold

_MAX_LENGTH = 160  # characters
_MAX_KIND = 4  # words before a count that name its kind: `mầm non 131 trường`
_ENDS = re.compile(r"[;(:)]|\.\s|\.$")
_BEGINS = re.compile(r"[;:(]\s?|\.\s|\)\s?,?")
# words around a number that say how it is meant, not what it measures
_LEADING = re.compile(
    r"^(?:[\s,.;–-]+|(?:và|có|trong đó|cụ thể|bảo đảm|đảm bảo|phấn đấu|ít nhất|tối thiểu|đến hết năm \d{4},?"
    r"|đến năm \d{4},?|(?:năm|năm học|giai đoạn) [\d -]+,?|toàn (?:tỉnh|huyện|ngành|xã|thành phố))\s)+",
    re.IGNORECASE,
)
_HOW_MEANT = (
    "và|là|có|đạt|từ|đến|trên|dưới|hơn|khoảng|tối thiểu|tối đa|ít nhất|không quá|trung bình|bình quân"
    "|chiếm|còn|xuống|lên|gồm|với|trong đó|ước|gần|mỗi|cho|không dưới|được|ngoài ra"
)
_TRAILING = re.compile(rf"(?:[\s,;:–-]+(?:(?:{_HOW_MEANT})(?=[\s,;:]|$))?)+$", re.IGNORECASE)
_TIME = re.compile(
    r"(?<!so với)(?<!cùng kỳ),?\s(?:(?:trong|trước|đến|vào|từ|đến hết)\s)*"
    r"(?:năm học|năm|tháng|quý|ngày|giai đoạn)\s[\d/ -]+$",
    re.IGNORECASE,
)
# a phrase of place or measure that needs what stands before the number
_DEPENDENT = re.compile(
    r"(?:ở|tại|trong|theo|so với|vào|trên|của|đối với|trở lên|mỗi|/|một"
    r"|toàn (?:tỉnh|huyện|xã|ngành|thành phố))\b",
    re.IGNORECASE,
)
_BOUND = re.compile(r"^\s*trở (?:lên|xuống)(?!\w)")  # `từ 5% trở lên`
_EACH = re.compile(r"^\s?/\s?(?=[^\W\d_])")  # `tăng 5%/năm`
_BRACKETED = re.compile(r"\s?\([^()]*\)")
_PARTED = re.compile(r",\s|\.\s|\svà\s|;\s|[(:]\s?")
# `, tiểu học và trung học cơ sở 30 trường`: one kind with a name of two
_PAIR = re.compile(r"[,;(:]\s(?P<names>\w+(?: \w+){0,3} và (?P<last>\w+(?: \w+){0,3}))\s?:?\s*$")
_LABEL_OVER_CHILDREN = pattern("figurewording", "label-over-children")
_MEASURED = re.compile(
    r"(?:t[ỷỉ] (?:lệ|trọng)|tổng (?:số|diện tích|sản lượng|kinh phí)|số lượng|số|mức|tốc độ|thu nhập"
    r"|diện tích|sản lượng|năng suất|thời (?:gian|lượng)|giá trị|chỉ số|công suất|dung lượng|quy mô"
    r"|doanh thu|kim ngạch)\b",
    re.IGNORECASE,
)


def stem_before(printed: str, start: int, at: int, last: int | None, alone: bool) -> str:
    """The words before the number at ``at`` that tell what is measured; a label keeps its colon.

    ``last`` is the end of the number before it in the same passage: what follows that one is left out.
    ``alone`` tells that no words stand behind the number, so that any label before it names it.
    """
    text = _BRACKETED.sub("", printed[start if last is None else last : at])
    stem = _last_piece(text, last is not None)
    while not stem and ":" in text:  # `Tỷ lệ hồ sơ trực tuyến: năm 2026: 60%`
        text, _, said = text.rpartition(":")
        if _words(said):
            break
        label = _last_piece(text, last is not None)
        if _MEASURED.fullmatch(label):  # `Số lượng: 15 mô hình`
            break
        if _MEASURED.match(label) or (alone and label and not _LABEL_OVER_CHILDREN.match(fold(label))):
            return f"{label}:"
    return stem


def _last_piece(text: str, behind_number: bool) -> str:
    """The words of ``text`` behind its last mark; what goes on behind a number has no name of its own."""
    if behind_number:
        *parted, piece = _PARTED.split(text)
        pair = _PAIR.search(text)
        told = pair is not None and _words(pair["last"]) and not _MEASURED.match(pair["last"])
        text = pair["names"] if pair and told else piece if parted else ""
    return _words(_BEGINS.split(text)[-1])


def _words(text: str) -> str:
    """``text`` without the words that say how its number is meant."""
    return _TRAILING.sub("", " " + _LEADING.sub("", f"{text} ")).strip()


def words_behind(printed: str, start: int, end: int) -> str:
    """The words from the end of the unit to the end of its clause or to the next number at ``end``."""
    if printed[start : start + 1] in (",", ";", ")"):
        return ""
    stop = _ENDS.search(printed, start, end)
    text = _TRAILING.sub("", _BOUND.sub("", printed[start : stop.start() if stop else end]))
    text = _EACH.sub("mỗi ", text)
    text = _TRAILING.sub("", _TIME.sub("", text)).strip(" .,")
    *kept, last = text.split(", ")
    return ", ".join(kept) if kept and _MEASURED.match(last) else text


def indicator_name(unit: str, before: str, behind: str, inherited: str, whole: str) -> str:
    """The name of a figure from the words around it.

    ``inherited`` is what the number before it measures (``… 6% ở tiểu học, 12% ở THCS``), ``whole`` the
    name of the figure that it is a part of.
    """
    before = before if behind and unit == "%" else before.rstrip(":")
    if unit == "%":
        own = behind
        if not behind or _DEPENDENT.match(behind) or _MEASURED.match(before):
            own = " ".join(filter(None, (before or inherited, behind)))
    elif _MEASURED.match(before):
        own = before
    elif behind or not before:
        own = f"{unit} {behind}".strip()
    else:
        kind = all(len(name.split()) <= _MAX_KIND for name in before.split(" và "))
        own = f"{unit} {before}" if kind else f"{unit}: {before}"
    own = own or unit
    part = bool(whole) and whole.lower() not in own.lower() and len(whole) + len(own) + 2 <= _MAX_LENGTH
    name = f"{whole}: {own}" if part else own
    return name if len(name) <= _MAX_LENGTH else name[:_MAX_LENGTH].rsplit(" ", 1)[0]
