"""PDF: pdfium reads the letters, their places make lines, paragraphs and tables of them.

Each page is judged by itself: a good text layer is used, one in disorder is put in order, a wrong or
missing one is replaced by OCR where tesseract is installed. Nothing in the file is executed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium_c

from docparse.document import DocumentBuilder
from docparse.errors import DocparseError, EncryptedFile, FileTooLarge, UnreadableFile
from docparse.model import Diagnostic
from docparse.readers.pdf import confined
from docparse.readers.pdf.damage import Verdict, is_torn, judge
from docparse.readers.pdf.flow import compose
from docparse.readers.pdf.glyphs import read_glyphs
from docparse.readers.pdf.grid import tables_of
from docparse.readers.pdf.guard import is_ordinary
from docparse.readers.pdf.lines import lines_of
from docparse.readers.pdf.model import Page, PageTable, Word
from docparse.readers.pdf.rules import Drawing, drawing_of
from docparse.readers.pdf.scan import Reading, read_scans
from docparse.readers.pdf.stamps import Box, captions_of, flatten, stamps_on
from docparse.readers.pdf.tables import crosses_walls, fill, is_empty
from docparse.readers.pdf.unruled import add_tables
from docparse.readers.pdf.words import MAX_PAGE_CHARACTERS, Placement, TextLayer
from docparse.text.encoding import convert, legacy_encoding

# pages beyond which a file is no plan; reading stays within seconds and some hundred megabytes
MAX_PAGES = 2_500
# a page without letters is worth an OCR when pictures cover so much of it, or so much is drawn on it
MIN_PICTURE = 0.05
MIN_OBJECTS = 40
# text drawn as outlines has some thousand objects a page; more is a map, and slow to paint
MAX_DRAWN = 20_000
# share of the words that stand on their side from which the page does
MOSTLY = 0.6
# words by which it is told whether a page whose letters are in disorder lies on its side
TURN_SAMPLE = 100
# what a complete file ends with, and in how many last bytes programs look for it
_END, _TAIL = b"%%EOF", 2_048
_PASSWORD = 4  # FPDF_ERR_PASSWORD


@dataclass(slots=True)
class _File:
    """An open PDF."""

    handle: pypdfium2.PdfDocument
    data: bytes
    name: str
    pages: int


def read(data: bytes, builder: DocumentBuilder) -> None:
    """Add paragraphs and tables of a PDF in reading order.

    Raises :class:`~docparse.errors.EncryptedFile`, :class:`~docparse.errors.UnreadableFile`,
    :class:`~docparse.errors.FileTooLarge`, or :class:`~docparse.errors.MissingTool` where no page
    has usable text and tesseract is not installed. A file that may burst is read by another process.
    """
    if is_ordinary(data):
        read_openly(data, builder)
    else:
        confined.read(data, builder)


def read_openly(data: bytes, builder: DocumentBuilder) -> None:
    """:func:`read` in this process, whatever the file may grow to."""
    with _opened(data, builder.name) as file:
        readings = [reading for i in range(file.pages) if (reading := _read_page(file, i))]
        lost, cut = file.pages - len(readings), _END not in data[-_TAIL:]
        if not readings or (cut and not any(r.words or r.worth_ocr for r in readings)):
            raise _broken(builder.name)
        before: Page | None = None
        for reading in readings:
            if reading.verdict is Verdict.GOOD:
                add_tables(reading.page, reading.edges, before)
            before = reading.page
        read_scans(file.handle, data, readings, builder)
    if decoded := [reading.page.number for reading in readings if reading.decoded]:
        message = f"Phông chữ của {len(decoded)} trang không có bảng mã; chữ được dịch từ số hiệu nét chữ."
        builder.diagnostic(Diagnostic(code="glyph-numbers", severity="info", message=message))
    builder.pages = file.pages
    if lost:
        builder.diagnostic(_note("unreadable-page", f"{lost} trang bị hỏng, không đọc được."))
    if cut:
        builder.diagnostic(_note("truncated-file", "Tệp PDF bị cắt cụt; có thể thiếu trang cuối."))
    compose([reading.page for reading in readings], builder)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[_File]:
    try:
        handle = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise EncryptedFile(
                name, "Tệp PDF có mật khẩu.", "Bỏ mật khẩu (in ra PDF mới) rồi đọc lại."
            ) from None
        raise _broken(name) from error
    try:
        pages = len(handle)
        if not pages:
            raise _broken(name)
        if pages > MAX_PAGES:
            raise FileTooLarge(
                name,
                f"Có {pages} trang, vượt giới hạn {MAX_PAGES} trang.",
                "Tách tệp thành các phần nhỏ hơn.",
            )
        yield _File(handle, data, name, pages)
    finally:
        handle.close()


def _broken(name: str) -> DocparseError:
    return UnreadableFile(name, "Tệp PDF bị hỏng hoặc không đầy đủ.", "Tải lại hoặc xuất lại tệp PDF.")


@contextmanager
def _loaded(file: _File, index: int) -> Iterator[pdfium_c.FPDF_PAGE | None]:
    page = pdfium_c.FPDF_LoadPage(file.handle, index)
    try:
        yield page or None
    finally:
        if page:
            pdfium_c.FPDF_ClosePage(page)


@contextmanager
def _layer(file: _File, page: pdfium_c.FPDF_PAGE) -> Iterator[TextLayer]:
    layer = TextLayer(page)
    try:
        if layer.count > MAX_PAGE_CHARACTERS:
            raise FileTooLarge(
                file.name, "Một trang có quá nhiều chữ.", "Kiểm tra tệp; xuất lại PDF từ bản gốc."
            )
        yield layer
    finally:
        layer.close()


def _read_page(file: _File, index: int) -> Reading | None:
    """Read the text layer of a page; null where the page cannot be loaded."""
    stamps: dict[Box, str] = {}
    with _loaded(file, index) as page:
        if page is None:
            return None
        boxes = stamps_on(page)
        if not boxes:
            return _read_loaded(file, page, index + 1, stamps)
        with _layer(file, page) as layer:
            stamps = {box: layer.text_in(*box) for box in boxes}
        flatten(page)
    with _loaded(file, index) as page:
        return None if page is None else _read_loaded(file, page, index + 1, stamps)


def _read_loaded(file: _File, page: pdfium_c.FPDF_PAGE, number: int, stamps: dict[Box, str]) -> Reading:
    decoded = False
    with _layer(file, page) as layer:
        torn = is_torn(layer.text)
        words = layer.words(TURN_SAMPLE if torn else None)
        if turns := _turns(words):
            layer.place = Placement(page, turns)
            words = layer.words()
        drawing = drawing_of(page, layer.place)
        tables = tables_of(drawing.edges, number)
        words, verdict = _best_words(layer, None if torn else words, drawing, tables)
        if verdict is Verdict.BROKEN and read_glyphs(layer, file.data, number - 1):
            words, verdict = _best_words(layer, layer.words(), drawing, tables)
            decoded = verdict is Verdict.GOOD
        captions = captions_of(words, stamps, layer.place) if stamps else {}
        if captions:
            dropped = {id(word) for caption in captions.values() for word in caption}
            words = [word for word in words if id(word) not in dropped]
        shown = Page(number, layer.place.width, layer.place.height, [])
    _lay_out(shown, words, tables)
    worth_ocr = _is_worth_ocr(verdict, words, drawing)
    signatures = {box: " ".join(word.text for word in caption) for box, caption in captions.items()}
    return Reading(shown, words, verdict, worth_ocr, drawing.pixels, drawing.edges, signatures, decoded)


def _turns(words: Sequence[Word]) -> int:
    """Quarters clockwise by which a page must be turned whose text is drawn on its side."""
    # a letter alone does not tell, and where accented letters come from another font there are many
    directions = [word.vertical for word in words if len(word.text) > 1]
    for vertical, turns in ((1, 1), (-1, 3)):
        if directions.count(vertical) > MOSTLY * len(directions):
            return turns
    return 0


def _best_words(
    layer: TextLayer, words: list[Word] | None, drawing: Drawing, tables: Sequence[PageTable]
) -> tuple[list[Word], Verdict]:
    """The words of a text layer, put in order and out of a legacy font where need be.

    ``words`` are those in the order of the file, null where that order is known to be wrong.
    """
    in_order = words is None
    words = layer.rebuilt() if words is None else words
    verdict = judge(words, drawing.picture)
    if verdict is Verdict.BROKEN and (encoding := legacy_encoding(" ".join(word.text for word in words))):
        for word in words:
            word.text = convert(word.text, encoding)
        verdict = judge(words, drawing.picture)
    elif not in_order and (
        verdict is Verdict.SCATTERED or any(crosses_walls(table, words) for table in tables)
    ):
        words = layer.rebuilt()
        verdict = judge(words, drawing.picture)
        in_order = True
    for word in words:
        if word.capitals:
            word.text = word.text.upper()
    return words, Verdict.GOOD if in_order and verdict is Verdict.SCATTERED else verdict


def _lay_out(page: Page, words: list[Word], tables: Sequence[PageTable]) -> None:
    """Put the words into the tables and the lines of the page."""
    for table in tables:
        rest = fill(table, words, page.number)
        if not is_empty(table):
            words = rest
            page.tables.append(table)
    page.lines = lines_of(words, page.number)


def _is_worth_ocr(verdict: Verdict, words: Sequence[Word], drawing: Drawing) -> bool:
    if verdict is Verdict.BROKEN:
        return True
    drawn = MIN_OBJECTS < drawing.objects < MAX_DRAWN
    return verdict is Verdict.EMPTY and (bool(words) or drawing.picture > MIN_PICTURE or drawn)


def _note(code: str, message: str) -> Diagnostic:
    return Diagnostic(code=code, severity="warning", message=message)
