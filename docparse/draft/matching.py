"""Which tasks and targets of several plans are the same: one entry with several sources.

:class:`Entry` is what the composition works with, however the groups were found.
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
from docparse.model import Indicator, Task
from docparse.text import fold

EntryKind = Literal["task", "target"]
Fact = Task | Indicator
#: (index of the plan, kind, id of the fact)
_Place = tuple[int, str, str]

#: facts are one entry from this score of the alignment on: there, a row of a comparison is looser
SAME = 0.9


@dataclass(frozen=True, slots=True)
class Member:
    """One source of an entry."""

    plan: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Entry:
    """A task or target, and every place where the sources have it (one a plan)."""

    kind: EntryKind
    members: tuple[Member, ...]

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
    fact of a plan only.
    """
    from docparse.compare.align import align  # loads numpy

    pairs = align([s.plan for s in sources], ["task", "target"]) if len(sources) > 1 else []
    groups = _Groups(sources)
    for pair in sorted(pairs, key=lambda p: -p.score):
        if pair.score >= SAME and (pair.kind == "task" or _comparable(pair.a.fact, pair.b.fact)):
            groups.join((pair.a.plan, pair.kind, pair.a.id), (pair.b.plan, pair.kind, pair.b.id))
    return (*groups.entries("task"), *groups.entries("target"))


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
                yield Entry(kind, tuple(facts[other] for other in group))
