"""The words of a page's text layer, with their places, from pdfium.

Two ways lead to them. The fast one trusts the order in which the file writes its letters and asks
for the place of the first and the last letter of each word. The careful one asks for every letter
and sorts them by baseline and x: files that draw accented letters with a second font write these
after the rest of the line (``S : 3379 … ố``), and only the places tell where they belong.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise
from operator import attrgetter
from statistics import median
from struct import Struct
from typing import TypeAlias

import pypdfium2.raw as pdfium_c

from docparse.readers.pdf.fonts import PLAIN, Look, font_look
from docparse.readers.pdf.model import SPACE_GAP, Word
from docparse.readers.symbols import from_symbol_font
from docparse.text import is_syllable

# letters of a page beyond which it is no page of a plan but an attack on memory
MAX_PAGE_CHARACTERS = 200_000
# baselines that differ by less, as a share of the letter size, are one
_SAME_BASE = 0.1
# of the gaps between the letters of a line, this share lies inside words
_GAPS_INSIDE_WORDS = 0.3
# letters closer than this share of the size have no space between them
TOUCHING = 0.05
# two equal letters closer than this share of the size are one, printed twice to look bold
_DOUBLE_STRIKE = 0.1

_WORD = re.compile(r"[^\s\x00-\x01\x03-\x1f]+")
_SHORT = 3  # letters of a word that is not looked at closely
_LONG_RUN = re.compile(r"[^\W\d_]{4,}")
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_LINE_HYPHENS = {0x02: "-", 0xFFFE: "-"}
_LINE_HYPHEN_LETTERS = {chr(code): hyphen for code, hyphen in _LINE_HYPHENS.items()}
# letters from here on may be combining marks or symbols of a font's own
_FIRST_ODD = "\u0300"
_FILL_AND_STROKE = 2


def _bare_call(function: Callable[..., object], result: type) -> Callable[..., int | None]:
    """A function of pdfium without types of arguments: what is asked for every letter must not cost more.

    Pointers are made once (``from_param``, ``byref``) and handed over as they are.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    return ctypes.PYFUNCTYPE(result)(address or 0)


_loose_box = _bare_call(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int)
_origin = _bare_call(pdfium_c.FPDFText_GetCharOrigin, ctypes.c_int)
_generated = _bare_call(pdfium_c.FPDFText_IsGenerated, ctypes.c_int)
_text_object = _bare_call(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p)
# what pdfium writes of two letters: left, top, right, bottom of each, x and y of the origin of the first
_ANSWER = Struct("8f2d")
_unpacked = _ANSWER.unpack_from
#: left, top, right, bottom and baseline on the page as shown
_Place: TypeAlias = tuple[float, float, float, float, float]


_BY_PLACE, _BY_BASE = attrgetter("x0", "x1"), attrgetter("base")


@dataclass(slots=True)
class _Letter:
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    index: int
    height: float
    spaced: bool = False


