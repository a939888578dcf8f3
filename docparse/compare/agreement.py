"""Rows and coverage made to say the same: what a row calls lacking, coverage must not call taken up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docparse.compare.grouping import Row
from docparse.compare.items import Item
from docparse.compare.records import CoverageRow

#: the verdicts of coverage under which a plan does not lack a thing
_NOT_LACKING = ("covered", "weak")


def cleared(
    rows: Sequence[Row], items: Sequence[Item], scores: Mapping[tuple[int, int], float], central: int | None
) -> list[Row]:
    """``rows``, those of the central plan without the plans that agree with nothing it says in them.

    An item may come into a row by way of third plans; what agrees with nothing of the central plan
    (``scores`` holds the pairs that agree) says something else, and gets a row of its own.
    """
    found: list[Row] = []
    apart: list[Row] = []
    for row in rows:
        own = [index for index in row if items[index].plan == central]
        strange = [members for members in _others(row, items, central) if not _agree(own, members, scores)]
        if own and strange:
            gone = {index for members in strange for index in members}
            found.append(tuple(index for index in row if index not in gone))
            apart += [tuple(members) for members in strange]
        else:
            found.append(row)
    placed = {index for row in found for index in row}
    # an item that stands in another row as well has its place there
    left = [tuple(index for index in row if index not in placed) for row in apart]
    return found + [row for row in dict.fromkeys(left) if row]


def _others(row: Row, items: Sequence[Item], central: int | None) -> Iterable[list[int]]:
    members: dict[int, list[int]] = {}
    for index in row:
        if items[index].plan != central:
            members.setdefault(items[index].plan, []).append(index)
    return members.values()


def _agree(own: Sequence[int], members: Sequence[int], scores: Mapping[tuple[int, int], float]) -> bool:
    return any((min(a, b), max(a, b)) in scores for a in own for b in members)


def taken_up(
    rows: Sequence[Row], items: Sequence[Item], coverage: Sequence[CoverageRow], central: int
) -> list[Row]:
    """``rows``, each task of the central plan beside the tasks that coverage found to take it up clearly.

    What stood in a row of its own plan alone moves, what stands beside other plans stays there as well.
    """
    places = {(item.plan, item.id): index for index, item in enumerate(items)}
    others = sorted({item.plan for item in items} - {central})
    found = [set(row) for row in rows]
    homes: dict[int, set[int]] = {}
    for number, row in enumerate(found):
        for index in row:
            homes.setdefault(index, set()).add(number)
    for verdicts in coverage:
        asked = places.get((central, verdicts.id))
        if asked is None:  # a target
            continue
        row = found[min(homes[asked])]
        present = {items[member].plan for member in row}
        for plan in others:
            cell = verdicts.cells[plan - (plan > central)]
            witness = places.get((plan, cell.ids[0])) if cell.covered == "covered" else None
            if witness is not None and plan not in present:
                lonely = {n for n in homes[witness] if all(items[m].plan == plan for m in found[n])}
                for number in lonely:
                    found[number].discard(witness)
                row.add(witness)
                homes[witness] = (homes[witness] - lonely) | {min(homes[asked])}
    return [tuple(sorted(row)) for row in found if row]


def told_elsewhere(items: Iterable[Item], coverage: Mapping[str, CoverageRow], central: int) -> set[int]:
    """The plans that take up what the central plan says among ``items``, in whatever passage.

    ``coverage`` holds its rows by the ids of the central plan's facts.
    """
    found = set()
    for item in items:
        row = coverage.get(item.id) if item.plan == central else None
        for position, cell in enumerate(row.cells if row else ()):
            if cell.covered in _NOT_LACKING:
                found.add(position + (position >= central))
    return found
