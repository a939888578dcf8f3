"""Pictures of pages: how far they are tilted, and the ruling lines in them.

Arrays are boolean, true where there is ink; rows come first. Lengths are pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Ink = NDArray[np.bool_]

# levels of gray (of 255) between ink and paper, at least: an empty page has only grain
MIN_CONTRAST = 40
# degrees: tilts looked for, first roughly, then closely
MAX_TILT = 5.0
_ROUGH_STEP, _FINE_STEP = 0.5, 0.05
# inked points that suffice to measure the tilt
_SAMPLE = 60_000
# inches: runs of ink that make a ruling line; the strokes of letters are shorter
MIN_ACROSS, MIN_DOWN = 0.4, 0.2
# share of a run that must be ink, and the thickest line (inches)
_SOLID = 0.93
_THICKEST = 0.06
# runs of ink beyond which a picture is no page
_MAX_RUNS = 50_000


@dataclass(frozen=True, slots=True)
class Stroke:
    """A ruling line as a box of pixels: first row, first column, end row, end column."""

    top: int
    left: int
    bottom: int
    right: int


def ink_of(gray: NDArray[np.uint8]) -> Ink:
    """Ink and paper, told apart at the brightness that separates them best; no ink where most is dark."""
    threshold, share, contrast = _parted(gray)
    dark: Ink = gray <= threshold
    return dark if share < 0.5 and contrast > MIN_CONTRAST else np.zeros_like(dark)


def is_blank(gray: NDArray[np.uint8]) -> bool:
    """Whether nothing but grain is seen; a page photographed on a dark desk is not blank."""
    return _parted(gray)[2] <= MIN_CONTRAST


def _parted(gray: NDArray[np.uint8]) -> tuple[int, float, float]:
    """The level that parts dark from light best (Otsu), the share of the dark, how far both lie apart."""
    counts = np.bincount(gray.ravel()[:: max(1, gray.size // 2_000_000)], minlength=256).astype(float)
    levels = np.arange(256)
    below = np.cumsum(counts)
    above = below[-1] - below
    mass = np.cumsum(counts * levels)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = below * above * (mass / below - (mass[-1] - mass) / above) ** 2
    threshold = int(np.nanargmax(spread)) if np.isfinite(spread).any() else 127
    if not 0 < below[threshold] < below[-1]:
        return threshold, 0.0, 0.0
    contrast = (mass[-1] - mass[threshold]) / above[threshold] - mass[threshold] / below[threshold]
    return threshold, float(below[threshold] / below[-1]), float(contrast)


def tilt_of(ink: Ink) -> float:
    """Degrees by which the text climbs to the right; turning the picture by minus that sets it right."""
    ys, xs = np.nonzero(ink[::2, ::2])
    if len(ys) < 100:
        return 0.0
    step = max(1, len(ys) // _SAMPLE)
    ys, xs = ys[::step].astype(float), xs[::step].astype(float)
    rough = _sharpest(ys, xs, np.arange(-MAX_TILT, MAX_TILT + _ROUGH_STEP / 2, _ROUGH_STEP))
    return _sharpest(ys, xs, np.arange(rough - _ROUGH_STEP, rough + _ROUGH_STEP, _FINE_STEP))


def _sharpest(ys: NDArray[Any], xs: NDArray[Any], angles: NDArray[Any]) -> float:
    """The angle along which the ink gathers in the fewest rows."""

    def gathered(angle: float) -> float:
        rows = ys + xs * np.tan(np.radians(angle))
        counts = np.bincount((rows - rows.min()).astype(int))
        return float((counts.astype(float) ** 2).sum())

    return float(max(angles, key=lambda angle: (gathered(angle), -abs(angle))))


def strokes_of(ink: Ink, dpi: float) -> tuple[list[Stroke], list[Stroke]]:
    """Ruling lines across and down."""
    thickest = max(3, round(_THICKEST * dpi))
    across = _strokes(ink, round(MIN_ACROSS * dpi), thickest)
    down = _strokes(ink.T, round(MIN_DOWN * dpi), thickest)
    return across, [Stroke(s.left, s.top, s.right, s.bottom) for s in down]


def _strokes(ink: Ink, length: int, thickest: int) -> list[Stroke]:
    runs = _runs(ink, length)
    if len(runs) > _MAX_RUNS:
        return []
    open_strokes: list[list[int]] = []
    done: list[list[int]] = []
    for row, start, end in runs:
        home = next((s for s in open_strokes if s[1] < end and start < s[3] and s[2] >= row), None)
        if home:
            home[1], home[2], home[3] = min(home[1], start), row + 1, max(home[3], end)
        else:
            open_strokes.append([row, start, row + 1, end])
        if len(open_strokes) > 64:
            done += [s for s in open_strokes if s[2] < row]
            open_strokes = [s for s in open_strokes if s[2] >= row]
    found = [Stroke(*s) for s in done + open_strokes]
    return [s for s in found if s.bottom - s.top <= thickest + (s.right - s.left) * 0.004]


def _runs(ink: Ink, length: int) -> list[tuple[int, int, int]]:
    """Row, start and end of every stretch of at least ``length`` pixels that is nearly all ink."""
    if ink.shape[1] <= length:
        return []
    total = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int32)
    np.cumsum(ink, axis=1, dtype=np.int32, out=total[:, 1:])
    solid = total[:, length:] - total[:, :-length] >= _SOLID * length
    rows_hit = np.nonzero(solid.any(axis=1))[0]
    edges = np.diff(np.pad(solid[rows_hit].astype(np.int8), ((0, 0), (1, 1))), axis=1)
    starts, ends = np.nonzero(edges == 1), np.nonzero(edges == -1)
    return [
        (int(rows_hit[row]), int(start), int(end) + length - 1)
        for row, start, end in zip(starts[0], starts[1], ends[1], strict=True)
    ]


def erase(gray: NDArray[np.uint8], strokes: Sequence[Stroke], margin: int) -> None:
    """Paint strokes white, with ``margin`` pixels around them."""
    for s in strokes:
        gray[max(0, s.top - margin) : s.bottom + margin, max(0, s.left - margin) : s.right + margin] = 255
