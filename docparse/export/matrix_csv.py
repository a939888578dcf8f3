"""A comparison as CSV in long form: one row for each figure, task and judgement of coverage.

UTF-8 with a mark that Excel knows it by. A text that a spreadsheet would take for a formula gets an
apostrophe before it, as in the tables of ``docparse extract``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from docparse.compare.records import Comparison, Difference, Place, PlanColumn
from docparse.export import matrix_words as words
from docparse.export.csvfiles import cell_text

COLUMNS = (
    "table", "row_id", "theme", "label", "plan_id", "plan", "province", "territory", "state", "kind",
    "fact_id", "value", "unit", "upper", "comparator", "scope", "year", "printed_value", "printed_unit",
    "leads", "coordinates", "deadline", "due", "money_million", "covered", "score", "counted", "differences",
    "section", "page", "start", "end", "passage", "file",
)  # fmt: skip
_BOM = b"\xef\xbb\xbf"

Cells = dict[str, Any]


def to_csv(comparison: Comparison) -> bytes:
    """The long table."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(comparison):
        writer.writerow([cell_text(row.get(name)) for name in COLUMNS])
    return _BOM + stream.getvalue().encode()


def rows(comparison: Comparison) -> Iterator[Cells]:
    """The rows of the long table; a plan that says nothing in a row has one row with its state."""
    yield from _indicators(comparison)
    yield from _tasks(comparison)
    yield from _coverage(comparison)


def _indicators(comparison: Comparison) -> Iterator[Cells]:
    for row in comparison.indicators:
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            common = _common("indicators", row.id, row.theme, row.label, column)
            common |= {"state": words.STATES[cell.state], "differences": _told(row.differences, column)}
            if not cell.figures:
                yield common
            for figure in cell.figures:
                yield (
                    common
                    | _placed(figure.place)
                    | {
                        "kind": words.FIGURE_KINDS[figure.kind],
                        "fact_id": figure.id,
                        "value": figure.value,
                        "unit": figure.unit,
                        "upper": figure.upper,
                        "comparator": figure.comparator,
                        "scope": figure.scope,
                        "year": figure.year,
                        "printed_value": figure.printed_value,
                        "printed_unit": figure.printed_unit,
                    }
                )


def _tasks(comparison: Comparison) -> Iterator[Cells]:
    for row in comparison.tasks:
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            common = _common("tasks", row.id, row.theme, row.label, column)
            common |= {"state": words.STATES[cell.state], "differences": _told(row.differences, column)}
            if not cell.entries:
                yield common
            for entry in cell.entries:
                yield (
                    common
                    | _placed(entry.place)
                    | {
                        "kind": "nhiệm vụ",
                        "fact_id": entry.id,
                        "leads": "; ".join(entry.leads),
                        "coordinates": "; ".join(entry.coordinates),
                        "deadline": entry.deadline,
                        "due": entry.due,
                        "money_million": entry.money,
                    }
                )


def _coverage(comparison: Comparison) -> Iterator[Cells]:
    others = [column for column in comparison.columns if not column.central]
    for row in comparison.coverage:
        for column, cell in zip(others, row.cells, strict=True):
            common = _common("coverage", row.id, row.theme, row.place.passage, column)
            seen = words.witness(cell)
            placed = _placed(seen) if seen else {}
            yield (
                common
                | placed
                | {
                    "kind": words.ROW_KINDS[row.kind].lower(),
                    "fact_id": "; ".join(cell.ids),
                    "covered": words.COVERED[cell.covered],
                    "score": cell.score,
                    "counted": "không" if row.own else "có",
                }
            )


def _common(table: str, row_id: str, theme: str, label: str, column: PlanColumn) -> Cells:
    return {
        "table": table,
        "row_id": row_id,
        "theme": theme,
        "label": label,
        "plan_id": column.plan,
        "plan": column.label,
        "province": column.place,
        "territory": column.territory,
        "file": column.file,
    }


def _placed(place: Place) -> Cells:
    return {
        "section": place.path,
        "page": place.page,
        "start": place.start,
        "end": place.end,
        "passage": place.passage,
    }


def _told(differences: tuple[Difference, ...], column: PlanColumn) -> str:
    return "; ".join(d.text for d in differences if d.plan == column.plan)
