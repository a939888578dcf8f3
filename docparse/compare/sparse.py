"""Sparse rows of weights: just enough linear algebra for comparing many short texts.

SciPy would do as well, but it is no dependency of docparse; NumPy comes with spaCy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Rows:
    """Rows of a sparse matrix; ``columns`` is the width."""

    def __init__(self, rows: Sequence[Mapping[int, float]], columns: int) -> None:
        lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
        self.starts: Ints = np.concatenate(([0], np.cumsum(lengths)))
        total = int(self.starts[-1])
        indices = np.fromiter(chain.from_iterable(rows), np.int64, total)
        weights = np.fromiter(chain.from_iterable(row.values() for row in rows), np.float64, total)
        # columns in order within each row: sums come out the same however a row was made
        order = np.lexsort((indices, np.repeat(np.arange(len(rows)), lengths)))
        self.indices: Ints = indices[order]
        self.weights: Floats = weights[order]
        self.columns = columns
        self._scratch: Floats = np.zeros(columns)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, index: int) -> tuple[Ints, Floats]:
        """Columns and weights of one row."""
        span = slice(self.starts[index], self.starts[index + 1])
        return self.indices[span], self.weights[span]

    def gathered(self, others: Ints) -> tuple[Ints, Ints]:
        """Positions of all entries of the rows ``others``, and for each the position of its row in it."""
        lengths = self.starts[others + 1] - self.starts[others]
        owner = np.repeat(np.arange(len(others)), lengths)
        offsets = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return np.repeat(self.starts[others], lengths) + offsets, owner

    def dots(self, index: int, others: Ints) -> Floats:
        """Scalar products of the row ``index`` with each of the rows ``others``."""
        columns, weights = self.row(index)
        self._scratch[columns] = weights
        entries, owner = self.gathered(others)
        products = self._scratch[self.indices[entries]] * self.weights[entries]
        self._scratch[columns] = 0.0
        return np.bincount(owner, products, len(others)).astype(np.float64)

    def common(self, index: int, others: Ints) -> Floats:
        """The heaviest column that ``index`` shares with each of ``others`` (its lesser weight counts)."""
        columns, weights = self.row(index)
        self._scratch[columns] = weights
        entries, owner = self.gathered(others)
        shared = np.minimum(self._scratch[self.indices[entries]], self.weights[entries])
        self._scratch[columns] = 0.0
        best = np.zeros(len(others))
        np.maximum.at(best, owner, shared)
        return best

    def contained(self, index: int, others: Ints) -> Floats:
        """How much of the row ``index`` is in each of ``others``, or of that in it: the greater sum."""
        columns, weights = self.row(index)
        self._scratch[columns] = weights
        entries, owner = self.gathered(others)
        mine = self._scratch[self.indices[entries]]
        theirs = np.where(mine > 0, self.weights[entries], 0.0)
        self._scratch[columns] = 0.0
        sums = [np.bincount(owner, shared, len(others)) for shared in (mine, theirs)]
        return np.maximum(*sums).astype(np.float64)


class Postings:
    """For each column the rows that hold it, and their weights: the way back from a term to the texts."""

    def __init__(self, rows: Rows) -> None:
        order = np.argsort(rows.indices, kind="stable")
        owners = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
        self._owners: Ints = owners[order]
        self._weights: Floats = rows.weights[order]
        counts = np.bincount(rows.indices, minlength=rows.columns)
        self._starts: Ints = np.concatenate(([0], np.cumsum(counts)))
        self.counts: Ints = counts

    def products(self, columns: Ints, weights: Floats, rows: int) -> Floats:
        """For each of the ``rows`` rows the scalar product with the row (``columns``, ``weights``)."""
        sums = np.zeros(rows)
        for column, weight in zip(columns, weights, strict=True):
            span = slice(self._starts[column], self._starts[column + 1])
            sums[self._owners[span]] += weight * self._weights[span]
        return sums
