"""A task as its leaf states it: who acts, by when and at what cost, in its own words and those above it.

What label lines add is decided in :mod:`extractors.tasklabels`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from docparse.model import AssignmentRole, Budget, Node
from docparse.rulebook import pattern
from docparse.structure import Leaf
from docparse.text import fold
from extractors.addressees import addressed_above
from extractors.agencygrammar import AgencyName
from extractors.assignments import RolePart
from extractors.budgets import budget_in_text
from extractors.context import Context
from extractors.deadlines import deadline_of
from extractors.labels import WITH_WHOM
from extractors.leadins import LeadIn
from extractors.leaves import NEXT_SENTENCE
from extractors.roles import SAYS_WHO_LEADS, Part, Wording, heading_agencies, read_wording, verb_of_subject
from extractors.times import TimeExpression, find_times, stated_time

_OPENING = 12  # characters before a group that the heading spells out: `Lãnh đạo các trường …`
_BRACKETS = re.compile(r"\([^()]*\)")
_NAMES = pattern("timewording", "named-with-its-years")
_HEADING_TIME = pattern("timewording", "heading-time")
_STAGE = pattern("timewording", "stage")
_DAYS = frozenset(
    {"day", "day-range", "days-without-year", "month-range", "months-without-year", "month", "quarter"}
)
_MONTHS = frozenset({"month", "month-slash-year", "month-without-year"})  # `B. CÔNG TÁC TRỌNG TÂM THÁNG 9`
_PURPOSE = pattern("timewording", "purpose")
_ROUTINE = pattern("timewording", "routine")


@dataclass(slots=True)
class Draft:
    """A task while its labels are still being collected."""

    leaf: Leaf
    parts: list[RolePart] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    deadline: TimeExpression | None = None
    budget: Budget | None = None
    product: str | None = None

    def add(self, agency: AgencyName, role: AssignmentRole, inherited: bool, also: bool = False) -> None:
        """Give ``agency`` the role once; one that leads also coordinates only where told (``also``)."""
        name = fold(agency.name)
        held = {(fold(a.name), r) for a, r, _ in self.parts}
        if (name, role) in held or (role == "coordinate" and (name, "lead") in held and not also):
            return
        self.parts.append((agency, role, inherited))

    @property
    def acts(self) -> bool:
        """Whether somebody is named who leads or carries out."""
        return any(role in ("lead", "implement") for _, role, _ in self.parts)

    def drop(self, role: AssignmentRole) -> None:
        """Forget what was inherited or read for ``role``: a label line says otherwise."""
        self.parts = [part for part in self.parts if part[1] != role]


def read_leaf(
    context: Context, leaf: Leaf, closing: bool, lead_ins: Sequence[LeadIn], charged: Sequence[AgencyName]
) -> Draft:
    """The task that ``leaf`` states below ``lead_ins``, the outermost first.

    ``charged`` are those to whom the whole document turns: they act where nobody else is named.

    No agency named above is meant in the ``closing`` paragraph of a plan: there the issuer turns to all.
    """
    draft = Draft(leaf)
    headed = not closing and leaf.depth > 0 and bool(addressed_above(context, context.headings(leaf))[0])
    wording = read_wording(context.names, leaf.content, leaf.end, requests=not headed)
    if wording.subject and lead_ins and _asks_with_whom(context, lead_ins[-1].leaf):
        helping = (replace(p, role="coordinate") if p.role == "lead" else p for p in wording.parts)
        wording = Wording(tuple(helping), False, False)
    if not closing and wording.subject:
        for part in (part for lead_in in lead_ins for part in lead_in.wording.parts):
            if part.role == "coordinate":
                draft.add(part.agency, "coordinate", True)
    elif not closing:
        _inherit(context, draft, wording, lead_ins)
    own = _of_sentences(context, leaf, wording) if closing else _spelt_out(context, leaf, wording)
    for part in own:
        draft.add(part.agency, part.role, False)
    if not (closing or wording.coordinates or draft.acts or _is_told_nearer(context, leaf, lead_ins)):
        for agency in charged:
            draft.add(agency, "lead", True)
    draft.deadline = _deadline(context, leaf, lead_ins)
    draft.budget = budget_in_text(context, leaf.content, leaf.end)
    return draft


def _is_told_nearer(context: Context, leaf: Leaf, lead_ins: Sequence[LeadIn]) -> bool:
    """Whether a heading or a lead-in above the leaf turns to somebody, if only to help."""
    spoken = any(above.wording.parts or above.wording.coordinates for above in lead_ins)
    return spoken or bool(addressed_above(context, context.headings(leaf))[0])


def _asks_with_whom(context: Context, leaf: Leaf) -> bool:
    """``b) Chủ trì, phối hợp với:`` over bullets that each begin with whom it is."""
    return WITH_WHOM.fullmatch(context.key[leaf.content : leaf.end].rstrip(" .:")) is not None


def _of_sentences(context: Context, leaf: Leaf, wording: Wording) -> Sequence[Part]:
    """The closing paragraph says that this is the plan; the first sentence behind that turns to somebody."""
    parts: Sequence[Part] = wording.parts
    bounds = [m.end() for m in NEXT_SENTENCE.finditer(context.printed, leaf.content, leaf.end)]
    for start, end in pairwise([*bounds, leaf.end]):
        parts = parts or read_wording(context.names, start, end).parts
    return parts


def _spelt_out(context: Context, leaf: Leaf, wording: Wording) -> Sequence[Part]:
    """``Các trường …`` under the heading ``Các trường mầm non, tiểu học`` means those of the heading."""
    if not any(part.agency.group for part in wording.parts):
        return wording.parts
    fuller = [agency for agency in addressed_above(context, context.headings(leaf))[0] if agency.group]
    return [_as_headed(part, fuller, leaf.content) for part in wording.parts]


def _as_headed(part: Part, fuller: Sequence[AgencyName], start: int) -> Part:
    if part.agency.start - start > _OPENING:
        return part
    meant = next((a for a in fuller if a.name.startswith(f"{part.agency.name} ")), None)
    return replace(part, agency=meant) if meant else part  # with the passage that names it whole


def _inherit(context: Context, draft: Draft, wording: Wording, lead_ins: Sequence[LeadIn]) -> None:
    """Roles from above: the lead-in's own agencies, and the agency of the nearest heading."""
    addressed, heading = addressed_above(context, context.headings(draft.leaf))
    governing = next((above for above in reversed(lead_ins) if not _is_nearer(context, heading, above)), None)
    spoken = governing is not None and bool(governing.wording.parts or governing.wording.coordinates)
    leads_itself = any(part.role == "lead" and not part.later for part in wording.parts)
    if governing is not None:
        spelt = _BRACKETS.sub("", context.key[governing.leaf.content : governing.leaf.end])
        leads = SAYS_WHO_LEADS.search(spelt) is not None
        for part in governing.wording.parts:
            only_addressed = part.role == "lead" and wording.coordinates and not leads
            draft.add(part.agency, "coordinate" if only_addressed else part.role, True)
        if any(part.role == "lead" for part in governing.wording.parts):
            addressed = []
    coordinates = governing.wording.coordinates if spoken and governing is not None else wording.coordinates
    if not leads_itself:
        for agency in addressed:
            draft.add(agency, "coordinate" if coordinates else "lead", True)


