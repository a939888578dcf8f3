"""The data set: eight tables that join by ``plan_id`` (``docs/data-set.md`` describes every column).

Offsets are characters of the plan's text; they are called ``start_offset`` and ``end_offset`` because
``end`` is a word of SQL. A column knows how it is filled; the writer knows nothing of plans.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from docparse.export import entries
from docparse.export.rows import Entry, View
from docparse.model import Budget, Indicator, Plan, listed

#: what a column holds; ``amounts`` are numbers by name, ``texts`` a list
Kind = Literal["text", "integer", "number", "flag", "date", "texts", "amounts"]

_Entry = Entry[Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, and where that comes from (null where there is nothing)."""

    name: str
    kind: Kind
    value: Callable[[_Entry], Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One table over all plans."""

    name: str
    columns: tuple[Column, ...]
    entries: Callable[[View], Iterator[_Entry]]

    def rows(self, view: View) -> list[list[Any]]:
        """The rows of one plan, a value for each column."""
        return [[column.value(entry) for column in self.columns] for entry in self.entries(view)]

    def filled(self, view: View) -> list[list[Any]]:
        """The same by columns, a value for each row; the first, the plan's id, is left out."""
        found = list(self.entries(view))
        return [[column.value(entry) for entry in found] for column in self.columns[1:]]


def _date(text: str | None) -> dt.date | None:
    """A full ISO date; null for anything else, as a column of dates can hold nothing else."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _of(name: str, kind: Kind, source: str | None = None) -> Column:
    """A column that shows the attribute ``source`` (its own name) of the fact."""
    attribute = source or name
    return Column(name, kind, lambda e: getattr(e.fact, attribute))


_PLAN = Column("plan_id", "text", lambda e: e.view.plan.id)
_OFFSETS = (
    Column("start_offset", "integer", lambda e: e.start),
    Column("end_offset", "integer", lambda e: e.end),
)
_PLACE = (Column("page", "integer", lambda e: e.page), *_OFFSETS)
_NODE = (
    Column("node_id", "text", lambda e: e.node.id if e.node else None),
    Column("section_role", "text", lambda e: e.node.role if e.node else None),
)


def _metadata(name: str, kind: Kind) -> Column:
    return Column(name, kind, lambda e: getattr(e.view.plan.metadata, name))


def _source(name: str, kind: Kind, source: str | None = None) -> Column:
    attribute = source or name
    return Column(name, kind, lambda e: getattr(e.view.plan.source, attribute))


PLANS = Table(
    "plans",
    (
        _PLAN,
        _metadata("number", "text"),
        _metadata("doc_type", "text"),
        _metadata("issuer", "text"),
        _metadata("province", "text"),
        _metadata("place", "text"),
        Column("issued_on", "date", lambda e: _date(e.fact.metadata.issued_on)),
        _metadata("subject", "text"),
        _metadata("period_start", "integer"),
        _metadata("period_end", "integer"),
        _metadata("vision", "integer"),
        _metadata("signer_name", "text"),
        _metadata("signer_title", "text"),
        Column("recipients", "texts", lambda e: list(e.fact.metadata.recipients)),
        _source("file", "text", "name"),
        _source("sha256", "text"),
        _source("media_type", "text"),
        _source("pages", "integer"),
        _source("characters", "integer"),
        _source("ocr", "flag"),
        _source("truncated", "flag"),
    ),
    entries.plans,
)


def _nodes(view: View) -> Iterator[_Entry]:
    for node in view.plan.outline:
        yield Entry(view, node, node.start, node.end, node.page, node)


NODES = Table(
    "nodes",
    (
        _PLAN,
        _of("node_id", "text", "id"),
        _of("parent_id", "text", "parent"),
        _of("path", "text"),
        _of("marker", "text"),
        _of("title", "text"),
        _of("role", "text"),
        *_PLACE,
    ),
    _nodes,
)


def _amounts(budget: Budget | None) -> list[tuple[str, float]] | None:
    return list(budget.by_source.items()) if budget else None


TASKS = Table(
    "tasks",
    (
        _PLAN,
        _of("task_id", "text", "id"),
        *_NODE,
        _of("text", "text"),
        Column("deadline", "text", lambda e: e.fact.deadline and e.fact.deadline.value),
        Column("deadline_text", "text", lambda e: e.fact.deadline and e.fact.deadline.text),
        Column("due", "date", lambda e: _date(e.fact.deadline.due) if e.fact.deadline else None),
        Column("budget", "number", lambda e: e.fact.budget and e.fact.budget.total),
        Column("budget_unit", "text", lambda e: e.fact.budget and e.fact.budget.unit),
        Column("budget_sources", "amounts", lambda e: _amounts(e.fact.budget)),
        _of("product", "text"),
        *_PLACE,
    ),
    entries.tasks,
)


def _assignments(view: View) -> Iterator[_Entry]:
    for task in view.plan.tasks:
        for held in task.assignments:
            yield Entry(view, (task, held), held.start, held.end)


ASSIGNMENTS = Table(
    "assignments",
    (
        _PLAN,
        Column("task_id", "text", lambda e: e.fact[0].id),
        Column("agency", "text", lambda e: e.fact[1].agency),
        Column("role", "text", lambda e: e.fact[1].role),
        Column("mention", "text", lambda e: e.fact[1].mention),
        Column("inherited", "flag", lambda e: e.fact[1].inherited),
        *_OFFSETS,
    ),
    _assignments,
)


def _indicator(name: str, kind: Kind, source: str | None = None) -> Column:
    attribute = source or name

    def value(entry: Entry[tuple[str, Indicator]]) -> Any:
        return getattr(entry.fact[1], attribute)

    return Column(name, kind, value)


INDICATORS = Table(
    "indicators",
    (
        _PLAN,
        _indicator("indicator_id", "text", "id"),
        Column("kind", "text", lambda e: e.fact[0]),
        *_NODE,
        _indicator("indicator", "text"),
        _indicator("text", "text"),
        _indicator("comparator", "text"),
        _indicator("value", "number"),
        _indicator("unit", "text"),
        _indicator("year", "integer"),
        _indicator("qualitative", "flag"),
        _indicator("part_of", "text"),
        *_PLACE,
    ),
    entries.indicators,
)


CITATIONS = Table(
    "citations",
    (
        _PLAN,
        _of("number", "text"),
        _of("doc_type", "text"),
        Column("issued_on", "date", lambda e: _date(e.fact.issued_on)),
        _of("issuer", "text"),
        _of("basis", "flag"),
        _of("mentions", "integer"),
        *_NODE,
        *_PLACE,
    ),
    entries.citations,
)


AGENCIES = Table(
    "agencies",
    (
        _PLAN,
        _of("agency", "text", "name"),
        _of("level", "text"),
        Column("mentions", "integer", lambda e: len(e.fact.mentions)),
        _of("successor", "text"),
        *_OFFSETS,
    ),
    entries.agencies,
)


def _diagnostics(view: View) -> Iterator[_Entry]:
    for diagnostic in view.plan.diagnostics:
        yield Entry(view, diagnostic, diagnostic.start or 0, diagnostic.end or 0)


DIAGNOSTICS = Table(
    "diagnostics",
    (
        _PLAN,
        _of("code", "text"),
        _of("severity", "text"),
        _of("message", "text"),
        _of("start_offset", "integer", "start"),
        _of("end_offset", "integer", "end"),
    ),
    _diagnostics,
)

#: in the order of the documentation
TABLES: tuple[Table, ...] = (
    PLANS,
    NODES,
    TASKS,
    ASSIGNMENTS,
    INDICATORS,
    CITATIONS,
    AGENCIES,
    DIAGNOSTICS,
)


def records(plans: Plan | Iterable[Plan], table: str = "tasks") -> list[dict[str, Any]]:
    """The rows of one table of the data set, a ``dict`` by column each: ``pandas.DataFrame(records(plan))``.

    ``table`` is ``plans``, ``nodes``, ``tasks``, ``assignments``, ``indicators``, ``citations``, ``agencies``
    or ``diagnostics``; docs/data-set.md describes the columns. Days are ``datetime.date``; the money of a
    task by source is a ``dict``. Raises ``ValueError`` for another table, ``TypeError`` for what is no plan.
    """
    by_name = {known.name: known for known in TABLES}
    if table not in by_name:
        raise ValueError(f"no table {table!r}; there are {', '.join(by_name)}")
    columns = by_name[table].columns
    return [
        {
            column.name: dict(value) if column.kind == "amounts" and value is not None else value
            for column, value in zip(columns, row, strict=True)
        }
        for plan in listed(plans)
        for row in by_name[table].rows(View(plan))
    ]
