"""When something is due: expressions of time, their normal form and the last day they name.

Whether an expression is the deadline of a task is decided by where it stands: see
:func:`deadline_of`, which follows the rules of the annotation guide (a time word counts when it
modifies a main verb, before any colon, never inside a name or a citation).
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter

from docparse.model import Deadline
from docparse.rulebook import Rule, load_rules, pattern
from extractors.dates import iso

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PREFILTER = pattern("wording", "time-prefilter")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One expression of time; ``firm`` when it can only be a deadline."""

    start: int
    end: int
    value: str
    due: str | None
    rule: str
    firm: bool


@cache
def _rules() -> tuple[Rule, ...]:
    return load_rules("deadlines")


@cache
def _any() -> re.Pattern[str]:
    """All expressions in one pattern, so that a text is walked once."""
    parts = []
    for index, rule in enumerate(_rules()):
        body = re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern)
        parts.append(f"(?P<r{index}>{body})")
    return re.compile(r"(?<![\w/.,])(?:" + "|".join(parts) + r")(?!\w)")


def find_times(key: str, start: int, end: int, year: int | None) -> list[TimeExpression]:
    """Expressions of time in the folded text ``key[start:end]``.

    ``year`` completes a day, month or quarter that is printed without one.
    """
    found = []
    for rule, detail, stop in _expressions(key, start, end):
        read = _normal(rule, detail, year)
        if read is not None:
            firm = bool(rule.extra.get("firm"))
            found.append(TimeExpression(detail.start(), stop, *read, rule.id, firm))
    return found


@lru_cache(maxsize=256)
def _expressions(key: str, start: int, end: int) -> tuple[tuple[Rule, re.Match[str], int], ...]:
    """The rules that find themselves in a passage, and where; a leaf is asked for by several stages."""
    if not _PREFILTER.search(key, start, end):
        return ()
    found = []
    for match in _any().finditer(key, start, end):
        rule = _rules()[int((match.lastgroup or "r0")[1:])]
        detail = rule.pattern.match(key, match.start(), match.end())
        if detail is not None:
            found.append((rule, detail, match.end()))
    return tuple(found)


def _normal(rule: Rule, match: re.Match[str], default: int | None) -> tuple[str, str | None] | None:
    """Normal form and last day; null where the calendar knows no such day or the year is unknown."""
    if rule.value != rule.id or not match.groupdict():
        return rule.value, None
    parts = {k.rstrip("_"): v for k, v in match.groupdict().items() if v is not None}
    year = int(parts["y"]) if "y" in parts else int(parts["y2"]) if "y2" in parts else default
    if year is None:
        return None
    reader = _READERS[rule.id]
    return reader(parts, year)


