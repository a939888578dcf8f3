"""Whether the passage that a fact points to says what the fact says.

``text[start:end]`` is the promise of every plan. Here it is put to the test, fact by fact, by means that
owe nothing to the extractors but the words of recurring times.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docparse.evaluate.keys import squeezed, text_key
from docparse.evaluate.readings import numbers_in, time_is_read_from
from docparse.model import Budget, Deadline, Indicator, Plan, Task
from docparse.rulebook import load_table
from docparse.text import strip_accents

_EQUAL = 1e-6
_WORD = re.compile(r"\w+")
_CODE = re.compile(r"[A-ZĐ]{1,6}\d{0,2}")
_CAPITALS = re.compile(r"[A-ZĐ&]{2,}")
_SIGNS = re.compile(r"[\W_]+")
_THOUSAND = 1000
_LONGEST_NAME = 100  # characters before the bracket of an abbreviation
_MOST = 0.5  # share of the words of a name that its mention must hold
_SHOWN = 60  # characters of a passage that a report shows


@dataclass(frozen=True, slots=True)
class Baseless:
    """A fact that its passage does not bear out."""

    kind: str
    fact: str
    passage: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.fact}; văn bản ở chỗ đó: “{self.passage}”"


@dataclass(frozen=True, slots=True)
class _Check:
    """One fact: what it says, where, and whether the passage bears it out."""

    kind: str
    fact: str
    start: int
    end: int
    holds: bool


def ground(plan: Plan) -> tuple[int, list[Baseless]]:
    """(number of facts with a passage, those that their passage does not bear out).

    Checked are outline nodes, indicators, tasks, their assignments, deadlines and budgets, citations, and
    every mention of an agency.
    """
    checks = list(_checks(plan))
    size = len(plan.text)
    baseless = [
        Baseless(c.kind, c.fact, " ".join(plan.text[max(0, c.start) : max(0, c.end)].split())[:_SHOWN])
        for c in checks
        if not (c.holds and 0 <= c.start < c.end <= size)
    ]
    return len(checks), baseless


def _checks(plan: Plan) -> Iterator[_Check]:
    for node in plan.outline:
        passage = squeezed(plan.passage(node))
        holds = passage.startswith(squeezed(node.marker)) and squeezed(node.title) in passage
        yield _Check("outline", f"{node.path} {node.title[:_SHOWN]}", node.start, node.end, holds)
    for kind, indicators in (("targets", plan.targets), ("baselines", plan.baselines)):
        for indicator in indicators:
            number = "" if indicator.value is None else f"{indicator.value:g} {indicator.unit or ''} | "
            fact = f"{number}{indicator.text[:_SHOWN]}"
            holds = _states(plan.passage(indicator), indicator)
            yield _Check(kind, fact, indicator.start, indicator.end, holds)
    for task in plan.tasks:
        yield from _checks_of_task(plan, task)
    for citation in plan.citations:
        holds = _cites(plan.passage(citation), citation.number)
        yield _Check("citations", citation.number, citation.start, citation.end, holds)
    for agency in plan.agencies:
        for mention in agency.mentions:
            holds = _names(plan, plan.text[mention.start : mention.end], agency.name)
            yield _Check("agencies", agency.name, mention.start, mention.end, holds)


def _checks_of_task(plan: Plan, task: Task) -> Iterator[_Check]:
    same = squeezed(task.text) == squeezed(plan.passage(task))
    yield _Check("tasks", task.text[:_SHOWN], task.start, task.end, same)
    for a in task.assignments:
        passage = plan.passage(a)
        holds = text_key(passage) == text_key(a.mention) and _names(plan, passage, a.agency)
        yield _Check(a.role, f"{a.agency} ({a.mention})", a.start, a.end, holds)
    if task.deadline is not None:
        due = task.deadline
        yield _Check(
            "deadlines", f"{due.value} ({due.text})", due.start, due.end, _sets(plan.passage(due), due)
        )
    if task.budget is not None:
        money = task.budget
        holds = _grants(plan.passage(money), money)
        yield _Check("budgets", f"{money.total or 0:g} {money.unit or ''}", money.start, money.end, holds)


def _states(passage: str, indicator: Indicator) -> bool:
    if indicator.value is None:
        return squeezed(passage) in squeezed(indicator.text)
    return _among(indicator.value, numbers_in(passage))


def _sets(passage: str, deadline: Deadline) -> bool:
    return text_key(passage) == text_key(deadline.text) and time_is_read_from(passage, deadline.value)


def _grants(passage: str, budget: Budget) -> bool:
    """The total stands in the passage, in one number or two, or is the sum of parts of which one does."""
    printed = numbers_in(passage)
    composed = (first * _THOUSAND + rest for first in printed for rest in printed)  # `2 tỷ 500 triệu`
    if budget.total is not None and _among(budget.total, [*printed, *composed]):
        return True
    adds_up = budget.total is None or _among(budget.total, [round(sum(budget.by_source.values()), 6)])
    return adds_up and any(_among(amount, printed) for amount in budget.by_source.values())


def _among(value: float, values: Iterable[float]) -> bool:
    return any(abs(value - other) <= _EQUAL for other in values)


def _cites(passage: str, number: str) -> bool:
    """A number but for its signs; a law by name but for its short forms."""
    if any(character.isdigit() for character in number):
        return _bare(number) in _bare(passage)
    return _may_name(passage, number)


def _bare(number: str) -> str:
    """Letters and digits only; a lost stroke (``BGDDT``) is a damaged sign, too."""
    return _SIGNS.sub("", strip_accents(text_key(number)))


def _names(plan: Plan, passage: str, name: str) -> bool:
    """Whether ``passage`` names the body, if only by a code: ``PC06``, ``VTV``.

    A code is in general use, or the document has it in a bracket behind the words of the name.
    """
    if _may_name(passage, name):
        return True
    if not _CODE.fullmatch(passage):
        return False
    known = load_table("abbreviations")["words"].get(passage, "")
    brackets = re.finditer(rf"\({passage}\)", plan.text)
    before = (plan.text[max(0, at.start() - _LONGEST_NAME) : at.start()] for at in brackets)
    return text_key(known) in text_key(name) if known else any(_may_name(words, name) for words in before)


def _may_name(passage: str, name: str) -> bool:
    """Whether ``passage`` holds most words of ``name``, written out or as initials of an abbreviation.

    Not all: ``Các Sở: Y tế; Tài chính`` gives ``Sở Tài chính`` at ``Tài chính``.
    """
    words = _WORD.findall(text_key(name))
    printed = set(_WORD.findall(text_key(passage)))
    initials = {letter for short in _CAPITALS.findall(passage) for letter in strip_accents(short).lower()}
    held = sum(word in printed or strip_accents(word[0]) in initials for word in words)
    return held >= _MOST * len(words)
