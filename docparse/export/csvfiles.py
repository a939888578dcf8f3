"""Tables as CSV: UTF-8 with a mark that Excel knows it by, quoted as RFC 4180 says.

A text that a spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab or
a carriage return) gets an apostrophe before it; everything else stands as it is in the JSON.
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from docparse.export.atomic import Pending, writing
from docparse.export.rows import Row, Sheet, Value

_END = "\r\n"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CsvFile:
    """One table that grows plan by plan and appears at ``path`` when it is finished."""

    def __init__(self, path: Path, sheet: Sheet[Any]) -> None:
        self._pending = Pending(path)
        with writing(path):
            self._stream = self._pending.draft.open("wb")
            self._stream.write(BOM_UTF8 + _line([column.key for column in sheet.columns]))

    def add(self, plan_id: str, rows: Iterable[bytes]) -> None:
        """Append rows of one plan, as :func:`lines` gives them."""
        first = _line([plan_id]).removesuffix(_END.encode()) + b","
        with writing(self._pending.path):
            self._stream.writelines(first + row for row in rows)

    def finish(self) -> None:
        """Put the file in its place; raises :class:`~docparse.export.atomic.Unwritable`."""
        try:
            with writing(self._pending.path):
                self._stream.close()
                self._pending.commit()
        except BaseException:
            self.abandon()
            raise

    def abandon(self) -> None:
        """Leave what was at ``path`` before."""
        with suppress(OSError):
            self._stream.close()
        self._pending.discard()


def lines(rows: Iterable[Row]) -> list[bytes]:
    """Turn rows into lines; the first value of each, the plan's id, is left out."""
    made = _Lines()
    csv.writer(made, lineterminator=_END).writerows([cell_text(value) for value in row[1:]] for row in rows)
    return made.lines


def _line(values: Row) -> bytes:
    """Write one row that is whole."""
    return lines([["", *values]])[0]


class _Lines:
    """What the writer of the standard library writes to: it gives one whole row at a time."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def write(self, line: str) -> None:
        """Take one row."""
        self.lines.append(line.encode())


def cell_text(value: Value) -> str:
    """What stands for ``value``: never a formula, numbers without an idle ``.0``, nothing for null."""
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else f"{value:.15g}"


def harmless(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(_FORMULA) else text
