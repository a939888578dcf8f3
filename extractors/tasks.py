"""Tasks: one for each leaf that orders something and each data row of a task table.

Agencies come from the leaf's own words, from label lines, from a lead-in above the bullets, or from
the heading; deadlines and money from the leaf, its labels, its row, or a heading of the section.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from docparse.model import ASSIGNMENT_ROLES, AssignmentRole, Budget, Deadline, Node, Task
from docparse.rulebook import pattern
from docparse.structure import Leaf
from docparse.text import fold
from extractors.agencygrammar import AgencyName
from extractors.assignments import RolePart, assignments
from extractors.budgets import budget_in_text
from extractors.context import Context
from extractors.deadlines import TimeExpression, as_deadline, deadline_of, find_times, stated_time
from extractors.labels import WITH_WHOM, Label, inline_labels, labels_of_line
from extractors.leaves import NEXT_SENTENCE, UsedLeaf, classify
from extractors.roles import Part, Wording, heading_agencies, read_wording, verb_of_subject
from extractors.tasktables import tasks_of_tables

_OPENING = 12  # characters before a subject that still opens its sentence: `Nghiêm cấm …`
_MAX_TITLE = 26  # words of a heading that can be a name
# `Trách nhiệm của đối tượng kiểm kê:`: a short title that says whose duties stand below it
_DUTIES_OF = re.compile(r"(?:trách nhiệm|nhiệm vụ)(?: cụ thể)? của (?=[^.;]{4,80}:?$)")
_REQUEST = re.compile(r"(?:đề nghị|yêu cầu|giao|phân công|đối với) ")
# a heading that says with whom, and leaves what to the lines below it
_COORDINATING = re.compile(r"(?:chủ trì,? (?:và )?)?phối hợp\b(?! tổ chức| thực hiện| triển khai)")
_MIN_NAMED = 2  # headings beside it that name agencies
_ADDRESSEE = pattern("wording", "addressee")


@dataclass(slots=True)
class Draft:
    """A task while its labels are still being collected."""

    leaf: Leaf
    use: str
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

    def drop(self, role: AssignmentRole) -> None:
        """Forget what was inherited or read for ``role``: a label line says otherwise."""
        self.parts = [part for part in self.parts if part[1] != role]


@dataclass(frozen=True, slots=True)
class _LeadIn:
    """A lead-in that is in force: its wording holds for what stands deeper than it."""

    leaf: Leaf
    wording: Wording


def find_tasks(context: Context) -> list[Task]:
    """Every task of the document, in document order."""
    used = classify(context)
    drafts = _drafts(context, used)
    tasks = [_finished(context, draft) for draft in drafts]
    tasks += tasks_of_tables(context)
    tasks.sort(key=lambda task: (task.start, task.end))
    return [task.model_copy(update={"id": f"t{number}"}) for number, task in enumerate(tasks, start=1)]


def _drafts(context: Context, used: Sequence[UsedLeaf]) -> list[Draft]:
    drafts: list[Draft] = []
    lead_ins: list[_LeadIn] = []
    block: list[Draft] = []
    ahead: list[tuple[Leaf, Label]] = []
    previous_label = False
    for item in used:
        leaf = item.leaf
        lead_ins = [above for above in lead_ins if _covers(context, above.leaf, leaf)]
        if item.use == "lead_in":
            lead_ins.append(_LeadIn(leaf, _lead_in_wording(context, leaf)))
        elif item.use == "heading" and (wording := _heading_wording(context, leaf)) is not None:
            lead_ins.append(_LeadIn(leaf, wording))
        elif item.use in ("task", "closing"):
            drafts.append(_read(context, leaf, item.use, lead_ins))
            inline = inline_labels(context.key, leaf.content, leaf.end)
            if inline:
                block = [drafts[-1]] if leaf.depth == 0 else _labelled(context, drafts, leaf, inline[0])
                for draft in block:
                    for label in inline:
                        _apply_label(context, draft, label)
                previous_label = True
                continue
        elif item.use == "label" and item.label is not None:
            labels = labels_of_line(context.key, item.label)
            if not previous_label:
                block = _labelled(context, drafts, leaf, labels[0])
            if not block and leaf.kind != "heading":
                ahead += [(leaf, label) for label in labels]
            for label in labels:
                for draft in _meant(block, label):
                    _apply_label(context, draft, label)
        previous_label = item.use == "label"
    _apply_ahead(context, drafts, ahead)
    return drafts


def _apply_ahead(context: Context, drafts: Sequence[Draft], ahead: Sequence[tuple[Leaf, Label]]) -> None:
    """Label lines right below a heading hold for the tasks below them that have none of the kind."""
    told = {id(draft): frozenset(draft.labelled) for draft in drafts}
    for leaf, label in ahead:
        for draft in drafts[bisect_left(drafts, leaf.start, key=lambda d: d.leaf.start) :]:
            if not _under(context, draft.leaf.node, leaf.node):
                break
            if not told[id(draft)].intersection(label.roles):
                _apply_label(context, draft, label)


# `… các đơn vị tập trung triển khai một số nhiệm vụ sau:` gives no role
_LEADS = re.compile(r"chủ trì|đầu mối|thường trực")
_BRACKETS = re.compile(r"\([^()]*\)")
_ACTS_IN_GENERAL = pattern("wording", "acting-in-general")
_ANYBODY = re.compile(r"(?:các )?(?:cơ quan|đơn vị)(?:(?:,| và) (?:cơ quan|đơn vị))*")


def _lead_in_wording(context: Context, leaf: Leaf) -> Wording:
    """The roles a lead-in gives to what stands below it; a subject must be charged, not merely act."""
    named = heading_agencies(context.names, leaf.content, leaf.end)
    if named:
        return _charged(named)
    wording = read_wording(context.names, leaf.content, leaf.end)
    if _tells_those_headed(context, leaf, wording):
        return Wording(tuple(p for p in wording.parts if p.role != "lead"), False, wording.coordinates)
    general = _ACTS_IN_GENERAL.match(context.key, leaf.content, leaf.end)
    if context.role(leaf) == "organization" or general is None:
        return wording
    return Wording(tuple(p for p in wording.parts if p.role != "lead"), False, wording.coordinates)


def _tells_those_headed(context: Context, leaf: Leaf, wording: Wording) -> bool:
    """``Yêu cầu các đơn vị …:`` under a heading that names them turns to nobody else."""
    leads = [part.agency for part in wording.parts if part.role == "lead"]
    anybody = bool(leads) and all(_ANYBODY.fullmatch(fold(agency.name)) for agency in leads)
    return anybody and bool(_addressed(context, leaf)[0])


def _heading_wording(context: Context, leaf: Leaf) -> Wording | None:
    """What a heading says to whatever stands below it: null where it is a mere title.

    ``- Bộ Công Thương`` over bullets of its own; ``a) Chủ trì, phối hợp với các sở, ngành``.
    """
    named = heading_agencies(context.names, leaf.content, leaf.end) if leaf.kind != "heading" else []
    if named:
        return _charged(named)
    if _COORDINATING.match(context.key, leaf.content, leaf.end):
        return read_wording(context.names, leaf.content, leaf.end)
    return None


def _charged(agencies: Sequence[AgencyName]) -> Wording:
    """What a line says that is nothing but these agencies."""
    return Wording(tuple(Part(agency, "lead") for agency in agencies), True, False)


def _covers(context: Context, above: Leaf, leaf: Leaf) -> bool:
    """Whether a lead-in holds for ``leaf``: deeper bullets, or units below its node."""
    if leaf.node is None or above.node is None:
        return leaf.node is above.node and leaf.depth > above.depth
    if leaf.node.id == above.node.id:
        return leaf.depth > above.depth or (above.kind == "heading" and leaf.kind != "heading")
    below = any(node.id == above.node.id for node in context.chain(leaf.node)[1:])
    return below and above.depth == 0


# ---- label lines --------------------------------------------------------------------------------


def _labelled(context: Context, drafts: list[Draft], leaf: Leaf, label: Label) -> list[Draft]:
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
    own = _last_of(drafts, lambda d: d.leaf.node is not None and d.leaf.node.id == node.id and not d.labelled)
    return own or [last]


def _closes_siblings(context: Context, drafts: list[Draft], node: Node, label: Label) -> bool:
    """Whether a label below the last of several units, where those before it name nobody, holds for all."""
    parent = context.parent(node)
    siblings = context.structure.children[parent.id] if parent else []
    if parent is None or siblings[-1].id != node.id or not set(ASSIGNMENT_ROLES).intersection(label.roles):
        return False
    units = _since(drafts, parent)
    led = any(role == "lead" for draft in units[:-1] for _, role, _ in draft.parts)
    return len(units) == len(siblings) and not led and not any(draft.labelled for draft in units)


def _meant(block: list[Draft], label: Label) -> list[Draft]:
    """Those of ``block`` whose units the label names; all where it names none of them."""
    named = [d for d in block if d.leaf.node and _number(d.leaf.node) in label.among]
    return named or block


def _number(node: Node) -> str:
    return fold(node.marker).strip(" .)/")


def _since(drafts: list[Draft], heading: Node) -> list[Draft]:
    """What was read since ``heading`` began, if it is still open, stands below it."""
    return drafts[bisect_left(drafts, heading.start, key=lambda d: d.leaf.start) :]


def _last_of(drafts: list[Draft], belongs: Callable[[Draft], bool]) -> list[Draft]:
    """The drafts at the end that belong to a section; those of one section stand together."""
    return list(takewhile(belongs, reversed(drafts)))[::-1]


def _under(context: Context, node: Node | None, ancestor: Node | None) -> bool:
    return ancestor is not None and any(n.id == ancestor.id for n in context.chain(node))


def _apply_label(context: Context, draft: Draft, label: Label) -> None:
    if label.value_start >= label.end:
        return  # the values stand below it
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


def _named_by(context: Context, label: Label, role: AssignmentRole) -> Sequence[Part]:
    """Whom a label line names; ``Cơ quan thực hiện: Sở A chủ trì, …`` says itself who does what."""
    leads = _LEADS.search(context.key, label.value_start, label.end) if role == "implement" else None
    if leads:
        wording = read_wording(context.names, label.value_start, label.end)
        said = [p for p in wording.parts if p.role != "lead" or p.agency.start < leads.end()]
        if said:
            return [*said, *_others(context, label, said)]
    found, _ = context.names.list_at(label.value_start, label.end, whole=True)
    return [Part(agency, role) for agency in found]


def _others(context: Context, label: Label, said: Sequence[Part]) -> list[Part]:
    """Agencies behind a semicolon without a word of their role: they carry out with those that lead."""
    taken = {part.agency.start for part in said}
    others: list[Part] = []
    for mark in re.finditer(";", context.key[label.value_start : label.end]):
        at = label.value_start + mark.end()
        found, _ = context.names.list_at(at, label.end)
        others += [Part(agency, "implement") for agency in found if agency.start not in taken]
    return others


# ---- one leaf -------------------------------------------------------------------------------------


def _read(context: Context, leaf: Leaf, use: str, lead_ins: Sequence[_LeadIn]) -> Draft:
    draft = Draft(leaf, use)
    headed = use == "task" and leaf.depth > 0 and bool(_addressed(context, leaf)[0])
    wording = read_wording(context.names, leaf.content, leaf.end, requests=not headed)
    if wording.subject and lead_ins and _asks_with_whom(context, lead_ins[-1].leaf):
        helping = (replace(p, role="coordinate") if p.role == "lead" else p for p in wording.parts)
        wording = Wording(tuple(helping), False, False)
    if use == "task" and not wording.subject:
        _inherit(context, draft, wording, lead_ins)
    elif use == "task":
        for lead_in in lead_ins:
            for part in lead_in.wording.parts:
                if part.role == "coordinate":
                    draft.add(part.agency, "coordinate", True)
    for part in (
        _spelt_out(context, leaf, wording) if use == "task" else _of_sentences(context, leaf, wording)
    ):
        draft.add(part.agency, part.role, False)
    draft.deadline = _deadline(context, leaf, lead_ins)
    draft.budget = budget_in_text(context, leaf.content, leaf.end)
    return draft


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
    fuller = [agency for agency in _addressed(context, leaf)[0] if agency.group]
    return [_as_headed(part, fuller, leaf.content) for part in wording.parts]


def _as_headed(part: Part, fuller: Sequence[AgencyName], start: int) -> Part:
    if part.agency.start - start > _OPENING:
        return part
    meant = next((a for a in fuller if a.name.startswith(f"{part.agency.name} ")), None)
    return replace(part, agency=meant) if meant else part  # with the passage that names it whole


def _inherit(context: Context, draft: Draft, wording: Wording, lead_ins: Sequence[_LeadIn]) -> None:
    """Roles from above: the lead-in's own agencies, and the agency of the nearest heading."""
    addressed, heading = _addressed(context, draft.leaf)
    governing = next(
        (above for above in reversed(lead_ins) if not _under_lead_in(heading, above, context)), None
    )
    spoken = governing is not None and bool(governing.wording.parts or governing.wording.coordinates)
    leads_itself = any(part.role == "lead" for part in wording.parts)
    if governing is not None:
        spelt = _BRACKETS.sub("", context.key[governing.leaf.content : governing.leaf.end])
        leads = _LEADS.search(spelt) is not None
        for part in governing.wording.parts:
            only_addressed = part.role == "lead" and wording.coordinates and not leads
            draft.add(part.agency, "coordinate" if only_addressed else part.role, True)
        if any(part.role == "lead" for part in governing.wording.parts):
            addressed = []
    coordinates = governing.wording.coordinates if spoken and governing is not None else wording.coordinates
    if not leads_itself:
        for agency in addressed:
            draft.add(agency, "coordinate" if coordinates else "lead", True)


