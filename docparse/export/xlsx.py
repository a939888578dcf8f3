"""Tables as one Excel workbook, for people: Vietnamese heads, filters, wrapped text, no formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from docparse.export.atomic import Pending, writing
from docparse.export.rows import Row, Sheet, Value

# what a worksheet and a cell can hold; Excel counts UTF-16 units
MAX_ROWS = 1_048_576
MAX_UNITS = 32_767

_A4 = 9
# points of a line, and lines from which a row is cut rather than fill the screen
_LINE = 15.0
_MAX_LINES = 20
# stored in the file: with the hour of writing, two runs would differ
_CREATED = datetime(2026, 1, 1)
_HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#DDEBF7", "border": 1}
_TEXT = {"text_wrap": True, "valign": "top"}
_NUMBER = {"valign": "top"}


class XlsxFile:
    """A workbook that grows plan by plan and appears at ``path`` when it is finished.

    Rows go to temporary files (in ``scratch``) as they come: memory does not grow with the number of
    plans.
    """

    def __init__(self, path: Path, sheets: Sequence[Sheet[Any]], scratch: Path | None = None) -> None:
        self._pending = Pending(path)
        with writing(path):
            self._folder = TemporaryDirectory(prefix="docparse-", dir=scratch, ignore_cleanup_errors=True)
            self._book: Workbook = xlsxwriter.Workbook(
                self._pending.draft, {"constant_memory": True, "tmpdir": self._folder.name}
            )
            self._book.set_properties({"title": "Kết quả trích xuất kế hoạch", "created": _CREATED})
            self._tables = [_Table(self._book, sheet) for sheet in sheets]

    def add(self, rows: Iterable[Iterable[Row]]) -> None:
        """Append rows to the worksheets, some for each sheet."""
        with writing(self._pending.path):
            for table, new in zip(self._tables, rows, strict=True):
                table.add(new)

    def finish(self) -> None:
        """Put the file in its place; raises :class:`~docparse.export.atomic.Unwritable`."""
        with self._folder, writing(self._pending.path):
            try:
                for table in self._tables:
                    table.close()
                self._close()
            except BaseException:
                self._pending.discard()
                raise
            self._pending.commit()

    def abandon(self) -> None:
        """Leave what was at ``path`` before."""
        self._folder.cleanup()
        self._pending.discard()

    def _close(self) -> None:
        try:
            self._book.close()
        except FileCreateError as error:
            # it wraps what the system said
            raise error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error)) from error


class _Table:
    """One sheet of the workbook; beyond Excel's limit of rows it goes on in ``Nhiệm vụ (2)``."""

    def __init__(self, book: Workbook, sheet: Sheet[Any]) -> None:
        self._book, self._sheet = book, sheet
        self._head: Format = book.add_format(_HEAD)
        self._text: Format = book.add_format(_TEXT)
        self._number: Format = book.add_format(_NUMBER)
        self._parts = 0
        self._open()

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if self._row == MAX_ROWS:
                self.close()
                self._open()
            shown = [column.shown(value) for column, value in zip(self._sheet.columns, row, strict=True)]
            self._page.set_row(self._row, self._height(shown))
            for index, value in enumerate(shown):
                self._write(index, value)
            self._row += 1

    def close(self) -> None:
        self._page.autofilter(0, 0, self._row - 1, len(self._sheet.columns) - 1)

    def _open(self) -> None:
        self._parts += 1
        title = self._sheet.title if self._parts == 1 else f"{self._sheet.title} ({self._parts})"
        self._page: Worksheet = self._book.add_worksheet(title)
        self._page.freeze_panes(1, 0)
        self._page.set_landscape()
        self._page.set_paper(_A4)
        self._page.repeat_rows(0)
        self._page.set_row(0, self._height([column.title for column in self._sheet.columns]))
        for index, column in enumerate(self._sheet.columns):
            self._page.set_column(index, index, column.width)
            self._page.write_string(0, index, column.title, self._head)
        self._row = 1

    def _height(self, row: Row) -> float:
        """Estimate the height of a row in points; not every program measures wrapped text by itself."""
        pairs = zip(self._sheet.columns, row, strict=True)
        lines = max(_lines(value, column.width) for column, value in pairs if isinstance(value, str))
        return _LINE * min(lines, _MAX_LINES)

    def _write(self, column: int, value: Value) -> None:
        if isinstance(value, str):
            if value:  # never as a formula, a link or a number, whatever it begins with
                self._page.write_string(self._row, column, fit(value), self._text)
        elif value is not None:
            self._page.write_number(self._row, column, value, self._number)


def _lines(text: str, width: int) -> int:
    return sum(1 + len(part) // width for part in text.split("\n"))


def fit(text: str) -> str:
    """Cut ``text`` to what a cell can hold, with an ellipsis where something is missing."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MAX_UNITS:
        return text
    return units[: 2 * (MAX_UNITS - 1)].decode("utf-16-le", "ignore") + "…"
