"""Differences in the words of a reader: higher, later, another lead agency, missing, extra, other money."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from docparse.compare.bodies import kind_of_body
from docparse.compare.figures import MONEY, SHARE, number, shown, unit_of
from docparse.compare.likeness import Likeness
from docparse.compare.records import (
    Difference,
    Figure,
    FigureKind,
    IndicatorCell,
    PlanColumn,
    TaskCell,
    TaskEntry,
)
from docparse.compare.scopes import same_scope
from docparse.compare.terms import wording
from docparse.compare.territory import of_other_extent
from docparse.rulebook import pattern
from docparse.text import alphabetical, fold

_DIRECTIONS = {"ge": "up", "gt": "up", "le": "down", "lt": "down"}
#: what is held against what, where it is not a target against a target
_KINDS: dict[tuple[FigureKind, FigureKind], str] = {
    ("target", "target"): "",
    ("target", "baseline"): " (chỉ tiêu so với hiện trạng)",
    ("baseline", "target"): " (hiện trạng so với chỉ tiêu)",
    ("baseline", "baseline"): " (hiện trạng)",
}
#: money that differs by less is the same after rounding
_SAME_MONEY = 0.005
#: pairs whose scores are the same to this many digits are equally alike
_SCORE_DIGITS = 1
#: of the words in the names of two counts of the same so many are in both
_NAME = 0.4

#: what is promised and what is already so are of one thing from this score on
_SAME_FIGURE = 0.75
#: why nothing is higher or lower
_OTHER_THING, _DOUBTFUL = "đối tượng khác", "chưa chắc cùng đối tượng"

#: tasks that score so much ask for the same: their leads, times and money may be compared
_SAME_TASK = 0.75

#: how alike two figures of different plans are
Alike = Callable[[Figure, Figure], Likeness]
#: how well two tasks of different plans agree
Agreement = Callable[[TaskEntry, TaskEntry], float]


def reference(states: Sequence[bool], central: int | None) -> int | None:
    """The column that the others are held against: the central plan's, else the first that states it."""
    if central is not None and states[central]:
        return central
    return next((index for index, stated in enumerate(states) if stated), None)


def of_indicators(
    cells: Sequence[IndicatorCell],
    columns: Sequence[PlanColumn],
    central: int | None,
    alike: Alike,
    own: bool = False,
) -> tuple[Difference, ...]:
    """How the plans differ in one indicator.

    ``alike`` tells which figures speak of the same. Nobody lacks what is the central body's ``own``, nor
    a figure of what is already so: that a plan does not report it says nothing of the place.
    """
    stated = [cell.state == "stated" for cell in cells]
    promised = [any(f.kind == "target" for f in cell.figures) for cell in cells]
    base = reference(promised if any(promised) else stated, central)
    states = [cell.state for cell in cells]
    agreed = base is not None and (base == central or _any_agrees(cells, base, alike))
    found = list(_presence(stated, states, columns, central, own or not any(promised) or not agreed))
    for index, cell in enumerate(cells):
        if base is not None and index != base and stated[index]:
            found += _values(cells[base].figures, cell.figures, columns[base], columns[index], alike)
    return tuple(found)


def _any_agrees(cells: Sequence[IndicatorCell], base: int, alike: Alike) -> bool:
    """Whether the reference and another plan speak of the same: else nobody can lack it."""
    others = (cell.figures for index, cell in enumerate(cells) if index != base and cell.figures)
    pairs = (_closest(cells[base].figures, figures, alike) for figures in others)
    return any(pair is None or _unlike(*pair, alike) not in (_OTHER_THING, _DOUBTFUL) for pair in pairs)