class TextLayer:
    """The text layer of one loaded page; close it before the page.

    ``place`` tells where points stand on the page as shown; ``count`` is the number of letters.
    """

    def __init__(self, page: pdfium_c.FPDF_PAGE) -> None:
        self._raw = pdfium_c.FPDFText_LoadPage(page)
        self._looks: dict[int, Look] = {}
        self._objects: dict[int, tuple[Look, float]] = {}
        self._matrix = pdfium_c.FS_MATRIX()
        self._answer = ctypes.create_string_buffer(_ANSWER.size)
        self._first, self._last, self._x, self._y = (ctypes.byref(self._answer, at) for at in (0, 16, 32, 40))
        self._pointer: object = ctypes.c_void_p.from_param(ctypes.cast(self._raw, ctypes.c_void_p).value)
        self._level: tuple[float, float, float] | None = None
        self._shown_level = (0.0, 0.0, 0.0)
        self.place = Placement(page)
        self.count = max(pdfium_c.FPDFText_CountChars(self._raw), 0) if self._raw else 0
        self.text = self._read_text()
        self._shown = self.text.translate(_LINE_HYPHENS)

    def close(self) -> None:
        """Free pdfium's memory."""
        if self._raw:
            pdfium_c.FPDFText_ClosePage(self._raw)
            self._raw = self._pointer = None

    def words(self, limit: int | None = None) -> list[Word]:
        """The words in the order of the file (fast), the first ``limit`` of them."""
        words: list[Word] = []
        end = 0
        for match in islice(_WORD.finditer(self.text), limit):
            gap = self.text[end : match.start()]
            start, end = match.span()
            # a line break made up by pdfium is no white space of the file
            found = self._word(start, end, " " in gap or "\t" in gap)
            if gap == " " and words and found and _touch(words[-1], found[0]):
                found[0].spaced = self._is_blank(start - 1)
            words += found
            if words and self.text[end - 1] in "-/":
                words[-1].blank_after = self._is_blank(end)
        return words

    def rebuilt(self) -> list[Word]:
        """The words as the places of the letters show them, line by line (careful)."""
        return self._assemble(self._letters(range(self.count)))

    def correct(self, letter_at: Callable[[float, float], str | None]) -> None:
        """Replace letters by what ``letter_at`` knows to stand at their origin (page space)."""
        letters = list(self.text)
        for index in range(len(letters)):
            _origin(self._pointer, index, self._x, self._y)
            x, y = _unpacked(self._answer)[-2:]
            found = letter_at(x, y) if self._is_written(index) else None
            if found and len(found) == 1:  # indices stay those of pdfium
                letters[index] = found
        self.text = "".join(letters)
        self._shown = self.text.translate(_LINE_HYPHENS)

    def text_in(self, left: float, top: float, right: float, bottom: float) -> str:
        """The text in a box of pdfium's page space (y upwards)."""
        box = left, top, right, bottom
        count = pdfium_c.FPDFText_GetBoundedText(self._raw, *box, None, 0)
        buffer = (ctypes.c_ushort * max(count, 1))()
        pdfium_c.FPDFText_GetBoundedText(self._raw, *box, buffer, count)
        return bytes(buffer).decode("utf-16-le", "replace").strip("\0")

    def _read_text(self) -> str:
        """One character for each of pdfium's, so that indices agree."""
        if not self.count:
            return ""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        written = pdfium_c.FPDFText_GetText(self._raw, 0, self.count, buffer) - 1
        text = bytes(buffer)[: 2 * written].decode("utf-16-le", "replace")
        if len(text) != self.count:
            code = pdfium_c.FPDFText_GetUnicode
            text = "".join(chr(code(self._raw, i) or 0xFFFD) for i in range(self.count))
        return text

    def _word(self, start: int, end: int, spaced: bool) -> list[Word]:
        text = self._shown[start:end]
        known = _sound(text)
        place = self._place_of(start, end) if known is not None else None
        if known is None or place is None:
            return self._odd_word(text, start, end, spaced)
        x0, top, x1, bottom, base = place
        look, size = self._style(start)
        size = size or max(bottom - top, 1.0)
        bold, italic, capitals = look.bold, look.italic, look.capitals
        return [Word(known, x0, x1, top, bottom, base, size, bold, italic, spaced, 0, capitals)]

    def _place_of(self, start: int, end: int) -> _Place | None:
        """The place of a word by its first and last letter; null where these do not stand side by side."""
        corner = self.place.corner
        if corner is None:
            return self._place_by_letters(start, end)
        _loose_box(self._pointer, start, self._first)
        _loose_box(self._pointer, end - 1, self._last)
        _origin(self._pointer, start, self._x, self._y)
        x0, top, x1, bottom, left, last_top, right, last_bottom, x, y = _unpacked(self._answer)
        if x0 > x1 or bottom > top:
            return self._place_by_letters(start, end)
        if x0 < x < x1:
            x0 = x  # the foot of a `p` reaches back into the space before it
        if last_top != top or last_bottom != bottom:  # boxes of one height have one baseline
            _origin(self._pointer, end - 1, self._x, self._y)
            last_x, last_y = _unpacked(self._answer)[-2:]
            if abs(last_y - y) > _SAME_BASE * max(top - bottom, 1.0):
                return None
            left = last_x if left < last_x < right else left
            top, bottom = max(top, last_top), min(bottom, last_bottom)
        if left <= x0 and end - start > 1:
            return None
        shift, upper = corner
        level = top, bottom, y
        if level != self._level:  # the words of a line share three numbers: they are many
            self._level, self._shown_level = level, (upper - top, upper - bottom, upper - y)
        top, bottom, base = self._shown_level
        return x0 - shift, top, right - shift, bottom, base

    def _place_by_letters(self, start: int, end: int) -> _Place | None:
        """:meth:`_place_of` on a page that is turned, or where letters are mirrored."""
        x0, top, x1, bottom, base = first = self._box_and_base(start)
        if end - start == 1:
            return first
        left, last_top, x1, last_bottom, last_base = self._box_and_base(end - 1)
        if abs(last_base - base) > _SAME_BASE * max(bottom - top, 1.0) or left <= x0:
            return None
        return x0, min(top, last_top), x1, max(bottom, last_bottom), base

    def _is_blank(self, index: int) -> bool:
        """Whether the file itself has a space here."""
        return self.text[index : index + 1] == " " and self._is_written(index)

    def _is_written(self, index: int) -> bool:
        """Whether the file has the character, or pdfium made it up."""
        return bool(_generated(self._pointer, index) == 0)

    def _odd_word(self, text: str, start: int, end: int, spaced: bool) -> list[Word]:
        """A word that does not look like one, letter by letter: turned, raised, or run together."""
        letters = self._letters(range(start, end))
        if not letters:
            return []
        letters[0].spaced = spaced
        turned = _vertical(letters)
        if not turned:
            return self._assemble(letters)
        right = max(letter.x1 for letter in letters)
        word = self._new_word(text, letters[0], right, spaced)
        word.vertical = turned
        word.x0 = min(letter.x0 for letter in letters)
        word.top = min(letter.top for letter in letters)
        word.bottom = max(letter.bottom for letter in letters)
        return [word]

    def _new_word(self, text: str, first: _Letter, x1: float, spaced: bool) -> Word:
        look, size = self._style(first.index)
        return Word(
            text,
            first.x0,
            x1,
            first.top,
            first.bottom,
            first.base,
            size or first.height,
            look.bold,
            look.italic,
            spaced,
            0,
            look.capitals,
        )

    def _box_and_base(self, index: int) -> _Place:
        """The place of a letter, its box with ascent and descent."""
        _loose_box(self._pointer, index, self._first)
        _origin(self._pointer, index, self._x, self._y)
        left, upper, right, lower, _, _, _, _, x, y = _unpacked(self._answer)
        x0, top, x1, bottom, origin, base = self.place.shown_letter(left, upper, right, lower, x, y)
        if x0 > x1:
            x0, x1 = x1, x0
        if top > bottom:
            top, bottom = bottom, top
        if x0 < origin < x1:
            x0 = origin  # the foot of a `p` reaches back into the space before it
        return x0, top, x1, bottom, base

    def _letters(self, indices: Iterable[int]) -> list[_Letter]:
        """Letters with their places; combining marks join the letter that they follow."""
        letters: list[_Letter] = []
        text, box_and_base = self.text, self._box_and_base
        for index in indices:
            character = text[index]
            if character in "\r\n\x00" or (character == " " and not self._is_written(index)):
                continue
            x0, top, x1, bottom, base = box_and_base(index)
            if character >= _FIRST_ODD:
                if unicodedata.combining(character) and letters and letters[-1].text[-1].isalpha():
                    letters[-1].text = unicodedata.normalize("NFC", letters[-1].text + character)
                    letters[-1].x1 = max(letters[-1].x1, x1)
                    continue
                if _PRIVATE.match(character):
                    character = from_symbol_font(character, self._style(index)[0].symbols)
            height = bottom - top if bottom - top > 1.0 else 1.0
            shown = _LINE_HYPHEN_LETTERS.get(character, character)
            letters.append(_Letter(shown, x0, top, x1, bottom, base, index, height))
        return letters

    def _style(self, index: int) -> tuple[Look, float]:
        """Look and size of a letter; cached, for the words of a line share few text objects."""
        address = _text_object(self._pointer, index)
        if address is None:
            return PLAIN, 0.0
        style = self._objects.get(address)
        if style is None:
            handle = ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT)
            style = self._objects[address] = (self._look(handle), self._size(index))
        return style

    def _size(self, index: int) -> float:
        """Letter size as shown; files may write size 1 and enlarge it with the matrix."""
        size: float = pdfium_c.FPDFText_GetFontSize(self._raw, index)
        if pdfium_c.FPDFText_GetMatrix(self._raw, index, self._matrix):
            size *= math.hypot(self._matrix.c, self._matrix.d)
        return size

    def _look(self, handle: pdfium_c.FPDF_PAGEOBJECT) -> Look:
        font = pdfium_c.FPDFTextObj_GetFont(handle)
        if not font:
            return PLAIN
        key = ctypes.addressof(font.contents)
        if key not in self._looks:
            self._looks[key] = font_look(font)
        look = self._looks[key]
        if not look.bold and pdfium_c.FPDFTextObj_GetTextRenderMode(handle) == _FILL_AND_STROKE:
            return replace(look, bold=True)
        return look

    def _assemble(self, letters: list[_Letter]) -> list[Word]:
        """Words from letters in any order."""
        return [word for line in _baselines(letters) for word in self._line_words(line)]

    def _line_words(self, letters: list[_Letter]) -> list[Word]:
        letters.sort(key=_BY_PLACE)
        inked = _inked(letters)
        if not inked:
            return []
        blanks = _bare(letters, inked)
        limit = _space_limit(inked)
        words: list[Word] = []
        run: list[_Letter] = []
        visible = sorted(inked + blanks, key=_BY_PLACE) if blanks else inked
        spaced, end = visible[0].spaced, 0.0
        for letter in visible:
            blank = letter.text.isspace()
            if run and (blank or letter.x0 - end > limit):
                words.append(self._run_word(run, spaced))
                run, spaced = [], True
            if blank:
                spaced = True
                if words:
                    words[-1].blank_after = True
            else:
                run.append(letter)
                end = letter.x1
        if run:
            words.append(self._run_word(run, spaced))
        return words

    def _run_word(self, run: Sequence[_Letter], spaced: bool) -> Word:
        text, first = "", run[0]
        x1, top, bottom = first.x1, first.top, first.bottom
        for letter in run:
            text += letter.text
            if letter.x1 > x1:
                x1 = letter.x1
            if letter.top < top:
                top = letter.top
            if letter.bottom > bottom:
                bottom = letter.bottom
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        word = self._new_word(text, first, x1, spaced)
        word.top, word.bottom = top, bottom
        return word


