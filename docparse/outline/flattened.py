"""Tables that a portal or a text export printed one cell a line, put together again.

The head is recognised by known column titles in a row; the data rows by the cheapest way to lay the
lines over the columns, each column taking only what can stand in it (a number, a time, a name).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docparse.document import Cell, Document, Grid, Paragraph
from docparse.model import Diagnostic
from docparse.outline.markers import roman
from docparse.outline.tables import column_roles
from docparse.outline.zones import matches
from docparse.text import fold

_MIN_HEADS = 3
_MAX_HEADS = 16
_NUMBER = re.compile(r"^[-–]$|^\d{1,3}(?:[.,]\d+)*$|^\d+$")
_TIME = re.compile(
    r"^(?:.{0,25}\b(?:20\d\d|quý|tháng \d|hằng năm|hàng năm|thường xuyên)\b.{0,25}"
    r"|đang (?:triển khai|thực hiện))$"
)
_END = re.compile(r"^(bằng chữ|ghi chú\s*:|nơi nhận|người lập|tổng cộng bằng|\(?bằng chữ)")
_TOTAL = re.compile(r"^(tổng|cộng)\b")

# Costs of laying lines over columns
_MISSING = {
    "note": 0.1,
    "product": 0.6,
    "coordinate": 0.6,
    "deadline": 0.7,
    "lead": 0.9,
    "source": 0.8,
    "money": 0.9,
}
_MISSING_OTHER = 1.5
_WRONG_TYPE = 3.0
_BROKEN_SEQUENCE = 2.0
_CONTINUED_CELL = 1.6


@dataclass(frozen=True, slots=True)
class _Head:
    """Roles and titles of the columns, and how many lines the head takes."""

    roles: tuple[str, ...]
    titles: tuple[tuple[int, ...], ...]  # paragraph indices of the head cells of each column
    length: int


def rebuild(document: Document) -> Document:
    """``document`` with every recognised flattened table as a grid; its lines leave the paragraphs."""
    paragraphs = list(document.paragraphs)
    keys = [fold(p.text) for p in paragraphs]
    kept: list[Paragraph] = []
    grids: list[Grid] = []
    diagnostics: list[Diagnostic] = []
    index = 0
    while index < len(paragraphs):
        head = _find_head(keys, index)
        found = _lay_out(paragraphs, keys, index, head) if head else None
        if found is None:
            kept.append(paragraphs[index])
            index += 1
            continue
        grid, index = found
        grids.append(grid)
        diagnostics.append(_diagnose(grid))
    if not grids:
        return document
    tables = tuple(sorted((*document.tables, *grids), key=lambda g: g.start))
    return Document(
        document.name,
        document.sha256,
        document.media_type,
        document.text,
        tuple(kept),
        tables,
        document.pages,
        document.ocr,
        document.portal,
        (*document.diagnostics, *diagnostics),
    )


def _diagnose(grid: Grid) -> Diagnostic:
    return Diagnostic(
        code="table-rebuilt",
        severity="info",
        message=f"Bảng bị tách mỗi ô một dòng đã được dựng lại: {len(grid.rows)} hàng, "
        f"độ tin cậy {grid.confidence:.2f}.",
        start=grid.start,
        end=grid.end,
    )


def _find_head(keys: Sequence[str], index: int) -> _Head | None:
    """A head that starts at ``index``: the index column, then known titles, one a line."""
    if column_roles(keys[index]) != ("index",):
        return None
    top: list[tuple[int, tuple[str, ...]]] = []
    at = index
    while at < len(keys) and at - index < _MAX_HEADS and not _is_first_index(keys[at]):
        top.append((at, column_roles(keys[at])))
        at += 1
    if at >= len(keys) or sum(bool(roles) for _, roles in top) < _MIN_HEADS:
        return None
    return _two_levels(top, at - index)


def _is_first_index(key: str) -> bool:
    return key.strip(" .)") in ("1", "01", "i", "a")


def _two_levels(top: Sequence[tuple[int, tuple[str, ...]]], length: int) -> _Head:
    """Heads below a head of money (``Kinh phí`` over ``Tổng``, ``Ngân sách …``) stand in its place."""
    cut = _second_level(top)
    upper, lower = top[:cut], top[cut:]
    roles: list[str] = []
    titles: list[tuple[int, ...]] = []
    for at, names in upper:
        role = names[0] if names else "text"
        if lower and role == "money":
            for below, below_names in lower:
                roles.append(
                    below_names[0] if below_names and below_names[0] in ("money", "source") else "source"
                )
                titles.append((at, below))
        else:
            roles.append(role)
            titles.append((at,))
    return _Head(tuple(roles), tuple(titles), length)


def _second_level(top: Sequence[tuple[int, tuple[str, ...]]]) -> int:
    """Index in ``top`` where the second line of the head begins, or its length."""
    money = next((i for i, (_, roles) in enumerate(top) if "money" in roles), None)
    if money is None:
        return len(top)
    tail = len(top)
    while tail > money + 1 and top[tail - 1][1][:1] in (("money",), ("source",)):
        tail -= 1
    return tail if len(top) - tail >= 2 and tail > money else len(top)


@dataclass(frozen=True, slots=True)
class _State:
    cost: float
    rows: tuple[tuple[tuple[int, int], ...], ...]  # per row: (column, paragraph index)
    last_arabic: int
    last_roman: int


def _lay_out(
    paragraphs: Sequence[Paragraph], keys: Sequence[str], index: int, head: _Head
) -> tuple[Grid, int] | None:
    first = index + head.length
    end = first
    while end < len(keys) and not _END.match(keys[end]) and not _is_foreign(keys[end]):
        end += 1
    rows, cost = _best_rows(keys, first, end, head)
    if len(rows) < 2:
        return None
    cells = sum(len(row) for row in rows)
    confidence = round(max(0.0, 1.0 - cost / max(1, cells)), 3)
    if confidence < 0.4:
        return None
    return _grid(paragraphs, head, rows, confidence), end


def _is_foreign(key: str) -> bool:
    """A line that can be in no cell: a heading of another part, the chrome of a portal."""
    if key.startswith(("phụ lục", "kế hoạch này")) and len(key) < 30:
        return True
    return matches("portal-chrome", key) or matches("portal-property", key)


def _best_rows(
    keys: Sequence[str], first: int, end: int, head: _Head
) -> tuple[tuple[tuple[tuple[int, int], ...], ...], float]:
    """Cheapest split of the lines into rows, by dynamic programming over row ends."""
    width = len(head.roles)
    best: dict[int, _State] = {first: _State(0.0, (), 0, 0)}
    for at in range(first, end):
        state = best.get(at)
        if state is None:
            continue
        for stop in range(at + 1, min(end, at + 2 * width) + 1):
            laid = _lay_row(keys, at, stop, head)
            if laid is None:
                continue
            cells, cost = laid
            step, arabic, numeral = _sequence_cost(keys[at], state)
            total = state.cost + cost + step
            known = best.get(stop)
            if known is None or total < known.cost:
                best[stop] = _State(total, (*state.rows, cells), arabic, numeral)
    final = best.get(end) or best[max(best)]
    return final.rows, final.cost


def _sequence_cost(key: str, state: _State) -> tuple[float, int, int]:
    index = key.strip(" .)")
    if _TOTAL.match(key):
        return 0.0, state.last_arabic, state.last_roman
    numeral = roman(index)
    if numeral is not None and index.isalpha():
        return (0.0 if numeral == state.last_roman + 1 else _BROKEN_SEQUENCE), 0, numeral
    if index.isdigit():
        value = int(index)
        cost = (
            0.0
            if value == state.last_arabic + 1
            else _BROKEN_SEQUENCE / (2 if value == state.last_arabic else 1)
        )
        return cost, value, state.last_roman
    return _BROKEN_SEQUENCE, state.last_arabic, state.last_roman


def _lay_row(
    keys: Sequence[str], at: int, stop: int, head: _Head
) -> tuple[tuple[tuple[int, int], ...], float] | None:
    """Lay the lines ``at..stop`` over the columns, left to right; null when the row cannot begin here."""
    total = _TOTAL.match(keys[at]) is not None
    if not total and not re.fullmatch(r"(?:[ivx]+|\d{1,3}|[a-h])[.)]?", keys[at]):
        return None
    start_column = 1 if total and "index" in head.roles[:1] else 0
    table: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {start_column - 1: (0.0, ())}
    grouped = roman(keys[at].strip(" .)")) is not None or total
    for line in range(at, stop):
        grown: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {}
        for column, (cost, cells) in table.items():
            for target in range(max(column, 0), len(head.roles)):
                if target == column and (not cells or head.roles[target] in ("index", "money", "source")):
                    continue
                step = _CONTINUED_CELL if target == column else _skipped(head.roles, column, target, grouped)
                step += _type_cost(keys[line], head.roles[target])
                if target not in grown or cost + step < grown[target][0]:
                    grown[target] = (cost + step, (*cells, (target, line)))
        table = grown
    results = [
        (cost + _skipped(head.roles, column, len(head.roles), grouped), cells)
        for column, (cost, cells) in table.items()
    ]
    if not results:
        return None
    cost, cells = min(results)
    return cells, cost


def _skipped(roles: Sequence[str], column: int, target: int, grouped: bool) -> float:
    """Cost of the columns left empty between two filled ones; group rows name no agency and no time."""
    cost = 0.0
    for role in roles[column + 1 : target]:
        penalty = _MISSING.get(role, _MISSING_OTHER)
        cost += 0.0 if grouped and role in ("lead", "coordinate", "deadline", "note", "product") else penalty
    return cost


def _type_cost(key: str, role: str) -> float:
    number = _NUMBER.match(key) is not None
    if role == "index":
        return 0.0 if re.fullmatch(r"(?:[ivx]+|\d{1,3}|[a-h])[.)]?", key) else _WRONG_TYPE
    if role in ("money", "source"):
        return 0.0 if number else _WRONG_TYPE
    if role == "deadline":
        return 0.0 if _TIME.match(key) or re.fullmatch(r"20\d\d", key) else 1.2
    if number:
        return _WRONG_TYPE
    return 0.5 if role in ("lead", "coordinate") and _TIME.match(key) else 0.0


def _grid(
    paragraphs: Sequence[Paragraph], head: _Head, rows: Sequence[Sequence[tuple[int, int]]], confidence: float
) -> Grid:
    height = max(len(titles) for titles in head.titles)
    grid_rows: list[tuple[Cell, ...]] = []
    for level in range(height):
        cells = []
        for column, titles in enumerate(head.titles):
            paragraph = paragraphs[titles[min(level, len(titles) - 1)]]
            span = height - level if level == len(titles) - 1 else 1
            cells.append(
                Cell(
                    paragraph.start, paragraph.end, paragraph.text, min(level, len(titles) - 1), column, span
                )
            )
        grid_rows.append(tuple(cells))
    for number, row in enumerate(rows, start=height):
        grid_rows.append(_row_cells(paragraphs, row, number, len(head.roles)))
    start = paragraphs[head.titles[0][0]].start
    end = max(paragraphs[line].end for row in rows for _, line in row)
    return Grid(start, end, tuple(grid_rows), paragraphs[head.titles[0][0]].page, confidence)


def _row_cells(
    paragraphs: Sequence[Paragraph], row: Sequence[tuple[int, int]], number: int, width: int
) -> tuple[Cell, ...]:
    cells = []
    after = paragraphs[row[0][1]].start
    for column in range(width):
        lines = [line for c, line in row if c == column]
        if lines:
            start, after = paragraphs[lines[0]].start, paragraphs[lines[-1]].end
            text = "\n".join(paragraphs[line].text for line in lines)
            cells.append(Cell(start, after, text, number, column))
        else:
            cells.append(Cell(after, after, "", number, column))
    return tuple(cells)
