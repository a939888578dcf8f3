"""The things of a plan that are compared: tasks, targets, baselines, sections, each with its wording."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from docparse.compare.bodies import kind_of_body
from docparse.compare.facets import heading_class
from docparse.compare.figures import Unit, unit_of
from docparse.compare.lookup import Phrase
from docparse.compare.sentences import sentence_around
from docparse.compare.terms import Wording, wording, written_out
from docparse.model import Indicator, Located, Node, Plan, SectionRole, Task
from docparse.rulebook import pattern

Kind = Literal["task", "target", "baseline", "section"]

#: a section is known by its first characters: more adds time, not knowledge
_SECTION_CHARACTERS = 3000
#: a node with a longer title is a paragraph that says something itself, no heading
_HEADING_CHARACTERS = 160
#: an indicator is read in its sentence, at most this far to either side
_SENTENCE_CHARACTERS = 300
#: an indicator of fewer syllables is a member of a list
_TELLING_SYLLABLES = 6
#: what a heading announces when it gives aims, and what it is when they lie beyond the plan's years
_AIMS = ("mục tiêu", "mục tiêu cụ thể")
_OUTLOOK = "định hướng"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of one plan, ready to be compared.

    ``plan`` is the position of the plan in the comparison, ``id`` the fact's own id. ``own`` is the
    wording of the thing itself (a target's clause, a section's title), ``wording`` that of the thing
    in its sentence or with its content, ``context`` that of the headings above it. ``heading`` tells
    what a section announces or whom it addresses, ``under`` what the nearest such heading above does.
    """

    plan: int
    kind: Kind
    id: str
    role: SectionRole
    fact: Task | Indicator | Node
    wording: Wording
    own: Wording
    context: Phrase
    heading: str = ""
    under: str = ""
    leads: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    added: str = ""

    @property
    def key(self) -> tuple[int, Kind, str]:
        """What tells the item from all others of the comparison."""
        return self.plan, self.kind, self.id

    @property
    def unit(self) -> Unit | None:
        """What an indicator counts in; null for anything else, and for an indicator without a unit."""
        return unit_of(self.fact.unit) if isinstance(self.fact, Indicator) else None

    @property
    def side(self) -> int:
        """Items of one side are never held against each other: those of a plan, what it reports apart.

        So the target of a plan and the figure that it starts from come into one row.
        """
        return 2 * self.plan + (self.kind == "baseline")


@dataclass(frozen=True, slots=True)
class _Reader:
    """One plan being read; headings are put into words once."""

    plan: Plan
    index: int
    nodes: dict[str, Node]
    titles: dict[str, Wording]
    parents: frozenset[str]
    figures: tuple[Indicator, ...]

    @classmethod
    def of(cls, plan: Plan, index: int) -> _Reader:
        return cls(
            plan,
            index,
            {node.id: node for node in plan.outline},
            {node.id: wording(node.title) for node in plan.outline if len(node.title) <= _HEADING_CHARACTERS},
            frozenset(node.parent for node in plan.outline if node.parent),
            tuple(sorted((*plan.targets, *plan.baselines), key=lambda figure: figure.start)),
        )

    def above(self, node_id: str | None) -> Iterator[Node]:
        """The node and those above it, nearest first."""
        while node_id is not None and node_id in self.nodes:
            node = self.nodes[node_id]
            yield node
            node_id = node.parent

    def context(self, node_id: str | None, fact: Located) -> Phrase:
        """The words of the two headings next above ``fact``, its own node aside when it is the fact."""
        headings = [
            self.titles[node.id].words
            for node in self.above(node_id)
            if node.id in self.titles and not node.start <= fact.start < node.end
        ]
        return tuple(word for heading in headings[:2] for word in heading)

    def announced(self, node: Node) -> str:
        """What the heading of ``node`` announces; aims for later than the plan itself are an outlook."""
        if node.id not in self.titles:
            return ""
        title = self.titles[node.id]
        announced = heading_class(title.spoken)
        end = self.plan.metadata.period_end
        if announced in _AIMS and end and any(year > end for year in title.years):
            return _OUTLOOK
        if announced or node.role != "organization":
            return announced
        return kind_of_body(written_out(node.title)) or " ".join(title.words)

    def under(self, node_id: str | None) -> str:
        """What the nearest heading from ``node_id`` upwards announces that announces anything."""
        return next(filter(None, map(self.announced, self.above(node_id))), "")

    def role(self, node_id: str | None) -> SectionRole:
        return self.nodes[node_id].role if node_id in self.nodes else "other"


def tasks(plan: Plan, index: int) -> list[Item]:
    """The tasks of ``plan``; agencies that act are taken out of the wording."""
    reader = _Reader.of(plan, index)
    return [_task(reader, task) for task in plan.tasks]


