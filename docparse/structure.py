"""What the outline stage hands to the extractors: the tree of a document and its leaves.

Every paragraph of the document belongs to exactly one :class:`Leaf`, every table row to one
:class:`Row`; leaves know the node that they stand under. The tree is built once and never edited:
extractors add facts keyed by node.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from docparse.document import PLAIN, Cell, Grid, Style
from docparse.model import Node, TableKind

Zone = Literal[
    "portal",  # what a legal portal prints around the document; a table of contents
    "head",  # letterhead: issuing body, national motto, number, place and date
    "title",  # kind of document and subject
    "preamble",  # căn cứ and the opening sentence
    "body",
    "recipients",
    "signature",
    "appendix",
    "cut",  # the mark that the text breaks off here
]
LeafKind = Literal["heading", "paragraph", "bullet"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One paragraph (or a paragraph that was broken in two) in its place.

    ``text`` is the offset after the marker or bullet, ``content`` that after ``Bước 2:`` or ``Chỉ tiêu 3:``
    as well; ``depth`` is 0 for headings and plain paragraphs, 1, 2, … for nested bullets.
    """

    start: int
    end: int
    text: int
    content: int
    node: Node | None
    kind: LeafKind
    zone: Zone
    depth: int = 0
    bullet: str = ""
    style: Style = PLAIN
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column: its ``roles`` (``index``, ``task``, ``lead``, ``money``, …) and head.

    ``heads`` are the head cells from top to bottom, a merged one repeated for each column below it.
    """

    roles: tuple[str, ...]
    heads: tuple[str, ...]

    @property
    def title(self) -> str:
        """The lowest head cell."""
        return self.heads[-1] if self.heads else ""


RowKind = Literal["head", "group", "data", "total"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; ``node`` is the outline node it stands under (its group, if any).

    Of a group row ``title`` is the cell that names the group, ``rank`` how deep it stands: 0 for I and A, 1
    for 1, 2 for a and 1.1.
    """

    cells: tuple[Cell, ...]
    kind: RowKind
    node: Node | None
    title: Cell | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table as it is to be read: what its columns mean, which rows are data, where it stands."""

    grid: Grid
    node: Node | None
    zone: Zone
    kind: TableKind
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str | None = None

    def column(self, role: str) -> int | None:
        """Index of the first column with this role."""
        return next((i for i, c in enumerate(self.columns) if role in c.roles), None)


@dataclass(frozen=True, slots=True)
class Structure:
    """Nodes in document order, leaves in document order, tables in document order.

    ``named`` holds the ids of the nodes whose own title says what the section is for; ``scanned`` tells
    that the text came from a scan, whether the reader or an earlier one made it.
    """

    nodes: tuple[Node, ...]
    leaves: tuple[Leaf, ...]
    tables: tuple[PlacedTable, ...]
    truncated: bool = False
    named: frozenset[str] = frozenset()
    scanned: bool = False
    children: dict[str, list[Node]] = field(default_factory=dict)
    leaves_of: dict[str | None, list[Leaf]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in self.nodes:
            if node.parent is not None:
                self.children.setdefault(node.parent, []).append(node)
        for leaf in self.leaves:
            self.leaves_of.setdefault(leaf.node.id if leaf.node else None, []).append(leaf)
