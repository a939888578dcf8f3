"""The sentence in which a fact stands, as the comparison reads it: lists and cells end one, too."""

from __future__ import annotations

import re

from docparse.model import Located

SENTENCE_END = re.compile(r"[;\n\t]|\.(?=\s|$)")


def sentence_around(text: str, fact: Located, reach: int) -> tuple[int, int]:
    """Start and end offsets of the sentence of ``fact``, at most ``reach`` characters to either side."""
    low, high = max(0, fact.start - reach), min(len(text), fact.end + reach)
    before = [m.end() for m in SENTENCE_END.finditer(text, low, fact.start)]
    after = SENTENCE_END.search(text, fact.end, high)
    return (before[-1] if before else low), (after.start() if after else high)
