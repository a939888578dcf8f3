"""A cell that holds a task and, in lines of their own, who does it and when (``- Chủ trì: Sở A``)."""

from __future__ import annotations

from dataclasses import dataclass

from docparse.document import Cell
from extractors.agencycells import Told, lines_of, listed
from extractors.context import Context
from extractors.labels import labels_of_line, read_label
from extractors.times import TimeExpression, stated_time


@dataclass(slots=True)
class TaskCell:
    """What a cell says: the order ends at ``end`` (offset into the text), its label lines tell the rest."""

    end: int
    told: list[Told]
    time: TimeExpression | None = None
    product: str | None = None


def read_task_cell(context: Context, cell: Cell) -> TaskCell:
    """Take the label lines of ``cell`` from what is to be done; its first line is never one of them."""
    read = TaskCell(cell.end, [])
    opened = False
    for start, end in list(lines_of(context.document.text, cell))[1:]:
        label = read_label(context.key, start, end)
        if label is None:
            continue
        if not opened:
            opened, read.end = True, _end_before(context, cell, start)
        for part in labels_of_line(context.key, label):
            read.told += listed(context, part.roles, (part.value_start, part.end))
            if "deadline" in part.roles and read.time is None:
                read.time = stated_time(context.key, part.value_start, part.end, context.default_year)
            if "product" in part.roles and read.product is None:
                read.product = context.document.text[part.value_start : part.end].strip(" .;")
    return read


def _end_before(context: Context, cell: Cell, label: int) -> int:
    """Where the order ends before the line of a label, its bullet aside."""
    return cell.start + len(context.document.text[cell.start : label].rstrip(" \n-–+•*"))
