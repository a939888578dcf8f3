"""Tables of targets by year: one indicator a cell, the year from the head of the column."""

from __future__ import annotations

import re

from docparse.document import Cell
from docparse.model import Comparator, Indicator
from docparse.rulebook import pattern
from docparse.structure import Column, PlacedTable, Row
from docparse.text import fold
from extractors.context import Context
from extractors.numbers import read_count, read_number
from extractors.times import find_times

_YEAR = re.compile(r"(?:19|20)\d\d")
_HEAD_UNIT = re.compile(r"\(([^()\d]{1,20})\)\s*$")
_UNIT_ABOVE = re.compile(r"\b(?:đvt|đơn vị tính)\s*: ?([^()\d.;:\n]{1,20}?)[).;:\s]*$")
_ABOVE = 60  # characters in which it stands
_SHARE_A_YEAR = re.compile(r"% ?/ ?năm$")  # the name says that it is yearly
_REPORTED = pattern("figurewording", "reported-column")
_VALUE = re.compile(
    r"(?P<c>≥|>=|>|≤|<=|<|trên|dưới|tối thiểu|ít nhất|đạt|khoảng|không quá)?\s*"
    r"(?P<n>\d[\d.,]*)\s*(?P<u>%(?: ?/ ?năm)?|[^\d\W][^\d]{0,30})?$"
)
_COMPARATORS: dict[str, Comparator] = {
    "≥": "ge",
    ">=": "ge",
    ">": "gt",
    "≤": "le",
    "<=": "le",
    "<": "lt",
    "trên": "gt",
    "dưới": "lt",
    "tối thiểu": "ge",
    "ít nhất": "ge",
    "khoảng": "approx",
    "không quá": "le",
}


def indicators_of_tables(context: Context) -> tuple[list[Indicator], list[Indicator]]:
    """(targets, baselines) of every table of targets."""
    targets: list[Indicator] = []
    baselines: list[Indicator] = []
    for table in context.structure.tables:
        if table.kind != "targets":
            continue
        for row in table.rows:
            if row.kind == "data":
                for indicator, reported in _of_row(context, table, row):
                    (baselines if reported else targets).append(indicator)
    return targets, baselines


def _of_row(context: Context, table: PlacedTable, row: Row) -> list[tuple[Indicator, bool]]:
    name = _name_cell(table, row)
    if name is None:
        return []
    unit = _unit(table, row)
    found = []
    for column, cell in zip(table.columns, row.cells, strict=False):
        if cell is name or not cell.text or not _holds_values(column, name, cell):
            continue
        indicator = _of_cell(context, table, row, column, cell, name, unit)
        if indicator is not None:
            found.append((indicator, _is_reported(context, row, fold(" ".join(column.heads)))))
    return found


def _is_reported(context: Context, row: Row, head: str) -> bool:
    """Whether a column tells what is so; ``Kết quả`` under ``Đến năm 2030`` is what is to come."""
    if _REPORTED.search(head) is None or "kế hoạch" in head:
        return False
    due, issued_on = _year_above(context, row), context.facts.metadata.issued_on
    return bool(_YEAR.search(head)) or due is None or issued_on is None or due < int(issued_on[:4])


def _year_above(context: Context, row: Row) -> int | None:
    """The year that the group of the row, or a heading above the table, names last."""
    for node in context.chain(row.node):
        times = find_times(context.key, node.start, node.end, None)
        years = [year for time in times for year in _YEAR.findall(time.value)]
        if years:
            return int(years[-1])
    return None


def _name_cell(table: PlacedTable, row: Row) -> Cell | None:
    index = table.column("target")
    if index is not None and index < len(row.cells) and not _VALUE.fullmatch(row.cells[index].text):
        return row.cells[index]
    named = table.column("task")
    return row.cells[named] if named is not None and named < len(row.cells) else None


def _holds_values(column: Column, name: Cell, cell: Cell) -> bool:
    if {"index", "unit", "note", "lead", "coordinate", "implement", "deadline"} & {*column.roles}:
        return False
    return cell.column != name.column


def _unit(table: PlacedTable, row: Row) -> str | None:
    index = table.column("unit")
    if index is None or index >= len(row.cells):
        return None
    return fold(row.cells[index].text.strip()) or None


def _unit_of_head(column: Column) -> str | None:
    """``Đường cứng hóa (km)``: the unit in the bracket of a head."""
    bracket = _HEAD_UNIT.search(column.title)
    return fold(bracket.group(1).strip()) if bracket else None


def _unit_above(context: Context, table: PlacedTable) -> str | None:
    """``(ĐVT: ha)`` in what stands right above a table."""
    above = _UNIT_ABOVE.search(context.key, max(0, table.grid.start - _ABOVE), table.grid.start)
    return above.group(1).strip() if above else None


def _of_cell(
    context: Context, table: PlacedTable, row: Row, column: Column, cell: Cell, name: Cell, unit: str | None
) -> Indicator | None:
    match = _VALUE.fullmatch(fold(cell.text.replace("\n", " ").strip()))
    if match is None:
        return None
    years = _YEAR.findall(" ".join(column.heads))
    own_unit = (
        (match["u"] or "").strip()
        or unit
        or _unit_of_head(column)
        or _unit_above(context, table)
        or ("%" if "%" in name.text or fold(name.text).startswith("tỷ lệ") else None)
    )
    own_unit = _SHARE_A_YEAR.sub("%", own_unit) if own_unit else None
    value = read_count(match["n"], own_unit) if own_unit else read_number(match["n"])
    if value is None:
        return None
    return Indicator(
        id="",
        text=f"{name.text}: {cell.text}".replace("\n", " "),
        indicator=name.text.replace("\n", " "),
        value=value,
        unit=own_unit,
        comparator=_COMPARATORS.get(match["c"] or "", "eq"),
        year=int(years[-1]) if years else _year_above(context, row) or context.facts.metadata.period_end,
        node=row.node.id if row.node else None,
        start=cell.start,
        end=cell.end,
        page=table.grid.page,
    )
