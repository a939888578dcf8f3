"""Columns of numbers in a picture: what was lost or read as a letter is read anew, in a line."""

from __future__ import annotations

import numpy as np
import pytest
from test_ocr import DPI, Paper, needs_tesseract

from docparse.readers.ocr.engine import Token
from docparse.readers.ocr.figures import read_figures
from docparse.readers.pdf.model import GridCell, PageTable, Word

LEFT, RIGHT, TOP, STEP = 100.0, 160.0, 40.0, 24.0


def _token(text: str, cell: GridCell, confidence: float) -> Token:
    word = Word(text, cell.x0 + 8, cell.x1 - 8, cell.top + 5, cell.bottom - 5, cell.bottom - 5, 13)
    return Token(word, confidence)


def _read(printed: list[str], known: list[str], column: int = 1, confidence: float = 90.0) -> list[str]:
    """What stands in a column of cells after it was read as ``known``, in the first or second column."""
    paper = Paper(height=400)
    cells = []
    for row, text in enumerate(printed):
        cell = GridCell(LEFT, RIGHT, TOP + STEP * row, TOP + STEP * (row + 1))
        paper.put(LEFT + 12, cell.top + 5, text)
        cells.append(cell)
    others = [GridCell(20, LEFT, cell.top, cell.bottom) for cell in cells] if column else []
    table = PageTable(1, [20.0, LEFT, RIGHT], [TOP, TOP + STEP * len(cells)], [*others, *cells])
    first = len(others)
    tokens = {first + n: [_token(text, cells[n], confidence)] for n, text in enumerate(known) if text}
    found = read_figures(np.array(paper.image), DPI, table, tokens)
    return [found[first + n][0].word.text if first + n in found else "" for n in range(len(cells))]


@needs_tesseract
def test_lost_and_misread_numbers_of_a_column_are_read() -> None:
    printed = ["78", "71", "52", "6", "207", "33,5", "9"]
    assert _read(printed, ["78", "7]", "52", "", "Ø0", "33,5", "Q"]) == printed


@needs_tesseract
def test_what_was_read_surely_stays() -> None:
    assert _read(["78", "71", "52"], ["78", "17", "52"], confidence=99.9) == ["78", "17", "52"]


@needs_tesseract
def test_strokes_are_ones_in_a_column_of_numbers_and_groups_in_the_first() -> None:
    assert _read(["10", "11", "25", "40"], ["10", "II", "25", "40"])[1] == "11"
    assert _read(["10", "11", "12", "13"], ["10", "", "12", "13"], column=0)[1] == "11"


@needs_tesseract
@pytest.mark.parametrize("known", [["Tốt", "Khá", "Đạt"], ["12", "Khá", "Đạt"]])
def test_columns_of_words_are_left_alone(known: list[str]) -> None:
    assert _read(["12", "15", "18"], known) == ["", "", ""]


@needs_tesseract
def test_dashes_and_empty_cells_stay_empty() -> None:
    assert _read(["12", "-", "", "18"], ["12", "", "", "18"]) == ["12", "", "", "18"]
