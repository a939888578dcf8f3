"""What a font of a PDF says of its letters: bold, italic, capitals, pictures."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass

import pypdfium2.raw as pdfium_c

_SYMBOL_FAMILY = re.compile(r"^(Symbol|Wingdings ?[23]?|Webdings)")
_BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
_FORCE_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6
# what files say of the thickness of strokes may be anything; such names would say that a font is bold
_BOLD_WEIGHTS = range(600, 1001)
_NAMES_WEIGHT = re.compile(r"MT$|Regular|Roman$")


@dataclass(frozen=True, slots=True)
class Look:
    """What a font says: bold, italic, and whether its small letters are capitals (``.VnTimeH``).

    ``symbols`` names the family of a font whose letters are pictures (``Wingdings``).
    """

    bold: bool = False
    italic: bool = False
    capitals: bool = False
    symbols: str | None = None


#: the look of what no font is known of
PLAIN = Look()


def font_look(font: pdfium_c.FPDF_FONT) -> Look:
    """The look of what ``font`` writes, by its name, its flags and its weight."""
    buffer = ctypes.create_string_buffer(256)
    size = pdfium_c.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.raw[: max(size - 1, 0)].split(b"\0")[0].decode("utf-8", "replace").split("+")[-1]
    flags = max(pdfium_c.FPDFFont_GetFlags(font), 0)
    bold = bool(_BOLD_NAME.search(name)) or bool(flags & _FORCE_BOLD)
    bold = bold or (not _NAMES_WEIGHT.search(name) and pdfium_c.FPDFFont_GetWeight(font) in _BOLD_WEIGHTS)
    italic = bool(_ITALIC_NAME.search(name)) or bool(flags & _ITALIC_FLAG)
    capitals = name.startswith(".Vn") and re.split(r"[-, ]|Bold|Ital", name)[0].endswith("H")
    family = _SYMBOL_FAMILY.match(name)
    return Look(bold, italic, capitals, family[1] if family else None)
