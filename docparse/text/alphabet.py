"""The order of Vietnamese names as a dictionary has it."""

from __future__ import annotations

import unicodedata

_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
#: none, huyền, hỏi, ngã, sắc, nặng
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_BEHIND_SIGNS = 0x110000  # letters stand behind digits and all other characters


def alphabetical(name: str) -> tuple[tuple[tuple[int, ...], int], ...]:
    """A key to sort names by: word by word, first the letters (``đ`` behind ``d``), then the tone.

    By the numbers of the characters ``Sở Nông nghiệp`` would stand before ``Sở Nội vụ``, ``Đ`` behind ``Y``.
    """
    return tuple(map(_word, name.lower().split()))


def _word(word: str) -> tuple[tuple[int, ...], int]:
    apart = unicodedata.normalize("NFD", word)
    tone = next((rank for rank, mark in enumerate(_TONES) if mark and mark in apart), 0)
    letters = unicodedata.normalize("NFC", "".join(char for char in apart if char not in _TONES))
    return tuple(_BEHIND_SIGNS + _LETTERS[c] if c in _LETTERS else ord(c) for c in letters), tone
