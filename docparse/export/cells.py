"""The rows of a worksheet as a workbook stores them (SpreadsheetML), but for where they stand.

A row gets its number and the id of its plan when the workbook is put together: all else is made where
the plan is read, by many at once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from docparse.export.rows import Column, Row, Sheet

#: what a cell can hold; Excel counts UTF-16 units
MAX_UNITS = 32_767
#: numbers of the styles, in the order in which the workbook defines them
HEAD, TEXT, NUMBER, DATE = 1, 2, 3, 4

# points of a line, and lines from which a row is cut rather than fill the screen
_LINE = 15.0
_MAX_LINES = 20
# a day is stored as a number counted from this one; Excel takes 1900 for a leap year
_DAY_ZERO, _FIRST_DAY = dt.date(1899, 12, 30), dt.date(1900, 3, 1)
# stands for the number of the row; a text cannot hold it
_ROW = "\0"
_ROW_BYTES = _ROW.encode()
# what XML cannot hold or reads in its own way; `_x0041_` in a text would be taken for such an escape
_SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class Cells(NamedTuple):
    """One row without its first cell: how many lines its tallest cell has, and the XML of its cells."""

    lines: int
    xml: bytes


def cells(sheet: Sheet[Any], rows: Iterable[Row]) -> list[Cells]:
    """Turn rows of ``sheet`` into cells; the first value of each, the plan's id, is left out."""
    columns = [_Column(column, letters(index)) for index, column in enumerate(sheet.columns)][1:]
    made = []
    for row in rows:
        lines, parts = 1, []
        for column, value in zip(columns, row[1:], strict=True):
            if isinstance(value, str):
                if value:
                    high, xml = column.texts.get(value) or column.text(value)
                    lines = high if high > lines else lines
                    parts.append(xml)
            elif value is not None:
                parts.append(f"{column.number}{value:.16G}</v></c>")
        made.append(Cells(lines, "".join(parts).encode()))
    return made


class _Column:
    """What the cells of one column begin with, and the texts that it has so far: many come again."""

    def __init__(self, column: Column[Any], letter: str) -> None:
        self._column, self._letter = column, letter
        self.number = f'<c r="{letter}{_ROW}" s="{NUMBER}"><v>'
        self.texts: dict[str, tuple[int, str]] = {}

    def text(self, value: str) -> tuple[int, str]:
        """The lines and the XML of a cell with this text, a day as a date."""
        day = _days(value) if self._column.date else None
        if day is not None:
            made = 1, f'<c r="{self._letter}{_ROW}" s="{DATE}"><v>{day}</v></c>'
        else:
            shown = str(self._column.shown(value))
            made = count_lines(shown, self._column.width), _text(self._letter, shown)
        self.texts[value] = made
        return made


def whole_row(number: int, first: str, width: int, rest: Cells) -> bytes:
    """Complete a row: ``first`` is the text of its first cell, ``width`` that of its column."""
    height = _height(max(count_lines(first, width), rest.lines))
    opening = f'<row r="{number}"{height}>{_text("A", first)}'.encode()
    return (opening + rest.xml + b"</row>").replace(_ROW_BYTES, b"%d" % number)


def points(lines: int) -> float:
    """The height of a row; not every program measures wrapped text by itself."""
    return _LINE * min(lines, _MAX_LINES)


def count_lines(text: str, width: int) -> int:
    """Estimate how many lines ``text`` takes in a column of so many characters."""
    if "\n" in text:
        return sum(1 + len(part) // width for part in text.split("\n"))
    return 1 + len(text) // width


def letters(index: int) -> str:
    """The name of a column, counted from 0: ``A``, …, ``Z``, ``AA``."""
    above, last = divmod(index, 26)
    return (letters(above - 1) if above else "") + chr(ord("A") + last)


def fit(text: str) -> str:
    """Cut ``text`` to what a cell can hold, with an ellipsis where something is missing."""
    if len(text) <= MAX_UNITS // 2:  # however many of its letters take two units
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * MAX_UNITS:
        return text
    return units[: 2 * (MAX_UNITS - 1)].decode("utf-16-le", "ignore") + "…"


def _days(value: str) -> int | None:
    """The number that stands for a day; null for a text that Excel knows no day for."""
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return None
    return (day - _DAY_ZERO).days if day >= _FIRST_DAY else None


def _height(lines: int) -> str:
    return "" if lines == 1 else f' ht="{points(lines):g}" customHeight="1"'


def _text(letter: str, text: str) -> str:
    """A cell that is a text, never a formula, a link or a number, whatever it begins with."""
    text = fit(text)
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(_escaped, text)
    kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f'<c r="{letter}{_ROW}" s="{TEXT}" t="inlineStr"><is><t{kept}>{text}</t></is></c>'


def _escaped(found: re.Match[str]) -> str:
    letter = found.group()
    return _NAMED.get(letter) or f"_x{ord(letter):04X}_"
