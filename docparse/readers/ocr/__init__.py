"""Scanned pages and pictures: tesseract reads the letters, the ruling lines are found in the picture.

:func:`read` reads image files; the PDF reader gives single pages to :func:`recognize_all`.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from docparse.document import DocumentBuilder
from docparse.errors import DocparseError, FileTooLarge, MissingTool, UnreadableFile
from docparse.model import Diagnostic
from docparse.readers.ocr import engine, raster
from docparse.readers.ocr.engine import (
    PAGE,
    REMEDY,
    STROKES,
    OcrError,
    confidence_of,
    tokens_of,
    turn_of,
)
from docparse.readers.ocr.foot import read_around
from docparse.readers.ocr.seals import Box, find_seals, paint_over, scaled
from docparse.readers.ocr.tables import is_table, read_table
from docparse.readers.pdf.flow import compose
from docparse.readers.pdf.grid import tables_of
from docparse.readers.pdf.lines import lines_of
from docparse.readers.pdf.model import Edge, Page, PageTable, Word

DPI = 300.0
# resolutions that tesseract reads well as they are
MIN_DPI, MAX_DPI = 200.0, 420.0
# pixels of a picture that are read at most (A3 at 600 dpi has 70 million), and frames of a TIFF
MAX_PIXELS = 120_000_000
MAX_FRAMES = 500
# degrees of tilt that are left alone
SMALL_TILT = 0.15
# mean confidence (0..100) under which a page holds no text but dirt, and under which it may stand on
# its side; pages that are read well have 80 and more
MIN_CONFIDENCE = 40.0
UPRIGHT_CONFIDENCE = 70.0
# letters from which a word that stands upright is wider than tall
LONG_WORD = 3
A4_INCHES = (8.27, 11.69)
# inches as far as a stated resolution is believed: width of a sheet at least (A5 has 5.8), longer side at
# most (A3 has 16.5)
_NARROWEST, _LONGEST = 5.5, 17.0
# share of a word's box that another must cover to be the same word read again
_SAME_PLACE = 0.4


@dataclass(frozen=True, slots=True)
class Picture:
    """A gray picture of a page, its resolution, the places of red seals and the same without them."""

    gray: Image.Image
    dpi: float
    seals: Sequence[Box] = ()
    unsealed: Image.Image | None = None


@dataclass(frozen=True, slots=True)
class Recognized:
    """What was read from one picture; lengths in points, ``confidence`` 0..100."""

    words: list[Word]
    tables: list[PageTable]
    confidence: float
    width: float
    height: float


def read(data: bytes, builder: DocumentBuilder) -> None:
    """Read a PNG, JPEG or TIFF picture of one or several pages.

    Raises :class:`~docparse.errors.MissingTool` without tesseract,
    :class:`~docparse.errors.FileTooLarge` and :class:`~docparse.errors.UnreadableFile`.
    """
    if not engine.is_available():
        raise MissingTool(builder.name, "Là ảnh, cần chương trình nhận dạng chữ (OCR) để đọc.", REMEDY)
    pages: list[Page] = []
    confidences: list[float] = []
    try:
        for number, found in enumerate(recognize_all(_frames(data, builder.name)), start=1):
            builder.pages = number
            if isinstance(found, Recognized):
                pages.append(page_of(found, number))
                confidences.append(found.confidence)
            else:
                builder.diagnostic(failure([number]))
    except Image.DecompressionBombError:
        raise _too_large(builder.name) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UnreadableFile(
            builder.name, "Ảnh bị hỏng hoặc không đầy đủ.", "Quét lại hoặc lưu lại ảnh."
        ) from error
    builder.ocr = True
    compose(pages, builder)
    if confidences:
        builder.diagnostic(report(confidences))


def report(confidences: Sequence[float]) -> Diagnostic:
    """The note that pages were read by OCR, with their mean confidence."""
    mean = sum(confidences) / len(confidences)
    message = (
        f"Đọc bằng OCR {len(confidences)} trang, độ tin cậy trung bình {mean:.0f}%; nên soát lại số liệu."
    )
    return Diagnostic(code="ocr", severity="info", message=message)


def failure(pages: Sequence[int]) -> Diagnostic:
    """The warning that OCR failed on some pages."""
    listed = ", ".join(map(str, pages))
    return Diagnostic(code="ocr-failed", severity="warning", message=f"OCR không đọc được trang {listed}.")


def recognize_all(pictures: Iterable[Picture]) -> Iterator[Recognized | OcrError]:
    """Read pictures; as many at a time as there are cores."""
    affinity = getattr(os, "sched_getaffinity", None)
    workers = len(affinity(0)) if affinity else os.cpu_count() or 1
    waiting = iter(pictures)
    with ThreadPoolExecutor(workers) as pool:
        while batch := list(islice(waiting, 2 * workers)):  # bounds the pictures held in memory
            yield from pool.map(_recognize_safely, batch)


def _recognize_safely(picture: Picture) -> Recognized | OcrError:
    try:
        return recognize(picture)
    except OcrError as error:
        return error


def recognize(picture: Picture) -> Recognized:
    """Read one picture. Raises :class:`OcrError` where tesseract does not answer."""
    found = _recognize_upright(picture)
    doubtful = 0.0 < found.confidence < UPRIGHT_CONFIDENCE or _lies(found)
    if doubtful and (quarter := turn_of(np.array(picture.gray))):
        turned = _recognize_upright(Picture(picture.gray.rotate(-quarter, expand=True), picture.dpi))
        found = max(found, turned, key=lambda r: (not _lies(r), r.confidence))
    return found


def _lies(found: Recognized) -> bool:
    """Whether most words climb or descend: tesseract reads them well so, but not in their order."""
    long = [word for word in found.words if len(word.text) >= LONG_WORD]
    return sum(word.bottom - word.top > word.x1 - word.x0 for word in long) > len(long) / 2


def page_of(found: Recognized, number: int, exact: Sequence[Word] = ()) -> Page:
    """The page with its tables and lines; dirt of an empty page is dropped.

    ``exact``: words known from elsewhere (a stamped number); they stand in for what was read there.
    """
    page = Page(number, found.width, found.height, [], ocr=True)
    read_words = found.words if found.confidence >= MIN_CONFIDENCE else []
    words = [word for word in _with_exact(read_words, exact) if not STROKES.issuperset(word.text)]
    page.lines = lines_of(words, number)
    for table in found.tables:
        table.page = number
        page.tables.append(table)
    return page


def _recognize_upright(picture: Picture) -> Recognized:
    dpi = picture.dpi
    gray: NDArray[np.uint8] = np.array(picture.gray)
    ink = raster.ink_of(gray)
    tilt = raster.tilt_of(ink)
    if abs(tilt) > SMALL_TILT:
        gray = _turned(picture.gray, tilt)
        ink = raster.ink_of(gray)
    width, height = gray.shape[1] * 72.0 / dpi, gray.shape[0] * 72.0 / dpi
    if raster.is_blank(gray):
        return Recognized([], [], 0.0, width, height)
    across, down = raster.strokes_of(ink, dpi)
    margin = max(1, round(dpi / 100))
    raster.erase(gray, across + down, margin)
    tables, tokens = [], []
    for table in tables_of(_edges(across, down, 72.0 / dpi), page=0):
        found = read_table(gray, dpi, table)
        if is_table(table, found):
            tables.append(table)
            tokens += found
            _blank(gray, dpi, table)
    text = tokens_of(gray, dpi, PAGE)
    if picture.unsealed:
        unsealed = _turned(picture.unsealed, tilt)
        raster.erase(unsealed, across + down, margin)
        for seal in picture.seals:
            text = read_around(unsealed, dpi, seal, text)
    confidence = confidence_of(text + tokens)
    return Recognized([token.word for token in text], tables, confidence, width, height)


def _turned(image: Image.Image, tilt: float) -> NDArray[np.uint8]:
    """The picture set straight, where its tilt is worth it."""
    straight = abs(tilt) <= SMALL_TILT
    return np.array(image if straight else image.rotate(-tilt, Image.Resampling.BICUBIC, fillcolor=255))


def _edges(across: Sequence[raster.Stroke], down: Sequence[raster.Stroke], scale: float) -> list[Edge]:
    return [Edge(True, (s.top + s.bottom) / 2 * scale, s.left * scale, s.right * scale) for s in across] + [
        Edge(False, (s.left + s.right) / 2 * scale, s.top * scale, s.bottom * scale) for s in down
    ]


def _blank(gray: NDArray[np.uint8], dpi: float, table: PageTable) -> None:
    """Paint a table that has been read white."""
    scale = dpi / 72.0
    rows = slice(max(0, round(table.top * scale)), round(table.bottom * scale))
    gray[rows, max(0, round(table.xs[0] * scale)) : round(table.xs[-1] * scale)] = 255


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
    return max((word.x1 - word.x0) * (word.bottom - word.top), 1e-6)


def _overlap(a: Word, b: Word) -> float:
    width = min(a.x1, b.x1) - max(a.x0, b.x0)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    return max(width, 0.0) * max(height, 0.0)


def _frames(data: bytes, name: str) -> Iterator[Picture]:
    """The pages of an image file as gray pictures of a resolution that tesseract likes."""
    with Image.open(io.BytesIO(data)) as image:
        for frame in islice(ImageSequence.Iterator(image), MAX_FRAMES):
            if frame.width * frame.height > MAX_PIXELS:
                raise _too_large(name)
            yield _prepared(frame)


def _too_large(name: str) -> DocparseError:
    return FileTooLarge(name, "Ảnh quá lớn.", "Quét lại ở 300 dpi hoặc thu nhỏ ảnh.")


def _prepared(frame: Image.Image) -> Picture:
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    dpi = _resolution(frame, upright.width, upright.height)
    gray, seals = upright.convert("L"), find_seals(upright, dpi)
    pictures = [gray, paint_over(gray, upright, seals)] if seals else [gray]
    factor = 1.0 if MIN_DPI <= dpi <= MAX_DPI else DPI / dpi
    size = (max(1, round(gray.width * factor)), max(1, round(gray.height * factor)))
    if factor != 1.0 and size[0] * size[1] <= MAX_PIXELS:
        pictures = [picture.resize(size, Image.Resampling.LANCZOS) for picture in pictures]
        seals, dpi = [scaled(seal, factor) for seal in seals], DPI
    return Picture(pictures[0], dpi, seals, pictures[1] if seals else None)


def _resolution(frame: Image.Image, width: int, height: int) -> float:
    """The stated resolution where it makes a sheet of a usual size, else that of A4.

    A picture made smaller keeps the resolution of the scan: read as if it had it, its letters are too small.
    """
    stated = float(frame.info.get("dpi", (0, 0))[0])
    if stated and width >= _NARROWEST * stated and max(width, height) <= _LONGEST * stated:
        return stated
    return max(max(width, height) / A4_INCHES[1], min(width, height) / A4_INCHES[0])
