"""The data rows of task tables as tasks."""

from __future__ import annotations

import re

from docparse.document import Cell
from docparse.model import ASSIGNMENT_ROLES, Task
from docparse.structure import PlacedTable, Row
from docparse.text import fold
from extractors.agencycells import read_agency_cell
from extractors.assignments import RolePart, assignments
from extractors.budgets import budget_of_row, money_unit
from extractors.context import Context
from extractors.deadlines import as_deadline
from extractors.roles import read_wording
from extractors.times import TimeExpression, stated_time

_DAY_TITLE = re.compile(r"(?:ngày|buổi|thứ)\b")
_DAYS = frozenset({"day", "days", "day-range", "day-without-year", "days-without-year"})
_ACTING = frozenset(ASSIGNMENT_ROLES)
_NO_TASK = frozenset({*ASSIGNMENT_ROLES, "deadline", "index", "money", "source", "note", "product"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMERAL = re.compile(r"[IVXL]+")


def tasks_of_tables(context: Context) -> list[Task]:
    """One task for each data row of each task table."""
    tasks = []
    for table in context.structure.tables:
        if table.kind != "tasks":
            continue
        unit = money_unit(context, table)
        column = _task_column(table)
        day = _day_of_title(context, table)
        for row in table.rows:
            if row.kind == "data":
                task = _task_of_row(context, table, row, column, unit, day)
                if task is not None:
                    tasks.append(task)
    return tasks


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


def _task_of_row(
    context: Context,
    table: PlacedTable,
    row: Row,
    column_of_task: int | None,
    unit: str | None,
    day: TimeExpression | None,
) -> Task | None:
    cell = _task_cell(table, row, column_of_task)
    if cell is None or not _says_something(cell.text):
        return None
    time = None
    product = None
    parts: list[RolePart] = []
    for column, value in zip(table.columns, row.cells, strict=False):
        if not value.text or value is cell:
            continue
        acting = [role for role in ASSIGNMENT_ROLES if role in column.roles]
        if acting:
            told = read_agency_cell(context, value, acting)
            parts += [(agency, role, value.rowspan > 1) for agency, role in told]
        for role in column.roles:
            if role == "deadline" and time is None:
                time = stated_time(context.key, value.start, value.end, context.default_year)
            elif role == "product" and product is None:
                product = value.text.replace("\n", " ")
    time = time or day
    if not any({*column.roles} & _ACTING for column in table.columns):
        wording = read_wording(context.names, cell.start, cell.end)
        parts = [(part.agency, part.role, False) for part in wording.parts]
    return Task(
        id="",
        text=cell.text.replace("\n", " "),
        node=row.node.id if row.node else None,
        assignments=assignments(context, parts),
        deadline=as_deadline(context.document.text, time, table.grid.page) if time else None,
        budget=budget_of_row(table, row.cells, unit),
        product=product,
        start=cell.start,
        end=cell.end,
        page=table.grid.page,
    )


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
