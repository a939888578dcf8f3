"""Tables of a converted page whose cells are set off by lines that are nothing but a bar.

::

    |
    TT
    |
    Nhiệm vụ
    |
    |
    1
    |
    Lập danh mục
    |

A bar opens the row and each of its cells, two bars in a row part the rows, a blank line behind a bar
ends the table. Cells that the page had merged are left out: which of them a short row lacks is told
by its numeral and by the row above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docparse.document import CellInput
from docparse.readers.text.markdown import read_line
from docparse.readers.text.wrapped import same_block

MAX_CELL_LINES = 400  # a bar that is not closed by then opened no cell
_NUMERAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ])[.)]?")
_PAGE = 40  # lines; cells of a plan are shorter
_FIRST_SECTION = re.compile(r"\s*\**I\. ?\**(?=[^\W\d_])")
_ANNEX = re.compile(r"\s*\*\*PHỤ LỤC(?: [IVX\d]+)?\*\*\s*")
_HEADING = re.compile(r"#{1,6} \S")  # of the page around the document: no cell holds one
_GROUP_CELLS = 2  # of a row that names a group: its numeral and its title

Lines = list[str]


@dataclass(slots=True)
class _Placed:
    """A cell in the grid while rows below may still extend it."""

    paragraphs: Lines
    row: int
    column: int
    rowspan: int
    colspan: int
    bold: bool


def barred_table(rows: Sequence[str], start: int) -> tuple[int, list[list[Lines]]] | None:
    """Read the table that begins at line ``start``: the line after its last bar, and its rows of cells.

    A cell is its lines with their marks, those of a paragraph joined. Null where no table begins.
    """
    if rows[start].strip() != "|":
        return None
    table: list[list[Lines]] = [[]]
    at = start + 1
    while at < len(rows) and rows[at].strip():
        if rows[at].strip() == "|":  # the bar that closes a row, and the one that opens the next
            table.append([])
            at += 1
            continue
        end = next(
            (n for n in range(at, min(at + MAX_CELL_LINES, len(rows))) if rows[n].strip() == "|"), None
        )
        if end is None or _is_running_text(rows[at:end]):
            break  # the bar opened nothing; what was read stays, so that it is not walked again
        table[-1].append(_paragraphs(rows[at:end]))
        at = end + 1
    table = [row for row in table if row]
    return (at, table) if sum(map(len, table)) > 1 else None


def _is_running_text(rows: Sequence[str]) -> bool:
    """Whether what seems a cell is the plan, its annex or the page around it, right behind a table."""
    apart = any(_ANNEX.fullmatch(row) or _HEADING.match(row) for row in rows)
    return apart or (len(rows) > _PAGE and any(map(_FIRST_SECTION.match, rows)))


def _paragraphs(rows: Sequence[str]) -> Lines:
    found: Lines = []
    above = ""
    for row in rows:
        if found and above.strip() and row.strip() and same_block(above, row):
            found[-1] += " " + row.strip()
        elif row.strip():
            found.append(row.strip())
        above = row
    return found


def placed_cells(table: Sequence[Sequence[Lines]]) -> list[CellInput]:
    """Put rows of cells into a grid; merged ones reach over what the page left out.

    An empty first cell goes on with the one above it; a short first row ends in the head of a group of
    columns.
    """
    width = max(map(len, table))
    numbered = sum(_is_numeral(row[0]) for row in table) * 2 > len(table)
    cells = heads = _head(table[0], width)
    below: list[_Placed | None] = [*heads[:-1], *[None] * (width - len(heads) + 1)]  # may reach down
    for number, row in enumerate(table[1:], start=1):
        second_head = number == 1 and not row[0]  # names of columns below the head of their group
        filled = [cell for cell in row if cell]
        if _names_group(filled, width):
            placed = [_place(cell, number, column) for column, cell in enumerate(filled)]
            placed[-1].colspan = width - len(placed) + 1
        elif second_head:
            placed = [_place(cell, number, column) for column, cell in enumerate(row) if cell]
            _extend(below, number, {cell.column for cell in placed})
        else:
            below = [None] * width if number == 1 else below  # heads hold for no row
            placed = _data_row(row, number, width, numbered, below[0] is not None)
            _extend(below, number, {cell.column for cell in placed})
        cells = cells + placed
        if second_head or placed[-1].colspan > 1:
            below = [None] * width
        else:
            for cell in placed:
                below[cell.column] = cell
    return [CellInput(c.paragraphs, c.row, c.column, c.rowspan, c.colspan, c.bold) for c in cells]


def _head(row: Sequence[Lines], width: int) -> list[_Placed]:
    placed = [_place(cell, 0, column) for column, cell in enumerate(row)]
    placed[-1].colspan = width - len(placed) + 1
    return placed


def _data_row(
    row: Sequence[Lines], number: int, width: int, numbered: bool, open_above: bool
) -> list[_Placed]:
    """The cells of a row; the first is left out where the cell above goes on."""
    lacks_numeral = numbered and len(row) < width and not _is_numeral(row[0])
    if not row[0] and open_above:
        return [_place(cell, number, column) for column, cell in enumerate(row[1:], start=1)]
    return [_place(cell, number, column) for column, cell in enumerate(row, start=int(lacks_numeral))]


def _names_group(filled: Sequence[Lines], width: int) -> bool:
    if not 0 < len(filled) <= _GROUP_CELLS < width:
        return False
    return all(_text(cell)[1] for cell in filled) or (len(filled) == 2 and _is_numeral(filled[0]))


def _extend(below: Sequence[_Placed | None], row: int, given: set[int]) -> None:
    for column, cell in enumerate(below):
        if cell is not None and column not in given and cell.row + cell.rowspan == row:
            cell.rowspan += 1


def _place(cell: Lines, row: int, column: int) -> _Placed:
    paragraphs, bold = _text(cell)
    return _Placed(paragraphs, row, column, 1, 1, bold)


def _text(cell: Lines) -> tuple[Lines, bool]:
    inlines = [read_line(line, converted=True) for line in cell]
    return [i.text for i in inlines if i.text], bool(inlines) and all(i.bold for i in inlines)


def _is_numeral(cell: Lines) -> bool:
    return _NUMERAL.fullmatch(" ".join(_text(cell)[0])) is not None
