"""Scanned pages and pictures: tesseract reads the letters, the ruling lines are found in the picture.

:func:`read` reads image files; the PDF reader gives single pages to :func:`recognize`.
"""

from __future__ import annotations

import functools
import io
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby, islice
from statistics import median

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from docparse.document import DocumentBuilder
from docparse.errors import DocparseError, FileTooLarge, MissingTool, UnreadableFile
from docparse.model import Diagnostic
from docparse.readers import ocr_raster as raster
from docparse.readers.pdf_flow import compose
from docparse.readers.pdf_grid import tables_of
from docparse.readers.pdf_lines import lines_of
from docparse.readers.pdf_model import Edge, Page, PageTable, Word
from docparse.readers.pdf_tables import fill
from docparse.text import is_syllable

LANGUAGE = "vie"
DPI = 300.0
# pixels of a picture that are read at most (A3 at 600 dpi has 70 million), and frames of a TIFF
MAX_PIXELS = 120_000_000
MAX_FRAMES = 500
# seconds for one page
TIMEOUT = 180
# degrees of tilt that are left alone
SMALL_TILT = 0.15
# resolutions that tesseract reads well as they are
MIN_DPI, MAX_DPI = 200.0, 420.0
A4_INCHES = (8.27, 11.69)
# mean confidence (0..100) under which a page holds no text but dirt, or stands on its side
MIN_CONFIDENCE = 40.0
# points of the letter height as tesseract's boxes show it, over the real size
_BOX_HEIGHT = 1.15
# a word whose foot is farther from that of its line, in letter heights, is on a line of its own
_SAME_LINE = 0.9
# share of a word's box that another must cover to be the same word read again
_SAME_PLACE = 0.4
# lines in a picture enclose a table when so many cells hold text
MIN_CELLS = 3
# confidence under which a short token that is no syllable, or one of mere signs, is dirt
_DIRTY_TOKEN, _DIRTY_SIGNS = 30.0, 50.0
# tables read from a picture are less certain than ruled ones in a file
TABLE_CONFIDENCE = 0.7

REMEDY = "Cài đặt: apt install tesseract-ocr tesseract-ocr-vie (hoặc gửi bản có chữ: .docx, .pdf xuất từ Word)."
_PUNCTUATION = frozenset("-–—+*•./,:;()[]%&\"“”'…=<>≥≤")
_BULLETS = frozenset("-–—+*•")
_STROKES = frozenset("|][!")
_ONES = _STROKES | frozenset("lIÌÍỈĨỊìíỉĩịÏï")


@dataclass(frozen=True, slots=True)
class Recognized:
    """What was read from one picture; lengths in points, ``confidence`` 0..100."""

    words: list[Word]
    edges: list[Edge]
    confidence: float
    width: float
    height: float


class OcrFailed(RuntimeError):
    """Tesseract gave up on a page."""


def read(data: bytes, builder: DocumentBuilder) -> None:
    """Read a PNG, JPEG or TIFF picture of one or several pages."""
    if not is_available():
        raise MissingTool(builder.name, "là ảnh, cần chương trình nhận dạng chữ (OCR) để đọc.", REMEDY)
    pages = []
    confidences = []
    try:
        for number, found in enumerate(recognize_all(_frames(data, builder.name)), start=1):
            if isinstance(found, Recognized):
                pages.append(page_of(found, number))
                confidences.append(found.confidence)
            else:
                builder.diagnostic(failure([number]))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UnreadableFile(
            builder.name, "ảnh bị hỏng hoặc không đầy đủ.", "Quét lại hoặc lưu lại ảnh."
        ) from error
    builder.pages = max((page.number for page in pages), default=0)
    builder.ocr = True
    compose(pages, builder)
    if confidences:
        builder.diagnostic(report(confidences))


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


def report(confidences: Sequence[float]) -> Diagnostic:
    """The note that pages were read by OCR, with their mean confidence."""
    mean = sum(confidences) / len(confidences)
    message = f"Đọc bằng OCR {len(confidences)} trang, độ tin cậy trung bình {mean:.0f}%; nên soát lại số liệu."
    return Diagnostic(code="ocr", severity="info", message=message)


def failure(pages: Sequence[int]) -> Diagnostic:
    """The warning that OCR failed on some pages."""
    listed = ", ".join(map(str, pages))
    return Diagnostic(code="ocr-failed", severity="warning", message=f"OCR không đọc được trang {listed}.")


