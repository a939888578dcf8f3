"""Word segmentation and parts of speech by underthesea, for the passages where a rule leaves a question.

A phrase of ten words takes half a millisecond: underthesea is asked for a phrase, never for a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from extractors.tagging import tags_of, words_of


@lru_cache(maxsize=4096)
def segmented(phrase: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each word of ``phrase``.

    Words that underthesea spells otherwise than the phrase (it joins some with spaces that the text
    lacks) are aligned by their letters; one that cannot be found is left out.
    """
    return tuple(span for span in _aligned(phrase, words_of(phrase)) if span is not None)


@lru_cache(maxsize=4096)
def tagged(phrase: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, tag) of each word of ``phrase``; tags are those of the Vietnamese treebank."""
    words = words_of(phrase)
    spans = zip(_aligned(phrase, words), tags_of(words), strict=True)
    return tuple((*span, tag) for span, tag in spans if span is not None)


def _aligned(phrase: str, words: Iterable[str]) -> Iterator[tuple[int, int] | None]:
    at = 0
    for word in words:
        start = phrase.find(word, at)
        if start >= 0:
            at = start + len(word)
        yield (start, at) if start >= 0 else None


def first_verb(phrase: str, after: int) -> int | None:
    """Offset of the first verb of ``phrase`` that begins at or behind ``after``; null without one."""
    return next((start for start, _, tag in tagged(phrase) if tag.startswith("V") and start >= after), None)
