"""Tables as one Excel workbook, for people: Vietnamese heads, filters, wrapped text, no formulas.

The frame (styles, heads, widths, filters) is written by XlsxWriter; the rows, which come ready made
(:mod:`docparse.export.cells`), are put into it: a table of a thousand plans has two hundred thousand.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

from docparse.export.atomic import Pending, writing
from docparse.export.cells import Cells, count_lines, letters, points, whole_row
from docparse.export.keeping import AUTHOR, set_aside
from docparse.export.rows import Sheet

# what a worksheet can hold
MAX_ROWS = 1_048_576

_A4 = 9
# a step of zlib between quick and small: 6 takes three times as long for a tenth less
_COMPRESSION = 3
# bytes from which a member of a zip file needs 64 bits
_LARGE = 2**31 - 2**20
# stored in the file: with the hour of writing, two runs would differ
_CREATED = datetime(2026, 1, 1)
# in the order of the numbers that docparse.export.cells gives them
_STYLES: tuple[dict[str, Any], ...] = (
    {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#DDEBF7", "border": 1},
    {"text_wrap": True, "valign": "top"},
    {"valign": "top"},
    {"valign": "top", "align": "left", "num_format": "dd/mm/yyyy"},
)
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_ROW_END, _DATA_END = b"</row>", b"</sheetData>"


class XlsxFile:
    """A workbook that grows plan by plan and appears at ``path`` when it is finished.

    :attr:`kept` is then the name that an older workbook got which somebody had worked on. Rows go to
    temporary files (in ``scratch``) as they come: memory does not grow with the number of plans.
    """

    def __init__(self, path: Path, sheets: Sequence[Sheet[Any]], scratch: Path | None = None) -> None:
        self.kept: Path | None = None
        self._pending = Pending(path)
        with writing(path):
            self._folder = TemporaryDirectory(prefix="docparse-", dir=scratch, ignore_cleanup_errors=True)
            self._tables = [_Table(Path(self._folder.name), sheet) for sheet in sheets]

    def add(self, plan_id: str, rows: Iterable[Iterable[Cells]]) -> None:
        """Append rows of one plan to the worksheets, some for each sheet."""
        with writing(self._pending.path):
            for table, new in zip(self._tables, rows, strict=True):
                table.add(plan_id, new)

    def finish(self) -> None:
        """Put the file in its place; raises :class:`~docparse.export.atomic.Unwritable`."""
        with self._folder, writing(self._pending.path):
            try:
                pages = [page for table in self._tables for page in table.close()]
                self._write(pages)
                self.kept = set_aside(self._pending.path)
            except BaseException:
                self._close()
                self._pending.discard()
                raise
            self._pending.commit()

    def abandon(self) -> None:
        """Leave what was at ``path`` before."""
        self._close()
        self._folder.cleanup()
        self._pending.discard()

    def _close(self) -> None:
        for table in self._tables:
            table.close()

    def _write(self, pages: Sequence[_Page]) -> None:
        of = {f"xl/worksheets/sheet{number}.xml": page for number, page in enumerate(pages, 1)}
        with (
            ZipFile(_frame(pages)) as frame,
            ZipFile(self._pending.draft, "w", ZIP_DEFLATED, compresslevel=_COMPRESSION) as book,
        ):
            for name in frame.namelist():
                content = frame.read(name)
                if name in of:
                    with book.open(name, "w", force_zip64=of[name].size > _LARGE) as stream:
                        of[name].copy_into(content, stream)
                else:
                    book.writestr(ZipInfo(name), content, ZIP_DEFLATED)


class _Table:
    """One sheet of the workbook; beyond Excel's limit of rows it goes on in ``Nhiệm vụ (2)``."""

    def __init__(self, folder: Path, sheet: Sheet[Any]) -> None:
        self._folder, self._sheet = folder, sheet
        self._pages: list[_Page] = []
        self._open()

    def add(self, plan_id: str, rows: Iterable[Cells]) -> None:
        for row in rows:
            if self._pages[-1].rows == MAX_ROWS:
                self._open()
            self._pages[-1].add(plan_id, row)

    def close(self) -> list[_Page]:
        for page in self._pages:
            page.stream.close()
        return self._pages

    def _open(self) -> None:
        self._pages.append(_Page(self._folder, self._sheet, len(self._pages) + 1))


class _Page:
    """One worksheet: its rows are in a temporary file."""

    def __init__(self, folder: Path, sheet: Sheet[Any], number: int) -> None:
        self.sheet = sheet
        self.title = sheet.title if number == 1 else f"{sheet.title} ({number})"
        self.rows = 1  # the head
        self._path = folder / f"{sheet.name}-{number}.xml"
        self.stream = self._path.open("wb")

    def add(self, plan_id: str, row: Cells) -> None:
        self.rows += 1
        self.stream.write(whole_row(self.rows, plan_id, self.sheet.columns[0].width, row))

    @property
    def size(self) -> int:
        return self._path.stat().st_size

    def copy_into(self, frame: bytes, stream: Any) -> None:
        """Write ``frame``, the worksheet with nothing but its head, with all rows."""
        head = frame.index(_ROW_END) + len(_ROW_END)
        last = f'<dimension ref="A1:{letters(len(self.sheet.columns) - 1)}{self.rows}"/>'
        stream.write(_DIMENSION.sub(last.encode(), frame[:head], count=1))
        with self._path.open("rb") as rows:
            shutil.copyfileobj(rows, stream, 2**20)
        stream.write(frame[frame.index(_DATA_END) :])


def _frame(pages: Iterable[_Page]) -> BytesIO:
    """The workbook with nothing but heads, and a row that shows every style once."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        told = {"title": "Kết quả trích xuất kế hoạch", "author": AUTHOR, "created": _CREATED}
        book.set_properties(told)
        styles = [book.add_format(style) for style in _STYLES]
        for page in pages:
            sheet = book.add_worksheet(page.title)
            sheet.freeze_panes(1, 0)
            sheet.set_landscape()
            sheet.set_paper(_A4)
            sheet.repeat_rows(0)
            sheet.fit_to_pages(1, 0)  # all columns on the width of a page
            titles = [column.title for column in page.sheet.columns]
            widths = [column.width for column in page.sheet.columns]
            sheet.set_row(0, points(max(map(count_lines, titles, widths))))
            for index, (title, width) in enumerate(zip(titles, widths, strict=True)):
                sheet.set_column(index, index, width)
                sheet.write_string(0, index, title, styles[0])
            for index, style in enumerate(styles[1:]):
                sheet.write_blank(1, index, None, style)
            sheet.autofilter(0, 0, page.rows - 1, len(titles) - 1)
    made.seek(0)
    return made
