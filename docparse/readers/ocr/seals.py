"""Red seals on scanned pages: they cover the titles and names below them, and are painted over.

A seal is a round spot of red ink, three to five centimetres wide. Other red ink (a name from a stamp, a
heading) is text and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# pixels of a picture whose colours are looked at: A4 at 600 dpi has 35 million
MAX_PIXELS = 40_000_000
# how much more red than green or blue its ink is, fresh or faint, and how bright at least (levels of 255)
_FRESH, _FAINT, _BRIGHTNESS = 40, 25, 90
# in red light, what is brighter than this is red ink or paper
_WHITE = 185
# a seal is looked for in ink so red, in which squares so far apart hang together: a fresh one may have
# other red ink beside it, a faint one has gaps
_KINDS = ((_FRESH, 1), (_FAINT, 2))
# millimetres: the smallest and the largest seal, and how far beside it some ink may be
_SMALLEST, _LARGEST, _MARGIN = 22.0, 48.0, 1.5
# how much wider than high its ring may be, or higher than wide
_ROUND = 1.3
# share of its square that is red ink, at least and at most
_THINNEST, _THICKEST = 0.04, 0.6
# millimetres: the edge of these squares
_SQUARE = 0.7
# squares with ink beyond which a page is a photograph; a seal has at most 4,700
_MOST_SQUARES = 30_000

Box = tuple[int, int, int, int]  # first row, end row, first column, end column


def find_seals(picture: Image.Image, dpi: float) -> list[Box]:
    """The boxes of the red seals of a picture, pixels; none where it has no colours or is very large."""
    if picture.mode in ("1", "L", "LA", "I", "F") or picture.width * picture.height > MAX_PIXELS:
        return []
    colours = np.asarray(picture.convert("RGB"))
    scale = dpi / 25.4
    least = _THINNEST * (_SMALLEST * scale) ** 2
    if _red_ink(colours, _KINDS[-1][0]).sum() < least:
        return []
    found: list[Box] = []
    for redness, gap in _KINDS:
        found += [box for box in _seals(_red_ink(colours, redness), gap, scale) if box not in found]
    return found


def scaled(seal: Box, factor: float) -> Box:
    """A seal of a picture in one ``factor`` times as large."""
    top, bottom, left, right = (round(edge * factor) for edge in seal)
    return top, bottom, left, right


def paint_over(gray: Image.Image, colours: Image.Image, seals: Sequence[Box]) -> Image.Image:
    """``gray`` with the red ink of ``seals`` painted white; what is black on them stays.

    ``colours`` is the same picture in colours.
    """
    painted = np.array(gray)
    shades = np.asarray(colours.convert("RGB"))
    for top, bottom, left, right in seals:
        # in red light red ink is as bright as paper
        light = shades[top:bottom, left:right, 0].astype(np.uint16)
        painted[top:bottom, left:right] = np.minimum(light * 255 // _WHITE, 255)
    return Image.fromarray(painted)


def _excess(colours: NDArray[np.uint8]) -> NDArray[np.int16]:
    """How much more red than green or blue each point is."""
    others: NDArray[np.int16] = np.maximum(colours[..., 1], colours[..., 2]).astype(np.int16)
    return colours[..., 0].astype(np.int16) - others


def _red_ink(colours: NDArray[np.uint8], redness: int) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (_excess(colours) > redness) & (colours[..., 0] > _BRIGHTNESS)
    return found


def _seals(red: NDArray[np.bool_], gap: int, scale: float) -> list[Box]:
    """The boxes of round spots of ink; ``scale`` is the pixels of a millimetre."""
    edge = max(1, round(_SQUARE * scale))
    rows, columns = red.shape[0] // edge, red.shape[1] // edge
    squares = red[: rows * edge, : columns * edge].reshape(rows, edge, columns, edge)
    inked = {(int(row), int(column)) for row, column in np.argwhere(squares.any(axis=(1, 3)))}
    if len(inked) > _MOST_SQUARES:
        return []
    found = []
    while inked:
        box = _spot(inked, gap, edge)
        height, width = (box[1] - box[0]) / scale, (box[3] - box[2]) / scale
        if min(height, width) < _SMALLEST or max(height, width) > _LARGEST:
            continue
        share = float(red[box[0] : box[1], box[2] : box[3]].mean())
        if max(height, width) < _ROUND * min(height, width) and _THINNEST < share < _THICKEST:
            found.append(_widened(box, round(_MARGIN * scale), red.shape))
    return found


def _spot(inked: set[tuple[int, int]], gap: int, edge: int) -> Box:
    """Take the squares that hang together with one of them out of ``inked``; their box, pixels."""
    around = range(-gap, gap + 1)
    waiting = [inked.pop()]
    rows, columns = [waiting[0][0]], [waiting[0][1]]
    while waiting:
        row, column = waiting.pop()
        for down, across in product(around, repeat=2):
            near = row + down, column + across
            if near in inked:
                inked.remove(near)
                waiting.append(near)
                rows.append(near[0])
                columns.append(near[1])
    return min(rows) * edge, (max(rows) + 1) * edge, min(columns) * edge, (max(columns) + 1) * edge


def _widened(box: Box, margin: int, shape: tuple[int, ...]) -> Box:
    top, bottom, left, right = box
    return (
        max(0, top - margin),
        min(shape[0], bottom + margin),
        max(0, left - margin),
        min(shape[1], right + margin),
    )
