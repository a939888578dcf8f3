"""The grammar of agency names, compiled from ``rules/agencies.toml`` and ``rules/officialnames.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from docparse.model import AgencyLevel
from docparse.rulebook import load_table, opening
from extractors.agencyfields import EDGE, Fields, read_fields, read_official

PLACE = (
    r"(?<!hợp tác )(?:(?:khu vực(?= [ivx0-9])|tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn"
    r"|đặc khu)(?!\w)|t[px](?:\.|(?!\w)))"
    r"(?! (?:đoàn|ủy|đội|hội)\b)"
)
PLACE_WORD = re.compile(PLACE)


@dataclass(frozen=True, slots=True)
class AgencyName:
    """One agency as named in the text: where, its canonical name, its level, whether it is a group."""

    start: int
    end: int
    name: str
    level: AgencyLevel
    group: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A word that opens a name, its level, and what may follow it.

    ``keeps_place`` tells that a tail of place belongs to the name, ``bare`` that the word alone is one;
    ``name`` is how the word is written; ``names`` are small-letter continuations. ``numbered`` lets a
    number open the rest (``Ban Chỉ đạo 138``); without ``listed_fields`` what follows is a name of its own.
    """

    text: str
    name: str
    level: AgencyLevel
    keeps_place: bool
    bare: bool
    names: tuple[str, ...]
    numbered: bool
    listed_fields: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled grammar; patterns are written for folded text.

    The last group of ``tail`` is named ``keep…`` where the tail belongs to the name, else ``drop…``.
    """

    heads: dict[str, Head]
    head: re.Pattern[str]
    wholes: dict[str, tuple[str, AgencyLevel]]
    whole: re.Pattern[str]
    fields: Fields
    service: re.Pattern[str]
    noun: re.Pattern[str]
    tail: re.Pattern[str]
    stop: re.Pattern[str]
    post: re.Pattern[str]
    candidate: re.Pattern[str]

    def goes_on(self, key: str, at: int, end: int) -> bool:
        """Whether small letters behind a comma go on with what is to be done, and open no body or place.

        ``Phòng Nội vụ tổng hợp, báo cáo …``, but not ``Phòng Nội vụ, các đơn vị``.
        """
        if self.stop.match(key, at, end):
            return not key.startswith("các ", at)
        return not any(o.match(key, at, end) for o in (self.candidate, self.noun, PLACE_WORD))


def _alternation(words: list[str]) -> str:
    return "|".join(map(re.escape, _longest_first(words)))


def _longest_first(words: list[str]) -> list[str]:
    return sorted(set(words), key=len, reverse=True)


def _tail(rows: list[dict[str, Any]]) -> re.Pattern[str]:
    """All tails in one pattern, in the order of the rows."""
    parts = (
        rf"(?P<{'keep' if row['keep'] else 'drop'}{number}>[ ,]*\(?{row['pattern']}\)?(?!\w))"
        for number, row in enumerate(rows)
    )
    return re.compile("|".join(parts))


@cache
def grammar() -> Grammar:
    """The grammar of ``rules/agencies.toml``, compiled once."""
    data: dict[str, Any] = load_table("agencies")
    heads = {
        row["text"]: Head(
            row["text"],
            row.get("name", row["text"][:1].upper() + row["text"][1:]),
            row["level"],
            row["place"] == "keep",
            row.get("bare", False),
            tuple(row.get("names", ())),
            row.get("numbered", False),
            row.get("listed_fields", True),
        )
        for row in data["head"]
    }
    wholes = {row["text"]: (row["name"], row["level"]) for row in data["whole"]}
    openers = [*heads, *wholes, "ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd"]
    return Grammar(
        heads,
        re.compile(f"({_alternation(list(heads))})" + EDGE),
        wholes,
        re.compile(f"({_alternation(list(wholes))})" + EDGE),
        read_fields(data["fields"]["names"]),
        re.compile(f"(?:{_alternation(data['services']['names'])}){EDGE}"),
        re.compile(
            f"(?!(?:{_alternation(data['groups']['compounds'])}){EDGE})"
            f"({_alternation(data['groups']['nouns'])}){EDGE}"
        ),
        _tail(data["tail"]),
        re.compile(
            f"(?!(?:{_alternation(data['stops']['compounds'])}){EDGE})"
            f"(?:{_alternation(data['stops']['words'])}){EDGE}"
        ),
        re.compile(data["posts"]["pattern"] + r"\s+"),
        re.compile(opening(map(re.escape, _longest_first([*openers, "các ", "những "])), r"\w&")),
    )


@cache
def official_names(head: str) -> Fields | None:
    """Names behind ``head`` whose end a sentence does not show; compiled when a text first has the head."""
    names = load_table("officialnames")["names"].get(head)
    return read_official(names) if names else None
