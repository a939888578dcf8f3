"""A draft before it is rendered: numbered pieces of text that know where they came from.

The composition fills a :class:`Manuscript`; Word, Markdown and HTML are made from it, and the side
file of provenance.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Literal

from docparse.draft.rewriting import Change
from docparse.model import SectionRole
from docparse.text import LETTERS, to_roman

#: numbered from ``part`` (Phần I) to ``letter`` (a); ``dash`` and ``plus`` are bullets, ``text`` has none
PieceKind = Literal["part", "roman", "arabic", "letter", "dash", "plus", "text"]
DoubtKind = Literal["authority", "superior", "stale", "foreign", "merged"]
Status = Literal["copied", "changed", "inferred", "placeholder", "profile"]

NUMBERED: tuple[PieceKind, ...] = ("part", "roman", "arabic", "letter")
KINDS: tuple[PieceKind, ...] = (*NUMBERED, "dash", "plus")


@dataclass(frozen=True, slots=True)
class Origin:
    """The passage of a source that a piece was made from."""

    plan: str
    number: str | None
    path: str | None
    start: int
    end: int
    passage: str

    @property
    def reference(self) -> str:
        """How a reader knows the source: by its number, else by its id."""
        return self.number or self.plan


@dataclass(frozen=True, slots=True)
class ComposedTask:
    """What the draft orders with one piece, under canonical names."""

    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    implement: tuple[str, ...] = ()
    deadline: str | None = None
    total: float | None = None


@dataclass(frozen=True, slots=True)
class ComposedTarget:
    """One figure that the draft promises; ``value`` is null where a placeholder stands."""

    value: float | None
    unit: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """``words`` of a piece that a person must look at, and why; they are highlighted."""

    kind: DoubtKind
    words: str
    note: str


@dataclass(slots=True, kw_only=True)
class Part(ABC):
    """What paragraphs and rows have in common: where they come from, what was changed, what is doubtful.

    ``merged`` are those of the ``origins`` that the part stands for in other words than theirs.
    """

    status: Status = "copied"
    origins: tuple[Origin, ...] = ()
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    task: ComposedTask | None = None
    merged: tuple[Origin, ...] = ()
    doubts: list[Doubt] = field(default_factory=list)
    id: str = ""

    @property
    @abstractmethod
    def texts(self) -> list[str]:
        """All that it says: the paragraph, or the cells from left to right."""

    @property
    @abstractmethod
    def main_text(self) -> str:
        """The paragraph, or the cell that tells the task."""


@dataclass(slots=True)
class Piece(Part):
    """One paragraph of the body. ``titled`` marks a heading that stands on a line of its own."""

    kind: PieceKind
    text: str
    role: SectionRole
    titled: bool = False
    targets: tuple[ComposedTarget, ...] = ()
    number: str = ""

    @property
    def texts(self) -> list[str]:  # noqa: D102
        return [self.text]

    @property
    def main_text(self) -> str:  # noqa: D102
        return self.text

    @property
    def depth(self) -> int:
        """How deep its kind stands: 0 for a part; text without a number stands below all that have one."""
        return KINDS.index(self.kind) if self.kind in KINDS else len(KINDS)

    def revise(self, text: str, change: Change) -> None:
        """Say ``text`` from here on, and remember why."""
        self.text = text
        self.changes.append(change)
        if self.status == "copied":
            self.status = "changed"


RowKind = Literal["group", "data", "total"]
_TASK_COLUMN = 1  # of the appendix, behind the number of the row


@dataclass(slots=True)
class Row(Part):
    """One row of the appendix; ``cells`` has one text for each column."""

    kind: RowKind
    cells: list[str]

    @property
    def texts(self) -> list[str]:  # noqa: D102
        return self.cells

    @property
    def main_text(self) -> str:  # noqa: D102
        return self.cells[_TASK_COLUMN]


@dataclass(slots=True)
class Column:
    """A column of the appendix; ``group`` is the head that stands over several columns."""

    title: str
    group: str = ""
    width: float = 1.0
    centered: bool = False


@dataclass(slots=True)
class Appendix:
    """The table of tasks behind the plan."""

    title: str
    columns: list[Column]
    rows: list[Row]
    number: str = ""
    unit: str | None = None


@dataclass(slots=True)
class Letterhead:
    """What stands above and below the text. Lines are as they are to be printed."""

    parent: str | None
    issuer: tuple[str, ...]
    number: str
    place_and_date: str
    subject: str
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    signer: str
    issuer_name: str = ""


@dataclass(slots=True)
class Manuscript:
    """The whole draft.

    ``unused`` tells of entries of the profile that no source answered to, ``cautions`` of what does not fit
    the draft as a whole.
    """

    head: Letterhead
    basis: list[Piece]
    opening: Piece
    body: list[Piece]
    closing: list[Piece]
    appendices: list[Appendix]
    left_out: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)

    def pieces(self) -> list[Piece]:
        """Every paragraph of the text, in order."""
        return [*self.basis, self.opening, *self.body, *self.closing]

    def parts(self) -> list[Part]:
        """Every paragraph of the text, then every row of the appendices."""
        return [*self.pieces(), *(row for appendix in self.appendices for row in appendix.rows)]


def number_pieces(manuscript: Manuscript) -> None:
    """Write the printed number (``I.``, ``1.``, ``đ)``, ``-``) and a stable id on every piece."""
    counters: dict[str, int] = {}
    for index, piece in enumerate(manuscript.pieces(), start=1):
        piece.id = f"p{index}"
        piece.number = _number(piece.kind, counters)
    for table, appendix in enumerate(manuscript.appendices, start=1):
        for index, row in enumerate(appendix.rows, start=1):
            row.id = f"b{table}r{index}"


def letter(ordinal: int) -> str:
    """The Vietnamese letter of the 1-based ordinal: đ stands behind d, f and j are not used."""
    return LETTERS[ordinal - 1]


def _number(kind: PieceKind, counters: dict[str, int]) -> str:
    if kind == "text":
        return ""
    if kind in ("dash", "plus"):
        return "-" if kind == "dash" else "+"
    counters[kind] = counters.get(kind, 0) + 1
    for deeper in NUMBERED[NUMBERED.index(kind) + 1 :]:
        counters.pop(deeper, None)
    count = counters[kind]
    if kind == "part":
        return f"Phần {to_roman(count)}"
    if kind == "roman":
        return f"{to_roman(count)}."
    return f"{count}." if kind == "arabic" else f"{letter(count)})"
