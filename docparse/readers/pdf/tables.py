"""Tables of a page filled with their words, and tables that go on over pages made one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher

from docparse.document import CellInput
from docparse.readers.pdf.lines import rows_of, turned_lines
from docparse.readers.pdf.model import GridCell, Line, PageTable, Word
from docparse.readers.pdf.paragraphs import join_cell
from docparse.text import fold

# points by which words may stand out of their cell
OVERHANG = 2.0
# borders of one column on two pages differ by less: points, and share of the table's width (scans)
SAME_COLUMN = 6.0
SAME_COLUMN_SHARE = 0.02
# rows at the head of a table that may be repeated on the next page, and how alike (0..1) they are
MAX_HEAD_ROWS = 4
SAME_ROW = 0.85

_DIGITS = re.compile(r"\d+")
_CLOSED = re.compile(r"[.;:!?]$")


def fill(table: PageTable, words: Sequence[Word], page: int) -> list[Word]:
    """Put the words that stand in the table into its cells; returns the others."""
    inside: dict[int, list[Word]] = {}
    outside: list[Word] = []
    for word in words:
        index = cell_at(table, (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
        if index is None:
            outside.append(word)
        else:
            inside.setdefault(index, []).append(word)
    for index, members in inside.items():
        fill_cell(table.cells[index], members, page)
    return outside


def fill_cell(cell: GridCell, words: Sequence[Word], page: int) -> None:
    """Make the paragraphs of a cell from its words."""
    lines = [Line(row, page) for row in rows_of([w for w in words if not w.vertical])]
    lines += turned_lines([w for w in words if w.vertical], page)
    cell.paragraphs = join_cell(lines, cell.x0, cell.x1)
    cell.bold = bool(lines) and all(line.bold for line in lines)


def crosses_walls(table: PageTable, words: Sequence[Word]) -> bool:
    """Whether some word reaches from one cell into the next: the file has no space between them."""
    for word in words:
        y = (word.top + word.bottom) / 2
        first = cell_at(table, word.x0 + OVERHANG, y)
        last = cell_at(table, word.x1 - OVERHANG, y)
        if None not in (first, last) and first != last and word.x1 - word.x0 > 2 * OVERHANG:
            return True
    return False


def cell_at(table: PageTable, x: float, y: float) -> int | None:
    """The index of the cell around a point, null outside the table."""
    if not (table.xs[0] <= x <= table.xs[-1] and table.top <= y <= table.bottom):
        return None
    for index, cell in enumerate(table.cells):
        if cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom:
            return index
    return None


def is_empty(table: PageTable) -> bool:
    """Whether no cell holds text."""
    return not any(cell.paragraphs for cell in table.cells)


def goes_on(table: PageTable, following: PageTable) -> bool:
    """Whether ``following``, at the head of the next page, has the columns of ``table``.

    The two may be shifted against each other: scanners and mirrored margins do that.
    """
    shift = table.xs[0] - following.xs[0]
    few, many = sorted((table.xs, [x + shift for x in following.xs]), key=len)
    near = _near(table)
    return abs(few[-1] - many[-1]) < near and all(min(abs(x - other) for other in many) < near for x in few)


def _near(table: PageTable) -> float:
    return max(SAME_COLUMN, SAME_COLUMN_SHARE * (table.xs[-1] - table.xs[0]))


def cells_of(parts: Sequence[PageTable], scanned: bool = False) -> list[CellInput]:
    """The cells of a table that stands on one page or several, as one grid.

    In a ``scanned`` one the repeated head may be misread.
    """
    xs = _all_columns(parts)
    head = _rows(parts[0])
    cells: list[CellInput] = []
    height = 0
    for part in parts:
        skip = _repeated_head(head, part, scanned) if height else 0
        placed = [cell for cell in _placed(part, xs, parts[0].xs[0] - part.xs[0]) if cell.row >= skip]
        shift = height - skip
        if height and _row_goes_on(cells, placed, skip):
            _mend_row(cells, placed, skip)
            placed = [cell for cell in placed if cell.row > skip]
            shift -= 1
        if height:
            placed = _without_rests(cells, placed, skip)
        for cell in placed:
            cell.row += shift
        cells += placed
        height = shift + len(part.ys) - 1
    return cells


def _placed(part: PageTable, xs: Sequence[float], shift: float) -> list[CellInput]:
    """The cells of one page in the columns of the whole table, rows counted from the page's own."""
    placed = []
    for cell in part.cells:
        row, end_row = _index(part.ys, cell.top), _index(part.ys, cell.bottom)
        column, end = _index(xs, cell.x0 + shift), _index(xs, cell.x1 + shift)
        spans = max(end_row - row, 1), max(end - column, 1)
        placed.append(CellInput(cell.paragraphs, row, column, *spans, cell.bold))
    return placed