def recognize_all(
    pictures: Iterable[tuple[Image.Image, float]],
) -> Iterator[Recognized | OcrFailed]:
    """Read gray pictures given with their resolution (dpi); as many at a time as there are cores."""
    workers = max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    waiting = iter(pictures)
    with ThreadPoolExecutor(workers) as pool:
        while batch := list(islice(waiting, 2 * workers)):  # bounds the pictures held in memory
            yield from pool.map(_recognize_safely, batch)


def _recognize_safely(picture: tuple[Image.Image, float]) -> Recognized | OcrFailed:
    try:
        return recognize(*picture)
    except OcrFailed as error:
        return error


def recognize(image: Image.Image, dpi: float) -> Recognized:
    """Read one gray picture. Raises :class:`OcrFailed` where tesseract does not answer."""
    found = _recognize_upright(image, dpi)
    if found.confidence < MIN_CONFIDENCE and (quarter := _turn_of(image)):
        turned = _recognize_upright(image.rotate(-quarter, expand=True), dpi)
        found = max(found, turned, key=lambda r: r.confidence)
    return found


def page_of(found: Recognized, number: int, exact: Sequence[Word] = ()) -> Page:
    """The page with its tables and lines; dirt of an empty page is dropped.

    ``exact``: words known from elsewhere (a stamped number); they stand in for what was read there.
    """
    page = Page(number, found.width, found.height, [], ocr=True)
    read_words = found.words if found.confidence >= MIN_CONFIDENCE else []
    words = _with_exact(read_words, exact)
    for table in tables_of(found.edges, number):
        rest = fill(table, words, number)
        if sum(bool(cell.paragraphs) for cell in table.cells) >= MIN_CELLS:
            words = rest
            _repair_ones(table)
            table.confidence = TABLE_CONFIDENCE
            page.tables.append(table)
    page.lines = lines_of([word for word in words if not _STROKES.issuperset(word.text)], number)
    return page


def _with_exact(words: Sequence[Word], exact: Sequence[Word]) -> list[Word]:
    kept = list(words)
    for stamp in exact:
        near = [word for word in kept if _overlap(word, stamp) > _SAME_PLACE * _area(stamp)]
        if any(stamp.text in word.text for word in near):
            continue
        kept = [word for word in kept if _overlap(word, stamp) < _SAME_PLACE * _area(word)]
        kept.append(stamp)
    return kept


def _area(word: Word) -> float:
    return (word.x1 - word.x0) * (word.bottom - word.top)


def _overlap(a: Word, b: Word) -> float:
    width = min(a.x1, b.x1) - max(a.x0, b.x0)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    return max(width, 0.0) * max(height, 0.0)


def _recognize_upright(image: Image.Image, dpi: float) -> Recognized:
    gray: NDArray[np.uint8] = np.array(image)
    ink = raster.ink_of(gray)
    tilt = raster.tilt_of(ink)
    if abs(tilt) > SMALL_TILT:
        gray = np.array(image.rotate(-tilt, Image.Resampling.BICUBIC, fillcolor=255))
        ink = raster.ink_of(gray)
    across, down = raster.strokes_of(ink, dpi)
    raster.erase(gray, across + down, margin=max(1, round(dpi / 100)))
    words, confidence = _words(_tesseract(gray, dpi), 72.0 / dpi)
    scale = 72.0 / dpi
    edges = [Edge(True, (s.top + s.bottom) / 2 * scale, s.left * scale, s.right * scale) for s in across]
    edges += [Edge(False, (s.left + s.right) / 2 * scale, s.top * scale, s.bottom * scale) for s in down]
    return Recognized(words, edges, confidence, gray.shape[1] * scale, gray.shape[0] * scale)


def _tesseract(gray: NDArray[np.uint8], dpi: float) -> str:
    """Tesseract's table of words for a picture."""
    return _run(gray, "-l", LANGUAGE, "--dpi", str(round(dpi)), "--psm", "3", "tsv")


def _turn_of(image: Image.Image) -> int:
    """Degrees clockwise by which the picture must be turned to stand upright, as tesseract sees it."""
    try:
        answer = _run(np.array(image), "--psm", "0")
    except OcrFailed:
        return 0
    turns = [line.split(":")[1] for line in answer.splitlines() if line.startswith("Rotate:")]
    return int(turns[0]) % 360 if turns else 0


