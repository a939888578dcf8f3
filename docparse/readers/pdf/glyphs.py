"""Text layers that give the numbers of the glyphs instead of the letters.

A font that is embedded without a map to Unicode is read as ``.Ӄ KRҥFK`` for ``Kế hoạch``: every program
takes the number of the glyph in the font for that of the letter. Times New Roman, which the offices
write with, has its glyphs in a known order, so the letters can be told exactly. pdfminer says which
letters are such numbers, and reads the simple fonts that pdfium takes for those of a Macintosh.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from docparse.readers.pdf.words import TextLayer

# letters of a page beyond which pdfminer would take too long: a dense page has 6,000
MAX_LETTERS = 30_000
# places are compared in steps of so many points: the two programs round in different ways
_STEP = 0.25
_NUMBER = re.compile(r"\(cid:(\d+)\)")
# control characters, Latin that is not Vietnamese, Greek, Cyrillic: numbers of glyphs taken for letters
_ODD = re.compile("[\x01-\x08\x0e-\x1f\u0180-\u019f\u01a2-\u01ae\u01b1-\u02ff\u0370-\u052f]")

# the first glyphs are ASCII; then come those of the Macintosh (only what Vietnamese needs is given)
_FIRST_ASCII = 3
_SINGLE = {
    101: "É", 105: "á", 106: "à", 107: "â", 109: "ã", 112: "é", 113: "è", 114: "ê", 116: "í", 117: "ì",
    121: "ó", 122: "ò", 123: "ô", 125: "õ", 126: "ú", 127: "ù", 131: "°", 134: "§", 135: "•", 171: "…",
    172: "À", 173: "Ã", 174: "Õ", 177: "–", 178: "—", 179: "“", 180: "”", 181: "‘", 182: "’", 198: "Â",
    199: "Ê", 200: "Á", 202: "È", 203: "Í", 206: "Ì", 207: "Ó", 208: "Ô", 209: "Ò", 210: "Ú", 212: "Ù",
    233: "Ý", 234: "ý", 255: "đ", 258: "Ă", 259: "ă", 264: "Đ", 428: "Ĩ", 429: "ĩ", 457: "Ũ", 458: "ũ",
    483: "Ỳ", 484: "ỳ",
}  # fmt: skip
# where the letters of Unicode's Vietnamese block begin, in its order but for Ỳ and ỳ: upright, italic font
_BLOCKS = 0x4A4, 0x328
_BLOCK = [chr(code) for code in range(0x1EA0, 0x1EFA) if code not in (0x1EF2, 0x1EF3)]
# these stand so far before the block
_HORNS, _BEFORE = "ƠơƯư", 0x3A


def _glyphs() -> dict[int, str]:
    found = {number: chr(code) for number, code in enumerate(range(0x20, 0x7F), _FIRST_ASCII)} | _SINGLE
    for start in _BLOCKS:
        found |= dict(enumerate(_BLOCK, start)) | dict(enumerate(_HORNS, start - _BEFORE))
    return found


_GLYPHS = _glyphs()


class _Letter(NamedTuple):
    """A letter as pdfminer reads it, and its origin in pdfium's page space."""

    text: str
    font: str
    x: float
    y: float


def read_glyphs(layer: TextLayer, data: bytes, index: int) -> bool:
    """Put the letters of page ``index`` of the file ``data`` in the place of their numbers.

    False, and ``layer`` as it was, where the page has no such numbers or one that stands for no letter.
    """
    if layer.count > MAX_LETTERS or not _ODD.search(layer.text):
        return False
    letters = _decoded(list(_letters(data, index)))
    if letters:
        layer.correct(lambda x, y: next((letters[at] for at in _around(x, y) if at in letters), None))
    return bool(letters)


def _letters(data: bytes, index: int) -> Iterator[_Letter]:
    # slow to import: only for pages that need it
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(data), pages=[index + 1]) as file:
            page = file.pages[0]
            page.page_obj.rotate = 0  # pdfium's places are those before the page is turned
            left, bottom, *_ = page.page_obj.mediabox
            for letter in page.chars:
                *_, x, y = letter["matrix"]
                yield _Letter(letter["text"], letter["fontname"], x + left, y + bottom)
    except Exception:  # a damaged file has errors of every kind: its pages are read by OCR
        return


def _decoded(letters: Sequence[_Letter]) -> Mapping[tuple[int, int], str]:
    """The text at each place; none where no font gives numbers, or one gives a number not known."""
    numbered = {
        letter.font for letter in letters if _NUMBER.fullmatch(letter.text) or _ODD.match(letter.text)
    }
    decoded: dict[tuple[int, int], str] = {}
    for letter in letters:
        text = _text_of(letter.text) if letter.font in numbered else letter.text
        if text is None:
            return {}
        decoded[_step(letter.x), _step(letter.y)] = text
    return decoded if numbered else {}


def _text_of(text: str) -> str | None:
    number = _NUMBER.fullmatch(text)
    return _GLYPHS.get(int(number[1]) if number else ord(text[0]))


def _step(length: float) -> int:
    return round(length / _STEP)


def _around(x: float, y: float) -> Iterator[tuple[int, int]]:
    """The place of a point and, since it may lie on the border of two, those beside it."""
    across, up = _step(x), _step(y)
    return ((across + dx, up + dy) for dx, dy in product((0, -1, 1), repeat=2))
