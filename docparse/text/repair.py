"""Proposals for letters that a scan, a font or a copy has lost: ``nhân lc`` -> ``nhân lực``.

A word is doubted only where it cannot be Vietnamese, or is no syllable of common words and merely
lacks an accented letter. A proposal is made only where exactly one common word of two syllables fits a
neighbour. Nothing is changed here: the caller shows the proposals or leaves them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from docparse.text.fold import fold, strip_accents
from docparse.text.syllable import is_syllable

MIN_LENGTH = 2  # letters; a single letter may be anything
MAX_SHORT = 3  # letters; in a word so short only the marks of a letter may be wrong, not the letter

_WORD = re.compile(r"[^\W\d_]+")
# inside a date a lost letter is certain whatever is left of the word
_DATES = (
    (re.compile(r"\btháng ?\d{1,2} (m|nm|nă|ăm|nam) (?=(?:19|20)\d\d\b)", re.IGNORECASE), "năm"),
    (re.compile(r"\bngày ?\d{1,2} (thng|thág|háng|thang) ?(?=\d{1,2} năm\b)", re.IGNORECASE), "tháng"),
    (re.compile(r"\b(ngy|gày|ngay) (?=\d{1,2} tháng\b)", re.IGNORECASE), "ngày"),
)


class Repair(NamedTuple):
    """``text[start:end] == old`` and should probably read ``new``."""

    start: int
    end: int
    old: str
    new: str


def repair(text: str) -> list[Repair]:
    """Propose repairs of ``text`` (NFC), in order of their place; none overlap."""
    dates = [
        Repair(*match.span(1), match[1], _like(match[1], new))
        for pattern, new in _DATES
        for match in pattern.finditer(text)
    ]
    taken = {found.start for found in dates}
    words = [found for found in _from_neighbours(text) if found.start not in taken]
    return sorted(dates + words)


def _from_neighbours(text: str) -> Iterator[Repair]:
    words = list(_WORD.finditer(text))
    followers, leaders = _pairs()
    for at, match in enumerate(words):
        word = match[0]
        if not _is_doubtful(word):
            continue
        before = words[at - 1] if at and _adjacent(text, words[at - 1], match) else None
        after = words[at + 1] if at + 1 < len(words) and _adjacent(text, match, words[at + 1]) else None
        candidates = followers.get(_key(before), frozenset()) | leaders.get(_key(after), frozenset())
        fitting = [candidate for candidate in candidates if _can_become(fold(word), candidate)]
        if len(fitting) == 1:
            yield Repair(match.start(), match.end(), word, _like(word, fitting[0]))


def _is_doubtful(word: str) -> bool:
    """Tell whether a word may be damaged; abbreviations, names in capitals and single letters are not."""
    if len(word) < MIN_LENGTH or (word != word.lower() and word != word.capitalize()):
        return False
    return not is_syllable(word) or fold(word) not in _common_syllables()


def _adjacent(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return text[first.end() : second.start()] == " "


def _key(match: re.Match[str] | None) -> str:
    return fold(match[0]) if match else ""


def _can_become(word: str, candidate: str) -> bool:
    """Tell whether ``candidate`` is ``word`` with one letter put back (or, if impossible, changed)."""
    if len(candidate) == len(word) + 1:
        lost = [at for at in range(len(candidate)) if candidate[:at] + candidate[at + 1 :] == word]
        return any(not candidate[at].isascii() for at in lost) or (bool(lost) and not is_syllable(word))
    if is_syllable(word) or abs(len(candidate) - len(word)) > 1:
        return False
    if len(candidate) == len(word):
        changed = [(a, b) for a, b in zip(word, candidate, strict=True) if a != b]
        same_letter = all(strip_accents(a) == strip_accents(b) for a, b in changed)
        return len(changed) == 1 and (same_letter or len(word) > MAX_SHORT)
    return any(word[:at] + word[at + 1 :] == candidate for at in range(len(word)))


def _like(old: str, new: str) -> str:
    return new.capitalize() if old[:1].isupper() else new


@cache
def _pairs() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the syllables that follow a first one, and those that lead to a second one."""
    followers: dict[str, set[str]] = {}
    leaders: dict[str, set[str]] = {}
    for line in files("docparse.text").joinpath("pairs.txt").read_text(encoding="utf-8").splitlines():
        first, _, seconds = line.partition(":")
        for second in seconds.split() if not line.startswith("#") else ():
            followers.setdefault(first, set()).add(second)
            leaders.setdefault(second, set()).add(first)
    return (
        {first: frozenset(found) for first, found in followers.items()},
        {second: frozenset(found) for second, found in leaders.items()},
    )


def common_words() -> Iterator[tuple[str, str]]:
    """The common words of two syllables, folded."""
    for first, seconds in _pairs()[0].items():
        for second in seconds:
            yield fold(first), fold(second)


@cache
def _common_syllables() -> frozenset[str]:
    followers, leaders = _pairs()
    return frozenset(fold(word) for word in (*followers, *leaders))
