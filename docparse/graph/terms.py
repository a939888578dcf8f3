"""What a passage is about: its terms, weighted over the plan, and how far two passages agree."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from docparse.rulebook import load_table
from docparse.text import fold, is_syllable

# A pair of syllables is usually a word; a single syllable says much less.
PAIR_WEIGHT = 1.0
SYLLABLE_WEIGHT = 0.25
# Words for the people and places that a field always speaks of: shared by many passages on other things.
WEAK_WEIGHT = 0.25

Vector = Mapping[str, float]

_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_BREAK = " | "


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(map(fold, phrases), key=len, reverse=True)
    return re.compile(r"(?<![\w&])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w&])")


@cache
def _abbreviations() -> tuple[re.Pattern[str], dict[str, str]]:
    words = load_table("abbreviations")["words"]
    return _any_of(words), {fold(short): fold(long) for short, long in words.items()}


@cache
def _empty_words() -> re.Pattern[str]:
    return _any_of(load_table("relations")["empty_words"])


def _folded(name: str) -> list[list[str]]:
    return [fold(phrase).split() for phrase in load_table("relations")[name]]


@cache
def _weak_terms() -> frozenset[str]:
    """The terms of weak words, and the pairs where two weak words meet, unless together they tell."""
    weak, strong = _folded("weak_words"), _folded("strong_words")
    inside = {term for phrase in weak for term in _terms_of(phrase)}
    between = {f"{a[-1]} {b[0]}" for a in weak for b in weak}
    telling = {term for phrase in strong for term in _terms_of(phrase)}
    return frozenset(inside | (between - telling))


def written_out(text: str) -> str:
    """``text`` folded, its general abbreviations written out: ``Sở GDĐT`` -> ``sở giáo dục và đào tạo``."""
    pattern, long_forms = _abbreviations()
    return pattern.sub(lambda m: long_forms[m.group()], fold(text))


@lru_cache(maxsize=4096)
def runs(text: str) -> tuple[tuple[str, ...], ...]:
    """The stretches of telling syllables in ``text``, normalised.

    Case, tone placement and abbreviations are normalised; words that every plan uses of every task
    (``thực hiện``, ``tăng cường``, ``các``) are left out and, like punctuation, part the stretches.
    """
    bare = _empty_words().sub(_BREAK, written_out(text))
    return tuple(tuple(run.split()) for run in _RUN.findall(bare))


def _terms_of(syllables: list[str] | tuple[str, ...]) -> list[str]:
    return [*syllables, *(f"{a} {b}" for a, b in pairwise(syllables))]


def terms(text: str) -> dict[str, None]:
    """The terms of ``text``: its syllables, and the pairs of syllables that stand together."""
    return dict.fromkeys(term for run in runs(text) for term in _terms_of(run))


@cache
def is_strong(term: str) -> bool:
    """Tell whether ``term`` names a thing by itself: a word that is neither weak nor one syllable.

    What is no Vietnamese syllable (``internet``, ``stem``) is a whole word.
    """
    if " " in term:
        return term not in _weak_terms()
    return not is_syllable(term)


class Weights:
    """How much each term tells, from its rarity among the passages of a plan."""

    def __init__(self, passages: Iterable[str]) -> None:
        self._frequency: Counter[str] = Counter()
        self._count = 0
        for passage in passages:
            self._frequency.update(list(terms(passage)))
            self._count += 1

    def of(self, term: str) -> float:
        """Weight of one term; an unseen term weighs like one that occurs once."""
        rarity = math.log(1 + self._count / max(1, self._frequency[term]))
        if is_strong(term):
            return rarity * PAIR_WEIGHT
        return rarity * (WEAK_WEIGHT if " " in term else SYLLABLE_WEIGHT)

    def vector(self, text: str, share: float = 1.0) -> dict[str, float]:
        """Each term of ``text`` with its weight times ``share``."""
        return {term: self.of(term) * share for term in terms(text)}


def merge(*vectors: Vector) -> dict[str, float]:
    """One vector that holds each term at its greatest weight."""
    merged: dict[str, float] = {}
    for vector in vectors:
        for term, weight in vector.items():
            merged[term] = max(weight, merged.get(term, 0.0))
    return merged


def coverage(of: Vector, by: Vector) -> float:
    """Share of the weight of ``of`` whose terms also stand in ``by``: 0 to 1."""
    total = sum(of.values())
    return sum(w for term, w in of.items() if term in by) / total if total else 0.0


def cosine(a: Vector, b: Vector) -> float:
    """Cosine of two weighted passages: 0 to 1."""
    dot = sum(weight * b[term] for term, weight in a.items() if term in b)
    if not dot:
        return 0.0
    return dot / math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))


def shared_phrases(text: str, other: Vector, most: int = 4) -> tuple[str, ...]:
    """The longest wordings of ``text`` whose pairs all stand in ``other`` too, heaviest first."""
    found: dict[str, float] = {}
    for run in runs(text):
        start = 0
        for at in range(1, len(run) + 1):
            if at == len(run) or f"{run[at - 1]} {run[at]}" not in other:
                if at - start > 1:
                    phrase = run[start:at]
                    found[" ".join(phrase)] = sum(other[term] for term in _terms_of(phrase))
                start = at
    return tuple(sorted(found, key=lambda phrase: (-found[phrase], phrase))[:most])
