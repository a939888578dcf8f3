"""What a table says: its head, the meaning of its columns, its groups, data rows and totals."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docparse.document import Cell, Grid
from docparse.model import ASSIGNMENT_ROLES, TableKind
from docparse.outline.markers import read_markers, roman
from docparse.rulebook import load_rules, pattern
from docparse.structure import Column, RowKind
from docparse.text import fold

_MAX_HEAD_ROWS = 4
_TOTAL = re.compile(r"^(tổng( cộng| số|$)|cộng\b|tổng kinh phí)")
_COLUMN_NUMBERS = re.compile(r"^\(?\d{1,2}\)?( ?= ?[\d()+ ]+)?$")
_MIN_TITLED = 3  # columns of a table in which a merged cell is a title
_INDEX = re.compile(r"^(?:[ivx]+|[a-hđ]|\d{1,3}(?:\.\d{1,3})*)[.)]?$")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_COUNT = re.compile(r"\W*\d{1,3}\W*")
_PLACE_HEAD = re.compile(r"(?:tên )?(?:địa phương|huyện|xã|phường|thị trấn|thôn|ấp|bản|quận|tỉnh)(?!\w)")
_NUMERIC = re.compile(r"[\d.,]+ ?%?")
_LEADS = re.compile(r"chủ trì|đầu mối")
# `Quý II`, `T4`, `Tháng 5/2026`, `2027`, and below one head for all of them `4`, `II`
_TIME_HEAD = re.compile(
    r"(?:(?:quý|q|tháng|t|năm)\.? ?)?(?:\d{1,2}|[ivx]{1,4}|20\d\d)(?:(?:[/-]| năm )20\d\d)?"
)
# `Đơn vị | Nhiệm vụ`: bodies, where those below are
_BODY_HEAD = pattern("rolewording", "head-of-bodies")
_BODY = pattern("rolewording", "body-title")
_LABELLED = pattern("rolewording", "label-in-cell")


def column_roles(head: str) -> tuple[str, ...]:
    """The roles that a head cell announces; empty when no rule knows it."""
    key = fold(head).strip(" .:").replace("\n", " ")
    if not key:
        return ()
    for rule in load_rules("columns"):
        if rule.pattern.search(key):
            return tuple(rule.value.split())
    return ()


@dataclass(frozen=True, slots=True)
class ReadGrid:
    """A grid with its head understood: what the table is for, its columns, the kind of each row."""

    kind: TableKind
    columns: tuple[Column, ...]
    kinds: tuple[RowKind, ...]


def read_grid(grid: Grid, before: tuple[Column, ...] = ()) -> ReadGrid:
    """Head rows, column roles and the kind of every row of ``grid``.

    ``before`` are the columns of a table right above: a grid of the same width without a head goes on
    with them.
    """
    height = _head_height(grid)
    columns = tuple(_columns(grid, height))
    if height == 0 and len(columns) == len(before):
        columns = before
    kinds: list[RowKind] = ["head"] * height
    kinds += [_row_kind(row, columns, grid.rows[:height]) for row in grid.rows[height:]]
    _group_over_letters(grid, columns, kinds)
    columns = _borne_out(grid, columns, kinds)
    kind = _table_kind(columns)
    if kind == "other" and _tells_in_cells(grid, columns, kinds):
        kind = "tasks"
    return ReadGrid(kind, columns, tuple(kinds))


def _tells_in_cells(grid: Grid, columns: Sequence[Column], kinds: Sequence[RowKind]) -> bool:
    """Whether the cells of the task column say themselves who and when (``- Chủ trì: Sở A``)."""
    at = next((at for at, column in enumerate(columns) if "task" in column.roles), None)
    rows = [row for row, kind in zip(grid.rows, kinds, strict=True) if kind == "data"]
    texts = [row[at].text for row in rows if at is not None and at < len(row) and row[at].text]
    return bool(texts) and _most(texts, lambda text: _LABELLED.search(fold(text)))


def _known_heads(row: Sequence[Cell]) -> int:
    return sum(bool(column_roles(cell.text)) for cell in _distinct(row))


def _distinct(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row, a cell that covers several columns once."""
    seen: list[Cell] = []
    for cell in row:
        if not seen or (cell.start, cell.end, cell.column) != (seen[-1].start, seen[-1].end, seen[-1].column):
            seen.append(cell)
    return seen


def _head_height(grid: Grid) -> int:
    """Number of head rows: the row with known heads, what its merged cells reach down to, column numbers."""
    start = next((i for i, row in enumerate(grid.rows[:_MAX_HEAD_ROWS]) if _known_heads(row) >= 2), None)
    if start is None:
        return 0
    height = max(c.row + c.rowspan for c in grid.rows[start] if c.text) if grid.rows[start] else start + 1
    height = max(start + 1, min(height, start + _MAX_HEAD_ROWS, len(grid.rows)))
    while height < len(grid.rows) and _is_column_numbers(grid.rows[height]):
        height += 1
    return height