def _under_lead_in(heading: Node | None, lead_in: _LeadIn, context: Context) -> bool:
    """Whether a heading that names agencies stands below a lead-in: it is the nearer of the two."""
    node = lead_in.leaf.node
    return heading is not None and node is not None and _under(context, context.parent(heading), node)


def _addressed(context: Context, leaf: Leaf) -> tuple[list[AgencyName], Node | None]:
    """The agencies of the nearest heading that names nothing but agencies, and this heading."""
    for node in context.chain(leaf.node):
        if leaf.kind == "heading" and node.id == (leaf.node.id if leaf.node else None):
            continue
        if node.role not in ("organization", "tasks", "schedule"):
            break
        found = _named_in(context, node)
        if found:
            return found, node
        if node.role == "tasks" and node.parent is None:
            break
    return [], None


def _named_in(context: Context, node: Node) -> list[AgencyName]:
    """The agencies that a heading addresses, worked out once for all that stands below it."""
    known = context.addressed.get(node.id)
    if known is None:
        known = context.addressed[node.id] = _address(context, node)
    return known


def _headed(context: Context, node: Node) -> list[AgencyName]:
    """The agencies of a heading that is nothing but a list of them."""
    known = context.headed.get(node.id)
    if known is None:
        start = _title_start(context, node)
        known = context.headed[node.id] = heading_agencies(context.names, start, node.end)
    return known


