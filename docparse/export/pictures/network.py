"""Agencies on an oval, joined where they work on the same task."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from math import hypot, sqrt

from docparse.export.pictures.content import ROLES, Content, ShownTask
from docparse.export.pictures.metrics import height, wrap_evenly
from docparse.export.pictures.style import (
    COORDINATE,
    INK,
    LEAD,
    OPEN,
    QUIET,
    ROLE_WORDS,
    SMALL_SIZE,
    TEXT_SIZE,
    LegendItem,
    footnotes,
    title_block,
)
from docparse.export.pictures.svg import Canvas, number
from docparse.graph.schema import EdgeKind
from docparse.text import alphabetical

# So many agencies can be told apart; the rest are named below the picture.
AGENCIES = 44
# The pairs that work together most often, written out.
PAIRS = 8

PAGE = 1360.0
_LABEL = 330.0
_RADIUS = 250.0
_GAP = 14.0
_LARGEST = 18.0
_SMALLEST = 5.0
_WIDEST = 7.0
_WIDEST_PLAIN = 2.5


@dataclass(slots=True)
class _Seat:
    agency: str
    name: list[str]
    notes: list[str]
    load: Counter[EdgeKind]
    right: bool = False
    x: float = 0.0
    y: float = 0.0

    @property
    def height(self) -> float:
        return height(len(self.name), TEXT_SIZE) + height(len(self.notes), SMALL_SIZE) + _GAP


@dataclass(frozen=True, slots=True)
class _Ties:
    """How many tasks two agencies share: one leading and the other helping, or otherwise."""

    led: Counter[tuple[str, str]]
    other: Counter[tuple[str, str]]

    def between(self, a: str, b: str) -> int:
        return self.led[a, b] + self.led[b, a] + self.other[a, b] + self.other[b, a]


def draw_network(content: Content, title: str) -> str:
    """The picture as SVG."""
    loads = _loads(content)
    ranked = sorted(
        loads, key=lambda a: (-loads[a].total(), -loads[a]["leads"], alphabetical(content.called(a)))
    )
    shown, left_out = ranked[:AGENCIES], ranked[AGENCIES:]
    ties = _ties(content.tasks)
    seats = _seats(content, _ordered(shown, ties), loads)
    canvas = Canvas()
    subtitle = f"{len(content.tasks)} nhiệm vụ, {len(ranked)} cơ quan. Nối nhau là cùng làm một nhiệm vụ."
    top = title_block(canvas, PAGE, title, subtitle, _legend())
    bottom = _place(seats, top)
    _draw_ties(canvas, content, seats, ties, (top + bottom) / 2)
    for seat in seats.values():
        _draw_seat(canvas, seat, max(load.total() for load in loads.values()))
    notes = _notes(content, shown, left_out, ties)
    return canvas.document(PAGE, footnotes(canvas, PAGE, bottom, notes), title, subtitle)


def _legend() -> list[LegendItem]:
    def dot(canvas: Canvas, x: float, y: float) -> None:
        canvas.circle(x + 5, y, 4, LEAD)
        canvas.circle(x + 18, y, 7, LEAD)

    def ring(canvas: Canvas, x: float, y: float) -> None:
        canvas.circle(x + 14, y, 6, "#ffffff", LEAD)

    def led(canvas: Canvas, x: float, y: float) -> None:
        canvas.line(x, y, x + 24, y, COORDINATE, 3)

    def other(canvas: Canvas, x: float, y: float) -> None:
        canvas.line(x, y, x + 24, y, OPEN, 2, "5 4")

    return [
        LegendItem(dot, "Có chủ trì; to là nhiều nhiệm vụ"),
        LegendItem(ring, "Chỉ phối hợp, thực hiện"),
        LegendItem(led, "Bên chủ trì – bên phối hợp, thực hiện; dày là nhiều nhiệm vụ"),
        LegendItem(other, "Cùng vai trò"),
    ]


def _loads(content: Content) -> dict[str, Counter[EdgeKind]]:
    loads: dict[str, Counter[EdgeKind]] = {}
    for task in content.tasks:
        for kind, agency in task.agencies:
            loads.setdefault(agency, Counter())[kind] += 1
    return loads


def _ties(tasks: tuple[ShownTask, ...]) -> _Ties:
    ties = _Ties(Counter(), Counter())
    for task in tasks:
        roles: dict[str, EdgeKind] = {}
        for kind, agency in task.agencies:
            roles.setdefault(agency, kind)
        for a, b in combinations(sorted(roles), 2):
            if (roles[a] == "leads") == (roles[b] == "leads"):
                ties.other[a, b] += 1
            else:
                ties.led[(a, b) if roles[a] == "leads" else (b, a)] += 1
    return ties


def _ordered(agencies: list[str], ties: _Ties) -> list[str]:
    """The agencies so that neighbours work together: each next one is closest to those just seated."""
    order: list[str] = []
    left = list(agencies)
    while left:
        recent = order[-3:]
        nearest = max(left, key=lambda a: (sum(ties.between(a, b) for b in recent), -left.index(a)))
        left.remove(nearest)
        order.append(nearest)
    return order


def _seats(content: Content, order: list[str], loads: dict[str, Counter[EdgeKind]]) -> dict[str, _Seat]:
    """Half of the agencies down the right side, the others up the left."""
    seats = [_seat(content, agency, loads[agency]) for agency in order]
    tall, half = 0.0, sum(seat.height for seat in seats) / 2
    for seat in seats:
        seat.right = tall + seat.height / 2 <= half
        tall += seat.height
    return {seat.agency: seat for seat in seats}


def _seat(content: Content, agency: str, load: Counter[EdgeKind]) -> _Seat:
    words = [f"{load[kind]} {ROLE_WORDS[kind].lower()}" for kind in ROLES if load[kind]]
    note = " · ".join(filter(None, (content.places.get(agency), *words)))
    name = wrap_evenly(content.agencies[agency], _LABEL, TEXT_SIZE, bold=True)
    return _Seat(agency, name, wrap_evenly(note, _LABEL, SMALL_SIZE), load)


def _place(seats: dict[str, _Seat], top: float) -> float:
    """Give each seat its point on the oval at the height of its label; the y below the oval."""
    right = [seat for seat in seats.values() if seat.right]
    left = [seat for seat in seats.values() if not seat.right][::-1]
    tall = max((sum(seat.height for seat in side) for side in (left, right)), default=0.0)
    middle, radius = top + tall / 2, tall / 2 + _LARGEST
    for side in (left, right):
        extra = (tall - sum(seat.height for seat in side)) / max(1, len(side))
        y = top
        for seat in side:
            seat.y = y + (seat.height + extra) / 2
            away = _RADIUS * sqrt(max(0.0, 1 - ((seat.y - middle) / radius) ** 2))
            seat.x = PAGE / 2 + (away if seat.right else -away)
            y += seat.height + extra
    return top + tall


def _draw_ties(canvas: Canvas, content: Content, seats: dict[str, _Seat], ties: _Ties, middle: float) -> None:
    """Curves through the middle of the oval, the strongest on top."""
    drawn = [(n, a, b, True) for (a, b), n in ties.led.items()]
    drawn += [(n, a, b, False) for (a, b), n in ties.other.items()]
    drawn = sorted(
        (d for d in drawn if d[1] in seats and d[2] in seats), key=lambda d: (d[3], d[0], d[1], d[2])
    )
    most = max((n for n, *_ in drawn), default=1)
    for count, a, b, led in drawn:
        start, end = seats[a], seats[b]
        x, y = _bend(start, end, middle)
        shape = (
            f"M{number(start.x)} {number(start.y)}Q{number(x)} {number(y)} {number(end.x)} {number(end.y)}"
        )
        wide = 1.2 + (_WIDEST - 1.2) * (count - 1) / max(1, most - 1)
        strength = 0.35 + 0.5 * count / most
        with canvas.tooltip(f"{content.called(a)} – {content.called(b)}: {count} nhiệm vụ"):
            if led:
                canvas.path(shape, COORDINATE, wide, opacity=strength)
            else:
                canvas.path(shape, OPEN, min(wide, _WIDEST_PLAIN), "5 4", opacity=strength)


def _bend(start: _Seat, end: _Seat, middle: float) -> tuple[float, float]:
    """The point that pulls a curve inwards: further for seats that are further apart."""
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    pull = 0.35 + 0.45 * min(1.0, hypot(start.x - end.x, start.y - end.y) / (2 * _RADIUS))
    return x + (PAGE / 2 - x) * pull, y + (middle - y) * pull * 0.5


def _draw_seat(canvas: Canvas, seat: _Seat, most: int) -> None:
    side = 1 if seat.right else -1
    edge = PAGE / 2 + side * (_RADIUS + _LARGEST + 8)
    size = _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(seat.load.total() / most)
    anchor = "start" if seat.right else "end"
    with canvas.tooltip(f"{' '.join(seat.name)}: {' '.join(seat.notes)}"):
        canvas.line(seat.x, seat.y, edge, seat.y, OPEN, 0.8)
        canvas.circle(seat.x, seat.y, size, LEAD if seat.load["leads"] else "#ffffff", LEAD)
        y = seat.y - (seat.height - _GAP) / 2 + TEXT_SIZE
        x = edge + side * 6
        canvas.text(x, y, seat.name, TEXT_SIZE, INK, bold=True, anchor=anchor)
        canvas.text(
            x, y + height(len(seat.name), TEXT_SIZE) - 1, seat.notes, SMALL_SIZE, QUIET, anchor=anchor
        )


def _notes(content: Content, shown: list[str], left_out: list[str], ties: _Ties) -> list[str]:
    pairs = sorted(
        ((ties.between(a, b), content.called(a), content.called(b)) for a, b in combinations(shown, 2)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    often = [f"{a} – {b} ({n})" for n, a, b in pairs[:PAIRS] if n > 1]
    notes = [f"Cùng làm nhiều nhiệm vụ nhất: {'; '.join(often)}."] if often else []
    if left_out:
        names = "; ".join(content.called(agency) for agency in left_out)
        notes.append(f"{len(left_out)} cơ quan ít nhiệm vụ hơn không vẽ: {names}.")
    return notes
