"""Letters of symbol fonts, and raised figures, as the characters they look like.

Word stores them as private code points (U+F0xx) or as plain letters under a font such as Wingdings;
either way only the font tells what is printed.
"""

from __future__ import annotations

from functools import lru_cache

_PRIVATE = 0xF000
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

# Adobe Symbol, 0x20..0x7E and 0xA1..0xFE; a space stands for what has no character of its own
_SYMBOL = dict(
    zip(
        (*range(0x20, 0x7F), *range(0xA1, 0xFF)),
        " !∀#∃%&∋()∗+,-./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
        "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
        strict=True,
    )
)
# the signs of the Wingdings family that occur in documents; any other of its pictures is an ornament
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x6C: "•", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x72: "❒", 0x73: "⬥",
    0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
    0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x54: "☒", 0xA3: "☐", 0x97: "•"}
_ORNAMENT = "•"

_FONTS = {
    "symbol": (_SYMBOL, None),
    "wingdings": (_WINGDINGS, _ORNAMENT),
    "wingdings 2": (_WINGDINGS_2, _ORNAMENT),
    "wingdings 3": ({0x22: "→", 0x7D: "►", 0x84: "◄"}, _ORNAMENT),
    "webdings": ({0x61: "✓", 0x63: "☐", 0x3D: "■"}, _ORNAMENT),
}


@lru_cache(maxsize=1024)
def is_symbol_font(font: str) -> bool:
    """Tell whether text in this font is not what its code points say."""
    return font.lower() in _FONTS


def from_symbol_font(text: str, font: str | None) -> str:
    """``text`` as printed in ``font``; unchanged where that is no symbol font.

    Characters outside the font (Vietnamese letters typed over it) stay as they are.
    """
    if font is None or not is_symbol_font(font):
        return text
    table, ornament = _FONTS[font.lower()]
    return "".join(_glyph(character, table, ornament) for character in text)


def _glyph(character: str, table: dict[int, str], ornament: str | None) -> str:
    code = ord(character)
    if _PRIVATE < code <= _PRIVATE + 0xFF:
        code -= _PRIVATE
    elif code > 0xFF or character.isspace():
        return character
    return table.get(code, character if ornament is None else ornament)


def raised(text: str) -> str:
    """``2`` set above the line -> ``²``: ``m²`` is no ``m2``, nor is a note's mark part of a figure."""
    return text.translate(_RAISED) if text.strip().isdecimal() else text