def _address(context: Context, node: Node) -> list[AgencyName]:
    start = _title_start(context, node)
    found = _headed(context, node) if node.id not in context.structure.named else []
    if node.role == "tasks" and _is_topic(context, node, found):
        found = []
    duties = _DUTIES_OF.match(context.key, start, node.end)
    if not found and duties and node.role in ("organization", "tasks"):
        return [context.names.title(duties.end(), node.end)]
    if not found and node.role == "organization" and _stands_among_agencies(context, node):
        request = _REQUEST.match(context.key, start, node.end)
        found = [context.names.title(request.end() if request else start, node.end)]
    if not found and node.role == "organization":
        found = _own_subject(context, start, node.end)
    return found


def _is_topic(context: Context, node: Node, named: Sequence[AgencyName]) -> bool:
    """``9. Doanh nghiệp số`` among ``Hạ tầng số``, ``Dữ liệu số``: what the tasks below are about."""
    if len(named) != 1 or not named[0].group or named[0].level != "other" or named[0].name.startswith("các "):
        return False
    siblings = context.structure.children.get(node.parent, []) if node.parent else []
    return (
        len(siblings) > _MIN_NAMED and sum(bool(_headed(context, other)) for other in siblings) < _MIN_NAMED
    )


def _own_subject(context: Context, start: int, end: int) -> list[AgencyName]:
    """``1. Các cơ quan, đơn vị căn cứ … xây dựng kế hoạch …``: who is told to act there acts below too."""
    wording = read_wording(context.names, start, end)
    opening = [p.agency for p in wording.parts if p.role == "lead" and p.agency.start - start < _OPENING]
    return opening if wording.subject else []


