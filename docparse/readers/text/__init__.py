"""Plain text and Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from docparse.document import CellInput, DocumentBuilder, Style
from docparse.errors import FileTooLarge, UnreadableFile
from docparse.readers.capitals import with_first_capitals
from docparse.readers.letterhead import is_letterhead, opens_foot, split_cell, split_motto
from docparse.readers.text.barred import barred_table, placed_cells
from docparse.readers.text.columns import HEAD_SEARCH, foot_columns, foot_run_on, letterhead_columns
from docparse.readers.text.markdown import Inline, read_line
from docparse.readers.text.tables import Row, bare_rows, bare_tables, table_at
from docparse.readers.text.wrapped import Wrapping, wrapping
from docparse.text import CAPITALS
from docparse.text.encoding import NotTextError, decode

MAX_BYTES = 20_000_000  # a plan has some hundred thousand; the rules read every character many times
MAX_BOLD_LINES = 6  # lines over which ** may stay open; longer, and it was not meant as a mark
# two columns of a letterhead or foot that were written into one line: `Số: 3/KH-BXD | Hà Nội, ngày …`
_BESIDE = re.compile(r"(?<=\S) \| (?=\S)")
_SIGNED = re.compile(rf" \| (?:(?:TM|KT|TL|TUQ|Q)\. ?)?[{CAPITALS} ]{{6,}}$")
_RULE = re.compile(r"(?:[-=_*~] ?){3,}|`{3,}\w*|\+(?:[-=]+\+)+|\|+|(?:<br ?/?> ?)+")


def read(data: bytes, builder: DocumentBuilder) -> None:
    """Add the paragraphs and tables of a text in any encoding that :func:`decode` knows.

    Raises :class:`~docparse.errors.FileTooLarge` and, for bytes that are no text,
    :class:`~docparse.errors.UnreadableFile`.
    """
    if len(data) > MAX_BYTES:
        raise FileTooLarge(
            builder.name,
            f"Văn bản dài {len(data) / 1e6:.0f} MB, vượt giới hạn {MAX_BYTES / 1e6:.0f} MB.",
            "Kiểm tra lại tệp hoặc tách thành nhiều tệp nhỏ hơn.",
        )
    try:
        text, encoding = decode(data)
    except NotTextError:
        raise UnreadableFile(
            builder.name, "Không phải là văn bản (dữ liệu nhị phân).", "Mở lại bản gốc và lưu lại tệp."
        ) from None
    lines(with_first_capitals(text) if encoding == "tcvn3" else text, builder)


def lines(text: str, builder: DocumentBuilder) -> None:
    """Add one paragraph for each line of ``text`` that has words, and its tables.

    Lines that were cut at the width of a page are put together again. Markdown emphasis and headings
    become style; rules of dashes and blank lines become gaps.
    """
    rows = unicodedata.normalize("NFC", text).splitlines()
    reader = _Lines(rows, builder)
    if head := letterhead_columns(rows):
        first, end, ordered = head
        reader.run(0, first)
        reader.boxed(ordered)
        reader.run(end, len(rows))
    else:
        reader.run(0, len(rows))


class _Lines:
    """Walks over the lines; remembers whether a gap, how many blank lines or an open ``**`` came before."""

    def __init__(self, rows: Sequence[str], builder: DocumentBuilder) -> None:
        self.rows = rows
        self.builder = builder
        self.gap = True
        self.blanks = 0
        self.bold_until = -1
        self.bare = bare_tables(rows)
        self.wrapping = wrapping(rows) or Wrapping(frozenset(), frozenset())

    def run(self, start: int, end: int) -> None:
        at = start
        while at < end:
            at = self._step(at)

    def _step(self, at: int) -> int:
        """Read what begins at line ``at``; the line after it."""
        if barred := barred_table(self.rows, at):
            self._barred(barred[1])
            return barred[0]
        if end := self.bare.get(at):
            self._barred(bare_rows(self.rows[at:end]))
            return end
        if found := table_at(self.rows, at):
            self._table(found[1])
            return found[0]
        if foot := foot_columns(self.rows, at) or foot_run_on(self.rows, at):
            self.boxed(foot[1])
            return foot[0]
        end = self._end_of_paragraph(at)
        self._line(at, end)
        return end

    def _end_of_paragraph(self, at: int) -> int:
        """The row after the last that goes on with row ``at``; blank rows at a page break lie between."""
        end = at + 1
        for row in range(at + 1, len(self.rows)):
            if row in self.wrapping.joined:
                end = row + 1
            elif self.rows[row].strip() and row not in self.wrapping.dropped:
                break
        return end

    def _line(self, at: int, end: int) -> None:
        kept = (self.rows[row].strip() for row in range(at, end) if row not in self.wrapping.dropped)
        line = " ".join(filter(None, kept))
        if not line or _RULE.fullmatch(line):
            self.gap = self.gap or at not in self.wrapping.dropped
            self.blanks += not line
            return
        inline = read_line(line, bold_open=at <= self.bold_until, converted=self.wrapping.blocks)
        if "**" in line:
            self.bold_until = self._closing(at) if inline.open else -1
        parts = _beside(inline.text)
        if len(parts) == 1 and at < HEAD_SEARCH:
            parts = split_motto(inline.text)
        for part in filter(lambda text: text and not _RULE.fullmatch(text), parts):
            self._paragraph(replace(inline, text=part) if len(parts) > 1 else inline, boxed=len(parts) > 1)

    def _closing(self, at: int) -> int:
        """Find the next line with ``**``; -1 where none is near."""
        near = range(at + 1, min(at + 1 + MAX_BOLD_LINES, len(self.rows)))
        return next((row for row in near if "**" in self.rows[row]), -1)

    def _paragraph(self, inline: Inline, boxed: bool = False) -> None:
        style = Style(
            bold=inline.bold,
            italic=inline.italic,
            heading=inline.heading,
            gap=self.gap,
            boxed=boxed,
            blanks=self.blanks,
        )
        self.builder.paragraph(inline.text, style)
        self.gap, self.blanks = False, 0

    def boxed(self, ordered: Iterable[str]) -> None:
        """Add the lines of a letterhead or foot."""
        for line in ordered:
            if not _RULE.fullmatch(line.strip()):
                self._paragraph(read_line(line), boxed=True)
        self.gap = True

    def _barred(self, table: list[list[list[str]]]) -> None:
        flat = [[_split_lines(cell) for cell in row] for row in table]
        head = _letterhead_row(flat)
        if len(table) == 1 or head is not None:
            # a portal's lines on the document stand in the rows before the letterhead
            self.boxed(" ".join(line for cell in row for line in cell) for row in flat[:head])
            self.boxed(line for row in flat[head:] for cell in row for line in cell)
        else:
            self.builder.table(placed_cells(table))
            self.gap = True

    def _table(self, table: list[Row]) -> None:
        flat = [[_split_lines(cell) for cell in row] for row in table if any(map(any, row))]
        plain = [[[read_line(line).text for line in cell] for cell in row] for row in flat]
        if len(flat) == 1 or is_letterhead(plain):
            ordered = zip_longest(*flat, fillvalue=[]) if opens_foot(plain) else flat
            self.boxed(line for cells in ordered for cell in cells for line in cell)
        else:
            self.builder.table(
                [_cell(lines, row, column) for row, r in enumerate(table) for column, lines in enumerate(r)]
            )
            self.gap = True


def _letterhead_row(rows: Sequence[Sequence[Sequence[str]]]) -> int | None:
    """The row in which a letterhead begins, the one with the motto where there is one; null for a table."""
    motto = next((n for n, row in enumerate(rows) if is_letterhead([row])), 0)
    return next((row for row in (motto, 0) if is_letterhead(rows[row:])), None)


def _beside(line: str) -> list[str]:
    """The two columns of a letterhead or foot in one line; any other line whole."""
    if " | " not in line:
        return [line]
    parts = _BESIDE.split(line)
    apart = len(parts) > 1 and (_SIGNED.search(line) or is_letterhead([[[part] for part in parts]]))
    return parts if apart else [line]


def _split_lines(cell: Sequence[str]) -> list[str]:
    return [part for line in cell for part in split_cell(line)]


def _cell(cell_lines: Sequence[str], row: int, column: int) -> CellInput:
    inlines = [read_line(line) for line in cell_lines if line.strip()]
    bold = bool(inlines) and all(inline.bold for inline in inlines)
    return CellInput([inline.text for inline in inlines], row, column, bold=bold)
