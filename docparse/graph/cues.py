"""What the wording of a task says of other tasks and of bodies: order, and whom it reports to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from docparse.graph.passages import Passages
from docparse.graph.terms import coverage, is_strong, terms
from docparse.model import Mention, Plan, Task
from docparse.rulebook import load_rules
from docparse.text import fold

# A phrase names a task that holds this share of its telling syllables and one of its words.
NAMES_TASK = 0.9

_IN_A_LIST = re.compile(r"^(?:,| và|, và)(?: các)? $")
_PROVINCE_TAIL = re.compile(r" (?:tỉnh|thành phố|TP\.?) .+$")


@dataclass(frozen=True, slots=True)
class Report:
    """``task`` is reported to ``agency``; ``step`` 2 or more where another body passes it on."""

    task: str
    agency: str
    via: str
    step: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Order:
    """``earlier`` comes before ``later``; start and end are the words of the text that say so."""

    earlier: str
    later: str
    score: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Body:
    name: str
    start: int
    end: int


def reports(plan: Plan) -> Iterator[Report]:
    """Whom each task reports to, as its own wording says."""
    mentions = [(m, agency.name) for agency in plan.agencies for m in agency.mentions]
    own = _own_name(plan)
    for task in plan.tasks:
        inside = [_Body(name, m.start, m.end) for m, name in mentions if _within(m, task)]
        yield from _reports_of(plan, task, _longest([*inside, *_own_bodies(plan, task, own)]))


def _within(mention: Mention, task: Task) -> bool:
    return task.start <= mention.start and mention.end <= task.end


def _own_name(plan: Plan) -> str | None:
    issuer = plan.metadata.issuer
    if issuer is None or fold(issuer).split()[0] not in ("bộ", "sở"):
        return None
    return _PROVINCE_TAIL.sub("", issuer)


def _own_bodies(plan: Plan, task: Task, name: str | None) -> Iterator[_Body]:
    if name is None:
        return
    kind = name.split()[0]
    for rule in load_rules("relations", "own_body"):
        for match in rule.pattern.finditer(plan.text, task.start, task.end):
            if kind in match.group():
                yield _Body(name, match.start(), match.end())


def _longest(bodies: list[_Body]) -> list[_Body]:
    """The bodies in order; of two that overlap, the one that starts first and reaches further."""
    kept: list[_Body] = []
    for body in sorted(bodies, key=lambda b: (b.start, -b.end, b.name)):
        if not kept or body.start >= kept[-1].end:
            kept.append(body)
    return kept


def _reports_of(plan: Plan, task: Task, bodies: list[_Body]) -> Iterator[Report]:
    last: Report | None = None
    for body in bodies:
        between = fold(plan.text[last.end : body.start]) if last else ""
        if last and _IN_A_LIST.match(between):
            last = Report(task.id, body.name, last.via, last.step, last.start, body.end)
        else:
            rule = _report_rule(fold(plan.text[task.start : body.start]))
            if rule is None:
                continue
            via, length = rule
            relayed = last is not None and any(
                r.pattern.search(between) for r in load_rules("relations", "relay")
            )
            step = last.step + 1 if last and relayed else 1
            last = Report(task.id, body.name, via, step, body.start - length, body.end)
        yield last


def _report_rule(before: str) -> tuple[str, int] | None:
    """How the words before a name report to it, and their length."""
    for rule in load_rules("relations", "report"):
        match = rule.pattern.search(before)
        if match:
            return rule.value, len(match.group())
    return None


def orders(passages: Passages) -> Iterator[Order]:
    """Which task comes before which, where the text says so and names both."""
    steps: dict[str | None, list[tuple[int, Order, Task]]] = {}
    for task in passages.plan.tasks:
        start = passages.plan.text.rfind("\n", 0, task.start) + 1
        folded = fold(passages.plan.text[start : task.end])
        for rule in load_rules("relations", "order"):
            for match in rule.pattern.finditer(folded):
                place = (start + match.start(), start + match.end())
                if "step" in rule.pattern.groupindex:
                    steps.setdefault(task.node, []).append(
                        (int(match["step"]), Order("", task.id, 1.0, *place), task)
                    )
                elif place[0] >= task.start:
                    yield from _named(passages, task, match, place)
    for stepped in steps.values():
        yield from _in_steps(stepped)


def _in_steps(stepped: list[tuple[int, Order, Task]]) -> Iterator[Order]:
    """``Bước 1``, ``Bước 2`` of one section follow each other."""
    for (number, _, before), (following, order, _) in pairwise(stepped):
        if following == number + 1:
            yield Order(before.id, order.later, order.score, order.start, order.end)


def _named(passages: Passages, task: Task, match: re.Match[str], place: tuple[int, int]) -> Iterator[Order]:
    side = "earlier" if "earlier" in match.re.groupindex else "later"
    words = frozenset(filter(is_strong, terms(match[side])))
    named = {t: w for t, w in passages.weights.vector(match[side]).items() if " " not in t}
    scored = [
        (coverage(named, passages.tasks[other.id]), -abs(other.start - task.start), other.id)
        for other in passages.plan.tasks
        if other.id != task.id and not words.isdisjoint(passages.tasks[other.id])
    ]
    score, _, other = max(scored, default=(0.0, 0, ""))
    if score >= NAMES_TASK:
        pair = (other, task.id) if side == "earlier" else (task.id, other)
        yield Order(*pair, round(score, 3), *place)
