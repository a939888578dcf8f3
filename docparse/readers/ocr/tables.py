"""Tables in pictures: the ruling lines give the cells, several readings of the picture their words.

Tesseract has no mode that reads tables. Read as a page it loses narrow columns of digits, read as one
block of rows it jumbles cells of several lines; cell by cell the surer reading is taken. Heads that
stand upright are read again, turned.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from docparse.readers.ocr.engine import (
    BLOCK,
    LINE,
    ONES,
    PAGE,
    Token,
    confidence_of,
    evidence,
    moved,
    tokens_of,
)
from docparse.readers.ocr.figures import read_figures
from docparse.readers.pdf.lines import rows_of
from docparse.readers.pdf.model import GridCell, Line, PageTable
from docparse.readers.pdf.paragraphs import join_cell
from docparse.readers.pdf.tables import cell_at, fill_cell

# ruling lines enclose a table when so many of its cells hold text
MIN_CELLS = 3
# and when they are read this surely (0..100): the rays of a seal are not
MIN_CONFIDENCE = 60.0
# a cell so many times higher than wide, and so high (points), may hold text that reads upwards
UPRIGHT, UPRIGHT_HEIGHT = 1.6, 50.0
# a cell of so few letters, read less surely than this (0..100), is read again by itself
FEW_LETTERS, SURE = 8, 80.0
# tables read from a picture are less certain than those ruled in a file
CONFIDENCE = 0.7
# white around a cut-out, in pixels: tesseract drops letters that touch the border
_MARGIN = 20
Gray = NDArray[np.uint8]

_AS_ONE = str.maketrans(dict.fromkeys(ONES, "1"))


def read_table(gray: Gray, dpi: float, table: PageTable) -> list[Token]:
    """Fill the cells of ``table`` from the picture of its page, and give back the words used.

    The table's place is in points; its ruling lines must have been erased from the picture.
    """
    scale = dpi / 72.0
    top, bottom = round(table.top * scale), round(table.bottom * scale)
    left, right = round(table.xs[0] * scale), round(table.xs[-1] * scale)
    cut = np.pad(gray[top:bottom, left:right], _MARGIN, constant_values=255)
    readings = []
    for mode in (PAGE, BLOCK):
        dx, dy = (left - _MARGIN) / scale, (top - _MARGIN) / scale
        readings.append(_by_cell(table, [moved(token, dx, dy) for token in tokens_of(cut, dpi, mode)]))
    surer = {
        index: max((reading.get(index, []) for reading in readings), key=evidence)
        for index in range(len(table.cells))
    }
    figures = read_figures(gray, dpi, table, surer)
    surer |= figures
    used: list[Token] = []
    for index, cell in enumerate(table.cells):
        tokens = surer[index]
        fill_cell(cell, [token.word for token in tokens], table.page)
        if _may_be_upright(cell, tokens):
            tokens = _read_upright(gray, dpi, cell, tokens)
        elif index not in figures and _is_doubtful(tokens):
            tokens = _read_alone(gray, dpi, cell, tokens)
            fill_cell(cell, [token.word for token in tokens], table.page)
        used += tokens
    _repair_ones(table)
    table.confidence = CONFIDENCE
    return used


def is_table(table: PageTable, tokens: Sequence[Token]) -> bool:
    """Whether enough cells hold text: the frame of a seal or picture is no table."""
    filled = sum(bool(cell.paragraphs) for cell in table.cells)
    return filled >= MIN_CELLS and confidence_of(tokens) >= MIN_CONFIDENCE


def _may_be_upright(cell: GridCell, tokens: Sequence[Token]) -> bool:
    width, height = cell.x1 - cell.x0, cell.bottom - cell.top
    unsure = bool(tokens) and confidence_of(tokens) < MIN_CONFIDENCE
    return height > UPRIGHT_HEIGHT and height > UPRIGHT * width and unsure


def _is_doubtful(tokens: Sequence[Token]) -> bool:
    """Whether the few letters of a cell were hardly read: alone in a narrow column they often are not."""
    letters = sum(token.weight for token in tokens)
    return 0 < letters <= FEW_LETTERS and confidence_of(tokens) < SURE


def _read_alone(gray: Gray, dpi: float, cell: GridCell, tokens: list[Token]) -> list[Token]:
    """Read a cell as one line of text; keeps what speaks most for itself."""
    scale = dpi / 72.0
    rows = slice(round(cell.top * scale), round(cell.bottom * scale))
    cut = np.pad(gray[rows, round(cell.x0 * scale) : round(cell.x1 * scale)], _MARGIN, constant_values=255)
    dx, dy = cell.x0 - _MARGIN / scale, cell.top - _MARGIN / scale
    found = [moved(token, dx, dy) for token in tokens_of(cut, dpi, LINE)]
    return max(tokens, found, key=confidence_of)


def _read_upright(gray: Gray, dpi: float, cell: GridCell, tokens: list[Token]) -> list[Token]:
    """Read a cell turned by a quarter to either side; keeps what speaks most for itself."""
    scale = dpi / 72.0
    rows = slice(round(cell.top * scale), round(cell.bottom * scale))
    cut = gray[rows, round(cell.x0 * scale) : round(cell.x1 * scale)]
    turned = [np.pad(np.rot90(cut, k), _MARGIN, constant_values=255) for k in (1, -1)]
    found = max((tokens_of(picture, dpi, BLOCK) for picture in turned), key=evidence)
    if evidence(found) <= evidence(tokens):
        return tokens
    lines = [Line(row) for row in rows_of([token.word for token in found])]
    cell.paragraphs = join_cell(lines, 0.0, cell.bottom - cell.top)
    return found


def _by_cell(table: PageTable, tokens: Sequence[Token]) -> dict[int, list[Token]]:
    cells: dict[int, list[Token]] = {}
    for token in tokens:
        word = token.word
        index = cell_at(table, (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
        if index is not None:
            cells.setdefault(index, []).append(token)
    return cells


def _repair_ones(table: PageTable) -> None:
    """In a column of numbers a stroke is a 1: ``l``, and in a count ``I7`` after ``16``."""
    columns: dict[float, list[GridCell]] = {}
    for cell in sorted(table.cells, key=lambda cell: cell.top):
        if len(cell.paragraphs) == 1:
            columns.setdefault(cell.x0, []).append(cell)
    for cells in columns.values():
        texts = [cell.paragraphs[0] for cell in cells]
        if not any(map(str.isdecimal, texts)):
            continue
        for index, cell in enumerate(cells):
            if texts[index] == "I":
                continue  # its strokes were looked at: the number of a group
            repaired = texts[index].translate(_AS_ONE)
            before = texts[index - 1] if index else ""
            after = texts[index + 1] if index + 1 < len(texts) else ""
            if repaired == "1" or _counts(before, repaired) or _counts(repaired, after):
                cell.paragraphs = [repaired]


def _counts(number: str, following: str) -> bool:
    return number.isdecimal() and following.isdecimal() and int(following) == int(number) + 1
