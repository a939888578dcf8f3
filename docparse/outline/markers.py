"""The printed numbers of Vietnamese documents, read as typed values.

One printed marker can be several things (``i)`` is a letter or a roman numeral, ``V.`` a numeral or
a capital letter): :func:`read_markers` gives every reading, the tree decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from docparse.text import LETTERS, fold, from_roman

Kind = Literal[
    "part",
    "chapter",
    "division",
    "article",
    "appendix",
    "upper",
    "roman",
    "arabic",
    "decimal",
    "letter",
    "lroman",
]

# How deep a kind usually stands; siblings of one kind differ only by their punctuation.
RANK: dict[Kind, int] = {
    "appendix": 0,
    "part": 1,
    "chapter": 2,
    "division": 3,
    "upper": 4,
    "roman": 5,
    "article": 5,
    "arabic": 6,
    "decimal": 7,
    "letter": 8,
    "lroman": 9,
}

_ENGLISH = "abcdefghijklmnopqrstuvwxyz"
# characters of the title behind `Phần I`, `Phụ lục 1`; a longer line is a sentence
_MAX_DIVISION, _MAX_APPENDIX = 120, 200
_ARABIC_BOUND, _DECIMAL_BOUND = 100, 60  # no plan has so many units beside each other
_ROMAN_BOUND = 40  # `l`, `c`, `d` and `m` are letters of lists
_ORDINALS = {
    "nhất": 1,
    "một": 1,
    "hai": 2,
    "nhì": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}


@dataclass(frozen=True, slots=True)
class Marker:
    """One reading of a printed marker.

    ``value`` has one number, a decimal marker (``1.2.3``) one for each part; ``style`` names the
    punctuation, because ``1.`` and ``1)`` count separately; ``length`` is the number of characters
    the marker takes at the start of its paragraph, the space after it included. Two markers count in
    one sequence when their ``series`` are equal. A ``damaged`` one was read through the usual slips of
    a scan (``IH.`` for ``III.``) and is ``printed`` as it must have been; a ``guessed`` one could as well
    be what was read (``3.`` for ``5.``), so that only its neighbours speak for it.
    """

    kind: Kind
    style: str
    value: tuple[int, ...]
    printed: str
    length: int

    damaged: bool = False
    guessed: bool = False
    series: tuple[str, str, int] = ("", "", 0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "series", (self.kind, self.style, len(self.value)))


def roman(text: str) -> int | None:
    """``IV`` -> 4; null for what is not a numeral under 40."""
    number = from_roman(text)
    return number if number is not None and number < _ROMAN_BOUND else None


_WORDED = re.compile(
    r"(?P<word>phần|chương|mục|điều|phụ lục(?: số)?)\s*"
    r"(?P<number>thứ [^\W\d]+|[ivx]+|[0-9]{1,3}[a-zđ]?|[a-eđ])?(?=$|[\s.:;\-/)])"
    r"\s*(?P<end>[.:\-/)])?\s*"
)
# annexes divide their numbers (`Ib`, `1.2`, `II-A`) or leave them to be written in (`số …`)
_ANNEX = re.compile(
    r"(?P<word>phụ lục(?: số)?)\s*"
    r"(?P<number>(?:[ivx]+|[0-9]{1,3})(?:[.\-]?[a-eđ]|\.[0-9]{1,2}))?(?=$|[\s.:;\-/)…])"
    r"\s*(?P<end>[.…_]{2,}|…|[.:\-/)])?\s*"
)
# forms at the end of a plan: `Biểu số 01`, `Mẫu 2a (kèm theo …)`, `Phụ biểu 03`
_FORM = re.compile(
    r"(?:phụ biểu|biểu mẫu|mẫu biểu|biểu|mẫu)(?: số)?:? ?"
    r"(?P<number>[0-9]{1,3}(?:[a-eđ]|\.[0-9]{1,2})?(?:/[\w.\-]+)?|[ivx]+[a-eđ]?)(?=$|[\s.:(])"
    r"\s*(?P<end>[.:])?\s*"
)
_SIMPLE = re.compile(
    r"(?:\((?P<inner>[^\W_]{1,4})\)"
    r"|(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}(?:\.[a-zđ](?=[.)]))?|[0-9]{1,3}|[^\W\d_]{1,5}))"
    r"(?P<end>(?<=\))|[ ]?[.]/|[ ]?/[.-](?=\s)|[ ]?[.)/\-]|[ ]?[.][ ]?[-)]|(?<=[^\W\d_]),(?=\s)|(?=\s))[ ]*"
)
_WORD_KIND: dict[str, Kind] = {"phần": "part", "chương": "chapter", "mục": "division", "điều": "article"}


def read_markers(text: str) -> list[Marker]:
    """Every reading of the marker that opens ``text``; empty when none does."""
    folded = fold(text[:60])
    if folded.startswith("v/v"):
        return []  # `V/v …` is "on the matter of"
    worded, annex = _WORDED.match(folded), _ANNEX.match(folded)
    if annex and (annex["number"] or worded is None or not worded["number"]):
        worded = annex
    if worded:
        return _read_worded(text, worded)
    simple = _SIMPLE.match(folded)
    return _read_simple(text, simple) if simple else []


def read_form(text: str) -> Marker | None:
    """The marker of a line that heads a form behind the plan, as an annex; null for any other line."""
    match = _FORM.match(fold(text[:60]))
    value = _worded_value(match["number"]) if match else None
    if match is None or value is None:
        return None
    rest = text[match.end() :]
    titled = not rest or match["end"] or rest.startswith("(") or rest.isupper()
    if not titled or len(rest) > _MAX_APPENDIX:
        return None
    return Marker("appendix", "", (value,), text[: match.end("number")], match.end())


def _read_worded(text: str, match: re.Match[str]) -> list[Marker]:
    word, number = match["word"], match["number"] or ""
    kind: Kind = "appendix" if word.startswith("phụ lục") else _WORD_KIND[word]
    rest = text[match.end() :]
    if kind == "appendix":
        if not _is_appendix_heading(text, number, rest):
            return []
    elif not number or not _opens_division(kind, match, rest):
        return []
    printed_end = match.end("number") if number else match.end("word")
    value = _worded_value(number)
    if value is None:
        return []
    return [Marker(kind, "", (value,), text[:printed_end], match.end())]


def _worded_value(number: str) -> int | None:
    if not number:
        return 1
    if number.startswith("thứ "):
        return _ORDINALS.get(number[4:])
    digits = re.match(r"[0-9]+", number)
    if digits:
        return int(digits.group())
    divided = re.fullmatch(r"([ivx]+)(?:[.\-]?[a-eđ]|\.[0-9]+)", number)
    if divided and (value := roman(divided[1])):
        return value
    return roman(number) or (LETTERS.index(number) + 1 if number in LETTERS else None)


def _opens_division(kind: Kind, match: re.Match[str], rest: str) -> bool:
    """``Mục 2 Kế hoạch này`` in running text is a reference; a heading ends, or has a mark or capitals."""
    if match["end"] or not rest:
        return True
    if kind == "article":
        return False
    return rest.isupper() or (
        kind in ("part", "chapter") and rest[:1].isupper() and len(rest) < _MAX_DIVISION
    )


def _is_appendix_heading(text: str, number: str, rest: str) -> bool:
    if not rest or text[:7].isupper() or (text[7:].lstrip().startswith(":") and rest.isupper()):
        return True
    return bool(number) and (rest[:1].isupper() or rest.startswith("(")) and len(rest) < _MAX_APPENDIX


def _read_simple(text: str, match: re.Match[str]) -> list[Marker]:
    token = match["inner"] or match["number"]
    printed = text[slice(*match.span("inner" if match["inner"] else "number"))]
    end = "()" if match["inner"] else (match["end"] or "").replace(" ", "")
    length = match.end()
    rest = text[length : length + 1]
    if not rest and not end:
        return []
    glued = text[length - 1 : length] != " " and bool(rest)
    readings: list[tuple[Kind, tuple[int, ...]]] = []
    if token[0].isdecimal():
        readings = _read_number(token, end, rest, glued)
    elif token.isalpha() and end and not (glued and end == "-"):
        readings = _read_letters(printed, end, rest, glued)
    style = "." if end in (".", "") and token[0].isdecimal() and "." in token else end
    return [Marker(kind, style, value, printed, length) for kind, value in readings]


def _read_number(token: str, end: str, rest: str, glued: bool) -> list[tuple[Kind, tuple[int, ...]]]:
    # the letter of `2.1.b.` counts on as a number would
    parts = tuple(int(part) if part.isdecimal() else _letter_place(part) for part in token.split("."))
    if len(parts) > 1:
        trustworthy = rest.isalpha() or rest in '“"([' if rest else False
        plausible = all(0 < part < _DECIMAL_BOUND for part in parts) and trustworthy
        # `2.5 triệu` is a quantity, `2.5 Triển khai` a heading
        return [("decimal", parts)] if plausible and (end or rest.isupper() or rest in '“"(') else []
    if not end or not 0 < parts[0] < _ARABIC_BOUND:
        return []
    if glued and (not rest.isalpha() or end == "/"):
        return []
    # `2/ 100% hộ …` is the second item, `2/100` a share
    if end == "/" and not (rest.isupper() or rest in '“"' or (rest.isdecimal() and not glued)):
        return []
    return [("arabic", parts)]


def _letter_place(letter: str) -> int:
    return LETTERS.index(letter) + 1 if letter in LETTERS else 0


def _read_letters(printed: str, end: str, rest: str, glued: bool) -> list[tuple[Kind, tuple[int, ...]]]:
    readings: list[tuple[Kind, tuple[int, ...]]] = []
    numeral = roman(printed)
    if printed.isupper():
        if end == ",":
            return []
        if numeral is not None and not (glued and not rest.isupper()):
            readings.append(("roman", (numeral,)))
        if len(printed) == 1 and printed.lower() in LETTERS and set(end) <= set(".-/)") and not glued:
            readings.append(("upper", (LETTERS.index(printed.lower()) + 1,)))
        return readings
    if len(printed) == 1 and printed in _ENGLISH + "đ" and (end not in ("-", ",") or rest.isupper()):
        readings.append(("letter", (letter_index(printed),)))
    if numeral is not None and printed.islower() and end in (")", "()", "."):
        readings.append(("lroman", (numeral,)))
    return readings


def letter_index(letter: str) -> int:
    """A number for each letter, in the Vietnamese order; f, j, w, z stand between their neighbours."""
    if letter in LETTERS:
        return LETTERS.index(letter) * 2 + 2
    return LETTERS.index({"f": "e", "j": "i", "w": "v", "z": "y"}[letter]) * 2 + 3


def follows(previous: Marker, this: Marker) -> float:
    """How far ``this`` is from the successor of ``previous``.

    0 is the successor itself, negative a repeated or earlier value, positive a skipped one. Letters
    follow in Vietnamese or in English order.
    """
    if this.kind == "letter":
        gap = this.value[0] - previous.value[0]
        if (
            gap in (1, 2)
            or (gap == 3 and _skips_only_foreign(previous.value[0]))
            or (previous.value[0], this.value[0]) == (8, 12)
        ):
            return 0  # d -> e in the English order
        return gap / 2 - 1
    if previous.value[:-1] != this.value[:-1]:
        return -9 if this.value < previous.value else 9
    return this.value[-1] - previous.value[-1] - 1


def _skips_only_foreign(value: int) -> bool:
    """From f, j, w or z the next Vietnamese letter is one and a half steps on."""
    return value % 2 == 1


def is_first(marker: Marker) -> bool:
    """True for ``I``, ``1``, ``a``, ``1.1`` …: the values that open a list."""
    return marker.value[-1] == (2 if marker.kind == "letter" else 1)
