"""When the row of a task table is due: its cell says so, or the heads over the columns that are ticked.

``Quý I | Quý II | Quý III | Quý IV`` with an ``x`` in one or several of them; ``Bắt đầu | Kết thúc``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docparse.document import Cell
from docparse.rulebook import pattern
from docparse.structure import Column, PlacedTable, Row
from docparse.text import fold
from extractors.context import Context
from extractors.times import TimeExpression, stated_time

_BEGIN = pattern("timewording", "head-of-begin")
_END = pattern("timewording", "head-of-end")
_YEAR = re.compile(r"\b20\d\d\b")
# `T4`, `Q.II/2026`, and below `Tháng`, `Quý` the number alone
_SHORT = re.compile(
    r"(?P<kind>t|q|tháng|quý)?\.? ?(?P<number>\d{1,2}|[ivx]{1,3})(?:[/ -]+(?:năm )?(?P<year>20\d\d))?"
)
_KINDS = {"t": "tháng", "q": "quý"}
_NAMED = re.compile(r"\b(?:tháng|quý)\b")
_COUNTED = re.compile(r"(?:tháng|quý)\b")  # below `Thời gian (tháng)` a number may be how long it takes


def time_of_row(context: Context, table: PlacedTable, row: Row) -> TimeExpression | None:
    """The time that a row of ``table`` states; null where it states none."""
    due = [(at, cell) for at, cell in _filled(row) if "deadline" in _roles(table.columns, at)]
    ticked = [at for at, cell in due if cell.is_ticked]
    if ticked:
        return _of_ticks(context, table, ticked)
    told = [(table.columns[at], _of_cell(context, table.columns[at], cell)) for at, cell in due]
    begin = next((time for column, time in told if _BEGIN.search(fold(column.title))), None)
    end = next((time for column, time in told if _END.search(fold(column.title))), None)
    if begin and end and begin.due and end.due and "/" not in begin.value + end.value:
        return TimeExpression(begin.start, end.end, f"{begin.value}/{end.value}", end.due, "range", True)
    return next((time for _, time in told if time), None)


def _filled(row: Row) -> Iterator[tuple[int, Cell]]:
    return ((at, cell) for at, cell in enumerate(row.cells) if cell.text)


def _roles(columns: Sequence[Column], at: int) -> tuple[str, ...]:
    return columns[at].roles if at < len(columns) else ()


def _of_cell(context: Context, column: Column, cell: Cell) -> TimeExpression | None:
    """What a cell says by itself, in short (``T6/2024``) or with its head (``6`` below ``Tháng``)."""
    time = stated_time(context.key, cell.start, cell.end, context.default_year)
    counted = [head for head in column.heads if _COUNTED.match(fold(head))]
    return time or _completed(context, (*counted, cell.text), cell)


def _of_ticks(context: Context, table: PlacedTable, ticked: Sequence[int]) -> TimeExpression | None:
    """The time over the first tick, to that over the last where no column between them is empty."""
    times = [_of_head(context, table, at) for at in ticked]
    first, last = times[0], times[-1]
    if first is None or last is None or len(ticked) == 1:
        return first
    joined = ticked[-1] - ticked[0] == len(ticked) - 1
    value = f"{first.value}/{last.value}" if joined else first.value
    return TimeExpression(first.start, last.end, value, last.due, "range", True)


def _of_head(context: Context, table: PlacedTable, at: int) -> TimeExpression | None:
    """The time that the head of a column is."""
    heads = [row.cells[at] for row in table.rows if row.kind == "head" and at < len(row.cells)]
    cell = next((cell for cell in reversed(heads) if cell.text), None)
    if cell is None:
        return None
    return _completed(context, table.columns[at].heads, cell)


def _completed(context: Context, words: Sequence[str], cell: Cell) -> TimeExpression | None:
    """``words``, from the highest head down to ``cell``, as a time: ``Năm 2024``, ``Tháng``, ``4``."""
    own, above = fold(words[-1]).strip(" ."), fold(" ".join(words[:-1]))
    year = _YEAR.search(above)
    if short := _SHORT.fullmatch(own):
        named = _NAMED.search(above)
        kind = short["kind"] or (named.group() if named else "")
        if not kind and short["year"] and not short["number"].isdecimal():
            kind = "quý"  # `III/2026`
        own = f"{_KINDS.get(kind, kind)} {short['number']}" + (f"/{short['year']}" if short["year"] else "")
    time = stated_time(own, 0, len(own), int(year.group()) if year else context.default_year)
    if time is None:
        return None
    return TimeExpression(cell.start, cell.end, time.value, time.due, time.rule, True)
