"""Abbreviations written out: those in general use and those that the document introduces itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from unicodedata import normalize

from docparse.rulebook import load_table, opening
from docparse.text import CAPITALS, SMALL, fold

_SHORT = re.compile(
    r"[A-ZĐ](?:(?<![\w&].)[A-ZĐa-zđ]*[A-ZĐ]\w*(?:&[A-ZĐ]+)*(?:[-–][A-ZĐ]+(?:&[A-ZĐ]+)*)*(?![\w&])"
    r"|(?<=(?<!\w)V)P(?!\w)|(?<!\w.)\d{1,2}(?!\w))"
)
# in one word: every abbreviation has them, or a number behind one
_TWO_CAPITALS = re.compile(r"[A-ZĐ](?:[A-ZĐa-zđ]*[A-ZĐ]|\d)")
# `Sở Giáo dục và Đào tạo (GDĐT)`, `công nghệ thông tin (viết tắt là CNTT)`
_INTRODUCED = re.compile(
    r"\((?:(?:sau đây )?(?:gọi|viết) (?:tắt|chung) là:? ?)?[\"“]?"
    r"(?P<short>[A-ZĐ][A-ZĐ&\-]{1,11}|[A-ZĐ]{2,6}(?:, ?[A-ZĐ]{2,6}){1,3}(?:&[A-ZĐ]{2,6})?)[\"”]?\)"
)
# `Phòng Cảnh sát giao thông (PC67)`, `Phòng Đào tạo (P3)`: units of the police and of schools have numbers
_CODED = re.compile(
    r"(?P<long>Phòng (?:(?!Phòng )[^():;.\n]){3,80}) \((?P<short>[A-ZĐ]{2}\d{2}|[A-ZĐ]\d{1,2})\)"
)
_LONG = re.compile(r"[^\W\d_][\w ,\-–]*$")
# `Phòng Tuyên truyền - Hỗ trợ người nộp thuế (TTHT)`
_UNIT = re.compile(rf".*(?<!\w)(?:Phòng|Vụ|Cục|Ban|Khoa|Trung tâm|Đội|Tổ|Viện) (?P<name>[{CAPITALS}].+)$")
_INITIALS = re.compile(r"(?=.{4,})[b-df-hj-np-tv-xzđ]+(?:&[b-df-hj-np-tv-xzđ]+)?")
_MAX_LONG = 84  # characters before the bracket in which the long form stands
# `Cục DLQGVN` where the document names `Cục Du lịch Quốc gia Việt Nam` and introduces no initials
_HEADED = re.compile(
    rf"(?P<head>[{CAPITALS}](?<![\w&].)[{SMALL}]+(?: [{SMALL}]+)?) (?P<short>[A-ZĐ]{{3,10}})(?![\w&-])"
)
# `Công an TP Vinh`, but `Sở TP Nghệ An`
_KIND_OF_PLACE = re.compile(
    r"(T(?<!\bSở T)(?<!\bBộ T)(?<!\bPhòng T)(?<!\bngành T)(?<![\w&]T)[PX])"
    rf"(?P<named>\.? ?(?=[{CAPITALS}][{SMALL}]))?(?(named)|(?=[,;]|$))"
)
KINDS_OF_PLACE = {"TP": "thành phố", "TX": "thị xã"}
_WITHOUT_INITIALS = frozenset({"và", "của", "các"})  # initials of a name skip them
_WORD_OF_NAME = re.compile(r"[ ,-]*([^\W\d_]+)")


@cache
def general() -> dict[str, str]:
    """Abbreviations in general use, by their printed form."""
    words: dict[str, str] = load_table("abbreviations")["words"]
    fields = {
        short.upper(): row[0]
        for row in load_table("agencies")["fields"]["names"]
        for short in row[1:]
        if _INITIALS.fullmatch(short)
    }
    return fields | words


@cache
def phrases() -> re.Pattern[str]:
    """Abbreviations that mean what they do only behind another word: ``Công ty CP``, ``Kho bạc NN``."""
    shorts = sorted((short for short in general() if " " in short), key=len, reverse=True)
    return re.compile(rf"{opening(map(re.escape, shorts))}(?![\w&])")


def introduced(text: str) -> dict[str, str]:
    """Abbreviations that ``text`` introduces in brackets; the initials must agree with the words before."""
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(text):
        start = match.start() - text.startswith(" ", match.start() - 1)
        before = _LONG.search(text[max(0, start - _MAX_LONG) : start])
        long = _words_behind(before.group(), match["short"]) if before else None
        unit = _UNIT.search(before.group()) if before and not long else None
        if unit and _words_with(unit["name"], match["short"]):
            long = unit["name"]  # the initials of its first words
        if long:
            found.setdefault(match["short"], long)
    for coded in _CODED.finditer(text):
        found.setdefault(coded["short"], coded["long"])
    return found


def spelt_out(text: str) -> dict[str, str]:
    """Initials behind a head that ``text`` nowhere introduces, with the one name of this head they fit."""
    found: dict[str, str] = {}
    for head, short in sorted({(m["head"], m["short"]) for m in _HEADED.finditer(text)}):
        if short in general():
            continue
        openings = re.finditer(rf"{head}(?<!\w{head}) (?![{CAPITALS}]{{2}})", text)
        names = [_words_with(text[m.end() : m.end() + _MAX_LONG], short) for m in openings]
        named = {fold(name): name for name in names if name}
        if len(named) == 1:
            found.setdefault(short, *named.values())
    return found


def _words_with(text: str, short: str) -> str | None:
    """The words that open ``text`` if their initials, tones aside, spell ``short``; ``và`` may be skipped."""
    letters = list(short)
    for word in _WORD_OF_NAME.finditer(text):
        if _initial(word.group(1)) == letters[0]:
            letters.pop(0)
        elif word.group(1) not in _WITHOUT_INITIALS:
            return None
        if not letters:
            return text[: word.end()]
    return None


def _initial(word: str) -> str:
    return normalize("NFD", word[0])[0].upper()


def _words_behind(words: str, short: str) -> str | None:
    """The last words of ``words`` whose initials spell ``short`` (``và`` and signs may be skipped)."""
    found = list(re.finditer(r"[^\W\d_]+", words))
    parts = [word.group() for word in found]
    letters = [c for c in short if c.isalpha()]
    at = len(parts)
    first = at
    while letters and at:
        at -= 1
        if parts[at][0].upper() == letters[-1]:
            letters.pop()
            first = at
        elif parts[at].lower() not in _WITHOUT_INITIALS:
            return None
    if letters:
        return None
    return words[found[first].start() :].strip()


def _place_written_out(kind: re.Match[str]) -> str:
    return KINDS_OF_PLACE[kind.group(1)] + (" " if kind["named"] is not None else "")


def expand(text: str, own: Mapping[str, str]) -> str:
    """``text`` with every known abbreviation written out; ``own`` holds those of the document."""
    if not _TWO_CAPITALS.search(text):
        return text
    table = general()

    def written_out(match: re.Match[str]) -> str:
        short = match.group()
        long = own.get(short) or table.get(short)
        if long is not None:
            return long
        parts = re.split(r"[-–]", short)
        if len(parts) > 1 and all(part in table for part in parts):
            return " - ".join(table[part] for part in parts)
        return short

    for short in own:
        if "," in short:  # `KH,CN&MT`
            text = text.replace(short, own[short])
    text = _KIND_OF_PLACE.sub(_place_written_out, text)
    text = phrases().sub(lambda match: table[match.group()], text)
    return _SHORT.sub(written_out, text)
