"""What a plan says: the immutable, typed records that leave docparse.

The shapes follow the JSON contract (``docparse schema`` prints it). Every record that was read from
the text carries ``start`` and ``end``: character offsets into :attr:`Plan.text`, so that
``plan.text[fact.start:fact.end]`` is the passage the fact was read from. This module knows nothing
else of docparse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer

SCHEMA_VERSION = "1.0"

SectionRole = Literal[
    "legal_basis",
    "situation",
    "purpose",
    "viewpoint",
    "targets",
    "tasks",
    "funding",
    "organization",
    "schedule",
    "recipients",
    "signature",
    "appendix",
    "other",
]
AssignmentRole = Literal["lead", "coordinate", "implement"]
ASSIGNMENT_ROLES: tuple[AssignmentRole, ...] = get_args(AssignmentRole)
Comparator = Literal["eq", "ge", "gt", "le", "lt", "approx"]
Severity = Literal["error", "warning", "info"]
TableKind = Literal["tasks", "targets", "budget", "other"]
AgencyLevel = Literal["central", "province", "district", "commune", "other"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Located(_Record):
    """A record that was read from one passage.

    ``start`` and ``end`` are character offsets into the plan's text, ``page`` is 1-based and null
    where the source format has no pages.
    """

    start: int
    end: int
    page: int | None = None


class Source(_Record):
    """The file a plan was read from. ``characters`` counts the normalised text."""

    name: str
    sha256: str
    media_type: str
    pages: int | None = None
    characters: int
    truncated: bool = False
    ocr: bool = False


class Metadata(_Record):
    """The head and foot of the document; null where it does not say. Dates are ISO 8601."""

    number: str | None = None
    doc_type: str | None = None
    issuer: str | None = None
    province: str | None = None
    place: str | None = None
    issued_on: str | None = None
    subject: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    vision: int | None = None
    signer_name: str | None = None
    signer_title: str | None = None
    truncated: bool = False
    recipients: tuple[str, ...] = ()


class Node(Located):
    """One enumerated unit of the outline. ``path`` joins the markers from the root with ``/``."""

    id: str
    parent: str | None
    path: str
    marker: str
    title: str
    role: SectionRole


class Indicator(Located):
    """One number that a plan commits itself to (target) or reports (baseline).

    ``value`` is null for a qualitative target; ``year`` is the year by which the value is due, or
    the year that a baseline reports.
    """

    id: str
    text: str
    indicator: str
    value: float | None
    unit: str | None
    comparator: Comparator
    year: int | None
    qualitative: bool = False
    part_of: str | None = None
    node: str | None


class Assignment(Located):
    """One agency in one role. ``inherited`` when a heading, lead-in or label line gave the role."""

    agency: str
    role: AssignmentRole
    mention: str
    inherited: bool = False


class Deadline(Located):
    """When a task is due.

    ``value`` is a year ``2020``, quarter ``2023-Q4``, month ``2022-06``, day ``2022-12-15``, period
    ``2022/2025`` or one of ``yearly``, ``half-yearly``, ``quarterly``, ``monthly``, ``continuous``,
    ``ongoing``, ``relative``; ``due`` is the last day (ISO 8601) where it can be computed.
    """

    value: str
    text: str
    due: str | None = None


class Amounts(Mapping[str, float]):
    """Numbers by name, in order; equal to a ``dict`` of the same items, but immutable and hashable."""

    __slots__ = ("_by_name",)

    def __init__(self, by_name: Mapping[str, float]) -> None:
        self._by_name = dict(by_name)

    def __getitem__(self, name: str) -> float:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def __hash__(self) -> int:
        return hash(frozenset(self._by_name.items()))

    def __repr__(self) -> str:
        return repr(self._by_name)


#: units of money, each in đồng
DONG = {"đồng": 1.0, "nghìn đồng": 1e3, "triệu đồng": 1e6, "tỷ đồng": 1e9}


class Budget(Located):
    """Money of a task: ``total`` and its parts ``by_source``, both in ``unit``."""

    total: float | None
    unit: str | None
    by_source: Annotated[
        Mapping[str, float], AfterValidator(Amounts), PlainSerializer(dict, return_type=dict[str, float])
    ] = Amounts({})


class Task(Located):
    """One order to somebody: the leaf it stands in, who is to act, until when and with what money."""

    id: str
    text: str
    node: str | None
    assignments: tuple[Assignment, ...] = ()
    deadline: Deadline | None = None
    budget: Budget | None = None
    product: str | None = None

    def agencies(self, role: AssignmentRole) -> tuple[str, ...]:
        """Canonical names of the agencies that hold ``role``, in order of mention."""
        return tuple(a.agency for a in self.assignments if a.role == role)


class Citation(Located):
    """One legal act, once; acts of two bodies or years may bear one ``number``.

    ``basis`` when it stands in a căn cứ passage.
    """

    number: str
    doc_type: str | None
    issued_on: str | None = None
    issuer: str | None = None
    basis: bool = False
    mentions: int = 1


class Mention(_Record):
    """A passage that names an agency, as offsets into the plan's text."""

    start: int
    end: int