class Placement:
    """Where a point of pdfium's page space stands on the page as shown, ``turns`` quarters clockwise on.

    ``width`` and ``height`` are those of the page as shown. ``shown_letter`` takes the box and the origin
    of a letter at once, for there are many: x and y of two opposite corners, x and y of the origin.
    ``corner`` is the upper left corner in page space where the page is not turned.
    """

    def __init__(self, page: pdfium_c.FPDF_PAGE, turns: int = 0) -> None:
        box = pdfium_c.FS_RECTF()
        pdfium_c.FPDF_GetPageBoundingBox(page, box)
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        rotation = (pdfium_c.FPDFPage_GetRotation(page) + turns) % 4
        frames: list[Callable[[float, float], tuple[float, float]]] = [
            lambda x, y: (x - left, top - y),
            lambda x, y: (y - bottom, x - left),
            lambda x, y: (right - x, y - bottom),
            lambda x, y: (top - y, right - x),
        ]
        # left, top, right, bottom of the box, x and y of the origin
        letters: list[Callable[[float, float, float, float, float, float], tuple[float, ...]]] = [
            lambda a, b, c, d, x, y: (a - left, top - b, c - left, top - d, x - left, top - y),
            lambda a, b, c, d, x, y: (b - bottom, a - left, d - bottom, c - left, y - bottom, x - left),
            lambda a, b, c, d, x, y: (right - c, d - bottom, right - a, b - bottom, right - x, y - bottom),
            lambda a, b, c, d, x, y: (top - b, right - a, top - d, right - c, top - y, right - x),
        ]
        self.shown, self.shown_letter = frames[rotation], letters[rotation]
        self.corner = (left, top) if rotation == 0 else None
        sides = abs(right - left), abs(top - bottom)
        self.width, self.height = sides if rotation % 2 == 0 else sides[::-1]


