"""What rows are about: their theme, or a cluster named by its own terms where no theme fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from docparse.compare.features import Measures
from docparse.compare.grouping import Row
from docparse.compare.lookup import Phrase
from docparse.compare.terms import Clause, common_runs, phrases
from docparse.compare.themes import group, themes

#: rows as alike as this are one cluster
_ALIKE = 0.15
#: a cluster is named by so many syllables at least: fewer tell nothing ("tương ứng")
_NAMED_BY = 3
OTHER = "Khác"


def themes_of_items(measures: Measures) -> dict[int, str]:
    """For each item the name of its theme's group; items without a theme are left out."""
    found = {}
    for index, item in enumerate(measures.items):
        name = _group_of(item.own.clauses) or _group_of(item.wording.clauses)
        if name:
            found[index] = name
    return found


def _group_of(clauses: Sequence[Clause]) -> str | None:
    counts: Counter[str] = Counter()
    for position, clause in enumerate(clauses):
        # what comes first says what it is about
        weight = 2 if position == 0 else 1
        for theme, times in themes([clause]).items():
            counts[group(theme).name] += weight * times
    return counts.most_common(1)[0][0] if counts else None


def themes_of_rows(measures: Measures, rows: Sequence[Row]) -> list[str]:
    """For each row the theme that most of its items have, else the name of its cluster."""
    known = themes_of_items(measures)
    names: list[str | None] = []
    for row in rows:
        counts = Counter(known[index] for index in row if index in known)
        names.append(counts.most_common(1)[0][0] if counts else None)
    homeless = [index for index, name in enumerate(names) if name is None]
    for cluster in _clusters(measures, [rows[index][0] for index in homeless]):
        if len(cluster) == 1:
            continue  # a name for a single row would only repeat it
        name = _named(measures, [rows[homeless[i]][0] for i in cluster])
        for i in cluster:
            names[homeless[i]] = name
    return [name or OTHER for name in names]


def _clusters(measures: Measures, items: Sequence[int]) -> list[list[int]]:
    """Positions in ``items`` of those that are alike, linked one to another."""
    cluster_of: dict[int, list[int]] = {}
    pool = np.array(items, np.int64)
    for position, item in enumerate(items):
        joined = [position]
        for near in np.flatnonzero(measures.words_alike(item, pool[:position]) >= _ALIKE).tolist():
            if cluster_of[near] is not joined:
                joined += [i for i in cluster_of[near] if i not in joined]
        for member in joined:
            cluster_of[member] = joined
    found = {id(cluster): sorted(cluster) for cluster in cluster_of.values()}
    return sorted(found.values())


def _named(measures: Measures, items: Sequence[int]) -> str:
    """``Khác: nuôi ong lấy mật``: what all of them begin with saying, where one of them says just that."""
    openings = [list(phrases(clause)) for item in items for clause in measures.items[item].own.clauses[:1]]
    told = {_spoken(words): words for opening in openings for words in opening}
    for phrase in sorted(told, key=lambda phrase: (-len(phrase), phrase)):
        if len(phrase) >= _NAMED_BY and all(_says(opening, told[phrase]) for opening in openings):
            return f"{OTHER}: {' '.join(phrase)}"
    return OTHER


def _spoken(words: Sequence[Phrase]) -> Phrase:
    return tuple(syllable for word in words for syllable in word)


def _says(opening: Sequence[Sequence[Phrase]], words: Sequence[Phrase]) -> bool:
    return any(run == _spoken(words) for said in opening for run in common_runs(said, words))
