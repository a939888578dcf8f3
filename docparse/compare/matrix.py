"""Plans side by side: indicator × place × plan and theme × place × plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from docparse.compare import differences
from docparse.compare.agreement import cleared, taken_up, told_elsewhere
from docparse.compare.cells import Cells
from docparse.compare.clusters import OTHER, themes_of_items, themes_of_rows
from docparse.compare.columns import column, labels, only_central, ordered
from docparse.compare.coverage import Answers, Coverage
from docparse.compare.features import Measures, word_weighing
from docparse.compare.figures import SHARE, addable, comparable
from docparse.compare.grouping import MOST_ROWS, Row, rows
from docparse.compare.items import Item, all_items
from docparse.compare.judge import judge
from docparse.compare.labels import shortened, told_apart
from docparse.compare.likeness import Likeness, likeness, measures_another, same_levels
from docparse.compare.neighbours import Match, matches
from docparse.compare.parts import by_wholes
from docparse.compare.records import (
    Comparison,
    CoverageRow,
    Figure,
    IndicatorRow,
    PlanColumn,
    TaskEntry,
    TaskRow,
    Territory,
    ThemeRow,
)
from docparse.compare.series import joined, parted
from docparse.compare.territory import sums, territories
from docparse.compare.themes import tree
from docparse.compare.weighing import Weighing
from docparse.compare.witnesses import deeds, is_promise_in_words, promises
from docparse.errors import InvalidPlan
from docparse.model import Indicator, Plan, listed

_READ_FIRST = "Hãy đọc tệp trước: central=docparse.read(TỆP)."
_DIGITS = 3
#: a passage that tells a row from its namesake is quoted up to here
_DETAIL = 80
#: what stands in one row is read as one thing: it must agree better than a pair that is merely printed,
#: a figure that is reported better still
_PROMISED = 0.55
#: two promises in words have no figure to tell them apart
_IN_WORDS = 0.7
_REPORTED = 0.6


def compare(plans: Plan | Iterable[Plan], central: Plan | None = None) -> Comparison:
    """Compare ``plans``; a plan given alone is compared with ``central``.

    ``central`` is the programme that the others carry out; it becomes the first column, whether or not
    it is among ``plans``. Without it the only plan of a central body, if there is one, takes its place.
    The same plans always give the same comparison, in whatever order they are given: that order only
    places the columns which no distance puts in order. Raises ``ValueError`` without any plan,
    ``TypeError`` for what is none among ``plans``, and
    :class:`~docparse.errors.InvalidPlan` for a ``central`` that is no plan (a path, a list).
    """
    if central is not None and not isinstance(central, Plan):
        raise InvalidPlan(str(central), "Kế hoạch trung ương phải là một kế hoạch đã đọc.", _READ_FIRST)
    everything = [plan for plan in listed(plans) if plan is not central]
    if central is not None:
        everything = [central, *(plan for plan in everything if plan.source.sha256 != central.source.sha256)]
    if not everything:
        raise ValueError("no plan to compare")
    # rows grow one item after another: they are the same only when the plans always come in one order
    order = sorted(range(len(everything)), key=lambda index: _identity(everything[index]))
    arranged = [everything[index] for index in order]
    position = only_central(arranged) if central is None else order.index(0)
    return _Matrix(arranged, position, order).comparison()


def _identity(plan: Plan) -> tuple[str, str, str, str]:
    """What puts plans in order: the oldest first, then by name."""
    return plan.metadata.issued_on or "", plan.id, plan.source.sha256, plan.source.name


@dataclass(frozen=True, slots=True)
class _Kind:
    """The items of one kind, prepared and put into rows."""

    measures: Measures
    rows: list[Row]
    scores: dict[tuple[int, int], float]

    def likeness(self, a: int, b: int) -> Likeness:
        """How alike the indicators at ``a`` and ``b`` are."""
        return likeness(self.measures, a, b, self.score(a, b))

    def score(self, a: int, b: int) -> float:
        """What the pair of items at ``a`` and ``b`` scored, 0 where it was not found to agree."""
        return self.scores.get((min(a, b), max(a, b)), 0.0)

    def answers(self, central: int) -> Answers:
        """What of the other plans agrees with each fact of the plan ``central``; no baselines."""
        found: Answers = {}
        for (a, b), score in self.scores.items():
            asked, answer = self.measures.items[a], self.measures.items[b]
            if answer.plan == central:
                asked, answer = answer, asked
            if asked.plan == central and asked.kind != "baseline" and answer.kind != "baseline":
                found.setdefault((asked.id, answer.plan), []).append((score, answer))
        return found


class _Matrix:
    """The comparison in the making; ``given`` tells where each plan stood among those that were given."""

    def __init__(self, plans: Sequence[Plan], central: int | None, given: Sequence[int]) -> None:
        self._plans, self._central, self._given = plans, central, given
        self._cells = [Cells(plan) for plan in plans]
        closing = {(i, upper.id) for i, made in enumerate(self._cells) for upper in made.uppers.values()}
        found = all_items(plans, ("task", "target", "baseline"))
        items = [item for item in found if item.kind == "task" or (item.plan, item.id) not in closing]
        weighing = word_weighing(items)
        self._tasks = self._kind([i for i in items if i.kind == "task"], weighing)
        self._indicators = self._kind([i for i in items if i.kind != "task"], weighing)
        self._coverage: list[CoverageRow] = []
        if central is not None:
            self._coverage = self._covered(items, weighing, central)
            answered = taken_up(self._tasks.rows, self._tasks.measures.items, self._coverage, central)
            self._tasks = replace(self._tasks, rows=answered)
        self._verdicts = {row.id: row for row in self._coverage}
        self._task_themes, self._indicator_themes = (
            themes_of_rows(kind.measures, kind.rows) for kind in (self._tasks, self._indicators)
        )
        self._columns = self._placed()

    def _kind(self, items: list[Item], weighing: Weighing) -> _Kind:
        measures = Measures(items, weighing)
        verdict = judge(items[0].kind if items else "task")
        # a task may say several things, a figure says one
        most = MOST_ROWS if items and items[0].kind == "task" else 1
        pairs = by_wholes(measures, [p for p in matches(measures, verdict) if _comparable(measures, p)])
        scores = {(pair.a, pair.b): pair.score for pair in pairs}
        found = cleared(_grown(items, pairs, scores, self._central, most), items, scores, self._central)
        return _Kind(measures, joined(found, items, self._plans), scores)

    def _covered(self, items: Sequence[Item], weighing: Weighing, central: int) -> list[CoverageRow]:
        """How the central plan is taken up.

        Tasks and promises in words are held against all that is ordered or promised, figures against
        what is promised.
        """
        themes: dict[str, str] = {}
        known: Answers = {}
        for kind in (self._tasks, self._indicators):
            made = kind.measures.items
            named = themes_of_items(kind.measures)
            themes |= {made[i].id: name for i, name in named.items() if made[i].plan == central}
            known |= kind.answers(central)
        orders = Coverage(deeds(items, self._plans), weighing, judge("task"), self._plans, central)
        found = orders.rows(lambda w: w.kind == "task" or is_promise_in_words(w.item), themes, known)
        promised = [item for item in items if item.plan == central and item.kind == "target"]
        if not all(map(is_promise_in_words, promised)):
            figures = Coverage(promises(items, self._plans), weighing, judge("target"), self._plans, central)
            found += figures.rows(lambda w: not is_promise_in_words(w.item), themes, known)
        return sorted(found, key=lambda row: (row.kind == "target", row.place.start))

    def _placed(self) -> list[tuple[int, PlanColumn]]:
        """The columns in their order, each with the position of its plan."""
        names = labels(self._plans)
        columns = [
            column(plan, names[i], i == self._central, *self._distance(i))
            for i, plan in enumerate(self._plans)
        ]
        return [(i, columns[i]) for i in ordered(columns, self._given)]

    def _distance(self, index: int) -> tuple[float | None, int | None, int | None]:
        """How far the plan is from the central one, how much of it it takes up, and what is to be checked."""
        if self._central is None or not self._coverage:
            return None, None, None
        if index == self._central:
            return 0.0, None, None
        plan = self._plans[index]
        at = index - (index > self._central)
        cells = [row.cells[at] for row in self._coverage if not row.own]
        if not cells:
            return None, None, None
        if not plan.tasks and not plan.targets:
            return None, None, None  # nothing was read that could cover anything
        verdicts = [cell.covered for cell in cells]
        distance = round(1 - sum(cell.score for cell in cells) / len(cells), _DIGITS)
        return distance, verdicts.count("covered"), verdicts.count("weak")

    def comparison(self) -> Comparison:
        columns = tuple(c for _, c in self._columns)
        lands = territories(columns)
        central = None if self._central is None else self._plans[self._central].id
        return Comparison(
            columns=columns,
            central=central,
            themes=self._theme_rows(),
            indicators=self._indicator_rows(columns, lands),
            tasks=self._task_rows(columns),
            coverage=self._coverage_rows(columns),
            territories=lands,
        )

    def _theme_rows(self) -> tuple[ThemeRow, ...]:
        counts: dict[str, tuple[list[int], list[int]]] = {}
        themed = ((self._tasks, self._task_themes), (self._indicators, self._indicator_themes))
        for which, (kind, themes) in enumerate(themed):
            for row, theme in zip(kind.rows, themes, strict=True):
                tally = counts.setdefault(theme, ([0] * len(self._plans), [0] * len(self._plans)))[which]
                for index in row:
                    if kind.measures.items[index].kind != "baseline":
                        tally[kind.measures.items[index].plan] += 1
        order = [i for i, _ in self._columns]
        found = [
            ThemeRow(theme, tuple(tasks[i] for i in order), tuple(targets[i] for i in order))
            for theme, (tasks, targets) in counts.items()
            if any(tasks) or any(targets)
        ]
        return tuple(sorted(found, key=lambda row: _theme_rank(row.theme)))

    def _indicator_rows(
        self, columns: Sequence[PlanColumn], lands: Sequence[Territory]
    ) -> tuple[IndicatorRow, ...]:
        pairs = zip(self._indicators.rows, self._indicator_themes, strict=True)
        made = [self._indicator_row(row, theme, columns, lands) for row, theme in pairs]
        made.sort(key=lambda row: (not row.has_target, _theme_rank(row.theme)))
        names = told_apart([row.label for row in made], [_details_of_indicator(row) for row in made])
        return tuple(
            replace(row, id=f"c{number}", label=name)
            for number, (row, name) in enumerate(zip(made, names, strict=True), start=1)
        )

    def _indicator_row(
        self, row: Row, theme: str, columns: Sequence[PlanColumn], lands: Sequence[Territory]
    ) -> IndicatorRow:
        items = [self._indicators.measures.items[index] for index in row]
        has_target = any(item.kind == "target" for item in items)
        elsewhere = self._elsewhere(items)
        cells = tuple(
            self._cells[i].indicators([item for item in items if item.plan == i], has_target, i in elsewhere)
            for i, _ in self._columns
        )
        places = {(item.plan, item.id): index for item, index in zip(items, row, strict=True)}
        placed = [
            (c, figure, places[i, figure.id])
            for (i, c), cell in zip(self._columns, cells, strict=True)
            for figure in cell.figures
        ]
        where = {figure: index for _, figure, index in placed}
        figures = [(c, figure, self._may_add(figure, index)) for c, figure, index in placed]
        central = 0 if columns[0].central else None
        return IndicatorRow(
            "",
            theme,
            self._label(items),
            next((figure.unit for _, figure, _ in figures if figure.unit), None),
            cells,
            differences.of_indicators(
                cells,
                columns,
                central,
                lambda a, b: self._indicators.likeness(where[a], where[b]),
                self._is_own(items),
            ),
            sums(figures, lands),
        )

    def _may_add(self, figure: Figure, index: int) -> bool:
        """Whether the figure may be added to that of another place: not what each part of one has."""
        fact = self._indicators.measures.items[index].fact
        return isinstance(fact, Indicator) and addable(fact) and figure.scope is None

    def _task_rows(self, columns: Sequence[PlanColumn]) -> tuple[TaskRow, ...]:
        pairs = zip(self._tasks.rows, self._task_themes, strict=True)
        made = [self._task_row(row, theme, columns) for row, theme in pairs]
        made.sort(key=lambda row: _theme_rank(row.theme))
        names = told_apart([row.label for row in made], [_details_of_task(row) for row in made])
        return tuple(
            replace(row, id=f"n{number}", label=name)
            for number, (row, name) in enumerate(zip(made, names, strict=True), start=1)
        )

    def _task_row(self, row: Row, theme: str, columns: Sequence[PlanColumn]) -> TaskRow:
        items = [self._tasks.measures.items[index] for index in row]
        elsewhere = self._elsewhere(items)
        cells = tuple(
            self._cells[i].tasks([item for item in items if item.plan == i], i in elsewhere)
            for i, _ in self._columns
        )
        central = 0 if columns[0].central else None
        places = {(item.plan, item.id): index for item, index in zip(items, row, strict=True)}
        where = {
            entry: places[i, entry.id]
            for (i, _), cell in zip(self._columns, cells, strict=True)
            for entry in cell.entries
        }

        def agree(a: TaskEntry, b: TaskEntry) -> float:
            return self._tasks.score(where[a], where[b])

        found = differences.of_tasks(cells, columns, central, agree, self._is_own(items))
        return TaskRow("", theme, self._label(items), cells, found)

    def _elsewhere(self, items: Sequence[Item]) -> set[int]:
        return set() if self._central is None else told_elsewhere(items, self._verdicts, self._central)

    def _is_own(self, items: Sequence[Item]) -> bool:
        """Whether what the central plan says here is all its own work, which nobody lacks."""
        central = [item for item in items if item.plan == self._central and item.id in self._verdicts]
        return bool(central) and all(self._verdicts[item.id].own for item in central)

    def _label(self, items: Sequence[Item]) -> str:
        """The name of a row: what the central plan calls it, else the plainest of its items."""
        first = min(
            items,
            key=lambda i: (
                i.plan != self._central,
                i.kind == "baseline",
                len(i.wording.clauses),
                i.plan,
                i.fact.start,
            ),
        )
        return self._cells[first.plan].label(first)

    def _coverage_rows(self, columns: Sequence[PlanColumn]) -> tuple[CoverageRow, ...]:
        order = [c.plan for c in columns if not c.central]
        found = []
        for row in self._coverage:
            # ids may repeat (one plan in two formats): each column takes the next cell of its id
            waiting = list(row.cells)
            cells = []
            for plan in order:
                cell = next(c for c in waiting if c.plan == plan)
                waiting.remove(cell)
                cells.append(cell)
            found.append(replace(row, cells=tuple(cells)))
        return tuple(found)


def _grown(
    items: Sequence[Item],
    pairs: Sequence[Match],
    scores: Mapping[tuple[int, int], float],
    central: int | None,
    most: int,
) -> list[Row]:
    """The rows of ``items``; figures that another one of their plan drives out of a row form rows again."""
    found: list[Row] = []
    left = list(range(len(items)))
    while left:
        at = {index: position for position, index in enumerate(left)}
        among = [Match(at[p.a], at[p.b], p.score) for p in pairs if p.a in at and p.b in at]
        grouped = rows([items[index] for index in left], among, central, most)
        kept, left = parted([tuple(left[position] for position in row) for row in grouped], items, scores)
        found += kept
    return found


def _comparable(measures: Measures, match: Match) -> bool:
    """Whether a pair may share a row: what a plan reports stands only beside the same in the same unit."""
    items = measures.items[match.a], measures.items[match.b]
    facts = [item.fact for item in items if isinstance(item.fact, Indicator)]
    if items[0].kind == "task":
        return True
    if measures_another(measures, match.a, match.b):
        return False
    qualitative = any(fact.value is None for fact in facts)
    if all(item.kind != "baseline" for item in items):
        return match.score >= (_IN_WORDS if all(fact.value is None for fact in facts) else _PROMISED)
    (_, unit), (_, other) = map(comparable, facts)
    same = match.score >= _REPORTED and measures.as_specific(match.a, match.b)
    same = same and likeness(measures, match.a, match.b, match.score).same_head
    # of a share the whole and a part may stand side by side, of a count never
    part = unit != SHARE and not same_levels(measures, match.a, match.b)
    return same and (qualitative or (unit == other and not part))


def _details_of_indicator(row: IndicatorRow) -> tuple[str, ...]:
    """What may tell the row from another of the same name, the plainest first."""
    first = next(figure for cell in row.cells for figure in cell.figures)
    average = "bình quân" if first.comparator == "approx" else ""
    return (
        "" if row.has_target else "hiện trạng",
        first.scope or "",
        average,
        row.unit or "",
        f"đến {first.year}" if first.year else "",
        f"“{shortened(first.place.passage, _DETAIL)}”",
    )


def _details_of_task(row: TaskRow) -> tuple[str, ...]:
    first = next(entry for cell in row.cells for entry in cell.entries)
    return "; ".join(first.leads), f"mục {first.place.path}" if first.place.path else ""


@cache
def _theme_order() -> dict[str, int]:
    return {theme.name: place for place, theme in enumerate(tree().values()) if theme.parent is None}


def _theme_rank(theme: str) -> tuple[int, str]:
    """Themes in the order of the tree, then clusters by name, then what is in none."""
    if theme in _theme_order():
        return _theme_order()[theme], ""
    return len(tree()) + (theme == OTHER), theme
