"""Marks that a scan has lost or changed: ``tô chức`` -> ``tổ chức``, ``triên khai`` -> ``triển khai``.

Letters are trusted, marks are not. Two neighbours are mended where they make no word as printed and
exactly one common word of two syllables is written with the same letters; a syllable by itself only
where it is none of Vietnamese, or one that nobody writes. Signs and letters are digits where nothing else
can be meant (``§00``, ``7]``, ``tháng l năm``). What can be a name stays, and so does what is quoted. A
repair never changes the length of the text. Meant for text read by OCR, and only for it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple

from docparse.text.fold import SMALL, fold, strip_accents
from docparse.text.syllable import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
# `nâng cao. tuyên truyền`: nothing begins a sentence with a small letter
_STOP = re.compile(r"(?<=[^\W\d_])\.(?= [^\W\d_])|(?<=[/ ]20\d\d)\.(?= [^\W\d_])")
_SHORTEST = 2  # letters of the words beside such a full stop: `tr. 5`, `a. b` are none

_BRACKET = re.compile(r"[\[\]]")
# at the end of a cell it may be the ruling line, before a capital the mark of a list number
_NUMERIC_BRACKET = re.compile(rf"(?:(?<=/)|(?<=\d)(?=.(?:\d|\s+[{SMALL}])))[\[\]]")
# `- …`, `a) …`, `2. …`
_ITEM = re.compile(r"(?P<bullet>[-+*•]) ?|(?P<letter>[a-zđ])[.)] |(?P<number>\d{1,2})[.)] ")
_ITEM_WORDS = 10  # a list entry of fewer words may be a heading
Key = tuple[str, str]


class Repair(NamedTuple):
    """``old`` stood at ``start..end`` of the text and was changed to ``new``."""

    start: int
    end: int
    old: str
    new: str


class _Words(NamedTuple):
    """What the mender knows. ``by_letters``: the common words by their letters without marks."""

    common: frozenset[Key]
    by_letters: Mapping[Key, tuple[Key, ...]]
    syllables: Mapping[str, tuple[str, ...]]
    never_written: Mapping[str, str]
    real: frozenset[Key]
    frequent: frozenset[str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    lead_ins: tuple[re.Pattern[str], ...]


def slips() -> dict[str, Any]:
    """The table ``slips.toml`` as it stands, examples included."""
    return tomllib.loads(files("docparse.text").joinpath("slips.toml").read_text(encoding="utf-8"))


def mend(text: str) -> tuple[str, list[Repair]]:
    """``text`` (NFC, read by OCR) with its certain slips mended, and what was changed, in order."""
    repairs: list[Repair] = []
    for mended in (_words_mended, _phrases_mended, _brackets_mended, _stops_mended):
        for found in list(mended(text)):
            text = text[: found.start] + found.new + text[found.end :]
            repairs.append(found)
    return text, sorted(repairs)


def is_common_word(first: str, second: str) -> bool:
    """Whether two folded syllables are a common word, or one that is written though it looks damaged."""
    return (first, second) in _known().common or (first, second) in _known().real


def has_letters_of_a_word(first: str, second: str) -> bool:
    """Whether a common word of two syllables has the letters of these two, whatever their accents."""
    return (strip_accents(fold(first)), strip_accents(fold(second))) in _known().by_letters


def ends_a_list_item(text: str, following: str) -> bool:
    """Whether the colon that ends ``text`` must be a semicolon: what follows is no part of it.

    ``following`` is the next paragraph. A short text may be a heading, and behind a bullet may stand others
    of the same sign: there the words must not lead to a list.
    """
    if not text.endswith(":") or len(text.split()) < _ITEM_WORDS:
        return False
    this, then = _ITEM.match(text), _ITEM.match(following)
    if this is None or then is None or this.lastgroup != then.lastgroup:
        return (
            this is not None
            and then is not None
            and this["letter"] is not None
            and then["number"] is not None
        )
    if this["bullet"]:
        return this[0] == then[0] and not any(p.search(fold(text[:-1])) for p in _known().lead_ins)
    return then[0] != this[0]


def _words_mended(text: str) -> Iterator[Repair]:
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    words = [m for m in _WORD.finditer(text) if not any(a <= m.start() < b for a, b in quoted)]
    keys = [fold(match[0]) for match in words]
    for at, match in enumerate(words):
        if single := _alone(match[0], keys[at]):
            keys[at] = single
    joined = [text[a.end() : b.start()] == " " for a, b in pairwise(words)]
    for at, key in _chosen(words, keys, joined).items():
        keys[at] = key
    for match, key in zip(words, keys, strict=True):
        if key != fold(match[0]):
            yield Repair(match.start(), match.end(), match[0], _like(match[0], key))


def _phrases_mended(text: str) -> Iterator[Repair]:
    key = fold(text)
    for pattern, right in _known().phrases:
        for match in pattern.finditer(key):
            start, end = match.span("wrong")
            yield Repair(start, end, text[start:end], _like(text[start:end], right))


def _brackets_mended(text: str) -> Iterator[Repair]:
    """A square bracket without its partner beside a digit or behind a slash is a 1."""
    opened: list[int] = []
    lonely = []
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            lonely.append(match.start())
    for at in sorted(lonely + opened):
        if _NUMERIC_BRACKET.match(text, at):
            yield Repair(at, at + 1, text[at], "1")


def _alone(word: str, key: str) -> str | None:
    """A syllable that cannot be, or that nobody writes, where one common syllable has its letters."""
    if word not in (word.lower(), word.upper(), word.capitalize()) or word.isascii():
        return None
    known = _known()
    if key in known.never_written:
        return known.never_written[key]
    if len(key) <= _SHORTEST or is_syllable(key):
        return None
    found = known.syllables.get(strip_accents(key), ())
    return found[0] if len(found) == 1 else None


def _chosen(words: list[re.Match[str]], keys: list[str], joined: list[bool]) -> dict[int, str]:
    """By the place of a word what it must be; proposals that contradict each other are dropped."""
    firm = {at + i for at, near in enumerate(joined) if near and _is_word(keys, at) for i in (0, 1)}
    chosen: dict[int, set[str]] = {}
    trusted: set[int] = set()
    for at, near in enumerate(joined):
        if not near or at in firm or at + 1 in firm or not _may_be_common(words, joined, at):
            continue
        capitals = words[at][0].isupper() and words[at + 1][0].isupper()
        for place, key in _proposed(keys, at, capitals):
            chosen.setdefault(place, set()).add(key)
            trusted.add(2 * at + 1 - place)
    doubtful = trusted & chosen.keys()  # one proposal leans on what another changes
    near_doubt = {place + step for place in doubtful for step in (-1, 0, 1)}
    return {
        place: next(iter(forms))
        for place, forms in chosen.items()
        if len(forms) == 1 and place not in near_doubt
    }


def _proposed(keys: list[str], at: int, capitals: bool) -> Iterator[tuple[int, str]]:
    """The syllable of two that must be another, where only one common word has their letters.

    A word that has lost all its marks may be one that has none; capitals lose them to the line above.
    """
    known = _known()
    printed = (keys[at], keys[at + 1])
    found = known.by_letters.get((strip_accents(printed[0]), strip_accents(printed[1])), ())
    near = [pair for pair in found if (pair[0] == printed[0]) != (pair[1] == printed[1])]
    if len(near) != 1:
        return
    wrong = int(near[0][0] == printed[0])
    if printed[wrong].isascii() and is_syllable(printed[wrong]) and not capitals:
        return
    if printed[wrong] not in known.frequent:
        yield at + wrong, near[0][wrong]


def _is_word(keys: list[str], at: int) -> bool:
    return is_common_word(keys[at], keys[at + 1])


def _may_be_common(words: list[re.Match[str]], joined: list[bool], at: int) -> bool:
    """Whether two words are written as a common one is: no name of a person or place."""
    first, second = words[at][0], words[at + 1][0]
    if first.isupper() and second.isupper():
        return True
    if not second.islower():
        return False
    if first.islower():
        return True
    after_name = at > 0 and joined[at - 1] and words[at - 1][0][0].isupper()
    return first == first.capitalize() and (not after_name or fold(words[at - 1][0]) in _HEADS)


# bodies whose field stands behind them in capitals: `Bộ Kê hoạch và Đầu tư`
_HEADS = frozenset("bộ sở ban phòng cục vụ phó".split())


def _stops_mended(text: str) -> Iterator[Repair]:
    for match in _STOP.finditer(text):
        before = re.split(r"\W", text[: match.start()])[-1]
        after = _WORD.match(text, match.end() + 1)
        if after is None or not (before.isdecimal() or _is_running(before)) or not _is_running(after[0]):
            continue
        yield Repair(match.start(), match.end(), ".", ",")


def _is_running(word: str) -> bool:
    return word.islower() and len(word) >= _SHORTEST and is_syllable(word)


def _like(old: str, new: str) -> str:
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new.capitalize() if old[:1].isupper() else new


def _common_words() -> Iterator[Key]:
    """The common words of two syllables (``pairs.txt``), folded."""
    lines = files("docparse.text").joinpath("pairs.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        first, _, seconds = line.partition(":")
        for second in seconds.split() if not line.startswith("#") else ():
            yield fold(first), fold(second)


@cache
def _known() -> _Words:
    table = slips()
    common = frozenset(_common_words())
    by_letters: dict[Key, list[Key]] = {}
    syllables: dict[str, set[str]] = {}
    for pair in sorted(common):
        by_letters.setdefault((strip_accents(pair[0]), strip_accents(pair[1])), []).append(pair)
        for word in pair:
            syllables.setdefault(strip_accents(word), set()).add(word)
    return _Words(
        common,
        {letters: tuple(found) for letters, found in by_letters.items()},
        {letters: tuple(sorted(found)) for letters, found in syllables.items()},
        {fold(old): fold(new) for old, new in table["syllables"].items()},
        frozenset(tuple(fold(word).split()) for word in table["real"]),  # type: ignore[misc]
        frozenset(map(fold, table["frequent"].split())),
        tuple((re.compile(row["pattern"]), row["right"]) for row in table["phrase"]),
        tuple(re.compile(row["pattern"]) for row in table["lead_in"]),
    )
