"""What plans are based on: acts cited, and plans of the same graph that are such acts themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docparse.graph.identity import ActKey, Home, cited_act, own_act
from docparse.graph.schema import add_edge, add_node
from docparse.model import Citation, Node, Plan
from docparse.text import fold

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class _Cited:
    key: ActKey
    plan: str
    citation: Citation


class Acts:
    """The acts that the plans of one graph cite; ``plans`` are (key, plan, home)."""

    def __init__(self, plans: list[tuple[str, Plan, Home]]) -> None:
        self._plans = {key: plan for key, plan, _ in plans}
        self._own = [(act, key) for key, plan, home in plans if (act := own_act(plan.metadata, home))]
        self._cited = [
            _Cited(cited_act(citation, home), key, citation)
            for key, plan, home in plans
            for citation in plan.citations
        ]

    def add_to(self, graph: nx.MultiDiGraph) -> None:
        """Add the nodes of the acts and the ``based_on`` edges that lead to them."""
        for cited in self._cited:
            plan = self._plans[cited.plan]
            act = self._plan_that_is(cited) or self._add_act(graph, cited)
            for source, start, end, basis in _citing(plan, cited):
                add_edge(
                    graph,
                    source,
                    act,
                    "based_on",
                    plan=cited.plan,
                    start=start,
                    end=end,
                    text=plan.text[start:end],
                    page=cited.citation.page if start == cited.citation.start else None,
                    found="stated",
                    basis=basis,
                    issued_on=cited.citation.issued_on,
                )

    def _plan_that_is(self, cited: _Cited) -> str | None:
        found = [key for act, key in self._own if key != cited.plan and act.agrees(cited.key)]
        return f"plan:{found[0]}" if found else None

    def _add_act(self, graph: nx.MultiDiGraph, cited: _Cited) -> str:
        key = self._dated(cited.key)
        same = [other for other in self._cited if other.key == key]
        dates = Counter(o.citation.issued_on for o in same if o.citation.issued_on)
        issuers = Counter(o.citation.issuer for o in same if o.citation.issuer)
        number = cited.citation.number
        kind = cited.citation.doc_type
        return add_node(
            graph,
            key.id,
            "legal_act",
            number if not kind or fold(number).startswith(fold(kind)) else f"{kind} {number}",
            number=number,
            doc_type=kind,
            issued_on=dates.most_common(1)[0][0] if dates else None,
            issuer=issuers.most_common(1)[0][0] if issuers else None,
            place=cited.key.place,
        )

    def _dated(self, key: ActKey) -> ActKey:
        """The key with its year, where another plan says it and all that do agree."""
        if key.year is not None:
            return key
        years = {other.key.year for other in self._cited if other.key.agrees(key)} - {None}
        return ActKey(key.number, key.place, years.pop()) if len(years) == 1 else key


def _citing(plan: Plan, cited: _Cited) -> Iterator[tuple[str, int, int, bool]]:
    """Who cites the act: the plan where it is its basis, each task that names it, else the section."""
    citation = cited.citation
    tasks = list(_naming_tasks(plan, citation))
    for task, start, end in tasks:
        yield f"task:{cited.plan}/{task}", start, end, False
    if citation.basis:
        yield f"plan:{cited.plan}", citation.start, citation.end, True
    elif not tasks:
        section = _section_at(plan, citation.start)
        node = f"section:{cited.plan}/{section.id}" if section else f"plan:{cited.plan}"
        yield node, citation.start, citation.end, False


def _naming_tasks(plan: Plan, citation: Citation) -> Iterator[tuple[str, int, int]]:
    number = re.compile(rf"(?<![\w/-]){re.escape(fold(citation.number))}(?![\w/-])")
    for task in plan.tasks:
        match = number.search(fold(plan.passage(task)))
        if match:
            yield task.id, task.start + match.start(), task.start + match.end()
        elif task.start <= citation.start < task.end:
            yield task.id, citation.start, min(citation.end, task.end)


def _section_at(plan: Plan, offset: int) -> Node | None:
    above = [node for node in plan.outline if node.start <= offset]
    return above[-1] if above else None
