"""Capitals: of a title that a portal prints in nothing else, and at the head of what the draft composes.

The names that keep theirs are ``extractors/rules/casing.toml``.
"""

from __future__ import annotations

import re
from functools import cache

from docparse.gazetteer import provinces
from docparse.rulebook import load_table
from docparse.text import CAPITALS, fold

_MOST = 0.8  # of the letters
_SYMBOL = re.compile(rf"(?<![\w/])\d[\d.]*(?:/\d{{4}})?[-/][{CAPITALS}&]+(?:[-/][{CAPITALS}&]+)*")
_PRIME_MINISTER = re.compile(r"(?<=-)TTG\b")
_NO_BODY = re.compile(r"(?:cán|nội|toàn|đồng|trụ|cơ) $")  # `cán bộ y tế` is no Bộ Y tế


def in_capitals(text: str) -> bool:
    """Whether nearly all letters of ``text`` are capitals: a remark behind a title may be in small ones."""
    letters = [char for char in text if char.isalpha()]
    return sum(map(str.isupper, letters)) > _MOST * len(letters)


def sentence_case(text: str) -> str:
    """Words in capitals as a sentence; names, abbreviations, symbols of acts keep their capitals."""
    rules = load_table("casing")
    out = text.capitalize()
    for match in _SYMBOL.finditer(text):
        out = _put(out, match.start(), _PRIME_MINISTER.sub("TTg", match.group()))
    for match in _roman().finditer(text.lower()):
        out = _put(out, match.start(1), text[slice(*match.span(1))])
    names, fields = _bodies()
    for match in names.finditer(fold(text)):
        if not _NO_BODY.search(fold(text[: match.start()])):
            out = _put(out, match.start(), f"{match[1].capitalize()} {fields[match[2]]}")
    for name in (*rules["names"], *(row.name for row in provinces()), *load_table("abbreviations")["words"]):
        out = re.sub(rf"(?<!\w){re.escape(name.lower())}(?!\w)", name, out)
    out = re.sub(r"(?<=[“\"])\w", lambda m: m.group().upper(), out)
    kinds = "|".join(rules["acts"])
    return re.sub(rf"(?<!\w)(?:{kinds})(?= (?:số|“|\"))", lambda m: m.group().capitalize(), out)


def _put(text: str, start: int, words: str) -> str:
    return text[:start] + words + text[start + len(words) :]


@cache
def _roman() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(load_table('casing')['roman'])}) ([ivxlc]+)(?!\w)")


@cache
def _bodies() -> tuple[re.Pattern[str], dict[str, str]]:
    """Sở and Bộ with their fields, on folded text; the fields folded and as they are written."""
    fields = {fold(proper): proper for proper, *_ in load_table("agencies")["fields"]["names"]}
    longest_first = sorted(map(re.escape, fields), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(sở|bộ) ({'|'.join(longest_first)})(?!\w)"), fields


def headed(text: str) -> str:
    """``text`` with a capital first letter, as a heading, a sentence and the cell of a table begin."""
    return f"{text[:1].upper()}{text[1:]}"
