"""Word segmentation and parts of speech by underthesea, for the passages where a rule leaves a question.

underthesea reads some ten thousand characters a second: it is asked for a phrase, never for a page.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def tagged(phrase: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, tag) of each word of ``phrase``; tags are those of the Vietnamese treebank.

    Words that underthesea spells otherwise than the phrase (it joins some with spaces that the text
    lacks) are aligned by their letters; one that cannot be found is left out.
    """
    from underthesea import pos_tag  # heavy: loaded when first asked

    words = []
    at = 0
    for word, tag in pos_tag(phrase):
        start = phrase.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        words.append((start, at, tag))
    return tuple(words)


def first_verb(phrase: str, after: int) -> int | None:
    """Offset of the first verb of ``phrase`` that begins at or behind ``after``; null without one."""
    return next((start for start, _, tag in tagged(phrase) if tag.startswith("V") and start >= after), None)
