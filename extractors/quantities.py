"""Quantities in running text: number, unit, comparator, and what is counted.

Numbers that count nothing a plan promises or reports (dates, citations, money of a budget, levels,
numbers inside names) are masked first; what remains is read with the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from docparse.model import Comparator
from docparse.rulebook import load_rules, opening, pattern
from docparse.text import CAPITALS
from extractors.context import Context
from extractors.countedunits import PERCENT, RATE_BASE, read_unit, shared_unit
from extractors.indicatornames import indicator_name, stem_before, words_behind
from extractors.numbers import read_count
from extractors.times import find_times

# a number, or the second of a fraction; asked behind the first digit, so that letters are passed quickly
_NUMBER = re.compile(
    r"\d(?<![\w.,]\d)(?<![^\W\d]/\d)(?:"
    r"\d{0,2}(?:\.\d{3})+(?:,\d+)?(?![\d.,]\d)"
    r"|(?<=[1-9])\d{0,2}(?: \d{3})+(?![\d.,/]*\d| ?%)"  # `3 500 hộ`
    r"|\d*(?:[.,]\d+)?)"
)
_LEVELS = pattern("figurewording", "numbered-thing")
_ENUMERATION = re.compile(r"\(\d{1,2}\)")
_CODES = pattern("figurewording", "code")
# `30/4`, `ngày 26/3`: a day of the year; `12/12 thôn` and `21/75 (tỷ lệ …)` are fractions
_DAY = re.compile(
    r"[\dn](?:(?<![\d/.,]\d)(?:(?<=0)[1-9]|(?<=[1-9])|(?<=[12])\d|(?<=3)[01])/(?:0?[1-9]|1[0-2])(?![\d/])"
    r"(?!\s?(?:\(|%|[^\W\d_]{2,}(?:[\s,.;]|$)))"
    r"|(?<=n)gày \d{1,2}/\d{1,2}(?!\d))"
)
# `đến 2030 ít nhất bằng …`: a year without its word
_SEASON = r"vụ (?:[^\W\d_]+ ){1,2}(?:19|20)\d\d(?!\d)"
_THEN = r" (?:19|20)\d\d(?= (?:ít nhất|tối thiểu|đạt|phải|là|có|sẽ|và)\b|[,;.)]|$)"
_BARE_YEAR = re.compile(
    opening(
        [_SEASON, f"niên {_SEASON}"]
        + [word + _THEN for word in ("đến", "tới", "trước", "vào", "cuối", "đầu", "hết")]
    )
)
_THOUSANDS = "000"
# `phối hợp với Ủy ban nhân dân 04 xã`: which bodies
_COMMITTEES = re.compile(r"(?:ủy ban nhân dân|ubnd|hđnd|công an) \d{1,3} (?:xã|phường|huyện|tỉnh|đơn vị)")
_QUOTED = re.compile(r"\"[^\"]*\"")  # the folded text has straight marks, which pair from the left
_MIN_QUOTED = 27  # characters of a quotation, its marks included, that is a name; shorter ones are words
_SHARE = pattern("figurewording", "share")
_MONEY = pattern("figurewording", "money")
_BUDGET_WORD = pattern("figurewording", "budget-word")
_BUDGET_REACH = 120  # characters before an amount in which the word for what it pays stands
_DURATION = re.compile(r"\s?(?:ngày|giờ|phút|giây)(?!\w)(?!/)")
_HOURS = frozenset({"ngày", "giờ", "phút", "giây"})
_RANGE = re.compile(r"\s?(?:-|đến)\s?$")
_CLAUSE = re.compile(r"[,;:.(]\s|[;:(\n]|\.\s|\svà\s(?=\d)|\),?\s")
_CLAUSE_MARK = 5  # characters that the end of a clause takes at most
# times whose number may be promised: `tối thiểu 02 lần/năm`
_COUNTING_TIMES = frozenset(
    {"relative", "half-yearly", "quarterly", "once-a-month", "once-a-quarter", "twice-a-year", "once-a-year"}
)
# `Đối với thôn có dưới 100 hộ: …` says for whom
_FOR_WHOM = re.compile(r"(?:^|[.;] )đối với [^:.;]{4,90}:")
# what is earned or lost; what is paid is a budget and masked: `doanh thu đạt trên 400 tỷ đồng`
_MONEY_UNIT = re.compile(
    r"\s?(?P<unit>(?:(?:nghìn|ngàn|triệu) )?(?:tỷ|triệu) (?:đồng|usd)"
    r"(?:/(?:người|hộ|khẩu|lao động|ha|năm|tháng|quý|doanh nghiệp|xã|huyện)(?:/(?:năm|tháng))?)?)"
    r"(?! ?/)(?!\w)"
)
_PROMISE = pattern("figurewording", "verb-before-number")
_PROMISE_REACH = 60  # characters before a number
_LISTED = re.compile(r"(?: [^\W\d_]+){0,3}(?:, | và )(?:[^\W\d_]+ )?")
_FOR = re.compile(r"\b(?:cho|với) (?:hơn |trên |khoảng )?$")
_TIME_SPAN = pattern("figurewording", "time-span")
_MARKS = pattern("figurewording", "marks")
# a member of a list in brackets: `(THPT 23 trường, THCS: 84)`
_MEMBER_ENDS = re.compile(r"[(),;]\s?")
_MAX_LABEL = 4  # words
_NO_LABEL = pattern("figurewording", "no-label")
_SENTENCE = re.compile(r";|\.\s")
_SENTENCE_STOP = re.compile(rf"\.\s(?=[{CAPITALS}])")
_TOGETHER = "với"  # `232 trường với 2.374 phòng học trực tuyến`
_BARE_RATE = re.compile(r"(?:t[ỷỉ] (?:lệ|trọng))?:?", re.IGNORECASE)
_FRACTION_BESIDE = re.compile(r"\s?\(\d[\d.]*\s?/\s?\d[\d.]*\)")
_RATE_BESIDE = re.compile(r"\s?\((?:đạt |chiếm )?(?:t[ỷỉ] lệ )?(?:đạt )?\d[\d.,]*\s?%\)(?=\s[^\W\d_])")
_JOINS_RANGE = re.compile(r"\s*(?:/|-|–|đến)\s*")
_CARRIED: frozenset[Comparator] = frozenset({"ge", "gt", "le", "lt", "approx"})
_FRESH = pattern("figurewording", "fresh-statement")
_OPENS_RANGE = re.compile(r"[\d.,]*\s?(?:-|đến)\s?\d")
_FROM = re.compile(r"(?<!\w)từ\s?$")
_GOES_TO = re.compile(r"[^\d.;,]{0,24}\bđến\s\d")
_AND_MORE = re.compile(r"\D{0,40}trở lên")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of the text: its passage, value, unit, comparator and what it counts.

    ``number_at`` is the offset of the number itself; ``whole_at`` that of the quantity
    that this one is a part of (``trong đó …``); ``unit_end`` the end of number and unit, ``stem`` what the
    words before the number measure.
    """

    start: int
    end: int
    number_at: int
    value: float
    unit: str | None
    comparator: Comparator
    counts: str
    whole_at: int | None
    unit_end: int
    stem: str


