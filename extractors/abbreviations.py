"""Abbreviations written out: those in general use and those that the document introduces itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from docparse.rulebook import load_table

_SHORT = re.compile(
    r"(?<![\w&])[A-ZĐ][A-ZĐa-zđ]*[A-ZĐ]\w*(?:&[A-ZĐ]+)*(?:[-–][A-ZĐ]+(?:&[A-ZĐ]+)*)*(?![\w&])|(?<!\w)VP(?!\w)"
)
# `Sở Giáo dục và Đào tạo (GDĐT)`, `công nghệ thông tin (viết tắt là CNTT)`
_INTRODUCED = re.compile(
    r" ?\((?:(?:sau đây )?(?:gọi|viết) (?:tắt|chung) là:? ?)?[\"“]?"
    r"(?P<short>[A-ZĐ][A-ZĐ&\-]{1,11}|[A-ZĐ]{2,6}(?:, ?[A-ZĐ]{2,6}){1,3}(?:&[A-ZĐ]{2,6})?)[\"”]?\)"
)
_LONG = re.compile(r"[^\W\d_][\w ,\-–]*$")
_INITIALS = re.compile(r"(?=.{4,})[b-df-hj-np-tv-xzđ]+(?:&[b-df-hj-np-tv-xzđ]+)?")
_MAX_LONG = 84  # characters before the bracket in which the long form stands


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
def _phrases() -> re.Pattern[str]:
    """Abbreviations that mean what they do only behind another word: ``Công ty CP``."""
    phrases = "|".join(re.escape(short) for short in general() if " " in short)
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)")


def introduced(text: str) -> dict[str, str]:
    """Abbreviations that ``text`` introduces in brackets; the initials must agree with the words before."""
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(text):
        before = _LONG.search(text[max(0, match.start() - _MAX_LONG) : match.start()])
        long = _words_behind(before.group(), match["short"]) if before else None
        if long:
            found.setdefault(match["short"], long)
    return found


def _words_behind(words: str, short: str) -> str | None:
    """The last words of ``words`` whose initials spell ``short`` (``và`` and signs may be skipped)."""
    parts = re.findall(r"[^\W\d_]+", words)
    letters = [c for c in short if c.isalpha()]
    at = len(parts)
    first = at
    while letters and at:
        at -= 1
        if parts[at][0].upper() == letters[-1]:
            letters.pop()
            first = at
        elif parts[at].lower() not in ("và", "của", "các"):
            return None
    if letters:
        return None
    start = words.rfind(" ".join(parts[first:]))
    return words[start:].strip() if start >= 0 else " ".join(parts[first:])


def expand(text: str, own: Mapping[str, str]) -> str:
    """``text`` with every known abbreviation written out; ``own`` holds those of the document."""
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
    text = _phrases().sub(lambda match: table[match.group()], text)
    return _SHORT.sub(written_out, text)
