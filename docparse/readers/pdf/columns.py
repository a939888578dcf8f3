"""Reading order: the places where a page has two columns side by side.

Plans are set in one column, but their letterhead (issuing body | national title), their signature
block (recipients | signer) and forms are not. Such a band shows by a strip of white that runs down
between texts on both sides. Each band is read column by column; the letterhead in the order body,
national title, number, date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from docparse.readers.pdf.lines import ROW_TOLERANCE
from docparse.readers.pdf.model import Line
from docparse.text import fold

# the strip between two columns is at least so wide (share of the letter size)
MIN_STRIP = 0.4
# lines of a column stand no farther apart than so many letter sizes; number and date may, and a
# signature takes room of its own
COLUMN_STEP = 2.2
HEAD_STEP = 6.0
SIGNATURE_STEP = 12.0
# a line is in the middle of the page when its centre is off by less than this share of the width
CENTERED = 0.035
# left borders that differ by less (points) are aligned
ALIGNED = 3.0
# a page with more lines than this is no page of a plan; it is read from top to foot
MAX_LINES = 400

_NATIONAL = re.compile(r"cộng h(?:oà|òa|oa) *x|xã hội chủ nghĩa|đảng cộng sản|độc lập *- *tự do")
# with what OCR makes of `Số`, and with a gap where the day is written by hand
_NUMBER = re.compile(r"^s[ốóôo]\b")
_DATE = re.compile(r"\bngày\b(?:.*\b(?:tháng|năm)\b|.{0,4}$)|^tháng \d|^\w[\w. ]{1,40}, *ngày")
_RECIPIENTS = re.compile(r"^nơi (?:nhận|gửi)")
_SIGNING = re.compile(r"^(?:nơi (?:nhận|gửi)|(?:tm|kt|tl|tuq|q)\.)")


@dataclass(slots=True)
class _Band:
    left: list[int]
    right: list[int]
    low: float  # right end of the left column
    high: float  # left end of the right column
    pairs: int = 0

    @property
    def members(self) -> list[int]:
        return self.left + self.right


def reading_order(lines: Sequence[Line], page_width: float) -> list[Line]:
    """The lines of a page in the order in which they are read; those of bands are marked boxed."""
    pending = sorted(lines, key=lambda line: (line.base, line.x0))
    bands = _bands(pending, page_width) if len(pending) <= MAX_LINES else []
    taken = {i for band in bands for i in band.members}
    groups = [
        (min(pending[i].top for i in band.members), index, _columns(band, pending, index))
        for index, band in enumerate(bands)
    ]
    rest = rejoined([line for i, line in enumerate(pending) if i not in taken])
    groups += [(line.top, len(bands), [line]) for line in rest]
    groups.sort(key=lambda group: group[:2])
    return [line for _, _, group in groups for line in group]


def join_foot(above: list[Line], below: list[Line]) -> None:
    """Put together a foot in two columns that a page break cuts, ``above`` and ``below`` it.

    The rest of its left column moves from the one page to the other, before the right column there.
    """
    foot = list(takewhile(lambda line: line.boxed, reversed(above)))[::-1]
    rest = list(takewhile(lambda line: line.boxed, below))
    if not foot or not rest or not any(_RECIPIENTS.match(fold(line.text)) for line in foot):
        return
    if any(opens_head_or_foot(line.text) for line in rest):
        return
    right = [n for n in range(len(above) - len(foot), len(above)) if above[n].column % 2 == 0]
    left = [line for line in rest if line.column % 2]
    if right and left and len(left) < len(rest):
        above[right[0] : right[0]] = left
        below[: len(rest)] = [line for line in rest if line.column % 2 == 0]


def rejoined(lines: Sequence[Line]) -> list[Line]:
    """Pieces of one row that belong to no band become one line again."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.base, line.x0)):
        if rows and line.base - rows[-1][0].base <= ROW_TOLERANCE * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    merged = []
    for row in rows:
        row.sort(key=lambda line: line.x0)
        words = [word for line in row for word in line.words]
        merged.append(row[0] if len(row) == 1 else Line(words, row[0].page, row[0].boxed, row[0].column))
    return merged


def _bands(lines: Sequence[Line], page_width: float) -> list[_Band]:
    """The two-column bands of a page; the clearest are taken first."""
    seeds = [
        (i, j)
        for i, left in enumerate(lines)
        for j, right in enumerate(lines)
        if left.x1 < right.x0 and _side_by_side(left, right) and not _between(left, right, lines)
    ]
    grown = [_grow(lines, i, j, page_width) for i, j in seeds]
    found: list[_Band] = []
    taken: set[int] = set()
    for band in sorted(grown, key=lambda b: (-b.pairs, -len(b.members), min(b.members))):
        if taken.isdisjoint(band.members) and _holds(band, lines):
            found.append(band)
            taken.update(band.members)
    return found


def _side_by_side(a: Line, b: Line) -> bool:
    return min(a.bottom, b.bottom) - max(a.top, b.top) > 0.3 * min(a.bottom - a.top, b.bottom - b.top)


