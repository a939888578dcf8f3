"""What a passage is about: the themes of the tree in ``extractors/rules/themes.toml``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from docparse.compare.lookup import Phrase, Phrases
from docparse.compare.terms import Clause, wording
from docparse.rulebook import load_table

#: every clause is asked for its themes several times; so many clauses have some sixty long plans
_REMEMBERED = 65_536


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme; ``parent`` is null for a group of the matrix, ``act`` marks what is done, not to what."""

    id: str
    name: str
    parent: str | None
    terms: tuple[str, ...]
    act: bool
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@cache
def tree() -> dict[str, Theme]:
    """All themes by id, in the order of the file."""
    rows = load_table("themes")["theme"]
    themes = [
        Theme(
            row["id"],
            row["name"],
            row.get("parent"),
            tuple(row["terms"]),
            row.get("act", False),
            tuple(row.get("examples", ())),
            tuple(row.get("counter_examples", ())),
        )
        for row in rows
    ]
    return {theme.id: theme for theme in themes}


def group(theme_id: str) -> Theme:
    """The group of the matrix that a theme belongs to."""
    theme = tree()[theme_id]
    while theme.parent:
        theme = tree()[theme.parent]
    return theme


@cache
def _phrases() -> Phrases:
    entries: list[tuple[Phrase, Phrase]] = []
    for theme in tree().values():
        entries.extend((_spoken(term), (theme.id,)) for term in theme.terms)
    return Phrases(entries)


def _spoken(text: str) -> Phrase:
    return tuple(word for clause in wording(text).clauses for word in clause.spoken)


def themes(clauses: Iterable[Clause]) -> Counter[str]:
    """How often each theme is named; a leaf counts for its parent only when that is named itself."""
    return Counter(theme for clause in clauses for theme in themes_in(clause.spoken))


@lru_cache(maxsize=_REMEMBERED)
def themes_in(words: Phrase) -> tuple[str, ...]:
    """The themes named in a run of words, in order; a phrase inside a longer one does not count."""
    reached, named = 0, []
    phrases = _phrases()
    for at in range(len(words)):
        found = phrases.at(words, at)
        if found and at + found[0] > reached:
            reached = at + found[0]
            named.append(found[1][0])
    return tuple(named)
