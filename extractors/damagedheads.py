"""Letterheads whose accents, spaces or digits a scan has damaged: the known name they must be.

``BO GIAO DUC VA DA0 TAO`` can only be the Bộ Giáo dục và Đào tạo: a name is restored where its letters
without accents and spaces are those of a known body or place. Asked only where the strict
reading found nothing.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache, lru_cache

from docparse.gazetteer import provinces
from docparse.text import fold, strip_accents
from extractors.agencygrammar import grammar

_ALIKE = 0.94  # share of letters that must agree: one wrong in seventeen
_DIGITS = str.maketrans({"0": "o", "1": "i"})
_MOTTO = re.compile(r"\b[cl]ong\s*hoa\s*xa\s*\S{2,4}|\S{3,4}\s*l[aầâậ]p\s*-\s*t", re.IGNORECASE)
_DATE = re.compile(
    r"\bng\S{0,3}y\s*0?(?P<d>\d{1,2})\s*th\S{1,4}g\s*(?P<m>\d{1,2})\s*n\S{1,2}m\s*(?P<y>(?:19|20)\d\d)(?!\d)"
)
_PROVINCIAL = (
    "Ủy ban nhân dân {kind} {name}",
    "Hội đồng nhân dân {kind} {name}",
    "Tỉnh ủy {name}",
    "Thành ủy {name}",
)


def letters(text: str) -> str:
    """``Qu ả ng Ngãi`` -> ``quangngai``: what is left of a name when accents and spaces are not trusted."""
    return re.sub(r"[^a-z]", "", strip_accents(fold(text)).translate(_DIGITS))


@cache
def _places() -> dict[str, str]:
    names = {letters(p.name): p.name for p in provinces()}
    cities = {p.name: f"Thành phố {p.name}" for p in provinces() if p.kind_before == "thành phố"}
    return names | {letters(long): long for long in cities.values()}


@cache
def _bodies() -> dict[str, str]:
    known = {letters(name): name for name, _ in grammar().wholes.values()}
    for field in grammar().fields.names():
        for head in ("Bộ", "Sở"):
            known.setdefault(letters(f"{head} {field}"), f"{head} {field}")
    for province in provinces():
        for form in _PROVINCIAL:
            name = form.format(kind=province.kind_before, name=province.name)
            known.setdefault(letters(name), name)
    return known


def known_place(text: str) -> str | None:
    """The province or city whose letters ``text`` has: ``T hành phố Hồ Chí M inh``."""
    return _places().get(letters(text))


@lru_cache(maxsize=1024)
def known_body(line: str) -> str | None:
    """The body a line of the letterhead names, by nearly all its letters; the motto beside it cut off."""
    bare = strip_accents(line)
    motto = _MOTTO.search(bare) if len(bare) == len(line) else None
    text = line[: motto.start()] if motto else line
    wanted = letters(text)
    # names of another length need not be compared letter by letter
    near = [name for name in _bodies() if 2 * min(map(len, (name, wanted))) / len(name + wanted) >= _ALIKE]
    found = get_close_matches(wanted, near, n=1, cutoff=_ALIKE)
    return _bodies()[found[0]] if found else None


def damaged_date(key: str) -> tuple[int, int, int] | None:
    """(year, month, day) of a folded date line whose words, not whose digits, are damaged."""
    match = _DATE.search(strip_accents(key))
    return (int(match["y"]), int(match["m"]), int(match["d"])) if match else None
