"""Tables of a page: the grid of their cells, and whether they are tables at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from docparse.document import CellInput
from docparse.readers.html.tree import Element

MAX_COLUMNS = 1_000  # what browsers allow one cell to span
MAX_GRID_CELLS = 1_000_000  # a grid beyond this is no table of a plan
# a cell that holds most of the table's text in many lines is the page, not a cell
PAGE_LINES = 12
PAGE_SHARE = 0.5
PAGE_ROWS = 4
# a table with others in its cells is one of data from so many columns and rows on; they hold so much of its
# text at most
MIN_DATA = 3
INNER_SHARE = 0.5

_GROUPS = ("thead", "tbody", "tfoot")
_INTEGER = re.compile(r"\s*(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell element and the part of the grid that it covers."""

    element: Element
    row: int
    column: int
    rowspan: int
    colspan: int


def rows_of(table: Element) -> Iterator[list[Element]]:
    """Yield the cells of each row, in document order; tables inside cells are left alone."""
    for child in table:
        if child.tag == "tr":
            yield _cells(child)
        elif child.tag in _GROUPS:
            for row in child:
                if row.tag == "tr":
                    yield _cells(row)


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def layout(table: Element) -> list[Slot]:
    """Place the cells on a grid; columns in which no cell begins are closed up."""
    rows = list(rows_of(table))
    slots: list[Slot] = []
    busy: dict[int, int] = {}  # column -> first row that is free again
    for at, row in enumerate(rows):
        column = 0
        for element in row:
            while busy.get(column, 0) > at:
                column += 1
            colspan = max(1, min(_span(element, "colspan"), MAX_COLUMNS - column))
            rowspan = min(_span(element, "rowspan") or len(rows), len(rows) - at)
            slots.append(Slot(element, at, column, rowspan, colspan))
            busy.update(dict.fromkeys(range(column, column + colspan), at + rowspan))
            column += colspan
    return _closed_up(slots)


def _span(element: Element, attribute: str) -> int:
    match = _INTEGER.match(element.get(attribute) or "1")
    return int(match[1]) if match else 1


def _closed_up(slots: list[Slot]) -> list[Slot]:
    starts = sorted({slot.column for slot in slots})
    position = {column: at for at, column in enumerate(starts)}
    closed = []
    for slot in slots:
        colspan = sum(slot.column <= column < slot.column + slot.colspan for column in starts)
        closed.append(replace(slot, column=position[slot.column], colspan=colspan))
    return closed


def is_too_large(slots: Sequence[Slot]) -> bool:
    """Tell whether the grid would have more positions than :data:`MAX_GRID_CELLS`."""
    height = max((slot.row + slot.rowspan for slot in slots), default=0)
    width = max((slot.column + slot.colspan for slot in slots), default=0)
    return height * width > MAX_GRID_CELLS


def only_holds_tables(table: Element, slots: Sequence[Slot]) -> bool:
    """Tell whether a table is there for those inside it: a small one, or one with little text of its own."""
    inner = (element for element in table.iterdescendants("table") if _outer(element) is table)
    covered = Counter(row for slot in slots for row in range(slot.row, slot.row + slot.rowspan))
    if sum(count >= MIN_DATA for count in covered.values()) < MIN_DATA:
        return any(text.strip() for element in inner for text in element.itertext())
    return sum(map(_size, inner)) > INNER_SHARE * _size(table)


def _outer(table: Element) -> Element | None:
    return next(table.iterancestors("table"), None)


def _size(element: Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def has_stray_text(table: Element, slots: Sequence[Slot]) -> bool:
    """Tell whether broken markup left text in the table that stands in none of its cells."""
    inside = {element for slot in slots for element in slot.element.iter()}
    inside.update(element for caption in table.iterchildren("caption") for element in caption.iter())
    for element in table.iter():
        if element not in inside and (element.text or "").strip():
            return True
        if element is not table and element.getparent() not in inside and (element.tail or "").strip():
            return True
    return False


def only_places(table: Element, cells: Sequence[CellInput]) -> bool:
    """Tell whether a table only places text on the page: one row or column, or the page in a cell."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    filled = [cell for cell in cells if any(line.strip() for line in cell.paragraphs)]
    if len({cell.row for cell in filled}) < 2 or len({cell.column for cell in filled}) < 2:
        return True
    sizes = [sum(map(len, cell.paragraphs)) for cell in filled]
    largest = max(range(len(filled)), key=lambda at: sizes[at])
    return (
        len(filled[largest].paragraphs) > PAGE_LINES
        and sizes[largest] > PAGE_SHARE * sum(sizes)
        and len({cell.row for cell in filled}) <= PAGE_ROWS
    )


def cell_rows(cells: Sequence[CellInput]) -> list[list[list[str]]]:
    """Return the lines of the cells, row by row, each cell once."""
    rows: dict[int, list[list[str]]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append([line for line in cell.paragraphs if line.strip()])
    return [rows[at] for at in sorted(rows)]
