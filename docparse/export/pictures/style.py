"""The look that all pictures share: colours, sizes, the title block and the legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docparse.export.pictures.metrics import height, width, wrap
from docparse.export.pictures.svg import Canvas

# Text and marks keep a contrast of 4.5 : 1 or more on white; shapes and dashes say the same as colours.
INK = "#1f2933"
QUIET = "#55606b"
RULE = "#cfd6dd"
BAND = "#f4f6f8"
LEAD = "#0b5cad"
COORDINATE = "#b45309"
IMPLEMENT = "#1b7a43"
PALE_LEAD = "#e3eefa"
OPEN = "#8a94a0"

ROLE_COLOURS = {"leads": LEAD, "coordinates": COORDINATE, "implements": IMPLEMENT}
ROLE_DASHES = {"leads": None, "coordinates": "7 4", "implements": "2 4"}
ROLE_WORDS = {"leads": "Chủ trì", "coordinates": "Phối hợp", "implements": "Thực hiện"}

MARGIN = 32.0
TITLE_SIZE = 20.0
TEXT_SIZE = 12.5
SMALL_SIZE = 11.0
PADDING = 8.0

_LEGEND_MARK = 30.0
_LEGEND_GAP = 24.0


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A mark, drawn at (x, middle y) within 30 pixels, and what it means."""

    draw: Callable[[Canvas, float, float], None]
    words: str


def title_block(
    canvas: Canvas, page: float, title: str, subtitle: str, legend: Sequence[LegendItem]
) -> float:
    """Draw title, subtitle and legend on a page of this width; the y below them."""
    room = page - 2 * MARGIN
    lines = wrap(title, room, TITLE_SIZE, bold=True)
    canvas.text(MARGIN, MARGIN + TITLE_SIZE, lines, TITLE_SIZE, INK, bold=True)
    y = MARGIN + height(len(lines), TITLE_SIZE) + 6
    below = wrap(subtitle, room, TEXT_SIZE)
    canvas.text(MARGIN, y + TEXT_SIZE, below, TEXT_SIZE, QUIET)
    y += height(len(below), TEXT_SIZE) + 18
    return _legend(canvas, room, y, legend)


def _legend(canvas: Canvas, room: float, y: float, legend: Sequence[LegendItem]) -> float:
    x = MARGIN
    for item in legend:
        needed = _LEGEND_MARK + width(item.words, TEXT_SIZE)
        if x > MARGIN and x + needed > MARGIN + room:
            x, y = MARGIN, y + 22
        item.draw(canvas, x, y)
        canvas.text(x + _LEGEND_MARK, y + TEXT_SIZE * 0.35, item.words, TEXT_SIZE, INK)
        x += needed + _LEGEND_GAP
    return y + 26 if legend else y


def footnotes(canvas: Canvas, page: float, y: float, notes: Sequence[str]) -> float:
    """Draw notes below a picture; the height of the whole page."""
    y += 14
    for note in notes:
        lines = wrap(note, page - 2 * MARGIN, SMALL_SIZE)
        canvas.text(MARGIN, y + SMALL_SIZE, lines, SMALL_SIZE, QUIET)
        y += height(len(lines), SMALL_SIZE) + 4
    return y + MARGIN


def role_mark(canvas: Canvas, kind: str, x: float, y: float) -> None:
    """A disc leads, a ring coordinates, a square implements."""
    colour = ROLE_COLOURS[kind]
    if kind == "leads":
        canvas.circle(x, y, 6.5, colour)
    elif kind == "coordinates":
        canvas.circle(x, y, 5.5, "#ffffff", colour)
    else:
        canvas.rect(x - 5.5, y - 5.5, 11, 11, colour)
