"""Fields of agencies (``Giáo dục và Đào tạo``): written in full, as initials, or half and half."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from docparse.text import fold

#: behind the last letter of a name
EDGE = r"(?![\w&])"
_JOINED = r"(?: ?[-&/] ?| và | )"
# a comma joins what is left of one field only where that is more than the name of a field by itself
_JOINED_OR_LISTED = r"(?: ?[-&/,] ?| và | )"
_JOINS = re.compile(r"\bvà\b|[\W_]+")
# offices join the parts of an official name as they like, but a comma for `và` would join two bodies
_OFFICIAL_JOIN = {True: r"(?: và | & |&| ?- ?| )", False: r"(?: ?[-&] ?| và |, (?:và )?| )"}
_SPLIT_PARTS = re.compile(r"( - |, (?:và )?| và )")
_PRINTED_JOIN = re.compile(r" ?[-–&] ?|, và |, ?| và ")
_WRITTEN_JOIN = {"-": " - ", "–": " - ", "&": " và ", "và": " và "}
_MIN_INITIALS = 3  # of a name in one part: `KHTH`


@dataclass(frozen=True, slots=True)
class Fields:
    """Every known field; ``pattern`` is for folded text and holds the spelling as its only group."""

    pattern: re.Pattern[str]
    _spelt: dict[str, str]
    _half_written: dict[str, str]

    def name(self, spelling: str) -> str:
        """The canonical name of a field, by a spelling that ``pattern`` has matched."""
        known = self._spelt.get(_key(spelling))
        return known if known is not None else self._half_written[_letters(spelling)]

    def in_full(self, spelling: str) -> bool:
        """Whether a spelling has all words of the canonical name, however they are joined."""
        return "&" not in spelling and _letters(spelling) == _letters(fold(self.name(spelling)))

    def names(self) -> list[str]:
        """The canonical names, sorted."""
        return sorted(set(self._spelt.values()))


def read_fields(rows: Sequence[Sequence[str]]) -> Fields:
    """The fields of rows ``[canonical, folded spellings…]``, with what may be written for them besides."""
    spelt = {_key(spelling): row[0] for row in rows for spelling in row[1:]}
    half_written, patterns = _half_written_forms([row[0] for row in rows], {_letters(s) for s in spelt})
    words = sorted(spelt, key=len, reverse=True)
    full = "|".join(_flexible(re.escape(word)) for word in words)
    return Fields(re.compile(f"({patterns}|{full}){EDGE}"), spelt, half_written)


def read_official(names: Sequence[str]) -> Fields:
    """The names that bodies of one kind officially have, in words, in initials, or half and half."""
    meant: dict[str, set[str]] = defaultdict(set)
    patterns: dict[str, set[str]] = defaultdict(set)
    for name in {_letters(fold(name)): name for name in names}.values():
        parts, joins = _parts(name)
        for form in product(*((part, *_initials(part, len(parts))) for part in parts)):
            letters = _letters("".join(form))
            meant[letters].add(name)
            patterns[letters].add(_joined(form, joins))
    sure = {letters: named.pop() for letters, named in meant.items() if len(named) == 1}
    spelt = sorted((p for letters in sure for p in patterns[letters]), key=len, reverse=True)
    return Fields(re.compile(f"({_by_first_word(spelt)}){EDGE}"), {}, sure)


def joined_as(name: str, printed: str) -> str:
    """The parts of an official ``name`` joined as in ``printed``, where that shows it: ``Đào tạo - QLKH``."""
    pieces = _SPLIT_PARTS.split(name)
    signs = _PRINTED_JOIN.findall(printed)
    if len(signs) != len(pieces) // 2:
        return name
    pieces[1::2] = [_WRITTEN_JOIN.get(sign.strip(), f"{sign.strip()} ") for sign in signs]
    return "".join(pieces)


def _parts(name: str) -> tuple[list[str], list[str]]:
    pieces = _SPLIT_PARTS.split(fold(name))
    return pieces[::2], pieces[1::2]


def _initials(part: str, parts: int) -> tuple[str, ...]:
    short = _short(part)
    clear = len(short) > 1 and (parts > 1 or len(short) >= _MIN_INITIALS)
    return (short,) if clear and short.isalpha() else ()


def _short(part: str) -> str:
    return "".join(word[0] for word in part.split())


def _joined(form: Sequence[str], joins: Sequence[str]) -> str:
    pattern = re.escape(form[0])
    for before, join, part in zip(form, joins, form[1:], strict=False):
        both_short = " " not in before and " " not in part
        pattern += _OFFICIAL_JOIN["và" in join] + ("?" if both_short else "") + re.escape(part)
    return pattern


def _by_first_word(patterns: Sequence[str]) -> str:
    """One alternation, the longest first below each first word."""
    behind: dict[str, list[str]] = defaultdict(list)
    for pattern in patterns:
        word = re.match(r"[^\W_]+", pattern)
        first = word.group() if word else ""
        behind[first].append(pattern[len(first) :])
    return "|".join(f"{first}(?:{'|'.join(behind[first])})" for first in sorted(behind, reverse=True))


def _key(spelling: str) -> str:
    """The form under which a spelling is looked up: no space around hyphens and ampersands."""
    return re.sub(r" ?([-&]) ?", r"\1", spelling)


def _letters(spelling: str) -> str:
    return _JOINS.sub("", spelling)


def _flexible(pattern: str) -> str:
    """Spaces around hyphens and ampersands are free: ``Kế hoạch-Tài chính``, ``VH, TT & DL``."""
    return re.sub(r"(?:\\ )?(\\-|\\&|&)(?:\\ )?", lambda m: rf" ?{m.group(1)} ?", pattern)


# ---- half in words, half in initials ------------------------------------------------------------


def _half_written_forms(names: Sequence[str], known: set[str]) -> tuple[dict[str, str], str]:
    """The canonical name of each half-written form by its letters, and one pattern of all of them.

    A form that two fields share (``Văn hóa và TT``) is left out.
    """
    forms = [(name, form) for name in names for form in _forms(name)]
    meant: dict[str, set[str]] = defaultdict(set)
    for name, form in forms:
        meant["".join(form)].add(name)
    behind: dict[str, list[str]] = defaultdict(list)
    half_written: dict[str, str] = {}
    for name, form in forms:
        letters = "".join(form).replace(" ", "")
        if letters not in known and len(meant["".join(form)]) == 1:
            half_written[letters] = name
            behind[form[0]].append(_behind_first(form))
    openings = sorted(behind, key=len, reverse=True)
    return half_written, "|".join(f"{re.escape(o)}(?:{'|'.join(behind[o])})" for o in openings)


def _forms(name: str) -> Iterator[tuple[str, ...]]:
    """``("giáo dục", "đt")``, ``("gd", "đào tạo")``: the parts of a field, some of them as initials."""
    parts, _ = _parts(name)
    if len(parts) < 2 or any(" " not in part or part.startswith(("các ", "khu ")) for part in parts):
        return
    initials = map(_short, parts)
    for choice in product(*zip(parts, initials, strict=True)):
        if any(" " in part for part in choice) and any(" " not in part for part in choice):
            yield choice


def _behind_first(form: tuple[str, ...]) -> str:
    pattern = ""
    for before, part, left in zip(form, form[1:], range(len(form) - 1, 0, -1), strict=False):
        joined = _JOINED_OR_LISTED if left > 1 else _JOINED
        both_short = " " not in before and " " not in part
        pattern += joined + ("?" if both_short else "") + re.escape(part)
    return pattern + r"(?!\w)"
