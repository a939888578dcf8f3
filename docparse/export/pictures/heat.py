"""Who has how much due when: agencies × quarters with the number of tasks, for very many tasks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from docparse.export.pictures.content import Content, ShownTask
from docparse.export.pictures.metrics import height, wrap, wrap_evenly
from docparse.export.pictures.style import (
    BAND,
    INK,
    LEAD,
    MARGIN,
    PADDING,
    QUIET,
    RULE,
    SMALL_SIZE,
    TEXT_SIZE,
    LegendItem,
    footnotes,
    title_block,
)
from docparse.export.pictures.svg import Canvas
from docparse.text import alphabetical

# So many agencies have a row of their own; the rest share one and are named below the picture.
ROWS = 40
# With more quarters than this, the columns are years.
QUARTERS = 24

_LABEL = 400.0
_STEP = 46.0
_SIDE_STEP = 84.0
_CELL = 26.0
_LEAST_PAGE = 1000.0
_SHADES = ("#dce9f7", "#a9cbec", "#5f9bd8", LEAD)
_DARK_FROM = 3
_NOBODY = ""
_OTHERS = "others"
_REPEATED, _OPEN, _UNDATED = "repeated", "open", "undated"
_SIDE = {_REPEATED: "Định kỳ", _OPEN: "Thường xuyên, mốc khác", _UNDATED: "Không ghi thời hạn"}


@dataclass(frozen=True, slots=True)
class _Grid:
    """Counts by (agency, column); columns of time in order, then those beside it."""

    rows: list[str]
    times: list[str]
    counts: Counter[tuple[str, str]]
    others: list[str]

    @property
    def most(self) -> int:
        # what nobody leads or has no date is often so much that all else would have one shade
        named = [n for (row, column), n in self.counts.items() if row != _NOBODY and column != _UNDATED]
        return max(named or self.counts.values(), default=1)


def draw_heat(content: Content, title: str) -> str:
    """The picture as SVG."""
    grid = _grid(content)
    wide = _STEP * len(grid.times) + _SIDE_STEP * len(_SIDE)
    page = max(_LEAST_PAGE, 2 * MARGIN + _LABEL + wide)
    canvas = Canvas()
    leading = len({a for task in content.tasks for kind, a in task.agencies if kind == "leads"})
    subtitle = (
        f"{len(content.tasks)} nhiệm vụ, {leading} cơ quan chủ trì. Mỗi ô là số nhiệm vụ đến hạn trong quý; "
        "nhiệm vụ có nhiều cơ quan chủ trì được tính cho từng cơ quan."
    )
    top = title_block(canvas, page, title, subtitle, _legend(grid.most))
    body = _draw_heads(canvas, grid, top)
    end = _draw_rows(canvas, content, grid, body)
    names = "; ".join(content.called(agency) for agency in grid.others)
    notes = [f"{len(grid.others)} cơ quan khác: {names}."] if grid.others else []
    return canvas.document(page, footnotes(canvas, page, end, notes), title, subtitle)


def _grid(content: Content) -> _Grid:
    times = _quarters(content)
    by_year = len(times) > QUARTERS
    counts: Counter[tuple[str, str]] = Counter()
    load: Counter[str] = Counter()
    for task in content.tasks:
        leads = [agency for kind, agency in task.agencies if kind == "leads"] or [_NOBODY]
        for agency in leads:
            counts[agency, _column(task, by_year)] += 1
            load[agency] += 1
    ranked = sorted(
        (a for a in load if a != _NOBODY), key=lambda a: (-load[a], alphabetical(content.called(a)))
    )
    rows, others = ranked[:ROWS], ranked[ROWS:]
    for agency in others:
        for column in [column for row, column in counts if row == agency]:
            counts[_OTHERS, column] += counts.pop((agency, column))
    rows += [_OTHERS] if others else []
    rows += [_NOBODY] if load[_NOBODY] else []
    return _Grid(rows, sorted({time[:4] for time in times}) if by_year else times, counts, others)


def _quarters(content: Content) -> list[str]:
    """Every quarter from the first in which a task is due to the last."""
    due = sorted({_quarter(task) for task in content.tasks if task.span})
    if not due:
        return []
    years = range(int(due[0][:4]), int(due[-1][:4]) + 1)
    every = [f"{year}-Q{quarter}" for year in years for quarter in range(1, 5)]
    return every[every.index(due[0]) : every.index(due[-1]) + 1]


def _quarter(task: ShownTask) -> str:
    """``2023-Q2``: the quarter in which a task with a last day is due."""
    return f"{task.span.end.year}-Q{(task.span.end.month + 2) // 3}" if task.span else _UNDATED


def _column(task: ShownTask, by_year: bool) -> str:
    if task.span:
        return _quarter(task)[:4] if by_year else _quarter(task)
    if task.days:
        return _REPEATED
    return _OPEN if task.when else _UNDATED


def _shade(count: int, most: int) -> int:
    """Which of the shades a count has: each covers an equal part of the way to the greatest."""
    return min(len(_SHADES) - 1, (count - 1) * len(_SHADES) // max(1, most))


def _legend(most: int) -> list[LegendItem]:
    items = []
    for shade in range(len(_SHADES)):
        counts = [count for count in range(1, most + 1) if _shade(count, most) == shade]
        if counts:
            words = str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
            words = f"từ {counts[0]}" if shade == len(_SHADES) - 1 else words
            items.append(LegendItem(_Swatch(_SHADES[shade]), f"{words} nhiệm vụ"))
    return items


@dataclass(frozen=True, slots=True)
class _Swatch:
    """Draws a small field of one colour."""

    colour: str

    def __call__(self, canvas: Canvas, x: float, y: float) -> None:
        canvas.rect(x, y - 7, 24, 14, self.colour, RULE, 2)


def _draw_heads(canvas: Canvas, grid: _Grid, y: float) -> float:
    """Years over quarters, and the columns beside them; the y below."""
    left = MARGIN + _LABEL
    for at, time in enumerate(grid.times):
        year, _, quarter = time.partition("-Q")
        x = left + (at + 0.5) * _STEP
        if at == 0 or not grid.times[at - 1].startswith(year):
            canvas.text(x - _STEP / 2 + 4, y + 14, year, TEXT_SIZE, INK, bold=True)
        if quarter:
            name = ("I", "II", "III", "IV")[int(quarter) - 1]
            canvas.text(x, y + 40, f"quý {name}", SMALL_SIZE, QUIET, anchor="middle")
    left += _STEP * len(grid.times)
    for at, name in enumerate(_SIDE.values()):
        lines = wrap(name, _SIDE_STEP - 8, SMALL_SIZE)
        canvas.text(left + (at + 0.5) * _SIDE_STEP, y + 12, lines, SMALL_SIZE, INK, anchor="middle")
    return y + 50


def _draw_rows(canvas: Canvas, content: Content, grid: _Grid, y: float) -> float:
    columns = [*((time, _STEP) for time in grid.times), *((side, _SIDE_STEP) for side in _SIDE)]
    wide = _LABEL + sum(step for _, step in columns)
    for at, agency in enumerate(grid.rows):
        lines = wrap_evenly(_row_name(content, grid, agency), _LABEL - 2 * PADDING, TEXT_SIZE)
        tall = max(_CELL + 6, height(len(lines), TEXT_SIZE) + PADDING)
        canvas.rect(MARGIN, y, wide, tall, BAND if at % 2 else "#ffffff")
        first = y + tall / 2 - height(len(lines), TEXT_SIZE) / 2 + TEXT_SIZE
        canvas.text(MARGIN + PADDING, first, lines, TEXT_SIZE, INK, bold=agency in (_NOBODY, _OTHERS))
        x = MARGIN + _LABEL
        for column, step in columns:
            if grid.counts[agency, column]:
                _draw_cell(canvas, grid, grid.counts[agency, column], x + step / 2, y + tall / 2)
            x += step
        y += tall
        canvas.line(MARGIN, y, MARGIN + wide, y, RULE, 0.6)
    return y


def _row_name(content: Content, grid: _Grid, agency: str) -> str:
    if agency == _NOBODY:
        return "Không ghi cơ quan chủ trì"
    return f"{len(grid.others)} cơ quan khác" if agency == _OTHERS else content.called(agency)


def _draw_cell(canvas: Canvas, grid: _Grid, count: int, x: float, y: float) -> None:
    shade = _shade(count, grid.most)
    ink = "#ffffff" if shade >= _DARK_FROM else INK
    canvas.rect(x - 19, y - _CELL / 2, 38, _CELL, _SHADES[shade], radius=3)
    canvas.text(x, y + 4, str(count), TEXT_SIZE, ink, bold=True, anchor="middle")
