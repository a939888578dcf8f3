"""The cheapest consistent reading of a document's numbers as a tree.

Each numbered paragraph may continue a sequence that is open, open a level below, or be no heading at
all. A beam search over the whole document weighs these readings with the penalties of
:class:`Costs`, so that a repeated ``1.``, a lost ``b.`` or an ``i)`` is settled by what follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

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
    # `2.1` once more under the same `2.`, closed or not: more than a guess
    restarted: float = 1.5
    damaged: float = 0.6
    # more than two numbers skipped, less than a number repeated
    guessed: float = 1.75


COSTS = Costs()
# of some 130 documents, real and made, 8 to 48 states read every outline alike; 6 lost one
BEAM = 12


# never changed, but not frozen: many are made for each paragraph, and frozen ones take three times as long


@dataclass(slots=True)
class _Open:
    """A sequence that is open: its last marker and the paragraph that carries it.

    ``number`` tells apart all that stand on stacks, so that it also stands for the stack up to here.
    """

    number: int
    marker: Marker
    index: int
    short: bool


@dataclass(slots=True)
class _State:
    """A reading so far."""

    cost: float
    stack: tuple[_Open, ...]
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
    beam = [_State(0.0, (), None)]
    for index, item in enumerate(items):
        grown = _continue(beam, index, item, costs)
        cheapest = sorted(grown.values(), key=itemgetter(0))[:BEAM]
        # the numbers begin with 1: nothing below is 0
        beam = [_grow(growth, 1 + index * BEAM + place, item, index) for place, growth in enumerate(cheapest)]
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
# a new stack is known by what it stands on and the reading; one number for both
_READINGS = 64  # more than any marker has


def _continue(beam: Sequence[_State], index: int, item: Numbered, costs: Costs) -> dict[int, _Growth]:
    """The cheapest way to each stack that the states can grow to."""
    grown: dict[int, _Growth] = {}
    readings = [_Reading(marker, item, index, costs) for marker in item.readings]
    no_unit = costs.no_unit * item.weight
    for state in beam:
        stack, before = () if item.reset else state.stack, state.cost
        key, cost = (stack[-1].number if stack else 0) * _READINGS, before + no_unit
        if key not in grown or cost < grown[key][0]:
            grown[key] = (cost, state, None, 0)
        for number, reading in enumerate(readings, 1):
            reading.grow(grown, state, stack, number)
    return grown


def _grow(growth: _Growth, number: int, item: Numbered, index: int) -> _State:
    cost, state, marker, depth = growth
    stack = () if item.reset else state.stack
    if marker is None:
        return _State(cost, stack, _Step(index, None, None, state.trail))
    parent = stack[depth - 1].index if depth else None
    grown = (*stack[:depth], _Open(number, marker, index, item.short))
    return _State(cost, grown, _Step(index, marker, parent, state.trail))


class _Reading:
    """One reading of a marker: what it costs at every depth of a stack.

    Most stacks have most of their sequences in common: what depends on those up to a depth is kept.
    """

    def __init__(self, marker: Marker, item: Numbered, index: int, costs: Costs) -> None:
        self.marker = marker
        self.doubt = costs.guessed if marker.guessed else costs.damaged if marker.damaged else 0.0
        self._item, self._index, self._costs = item, index, costs
        self._first = is_first(marker)
        self._steps: dict[int, float] = {}
        self._openings: dict[int, tuple[_Open | None, float, float]] = {
            0: (None, self._late(None), 0.0),
        }

    def grow(self, grown: dict[int, _Growth], state: _State, stack: tuple[_Open, ...], number: int) -> None:
        """Add to ``grown`` the depths at which the marker can stand in ``stack``, if they are the cheapest.

        ``number`` is that of the reading.
        """
        marker, costs = self.marker, self._costs
        if marker.kind == "appendix":
            previous = next((o for o in stack if o.marker.kind == "appendix"), None)
            step = _step_cost(previous.marker, marker, costs) if previous else 0.0
            _keep(grown, number, (state.cost + step + self.doubt, state, marker, 0))
            return
        last, below = len(stack) - 1, 0
        for depth, entry in enumerate(stack):
            if entry.marker.series == marker.series:
                more = self._step(entry) + (last - depth) * costs.distant
                growth = state.cost + more + self.doubt, state, marker, depth
                _keep(grown, below * _READINGS + number, growth)
            below = entry.number
        self._begin(grown, state, stack, number)

    def _begin(self, grown: dict[int, _Growth], state: _State, stack: tuple[_Open, ...], number: int) -> None:
        """Add a new sequence below the first entries of ``stack``, the whole stack first."""
        marker, costs, known = self.marker, self._costs, self._openings
        before, doubt = state.cost, self.doubt
        if stack and stack[-1].number not in known:
            self._open(stack)
        size, closing = len(stack), 0.0
        again, restarted = costs.restarted if marker.kind == "decimal" else 0.0, 0.0
        for closed, entry in enumerate(reversed(stack)):
            _, first, second = known[entry.number]
            cost = before + (closing + first + second) + doubt
            key = entry.number * _READINGS + number
            cheapest = grown.get(key)
            if (
                cheapest is None or cost < cheapest[0]
            ):  # as _keep() does; here a call would cost as much again
                grown[key] = (cost, state, marker, size - closed)
            if again and entry.marker.series == marker.series:
                restarted = again
            closing = (closed + 1) * costs.close_and_open + restarted
        _keep(grown, number, (before + (closing + known[0][1]) + doubt, state, marker, 0))

    def _step(self, entry: _Open) -> float:
        step = self._steps.get(entry.number)
        if step is None:
            step = self._steps[entry.number] = _step_cost(entry.marker, self.marker, self._costs)
        return step

    def _open(self, stack: tuple[_Open, ...]) -> None:
        """Note what a new sequence costs below each entry of ``stack``, but for what it closes.

        Beside these two costs stands the last entry up to there that counts as the marker does.
        """
        above: _Open | None = None
        for parent in stack:
            if parent.number not in self._openings:
                if parent.marker.series == self.marker.series:
                    above = parent
                late = self._late(parent)
                costs = (self._same(above, parent), late) if above else (late, self._rank(parent))
                self._openings[parent.number] = (above, *costs)
            above = self._openings[parent.number][0]

    def _same(self, above: _Open, parent: _Open) -> float:
        """The cost of a sequence below another one that counts the same way."""
        here = above is parent and above.short and self._item.adjacent and above.index == self._index - 1
        return self._costs.same_style_child if here and self._first else self._costs.same_style_far

    def _late(self, parent: _Open | None) -> float:
        """The cost of a beginning that is none."""
        if self.marker.kind == "decimal":
            return _decimal_cost(parent, self.marker, self._costs)
        return 0.0 if self._first else self._costs.late_start

    def _rank(self, parent: _Open) -> float:
        difference = RANK[self.marker.kind] - RANK[parent.marker.kind]
        if difference < 0:
            return self._costs.rank_inversion
        return self._costs.same_rank if difference == 0 else 0.0


def _keep(grown: dict[int, _Growth], key: int, growth: _Growth) -> None:
    """Note a way to the stack ``key`` unless a cheaper one is known."""
    known = grown.get(key)
    if known is None or growth[0] < known[0]:
        grown[key] = growth


def _step_cost(previous: Marker, marker: Marker, costs: Costs) -> float:
    gap = follows(previous, marker)
    if gap == 0:
        return 0.0
    if gap == -1:
        return costs.repeat
    if gap < 0:
        return costs.backward if not is_first(marker) else costs.repeat + 1.0
    return costs.skip + costs.skip_step * gap


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
