"""Rows out of pairs: which items of many plans stand in one row of the matrix.

An item joins a row when it agrees with most of those already in it, not merely with one; an item that
says two things stands in two rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from docparse.compare.items import Item
from docparse.compare.neighbours import Match

#: an item is held against this many of a row, those that it agrees with best
_WITNESSES = 3
#: what it must reach with them on average
_AGREEMENT = 0.5
#: a second row must be nearly as good as the best one, for an item that says several things half as good
_ALSO = 0.8
_ALSO_COMPOSITE = 0.5
MOST_ROWS = 3
#: of several items of one plan in a row those stay that agree nearly as well as the best of them
_NEARLY = 0.8
#: two rows that have this share of the smaller one in common are one row
_OVERLAP = 0.5

Row = tuple[int, ...]


def rows(
    items: Sequence[Item], matches: Iterable[Match], central: int | None = None, most: int = MOST_ROWS
) -> list[Row]:
    """Rows of positions in ``items``; every item stands in one row at least, in ``most`` at most.

    ``central`` is the plan whose items open the rows; the others follow in order, simple items before
    those that say several things.
    """
    scores: dict[int, dict[int, float]] = defaultdict(dict)
    for match in matches:
        scores[match.a][match.b] = scores[match.b][match.a] = match.score
    found = _Rows(scores, items, most)
    for index in sorted(range(len(items)), key=lambda i: _rank(items[i], central, i)):
        found.place(index)
    return _complete([found.trimmed(row) for row in found.merged()], len(items))


def _rank(item: Item, central: int | None, index: int) -> tuple[bool, int, int]:
    return item.plan != central, len(item.wording.clauses), index


class _Rows:
    def __init__(self, scores: dict[int, dict[int, float]], items: Sequence[Item], most: int) -> None:
        self._scores, self._items, self._most = scores, items, most
        self._sides = [item.side for item in items]
        self._rows: list[list[int]] = []
        self._rows_of: dict[int, list[int]] = defaultdict(list)

    def place(self, index: int) -> None:
        """Put one item into the rows that it agrees with, or open a row for it."""
        nearby = {row for other in self._scores[index] for row in self._rows_of[other]}
        support = {row: self._support(index, row) for row in sorted(nearby)}
        best = max(support.values(), default=0.0)
        also = _ALSO if len(self._items[index].wording.clauses) == 1 else _ALSO_COMPOSITE
        chosen = [row for row, value in support.items() if value >= max(_AGREEMENT, best * also)]
        chosen = sorted(chosen, key=lambda row: -support[row])[: self._most]
        if not chosen:
            chosen = [len(self._rows)]
            self._rows.append([])
        for row in chosen:
            self._rows[row].append(index)
            self._rows_of[index].append(row)

    def _support(self, index: int, row: int) -> float:
        return self._agreement(index, self._rows[row])

    def _agreement(self, index: int, row: Sequence[int]) -> float:
        own = self._sides[index]
        members = [member for member in row if self._sides[member] != own]
        agreed = sorted((self._scores[index].get(member, 0.0) for member in members), reverse=True)
        return sum(agreed[:_WITNESSES]) / min(_WITNESSES, len(members)) if members else 0.0

    def trimmed(self, row: Row) -> Row:
        """``row`` without what agrees much less than another item of the same plan does."""
        agreement = {index: self._agreement(index, row) for index in row}
        best: dict[int, float] = defaultdict(float)
        for index, value in agreement.items():
            best[self._sides[index]] = max(best[self._sides[index]], value)
        return tuple(i for i in row if agreement[i] >= _NEARLY * best[self._sides[i]])

    def merged(self) -> list[Row]:
        """The rows, those that share most of their items joined, in the order they were opened."""
        target = list(range(len(self._rows)))
        members = [set(row) for row in self._rows]
        for index in range(len(self._rows)):
            for other in sorted({r for item in self._rows[index] for r in self._rows_of[item]}):
                a, b = _root(target, index), _root(target, other)
                if a != b and _share(members[a], members[b]) > _OVERLAP:
                    first, second = min(a, b), max(a, b)
                    members[first] |= members[second]
                    target[second] = first
        return [tuple(sorted(members[i])) for i in range(len(self._rows)) if target[i] == i]


def _complete(rows: list[Row], items: int) -> list[Row]:
    """``rows``, with a row of its own for each item that stands in none any more."""
    placed = {index for row in rows for index in row}
    return rows + [(index,) for index in range(items) if index not in placed]


def _root(target: list[int], index: int) -> int:
    while target[index] != index:
        index = target[index]
    return index


def _share(a: set[int], b: set[int]) -> float:
    return len(a & b) / min(len(a), len(b))
