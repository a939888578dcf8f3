"""Pages whose text layer is missing or wrong: their picture is read instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2

from docparse.document import DocumentBuilder
from docparse.errors import FileTooLarge, MissingTool
from docparse.model import Diagnostic
from docparse.readers.pdf.damage import Verdict, health_of, is_trustworthy
from docparse.readers.pdf.furniture import day_signed
from docparse.readers.pdf.model import Edge, Page, Word
from docparse.readers.pdf.stamps import Box, without_stamps

if TYPE_CHECKING:
    from PIL import Image

    from docparse.readers import ocr

_COARSER = 2  # times coarser than for reading a page is drawn to see whether a seal is on it


@dataclass(slots=True)
class Reading:
    """What the text layer of one page gave.

    ``pixels``: size of the largest picture on it; ``edges``: its straight lines; ``signatures``: the
    captions of digital signatures that are laid over it, with what they say; ``decoded``: its letters
    were numbers of glyphs.
    """

    page: Page
    words: list[Word]
    verdict: Verdict
    worth_ocr: bool
    pixels: int = 0
    edges: Sequence[Edge] = ()
    signatures: Mapping[Box, str] = field(default_factory=dict)
    decoded: bool = False


def read_scans(
    handle: pypdfium2.PdfDocument, data: bytes, readings: Sequence[Reading], builder: DocumentBuilder
) -> None:
    """Replace pages that are worth it by what OCR reads, or tell the user how to get OCR.

    ``handle`` is the open file of ``data``, its annotations flattened. Raises
    :class:`~docparse.errors.MissingTool` where tesseract is missing and no page is usable.
    """
    wanted = [reading for reading in readings if reading.worth_ocr]
    if not wanted:
        return
    # numpy and Pillow: only where a page needs them
    from docparse.readers import ocr
    from docparse.readers.ocr import engine

    if not engine.is_available():
        _explain_missing(readings, wanted, engine.REMEDY, builder)
        return
    if any(reading.pixels > ocr.MAX_PIXELS for reading in wanted):
        raise FileTooLarge(builder.name, "Ảnh trong tệp quá lớn.", "Quét lại ở 300 dpi.")
    pictures = (_picture(handle, data, reading, ocr.DPI, ocr.MAX_PIXELS) for reading in wanted)
    confidences: list[float] = []
    failed: list[int] = []
    for reading, found in zip(wanted, ocr.recognize_all(pictures), strict=True):
        if not isinstance(found, ocr.Recognized):
            failed.append(reading.page.number)
            continue
        stamped = reading.verdict is Verdict.EMPTY and is_trustworthy(reading.words)
        exact = reading.words if stamped else []
        page = ocr.page_of(found, reading.page.number, exact)
        if _is_better(page, reading):
            reading.page = page
            confidences.append(found.confidence)
    if failed:
        builder.diagnostic(ocr.failure(failed))
    if confidences:
        builder.ocr = True
        builder.diagnostic(ocr.report(confidences))
        days = (day_signed(text) for reading in wanted for text in reading.signatures.values())
        if day := next(filter(None, days), None):
            builder.portal["signed_on"] = day


def _is_better(page: Page, reading: Reading) -> bool:
    """Whether OCR read something, and a wrong layer is not the better of two bad ones."""
    if not (page.lines or page.tables):
        return False
    return reading.verdict is Verdict.EMPTY or _score(page) > _score(reading.page)


def _score(page: Page) -> float:
    texts = [line.text for line in page.lines]
    texts += [text for table in page.tables for cell in table.cells for text in cell.paragraphs]
    return health_of(" ".join(texts)).score


def _picture(
    handle: pypdfium2.PdfDocument, data: bytes, reading: Reading, dpi: float, max_pixels: int
) -> ocr.Picture:
    """A page drawn at ``dpi``, coarser where it is huge.

    The captions of signatures would cover what stands under them: they are left out.
    """
    page = reading.page
    inches = page.width / 72.0 * page.height / 72.0
    dpi = min(dpi, (max_pixels / max(inches, 0.01)) ** 0.5)
    if not reading.signatures:
        return _drawn(handle, page.number - 1, dpi)
    fresh = pypdfium2.PdfDocument(data)
    try:
        loaded = fresh[page.number - 1]
        without_stamps(loaded.raw, reading.signatures.keys())
        loaded.close()  # only a page loaded anew shows what was flattened
        return _drawn(fresh, page.number - 1, dpi)
    finally:
        fresh.close()


def _drawn(handle: pypdfium2.PdfDocument, index: int, dpi: float) -> ocr.Picture:
    from docparse.readers.ocr import Picture, seals

    loaded = handle[index]

    def drawn(dpi: float, *, grayscale: bool) -> Image.Image:
        bitmap = loaded.render(scale=dpi / 72.0, grayscale=grayscale, may_draw_forms=False)
        picture: Image.Image = bitmap.to_pil().convert("L" if grayscale else "RGB")
        return picture

    try:
        gray = drawn(dpi, grayscale=True)
        if gray.width * gray.height > seals.MAX_PIXELS:
            return Picture(gray, dpi)
        found = seals.find_seals(drawn(dpi / _COARSER, grayscale=False), dpi / _COARSER)
        if not found:
            return Picture(gray, dpi)
        places = [seals.scaled(seal, _COARSER) for seal in found]
        unsealed = seals.paint_over(gray, drawn(dpi, grayscale=False), places)
        return Picture(gray, dpi, places, unsealed)
    finally:
        loaded.close()


def _explain_missing(
    readings: Sequence[Reading], wanted: Sequence[Reading], remedy: str, builder: DocumentBuilder
) -> None:
    if not any(reading.verdict is Verdict.GOOD and reading.words for reading in readings):
        raise MissingTool(builder.name, "Không có lớp chữ đọc được, cần nhận dạng chữ (OCR).", remedy)
    for verdict, code, cause in (
        (Verdict.EMPTY, "no-text-layer", "là ảnh quét, không có lớp chữ"),
        (Verdict.BROKEN, "broken-text-layer", "có lớp chữ sai (mất dấu hoặc sai bảng mã)"),
    ):
        numbers = [reading.page.number for reading in wanted if reading.verdict is verdict]
        if numbers:
            message = f"Trang {_ranges(numbers)} {cause}. {remedy}"
            builder.diagnostic(Diagnostic(code=code, severity="warning", message=message))


def _ranges(numbers: Sequence[int]) -> str:
    """``[1, 3, 4, 5]`` -> ``1, 3–5``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}–{b}" if b > a else str(a) for a, b in runs)
