"""What the tasks and targets of one plan speak of, as weighted terms."""

from __future__ import annotations

import re
from functools import cached_property

from docparse.graph.terms import Vector, Weights, is_strong, merge, terms
from docparse.model import Indicator, Located, Node, Plan, Task

# What a heading or the words around a figure tell, beside the passage itself.
HEADING_SHARE = 0.3
CONTEXT_SHARE = 0.6

_CLAUSE_END = re.compile(r"[;\n]")


class Passages:
    """The passages of ``plan`` as vectors; agencies are left out of them, for they say who, not what."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._nodes = {node.id: node for node in plan.outline}
        self._bodies = [
            mention for agency in plan.agencies if agency.level != "other" for mention in agency.mentions
        ]

    @cached_property
    def weights(self) -> Weights:
        """How much each term tells in this plan."""
        tasks = [self.wording(task) for task in self.plan.tasks]
        return Weights([*tasks, *(self.clause(target) for target in self.plan.targets)])

    @cached_property
    def tasks(self) -> dict[str, Vector]:
        """The vector of each task's own words, by task id."""
        return {task.id: self.weights.vector(self.wording(task)) for task in self.plan.tasks}

    def wording(self, task: Task) -> str:
        """The words of ``task`` without its agencies, and its product."""
        text = list(self.plan.passage(task))
        for body in self._bodies:
            if body.start < task.end and body.end > task.start:
                first, last = max(body.start, task.start), min(body.end, task.end)
                text[first - task.start : last - task.start] = "|" * (last - first)
        return ". ".join(filter(None, ("".join(text), task.product)))

    def headings(self, node_id: str | None) -> list[Node]:
        """The sections above a fact, nearest first, without the outermost: it only says ``Nhiệm vụ``."""
        chain: list[Node] = []
        node = self._nodes.get(node_id or "")
        while node is not None:
            chain.append(node)
            node = self._nodes.get(node.parent or "")
        return chain[:-1]

    def heading_vector(self, node_id: str | None) -> Vector:
        """The terms of the headings above a fact."""
        return merge(*(self.weights.vector(node.title, HEADING_SHARE) for node in self.headings(node_id)))

    def clause(self, fact: Located) -> str:
        """The clause that ``fact`` stands in: up to a semicolon or the end of the line."""
        start, end = self._clause_bounds(fact)
        return self.plan.text[start:end]

    def context(self, target: Indicator) -> str:
        """The words that say what a bare figure counts (``THCS 96%``): those behind it, else before it."""
        start, end = self._clause_bounds(target)
        later = sorted(t.start for t in self.plan.targets if target.start < t.start < end)
        for stop in (*later, end):
            ahead = self.plan.text[target.start : stop]
            # `từ 20 đến` is half of a range: what it counts stands behind the other half
            if any(map(is_strong, terms(ahead))) and not ahead.rstrip().endswith("đến"):
                return ahead
        return self.plan.text[start : target.end]

    def _clause_bounds(self, fact: Located) -> tuple[int, int]:
        text = self.plan.text
        start = max(text.rfind(mark, 0, fact.start) for mark in ";\n") + 1
        stop = _CLAUSE_END.search(text, fact.end)
        return start, stop.start() if stop else len(text)
