"""Which leaves are label lines, or the values of one: ``Cơ quan chủ trì: …`` below a task, and its like."""

from __future__ import annotations

import re

from docparse.model import Node, SectionRole
from docparse.rulebook import pattern
from docparse.structure import Leaf
from extractors.context import Context
from extractors.labels import Label, heading_label, read_label
from extractors.roles import heading_agencies, read_wording
from extractors.times import find_times

#: the word that makes a leader, wherever it stands
LEADS = re.compile(r"chủ trì(?<!\wchủ trì)(?!\w)")
# what a line that tells nothing but who does it leaves when its agencies (`@`) are taken out
_ONLY_WHO = re.compile(
    r"(?P<all>(?:các |những )?(?:nhiệm vụ|nội dung|công việc|hoạt động)(?:,? (?:nhiệm vụ|giải pháp))?"
    r" (?:(?:nêu )?trên(?: đây)?|(?:tại|của|ở|thuộc) (?:điểm|mục|khoản|phần) [\w.]{1,6}"
    r"(?: này| nêu trên)?) )?"
    r"(?:giao |do )?@(?:[,;và ]+@)*,? (?:là (?:cơ quan|đơn vị) )?chủ trì"
    r"(?:[,;và ]*(?:@[,;và ]*)*(?:cùng |chịu trách nhiệm )?phối hợp(?: chặt chẽ)?(?: với| cùng)?"
    r"(?:[,;và ]*@)*)?"
    r",? ?(?:(?:tổ chức|triển khai|thực hiện|tham mưu),? ?)*"
    r"(?P<units>(?:các )?(?:nội dung|nhiệm vụ|điểm|mục|ý)[^@]{0,40}?(?:mục này|nêu trên|trên))?"
    r"(?P<time>(?:(?:xong|hoàn thành) )?(?:trong|trước|từ|vào|đến|chậm nhất)(?!\w)[^@]{3,60}?)?[.;]?"
)
_TIME_LINE = pattern("leafwording", "time-line")
_NUMBERED_ONLY = pattern("leafwording", "numbered-only")
_ACTS = pattern("leafwording", "acts")
_MAX_TIME_WORDS = 12  # of a line that states a time
#: the roles of sections that order something
ORDERING: frozenset[SectionRole] = frozenset({"tasks", "organization", "schedule"})


def labels_of_leaves(context: Context, leaves: list[Leaf], above: list[Leaf | None]) -> list[Label | None]:
    """The label that each leaf is, or the value of which it is; ``above`` are those they stand below."""
    labels: list[Label | None] = []
    open_label: tuple[Leaf, tuple[str, ...]] | None = None  # a label line whose values stand below it
    charged: Leaf | None = None
    for index, leaf in enumerate(leaves):
        label = None
        if charged is None or not stands_below(charged, leaf):
            charged = leaf if _charges_bullets(context, leaves, index) else None
        if charged is not None:
            open_label = None
        if context.role(leaf) in ORDERING or _among_labels(context, leaf):
            label = (
                read_label(context.key, leaf.content, leaf.end)
                or (_headed_label(context, leaf) if charged is None else None)
                or _sentence_label(context, leaf, leaves[index - 1] if index else None)
                or (_time_label(context, leaf) if labels and labels[-1] else None)
            )
        if label is None and open_label is not None and stands_below(open_label[0], leaf):
            label = _value(context, leaf, open_label[1])
        elif open_label is not None and not stands_below(open_label[0], leaf):
            open_label = None
        opens = label is not None and label.is_bare and leaf.kind != "heading"
        if label is not None and opens and label.roles != ("content",):  # below `Nội dung:` stand tasks
            open_label = (leaf, label.roles)
        labels.append(label)
    return [
        None
        if label and label.roles == ("content",) and not _describes(context, leaves, above[at], labels, at)
        else label
        for at, label in enumerate(labels)
    ]


def _charges_bullets(context: Context, leaves: list[Leaf], index: int) -> bool:
    """``- Bộ Nội vụ:`` over ``+ Rà soát …``: below ``Cơ quan thực hiện`` no value, but a charge."""
    leaf = leaves[index]
    above = index + 1 < len(leaves) and leaf.depth > 0 and stands_below(leaf, leaves[index + 1])
    return (
        above
        and context.key.endswith(":", leaf.content, leaf.end)
        and read_label(context.key, leaf.content, leaf.end) is None
        and bool(heading_agencies(context.names, leaf.content, leaf.end))
    )


def stands_below(above: Leaf, leaf: Leaf) -> bool:
    """Whether ``leaf`` is a deeper line of the unit in which ``above`` stands."""
    return leaf.node is above.node and leaf.kind != "heading" and leaf.depth > above.depth


