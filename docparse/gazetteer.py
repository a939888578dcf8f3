"""The provinces of Vietnam before and after 1 July 2025 (Nghị quyết 202/2025/QH15)."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from docparse.rulebook import rule_file
from docparse.text import fold

# `Thanh niên Cộng sản Hồ Chí Minh`, `tư tưởng Hồ Chí Minh`: no city
_THE_PRESIDENT = (
    "cộng sản ",
    "tư tưởng ",
    "đạo đức ",
    "phong cách ",
    "chủ tịch ",
    "đường ",
    "thiếu niên tiền phong ",
)


@dataclass(frozen=True, slots=True)
class Province:
    """One province of the 63; ``successor`` names the one of the 34 that it became part of.

    ``kind_before`` is ``tỉnh`` or ``thành phố``; ``kind_now`` the kind of the successor today.
    """

    code: str
    name: str
    kind_before: str
    successor: str
    kind_now: str
    spellings: tuple[str, ...]


@cache
def provinces() -> tuple[Province, ...]:
    """All 63 provinces of the time before 1 July 2025."""
    lines = rule_file("provinces.csv").read_text(encoding="utf-8").splitlines()
    return tuple(
        Province(
            row["code"],
            row["name"],
            row["kind_before"],
            row["successor"],
            row["kind_now"],
            tuple(filter(None, row["spellings"].split("|"))),
        )
        for row in csv.DictReader(lines)
    )


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {fold(s): p.name for p in provinces() for s in (p.name, *p.spellings)}
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, ordered)) + r")(?!\w)"), names


def find_province(text: str) -> str | None:
    """The first province named in ``text`` in any known spelling, by its proper name.

    ``hòa bình``, ``an giang`` in small letters are words; a text wholly in small letters is a key.
    """
    pattern, names = _spellings()
    keyed = text.islower()
    key = fold(text)
    for match in pattern.finditer(key):
        if key.endswith(_THE_PRESIDENT, 0, match.start()):
            continue
        if keyed or not text[match.start()].islower():
            return names[match.group(1)]
    return None


def province_ending_with(fragment: str) -> str | None:
    """``Giang`` -> null (several end so), ``Cai`` -> ``Lào Cai``: the only province it can be cut from."""
    tail = fold(fragment.strip())
    ending = [p.name for p in provinces() if fold(p.name).endswith(" " + tail)]
    return ending[0] if len(ending) == 1 else None


@cache
def _cities_under_the_centre() -> tuple[str, ...]:
    return tuple(
        fold(name)
        for p in provinces()
        for name, kind in ((p.name, p.kind_before), (p.successor, p.kind_now))
        if kind.startswith("thành phố")
    )


def is_city_under_the_centre(name: str) -> bool:
    """Whether a city of this name is or was on the level of a province: ``Cần Thơ``, but not ``Sa Đéc``."""
    return fold(name.strip()).startswith(_cities_under_the_centre())
