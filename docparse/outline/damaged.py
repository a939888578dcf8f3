"""Titles that a scan has robbed of some accents: ``TÔ CHỨC THỰC HIỆN``, ``KÉ HOẠCH``.

Only titles that the rules know as examples are restored, and only where all letters agree but for
their accents; the text of the document is never changed.
"""

from __future__ import annotations

from functools import cache

from docparse.rulebook import load_rules
from docparse.text import fold, strip_accents

_MIN_LETTERS = 6


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    """(title without accents, title) of every example of the title rules, longest first."""
    titles = {
        fold(example).strip(" :.")
        for name, only in (
            ("sections", None),
            ("zones", {"title", "national-motto", "recipients", "authority"}),
        )
        for rule in load_rules(name)
        if only is None or rule.id in only
        for example in rule.examples
    }
    known = [(strip_accents(title), title) for title in titles if len(title) >= _MIN_LETTERS]
    return tuple(sorted(known, key=lambda pair: (-len(pair[0]), pair[1])))


def restored(text: str) -> str:
    """``text`` folded, with a known title at its start written right; same length as ``text``."""
    key = fold(text)
    bare = strip_accents(key)
    if len(bare) != len(key):
        return key
    for title, right in _titles():
        if bare.startswith(title) and not bare[len(title) : len(title) + 1].isalpha():
            return right + key[len(right) :]
    return key
