"""What the pictures show of a task graph: tasks with their agencies and deadlines, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from docparse.graph.periods import Period, period, repeats
from docparse.graph.questions import deadline_words, plan_years
from docparse.graph.schema import EdgeKind, nodes_of, targets_of

if TYPE_CHECKING:
    import networkx as nx

ROLES: tuple[EdgeKind, ...] = ("leads", "coordinates", "implements")
# A picture shows this much of a task, to the word; the tooltip has all of it.
_SHOWN = 180


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task: ``code`` (``t3``), text for the picture and in full, the agencies of each role by id."""

    id: str
    code: str
    plan: str
    section: str
    text: str
    full: str
    agencies: tuple[tuple[EdgeKind, str], ...]
    when: str | None
    span: Period | None
    days: tuple[date, ...]
    always: bool


@dataclass(frozen=True, slots=True)
class Content:
    """The tasks in order; names by id; ``sections`` holds the headings above each section from the top.

    ``places`` tells namesakes apart, where the plans come from several places.
    """

    tasks: tuple[ShownTask, ...]
    agencies: dict[str, str]
    places: dict[str, str]
    plans: dict[str, str]
    years: dict[str, Period]
    sections: dict[str, tuple[str, ...]]

    def called(self, agency: str) -> str:
        """The name of an agency with its place, where it needs one."""
        place = self.places.get(agency)
        return f"{self.agencies[agency]} ({place})" if place else self.agencies[agency]


def content_of(graph: nx.MultiDiGraph) -> Content:
    """Collect what the pictures need of a task graph."""
    plans = {data["plan"]: data["label"] for _, data in nodes_of(graph, "plan")}
    several = len({data["place"] for _, data in nodes_of(graph, "plan")}) > 1
    bodies = dict(nodes_of(graph, "agency"))
    names = {node: data["label"][0].upper() + data["label"][1:] for node, data in bodies.items()}
    places = {node: data["place"] for node, data in bodies.items() if several and "place" in data}
    tasks = tuple(_shown(graph, node) for node, _ in nodes_of(graph, "task"))
    years = {plan: plan_years(graph, plan) for plan in plans}
    sections = {task.section: _titles(graph, task.section) for task in tasks}
    return Content(tasks, names, places, plans, years, sections)


def _shown(graph: nx.MultiDiGraph, node: str) -> ShownTask:
    data = graph.nodes[node]
    full = " ".join(data["text"].split())
    held: list[tuple[EdgeKind, str]] = [
        (role, agency)
        for role in ROLES
        for agency, _, edge in graph.in_edges(node, data=True)
        if edge["kind"] == role
    ]
    value, due = data.get("deadline"), data.get("due")
    span = period(value, due) if value else None
    words = next((e["text"] for _, _, e in graph.out_edges(node, data=True) if e["kind"] == "due"), "")
    return ShownTask(
        id=node,
        code=node.rsplit("/", 1)[-1],
        plan=data["plan"],
        section=_heading(graph, node),
        text=full if len(full) <= _SHOWN else full[:_SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:") + " …",
        full=full,
        agencies=tuple(dict.fromkeys(held)),
        when=deadline_words(data),
        span=span,
        days=tuple(repeats(value, words, plan_years(graph, data["plan"]))) if value and not span else (),
        always=value in ("continuous", "ongoing"),
    )


def _section(graph: nx.MultiDiGraph, node: str) -> str:
    return targets_of(graph, node, "part_of")[0]


def _heading(graph: nx.MultiDiGraph, task: str) -> str:
    """The section over a task; a heading that is the task itself does not count."""
    section = _section(graph, task)
    inner, outer = graph.nodes[task], graph.nodes[section]
    if outer["kind"] == "section" and outer["start"] <= inner["start"] < outer["end"]:
        return _section(graph, section)
    return section


def _titles(graph: nx.MultiDiGraph, section: str) -> tuple[str, ...]:
    """The headings down to ``section``, outermost first; a plan has none."""
    chain: list[str] = []
    while graph.nodes[section]["kind"] == "section":
        chain.insert(0, graph.nodes[section]["label"])
        section = _section(graph, section)
    return tuple(chain)
