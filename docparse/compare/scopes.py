"""What a figure is promised for: the whole place, or each of its parts ("5 phòng mỗi huyện")."""

from __future__ import annotations

from docparse.compare.figures import SHARE, Unit
from docparse.rulebook import pattern
from docparse.text import fold

#: a figure is read in its sentence, at most this far to either side
_REACH = 200


def scope(text: str, start: int, end: int) -> str | None:
    """``mỗi huyện`` for the figure at ``start``–``end`` of ``text``; null when it stands for the whole.

    Only the part of the sentence between commas is read: of "05 phòng mỗi huyện, 12 phòng tại thành
    phố" the second figure has no share in what is said of the first.
    """
    ends = pattern("comparison", "figure-end")
    low = max((m.end() for m in ends.finditer(text, max(0, start - _REACH), start)), default=None)
    stop = ends.search(text, end, end + _REACH)
    part = text[max(0, start - _REACH) if low is None else low : stop.start() if stop else end + _REACH]
    found = pattern("comparison", "each").search(part)
    return f"mỗi {found['noun'] or found['rate']}" if found else None


def same_scope(first: str | None, second: str | None, unit: Unit | None) -> bool:
    """Whether figures of these scopes may be held against each other.

    A speed or a time is always that of one school or one file: there the scope changes nothing.
    """
    matters = unit is None or unit.adds or unit.name == SHARE
    return not matters or _noun(first) == _noun(second)


def _noun(scope: str | None) -> str:
    # "mỗi trường THPT" and "mỗi trường" are one scope; levels are compared elsewhere
    return fold(scope.split()[1]) if scope else ""
