"""Word segmentation and parts of speech by underthesea, for the passages where a rule leaves a question.

underthesea reads some ten thousand characters a second: it is asked for a phrase, never for a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

# parts of underthesea that read its dictionary when they are loaded
_WITH_WORDS = ("pos_tag", "chunking", "ner")


@lru_cache(maxsize=4096)
def tagged(phrase: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, tag) of each word of ``phrase``; tags are those of the Vietnamese treebank.

    Words that underthesea spells otherwise than the phrase (it joins some with spaces that the text
    lacks) are aligned by their letters; one that cannot be found is left out.
    """
    words = []
    at = 0
    for word, tag in _tagger()(phrase):
        start = phrase.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        words.append((start, at, tag))
    return tuple(words)


@cache
def _tagger() -> Callable[[str], Iterable[tuple[str, str]]]:
    """The tagger of underthesea, heavy: loaded when first asked.

    underthesea keeps the words of one dictionary three times, 17 MB each; we let it keep them once.
    """
    from underthesea import pos_tag

    modules: Iterable[Any] = (
        import_module(f"underthesea.pipeline.{part}.tagged_feature") for part in _WITH_WORDS
    )
    kept, *others = modules
    for other in others:
        if other.words == kept.words:
            other.words, other.lower_words = kept.words, kept.lower_words
    return pos_tag  # type: ignore[no-any-return]


def first_verb(phrase: str, after: int) -> int | None:
    """Offset of the first verb of ``phrase`` that begins at or behind ``after``; null without one."""
    return next((start for start, _, tag in tagged(phrase) if tag.startswith("V") and start >= after), None)
