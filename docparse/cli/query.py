"""``docparse query``: SQL over the data set."""

from __future__ import annotations

import csv
import io
import json
import shutil
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docparse.cli.parameters import format_option

if TYPE_CHECKING:
    from docparse.search.sql import Answer

# columns of a terminal where nobody can tell, and the least that a column of a table gets
_WIDTH, _NARROW = 80, 6


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
def query_command(results: Path, sql: str, form: str) -> None:
    """Answer a query."""
    from docparse.search.sql import ask

    answer = ask(results, sql)
    render = {"table": _table, "csv": _csv, "json": _json}[form]
    click.echo(render(answer), nl=False)


def _json(answer: Answer) -> str:
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n"


def _csv(answer: Answer) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_text(value) for value in row] for row in answer.rows)
    return stream.getvalue()


def _table(answer: Answer) -> str:
    """A table that fits the terminal: long values are cut, numbers stand on the right."""
    lines = [list(answer.columns), *([_text(value) for value in row] for row in answer.rows)]
    lines = [[" ".join(cell.split()) for cell in line] for line in lines]
    terminal = shutil.get_terminal_size((_WIDTH, 24)).columns
    widths = _fitted([max(map(_width, column)) for column in zip(*lines, strict=True)], terminal)
    right = [_is_numeric(column) for column in zip(*answer.rows, strict=True)] or [False] * len(widths)
    rule = "  ".join("─" * width for width in widths)
    shown = ["  ".join(map(_cell, line, widths, right)).rstrip() for line in lines]
    return "\n".join([shown[0], rule, *shown[1:], f"({len(answer.rows)} dòng)"]) + "\n"


def _fitted(widths: list[int], terminal: int) -> list[int]:
    """Narrow the widest columns until the table fits, but none below ``_NARROW``."""
    widths = list(widths)
    while sum(widths) + 2 * (len(widths) - 1) > terminal and max(widths) > _NARROW:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cell(text: str, width: int, right: bool) -> str:
    if _width(text) > width:
        text = _cut(text, width - 1) + "…"
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _cut(text: str, width: int) -> str:
    while _width(text) > width:
        text = text[:-1]
    return text


def _width(text: str) -> int:
    """Columns that a text takes on the screen."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


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
