"""Capitals whose accent a scan has read as a second letter: ``KÉẺ HOẠCH``, ``BÒỎI DƯỠNG``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docparse.text import fold, is_syllable, strip_accents
from docparse.text.mend import Repair, has_letters_of_a_word

_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouy")


def single_vowels(text: str) -> Iterator[Repair]:
    """The words of ``text`` with a vowel too many that with their neighbour have the letters of a word.

    Which accents are right is left to :func:`docparse.text.mend.mend`.
    """
    for first, second in pairwise(_WORD.finditer(text)):
        if text[first.end() : second.start()] != " ":
            continue
        if (one := _shortened(first[0])) and has_letters_of_a_word(one, second[0]):
            yield Repair(first.start(), first.end(), first[0], one)
        elif (one := _shortened(second[0])) and has_letters_of_a_word(first[0], one):
            yield Repair(second.start(), second.end(), second[0], one)


def _shortened(word: str) -> str | None:
    """``word``, no syllable as it stands, without the second of two vowels of one letter."""
    if not word.isupper() or is_syllable(fold(word)):
        return None
    bare = strip_accents(fold(word))
    for at in range(len(bare) - 1):
        accented = not (word[at].isascii() and word[at + 1].isascii())
        if bare[at] == bare[at + 1] and bare[at] in _VOWELS and accented:
            return word[: at + 1] + word[at + 2 :]
    return None
