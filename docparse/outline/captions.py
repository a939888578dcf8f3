"""What a table is called: the line above it that names it, or the heading right above."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from docparse.document import Grid
from docparse.rulebook import pattern
from docparse.structure import Leaf, PlacedTable
from docparse.text import fold

_START = attrgetter("start")
_NAMES_A_TABLE = pattern("captions", "table-caption")
_BESIDE = pattern("captions", "beside-caption")
_MAX_BESIDE = 2  # lines between a caption and its table


def caption_above(text: str, leaves: Sequence[Leaf], tables: Sequence[PlacedTable], grid: Grid) -> str | None:
    """The caption of ``grid``, null where nothing above names it; ``tables`` are those before it."""
    floor = tables[-1].grid.end if tables else 0
    first = bisect_left(leaves, floor, key=_START)
    above = list(leaves[first : bisect_left(leaves, grid.start, key=_START)])
    for _ in range(_MAX_BESIDE):
        if above and above[-1].kind != "heading" and _BESIDE.match(fold(_printed(text, above[-1]))):
            above.pop()
    if not above:
        return None
    if above[-1].kind == "heading" and above[-1].node is not None:
        return above[-1].node.title or None
    return _title_in_capitals(text, above) or _named(_printed(text, above[-1]))


def _named(line: str) -> str | None:
    return line if _NAMES_A_TABLE.match(fold(line)) else None


def _title_in_capitals(text: str, above: Sequence[Leaf]) -> str | None:
    """The lines in capitals at the end of ``above``, which are one title."""
    lines: list[str] = []
    for leaf in reversed(above):
        line = _printed(text, leaf)
        if leaf.kind == "heading" or not line.isupper():
            break
        lines.insert(0, line)
    return " ".join(lines) or None


def _printed(text: str, leaf: Leaf) -> str:
    return text[leaf.start : leaf.end].strip()
