"""Vietnamese text as characters: normal form, comparison keys, syllables, days, numerals, old encodings."""

from docparse.text.alphabet import alphabetical
from docparse.text.dates import calendar_day
from docparse.text.fold import CAPITALS, SMALL, fold, slug, strip_accents
from docparse.text.normalize import normalize
from docparse.text.numerals import LETTERS, from_roman, to_roman
from docparse.text.syllable import is_syllable, share_of_syllables

__all__ = [
    "CAPITALS",
    "LETTERS",
    "SMALL",
    "alphabetical",
    "calendar_day",
    "fold",
    "from_roman",
    "is_syllable",
    "normalize",
    "share_of_syllables",
    "slug",
    "strip_accents",
    "to_roman",
]
