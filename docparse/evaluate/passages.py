"""Quotes found again in a text, whatever happened to spaces, hyphens, case and tone placement."""

from __future__ import annotations

import re
from bisect import bisect_right

from docparse.evaluate.keys import squeezed
from docparse.text import fold

_WORD = re.compile(r"\S+")
_ENOUGH = 40  # squeezed characters that still name a passage when the rest of the quote differs


class Passages:
    """The words of one text, searchable by quotes. Offsets are those of the words' beginnings."""

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self._squeezed_at: list[int] = []  # where each word begins in the squeezed text
        self._word_at: list[int] = []  # and where in the text itself
        length = 0
        for word in _WORD.finditer(fold(text)):
            piece = word.group().replace("-", "")
            if piece:
                self._squeezed_at.append(length)
                self._word_at.append(word.start())
                pieces.append(piece)
                length += len(piece)
        self._squeezed = "".join(pieces)

    def span(self, quote: str) -> tuple[int, int] | None:
        """(start of the first word, start of the last word + 1) of the first occurrence, or null."""
        key = squeezed(quote)
        at = self._squeezed.find(key) if key else -1
        if at < 0:
            return None
        return self._offset(at), self._offset(at + len(key) - 1) + 1

    def start(self, quote: str) -> int | None:
        """Where ``quote`` begins; a long quote may differ from the text after its beginning."""
        key = squeezed(quote)
        at = self._squeezed.find(key) if key else -1
        if at < 0 and len(key) > _ENOUGH:
            at = self._squeezed.find(key[:_ENOUGH])
        return self._offset(at) if at >= 0 else None

    def is_unique(self, quote: str) -> bool:
        """Whether the text holds ``quote`` exactly once."""
        key = squeezed(quote)
        at = self._squeezed.find(key) if key else -1
        return at >= 0 and self._squeezed.find(key, at + 1) < 0

    def _offset(self, squeezed_offset: int) -> int:
        return self._word_at[bisect_right(self._squeezed_at, squeezed_offset) - 1]
