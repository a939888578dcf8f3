"""Tables as CSV: UTF-8 with a mark that Excel knows it by, quoted as RFC 4180 says.

A text that a spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab or
a carriage return) gets an apostrophe before it; everything else stands as it is in the JSON.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from docparse.export.atomic import Pending, writing
from docparse.export.rows import Row, Sheet, Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CsvFile:
    """One table that grows plan by plan and appears at ``path`` when it is finished."""

    def __init__(self, path: Path, sheet: Sheet[Any]) -> None:
        self._pending = Pending(path)
        with writing(path):
            self._stream = self._pending.draft.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._stream, lineterminator="\r\n")
        self._writer.writerow([column.key for column in sheet.columns])

    def add(self, rows: Iterable[Row]) -> None:
        """Append rows, a value for each column of the sheet."""
        with writing(self._pending.path):
            self._writer.writerows([_cell(value) for value in row] for row in rows)

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


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA) else value
    return f"{value:.15g}"
