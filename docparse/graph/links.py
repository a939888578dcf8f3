"""Links inside a plan that nobody wrote down: which task serves which target, which row repeats a task.

Both are weighed by shared wording and carry a score from 0 to 1 and the reasons for it, so that a reader
can agree or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docparse.graph.passages import CONTEXT_SHARE, Passages
from docparse.graph.terms import Vector, cosine, coverage, is_strong, merge, shared_phrases
from docparse.model import Indicator, Task
from docparse.text import alphabetical

# A link needs this much agreement; with a single telling term in common it needs more.
SERVES = 0.16
SERVES_BY_ONE_TERM = 0.24
SAME = 0.26
SAME_BY_ONE_TERM = 0.45
# Long tasks are unlike a short target in wording; that they hold its words counts by this share.
TARGET_COVERAGE_SHARE = 0.2
# A row of an appendix is short: that a body task holds all its words counts as much as their likeness.
ROW_COVERAGE_SHARE = 0.5
SAME_LEAD_BONUS = 0.08


@dataclass(frozen=True, slots=True)
class Link:
    """Two facts of one plan, by id; ``score`` 0 to 1; ``why`` names what they share, in Vietnamese."""

    source: str
    target: str
    score: float
    why: str


def contributions(passages: Passages) -> Iterator[Link]:
    """Task -> target: the task serves the target."""
    placed = {
        task.id: merge(passages.tasks[task.id], passages.heading_vector(task.node))
        for task in passages.plan.tasks
    }
    for target in passages.plan.targets:
        own = _target_vector(passages, target)
        strong = frozenset(filter(is_strong, own))
        aim = merge(own, passages.heading_vector(target.node))
        for task in passages.plan.tasks:
            if _holds(task, target):
                yield Link(task.id, target.id, 1.0, "chỉ tiêu nằm trong chính nhiệm vụ")
                continue
            common = len(strong & passages.tasks[task.id].keys())
            likeness = cosine(aim, placed[task.id]) if common else 0.0
            score = likeness + (coverage(own, passages.tasks[task.id]) - likeness) * TARGET_COVERAGE_SHARE
            if common and score >= (SERVES if common > 1 else SERVES_BY_ONE_TERM):
                wording = f"{target.text}; {passages.context(target)}"
                why = _shared_words(wording, passages.tasks[task.id])
                yield Link(task.id, target.id, round(score, 3), why)


def _holds(task: Task, target: Indicator) -> bool:
    return task.start <= target.start and target.end <= task.end


def _target_vector(passages: Passages, target: Indicator) -> Vector:
    """The target's own words, and with less weight those around it that say what it counts."""
    weights = passages.weights
    return merge(weights.vector(target.text), weights.vector(passages.context(target), CONTEXT_SHARE))


def repetitions(passages: Passages) -> Iterator[Link]:
    """Body task -> appendix row that says the same; for each row the likeliest task only."""
    rows = {node.id for node in passages.plan.outline if node.role == "appendix"}
    body = [task for task in passages.plan.tasks if task.node not in rows]
    for row in passages.plan.tasks:
        if row.node in rows:
            links = [link for task in body if (link := _repetition(passages, task, row))]
            yield from sorted(links, key=lambda link: -link.score)[:1]


def _repetition(passages: Passages, task: Task, row: Task) -> Link | None:
    said, listed = passages.tasks[task.id], passages.tasks[row.id]
    common = [term for term in listed if term in said and is_strong(term)]
    if not common:
        return None
    leads = set(task.agencies("lead")) & set(row.agencies("lead"))
    likeness = cosine(said, listed)
    score = likeness + (coverage(listed, said) - likeness) * ROW_COVERAGE_SHARE
    score = min(1.0, score + (SAME_LEAD_BONUS if leads else 0.0))
    if score < (SAME if len(common) > 1 else SAME_BY_ONE_TERM):
        return None
    why = _shared_words(row.text, said)
    if leads:
        why += f"; cùng chủ trì: {', '.join(sorted(leads, key=alphabetical))}"
    return Link(task.id, row.id, round(score, 3), why)


def _shared_words(text: str, other: Vector) -> str:
    return "cùng nói: " + ", ".join(f"“{phrase}”" for phrase in shared_phrases(text, other))