def _is_nearer(context: Context, heading: Node | None, lead_in: LeadIn) -> bool:
    """Whether a heading that names agencies stands below a lead-in: it is the nearer of the two."""
    node = lead_in.leaf.node
    return heading is not None and node is not None and context.is_within(context.parent(heading), node)


def _deadline(context: Context, leaf: Leaf, lead_ins: Sequence[LeadIn]) -> TimeExpression | None:
    """The deadline of the leaf itself, else of a lead-in or a heading above it in the same section."""
    for stated in (leaf, *(above.leaf for above in reversed(lead_ins))):
        if stated is not leaf and _PURPOSE.match(context.key, stated.content, stated.end):
            continue
        bracket = "(" in context.key[stated.content : stated.end]  # a time without its year may stand there
        if not bracket and not find_times(context.key, stated.content, stated.end, context.default_year):
            continue
        excluded = context.cited(stated.start, stated.end)
        start = _after_subject_colon(context, stated)
        found = deadline_of(context.key, start, stated.end, context.default_year, excluded)
        verb_at = verb_of_subject(context.names, start, stated.end)
        if verb_at is not None:  # `Sở Y tế thường xuyên kiểm tra`
            behind = deadline_of(context.key, verb_at, stated.end, context.default_year, excluded)
            found = min(filter(None, (found, behind)), key=lambda time: time.start, default=None)
        if found is not None and (stated is leaf or not _is_past(context, found)):
            return found
    for node in context.headings(leaf):
        time = _heading_time(context, node)
        if time is not None and (node.parent is not None or time.rule in _MONTHS):
            return time
    return None


def _is_past(context: Context, time: TimeExpression) -> bool:
    """``Hộ có nhà hư hỏng trước ngày 15/6/2013 gồm:``: a day before the plan's own is a condition."""
    issued_on = context.facts.metadata.issued_on
    return bool(issued_on and time.due and time.due < issued_on)


def _heading_time(context: Context, node: Node) -> TimeExpression | None:
    """A heading that is nothing but a time (``Năm 2024``, ``Các nhiệm vụ hoàn thành trong quý I``)."""
    start = context.title_start(node)
    time = stated_time(context.key, start, node.end, context.default_year)
    if _ROUTINE.fullmatch(context.key[start : node.end].strip(" .:;")):
        return time
    if time is None or time.rule in ("continuous", "ongoing", "relative"):
        return None
    before = context.key[start : time.start]
    after = context.key[time.end : node.end].strip(" .:;)")
    closes = time.rule == "by-year" and _NAMES.search(before) is None
    if before.endswith("(") and time.rule in _DAYS and (not after or _STAGE.fullmatch(before)):
        return time  # `Giai đoạn 2: Thu thập thông tin (từ ngày 01/7 đến ngày 30/7)`
    return time if (closes or _HEADING_TIME.fullmatch(before)) and not after else None


def _after_subject_colon(context: Context, leaf: Leaf) -> int:
    """``3. Sở Tài chính: Phối hợp …``: the colon behind the addressed agency ends no clause."""
    colon = context.key.find(":", leaf.content, leaf.end)
    # `4. Các phòng: Nội vụ, Tư pháp; Trạm Y tế: Xây dựng …`
    listed, stop = context.names.list_at(leaf.content, leaf.end) if colon > 0 else ([], 0)
    if listed and context.printed.startswith(":", stop):
        return stop + 1
    if colon > 0 and heading_agencies(context.names, leaf.content, colon):
        return colon + 1
    return leaf.content
