"""Roles of sections whose titles tell none: parts of other sections, orders to bodies, orders to all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from docparse.model import Node, SectionRole
from docparse.outline.roles import own_role
from docparse.rulebook import pattern
from docparse.text import fold

_CONTENT_KINDS = re.compile(r"\s*(?:[IVXivx]+|[A-Z]|[0-9]+(?:\.[0-9]+)*)\s*[-.:/)]")
_MIN_CHARGED = 2  # units that charge somebody, where each alone proves nothing
# `Điều 2. Giao Giám đốc Sở Tài chính` over what the body is to do, or with it
_CHARGED_ARTICLE = re.compile(
    r"(?:giao|phân công|yêu cầu|đề nghị) (?!kế hoạch|chỉ tiêu|dự toán|vốn|kinh phí)"
)
_CARRIED_OUT_BY = pattern("rolewording", "carried-out-by")
_BODY_TITLE = pattern("rolewording", "body-title")
_AS_TO = re.compile(r"^Đối với (?=\w)")
_OPENS_ORDER = tuple(pattern("rolewording", rule) for rule in ("adverb", "verb-of-order", "coordination"))
_TELLING: frozenset[SectionRole] = frozenset({"purpose", "targets", "tasks", "organization"})
_SHARE_OF_BODIES = 0.6  # of the units below a title that tells nothing (`IV. AI LÀM VIỆC GÌ`)
_MIN_ORDERS, _SHARE_OF_ORDERS = 2, 0.6  # of a document without one known title
_MIN_RUNNING_ORDERS = 5
_BULLET = re.compile(r"^\s*[-–—+*•]\s*")
# `… Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ngành thực hiện các nội dung sau:`
_OPENS_ORDERS = pattern("rolewording", "opens-orders")


def settle_roles(nodes: list[Node], opening: str, running: Sequence[str]) -> list[Node]:
    """``nodes``, in document order, with the roles that titles alone could not tell.

    ``opening`` is the paragraph before the first of them, ``running`` are the paragraphs and bullets of the
    body that open no unit.
    """
    nodes = _charged(_ungroup(nodes))
    ordered = _OPENS_ORDERS.search(fold(opening)) is not None
    return _default_tasks(nodes) if ordered or _tells(nodes) or _orders(nodes, running) else nodes


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
    """A section that charges somebody is about the organization, as is what stands below it."""
    return _spread(nodes, _charging(nodes), "organization")


def _spread(nodes: list[Node], sections: Sequence[str], role: SectionRole) -> list[Node]:
    """``nodes`` with ``role`` for the ``sections`` and for whatever below them has no other."""
    chosen: set[str | None] = {*sections}
    result: list[Node] = []
    for node in nodes:
        if node.role == "other" and (node.id in chosen or node.parent in chosen):
            chosen.add(node.id)
            node = node.model_copy(update={"role": role})
        result.append(node)
    return result


def _charging(nodes: list[Node]) -> list[str]:
    """The sections of the first level that charge bodies, though no title says so.

    Articles of a decision: ``Điều 2. Giao Sở Y tế …``, or without words of their own over such units.
    Units of a letter or directive that turns to one body after the other (``1. Giao Sở Y tế:``, ``2. Bộ
    Công Thương:``). A section most units of which name bodies, where no other is about the organization.
    """
    roots = [node for node in nodes if node.parent is None]
    below: dict[str | None, list[Node]] = defaultdict(list)
    for node in nodes:
        below[node.parent].append(node)
    organized = any(node.role == "organization" for node in roots)
    letter = sum(node.role == "other" and _charges_body(node.title) for node in roots) >= _MIN_CHARGED
    return [
        node.id
        for node in roots
        if node.role == "other"
        and (
            _opens_charge(node, below[node.id], letter) or (not organized and _mostly_bodies(below[node.id]))
        )
    ]


def _opens_charge(node: Node, below: Sequence[Node], letter: bool) -> bool:
    article = fold(node.marker).startswith("điều ")
    if _CARRIED_OUT_BY.match(fold(node.title)):
        return False  # the formula of every decision charges nobody with anything of the plan
    if node.title:
        return _charges_body(node.title) if letter else article and _charges(node.title)
    return (letter or article) and bool(below) and _charges_body(below[0].title)


def _mostly_bodies(nodes: Sequence[Node]) -> bool:
    named = sum(node.role == "other" and _names_body(node.title) for node in nodes)
    return named >= max(_MIN_CHARGED, _SHARE_OF_BODIES * len(nodes))


def _default_tasks(nodes: list[Node]) -> list[Node]:
    """A section whose title no rule knows says what is to be done."""
    return _spread(nodes, [n.id for n in nodes if n.role == "other" and _is_content(n)], "tasks")


def _tells(nodes: Sequence[Node]) -> bool:
    """Whether a section of the first level says by its title that this is a plan."""
    return any(node.parent is None and node.role in _TELLING for node in nodes)


def _is_content(node: Node) -> bool:
    known_as_other = own_role(node.title, True) == "other"
    return node.parent is None and _CONTENT_KINDS.match(node.marker) is not None and not known_as_other


def _charges_body(title: str) -> bool:
    return _charges(title) or _names_body(title)


def _charges(title: str) -> bool:
    return _CHARGED_ARTICLE.match(fold(title)) is not None


def _names_body(title: str) -> bool:
    """Whether a title begins with a body: ``Bộ Công Thương``, ``Đối với các bộ, ngành``."""
    title = _AS_TO.sub("", title)
    found = _BODY_TITLE.match(fold(title))
    return found is not None and (
        found.lastgroup == "whole" or title[found.end() : found.end() + 2].strip()[:1].isupper()
    )


def _orders(nodes: Sequence[Node], running: Sequence[str]) -> bool:
    """Whether most of what stands lowest in a document without known titles begins with an order.

    Below titles that name a matter it is the running text that orders, or begins with who is to act.
    """
    over = {node.parent for node in nodes}
    lowest = [
        _begins_order(node.title)
        for node in nodes
        if node.role == "other" and node.id not in over and _CONTENT_KINDS.match(node.marker + ".")
    ]
    below = [_begins_order(text) or _names_body(text) for text in (_BULLET.sub("", line) for line in running)]
    return _most(lowest, _MIN_ORDERS) or (bool(lowest) and _most(below, _MIN_RUNNING_ORDERS))


def _most(orders: Sequence[bool], least: int) -> bool:
    return sum(orders) >= max(least, _SHARE_OF_ORDERS * len(orders))


def _begins_order(text: str) -> bool:
    return any(opening.match(fold(text)) for opening in _OPENS_ORDER)
