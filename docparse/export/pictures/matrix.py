"""Tasks as rows, agencies as columns, a mark for each role: for plans of many tasks.

Where even that is too long, the rows are sections and the marks count tasks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import cos, radians, sin

from docparse.export.pictures.content import ROLES, Content, ShownTask
from docparse.export.pictures.metrics import LINE_HEIGHT, height, width, wrap, wrap_evenly
from docparse.export.pictures.style import (
    BAND,
    INK,
    MARGIN,
    PADDING,
    PALE_LEAD,
    QUIET,
    ROLE_COLOURS,
    ROLE_WORDS,
    RULE,
    SMALL_SIZE,
    TEXT_SIZE,
    LegendItem,
    footnotes,
    role_mark,
    title_block,
)
from docparse.export.pictures.svg import Canvas
from docparse.graph.schema import EdgeKind
from docparse.text import alphabetical

# So many agencies have a column of their own; the rest share one and are named below the picture.
COLUMNS = 32
# So many rows a reader still takes in; above it, sections are joined to the headings above them.
SECTIONS = 48

_LABEL = 520.0
_SLANT = 55.0
_HEAD_LINES = 2
_LEAST_HEAD = 150.0
_LEAST_PAGE = 1000.0
# Column widths: two slanted lines of a head must fit side by side.
_MARK_STEP = 42.0
_COUNT_STEP = 46.0
# a count with the gap to the next one below it
_BADGE = 18.0
_OTHERS = "others"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its label (wrapped later), or a heading over the rows below it where ``marks`` is null."""

    label: str
    tooltip: str
    marks: dict[str, Counter[EdgeKind]] | None
    note: str = ""


def draw_matrix(content: Content, title: str, *, by_section: bool) -> str:
    """The picture as SVG; ``by_section`` counts tasks by section."""
    columns, others = _columns(content)
    rows = list(_section_rows(content, columns) if by_section else _task_rows(content, columns))
    step = _COUNT_STEP if by_section else _MARK_STEP
    names = [_column_name(content, column, others) for column in columns]
    head = _head_length(names)
    slope = head * cos(radians(_SLANT)) + 40
    page = max(_LEAST_PAGE, 2 * MARGIN + _LABEL + step * len(columns) + slope)
    canvas = Canvas()
    subtitle = _subtitle(content, by_section, sum(row.marks is not None for row in rows))
    top = title_block(canvas, page, title, subtitle, _legend(by_section))
    left, body = MARGIN + _LABEL, top + head * sin(radians(_SLANT)) + 30
    _draw_heads(canvas, names, head, left, body, step)
    end = _draw_rows(canvas, rows, columns, left, body, step)
    for at in range(len(columns) + 1):
        canvas.line(left + at * step, body, left + at * step, end, RULE, 0.6)
    bottom = footnotes(canvas, page, end, _other_names(content, others))
    return canvas.document(page, bottom, title, subtitle)


def _subtitle(content: Content, by_section: bool, rows: int) -> str:
    busy = {agency for task in content.tasks for _, agency in task.agencies}
    bare = sum(not task.agencies for task in content.tasks)
    said = f"{len(content.tasks)} nhiệm vụ, {len(busy)} cơ quan; {bare} nhiệm vụ không ghi cơ quan."
    return f"{said} Mỗi dòng là một mục ({rows} mục), số là số nhiệm vụ." if by_section else said


def _legend(by_section: bool) -> list[LegendItem]:
    def mark(kind: EdgeKind) -> LegendItem:
        def draw(canvas: Canvas, x: float, y: float) -> None:
            if by_section:
                _badge(canvas, kind, 3, x + 12, y)
            else:
                role_mark(canvas, kind, x + 12, y)

        return LegendItem(draw, ROLE_WORDS[kind])

    return [mark(kind) for kind in ROLES]