@cache
def _comparators() -> tuple[tuple[re.Pattern[str], Comparator], ...]:
    return tuple(
        (re.compile(rf"(?<!\w){rule.pattern.pattern}\s*$"), rule.value)  # type: ignore[misc]
        for rule in load_rules("units")
    )


def find_quantities(context: Context, start: int, end: int, loose: bool) -> list[Quantity]:
    """Quantities of the passage ``start..end``.

    ``loose`` takes every number with a noun (sections that promise or report); otherwise a number
    needs ``%``, a comparator or a unit from the list.
    """
    key = context.key
    if not any(map(str.isdigit, key[start:end])):
        return []
    masked = _masked(context, start, end)
    found: list[Quantity] = []
    for match in _NUMBER.finditer(masked, 0):
        at = start + match.start()
        quantity = _read(context, masked, start, end, at, start + match.end(), found, loose)
        if quantity is not None:
            found.append(quantity)
    return found


def _masked(context: Context, start: int, end: int) -> str:
    """The folded passage with the digits blanked that count nothing."""
    text = context.key[start:end]
    spans = context.cited(start, end)
    spans += [
        (t.start, t.end) for t in find_times(context.key, start, end, 2000) if t.rule not in _COUNTING_TIMES
    ]
    spans = [(a - start, b - start) for a, b in spans]
    for mask in (_LEVELS, _ENUMERATION, _CODES, _DAY, _SHARE, _MARKS, _TIME_SPAN, _BARE_YEAR, _COMMITTEES):
        spans += [m.span() for m in mask.finditer(text)]
    spans += [m.span() for m in _QUOTED.finditer(text) if len(m.group()) >= _MIN_QUOTED]
    spans += [m.span() for m in _FOR_WHOM.finditer(text)]
    if _THOUSANDS in text:  # each of these bases has them
        spans += [m.span("base") for m in RATE_BASE.finditer(text)]
    spans += [
        m.span()
        for m in _MONEY.finditer(text)
        if _BUDGET_WORD.search(text, max(0, m.start() - _BUDGET_REACH), m.start())
    ]
    characters = list(text)
    for first, last in spans:
        for at in range(first, min(last, len(text))):  # a date may go on behind the passage
            characters[at] = "\x00" if characters[at].isdecimal() else characters[at]
    return "".join(characters)


