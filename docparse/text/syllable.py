"""Whether a string of letters can be a Vietnamese syllable: onset + rhyme + tone.

The inventory is the spelling system itself (chữ Quốc ngữ), not a dictionary, so that names and rare
words pass and broken OCR (``nhân lc``, ``Tng số``) does not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = tuple("ngh ng nh ch gh gi kh ph qu th tr b c d đ g h k l m n p r s t v x".split())
# rhymes without tone; those that end in a stop (c, ch, p, t) take only sắc and nặng
_OPEN = """
a ai ao au ay âu ây e eo ê êu i ia iu iêu ie o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua uê ui uy uya
uyu uôi uơ uây ư ưa ưi ưu ươi ươu y yê yêu am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh im
in inh iêm iên iêng om on ong ôm ôn ông ơm ơn um un ung uôm uôn uông ưm ưn ưng ươm ươn ương oam oan
oang oanh oăm oăn oăng oen oong uân uâng uên uênh uyn uyên uynh yêm yên yêng uơn ym yn ynh
""".split()
_STOPPED = """
ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt oc op ot ôc ôp ôt ơp ơt uc
up ut uôc uôt uôp ưc ưt ươc ươp ươt oac oach oap oat oăc oăt oet ooc uât uêch uyt uych uyêt yêt yêc
ưp uyp uêt oep yt ych yp
""".split()
_TONES = {"\u0300": 2, "\u0301": 1, "\u0303": 4, "\u0309": 3, "\u0323": 5}
_RHYMES_OPEN = frozenset(_OPEN)
_RHYMES_STOPPED = frozenset(_STOPPED)


def _without_tone(word: str) -> tuple[str, int]:
    tone = 0
    letters = []
    for character in unicodedata.normalize("NFD", word):
        if character in _TONES:
            if tone:
                return "", 0
            tone = _TONES[character]
        else:
            letters.append(character)
    return unicodedata.normalize("NFC", "".join(letters)), tone


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """True when ``word`` (letters only, any case, NFC) can be written in Vietnamese."""
    bare, tone = _without_tone(word.lower())
    return bool(bare) and any(_fits(rhyme, tone) for rhyme in _rhymes(bare))


def _rhymes(bare: str) -> list[str]:
    rhymes = [bare]
    for onset in _ONSETS:
        if bare.startswith(onset):
            rest = bare[len(onset) :]
            if onset == "qu":
                rhymes += [rest, "u" + rest]
            elif onset == "gi":
                rhymes += [rest, "i" + rest]
            else:
                rhymes.append(rest)
    return rhymes


def _fits(rhyme: str, tone: int) -> bool:
    return rhyme in _RHYMES_OPEN or (rhyme in _RHYMES_STOPPED and tone in (1, 5))


_WORD = re.compile(r"[^\W\d_]+")


def share_of_syllables(text: str) -> float:
    """Share of the words of ``text`` that can be Vietnamese, 0..1; 1.0 where there are no words."""
    words = _WORD.findall(text)
    return sum(map(is_syllable, words)) / len(words) if words else 1.0
