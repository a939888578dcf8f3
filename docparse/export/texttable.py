"""Tables for a screen of fixed letters: columns of given widths, cells wrapped or cut to fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from textwrap import wrap

GAP = "  "
#: the least that a column gets when the table is narrowed
_NARROW = 6


def fitted(widths: Sequence[int], room: int) -> list[int]:
    """``widths`` with the widest columns narrowed until the table fits ``room``, none below 6."""
    out = list(widths)
    while sum(out) + len(GAP) * (len(out) - 1) > room and max(out) > _NARROW:
        out[out.index(max(out))] -= 1
    return out


def lines_of(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
    right: Sequence[bool],
    *,
    wrapped: bool,
) -> list[str]:
    """The lines of a table: its head, a rule, its rows.

    Each cell is broken into several lines where ``wrapped``, else cut to one. Columns in ``right`` stand on
    the right.
    """
    rule = GAP.join("─" * width for width in widths)
    body = [line for row in rows for line in _row(row, widths, right, wrapped)]
    return [*_row(head, widths, right, wrapped), rule, *body]


def columns_of(text: str) -> int:
    """Columns that a text takes on the screen."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], wrapped: bool) -> list[str]:
    """One row as the lines that it takes."""
    fit = _wrapped if wrapped else _cut
    parts = [fit(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for at in range(max(map(len, parts))):
        pieces = [
            _padded(part[at] if at < len(part) else "", width, side)
            for part, width, side in zip(parts, widths, right, strict=True)
        ]
        lines.append(GAP.join(pieces).rstrip())
    return lines


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - columns_of(text))
    return space + text if right else text + space


def _wrapped(cell: str, width: int) -> list[str]:
    return [piece for part in cell.split("\n") for piece in wrap(part, width) or [""]]


def _cut(cell: str, width: int) -> list[str]:
    text = " ".join(cell.split())
    if columns_of(text) <= width:
        return [text]
    while columns_of(text) > width - 1:
        text = text[:-1]
    return [f"{text}…"]
