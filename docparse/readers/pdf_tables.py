"""Tables of a page filled with their words, and tables that go on over pages made one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from docparse.document import CellInput
from docparse.readers.pdf_lines import rows_of, turned_lines
from docparse.readers.pdf_model import GridCell, Line, PageTable, Word
from docparse.readers.pdf_paragraphs import join_cell
from docparse.text import fold

# points: words stand out of their cell by less; borders of one column on two pages differ by less
OVERHANG = 2.0
SAME_COLUMN = 6.0
# rows at the head of a table that may be repeated on the next page
MAX_HEAD_ROWS = 4


def fill(table: PageTable, words: Sequence[Word], page: int) -> list[Word]:
    """Put the words that stand in the table into its cells; returns the others."""
    inside: dict[int, list[Word]] = {}
    outside: list[Word] = []
    for word in words:
        index = _cell_at(table, (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
        if index is None:
            outside.append(word)
        else:
            inside.setdefault(index, []).append(word)
    for index, members in inside.items():
        cell = table.cells[index]
        lines = [Line(row, page) for row in rows_of([w for w in members if not w.vertical])]
        lines += turned_lines([w for w in members if w.vertical], page)
        cell.paragraphs = join_cell(lines, cell.x0, cell.x1)
        cell.bold = all(line.bold for line in lines)
    return outside


def crosses_walls(table: PageTable, words: Sequence[Word]) -> bool:
    """Whether some word reaches from one cell into the next: the file has no space between them."""
    for word in words:
        y = (word.top + word.bottom) / 2
        first = _cell_at(table, word.x0 + OVERHANG, y)
        last = _cell_at(table, word.x1 - OVERHANG, y)
        if None not in (first, last) and first != last and word.x1 - word.x0 > 2 * OVERHANG:
            return True
    return False


def _cell_at(table: PageTable, x: float, y: float) -> int | None:
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
    """Whether ``following``, at the head of the next page, continues ``table``."""
    few, many = sorted((table.xs, following.xs), key=len)
    same_ends = abs(few[0] - many[0]) < SAME_COLUMN and abs(few[-1] - many[-1]) < SAME_COLUMN
    return same_ends and all(min(abs(x - other) for other in many) < SAME_COLUMN for x in few)


def cells_of(parts: Sequence[PageTable]) -> list[CellInput]:
    """The cells of a table that stands on one page or several, as one grid."""
    xs = _all_columns(parts)
    head = _rows(parts[0])
    cells: list[CellInput] = []
    offset = 0
    for part in parts:
        skip = _repeated_head(head, part) if part is not parts[0] else 0
        for cell in part.cells:
            row, end_row = _index(part.ys, cell.top), _index(part.ys, cell.bottom)
            if row < skip:
                continue
            column, end = _index(xs, cell.x0), _index(xs, cell.x1)
            cells.append(
                CellInput(
                    cell.paragraphs,
                    row - skip + offset,
                    column,
                    max(end_row - row, 1),
                    max(end - column, 1),
                    cell.bold,
                )
            )
        offset += len(part.ys) - 1 - skip
    return cells


def _all_columns(parts: Sequence[PageTable]) -> list[float]:
    """The column borders of all parts; borders of two pages that nearly agree are one."""
    xs: list[float] = list(parts[0].xs)
    for part in parts[1:]:
        xs += [x for x in part.xs if min(abs(x - other) for other in xs) >= SAME_COLUMN]
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


def _repeated_head(head: Sequence[tuple[str, ...]], part: PageTable) -> int:
    """How many rows at the top of ``part`` repeat the head of the table."""
    rows = _rows(part)
    count = 0
    for first, again in zip(head[:MAX_HEAD_ROWS], rows, strict=False):
        if first != again or not any(first):
            break
        count += 1
    return count if count < len(rows) else 0