def _is_column_numbers(row: Sequence[Cell]) -> bool:
    texts = [cell.text for cell in row if cell.text]
    return len(texts) > 2 and all(_COLUMN_NUMBERS.match(t) for t in texts) and texts[0].strip("()") == "1"


def _columns(grid: Grid, height: int) -> list[Column]:
    width = max((len(row) for row in grid.rows), default=0)
    columns = []
    for index in range(width):
        heads: list[str] = []
        for row in grid.rows[:height]:
            text = row[index].text if index < len(row) else ""
            text = text.replace("\n", " ")
            if text and (not heads or heads[-1] != text) and not _COLUMN_NUMBERS.match(text):
                heads.append(text)
        columns.append(Column(_roles_of(heads), tuple(heads)))
    return _one_leader(columns)


def _one_leader(columns: list[Column]) -> list[Column]:
    """Beside ``Đơn vị chủ trì`` a column such as ``Cơ quan chịu trách nhiệm quản lý`` names no leader."""
    plain = [c.roles == ("lead",) and _LEADS.search(fold(" ".join(c.heads))) is None for c in columns]
    if not any("lead" in c.roles and not weak for c, weak in zip(columns, plain, strict=True)):
        return columns
    return [Column((), c.heads) if weak else c for c, weak in zip(columns, plain, strict=True)]


def _roles_of(heads: Sequence[str]) -> tuple[str, ...]:
    """The lowest head that is known decides; below a head of money an unknown one names a source."""
    upper: tuple[str, ...] = ()
    for head in heads[:-1]:
        upper = column_roles(head) or upper
    own = column_roles(heads[-1]) if heads else ()
    if upper and upper[0] in ("money", "source"):
        if not own or own[0] not in ("money", "source"):
            return ("source",)
        return own
    return own or upper


def _borne_out(grid: Grid, columns: tuple[Column, ...], kinds: Sequence[RowKind]) -> tuple[Column, ...]:
    """``columns`` without roles that what stands below contradicts.

    Below ``Số lớp học theo chương trình mới`` stand numbers and no tasks, below ``Lộ trình | Số lớp`` no
    deadlines: a head of two words may be found in any statistics.
    """
    data = [row for row, kind in zip(grid.rows, kinds, strict=True) if kind == "data"]
    below = [[row[at] for row in data if at < len(row) and row[at].text] for at in range(len(columns))]
    texts = [[cell.text for cell in cells] for cells in below]
    kept = [
        Column(_without_contradicted(column, filled), column.heads)
        for column, filled in zip(columns, texts, strict=True)
    ]
    kept = [
        Column(("deadline",), column.heads) if _is_ticked_time(column, cells) else column
        for column, cells in zip(kept, below, strict=True)
    ]
    if not any({*ASSIGNMENT_ROLES} & {*column.roles} for column in kept):
        charged = _column_of_bodies(kept, texts)
        kept = [Column(("lead",), c.heads) if at == charged else c for at, c in enumerate(kept)]
    return tuple(kept)


def _column_of_bodies(columns: Sequence[Column], below: Sequence[Sequence[str]]) -> int | None:
    """``Đơn vị | Nhiệm vụ``: the column that says whose tasks stand beside it."""
    if not any("task" in column.roles for column in columns):
        return None
    return next(
        (
            at
            for at, (column, texts) in enumerate(zip(columns, below, strict=True))
            if _BODY_HEAD.fullmatch(fold(column.title).strip(" .:")) and texts and _most(texts, _names_body)
        ),
        None,
    )


def _is_ticked_time(column: Column, cells: Sequence[Cell]) -> bool:
    """``Quý II`` over nothing but ticks."""
    timed = _TIME_HEAD.fullmatch(fold(column.title).strip(" ."))
    return timed is not None and bool(cells) and all(cell.is_ticked for cell in cells)


def _names_body(text: str) -> bool:
    return _BODY.match(fold(text)) is not None


def _without_contradicted(column: Column, filled: Sequence[str]) -> tuple[str, ...]:
    if "task" in column.roles and _most(filled, lambda text: not _LETTERS.search(text)):
        return tuple(role for role in column.roles if role != "task")
    inherited = "deadline" not in column_roles(column.title)  # `Thời hạn (ngày)` is followed by numbers
    if "deadline" in column.roles and inherited and _most(filled, _COUNT.fullmatch):
        return tuple(role for role in column.roles if role != "deadline")
    return column.roles


def _most(texts: Sequence[str], holds: Callable[[str], object]) -> bool:
    return sum(bool(holds(text)) for text in texts) > len(texts) / 2


