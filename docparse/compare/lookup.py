"""Phrases found among the syllables of a text: the tables of wordings are looked up with this."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docparse.text import fold

Phrase = tuple[str, ...]


def phrase(form: str) -> Phrase:
    """The syllables of a form as a table has it; numbers and signs are left out."""
    return tuple(re.findall(r"[^\W\d_]+", fold(form)))


class Phrases:
    """Longest-match lookup of phrases in a list of syllables."""

    def __init__(self, entries: Iterable[tuple[Phrase, Phrase]]) -> None:
        self._by_first: dict[str, list[tuple[Phrase, Phrase]]] = {}
        for form, value in entries:
            self._by_first.setdefault(form[0], []).append((form, value))
        for forms in self._by_first.values():
            forms.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Phrase, start: int) -> tuple[int, Phrase] | None:
        """Length and value of the longest phrase that begins at ``start``."""
        forms = self._by_first.get(words[start])
        if forms is None:  # most words: this is the innermost loop of a comparison
            return None
        return next(
            ((len(form), value) for form, value in forms if words[start : start + len(form)] == form), None
        )
