"""Which leaves order something: lead-ins, labels, pointers and headings told from tasks."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from docparse.rulebook import pattern
from docparse.structure import Leaf
from docparse.text import CAPITALS, fold
from extractors.context import Context
from extractors.issuingplaces import DATE_LINE
from extractors.labelleaves import LEADS, ORDERING, is_label, labels_of_leaves, stands_below
from extractors.labels import Label
from extractors.roles import heading_agencies, read_wording, verb_of_subject
from extractors.times import find_times
from extractors.words import tagged

LeafUse = Literal["task", "label", "lead_in", "heading", "closing", "none"]

_POINTER = pattern("leafwording", "pointer")
_CLOSING = pattern("leafwording", "closing")
_CLOSING_DEMAND = pattern("leafwording", "closing-demand")
_CLOSING_LEAVES = 2  # at the end of the body, where the issuer turns to all once more
_CLOSING_ORDER = pattern("leafwording", "closing-order")
_NOTE = pattern("leafwording", "note")
_TAKE_NOTE = pattern("leafwording", "take-note")
_ASIDE = re.compile("|".join(p.pattern for p in (_CLOSING, _NOTE, _CLOSING_DEMAND, _TAKE_NOTE)))
_LISTING = pattern("leafwording", "listing")
_NAME_WORDS = re.compile(rf"(?:[Tt]hị trấn|[{CAPITALS}]\S*|[\d-]+|xã|phường|số)(?: |$)")
_CONDITIONS = pattern("leafwording", "conditions")
_CONDITIONS_FOLLOW = pattern("leafwording", "conditions-follow")
_VERB_OF_ORDER = pattern("rolewording", "verb-of-order")
_MEMBER = pattern("leafwording", "member-of-a-team")
_STATE = pattern("leafwording", "state-not-order")
_STATEMENT = pattern("leafwording", "statement")
_SCHEDULE_DETAIL = pattern("leafwording", "schedule-detail")
_END = re.compile(r"[.;][\"”']?$|\./\.$")
_ORDER = pattern("rolewording", "order")
_BASIS = pattern("leafwording", "basis")
_SLOGAN = pattern("leafwording", "slogan")
_LINK = re.compile(r"(?:<\w+>)?[^.;]{3,160} \(https?://\S+\)(?:</\w+>)?")  # a title on a page of links
#: the end of a sentence behind which another begins
NEXT_SENTENCE = re.compile(rf"[.;] (?=[{CAPITALS}])")
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
    if not context.structure.nodes:
        return _classify_prose(context)
    leaves = [leaf for leaf in context.structure.leaves if leaf.zone == "body"]
    above = _above(leaves)
    labels = labels_of_leaves(context, leaves, above)
    used = []
    for index, leaf in enumerate(leaves):
        label = labels[index]
        content = (
            _has_content(context, leaves, labels, index)
            or _stands_over_table(context, leaves, index)
            or _heads_paragraphs(context, leaves, index)
        )
        use = _use(context, leaf, above[index], label, content)
        if use in ("none", "task") and index >= len(leaves) - _CLOSING_LEAVES and _demands(context, leaf):
            use = "closing"
        if use == "task" and _is_listed(context, leaf, above[index]):
            use = "none"
        used.append(UsedLeaf(leaf, use, label if use == "label" else None))
    return used


def _classify_prose(context: Context) -> list[UsedLeaf]:
    """A text without any number (a short letter, a directive as news): paragraphs that charge somebody."""
    prose = [leaf for leaf in context.structure.leaves if leaf.zone in ("preamble", "body")]
    return [UsedLeaf(leaf, "task" if _charges(context, leaf) else "none") for leaf in prose]


def _charges(context: Context, leaf: Leaf) -> bool:
    if _BASIS.match(context.key, leaf.content, leaf.end) or context.key.endswith(":", leaf.content, leaf.end):
        return False
    wording = read_wording(context.names, leaf.content, leaf.end)
    orders = any(cue.search(context.key, leaf.content, leaf.end) for cue in (LEADS, _ORDER))
    acts = any(part.role == "lead" for part in wording.parts)
    return acts and (orders or verb_of_subject(context.names, leaf.content, leaf.end) is not None)


def _above(leaves: list[Leaf]) -> list[Leaf | None]:
    """For each leaf the nearest one before it that is less deep; null for those of depth 0."""
    found: list[Leaf | None] = []
    open_leaves: list[Leaf] = []  # of ever greater depth
    for leaf in leaves:
        while open_leaves and open_leaves[-1].depth >= leaf.depth:
            open_leaves.pop()
        found.append(open_leaves[-1] if open_leaves else None)
        open_leaves.append(leaf)
    return found


def _demands(context: Context, leaf: Leaf) -> bool:
    """``Sở Y tế yêu cầu các đơn vị …`` at the end of the body, whatever section it stands in."""
    return leaf.kind != "heading" and _CLOSING_DEMAND.match(context.key, leaf.content, leaf.end) is not None


def _is_listed(context: Context, leaf: Leaf, above: Leaf | None) -> bool:
    """A bullet that only lists: what the leaf above says it consists of (``… gồm``), or bare names."""
    if above is not None and above.node is leaf.node:
        said = context.key[above.content : above.end]
        if _LISTING.search(said.rstrip(" .")):
            return True
        if said.rstrip(" :").endswith("gồm") and heading_agencies(context.names, leaf.content, leaf.end):
            return True  # `Giao các sở, ngành gồm:` over the bodies
    group, colon, names = context.printed[leaf.content : leaf.end].partition(":")
    listed = bool(colon) and bool(heading_agencies(context.names, leaf.content, leaf.content + len(group)))
    return listed and (_only_names(names) or _MEMBER.fullmatch(fold(names.strip())) is not None)


def _only_names(text: str) -> bool:
    items = re.split(r"[,;]| và ", text.strip(" .;"))
    words = [re.sub(_NAME_WORDS, "", item.strip()) for item in items]
    return bool(items) and not any(words)


def _has_content(context: Context, leaves: list[Leaf], labels: list[Label | None], index: int) -> bool:
    """Whether text or units below the leaf, label lines aside, belong to it."""
    leaf = leaves[index]
    if leaf.kind == "heading" and leaf.node is not None and context.structure.children.get(leaf.node.id):
        children = context.structure.children[leaf.node.id]
        if not all(is_label(context, child) for child in children):
            return True
    label_line: Leaf | None = None
    for offset in range(index + 1, len(leaves)):
        other = leaves[offset]
        if other.kind == "heading":
            return False
        if leaf.kind != "heading" and other.depth <= leaf.depth:
            return False
        label = labels[offset]
        if label is not None:
            label_line = other if label.is_bare else None
        elif not (label_line and stands_below(label_line, other)) and not _says_nothing_of_it(context, other):
            return True
    return False


def _stands_over_table(context: Context, leaves: list[Leaf], index: int) -> bool:
    """``IV. LỊCH CÔNG TÁC TỪNG THÁNG``, then the table: a title, whatever its verb."""
    leaf = leaves[index]
    if leaf.kind != "heading" and not context.printed[leaf.content : leaf.end].isupper():
        return False
    following = leaves[index + 1].start if index + 1 < len(leaves) else len(context.key)
    tables = context.structure.tables
    first, behind = (
        bisect_left(tables, at, key=lambda table: table.grid.start) for at in (leaf.end, following)
    )
    return any(table.node is leaf.node for table in tables[first:behind])


def _heads_paragraphs(context: Context, leaves: list[Leaf], index: int) -> bool:
    """``Ban Giám hiệu nhà trường`` over paragraphs that say what it has to do: a heading without a number."""
    leaf = leaves[index]
    following = leaves[index + 1] if index + 1 < len(leaves) else None
    if leaf.kind != "paragraph" or following is None or following.kind != "paragraph":
        return False
    if following.node is not leaf.node or context.printed[leaf.start : leaf.end].rstrip()[-1:] in (
        *".;:,",
        "",
    ):
        return False
    return bool(heading_agencies(context.names, leaf.content, leaf.end))


def _names_a_section(context: Context, leaf: Leaf) -> bool:
    """``II. NHIỆM VỤ`` over nothing but a table or a pointer orders nothing itself."""
    title = context.printed[leaf.content : leaf.end]
    return title.isupper() and leaf.node is not None and leaf.node.id in context.structure.named


def _says_nothing_of_it(context: Context, leaf: Leaf) -> bool:
    """A closing paragraph, a note or a pointer below a unit adds nothing to what the unit orders."""
    return (
        _ASIDE.match(context.key, leaf.content) is not None
        or _LINK.fullmatch(context.printed, leaf.content, leaf.end) is not None
        or _POINTER.fullmatch(context.key, leaf.content, leaf.end) is not None
    )


def _use(context: Context, leaf: Leaf, above: Leaf | None, label: Label | None, has_content: bool) -> LeafUse:
    text = context.printed[leaf.content : leaf.end].strip()
    key = context.key[leaf.content : leaf.end].strip()
    if leaf.kind != "heading" and _closes(context, leaf, key):
        return (
            "closing"
            if len(key.split()) > 8 and context.role(leaf) not in ("situation", "legal_basis")
            else "none"
        )
    if label is not None:
        return "label"
    if context.role(leaf) not in ORDERING:
        return "none"
    if leaf.kind != "heading" and re.match(r"trên đây là\b", key):
        return "none"
    if text.endswith(":"):
        return "lead_in"
    if (
        not text
        or _SLOGAN.fullmatch(text)
        or _LINK.fullmatch(text)
        or DATE_LINE.fullmatch(text)
        or _NOTE.match(key)
        or (_POINTER.fullmatch(key) and len(key) < 160 and not _VERB_OF_ORDER.match(key))
    ):
        return "none"
    if has_content and not _orders_itself(context, leaf, text):
        return "heading"
    if leaf.kind == "heading" and (
        _names_a_section(context, leaf) or heading_agencies(context.names, leaf.content, leaf.end, alone=True)
    ):
        return "heading"
    if context.role(leaf) == "schedule" and not _schedules_order(context, leaf, key):
        return "none"
    if leaf.kind != "heading" and (len(text.split()) < _MIN_WORDS or _only_states(context, leaf)):
        return "none"
    return "task" if _commands(context, leaf, text, above) else "none"


def _closes(context: Context, leaf: Leaf, key: str) -> bool:
    """``Trong quá trình thực hiện, …`` with an order; behind ``Căn cứ Kế hoạch này`` one who is to obey.

    ``Căn cứ Kế hoạch này bố trí vốn, báo cáo …`` is what the body above it has to do.
    """
    if not _CLOSING.match(key) or not _CLOSING_ORDER.search(key):
        return False
    return not key.startswith("căn cứ") or bool(read_wording(context.names, leaf.content, leaf.end).parts)


def _only_states(context: Context, leaf: Leaf) -> bool:
    """``Dữ liệu là yếu tố …``: a paragraph that says what a thing is, and no sentence of which orders."""
    if leaf.kind != "paragraph" or leaf.depth or not _STATEMENT.match(context.key, leaf.content, leaf.end):
        return False
    sentences = (m.end() for m in NEXT_SENTENCE.finditer(context.printed, leaf.content, leaf.end))
    return not any(_VERB_OF_ORDER.match(context.key, at) for at in sentences)


def _commands(context: Context, leaf: Leaf, text: str, above: Leaf | None) -> bool:
    """Under a title like ``Đối tượng, điều kiện`` only what begins with an order, or names who acts.

    So it is below a line that announces conditions (``… theo thứ tự ưu tiên sau:``); ``above`` is that line.
    """
    headings = context.headings(leaf)
    conditions = bool(headings) and _CONDITIONS.match(fold(headings[0].title)) is not None
    announced = (
        above is not None
        and above.node is leaf.node
        and _CONDITIONS_FOLLOW.search(context.key, above.content, above.end) is not None
    )
    if not (conditions or announced):
        return True
    if _STATE.match(context.key, leaf.content):
        return False
    if _VERB_OF_ORDER.match(context.key, leaf.content):
        return True
    words = tagged(text)
    return (bool(words) and words[0][2].startswith("V")) or bool(
        read_wording(context.names, leaf.content, leaf.end).parts
    )


def _orders_itself(context: Context, leaf: Leaf, text: str) -> bool:
    """A unit with units below is a heading; one with bullets below may be a sentence of its own."""
    if leaf.node is not None and leaf.kind == "heading" and context.structure.children.get(leaf.node.id):
        return False
    if len(text.split()) < _MIN_HEADED_TASK:
        return False
    if _LISTING.search(text):
        return True
    if _END.search(text) is None:
        return False
    return (
        leaf.kind != "heading"
        or NEXT_SENTENCE.search(text) is not None  # more than the title of what follows
        or bool(read_wording(context.names, leaf.content, leaf.end).parts)
    )


def _schedules_order(context: Context, leaf: Leaf, key: str) -> bool:
    """In a section on time only a leaf that tells somebody to do something is a task."""
    if _SCHEDULE_DETAIL.match(key) or (leaf.kind == "heading" and len(key.split()) < 6):
        return False
    chain = context.chain(leaf.node)
    details = any(
        _SCHEDULE_DETAIL.match(context.key, context.title_start(node)) and node.role == "schedule"
        for node in chain[:-1]
    )
    return not details or _is_dated_activity(context, leaf)


def _is_dated_activity(context: Context, leaf: Leaf) -> bool:
    """``Lịch nhận hồ sơ: Từ ngày …``, ``Công bố kết quả vào ngày …``: what is done, then when.

    Or when, a colon, and what is done: ``Từ ngày 04/02: Ủy ban nhân dân xã họp …``.
    """
    first = next(iter(find_times(context.key, leaf.content, leaf.end, context.default_year)), None)
    if first is None or first.rule in ("continuous", "ongoing"):
        return False
    activity = context.key[leaf.content : first.start].strip(" :-")
    if activity in ("", "từ", "vào") and context.key.startswith(":", first.end):
        activity = context.key[first.end : leaf.end].strip(" :-")
    return len(activity.split()) >= _MIN_WORDS
