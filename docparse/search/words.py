"""What is searched for: phrases, without regard to accents and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

from docparse.text import fold

_WORD = re.compile(r"[^\W_]+")
_PREFIX = "*"
_GAP = r"[\W_]+"


@lru_cache(maxsize=4096)
def _bare_letter(letter: str) -> str:
    """A letter without its marks, always one character long: offsets stay true."""
    if letter in "đĐ":
        return "d"
    bare = normalize("NFD", letter)[0].lower()
    # a mark that stands alone is no letter: it would tear the word apart
    return letter if len(bare) != 1 or combining(bare) else bare


def bare(text: str) -> str:
    """``Đồng Hới`` -> ``dong hoi``; as long as ``text``."""
    return "".join(map(_bare_letter, text))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side; ``prefix``: the last of them may go on (``giao*``)."""

    words: tuple[str, ...]
    prefix: bool
    toned: str

    @property
    def match(self) -> str:
        """The phrase in the language of SQLite's full-text search."""
        return f'"{" ".join(self.words)}"' + (_PREFIX if self.prefix else "")

    @property
    def pattern(self) -> str:
        """The phrase as a pattern for bare text."""
        return rf"(?<![^\W_]){_GAP.join(self.words)}" + ("" if self.prefix else r"(?![^\W_])")


def phrases(arguments: Iterable[str]) -> list[Phrase]:
    """One phrase an argument; those without a letter or digit are dropped."""
    found = []
    for argument in arguments:
        words = tuple(_WORD.findall(bare(normalize("NFC", argument))))
        if words:
            toned = " ".join(_WORD.findall(fold(normalize("NFC", argument))))
            found.append(Phrase(words, argument.rstrip('" ').endswith(_PREFIX), toned))
    return found


def hits(text: str, wanted: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Where the phrases stand in ``text``, in order, without overlaps."""
    pattern = "|".join(phrase.pattern for phrase in sorted(wanted, key=lambda p: -len(p.words)))
    return [match.span() for match in re.finditer(pattern, bare(text))]


def is_exact(text: str, wanted: Sequence[Phrase]) -> bool:
    """Whether the phrases stand in ``text`` with the very accents that they were given with."""
    folded = " ".join(_WORD.findall(fold(text)))
    return all(phrase.toned in folded for phrase in wanted)
