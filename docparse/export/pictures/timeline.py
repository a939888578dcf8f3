"""Tasks along the years: a bar for a period, a diamond for a day, ticks for repetitions.

Where there are too many tasks for that, agencies × quarters with the number of tasks that fall due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from docparse.export.pictures.content import Content, ShownTask
from docparse.export.pictures.metrics import height, width, wrap, wrap_evenly
from docparse.export.pictures.style import (
    COORDINATE,
    IMPLEMENT,
    INK,
    LEAD,
    MARGIN,
    OPEN,
    PADDING,
    PALE_LEAD,
    QUIET,
    ROLE_WORDS,
    RULE,
    SMALL_SIZE,
    TEXT_SIZE,
    LegendItem,
    footnotes,
    title_block,
)
from docparse.export.pictures.svg import Canvas, number

PAGE = 1480.0
_LABEL = 520.0
# Room for the words behind a bar that ends with the last year.
_LEAST_AFTER, _MOST_AFTER = 90.0, 240.0
_BAR = 14.0
_QUARTER_ROOM = 34.0


@dataclass(frozen=True, slots=True)
class _Axis:
    """Years from the first of January of ``first`` to the end of ``last``, over these pixels."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: date) -> float:
        span = (date(self.last + 1, 1, 1) - date(self.first, 1, 1)).days
        into = (day - date(self.first, 1, 1)).days
        return self.left + (self.right - self.left) * min(1.0, max(0.0, into / span))

    @property
    def quarter(self) -> float:
        return (self.right - self.left) / (4 * (self.last - self.first + 1))


def draw_timeline(content: Content, title: str) -> str:
    """The picture as SVG: one row for each task that says when."""
    timed = [task for task in content.tasks if task.when]
    axis = _axis(content, timed)
    canvas = Canvas()
    subtitle = (
        f"{len(timed)} nhiệm vụ có thời hạn; {len(content.tasks) - len(timed)} nhiệm vụ không ghi thời hạn."
    )
    top = title_block(canvas, PAGE, title, subtitle, _legend())
    body = top + 40
    rows = Canvas()
    end = _draw_rows(rows, content, timed, axis, body)
    _draw_axis(canvas, axis, top, end)
    canvas.include(rows)
    return canvas.document(PAGE, footnotes(canvas, PAGE, end, []), title, subtitle)


def _axis(content: Content, timed: list[ShownTask]) -> _Axis:
    days = [day for task in timed for day in (*task.days, *_ends(task))]
    days += [day for task in timed if task.always for day in _always(content, task)]
    first = min((day.year for day in days), default=1)
    last = max((day.year for day in days), default=first)
    return _Axis(first, last, MARGIN + _LABEL + 10, PAGE - MARGIN - _after(timed))


def _after(timed: list[ShownTask]) -> float:
    """Room behind the last year: the longest words of a deadline, within bounds."""
    longest = max((width(task.when or "", SMALL_SIZE) for task in timed), default=0.0)
    return min(_MOST_AFTER, max(_LEAST_AFTER, longest + 16))


def _ends(task: ShownTask) -> list[date]:
    if task.span is None:
        return []
    return [task.span.end] if task.span.start is None else [task.span.start, task.span.end]


def _always(content: Content, task: ShownTask) -> list[date]:
    years = content.years[task.plan]
    return [day for day in (years.start, years.end) if day]


def _legend() -> list[LegendItem]:
    def bar(canvas: Canvas, x: float, y: float) -> None:
        canvas.rect(x, y - 6, 24, 12, LEAD, radius=4)

    def day(canvas: Canvas, x: float, y: float) -> None:
        _diamond(canvas, x + 12, y)

    def repeat(canvas: Canvas, x: float, y: float) -> None:
        canvas.line(x, y, x + 24, y, IMPLEMENT, 1.2)
        for at in (4, 12, 20):
            canvas.circle(x + at, y, 3.2, IMPLEMENT)

    def always(canvas: Canvas, x: float, y: float) -> None:
        canvas.rect(x, y - 5, 24, 10, "#ffffff", OPEN, 4, "4 3")

    return [
        LegendItem(bar, "Thời gian thực hiện"),
        LegendItem(day, "Hạn cuối là một ngày"),
        LegendItem(repeat, "Định kỳ"),
        LegendItem(always, "Thường xuyên, đang triển khai"),
    ]


def _diamond(canvas: Canvas, x: float, y: float) -> None:
    canvas.path(f"M{number(x)} {number(y - 8)}l8 8l-8 8l-8 -8Z", fill=COORDINATE)


