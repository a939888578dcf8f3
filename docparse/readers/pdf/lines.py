"""Words to lines: what stands on one baseline without a column gap in between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from docparse.readers.pdf.model import Line, Word, typical

# baselines of one row differ by less than this share of the letter size
ROW_TOLERANCE = 0.25
# a column gap is at least so many letter sizes wide, and so many times the other gaps of its row:
# a justified line of few words has wide gaps too, but all of them are wide
COLUMN_GAP = 1.3
COLUMN_GAP_OVER_SPACE = 2.2
# where the words themselves say that a second column begins, a smaller gap will do
TELLING_GAP = 0.45
_SMALL = 0.8
_BY_BASE, _BY_LEFT, _SIZE = attrgetter("base"), attrgetter("x0"), attrgetter("size")
_SECOND_COLUMN = re.compile(
    r"^(?:CỘNG H[OÒ]|ĐẢNG CỘNG SẢN|[ĐD]ộc lập *[-–]|TM\.|KT\.|TL\.|TUQ\.)"
    r"|^\w[\w. ]{1,40}, *ngày\b.*(?:tháng|năm)"
)


def lines_of(words: Sequence[Word], page: int) -> list[Line]:
    """The lines of a page from top to foot; turned text follows after the rest."""
    lines = [Line(run, page) for row in rows_of([w for w in words if not w.vertical]) for run in _split(row)]
    return lines + turned_lines([w for w in words if w.vertical], page)


def turned_lines(words: Sequence[Word], page: int) -> list[Line]:
    """Lines of text that reads upwards or downwards, read in the turned frame."""
    found = []
    for turn in (1, -1):
        turned = [_turned(word, turn) for word in words if word.vertical == turn]
        for row in rows_of(turned):
            line = Line(row, page)
            box = [w for w in words if any(w.text == t.text and _turned(w, turn) == t for t in row)]
            line.x0, line.x1 = min(w.x0 for w in box), max(w.x1 for w in box)
            line.top, line.bottom = min(w.top for w in box), max(w.bottom for w in box)
            line.base = line.bottom
            found.append(line)
    return found


def _turned(word: Word, turn: int) -> Word:
    """The word as it stands once the page is turned so that it reads to the right."""
    if turn == 1:
        x0, x1, top, bottom = -word.bottom, -word.top, word.x0, word.x1
    else:
        x0, x1, top, bottom = word.top, word.bottom, -word.x1, -word.x0
    return replace(word, x0=x0, x1=x1, top=top, bottom=bottom, base=bottom, vertical=0)


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped by baseline, rows from top to foot, words from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=_BY_BASE):
        if rows and word.base - rows[-1][0].base <= ROW_TOLERANCE * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    rows = _raised_joined(rows)
    for row in rows:
        row.sort(key=_BY_LEFT)
    return rows


def _raised_joined(rows: list[list[Word]]) -> list[list[Word]]:
    """Rows of nothing but small raised letters (the 1 of a footnote) go back to their lines."""
    kept: list[list[Word]] = []
    sizes = [max(map(_SIZE, row)) for row in rows]
    for index, row in enumerate(rows):
        beside = (
            [rows[index + 1]] if index + 1 < len(rows) and sizes[index] < _SMALL * sizes[index + 1] else []
        )
        beside += kept[-1:]
        home = next((other for other in beside if _hosts(other, row, sizes[index])), None)
        if home is None:
            kept.append(row)
        else:
            home.extend(row)
    return kept


def _hosts(row: Sequence[Word], raised: Sequence[Word], size: float) -> bool:
    """Whether every raised word touches a larger word of ``row``."""
    larger = [word for word in row if size < _SMALL * word.size]
    return all(
        any(
            word.top < big.bottom
            and word.bottom > big.top
            and min(abs(word.x0 - big.x1), abs(big.x0 - word.x1)) < big.size
            for big in larger
        )
        for word in raised
    )


def _split(row: Sequence[Word]) -> list[list[Word]]:
    """Cut a row where a column gap runs through it."""
    gaps = [word.x0 - before.x1 for before, word in pairwise(row)]
    widest = max(gaps, default=0.0)
    if widest < TELLING_GAP * min(map(_SIZE, row)):
        return [list(row)]
    runs, start = [], 0
    for index, gap in enumerate(gaps):
        size = max(row[index].size, row[index + 1].size)
        if gap < TELLING_GAP * size:
            continue
        others = typical([g for i, g in enumerate(gaps) if i != index], 0.0)
        wide = gap >= COLUMN_GAP * size and gap >= COLUMN_GAP_OVER_SPACE * others
        if wide or (gap == widest and _tells(row[index + 1 :])):
            runs.append(list(row[start : index + 1]))
            start = index + 1
    runs.append(list(row[start:]))
    return runs


def _tells(words: Sequence[Word]) -> bool:
    return bool(_SECOND_COLUMN.match(" ".join(word.text for word in words)))
