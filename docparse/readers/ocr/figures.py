"""Columns of numbers in a picture, read anew: their cells side by side make one line.

Alone in a narrow column a figure is often lost or read as a letter; in a line tesseract reads it well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from docparse.readers.ocr.engine import LINE, ONES, Token, tokens_of
from docparse.readers.pdf.model import GridCell, PageTable, Word

Gray = NDArray[np.uint8]

# figures by which a column is one of numbers, at least, and their share of the cells that hold text
MIN_FIGURES, MIN_SHARE = 2, 0.5
# confidence (0..100) from which what was read in the line replaces what was read before
SURE = 60.0
# cells in one line
MAX_CELLS = 40
# height of the figures' ink over that of the column: less is a dash or speck, more has several lines
_LOW, _HIGH = 0.6, 1.6
# points left out along the borders of a cell, where rests of its ruling lines may be
_BORDER = 1.0
# white between two cells and around the line, as a share of the height of its figures
_GAP, _MARGIN = 1.5, 0.7
# gray level under which a point is ink, and points of a row or column that are more than dust
_INK, _DUST = 140, 2
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")
_AS_ONE = str.maketrans(dict.fromkeys(ONES, "1"))


@dataclass(frozen=True, slots=True)
class _Cut:
    """The ink of a cell: its index in the table, the picture and its place in it, pixels."""

    index: int
    picture: Gray
    left: int
    top: int


def read_figures(
    gray: Gray, dpi: float, table: PageTable, known: Mapping[int, Sequence[Token]]
) -> dict[int, list[Token]]:
    """The words of the cells of ``table`` that stand in columns of numbers and hold one, by their index.

    ``known``: what was read of each cell before. Places are points on the page, as those of the table.
    """
    found: dict[int, list[Token]] = {}
    for number, column in enumerate(_columns(table)):
        texts = {index: " ".join(token.word.text for token in known.get(index, ())) for index in column}
        if not _holds_numbers(texts.values()):
            continue
        read = dict(_read_anew(_cuts(gray, dpi, table.cells, texts), dpi))
        above = ""
        for index, text in texts.items():
            token = _better(known.get(index, ()), text, read.get(index), above if number == 0 else None)
            if token is not None:
                found[index] = [token]
            above = token.word.text if token else ""
    return found


def _better(tokens: Sequence[Token], text: str, new: Token | None, above: str | None) -> Token | None:
    """The surer one of two readings of a cell; null where neither is a number.

    ``above`` is what stands above it in the first column, where strokes may be the number of a group.
    """
    old = tokens[0] if _FIGURE.fullmatch(text) else None
    if new is None:
        return old
    figure = _with_ones(new.word.text)
    counted = above is not None and above.isdecimal() and figure.isdecimal() and int(figure) == int(above) + 1
    if above is None or counted:
        new.word.text = figure
    if not _FIGURE.fullmatch(new.word.text) or not (counted or new.confidence >= SURE):
        return old
    return new if old is None or new.confidence > old.confidence else old


def _columns(table: PageTable) -> list[list[int]]:
    """The cells of each column from left to right, those that reach over several left out."""
    columns: dict[tuple[int, int], list[int]] = {}
    for index, cell in enumerate(table.cells):
        columns.setdefault((round(cell.x0), round(cell.x1)), []).append(index)
    return [columns[key] for key in sorted(columns)]


def _holds_numbers(texts: Iterable[str]) -> bool:
    filled = [text for text in texts if text]
    figures = sum(_FIGURE.fullmatch(_with_ones(text)) is not None for text in filled)
    return figures >= MIN_FIGURES and figures >= MIN_SHARE * len(filled)


def _with_ones(text: str) -> str:
    """A figure whose ones were read as strokes."""
    ones = text.translate(_AS_ONE)
    return ones if _FIGURE.fullmatch(ones) else text


def _cuts(gray: Gray, dpi: float, cells: Sequence[GridCell], texts: Mapping[int, str]) -> list[_Cut]:
    """The ink of the cells that hold one line as high as the figures of the column."""
    cuts = [cut for index in texts if (cut := _cut(gray, dpi, cells[index], index))]
    heights = [cut.picture.shape[0] for cut in cuts if _FIGURE.fullmatch(texts[cut.index])]
    if not heights:
        return []
    usual = median(heights)
    return [cut for cut in cuts if _LOW * usual <= cut.picture.shape[0] <= _HIGH * usual]


def _cut(gray: Gray, dpi: float, cell: GridCell, index: int) -> _Cut | None:
    left, right, top, bottom = (
        round(edge * dpi / 72.0)
        for edge in (cell.x0 + _BORDER, cell.x1 - _BORDER, cell.top + _BORDER, cell.bottom - _BORDER)
    )
    picture = gray[top:bottom, left:right]
    ink = picture < _INK
    rows, columns = np.flatnonzero(ink.sum(axis=1) >= _DUST), np.flatnonzero(ink.sum(axis=0) >= _DUST)
    if not (len(rows) and len(columns)):
        return None
    inked = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return _Cut(index, inked, left + int(columns[0]), top + int(rows[0]))


def _read_anew(cuts: Sequence[_Cut], dpi: float) -> Iterator[tuple[int, Token]]:
    """What stands in each cell, where that is one word."""
    for start in range(0, len(cuts), MAX_CELLS):
        line, places = _line_of(cuts[start : start + MAX_CELLS])
        read: dict[int, list[Token]] = {}
        for token in tokens_of(line, dpi, LINE):
            middle = (token.word.x0 + token.word.x1) / 2 * dpi / 72.0
            nearest = min(places, key=lambda place: abs(place[0] - middle))
            read.setdefault(nearest[1], []).append(token)
        for cut in cuts[start : start + MAX_CELLS]:
            if len(tokens := read.get(cut.index, [])) == 1:
                yield cut.index, _placed(tokens[0], cut, dpi)


def _line_of(cuts: Sequence[_Cut]) -> tuple[Gray, list[tuple[float, int]]]:
    """The cuts beside each other, and where the middle of each is (pixels) with its index."""
    highest = max(cut.picture.shape[0] for cut in cuts)
    margin, gap = round(_MARGIN * highest), round(_GAP * highest)
    width = 2 * margin + sum(cut.picture.shape[1] + gap for cut in cuts)
    line = np.full((highest + 2 * margin, width), 255, dtype=np.uint8)
    places, left = [], margin
    for cut in cuts:
        height, across = cut.picture.shape
        line[margin + highest - height : margin + highest, left : left + across] = cut.picture
        places.append((left + across / 2, cut.index))
        left += across + gap
    return line, places


def _placed(token: Token, cut: _Cut, dpi: float) -> Token:
    """The word where it stands on the page."""
    scale = 72.0 / dpi
    height, across = cut.picture.shape
    x0, top = cut.left * scale, cut.top * scale
    bottom = top + height * scale
    word = Word(token.word.text, x0, x0 + across * scale, top, bottom, bottom, token.word.size)
    return Token(word, token.confidence)
