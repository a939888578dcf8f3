"""Tables that a portal or a text export printed one cell a line, put together again.

The head is recognised by known column titles in a row; the data rows by the cheapest way to lay the
lines over the columns, each column taking only what can stand in it (a number, a time, a name).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from operator import itemgetter

from docparse.document import Cell, Document, Grid, Paragraph
from docparse.model import Diagnostic
from docparse.outline.markers import roman
from docparse.outline.tables import column_roles
from docparse.outline.zones import matches
from docparse.text import CAPITALS, SMALL, fold

_MIN_HEADS = 3
_MAX_INDEX_HEAD = 20  # characters of what stands over the numbers of the rows
_MAX_HEADS = 16
_MAX_HEADING = 30  # characters of `PHỤ LỤC II`; a longer line is a cell
_MIN_CONFIDENCE = 0.4
_ROUNDING = 0.001
# a cell of such a column has one line
_ONE_LINE = ("index", "money", "source")
_NUMBER = re.compile(r"^[-–]$|^\d{1,3}(?:[.,]\d+)*$|^\d+$")
_TIME = re.compile(
    r"^(?:.{0,25}\b(?:20\d\d|quý|tháng \d|hằng năm|hàng năm|thường xuyên)\b.{0,25}"
    r"|đang (?:triển khai|thực hiện))$"
)
_END = re.compile(r"^(bằng chữ|ghi chú\s*:|nơi nhận|người lập|tổng cộng bằng|\(?bằng chữ)")
# the heading of the next part of the plan, in capitals: `IV. KINH PHÍ`
_SECTION = re.compile(r"[IVX]+\s?[.-]\s+(?P<title>.+)")
_UNIT = re.compile(rf"(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})\.? [{CAPITALS}][{SMALL}]")
_INDEX = re.compile(r"(?:[ivx]+|[0-9]{1,3}|[a-hđ])[.)]?")
_LETTERS = "abcdđegh"
_YEAR = re.compile(r"20\d\d")
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
_ARABIC_GROUP = 0.4  # a group numbered 1, 2, 3 is rarer than one numbered I, II, III


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
    units = [(i, m["number"]) for i, p in enumerate(paragraphs) if (m := _UNIT.match(p.text))]
    lines = _Lines(keys, frozenset(i for i, p in enumerate(paragraphs) if _is_section(p.text)), units)
    kept: list[Paragraph] = []
    grids: list[Grid] = []
    diagnostics: list[Diagnostic] = []
    index = 0
    while index < len(paragraphs):
        head = _find_head(keys, index)
        found = _lay_out(paragraphs, lines, index, head) if head else None
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
    # most paragraphs are too long for the head of that column: no rule is asked
    if len(keys[index].strip(" .:")) > _MAX_INDEX_HEAD or column_roles(keys[index]) != ("index",):
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


@dataclass(slots=True)  # frozen ones take three times as long to make
class _State:
    """A line in a column of the current row; ``grouped`` rows (groups, totals) name no agency and no time.

    ``arabic``, ``numeral`` and ``letter`` are the last numbers counted, ``before`` the state of the line
    before.
    """

    cost: float
    line: int
    column: int
    grouped: bool
    opens: bool
    arabic: int
    numeral: int
    letter: int
    before: _State | None


class _Lines:
    """The lines of a document, with what is asked of them again for every head."""

    def __init__(
        self, keys: Sequence[str], sections: Collection[int], units: Sequence[tuple[int, str]]
    ) -> None:
        self.keys, self.sections, self.units = keys, sections, units
        self._end = -1
        self._surplus: dict[int, list[int]] = {}

    def end(self, first: int) -> int:
        """The line behind ``first`` that can be in no table; heads come in their order."""
        if self._end < first:
            keys, end = self.keys, first
            while end < len(keys) and end not in self.sections and not _ends_table(keys[end]):
                end += 1
            self._end = end
        return self._end

    def next_unit(self, head: int, first: int, end: int) -> int:
        """The line before ``end`` that opens the unit behind the one above ``head`` (``5.3.``, ``5.2.``)."""
        at = bisect_left(self.units, head, key=itemgetter(0))
        if at == 0:
            return end
        *outer, last = self.units[at - 1][1].split(".")
        following = ".".join((*outer, str(int(last) + 1)))
        behind = takewhile(lambda unit: unit[0] < end, islice(self.units, at, None))
        return next((line for line, number in behind if line >= first and number == following), end)

    def least_cost(self, first: int, end: int, width: int) -> float:
        """A bound of what any layout of ``first`` to ``end`` over ``width`` columns costs.

        Between two lines that may begin a row, each line more than there are columns goes on in a cell.
        """
        if width not in self._surplus:
            sums, run = [0], 0
            for key in self.keys:
                run = 0 if _opens_row(key) else run + 1
                sums.append(sums[-1] + (run >= width))
            self._surplus[width] = sums
        sums = self._surplus[width]
        return _CONTINUED_CELL * (sums[end] - sums[first])


def _lay_out(
    paragraphs: Sequence[Paragraph], lines: _Lines, index: int, head: _Head
) -> tuple[Grid, int] | None:
    first = index + head.length
    end = lines.next_unit(index, first, lines.end(first))
    if _is_hopeless(lines, first, end, head.roles):
        return None
    rows, cost = _best_rows(lines.keys, first, end, head)
    if len(rows) < 2:
        return None
    cells = sum(len(row) for row in rows)
    confidence = round(max(0.0, 1.0 - cost / max(1, cells)), 3)
    if confidence < _MIN_CONFIDENCE:
        return None
    return _grid(paragraphs, head, rows, confidence), end


def _is_hopeless(lines: _Lines, first: int, end: int, roles: Sequence[str]) -> bool:
    """Whether no layout can be trusted: told without trying them, else a long text is tried at every head."""
    # where no cell may go on, a layout ends before ``end``
    may_go_on = any(role not in _ONE_LINE for role in roles[1:])
    worst = (1 - _MIN_CONFIDENCE + _ROUNDING) * (end - first)
    return may_go_on and lines.least_cost(first, end, len(roles)) > worst


def _opens_row(key: str) -> bool:
    return _INDEX.fullmatch(key) is not None or _TOTAL.match(key) is not None


def _is_section(text: str) -> bool:
    return (heading := _SECTION.match(text)) is not None and heading["title"].isupper()


def _ends_table(key: str) -> bool:
    return _END.match(key) is not None or _is_foreign(key)


def _is_foreign(key: str) -> bool:
    """A line that can be in no cell: a heading of another part, the chrome of a portal."""
    if key.startswith(("phụ lục", "kế hoạch này")) and len(key) < _MAX_HEADING:
        return True
    return matches("portal-chrome", key) or matches("portal-property", key)


def _best_rows(
    keys: Sequence[str], first: int, end: int, head: _Head
) -> tuple[tuple[tuple[tuple[int, int], ...], ...], float]:
    """Cheapest split of the lines into rows: one pass over the lines, a state for each column."""
    skips = {grouped: _skip_costs(head.roles, grouped) for grouped in (True, False)}
    current: dict[tuple[int, bool], _State] = {
        (state.column, state.grouped): state for state in _opened(keys, first, head, None, 0.0)
    }
    if not current:
        return (), 0.0
    for line in range(first + 1, end):
        grown: dict[tuple[int, bool], _State] = {}
        types = [_type_cost(keys[line], role) for role in head.roles]
        for state in current.values():
            for following in _continued(keys, line, head, state, skips[state.grouped], types):
                key = (following.column, following.grouped)
                if key not in grown or following.cost < grown[key].cost:
                    grown[key] = following
        if not grown:
            break
        current = grown
    last = min(current.values(), key=lambda s: s.cost + _closing(skips, s, head))
    return _unwind(last), last.cost + _closing(skips, last, head)


def _skip_costs(roles: Sequence[str], grouped: bool) -> list[float]:
    """Running sum of what empty columns cost: the cost of skipping ``a..b`` is ``sums[b] - sums[a]``."""
    sums = [0.0]
    for role in roles:
        free = grouped and role in ("lead", "coordinate", "deadline", "note", "product")
        sums.append(sums[-1] + (0.0 if free else _MISSING.get(role, _MISSING_OTHER)))
    return sums


def _closing(skips: dict[bool, list[float]], state: _State, head: _Head) -> float:
    return skips[state.grouped][len(head.roles)] - skips[state.grouped][state.column + 1]


def _opened(
    keys: Sequence[str], line: int, head: _Head, before: _State | None, cost: float
) -> Iterator[_State]:
    """The states of a line that begins a row: an index, or the word of a total."""
    key = keys[line]
    if not _opens_row(key):
        return
    total = _TOTAL.match(key) is not None
    index = key.strip(" .)")
    step, arabic, numeral, letter = _sequence_cost(key, before)
    column = 1 if total and head.roles[:1] == ("index",) else 0
    grouped = total or roman(index) is not None
    row = _State(cost + step, line, column, grouped, True, arabic, numeral, letter, before)
    yield row
    if index.isdecimal() and not grouped:
        yield replace(row, cost=row.cost + _ARABIC_GROUP, grouped=True)


def _continued(
    keys: Sequence[str],
    line: int,
    head: _Head,
    state: _State,
    skips: Sequence[float],
    types: Sequence[float],
) -> Iterator[_State]:
    """The line in a later column of the row, in the same cell, or at the begin of a new row.

    ``types`` is what the line costs in each column.
    """
    width = len(head.roles)
    counted = state.arabic, state.numeral, state.letter
    for column in range(state.column, width):
        if column == state.column and (state.opens or head.roles[column] in _ONE_LINE):
            continue
        gap = _CONTINUED_CELL if column == state.column else skips[column] - skips[state.column + 1]
        yield _State(state.cost + gap + types[column], line, column, state.grouped, False, *counted, state)
    closed = state.cost + skips[width] - skips[state.column + 1]
    if not state.opens:
        yield from _opened(keys, line, head, state, closed)


def _unwind(state: _State | None) -> tuple[tuple[tuple[int, int], ...], ...]:
    rows: list[list[tuple[int, int]]] = [[]]
    while state is not None:
        rows[-1].append((state.column, state.line))
        if state.opens:
            rows.append([])
        state = state.before
    return tuple(tuple(reversed(row)) for row in reversed(rows) if row)


def _sequence_cost(key: str, before: _State | None) -> tuple[float, int, int, int]:
    """What the index of a row costs after the rows before it, and the numbers counted with it."""
    arabic, numeral, letter = (before.arabic, before.numeral, before.letter) if before else (0, 0, 0)
    index = key.strip(" .)")
    if _TOTAL.match(key):
        return 0.0, arabic, numeral, letter
    value = roman(index)
    if value is not None:
        return (0.0 if value == numeral + 1 else _BROKEN_SEQUENCE), 0, value, 0
    if index.isdecimal():
        number = int(index)
        cost = 0.0 if number == arabic + 1 else _BROKEN_SEQUENCE / (2 if number == arabic else 1)
        return cost, number, numeral, 0
    letter_value = _LETTERS.index(index) + 1
    return (0.0 if letter_value == letter + 1 else _BROKEN_SEQUENCE), arabic, numeral, letter_value


def _type_cost(key: str, role: str) -> float:
    """What it costs to take the line for a cell of this role."""
    if role == "index":
        return 0.0 if _INDEX.fullmatch(key) else _WRONG_TYPE
    number = _NUMBER.match(key) is not None
    if role in ("money", "source"):
        return 0.0 if number else _WRONG_TYPE
    if role == "deadline":
        return 0.0 if _TIME.match(key) or _YEAR.fullmatch(key) else 1.2
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
