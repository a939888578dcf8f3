"""What a table is made of: columns that know their heads and how to fill a cell from a fact.

A :class:`Sheet` turns plans into rows; the writers (CSV, XLSX) know nothing of plans, the sheets
(:mod:`docparse.export.sheets`) nothing of file formats.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Generic, TypeVar

from docparse.model import AssignmentRole, Located, Mention, Node, Plan

Value = str | int | float | None
Row = list[Value]
Fact = TypeVar("Fact")

# the foot of the letter belongs to no section, though it follows the last one
_FOOT = re.compile(r"^\W{0,3}Nơi nhận\b", re.IGNORECASE | re.MULTILINE)


class View:
    """A plan with the indexes that its rows need."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._by_id = {node.id: node for node in plan.outline}
        borders: list[tuple[int, Node | None]] = [(node.start, node) for node in plan.outline]
        borders += [(foot.start(), None) for foot in _FOOT.finditer(plan.text)]
        borders.sort(key=lambda border: border[0])
        self._borders = [start for start, _ in borders]
        self._sections = [node for _, node in borders]
        known = chain(plan.outline, plan.tasks, plan.targets, plan.baselines, plan.tables)
        self._pages = sorted((fact.start, fact.page) for fact in known if fact.page is not None)
        self._roles = Counter(
            held for task in plan.tasks for held in {(given.agency, given.role) for given in task.assignments}
        )

    def entry(self, fact: Fact, where: Located | Mention, node: str | None = None) -> Entry[Fact]:
        """Place ``fact``: its passage is ``where``, its section ``node`` or the one around the passage."""
        page = where.page if isinstance(where, Located) else None
        if page is None:
            page = self._page_at(where.start)
        section = self._by_id.get(node) if node else self._section_at(where.start)
        return Entry(self, fact, where.start, where.end, page, section)

    def tasks_of(self, agency: str, role: AssignmentRole) -> int:
        """Count the tasks in which ``agency`` holds ``role``."""
        return self._roles[agency, role]

    def _section_at(self, offset: int) -> Node | None:
        """Find the section that begins last before ``offset``; null in the head and foot of the letter."""
        index = bisect_right(self._borders, offset)
        return self._sections[index - 1] if index else None

    def _page_at(self, offset: int) -> int | None:
        """Tell the page where what stands before and behind leaves no doubt of it, else null."""
        index = bisect_right(self._pages, (offset, len(self.plan.text)))
        if not 0 < index < len(self._pages):
            return None
        before, behind = self._pages[index - 1][1], self._pages[index][1]
        return before if before == behind else None


@dataclass(frozen=True, slots=True)
class Entry(Generic[Fact]):
    """One fact on its way into a row: where it stands (offsets into the plan's text) and in which section."""

    view: View
    fact: Fact
    start: int
    end: int
    page: int | None = None
    node: Node | None = None

    @property
    def passage(self) -> str:
        """The text that the fact was read from."""
        return self.view.plan.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Column(Generic[Fact]):
    """One column: ``key`` is its head for programs (CSV), ``title`` for people (XLSX).

    ``width`` counts characters; ``labels`` (or ``say``, where they are too many to list) says in Vietnamese
    what the coded values mean; ``date`` tells that the values are days (ISO 8601).
    """

    key: str
    title: str
    value: Callable[[Entry[Fact]], Value]
    width: int = 12
    labels: Mapping[str, str] = field(default_factory=dict)
    say: Callable[[str], str] | None = None
    date: bool = False

    def shown(self, value: Value) -> Value:
        """Say ``value`` as people are to read it."""
        if not isinstance(value, str):
            return value
        return self.say(value) if self.say else self.labels.get(value, value)


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Fact]):
    """One table over all plans: ``name`` is the CSV file's, ``title`` the worksheet's."""

    name: str
    title: str
    columns: tuple[Column[Fact], ...]
    entries: Callable[[View], Iterator[Entry[Fact]]]

    def rows(self, view: View) -> Iterator[Row]:
        """Fill the rows of one plan, a value for each column."""
        for entry in self.entries(view):
            yield [column.value(entry) for column in self.columns]
