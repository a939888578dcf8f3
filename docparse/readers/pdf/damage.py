"""Whether a page's text layer can be trusted.

A layer that is not empty proves nothing: real files hold mojibake (a font without a character map),
the work of an OCR program that knew no Vietnamese, letters in an order of their own, or only the
number that was stamped upon a scan.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from docparse.readers.pdf.model import Word
from docparse.text import is_syllable, normalize

# share of a page that pictures cover from which it may be a scan, and surely is one
PICTURE, SCAN = 0.3, 0.5
# letters below which a page that may be a scan is taken to hold only stamps
MIN_LETTERS_ON_PICTURE = 200
# words below which nothing can be said of their quality
MIN_WORDS = 12
# share of single accented vowels: 0.27 and more in damaged files, under 0.004 in good ones
MAX_LONE_VOWELS = 0.03
# share of neighbours that stand closer than any space, though the file says they are two words
MAX_TOUCHING = 0.01
TOUCHING_GAP = 0.05
# share of words that can be Vietnamese: 0.9 and more in good files, 0.2 to 0.6 in broken ones
MIN_SYLLABLES = 0.7
# share of accented letters among all: about 0.28 in Vietnamese
MIN_ACCENTED = 0.08
# share of letters that no Vietnamese text has
MAX_FOREIGN = 0.03
# share of words without any vowel, in text of plain ASCII that is not Vietnamese
MAX_VOWELLESS = 0.35

_ACCENTED = "".join(
    letter
    for base in "aăâeêioôơuưyđ"
    for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    if not (letter := unicodedata.normalize("NFC", base + mark)).isascii() and len(letter) == 1
)
_ACCENTED += _ACCENTED.upper()
_WORD = re.compile(r"[^\W\d_]+")
_OWN_ACCENTED = re.compile(f"[{_ACCENTED}]")
_FOREIGN = re.compile(f"[^\\W\\d_A-Za-z{_ACCENTED}]|[\x01-\x08\ue000-\uf8ff\ufffd]")
_LONE = re.compile(f"[{_ACCENTED}](?<![^\\W\\d_].)(?![^\\W\\d_])")
_VOWEL = re.compile(f"[aeiouy{_ACCENTED}]", re.IGNORECASE)


class Verdict(Enum):
    """What is to be done with a text layer."""

    GOOD = "good"
    SCATTERED = "scattered"  # right letters, wrong order: rebuild from their places
    BROKEN = "broken"  # wrong letters: read the picture
    EMPTY = "empty"  # no letters, or only stamps: read the picture


@dataclass(frozen=True, slots=True)
class Health:
    """Measures of a text, each a share between 0 and 1."""

    words: int
    syllables: float
    accented: float
    foreign: float
    lone_vowels: float
    vowelless: float

    @property
    def score(self) -> float:
        """One number to compare two readings of a page by."""
        return self.syllables * min(1.0, self.accented / MIN_ACCENTED) - self.lone_vowels - self.foreign


def health_of(text: str) -> Health:
    """Measure a text. Words are runs of letters; capitals only (abbreviations) do not count."""
    clean = normalize(text)
    words = _WORD.findall(clean)
    letters = sum(map(len, words))
    # most pages have none: a look at each letter of the alphabet used, not at each of the text
    foreign = len(_FOREIGN.findall(clean)) if _FOREIGN.search("".join(set(clean))) else 0
    telling = [word for word in words if not word.isupper() or len(word) == 1]
    telling = telling if len(telling) >= MIN_WORDS else words
    return Health(
        words=len(words),
        syllables=_share(sum(map(is_syllable, telling)), len(telling), 1.0),
        accented=_share(len(_OWN_ACCENTED.findall(clean)), letters, 0.0),
        foreign=_share(foreign, max(letters, foreign), 0.0),
        lone_vowels=_share(sum(len(w) == 1 and not w.isascii() for w in words), len(words), 0.0),
        vowelless=_share(sum(map(_is_vowelless, telling)), len(telling), 0.0),
    )


@lru_cache(maxsize=65_536)
def _is_vowelless(word: str) -> bool:
    return _VOWEL.search(word) is None


def judge(words: Sequence[Word], picture: float) -> Verdict:
    """Judge the words of a page; ``picture`` is the share of the page that images cover."""
    text = " ".join(word.text for word in words)
    health = health_of(text)
    few = picture >= PICTURE and sum(map(str.isalpha, text)) < MIN_LETTERS_ON_PICTURE
    if not words or few:
        return Verdict.EMPTY
    if health.words < MIN_WORDS:
        return Verdict.BROKEN if health.foreign > MAX_FOREIGN and health.syllables < 0.5 else Verdict.GOOD
    if _is_broken(health, scan=picture >= SCAN):
        return Verdict.BROKEN
    if health.lone_vowels > MAX_LONE_VOWELS:
        return Verdict.SCATTERED
    return Verdict.SCATTERED if touching(words) > MAX_TOUCHING else Verdict.GOOD


def is_torn(text: str) -> bool:
    """Whether the raw text of a page shows already that its letters are right and their order is not."""
    if len(_LONE.findall(text)) <= MAX_LONE_VOWELS * (text.count(" ") + text.count("\n")):
        return False
    health = health_of(text)
    torn = health.words >= MIN_WORDS and health.lone_vowels > MAX_LONE_VOWELS
    return torn and not _is_broken(health, scan=True)


def is_trustworthy(words: Sequence[Word]) -> bool:
    """Whether the few words found on a scan are stamps rather than the rests of a bad OCR."""
    health = health_of(" ".join(word.text for word in words))
    accented = health.accented >= MIN_ACCENTED or health.words < MIN_WORDS
    return accented and health.syllables >= MIN_SYLLABLES and health.foreign <= MAX_FOREIGN


def _is_broken(health: Health, *, scan: bool) -> bool:
    if health.syllables >= MIN_SYLLABLES:
        return scan and health.accented < MIN_ACCENTED
    if health.lone_vowels > MAX_LONE_VOWELS and health.foreign <= MAX_FOREIGN:
        return False  # the letters are right, only their order is not
    if health.foreign > MAX_FOREIGN or scan or health.accented > MIN_ACCENTED:
        return True
    # plain ASCII and no picture: an English page stays, letters shifted by a broken font do not
    return health.vowelless > MAX_VOWELLESS


def touching(words: Sequence[Word]) -> float:
    """Share of neighbours on a line between which there is no room for the space that is written."""
    pairs = [
        (a, b) for a, b in pairwise(words) if abs(a.base - b.base) < 1.0 and not (a.vertical or b.vertical)
    ]
    close = sum(b.spaced and b.x0 - a.x1 < TOUCHING_GAP * b.size for a, b in pairs)
    return close / len(pairs) if pairs else 0.0


def _share(hits: int, total: int, default: float) -> float:
    return hits / total if total else default
