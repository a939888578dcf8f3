"""Ruling lines to tables: which lines belong together, and which cells they enclose.

The lines cut the table into units; units without a wall between them are one merged cell. That gives
row and column spans directly, where a list of rectangles would have to be fitted to a grid again.
Digital pages bring their lines from the file, scanned ones from the picture.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from docparse.readers.pdf.model import Edge, GridCell, PageTable

# points: lines this near are one, breaks this short are none, lines this short are dirt
SNAP = 3.0
JOIN = 3.0
SHORTEST = 6.0
# share of a cell's side that a line must cover to be its wall
WALL = 0.5
# share of the crossing lines that must end at an open side to make it the border of the table
OPEN_SIDE = 0.6
# lines as drawn, lines once joined, and units of a page beyond which it is a drawing, not a table
MAX_EDGES = 40_000
MAX_LINES = 4_000
MAX_UNITS = 20_000

Rectangle = tuple[int, int, int, int]  # first row, first column, end row, end column


def tables_of(edges: Sequence[Edge], page: int) -> list[PageTable]:
    """The tables that ruling lines draw, from top to foot; frames of one column are none."""
    if len(edges) > MAX_EDGES:
        return []
    across = _merged([e for e in edges if e.horizontal])
    down = _merged([e for e in edges if not e.horizontal])
    if not across or not down or len(across) + len(down) > MAX_LINES:
        return []
    found = [table for group in _connected(across, down) if (table := _table(*group, page))]
    return sorted(found, key=lambda table: (table.top, table.xs[0]))


def _merged(edges: list[Edge]) -> list[Edge]:
    """Lines that lie on one another or continue each other become one."""
    merged: list[Edge] = []
    for level in _levels(edges):
        at = sum(edge.at for edge in level) / len(level)
        open_edge: Edge | None = None
        for edge in sorted(level, key=lambda e: e.start):
            if open_edge and edge.start - open_edge.end <= JOIN:
                open_edge.end = max(open_edge.end, edge.end)
            else:
                open_edge = Edge(edge.horizontal, at, edge.start, edge.end)
                merged.append(open_edge)
    return [edge for edge in merged if edge.end - edge.start >= SHORTEST]


def _levels(edges: list[Edge]) -> Iterable[list[Edge]]:
    level: list[Edge] = []
    for edge in sorted(edges, key=lambda e: e.at):
        if level and edge.at - level[0].at > SNAP:
            yield level
            level = []
        level.append(edge)
    if level:
        yield level


def _connected(across: list[Edge], down: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Groups of lines that touch each other, directly or through others."""
    group = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    levels = [edge.at for edge in across]
    for j, edge in enumerate(down):
        for i in range(bisect_left(levels, edge.start - SNAP), bisect_left(levels, edge.end + SNAP)):
            if across[i].start - SNAP <= edge.at <= across[i].end + SNAP:
                group[root(i)] = root(len(across) + j)
    members: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for i, edge in enumerate(across + down):
        pair = members.setdefault(root(i), ([], []))
        pair[0 if edge.horizontal else 1].append(edge)
    return list(members.values())


def _table(across: list[Edge], down: list[Edge], page: int) -> PageTable | None:
    if not across or not down:
        return None
    xs = _positions(down, across)
    ys = _positions(across, down)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2 or rows * columns > MAX_UNITS:
        return None
    at_x = [[line for line in down if abs(line.at - x) <= SNAP] for x in xs]
    at_y = [[line for line in across if abs(line.at - y) <= SNAP] for y in ys]
    walls_right = [[_covered(at_x[c + 1], *span) for c in range(columns)] for span in pairwise(ys)]
    walls_below = [[_covered(at_y[r + 1], *span) for span in pairwise(xs)] for r in range(rows)]
    cells = [
        GridCell(xs[c0], xs[c1], ys[r0], ys[r1]) for r0, c0, r1, c1 in _rectangles(walls_right, walls_below)
    ]
    # a stray line that walls no cell off is no border
    xs = [x for x in xs if any(x in (cell.x0, cell.x1) for cell in cells)]
    ys = [y for y in ys if any(y in (cell.top, cell.bottom) for cell in cells)]
    return PageTable(page, xs, ys, cells) if len(xs) > 2 else None


def _positions(lines: list[Edge], crossing: list[Edge]) -> list[float]:
    """Where the grid is cut: at the lines, and where the crossing lines end on an open side."""
    positions = sorted({edge.at for edge in lines})
    first = min(edge.start for edge in crossing)
    last = max(edge.end for edge in crossing)
    if positions[0] - first > 2 * SNAP and _agree([edge.start for edge in crossing], first):
        positions.insert(0, first)
    if last - positions[-1] > 2 * SNAP and _agree([edge.end for edge in crossing], last):
        positions.append(last)
    kept = [positions[0]]
    for position in positions[1:]:
        if position - kept[-1] > SNAP:
            kept.append(position)
    return kept


def _agree(ends: list[float], end: float) -> bool:
    return sum(abs(other - end) <= SNAP for other in ends) >= OPEN_SIDE * len(ends)


def _covered(lines: list[Edge], start: float, end: float) -> bool:
    """Whether lines cover most of the stretch."""
    reach = sum(max(0.0, min(line.end, end) - max(line.start, start)) for line in lines)
    return reach >= WALL * (end - start)


def _rectangles(walls_right: list[list[bool]], walls_below: list[list[bool]]) -> list[Rectangle]:
    """Merged cells as rectangles of units, in row order; ragged areas fall apart into rows."""
    rows, columns = len(walls_right), len(walls_right[0])
    taken = [[False] * columns for _ in range(rows)]
    found: list[Rectangle] = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            end = column + 1
            while end < columns and not walls_right[row][end - 1] and not taken[row][end]:
                end += 1
            foot = row + 1
            while foot < rows and _continues(walls_right, walls_below, foot, column, end):
                foot += 1
            for r in range(row, foot):
                taken[r][column:end] = [True] * (end - column)
            found.append((row, column, foot, end))
    return found


def _continues(
    walls_right: list[list[bool]], walls_below: list[list[bool]], row: int, start: int, end: int
) -> bool:
    """Whether the cell above goes on in the units ``start``..``end`` of ``row``."""
    if any(walls_below[row - 1][start:end]) or any(walls_right[row][start : end - 1]):
        return False
    closed_left = start == 0 or walls_right[row][start - 1]
    closed_right = end == len(walls_right[row]) or walls_right[row][end - 1]
    return closed_left and closed_right
