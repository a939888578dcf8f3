"""Which tasks a label line such as ``Chủ trì: Sở A`` belongs to, and what it gives them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from docparse.model import ASSIGNMENT_ROLES, AssignmentRole, Node
from docparse.structure import Leaf
from docparse.text import fold
from extractors.agencycells import bracketed
from extractors.budgets import budget_in_text
from extractors.context import Context
from extractors.labels import Label
from extractors.roles import SAYS_WHO_LEADS, Part, read_wording
from extractors.taskdrafts import Draft
from extractors.times import stated_time

_WITH_WHOM = re.compile(r"[,;.]? (?:chủ trì,? )?phối hợp(?: chặt chẽ)?(?: với| cùng)? (?=\w)")


def block_of(context: Context, drafts: list[Draft], leaf: Leaf, label: Label) -> list[Draft]:
    """The tasks that a block of label lines belongs to, of which ``label`` is the first in ``leaf``.

    A label deeper than the task above belongs to it; a closing block to every task of its node
    (or, where labels are numbered units, of the node above) that has no label of its own. One that names
    a unit belongs to the tasks of that unit above it; one that names those beside it, to these.
    """
    if not drafts:
        return []
    node = leaf.node
    named = next((n for n in context.chain(node) if label.unit and _number(n) == label.unit), None)
    if named is not None:
        return [d for d in _since(drafts, named) if not d.labelled]
    last = drafts[-1]
    if leaf.kind == "heading":
        parent = context.parent(node)
        if parent is None:
            return []  # `4. Thời gian thực hiện: …` is a section of its own
        below = _since(drafts, parent)
        return [d for d in below if not d.labelled] or below[-1:]
    if node is None or last.leaf.node is None or last.leaf.node.id != node.id:
        return []
    # `* Thời gian: …` below bullets of dashes closes them all
    closes = context.printed[leaf.start] == "*" or label.closes
    beside = label.among - {_number(node)}
    above = context.parent(node) if (closes and last.leaf.kind == "heading") or beside else None
    if above is None and last.leaf.kind == "heading" and _closes_siblings(context, drafts, node, label):
        above = context.parent(node)
    if above is not None:
        return [d for d in _since(drafts, above) if not d.labelled]
    if last.leaf.kind == "heading" or (leaf.depth > last.leaf.depth > 0 and not closes):
        return [last]
    return _last_unlabelled(drafts, node) or [last]


def _closes_siblings(context: Context, drafts: list[Draft], node: Node, label: Label) -> bool:
    """Whether a label below the last of several units, where those before it name nobody, holds for all."""
    parent = context.parent(node)
    siblings = context.structure.children[parent.id] if parent else []
    if parent is None or siblings[-1].id != node.id or not set(ASSIGNMENT_ROLES).intersection(label.roles):
        return False
    units = _since(drafts, parent)
    led = any(role == "lead" for draft in units[:-1] for _, role, _ in draft.parts)
    return len(units) == len(siblings) and not led and not any(draft.labelled for draft in units)


def _number(node: Node) -> str:
    return fold(node.marker).strip(" .)/")


def _since(drafts: list[Draft], heading: Node) -> list[Draft]:
    """What was read since ``heading`` began, if it is still open, stands below it."""
    return drafts[bisect_left(drafts, heading.start, key=lambda d: d.leaf.start) :]


def _last_unlabelled(drafts: list[Draft], node: Node) -> list[Draft]:
    """The drafts at the end that stand in ``node``, back to the last one that has a label."""
    found: list[Draft] = []
    for draft in reversed(drafts):
        if draft.labelled or draft.leaf.node is None or draft.leaf.node.id != node.id:
            break
        found.append(draft)
    return found[::-1]


def apply_label(context: Context, block: Sequence[Draft], label: Label) -> None:
    """Give what the label says to those of ``block`` whose units it names; to all where it names none."""
    named = [d for d in block if d.leaf.node and _number(d.leaf.node) in label.among]
    for draft in named or block:
        _apply(context, draft, label)


def _apply(context: Context, draft: Draft, label: Label) -> None:
    for role in label.roles:
        first = role not in draft.labelled
        draft.labelled.add(role)
        if role in ASSIGNMENT_ROLES:
            parts = _named_by(context, label, role)
            if first and any(part.role == "lead" for part in parts):
                draft.drop("lead")
            for part in parts:
                draft.add(part.agency, part.role, False, also="lead" in label.roles)
        elif role == "deadline":
            stated = stated_time(context.key, label.value_start, label.end, context.default_year)
            own = draft.deadline and draft.leaf.start <= draft.deadline.start < draft.leaf.end
            if draft.deadline is None or (first and not own):
                draft.deadline = stated or draft.deadline  # the leaf's own words come first, a heading's last
        elif role == "product":
            draft.product = context.printed[label.value_start : label.end].strip(" .;")
        elif role == "money":
            draft.budget = budget_in_text(context, label.value_start, label.end, bare=True) or draft.budget


def apply_ahead(context: Context, drafts: Sequence[Draft], ahead: Sequence[tuple[Leaf, Label]]) -> None:
    """Label lines right below a heading hold for the tasks below them that have none of the kind."""
    told = {id(draft): frozenset(draft.labelled) for draft in drafts}
    for leaf, label in ahead:
        for draft in drafts[bisect_left(drafts, leaf.start, key=lambda d: d.leaf.start) :]:
            if not context.is_within(draft.leaf.node, leaf.node):
                break
            if not told[id(draft)].intersection(label.roles):
                _apply(context, draft, label)


def _named_by(context: Context, label: Label, role: AssignmentRole) -> Sequence[Part]:
    """Whom a label line names; ``Cơ quan thực hiện: Sở A chủ trì, …`` says itself who does what."""
    if told := bracketed(context, label.value_start, label.end):
        return [Part(agency, own) for agency, own in told]
    leads = SAYS_WHO_LEADS.search(context.key, label.value_start, label.end) if role == "implement" else None
    if leads:
        wording = read_wording(context.names, label.value_start, label.end)
        said = [p for p in wording.parts if p.role != "lead" or p.agency.start < leads.end()]
        if said:
            return [*said, *_others(context, label, said)]
    helping = _WITH_WHOM.search(context.key, label.value_start, label.end)  # `Phòng A, phối hợp với Phòng B`
    own, _ = context.names.list_at(label.value_start, helping.start() if helping else label.end, whole=True)
    helpers = context.names.list_at(helping.end(), label.end, whole=True)[0] if helping and own else []
    return [*(Part(a, role) for a in own), *(Part(a, "coordinate") for a in helpers)]


def _others(context: Context, label: Label, said: Sequence[Part]) -> list[Part]:
    """Agencies behind a semicolon without a word of their role: they carry out with those that lead."""
    taken = {part.agency.start for part in said}
    others: list[Part] = []
    for mark in re.finditer(";", context.key[label.value_start : label.end]):
        at = label.value_start + mark.end()
        found, _ = context.names.list_at(at, label.end)
        others += [Part(agency, "implement") for agency in found if agency.start not in taken]
    return others
