"""Old and new territory: which province of today a plan's place belongs to, and what may be added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from docparse.compare.records import Figure, PlanColumn, Sum, Territory
from docparse.gazetteer import find_province, provinces
from docparse.text import fold

#: since this day the provinces are those of Nghị quyết 202/2025/QH15
MERGED_ON = "2025-07-01"


@cache
def _successors() -> dict[str, str]:
    return {fold(province.name): province.successor for province in provinces()}


def territory_of(place: str | None) -> str | None:
    """``Quảng Bình`` -> ``Quảng Trị``; a place that is no province (an invented one) stands for itself."""
    if place is None:
        return None
    name = find_province(place) or place
    return _successors().get(fold(name), name)


def territories(columns: Sequence[PlanColumn]) -> tuple[Territory, ...]:
    """The territories that more than one plan is for, in order of the columns."""
    found = []
    for name in dict.fromkeys(c.territory for c in columns if c.territory):
        members = [c for c in columns if c.territory == name]
        if len(members) > 1:
            places = tuple(dict.fromkeys(c.place or name for c in members))
            found.append(Territory(name, places, tuple(c.plan for c in members)))
    return tuple(found)


def sums(
    figures: Iterable[tuple[PlanColumn, Figure, bool]], territories: Sequence[Territory]
) -> tuple[Sum, ...]:
    """Add what the old provinces of one territory count.

    ``figures`` are the figures of one row, each with its column and whether it may be added. Only
    figures of one kind, unit and year are added, one for each province, of two provinces or more; a
    plan issued since the merger speaks for the whole territory and is never a part of a sum.
    """
    listed = [(c, figure) for c, figure, adds in figures if adds and figure.value is not None and is_old(c)]
    found = []
    for territory in territories:
        groups: dict[tuple[str, str, int | None], dict[str, tuple[PlanColumn, Figure]]] = {}
        for column, figure in listed:
            if column.territory == territory.name and figure.unit and column.place:
                key = (figure.kind, figure.unit, figure.year)
                groups.setdefault(key, {}).setdefault(column.place, (column, figure))
        found += [_added(territory.name, list(group.values())) for group in groups.values() if len(group) > 1]
    return tuple(found)


def is_old(column: PlanColumn) -> bool:
    """Whether the plan is for a province as it was before the merger."""
    return (column.issued_on or str(column.period[0] or "")) < MERGED_ON


def of_other_extent(a: PlanColumn, b: PlanColumn) -> bool:
    """Whether one plan is for an old province and the other for the larger one that it became part of."""
    merged = list(_successors().values()).count(a.territory or "") > 1
    return a.territory == b.territory and merged and is_old(a) != is_old(b)


def _added(name: str, parts: Sequence[tuple[PlanColumn, Figure]]) -> Sum:
    first = parts[0][1]
    total = sum(figure.value or 0.0 for _, figure in parts)
    return Sum(name, first.kind, total, first.unit or "", first.year, tuple(c.plan for c, _ in parts))
