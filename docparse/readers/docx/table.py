"""Word tables: rows and cells on one grid, merged cells with their reach."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from docparse.readers.docx.inline import Findings
from docparse.readers.docx.styles import StyleSheet, has_visible_border
from docparse.readers.docx.xml import (
    VAL,
    Element,
    child_of,
    children_of,
    descend,
    number_of,
    to_int,
    value_of,
    w,
)

# Column edges closer than this (twentieths of a point; 1.5 mm) are one edge drawn by an unsteady hand.
EDGE_TOLERANCE = 85

_TR, _TC = frozenset({w("tr")}), frozenset({w("tc")})
_ROW_PROPERTIES, _CELL_PROPERTIES, _GRID_BEFORE = w("trPr"), w("tcPr"), w("gridBefore")
_DELETED, _INSERTED, _BORDERS = w("del"), w("ins"), w("tcBorders")
_SPAN, _MERGED_DOWN, _MERGED_ACROSS = w("gridSpan"), w("vMerge"), w("hMerge")
_CELL_DELETED = w("cellDel")
_PLACING = frozenset((_SPAN, _MERGED_DOWN, _MERGED_ACROSS, _CELL_DELETED))

B = TypeVar("B")


@dataclass(slots=True)
class WordCell(Generic[B]):
    """One cell: its content, where it stands, and how many rows and columns it covers."""

    blocks: list[B]
    row: int
    column: int
    colspan: int
    rowspan: int = 1


@dataclass(slots=True)
class WordTable(Generic[B]):
    """A table; ``bordered`` when any line of it is drawn."""

    cells: list[WordCell[B]] = field(default_factory=list)
    bordered: bool = False
    rows: int = 0
    columns: int = 0


def read_table(
    element: Element, styles: StyleSheet, read: Callable[[Element], list[B]], findings: Findings
) -> WordTable[B]:
    """Read a ``w:tbl``; ``read`` turns a cell into its content."""
    table: WordTable[B] = WordTable(bordered=_is_bordered(element, styles))
    open_cells: dict[int, WordCell[B]] = {}
    for row in _rows(element, findings):
        placed, open_cells = _read_row(row, table, open_cells, read, findings)
        table.rows += placed
    _join_edges(table, _positions(element))
    return table


def _rows(element: Element, findings: Findings) -> Iterator[Element]:
    for row in descend(element, _TR):
        properties = child_of(row, _ROW_PROPERTIES)
        if properties is not None:
            if child_of(properties, _DELETED) is not None:
                findings.counts["deletions"] += 1
                continue
            findings.counts["insertions"] += child_of(properties, _INSERTED) is not None
        yield row


def _read_row(
    row: Element,
    table: WordTable[B],
    above: dict[int, WordCell[B]],
    read: Callable[[Element], list[B]],
    findings: Findings,
) -> tuple[bool, dict[int, WordCell[B]]]:
    """Place the cells of one row; ``above`` holds the vertically merged cells that may go on, by column."""
    column = _span(number_of(child_of(row, _ROW_PROPERTIES), _GRID_BEFORE), 0)
    placed = False
    below: dict[int, WordCell[B]] = {}
    last: WordCell[B] | None = None
    for element, properties in _cells(row, findings):
        placed = True
        span = _span(to_int(properties.get(_SPAN)), 1)
        merge = properties.get(_MERGED_DOWN)
        # Word leaves an empty, possibly numbered paragraph behind in a cell that was merged away
        blocks = [] if merge == "continue" and _is_empty(element) else read(element)
        anchor = above.get(column) if merge == "continue" else None
        if properties.get(_MERGED_ACROSS) == "continue" and last is not None:
            last.colspan += span
            last.blocks += blocks
        elif anchor is not None:
            anchor.rowspan += 1
            anchor.blocks += blocks
            below[column] = last = anchor
        else:
            last = WordCell(blocks, table.rows, column, span)
            table.cells.append(last)
            if merge is not None:
                below[column] = last
        column += span
    return placed, below


def _cells(row: Element, findings: Findings) -> Iterator[tuple[Element, dict[str, str]]]:
    """Give the cells of a row with their properties; where one was deleted those behind it move up."""
    for cell in descend(row, _TC):
        properties = _cell_properties(child_of(cell, _CELL_PROPERTIES))
        if _CELL_DELETED in properties:
            findings.counts["deletions"] += 1
        else:
            yield cell, properties


def _is_empty(cell: Element) -> bool:
    return next(cell.iter(w("t"), w("sym"), w("drawing"), w("pict")), None) is None


def _cell_properties(element: Element | None) -> dict[str, str]:
    """Read the span of a ``w:tcPr`` and, as ``restart`` or ``continue``, how it is merged, by their tags."""
    found: dict[str, str] = {}
    for child in () if element is None else children_of(element):
        tag = child.tag
        if tag in _PLACING and tag not in found:
            value = child.get(VAL)
            found[tag] = value or "" if tag == _SPAN else "restart" if value == "restart" else "continue"
    return found


def _span(value: int | None, default: int) -> int:
    return default if value is None else max(value, default)


def _positions(element: Element) -> list[int]:
    """Where the column edges of the ``w:tblGrid`` stand, in twentieths of a point from the left."""
    grid = element.find(w("tblGrid"))
    positions = [0]
    for column in () if grid is None else grid.iterfind(w("gridCol")):
        positions.append(positions[-1] + max(to_int(column.get(w("w"))) or 0, 0))
    return positions


def _join_edges(table: WordTable[B], positions: list[int]) -> None:
    """Renumber the columns by the edges that cells really use, edges drawn side by side as one."""
    reaches = {(cell.column, cell.column + cell.colspan) for cell in table.cells}
    edges = sorted({edge for reach in reaches for edge in reach} | {0})
    starts_to = _starts_by_end(reaches)
    firsts = [0]
    for edge in edges[1:]:
        inside = any(start >= firsts[-1] for start in starts_to.get(edge, ()))
        if inside or not _close(firsts[-1], edge, positions):
            firsts.append(edge)
    for cell in table.cells:
        left = bisect_right(firsts, cell.column) - 1
        right = bisect_right(firsts, cell.column + cell.colspan) - 1
        cell.column, cell.colspan = left, max(right - left, 1)
    table.columns = max((cell.column + cell.colspan for cell in table.cells), default=0)


def _starts_by_end(reaches: set[tuple[int, int]]) -> dict[int, list[int]]:
    starts: dict[int, list[int]] = {}
    for start, end in reaches:
        starts.setdefault(end, []).append(start)
    return starts


def _close(left: int, right: int, positions: list[int]) -> bool:
    """Whether two edges of the grid lie within the tolerance; unknown widths say no."""
    if right >= len(positions):
        return False
    distance = positions[right] - positions[left]
    return 0 < distance < EDGE_TOLERANCE


def _is_bordered(element: Element, styles: StyleSheet) -> bool:
    properties = element.find(w("tblPr"))
    own = None if properties is None else properties.find(w("tblBorders"))
    if own is None:
        ruled = styles.has_borders(value_of(properties, w("tblStyle")))
    else:
        ruled = has_visible_border(own)
    return ruled or any(
        has_visible_border(child_of(child_of(cell, _CELL_PROPERTIES), _BORDERS))
        for cell in descend_cells(element)
    )


def descend_cells(element: Element) -> Iterator[Element]:
    """Give the cells of a table, not those of tables inside it."""
    for row in descend(element, _TR):
        yield from descend(row, _TC)
