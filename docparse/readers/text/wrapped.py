"""Paragraphs of a text whose lines were cut.

Pages, as ``pdftotext -layout`` cuts them: a line goes on with the one above where that one is full, its
next word would not have fitted. First lines that stand indented, bullets and blank lines begin anew; a
page's number between two lines does not.

Blocks, as in Markdown made from a web page: blank lines part the paragraphs, and the lines between them
are cut anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MIN_LINES = 25  # long lines from which the width of the page can be told
MAX_WIDTH = 150  # characters; a text with longer lines was not cut
_LONG = 50  # characters
_RAGGED = 16  # characters by which full lines may differ from each other
_NEARLY = 8  # characters that a full row of a block may lack
_FULL_SHARE = 0.5  # of the long lines that end near the margin
_INDENT = 3  # characters; a first line stands that much further in
_INDENTED_SHARE = 0.03  # of the lines; fewer, and the text knows no first-line indents
_NEAR = 25  # rows
_NUMBER_INDENT = 15  # characters before a page's number
_MIN_PAGES = 2
_RUNNING_SHARE = 0.3  # of the lines that go on, which begin with a small letter; cut text has 0.6
_MIN_CUT = 20  # lines that begin in the middle of a sentence, from which blocks can be told
_CUT_SHARE = 0.5  # of the lines below another in one block
_MAX_LINES = 6  # of a block, on average; a page without blank lines is no block
_MAX_HEADLESS = 0.1  # blocks that begin in the middle of a sentence
_NUMBER = re.compile(r"\s*[-–]?\s*(?P<n>\d{1,4})\s*[-–]?\s*")
_SENTENCE_END = re.compile(r"[.;:!?][\s*_]*$")
_OPEN_END = re.compile(r"[.;:!?,][\s*_]*$")
_LONE_MARKER = re.compile(
    r"[\s*_]*(?:(?:Điều|Phần|Chương|Mục) \w+|Số ?:?|[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2}){0,3}|[A-ZĐa-zđ])"
    r"[\s*_]*[.:)]?[\s*_]*"
)
_BOLD_LINE = re.compile(r"\s*\*\*[^*]+\*\*\s*")  # `**CHỦ TỊCH**` over a name
_YEAR = re.compile(r"\b(?:19|20)\d\d\s*$")
_YEARS = re.compile(r"\s*[-–]\s*(?:19|20)\d\d\b")
_WORD = re.compile(r"\w")
_HYPHEN = re.compile(r"\s*[-–] (?=\w)")
_ITEM = re.compile(r"\s*(?:[-–—+•*·▪●○◦]\s|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[ivxIVX]{1,5})[.)]\s)")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """Which rows go on with the row before (``joined``), and which are pages' numbers (``dropped``).

    ``blocks`` for a text of blocks.
    """

    joined: frozenset[int]
    dropped: frozenset[int]
    blocks: bool = False


def wrapping(rows: Sequence[str]) -> Wrapping | None:
    """How ``rows`` were cut; null for a text that was not."""
    if _in_blocks(rows):
        full = _block_width(rows)
        below = (at for at, (above, row) in enumerate(pairwise(rows), 1) if same_block(above, row, full))
        return Wrapping(frozenset(below), frozenset(), blocks=True)
    width = _page_width(rows)
    if width is None:
        return None
    dropped = _page_numbers(rows)
    indented = _indented(rows)
    joined = set()
    above: int | None = None
    broken = False
    for at, row in enumerate(rows):
        if not row.strip() or at in dropped:
            broken = broken or (at not in dropped and not _at_page_break(rows, at, dropped))
            continue
        base = _base(rows, at) if indented else None
        if above is not None and not broken and _goes_on(rows[above], row, width, base):
            joined.add(at)
        above, broken = at, False
    # lines that are as long by chance (the cells of a table) have no sentences running over them
    running = sum(rows[at].lstrip(" *_")[:1].islower() for at in joined)
    return Wrapping(frozenset(joined if running >= _RUNNING_SHARE * len(joined) else ()), dropped)


def _in_blocks(rows: Sequence[str]) -> bool:
    """Tell whether blank rows part the paragraphs of a text, and its other rows were cut anywhere."""
    pairs = list(pairwise(["", *rows]))
    heads = [row for above, row in pairs if row.strip() and not above.strip()]
    below = [row for above, row in pairs if _WORD.search(row) and _WORD.search(above)]
    cut = sum(map(_mid_sentence, below))
    return (
        cut >= max(_MIN_CUT, _CUT_SHARE * len(below))
        and len(below) <= (_MAX_LINES - 1) * len(heads)
        and sum(map(_mid_sentence, heads)) <= _MAX_HEADLESS * len(heads)
    )


def _mid_sentence(row: str) -> bool:
    return row.lstrip(" *_")[:1].islower() and not _ITEM.match(row.lstrip(" *_"))


def _block_width(rows: Sequence[str]) -> int:
    """Where the rows of a text of blocks were cut."""
    long = sorted(length for row in rows if _LONG <= (length := len(row.rstrip())) <= MAX_WIDTH)
    return long[len(long) * 9 // 10] if long else MAX_WIDTH


def same_block(above: str, row: str, width: int = MAX_WIDTH) -> bool:
    """Tell whether ``row`` goes on with the row ``above`` it, in a text of blocks; neither is blank.

    A row that fills the ``width`` goes on though a sentence ends there.
    """
    if not _WORD.search(above) or not _WORD.search(row) or "|" in above + row:
        return False
    if _YEARS.match(row) and _YEAR.search(above):
        return True  # `giai đoạn 2026` / `- 2030`
    hyphen = _HYPHEN.match(row)
    if hyphen and row[hyphen.end()].islower() and not _OPEN_END.search(above):
        return True  # `tổ chức chính trị` / `- xã hội`; items begin with capitals or behind a mark
    if _ITEM.match(row.lstrip(" *_")):
        return False
    if _LONE_MARKER.fullmatch(above):
        return True
    full = len(above.rstrip()) + 1 + len(row.split(maxsplit=1)[0]) > width - _NEARLY
    # what an item introduces stands in blocks of its own: `- Dự án 7:` / `Nâng cao …` is one
    introduced = above.rstrip().endswith(":") and _ITEM.match(above.lstrip(" *_"))
    ends = (_SENTENCE_END.search(above) and not full and not introduced) or _BOLD_LINE.fullmatch(above)
    return _mid_sentence(row) or not ends


def _page_width(rows: Sequence[str]) -> int | None:
    long = sorted(len(row.rstrip()) for row in rows if len(row.strip()) >= _LONG)
    if len(long) < MIN_LINES or long[-1] > MAX_WIDTH * 2:
        return None
    width = long[len(long) * 9 // 10]
    near = sum(width - _RAGGED <= length <= width + _RAGGED for length in long)
    return width if width <= MAX_WIDTH and near >= _FULL_SHARE * len(long) else None


def _page_numbers(rows: Sequence[str]) -> frozenset[int]:
    """Lone numbers far from the margin that count up by one."""
    found = [
        (at, int(match["n"]))
        for at, row in enumerate(rows)
        if (match := _NUMBER.fullmatch(row)) and len(row) - len(row.lstrip()) >= _NUMBER_INDENT
    ]
    kept = set()
    for (at, number), (next_at, following) in pairwise(found):
        if following == number + 1:
            kept |= {at, next_at}
    return frozenset(kept) if len(kept) >= _MIN_PAGES else frozenset()


def _indented(rows: Sequence[str]) -> bool:
    """Tell whether first lines stand further in than the lines below them."""
    margins = [len(row) - len(row.lstrip()) for row in rows if len(row.strip()) >= _LONG]
    firsts = sum(a >= b + _INDENT for a, b in pairwise(margins))
    return firsts >= _INDENTED_SHARE * len(margins)


def _at_page_break(rows: Sequence[str], at: int, dropped: frozenset[int]) -> bool:
    """Tell whether a blank row stands next to a page's number, blank rows aside."""
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(rows) and not rows[near].strip() and near not in dropped:
            near += step
        if near in dropped:
            return True
    return False


def _goes_on(above: str, row: str, width: int, base: int | None) -> bool:
    """Tell whether ``row`` continues ``above``; ``base`` is the margin of lines that begin nothing."""
    if base is not None:
        if _ITEM.match(row) and row.lstrip()[0] != "(" and _SENTENCE_END.search(above):
            return False  # headings stand at the margin although first lines are indented
        return len(above.rstrip()) >= width - _RAGGED and _margin(row) < base + _INDENT
    first_word = row.split(maxsplit=1)[0]
    if len(above.rstrip()) + 1 + len(first_word) <= width - _RAGGED // 4:
        return False
    ends = above.rstrip().endswith((".", ";", ":", "!", "?"))
    return not _ITEM.match(row) and not (ends and row.lstrip()[:1].isupper())


def _base(rows: Sequence[str], at: int) -> int:
    """The smallest margin of the long lines near row ``at``: pages may be shifted against each other."""
    near = rows[max(0, at - _NEAR) : at + _NEAR]
    return min((_margin(row) for row in near if len(row.strip()) >= _LONG), default=0)


def _margin(row: str) -> int:
    return len(row) - len(row.lstrip())
