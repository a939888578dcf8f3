"""``docparse query``: SQL over the data set."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docparse.cli.giving import OUT, form_for, give
from docparse.cli.parameters import format_option
from docparse.cli.terminal import columns
from docparse.export.csvfiles import harmless
from docparse.export.texttable import columns_of, fitted, lines_of

if TYPE_CHECKING:
    from docparse.search.sql import Answer


@click.command(
    "query",
    short_help="Hỏi bộ dữ liệu kết quả bằng SQL.",
    help="Chạy một câu SQL (DuckDB, chỉ đọc) trên các bảng Parquet mà “docparse extract” đã ghi vào KẾT_QUẢ: "
    "plans, nodes, tasks, assignments, indicators, citations, agencies, diagnostics; nối với nhau "
    "bằng plan_id.\n\n"
    "\b\nVí dụ:\n"
    '  docparse query ket-qua "DESCRIBE tasks"\n'
    '  docparse query ket-qua "SELECT province, count(*) AS so_ke_hoach\n'
    '      FROM plans GROUP BY ALL ORDER BY 2 DESC"',
)
@click.argument("results", metavar="KẾT_QUẢ", type=click.Path(path_type=Path))
@click.argument("sql", metavar="SQL")
@format_option("table", "csv", "json", help="Dạng trả lời.")
@OUT
def query_command(results: Path, sql: str, form: str, out: Path | None) -> None:
    """Answer a query."""
    from docparse.search.sql import ask

    form = form_for(out, form)
    answer = ask(results, sql)
    render = {"table": _table, "csv": _csv, "json": _json}[form]
    give(render(answer), out, form)


def _json(answer: Answer) -> str:
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n"


def _csv(answer: Answer) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(
        [harmless(_text(v)) if isinstance(v, str) else _text(v) for v in row] for row in answer.rows
    )
    return stream.getvalue()


def _table(answer: Answer) -> str:
    """A table that fits the terminal: long values are cut, numbers stand on the right."""
    rows = [[_text(value) for value in row] for row in answer.rows]
    widths = [max(map(columns_of, column)) for column in zip(answer.columns, *rows, strict=True)]
    right = [_is_numeric(column) for column in zip(*answer.rows, strict=True)] or [False] * len(widths)
    lines = lines_of(answer.columns, rows, fitted(widths, columns()), right, wrapped=False)
    return "\n".join([*lines, f"({len(answer.rows)} dòng)"]) + "\n"


def _is_numeric(column: Sequence[Any]) -> bool:
    values = [value for value in column if value is not None]
    return bool(values) and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.15g}"
        case date():
            return value.isoformat()
        case list():
            return "; ".join(map(_text, value))
        case dict():
            return "; ".join(f"{key}: {_text(amount)}" for key, amount in value.items())
    return str(value)
