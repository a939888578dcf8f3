"""What is measured of a Word file: runs, rule lines, paragraphs, sections."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

#: lengths are kept in twentieths and halves of a point: what differs by less is the same
ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look. ``color`` is hexadecimal; null for automatic, which is black."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    caps: bool
    underline: bool
    color: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: its ``length`` in pt (0 where the file does not tell), or how far it is set in."""

    length: float = 0.0
    inset: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. Spacing in pt, indents in cm; ``line`` in lines, null for a fixed height.

    ``cell`` numbers the table cell that it stands in, ``width`` is that cell's width in pt; ``rule`` is
    a line drawn in or at the edge of the paragraph.
    """

    index: int
    text: str
    runs: tuple[Run, ...]
    align: str
    first_line: float
    left: float
    before: float
    after: float
    line: float | None
    section: int
    cell: int | None
    table: int | None
    column: int | None
    width: float | None = None
    rule: Rule | None = None
    numbered: bool = False

    @property
    def size(self) -> float:
        """The size of most of the text."""
        sizes: dict[float, int] = {}
        for run in self.runs:
            sizes[run.size] = sizes.get(run.size, 0) + len(run.text.strip())
        return max(sizes, key=lambda s: sizes[s]) if sizes else 0.0

    def is_sized(self, least: float, most: float | None = None) -> bool:
        """Whether most of the text measures ``least`` to ``most`` pt; just ``least`` without ``most``."""
        return least - ROUNDING <= self.size <= (least if most is None else most) + ROUNDING

    def share(self, look: str) -> float:
        """Share of the letters that are ``bold``, ``italic`` or ``underline``."""
        total = sum(len(r.text.strip()) for r in self.runs)
        return sum(len(r.text.strip()) for r in self.runs if getattr(r, look)) / total if total else 0.0

    @property
    def capital(self) -> bool:
        """Whether it is printed in capitals."""
        return self.text.isupper() or (bool(self.runs) and all(r.caps for r in self.runs if r.text.strip()))


@dataclass(frozen=True, slots=True)
class Section:
    """A section: sizes and margins in mm; ``header`` is what its pages but the first carry on top."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    start: int | None
    title_page: bool
    number_format: str
    header: tuple[Paragraph, ...]
    header_number: bool
    footer_number: bool
    first_number: bool

    @property
    def landscape(self) -> bool:
        """Whether the page lies crosswise."""
        return self.width > self.height


@dataclass
class WordFile:
    """The paragraphs and sections of one file."""

    name: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @cached_property
    def written(self) -> list[Paragraph]:
        """The paragraphs that hold text."""
        return [p for p in self.paragraphs if p.text]

    def after(self, paragraph: Paragraph) -> list[Paragraph]:
        """The paragraphs behind this one in the same column of its table, or in the text."""
        place = (paragraph.table, paragraph.column)
        return [p for p in self.paragraphs[paragraph.index + 1 :] if (p.table, p.column) == place]