def _row_kind(row: Sequence[Cell], columns: Sequence[Column], head: Sequence[Sequence[Cell]]) -> RowKind:
    texts = [cell.text for cell in row]
    if (head and texts == [cell.text for cell in head[-1]]) or not any(texts):
        return "head"
    filled = [cell for cell in _distinct(row) if cell.text]
    if any(_TOTAL.match(fold(cell.text)) for cell in filled[:2]):
        return "total"
    if _is_column_numbers(row):
        return "head"
    if _numbered_title(filled, len(columns)) or (len(filled) == 1 and filled[0].colspan == len(columns) > 2):
        return "group"
    index = texts[0].strip(" .)") if columns and "index" in columns[0].roles else ""
    assigned = any(
        texts[i] and {*ASSIGNMENT_ROLES, "deadline"} & {*c.roles} and row[i].colspan == 1
        for i, c in enumerate(columns)
        if i < len(row)
    )
    if _opens_group(index) and not assigned:
        return "group"
    numbered = any(ch.isdigit() for ch in index) and not _LETTERS.search(index)  # `Tuần 2 (từ ngày 07/9)`
    if len(filled) <= 2 and not assigned and not numbered and len(columns) > 3:
        return "group"
    return "data"


def _numbered_title(filled: Sequence[Cell], width: int) -> bool:
    """``I | GIAI ĐOẠN 1`` over all other columns, whatever the first column is for."""
    if len(filled) != 2 or width < _MIN_TITLED:
        return False
    numeral, title = filled
    return _INDEX.fullmatch(fold(numeral.text).strip()) is not None and title.colspan >= width - 1


def _group_over_letters(grid: Grid, columns: Sequence[Column], kinds: list[RowKind]) -> None:
    """A row numbered 1, 2, 3 that names nobody and stands over rows a), b) or 1.1, 1.2 opens a group."""
    if not columns or "index" not in columns[0].roles:
        return
    indexes = [row[0].text.strip(" .)") if row else "" for row in grid.rows]
    for at, row in enumerate(grid.rows[:-1]):
        filled = [cell for cell in _distinct(row) if cell.text]
        below = indexes[at + 1] in ("a", f"{indexes[at]}.1")
        if kinds[at] == "data" and indexes[at].isdecimal() and below and len(filled) <= 2:
            kinds[at] = "group"


def _opens_group(index: str) -> bool:
    return bool(index) and (
        index.isupper() and (roman(index) is not None or (len(index) == 1 and index.isalpha()))
    )


def _table_kind(columns: Sequence[Column]) -> TableKind:
    roles = {role for column in columns for role in column.roles}
    if "task" in roles and roles & {*ASSIGNMENT_ROLES, "deadline"}:
        return "tasks"
    if roles & {*ASSIGNMENT_ROLES} and len(roles) > 2 and "target" not in roles:
        return "tasks"
    if "target" in roles and roles & {*ASSIGNMENT_ROLES} and not roles & {"year", "unit"}:
        return "tasks"  # `Chỉ tiêu | Chủ trì`: who sees to it that a promise is kept
    if "target" in roles or roles >= {"task", "unit", "year"}:
        return "targets"  # `Nội dung | ĐVT | Kế hoạch năm 2026`: what is counted, and how much of it
    return "budget" if roles & {"money", "source"} else "other"


def of_places(read: ReadGrid, grid: Grid) -> ReadGrid:
    """``Chỉ tiêu giao cho các xã``: figures by place are targets, each place a name of its own.

    ``read`` as it is where no column tells places or another column holds no numbers.
    """
    if read.kind != "other" or not grid.rows:
        return read
    if "head" not in read.kinds:  # a row with fewer than two heads that any rule knows
        read = ReadGrid(read.kind, tuple(_columns(grid, 1)), ("head", *read.kinds[1:]))
    heads = [fold(column.title) for column in read.columns]
    place = next((at for at, head in enumerate(heads) if _PLACE_HEAD.match(head)), None)
    if place is None:
        return read
    data = [row for row, kind in zip(grid.rows, read.kinds, strict=True) if kind == "data"]
    for at, column in enumerate(read.columns):
        texts = [row[at].text for row in data if at < len(row) and row[at].text]
        if at != place and "index" not in column.roles and not (texts and _most(texts, _NUMERIC.fullmatch)):
            return read
    columns = tuple(Column(("target",), c.heads) if at == place else c for at, c in enumerate(read.columns))
    return ReadGrid("targets", columns, read.kinds)


def group_title(row: Sequence[Cell]) -> tuple[str, str, Cell]:
    """Marker, title and title cell of a group row; the marker is empty where none is printed."""
    filled = [cell for cell in _distinct(row) if cell.text]
    first = filled[0]
    if len(filled) > 1 and _INDEX.match(fold(first.text)):
        return first.text.strip(" .)"), filled[1].text.replace("\n", " "), filled[1]
    text = first.text.replace("\n", " ")
    marker = next((m for m in read_markers(text) if m.kind in ("roman", "upper", "arabic", "letter")), None)
    if marker is not None and text[marker.length :].strip():
        return marker.printed.strip(" .)"), text[marker.length :], first
    return "", text, first


def group_rank(marker: str) -> int:
    """How deep a group row stands: I and A over 1, 1 over 1.1 and a."""
    if marker.isdecimal():
        return 1
    return 0 if marker.isupper() else 2
