"""Which expression of time is the deadline of a task: that is decided by where it stands.

:func:`deadline_of` follows the rules of the annotation guide: a time word counts when it modifies a main
verb, before any colon, never inside a name or a citation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from docparse.model import Deadline
from docparse.rulebook import pattern
from extractors.times import AFTER, TimeExpression, find_times, stated_time

_REACH = 240  # characters before a time that tell whether it modifies the verb
_FIRM_CUE = pattern("timewording", "firm-time-cue")
_IN_CUE = pattern("timewording", "time-preposition")
_CLAUSE_START = pattern("timewording", "clause-start")
_NAME_BEFORE = pattern("timewording", "name-before-time")
_ACTIVE = pattern("timewording", "verb-after-adverb")
_VERB_BEFORE = pattern("timewording", "verb-before-adverb")
_DATED = frozenset(
    {
        "day",
        "days",
        "month",
        "months",
        "month-slash-year",
        "quarter",
        "day-range",
        "month-range",
        "month-to-quarter",
        "months-of-a-year",
        "quarter-range",
        "quarters",
        "half-year",
        "day-without-year",
        "month-without-year",
        "of-the-year-after",
    }
)
_RECURRING = frozenset({"yearly", "half-yearly", "quarterly", "monthly"})
_MAINTAINED = pattern("timewording", "maintained")
_CLAUSE_ENDS = re.compile(r"\s*(?:[.;)]|\./|$)")
_ON_A_DAY = pattern("timewording", "on-a-day")
_BESIDE_A_SPAN = pattern("timewording", "beside-a-span")
_COUNTED_FROM = pattern("timewording", "counted-from")
_DONE = pattern("timewording", "done")
_DIRECTED = pattern("timewording", "directed")
_CONSTANTLY = pattern("timewording", "constantly")
_AT_ONCE = pattern("timewording", "right-behind-label")
_TO_BE_DONE = pattern("timewording", "to-be-done-by")
_NOUN_LABEL = pattern("timewording", "noun-label")
_VERB_OF_ORDER = pattern("rolewording", "verb-of-order")
_MAX_TITLE = 6  # words
_LABEL_WITH_BRACKET = re.compile(r"[^:()]{2,40}\( ?(?P<time>[^()]{4,40}?) ?\)\s*")
_LEADS_ON = pattern("timewording", "leads-on")
_REPORTED_UNTIL = pattern("timewording", "reported-until")
# `Kết luận 06-KIL/TW, ngày 01-9-2016`: the day of an act whose number a scan has damaged
_OF_AN_ACT = re.compile(r"(?<!\S)\d[\w.-]*/[^\s,;]*[^\W\d_],? $")
_LAST_BRACKET = re.compile(r"\((?P<time>[^()]{4,240})\)[\s.;/]*$")
_NAMED_BEFORE_BRACKET = pattern("timewording", "named-before-bracket")
_TIME_ALONE = pattern("timewording", "before-a-time-alone")
_EVERY_YEAR = pattern("timewording", "every-year")
_AND_ON = pattern("timewording", "and-on")
_QUOTED = re.compile(r"\"[^\"]*\"")


def deadline_of(
    key: str,
    start: int,
    end: int,
    year: int | None,
    excluded: Sequence[tuple[int, int]] = (),
) -> TimeExpression | None:
    """The first expression in ``key[start:end]`` that is the deadline of the order it stands in.

    ``excluded`` are passages whose times belong to something else: citations with their dates.
    """
    colon = key.find(":", start, end)
    quoted = [(m.start(), m.end()) for m in _QUOTED.finditer(key, start, end)]
    aside = _joined([*quoted, *excluded])
    found = _in_clause(key, start, colon if colon >= 0 else end, year, aside)
    if found is None and colon >= 0:
        found = _in_label(key, start, colon, year) or _behind_label(key, start, colon, end, year, aside)
    return found or _in_last_bracket(key, start, end, year)


def _in_last_bracket(key: str, start: int, end: int, year: int | None) -> TimeExpression | None:
    """``Số hóa hồ sơ (2025 - 2027).``: a closing bracket, one part of which is nothing but a time."""
    bracket = _LAST_BRACKET.search(key, start, end)
    if bracket is None or _NAMED_BEFORE_BRACKET.search(key, start, bracket.start()):
        return None
    for part in re.finditer(r"[^,;]+", key[bracket.start("time") : bracket.end("time")]):
        first, last = (bracket.start("time") + at for at in part.span())
        time = stated_time(key, first, last, year)
        if time is None or not _TIME_ALONE.fullmatch(key, first, time.start):
            continue
        if AFTER.match(key, time.start, time.end):
            continue  # `(sau khi có ý kiến của Bộ)` is a condition
        if _AND_ON.fullmatch(key, time.end, last):
            return time
    return None


def _in_clause(
    key: str, start: int, end: int, year: int | None, aside: Sequence[tuple[int, int]]
) -> TimeExpression | None:
    for expression in find_times(key, start, end, year):
        if not _inside(expression, aside) and _modifies_verb(key, start, end, expression):
            return _of_every_year(key, start, expression)
    return None


def _of_every_year(key: str, start: int, expression: TimeExpression) -> TimeExpression:
    """``Lập kế hoạch hằng năm, gửi Sở trước ngày 15/7``: a day without its year comes every year."""
    open_year = expression.rule in ("day-without-year", "days-without-year", "months-without-year")
    every = _EVERY_YEAR.search(key, start, expression.start) if open_year else None
    if every:
        return replace(expression, start=every.start(), value="yearly", due=None)
    return expression


def _in_label(key: str, start: int, colon: int, year: int | None) -> TimeExpression | None:
    """``Tuần thứ tư (22/6 - 30/6): Mít tinh …``: the bracket of a label is nothing but its time."""
    label = _LABEL_WITH_BRACKET.fullmatch(key, start, colon)
    time = stated_time(key, *label.span("time"), year) if label else None
    alone = label and time and _TIME_ALONE.fullmatch(key, label.start("time"), time.start)
    return time if alone else None


def _behind_label(
    key: str, start: int, colon: int, end: int, year: int | None, aside: Sequence[tuple[int, int]]
) -> TimeExpression | None:
    """``Công bố kết quả: Chậm nhất …``, ``Báo cáo tổng kết: Nộp về Sở trước …``: a label names the work.

    The time stands right behind the colon, or modifies the verb of the order there when the label is a
    noun.
    """
    limit = key.find(":", colon + 1, end)
    limit = limit if limit >= 0 else end
    if not _NOUN_LABEL.match(key, start, colon) and not _is_title(key, start, colon):
        first = next(iter(find_times(key, colon + 1, limit, year)), None)
        if first is not None and _TO_BE_DONE.search(key, colon + 1, first.start):
            return first
        at_once = first is not None and _AT_ONCE.fullmatch(key, colon + 1, first.start)
        return first if at_once and first is not None and not _inside(first, aside) else None
    found = _in_clause(key, colon + 1, limit, year, aside)
    # `Học kỳ I: Báo cáo sơ kết: Nộp trước …`: a label in a label
    return found if found or limit == end else _in_clause(key, limit + 1, end, year, aside)


def _is_title(key: str, start: int, colon: int) -> bool:
    """``Đào tạo nhân lực: Mở 12 lớp …``: a few words that name the work, no order that leads to a list."""
    return (
        len(key[start:colon].split()) <= _MAX_TITLE
        and _VERB_OF_ORDER.match(key, start, colon) is None
        and _LEADS_ON.search(key, start, colon) is None
    )


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """``spans`` in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            first, last = joined[-1][0], max(last, joined.pop()[1])
        joined.append((first, last))
    return joined


