"""From pages to the document: paragraphs and tables in reading order, over page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from docparse.document import DocumentBuilder
from docparse.readers.pdf_columns import reading_order
from docparse.readers.pdf_furniture import drop_furniture
from docparse.readers.pdf_model import Line, Page, PageTable, typical
from docparse.readers.pdf_paragraphs import Area, Paragraph, area_of, join, style_of
from docparse.readers.pdf_tables import cells_of, goes_on

# letters of a footnote are smaller than those of the text by this factor
NOTE_SIZE = 0.9
_NOTE = re.compile(r"^(?:[⁰¹²³⁴-⁹]+|\d{1,2}(?=\s+[^\W\d])|\(\d{1,2}\)|\*{1,3})\s?\S")

_Block = list[Line] | list[PageTable]


def compose(pages: Sequence[Page], builder: DocumentBuilder) -> None:
    """Add the content of ``pages`` to ``builder``."""
    drop_furniture(pages)
    areas: dict[int, Area] = {}
    notes: list[Line] = []
    blocks = _blocks(pages, areas, notes)
    waiting = _joined(notes, areas)
    for block in blocks:
        if isinstance(block[0], PageTable):
            parts = [part for part in block if isinstance(part, PageTable)]
            confidence = min(part.confidence for part in parts)
            builder.table(cells_of(parts), parts[0].page, confidence)
        else:
            _emit(_joined([line for line in block if isinstance(line, Line)], areas), waiting, builder)
    _release(waiting, len(pages) + 1, builder)


def _blocks(pages: Sequence[Page], areas: dict[int, Area], notes: list[Line]) -> list[_Block]:
    """Runs of lines and tables by turns; the parts of a table over several pages are one block."""
    blocks: list[_Block] = []
    for page in pages:
        text, foot = (page.lines, []) if page.ocr else _split_notes(page.lines)
        ordered = reading_order(text, page.width)
        areas[page.number] = area_of(ordered, page.width, ocr=page.ocr)
        notes += foot
        for item in _interleaved(ordered, page.tables):
            if isinstance(item, PageTable):
                _add_table(blocks, item)
            elif blocks and isinstance(blocks[-1][0], Line):
                blocks[-1].append(item)  # type: ignore[arg-type]
            else:
                blocks.append([item])
    return blocks


def _add_table(blocks: list[_Block], table: PageTable) -> None:
    last = blocks[-1][-1] if blocks else None
    if isinstance(last, PageTable) and last.page == table.page - 1 and goes_on(last, table):
        blocks[-1].append(table)  # type: ignore[arg-type]
    else:
        blocks.append([table])


def _interleaved(lines: Sequence[Line], tables: Sequence[PageTable]) -> Iterator[Line | PageTable]:
    """Lines and tables of a page; a table follows the last line that stands above it."""
    waiting = sorted(tables, key=lambda table: (table.top, table.xs[0]))
    for line in lines:
        while waiting and waiting[0].top < line.top:
            yield waiting.pop(0)
        yield line
    yield from waiting


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


def _emit(paragraphs: Sequence[Paragraph], notes: list[Paragraph], builder: DocumentBuilder) -> None:
    """Add paragraphs; the notes of a page come after the paragraph that runs over its end."""
    for paragraph in paragraphs:
        _release(notes, paragraph.page, builder)
        builder.paragraph(paragraph.text, style_of(paragraph), paragraph.page)


def _release(notes: list[Paragraph], page: int, builder: DocumentBuilder) -> None:
    """Add the notes of the pages before ``page``."""
    while notes and notes[0].page < page:
        note = notes.pop(0)
        builder.paragraph(note.text, style_of(note), note.page)
