"""A document between its file and its facts: normalised text, paragraphs, tables.

Readers build a :class:`Document` with a :class:`DocumentBuilder`; outline and extractors read it.
Offsets are characters of :attr:`Document.text`: paragraphs stand on lines of their own, the cells
of a table row are separated by a tab.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from docparse.model import Diagnostic
from docparse.text import normalize

Alignment = Literal["left", "center", "right", "justify"]


_TICK = re.compile(r"[xX×✓✔√+●■☑v]")


@dataclass(frozen=True, slots=True)
class Style:
    """What the source says of a paragraph's looks; every field is a hint and may be unset.

    ``heading`` is the level of a Word or HTML heading (1-based); ``gap`` tells that blank space
    stood before the paragraph, ``blanks`` how many blank lines, where the source is plain text; ``boxed``
    that it came from the letterhead or signature table.
    """

    bold: bool = False
    italic: bool = False
    align: Alignment | None = None
    heading: int | None = None
    gap: bool = False
    boxed: bool = False
    blanks: int = 0


PLAIN = Style()


class Paragraph(NamedTuple):
    """One paragraph: ``text == document.text[start:end]``; ``label`` is its automatic number.

    The label, where the source numbers automatically, is already part of ``text``. (A tuple, not a frozen
    dataclass: documents have thousands, and they are made in a third of the time.)
    """

    start: int
    end: int
    text: str
    style: Style = PLAIN
    page: int | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``rowspan`` and ``colspan`` count the grid positions it covers."""

    start: int
    end: int
    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    bold: bool = False

    @property
    def is_ticked(self) -> bool:
        """Whether it holds nothing but a mark that ticks its column."""
        return _TICK.fullmatch(self.text.strip()) is not None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of cells; a merged cell stands in every position that it covers."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    page: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Document:
    """The content of one file.

    ``portal`` holds what a legal portal says around the text, and as ``signed_on`` (ISO date) when a digital
    signature printed into a scanned page was made.
    """

    name: str
    sha256: str
    media_type: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Grid, ...] = ()
    pages: int | None = None
    ocr: bool = False
    portal: Mapping[str, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class CellInput:
    """A cell as a reader found it: its paragraphs, and how far it reaches."""

    paragraphs: Sequence[str]
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    bold: bool = False


class DocumentBuilder:
    """Collects what a reader finds, in reading order, and owns the offsets."""

    def __init__(self, name: str, sha256: str, media_type: str) -> None:
        self._name, self._sha256, self._media_type = name, sha256, media_type
        self._pieces: list[str] = []
        self._length = 0
        self._paragraphs: list[Paragraph] = []
        self._tables: list[Grid] = []
        self._diagnostics: list[Diagnostic] = []
        self.pages: int | None = None
        self.ocr = False
        self.portal: dict[str, str] = {}

    @property
    def name(self) -> str:
        """The file name, for the errors that a reader raises."""
        return self._name

    def paragraph(
        self, text: str, style: Style = PLAIN, page: int | None = None, label: str | None = None
    ) -> None:
        """Add a paragraph; white space and Unicode are normalised here, empty ones are dropped."""
        clean = normalize(text)
        if not clean:
            return
        start = self._append(clean, "\n")
        self._paragraphs.append(Paragraph(start, self._length, clean, style, page, label))

    def table(
        self,
        cells: Sequence[CellInput],
        page: int | None = None,
        confidence: float = 1.0,
    ) -> None:
        """Add a table from its cells, each given once with its spans.

        The text holds the anchor cells in row order, separated by tabs, one row a line;
        paragraphs inside a cell are separated by a line break.
        """
        if not cells:
            return
        start = self.position
        placed: dict[tuple[int, int], Cell] = {}
        row_open = -1
        for cell in sorted(cells, key=lambda c: (c.row, c.column)):
            anchor = self._anchor(cell, "\t" if cell.row == row_open else "\n")
            row_open = cell.row
            for row in range(cell.row, cell.row + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    placed.setdefault((row, column), anchor)
        self._tables.append(Grid(start, self._length, _filled(placed, self._length), page, confidence))

    def _anchor(self, cell: CellInput, separator: str) -> Cell:
        """The cell with its text, which is added to the document's."""
        text = "\n".join(filter(None, map(normalize, cell.paragraphs)))
        start = self._append(text, separator)
        return Cell(start, self._length, text, cell.row, cell.column, cell.rowspan, cell.colspan, cell.bold)

    def diagnostic(self, diagnostic: Diagnostic) -> None:
        """Note something the reader of the plan should know."""
        self._diagnostics.append(diagnostic)

    @property
    def position(self) -> int:
        """Offset at which the next paragraph will start."""
        return self._length + (1 if self._pieces else 0)

    def build(self) -> Document:
        """The finished document."""
        return Document(
            self._name,
            self._sha256,
            self._media_type,
            "".join(self._pieces),
            tuple(self._paragraphs),
            tuple(self._tables),
            self.pages,
            self.ocr,
            dict(self.portal),
            tuple(self._diagnostics),
        )

    def _append(self, text: str, separator: str) -> int:
        if self._pieces:
            self._pieces.append(separator)
            self._length += 1
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        return start


def _filled(placed: Mapping[tuple[int, int], Cell], end: int) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table whose cells are ``placed`` by row and column; empty cells stand at its ``end``."""
    height = max(row for row, _ in placed) + 1
    width = max(column for _, column in placed) + 1
    return tuple(
        tuple(placed.get((row, column)) or Cell(end, end, "", row, column) for column in range(width))
        for row in range(height)
    )
