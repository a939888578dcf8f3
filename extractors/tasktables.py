"""The data rows of task tables as tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.document import Cell
from docparse.model import ASSIGNMENT_ROLES, Task
from docparse.structure import PlacedTable, Row
from docparse.text import fold
from extractors.addressees import addressed_above
from extractors.agencycells import Told, is_as_above, read_agency_cell
from extractors.assignments import RolePart, assignments
from extractors.budgets import budget_of_row, money_unit
from extractors.context import Context
from extractors.deadlines import as_deadline
from extractors.labels import acting_roles
from extractors.roles import heading_agencies, read_wording
from extractors.tabletimes import time_of_row
from extractors.taskcells import read_task_cell
from extractors.times import TimeExpression, stated_time

_DAY_TITLE = re.compile(r"(?:ngày|buổi|thứ)\b")
_DAYS = frozenset({"day", "days", "day-range", "day-without-year", "days-without-year"})
_ACTING = frozenset(ASSIGNMENT_ROLES)
_NO_TASK = frozenset({*ASSIGNMENT_ROLES, "deadline", "index", "money", "source", "note", "product"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMERAL = re.compile(r"[IVXL]+")


def tasks_of_tables(context: Context) -> list[Task]:
    """One task for each data row of each task table."""
    tables = [table for table in context.structure.tables if table.kind == "tasks"]
    return [task for table in tables for task in _Reader(context, table).tasks()]


class _Reader:
    """Reads one table from top to bottom: what its rows leave out stands above them."""

    def __init__(self, context: Context, table: PlacedTable) -> None:
        self._context, self._table = context, table
        self._task_column = _task_column(table)
        self._unit = money_unit(context, table)
        self._day = _day_of_title(context, table)
        self._names_who = any(_ACTING & {*column.roles} for column in table.columns)
        self._charged = [] if self._names_who else addressed_above(context, context.chain(table.node))[0]
        self._rank = 0  # of the group row that names who is in charge
        self._last: dict[int, list[Told]] = {}  # what each column of agencies said last

    def tasks(self) -> Iterator[Task]:
        """The tasks of the table."""
        for row in self._table.rows:
            if row.kind == "group":
                self._open_group(row)
            elif row.kind == "data" and (task := self._task(row)) is not None:
                yield task

    def _open_group(self, row: Row) -> None:
        """``I. Sở Xây dựng`` leads what is below it; ``1. Công tác tuyên truyền`` there changes nothing."""
        title = row.title
        named = heading_agencies(self._context.names, title.start, title.end) if title else []
        if named or row.rank <= self._rank:
            self._charged, self._rank = named, row.rank

    def _task(self, row: Row) -> Task | None:
        context, table = self._context, self._table
        cell = _task_cell(table, row, self._task_column)
        if cell is None or not _says_something(cell.text):
            return None
        said = read_task_cell(context, cell)
        parts: list[RolePart] = [(agency, role, False) for agency, role in said.told]
        parts += self._parts(row, cell)
        if not parts and not self._names_who:
            wording = read_wording(context.names, cell.start, said.end)
            parts = [(part.agency, part.role, False) for part in wording.parts]
        if not any(role in ("lead", "implement") for _, role, _ in parts):
            parts += [(agency, "lead", True) for agency in self._charged]
        time = time_of_row(context, table, row) or said.time or self._day
        return Task(
            id="",
            text=context.document.text[cell.start : said.end].replace("\n", " "),
            node=row.node.id if row.node else None,
            assignments=assignments(context, parts),
            deadline=as_deadline(context.document.text, time, table.grid.page) if time else None,
            budget=budget_of_row(table, row.cells, self._unit),
            product=said.product or _product(table, row),
            start=cell.start,
            end=said.end,
            page=table.grid.page,
        )

    def _parts(self, row: Row, task: Cell) -> Iterator[RolePart]:
        """What the columns of agencies say; a merged cell and ``như trên`` say it for the row above, too."""
        for at, (column, cell) in enumerate(zip(self._table.columns, row.cells, strict=False)):
            acting = acting_roles(column.roles)
            if not acting or not cell.text or cell is task:
                continue
            above = is_as_above(cell.text)
            if not above:
                self._last[at] = read_agency_cell(self._context, cell, acting)
            for agency, role in self._last.get(at, []):
                yield agency, role, above or cell.rowspan > 1


def _product(table: PlacedTable, row: Row) -> str | None:
    cells = zip(table.columns, row.cells, strict=False)
    return next(
        (c.text.replace("\n", " ") for column, c in cells if "product" in column.roles and c.text), None
    )


def _day_of_title(context: Context, table: PlacedTable) -> TimeExpression | None:
    """``NGÀY 1: THỨ HAI, 24/8/2026`` over a programme: the day of all its rows, which tell the hours."""
    caption = fold(table.caption or "")
    at = context.key.rfind(caption, 0, table.grid.start) if _DAY_TITLE.match(caption) else -1
    time = stated_time(context.key, at, at + len(caption), context.default_year) if at >= 0 else None
    return time if time and time.rule in _DAYS else None


def _task_column(table: PlacedTable) -> int | None:
    """The column that tells the tasks: of several the one with most texts of its own.

    ``Nhóm hoạt động | Hoạt động``: a name over several tasks is written once, in a merged cell or above
    empty ones.
    """
    named = [index for index, column in enumerate(table.columns) if "task" in column.roles]
    named = named or [index for index, column in enumerate(table.columns) if "target" in column.roles]
    data = [row.cells for row in table.rows if row.kind == "data"]
    own = {at: len({cells[at].start for cells in data if at < len(cells) and cells[at].text}) for at in named}
    return max(named, key=lambda at: own[at], default=None)


def _task_cell(table: PlacedTable, row: Row, index: int | None) -> Cell | None:
    """The cell that says what is to be done: the task column, else the longest text."""
    if index is not None and index < len(row.cells) and row.cells[index].text:
        return row.cells[index]
    texts = [
        cell
        for column, cell in zip(table.columns, row.cells, strict=False)
        if not _NO_TASK & {*column.roles} and cell.text
    ]
    return max(texts, key=lambda cell: len(cell.text), default=None)


def _says_something(text: str) -> bool:
    """Whether a cell has words: ``Họp``, ``Ra đề``; not ``10``, ``II`` or a speck that looks like letters."""
    words = [word for word in _WORD.findall(text) if not _NUMERAL.fullmatch(word)]
    return len(words) > 1 or any(len(word) > 2 for word in words)
