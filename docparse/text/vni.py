"""VNI (the ``VNI-…`` fonts): a base letter followed by a mark, both seen as Latin-1 characters.

The scheme is regular, so the table is generated from it: one set of marks for the tones of plain
vowels, one for the circumflex and its tones, one for the breve and its tones.
"""

from __future__ import annotations

import re
import unicodedata

_SAC, _HUYEN, _HOI, _NGA, _NANG = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_TONES = {"ù": _SAC, "ø": _HUYEN, "û": _HOI, "õ": _NGA, "ï": _NANG}
_WITH_CIRCUMFLEX = {"â": "", "á": _SAC, "à": _HUYEN, "å": _HOI, "ã": _NGA, "ä": _NANG}
_WITH_BREVE = {"ê": "", "é": _SAC, "è": _HUYEN, "ú": _HOI, "ü": _NGA, "ë": _NANG}
_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _pairs() -> dict[str, str]:
    """Every lower-case sequence of VNI and the letter it stands for."""
    pairs = dict(_SINGLE)
    for mark, tone in _TONES.items():
        pairs.update({base + mark: base + tone for base in "aeiouy"})
        pairs.update({"ô" + mark: "ơ" + tone, "ö" + mark: "ư" + tone})
    for mark, tone in _WITH_CIRCUMFLEX.items():
        pairs.update({base + mark: base + _CIRCUMFLEX + tone for base in "aeo"})
    pairs.update({"a" + mark: "a" + _BREVE + tone for mark, tone in _WITH_BREVE.items()})
    return {legacy: unicodedata.normalize("NFC", letter) for legacy, letter in pairs.items()}


def _with_capitals(pairs: dict[str, str]) -> dict[str, str]:
    """Return the pairs, also with a capital base and a mark of either case."""
    table = dict(pairs)
    for legacy, letter in pairs.items():
        table[legacy.capitalize()] = table[legacy.upper()] = letter.upper()
    return table


_TABLE = _with_capitals(_pairs())
_SEQUENCE = re.compile("|".join(sorted(_TABLE, key=len, reverse=True)))


def vni_to_unicode(text: str) -> str:
    """``keá hoaïch`` -> ``kế hoạch``; characters that are no VNI sequence stay as they are."""
    return _SEQUENCE.sub(lambda m: _TABLE[m.group()], text)