def _task(reader: _Reader, task: Task) -> Item:
    words = wording(without_agencies(reader.plan, task))
    return Item(
        reader.index,
        "task",
        task.id,
        reader.role(task.node),
        task,
        words,
        words,
        reader.context(task.node, task),
        leads=frozenset(task.agencies("lead")) or frozenset(task.agencies("implement")),
        agencies=frozenset(a.agency for a in task.assignments),
    )


def without_agencies(plan: Plan, task: Task) -> str:
    """The task's passage with a comma in the place of each agency that has a role in it."""
    pieces, at = [], task.start
    for mention in sorted(task.assignments, key=lambda a: a.start):
        if at <= mention.start and mention.end <= task.end:
            pieces.append(plan.text[at : mention.start])
            at = mention.end
    return ", ".join([*pieces, plan.text[at : task.end]])


def indicators(plan: Plan, index: int, kind: Literal["target", "baseline"] = "target") -> list[Item]:
    """The targets or the baselines of ``plan``."""
    reader = _Reader.of(plan, index)
    found = plan.targets if kind == "target" else plan.baselines
    return [_indicator(reader, indicator, kind) for indicator in found]


def _indicator(reader: _Reader, indicator: Indicator, kind: Kind) -> Item:
    start, end = sentence_around(reader.plan.text, indicator, _SENTENCE_CHARACTERS)
    return Item(
        reader.index,
        kind,
        indicator.id,
        reader.role(indicator.node),
        indicator,
        wording(reader.plan.text[start:end]),
        wording(_said(reader, indicator, start, end)),
        reader.context(indicator.node, indicator),
        added=_added(reader.plan.text[start : indicator.end]),
    )


def _added(said: str) -> str:
    """The words at the end of ``said`` by which its last number is an increase."""
    found = pattern("comparison", "added").search(said)
    return found["verb"] if found else ""


def _said(reader: _Reader, indicator: Indicator, start: int, end: int) -> str:
    """What is said of the figure alone, in the sentence from ``start`` to ``end`` that names others too.

    A bare member of a list (``tiểu học 87%``) takes what stands before the first figure of its
    sentence and behind the last one: there the list says what is counted.
    """
    text = reader.plan.text
    name = indicator.indicator
    if indicator.unit is not None and name.startswith(f"{indicator.unit}: "):
        name = name.removeprefix(
            f"{indicator.unit}: "
        )  # `máy: Trang bị máy tính bảng` counts no bare machines
    told = f"{name}; {reader.plan.passage(indicator)}"
    if indicator.value is None or len(indicator.indicator.split()) >= _TELLING_SYLLABLES:
        return told
    first = bisect_left(reader.figures, start, key=lambda figure: figure.start)
    last = bisect_left(reader.figures, end, key=lambda figure: figure.start)
    listed = reader.figures[first:last] or (indicator,)
    behind = max(figure.end for figure in listed)
    return f"{told}; {text[start : listed[0].start]}; {text[behind:end]}"


def sections(plan: Plan, index: int) -> list[Item]:
    """The headings of ``plan`` with what stands under them; a heading that is itself a task is none."""
    reader = _Reader.of(plan, index)
    ordered = {task.start for task in plan.tasks}
    ends = _section_ends(plan)
    return [
        _section(reader, node, ends[node.id])
        for node in plan.outline
        if node.id in reader.titles and (node.id in reader.parents or not _holds_task(node, ordered))
    ]


def _holds_task(node: Node, starts: set[int]) -> bool:
    return any(node.start <= start < node.end for start in starts)


def _section_ends(plan: Plan) -> dict[str, int]:
    """Where the content of each node ends: at the next node that is not under it."""
    ends: dict[str, int] = {}
    open_nodes: list[Node] = []
    for node in plan.outline:
        while open_nodes and open_nodes[-1].id != node.parent:
            ends[open_nodes.pop().id] = node.start
        open_nodes.append(node)
    return ends | {node.id: len(plan.text) for node in open_nodes}


def _section(reader: _Reader, node: Node, end: int) -> Item:
    content = reader.plan.text[node.start : min(end, node.start + _SECTION_CHARACTERS)]
    return Item(
        reader.index,
        "section",
        node.id,
        node.role,
        node,
        wording(content),
        reader.titles[node.id],
        reader.context(node.parent, node),
        reader.announced(node),
        reader.under(node.parent),
    )


def all_items(plans: Sequence[Plan], kinds: Sequence[Kind]) -> list[Item]:
    """The items of these kinds of all plans, plan by plan."""
    makers = {
        "task": tasks,
        "target": indicators,
        "baseline": lambda plan, index: indicators(plan, index, "baseline"),
        "section": sections,
    }
    return [item for index, plan in enumerate(plans) for kind in kinds for item in makers[kind](plan, index)]
