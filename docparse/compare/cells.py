"""Cells of the matrix: facts of one plan in one row, and what an empty cell means."""

from __future__ import annotations

import re

from docparse.compare.figures import comparable, money
from docparse.compare.items import Item
from docparse.compare.labels import figure_label, shortened
from docparse.compare.ranges import upper_bounds
from docparse.compare.records import Figure, FigureKind, IndicatorCell, Place, State, TaskCell, TaskEntry
from docparse.compare.scopes import scope
from docparse.compare.sentences import clause_around
from docparse.model import Indicator, Located, Plan, Task
from docparse.text import fold

_SPACE = re.compile(r"\s+")
#: a clause is shown whole up to this many characters, of a longer one the parts around the figure
CLAUSE = 320
#: labels are cut at a word before this many characters
LABEL = 160


class Cells:
    """Makes the cells of one plan; ``uppers`` are the upper bounds of its ranges, by the id of the lower."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.uppers = upper_bounds(plan)
        self._paths = {node.id: node.path for node in plan.outline}

    def place(self, fact: Located, node: str | None, *, clause: str = "") -> Place:
        """Where ``fact`` stands; its passage is only a part of ``clause``."""
        passage = _SPACE.sub(" ", self._plan.passage(fact)).strip()
        path = self._paths.get(node or "", "")
        return Place(self._plan.id, fact.start, fact.end, fact.page, path, passage, clause)

    def empty(self, looked_for: bool, elsewhere: bool = False) -> State:
        """What it means that the plan says nothing here.

        ``looked_for``: other facts of the kind were found; ``elsewhere``: coverage knows of a passage.
        """
        if elsewhere:
            return "elsewhere"
        if self._plan.source.truncated:
            return "truncated"
        return "not_stated" if looked_for else "not_found"

    def indicators(self, items: list[Item], has_target: bool, elsewhere: bool = False) -> IndicatorCell:
        """The cell of the plan's indicators in a row; targets first, by year."""
        if not items:
            looked_for = bool(self._plan.targets if has_target else self._plan.baselines)
            return IndicatorCell(self.empty(looked_for, elsewhere))
        figures = [self._figure(item) for item in items]
        figures.sort(key=lambda f: (f.kind != "target", f.year or 0, f.place.start, f.id))
        return IndicatorCell("stated", tuple(figures))

    def _figure(self, item: Item) -> Figure:
        indicator = item.fact
        assert isinstance(indicator, Indicator)
        upper = self.uppers.get(indicator.id)
        whole = indicator.model_copy(update={"end": upper.end}) if upper else indicator
        value, unit = comparable(indicator)
        kind: FigureKind = "baseline" if item.kind == "baseline" else "target"
        return Figure(
            indicator.id,
            kind,
            value,
            unit,
            indicator.value,
            indicator.unit,
            indicator.comparator,
            indicator.year,
            self.label(item),
            self.place(whole, indicator.node, clause=clause_around(self._plan.text, whole, CLAUSE)),
            scope(self._plan.text, whole.start, whole.end),
            comparable(upper)[0] if upper else None,
            upper.id if upper else None,
        )

    def tasks(self, items: list[Item], elsewhere: bool = False) -> TaskCell:
        """The cell of the plan's tasks in a row, in order of the text."""
        if not items:
            return TaskCell(self.empty(bool(self._plan.tasks), elsewhere))
        entries = [self._entry(item.fact) for item in items if isinstance(item.fact, Task)]
        return TaskCell("stated", tuple(sorted(entries, key=lambda entry: entry.place.start)))

    def _entry(self, task: Task) -> TaskEntry:
        return TaskEntry(
            task.id,
            _SPACE.sub(" ", task.text).strip(),
            tuple(dict.fromkeys(task.agencies("lead") or task.agencies("implement"))),
            tuple(dict.fromkeys(task.agencies("coordinate"))),
            task.deadline.value if task.deadline else None,
            task.deadline.text if task.deadline else None,
            task.deadline.due if task.deadline else None,
            money(task.budget),
            self.place(task, task.node),
        )

    def label(self, item: Item) -> str:
        """What a row is called after ``item``."""
        fact = item.fact
        if isinstance(fact, Indicator):
            name = fact.text if fact.value is None else figure_label(self._plan, fact)
            told = not item.added or fold(item.added) in fold(name)
            return shortened(name if told else f"{item.added} {name}", LABEL)
        return shortened(getattr(fact, "text", None) or self._plan.passage(fact), LABEL)
