"""What a plan may answer the central plan with: its tasks and targets, whole and clause by clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal

from docparse.compare.items import Item, without_agencies
from docparse.compare.sentences import SENTENCE_END
from docparse.compare.terms import wording
from docparse.model import Indicator, Plan, Task

#: a clause with fewer words of its own is a formula ("tổng hợp, báo cáo"), no matter by itself
_TELLING_WORDS = 7


@dataclass(frozen=True, slots=True)
class Witness:
    """A passage of a plan as it is held against the central plan.

    ``item`` is that of the whole fact or of one of its clauses (its fact spans the clause then), ``kind``
    what the fact is, ``whole`` whether the passage is all of it.
    """

    item: Item
    kind: Literal["task", "target"]
    whole: bool


@dataclass(slots=True)
class _Gaps:
    """The clauses of a plan that no fact stands in, paragraph by paragraph.

    ``starts`` are where its facts begin, in ascending order, ``reach`` how far those so far extend.
    """

    text: str
    starts: Sequence[int]
    reach: Sequence[int]
    seen: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, plan: Plan) -> _Gaps:
        spans = sorted((fact.start, fact.end) for fact in (*plan.tasks, *plan.targets, *plan.baselines))
        return cls(plan.text, [start for start, _ in spans], list(accumulate((end for _, end in spans), max)))

    def beside(self, fact: Indicator) -> Iterator[tuple[int, int]]:
        """The free clauses of the paragraph of ``fact``, for the first that asks: the next have the same."""
        start = self.text.rfind("\n", 0, fact.start) + 1
        end = self.text.find("\n", fact.end)
        paragraph = start, len(self.text) if end < 0 else end
        if paragraph not in self.seen:
            self.seen.add(paragraph)
            yield from (clause for clause in _clauses(self.text, *paragraph) if self._is_free(*clause))

    def _is_free(self, start: int, end: int) -> bool:
        before = bisect_left(self.starts, end)
        return before == 0 or self.reach[before - 1] <= start


def deeds(items: Sequence[Item], plans: Sequence[Plan]) -> list[Witness]:
    """Tasks and targets of all plans as things to be done: what one plan orders another may promise.

    Beside a figure a paragraph may promise something without one: those clauses are witnesses, too, in
    the name of the figure.
    """
    found: dict[tuple[int, int, int, str], Witness] = {}
    gaps = [_Gaps.of(plan) for plan in plans]
    for item in items:
        if item.kind != "baseline":
            for witness in (
                *_split(item, plans[item.plan]),
                *_beside(item, plans[item.plan], gaps[item.plan]),
            ):
                # a clause stands once, whatever facts it is part of
                key = item.plan, witness.item.fact.start, witness.item.fact.end, item.id * witness.whole
                found.setdefault(key, replace(witness, item=replace(witness.item, kind="task")))
    return list(found.values())


def promises(items: Sequence[Item], plans: Sequence[Plan]) -> list[Witness]:
    """The targets of all plans; a promise in words may hold several."""
    return [found for item in items if item.kind == "target" for found in _split(item, plans[item.plan])]


def is_promise_in_words(item: Item) -> bool:
    """Whether the item is a target that names no figure."""
    return isinstance(item.fact, Indicator) and item.fact.value is None


def _split(item: Item, plan: Plan) -> Iterator[Witness]:
    kind: Literal["task", "target"] = "task" if item.kind == "task" else "target"
    yield Witness(item, kind, True)
    if isinstance(item.fact, Indicator) and item.fact.value is not None:
        return  # a figure is one clause
    spans = list(_clauses(plan.text, item.fact.start, item.fact.end))
    for start, end in spans if len(spans) > 1 else ():
        part = _part(item, plan, start, end)
        if len(part.wording.words) >= _TELLING_WORDS:
            yield Witness(part, kind, False)


def _beside(item: Item, plan: Plan, gaps: _Gaps) -> Iterator[Witness]:
    """The clauses of the paragraph of a figure that no fact of the plan stands in."""
    if not isinstance(item.fact, Indicator) or item.fact.value is None:
        return
    for start, end in gaps.beside(item.fact):
        part = _part(item, plan, start, end)
        if len(part.wording.words) >= _TELLING_WORDS:
            yield Witness(part, "target", False)


def _part(item: Item, plan: Plan, start: int, end: int) -> Item:
    fact = item.fact.model_copy(update={"start": start, "end": end})
    words = wording(without_agencies(plan, fact) if isinstance(fact, Task) else plan.text[start:end])
    return replace(item, fact=fact, wording=words, own=words)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans between semicolons and full stops; what stands in brackets is not divided."""
    opened = read = start
    brackets = 0
    for stop in SENTENCE_END.finditer(text, start, end):
        brackets += text.count("(", read, stop.start()) - text.count(")", read, stop.start())
        read = stop.end()
        if brackets <= 0:
            yield from _trimmed(text, opened, stop.start())
            opened, brackets = stop.end(), 0
    yield from _trimmed(text, opened, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    passage = text[start:end]
    if passage.strip():
        yield start + len(passage) - len(passage.lstrip()), start + len(passage.rstrip())
