"""The outline of a document: numbers, tree, section roles, leaves.

:func:`build` turns a :class:`~docparse.document.Document` into a
:class:`~docparse.structure.Structure`; it knows nothing of tasks, agencies or targets.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter

from docparse.document import Cell, Document, Grid
from docparse.model import Node, SectionRole
from docparse.outline.captions import caption_above
from docparse.outline.flattened import rebuild
from docparse.outline.markers import Marker
from docparse.outline.misread import readings_of
from docparse.outline.roles import FIXED, own_role
from docparse.outline.tables import group_rank, group_title, place_rows, read_grid
from docparse.outline.tree import Numbered, Placement, arrange
from docparse.outline.units import BULLET, Unit, join_units
from docparse.outline.zones import assign_zones
from docparse.structure import Leaf, PlacedTable, Structure, Zone
from docparse.text import fold
from docparse.titles import looks_scanned, restored

__all__ = ["build", "rebuild"]

_STEP = re.compile(r"(?:Bước (?:thứ )?\w{1,4}|Chỉ tiêu \d{1,2}) ?[:.] ?(?=\S)")
_START = attrgetter("start")
_OUTLINED: frozenset[Zone] = frozenset({"body", "appendix"})


def build(document: Document) -> Structure:
    """Zones, units, tree and leaves of ``document``."""
    paragraphs = document.paragraphs
    scanned = document.ocr or looks_scanned(p.text for p in paragraphs)
    opens = [_may_open_body(readings_of(p.text, scanned), p.text) for p in paragraphs]
    zones = assign_zones(paragraphs, opens, scanned)
    breaks = _paragraphs_after_tables(document)
    units = join_units(paragraphs, zones, breaks, document.text, scanned)
    numbered = [i for i, unit in enumerate(units) if unit.readings and unit.zone in _OUTLINED]
    placements = arrange(_numbered_items(units, numbered))
    taken: dict[str, int] = {}
    nodes = _nodes(units, numbered, placements, restored if scanned else str, taken)
    leaves = _leaves(units, dict(zip(numbered, nodes, strict=True)))
    found = [node for node in nodes if node is not None]
    tables: list[PlacedTable] = []
    outlined = [leaf for leaf in leaves if leaf.zone in _OUTLINED]
    content = outlined[0].start if outlined else 0
    for grid in document.tables:
        under = _last_before(leaves, grid.start)
        if under is not None and under.zone == "portal" and under.start > content:
            tables.append(_of_page(grid))
            continue
        before = tables[-1] if tables and not _parted(tables[-1], grid, leaves) else None
        caption = before.caption if before else caption_above(document.text, leaves, tables, grid)
        last = _last_before(outlined, grid.start)
        tables.append(_placed_table(document.text, grid, last, found, before, caption, taken))
    found.sort(key=lambda node: node.start)
    named = frozenset(node.id for node in found if own_role(node.title, node.title.isupper()) is not None)
    return Structure(tuple(found), tuple(leaves), tuple(tables), "cut" in zones, named, scanned)


def _of_page(grid: Grid) -> PlacedTable:
    """A table that a portal printed below the document: no part of it."""
    read = read_grid(grid)
    return PlacedTable(grid, None, "portal", "other", read.columns, place_rows(grid, read, None, {}, {}))


def _parted(before: PlacedTable, grid: Grid, leaves: Sequence[Leaf]) -> bool:
    """Whether text stands between two tables."""
    at = bisect_left(leaves, before.grid.end, key=_START)
    return at < len(leaves) and leaves[at].start < grid.start


def _last_before(leaves: Sequence[Leaf], start: int) -> Leaf | None:
    """The leaf that stands last before ``start``."""
    at = bisect_right(leaves, start, key=_START)
    return leaves[at - 1] if at else None


def _placed_table(
    text: str,
    grid: Grid,
    last: Leaf | None,
    nodes: list[Node],
    before: PlacedTable | None,
    caption: str | None,
    taken: dict[str, int],
) -> PlacedTable:
    """``grid`` under the node it stands below; its group rows become nodes of their own.

    ``last`` is the leaf above it, ``before`` the table that it may go on with, right above it; ``taken``
    counts the paths given so far.
    """
    read = read_grid(grid, before.columns if before else ())
    above: Node | None = last.node if last else None
    zone: Zone = last.zone if last else "body"
    groups: dict[int, Node] = {}
    parents: dict[str, Node | None] = {}
    opened: list[tuple[int, Node]] = []
    for index, kind in enumerate(read.kinds):
        if kind != "group":
            continue
        marker, title, cell = group_title(grid.rows[index])
        if not marker or cell is None or (read.kind == "other" and marker.isdecimal()):
            continue  # in a table of data 1, 2, 3 number its rows
        if not groups and group_rank(marker) == 0 and _is_title(text, last):
            above = None  # an annex without its word: its numbers begin anew
        while opened and opened[-1][0] >= group_rank(marker):
            opened.pop()
        parent = opened[-1][1] if opened else above
        node = _group_node(len(nodes), parent, marker, title, (grid.rows[index][0], cell), grid.page, taken)
        opened.append((group_rank(marker), node))
        groups[index] = node
        parents[node.id] = parent
        nodes.append(node)
    rows = place_rows(grid, read, above, groups, parents)
    return PlacedTable(grid, above, zone, read.kind, read.columns, rows, caption)


def _group_node(
    count: int,
    parent: Node | None,
    marker: str,
    title: str,
    cells: tuple[Cell, Cell],
    page: int | None,
    taken: dict[str, int],
) -> Node:
    """The node of a group row; ``cells`` are its first cell and the one that holds the title."""
    first, last = cells
    return Node(
        id=f"n{count + 1}",
        parent=parent.id if parent else None,
        path=_unique_path(parent, marker, taken),
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


def _may_open_body(readings: Sequence[Marker], text: str) -> bool:
    """A marker that can begin the numbered part: the first of a list, or a heading in capitals."""
    return any(
        m.kind in ("part", "chapter", "article", "appendix", "division")
        or (m.value[-1] in (1, 2) and m.kind in ("roman", "arabic", "upper", "decimal"))
        or (m.kind == "roman" and text.isupper())
        for m in readings
    )


def _paragraphs_after_tables(document: Document) -> frozenset[int]:
    breaks = set()
    tables = iter(document.tables)
    table = next(tables, None)
    for index, paragraph in enumerate(document.paragraphs):
        while table is not None and table.start < paragraph.start:
            breaks.add(index)
            table = next(tables, None)
    return frozenset(breaks)


def _numbered_items(units: Sequence[Unit], numbered: Sequence[int]) -> list[Numbered]:
    items = []
    for position, index in enumerate(numbered):
        unit = units[index]
        previous = numbered[position - 1] if position else -1
        items.append(
            Numbered(
                readings=unit.readings,
                short=unit.short,
                adjacent=index == previous + 1,
                weight=_weight(unit),
                reset=any(units[i].zone == "title" for i in range(previous + 1, index)),
                appendix=unit.zone == "appendix",
            )
        )
    return items


def _weight(unit: Unit) -> float:
    """How surely the paragraph is a unit of the outline and not text that looks like one."""
    first = unit.readings[0]
    if first.guessed:
        return 0.8  # nothing is printed that could be a number: it must be the next one
    if first.kind in ("part", "chapter", "article", "appendix") or unit.text.isupper():
        return 2.0
    if first.style == "()":
        return 0.7
    return 1.3 if unit.style.bold or first.kind in ("roman", "decimal") else 1.0


def _nodes(
    units: Sequence[Unit],
    numbered: Sequence[int],
    placements: Sequence[Placement],
    restore: Callable[[str], str],
    taken: dict[str, int],
) -> list[Node | None]:
    """Nodes of the numbered units; ``restore`` mends titles before their role is asked.

    ``taken`` counts the paths that are given.
    """
    nodes: list[Node | None] = []
    count = 0
    for index, placement in zip(numbered, placements, strict=True):
        marker = placement.marker
        if marker is None:
            nodes.append(None)
            continue
        count += 1
        unit = units[index]
        parent = nodes[placement.parent] if placement.parent is not None else None
        title = unit.text[marker.length :].strip()
        nodes.append(
            Node(
                id=f"n{count}",
                parent=parent.id if parent else None,
                path=_unique_path(parent, marker.printed, taken),
                marker=unit.text[: marker.length].strip(),
                title=title,
                role=_role(unit, marker, restore(title), parent),
                start=unit.start,
                end=unit.end,
                page=unit.page,
            )
        )
    return _default_tasks(_charged(_ungroup(nodes)))


def _unique_path(parent: Node | None, marker: str, taken: dict[str, int]) -> str:
    path = f"{parent.path}/{marker}" if parent else marker
    key = fold(path)
    taken[key] = taken.get(key, 0) + 1
    return path if taken[key] == 1 else f"{path}#{taken[key]}"


def _role(unit: Unit, marker: Marker, title: str, parent: Node | None) -> SectionRole:
    if unit.zone == "appendix" and (marker.kind == "appendix" or parent is None):
        return "appendix"
    if parent is not None and parent.role in FIXED:
        return parent.role
    top = parent is None or (
        parent.parent is None and marker.kind in ("roman", "upper", "chapter", "division")
    )
    claimed = own_role(title, top or title.isupper())
    if claimed is not None:
        return claimed
    return parent.role if parent is not None else "other"


def _ungroup(nodes: list[Node | None]) -> list[Node | None]:
    """A heading that only groups sections of other roles (``Phần II. NỘI DUNG``) has none itself."""
    roles_below: dict[str, set[SectionRole]] = {}
    for node in nodes:
        if node is not None and node.parent is not None:
            roles_below.setdefault(node.parent, set()).add(node.role)
    return [
        node.model_copy(update={"role": _role_of_group(node, roles_below.get(node.id, set()))})
        if node is not None
        else None
        for node in nodes
    ]


_CONTENT_KINDS = re.compile(r"\s*(?:[IVXivx]+|[A-Z]|[0-9]+(?:\.[0-9]+)*)\s*[-.:/)]")


def _default_tasks(nodes: list[Node | None]) -> list[Node | None]:
    """A section whose title no rule knows, in a plan that has known ones, says what is to be done."""
    roots = [n for n in nodes if n is not None and n.parent is None]
    if not any(n.role in ("purpose", "targets", "tasks", "organization") for n in roots):
        return nodes
    chosen: set[str] = set()
    result: list[Node | None] = []
    for node in nodes:
        if node is not None and node.role == "other" and (node.parent in chosen or _is_content(node)):
            chosen.add(node.id)
            node = node.model_copy(update={"role": "tasks"})
        result.append(node)
    return result


_MIN_CHARGED = 2  # units of a letter that charge somebody
# `Điều 2. Giao Giám đốc Sở Tài chính` over what the body is to do, or with it
_CHARGED_ARTICLE = re.compile(
    r"(?:giao|phân công|yêu cầu|đề nghị) (?!kế hoạch|chỉ tiêu|dự toán|vốn|kinh phí)"
)


def _charged(nodes: list[Node | None]) -> list[Node | None]:
    """An article of a decision that charges somebody is about the organization, as is what stands below.

    One without words of its own (``Điều 2.``) charges where its first unit does. So do the units of a
    letter that turns to one body after the other (``1. Giao Sở Y tế:``, ``2. Giao Công an tỉnh:``).
    """
    chosen: set[str | None] = set()
    first_below: dict[str | None, Node] = {}
    for node in nodes:
        if node is not None:
            first_below.setdefault(node.parent, node)
    roots = [node for node in nodes if node is not None and node.parent is None]
    letter = sum(_CHARGED_ARTICLE.match(fold(node.title)) is not None for node in roots) >= _MIN_CHARGED
    result: list[Node | None] = []
    for node in nodes:
        if node is not None and node.role == "other":
            article = node.parent is None and (letter or fold(node.marker).startswith("điều "))
            order = node.title or (first_below[node.id].title if node.id in first_below else "")
            charged = article and _CHARGED_ARTICLE.match(fold(order))
            if charged or node.parent in chosen:
                chosen.add(node.id)
                node = node.model_copy(update={"role": "organization"})
        result.append(node)
    return result


def _is_content(node: Node) -> bool:
    known_as_other = own_role(node.title, True) == "other"
    return node.parent is None and _CONTENT_KINDS.match(node.marker) is not None and not known_as_other


def _role_of_group(node: Node, below: set[SectionRole]) -> SectionRole:
    """A part whose own title tells nothing has the role that all its sections share."""
    if node.role == "other" and node.parent is None and len(below) == 1:
        return next(iter(below))
    only_groups = node.role == "tasks" and node.parent is None and len(below - {"tasks", "other"}) >= 2
    return "other" if only_groups else node.role


def _leaves(units: Sequence[Unit], node_of: dict[int, Node | None]) -> list[Leaf]:
    leaves: list[Leaf] = []
    current: Node | None = None
    bullets: list[str] = []
    previous: Zone | None = None
    for index, unit in enumerate(units):
        if unit.zone != previous and unit.zone not in ("body", "cut") and unit.zone != "appendix":
            current, bullets = None, []
        previous = unit.zone if unit.zone != "cut" else previous
        node = node_of.get(index)
        if node is not None:
            current, bullets = node, []
            length = _marker_length(unit, node)
            leaves.append(
                Leaf(
                    unit.start,
                    unit.end,
                    unit.start + length,
                    node,
                    "heading",
                    unit.zone,
                    0,
                    "",
                    unit.style,
                    unit.page,
                )
            )
            continue
        bullet = BULLET.match(unit.text) if unit.zone not in ("head", "title", "portal") else None
        depth = _bullet_depth(bullets, bullet.group().strip() if bullet else "")
        leaves.append(
            Leaf(
                unit.start,
                unit.end,
                unit.start + _content(unit.text, bullet.end() if bullet else 0),
                current if unit.zone in ("body", "appendix") else None,
                "bullet" if bullet else "paragraph",
                unit.zone,
                depth,
                bullet.group().strip() if bullet else "",
                unit.style,
                unit.page,
            )
        )
    return leaves


def _marker_length(unit: Unit, node: Node) -> int:
    return next(m.length for m in unit.readings if unit.text[: m.length].strip() == node.marker)


def _content(text: str, at: int) -> int:
    """Where the text of a bullet begins: ``Bước 2:``, ``Chỉ tiêu 3:`` count like markers."""
    step = _STEP.match(text, at)
    return step.end() if step else at


def _bullet_depth(open_styles: list[str], bullet: str) -> int:
    """Depth of a bullet below its node: a new sign opens a level, a known one goes back to it."""
    if not bullet:
        open_styles.clear()
        return 0
    sign = "-" if bullet in "-–—" else bullet
    if sign in open_styles:
        del open_styles[open_styles.index(sign) + 1 :]
    else:
        open_styles.append(sign)
    return len(open_styles)
