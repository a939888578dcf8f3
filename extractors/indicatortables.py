"""Tables of targets by year: one indicator a cell, the year from the head of the column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docparse.document import Cell
from docparse.model import Comparator, Indicator
from docparse.rulebook import pattern
from docparse.structure import Column, PlacedTable, Row
from docparse.text import fold
from extractors.context import Context
from extractors.countedunits import is_unit
from extractors.numbers import read_count, read_number
from extractors.times import find_times

_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT_IN_BRACKETS = re.compile(r"\(([^()\d]{1,24})\)\s*$")
_OF_PLAN = pattern("figurewording", "year-in-plan")
_PER = re.compile(r" ?/ ?")
_UNIT_ABOVE = re.compile(r"\b(?:đvt|đơn vị tính)\s*: ?([^()\d.;:\n]{1,20}?)[).;:\s]*$")
_ABOVE = 60  # characters in which it stands
_SHARE_A_YEAR = re.compile(r"% ?/ ?năm$")  # the name says that it is yearly
_REPORTED = pattern("figurewording", "reported-column")
_VALUE = re.compile(
    r"(?P<c>≥|>=|>|≤|<=|<|trên|dưới|tối thiểu|ít nhất|đạt|khoảng|không quá)?\s*"
    r"(?P<n>\d[\d.,]*)\s*(?P<u>%(?: ?/ ?năm)?|[^\d\W][^\d]{0,30})?$"
)
# `8 - 8,5%/năm`: two figures
_RANGE = re.compile(r"(?:từ )?(?P<low>\d[\d.,]*)(?: ?%)? ?(?:[-–]|đến) ?(?P<high>\d[\d.,]*\D*)")
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
    found = [told for table in context.structure.tables for told in _of_table(context, table)]
    return [i for i, reported in found if not reported], [i for i, reported in found if reported]


def _of_table(context: Context, table: PlacedTable) -> Iterator[tuple[Indicator, bool]]:
    """The indicators of a table of targets, each with whether it tells what is so."""
    named = _name_column(table) if table.kind == "targets" else None
    if named is None:
        return
    for row in table.rows:
        if row.kind != "data" or named >= len(row.cells):
            continue
        name = row.cells[named]
        unit = _unit(table, row) or _unit_of_name(name.text)
        for column, cell in zip(table.columns, row.cells, strict=False):
            if not cell.text or not _holds_values(column, name, cell):
                continue
            reported = _is_reported(context, row, fold(" ".join(column.heads)))
            for value, own_unit, comparator in _values(cell.text):
                stated = own_unit or unit or _unit_of_head(column) or _unit_above(context, table)
                place = _Place(context, table, row, column, cell, name)
                indicator = _indicator(place, value, stated or _share(name.text), comparator)
                if indicator is not None:
                    yield indicator, reported


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a figure stands, and the cell that names what it counts."""

    context: Context
    table: PlacedTable
    row: Row
    column: Column
    cell: Cell
    name: Cell


def _values(text: str) -> list[tuple[str, str, Comparator]]:
    """Number, unit (empty where the cell has none) and comparator of a cell; of a range its two ends."""
    key = fold(text.replace("\n", " ").strip())
    ends = _RANGE.fullmatch(key)
    high = _VALUE.fullmatch(ends["high"]) if ends else None
    if ends and high:
        unit = high["u"] or ""
        return [(ends["low"], unit, "ge"), (high["n"], unit, "le")]
    match = _VALUE.fullmatch(key)
    if match is None:
        return []
    return [(match["n"], (match["u"] or "").strip(), _COMPARATORS.get(match["c"] or "", "eq"))]


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


def _name_column(table: PlacedTable) -> int | None:
    """The column that names the indicators: of several the one with most texts of its own."""
    for role in ("target", "task"):
        names = {
            at: {row.cells[at].start for row in table.rows if row.kind == "data" and _names(row, at)}
            for at, column in enumerate(table.columns)
            if role in column.roles
        }
        at = max(names, key=lambda at: len(names[at]), default=None)
        if at is not None and names[at]:
            return at
    return None


def _names(row: Row, at: int) -> bool:
    key = fold(row.cells[at].text.strip()) if at < len(row.cells) else ""
    return bool(key) and not _VALUE.fullmatch(key) and not _RANGE.fullmatch(key)


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
    bracket = _UNIT_IN_BRACKETS.search(fold(column.title))
    return bracket.group(1).strip() if bracket and not _OF_PLAN.fullmatch(bracket.group(1)) else None


def _unit_of_name(name: str) -> str | None:
    """``Số hộ thoát nghèo (hộ)``: the unit in the bracket of a name, where it is one."""
    bracket = _UNIT_IN_BRACKETS.search(fold(name))
    unit = bracket.group(1).strip() if bracket else ""
    counted = _PER.split(unit)[0]
    return unit if unit == "%" or counted.endswith("đồng") or is_unit(counted) else None


def _unit_above(context: Context, table: PlacedTable) -> str | None:
    """``(ĐVT: ha)`` in what stands right above a table."""
    above = _UNIT_ABOVE.search(context.key, max(0, table.grid.start - _ABOVE), table.grid.start)
    return above.group(1).strip() if above else None


def _share(name: str) -> str | None:
    """``Tỷ lệ …`` counts in hundredths where nothing else is said."""
    return "%" if "%" in name or fold(name).startswith("tỷ lệ") else None


def _indicator(place: _Place, number: str, unit: str | None, comparator: Comparator) -> Indicator | None:
    context, cell, name = place.context, place.cell, place.name
    unit = _SHARE_A_YEAR.sub("%", unit) if unit else None
    value = read_count(number, unit) if unit else read_number(number)
    if value is None:
        return None
    years = _YEAR.findall(" ".join(place.column.heads)) or _YEAR.findall(name.text)
    due = int(years[-1]) if years else _year_above(context, place.row) or context.facts.metadata.period_end
    return Indicator(
        id="",
        text=f"{name.text}: {cell.text}".replace("\n", " "),
        indicator=name.text.replace("\n", " "),
        value=value,
        unit=unit,
        comparator=comparator,
        year=due,
        node=place.row.node.id if place.row.node else None,
        start=cell.start,
        end=cell.end,
        page=place.table.grid.page,
    )
