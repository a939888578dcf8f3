"""What has been read so far, in ``OUT/manifest.sqlite``.

One row a file and one a document in it. SQLite writes ahead (WAL) with full synchronisation: after a
crash, a power failure or on a full disk every row is either whole or not there. The lock is exclusive
(no shared memory, so network disks will do), and with it a second run into the same folder is refused.

A JSON file is written before its row is, and announced before it is written: what a crash leaves behind
is known by its announcement, or is the draft of a file.
"""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any, Self

from docparse.errors import DocparseError
from docparse.export.atomic import Unwritable

SCHEMA = 1
#: words of SQLite, and what a file system would have said
_SAID = {
    "full": errno.ENOSPC,
    "readonly": errno.EACCES,
    "unable to open": errno.EACCES,
}

_TABLES = """
CREATE TABLE IF NOT EXISTS files (
  place TEXT PRIMARY KEY, name TEXT NOT NULL, origin TEXT NOT NULL, size INTEGER NOT NULL,
  stamp TEXT NOT NULL, sha256 TEXT NOT NULL, program TEXT NOT NULL, limits TEXT NOT NULL,
  complete INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_by_name ON files (name, size);
CREATE TABLE IF NOT EXISTS documents (
  place TEXT NOT NULL, number INTEGER NOT NULL, member TEXT NOT NULL, status TEXT NOT NULL,
  wanted_id TEXT NOT NULL, plan_id TEXT NOT NULL, file TEXT NOT NULL, mark TEXT NOT NULL,
  digest TEXT NOT NULL, doubts TEXT NOT NULL, cause TEXT NOT NULL, remedy TEXT NOT NULL, blame TEXT NOT NULL,
  PRIMARY KEY (place, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS announced (file TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tables (
  file TEXT PRIMARY KEY, state TEXT NOT NULL, mark TEXT NOT NULL) WITHOUT ROWID;
"""