def _inside(expression: TimeExpression, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the expression begins in one of the ``spans``, which stand in order."""
    at = bisect_right(spans, expression.start, key=itemgetter(0)) - 1
    return at >= 0 and expression.start < spans[at][1]


def _modifies_verb(key: str, start: int, end: int, expression: TimeExpression) -> bool:
    before = key[max(start, expression.start - _REACH) : expression.start]
    if expression.rule == "continuous":
        return _adverb_of_verb(key, start, before, end, expression)
    if expression.rule not in _RECURRING and (_REPORTED_UNTIL.search(before) or _OF_AN_ACT.search(before)):
        return False
    if expression.firm or _FIRM_CUE.search(before):
        return True
    at_clause = _CLAUSE_START.search(before) is not None
    if expression.rule in _DATED and _ON_A_DAY.search(before):
        return True
    if expression.rule == "year" and before.endswith(" vào "):
        return True
    if expression.rule == "school-year" and before.endswith(" từ "):
        return True  # a name may hold a school year, but not one that things begin with
    if expression.rule in _RECURRING:
        return (_BESIDE_A_SPAN.search(before) or _RATE.search(before)) is None and (
            at_clause
            or before.rstrip().endswith(("định kỳ", "báo cáo", "tổ chức"))
            or _closes_clause(key, before, end, expression)
        )
    if expression.rule in ("ongoing", "relative", "day-without-year", "month-without-year"):
        at_once = key.startswith("ngay sau", expression.start)
        counted = at_once or _COUNTED_FROM.match(key, expression.end, end) is not None
        return expression.rule == "relative" and (counted or _NAME_BEFORE.search(before) is None)
    if at_clause:
        return True
    if key[expression.start : expression.start + 5] in ("trong ", "trong") or _IN_CUE.search(before):
        return _NAME_BEFORE.search(before) is None
    return (
        expression.rule in ("quarter", "month", "months", "quarter-range", "quarters", "by-year")
        and _NAME_BEFORE.search(before) is None
    )


# `lập dự toán hằng năm`, `kế hoạch hằng năm`: the time belongs to the noun
_NOUN_OF_TIME = pattern("timewording", "noun-of-time")
_RECURRENCE_ENDS = pattern("timewording", "recurrence-ends")
_RATE = re.compile(r"(?:\d ?%|/)\s*$")  # `tăng tối thiểu 5% mỗi năm`


def _closes_clause(key: str, before: str, end: int, expression: TimeExpression) -> bool:
    """``… công bố kết quả hằng quý.``: at the end of its clause a recurrence modifies the verb.

    So it does before another verb: ``phối hợp với Sở Nội vụ hằng năm rà soát …``.
    """
    ends = _RECURRENCE_ENDS.match(key, expression.end, end) or _ACTIVE.match(key, expression.end, end)
    return ends is not None and _NOUN_OF_TIME.search(before.rstrip()) is None


def _adverb_of_verb(key: str, start: int, before: str, end: int, expression: TimeExpression) -> bool:
    """``Thường xuyên kiểm tra …``, ``… và thường xuyên cập nhật``; not ``giáo dục thường xuyên``."""
    if before.strip() in ("", "thực hiện") or _VERB_BEFORE.search(before):
        return True
    closes = _CLAUSE_ENDS.match(key, expression.end, end) is not None
    if _CONSTANTLY.match(key, expression.start, end) or (closes and _DONE.search(before)):
        return True
    if closes and _MAINTAINED.fullmatch(key, start, expression.start):
        return True
    if not closes and re.search(r"[.;]\s*$", before):
        return True  # `…; thường xuyên trau dồi kỹ năng`
    if _DIRECTED.search(before) and _ACTIVE.match(key, expression.end, end):
        return True
    return (
        re.search(r"(?:[.;,]|\bvà)\s*$", before) is not None
        and _ACTIVE.match(key, expression.end, end) is not None
    )


def as_deadline(text: str, expression: TimeExpression, page: int | None) -> Deadline:
    """The record of the model; ``text`` is the printed text of the document."""
    return Deadline(
        value=expression.value,
        text=text[expression.start : expression.end],
        due=expression.due,
        start=expression.start,
        end=expression.end,
        page=page,
    )
