"""Letterhead and foot of a document: tables that only place things on the page, lines run together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from docparse.rulebook import load_rules
from docparse.text import fold

MAX_ROWS = 8
MAX_COLUMNS = 4
MAX_CHARACTERS = 4_000  # a long list of recipients; a table of tasks has more
_HEAD_ROWS = 3

_RULE = re.compile(r"(?:[-–—=_*~.…] ?){3,}")
_UPPER = "A-Z" + "".join(filter(str.isupper, map(chr, range(0xC0, 0x1EFA))))
_LOWER = "a-z" + "".join(filter(str.islower, map(chr, range(0xDF, 0x1EFA))))
_MOTTO = re.compile(r"(?<=\S) +(?=CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM$|Độc lập ?[-–] ?Tự do ?[-–])")
# rules between lines, the list behind `Nơi nhận:`, offices, and the name of the signer under them
_SEAMS = re.compile(
    r" *[-_*]{3,} *"
    r"|(?<=[;:.,]) (?=- )"
    r"| (?=V/v)"
    rf"|(?<=[{_UPPER}]) (?=PHÓ )"
    rf"|(?<=[{_UPPER}]) (?=(?:[{_UPPER}][{_LOWER}]+ ){{1,4}}[{_UPPER}][{_LOWER}]+$)"
)

Lines = Sequence[str]


def is_letterhead(rows: Sequence[Sequence[Lines]]) -> bool:
    """Tell by its words and size; ``rows`` holds the lines of each cell, row by row."""
    if len(rows) > MAX_ROWS or max(map(len, rows), default=0) > MAX_COLUMNS:
        return False
    if sum(len(line) for row in rows for cell in row for line in cell) > MAX_CHARACTERS:
        return False
    head = [line for row in rows[:_HEAD_ROWS] for cell in row for line in cell]
    if matches_any(head, "national-motto"):
        return True
    everything = [line for row in rows for cell in row for line in cell]
    if matches_any(everything, "number-line") and matches_any(everything, "date-line"):
        return True
    first_lines = [cell[0] for row in rows for cell in row if cell]
    return opens_foot(rows) or matches_any((line for line in first_lines if line.isupper()), "authority")


def opens_foot(rows: Sequence[Sequence[Lines]]) -> bool:
    """Tell whether the addressees stand first: the foot of a document, to be read column by column."""
    first_lines = [cell[0] for row in rows for cell in row if cell]
    return matches_any(first_lines[:2], "recipients")


def matches_any(lines: Iterable[str], rule_id: str) -> bool:
    """Tell whether one of the lines is of this kind (a row of ``zones.toml``)."""
    return any(_matches(rule_id, line) for line in lines)


@lru_cache(maxsize=4096)
def _matches(rule_id: str, line: str) -> bool:
    """Tell it of one line: the lines of a table are asked for many rules, and again for what follows."""
    return _pattern(rule_id).search(fold(" ".join(line.split()))) is not None


@cache
def _pattern(rule_id: str) -> re.Pattern[str]:
    return next(rule.pattern for rule in load_rules("zones") if rule.id == rule_id)


def is_rule(line: str) -> bool:
    """Tell whether a line is drawn with dashes, stars or the like and says nothing."""
    return _RULE.fullmatch(line) is not None


def split_motto(line: str) -> list[str]:
    """``BỘ XÂY DỰNG CỘNG HÒA XÃ HỘI …`` -> the issuer and the national motto, each a line."""
    return _MOTTO.split(line)


def split_cell(line: str) -> list[str]:
    """Break up a letterhead's cell that a converter wrote on one line."""
    parts = (part for piece in _MOTTO.split(line.strip()) for part in _SEAMS.split(piece))
    return [part for part in parts if part.strip()]
