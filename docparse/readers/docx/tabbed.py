"""A foot set in two columns with tabs: read as the table that others use for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docparse.readers.docx.body import Block, WordParagraph
from docparse.readers.docx.inline import BREAK, Piece
from docparse.readers.docx.table import WordCell, WordTable
from docparse.readers.letterhead import matches_any
from docparse.text import normalize

# what counts an item is set apart from its text by a tab as well
_MARK = re.compile(r"(?:[-–+•*]|\(?\w{1,3}[.)])")
_ITEM = re.compile(r"[-–+•*]")
_MAX_ROWS = 40


class _Row:
    """A line of the foot: the paragraph that it stands in, and what stands left and right of its tabs."""

    def __init__(self, paragraph: WordParagraph, pieces: Sequence[Piece]) -> None:
        self.paragraph = paragraph
        parts = _at_tabs(pieces)
        if len(parts) > 1 and _MARK.fullmatch(_text(parts[0])):
            parts[:2] = [[*parts[0], Piece(" ", False, False), *parts[1]]]
        self.left, self.right = parts[0], [piece for part in parts[1:] for piece in part]
        self.texts = _text(self.left), _text(self.right)

    @property
    def is_item(self) -> bool:
        """Whether an addressee stands left."""
        label = self.paragraph.label
        return bool(_ITEM.match(self.texts[0])) or (label is not None and label.bullet)

    @property
    def is_name(self) -> bool:
        """Whether the signer's name stands alone."""
        left, right = self.texts
        return not left and right.istitle() and len(right.split()) > 1


def foot_by_tabs(blocks: Sequence[Block], at: int) -> tuple[WordTable[Block], int] | None:
    """The foot that begins at ``blocks[at]``, and the index behind it; null where none does."""
    opening = blocks[at]
    if not isinstance(opening, WordParagraph) or not any("\t" in piece.text for piece in opening.pieces):
        return None
    first = next(_rows_of(opening))
    if not (all(first.texts) and matches_any(first.texts[:1], "recipients")):
        return None
    rows, behind = [*_rows_of(opening)], at + 1
    for block in blocks[behind : at + _MAX_ROWS]:
        if not isinstance(block, WordParagraph) or not _go_on(rows, new := [*_rows_of(block)]):
            break
        rows, behind = rows + new, behind + 1
    cells: list[WordCell[Block]] = [WordCell([], 0, 0, 1), WordCell([], 0, 1, 1)]
    for row in rows:
        for cell, pieces in zip(cells, (row.left, row.right), strict=True):
            if _text(pieces):
                label = row.paragraph.label if pieces is row.left else None
                cell.blocks.append(WordParagraph(pieces, row.paragraph.align, label=label))
    return WordTable(cells, rows=1, columns=2), behind


def _go_on(rows: Sequence[_Row], new: Sequence[_Row]) -> bool:
    """Whether the foot goes on: addressees stand left, or the signer right; nothing follows the name."""
    signed = any(row.is_name for row in rows)
    return all(row.is_item or not (row.texts[0] or (row.texts[1] and signed)) for row in new)


def _rows_of(paragraph: WordParagraph) -> Iterator[_Row]:
    """Give a row for each line of the paragraph."""
    line: list[Piece] = []
    for piece in (*paragraph.pieces, BREAK):
        if piece is not BREAK:
            line.append(piece)
        elif line:
            yield _Row(paragraph, line)
            line = []


def _at_tabs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Cut at the tabs, several in a row counting once; the first part is empty where a tab begins."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\t")
        parts[-1].append(piece._replace(text=first))
        parts += [[piece._replace(text=text)] for text in others]
    return parts[:1] + [part for part in parts[1:] if _text(part)]


def _text(pieces: Sequence[Piece]) -> str:
    return normalize("".join(piece.text for piece in pieces))