def _read(
    context: Context,
    masked: str,
    start: int,
    end: int,
    at: int,
    stop: int,
    earlier: Sequence[Quantity],
    loose: bool,
) -> Quantity | None:
    key = context.key
    money = _MONEY_UNIT.match(key, stop, end) if loose else None
    if money:
        unit, unit_end, known = money["unit"], money.end(), True
    else:
        unit, unit_end, known = read_unit(key, start, at, stop, end, earlier[-1].unit if earlier else None)
    value = read_count(masked[at - start : stop - start], unit) if unit is not None else None
    if unit is None or value is None:
        return None
    comparator, compared_at = _comparator(key, start, at, earlier, unit, stop)
    if _DURATION.match(key, stop, end) and (comparator == "eq" or not loose or _RANGE.search(key, start, at)):
        return None
    if unit in _HOURS and shared_unit(key, stop, end):
        return None  # `0-48 giờ`
    promised = known or key[at] == "0" or _is_promised(key, start, at, earlier)
    if not loose and unit != "%" and comparator == "eq" and not promised:
        return None
    begin, finish = _passage(key, start, end, compared_at, unit_end, earlier)
    whole = _before_bracket(key, start, at, unit, unit_end, end, earlier) or _whole(key, start, at, earlier)
    counts, stem = _named(context, masked, (start, end), at, unit, unit_end, whole, earlier)
    whole_at = whole.number_at if whole else None
    return Quantity(begin, finish, at, value, unit, comparator, counts, whole_at, unit_end, stem)


def _is_promised(key: str, start: int, at: int, earlier: Sequence[Quantity]) -> bool:
    """``duy trì 210 địa chỉ``, ``mở 65 lớp cho 1.560 học viên``: what is counted need be no known unit.

    Nor need what is listed behind a promise: ``phát 10.000 tờ rơi, 200 đĩa``.
    """
    before = key[max(start, at - _PROMISE_REACH) : at]
    if _PROMISE.search(before):
        return True
    last = earlier[-1] if earlier else None
    if last is None or last.unit_end < at - _PROMISE_REACH:
        return False
    if _LISTED.fullmatch(key, last.unit_end, at):
        return True
    return _FOR.search(before) is not None and not _CLAUSE.search(key, last.unit_end, at)


# ---- comparator -----------------------------------------------------------------------------------


