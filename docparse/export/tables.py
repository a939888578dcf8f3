"""The tables over all plans, in every format: they grow plan by plan and appear when they are finished."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from docparse.errors import DocparseError, MissingTool, installing
from docparse.export.atomic import Unwritable
from docparse.export.cells import Cells, cells
from docparse.export.csvfiles import CsvFile, lines
from docparse.export.dataset import TABLES
from docparse.export.rows import View
from docparse.export.sheets import SHEETS
from docparse.model import Plan

if TYPE_CHECKING:
    from docparse.export.parquet import ParquetFile
    from docparse.export.xlsx import XlsxFile

Format = Literal["json", "csv", "xlsx", "parquet"]
FORMATS: tuple[Format, ...] = ("json", "csv", "xlsx", "parquet")
WORKBOOK = "plans.xlsx"
# the quickest step of zlib
_QUICK = 1


def usable_formats() -> tuple[Format, ...]:
    """The formats that can be written here: Parquet needs a package of its own."""
    return FORMATS if find_spec("pyarrow") else FORMATS[:-1]


def check_formats(formats: Collection[Format]) -> None:
    """Raise :class:`~docparse.errors.MissingTool` where a format cannot be written here."""
    if "parquet" in formats and "parquet" not in usable_formats():
        raise MissingTool("parquet", "Ghi Parquet cần gói pyarrow.", f"{installing('pyarrow')}.")


def table_files(formats: Collection[Format]) -> list[str]:
    """The names of the files that these formats make."""
    files = [f"{sheet.name}.csv" for sheet in SHEETS] if "csv" in formats else []
    files += [WORKBOOK] if "xlsx" in formats else []
    return files + ([f"{table.name}.parquet" for table in TABLES] if "parquet" in formats else [])


@dataclass(frozen=True, slots=True)
class Share:
    """What one plan adds to the tables: its rows (its columns for Parquet), without the plan's id.

    The id, first in every row, is not settled before all plans are known.
    """

    csv: tuple[list[bytes], ...] = ()
    xlsx: tuple[list[Cells], ...] = ()
    parquet: tuple[list[list[Any]], ...] = ()

    @classmethod
    def of(cls, plan: Plan, formats: Collection[Format]) -> Self:
        """Make the rows of ``plan``; what can fail because of it fails here."""
        view = View(plan)
        sheets = [(sheet, list(sheet.rows(view))) for sheet in SHEETS if {"csv", "xlsx"} & {*formats}]
        return cls(
            tuple(lines(rows) for _, rows in sheets if "csv" in formats),
            tuple(cells(sheet, rows) for sheet, rows in sheets if "xlsx" in formats),
            tuple(table.filled(view) for table in TABLES if "parquet" in formats),
        )

    def pack(self) -> bytes:
        """Make it small, to travel and to wait."""
        return zlib.compress(pickle.dumps(self, pickle.HIGHEST_PROTOCOL), _QUICK)

    @staticmethod
    def unpack(packed: bytes) -> Share:
        """Get back what :meth:`pack` made, in this program only."""
        share: Share = pickle.loads(zlib.decompress(packed))
        return share


class Tables:
    """Tables in the folder ``path``, which appear there with :meth:`finish`.

    :attr:`kept` is then the name that an older workbook got which somebody had worked on. Leaving the
    ``with`` block before leaves those of an earlier run as they were. ``scratch`` is the folder for
    temporary files. Raises :class:`~docparse.export.atomic.Unwritable`.
    """

    def __init__(self, path: Path, formats: Collection[Format], scratch: Path | None = None) -> None:
        self.kept: Path | None = None
        self._csv: list[CsvFile] = []
        self._book: XlsxFile | None = None
        self._parquet: list[ParquetFile] = []
        if "csv" in formats:
            self._csv = [CsvFile(path / f"{sheet.name}.csv", sheet) for sheet in SHEETS]
        if "xlsx" in formats:
            from docparse.export.xlsx import XlsxFile  # only who wants a workbook pays for its writer

            self._book = XlsxFile(path / WORKBOOK, SHEETS, scratch)
        if "parquet" in formats:
            from docparse.export.parquet import ParquetFile  # likewise

            self._parquet = [ParquetFile(path / f"{table.name}.parquet", table) for table in TABLES]

    def add(self, plan_id: str, share: Share) -> None:
        """Append the rows of one plan; ``share`` was made for the formats of these tables."""
        if self._csv:
            for file, rows in zip(self._csv, share.csv, strict=True):
                file.add(plan_id, rows)
        if self._book:
            self._book.add(plan_id, share.xlsx)
        if self._parquet:
            for written, new in zip(self._parquet, share.parquet, strict=True):
                written.add(plan_id, new)

    def finish(self) -> list[DocparseError]:
        """Put the tables in their places; returns the errors of those that could not be."""
        failures: list[DocparseError] = []
        for table in self._all():
            try:
                table.finish()
            except Unwritable as error:
                failures.append(error)
        self.kept = self._book.kept if self._book else None
        self._csv, self._book, self._parquet = [], None, []
        return failures

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for table in self._all():
            with suppress(OSError):
                table.abandon()

    def _all(self) -> list[CsvFile | XlsxFile | ParquetFile]:
        return [*self._csv, *([self._book] if self._book else []), *self._parquet]
