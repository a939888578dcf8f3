"""Red seals on scanned pages: they cover the titles and names below them, and are painted over.

A seal is a round spot of red ink, three to five centimetres wide. Other red ink (a name from a stamp, a
heading) is text and stays.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# pixels of a picture whose colours are looked at: A4 at 600 dpi has 35 million
MAX_PIXELS = 40_000_000
# how much more red than green or blue ink is, and how bright at least (levels of 255)
_REDNESS, _BRIGHTNESS = 25, 90
# in red light, what is brighter than this is red ink or paper
_WHITE = 170
# a seal is looked for in ink so red, in which squares so far apart hang together: a fresh one may have
# other red ink beside it, a faint one has gaps
_KINDS = ((40, 1), (_REDNESS, 2))
# millimetres: the smallest and the largest seal, and how far beside it some ink may be
_SMALLEST, _LARGEST, _MARGIN = 22.0, 48.0, 1.5
# how much wider than high its ring may be, or higher than wide
_ROUND = 1.3
# share of its square that is red ink, at least and at most
_THINNEST, _THICKEST = 0.04, 0.6
# pixels: the edge of these squares
_SQUARE = 8

Box = tuple[int, int, int, int]  # first row, end row, first column, end column


def without_seals(picture: Image.Image, dpi: float) -> Image.Image:
    """``picture`` in gray, its red seals painted white; what is black on them stays."""
    gray = picture.convert("L")
    if picture.mode in ("1", "L", "LA", "I", "F") or picture.width * picture.height > MAX_PIXELS:
        return gray
    colours = np.asarray(picture.convert("RGB"))
    red = _red_ink(colours, _REDNESS)
    if red.sum() < _THINNEST * (_SMALLEST * dpi / 25.4) ** 2:
        return gray
    painted = np.array(gray)
    found = [box for redness, gap in _KINDS for box in _seals(_red_ink(colours, redness), gap, dpi / 25.4)]
    for top, bottom, left, right in found:
        light = colours[top:bottom, left:right, 0]  # in red light red ink is paper
        painted[top:bottom, left:right] = np.minimum(light.astype(np.uint16) * 255 // _WHITE, 255)
    return Image.fromarray(painted)


def _red_ink(colours: NDArray[np.uint8], redness: int) -> NDArray[np.bool_]:
    red = colours[..., 0]
    others = np.maximum(colours[..., 1], colours[..., 2])
    found: NDArray[np.bool_] = (red > _BRIGHTNESS) & (red > others) & (red - others > redness)
    return found


def _seals(red: NDArray[np.bool_], gap: int, scale: float) -> list[Box]:
    """The boxes of round spots of ink; ``scale`` is the pixels of a millimetre."""
    rows, columns = red.shape[0] // _SQUARE, red.shape[1] // _SQUARE
    squares = red[: rows * _SQUARE, : columns * _SQUARE].reshape(rows, _SQUARE, columns, _SQUARE)
    inked = {(int(row), int(column)) for row, column in np.argwhere(squares.any(axis=(1, 3)))}
    found = []
    while inked:
        box = _spot(inked, gap)
        height, width = (box[1] - box[0]) / scale, (box[3] - box[2]) / scale
        if min(height, width) < _SMALLEST or max(height, width) > _LARGEST:
            continue
        share = float(red[box[0] : box[1], box[2] : box[3]].mean())
        if max(height, width) < _ROUND * min(height, width) and _THINNEST < share < _THICKEST:
            found.append(_widened(box, round(_MARGIN * scale), red.shape))
    return found


def _spot(inked: set[tuple[int, int]], gap: int) -> Box:
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
    return (
        min(rows) * _SQUARE,
        (max(rows) + 1) * _SQUARE,
        min(columns) * _SQUARE,
        (max(columns) + 1) * _SQUARE,
    )


def _widened(box: Box, margin: int, shape: tuple[int, ...]) -> Box:
    top, bottom, left, right = box
    return (
        max(0, top - margin),
        min(shape[0], bottom + margin),
        max(0, left - margin),
        min(shape[1], right + margin),
    )
