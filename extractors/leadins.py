"""Lead-ins: lines that say for what stands below them who acts (``Giao Sở Y tế:``, ``- Bộ Công Thương``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docparse.rulebook import pattern
from docparse.structure import Leaf
from docparse.text import fold
from extractors.addressees import addressed_above
from extractors.agencycells import listed
from extractors.agencygrammar import AgencyName
from extractors.context import Context
from extractors.labels import labels_of_line, read_label
from extractors.leaves import LeafUse
from extractors.roles import SAYS_WHO_LEADS, Part, Wording, heading_agencies, read_wording

_COORDINATING = pattern("rolewording", "coordinating-lead-in")
_ACTS_IN_GENERAL = pattern("rolewording", "acting-in-general")
_ORDER = pattern("rolewording", "order")
_OPENS_ORDERS = pattern("rolewording", "opens-orders")
_CLOSING_BRACKET = re.compile(r"\((?P<inside>[^()]{6,200})\)[.:; ]*$")
_CLAUSES = re.compile(r"[.;] ")
_ANYBODY = pattern("rolewording", "anybody")


@dataclass(frozen=True, slots=True)
class LeadIn:
    """A line whose wording holds for what stands deeper than it.

    ``beside`` tells that it is a heading without a number, which holds for the paragraphs below it as well.
    """

    leaf: Leaf
    wording: Wording
    beside: bool = False

    def covers(self, context: Context, leaf: Leaf) -> bool:
        """Whether it holds for ``leaf``: deeper bullets, or units below its node."""
        above = self.leaf
        if leaf.node is None or above.node is None:
            return leaf.node is above.node and leaf.depth > above.depth
        if leaf.node.id == above.node.id:
            if self.beside and leaf.kind == "paragraph":
                return True
            return leaf.depth > above.depth or (above.kind == "heading" and leaf.kind != "heading")
        return above.depth == 0 and context.is_within(leaf.node, above.node)


def read_lead_in(context: Context, leaf: Leaf, use: LeafUse) -> LeadIn | None:
    """What a leaf of this use says to whatever stands below it; null where it says nothing."""
    if use == "lead_in":
        return LeadIn(leaf, _of_lead_in(context, leaf))
    wording = _of_heading(context, leaf) if use == "heading" else None
    return LeadIn(leaf, wording, leaf.kind == "paragraph") if wording is not None else None


def read_opening(context: Context) -> tuple[AgencyName, ...]:
    """Whom the sentence before the first unit charges: ``… yêu cầu các sở, Công an tỉnh thực hiện:``.

    They lead whatever names nobody below, unless a heading or a nearer lead-in turns to somebody else.
    """
    leaves = context.structure.leaves
    first = next((i for i, leaf in enumerate(leaves) if leaf.node is not None), 0)
    if not first:
        return ()
    opening = leaves[first - 1]
    if not _OPENS_ORDERS.search(context.key[opening.start : opening.end]):
        return ()
    for cue in reversed([*_ORDER.finditer(context.key, opening.start, opening.end)]):
        charged, stop = context.names.list_at(cue.end(), opening.end, listed=True)
        if charged and _CLAUSES.search(context.key, stop, opening.end) is None:
            return tuple(charged)
    return ()


def _of_lead_in(context: Context, leaf: Leaf) -> Wording:
    """The roles a lead-in gives to what stands below it; a subject must be charged, not merely act."""
    named = heading_agencies(context.names, leaf.content, leaf.end)
    if named:
        return _charged(named)
    wording = read_wording(context.names, leaf.content, leaf.end)
    if not wording.parts and (told := _in_brackets(context, leaf)):
        return told
    acts = context.role(leaf) != "organization" and _ACTS_IN_GENERAL.match(
        context.key, leaf.content, leaf.end
    )
    if not acts and not _tells_those_headed(context, leaf, wording):
        return wording
    return Wording(tuple(p for p in wording.parts if p.role != "lead"), False, wording.coordinates)


def _tells_those_headed(context: Context, leaf: Leaf, wording: Wording) -> bool:
    """``Yêu cầu các đơn vị …:`` under a heading that names them turns to nobody else."""
    leads = [part.agency for part in wording.parts if part.role == "lead"]
    anybody = bool(leads) and all(_ANYBODY.fullmatch(fold(agency.name)) for agency in leads)
    return anybody and bool(addressed_above(context, context.headings(leaf))[0])


def _of_heading(context: Context, leaf: Leaf) -> Wording | None:
    """What a heading says to whatever stands below it: null where it is a mere title.

    ``- Bộ Công Thương`` over bullets of its own; ``a) Chủ trì, phối hợp với các sở, ngành``.
    """
    named = heading_agencies(context.names, leaf.content, leaf.end) if leaf.kind != "heading" else []
    if named:
        return _charged(named)
    if _COORDINATING.match(context.key, leaf.content, leaf.end):
        return read_wording(context.names, leaf.content, leaf.end)
    return _in_brackets(context, leaf)


def _in_brackets(context: Context, leaf: Leaf) -> Wording | None:
    """``1. Công tác phòng ngừa (Sở Y tế chủ trì)``: who leads what stands below a heading."""
    bracket = _CLOSING_BRACKET.search(context.key, leaf.content, leaf.end)
    if bracket is None:
        return None
    start, end = bracket.span("inside")
    if label := read_label(context.key, start, end):
        parts = [
            Part(*told)
            for part in labels_of_line(context.key, label)
            for told in listed(context, part.roles, (part.value_start, part.end))
        ]
        return Wording(tuple(parts), True, False) if parts else None
    if SAYS_WHO_LEADS.search(context.key, start, end):
        return read_wording(context.names, start, end)
    charged = heading_agencies(context.names, start, end) if context.key.startswith("giao ", start) else []
    return _charged(charged) if charged else None


def _charged(agencies: Sequence[AgencyName]) -> Wording:
    """What a line says that is nothing but these agencies."""
    return Wording(tuple(Part(agency, "lead") for agency in agencies), True, False)
