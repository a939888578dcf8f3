"""Titles that a scan has robbed of some accents: ``TÔ CHỨC THỰC HIỆN``, ``KÉ HOẠCH``.

Only titles that the rules know as examples are restored, and only where all letters agree but for
their accents; a line that is the kind of document alone may have one letter doubled or lost
(``KÉẺ HOẠCH``). The text of the document is never changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import islice

from docparse.rulebook import load_rules
from docparse.text import fold, strip_accents

_MIN_LETTERS = 6
_LONGEST_KIND = 26  # letters of a line that may be the kind alone: `CHƯƠNG TRÌNH HÀNH ĐỘNG` has 20
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


@cache
def _kinds() -> dict[str, str]:
    """The kinds of document by their letters without accents and spaces."""
    named = next(rule.examples for rule in load_rules("zones") if rule.id == "title")
    kinds = {fold(example) for example in named}
    return {_letters(kind): kind for kind in kinds if len(kind) >= _MIN_LETTERS}


def _letters(text: str) -> str:
    return "".join(c for c in strip_accents(text) if c.isalpha())


def _kind_alone(bare: str) -> str | None:
    """The one kind of document whose letters the line has, but for one that is doubled or lost."""
    read = _letters(bare)
    if not _MIN_LETTERS < len(read) + 1 < _LONGEST_KIND:
        return None
    found = {
        kind
        for letters, kind in _kinds().items()
        if letters == read or _doubled(letters, read) or _lost(letters, read)
    }
    return found.pop() if len(found) == 1 else None


def _doubled(letters: str, read: str) -> bool:
    return len(read) == len(letters) + 1 and any(
        read == letters[:at] + letters[at] + letters[at:] for at in range(len(letters))
    )


def _lost(letters: str, read: str) -> bool:
    return len(read) == len(letters) - 1 and any(
        read == letters[:at] + letters[at + 1 :] for at in range(len(letters))
    )


def restored(text: str) -> str:
    """``text`` folded, with a known title at its start written right.

    As long as ``text``, but where the whole line is a kind of document with a letter too many or too few.
    """
    key = fold(text)
    bare = strip_accents(key)
    if len(bare) != len(key):
        return key
    for title, right in _titles():
        if bare.startswith(title) and not bare[len(title) : len(title) + 1].isalpha():
            return right + key[len(right) :]
    return _kind_alone(bare) or key


def looks_scanned(texts: Iterable[str]) -> bool:
    """Tell whether the kind of document is named in damaged letters: the text was once a scan."""
    for text in islice(texts, _MAX_HEAD):
        kind = " ".join(text.split()[:2])
        if kind.isupper() and not fold(kind).startswith(_KINDS) and restored(kind).startswith(_KINDS):
            return True
    return False
