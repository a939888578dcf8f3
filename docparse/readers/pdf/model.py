"""What a page is made of while it is read: words, lines, ruling lines, grids.

All lengths are points (1/72 inch); the origin is the upper left corner of the page as it is shown,
x grows to the right and y downwards. Digital pages and scanned pages meet here: both deliver words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from docparse.readers.symbols import raised
from docparse.text import normalize

# a gap wider than this share of the letter size is a space even where the file writes none
SPACE_GAP = 0.13
_SUPERSCRIPT_SIZE = 0.8
_BROKEN = re.compile(r"\w[-/]$")


@dataclass(slots=True)
class Word:
    """Letters that stand together. ``base`` is the y of the baseline, ``size`` the letter height.

    ``spaced`` tells that the file has white space before the word on its line; ``vertical`` that it
    is turned: 1 reads upwards, -1 downwards, 0 is ordinary text. ``capitals``: its font draws small
    letters as capitals. ``blank_after``: the file has a space after it, even at the end of a line.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    spaced: bool = True
    vertical: int = 0
    capitals: bool = False
    blank_after: bool = False


@dataclass(slots=True)
class Line:
    """Words of one baseline without a column gap between them, left to right.

    ``boxed``: it stands in a column of a letterhead or signature; ``column`` numbers these on the
    page, and ``middle`` tells that the lines of the column are centred.
    """

    words: Sequence[Word]
    page: int = 0
    boxed: bool = False
    column: int = 0
    middle: bool = False
    text: str = field(init=False)
    x0: float = field(init=False)
    x1: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)
    base: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        lead = self.words[0]
        x1, top, bottom, longest = lead.x1, lead.top, lead.bottom, (lead.size > 0, len(lead.text))
        for word in self.words[1:]:  # one walk: there are many lines
            x1 = word.x1 if word.x1 > x1 else x1
            top = word.top if word.top < top else top
            bottom = word.bottom if word.bottom > bottom else bottom
            length = (word.size > 0, len(word.text))
            if length > longest:
                lead, longest = word, length
        self.x0, self.x1, self.top, self.bottom = self.words[0].x0, x1, top, bottom
        self.size, self.base = lead.size, lead.base
        self.text = normalize(_text_of(self.words, self.size, self.base))

    @property
    def center(self) -> float:
        """The x of the middle."""
        return (self.x0 + self.x1) / 2

    @property
    def bold(self) -> bool:
        """Whether every word with letters is bold."""
        return _every(self.words, "bold")

    @property
    def italic(self) -> bool:
        """Whether every word with letters is italic."""
        return _every(self.words, "italic")

    @property
    def runs_on(self) -> bool:
        """Whether the next line follows without a space: broken at a hyphen or slash."""
        return bool(_BROKEN.search(self.text)) and not self.words[-1].blank_after

    @property
    def first_width(self) -> float:
        """Width of what would have moved up to the line before, had there been room."""
        end = self.words[0].x1
        for before, word in zip(self.words, self.words[1:], strict=False):
            if needs_space(before, word):
                break
            end = word.x1
        return end - self.x0

    @property
    def hanging(self) -> float:
        """The x of the second word: where the lines below a marker may be aligned."""
        return self.words[1].x0 if len(self.words) > 1 else self.x0


def _every(words: Sequence[Word], attribute: str) -> bool:
    lettered, plain = False, True
    for word in words:
        if any(map(str.isalpha, word.text)):
            if not getattr(word, attribute):
                return False
            lettered = True
        elif not getattr(word, attribute):
            plain = False
    return lettered or plain


def needs_space(before: Word, word: Word) -> bool:
    """Whether a space stands between two neighbours of a line."""
    return word.spaced or word.x0 - before.x1 > SPACE_GAP * max(before.size, word.size)


def _text_of(words: Sequence[Word], size: float, base: float) -> str:
    pieces: list[str] = []
    before: Word | None = None
    for word in words:
        text = word.text
        if word.size < _SUPERSCRIPT_SIZE * size and word.base < base - 0.15 * size and text.isdecimal():
            text = raised(text)  # `100%` and its footnote 1 must not become 1001
        elif before is not None and needs_space(before, word):
            pieces.append(" ")
        pieces.append(text)
        before = word
    return "".join(pieces)


@dataclass(slots=True)
class Edge:
    """A ruling line: ``at`` is its fixed coordinate, ``start``..``end`` its run along the other axis."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class GridCell:
    """A cell as a rectangle and the paragraphs in it."""

    x0: float
    x1: float
    top: float
    bottom: float
    paragraphs: list[str] = field(default_factory=list)
    bold: bool = False


@dataclass(slots=True)
class PageTable:
    """A ruled table of one page: the y of its row borders and its cells."""

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    confidence: float = 1.0

    @property
    def top(self) -> float:
        """Upper border."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Lower border."""
        return self.ys[-1]


@dataclass(slots=True)
class Page:
    """One page after reading: its lines and tables in reading order once the layout is known."""

    number: int
    width: float
    height: float
    lines: list[Line]
    tables: list[PageTable] = field(default_factory=list)
    ocr: bool = False


def typical(values: Sequence[float], default: float) -> float:
    """The median, or ``default`` where there is nothing to measure."""
    return median(values) if values else default
