"""The cheapest consistent reading of a document's numbers as a tree.

Each numbered paragraph may continue a sequence that is open, open a level below, or be no heading at
all. A beam search over the whole document weighs these readings with the penalties of
:class:`Costs`, so that a repeated ``1.``, a lost ``b.`` or an ``i)`` is settled by what follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docparse.outline.markers import RANK, Marker, follows, is_first


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph that opens with a marker.

    ``short`` is true of a heading without text of its own, ``adjacent`` when nothing stands between
    it and the numbered paragraph before, ``weight`` tells how surely it is a unit (capitals, bold).
    ``reset`` marks the begin of a document inside the document: no sequence goes on across it.
    """

    readings: Sequence[Marker]
    short: bool
    adjacent: bool
    weight: float = 1.0
    reset: bool = False
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Costs:
    """Penalties; an exact successor and a new list below its heading are free."""

    repeat: float = 2.0
    skip: float = 1.2
    skip_step: float = 0.25
    backward: float = 4.0
    late_start: float = 2.5
    same_style_child: float = 0.5
    same_style_far: float = 6.0
    close_and_open: float = 0.6
    rank_inversion: float = 2.5
    same_rank: float = 0.4
    wrong_prefix: float = 1.5
    no_unit: float = 3.0
    distant: float = 0.05
    damaged: float = 0.6


COSTS = Costs()
BEAM = 24


# never changed either, but some hundred are made for each paragraph, and frozen ones take three times as long


@dataclass(slots=True)
class _Open:
    """A sequence that is open: its last marker and the paragraph that carries it."""

    marker: Marker
    index: int
    short: bool


# the paragraphs and readings on a stack; one number for both, because states are looked up by it
_Key = tuple[int, ...]
_READINGS = 64  # more than any marker has


@dataclass(slots=True)
class _State:
    """A reading so far; ``key`` identifies its stack, so that the cheapest way to it is kept."""

    cost: float
    stack: tuple[_Open, ...]
    key: _Key
    trail: _Step | None


@dataclass(slots=True)
class _Step:
    index: int
    marker: Marker | None
    parent: int | None
    before: _Step | None


@dataclass(frozen=True, slots=True)
class Placement:
    """How one numbered paragraph was read; ``marker`` is null where it is no unit."""

    marker: Marker | None
    parent: int | None


def arrange(items: Sequence[Numbered], costs: Costs = COSTS) -> list[Placement]:
    """The reading of each item: its marker and the index of its parent item."""
    beam = [_State(0.0, (), (), None)]
    for index, item in enumerate(items):
        grown: dict[_Key, _Growth] = {}
        for state in beam:
            for key, growth in _continue(state, index, item, costs):
                known = grown.get(key)
                if known is None or growth[0] < known[0]:
                    grown[key] = growth
        cheapest = sorted(grown.items(), key=lambda entry: entry[1][0])[:BEAM]
        beam = [_grow(key, growth, index, item) for key, growth in cheapest]
    return _unwind(beam[0].trail, len(items))


def _unwind(step: _Step | None, count: int) -> list[Placement]:
    placements = [Placement(None, None)] * count
    while step is not None:
        placements[step.index] = Placement(step.marker, step.parent)
        step = step.before
    return placements


# how a state may go on: the cost with it, the state, the marker read (null: no unit) and its depth;
# a plain tuple, because few of them are kept
_Growth = tuple[float, _State, Marker | None, int]


def _continue(state: _State, index: int, item: Numbered, costs: Costs) -> Iterator[tuple[_Key, _Growth]]:
    stack, key = ((), ()) if item.reset else (state.stack, state.key)
    yield key, (state.cost + costs.no_unit * item.weight, state, None, 0)
    for number, marker in enumerate(item.readings):
        doubt = costs.damaged if marker.damaged else 0.0
        own = index * _READINGS + number
        for depth, cost in _places(stack, marker, item, index, costs):
            yield (*key[:depth], own), (state.cost + cost + doubt, state, marker, depth)


def _grow(key: _Key, growth: _Growth, index: int, item: Numbered) -> _State:
    cost, state, marker, depth = growth
    stack = () if item.reset else state.stack
    if marker is None:
        return _State(cost, stack, key, _Step(index, None, None, state.trail))
    parent = stack[depth - 1].index if depth else None
    grown = (*stack[:depth], _Open(marker, index, item.short))
    return _State(cost, grown, key, _Step(index, marker, parent, state.trail))


def _places(
    stack: tuple[_Open, ...], marker: Marker, item: Numbered, index: int, costs: Costs
) -> list[tuple[int, float]]:
    """Depths at which ``marker`` can stand in ``stack``, each with its cost."""
    if marker.kind == "appendix":
        previous = next((o for o in stack if o.marker.kind == "appendix"), None)
        return [(0, _step_cost(previous.marker, marker, costs) if previous else 0.0)]
    places = []
    for depth, entry in enumerate(stack):
        if entry.marker.series == marker.series:
            closed = len(stack) - 1 - depth
            places.append((depth, _step_cost(entry.marker, marker, costs) + closed * costs.distant))
    return places + _openings(stack, marker, item, index, costs)


def _step_cost(previous: Marker, marker: Marker, costs: Costs) -> float:
    gap = follows(previous, marker)
    if gap == 0:
        return 0.0
    if gap == -1:
        return costs.repeat
    if gap < 0:
        return costs.backward if not is_first(marker) else costs.repeat + 1.0
    return costs.skip + costs.skip_step * gap


def _openings(
    stack: tuple[_Open, ...], marker: Marker, item: Numbered, index: int, costs: Costs
) -> list[tuple[int, float]]:
    """Cost of opening a new sequence below the first entries of the stack, the whole stack first."""
    first = is_first(marker)
    decimal = marker.kind == "decimal"
    rank = RANK[marker.kind]
    above: _Open | None = None  # the last entry that counts as the marker does
    places = []
    for depth in range(len(stack) + 1):
        parent = stack[depth - 1] if depth else None
        if parent is not None and parent.marker.series == marker.series:
            above = parent
        cost = (len(stack) - depth) * costs.close_and_open
        if above is not None:
            here = above is parent and above.short and item.adjacent and above.index == index - 1 and first
            cost += costs.same_style_child if here else costs.same_style_far
        if decimal:
            cost += _decimal_cost(parent, marker, costs)
        elif not first:
            cost += costs.late_start
        if parent is not None and above is None:
            difference = rank - RANK[parent.marker.kind]
            if difference < 0:
                cost += costs.rank_inversion
            elif difference == 0:
                cost += costs.same_rank
        places.append((depth, cost))
    return places[::-1]


def _decimal_cost(parent: _Open | None, marker: Marker, costs: Costs) -> float:
    late = 0.0 if is_first(marker) else costs.late_start / 2
    if parent is None:
        return costs.wrong_prefix / 2 + late
    if (
        parent.marker.kind in ("arabic", "decimal", "roman", "upper")
        and parent.marker.value == marker.value[:-1]
    ):
        return late
    return costs.wrong_prefix + late
