"""A plan's facts as answers to be corrected by hand, in the form that :mod:`docparse.evaluate` reads.

Offsets become quotes: whoever corrects answers reads text, not numbers. A quote is lengthened until the
text holds it once, so that it leads back to its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from docparse.evaluate.gold import (
    Gold,
    GoldBudget,
    GoldCitation,
    GoldDefect,
    GoldIndicator,
    GoldMetadata,
    GoldNode,
    GoldTask,
)
from docparse.evaluate.passages import Passages
from docparse.model import Budget, Diagnostic, Indicator, Plan, Task

#: Diagnostics that are defects of the document; the others are doubts of the program.
_DEFECTS = frozenset(
    (
        "date-conflict impossible-date repeated-number skipped-number sum-mismatch missing-number broken-text"
        " typo"
    ).split()
)
_TITLE = 100  # characters of a title or a task that answers hold
_LONGEST = 120  # words by which a quote may grow before it is left ambiguous
_WORD = re.compile(r"\S+")


def annotate(plan: Plan) -> Gold:
    """The facts of ``plan`` as answers; scoring ``plan`` against them gives 1 for every kind of fact."""
    quotes = _Quotes(plan.text)
    paths = {node.id: node.path for node in plan.outline}
    return Gold(
        document=plan.source.name,
        metadata=GoldMetadata(**plan.metadata.model_dump(exclude={"recipients"})),
        outline=tuple(
            GoldNode(path=node.path, title=_shortened(node.title), role=node.role) for node in plan.outline
        ),
        targets=tuple(_indicator(i, paths, quotes) for i in plan.targets),
        baselines=tuple(_indicator(i, paths, quotes) for i in plan.baselines),
        tasks=tuple(_task(t, paths, quotes) for t in sorted(plan.tasks, key=lambda task: task.start)),
        citations=tuple(
            GoldCitation(
                number=c.number, doc_type=c.doc_type, issued_on=c.issued_on, issuer=c.issuer, basis=c.basis
            )
            for c in plan.citations
        ),
        agencies=tuple(agency.name for agency in plan.agencies),
        defects=tuple(_defects(plan.diagnostics, quotes)),
    )


def _indicator(found: Indicator, paths: dict[str, str], quotes: _Quotes) -> GoldIndicator:
    return GoldIndicator(
        quote=quotes.around(found.start, found.end),
        value=found.value,
        unit=found.unit,
        comparator=None if found.qualitative else found.comparator,
        year=found.year,
        path=paths.get(found.node or ""),
        qualitative=found.qualitative,
    )


def _task(task: Task, paths: dict[str, str], quotes: _Quotes) -> GoldTask:
    return GoldTask(
        quote=quotes.opening(task.start, task.end),
        path=paths.get(task.node or ""),
        lead=task.agencies("lead"),
        coordinate=task.agencies("coordinate"),
        implement=task.agencies("implement"),
        deadline=task.deadline.value if task.deadline else None,
        budget=_budget(task.budget),
    )


def _budget(budget: Budget | None) -> GoldBudget | None:
    if budget is None:
        return None
    return GoldBudget(total=budget.total, unit=budget.unit, by_source=dict(budget.by_source))


def _defects(diagnostics: Iterable[Diagnostic], quotes: _Quotes) -> Iterator[GoldDefect]:
    for found in diagnostics:
        if found.code in _DEFECTS:
            located = found.start is not None and found.end is not None
            quote = quotes.around(found.start or 0, found.end or 0) if located else ""
            yield GoldDefect(code=found.code, quote=quote, note=found.message)


def _shortened(text: str) -> str:
    """The first hundred characters, cut between two words."""
    text = " ".join(text.split())
    return text if len(text) <= _TITLE else text[: _TITLE + 1].rpartition(" ")[0] or text[:_TITLE]


class _Quotes:
    """Passages of one text as quotes that occur once in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._passages = Passages(text)
        words = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in words]
        self._ends = [end for _, end in words]

    def around(self, start: int, end: int) -> str:
        """The passage, with as many words on both sides as make it the only one; right before left."""
        return self._grown(start, end, both=True)

    def opening(self, start: int, end: int) -> str:
        """The first hundred characters of the passage, or as many more as make them the only ones."""
        return self._grown(start, start + len(_shortened(self._text[start:end])), both=False)

    def _grown(self, start: int, end: int, both: bool) -> str:
        shortest = self._quote(start, end)
        for step in range(_LONGEST):
            quote = self._quote(start, end)
            if self._passages.is_unique(quote):
                return quote
            if both and step % 2:
                start = self._word_before(start)
            else:
                end = self._word_behind(end)
        return shortest

    def _word_before(self, offset: int) -> int:
        at = bisect_left(self._starts, offset)
        return self._starts[at - 1] if at else offset

    def _word_behind(self, offset: int) -> int:
        at = bisect_right(self._ends, offset)
        return self._ends[at] if at < len(self._ends) else offset

    def _quote(self, start: int, end: int) -> str:
        return " ".join(self._text[start:end].split())
