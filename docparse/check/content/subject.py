"""A plan under examination: the plan, the day that counts, and views that several checks need."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from docparse.check.findings import Finding, Registry
from docparse.draft.rewriting import protected
from docparse.model import Indicator, Node, Plan, Severity, Task
from docparse.text import fold

_NUMBER = re.compile(r"\d[\w.]*(?:/\d{4})?[-/][^\W\d]")


@dataclass(frozen=True)
class Examined:
    """``day`` is the day of issue as far as known: from the plan, the caller or the first year.

    It is ``assumed`` where nothing tells it and the plan is taken for one of today.
    """

    plan: Plan
    day: dt.date | None
    assumed: bool = False

    @classmethod
    def of(cls, plan: Plan, day: dt.date | None = None, today: dt.date | None = None) -> Examined:
        """Settle the day: what the plan says, else ``day``, else 1 January of its period, else ``today``."""
        if plan.metadata.issued_on:
            return cls(plan, dt.date.fromisoformat(plan.metadata.issued_on))
        if day is None and plan.metadata.period_start:
            day = dt.date(plan.metadata.period_start, 1, 1)
        return cls(plan, day or today, assumed=day is None and today is not None)

    @property
    def unplanned(self) -> bool:
        """Whether the text was not recognised as a plan."""
        return any(d.code == "not-a-plan" for d in self.plan.diagnostics)

    @cached_property
    def shut(self) -> list[tuple[int, int]]:
        """Quotations and cited acts: other people's words."""
        spans, at = [], 0
        for line in self.plan.text.split("\n"):
            spans += [(at + a, at + b) for a, b in protected(line)]
            at += len(line) + 1
        return spans

    def quoted(self, start: int, end: int) -> bool:
        """Whether the passage lies inside a quotation or a citation."""
        return any(a <= start and end <= b for a, b in self.shut)

    @cached_property
    def basis_lines(self) -> list[tuple[int, str]]:
        """(offset, text) of the lines that begin with ``Căn cứ``, before the first numbered unit."""
        stop, at, found = min((n.start for n in self.plan.outline), default=0), 0, []
        for line in self.plan.text[:stop].split("\n"):
            if fold(line).lstrip("- ").startswith("căn cứ "):
                found.append((at, line))
            at += len(line) + 1
        return found

    def in_title(self, start: int) -> bool:
        """Whether the passage is in the title of an act among the legal grounds: words of its day."""
        at, line = next(((a, t) for a, t in self.basis_lines if a <= start < a + len(t)), (0, ""))
        return bool(_NUMBER.search(line[: start - at].rpartition(";")[2]))

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Outline nodes by id."""
        return {node.id: node for node in self.plan.outline}

    @cached_property
    def numbers(self) -> list[Indicator]:
        """Targets and baselines with a value, by place."""
        facts = (*self.plan.targets, *self.plan.baselines)
        return sorted((f for f in facts if f.value is not None), key=lambda f: f.start)

    def in_table(self, fact: Task | Node) -> bool:
        """Whether a task or a numbered unit is a row of a table."""
        return any(t.start <= fact.start < t.end for t in self.plan.tables)

    def top(self, node_id: str | None) -> Node | None:
        """The uppermost node with the role of this one."""
        node = best = self.nodes.get(node_id or "")
        while node is not None:
            if best is not None and node.role == best.role:
                best = node
            node = self.nodes.get(node.parent or "")
        return best

    def finding(
        self,
        code: str,
        message: str,
        spans: Sequence[tuple[int, int]] = (),
        *,
        severity: Severity | None = None,
        measured: str | None = None,
        required: str | None = None,
    ) -> Finding:
        """A finding of check ``code`` at the first of ``spans``."""
        start, end = spans[0] if spans else (None, None)
        page = next(
            (n.page for n in reversed(self.plan.outline) if start is not None and n.start <= start), None
        )
        return Finding(
            code,
            severity or CONTENT.checks[code].severity,
            message,
            start,
            end,
            page,
            measured,
            required,
            tuple(spans[1:]),
        )


#: the checks on what a plan says
CONTENT: Registry[Examined] = Registry()