def _run(gray: NDArray[np.uint8], *options: str) -> str:
    height, width = gray.shape
    picture = b"P5 %d %d 255\n" % (width, height) + gray.tobytes()
    # more threads than one make tesseract slower: pages run side by side instead
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
        raise OcrFailed(str(error)) from error
    return done.stdout.decode("utf-8", "replace")


def _words(table: str, scale: float) -> tuple[list[Word], float]:
    """Words and their mean confidence from tesseract's TSV; ``scale``: points for a pixel."""
    rows = [row.split("\t") for row in table.splitlines()[1:]]
    rows = [row for row in rows if len(row) == 12 and row[0] == "5" and not _is_dirt(row[11], float(row[10]))]
    words: list[Word] = []
    for _, group in groupby(rows, key=lambda row: row[1:5]):
        words += _line_words(list(group), scale)
    weights = [len(row[11]) for row in rows]
    total = sum(float(row[10]) * weight for row, weight in zip(rows, weights, strict=True))
    return words, total / sum(weights) if rows else 0.0


def _is_dirt(token: str, confidence: float) -> bool:
    """Whether a token is a speck, the edge of a seal or a signature rather than text."""
    if not any(c.isalnum() for c in token):
        signs = _BULLETS if confidence < _DIRTY_SIGNS else _PUNCTUATION
        return not (_STROKES | signs).issuperset(token)
    return confidence < _DIRTY_TOKEN and len(token) <= 2 and token.isalpha() and not (
        is_syllable(token) or token in _ONES
    )


def _line_words(rows: Sequence[Sequence[str]], scale: float) -> list[Word]:
    boxes = [[float(value) * scale for value in row[6:10]] for row in rows]
    base = median(top + height for _, top, _, height in boxes)
    tall = median(height for *_, height in boxes)
    words = []
    for row, (left, top, width, height) in zip(rows, boxes, strict=True):
        bottom = top + height
        own = base if abs(bottom - base) < _SAME_LINE * tall else bottom
        words.append(Word(row[11].replace("\u2044", "/"), left, left + width, top, bottom, own, _BOX_HEIGHT * tall))
    return words


def _repair_ones(table: PageTable) -> None:
    """A lone stroke in a column of numbers is a 1."""
    columns: dict[float, list[str]] = {}
    for cell in table.cells:
        columns.setdefault(cell.x0, []).extend(cell.paragraphs)
    for cell in table.cells:
        if len(cell.paragraphs) == 1 and len(text := cell.paragraphs[0]) == 1 and text in _ONES:
            others = [other for other in columns[cell.x0] if other not in _ONES]
            if any(map(str.isdecimal, others)):
                cell.paragraphs = ["1"]


def _frames(data: bytes, name: str) -> Iterator[tuple[Image.Image, float]]:
    """The pages of an image file as gray pictures of a resolution that tesseract likes."""
    Image.MAX_IMAGE_PIXELS = None  # the bound below is ours and says what to do
    with Image.open(io.BytesIO(data)) as image:
        for frame in islice(ImageSequence.Iterator(image), MAX_FRAMES):
            if frame.width * frame.height > MAX_PIXELS:
                raise too_large(name, frame.width, frame.height)
            yield _prepared(frame)


def too_large(name: str, width: int, height: int) -> DocparseError:
    """The error for a picture beyond :data:`MAX_PIXELS`."""
    return FileTooLarge(
        name, f"ảnh {width} × {height} điểm ảnh quá lớn.", "Quét lại ở 300 dpi hoặc thu nhỏ ảnh."
    )


def _prepared(frame: Image.Image) -> tuple[Image.Image, float]:
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        upright = Image.alpha_composite(paper, layer)
    gray = upright.convert("L")
    dpi = _resolution(frame, gray.width, gray.height)
    if MIN_DPI <= dpi <= MAX_DPI:
        return gray, dpi
    factor = DPI / dpi
    size = (max(1, round(gray.width * factor)), max(1, round(gray.height * factor)))
    if size[0] * size[1] > MAX_PIXELS:
        return gray, dpi
    return gray.resize(size, Image.Resampling.LANCZOS), DPI


def _resolution(frame: Image.Image, width: int, height: int) -> float:
    """The stated resolution where it makes a page of a usual size, else that of A4."""
    stated = frame.info.get("dpi", (0, 0))[0]
    long_side = max(width, height)
    if stated and 5.0 <= long_side / float(stated) <= 25.0:
        return float(stated)
    return max(long_side / A4_INCHES[1], min(width, height) / A4_INCHES[0])
