"""Which Word tables are no data: the letterhead, the signature, and other tables that only place text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from docparse.readers.docx.body import Block, Line, WordParagraph
from docparse.readers.docx.table import WordTable
from docparse.readers.letterhead import is_letterhead, matches_any
from docparse.text import normalize

# What stands before the running text is small, and so is a foot; a larger table holds data.
_MAX_ROWS = 8
_MAX_COLUMNS = 4
_MAX_CHARACTERS = 4000
# Without lines around it, a table of this size places text side by side.
_MAX_PLACING_ROWS = 3
_MAX_PLACING_COLUMNS = 3
# A motto further down belongs to an appendix.
_HEAD_LINES = 60

Rows = list[list[list[str]]]


def is_placing(table: WordTable[Block], at_head: bool) -> bool:
    """Tell whether a table is layout, to be read as paragraphs; ``at_head`` before any running text."""
    if table.columns <= 1:
        return True
    rows = _rows(table)
    if is_letterhead(rows):
        return True
    if table.bordered or _size(rows) > _MAX_CHARACTERS:
        return False
    if at_head and table.rows <= _MAX_ROWS and table.columns <= _MAX_COLUMNS:
        return True
    return table.rows <= _MAX_PLACING_ROWS and table.columns <= _MAX_PLACING_COLUMNS


def is_boxed(table: WordTable[Block], at_head: bool) -> bool:
    """Tell whether a placing table is head or foot rather than running text."""
    if table.columns > 1:
        return True
    rows = _rows(table)
    small = table.rows <= _MAX_ROWS and _size(rows) <= _MAX_CHARACTERS
    return is_letterhead(rows) or (at_head and small)


def has_motto(blocks: Iterable[Block]) -> bool:
    """Tell whether the motto of the national or the party's letterhead is among the first lines."""
    return matches_any(islice(_cell_lines(blocks), _HEAD_LINES), "national-motto")


def columns_by_tabs(text: str) -> list[str]:
    """Split a letterhead or signature line that was made with tabs; others stay whole."""
    columns = [column for part in text.split("\t") if (column := normalize(part))]
    if len(columns) < 2:
        return [text]
    head_or_foot = any(matches_any(columns, rule) for rule in ("national-motto", "recipients", "authority"))
    if head_or_foot or (matches_any(columns, "number-line") and matches_any(columns, "date-line")):
        return columns
    return [text]


def lines_of(blocks: Iterable[Block], every_break: bool = False) -> Iterator[Line]:
    """Give the lines of blocks; a table among them gives one line a row."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield from block.lines(every_break)
        else:
            yield from _flat_rows(block)


def _cell_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Give the text of every line, those of tables cell by cell."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield from (line.text for line in block.lines(every_break=True))
        else:
            for cell in block.cells:
                yield from _cell_lines(cell.blocks)


def _flat_rows(table: WordTable[Block]) -> Iterator[Line]:
    rows: dict[int, list[Line]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).extend(line for line in lines_of(cell.blocks) if normalize(line.text))
    for lines in rows.values():
        if lines:
            text = " ".join(normalize(line.text) for line in lines)
            yield Line(text, all(line.bold for line in lines), all(line.italic for line in lines))


def _rows(table: WordTable[Block]) -> Rows:
    """List the lines of each cell, row by row; only as much as tells what the table is."""
    rows: Rows = [[] for _ in range(min(table.rows, _MAX_ROWS + 1))]
    for cell in table.cells:
        if cell.row < len(rows):
            lines = (normalize(line.text) for line in lines_of(cell.blocks, every_break=True))
            rows[cell.row].append([line for line in lines if line])
    return rows


def _size(rows: Rows) -> int:
    return sum(len(line) for row in rows for cell in row for line in cell)
