"""A small writer of SVG: shapes, wrapped text, tooltips; the same calls always give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape

from docparse.export.pictures.metrics import FONTS, LINE_HEIGHT
from docparse.export.xmltext import holdable


def number(value: float) -> str:
    """At most one decimal, no trailing zero."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def clean(text: str) -> str:
    """``text`` as XML content."""
    return escape(holdable(text))


#: a browser shows a picture that is wider than its window smaller, not cut off at the right
_SHRINKS = "max-width:100%;height:auto"


class Canvas:
    """Collects shapes; coordinates and sizes in pixels, y grows downwards."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def _add(self, name: str, **attributes: float | str | None) -> None:
        said = "".join(
            f' {key.strip("_").replace("_", "-")}="{value if isinstance(value, str) else number(value)}"'
            for key, value in attributes.items()
            if value is not None
        )
        self._parts.append(f"<{name}{said}/>")

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        stroke: str | None = None,
        radius: float = 0,
        dash: str | None = None,
    ) -> None:
        """A rectangle; ``radius`` rounds its corners, ``dash`` breaks its outline."""
        self._add(
            "rect",
            x=x,
            y=y,
            width=width,
            height=height,
            rx=radius or None,
            fill=fill,
            stroke=stroke,
            stroke_dasharray=dash,
        )

    def circle(self, x: float, y: float, radius: float, fill: str, stroke: str | None = None) -> None:
        """A disc, or with ``stroke`` a ring."""
        self._add(
            "circle", cx=x, cy=y, r=radius, fill=fill, stroke=stroke, stroke_width=2 if stroke else None
        )

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        stroke: str,
        width: float = 1,
        dash: str | None = None,
    ) -> None:
        """A straight line."""
        self._add(
            "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, stroke_dasharray=dash
        )

    def path(
        self,
        shape: str,
        stroke: str | None = None,
        width: float = 1,
        dash: str | None = None,
        fill: str = "none",
        opacity: float | None = None,
    ) -> None:
        """A path from SVG path data."""
        self._add(
            "path",
            d=shape,
            fill=fill,
            stroke=stroke,
            stroke_width=width if stroke else None,
            stroke_dasharray=dash,
            opacity=f"{opacity:.2f}" if opacity is not None else None,
        )

    def text(
        self,
        x: float,
        y: float,
        lines: str | Sequence[str],
        size: float,
        fill: str,
        bold: bool = False,
        anchor: str = "start",
        turn: float = 0,
    ) -> None:
        """Lines of text; ``y`` is the baseline of the first, ``turn`` degrees clockwise about (x, y)."""
        rows = [lines] if isinstance(lines, str) else list(lines)
        weight = ' font-weight="600"' if bold else ""
        place = f' text-anchor="{anchor}"' if anchor != "start" else ""
        turned = f' transform="rotate({number(turn)} {number(x)} {number(y)})"' if turn else ""
        spans = "".join(
            f'<tspan x="{number(x)}" y="{number(y + at * size * LINE_HEIGHT)}">{clean(row)}</tspan>'
            for at, row in enumerate(rows)
        )
        self._parts.append(
            f'<text font-size="{number(size)}" fill="{fill}"{weight}{place}{turned}>{spans}</text>'
        )

    def include(self, other: Canvas) -> None:
        """Draw on top what was drawn on another canvas."""
        self._parts.extend(other._parts)

    @contextmanager
    def tooltip(self, text: str) -> Iterator[None]:
        """What is drawn inside shows ``text`` when pointed at, and reads it to a screen reader."""
        self._parts.append(f"<g><title>{clean(text)}</title>")
        yield
        self._parts.append("</g>")

    def document(self, width: float, height: float, title: str, description: str) -> str:
        """The whole SVG file."""
        wide, tall = number(width), number(height)
        size = f'width="{wide}" height="{tall}" viewBox="0 0 {wide} {tall}" style="{_SHRINKS}"'
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{FONTS}">',
                f"<title>{clean(title)}</title>",
                f"<desc>{clean(description)}</desc>",
                f'<rect width="{wide}" height="{tall}" fill="#ffffff"/>',
                *self._parts,
                "</svg>",
                "",
            ]
        )
