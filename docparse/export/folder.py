"""The folder of results: one JSON a plan, and the tables over all plans."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from docparse.errors import DocparseError
from docparse.export.atomic import Unwritable, write_atomically, writing
from docparse.export.csvfiles import CsvFile
from docparse.export.ids import UniqueIds
from docparse.export.jsonfiles import to_bytes
from docparse.export.rows import View
from docparse.export.sheets import SHEETS
from docparse.model import Plan

if TYPE_CHECKING:
    from docparse.export.xlsx import XlsxFile

Format = Literal["json", "csv", "xlsx"]
FORMATS: tuple[Format, ...] = ("json", "csv", "xlsx")
WORKBOOK = "plans.xlsx"


class ResultFolder:
    """Writes the JSON of each plan as it comes; the tables appear with :meth:`finish`.

    Leaving the ``with`` block without :meth:`finish` leaves the tables of an earlier run as they were.
    Files of the same names are replaced, others are left alone. Raises
    :class:`~docparse.export.atomic.Unwritable` where the folder cannot be made or written to.
    """

    def __init__(self, path: Path, formats: Collection[Format] = FORMATS) -> None:
        with writing(path):
            path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._formats = frozenset(formats)
        self._ids = UniqueIds()
        self._csv: list[CsvFile] = []
        self._book: XlsxFile | None = None
        self._empty = True

    def add(self, plan: Plan) -> Plan:
        """Write one plan; returns it under the id that it got."""
        plan = self._ids.claim(plan)
        # what can fail because of this plan comes before the first byte is written
        view, content = View(plan), to_bytes(plan)
        rows = [list(sheet.rows(view)) for sheet in SHEETS]
        if "json" in self._formats:
            write_atomically(self.path / f"{plan.id}.json", content)
        if self._empty:
            self._open_tables()
        for table, new in zip(self._csv, rows, strict=False):
            table.add(new)
        if self._book:
            self._book.add(rows)
        return plan

    def finish(self) -> list[DocparseError]:
        """Put the tables in their places; returns the errors of those that could not be."""
        failures: list[DocparseError] = []
        for table in self._tables():
            try:
                table.finish()
            except Unwritable as error:
                failures.append(error)
        self._csv, self._book = [], None
        return failures

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for table in self._tables():
            with suppress(OSError):
                table.abandon()

    def _tables(self) -> list[CsvFile | XlsxFile]:
        return [*self._csv, self._book] if self._book else [*self._csv]

    def _open_tables(self) -> None:
        """Open the tables once there is a plan to put in: a run without any leaves none."""
        self._empty = False
        if "csv" in self._formats:
            for sheet in SHEETS:
                self._csv.append(CsvFile(self.path / f"{sheet.name}.csv", sheet))
        if "xlsx" in self._formats:
            from docparse.export.xlsx import XlsxFile  # only who wants a workbook pays for its writer

            self._book = XlsxFile(self.path / WORKBOOK, SHEETS)
