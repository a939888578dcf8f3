"""The folder of results: one JSON a plan, and the tables over all plans."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import Self

from docparse.errors import DocparseError
from docparse.export.atomic import write_atomically, writing
from docparse.export.ids import UniqueIds
from docparse.export.jsonfiles import to_bytes
from docparse.export.tables import Format, Share, Tables, usable_formats
from docparse.model import Plan


class ResultFolder:
    """Writes the JSON of each plan as it comes; the tables appear with :meth:`finish`.

    ``formats`` are all that can be written here unless given. Leaving the ``with`` block without
    :meth:`finish` leaves the tables of an earlier run as they were. Files of the same names are replaced,
    others are left alone. Raises :class:`~docparse.export.atomic.Unwritable` where the folder cannot be
    made or written to.
    """

    def __init__(self, path: Path, formats: Collection[Format] = ()) -> None:
        with writing(path):
            path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._formats = frozenset(formats or usable_formats())
        self._ids = UniqueIds()
        self._tables: Tables | None = None

    def add(self, plan: Plan) -> Plan:
        """Write one plan; returns it under the id that it got."""
        plan = self._ids.claim(plan)
        # what can fail because of this plan comes before anything is written
        content, share = to_bytes(plan), Share.of(plan, self._formats)
        if self._tables is None:  # a run without any plan leaves no tables
            self._tables = Tables(self.path, self._formats)
        self._tables.add(plan.id, share)
        if "json" in self._formats:
            write_atomically(self.path / f"{plan.id}.json", content)
        return plan

    def finish(self) -> list[DocparseError]:
        """Put the tables in their places; returns the errors of those that could not be."""
        return self._tables.finish() if self._tables else []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._tables:
            self._tables.__exit__(kind, error, trace)