def _presence(
    stated: Sequence[bool],
    states: Sequence[str],
    columns: Sequence[PlanColumn],
    central: int | None,
    own: bool,
) -> Iterator[Difference]:
    # a central plan without any fact of the kind is no measure of what is extra
    told = central is not None and states[central] != "not_found"
    shared = not own and (sum(stated) > 1 or (central is not None and stated[central]))
    for index, column in enumerate(columns):
        if index == central:
            continue
        if states[index] == "not_stated" and shared:
            yield Difference("missing", column.plan, f"{column.label}: thiếu")
        elif stated[index] and (not stated[central or 0] if told else sum(stated) == 1 < len(columns)):
            yield Difference("extra", column.plan, f"{column.label}: thêm")


def _values(
    base: Sequence[Figure], other: Sequence[Figure], against: PlanColumn, column: PlanColumn, alike: Alike
) -> Iterator[Difference]:
    pair = _closest(base, other, alike)
    if pair is None:
        return
    first, second = pair
    told = f"{_shown(second)} so với {against.label}: {_shown(first)}"
    unlike = _unlike(first, second, alike)
    if first.unit != second.unit:
        yield Difference("other_unit", column.plan, f"{column.label}: đơn vị khác, {told}")
    elif unlike:
        yield Difference("not_comparable", column.plan, f"{column.label}: không so được: {unlike}, {told}")
    else:
        yield from _amounts(first, second, told, against, column)
        yield from _years(first, second, against, column)


def _unlike(first: Figure, second: Figure, alike: Alike) -> str:
    """Why neither figure is higher, whatever the numbers are; empty when they may be compared."""
    found = alike(first, second)
    if not found.same_level or not same_scope(first.scope, second.scope, unit_of(first.unit)):
        return "phạm vi khác"
    if not found.same_thing or not (found.same_part or _named_alike(first, second)):
        return _OTHER_THING
    # what is promised has no verdict from what is so, unless it is the same beyond doubt
    sure = first.kind == second.kind or found.score >= _SAME_FIGURE
    return "" if sure else _DOUBTFUL


def _named_alike(first: Figure, second: Figure) -> bool:
    """Whether two counts are of the same by their whole names: a bare "trường" says too little."""
    unit = unit_of(first.unit)
    if unit is None or not unit.adds or unit.name == MONEY:
        return True
    one, other = (set(wording(figure.label).words) for figure in (first, second))
    return len(one & other) >= _NAME * len(one | other)


def _amounts(
    first: Figure, second: Figure, told: str, against: PlanColumn, column: PlanColumn
) -> Iterator[Difference]:
    if first.value is None or second.value is None or not _differ(first, second):
        return
    higher = second.value > first.value
    word = "cao hơn" if higher else "thấp hơn"
    word += _KINDS[second.kind, first.kind]
    if first.unit != SHARE and of_other_extent(against, column):
        told += " (tỉnh trước và sau sáp nhập)"
    yield Difference("higher" if higher else "lower", column.plan, f"{column.label}: {word}, {told}")


def _years(first: Figure, second: Figure, against: PlanColumn, column: PlanColumn) -> Iterator[Difference]:
    if first.kind == second.kind == "target" and first.year and second.year and first.year != second.year:
        later = second.year > first.year
        word = "muộn hơn" if later else "sớm hơn"
        text = f"{column.label}: {word}, năm {second.year} so với {against.label}: {first.year}"
        yield Difference("later" if later else "earlier", column.plan, text)


def _shown(figure: Figure) -> str:
    text = shown(figure.value, figure.unit, figure.comparator, figure.upper)
    return f"{text} {figure.scope}" if figure.scope else text


def _differ(a: Figure, b: Figure) -> bool:
    """Whether one is higher; not so of "at least" here and "at most" there, nor of ranges that overlap."""
    if a.value is None or b.value is None:
        return False
    if (a.upper or b.upper) and max(a.value, b.value) <= min(a.upper or a.value, b.upper or b.value):
        return False
    opposed = {_DIRECTIONS.get(a.comparator), _DIRECTIONS.get(b.comparator)} == {"up", "down"}
    return a.value != b.value and not opposed


