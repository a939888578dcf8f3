"""Answers about a task graph: rows as :mod:`docparse.graph.questions` gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docparse.model import AssignmentRole

Lack = Literal["lead", "deadline", "money"]
LACKS: tuple[Lack, ...] = ("lead", "deadline", "money")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task: who leads, coordinates and implements it, and by when (``deadline`` in words)."""

    plan: str
    task: str
    path: str | None
    text: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    implement: tuple[str, ...]
    deadline: str | None
    due: str | None


@dataclass(frozen=True, slots=True)
class LoadRow:
    """How many tasks of a plan an agency leads, coordinates, implements; ``total`` counts a task once."""

    agency: str
    place: str | None
    plan: str
    lead: int
    coordinate: int
    implement: int
    total: int


@dataclass(frozen=True, slots=True)
class GapRow:
    """A task and what neither it nor the appendix row of the same content says."""

    plan: str
    task: str
    path: str | None
    text: str
    missing: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A task that serves a target, how surely (0 to 1), and why."""

    task: str
    text: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target and the tasks that serve it, the surest first; none where the plan names none."""

    plan: str
    target: str
    path: str | None
    text: str
    year: int | None
    served_by: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """What an agency has to do: a task and the roles it has there."""

    agency: str
    place: str | None
    plan: str
    task: str
    path: str | None
    text: str
    roles: tuple[AssignmentRole, ...]
    deadline: str | None
    due: str | None


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A task that an act reaches: ``through`` are the plans from the act down to the task's own.

    ``direct`` tells that the task itself names the act; else its plan is based on it.
    """

    act: str
    through: tuple[str, ...]
    plan: str
    task: str
    path: str | None
    text: str
    lead: tuple[str, ...]
    deadline: str | None
    direct: bool


@dataclass(frozen=True, slots=True)
class ActRow:
    """A cited act (or plan): the plans based on it and how many tasks name it."""

    act: str
    label: str
    issued_on: str | None
    issuer: str | None
    plans: tuple[str, ...]
    tasks: int


@dataclass(frozen=True, slots=True)
class DueRow:
    """A task that falls due on ``date`` (ISO); ``repeated`` where it is one day of a repetition."""

    date: str
    repeated: bool
    plan: str
    task: str
    path: str | None
    text: str
    lead: tuple[str, ...]
    deadline: str
