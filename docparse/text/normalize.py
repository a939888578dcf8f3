"""Unicode and white space, once: every offset of a document counts characters of the normalised text.

After :func:`normalize` a text is NFC, has one plain space for any run of white space, no invisible
characters, and no code points that only a broken font makes sense of.
"""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"

# Old PDF fonts put U+01A2/U+01A3 where Ư/ư is meant (no Vietnamese word has Ƣ).
_FONT_SLIPS = {0x01A2: "Ư", 0x01A3: "ư", 0x0110: "Đ", 0x00D0: "Đ", 0x0189: "Đ", 0x2011: "-", 0x0002: "-"}
# Symbol fonts: private-use U+F0xx stands for the Symbol code xx.
_SYMBOL_FONT = {
    0xF0B3: "≥",
    0xF0A3: "≤",
    0xF0B7: "•",
    0xF0A7: "•",
    0xF0D8: "•",
    0xF0FC: "•",
    0xF02D: "-",
    0xF0E0: "→",
}

_TABLE: dict[int, str | None] = {ord(c): None for c in INVISIBLE}
# control characters that are no white space say nothing; half a surrogate pair cannot be written as UTF-8
_TABLE.update(dict.fromkeys([*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)]))
_TABLE.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
_TABLE.update({cp: text for cp, text in _FONT_SLIPS.items() if chr(cp) != text})
_TABLE.update(_SYMBOL_FONT)
_TABLE.update({cp: chr(cp - 0xF000) for cp in range(0xF020, 0xF07F) if cp not in _SYMBOL_FONT})

_SUSPECTS = "".join(re.escape(chr(cp)) for cp in _TABLE)
_SUSPECT = re.compile(f"[{_SUSPECTS}]")
_OTHER_SPACES = "".join(re.escape(chr(cp)) for cp in range(0x3001) if chr(cp).isspace() and cp != 0x20)
_SPACE = re.compile(r"[^\S ]| {2,}")
_SPACES = re.compile(r"\s+")
# `ho ̣c`: a combining mark cut off from its vowel by a space
_MARK = re.compile("[\u0300-\u036f]")
_STRAY_MARK = re.compile(r"(?<=\w) +(?=[\u0300-\u036f])")
# anything of these; most texts hold none (two spaces are asked for apart: a set alone is searched quickly)
_ODD = re.compile(f"[{_SUSPECTS}{_OTHER_SPACES}\u0300-\u036f]")


def normalize(raw: str) -> str:
    """One line of clean text: NFC, single spaces, no invisible or private-use characters."""
    if "  " not in raw and _ODD.search(raw) is None:
        return (raw if raw.isascii() else unicodedata.normalize("NFC", raw)).strip()
    text = raw
    if _SUSPECT.search(text):
        text = text.translate(_TABLE)
    if not text.isascii():
        if _MARK.search(text):
            text = _STRAY_MARK.sub("", text)
        text = unicodedata.normalize("NFC", text)
    if _SPACE.search(text):
        text = _SPACES.sub(" ", text)
    return text.strip()
