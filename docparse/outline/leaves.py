"""The leaves of the outline: every paragraph under its node, bullets with their depth."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from docparse.model import Node
from docparse.outline.units import BULLET, OUTLINED, Unit
from docparse.structure import Leaf, Zone

# counts like a marker to whoever reads the order, but is printed as a part of it
_STEP = re.compile(r"(?:Bước (?:thứ )?\w{1,4}|Chỉ tiêu \d{1,2}) ?[:.] ?(?=\S)")
_WITHOUT_BULLETS: frozenset[Zone] = frozenset({"head", "title", "portal"})


def leaves_of(units: Sequence[Unit], node_of: Mapping[int, Node]) -> list[Leaf]:
    """One leaf for each unit, in document order; ``node_of`` gives the nodes that units open, by index."""
    leaves: list[Leaf] = []
    current: Node | None = None
    bullets: list[str] = []
    previous: Zone | None = None
    for index, unit in enumerate(units):
        if unit.zone != previous and unit.zone not in OUTLINED and unit.zone != "cut":
            current, bullets = None, []
        previous = unit.zone if unit.zone != "cut" else previous
        if index in node_of:
            current, bullets = node_of[index], []
            leaves.append(_heading(unit, current))
        else:
            leaves.append(_running(unit, current if unit.zone in OUTLINED else None, bullets))
    return leaves


def _heading(unit: Unit, node: Node) -> Leaf:
    content = unit.start + _marker_length(unit, node)
    return Leaf(
        unit.start, unit.end, content, content, node, "heading", unit.zone, style=unit.style, page=unit.page
    )


def _running(unit: Unit, node: Node | None, open_bullets: list[str]) -> Leaf:
    """A bullet or a plain paragraph below ``node``; ``open_bullets`` are the signs of the levels above it."""
    match = BULLET.match(unit.text) if unit.zone not in _WITHOUT_BULLETS else None
    bullet = match.group().strip() if match else ""
    text = match.end() if match else 0
    step = _STEP.match(unit.text, text)
    return Leaf(
        unit.start,
        unit.end,
        unit.start + text,
        unit.start + (step.end() if step else text),
        node,
        "bullet" if match else "paragraph",
        unit.zone,
        _bullet_depth(open_bullets, bullet),
        bullet,
        unit.style,
        unit.page,
    )


def _marker_length(unit: Unit, node: Node) -> int:
    return next(m.length for m in unit.readings if unit.text[: m.length].strip() == node.marker)


def _bullet_depth(open_styles: list[str], bullet: str) -> int:
    """Depth of a bullet below its node: a new sign opens a level, a known one goes back to it."""
    if not bullet:
        open_styles.clear()
        return 0
    sign = "-" if bullet in "-–—" else bullet
    if sign in open_styles:
        del open_styles[open_styles.index(sign) + 1 :]
    else:
        open_styles.append(sign)
    return len(open_styles)
