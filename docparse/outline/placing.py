"""Where the tables of a document stand in its outline, and the nodes that their group rows are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from operator import attrgetter

from docparse.document import Cell, Document, Grid
from docparse.model import Node
from docparse.outline.captions import caption_above
from docparse.outline.nodes import NodeNames
from docparse.outline.tables import ReadGrid, group_rank, group_title, of_places, read_grid
from docparse.outline.units import OUTLINED
from docparse.structure import Leaf, PlacedTable, Row, Zone
from docparse.text import fold

_START = attrgetter("start")
_TARGETS = re.compile(r"\bchỉ tiêu\b")  # above a table of figures by place


def place_tables(
    document: Document, leaves: Sequence[Leaf], names: NodeNames
) -> tuple[list[PlacedTable], list[Node]]:
    """The tables in document order, and the nodes of their group rows."""
    tables: list[PlacedTable] = []
    nodes: list[Node] = []
    outlined = [leaf for leaf in leaves if leaf.zone in OUTLINED]
    content = outlined[0].start if outlined else 0
    for grid in document.tables:
        under = _last_before(leaves, grid.start)
        if under is not None and under.zone == "portal" and under.start > content:
            tables.append(_of_page(grid))
            continue
        before = tables[-1] if tables and not _parted(tables[-1], grid, leaves) else None
        caption = before.caption if before else caption_above(document.text, leaves, tables, grid)
        last = _last_before(outlined, grid.start)
        table, groups = _placed(document.text, grid, last, before, caption, names)
        tables.append(table)
        nodes += groups
    return tables, nodes


def _of_page(grid: Grid) -> PlacedTable:
    """A table that a portal printed below the document: no part of it."""
    read = read_grid(grid)
    return PlacedTable(grid, None, "portal", "other", read.columns, _rows(grid, read, None, {}, {}, {}))


def _parted(before: PlacedTable, grid: Grid, leaves: Sequence[Leaf]) -> bool:
    """Whether text stands between two tables."""
    at = bisect_left(leaves, before.grid.end, key=_START)
    return at < len(leaves) and leaves[at].start < grid.start


def _last_before(leaves: Sequence[Leaf], start: int) -> Leaf | None:
    """The leaf that stands last before ``start``."""
    at = bisect_right(leaves, start, key=_START)
    return leaves[at - 1] if at else None


def _placed(
    text: str,
    grid: Grid,
    last: Leaf | None,
    before: PlacedTable | None,
    caption: str | None,
    names: NodeNames,
) -> tuple[PlacedTable, list[Node]]:
    """``grid`` under the node it stands below, and the nodes that its group rows become.

    ``last`` is the leaf above it, ``before`` the table that it may go on with, right above it.
    """
    read = read_grid(grid, before.columns if before else ())
    if _TARGETS.search(fold(f"{caption or ''} {text[last.start : last.end] if last else ''}")):
        read = of_places(read, grid)
    above: Node | None = last.node if last else None
    zone: Zone = last.zone if last else "body"
    groups: dict[int, Node] = {}
    parents: dict[str, Node | None] = {}
    titles: dict[int, tuple[Cell, int]] = {}
    opened: list[tuple[int, Node]] = []
    for index, kind in enumerate(read.kinds):
        if kind != "group":
            continue
        marker, title, cell = group_title(grid.rows[index])
        titles[index] = cell, group_rank(marker) if marker else 0
        if not marker or (read.kind == "other" and marker.isdecimal()):
            continue  # in a table of data 1, 2, 3 number its rows
        _, rank = titles[index]
        if not groups and rank == 0 and _is_title(text, last):
            above = None  # an annex without its word: its numbers begin anew
        while opened and opened[-1][0] >= rank:
            opened.pop()
        parent = opened[-1][1] if opened else above
        node = _group_node(parent, marker, title, (grid.rows[index][0], cell), grid.page, names)
        opened.append((rank, node))
        groups[index] = node
        parents[node.id] = parent
    rows = _rows(grid, read, above, groups, parents, titles)
    return PlacedTable(grid, above, zone, read.kind, read.columns, rows, caption), list(groups.values())


def _group_node(
    parent: Node | None,
    marker: str,
    title: str,
    cells: tuple[Cell, Cell],
    page: int | None,
    names: NodeNames,
) -> Node:
    """The node of a group row; ``cells`` are its first cell and the one that holds the title."""
    first, last = cells
    return Node(
        id=names.next_id(),
        parent=parent.id if parent else None,
        path=names.path(parent, marker),
        marker=first.text,
        title=title,
        role=parent.role if parent else "appendix",
        start=first.start,
        end=last.end,
        page=page,
    )


def _is_title(text: str, leaf: Leaf | None) -> bool:
    """Whether a leaf is a line in capitals that no number opens."""
    return leaf is not None and leaf.kind == "paragraph" and text[leaf.start : leaf.end].isupper()


def _rows(
    grid: Grid,
    read: ReadGrid,
    above: Node | None,
    groups: Mapping[int, Node],
    parents: Mapping[str, Node | None],
    titles: Mapping[int, tuple[Cell, int]],
) -> tuple[Row, ...]:
    """Rows with the node each stands under: ``above``, or that of the group row before it.

    ``groups`` gives the nodes of group rows by index, ``parents`` the node above each by its id, ``titles``
    the cells that name groups with their ranks by index. A row that goes on with the numbers of the groups
    (group 2, row 3) stands beside them, not below.
    """
    rows = []
    node = above
    for index, cells in enumerate(grid.rows):
        number = cells[0].text.strip(" .)") if cells else ""
        beside = node is not None and number.isdecimal() and node.marker.strip(" .)").isdecimal()
        if read.kinds[index] == "data" and node is not None and beside:
            node = parents.get(node.id, node)
        node = groups.get(index, node)
        title, rank = titles.get(index, (None, 0))
        rows.append(Row(cells, read.kinds[index], node, title, rank))
    return tuple(rows)
