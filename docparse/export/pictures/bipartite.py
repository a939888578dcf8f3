"""Agencies on the left, tasks on the right, a curve for each role: for plans of few tasks."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import mean

from docparse.export.pictures.content import ROLES, Content, ShownTask
from docparse.export.pictures.metrics import height, wrap_evenly
from docparse.export.pictures.style import (
    INK,
    MARGIN,
    OPEN,
    PADDING,
    PALE_LEAD,
    QUIET,
    ROLE_COLOURS,
    ROLE_DASHES,
    ROLE_WORDS,
    RULE,
    SMALL_SIZE,
    TEXT_SIZE,
    LegendItem,
    footnotes,
    title_block,
)
from docparse.export.pictures.svg import Canvas, number
from docparse.graph.schema import EdgeKind

PAGE = 1280.0
_LEFT = 300.0
_RIGHT = 560.0
_GAP = 12.0
_LEFT_EDGE = MARGIN + _LEFT
_RIGHT_EDGE = PAGE - MARGIN - _RIGHT


@dataclass(slots=True)
class _Box:
    lines: list[str]
    notes: list[str]
    tooltip: str
    y: float = 0.0
    ports: list[tuple[str, EdgeKind]] = field(default_factory=list)

    @property
    def height(self) -> float:
        text = height(len(self.lines), TEXT_SIZE) + height(len(self.notes), SMALL_SIZE)
        return text + 2 * PADDING - (2 if self.notes else 4)

    def port(self, other: str, kind: EdgeKind) -> float:
        """The y at which the curve to ``other`` touches the box: curves spread along its side."""
        at = self.ports.index((other, kind))
        return self.y + self.height * (at + 1) / (len(self.ports) + 1)


def draw_bipartite(content: Content, title: str) -> str:
    """The picture as SVG."""
    canvas = Canvas()
    busy = sum(bool(task.agencies) for task in content.tasks)
    subtitle = (
        f"{len(content.tasks)} nhiệm vụ, {len(_agencies(content))} cơ quan; "
        f"{len(content.tasks) - busy} nhiệm vụ không ghi cơ quan."
    )
    top = title_block(canvas, PAGE, title, subtitle, _legend())
    tasks = {task.id: _task_box(task) for task in content.tasks}
    agencies = {node: _agency_box(content, node) for node in _agencies(content)}
    _connect(content, tasks, agencies)
    tall = max(_stack(tasks, top), _stack(agencies, top))
    _spread(agencies, tasks, top, tall)
    _curves(canvas, content, tasks, agencies)
    for agency in agencies.values():
        _draw_box(canvas, agency, MARGIN, _LEFT, PALE_LEAD, dashed=False)
    for task in tasks.values():
        _draw_box(canvas, task, _RIGHT_EDGE, _RIGHT, "#ffffff", dashed=not task.ports)
    return canvas.document(PAGE, footnotes(canvas, PAGE, tall, []), title, subtitle)


def _legend() -> list[LegendItem]:
    def stroke(kind: EdgeKind) -> LegendItem:
        def draw(canvas: Canvas, x: float, y: float) -> None:
            canvas.line(x, y, x + 24, y, ROLE_COLOURS[kind], 2.5, ROLE_DASHES[kind])

        return LegendItem(draw, ROLE_WORDS[kind])

    def unassigned(canvas: Canvas, x: float, y: float) -> None:
        canvas.rect(x, y - 7, 24, 14, "#ffffff", OPEN, 3, "3 3")

    return [*map(stroke, ROLES), LegendItem(unassigned, "Không ghi cơ quan")]


def _agencies(content: Content) -> list[str]:
    """The agencies ordered by the middle of their tasks, so that few curves cross."""
    rows: dict[str, list[int]] = {}
    for row, task in enumerate(content.tasks):
        for _, agency in task.agencies:
            rows.setdefault(agency, []).append(row)
    return sorted(rows, key=lambda agency: (mean(rows[agency]), agency))


def _task_box(task: ShownTask) -> _Box:
    lines = wrap_evenly(f"{task.code}. {task.text}", _RIGHT - 2 * PADDING - 6, TEXT_SIZE)
    return _Box(lines, [f"Thời hạn: {task.when}"] if task.when else [], task.full)


def _agency_box(content: Content, node: str) -> _Box:
    counts = {kind: sum((kind, node) in task.agencies for task in content.tasks) for kind in ROLES}
    words = [f"{count} {ROLE_WORDS[kind].lower()}" for kind, count in counts.items() if count]
    note = " · ".join(filter(None, (content.places.get(node), *words)))
    lines = wrap_evenly(content.agencies[node], _LEFT - 2 * PADDING - 6, TEXT_SIZE, bold=True)
    notes = wrap_evenly(note, _LEFT - 2 * PADDING - 6, SMALL_SIZE)
    return _Box(lines, notes, f"{content.agencies[node]}: {note}")


def _connect(content: Content, tasks: dict[str, _Box], agencies: dict[str, _Box]) -> None:
    order = list(agencies)
    for task in content.tasks:
        held = sorted(task.agencies, key=lambda pair: (order.index(pair[1]), pair[0]))
        tasks[task.id].ports = [(agency, kind) for kind, agency in held]
        for kind, agency in held:
            agencies[agency].ports.append((task.id, kind))


def _stack(boxes: dict[str, _Box], top: float) -> float:
    """Place the boxes one below the other; the y below the last."""
    y = top + 8
    for box in boxes.values():
        box.y = y
        y += box.height + _GAP
    return y


def _spread(agencies: dict[str, _Box], tasks: dict[str, _Box], top: float, tall: float) -> None:
    """Move the shorter column's boxes apart so that both columns end at the same height."""
    for boxes in (agencies, tasks):
        if not boxes:
            continue
        used = sum(box.height for box in boxes.values())
        gap = (tall - top - 8 - used) / len(boxes)
        y = top + 8 + (gap - _GAP) / 2
        for box in boxes.values():
            box.y = y
            y += box.height + gap


def _curves(canvas: Canvas, content: Content, tasks: dict[str, _Box], agencies: dict[str, _Box]) -> None:
    middle = (_LEFT_EDGE + _RIGHT_EDGE) / 2
    for task in content.tasks:
        for kind, agency in task.agencies:
            start = agencies[agency].port(task.id, kind)
            end = tasks[task.id].port(agency, kind)
            shape = (
                f"M{number(_LEFT_EDGE)} {number(start)}C{number(middle)} {number(start)} "
                f"{number(middle)} {number(end)} {number(_RIGHT_EDGE)} {number(end)}"
            )
            with canvas.tooltip(
                f"{content.called(agency)}: {ROLE_WORDS[kind].lower()} {task.code}. {task.full}"
            ):
                canvas.path(shape, ROLE_COLOURS[kind], 1.8, ROLE_DASHES[kind], opacity=0.85)


def _draw_box(canvas: Canvas, box: _Box, x: float, wide: float, fill: str, *, dashed: bool) -> None:
    with canvas.tooltip(box.tooltip):
        canvas.rect(x, box.y, wide, box.height, fill, OPEN if dashed else RULE, 6, "4 3" if dashed else None)
        left = x + PADDING + 2
        y = box.y + PADDING + TEXT_SIZE - 3
        canvas.text(left, y, box.lines, TEXT_SIZE, INK, bold=fill == PALE_LEAD)
        if box.notes:
            y += height(len(box.lines), TEXT_SIZE) - (TEXT_SIZE - SMALL_SIZE) + 1
            canvas.text(left, y, box.notes, SMALL_SIZE, QUIET)