def _columns(content: Content) -> tuple[list[str], list[str]]:
    """The agencies that get a column, the busiest first, and those that share the last one."""
    load: Counter[str] = Counter(agency for task in content.tasks for _, agency in task.agencies)
    leads: Counter[str] = Counter(a for task in content.tasks for kind, a in task.agencies if kind == "leads")
    order = sorted(
        load, key=lambda agency: (-load[agency], -leads[agency], alphabetical(content.called(agency)))
    )
    if len(order) <= COLUMNS:
        return order, []
    return [*order[: COLUMNS - 1], _OTHERS], order[COLUMNS - 1 :]


def _column_name(content: Content, column: str, others: list[str]) -> str:
    return f"{len(others)} cơ quan khác" if column == _OTHERS else content.called(column)


def _other_names(content: Content, others: list[str]) -> list[str]:
    if not others:
        return []
    return [f"{len(others)} cơ quan khác: " + "; ".join(content.called(agency) for agency in others) + "."]


def _marks(tasks: list[ShownTask], columns: list[str]) -> dict[str, Counter[EdgeKind]]:
    marks: dict[str, Counter[EdgeKind]] = {}
    for task in tasks:
        held = {(agency if agency in columns else _OTHERS, kind) for kind, agency in task.agencies}
        for column, kind in held:
            marks.setdefault(column, Counter())[kind] += 1
    return marks


def _task_rows(content: Content, columns: list[str]) -> Iterator[_Row]:
    """Each task, under its plan (where there are several) and its section."""
    for plan, tasks in groupby(content.tasks, key=lambda task: task.plan):
        if len(content.plans) > 1:
            yield _Row(content.plans[plan], content.plans[plan], None)
        for section, group in groupby(tasks, key=lambda task: task.section):
            if content.sections[section]:
                heading = content.sections[section][-1]
                yield _Row(heading, " / ".join(content.sections[section]), None)
            for task in group:
                note = f"Thời hạn: {task.when}" if task.when else ""
                yield _Row(f"{task.code}. {task.text}", task.full, _marks([task], columns), note)


def _section_rows(content: Content, columns: list[str]) -> Iterator[_Row]:
    """Sections with the number of their tasks, the fullest as deep in the outline as leaves few rows."""
    groups = _groups(content)
    for plan, keys in groupby(groups, key=lambda key: key[0]):
        if len(content.plans) > 1:
            yield _Row(content.plans[plan], content.plans[plan], None)
        for key in keys:
            headings, group = key[1], groups[key]
            label = " / ".join(headings[-2:]) if headings else content.plans[plan]
            yield _Row(label, " / ".join(headings), _marks(group, columns), f"{len(group)} nhiệm vụ")


_Key = tuple[str, tuple[str, ...]]


def _groups(content: Content) -> dict[_Key, list[ShownTask]]:
    """Tasks by plan and headings; the fullest group is opened while there is room for its parts."""
    groups: dict[_Key, list[ShownTask]] = {}
    for task in content.tasks:
        groups.setdefault((task.plan, ()), []).append(task)
    whole: set[_Key] = set()
    while len(whole) < len(groups):
        key = max((k for k in groups if k not in whole), key=lambda k: len(groups[k]))
        parts = _parts(content, key, groups[key])
        if key in parts or len(groups) - 1 + len(parts) > SECTIONS:
            whole.add(key)
        else:
            groups = {
                k: g for old in groups for k, g in (parts.items() if old == key else [(old, groups[old])])
            }
    return groups


def _parts(content: Content, key: _Key, tasks: list[ShownTask]) -> dict[_Key, list[ShownTask]]:
    """The tasks of a group by headings one level deeper; ``key`` itself stays for those without one."""
    parts: dict[_Key, list[ShownTask]] = {}
    for task in tasks:
        parts.setdefault((key[0], content.sections[task.section][: len(key[1]) + 1]), []).append(task)
    return parts


def _head_length(names: list[str]) -> float:
    """Length of the slanted heads, such that each name takes two lines at most."""
    longest = max((width(name, SMALL_SIZE) for name in names), default=0.0)
    length = _LEAST_HEAD
    while length < longest and any(len(wrap(name, length, SMALL_SIZE)) > _HEAD_LINES for name in names):
        length += 10
    return length


