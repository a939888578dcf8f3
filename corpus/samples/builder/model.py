"""What a source file says: the head, the printed blocks, and the facts marked in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict

Form = Literal["docx", "docx-typed", "pdf", "pdf-mixed-fonts", "html", "txt"]
ALL_FORMS: tuple[Form, ...] = ("docx", "docx-typed", "pdf", "pdf-mixed-fonts", "html", "txt")
PDF_FORMS: tuple[Form, ...] = ("pdf", "pdf-mixed-fonts")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Letterhead(_Strict):
    """The first lines of the document. ``text_lines: date`` drops all but the date from the .txt."""

    superior: list[str] = []
    issuer: list[str]
    number: str
    date: str
    text_lines: Literal["all", "date"] = "all"


class Signature(_Strict):
    """The lines above the signature and the name below it."""

    authority: list[str]
    name: str


class Portal(_Strict):
    """What a web portal prints around the document (.html and .txt only)."""

    site: str
    menu: list[str]
    heading: str
    facts: list[tuple[str, str]]
    related: list[str]
    footer: list[str]


Citation = tuple[str, str, str | None, str | None, bool]
Defect = tuple[str, str, str]


class Head(_Strict):
    """The YAML part of a source: how the plan is framed, and the answers that concern all of it."""

    id: str
    main: Form
    forms: list[Form] = list(ALL_FORMS)
    metadata: dict[str, str | int | bool | None]
    letterhead: Letterhead
    title: str
    subject: list[str]
    recipients: list[str]
    signature: Signature | None = None
    portal: Portal | None = None
    names: dict[str, str]
    citations: list[Citation]
    mentioned: list[str]
    defects: list[Defect]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed unit, bullet or paragraph.

    ``above`` is the line of a unit whose title stands on the next line (``Phần I``); ``pieces``
    are the paragraphs it is broken into, almost always one.
    """

    kind: Literal["title", "subject", "note", "center", "basis", "unit", "bullet", "text"]
    pieces: tuple[str, ...]
    marker: str = ""
    above: str = ""
    level: int = 0

    @property
    def text(self) -> str:
        """The words without the marker, the pieces joined."""
        return " ".join(self.pieces)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell at its upper left corner; the spans count grid positions."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``kinds`` has one letter a row (h head, g group, r data, t total), widths in cm."""

    cells: tuple[Cell, ...]
    kinds: str
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """The place of the signature block, of a new page, or of a repeated letterhead."""

    kind: Literal["sign", "pagebreak", "landscape", "letterhead"]


Block = Paragraph | Table | Break


@dataclass(frozen=True, slots=True)
class Unit:
    """An outline node of the answers."""

    path: str
    title: str
    role: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A marked number, or a qualitative target (``value`` null)."""

    quote: str
    path: str
    baseline: bool
    value: float | None
    unit: str | None
    comparator: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Budget:
    """Money of a task, the sources in the words of the table's head (lower case)."""

    total: float
    unit: str
    by_source: dict[str, float]


@dataclass(slots=True)
class Task:
    """A marked leaf; agencies are canonical names."""

    quote: str
    path: str
    lead: list[str] = field(default_factory=list)
    coordinate: list[str] = field(default_factory=list)
    implement: list[str] = field(default_factory=list)
    deadline: str | None = None
    budget: Budget | None = None


@dataclass(slots=True)
class Sample:
    """A parsed source."""

    head: Head
    blocks: list[Block] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