def _closest(base: Sequence[Figure], other: Sequence[Figure], alike: Alike) -> tuple[Figure, Figure] | None:
    """The two figures that compare best: both numbers, of one unit, thing and kind, alike, near in time."""
    pairs = [(a, b) for a in base for b in other if a.value is not None and b.value is not None]

    def rank(pair: tuple[Figure, Figure]) -> tuple[bool, bool, bool, float, int, bool, int, int]:
        a, b = pair
        years = abs((a.year or 0) - (b.year or 0))
        score = round(alike(a, b).score, _SCORE_DIGITS)
        unlike, sign = bool(_unlike(a, b, alike)), a.comparator != b.comparator
        return (
            a.unit != b.unit, unlike, a.kind != b.kind, -score, years, sign, a.place.start, b.place.start,
        )  # fmt: skip

    return min(pairs, key=rank, default=None)


def of_tasks(
    cells: Sequence[TaskCell],
    columns: Sequence[PlanColumn],
    central: int | None,
    agree: Agreement,
    own: bool = False,
) -> tuple[Difference, ...]:
    """How the plans differ in one task.

    Only tasks that ``agree`` clearly are held against each other; what is merely near may well be led by
    somebody else. Nobody lacks what is the central body's ``own``.
    """
    stated = [cell.state == "stated" for cell in cells]
    base = reference(stated, central)
    found = list(_presence(stated, [cell.state for cell in cells], columns, central, own))
    for index, cell in enumerate(cells):
        if base is not None and index != base and stated[index]:
            first, second = cells[base].entries, cell.entries
            clear = [(a, b) for a in first for b in second if agree(a, b) >= _SAME_TASK]
            one = [entry for entry in first if any(entry is a for a, _ in clear)]
            other = [entry for entry in second if any(entry is b for _, b in clear)]
            found += _tasks(one, other, columns[base], columns[index])
    return tuple(found)


def _tasks(
    base: Sequence[TaskEntry], other: Sequence[TaskEntry], against: PlanColumn, column: PlanColumn
) -> Iterator[Difference]:
    if _level(against) == _level(column):  # a ministry's departments are never a province's
        yield from _leads(base, other, against, column)
    yield from _deadlines(base, other, against, column)
    first, second = _money(base), _money(other)
    if first is not None and second is not None and abs(first - second) > _SAME_MONEY:
        told = f"{number(second)} {MONEY} so với {against.label}: {number(first)} {MONEY}"
        yield Difference("other_money", column.plan, f"{column.label}: kinh phí khác, {told}")


def _leads(
    base: Sequence[TaskEntry], other: Sequence[TaskEntry], against: PlanColumn, column: PlanColumn
) -> Iterator[Difference]:
    first = {name for entry in base for name in entry.leads}
    second = {name for entry in other for name in entry.leads}
    alike = {_body(name) for name in first} & {_body(name) for name in second}
    if first and second and not alike:
        told = f"{_listed(second)} ({against.label}: {_listed(first)})"
        yield Difference("other_lead", column.plan, f"{column.label}: cơ quan chủ trì khác, {told}")


def _listed(names: set[str]) -> str:
    return "; ".join(sorted(names, key=alphabetical))


def _level(column: PlanColumn) -> str:
    match = pattern("comparison", "level").match(fold(column.issuer or ""))
    return "trung ương" if column.central else match.group() if match else ""


def _body(name: str) -> str:
    return kind_of_body(name) or name


def _deadlines(
    base: Sequence[TaskEntry], other: Sequence[TaskEntry], against: PlanColumn, column: PlanColumn
) -> Iterator[Difference]:
    first = max((entry.due for entry in base if entry.due), default=None)
    second = max((entry.due for entry in other if entry.due), default=None)
    if first is None or second is None or first == second:
        return
    later = second > first
    word = "muộn hơn" if later else "sớm hơn"
    told = f"{_day(second)} so với {against.label}: {_day(first)}"
    yield Difference("later" if later else "earlier", column.plan, f"{column.label}: {word}, hạn {told}")


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def _money(entries: Sequence[TaskEntry]) -> float | None:
    known = [entry.money for entry in entries if entry.money is not None]
    return sum(known) if known else None
