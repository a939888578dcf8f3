"""The nodes of the outline: numbered units with their titles, parents and the roles of their sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from docparse.model import Node, SectionRole
from docparse.outline.markers import Marker
from docparse.outline.roles import FIXED, own_role
from docparse.outline.tree import Placement
from docparse.outline.units import Unit
from docparse.outline.untitled import settle_roles
from docparse.text import fold


class NodeNames:
    """Ids and paths for the nodes of one document, none given twice."""

    def __init__(self) -> None:
        self._count = 0
        self._taken: Counter[str] = Counter()

    def next_id(self) -> str:
        """``n1``, ``n2``, … in the order of asking."""
        self._count += 1
        return f"n{self._count}"

    def path(self, parent: Node | None, marker: str) -> str:
        """``II/3/a``; the second of its kind is ``II/3/a#2``."""
        path = f"{parent.path}/{marker}" if parent else marker
        key = fold(path)
        self._taken[key] += 1
        return path if self._taken[key] == 1 else f"{path}#{self._taken[key]}"


def nodes_of(
    units: Sequence[Unit],
    numbered: Sequence[int],
    placements: Sequence[Placement],
    restore: Callable[[str], str],
    names: NodeNames,
) -> dict[int, Node]:
    """The node of each unit that opens one, by the index of the unit, in document order.

    ``placements`` tell how the ``numbered`` units (by index) were read; ``restore`` mends titles before
    their role is asked.
    """
    nodes: dict[int, Node] = {}
    for index, placement in zip(numbered, placements, strict=True):
        marker = placement.marker
        if marker is None:
            continue
        unit = units[index]
        parent = nodes[numbered[placement.parent]] if placement.parent is not None else None
        title = unit.text[marker.length :].strip()
        nodes[index] = Node(
            id=names.next_id(),
            parent=parent.id if parent else None,
            path=names.path(parent, marker.printed),
            marker=unit.text[: marker.length].strip(),
            title=title,
            role=_role(unit, marker, restore(title), parent),
            start=unit.start,
            end=unit.end,
            page=unit.page,
        )
    first = min(nodes, default=0)
    running = [unit.text for index, unit in enumerate(units) if unit.zone == "body" and index not in nodes]
    with_roles = settle_roles(list(nodes.values()), units[first - 1].text if first else "", running)
    return dict(zip(nodes, with_roles, strict=True))


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