def _draw_heads(canvas: Canvas, names: list[str], head: float, left: float, body: float, step: float) -> None:
    for at, name in enumerate(names):
        lines = wrap_evenly(name, head, SMALL_SIZE)
        # the first line starts so that the lines together lie over the middle of the column
        across = (len(lines) - 1) * SMALL_SIZE * LINE_HEIGHT / 2
        x = left + (at + 0.5) * step - across * sin(radians(_SLANT)) + SMALL_SIZE * 0.35
        y = body - 13 - across * cos(radians(_SLANT))
        with canvas.tooltip(name):
            canvas.text(x, y, lines, SMALL_SIZE, INK, turn=-_SLANT)


def _draw_rows(
    canvas: Canvas, rows: list[_Row], columns: list[str], left: float, y: float, step: float
) -> float:
    striped = False
    wide = step * len(columns)
    for row in rows:
        bold = row.marks is None
        room = (_LABEL + wide if bold else _LABEL) - 2 * PADDING
        lines = wrap_evenly(row.label, room, TEXT_SIZE, bold=bold)
        tall = height(len(lines), TEXT_SIZE) + (height(1, SMALL_SIZE) if row.note else 0) + PADDING
        tall = max(tall, 0 if bold else step * 0.9, _marks_height(row, step))
        striped = not striped and not bold
        fill = PALE_LEAD if bold else BAND if striped else "#ffffff"
        canvas.rect(MARGIN, y, _LABEL + wide, tall, fill)
        with canvas.tooltip(row.tooltip):
            canvas.text(MARGIN + PADDING, y + TEXT_SIZE + 3, lines, TEXT_SIZE, INK, bold=bold)
        if row.note:
            below = y + TEXT_SIZE + 3 + height(len(lines), TEXT_SIZE) - 1
            canvas.text(MARGIN + PADDING, below, row.note, SMALL_SIZE, QUIET)
        for at, column in enumerate(columns):
            if row.marks and column in row.marks:
                _draw_marks(canvas, row.marks[column], left + (at + 0.5) * step, y + tall / 2, step)
        canvas.line(MARGIN, y, left + wide, y, RULE, 0.6)
        y += tall
    canvas.line(MARGIN, y, left + wide, y, RULE, 0.6)
    return y


def _marks_height(row: _Row, step: float) -> float:
    """How tall the counts of the fullest cell are, one below the other."""
    counts = [sum(count > 0 for count in held.values()) for held in (row.marks or {}).values()]
    return max(counts, default=0) * _BADGE + PADDING / 2 if step == _COUNT_STEP else 0.0


def _draw_marks(canvas: Canvas, held: Counter[EdgeKind], x: float, y: float, step: float) -> None:
    """The roles of one agency in one row, side by side, or as numbers one below the other."""
    kinds = [kind for kind in ROLES if held[kind]]
    counted = step == _COUNT_STEP
    room = _BADGE if counted else 13.0
    for at, kind in enumerate(kinds):
        shift = (at - (len(kinds) - 1) / 2) * room
        with canvas.tooltip(f"{ROLE_WORDS[kind]}: {held[kind]}"):
            if counted:
                _badge(canvas, kind, held[kind], x, y + shift)
            else:
                role_mark(canvas, kind, x + shift, y)


def _badge(canvas: Canvas, kind: EdgeKind, count: int, x: float, y: float) -> None:
    """A number: on a filled pill for who leads, in an outlined one for who coordinates, a square else."""
    colour = ROLE_COLOURS[kind]
    filled = kind != "coordinates"
    canvas.rect(
        x - 14, y - 8, 28, 16, colour if filled else "#ffffff", colour, 8 if kind != "implements" else 0
    )
    canvas.text(x, y + 4, str(count), SMALL_SIZE, "#ffffff" if filled else colour, bold=True, anchor="middle")
