"""Text as spaCy tokens with exact offsets, at the speed of one regular expression.

Tokens are words, numbers with their signs, and single marks; a symbol such as ``131/QĐ-TTg`` is one
token. Segmentation into Vietnamese words is a question for :mod:`extractors.words`.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

_TOKEN = re.compile(r"\w+(?:[./&\-–]\w+)*|[^\w\s]|\s")


class FastTokenizer:
    """A spaCy tokenizer: ``"".join(t.text_with_ws for t in doc) == text`` for every text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The tokens of ``text``."""
        words: list[str] = []
        spaces: list[bool] = []
        for token in _TOKEN.findall(text):
            if token == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(token)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing is learned, nothing is stored; spaCy asks all the same."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> FastTokenizer:
        """The same tokenizer."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Nothing to write."""

    def from_disk(self, _path: Any, **_: Any) -> FastTokenizer:
        """The same tokenizer."""
        return self
