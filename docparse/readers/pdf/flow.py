"""From pages to the document: paragraphs and tables in reading order, over page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from docparse.document import DocumentBuilder
from docparse.model import Diagnostic
from docparse.readers.mending import Mender
from docparse.readers.pdf.annexes import is_annex_number, with_annexes_named
from docparse.readers.pdf.columns import join_foot, reading_order
from docparse.readers.pdf.furniture import day_signed, drop_furniture
from docparse.readers.pdf.model import Line, Page, PageTable, typical
from docparse.readers.pdf.paragraphs import Area, Paragraph, area_of, join, settle, style_of
from docparse.readers.pdf.tables import cells_of, goes_on

# letters of a footnote are smaller than those of the text by this factor
NOTE_SIZE = 0.9
# a stamp in the margin of a scan: so many letter sizes right of the text, so many lines at most
MARGIN_GAP = 0.4
MAX_STAMP_LINES = 12
_NOTE = re.compile(r"^(?:[⁰¹²³⁴-⁹]+|\d{1,2}(?=\s+[^\W\d])|\(\d{1,2}\)|\*{1,3})\s?\S")


@dataclass(slots=True)
class _Text:
    """Lines with no table between them, over any number of pages."""

    lines: list[Line]


@dataclass(slots=True)
class _Table:
    """A table and what follows of it on the next pages."""

    parts: list[PageTable]


def compose(pages: Sequence[Page], builder: DocumentBuilder) -> None:
    """Add the content of ``pages`` to ``builder``."""
    captions = drop_furniture(pages)
    if day := next(filter(None, map(day_signed, captions)), None):
        builder.portal.setdefault("signed_on", day)
    areas: dict[int, Area] = {}
    notes: list[Line] = []
    blocks = _blocks(pages, areas, notes)
    waiting = _joined(notes, areas)
    mender = Mender(builder, _texts_of_scans(blocks, areas))
    for block in blocks:
        if isinstance(block, _Table):
            confidence = min(part.confidence for part in block.parts)
            page = block.parts[0].page
            scanned = areas[page].ocr
            cells = cells_of(block.parts, scanned)
            builder.table(mender.cells(cells) if scanned else cells, page, confidence)
        else:
            _emit(_joined(block.lines, areas), waiting, builder, mender)
    _release(waiting, len(pages) + 1, builder)
    mender.report()
    if not builder.position:
        message = "Không tìm thấy chữ nào trong tệp."
        builder.diagnostic(Diagnostic(code="no-text", severity="warning", message=message))


def _texts_of_scans(blocks: Sequence[_Text | _Table], areas: dict[int, Area]) -> Iterator[str]:
    """The lines and cells that OCR read."""
    for block in blocks:
        if isinstance(block, _Text):
            yield from (line.text for line in block.lines if areas[line.page].ocr)
        elif areas[block.parts[0].page].ocr:
            yield from (text for part in block.parts for cell in part.cells for text in cell.paragraphs)


def _blocks(pages: Sequence[Page], areas: dict[int, Area], notes: list[Line]) -> list[_Text | _Table]:
    """Text and tables by turns; fills in the text area of each page and its footnotes."""
    blocks: list[_Text | _Table] = []
    orders: list[list[Line]] = []
    for page in pages:
        text, foot = _split_stamps(page) if page.ocr else _split_notes(page.lines)
        orders.append(with_annexes_named(reading_order(text, page.width), page.width))
        areas[page.number] = area_of(orders[-1], page.width, ocr=page.ocr)
        notes += foot
    for above, below in pairwise(orders):
        join_foot(above, below)
    for page, ordered in zip(pages, orders, strict=True):
        for item in _interleaved(ordered, page.tables):
            _append(blocks, item)
    for width in {round(page.width) for page in pages}:
        settle([areas[page.number] for page in pages if round(page.width) == width])
    return blocks


def _append(blocks: list[_Text | _Table], item: Line | PageTable) -> None:
    last = blocks[-1] if blocks else None
    if isinstance(item, Line):
        if isinstance(last, _Text):
            last.lines.append(item)
        else:
            blocks.append(_Text([item]))
    elif isinstance(last, _Table) and last.parts[-1].page == item.page - 1 and goes_on(last.parts[-1], item):
        last.parts.append(item)
    else:
        blocks.append(_Table([item]))


def _interleaved(lines: Sequence[Line], tables: Sequence[PageTable]) -> Iterator[Line | PageTable]:
    """Lines and tables of a page; a table follows the last line that stands above it."""
    waiting = sorted(tables, key=lambda table: (table.top, table.xs[0]))
    for line in lines:
        while waiting and waiting[0].top < line.top:
            yield waiting.pop(0)
        yield line
    yield from waiting


def _split_stamps(page: Page) -> tuple[list[Line], list[Line]]:
    """Separate what stands in the right margin of a scan: a stamp over the edges of the sheets."""
    right = area_of(page.lines, page.width).right
    outside = [line for line in page.lines if line.x0 > right + MARGIN_GAP * line.size]
    beside = [line for line in outside if not is_annex_number(line.text)]
    if not 0 < len(beside) <= MAX_STAMP_LINES:
        return page.lines, []
    stamp = set(map(id, beside))
    return [line for line in page.lines if id(line) not in stamp], beside


def _split_notes(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Separate the footnotes at the foot of a page from its text."""
    ordered = sorted(lines, key=lambda line: (line.base, line.x0))
    size = typical([line.size for line in lines for _ in line.words], 0.0)
    first = len(ordered)
    for index in range(len(ordered) - 1, -1, -1):
        line = ordered[index]
        if line.size > NOTE_SIZE * size:
            break
        if _NOTE.match(line.text):
            first = index
    return ordered[:first], ordered[first:]


def _joined(lines: Iterable[Line], areas: dict[int, Area]) -> list[Paragraph]:
    return join((line, areas[line.page]) for line in lines)


def _emit(
    paragraphs: Sequence[Paragraph], notes: list[Paragraph], builder: DocumentBuilder, mender: Mender
) -> None:
    """Add paragraphs; the notes of a page come after the paragraph that runs over its end."""
    following = [paragraph.text for paragraph in paragraphs[1:]] + [""]
    for paragraph, then in zip(paragraphs, following, strict=True):
        _release(notes, paragraph.page, builder)
        scanned = paragraph.areas[0].ocr
        text = mender.paragraph(paragraph.text, then) if scanned else paragraph.text
        builder.paragraph(text, style_of(paragraph), paragraph.page)


def _release(notes: list[Paragraph], page: int, builder: DocumentBuilder) -> None:
    """Add the notes of the pages before ``page``."""
    while notes and notes[0].page < page:
        note = notes.pop(0)
        builder.paragraph(note.text, style_of(note), note.page)
