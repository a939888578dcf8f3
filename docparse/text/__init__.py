"""Vietnamese text as characters: normal form, comparison keys, syllables, legacy encodings."""

from docparse.text.fold import CAPITALS, SMALL, fold, slug, strip_accents
from docparse.text.normalize import normalize
from docparse.text.syllable import is_syllable, share_of_syllables

__all__ = [
    "CAPITALS",
    "SMALL",
    "fold",
    "is_syllable",
    "normalize",
    "share_of_syllables",
    "slug",
    "strip_accents",
]