class Busy(DocparseError):
    """Another run writes into the same folder."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that was read. ``stamp`` changes with its content, ``complete``: to its end."""

    place: str
    name: str
    origin: str
    size: int
    stamp: str
    sha256: str
    program: str
    limits: str
    complete: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of a file: ``status`` is ``read``, ``failed`` or ``skipped``.

    ``member`` is its path inside an archive. ``file`` has its JSON, ``digest`` (SHA-256) says which,
    ``mark`` is how the file looked when it was written; ``plan_id`` is the ``wanted_id`` made unique.
    """

    place: str
    number: int
    member: str
    status: str
    wanted_id: str = ""
    plan_id: str = ""
    file: str = ""
    mark: str = ""
    digest: str = ""
    doubts: tuple[str, ...] = ()
    cause: str = ""
    remedy: str = ""
    blame: str = ""


class Manifest:
    """The rows. Raises :class:`Busy` where another run holds them and ``Unwritable`` on a full disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._telling():
            self._open()

    def close(self) -> None:
        """Give the folder free for others."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is there afterwards, or nothing of it."""
        with self._telling():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            try:
                self._connection.execute("COMMIT")
            except sqlite3.Error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def file(self, place: str) -> FileRow | None:
        """The row of a file, null where it was never read."""
        found = self._rows("SELECT * FROM files WHERE place = ?", place)
        return _file(found[0]) if found else None

    def files(self) -> list[FileRow]:
        """All files."""
        return [_file(row) for row in self._rows("SELECT * FROM files ORDER BY place")]

    def alike(self, name: str, size: int, program: str) -> list[FileRow]:
        """The files of this name and size that were read to their end by this program."""
        query = "SELECT * FROM files WHERE name = ? AND size = ? AND program = ? AND complete ORDER BY place"
        return [_file(row) for row in self._rows(query, name, size, program)]

    def put_file(self, row: FileRow) -> None:
        """Write the row of a file over what was there."""
        self._put("files", astuple(row))

    def documents(self, place: str) -> list[DocumentRow]:
        """The documents of one file in their order."""
        query = "SELECT * FROM documents WHERE place = ? ORDER BY number"
        return [_document(row) for row in self._rows(query, place)]

    def plans(self) -> list[DocumentRow]:
        """The documents that were read, of all files, in the order of their places."""
        query = "SELECT * FROM documents WHERE status = 'read' ORDER BY place, number"
        return [_document(row) for row in self._rows(query)]

    def put_document(self, row: DocumentRow) -> None:
        """Write the row of a document over what was there."""
        values = [json.dumps(v, ensure_ascii=False) if isinstance(v, tuple) else v for v in _values(row)]
        self._put("documents", values)

    def forget(self, place: str) -> None:
        """Remove the rows of a file and its documents."""
        self._write("DELETE FROM documents WHERE place = ?", place)
        self._write("DELETE FROM files WHERE place = ?", place)

    def announced(self) -> list[str]:
        """The files that were about to be written or removed when the last run ended."""
        return [row[0] for row in self._rows("SELECT file FROM announced")]

    def announce(self, *files: str) -> None:
        """Say which files will be written or removed next."""
        for file in files:
            self._put("announced", (file,))

    def done(self, *files: str) -> None:
        """Take an announcement back."""
        for file in files:
            self._write("DELETE FROM announced WHERE file = ?", file)

    def tables(self) -> dict[str, tuple[str, str]]:
        """Of each table its state (what it was made from) and how its file looked then."""
        return {file: (state, mark) for file, state, mark in self._rows("SELECT * FROM tables")}

    def put_table(self, file: str, state: str, mark: str) -> None:
        """Note what a table was made from."""
        self._put("tables", (file, state, mark))

    def forget_table(self, file: str) -> None:
        """Remove the row of a table."""
        self._write("DELETE FROM tables WHERE file = ?", file)

    def copy_to(self, path: Path) -> None:
        """Write a copy that others can read while this one is held."""
        path.unlink(missing_ok=True)
        with self._telling():
            self._connection.execute("VACUUM INTO ?", (str(path),))

    def _open(self) -> None:
        try:
            self._connect()
        except sqlite3.DatabaseError as error:
            if _is_busy(error) or isinstance(error, sqlite3.OperationalError):
                raise
            self._renew()  # no database: begin anew, all is read again
        if self._rows("PRAGMA user_version")[0][0] not in (0, SCHEMA):
            self._renew()
        self._connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {SCHEMA}; COMMIT;")

    def _connect(self) -> None:
        self._connection = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        try:
            for setting in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL"):
                self._connection.execute(f"PRAGMA {setting}")
            self._rows("SELECT count(*) FROM sqlite_master")
            self._connection.executescript("BEGIN IMMEDIATE; COMMIT;")
        except sqlite3.DatabaseError:
            self._connection.close()
            raise

    def _renew(self) -> None:
        self._connection.close()
        for suffix in ("", "-wal", "-journal"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        self._connect()

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._telling():
            return self._connection.execute(query, values).fetchall()

    def _put(self, table: str, values: Any) -> None:
        marks = ", ".join("?" * len(values))
        self._write(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", *values)

    def _write(self, statement: str, *values: object) -> None:
        with self._telling():
            self._connection.execute(statement, values)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn what SQLite says into what the user can do about it."""
        try:
            yield
        except sqlite3.Error as error:
            if _is_busy(error):
                cause = "Một lần chạy docparse khác đang ghi vào thư mục này."
                raise Busy(str(self.path.parent), cause, "Đợi lần chạy đó xong.") from error
            number = next((code for words, code in _SAID.items() if words in str(error)), errno.EIO)
            raise Unwritable(self.path, OSError(number, str(error))) from error


def _is_busy(error: sqlite3.Error) -> bool:
    return "locked" in str(error)


def _file(row: tuple[Any, ...]) -> FileRow:
    values = dict(zip((f.name for f in fields(FileRow)), row, strict=True))
    return FileRow(**{**values, "complete": bool(values["complete"])})


def _document(row: tuple[Any, ...]) -> DocumentRow:
    values = dict(zip((f.name for f in fields(DocumentRow)), row, strict=True))
    return DocumentRow(**{**values, "doubts": tuple(json.loads(values["doubts"]))})


def _values(row: DocumentRow) -> list[Any]:
    return [getattr(row, f.name) for f in fields(row)]