def _draw_axis(canvas: Canvas, axis: _Axis, top: float, end: float) -> None:
    for year in range(axis.first, axis.last + 1):
        left, right = axis.x(date(year, 1, 1)), axis.x(date(year + 1, 1, 1))
        canvas.text((left + right) / 2, top + 14, str(year), TEXT_SIZE, INK, bold=True, anchor="middle")
        canvas.line(left, top, left, end, RULE, 1.2)
        if axis.quarter >= _QUARTER_ROOM:
            for index, name in enumerate(("I", "II", "III", "IV")):
                at = axis.x(date(year, 3 * index + 1, 1))
                canvas.text(at + axis.quarter / 2, top + 32, name, SMALL_SIZE, QUIET, anchor="middle")
                if index:
                    canvas.line(at, top + 20, at, end, RULE, 0.5, "2 3")
    canvas.line(axis.right, top, axis.right, end, RULE, 1.2)


def _draw_rows(canvas: Canvas, content: Content, timed: list[ShownTask], axis: _Axis, y: float) -> float:
    """The tasks by plan, those that end first on top, then repetitions, then what has no end."""
    for plan, tasks in groupby(timed, key=lambda task: task.plan):
        if len(content.plans) > 1:
            lines = wrap(content.plans[plan], PAGE - 2 * MARGIN - 2 * PADDING, TEXT_SIZE, bold=True)
            tall = height(len(lines), TEXT_SIZE) + PADDING
            canvas.rect(MARGIN, y, PAGE - 2 * MARGIN, tall, PALE_LEAD)
            canvas.text(MARGIN + PADDING, y + TEXT_SIZE + 3, lines, TEXT_SIZE, INK, bold=True)
            y += tall
        for task in sorted(tasks, key=_by_time):
            y = _draw_row(canvas, content, task, axis, y)
    return y


def _by_time(task: ShownTask) -> tuple[int, date, date]:
    if task.span:
        return 0, task.span.end, task.span.start or task.span.end
    if task.days:
        return 1, task.days[0], task.days[-1]
    return 2, date.max, date.max


def _draw_row(canvas: Canvas, content: Content, task: ShownTask, axis: _Axis, y: float) -> float:
    lines = wrap_evenly(f"{task.code}. {task.text}", _LABEL - 2 * PADDING, TEXT_SIZE)
    who = wrap(_who(content, task), _LABEL - 2 * PADDING, SMALL_SIZE)
    tall = height(len(lines), TEXT_SIZE) + height(len(who), SMALL_SIZE) + PADDING
    canvas.line(MARGIN, y + tall, PAGE - MARGIN, y + tall, RULE, 0.6)
    with canvas.tooltip(f"{task.full} ({task.when})"):
        canvas.text(MARGIN + PADDING, y + TEXT_SIZE + 3, lines, TEXT_SIZE, INK)
        if who:
            below = y + TEXT_SIZE + 2 + height(len(lines), TEXT_SIZE)
            canvas.text(MARGIN + PADDING, below, who, SMALL_SIZE, QUIET)
        _draw_time(canvas, content, task, axis, y + tall / 2)
    return y + tall


def _who(content: Content, task: ShownTask) -> str:
    """Who leads a task, else who implements it; empty where the plan names neither."""
    for kind in ("leads", "implements"):
        names = [content.agencies[agency] for role, agency in task.agencies if role == kind]
        if names:
            return f"{ROLE_WORDS[kind]}: {'; '.join(names)}"
    return ""


def _draw_time(canvas: Canvas, content: Content, task: ShownTask, axis: _Axis, y: float) -> None:
    end = axis.left
    if task.span and task.span.start:
        start, end = axis.x(task.span.start), axis.x(task.span.end)
        end = max(end, start + 6)
        canvas.rect(start, y - _BAR / 2, end - start, _BAR, LEAD, radius=4)
    elif task.span:
        end = axis.x(task.span.end) + 8
        _diamond(canvas, end - 8, y)
    elif task.days:
        first, end = axis.x(task.days[0]), axis.x(task.days[-1])
        canvas.line(first, y, end, y, IMPLEMENT, 1.2)
        for day in task.days:
            canvas.circle(axis.x(day), y, 3.2, IMPLEMENT)
    elif task.always:
        start, end = (axis.x(day) for day in (_always(content, task)))
        canvas.rect(start, y - 5, end - start, 10, "#ffffff", OPEN, 4, "4 3")
    lines = wrap(task.when or "", PAGE - MARGIN - end - 7, SMALL_SIZE)
    canvas.text(end + 7, y + 4 - height(len(lines) - 1, SMALL_SIZE) / 2, lines, SMALL_SIZE, QUIET)
