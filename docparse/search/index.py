"""An index of the passages of all plans in a folder of results; SQLite's full-text search does the work.

The index is kept beside the results and brought up to date by every search: plans whose file is another
one are read again, the others are not. Where it cannot be written it is made in memory, each time anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from docparse.errors import UnreadableFile
from docparse.export.rows import View
from docparse.model import Mention, Plan
from docparse.search.words import Phrase, bare, hits, is_exact

#: the folder for files of ours that nobody should look at, inside the place of results
_HIDDEN = ".docparse"
_FILE = "search.sqlite"
_SCHEMA = 1
_TABLES = """
CREATE TABLE plans (
  file TEXT PRIMARY KEY, mark TEXT NOT NULL, plan_id TEXT NOT NULL, number TEXT) WITHOUT ROWID;
CREATE TABLE passages (
  id INTEGER PRIMARY KEY, file TEXT NOT NULL, path TEXT, role TEXT, page INTEGER,
  start INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX passages_by_file ON passages (file);
CREATE VIRTUAL TABLE words USING fts5 (bare, tokenize = 'unicode61 remove_diacritics 0');
"""
_REMEDY = "Hãy tạo kết quả bằng lệnh “docparse extract VĂN_BẢN --out THƯ_MỤC”."


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that has what was searched for.

    ``start`` is the offset of the passage in the plan's text, ``marks`` are offsets inside the passage.
    """

    plan_id: str
    number: str | None
    path: str | None
    role: str | None
    page: int | None
    start: int
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The first hits, and how many there are in how many plans."""

    hits: tuple[Hit, ...]
    passages: int
    plans: int


class Index:
    """The index of one folder of results. Use as a context manager.

    ``told`` is called with the number of plans that are to be indexed, if there are any. Raises
    :class:`~docparse.errors.UnreadableFile` where the folder holds no plans.
    """

    def __init__(self, folder: Path, told: Callable[[int], None] = lambda _: None) -> None:
        if not folder.is_dir():
            raise UnreadableFile(str(folder), "Không có thư mục này.", _REMEDY)
        self._folder = folder
        self._database = _open(folder)
        self._update(told)
        if not self._database.execute("SELECT 1 FROM plans WHERE plan_id <> '' LIMIT 1").fetchone():
            self._database.close()
            raise UnreadableFile(str(folder), "Không có kế hoạch nào (tệp .json).", _REMEDY)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def search(self, wanted: Sequence[Phrase], roles: Sequence[str] = (), limit: int = 20) -> Found:
        """The passages with all phrases, in sections of these ``roles`` (all by default).

        Those with the very accents of the phrases come first, then those with more of them.
        """
        if not wanted:
            return Found((), 0, 0)
        self._database.create_function("exact", 1, lambda text: is_exact(text, wanted), deterministic=True)
        condition = "words MATCH ?" + (f" AND role IN ({', '.join('?' * len(roles))})" if roles else "")
        source = (
            f"FROM words JOIN passages ON passages.id = words.rowid JOIN plans USING (file) WHERE {condition}"
        )
        values = [" AND ".join(phrase.match for phrase in wanted), *roles]
        count, plans = self._database.execute(
            f"SELECT count(*), count(DISTINCT file) {source}", values
        ).fetchone()
        rows = self._database.execute(
            f"SELECT plan_id, number, path, role, page, start, text {source}"
            " ORDER BY exact(text) DESC, rank, plan_id, start LIMIT ?",
            [*values, limit],
        )
        found = tuple(
            Hit(plan_id, number, path, role, page, start, text, tuple(hits(text, wanted)))
            for plan_id, number, path, role, page, start, text in rows
        )
        return Found(found, count, plans)

    def _update(self, told: Callable[[int], None]) -> None:
        """Bring the index up to date with the files."""
        there = {path.name: _mark(path) for path in self._folder.glob("*.json")}
        known = dict(self._database.execute("SELECT file, mark FROM plans"))
        stale = [file for file, mark in known.items() if there.get(file) != mark]
        fresh = [file for file, mark in sorted(there.items()) if known.get(file) != mark]
        if not stale and not fresh:
            return
        if fresh:
            told(len(fresh))
        with self._database:
            for file in stale:
                self._remove(file)
            for file in fresh:
                self._add(file, there[file])

    def _remove(self, file: str) -> None:
        self._database.execute(
            "DELETE FROM words WHERE rowid IN (SELECT id FROM passages WHERE file = ?)", (file,)
        )
        self._database.execute("DELETE FROM passages WHERE file = ?", (file,))
        self._database.execute("DELETE FROM plans WHERE file = ?", (file,))

    def _add(self, file: str, mark: str) -> None:
        try:
            plan = Plan.from_json((self._folder / file).read_bytes())
        except OSError:  # it has gone meanwhile
            return
        except ValueError:  # some other JSON: known as such, it is not read at every search
            self._database.execute("INSERT INTO plans VALUES (?, ?, '', NULL)", (file, mark))
            return
        self._database.execute(
            "INSERT INTO plans VALUES (?, ?, ?, ?)", (file, mark, plan.id, plan.metadata.number)
        )
        for path, role, page, start, text in _passages(plan):
            row = self._database.execute(
                "INSERT INTO passages (file, path, role, page, start, text) VALUES (?, ?, ?, ?, ?, ?)",
                (file, path, role, page, start, text),
            )
            self._database.execute(
                "INSERT INTO words (rowid, bare) VALUES (?, ?)", (row.lastrowid, bare(text))
            )


def _passages(plan: Plan) -> Iterator[tuple[str | None, str | None, int | None, int, str]]:
    """The lines of a plan: path and role of the section, page, offset and text of each."""
    view, start = View(plan), 0
    for line in plan.text.split("\n"):
        if line.strip():
            entry = view.entry(line, Mention(start=start, end=start + len(line)))
            node = entry.node
            yield node.path if node else None, node.role if node else None, entry.page, start, line
        start += len(line) + 1


def _mark(path: Path) -> str:
    with suppress(OSError):
        told = path.stat()
        return f"{told.st_size}:{told.st_mtime_ns}"
    return ""


def _open(folder: Path) -> sqlite3.Connection:
    path = folder / _HIDDEN / _FILE
    try:
        path.parent.mkdir(exist_ok=True)
        return _connect(path)
    except (OSError, sqlite3.DatabaseError):
        with suppress(OSError):
            path.unlink(missing_ok=True)  # damaged, or made by another version
    try:
        return _connect(path)
    except sqlite3.DatabaseError:  # no right to write here
        return _connect(":memory:")


def _connect(path: Path | str) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=60)
    try:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            database.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {_SCHEMA}; COMMIT;")
        elif version != _SCHEMA:
            raise sqlite3.DatabaseError("another version")
        database.execute("BEGIN IMMEDIATE")  # whether it may be written to shows here
        database.rollback()
    except sqlite3.Error:
        database.close()
        raise
    return database
