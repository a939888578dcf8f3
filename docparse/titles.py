"""Titles that a scan has robbed of some accents: ``TÔ CHỨC THỰC HIỆN``, ``KÉ HOẠCH``.

Only titles that the rules know as examples are restored, and only where all letters agree but for
their accents; the text of the document is never changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import islice

from docparse.rulebook import load_rules
from docparse.text import fold, strip_accents

_MIN_LETTERS = 6
_MAX_HEAD = 40  # paragraphs in which the kind of document is named
_KINDS = ("kế hoạch", "quyết định", "thông tư", "chương trình", "hướng dẫn", "thông báo", "báo cáo")


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


def looks_scanned(texts: Iterable[str]) -> bool:
    """Tell whether the kind of document is named in damaged letters: the text was once a scan."""
    for text in islice(texts, _MAX_HEAD):
        kind = " ".join(text.split()[:2])
        if kind.isupper() and not fold(kind).startswith(_KINDS) and restored(kind).startswith(_KINDS):
            return True
    return False