def _comparator(
    key: str, start: int, at: int, earlier: Sequence[Quantity], unit: str, stop: int
) -> tuple[Comparator, int]:
    """Comparator of the number at ``at`` and where its wording begins."""
    last = earlier[-1] if earlier else None
    if last is not None and _RANGE.search(key, max(start, at - 8), at) and last.number_at > at - 40:
        between = key[last.number_at : at]
        if not re.search(r"[,;.]\s", between):
            return "le", at
    ahead = _OPENS_RANGE.match(key, at)
    opened = _FROM.search(key, max(start, at - 6), at)
    if ahead or (opened and _GOES_TO.match(key, stop)):
        return "ge", opened.start() if opened else at
    window = key[max(start, at - 46) : at]
    if _AND_MORE.match(key, stop):
        return "ge", at
    for wording, comparator in _comparators():
        match = wording.search(window)
        if match and not (comparator == "ge" and match.group().strip() == "từ"):
            return comparator, at - len(window) + match.start()
    if last is not None and last.comparator in _CARRIED and _carries(key, last, at, unit):
        return last.comparator, at
    return "eq", at


def _carries(key: str, last: Quantity, at: int, unit: str) -> bool:
    """The word holds for the numbers listed behind it: same kind of unit, no new statement between."""
    if (unit == "%") != (last.unit == "%") or ("/" in unit) != ("/" in (last.unit or "")):
        return False
    if last.comparator == "le" and _RANGE.search(key, max(0, last.number_at - 8), last.number_at):
        return False
    between = key[last.number_at : at]
    if "(" in key[max(0, last.number_at - 60) : last.number_at] and ")" not in between:
        between = between.replace(";", ",")
    return (
        len(between) < 90
        and _FRESH.search(between[1:].replace(".", "", 1) if between[:1].isdigit() else between) is None
    )


# ---- passage ----------------------------------------------------------------------------------------


def _passage(
    key: str, start: int, end: int, compared_at: int, unit_end: int, earlier: Sequence[Quantity]
) -> tuple[int, int]:
    """The shortest run of text with the number and what it counts: its clause."""
    floor = max(start, earlier[-1].number_at + 1 if earlier else start)
    begin = floor if earlier else start
    for match in _CLAUSE.finditer(key, floor, compared_at):
        begin = match.end()
    if earlier and begin == floor:
        begin = compared_at
    following = _NUMBER.search(key, unit_end + 2, end)
    last = following.start() if following else end
    finish = _CLAUSE.search(key, unit_end, min(end, last + _CLAUSE_MARK))
    last = min(last, finish.start()) if finish else last
    while begin < compared_at and key[begin] == " ":
        begin += 1
    while last > unit_end and key[last - 1] in " .;,":
        last -= 1
    return begin, max(last, unit_end)


def _whole(key: str, start: int, at: int, earlier: Sequence[Quantity]) -> Quantity | None:
    """The quantity that ``trong đó`` breaks down, where this number stands behind it."""
    cue = max(key.rfind("trong đó", start, at), key.rfind("bao gồm", start, at))
    if cue < 0 or re.search(r"[.]\s|\)", key[cue:at]):
        return None
    return next((q for q in reversed(earlier) if q.number_at < cue), None)


def _before_bracket(
    key: str, start: int, at: int, unit: str, unit_end: int, end: int, earlier: Sequence[Quantity]
) -> Quantity | None:
    """The quantity of the same unit that the bracket around ``at`` breaks down: ``15 trường (THCS: 2)``."""
    opened = _opened(key, start, at)
    if opened is None or not _is_member(key, opened, at, unit_end, end):
        return None
    head = next((q for q in reversed(earlier) if q.number_at < opened and _same_unit(q.unit, unit)), None)
    if head is None or _SENTENCE.search(key, head.unit_end, opened):
        return None
    return None if _opened(key, start, head.number_at) is not None else head


def _opened(key: str, start: int, at: int) -> int | None:
    """Where the bracket opens that is still open at ``at``."""
    opened = key.rfind("(", start, at)
    return None if opened < 0 or ")" in key[opened:at] else opened


def _is_member(key: str, opened: int, at: int, unit_end: int, end: int) -> bool:
    """Whether the number at ``at`` has no more than a short label: ``(THPT 23 trường, THCS: 84)``."""
    before = _MEMBER_ENDS.split(key[opened:at])[-1].strip(" :")
    behind = _MEMBER_ENDS.split(key[unit_end:end], maxsplit=1)[0]
    words = len(f"{before} {behind}".split())
    return 0 < words <= _MAX_LABEL and _NO_LABEL.match(before) is None


