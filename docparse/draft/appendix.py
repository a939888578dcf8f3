"""The table of tasks behind the plan: rows of the sources, money of the profile, totals computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from docparse.casing import headed
from docparse.draft.adapting import Adapter
from docparse.draft.doubts import OPEN_DEADLINE, STATUS_BASIS
from docparse.draft.figures import OPEN, PLACEHOLDER, printed
from docparse.draft.insertion import OPEN_AGENCY
from docparse.draft.manuscript import Appendix, Column, ComposedTask, Origin, Row, Status
from docparse.draft.matching import Entry, bag, similarity
from docparse.draft.money import DEFAULT_UNIT, common_unit, scale, units_of
from docparse.draft.periods import BASIS as PERIOD_BASIS
from docparse.draft.profile import BudgetRow, Profile
from docparse.draft.rewriting import Change
from docparse.draft.selection import Selection
from docparse.draft.skeleton import merged_in, origins_of
from docparse.model import Task
from docparse.text import fold, to_roman

_TOTAL = "TỔNG CỘNG"
_OTHER_GROUP = "Nhiệm vụ khác"
_TOTAL_MONEY = "Tổng kinh phí"
# columns that a table has only where a row has something for them
_HELPERS, _PRODUCT = "Cơ quan phối hợp", "Sản phẩm"
#: groups of two sources are one from this likeness of their titles on
_SAME_GROUP = 0.7
_MONEY_WIDTH = 2.2  # a placeholder fits in one line


@dataclass(slots=True)
class _Entry:
    """A row before its columns are known. ``money`` is null where the amount is left open."""

    group: str
    text: str
    deadline: str
    task: ComposedTask
    product: str
    money: dict[str, float | None]
    total: float | None
    origins: tuple[Origin, ...]
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    status: Status = "copied"
    merged: tuple[Origin, ...] = ()


class TaskTable:
    """Collects the rows and lays them out."""

    def __init__(self, profile: Profile, adapters: dict[str, Adapter]) -> None:
        self.profile = profile
        self.adapters = adapters
        self.unit = DEFAULT_UNIT
        self.rows: list[_Entry] = []

    def collect(self, selection: Selection, order: Sequence[str]) -> None:
        """The rows of the sources, in the order of the plans; a row of several sources comes once."""
        found = [(self.adapters[plan], units_of(self.adapters[plan].source)) for plan in order]
        self.unit = common_unit(
            [
                *(entry.unit or DEFAULT_UNIT for entry in self.profile.budget),
                *(unit for adapter, units in found if adapter.keeps_money for unit in units),
            ],
            [unit for _, units in found for unit in units],
        )
        for plan in order:
            adapter = self.adapters[plan]
            for task in adapter.source.row_tasks:
                entry = selection.entry(plan, task)
                if entry is None or entry.members[0].fact not in adapter.source.row_tasks:
                    continue
                if entry.members[0].plan == plan:
                    self.rows.append(self._row(adapter, task, entry))

    def appendix(self, title: str) -> Appendix | None:
        """The finished table; null without rows."""
        if not self.rows:
            return None
        columns = self._columns()
        sources = self._sources()
        rows: list[Row] = []
        for number, (group, entries) in enumerate(self._grouped(), start=1):
            if group:
                rows.append(self._group_row(to_roman(number), group, entries, columns, sources))
            rows += [self._data_row(i, e, columns, sources) for i, e in enumerate(entries, start=1)]
        if sources:
            rows.append(self._total_row(columns, sources))
        return Appendix(title, columns, rows, unit=self.unit if sources else None)

    # ---- reading ----------------------------------------------------------------------------

    def _row(self, adapter: Adapter, task: Task, entry: Entry) -> _Entry:
        plan = adapter.source.plan
        adapted = adapter.passage(task.text, task.start)
        node = plan.node(task.node)
        group = adapter.passage(node.title).text.rstrip(".") if node and node.parent else ""
        deadline = adapter.deadline_text(task.deadline) if task.deadline else ""
        money, total = self._money(task, adapter)
        product = adapter.passage(task.product) if task.product else None
        changes = [
            *adapted.changes,
            *(product.changes if product else ()),
            *_changed_facts(task, deadline, adapter),
        ]
        notes = list(adapted.notes)
        if task.budget and task.budget.total is not None and total is None:
            notes.append(
                f"Kinh phí trong nguồn: {printed(task.budget.total)} {task.budget.unit or ''}".strip()
            )
        return _Entry(
            self._same_group(group),
            adapted.text.rstrip("."),
            deadline,
            adapter.task(task),
            product.text if product else "",
            money,
            total,
            (
                adapter.origin(task.start, task.end, node.path if node else None),
                *origins_of(entry, self.adapters, plan.id),
            ),
            changes,
            notes,
            "changed" if changes else "copied",
            tuple(merged_in(entry, self.adapters, plan.id)),
        )

    def _same_group(self, group: str) -> str:
        """The group that is already there under nearly the same words."""
        known = dict.fromkeys(row.group for row in self.rows)
        return next((k for k in known if similarity(bag(k), bag(group)) > _SAME_GROUP), group)

    def _money(self, task: Task, adapter: Adapter) -> tuple[dict[str, float | None], float | None]:
        given = next((b for b in self.profile.budget if fold(b.match) in fold(task.text)), None)
        names = [adapter.passage(n).text for n in (task.budget.by_source if task.budget else ())]
        if given is not None:
            return _given(given, names, scale(given.unit or DEFAULT_UNIT, self.unit))
        if task.budget is None:
            return {}, None
        if adapter.keeps_money:
            factor = scale(task.budget.unit, self.unit)
            values = [value * factor for value in task.budget.by_source.values()]
            total = task.budget.total
            return dict(zip(names, values, strict=True)), None if total is None else total * factor
        return dict.fromkeys(names), None

    # ---- laying out -------------------------------------------------------------------------

    def _sources(self) -> list[str]:
        """Names of the columns of money: the total, then each source of funds."""
        names: dict[str, str] = {}
        for row in self.rows:
            for name in row.money:
                names.setdefault(fold(name), name)
        any_money = names or any(row.total is not None for row in self.rows)
        return [_TOTAL_MONEY, *(n[:1].upper() + n[1:] for n in names.values())] if any_money else []

    def _columns(self) -> list[Column]:
        columns = [
            Column("TT", width=1.0, centered=True),
            Column("Nhiệm vụ", width=7.0),
            Column("Cơ quan chủ trì", width=3.4),
        ]
        if any(row.task.coordinate or row.task.implement for row in self.rows):
            columns.append(Column(_HELPERS, width=3.4))
        columns.append(Column("Thời gian thực hiện", width=2.2, centered=True))
        if any(row.product for row in self.rows):
            columns.append(Column(_PRODUCT, width=3.0))
        head = f"Kinh phí dự kiến ({self.unit})"
        sources = self._sources()
        columns += [
            Column(name, head if len(sources) > 1 else "", _MONEY_WIDTH, centered=True) for name in sources
        ]
        if len(sources) == 1:
            columns[-1].title = head
        return columns

    def _grouped(self) -> list[tuple[str, list[_Entry]]]:
        groups: dict[str, list[_Entry]] = {}
        for row in self.rows:
            groups.setdefault(row.group, []).append(row)
        if len(groups) > 1 and "" in groups:  # rows without a group would be counted to the one above
            groups[_OTHER_GROUP] = groups.pop("")
        return list(groups.items())

    def _data_row(self, number: int, entry: _Entry, columns: Sequence[Column], sources: Sequence[str]) -> Row:
        cells = [str(number), entry.text, "; ".join(entry.task.lead) or OPEN_AGENCY]
        titles = [c.title for c in columns]
        if _HELPERS in titles:
            cells.append("; ".join((*entry.task.coordinate, *entry.task.implement)))
        cells.append(entry.deadline or OPEN_DEADLINE)
        if _PRODUCT in titles:
            cells.append(entry.product)
        cells = [*map(headed, cells), *map(_amount, self._amounts([entry], sources))]
        opened = any(PLACEHOLDER.search(c) for c in cells)
        status: Status = "placeholder" if opened else entry.status
        task = self._composed(entry)
        return Row(
            "data",
            cells,
            origins=entry.origins,
            status=status,
            changes=entry.changes,
            notes=entry.notes,
            task=task,
            merged=entry.merged,
        )

    def _composed(self, entry: _Entry) -> ComposedTask:
        task = entry.task
        return ComposedTask(task.lead, (*task.coordinate, *task.implement), (), task.deadline, entry.total)

    def _group_row(
        self,
        number: str,
        title: str,
        entries: Sequence[_Entry],
        columns: Sequence[Column],
        sources: Sequence[str],
    ) -> Row:
        blank = [""] * (len(columns) - 2 - len(sources))
        return Row("group", [number, title, *blank, *map(_amount, self._amounts(entries, sources))])

    def _total_row(self, columns: Sequence[Column], sources: Sequence[str]) -> Row:
        blank = [""] * (len(columns) - 2 - len(sources))
        return Row(
            "total", ["", _TOTAL, *blank, *map(_amount, self._amounts(self.rows, sources))], status="inferred"
        )

    def _amounts(self, entries: Sequence[_Entry], sources: Sequence[str]) -> list[float | None]:
        """Sums over ``entries`` for each column of money; null as soon as one amount is open."""
        if not sources:
            return []
        return [
            _sum([e.total for e in entries]),
            *(_sum([_of(e.money, name) for e in entries]) for name in sources[1:]),
        ]


def _changed_facts(task: Task, deadline: str, adapter: Adapter) -> list[Change]:
    """Changes in the cells that say by when and by whom."""
    changes = []
    if task.deadline is not None and deadline != task.deadline.text:
        told = deadline == OPEN_DEADLINE
        changes.append(
            Change("figure", task.deadline.text, deadline, STATUS_BASIS)
            if told
            else Change("period", task.deadline.text, deadline, PERIOD_BASIS)
        )
    return changes + adapter.renamings([a.agency for a in task.assignments])


def _given(
    row: BudgetRow, names: Sequence[str], factor: float
) -> tuple[dict[str, float | None], float | None]:
    """The amounts of the profile under the ``names`` of the source and its own, times ``factor``."""
    given = {name: amount * factor for name, amount in row.by_source.items()}
    by_source: dict[str, float | None] = {k: v for k, v in given.items() if fold(k) not in map(fold, names)}
    for name in names:
        by_source[name] = next(
            (v for k, v in given.items() if fold(k) == fold(name)), 0.0 if row.by_source else None
        )
    total = row.total * factor if row.total is not None else sum(given.values()) if given else None
    return by_source, total


def _of(money: dict[str, float | None], name: str) -> float | None:
    """The amount under ``name``; a source that a row does not name gives nothing to it."""
    if not money:
        return None
    return next((value for key, value in money.items() if fold(key) == fold(name)), 0.0)


def _sum(values: Sequence[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return round(sum(known), 6) if len(known) == len(values) else None


def _amount(value: float | None) -> str:
    return OPEN if value is None else printed(value)
