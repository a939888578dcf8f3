"""Tables that ruling lines draw only in part, or not at all, made with pdfplumber's table finder.

:mod:`~docparse.readers.pdf.suspects` finds the white gaps between the columns; the rows are told by
rules, by the numbers in the first column, or by the rows in which every column has text. From these
and from the lines that are drawn pdfplumber makes the cells. It never opens the file: the words stay
those of our own text layer, and a page without a suspect costs a look at its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from docparse.readers.pdf.furniture import page_number_lines
from docparse.readers.pdf.lines import lines_of
from docparse.readers.pdf.model import Edge, GridCell, Page, PageTable
from docparse.readers.pdf.suspects import Suspect, may_hold_columns, suspects
from docparse.readers.pdf.tables import fill, is_empty

# how sure the reading is: rows between rules, rows by their numbers, rows by their words
RULED, NUMBERED, GUESSED = 0.9, 0.8, 0.6
# points around the words at which the outer borders are drawn
PADDING = 3.0
# points: edges nearer than this are one
SNAP = 2.0
# baselines agree when they differ by less than this share of the letter size
SAME_LINE = 0.3


@dataclass(slots=True)
class _Sheet:
    """As much of a pdfplumber page as its table finder looks at."""

    bbox: tuple[float, float, float, float]
    edges: list[dict[str, Any]]


def add_tables(page: Page, edges: Sequence[Edge], before: Page | None) -> None:
    """Take the words of tables without a full grid out of the lines of a page.

    ``before`` is the page before: a table at its foot may go on at the head of this one.
    """
    last = _open_table(before)
    if last is None and not may_hold_columns(page.lines):
        return
    numbers = page_number_lines(page)
    words = [word for line in page.lines if line not in numbers for word in line.words]
    strips = None if last is None else [(x - PADDING, x + PADDING) for x in last.xs[1:-1]]
    for suspect in suspects(words, edges, strips, _first_row(last) if last else ""):
        table = _table_of(suspect, page.number, last if suspect.goes_on else None)
        if table is None:
            continue
        rest = fill(table, words, page.number)
        if not is_empty(table):
            words = rest
            page.tables.append(table)
            page.lines = lines_of(words, page.number) + numbers


def _open_table(page: Page | None) -> PageTable | None:
    """The table without a full grid that ends a page, if nothing but the page number follows it."""
    tables = [table for table in page.tables if table.confidence < 1.0] if page else []
    if page is None or not tables:
        return None
    last = max(tables, key=lambda table: table.bottom)
    numbers = page_number_lines(page)
    return None if any(line.top > last.bottom and line not in numbers for line in page.lines) else last


def _first_row(table: PageTable) -> str:
    """The words of the first row."""
    return " ".join(text for cell in table.cells if cell.top == table.top for text in cell.paragraphs)


def _table_of(suspect: Suspect, number: int, before: PageTable | None) -> PageTable | None:
    """The cells of a suspect, by pdfplumber."""
    # pdfplumber is slow to import: only for pages that need it
    from pdfplumber.table import TableFinder

    groups, confidence = _groups(suspect)
    xs, ys = _borders_x(suspect, before), _borders_y(suspect, groups)
    edges = [_edge(xs[0], y, xs[-1], y) for y in ys]
    edges += [_edge(x, ys[0], x, ys[-1]) for x in (xs[0], xs[-1])]
    for group, (top, bottom) in zip(groups, pairwise(ys), strict=True):
        closed = _walls(suspect, group)
        edges += [_edge(xs[i + 1], top, xs[i + 1], bottom) for i in closed]
    settings = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": SNAP}
    sheet = _Sheet((xs[0], ys[0], xs[-1], ys[-1]), edges)
    finder = TableFinder(cast(Any, sheet), settings)
    if not finder.tables:
        return None
    cells = [GridCell(x0, x1, top, bottom) for x0, top, x1, bottom in finder.tables[0].cells]
    xs = sorted({x for cell in cells for x in (cell.x0, cell.x1)})
    ys = sorted({y for cell in cells for y in (cell.top, cell.bottom)})
    return PageTable(number, xs, ys, cells, confidence) if len(xs) > 2 else None


def _edge(x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    """A line as pdfplumber describes it."""
    upright = x0 == x1
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "v" if upright else "h",
        "object_type": "line",
    }


def _walls(suspect: Suspect, group: Sequence[int]) -> list[int]:
    """The strips that no text of a row runs over; a title reaches as far as nothing else follows."""
    closed = list(range(len(suspect.strips)))
    for row in (suspect.rows[i] for i in group if i in suspect.spanning):
        pieces = row.pieces()
        for piece in pieces:
            x0, x1 = piece[0].x0, piece[-1].x1
            crossed = [i for i, (low, high) in enumerate(suspect.strips) if x0 < low and x1 > high]
            if crossed and piece is pieces[-1] and len(group) == 1:
                crossed = list(range(crossed[0], len(suspect.strips)))
            closed = [i for i in closed if i not in crossed]
    return closed


def _borders_x(suspect: Suspect, before: PageTable | None) -> list[float]:
    if before is not None and len(before.xs) == len(suspect.strips) + 2:
        return before.xs
    left = min(row.words[0].x0 for row in suspect.rows) - PADDING
    right = max(word.x1 for row in suspect.rows for word in row.words) + PADDING
    return [left, *((low + high) / 2 for low, high in suspect.strips), right]


def _borders_y(suspect: Suspect, groups: Sequence[Sequence[int]]) -> list[float]:
    """The borders of the rows, half-way between their words."""
    rows = suspect.rows
    inner = [(rows[above[-1]].middle + rows[below[0]].middle) / 2 for above, below in pairwise(groups)]
    top = min(word.top for word in rows[0].words) - 1.0
    return [top, *inner, max(word.bottom for row in rows[-2:] for word in row.words) + 1.0]


def _groups(suspect: Suspect) -> tuple[list[list[int]], float]:
    """The lines of text that make each row of the table, and how sure that is."""
    head = list(range(suspect.head))
    bands = _bands(suspect, range(suspect.head, len(suspect.rows)))
    groups = [_head_groups(suspect, head)] if head else []
    confidence = RULED
    for band in bands:
        starts = [i for i in band if _has_index(suspect, i)]
        if len(bands) > 1 and (len(starts) < 2 if suspect.indexed else len(bands) > 2):
            groups.append([band])
        elif starts and suspect.indexed:
            groups.append(_by_index(suspect, band, starts))
            confidence = min(confidence, NUMBERED)
        else:
            groups.append(_by_full_rows(suspect, band))
            confidence = min(confidence, GUESSED) if len(groups[-1]) > 1 else confidence
    return [group for part in groups for group in part], confidence


def _bands(suspect: Suspect, indexes: range) -> list[list[int]]:
    """The rows of text between the rules."""
    bands: list[list[int]] = []
    for index in indexes:
        base, above = suspect.rows[index].base, suspect.rows[index - 1].base if bands else 0.0
        if not bands or any(above < y < base for y in suspect.rules):
            bands.append([])
        bands[-1].append(index)
    return bands


def _has_index(suspect: Suspect, index: int) -> bool:
    return 0 in suspect.columns_of(suspect.rows[index])


def _head_groups(suspect: Suspect, head: list[int]) -> list[list[int]]:
    """The rows of the head: what stands over several columns is a row of its own."""
    over = [i for i in head if i in suspect.spanning]
    if not over or over[-1] == head[-1]:
        return [head]
    return [head[: over[-1] + 1], head[over[-1] + 1 :]]


def _by_index(suspect: Suspect, band: list[int], starts: list[int]) -> list[list[int]]:
    """Rows that begin at their number, or that have it in their middle."""
    groups = _cut(band, starts)
    if all(_opens(suspect, group) for group in groups if group[0] in starts):
        return groups
    return _around(suspect, band, starts) or groups


def _opens(suspect: Suspect, group: Sequence[int]) -> bool:
    """Whether the first line of a row has text in every column that has any."""
    first = set(suspect.columns_of(suspect.rows[group[0]]))
    return all(set(suspect.columns_of(suspect.rows[i])) <= first for i in group)


def _around(suspect: Suspect, band: list[int], starts: list[int]) -> list[list[int]] | None:
    """Rows centred about their number: told from below, where the last one ends."""
    rows = suspect.rows
    cuts: list[int] = []
    end = band[-1]
    for start in reversed(starts):
        if rows[end].base < rows[start].base - SAME_LINE * rows[start].size:
            return None
        top = 2 * rows[start].base - rows[end].base - SAME_LINE * rows[start].size
        first = next(i for i in band if rows[i].base >= top)
        cuts.append(first)
        end = first - 1
        if end < band[0] and start != starts[0]:
            return None
    return _cut(band, cuts[::-1])


def _by_full_rows(suspect: Suspect, band: list[int]) -> list[list[int]]:
    """Rows that begin where every column has text, or all but one."""
    width = len(suspect.strips) + 1
    for least in (width, width - 1):
        starts = [i for i in band if len(suspect.columns_of(suspect.rows[i])) >= least]
        if starts and starts[0] == band[0]:
            return _cut(band, sorted({*starts, *(suspect.spanning & set(band))}))
    return [band] if suspect.goes_on or not suspect.head else [[i] for i in band]


def _cut(band: list[int], starts: Sequence[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for index in band:
        if not groups or index in starts:
            groups.append([])
        groups[-1].append(index)
    return groups