def _touch(word: Word, following: Word) -> bool:
    """Whether no space fits between two words of a line: pdfium makes some up where the font changes."""
    return abs(word.base - following.base) < 1.0 and abs(following.x0 - word.x1) < TOUCHING * following.size


@lru_cache(maxsize=65_536)
def _sound(text: str) -> str | None:
    """The word itself, one string for all its places in a document.

    Null where it holds letters that are none, or runs that cannot be Vietnamese.
    """
    if text.isascii() and len(text) <= _SHORT:
        return text
    odd = _PRIVATE.search(text) or not all(map(is_syllable, _LONG_RUN.findall(text)))
    return None if odd else text


def _baselines(letters: list[_Letter]) -> list[list[_Letter]]:
    """Letters grouped by baseline, from the top of the page to its foot."""
    groups: list[list[_Letter]] = []
    for letter in sorted(letters, key=_BY_BASE):
        if groups and letter.base - groups[-1][0].base <= _SAME_BASE * letter.height:
            groups[-1].append(letter)
        else:
            groups.append([letter])
    return groups


def _inked(letters: Iterable[_Letter]) -> list[_Letter]:
    """The letters of a line that show, those printed twice once."""
    kept: list[_Letter] = []
    for letter in letters:
        if letter.text.isspace():
            continue
        before = kept[-1] if kept else None
        if before and before.text == letter.text and letter.x0 - before.x0 < _DOUBLE_STRIKE * letter.height:
            continue
        kept.append(letter)
    return kept


def _bare(letters: Iterable[_Letter], inked: Sequence[_Letter]) -> list[_Letter]:
    """The blanks of a line that no letter is drawn upon."""
    middles = sorted((c.x0 + c.x1) / 2 for c in inked)
    return [
        c for c in letters if c.text.isspace() and bisect_right(middles, c.x0) == bisect_left(middles, c.x1)
    ]


def _space_limit(inked: Sequence[_Letter]) -> float:
    """The gap from which two letters belong to two words; wider where the text is letter-spaced."""
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(inked))
    usual = gaps[int(_GAPS_INSIDE_WORDS * len(gaps))] if gaps else 0.0
    return max(usual, 0.0) + SPACE_GAP * median(c.height for c in inked)


def _vertical(letters: Sequence[_Letter]) -> int:
    """1 where the letters climb, -1 where they descend, 0 where they stand side by side."""
    if len(letters) < 2:
        return 0
    rise = letters[0].base - letters[-1].base
    run = abs((letters[-1].x0 + letters[-1].x1) - (letters[0].x0 + letters[0].x1)) / 2
    if abs(rise) <= run or abs(rise) < letters[0].height * _SAME_BASE:
        return 0
    return 1 if rise > 0 else -1
