"""From plans to the task graph: one pass over the facts, then the links between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docparse.graph.acts import Acts
from docparse.graph.cues import orders, reports
from docparse.graph.identity import Home, agency_id
from docparse.graph.links import Link, contributions, repetitions
from docparse.graph.passages import Passages
from docparse.graph.periods import in_words
from docparse.graph.schema import ROLE_EDGES, EdgeKind, add_edge, add_node
from docparse.model import DONG, Budget, Deadline, Located, Plan, Task, listed
from docparse.text import fold, slug

if TYPE_CHECKING:
    import networkx as nx

SCHEMA = "docparse-task-graph/1"
UNNAMED_SOURCE = "không ghi nguồn"
_LABEL_LENGTH = 90


def task_graph(plans: Plan | Iterable[Plan]) -> nx.MultiDiGraph:
    """The task graph of a plan or several (a ``networkx.MultiDiGraph``; schema: docs/graph-schema.md).

    Node ids are readable and stay the same from run to run; two plans with one id are told apart by
    ``#2``. Attributes are strings, numbers and booleans; what a plan does not say is left out.
    Raises ``TypeError`` for what is no plan.
    """
    import networkx as nx  # only who builds a graph pays for networkx

    graph = nx.MultiDiGraph(schema=SCHEMA)
    named = _named(listed(plans))
    acts = Acts([(key, plan, Home.of(plan.metadata, key)) for key, plan in named])
    for key, plan in named:
        _PlanFacts(graph, key, plan).add()
    acts.add_to(graph)
    return graph


def _named(plans: Iterable[Plan]) -> list[tuple[str, Plan]]:
    """Each plan under a key of its own."""
    seen: Counter[str] = Counter()
    named = []
    for plan in plans:
        seen[plan.id] += 1
        named.append((plan.id if seen[plan.id] == 1 else f"{plan.id}#{seen[plan.id]}", plan))
    return named


def short(text: str) -> str:
    """``text`` on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    if len(line) <= _LABEL_LENGTH:
        return line
    return line[:_LABEL_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


class _PlanFacts:
    """Adds what one plan says to the graph."""

    def __init__(self, graph: nx.MultiDiGraph, key: str, plan: Plan) -> None:
        self._graph = graph
        self._key = key
        self._plan = plan
        self._home = Home.of(plan.metadata, key)
        self._levels = {agency.name: agency for agency in plan.agencies}
        self._nodes = {node.id: node for node in plan.outline}

    def add(self) -> None:
        self._add_plan()
        self._add_sections()
        self._add_targets()
        for task in self._plan.tasks:
            self._add_task(task)
        self._add_links()

    def _id(self, kind: str, fact: str) -> str:
        return f"{kind}:{self._key}/{fact}"

    def _place_in(self, node: str | None) -> str:
        return self._id("section", node) if node in self._nodes else f"plan:{self._key}"

    def _passage(self, fact: Located) -> dict[str, Any]:
        """Where ``fact`` was read: the plan, the offsets, the words, the page."""
        text = self._plan.passage(fact)
        return {"plan": self._key, "start": fact.start, "end": fact.end, "text": text, "page": fact.page}

    def _add_plan(self) -> None:
        meta = self._plan.metadata
        words = (meta.doc_type or "Kế hoạch", meta.number, meta.issuer and f"của {meta.issuer}")
        add_node(
            self._graph,
            f"plan:{self._key}",
            "plan",
            " ".join(filter(None, words)) if meta.number or meta.issuer else self._plan.source.name,
            plan=self._key,
            number=meta.number,
            doc_type=meta.doc_type,
            issuer=meta.issuer,
            province=meta.province,
            place=self._home.own_place,
            issued_on=meta.issued_on,
            subject=meta.subject,
            period_start=meta.period_start,
            period_end=meta.period_end,
            source=self._plan.source.name,
            truncated=self._plan.source.truncated or meta.truncated,
        )

    def _add_sections(self) -> None:
        for node in self._plan.outline:
            section = self._id("section", node.id)
            add_node(
                self._graph,
                section,
                "section",
                short(f"{node.marker} {node.title}"),
                **self._passage(node),
                path=node.path,
                title=node.title,
                role=node.role,
            )
            add_edge(self._graph, section, self._place_in(node.parent), "part_of", plan=self._key)

    def _add_targets(self) -> None:
        for target in self._plan.targets:
            node = self._id("target", target.id)
            add_node(
                self._graph,
                node,
                "target",
                short(target.text),
                **self._passage(target),
                **target.model_dump(
                    include={"indicator", "value", "unit", "comparator", "year", "qualitative"}
                ),
            )
            add_edge(self._graph, node, self._place_in(target.node), "part_of", plan=self._key)
            if any(other.id == target.part_of for other in self._plan.targets):
                whole = self._id("target", str(target.part_of))
                add_edge(self._graph, node, whole, "part_of", plan=self._key)

    def _add_task(self, task: Task) -> None:
        node = self._id("task", task.id)
        section = self._nodes.get(task.node or "")
        add_node(
            self._graph,
            node,
            "task",
            short(task.text),
            **self._passage(task),
            path=section.path if section else None,
            section=section.title if section else None,
            role=section.role if section else None,
            product=task.product,
            deadline=task.deadline.value if task.deadline else None,
            due=task.deadline.due if task.deadline else None,
            deadline_text=task.deadline.text if task.deadline else None,
            budget=task.budget.total if task.budget else None,
            budget_unit=task.budget.unit if task.budget else None,
            budget_dong=_dong(task.budget.total, task.budget.unit) if task.budget else None,
        )
        add_edge(self._graph, node, self._place_in(task.node), "part_of", plan=self._key)
        for held in task.assignments:
            add_edge(
                self._graph,
                self._agency(held.agency),
                node,
                ROLE_EDGES[held.role],
                **self._passage(held),
                found="inherited" if held.inherited else "stated",
            )
        if task.deadline:
            add_edge(self._graph, node, self._deadline(task.deadline), "due", **self._passage(task.deadline))
        if task.budget:
            self._add_funding(node, task.budget)

    def _agency(self, name: str) -> str:
        place = self._home.place_of(name)
        known = self._levels.get(name)
        return add_node(
            self._graph,
            agency_id(name, place),
            "agency",
            name,
            place=place,
            level=known.level if known else "other",
            successor=known.successor if known else None,
        )

    def _deadline(self, deadline: Deadline) -> str:
        node = f"deadline:{deadline.value}"
        if deadline.due and deadline.due != deadline.value:
            node += f":{deadline.due}"
        return add_node(
            self._graph,
            node,
            "deadline",
            in_words(deadline.value, deadline.due),
            deadline=deadline.value,
            due=deadline.due,
        )

    def _add_funding(self, task: str, budget: Budget) -> None:
        """One edge for each source that pays; a total without sources comes from an unnamed one."""
        parts = {name: amount for name, amount in budget.by_source.items() if amount}
        if not parts and budget.total:
            parts = {UNNAMED_SOURCE: budget.total}
        place = self._home.own_place
        for name, amount in parts.items():
            source = add_node(
                self._graph,
                f"budget:{slug(name)}@{slug(place)}",
                "budget_source",
                name,
                place=place,
            )
            add_edge(
                self._graph,
                task,
                source,
                "funded_by",
                **self._passage(budget),
                amount=amount,
                unit=budget.unit,
                dong=_dong(amount, budget.unit),
            )

    def _add_links(self) -> None:
        passages = Passages(self._plan)
        for link in contributions(passages):
            self._add_link(link, "contributes_to", "target")
        for link in repetitions(passages):
            self._add_link(link, "same_as", "task")
        for order in orders(passages):
            where = self._passage(Located(start=order.start, end=order.end))
            ends = self._id("task", order.earlier), self._id("task", order.later)
            add_edge(self._graph, *ends, "precedes", **where, found="stated", score=order.score)
        self._add_reports()

    def _add_link(self, link: Link, kind: EdgeKind, end: str) -> None:
        ends = self._id("task", link.source), self._id(end, link.target)
        weighed: dict[str, Any] = {"found": "inferred", "score": link.score, "why": link.why}
        add_edge(self._graph, *ends, kind, plan=self._key, **weighed)

    def _add_reports(self) -> None:
        seen: set[tuple[str, str]] = set()
        for report in reports(self._plan):
            pair = self._id("task", report.task), self._agency(report.agency)
            if pair not in seen:
                where = self._passage(Located(start=report.start, end=report.end))
                add_edge(
                    self._graph,
                    *pair,
                    "reports_to",
                    **where,
                    found="stated",
                    via=report.via,
                    step=report.step,
                )
            seen.add(pair)


def _dong(amount: float | None, unit: str | None) -> float | None:
    """The amount in đồng; null for a unit that is no money."""
    factor = DONG.get(fold(unit or ""))
    return None if amount is None or factor is None else amount * factor