def _same_unit(first: str | None, second: str) -> bool:
    """Whether two units agree: one is the beginning of the other (``điểm trường``, ``điểm``)."""
    return first is not None and (
        f"{first} ".startswith(f"{second} ") or f"{second} ".startswith(f"{first} ")
    )


def _shared_by(key: str, start: int, at: int, earlier: Sequence[Quantity]) -> Quantity | None:
    """The count of which a bare rate tells the share: ``351 trường có phòng họp (tỷ lệ 61,5%)``."""
    bracket = _opened(key, start, at)
    outside = [q for q in earlier if _opened(key, start, q.number_at) in (None, bracket)]
    if not outside or outside[-1].unit in (None, "%") or _SENTENCE.search(key, outside[-1].unit_end, at):
        return None
    counted = outside[-1]
    if len(outside) > 1 and key[outside[-2].unit_end : counted.number_at].strip() == _TOGETHER:
        counted = outside[-2]  # `232 trường với 2.374 phòng học`
    return counted if counted.counts != counted.unit else None


def _named(
    context: Context,
    masked: str,
    span: tuple[int, int],
    at: int,
    unit: str,
    unit_end: int,
    whole: Quantity | None,
    earlier: Sequence[Quantity],
) -> tuple[str, str]:
    """(what is counted, what the words before the number measure)."""
    behind = _behind(context, masked, span, unit, unit_end)
    last = earlier[-1].unit_end if earlier else None
    if last is not None and not behind and _JOINS_RANGE.fullmatch(context.key, last, at):
        return earlier[-1].counts, earlier[-1].stem  # the second of `Số trường: từ 10 đến 20`
    before = stem_before(context.printed, span[0], at, last, alone=not behind)
    goes_on = last is not None and _SENTENCE_STOP.search(context.printed, last, at) is None
    inherited = earlier[-1].stem if goes_on else ""
    counted = _shared_by(context.key, span[0], at, earlier) if unit == "%" and not behind else None
    if counted is not None and _BARE_RATE.fullmatch(before):
        before = f"tỷ lệ {counted.counts}"
    name = indicator_name(unit, before, behind, inherited, whole.counts if whole else "")
    return name, before.rstrip(":") or inherited


def _behind(context: Context, masked: str, span: tuple[int, int], unit: str, unit_end: int) -> str:
    """The words behind a number and its unit, up to the next number.

    A fraction, the upper bound of a range or a rate right behind the unit belongs to the number.
    """
    start, end = span
    fraction = _FRACTION_BESIDE.match(context.key, unit_end, end)  # `100% (20/20) xã`
    unit_end = fraction.end() if fraction else unit_end
    behind_from, following = unit_end, _NUMBER.search(masked, unit_end - start)
    if following and _JOINS_RANGE.fullmatch(context.key, unit_end, start + following.start()):
        behind_from = start + following.end()
        behind_from += context.key.startswith(")", behind_from)  # the bracket of a fraction closes
        shared = PERCENT.match(context.key, behind_from) or re.compile(rf"\s?{re.escape(unit)}").match(
            context.key, behind_from
        )
        behind_from = shared.end() if shared else behind_from
        following = _NUMBER.search(masked, behind_from - start)
    rate = _RATE_BESIDE.match(context.key, behind_from, end)
    if rate:  # `389/412 trường (tỷ lệ 94,4%) dùng phần mềm`
        again = re.compile(rf"\s?{re.escape(unit)}(?!\w)").match(context.key, rate.end())
        behind_from = again.end() if again else rate.end()
        following = _NUMBER.search(masked, behind_from - start)
    behind = words_behind(context.printed, behind_from, start + following.start() if following else end)
    if following and context.key[behind_from : start + following.start()].strip() == _TOGETHER:
        later = _NUMBER.search(masked, following.end())
        together = words_behind(
            context.printed, start + following.end(), start + later.start() if later else end
        )
        behind = f"{_TOGETHER} {together}" if together else behind
    return behind
