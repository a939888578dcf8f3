"""Which leaves order something: lead-ins, labels, pointers and headings told from tasks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from docparse.rulebook import pattern
from docparse.structure import Leaf
from extractors.context import Context
from extractors.labels import Label, read_label
from extractors.roles import heading_agencies

LeafUse = Literal["task", "label", "lead_in", "heading", "closing", "none"]

_POINTER = pattern("wording", "pointer")
_CLOSING = pattern("wording", "closing")
_CLOSING_ORDER = pattern("wording", "closing-order")
_NOTE = pattern("wording", "note")
_SCHEDULE_DETAIL = pattern("wording", "schedule-detail")
_END = re.compile(r"[.;][\"”']?$|\./\.$")
_ORDERING: frozenset[str] = frozenset({"tasks", "organization", "schedule"})
_MIN_HEADED_TASK = 14  # words: a heading over bullets that is itself an order is a full sentence
_MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class UsedLeaf:
    """A leaf and what it is; ``label`` where it is a label line."""

    leaf: Leaf
    use: LeafUse
    label: Label | None = None


def classify(context: Context) -> list[UsedLeaf]:
    """The use of every leaf of the body, in document order."""
    leaves = [leaf for leaf in context.structure.leaves if leaf.zone == "body"]
    labels = [_label(context, leaf) for leaf in leaves]
    used = []
    for index, leaf in enumerate(leaves):
        label = labels[index]
        use = _use(context, leaf, label, _has_content(context, leaves, labels, index))
        used.append(UsedLeaf(leaf, use, label if use == "label" else None))
    return used


def _label(context: Context, leaf: Leaf) -> Label | None:
    if context.role(leaf) not in _ORDERING:
        return None
    return read_label(context.key, leaf.content, leaf.end)


def _has_content(context: Context, leaves: list[Leaf], labels: list[Label | None], index: int) -> bool:
    """Whether text or units below the leaf, label lines aside, belong to it."""
    leaf = leaves[index]
    if leaf.kind == "heading" and leaf.node is not None and context.structure.children.get(leaf.node.id):
        children = context.structure.children[leaf.node.id]
        if not all(read_label(context.key, c.start + len(c.marker) + 1, c.end) for c in children):
            return True
    for offset in range(index + 1, len(leaves)):
        other = leaves[offset]
        if other.kind == "heading":
            return False
        if leaf.kind != "heading" and other.depth <= leaf.depth:
            return False
        if labels[offset] is None and not _CLOSING.match(context.key, other.content):
            return True
    return False


def _use(context: Context, leaf: Leaf, label: Label | None, has_content: bool) -> LeafUse:
    text = context.printed[leaf.content : leaf.end].strip()
    key = context.key[leaf.content : leaf.end].strip()
    if leaf.kind != "heading" and _CLOSING.match(key) and _CLOSING_ORDER.search(key):
        return (
            "closing"
            if len(key.split()) > 8 and context.role(leaf) not in ("situation", "legal_basis")
            else "none"
        )
    if context.role(leaf) not in _ORDERING:
        return "none"
    if label is not None:
        return "label"
    if leaf.kind != "heading" and re.match(r"trên đây là\b", key):
        return "none"
    if text.endswith(":"):
        return "lead_in"
    if not text or _NOTE.match(key) or (_POINTER.fullmatch(key) and len(key) < 160):
        return "none"
    if has_content and not _orders_itself(context, leaf, text):
        return "heading"
    if leaf.kind == "heading" and heading_agencies(context.names, leaf.content, leaf.end):
        return "heading"
    if context.role(leaf) == "schedule" and not _schedules_order(context, leaf, key):
        return "none"
    if leaf.kind != "heading" and len(text.split()) < _MIN_WORDS:
        return "none"
    return "task"


def _orders_itself(context: Context, leaf: Leaf, text: str) -> bool:
    """A unit with units below is a heading; one with bullets below may be a sentence of its own."""
    if leaf.node is not None and leaf.kind == "heading" and context.structure.children.get(leaf.node.id):
        return False
    return _END.search(text) is not None and len(text.split()) >= _MIN_HEADED_TASK


def _schedules_order(context: Context, leaf: Leaf, key: str) -> bool:
    """In a section on time only a leaf that tells somebody to do something is a task."""
    if _SCHEDULE_DETAIL.match(key) or (leaf.kind == "heading" and len(key.split()) < 6):
        return False
    chain = context.chain(leaf.node)
    return not any(
        _SCHEDULE_DETAIL.match(context.key, node.start + len(node.marker) + 1) and node.role == "schedule"
        for node in chain[:-1]
    )
