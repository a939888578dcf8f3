"""What the plans that this run reads add to the tables, kept until the tables are made.

It lies among the temporary files: a run that goes on where another was cut off makes it anew from the JSON.
"""

from __future__ import annotations

from pathlib import Path

from docparse.batch.manifest import DocumentRow
from docparse.export.atomic import writing
from docparse.export.tables import Share


class Shares:
    """Packed shares in the folder ``scratch``, by file and number of the document in it."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._kept: dict[tuple[str, int], Path] = {}
        self._count = 0

    def put(self, row: DocumentRow, packed: bytes) -> None:
        """Keep a share; raises :class:`~docparse.export.atomic.Unwritable`."""
        self._count += 1
        path = self._scratch / f"{self._count}.share"
        with writing(path):
            path.write_bytes(packed)
        self._kept[row.place, row.number] = path

    def get(self, row: DocumentRow) -> Share | None:
        """The share of a document, null where there is none."""
        path = self._kept.get((row.place, row.number))
        return Share.unpack(path.read_bytes()) if path else None

    def forget(self, row: DocumentRow) -> None:
        """Remove the share of a document that is no longer among the results."""
        if path := self._kept.pop((row.place, row.number), None):
            path.unlink(missing_ok=True)
