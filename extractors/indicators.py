"""Targets and baselines in running text: the numbers that a plan promises or reports.

A promise without a number, in a section of targets, is a qualitative target.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from docparse.document import Cell
from docparse.model import Indicator
from docparse.rulebook import pattern
from docparse.structure import Leaf, PlacedTable, Row
from docparse.text import CAPITALS
from extractors.context import Context
from extractors.indicatortables import indicators_of_tables
from extractors.labels import read_label
from extractors.quantities import Quantity, find_quantities
from extractors.times import TimeExpression, find_times

_START = attrgetter("start")
_MEASURED_SECTIONS = frozenset({"targets", "situation"})
_BASELINE_SECTIONS = frozenset({"situation"})
_PROMISING = frozenset({"task", "product", "target"})  # columns of a task table that may hold a figure
_NO_INDICATORS = frozenset({"legal_basis", "funding", "recipients", "signature"})
_EXISTING = pattern("figurewording", "existing")
_EXISTING_BEHIND = pattern("figurewording", "existing-behind")
_KEPT_UP = pattern("figurewording", "verb-before-number")
# `200 báo cáo viên (gồm 120 giảng viên, 80 chuyên viên)`: as much promised as the number before the bracket
_PARTS_OF_NUMBER = re.compile(r"\d (?:[^\W\d_]+ ){1,6}\((?:bao )?gồm[^.;()]*$")
_POINTER = pattern("leafwording", "pointer")
_LABEL_OVER_CHILDREN = pattern("figurewording", "label-over-children")
_REACH = 160  # characters before a number that tell how it is meant
_TIMES_BEHIND = 4  # in so many a year that stands right behind a number is found
_MIN_PROMISE_WORDS = 4
_MIN_HEADING_PROMISE = 12  # words: shorter headings over text are labels
_YEAR_RULES = frozenset(
    {
        "by-year",
        "year",
        "season",
        "period",
        "school-year",
        "quarter",
        "month",
        "months",
        "day",
        "days",
        "half-year",
        "month-range",
        "month-to-quarter",
        "quarter-range",
        "quarters",
    }
)
_REPORT = pattern("figurewording", "opens-report")
_PURPOSE = pattern("figurewording", "ordered-from-here")
_COMPARED = pattern("figurewording", "compared-with")
_SLOGAN = pattern("leafwording", "slogan")
_CHANGES_FROM = pattern("figurewording", "changes-from")
_CHANGES_TO = pattern("figurewording", "changes-to")
_YEAR_BEFORE = re.compile(
    r"\((?:(?:kết quả|thực hiện|hết|cuối|đến|tính đến) )*(?:năm )?(?P<year>20\d\d)"
    r"(?: (?:là|đạt|có|ước|mới|chỉ|giảm|tăng))*[:,]?(?! ?[-–]) [^()]*$"
)
_TODAY = pattern("figurewording", "today")
# `16 % vào năm 2025 và 15 % vào năm 2030`: nothing but what is counted stands before the year
_AT_ONCE = re.compile(r"[^\d;.,:]{0,120}?\s*(?:\(|\b(?:vào|đến|trước|trong|hết|cuối|ngay|từ nay)\b\s*)*")
_NUMBER_BETWEEN = re.compile(r"(?<![\d/-])\d+(?:[.,]\d+)?\s?%|\b(?:tối thiểu|ít nhất|trên|dưới|đạt)\s\d")
_SENTENCE_END = re.compile(rf"[.;] (?=[{CAPITALS}0-9])|[.;]$")


@dataclass(frozen=True, slots=True)
class _Found:
    """An indicator without its id; ``at`` is the offset of its number, ``whole_at`` of its whole's."""

    indicator: Indicator
    baseline: bool
    at: int
    whole_at: int | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What a passage says besides its numbers: its times, the ends of its sentences, that it is of today."""

    times: tuple[TimeExpression, ...]
    ends: tuple[tuple[int, int], ...]
    today: bool

    def sentence(self, leaf: Leaf, at: int) -> tuple[int, int]:
        """Start and end of the sentence of ``leaf`` in which the offset ``at`` stands."""
        behind = bisect_right(self.ends, at, key=itemgetter(1))
        begin = self.ends[behind - 1][1] if behind else leaf.content
        return begin, next((start for start, _ in self.ends[behind : behind + 2] if start >= at), leaf.end)


def find_indicators(context: Context) -> tuple[list[Indicator], list[Indicator]]:
    """(targets, baselines), each in document order with ids ``g1 …`` and ``b1 …``."""
    found: list[_Found] = []
    leaves = [leaf for leaf in context.structure.leaves if leaf.zone in ("body", "appendix")]
    for index, leaf in enumerate(leaves):
        following = leaves[index + 1] if index + 1 < len(leaves) else None
        found += _of_leaf(context, leaf, following)
    for leaf in context.structure.leaves:
        if leaf.zone == "preamble":
            found += _reported(context, leaf)
    found += _of_task_tables(context)
    for baseline, indicators in enumerate(indicators_of_tables(context)):
        found += [_Found(indicator, bool(baseline), indicator.start) for indicator in indicators]
    found.sort(key=lambda f: (f.indicator.start, f.indicator.end))
    promised, reported = ([f for f in found if f.baseline is kind] for kind in (False, True))
    named = [(f, f"g{n}") for n, f in enumerate(promised, start=1)]
    named += [(f, f"b{n}") for n, f in enumerate(reported, start=1)]
    ids = {f.at: name for f, name in named}
    identified = [_identified(f, name, ids) for f, name in named]
    return identified[: len(promised)], identified[len(promised) :]


def _identified(found: _Found, name: str, ids: Mapping[int, str]) -> Indicator:
    whole = ids.get(found.whole_at) if found.whole_at is not None else None
    return found.indicator.model_copy(update={"id": name, "part_of": whole})


def _of_leaf(context: Context, leaf: Leaf, following: Leaf | None) -> list[_Found]:
    role = context.role(leaf)
    return [] if role in _NO_INDICATORS or leaf.node is None else _promised(context, leaf, following, role)


def _promised(context: Context, leaf: Leaf, following: Leaf | None, role: str) -> list[_Found]:
    quantities = find_quantities(context, leaf.content, leaf.end, loose=role in ("targets", "situation"))
    said = _said(context, leaf) if quantities else None
    if said and role == "appendix":
        quantities = _ordered(context, leaf, quantities, said)
    if said:
        return [_indicator(context, leaf, quantity, said, role) for quantity in quantities]
    if role == "targets" and _promises(context, leaf, following):
        return [_Found(_qualitative(context, leaf), False, leaf.content)]
    return []


def _ordered(context: Context, leaf: Leaf, quantities: Sequence[Quantity], said: _Said) -> list[Quantity]:
    """Of the numbers in an annex those that its units order: ``Bồi dưỡng 200 giáo viên, gồm 120 …``.

    An annex may be a plan of its own; forms, lists and tables of figures in it promise nothing.
    """
    if leaf.node is None or leaf.node.parent is None:
        return []
    kept: list[Quantity] = []
    sentences: set[tuple[int, int]] = set()
    for quantity in quantities:
        sentence = said.sentence(leaf, quantity.number_at)
        if sentence in sentences or _KEPT_UP.search(context.key, sentence[0], quantity.number_at):
            sentences.add(sentence)
            kept.append(quantity)
    return kept


def _reported(context: Context, leaf: Leaf) -> list[_Found]:
    """What the paragraphs before the first section report: ``Thời gian qua, … xử phạt 127 vụ vi phạm``."""
    starts = [
        leaf.content,
        *(m.end() for m in _SENTENCE_END.finditer(context.printed, leaf.content, leaf.end)),
    ]
    opens = next((at for at in starts if _REPORT.match(context.key, at, leaf.end)), None)
    if opens is None:
        return []
    ends = next((at for at in starts if at > opens and _PURPOSE.match(context.key, at, leaf.end)), leaf.end)
    quantities = find_quantities(context, opens, ends, loose=True)
    said = _said(context, leaf) if quantities else None
    return [_indicator(context, leaf, quantity, said, "situation") for quantity in quantities] if said else []


def _of_task_tables(context: Context) -> list[_Found]:
    """The numbers that the rows of a task table promise, in what is to be done or to come of it."""
    found = []
    read: set[int] = set()  # a merged cell stands in several rows
    for table in context.structure.tables:
        for row in table.rows if table.kind == "tasks" else ():
            cells = zip(table.columns, row.cells, strict=False)
            for column, cell in cells if row.kind == "data" else ():
                if _PROMISING & {*column.roles} and cell.text and cell.start not in read:
                    read.add(cell.start)
                    found += _promised(context, _as_leaf(table, row, cell), None, "tasks")
    return found


def _as_leaf(table: PlacedTable, row: Row, cell: Cell) -> Leaf:
    return Leaf(
        cell.start, cell.end, cell.start, cell.start, row.node, "paragraph", "body", page=table.grid.page
    )


def _said(context: Context, leaf: Leaf) -> _Said:
    times = (
        time
        for time in find_times(context.key, leaf.content, leaf.end, None)
        if time.rule in _YEAR_RULES
        and not _COMPARED.search(context.key, max(leaf.content, time.start - _REACH), time.start)
    )
    ends = _SENTENCE_END.finditer(context.printed, leaf.content, leaf.end)
    today = _TODAY.match(context.key, leaf.content, leaf.end) is not None
    return _Said(tuple(times), tuple(match.span() for match in ends), today)


def _indicator(context: Context, leaf: Leaf, quantity: Quantity, said: _Said, role: str) -> _Found:
    baseline = (
        role in _BASELINE_SECTIONS
        or (role != "targets" and _tells_what_is(context, leaf, quantity, role))
        or (
            quantity.unit != "%"
            and not _KEPT_UP.search(
                context.key, max(leaf.content, quantity.number_at - _REACH), quantity.number_at
            )
            and _EXISTING_BEHIND.match(context.key, quantity.number_at, leaf.end) is not None
        )
        or _is_start_of_change(context, leaf, quantity)
        or _stood_before(context, leaf, quantity)
        or said.today
    )
    indicator = Indicator(
        id="",
        text=context.printed[quantity.start : quantity.end].strip(),
        indicator=_name(context, leaf, quantity),
        value=quantity.value,
        unit=quantity.unit,
        comparator=quantity.comparator,
        year=_year(context, leaf, quantity, said, baseline),
        node=leaf.node.id if leaf.node else None,
        start=quantity.start,
        end=quantity.end,
        page=leaf.page,
    )
    return _Found(indicator, baseline, quantity.number_at, quantity.whole_at)


def _name(context: Context, leaf: Leaf, quantity: Quantity) -> str:
    """What is counted; a line that says only ``Đạt 100%`` is about what the heading above names."""
    above = context.headings(leaf)
    if quantity.counts != "%" or not above or above[0].role not in _MEASURED_SECTIONS:
        return quantity.counts
    if above[0].id in context.structure.named:  # `I. MỤC TIÊU`
        return quantity.counts
    return above[0].title.strip(" .:;") or quantity.counts


def _is_start_of_change(context: Context, leaf: Leaf, quantity: Quantity) -> bool:
    """``giảm từ 23 ca xuống 18 ca``: the first number tells what is so already."""
    return (
        _CHANGES_FROM.search(context.key, max(leaf.content, quantity.number_at - _REACH), quantity.number_at)
        is not None
        and _CHANGES_TO.match(context.key, quantity.unit_end, leaf.end) is not None
    )


def _stood_before(context: Context, leaf: Leaf, quantity: Quantity) -> bool:
    """``đạt 30% (năm 2018: 17,5%)`` in a plan that begins later: the bracket tells what was."""
    metadata = context.facts.metadata
    begins = metadata.period_start or context.default_year
    aside = _YEAR_BEFORE.search(
        context.key, max(leaf.content, quantity.number_at - _REACH), quantity.number_at
    )
    return aside is not None and begins is not None and int(aside["year"]) < begins


def _tells_what_is(context: Context, leaf: Leaf, quantity: Quantity, role: str) -> bool:
    """Outside the sections of targets: numbers that describe what exists already."""
    start = max(leaf.content, quantity.number_at - _REACH)
    kept_up = _KEPT_UP.search(context.key, start, quantity.number_at)
    if role == "schedule" and quantity.unit != "%" and kept_up is None:
        return True
    existing = _EXISTING.search(context.key, start, quantity.number_at)
    if existing is None or (kept_up and kept_up.start() >= existing.start()):
        return False
    return not _PARTS_OF_NUMBER.search(context.key, start, existing.end())


def _year(context: Context, leaf: Leaf, quantity: Quantity, said: _Said, baseline: bool) -> int | None:
    """The nearest year: behind the number, its clause, sentence, headings above, period of the plan."""
    time = _nearest_time(context, leaf, quantity, said)
    if time is not None:
        return _last_year(time.value)
    due = None if baseline else _year_of_task(context, leaf)
    if due is not None:
        return due
    for node in context.headings(leaf):
        above = [t for t in find_times(context.key, node.start, node.end, None) if t.rule in _YEAR_RULES]
        if above:
            return _last_year(above[-1].value)
    metadata = context.facts.metadata
    return metadata.period_start if baseline else metadata.period_end


def _nearest_time(context: Context, leaf: Leaf, quantity: Quantity, said: _Said) -> TimeExpression | None:
    """The time right behind the number, in its clause before it, later or earlier in its sentence."""
    begin, end = said.sentence(leaf, quantity.number_at)
    times = said.times
    following = bisect_left(times, quantity.number_at, key=_START)
    before = times[following - 1] if following and times[following - 1].start >= begin else None
    following = bisect_left(times, quantity.unit_end, lo=following, key=_START)
    after = []
    for time in times[following : following + _TIMES_BEHIND]:
        if time.start >= end or not _is_of(context.key, quantity, time):
            break  # nor is any later one
        if _AT_ONCE.fullmatch(context.key, quantity.unit_end, time.start):
            return time
        after.append(time)
    if before is not None and before.start > context.key.rfind(";", begin, quantity.number_at):
        return before
    return after[0] if after else before


def _year_of_task(context: Context, leaf: Leaf) -> int | None:
    """The year that a label line (``Thời gian: năm 2024``) gives the task in which the number stands."""
    at = bisect_left(context.facts.tasks, leaf.content, key=_START)
    task = context.facts.tasks[at] if at < len(context.facts.tasks) else None
    if task is None or task.start != leaf.content or task.deadline is None:
        return None
    return _last_year(task.deadline.value)


def _is_of(key: str, quantity: Quantity, time: TimeExpression) -> bool:
    """Whether a year behind a number is its own: one in a later clause belongs to the numbers there."""
    between = key[quantity.unit_end : time.start]
    return ";" not in between or _NUMBER_BETWEEN.search(key, quantity.unit_end, time.end + 40) is None


def _last_year(value: str) -> int | None:
    years = re.findall(r"(?:19|20)\d\d", value)
    return int(years[-1]) if years else None


# ---- promises without a number -----------------------------------------------------------------


def _promises(context: Context, leaf: Leaf, following: Leaf | None) -> bool:
    """A bullet, paragraph or unit that promises something; lead-ins and labels do not."""
    text = context.printed[leaf.content : leaf.end].strip()
    words = text.split()
    if (
        text.endswith(":")
        or _SLOGAN.fullmatch(text)
        or len(words) < _MIN_PROMISE_WORDS
        or read_label(context.key, leaf.content, leaf.end)
    ):
        return False
    if context.key.startswith(("trên đây là", "(kèm"), leaf.content) or _POINTER.fullmatch(
        context.key, leaf.content, leaf.end
    ):
        return False
    has_below = _has_below(context, leaf, following)
    if leaf.kind == "heading" and leaf.node is not None:
        if leaf.node.id in context.structure.named and (has_below or len(words) < _MIN_HEADING_PROMISE):
            return False
        if has_below:
            return len(words) >= _MIN_HEADING_PROMISE and not _LABEL_OVER_CHILDREN.match(
                context.key, leaf.content
            )
        return True
    if has_below and (
        _LABEL_OVER_CHILDREN.match(context.key, leaf.content) or len(words) < _MIN_HEADING_PROMISE
    ):
        return False
    return not (
        _LABEL_OVER_CHILDREN.match(context.key, leaf.content)
        and not re.search(r"[.;]$", text)
        and len(words) < 10
    )


def _has_below(context: Context, leaf: Leaf, following: Leaf | None) -> bool:
    if leaf.kind == "heading" and leaf.node is not None and context.structure.children.get(leaf.node.id):
        return True
    if following is None or following.kind == "heading":
        return False
    if leaf.kind == "heading" or following.depth > leaf.depth:
        return True
    text = context.printed[leaf.content : leaf.end].strip()
    return leaf.depth > 0 and following.depth == 0 and not re.search(r"[.;!]$", text)


def _qualitative(context: Context, leaf: Leaf) -> Indicator:
    text = context.printed[leaf.content : leaf.end].strip()
    quantity = Quantity(leaf.content, leaf.end, leaf.content, 0.0, None, "eq", "", None, leaf.end, "")
    return Indicator(
        id="",
        text=text,
        indicator=" ".join(text.split()[:12]),
        value=None,
        unit=None,
        comparator="eq",
        year=_year(context, leaf, quantity, _said(context, leaf), False),
        qualitative=True,
        node=leaf.node.id if leaf.node else None,
        start=leaf.content,
        end=leaf.end,
        page=leaf.page,
    )
