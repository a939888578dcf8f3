"""What one can ask of a task graph. Each question is a function from the graph to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from docparse.graph.finding import find_acts, find_agencies
from docparse.graph.periods import Period, in_words, period, quarter, repeats
from docparse.graph.rows import (
    LACKS,
    ActRow,
    ChainRow,
    DueRow,
    DutyRow,
    GapRow,
    Lack,
    LoadRow,
    Service,
    TargetRow,
    TaskRow,
)
from docparse.graph.schema import ROLE_EDGES, Attributes, edges_of, nodes_of, sources_of, targets_of
from docparse.model import ASSIGNMENT_ROLES, AssignmentRole
from docparse.text import alphabetical

if TYPE_CHECKING:
    import networkx as nx

# Where a plan does not say its period, a repetition is followed this many years from its issue
OPEN_PERIOD_YEARS = 5


def who_does_what(graph: nx.MultiDiGraph) -> list[TaskRow]:
    """Who leads what and by when, in the order of the plans."""
    return [_task_row(graph, node, data) for node, data in nodes_of(graph, "task")]


def agency_load(graph: nx.MultiDiGraph) -> list[LoadRow]:
    """The tasks of each agency by role, plan after plan, the busiest agency first."""
    rows: dict[str, list[LoadRow]] = {data["plan"]: [] for _, data in nodes_of(graph, "plan")}
    for agency, data in nodes_of(graph, "agency"):
        for plan in _plans_of(graph, agency):
            held = {
                role: {task for task in targets_of(graph, agency, edge) if graph.nodes[task]["plan"] == plan}
                for role, edge in ROLE_EDGES.items()
            }
            counts = {role: len(tasks) for role, tasks in held.items()}
            total = len(set().union(*held.values()))
            rows[plan].append(LoadRow(data["label"], data.get("place"), plan, total=total, **counts))
    return [row for loads in rows.values() for row in sorted(loads, key=_busiest_first)]


def _busiest_first(row: LoadRow) -> tuple[object, ...]:
    return -row.total, -row.lead, alphabetical(row.agency)


def _plans_of(graph: nx.MultiDiGraph, agency: str) -> list[str]:
    tasks = [task for edge in ROLE_EDGES.values() for task in targets_of(graph, agency, edge)]
    return list(dict.fromkeys(graph.nodes[task]["plan"] for task in tasks))


def gaps(graph: nx.MultiDiGraph, lacking: Iterable[Lack] = LACKS) -> list[GapRow]:
    """Tasks that lack any of ``lacking``; the row says all that they lack of it.

    What an appendix row of the same content (``same_as``) says is not lacking.
    """
    wanted = tuple(lacking)
    rows = []
    for node, data in nodes_of(graph, "task"):
        same = [node, *targets_of(graph, node, "same_as"), *sources_of(graph, node, "same_as")]
        missing = tuple(lack for lack in wanted if not any(_says(graph, task, lack) for task in same))
        if missing:
            rows.append(GapRow(data["plan"], node, data.get("path"), data["text"], missing))
    return rows


def _says(graph: nx.MultiDiGraph, task: str, what: Lack) -> bool:
    data = graph.nodes[task]
    if what == "lead":
        return bool(sources_of(graph, task, "leads"))
    return "deadline" in data if what == "deadline" else "budget" in data


def target_service(graph: nx.MultiDiGraph) -> list[TargetRow]:
    """Which tasks serve each target; an empty ``served_by`` is a target that no task serves."""
    rows = []
    for node, data in nodes_of(graph, "target"):
        serving = [
            Service(task, graph.nodes[task]["text"], edge["score"], edge["why"])
            for task, _, edge in graph.in_edges(node, data=True)
            if edge["kind"] == "contributes_to"
        ]
        serving.sort(key=lambda service: -service.score)
        path = _section_path(graph, node)
        rows.append(TargetRow(data["plan"], node, path, data["text"], data.get("year"), tuple(serving)))
    return rows


def _section_path(graph: nx.MultiDiGraph, node: str) -> str | None:
    sections = targets_of(graph, node, "part_of")
    return graph.nodes[sections[0]].get("path") if sections else None


def duties(graph: nx.MultiDiGraph, agency: str) -> list[DutyRow]:
    """What an agency must do across plans.

    ``agency`` is a name in any usual spelling (``Sở GDĐT``) or part of one; raises
    :class:`~docparse.graph.finding.NotInGraph` where no agency has it.
    """
    return [
        row
        for node in find_agencies(graph, agency)
        for row in sorted(_duties_of(graph, node), key=lambda row: row.plan)
    ]


def _duties_of(graph: nx.MultiDiGraph, agency: str) -> Iterator[DutyRow]:
    me = graph.nodes[agency]
    roles: dict[str, list[AssignmentRole]] = {}
    for role in ASSIGNMENT_ROLES:
        for task in targets_of(graph, agency, ROLE_EDGES[role]):
            roles.setdefault(task, []).append(role)
    for task, data in nodes_of(graph, "task"):
        if task in roles:
            yield DutyRow(
                me["label"],
                me.get("place"),
                data["plan"],
                task,
                data.get("path"),
                data["text"],
                tuple(roles[task]),
                deadline_words(data),
                data.get("due"),
            )


def act_chain(graph: nx.MultiDiGraph, act: str) -> list[ChainRow]:
    """From an act down to tasks: plans based on it, plans based on those plans, and their tasks.

    ``act`` is a number (``131/QĐ-TTg``), the name of a law, or a plan's id. A task that names the act
    itself is listed as ``direct``. Raises :class:`~docparse.graph.finding.NotInGraph` for an act that no
    plan cites.
    """
    return [row for node in find_acts(graph, act) for row in _chain_of(graph, node)]


def _chain_of(graph: nx.MultiDiGraph, act: str) -> Iterator[ChainRow]:
    naming = {
        node
        for node, _, data in graph.in_edges(act, data=True)
        if data["kind"] == "based_on" and not data["basis"]
    }
    reached = _plans_under(graph, act)
    for task, data in nodes_of(graph, "task"):
        through = reached.get(f"plan:{data['plan']}")
        direct = task in naming
        if direct or through:
            yield ChainRow(
                graph.nodes[act]["label"],
                through or (data["plan"],),
                data["plan"],
                task,
                data.get("path"),
                data["text"],
                _names(graph, task, "leads"),
                deadline_words(data),
                direct,
            )


def _plans_under(graph: nx.MultiDiGraph, act: str) -> dict[str, tuple[str, ...]]:
    """The plans that rest on ``act``, each with the shortest way to it, by plan id."""
    ways: dict[str, tuple[str, ...]] = {}
    front: list[tuple[str, tuple[str, ...]]] = [(act, ())]
    while front:
        node, way = front.pop(0)
        for plan, _, data in graph.in_edges(node, data=True):
            if data["kind"] == "based_on" and data["basis"] and plan not in ways and plan != act:
                ways[plan] = (*way, graph.nodes[plan]["plan"])
                front.append((plan, ways[plan]))
    return ways


def cited_acts(graph: nx.MultiDiGraph) -> list[ActRow]:
    """Every cited act and plan with the plans based on it, those that most plans rest on first."""
    rows = []
    for node in dict.fromkeys(b for _, b, _ in edges_of(graph, "based_on")):
        data = graph.nodes[node]
        citing = [(a, e) for a, _, e in graph.in_edges(node, data=True) if e["kind"] == "based_on"]
        plans = tuple(dict.fromkeys(e["plan"] for _, e in citing if e["basis"]))
        tasks = {a for a, _ in citing if graph.nodes[a]["kind"] == "task"}
        rows.append(ActRow(node, data["label"], data.get("issued_on"), data.get("issuer"), plans, len(tasks)))
    return sorted(rows, key=lambda row: (-len(row.plans), -row.tasks, alphabetical(row.label)))


def due_in(graph: nx.MultiDiGraph, when: str) -> list[DueRow]:
    """What is due in a quarter (``2025-Q3``), by day; repetitions are due once in it.

    A repetition counts within the years of its plan. Raises ``DocparseError`` on another ``when``.
    """
    window = quarter(when)
    rows = [
        _due_row(graph, task, day, repeated)
        for task, deadline, edge in edges_of(graph, "due")
        for day, repeated in _due_days(graph, task, deadline, edge["text"], window)
    ]
    return sorted(rows, key=lambda row: (row.date, row.repeated))


def _due_days(
    graph: nx.MultiDiGraph, task: str, deadline: str, text: str, window: Period
) -> list[tuple[date, bool]]:
    """The day in ``window`` on which a task falls due, and whether it is one of a repetition."""
    value = graph.nodes[deadline]["deadline"]
    span = period(value, graph.nodes[deadline].get("due"))
    if span:
        return [(span.end, False)] if window.holds(span.end) else []
    years = plan_years(graph, graph.nodes[task]["plan"])
    return [(day, True) for day in repeats(value, text, _overlap(window, years))[:1]]


def _due_row(graph: nx.MultiDiGraph, task: str, day: date, repeated: bool) -> DueRow:
    data = graph.nodes[task]
    return DueRow(
        day.isoformat(),
        repeated,
        data["plan"],
        task,
        data.get("path"),
        data["text"],
        _names(graph, task, "leads"),
        deadline_words(data) or "",
    )


def _overlap(window: Period, years: Period) -> Period:
    start = max(filter(None, (window.start, years.start)))
    return Period(start, min(window.end, years.end))


def plan_years(graph: nx.MultiDiGraph, plan: str) -> Period:
    """The days in which a plan applies: from its issue, if that is later than its first year, to its end."""
    data = graph.nodes[f"plan:{plan}"]
    issued = date.fromisoformat(data["issued_on"]) if "issued_on" in data else None
    first = date(data["period_start"], 1, 1) if "period_start" in data else issued
    last = date(data["period_end"], 12, 31) if "period_end" in data else None
    if first is None:
        first = date(last.year, 1, 1) if last else date(1, 1, 1)
    start = max(first, issued) if issued and (last is None or issued <= last) else first
    return Period(start, last or date(start.year + OPEN_PERIOD_YEARS, 12, 31))


def _task_row(graph: nx.MultiDiGraph, node: str, data: Attributes) -> TaskRow:
    return TaskRow(
        data["plan"],
        node,
        data.get("path"),
        data["text"],
        _names(graph, node, "leads"),
        _names(graph, node, "coordinates"),
        _names(graph, node, "implements"),
        deadline_words(data),
        data.get("due"),
    )


def _names(
    graph: nx.MultiDiGraph, task: str, edge: Literal["leads", "coordinates", "implements"]
) -> tuple[str, ...]:
    return tuple(graph.nodes[agency]["label"] for agency in sources_of(graph, task, edge))


def deadline_words(data: Attributes) -> str | None:
    """The deadline of a task node in words; null where it has none."""
    if "deadline" not in data:
        return None
    return in_words(data["deadline"], data.get("due"), data.get("deadline_text"))
