"""Which tasks and targets of several plans are the same: one entry with several sources.

:class:`Entry` is what the composition works with, however the groups were found. A row of a comparison may
be generous; here one of two wordings will not be printed, so they must say the same in nearly the same words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from math import sqrt
from typing import Literal

from docparse.draft.sources import Source
from docparse.draft.succession import canonical_mention
from docparse.model import Indicator, Task
from docparse.text import fold

EntryKind = Literal["task", "target"]
Fact = Task | Indicator
#: (index of the plan, kind, id of the fact)
_Place = tuple[int, str, str]

#: facts may be one entry from this score of the alignment on: there, a row of a comparison is looser
SAME = 0.9
#: likeness of wording (see :func:`likeness`) from which on facts of one level are one entry ...
ALIKE = 0.5
#: ... and from which on those of two levels are, and nothing is lost by printing only one of them
NEARLY = 0.75


@dataclass(frozen=True, slots=True)
class Member:
    """One source of an entry."""

    plan: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Entry:
    """A task or target, and every place where the sources have it (one a plan).

    ``near`` are the plans that have something on the same matter in other words, an entry of its own.
    """

    kind: EntryKind
    members: tuple[Member, ...]
    near: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """A name that stays the same from run to run, for the pick list."""
        ids = "|".join(f"{m.plan}#{m.fact.id}" for m in self.members)
        return sha256(f"{self.kind}|{ids}".encode()).hexdigest()[:10]

    @property
    def text(self) -> str:
        """The wording of the first source."""
        return self.members[0].fact.text

    def of(self, plan: str) -> Fact | None:
        """The fact of one plan."""
        return next((m.fact for m in self.members if m.plan == plan), None)


def entries(sources: Sequence[Source]) -> tuple[Entry, ...]:
    """Tasks and targets of ``sources``, the same ones put together, in the order of the sources.

    Pairs come from the alignment of the comparison; they are joined best first, and an entry takes one
    fact of a plan only. Pairs whose wording, level or leading agency is too far apart stay two entries
    that know of each other.
    """
    from docparse.compare.align import align  # loads numpy

    pairs = align([s.plan for s in sources], ["task", "target"]) if len(sources) > 1 else []
    groups = _Groups(sources)
    for pair in sorted(pairs, key=lambda p: -p.score):
        if pair.score < SAME or (pair.kind == "target" and not _comparable(pair.a.fact, pair.b.fact)):
            continue
        a, b = (pair.a.plan, pair.kind, pair.a.id), (pair.b.plan, pair.kind, pair.b.id)
        if _one((sources[pair.a.plan], pair.a.fact), (sources[pair.b.plan], pair.b.fact)):
            groups.join(a, b)
        else:
            groups.note(a, b)
    return (*groups.entries("task"), *groups.entries("target"))


def likeness(a: str, b: str) -> float:
    """How nearly two wordings are the same, 0 to 1: cosine of syllables and their pairs, numbers aside."""
    return similarity(_wording(a), _wording(b))


def differing(entry: Entry, plan: str) -> list[Member]:
    """Members of other plans whose wording is not nearly that of ``plan``, which is the one printed."""
    own = entry.of(plan)
    if own is None:
        return []
    return [m for m in entry.members if m.plan != plan and likeness(own.text, m.fact.text) < NEARLY]


def similarity(a: Counter[str], b: Counter[str]) -> float:
    """Cosine of two bags of words, 0 to 1."""
    if not a or not b:
        return 0.0
    dot = sum(count * b[word] for word, count in a.items())
    return dot / sqrt(sum(c * c for c in a.values()) * sum(c * c for c in b.values()))


@lru_cache(maxsize=4096)
def bag(text: str) -> Counter[str]:
    """Pairs of neighbouring syllables: nearly words in Vietnamese. Not to be changed by the caller."""
    words = re.findall(r"[^\W_]+", fold(text))
    return Counter(f"{a} {b}" for a, b in pairwise(words))


@lru_cache(maxsize=4096)
def _wording(text: str) -> Counter[str]:
    words = re.findall(r"[^\W\d_]+", fold(text))
    return Counter([*words, *(f"{a} {b}" for a, b in pairwise(words))])


def _one(a: tuple[Source, object], b: tuple[Source, object]) -> bool:
    """Whether two aligned facts, each with its source, are one entry of a draft.

    A row of a table, which has money, is never put into a sentence or the other way round.
    """
    (source_a, one), (source_b, other) = a, b
    if not isinstance(one, Task | Indicator) or not isinstance(other, Task | Indicator):
        return False
    if (one in source_a.row_tasks) != (other in source_b.row_tasks):
        return False
    alike = likeness(one.text, other.text)
    if source_a.level != source_b.level:  # who leads differs by itself
        return alike >= NEARLY
    return alike >= ALIKE and not _led_apart(one, other)


def _led_apart(a: Fact, b: Fact) -> bool:
    """Whether both are tasks and each names who leads it, and nobody leads both."""
    if not isinstance(a, Task) or not isinstance(b, Task):
        return False
    leads = [set(map(canonical_mention, task.agencies("lead"))) for task in (a, b)]
    return all(leads) and not leads[0] & leads[1]


def _comparable(a: object, b: object) -> bool:
    """Targets are one only where they count the same unit."""
    if isinstance(a, Indicator) and isinstance(b, Indicator):
        return a.unit == b.unit and (a.value is None) == (b.value is None)
    return False


class _Groups:
    """Facts that are the same; the earlier plan leads its group."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self.group_of: dict[_Place, list[_Place]] = {}
        self.near: dict[_Place, set[str]] = {}
        for index, source in enumerate(sources):
            for kind, facts in (("task", source.plan.tasks), ("target", source.plan.targets)):
                for fact in facts:
                    self.group_of[index, kind, fact.id] = [(index, kind, fact.id)]

    def join(self, a: _Place, b: _Place) -> None:
        """Put the groups of two facts together unless a plan would stand in them twice."""
        first, second = self.group_of.get(a), self.group_of.get(b)
        if first is None or second is None or first is second:
            return
        if {place[0] for place in first} & {place[0] for place in second}:
            return
        first += second
        for place in second:
            self.group_of[place] = first

    def note(self, a: _Place, b: _Place) -> None:
        """Remember that two facts are on the same matter."""
        self.near.setdefault(a, set()).add(self.sources[b[0]].id)
        self.near.setdefault(b, set()).add(self.sources[a[0]].id)

    def entries(self, kind: EntryKind) -> Iterator[Entry]:
        """Every group once, in the order of the sources and their texts."""
        facts: dict[_Place, Member] = {
            (index, kind, fact.id): Member(source.id, fact)
            for index, source in enumerate(self.sources)
            for fact in (source.plan.tasks if kind == "task" else source.plan.targets)
        }
        for place in facts:
            group = sorted(self.group_of[place], key=lambda p: p[0])
            if group[0] == place:
                members = tuple(facts[other] for other in group)
                near = {plan for other in group for plan in self.near.get(other, ())}
                yield Entry(kind, members, frozenset(near - {m.plan for m in members}))
