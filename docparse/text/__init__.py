"""Vietnamese text as characters: normal form, comparison keys, syllables, legacy encodings."""

from docparse.text.fold import CAPITALS, SMALL, fold, slug, strip_accents
from docparse.text.normalize import Normalized, normalize, normalize_with_map
from docparse.text.syllable import is_syllable, share_of_syllables

__all__ = [
    "CAPITALS",
    "SMALL",
    "Normalized",
    "fold",
    "is_syllable",
    "normalize",
    "normalize_with_map",
    "share_of_syllables",
    "slug",
    "strip_accents",
]
