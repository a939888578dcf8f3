"""Tesseract as a program: a gray picture in, words with their places and confidence out."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

import numpy as np
from numpy.typing import NDArray

from docparse.readers.ocr.numerals import recounted
from docparse.readers.pdf.model import Word
from docparse.readers.programs import how_to_install
from docparse.text import is_syllable

LANGUAGE = "vie"
REMEDY = f"{how_to_install('tesseract')} (hoặc gửi bản có chữ: .docx, .pdf xuất từ Word)."
# page segmentation modes of tesseract: full page, one block of rows, one line
PAGE, BLOCK, LINE = 3, 6, 7
_ORIENTATION_ONLY = 0
# seconds for one picture
TIMEOUT = 180
# the height of a word's box over the size of its letters
_BOX_HEIGHT = 1.15
# a word whose foot is farther from that of its line, in letter heights, is on a line of its own
_SAME_LINE = 0.9
# confidence under which a short token that is no syllable, or one of mere signs, is dirt
_DIRTY_TOKEN, _DIRTY_SIGNS = 30.0, 50.0

# a stroke that may be a 1, or what is left of a ruling line
STROKES = frozenset("|][!")
ONES = STROKES | frozenset("lIÌÍỈĨỊìíỉĩịÏï")
_BULLETS = frozenset("-–—+*•")
_PUNCTUATION = _BULLETS | frozenset("./,:;()[]%&\"“”'…=<>≥≤")
_ODD_G = re.compile(r"^ø(?=[.)]$)")  # no Vietnamese letter
# confidence (0..100) from which a word speaks for its reading, and below which against it
_EVEN = 50.0
_COLUMNS = 12  # of tesseract's table; the confidence is the last but one, the text the last


class OcrError(RuntimeError):
    """Tesseract gave up on a picture."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word and how sure tesseract is of it (0..100)."""

    word: Word
    confidence: float

    @property
    def weight(self) -> int:
        """Letters: long words say more about the quality of a reading."""
        return len(self.word.text)


def confidence_of(tokens: Sequence[Token]) -> float:
    """Mean confidence by letters, 0 where there are none."""
    weight = sum(token.weight for token in tokens)
    return sum(token.confidence * token.weight for token in tokens) / weight if weight else 0.0


def evidence(tokens: Sequence[Token]) -> tuple[float, int]:
    """How much speaks for a reading: many letters read surely; any letters before none."""
    total = sum((token.confidence - _EVEN) * token.weight for token in tokens)
    return (max(total, 0.0), len(tokens))


def moved(token: Token, dx: float, dy: float) -> Token:
    """The token of a cut-out, ``dx`` and ``dy`` (points) from where it was cut."""
    w = token.word
    word = replace(w, x0=w.x0 + dx, x1=w.x1 + dx, top=w.top + dy, bottom=w.bottom + dy, base=w.base + dy)
    return replace(token, word=word)


@functools.cache
def is_available() -> bool:
    """Whether tesseract with its Vietnamese model is installed."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return LANGUAGE in listed.stdout.decode("utf-8", "replace").split()


def tokens_of(gray: NDArray[np.uint8], dpi: float, mode: int) -> list[Token]:
    """The words of a picture, places in points from its upper left corner.

    Raises :class:`OcrError` where tesseract does not answer in time.
    """
    answer = _run(gray, "-l", LANGUAGE, "--dpi", str(round(dpi)), "--psm", str(mode), "tsv")
    rows = [row.split("\t") for row in answer.splitlines()[1:]]
    rows = [r for r in rows if len(r) == _COLUMNS and r[0] == "5" and not _is_dirt(r[-1], float(r[-2]))]
    for row in rows:
        left, top, width, height = map(int, row[6:10])
        row[-1] = recounted(row[-1], gray[top : top + height, left : left + width])
    lines = groupby(rows, key=lambda row: row[1:5])
    return [token for _, line in lines for token in _line_tokens(list(line), 72.0 / dpi)]


def turn_of(gray: NDArray[np.uint8]) -> int:
    """Degrees clockwise by which a picture must be turned to stand upright; 0 where nobody knows."""
    try:
        answer = _run(gray, "--psm", str(_ORIENTATION_ONLY))
    except OcrError:
        return 0
    turns = [line.split(":")[1] for line in answer.splitlines() if line.startswith("Rotate:")]
    return int(turns[0]) % 360 if turns else 0


def _run(gray: NDArray[np.uint8], *options: str) -> str:
    height, width = gray.shape
    picture = b"P5 %d %d 255\n" % (width, height) + gray.tobytes()
    # with more threads tesseract is slower: pages run side by side instead
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            [shutil.which("tesseract") or "tesseract", "stdin", "stdout", *options],
            input=picture,
            capture_output=True,
            timeout=TIMEOUT,
            check=True,
            env=environment,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise OcrError(str(error)) from error
    return done.stdout.decode("utf-8", "replace")


def _is_dirt(text: str, confidence: float) -> bool:
    """Whether a token is a speck, the edge of a seal or a signature rather than text."""
    if not any(c.isalnum() for c in text):
        signs = _BULLETS if confidence < _DIRTY_SIGNS else _PUNCTUATION
        return not text.strip() or not (STROKES | signs).issuperset(text)
    if confidence >= _DIRTY_TOKEN or len(text) > 2 or not text.isalpha():
        return False
    return not (is_syllable(text) or text in ONES)


def _line_tokens(rows: Sequence[Sequence[str]], scale: float) -> list[Token]:
    """The words of one of tesseract's lines share its baseline and letter size."""
    boxes = [[float(value) * scale for value in row[6:10]] for row in rows]
    base = median(top + height for _, top, _, height in boxes)
    tall = median(height for *_, height in boxes)
    tokens = []
    for row, (left, top, width, height) in zip(rows, boxes, strict=True):
        bottom = top + height
        own = base if abs(bottom - base) < _SAME_LINE * tall else bottom
        word = Word(_cleaned(row[-1]), left, left + width, top, bottom, own, _BOX_HEIGHT * tall)
        tokens.append(Token(word, float(row[-2])))
    return tokens


def _cleaned(text: str) -> str:
    """A token without the remains of ruling lines (``15_``), with plain slashes and ``g)`` for ``ø)``."""
    bare = _ODD_G.sub("g", text.replace("\u2044", "/"))
    return bare.strip("_") or bare