def _between(left: Line, right: Line, lines: Sequence[Line]) -> bool:
    """Whether another piece of the same row stands between the two."""
    return any(
        left.x1 <= other.x0 and other.x1 <= right.x0 and _side_by_side(left, other)
        for other in lines
        if other is not left and other is not right
    )


def _grow(lines: Sequence[Line], i: int, j: int, page_width: float) -> _Band:
    """Follow the strip between two pieces of a row up and down."""
    band = _Band([i], [j], lines[i].x1, lines[j].x0)
    for index in range(min(i, j) + 1, len(lines)):
        if index not in (i, j) and not _take(lines, band, index, page_width, upwards=False):
            break
    for index in range(max(i, j) - 1, -1, -1):
        known = index in (i, j) or index in band.members
        if not known and not _take(lines, band, index, page_width, upwards=True):
            break
    band.pairs = sum(any(_side_by_side(lines[a], lines[b]) for b in band.right) for a in band.left)
    return band


def _take(lines: Sequence[Line], band: _Band, index: int, page_width: float, *, upwards: bool) -> bool:
    """Add a line to the column in which it fits; false where the band ends."""
    line = lines[index]
    on_left = line.center < (band.low + band.high) / 2
    low = max(band.low, line.x1) if on_left else band.low
    high = band.high if on_left else min(band.high, line.x0)
    if high - low < MIN_STRIP * line.size:
        return False
    own, other = (band.left, band.right) if on_left else (band.right, band.left)
    paired = any(_side_by_side(line, lines[k]) for k in other)
    paired = paired or _has_partner(lines, index, low, high, on_left)
    if not paired:
        if abs(line.center - page_width / 2) < CENTERED * page_width:
            return False
        if upwards and on_left and not _is_head(lines, band):
            return False
        if not _near(lines, own, line):
            return False
    own.append(index)
    band.low, band.high = low, high
    return True


def _has_partner(lines: Sequence[Line], index: int, low: float, high: float, on_left: bool) -> bool:
    """Whether a piece of the same row stands wholly on the other side of the strip."""
    line = lines[index]
    return any(
        _side_by_side(line, other) and (other.x0 >= high if on_left else other.x1 <= low)
        for other in lines[max(0, index - 2) : index + 3]
        if other is not line
    )


def _near(lines: Sequence[Line], column: Sequence[int], line: Line) -> bool:
    """Whether the line continues a column."""
    nearest = min((lines[k] for k in column), key=lambda other: abs(other.base - line.base))
    step = abs(nearest.base - line.base) / max(line.size, 1.0)
    if step <= COLUMN_STEP:
        return True
    text = fold(line.text)
    if step <= HEAD_STEP and (_NUMBER.match(text) or _DATE.search(text)):
        return True
    # the signer's name stands below the signature, under the middle of the title
    return step <= SIGNATURE_STEP and abs(nearest.center - line.center) < 2 * line.size


def _is_head(lines: Sequence[Line], band: _Band) -> bool:
    return any(_NATIONAL.search(fold(lines[k].text)) for k in band.right)


def _holds(band: _Band, lines: Sequence[Line]) -> bool:
    """Whether the band is two columns, not a row with a gap nor a list of labels and values."""
    if any(opens_head_or_foot(lines[k].text) for k in band.members):
        return True
    if band.pairs < 2 and len(band.members) < 4:
        return False
    starts = [lines[k].x0 for k in band.right]
    tabular = max(starts) - min(starts) <= ALIGNED and band.pairs == len(band.left) == len(band.right)
    return not tabular


def opens_head_or_foot(text: str) -> bool:
    """Whether a line or piece of one belongs to a letterhead or to the list of recipients and signer."""
    folded = fold(text)
    return bool(_NATIONAL.search(folded) or _SIGNING.match(folded))


def _is_centered(column: Sequence[Line]) -> bool:
    """Whether the lines of a column share their middle and not their left border."""
    spreads = [
        max(values) - min(values)
        for values in ([line.center for line in column], [line.x0 for line in column])
    ]
    return len(column) > 1 and spreads[0] < column[0].size and spreads[0] < spreads[1]


def _columns(band: _Band, lines: Sequence[Line], index: int) -> list[Line]:
    left = rejoined([lines[k] for k in band.left])
    right = rejoined([lines[k] for k in band.right])
    for side, column in ((1, left), (2, right)):
        middle = _is_centered(column)
        for line in column:
            line.boxed, line.column, line.middle = True, 2 * index + side, middle
    if not any(_NATIONAL.search(fold(line.text)) for line in right):
        return left + right
    numbers = [k for k, line in enumerate(left) if _NUMBER.match(fold(line.text))]
    dates = [k for k, line in enumerate(right) if _DATE.search(fold(line.text))]
    number = numbers[-1] if numbers else len(left)
    date = dates[0] if dates else len(right)
    return left[:number] + right[:date] + left[number:] + right[date:]