def _stands_among_agencies(context: Context, node: Node) -> bool:
    """``5. Chủ đầu tư hạ tầng khu công nghiệp`` where the headings beside it name agencies."""
    siblings = context.structure.children.get(node.parent, []) if node.parent else []
    if len(node.title.split()) > _MAX_TITLE or node.title.rstrip().endswith((".", ";")):
        return False
    if not _ADDRESSEE.match(context.key, _title_start(context, node)):
        return False
    named = sum(bool(_headed(context, sibling)) for sibling in siblings)
    return named >= _MIN_NAMED and 2 * named >= len(siblings)


def _title_start(context: Context, node: Node) -> int:
    return context.printed.index(node.title[:20], node.start) if node.title else node.end


def _deadline(context: Context, leaf: Leaf, lead_ins: Sequence[_LeadIn]) -> TimeExpression | None:
    """The deadline of the leaf itself, else of a lead-in or a heading above it in the same section."""
    for stated in (leaf, *(above.leaf for above in reversed(lead_ins))):
        if not find_times(context.key, stated.content, stated.end, context.default_year):
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
    for node in context.chain(leaf.node):
        if node.parent is None or (
            leaf.kind == "heading" and leaf.node is not None and node.id == leaf.node.id
        ):
            continue
        time = _heading_time(context, node)
        if time is not None:
            return time
    return None