def _without_rests(above: Sequence[CellInput], placed: list[CellInput], row: int) -> list[CellInput]:
    """Give the empty rest of a merged cell, below the page break, back to the cell it belongs to.

    What covers several rows is such a rest. An empty cell of one row is one below a merged cell, unless the
    column has empty cells elsewhere: then the merged cell ended with the page.
    """
    kept = []
    for cell in placed:
        up = None if cell.paragraphs or cell.row != row else _over(above, cell)
        if up and up.paragraphs and _is_rest(cell, up, [*above, *placed]):
            up.rowspan += cell.rowspan
        else:
            kept.append(cell)
    return kept


def _is_rest(cell: CellInput, up: CellInput, cells: Sequence[CellInput]) -> bool:
    if cell.rowspan > 1:
        return up.row > 0 or up.rowspan > 1  # a head alone on its page is merged with nothing below
    return up.rowspan > 1 and not _has_empty(cell.column, cells, cell)


def _has_empty(column: int, cells: Sequence[CellInput], but: CellInput) -> bool:
    """Whether another cell of a column is empty and covers one row."""
    return any(
        cell.column == column and cell.rowspan == 1 and not cell.paragraphs
        for cell in cells
        if cell is not but
    )


def _row_goes_on(above: Sequence[CellInput], placed: Sequence[CellInput], row: int) -> bool:
    """Whether the page break ran through a row: its number is missing, its words run on."""
    pairs = [(_over(above, cell), cell) for cell in placed if cell.row == row]
    if any(up is None or (cell.rowspan > 1 and cell.paragraphs) for up, cell in pairs):
        return False
    first = [cell for _, cell in pairs if cell.column == 0]
    if not first or first[0].paragraphs:
        return False
    texts = [(up.paragraphs, cell.paragraphs) for up, cell in pairs if up and cell.paragraphs]
    return all(up for up, _ in texts) and any(
        down[0][:1].islower() and not _CLOSED.search(up[-1]) for up, down in texts
    )


def _mend_row(above: Sequence[CellInput], placed: Sequence[CellInput], row: int) -> None:
    """Join the cells of ``row`` to those above; a merged one goes on over the rows below."""
    for up, cell in [(_over(above, cell), cell) for cell in placed if cell.row == row]:
        if up:
            up.rowspan += cell.rowspan - 1
        if up and cell.paragraphs:
            joined = f"{up.paragraphs[-1]} {cell.paragraphs[0]}"
            up.paragraphs = [*up.paragraphs[:-1], joined, *cell.paragraphs[1:]]


def _over(above: Sequence[CellInput], cell: CellInput) -> CellInput | None:
    """The cell of the last row above in the same columns."""
    last = max(other.row + other.rowspan for other in above)
    return next(
        (
            other
            for other in above
            if other.row + other.rowspan == last
            and (other.column, other.colspan) == (cell.column, cell.colspan)
        ),
        None,
    )


def _all_columns(parts: Sequence[PageTable]) -> list[float]:
    """The column borders of all parts; borders of two pages that nearly agree are one."""
    xs: list[float] = list(parts[0].xs)
    near = _near(parts[0])
    for part in parts[1:]:
        shift = xs[0] - part.xs[0]
        xs += [x + shift for x in part.xs if min(abs(x + shift - other) for other in xs) >= near]
    return sorted(xs)


def _index(borders: Sequence[float], at: float) -> int:
    """The border nearest to ``at``."""
    right = min(bisect_right(borders, at), len(borders) - 1)
    left = max(right - 1, 0)
    return left if at - borders[left] <= borders[right] - at else right


def _rows(table: PageTable) -> list[tuple[str, ...]]:
    """The texts of each row, by the row in which a cell begins."""
    rows: list[list[GridCell]] = [[] for _ in table.ys[1:]]
    for cell in table.cells:
        rows[_index(table.ys, cell.top)].append(cell)
    return [tuple(fold(" ".join(cell.paragraphs)) for cell in row) for row in rows]


def _alike(row: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two rows of a head say the same but for misread letters; tasks may differ in a number."""
    if len(row) != len(other):
        return False
    texts = "\t".join(row), "\t".join(other)
    if row[0][:1].isdigit() or _DIGITS.findall(texts[0]) != _DIGITS.findall(texts[1]):
        return False
    return SequenceMatcher(None, *texts).ratio() > SAME_ROW


def _repeated_head(head: Sequence[tuple[str, ...]], part: PageTable, scanned: bool) -> int:
    """How many rows at the top of ``part`` repeat the head of the table."""
    rows = _rows(part)
    count = 0
    for first, again in zip(head[:MAX_HEAD_ROWS], rows, strict=False):
        if not any(first) or not (first == again or (scanned and _alike(first, again))):
            break
        count += 1
    return count if count < len(rows) else 0
