"""Tables in plain text: rows of pipes (Markdown's, or bare ones) or tabs, and grids drawn with ``+---+``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docparse.readers.columnheads import is_column_head

MAX_COLUMNS = 100  # a row of more bars is no table; the rest of it stays in the last cell
MAX_DELIMITER = 20_000  # characters
MIN_BARE_ROWS = 4  # rows with bars and no delimiter that make a table
MIN_TABBED_HEADS = 2  # columns whose head is known in a row of tabs that begins a table
MAX_CELL_LINES = 12  # paragraphs of a cell in a row of tabs
MIN_BARE_COLUMNS = 3  # a line with one bar puts two things beside each other
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BORDER = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_BARE_BAR = re.compile(r"(?<!\S)\|(?!\S)")
_INDEX = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?|[IVXL]{1,5}[.)]?")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

Row = list[list[str]]  # a row's cells, each as its lines


def table_at(rows: Sequence[str], start: int) -> tuple[int, list[Row]] | None:
    """Read the table that begins at line ``start``: the line after its last, and its rows; null if none."""
    if "|" in rows[start] and start + 1 < len(rows) and _is_delimiter(rows[start + 1]):
        return _pipe_table(rows, start)
    if _BORDER.fullmatch(rows[start]):
        return _grid_table(rows, start)
    return _tabbed_table(rows, start)


def bare_tables(rows: Sequence[str]) -> dict[int, int]:
    """Find rows of cells set apart by `` | `` and nothing else; the first names the columns.

    Programs that write the text of a Word file print tables so: empty cells stay, a row that spans the
    table has few. Gives the line behind the last for each line that such a table may begin with, in one
    pass from the end: any line of a long run may be asked for.
    """
    ends: dict[int, int] = {}
    end = wide = count = 0  # of the run of rows with bars that is being walked
    for at in range(len(rows) - 1, -1, -1):
        if end and not rows[at].strip() and (_is_framed(rows[at + 1]) or _is_wide(rows[at + 1])):
            continue  # every row a paragraph of its own
        if "|" not in rows[at] or not _BARE_BAR.search(rows[at]) or _is_delimiter(rows[at]):
            end = wide = count = 0
            continue
        end = end or at + 1
        count += 1
        wide += _is_wide(rows[at])
        if _is_wide(rows[at]) and count >= MIN_BARE_ROWS and 2 * wide >= count:
            ends[at] = end
    return ends


def _is_wide(row: str) -> bool:
    """Whether a row has as many cells as the narrowest table has columns."""
    return len(_BARE_BAR.split(row, maxsplit=MIN_BARE_COLUMNS)) >= MIN_BARE_COLUMNS


def _is_framed(row: str) -> bool:
    """Whether bars stand at both ends of a row."""
    stripped = row.strip()
    return len(stripped) > 1 and stripped[0] == stripped[-1] == "|"


def bare_rows(rows: Sequence[str]) -> list[Row]:
    """The cells of such rows; blank rows between them are none."""
    printed = [row for row in rows if row.strip()]
    if all(map(_is_framed, printed)):
        printed = [row.strip()[1:-1] for row in printed]
    return [_once(_bare_cells(row)) for row in printed]


def _once(row: Row) -> Row:
    """``II | Hạ tầng số | Hạ tầng số | Hạ tầng số``: a cell that spans others, printed for each of them."""
    spans = len(row) > MIN_BARE_COLUMNS and bool(row[1]) and all(cell == row[1] for cell in row[2:])
    return (row[:1] if row[0] == row[1] else row[:2]) if spans else row


def _bare_cells(inner: str) -> Row:
    return [[cell.strip()] if cell.strip() else [] for cell in _BARE_BAR.split(inner, maxsplit=MAX_COLUMNS)]


def _is_delimiter(row: str) -> bool:
    return "|" in row and len(row) <= MAX_DELIMITER and _DELIMITER.fullmatch(row) is not None


def _pipe_table(rows: Sequence[str], start: int) -> tuple[int, list[Row]]:
    table, at = [_cells(rows[start])], start + 2
    while at < len(rows) and "|" in rows[at]:
        if not _is_delimiter(rows[at]):
            table.append(_cells(rows[at]))
        at += 1
    return at, table


def _cells(row: str) -> Row:
    inner = row.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [_BREAK.split(cell) for cell in _PIPE.split(inner, maxsplit=MAX_COLUMNS)]


def _tabbed_table(rows: Sequence[str], start: int) -> tuple[int, list[Row]] | None:
    """Rows as Word and Excel give them to a text editor: cells apart by tabs, below heads that are known."""
    head = rows[start].split("\t", MAX_COLUMNS)
    if len(head) < MIN_BARE_COLUMNS or sum(map(is_column_head, head)) < MIN_TABBED_HEADS:
        return None
    table, at = [[[cell] for cell in head]], start + 1
    while at < len(rows) and "\t" in rows[at]:
        at, row = _tabbed_row(rows, at, len(head))
        table.append(row)
    return (at, table) if len(table) > 1 else None


def _tabbed_row(rows: Sequence[str], at: int, width: int) -> tuple[int, Row]:
    """The line after a row, and its cells; paragraphs of one cell stand on lines of their own."""
    first = [[cell.strip()] for cell in rows[at].split("\t", width - 1)]
    row = [list(cell) for cell in first]
    for end in range(at + 1, min(at + 1 + MAX_CELL_LINES, len(rows))):
        cells = rows[end].split("\t", width)
        if len(row) == width or _INDEX.fullmatch(cells[0].strip()):
            break
        row[-1].append(cells[0].strip())
        row += [[cell.strip()] for cell in cells[1:]]
        if len(row) == width:
            return end + 1, row
    return at + 1, first


def _grid_table(rows: Sequence[str], start: int) -> tuple[int, list[Row]] | None:
    table: list[Row] = []
    current: Row = []
    at = start + 1
    while at < len(rows) and ("|" in rows[at] or _BORDER.fullmatch(rows[at])):
        if _BORDER.fullmatch(rows[at]):
            table.append(current)
            current = []
        else:
            cells = _cells(rows[at])
            current += [[] for _ in range(len(cells) - len(current))]
            for lines, cell in zip(current, cells, strict=False):
                lines += cell
        at += 1
    table.append(current)
    table = [row for row in table if row]
    return (at, table) if table else None