def _day(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    value = iso(year, int(parts["m"]), int(parts["d"]))
    return (value, value) if value else None


def _day_range(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    last = iso(int(parts["y2"]), int(parts["m2"]), int(parts["d2"]))
    first = iso(year, int(parts.get("m", parts["m2"])), int(parts["d"]))
    return (f"{first}/{last}", last) if first and last else None


def _month(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    month = int(parts["m"])
    if not 1 <= month <= 12:
        return None
    return f"{year}-{month:02}", _last_day(year, month)


def _month_range(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    first, last = int(parts["m"]), int(parts["m2"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    return f"{year}-{first:02}/{parts['y2']}-{last:02}", _last_day(int(parts["y2"]), last)


def _month_to_year(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    last, month = int(parts["y2"]), int(parts["m"])
    return (f"{year}-{month:02}/{last}", _last_day(last, 12)) if year <= last and month <= 12 else None


def _quarter(parts: dict[str, str], year: int) -> tuple[str, str | None]:
    quarter = _QUARTERS[parts["q"]]
    return f"{year}-Q{quarter}", _last_day(year, quarter * 3)


def _quarter_range(parts: dict[str, str], year: int) -> tuple[str, str | None]:
    last_year, last = int(parts.get("y2", year)), _QUARTERS[parts["q2"]]
    return f"{year}-Q{_QUARTERS[parts['q']]}/{last_year}-Q{last}", _last_day(last_year, last * 3)


def _quarters(parts: dict[str, str], year: int) -> tuple[str, str | None]:
    """Several quarters listed: the first is the value, as of several deadlines; the last one's end is due."""
    return f"{year}-Q{_QUARTERS[parts['q']]}", _last_day(year, _QUARTERS[parts["q2"]] * 3)


def _half(parts: dict[str, str], year: int) -> tuple[str, str | None]:
    first, last = (1, 6) if parts["half"] == "đầu" else (7, 12)
    return f"{year}-{first:02}/{year}-{last:02}", _last_day(year, last)


def _period(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    last = int(parts["y2"])
    return (f"{year}/{last}", _last_day(last, 12)) if year <= last else None


def _school_year(parts: dict[str, str], year: int) -> tuple[str, str | None] | None:
    last = int(parts["y2"])
    return (f"{year}/{last}", _last_day(last, 5)) if year <= last else None


def _year(_parts: dict[str, str], year: int) -> tuple[str, str | None]:
    return str(year), _last_day(year, 12)


def _last_day(year: int, month: int) -> str:
    return date(year, month, calendar.monthrange(year, month)[1]).isoformat()


_READERS = {
    "day-range": _day_range,
    "month-range": _month_range,
    "months-of-a-year": _month_range,
    "month-to-year": _month_to_year,
    "day": _day,
    "day-without-year": _day,
    "half-year": _half,
    "quarter-range": _quarter_range,
    "quarters": _quarters,
    "quarter": _quarter,
    "month": _month,
    "month-slash-year": _month,
    "month-without-year": _month,
    "school-year": _school_year,
    "period": _period,
    "years": _period,
    "by-year": _year,
    "year": _year,
    "season": _year,
}


# ---- which expression is the deadline --------------------------------------------------------

_REACH = 240  # characters before a time that tell whether it modifies the verb
_FIRM_CUE = pattern("wording", "firm-time-cue")
_IN_CUE = pattern("wording", "time-preposition")
_CLAUSE_START = pattern("wording", "clause-start")
_NAME_BEFORE = pattern("wording", "name-before-time")
_ACTIVE = pattern("wording", "verb-after-adverb")
_VERB_BEFORE = pattern("wording", "verb-before-adverb")
_DATED = frozenset(
    {
        "day",
        "month",
        "month-slash-year",
        "quarter",
        "day-range",
        "month-range",
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
# `Duy trì hoạt động phòng thủ thường xuyên.`: the adverb closes the one clause that there is
_MAINTAINED = re.compile(r"duy trì [^,.;:]+")
_CLAUSE_ENDS = re.compile(r"\s*(?:[.;)]|\./|$)")
_ON_A_DAY = re.compile(r"(?:trong|vào)(?: (?:sáng|trưa|chiều|tối|đêm|các|dịp))*\s*$")
_AFTER = re.compile(r"\s*(?:ngay )?sau khi (?:có|được|hoàn thành|ban hành|kết thúc) [^\n.;]+")
_BESIDE_A_SPAN = re.compile(r"(?:\d năm|trung hạn|dài hạn)(?:,| và) $")  # `kế hoạch 5 năm, hằng năm`
_COUNTED_FROM = re.compile(r" (?:kể )?từ (?:ngày|khi)")
_DONE = re.compile(r"\b(?:thực hiện|triển khai|cập nhật) $")  # `…; thực hiện thường xuyên.`
_CONSTANTLY = re.compile(r"thường xuyên(?:,| và) liên tục\s*(?:[.;]|\./|$)")
_AT_ONCE = re.compile(
    r"\s*(?:xong )?(?:(?:chậm nhất|muộn nhất|dự kiến|từ nay)(?: là| vào| đến| trước| hết)*\s*)?"
)
_NOUN_LABEL = pattern("wording", "noun-label")
_REPORTED_UNTIL = re.compile(r"\b(?:tính|lũy kế|số liệu|cập nhật)(?: từ)?(?: đến)?(?: hết)?\s*$")
_LAST_BRACKET = re.compile(r"\((?P<time>[^()]{4,240})\)[\s.;/]*$")
_TIME_ALONE = re.compile(
    r"\s*(?:(?:thời gian|thời hạn|hoàn thành|xong|thực hiện|triển khai|dự kiến|xuyên suốt|trong|từ|chậm nhất)"
    r"[: ]*)*"
)
_BARE_YEAR = re.compile(r"\s*(20\d\d)\s*\.?\s*")
_BARE_DAY = re.compile(
    r"\s*(?:(?:sáng|trưa|chiều|tối)(?: ngày)? )?(?P<time>(?P<d>\d{1,2})/(?P<m>\d{1,2}))\s*\.?\s*"
)
_BARE_DAYS = re.compile(
    r"\s*(?:từ )?(?:ngày )?(?P<time>(?P<d>\d{1,2})/(?P<m>\d{1,2}) ?(?:-|đến(?: hết)?) ?(?:ngày )?"
    r"(?P<d2>\d{1,2})/(?P<m2>\d{1,2}))\s*\.?\s*"
)
_WHOLE_YEAR = re.compile(r"\s*((?:trong )?(?:cả|suốt|toàn) năm)\s*\.?\s*")
_AND_ON = re.compile(r"\s*(?:trở đi|hoàn thành)?\s*")
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
        found = _behind_label(key, start, colon, end, year, aside)
    return found or _in_last_bracket(key, start, end, year)


def _in_last_bracket(key: str, start: int, end: int, year: int | None) -> TimeExpression | None:
    """``Số hóa hồ sơ (2025 - 2027).``: a closing bracket, one part of which is nothing but a time."""
    bracket = _LAST_BRACKET.search(key, start, end)
    if bracket is None:
        return None
    for part in re.finditer(r"[^,;]+", key[bracket.start("time") : bracket.end("time")]):
        first, last = (bracket.start("time") + at for at in part.span())
        time = stated_time(key, first, last, year)
        if time is None or not _TIME_ALONE.fullmatch(key, first, time.start):
            continue
        if _AFTER.match(key, time.start, time.end):
            continue  # `(sau khi có ý kiến của Bộ)` is a condition
        if _AND_ON.fullmatch(key, time.end, last):
            return time
    return None


def _in_clause(
    key: str, start: int, end: int, year: int | None, aside: Sequence[tuple[int, int]]
) -> TimeExpression | None:
    for expression in find_times(key, start, end, year):
        if not _inside(expression, aside) and _modifies_verb(key, start, end, expression):
            return expression
    return None


def _behind_label(
    key: str, start: int, colon: int, end: int, year: int | None, aside: Sequence[tuple[int, int]]
) -> TimeExpression | None:
    """``Công bố kết quả: Chậm nhất …``, ``Báo cáo tổng kết: Nộp về Sở trước …``: a label names the work.

    The time stands right behind the colon, or modifies the verb of the order there when the label is a
    noun.
    """
    limit = key.find(":", colon + 1, end)
    limit = limit if limit >= 0 else end
    if not _NOUN_LABEL.match(key, start, colon):
        first = next(iter(find_times(key, colon + 1, limit, year)), None)
        at_once = first is not None and _AT_ONCE.fullmatch(key, colon + 1, first.start)
        return first if at_once and first is not None and not _inside(first, aside) else None
    found = _in_clause(key, colon + 1, limit, year, aside)
    # `Học kỳ I: Báo cáo sơ kết: Nộp trước …`: a label in a label
    return found if found or limit == end else _in_clause(key, limit + 1, end, year, aside)


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
    if expression.rule not in _RECURRING and _REPORTED_UNTIL.search(before):
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
        expression.rule in ("quarter", "month", "quarter-range", "quarters", "by-year")
        and _NAME_BEFORE.search(before) is None
    )


# `lập dự toán hằng năm`, `kế hoạch hằng năm`: the time belongs to the noun
_NOUN_OF_TIME = pattern("wording", "noun-of-time")
_RECURRENCE_ENDS = re.compile(r"\s*(?:theo quy định\s*)?(?:[.;(,]|$|(?:tại|trên|lên|ở)\b)")
_RATE = re.compile(r"(?:\d ?%|/)\s*$")  # `tăng tối thiểu 5% mỗi năm`


def _closes_clause(key: str, before: str, end: int, expression: TimeExpression) -> bool:
    """``… công bố kết quả hằng quý.``: at the end of its clause a recurrence modifies the verb.

    So it does before another verb: ``phối hợp với Sở Nội vụ hằng năm rà soát …``.
    """
    ends = _RECURRENCE_ENDS.match(key, expression.end, end) or _ACTIVE.match(key, expression.end, end)
    return ends is not None and _NOUN_OF_TIME.search(before.rstrip()) is None


def _adverb_of_verb(key: str, start: int, before: str, end: int, expression: TimeExpression) -> bool:
    """``Thường xuyên kiểm tra …``, ``… và thường xuyên cập nhật``; not ``giáo dục thường xuyên``."""
    if before.strip() == "" or _VERB_BEFORE.search(before):
        return True
    closes = _CLAUSE_ENDS.match(key, expression.end, end) is not None
    if _CONSTANTLY.match(key, expression.start, end) or (closes and _DONE.search(before)):
        return True
    if closes and _MAINTAINED.fullmatch(key, start, expression.start):
        return True
    if not closes and re.search(r"[.;]\s*$", before):
        return True  # `…; thường xuyên trau dồi kỹ năng`
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


def stated_time(key: str, start: int, end: int, year: int | None) -> TimeExpression | None:
    """The time that a label line or a table cell states: its first expression, a bare day or year too."""
    times = find_times(key, start, end, year)
    if times:
        return times[0]
    after = _AFTER.match(key, start, end)
    if after:
        return TimeExpression(after.start(), after.end(), "relative", None, "relative", True)
    return _bare_time(key, start, end, year)


def _bare_time(key: str, start: int, end: int, year: int | None) -> TimeExpression | None:
    """A passage that is nothing but a year, a day or days without their year (``21/10 - 02/11``)."""
    bare = _BARE_YEAR.fullmatch(key, start, end)
    if bare:
        value = int(bare.group(1))
        return TimeExpression(*bare.span(1), str(value), _last_day(value, 12), "year", True)
    if year is None:
        return None
    if whole := _WHOLE_YEAR.fullmatch(key, start, end):
        return TimeExpression(*whole.span(1), str(year), _last_day(year, 12), "year", True)
    days = _BARE_DAYS.fullmatch(key, start, end)
    if days and (read := _day_range(days.groupdict() | {"y2": str(year)}, year)):
        return TimeExpression(*days.span("time"), *read, "day-range", True)
    day = _BARE_DAY.fullmatch(key, start, end)
    if day and (read := _day(day.groupdict(), year)):
        return TimeExpression(*day.span("time"), *read, "day-without-year", True)
    return None