def _is_past(context: Context, time: TimeExpression) -> bool:
    """``Hộ có nhà hư hỏng trước ngày 15/6/2013 gồm:``: a day before the plan's own is a condition."""
    issued_on = context.facts.metadata.issued_on
    return bool(issued_on and time.due and time.due < issued_on)


# `Giảm phát thải đến năm 2030` is a time of what stands below, `Chiến lược phát triển đến năm 2030` a name
_NAMES = re.compile(
    r"(?:đề án|chương trình|kế hoạch|dự án|chiến lược|quy hoạch|nghị quyết|quyết định|tầm nhìn)\b"
)
_HEADING_TIME = pattern("wording", "heading-time")
_DAYS = frozenset({"day", "day-range", "month-range", "month", "quarter"})
_ROUTINE = re.compile(
    r"(?:các )?(?:nhiệm vụ|công việc|nội dung|hoạt động) (?:thực hiện )?thường xuyên(?:, liên tục)?"
)


def _heading_time(context: Context, node: Node) -> TimeExpression | None:
    """A heading that is nothing but a time (``Năm 2024``, ``Các nhiệm vụ hoàn thành trong quý I``)."""
    start = _title_start(context, node)
    time = stated_time(context.key, start, node.end, context.default_year)
    if _ROUTINE.fullmatch(context.key[start : node.end].strip(" .:;")):
        return time
    if time is None or time.rule in ("continuous", "ongoing", "relative"):
        return None
    before = context.key[start : time.start]
    after = context.key[time.end : node.end].strip(" .:;)")
    closes = time.rule == "by-year" and _NAMES.search(before) is None
    if before.endswith("(") and time.rule in _DAYS and not after:
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


# ---- the record -----------------------------------------------------------------------------------


def _finished(context: Context, draft: Draft) -> Task:
    leaf = draft.leaf
    return Task(
        id="",
        text=context.document.text[leaf.content : leaf.end].replace("\n", " "),
        node=leaf.node.id if leaf.node else None,
        assignments=assignments(context, draft.parts),
        deadline=_record(context, draft.deadline, leaf),
        budget=draft.budget,
        product=draft.product,
        start=leaf.content,
        end=leaf.end,
        page=leaf.page,
    )


def _record(context: Context, time: TimeExpression | None, leaf: Leaf) -> Deadline | None:
    return as_deadline(context.document.text, time, leaf.page) if time else None