def _headed_label(context: Context, leaf: Leaf) -> Label | None:
    """``2. Cơ quan chủ trì`` under the unit it tells about, or a line below such a heading."""
    for node in context.chain(leaf.node):
        if node.parent is None:
            return None  # a section of its own
        roles = heading_label(context.key, context.title_start(node), node.end)
        if roles and leaf.kind == "heading":
            return Label(roles, leaf.end, leaf.end) if leaf.node is node else None
        if roles:
            return _value(context, leaf, roles) if _states(context, leaf, node, roles) else None
    return None


def _sentence_label(context: Context, leaf: Leaf, above: Leaf | None) -> Label | None:
    """``Công an huyện chủ trì, phối hợp với Phòng Y tế thực hiện.`` below what they are to do."""
    if above is None or above.node is not leaf.node or leaf.kind != "paragraph" or leaf.depth:
        return None
    if LEADS.search(context.key, leaf.content, leaf.end) is None:
        return None
    rest, at = "", leaf.content
    for mention in context.names.scan(leaf.content, leaf.end):
        rest += context.key[at : mention.start] + "@"
        at = mention.end
    rest += context.key[at : leaf.end]
    only = _ONLY_WHO.fullmatch(rest)
    closes = only is not None and bool(only["all"] or only["units"])
    roles = ("implement", "deadline") if only and only["time"] else ("implement",)
    return Label(roles, leaf.content, leaf.end, closes=closes) if only else None


def _time_label(context: Context, leaf: Leaf) -> Label | None:
    """``- Hoàn thành trước ngày 31/12/2020.`` behind labels: a bullet that says nothing but until when."""
    opening = _TIME_LINE.match(context.key, leaf.content, leaf.end) if leaf.kind == "bullet" else None
    times = find_times(context.key, leaf.content, leaf.end, context.default_year) if opening else []
    if opening is None or len(times) != 1 or context.key[times[0].end : leaf.end].strip(" .;/"):
        return None
    between = context.key[opening.end() : times[0].start]
    return None if between.strip() else Label(("deadline",), opening.end(), leaf.end)


def _states(context: Context, leaf: Leaf, node: Node, roles: tuple[str, ...]) -> bool:
    """Below ``1. Tiến độ thực hiện`` only a time is its value; what stands under its units are orders."""
    if roles != ("deadline",):
        return True
    below = leaf.node is not node and len(context.key[leaf.content : leaf.end].split()) > _MAX_TIME_WORDS
    return not below and bool(find_times(context.key, leaf.content, leaf.end, context.default_year))


def _value(context: Context, leaf: Leaf, roles: tuple[str, ...]) -> Label | None:
    """The leaf as the value of a label above it, unless it says itself who does what."""
    tells = roles == ("implement",) and LEADS.search(context.key, leaf.content, leaf.end)
    if (
        not tells
        and _ACTS.search(context.key, leaf.content, leaf.end)
        and read_wording(context.names, leaf.content, leaf.end).parts
    ):
        return None
    aside = context.printed.startswith("(", leaf.content)
    return Label(roles, leaf.end if aside else leaf.content, leaf.end)


def _among_labels(context: Context, leaf: Leaf) -> bool:
    """``d) Kinh phí: …`` where every unit beside it is a label of the unit above, which orders something."""
    above = context.parent(leaf.node) if leaf.kind == "heading" else None
    if above is None or above.role not in ORDERING:
        return False
    beside = context.structure.children[above.id]
    return len(beside) > 1 and all(is_label(context, node) for node in beside)


def _describes(
    context: Context, leaves: list[Leaf], above: Leaf | None, labels: list[Label | None], at: int
) -> bool:
    """``Nội dung: …`` describes the task above it where other labels of that task follow or precede.

    Under a bare ``Hoạt động 2`` it is the task itself.
    """
    leaf = leaves[at]
    if leaf.kind == "heading":
        return _among_labels(context, leaf)
    return (
        above is not None
        and above.node is leaf.node
        and _NUMBERED_ONLY.fullmatch(context.key, above.content, above.end) is None
        and any(
            label is not None and label.roles != ("content",)
            for other, label in zip(leaves[at - 1 : at + 2], labels[at - 1 : at + 2], strict=True)
            if other.node is leaf.node and other.depth == leaf.depth
        )
    )


def is_label(context: Context, node: Node) -> bool:
    """Whether a unit is a label: ``2. Cơ quan chủ trì`` alone, or with its value."""
    start = context.title_start(node)
    return bool(read_label(context.key, start, node.end) or heading_label(context.key, start, node.end))
