"""Tables that a portal or a text export printed one cell a line, put together again.

The head is recognised by known column titles in a row, the data rows by the cheapest way to lay the lines
over the columns (``flatrows``), cells that a merged one covers by what is missing (``mergedcells``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from operator import itemgetter

from docparse.document import Cell, Document, Grid, Paragraph
from docparse.model import Diagnostic
from docparse.outline.flatrows import CONTINUED_CELL, EMPTY, ONE_LINE, Row, best_rows, opens_row
from docparse.outline.mergedcells import MergedCells
from docparse.outline.tables import column_roles
from docparse.outline.zones import matches
from docparse.rulebook import pattern
from docparse.text import CAPITALS, SMALL, fold

_MIN_HEADS = 3
_MAX_INDEX_HEAD = 20  # characters of what stands over the numbers of the rows
_MAX_HEADS = 16
_MAX_HEADING = 30  # characters of `PHỤ LỤC II`; a longer line is a cell
_MIN_CONFIDENCE = 0.4
_ROUNDING = 0.001
_END = re.compile(r"^(bằng chữ|ghi chú\s*:|nơi nhận|người lập|tổng cộng bằng|\(?bằng chữ)")
# the heading of the next part of the plan, in capitals: `IV. KINH PHÍ`
_SECTION = re.compile(r"[IVX]+\s?[.-]\s+(?P<title>.+)")
_UNIT = re.compile(rf"(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})\.? [{CAPITALS}][{SMALL}]")
# `Cơ quan` over `chủ trì`: a title on two lines
_BROKEN_HEAD = pattern("rolewording", "head-on-two-lines")
_CHARGE = pattern("rolewording", "head-of-charge")
_CHARGED = ("lead", "coordinate")
_DOUBT = 0.9  # how sure a table is in which merged cells were inferred, of what it is without them


#: a head cell: the indices of its paragraphs, the roles that it announces, its folded text
_Title = tuple[tuple[int, ...], tuple[str, ...], str]


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
    widest = max((p.style.blanks for p in paragraphs), default=0)
    sections = frozenset(i for i, p in enumerate(paragraphs) if _is_section(p.text))
    lines = _Lines(keys, sections, units, widest)
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
        table, index = found
        grids.append(table.grid)
        diagnostics += _diagnose(table)
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


@dataclass(frozen=True, slots=True)
class _Table:
    """A table put together; ``joined`` cells were found to go on with the cell above."""

    grid: Grid
    joined: int


def _diagnose(table: _Table) -> Iterator[Diagnostic]:
    grid = table.grid
    yield Diagnostic(
        code="table-rebuilt",
        severity="info",
        message=f"Bảng bị tách mỗi ô một dòng đã được dựng lại: {len(grid.rows)} hàng, "
        f"độ tin cậy {grid.confidence:.2f}.",
        start=grid.start,
        end=grid.end,
    )
    if table.joined:
        yield Diagnostic(
            code="merged-cells-inferred",
            severity="info",
            message=f"Văn bản không cho biết ô nào gộp: {table.joined} ô trống của bảng được đọc theo ô phía "
            "trên; nên đối chiếu với bản gốc.",
            start=grid.start,
            end=grid.end,
        )


def _find_head(keys: Sequence[str], index: int) -> _Head | None:
    """A head that starts at ``index``: the index column, then known titles, one a line."""
    # most paragraphs are too long for the head of that column: no rule is asked
    if len(keys[index].strip(" .:")) > _MAX_INDEX_HEAD or column_roles(keys[index]) != ("index",):
        return None
    top: list[_Title] = []
    at = index
    while at < len(keys) and at - index < _MAX_HEADS and not _is_first_index(keys[at]):
        broken = f"{keys[at]} {keys[at + 1]}" if at + 1 < len(keys) else ""
        lines = 2 if _BROKEN_HEAD.fullmatch(broken) else 1
        key = broken if lines == 2 else keys[at]
        top.append((tuple(range(at, at + lines)), column_roles(key), key))
        at += lines
    if at >= len(keys) or sum(bool(roles) for _, roles, _ in top) < _MIN_HEADS:
        return None
    head = _two_levels(top, at - index)
    return replace(head, length=head.length + _column_numbers(keys, at, len(head.roles)))


def _is_first_index(key: str) -> bool:
    return key.strip(" .)(") in ("1", "01", "i", "a")


def _column_numbers(keys: Sequence[str], at: int, width: int) -> int:
    """How many lines number the columns (``(1)``, ``(2)``, …) at ``at``: ``width`` or none."""
    lines = keys[at : at + width]
    return width if [line.strip(" ()") for line in lines] == [str(n + 1) for n in range(width)] else 0


def _two_levels(top: Sequence[_Title], length: int) -> _Head:
    """Heads of a second line stand in the place of the one above them.

    Below a head of money ``Tổng``, ``Ngân sách …``, below ``Phân công`` ``Chủ trì``, ``Phối hợp``.
    """
    cut = _second_level(top)
    upper, lower = (top[:cut], top[cut:]) if cut < len(top) else _below_charge(top)
    roles: list[str] = []
    titles: list[tuple[int, ...]] = []
    for lines, names, key in upper:
        role = names[0] if names else "text"
        if lower and (role == "money" if cut < len(top) else _CHARGE.fullmatch(key)):
            for below, below_names, _ in lower:
                known = below_names[:1] and below_names[0] in ("money", "source", *_CHARGED)
                roles.append(below_names[0] if known else "source")
                titles.append((lines[0], below[0]))
        else:
            roles.append(role)
            titles.append(lines)
    return _Head(tuple(roles), tuple(titles), length)


def _below_charge(top: Sequence[_Title]) -> tuple[Sequence[_Title], Sequence[_Title]]:
    """``TT | Nội dung | Phân công | Thời gian`` over ``Chủ trì | Phối hợp``: both lines, else no second."""
    charge = next((at for at, (_, _, key) in enumerate(top) if _CHARGE.fullmatch(key)), len(top))
    below = [names[:1] for _, names, _ in top[-2:]]
    if charge < len(top) - 2 and below == [("lead",), ("coordinate",)]:
        return top[:-2], top[-2:]
    return top, ()


def _second_level(top: Sequence[_Title]) -> int:
    """Index in ``top`` where the second line of a head of money begins, or its length."""
    money = next((i for i, (_, roles, _) in enumerate(top) if "money" in roles), None)
    if money is None:
        return len(top)
    tail = len(top)
    while tail > money + 1 and top[tail - 1][1][:1] in (("money",), ("source",)):
        tail -= 1
    return tail if len(top) - tail >= 2 and tail > money else len(top)


class _Lines:
    """The lines of a document, with what is asked of them again for every head."""

    def __init__(
        self, keys: Sequence[str], sections: Collection[int], units: Sequence[tuple[int, str]], widest: int
    ) -> None:
        self.keys, self.sections, self.units = keys, sections, units
        self.widest = widest  # the most blank lines before any line
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
                run = 0 if opens_row(key) else run + 1
                sums.append(sums[-1] + (run >= width))
            self._surplus[width] = sums
        sums = self._surplus[width]
        return CONTINUED_CELL * (sums[end] - sums[first])


def _lay_out(
    paragraphs: Sequence[Paragraph], lines: _Lines, index: int, head: _Head
) -> tuple[_Table, int] | None:
    first = index + head.length
    end = lines.next_unit(index, first, lines.end(first))
    if first == end or _is_hopeless(lines, first, end, head.roles):
        return None
    laid = _best_layout(paragraphs, lines, (index, first, end), head.roles)
    rows = laid.rows
    if len(rows) < 2:
        return None
    filled = sum(laid.texts[line] != EMPTY for row in rows for cell in row.cells.values() for line in cell)
    confidence = max(0.0, 1.0 - laid.cost / max(1, filled))
    if confidence < _MIN_CONFIDENCE:
        return None
    joined: list[set[int]] = [set() for _ in rows]
    if laid.kept:
        joined = MergedCells(rows, head.roles, laid.texts, blank_if_covered=laid.gap == 0).find()
    count = sum(map(len, joined))
    sure = round(confidence * (_DOUBT if count else 1), 3)
    return _Table(_grid(paragraphs, head, _Filled(rows, laid.places, joined), sure), count), end


@dataclass(frozen=True, slots=True)
class _Layout:
    """Rows and what they cost.

    ``texts`` are the folded lines that the rows count, ``places`` their paragraphs, null for an empty cell;
    ``gap`` the blank lines between two cells; ``kept`` tells that empty cells left lines too.
    """

    rows: list[Row]
    cost: float
    texts: Sequence[str]
    places: Sequence[int | None]
    gap: int
    kept: bool


def _best_layout(
    paragraphs: Sequence[Paragraph], lines: _Lines, reach: tuple[int, int, int], roles: Sequence[str]
) -> _Layout:
    """Lay the lines out, with the empty cells where the text keeps them; ``reach``: head, first line, end."""
    index, first, end = reach
    keys, places = lines.keys[first:end], range(first, end)
    gap = Counter(paragraph.style.blanks for paragraph in paragraphs[index + 1 : end]).most_common(1)[0][0]
    spread = _with_empty_cells(paragraphs, first, end, gap, len(roles))
    # a text that keeps empty paragraphs keeps empty cells
    if len(spread) > len(places) or 0 < 2 * gap < lines.widest:
        texts = [EMPTY if at is None else lines.keys[at] for at in spread]
        rows, cost = best_rows(texts, roles, covered=gap > 0)
        # blank lines that stand for something else cost more than they explain
        if len(spread) == len(places) or cost <= best_rows(keys, roles, covered=gap > 0)[1]:
            return _Layout(rows, cost, texts, spread, gap, True)
    return _Layout(*best_rows(keys, roles), keys, places, gap, False)


def _with_empty_cells(
    paragraphs: Sequence[Paragraph], first: int, end: int, gap: int, width: int
) -> list[int | None]:
    """The lines of a table, and null for each empty cell before one: blank lines beyond the usual ``gap``."""
    spread: list[int | None] = [first]
    for at in range(first + 1, end):
        beyond = (paragraphs[at].style.blanks - gap) // (gap + 1)
        spread += [*[None] * min(beyond, width), at]
    return spread


def _is_hopeless(lines: _Lines, first: int, end: int, roles: Sequence[str]) -> bool:
    """Whether no layout can be trusted: told without trying them, else a long text is tried at every head."""
    # where no cell may go on, a layout ends before ``end``
    may_go_on = any(role not in ONE_LINE for role in roles[1:])
    worst = (1 - _MIN_CONFIDENCE + _ROUNDING) * (end - first)
    return may_go_on and lines.least_cost(first, end, len(roles)) > worst


def _is_section(text: str) -> bool:
    return (heading := _SECTION.match(text)) is not None and heading["title"].isupper()


def _ends_table(key: str) -> bool:
    return _END.match(key) is not None or _is_foreign(key)


def _is_foreign(key: str) -> bool:
    """A line that can be in no cell: a heading of another part, the chrome of a portal."""
    if key.startswith(("phụ lục", "kế hoạch này")) and len(key) < _MAX_HEADING:
        return True
    return matches("portal-chrome", key) or matches("portal-property", key)


@dataclass(frozen=True, slots=True)
class _Filled:
    """Rows with their paragraphs.

    ``places`` gives the paragraph of each of their lines, null for an empty cell; ``joined`` the columns of
    each row whose cell goes on with the one above.
    """

    rows: Sequence[Row]
    places: Sequence[int | None]
    joined: Sequence[set[int]]

    def lines(self, number: int, column: int) -> list[int]:
        """The paragraphs in a cell of a row."""
        places = (self.places[line] for line in self.rows[number].cells.get(column, ()))
        return [place for place in places if place is not None]

    def height(self, number: int, column: int) -> int:
        """How many rows a cell covers."""
        below = takewhile(lambda joined: column in joined, islice(self.joined, number + 1, None))
        return 1 + sum(1 for _ in below)


def _grid(paragraphs: Sequence[Paragraph], head: _Head, filled: _Filled, confidence: float) -> Grid:
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
    for number in range(len(filled.rows)):
        grid_rows.append(_row_cells(paragraphs, filled, number, height, grid_rows[-1]))
    start = paragraphs[head.titles[0][0]].start
    end = max(cell.end for row in grid_rows for cell in row)
    return Grid(start, end, tuple(grid_rows), paragraphs[head.titles[0][0]].page, confidence)


def _row_cells(
    paragraphs: Sequence[Paragraph], filled: _Filled, number: int, height: int, above: Sequence[Cell]
) -> tuple[Cell, ...]:
    """The cells of a row below a head of ``height`` rows; ``above`` is the row above."""
    cells = []
    first = min(line for column in filled.rows[number].cells for line in filled.lines(number, column))
    after = paragraphs[first].start
    for column in range(len(above)):
        lines = filled.lines(number, column)
        if column in filled.joined[number]:
            cells.append(above[column])
        elif lines:
            start, after = paragraphs[lines[0]].start, paragraphs[lines[-1]].end
            text = "\n".join(paragraphs[line].text for line in lines)
            rows = filled.height(number, column)
            cells.append(Cell(start, after, text, height + number, column, rows))
        else:
            cells.append(Cell(after, after, "", height + number, column))
    return tuple(cells)
