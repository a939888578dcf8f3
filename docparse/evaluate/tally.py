"""Counting what was found: hits against answers and findings, with the list of what went wrong."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Hits among the answers (``gold``) and among the findings (``found``) of one kind of fact.

    ``missed`` and ``invented`` say in words what was not found and what is no fact. A hit may count
    in part (see :mod:`docparse.evaluate.trees`).
    """

    hit: float = 0
    gold: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    def add(self, hit: float, gold: int, found: int) -> None:
        """Count further answers and findings."""
        self.hit += hit
        self.gold += gold
        self.found += found

    def mark(self, right: bool, otherwise: str) -> None:
        """Count one answer that has exactly one finding; ``otherwise`` tells what is wrong with it."""
        self.add(right, 1, 1)
        if not right:
            self.missed.append(otherwise)

    def compare(self, gold: Mapping[Hashable, str], found: Mapping[Hashable, str], where: str) -> None:
        """Count two sets of values of one place, each with the words that a list shows for it."""
        missed = [text for key, text in gold.items() if key not in found]
        invented = [text for key, text in found.items() if key not in gold]
        self.add(len(gold) - len(missed), len(gold), len(found))
        self.missed += [f"{where}: {text}" for text in missed]
        self.invented += [f"{where}: {text}" for text in invented]

    def include(self, other: Tally, where: str) -> None:
        """Pool the counts of another tally into this one, its lists under the name ``where``."""
        self.add(other.hit, other.gold, other.found)
        self.missed += [f"{where}: {text}" for text in other.missed]
        self.invented += [f"{where}: {text}" for text in other.invented]

    @property
    def precision(self) -> float:
        """Share of the findings that are right; 1 where nothing was to be found and nothing was."""
        if self.found:
            return self.hit / self.found
        return 0.0 if self.gold else 1.0

    @property
    def recall(self) -> float:
        """Share of the answers that were found; 1 where there are none."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return f1_of(self.hit, self.gold, self.found)


def f1_of(hit: float, gold: float, found: float) -> float:
    """F1 from counts; 1 where there is nothing to find and nothing found, 0 where one side is empty."""
    return 2 * hit / (gold + found) if gold + found else 1.0
