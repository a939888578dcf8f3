"""What a term weighs: the rarer in the corpus of the plans, the more it tells."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docparse.compare.lookup import Phrase
from docparse.compare.sparse import Rows

#: longest run of syllables that counts as one term
LONGEST_TERM = 3
#: characters in one character n-gram
CHARACTERS = 4
#: how a term that stands so many times in a text weighs; more often is no more telling
_MOST = 50
_LOGARITHMS = (0.0, *(1.0 + math.log(count) for count in range(1, _MOST + 1)))


def terms(words: Phrase, longest: int = LONGEST_TERM) -> Iterator[str]:
    """The runs of one to ``longest`` syllables in ``words``."""
    for length in range(1, longest + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def characters(words: Phrase) -> Iterator[str]:
    """The runs of :data:`CHARACTERS` characters in ``words``; they survive the damage of scanning."""
    text = f" {' '.join(words)} "
    return (text[start : start + CHARACTERS] for start in range(len(text) - CHARACTERS + 1))


class Weighing:
    """Inverse document frequency over a corpus of term lists, and the vectors made with it.

    Terms of a single document keep their share in the length of its vector but get no column: nothing
    can match them.
    """

    def __init__(self, corpus: Iterable[Iterable[str]]) -> None:
        frequencies: Counter[str] = Counter()
        self._documents = 0
        for document in corpus:
            self._documents += 1
            frequencies.update(set(document))
        shared = sorted(term for term, count in frequencies.items() if count > 1)
        self.columns: dict[str, int] = {term: column for column, term in enumerate(shared)}
        self.names: Sequence[str] = shared
        # column (none: a single document has the term) and weight of every known term
        self._known = {
            term: (self.columns.get(term, -1), self._rarity(count)) for term, count in frequencies.items()
        }

    def weight(self, term: str) -> float:
        """1 for a term that stands everywhere, more for a rarer one."""
        return self._known[term][1] if term in self._known else self._rarity(0)

    def _rarity(self, count: int) -> float:
        return 1.0 + math.log((1 + self._documents) / (1 + count))

    def unit(self, document: Iterable[str]) -> dict[int, float]:
        """The unit vector of a document: columns and weights; a repeated term weighs a little more."""
        counts = Counter(document)
        return self.scaled({term: _LOGARITHMS[min(count, _MOST)] for term, count in counts.items()})

    def scaled(self, amounts: Mapping[str, float]) -> dict[int, float]:
        """The unit vector of given amounts of terms."""
        row: dict[int, float] = {}
        squares = 0.0
        unknown = (-1, self._rarity(0))
        for term, amount in amounts.items():
            column, weight = self._known.get(term, unknown)
            weight *= amount
            squares += weight * weight
            if column >= 0:
                row[column] = weight
        length = math.sqrt(squares)
        return {column: weight / length for column, weight in row.items()}

    def rows(self, documents: Iterable[Iterable[str]]) -> Rows:
        """The unit vectors of ``documents``."""
        return Rows([self.unit(document) for document in documents], len(self.columns))