class Agency(_Record):
    """An agency named in the plan, under its canonical name.

    ``successor`` is the body that has its work today; null where the agency still exists, or where its
    successor is not known.
    """

    name: str
    level: AgencyLevel
    mentions: tuple[Mention, ...]
    successor: str | None = None


class Table(Located):
    """A table as a grid: a merged cell's text stands in every cell that it covers.

    ``caption`` is the line above that names it or the heading right above; null where there is neither.
    """

    id: str
    caption: str | None
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: TableKind
    confidence: float = 1.0


class Diagnostic(_Record):
    """Something a careful reader should know of: a defect of the text or a doubt of the program."""

    code: str
    severity: Severity
    message: str
    start: int | None = None
    end: int | None = None


class Plan(_Record):
    """A plan as facts. Immutable; round-trips through :meth:`to_json` and :meth:`from_json`."""

    schema_version: str = SCHEMA_VERSION
    id: str
    source: Source
    metadata: Metadata
    text: str
    outline: tuple[Node, ...] = ()
    targets: tuple[Indicator, ...] = ()
    baselines: tuple[Indicator, ...] = ()
    tasks: tuple[Task, ...] = ()
    citations: tuple[Citation, ...] = ()
    agencies: tuple[Agency, ...] = ()
    tables: tuple[Table, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def __repr__(self) -> str:
        """One line: a plan holds its whole text, which no notebook or traceback should print."""
        counts = ", ".join(f"{name}={len(getattr(self, name))}" for name in ("tasks", "targets", "baselines"))
        return f"Plan(id={self.id!r}, source={self.source.name!r}, {counts})"

    __str__ = __repr__

    @property
    def reference(self) -> str:
        """How people know the plan: by its number, else by the name of its file."""
        return self.metadata.number or self.source.name

    def passage(self, fact: Located) -> str:
        """The text that ``fact`` was read from."""
        return self.text[fact.start : fact.end]

    def node(self, node_id: str | None) -> Node | None:
        """The outline node with this id, or null."""
        return next((node for node in self.outline if node.id == node_id), None)

    def to_json(self, indent: int | None = 1) -> str:
        """The JSON of the contract; the same plan always gives the same characters."""
        return self.to_json_bytes(indent).decode()

    def to_json_bytes(self, indent: int | None = 1) -> bytes:
        """:meth:`to_json` in UTF-8: for a long plan half of the memory."""
        return self.__pydantic_serializer__.to_json(self, indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read back what :meth:`to_json` wrote; raises ``pydantic.ValidationError`` on other JSON."""
        return cls.model_validate_json(text)


def listed(plans: Plan | Iterable[Plan]) -> list[Plan]:
    """The plans, also where one is given alone; raises ``TypeError`` for what is no plan."""
    given = [plans] if isinstance(plans, Plan) else list(plans)
    for plan in given:
        if not isinstance(plan, Plan):
            raise TypeError(f"expected plans, as docparse.read() gives them, not {type(plan).__name__}")
    return given
