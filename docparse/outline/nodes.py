"""The nodes of the outline: numbered units with their titles, parents and the roles of their sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from docparse.model import Node, SectionRole
from docparse.outline.markers import Marker
from docparse.outline.roles import FIXED, own_role
from docparse.outline.tree import Placement
from docparse.outline.units import Unit
from docparse.text import fold

_CONTENT_KINDS = re.compile(r"\s*(?:[IVXivx]+|[A-Z]|[0-9]+(?:\.[0-9]+)*)\s*[-.:/)]")
_MIN_CHARGED = 2  # units of a letter that charge somebody
# `Điều 2. Giao Giám đốc Sở Tài chính` over what the body is to do, or with it
_CHARGED_ARTICLE = re.compile(
    r"(?:giao|phân công|yêu cầu|đề nghị) (?!kế hoạch|chỉ tiêu|dự toán|vốn|kinh phí)"
)


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
    with_roles = _default_tasks(_charged(_ungroup(list(nodes.values()))))
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


def _ungroup(nodes: list[Node]) -> list[Node]:
    """A heading that only groups sections of other roles (``Phần II. NỘI DUNG``) has none itself."""
    roles_below: dict[str, set[SectionRole]] = {}
    for node in nodes:
        if node.parent is not None:
            roles_below.setdefault(node.parent, set()).add(node.role)
    roles = [_role_of_group(node, roles_below.get(node.id, set())) for node in nodes]
    return [
        node if role == node.role else node.model_copy(update={"role": role})
        for node, role in zip(nodes, roles, strict=True)
    ]


def _role_of_group(node: Node, below: set[SectionRole]) -> SectionRole:
    """A part whose own title tells nothing has the role that all its sections share."""
    if node.role == "other" and node.parent is None and len(below) == 1:
        return next(iter(below))
    only_groups = node.role == "tasks" and node.parent is None and len(below - {"tasks", "other"}) >= 2
    return "other" if only_groups else node.role


def _charged(nodes: list[Node]) -> list[Node]:
    """An article of a decision that charges somebody is about the organization, as is what stands below.

    One without words of its own (``Điều 2.``) charges where its first unit does. So do the units of a
    letter that turns to one body after the other (``1. Giao Sở Y tế:``, ``2. Giao Công an tỉnh:``).
    """
    chosen: set[str | None] = set()
    first_below: dict[str | None, Node] = {}
    for node in nodes:
        first_below.setdefault(node.parent, node)
    roots = [node for node in nodes if node.parent is None]
    letter = sum(_CHARGED_ARTICLE.match(fold(node.title)) is not None for node in roots) >= _MIN_CHARGED
    result: list[Node] = []
    for node in nodes:
        if node.role == "other":
            article = node.parent is None and (letter or fold(node.marker).startswith("điều "))
            order = node.title or (first_below[node.id].title if node.id in first_below else "")
            charged = article and _CHARGED_ARTICLE.match(fold(order))
            if charged or node.parent in chosen:
                chosen.add(node.id)
                node = node.model_copy(update={"role": "organization"})
        result.append(node)
    return result


def _default_tasks(nodes: list[Node]) -> list[Node]:
    """A section whose title no rule knows, in a plan that has known ones, says what is to be done."""
    roots = [n for n in nodes if n.parent is None]
    if not any(n.role in ("purpose", "targets", "tasks", "organization") for n in roots):
        return nodes
    chosen: set[str] = set()
    result: list[Node] = []
    for node in nodes:
        if node.role == "other" and (node.parent in chosen or _is_content(node)):
            chosen.add(node.id)
            node = node.model_copy(update={"role": "tasks"})
        result.append(node)
    return result


def _is_content(node: Node) -> bool:
    known_as_other = own_role(node.title, True) == "other"
    return node.parent is None and _CONTENT_KINDS.match(node.marker) is not None and not known_as_other
