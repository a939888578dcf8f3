"""What wording names: facets of what is counted, the kind of action, what a heading announces.

The forms are rows of ``extractors/rules/alignment.toml``.
"""

from __future__ import annotations

from functools import cache
from itertools import chain

from docparse.compare.lookup import Phrase, Phrases, phrase
from docparse.rulebook import load_table

#: a heading is known by what stands at its beginning, after words such as "các", "một số"
_HEADING_LEAD = 3
#: so many syllables may follow where the announcement must be all that a heading says
_HEADING_TAIL = 4


@cache
def _facet_forms(kind: str) -> Phrases:
    rows = [row for row in load_table("alignment")["facet"] if row["kind"] == kind]
    return Phrases((phrase(form), tuple(row["values"])) for row in rows for form in row["forms"])


def facets(words: Phrase, kind: str, most: int | None = None) -> frozenset[str]:
    """What the words name of one kind (``level``, ``subject``), the longest form first, ``most`` forms."""
    found: list[Phrase] = []
    at = 0
    while at < len(words) and (most is None or len(found) < most):
        match = _facet_forms(kind).at(words, at)
        found += [match[1]] if match else []
        at += match[0] if match else 1
    return frozenset(chain.from_iterable(found))


def names_facet(words: Phrase, kind: str) -> bool:
    """Whether the words have a form of the ``kind``, be it one that stands for nothing in particular."""
    return any(_facet_forms(kind).at(words, at) for at in range(len(words)))


@cache
def _action_groups() -> dict[str, str]:
    return {row["id"]: row.get("group", "") for row in load_table("alignment")["action"]}


def action_group(actions: Phrase) -> str:
    """What kind of thing is asked for: the group of the first verb that says what, ``""`` if none does."""
    return next((group for group in map(_action_groups().__getitem__, actions) if group), "")


@cache
def _heading_forms() -> Phrases:
    rows = load_table("alignment")["heading"]
    marks = {row["id"]: ("short",) if row.get("short") else () for row in rows}
    return Phrases((phrase(form), (row["id"], *marks[row["id"]])) for row in rows for form in row["forms"])


def heading_class(words: Phrase) -> str:
    """What a heading announces (``kinh phí``), ``""`` for a heading that names a matter of its own."""
    for start in range(min(_HEADING_LEAD, len(words))):
        found = _heading_forms().at(words, start)
        if found:
            length, (announced, *short) = found
            says_more = len(words) - start - length > _HEADING_TAIL
            return "" if short and says_more else announced
    return ""
