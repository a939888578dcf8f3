"""SQL over the data set: DuckDB reads the Parquet files, and can do nothing else.

The tables are views over the files of one folder. No other file can be read or written, nothing is
fetched, no extension is loaded, and only statements that read are run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docparse.errors import DocparseError, MissingTool, UnreadableFile, installing
from docparse.export.dataset import TABLES

if TYPE_CHECKING:
    import duckdb

_REMEDY = "Hãy chạy “docparse extract VĂN_BẢN --out THƯ_MỤC” (cần gói pyarrow để ghi Parquet)."
# what every connection is set to before the first statement of the user
_LOCKED = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET temp_directory = ''",
    "SET TimeZone = 'UTC'",
)
# DuckDB's own function leaves the bar of Đ
_BARE = "CREATE MACRO bare(t) AS replace(lower(strip_accents(t)), 'đ', 'd')"
_QUOTED = re.compile(r'"?([\w.]+)"? (?:does not exist|not found)|named "?(\w+)"?')
_MAX_SAID = 300


class WrongQuery(DocparseError):
    """The SQL cannot be run; the cause says where it is wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: the names of its columns and its rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def ask(folder: Path, query: str) -> Answer:
    """Run one SQL statement over the tables of ``folder``.

    Raises :class:`~docparse.errors.MissingTool` without DuckDB,
    :class:`~docparse.errors.UnreadableFile` where there is no data set, and :class:`WrongQuery`.
    """
    try:
        import duckdb
    except ImportError as error:
        raise MissingTool("docparse query", "Cần gói duckdb.", f"{installing('duckdb')}.") from error
    with duckdb.connect(":memory:") as connection:
        _open(connection, folder)
        try:
            cursor = connection.execute(_only_statement(duckdb, query))
            columns = tuple(column[0] for column in cursor.description or ())
            return Answer(columns, cursor.fetchall())
        except duckdb.Error as error:
            raise _wrong(duckdb, error) from error


def _open(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make the views, then lock the door."""
    files = {table.name: (folder / f"{table.name}.parquet").resolve() for table in TABLES}
    missing = [path.name for path in files.values() if not path.is_file()]
    if missing:
        raise UnreadableFile(str(folder), f"Không có bộ dữ liệu (thiếu {', '.join(missing)}).", _REMEDY)
    for setting in _LOCKED:
        connection.execute(setting)
    for name, path in files.items():
        connection.read_parquet(str(path)).create_view(name)
    allowed = ", ".join(_literal(str(path)) for path in files.values())
    connection.execute(_BARE)
    connection.execute(f"SET allowed_paths = [{allowed}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _only_statement(duckdb: Any, query: str) -> Any:
    """The one statement of ``query``, which must only read."""
    statements = duckdb.extract_statements(query)
    if not statements:
        raise WrongQuery("SQL", "Câu hỏi trống.", "Ví dụ: SELECT count(*) FROM tasks.")
    if len(statements) > 1:
        raise WrongQuery("SQL", f"Có {len(statements)} câu lệnh.", "Mỗi lần chỉ hỏi một câu.")
    kinds = duckdb.StatementType
    # EXPLAIN ANALYZE would run what it explains, whatever that is
    if statements[0].type != kinds.SELECT:
        raise WrongQuery("SQL", "Câu lệnh này không chỉ đọc.", "Chỉ dùng SELECT, WITH, DESCRIBE, SHOW.")
    return statements[0]


def _wrong(duckdb: Any, error: Exception) -> WrongQuery:
    """Say in Vietnamese what is wrong, and in DuckDB's words where."""
    said = " ".join(str(error).split())[:_MAX_SAID]
    if isinstance(error, duckdb.ParserException):
        return WrongQuery("SQL", f"Sai cú pháp ({said}).", "Kiểm tra lại câu lệnh ở chỗ được nêu.")
    if isinstance(error, duckdb.CatalogException):
        return WrongQuery("SQL", f"Không có bảng hay hàm này ({said}).", f"Các bảng: {_names(_tables())}.")
    if isinstance(error, duckdb.BinderException):
        return WrongQuery("SQL", f"Không hiểu tên cột hay kiểu dữ liệu ({said}).", _columns(said))
    if isinstance(error, duckdb.PermissionException):
        return WrongQuery("SQL", f"Không được phép ({said}).", "Chỉ đọc được các bảng của bộ dữ liệu.")
    return WrongQuery("SQL", f"Không chạy được ({said}).", "Kiểm tra lại giá trị và kiểu dữ liệu.")


def _columns(said: str) -> str:
    """Point to columns with a name like the one that does not exist."""
    match = _QUOTED.search(said)
    name = next((group for group in match.groups() if group), "") if match else ""
    known = {f"{table.name}.{column.name}": column.name for table in TABLES for column in table.columns}
    close = get_close_matches(name.rpartition(".")[2], set(known.values()), n=2)
    found = [full for full, column in known.items() if column in close]
    return f"Cột gần giống: {_names(found)}." if found else "Xem cột của bảng: DESCRIBE tasks."


def _tables() -> list[str]:
    return [table.name for table in TABLES]


def _names(names: Sequence[str]) -> str:
    return ", ".join(names)
