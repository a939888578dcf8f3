"""The printed numbers of a scan, read through the slips that OCR makes in them.

A ``damaged`` reading says what the marks on the paper can hardly have been otherwise (``IH.`` for
``III.``); a ``guessed`` one could as well be what was read, so that only its neighbours speak for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from docparse.outline.markers import Marker, letter_index, read_markers, roman

# `L` is a broken I, `H` two I that touch
_NUMERAL = re.compile(r"(?P<token>[IVXLHlT1|]{1,5})(?P<end>\s?[.,:;)\-]+|(?=\s))\s*(?=[^\W\d_])")
_STROKES = str.maketrans({"L": "I", "l": "I", "H": "II", "T": "I", "1": "I", "|": "I"})
_STOPS = "Ll"  # what a full stop that touches the line below is read as

# `IIL. NHIỆM VỤ`, `©) Huy động …`, `_đ) Tổ chức …`: nobody types these
_UNTYPED = frozenset("IVX©_")
_UNTYPED_NUMERAL = re.compile(r"[IVX]*I[IVX]*[Ll1|][IVXLl1|]{0,2}\s?[.)]")
_UNTYPED_SIGN = re.compile(r"©(?P<end>[.)/])\s+(?=[^\W\d_])")
_UNTYPED_DIRT = re.compile(r"_\s?(?=(?:[a-zđ]|\d{1,2})[.)/] )")

# digits and letters that a scan takes for each other
_DIGIT_SLIPS = {"1": "7", "3": "58", "5": "36", "6": "58", "7": "1", "8": "36"}
_LETTER_SLIPS = {"c": "e", "e": "c", "d": "đ", "đ": "d"}
_DIGIT_AS_LETTER = {"8": "a", "6": "b"}
_DOUBLE_D = re.compile(r"(?:đd|dđ|dd|đđ)(?P<end>[.)])\s+(?=[^\W\d_])")
# signs that stand for digits
_SIGNS = {"S": "5", "Š": "58", "$": "5", "§": "58", "l": "1"}
_MOST_SIGNS = 2
_SIGN = "".join(map(re.escape, _SIGNS))
_WITH_SIGNS = re.compile(
    rf"(?=[\d.]*[{_SIGN}])(?P<number>[\d{_SIGN}]{{1,2}}(?:\.[\d{_SIGN}]{{1,2}}){{0,3}})"
    r"\s?(?P<end>[.)\-/])\s*(?=[^\W\d_])"
)
_COMMA = re.compile(r"(?P<number>\d{1,2}),\s+(?=[^\W\d_])")
# specks before a number; one dash alone is a bullet, and quotation marks open what is quoted
_DIRT = re.compile(r"(?:[-–—] ?[-–—_.,]+|[_'‘’`.,:~^°]+)\s+(?=\d{1,2}(?:\.\d{1,2})*[.,)/]\s)")


def readings_of(text: str, scanned: bool) -> list[Marker]:
    """Every reading of the marker that opens ``text``, in a ``scanned`` one also those through slips."""
    readings = read_markers(text)
    if scanned:
        return [*readings, *_damaged(text), *_guesses(text, readings)]
    # what nobody types stands in texts that were scanned elsewhere
    return readings or (list(_untyped(text)) if text[:1] in _UNTYPED else [])


def _untyped(text: str) -> Iterator[Marker]:
    """Markers with a sign that no keyboard puts there: it came from a scan, and can be but one thing."""
    if _UNTYPED_NUMERAL.match(text):
        yield from _damaged(text)
    elif match := _UNTYPED_SIGN.match(text):
        yield Marker("letter", match["end"], (letter_index("c"),), "c", match.end(), damaged=True)
    elif match := _UNTYPED_DIRT.match(text):
        for marker in read_markers(text[match.end() :]):
            yield replace(marker, length=match.end() + marker.length)


def _damaged(text: str) -> Iterator[Marker]:
    """Roman numerals with a broken letter, or with their mark lost before a title in capitals.

    Where the mark seems lost its last letter may have been the mark: ``IL NỘI DUNG`` for ``I.``.
    """
    match = _NUMERAL.match(text)
    if match is None or not text[match.end()].isupper():
        return
    token, length = match["token"], match.end()
    numeral = token.translate(_STROKES)
    value = roman(numeral)
    marked = bool(match["end"])
    if value is not None and numeral != token and not token.isdecimal():
        yield Marker("roman", ".", (value,), numeral, length, damaged=True)
    if value is not None and numeral == token and not marked:
        certain = text[length:].isupper()
        yield Marker("roman", ".", (value,), numeral, length, damaged=certain, guessed=not certain)
    before = roman(token[:-1]) if token[-1] in _STOPS and not marked else None
    if before is not None:
        yield Marker("roman", ".", (before,), token[:-1], length, guessed=True)


def _guesses(text: str, readings: Sequence[Marker]) -> Iterator[Marker]:
    """What a number may have been before the scan."""
    for marker in readings:
        if marker.kind in ("arabic", "decimal"):
            yield from _other_digits(marker)
        if marker.kind == "arabic" and marker.style == ")" and marker.printed in _DIGIT_AS_LETTER:
            yield _letter(_DIGIT_AS_LETTER[marker.printed], marker.style, marker.length)
        elif marker.kind == "letter" and marker.printed in _LETTER_SLIPS:
            yield _letter(_LETTER_SLIPS[marker.printed], marker.style, marker.length)
    yield from _untyped(text) if text[:1] in "©_" else ()
    if match := _DOUBLE_D.match(text):
        for letter in "dđ":
            yield _letter(letter, match["end"], match.end())
    if match := _WITH_SIGNS.match(text):
        yield from _with_signs(match)
    if (match := _COMMA.match(text)) and text[match.end()].isupper():
        yield Marker("arabic", ".", (int(match["number"]),), match["number"], match.end(), guessed=True)
    if match := _DIRT.match(text):
        for marker in readings_of(text[match.end() :], scanned=True):
            yield replace(marker, length=match.end() + marker.length, guessed=True)


def _other_digits(marker: Marker) -> Iterator[Marker]:
    for place, digit in enumerate(marker.printed):
        for slip in _DIGIT_SLIPS.get(digit, ""):
            printed = marker.printed[:place] + slip + marker.printed[place + 1 :]
            parts = re.findall(r"\d+", printed)
            if len(parts) == len(marker.value):
                yield replace(marker, value=tuple(map(int, parts)), printed=printed, guessed=True)


def _letter(letter: str, style: str, length: int) -> Marker:
    return Marker("letter", style, (letter_index(letter),), letter, length, guessed=True)


def _with_signs(match: re.Match[str]) -> Iterator[Marker]:
    """``$.2.`` as ``5.2.``: each sign as the digits that it is read for; of more signs nothing is known."""
    if sum(sign in _SIGNS for sign in match["number"]) > _MOST_SIGNS:
        return
    for digits in product(*(_SIGNS.get(sign, sign) for sign in match["number"])):
        printed = "".join(digits)
        parts = tuple(map(int, printed.split(".")))
        if len(parts) > 1:
            yield Marker("decimal", ".", parts, printed, match.end(), guessed=True)
        else:
            yield Marker("arabic", match["end"], parts, printed, match.end(), guessed=True)
