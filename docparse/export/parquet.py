"""The data set as Parquet: one file a table, the same bytes for the same plans."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from docparse.export.atomic import Pending, writing
from docparse.export.dataset import Table

# rows that are held in memory and written together
_GROUP = 20_000
_TYPES = {
    "text": pa.string(),
    "integer": pa.int32(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "date": pa.date32(),
    "texts": pa.list_(pa.string()),
    "amounts": pa.map_(pa.string(), pa.float64()),
}


class ParquetFile:
    """One table that grows plan by plan and appears at ``path`` when it is finished."""

    def __init__(self, path: Path, table: Table) -> None:
        self._schema = pa.schema([(column.name, _TYPES[column.kind]) for column in table.columns])
        self._columns: list[list[Any]] = [[] for _ in table.columns]
        self._pending = Pending(path)
        with writing(path):
            self._stream = self._pending.draft.open("wb")
            self._writer = pq.ParquetWriter(self._stream, self._schema, compression="zstd")

    def add(self, plan_id: str, columns: Sequence[list[Any]]) -> None:
        """Append what one plan adds to each column of the table but the first, which holds the plan's id."""
        for column, new in zip(self._columns, ([plan_id] * len(columns[0]), *columns), strict=True):
            column += new
        if len(self._columns[0]) >= _GROUP:
            self._flush()

    def finish(self) -> None:
        """Put the file in its place; raises :class:`~docparse.export.atomic.Unwritable`."""
        try:
            self._flush()
            with writing(self._pending.path):
                self._writer.close()
                self._stream.close()
                self._pending.commit()
        except BaseException:
            self.abandon()
            raise

    def abandon(self) -> None:
        """Leave what was at ``path`` before."""
        self._writer.is_open = False  # else it writes its foot when it is collected, into a closed file
        with suppress(OSError):
            self._stream.close()
        self._pending.discard()

    def _flush(self) -> None:
        arrays = [
            pa.array(column, field.type) for column, field in zip(self._columns, self._schema, strict=True)
        ]
        with writing(self._pending.path):
            self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        for column in self._columns:
            column.clear()
