"""Roman numerals by their strokes: tesseract reads ``III.`` as ``II.`` or ``HI.``, and is sure of it.

The picture tells how many upright strokes stand side by side. Only words are looked at that can be
nothing but a numeral (``II.``, ``II/2025``), so that no other word is changed.
"""

from __future__ import annotations

import re
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

# I's as tesseract may spell them, a quarter of a year behind them or not; X and V are read well
_BEGINS_WITH_STROKES = re.compile(r"(?=.?.?.?[IH|])([IHLl1|]{1,4})([.,:)-]?|/\d.*)")
_ONE_STROKE = re.compile(r"[1Il](?=[.,:)-]?$)")
# a bracket behind them would count as a stroke
_ENDS_WITH_STROKES = re.compile(r"(X{0,3}V?)(I{1,3})([.,:-]?)")
_MOST = 3
# shares of the height between which the strokes of an I are straight: off serifs and full stop
_TOP, _FOOT = 0.25, 0.72
# share of this stretch that is ink in the columns of a stroke, at least, and between strokes, at most
_STROKE, _BLANK = 0.8, 0.2
# width of the blurred edge of a stroke, as a share of the height: the legs of an X rise more slowly
_EDGE = 0.09
# share of the height that holds the flag of a 1; how far flag or serif reach beyond the stroke (shares of
# the height): on one side only, or on both alike
_HEAD, _FLAG, _ALIKE = 0.22, 0.12, 0.06
# gray levels between ink and paper, at least
_CONTRAST = 60


def recounted(text: str, picture: NDArray[np.uint8]) -> str:
    """``text`` with as many I's as ``picture`` (its box, gray) shows strokes, where it is a numeral."""
    if _ONE_STROKE.match(text):
        return _one_or_i(text, picture)
    if match := _BEGINS_WITH_STROKES.fullmatch(text):
        strokes = len(_leading_strokes(picture))
        return "I" * strokes + match[2] if 1 < strokes <= _MOST else text
    if (match := _ENDS_WITH_STROKES.fullmatch(text)) and match[1]:
        strokes = len(_leading_strokes(picture[:, ::-1]))
        return match[1] + "I" * strokes + match[3] if 1 <= strokes <= _MOST else text
    return text


def _one_or_i(text: str, picture: NDArray[np.uint8]) -> str:
    """A 1 has its flag on the left, an I the same on both sides."""
    strokes = _leading_strokes(picture)
    if len(strokes) > 1:
        return "I" * len(strokes) + text[1:] if len(strokes) <= _MOST and text[0] != "1" else text
    if not strokes:
        return text
    ink = _ink_of(picture)
    height = len(ink)
    columns = np.flatnonzero(ink[: round(_HEAD * height)].any(axis=0))
    before, after = strokes[0].start - columns[0], columns[-1] + 1 - strokes[0].stop
    if before - after > _FLAG * height:
        return "1" + text[1:]
    return "I" + text[1:] if abs(before - after) < _ALIKE * height else text


def _leading_strokes(picture: NDArray[np.uint8]) -> list[range]:
    """The columns of the upright strokes that stand at the left before anything else."""
    ink = _ink_of(picture)
    body = ink[round(_TOP * len(ink)) : round(_FOOT * len(ink)) + 1]
    strokes: list[range] = []
    at = 0
    for kind, columns in groupby(body.mean(axis=0) if len(body) else (), _kind_of):
        width = len(list(columns))
        if kind == "stroke":
            strokes.append(range(at, at + width))
        elif kind == "other" and width > max(2, _EDGE * len(ink)):
            break
        at += width
    return strokes


def _ink_of(picture: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """The inked rows of a picture; none where it is all of one gray."""
    if not picture.size or int(picture.max()) - int(picture.min()) < _CONTRAST:
        return np.zeros((0, 0), dtype=bool)
    ink = picture < (int(picture.max()) + int(picture.min())) // 2
    rows = np.flatnonzero(ink.any(axis=1))
    inked: NDArray[np.bool_] = ink[rows[0] : rows[-1] + 1]
    return inked


def _kind_of(share: float) -> str:
    return "stroke" if share >= _STROKE else "blank" if share <= _BLANK else "other"
