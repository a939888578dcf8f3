"""What a comparison says: immutable records, every one with the passage that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docparse.model import Comparator

#: a plan states it; not here, but a passage elsewhere takes up the central plan; read, but does not state
#: it; nothing like it was found to read; the text breaks off
State = Literal["stated", "elsewhere", "not_stated", "not_found", "truncated"]
FigureKind = Literal["target", "baseline"]
DifferenceKind = Literal[
    "higher",
    "lower",
    "later",
    "earlier",
    "other_lead",
    "other_money",
    "other_unit",
    "not_comparable",
    "missing",
    "extra",
]
#: taken up; probably, to be checked by a person; merely near; nothing like it; the text breaks off
Covered = Literal["covered", "weak", "similar", "none", "truncated"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: plan, passage (offsets into the plan's text), page and outline path.

    ``clause`` is what a person must read to understand the passage of a figure; empty where the passage is a
    whole by itself.
    """

    plan: str
    start: int
    end: int
    page: int | None
    path: str
    passage: str
    clause: str = ""

    @property
    def readable(self) -> str:
        """The words to show: the clause around the passage, else the passage."""
        return self.clause or self.passage


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """One plan of the comparison, its column.

    ``territory`` is the province of today that ``place`` belongs to; ``distance`` from the central plan
    is 0 (says all that it says) to 1, null without a central plan or without anything to compare, as are
    the numbers of its tasks and targets that are ``covered`` and that are to be checked (``weak``).
    """

    plan: str
    label: str
    number: str | None
    issuer: str | None
    subject: str | None
    issued_on: str | None
    period: tuple[int | None, int | None]
    place: str | None
    territory: str | None
    file: str
    sha256: str
    pages: int | None
    truncated: bool
    ocr: bool
    central: bool
    tasks: int
    targets: int
    baselines: int
    distance: float | None
    covered: int | None
    weak: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: ``value`` in ``unit`` compares with others, ``printed_*`` are as the plan has them.

    ``value`` is null for a promise in words; of a range it is the lower bound, and ``upper`` the upper one,
    which is the fact ``upper_id``. ``scope`` is what each of which the figure is meant for
    (``mỗi huyện``), null when it stands for the whole place.
    """

    id: str
    kind: FigureKind
    value: float | None
    unit: str | None
    printed_value: float | None
    printed_unit: str | None
    comparator: Comparator
    year: int | None
    label: str
    place: Place
    scope: str | None = None
    upper: float | None = None
    upper_id: str | None = None


@dataclass(frozen=True, slots=True)
class IndicatorCell:
    """What one plan says in a row of indicators: targets first, then what is already so."""

    state: State
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """How the plan ``plan`` differs from the reference of the row, in words."""

    kind: DifferenceKind
    plan: str
    text: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Values of old provinces added for the province of today that they became."""

    territory: str
    kind: FigureKind
    value: float
    unit: str
    year: int | None
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator across the plans; ``cells`` are in the order of the columns."""

    id: str
    theme: str
    label: str
    unit: str | None
    cells: tuple[IndicatorCell, ...]
    differences: tuple[Difference, ...]
    sums: tuple[Sum, ...]

    @property
    def has_target(self) -> bool:
        """Whether any plan promises something here (else the row tells what is so)."""
        return any(figure.kind == "target" for cell in self.cells for figure in cell.figures)

    @property
    def plans(self) -> int:
        """How many plans state it."""
        return sum(cell.state == "stated" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """One task of one plan; ``money`` in million đồng."""

    id: str
    text: str
    leads: tuple[str, ...]
    coordinates: tuple[str, ...]
    deadline: str | None
    deadline_text: str | None
    due: str | None
    money: float | None
    place: Place


@dataclass(frozen=True, slots=True)
class TaskCell:
    """What one plan orders in a row of tasks."""

    state: State
    entries: tuple[TaskEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task across the plans; ``cells`` are in the order of the columns."""

    id: str
    theme: str
    label: str
    cells: tuple[TaskCell, ...]
    differences: tuple[Difference, ...]

    @property
    def plans(self) -> int:
        """How many plans order it."""
        return sum(cell.state == "stated" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme across the plans: how many tasks and indicators each plan has under it."""

    theme: str
    tasks: tuple[int, ...]
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """Whether a plan takes up a thing of the central plan; ``nearest`` is the evidence either way."""

    plan: str
    covered: Covered
    score: float
    ids: tuple[str, ...] = ()
    nearest: Place | None = None


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One task or target of the central plan and how the others take it up.

    ``own`` marks what the central body asks of its own house alone: it is shown and never counted.
    """

    kind: Literal["task", "target"]
    id: str
    theme: str
    place: Place
    cells: tuple[CoverageCell, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Territory:
    """A province of today and the plans for it or for what became part of it."""

    name: str
    places: tuple[str, ...]
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plans side by side.

    ``columns`` stand in order of their distance from the central plan (that one first), plans of one
    territory beside each other; ``coverage`` is empty without a central plan.
    """

    columns: tuple[PlanColumn, ...]
    central: str | None
    themes: tuple[ThemeRow, ...]
    indicators: tuple[IndicatorRow, ...]
    tasks: tuple[TaskRow, ...]
    coverage: tuple[CoverageRow, ...]
    territories: tuple[Territory, ...]

    def __repr__(self) -> str:
        """One line: the rows hold passages of all plans, which no notebook should print."""
        counts = ", ".join(
            f"{name}={len(getattr(self, name))}" for name in ("indicators", "tasks", "coverage")
        )
        return f"Comparison(columns={[column.label for column in self.columns]}, {counts})"
