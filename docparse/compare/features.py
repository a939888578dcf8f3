"""What speaks for and against two items being the same, as numbers between 0 and 1.

The items of one kind are prepared once (:class:`Measures`); then one item is measured against many at a
time, which is what makes dozens of long plans comparable in seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np

from docparse.compare.bodies import kind_of_body
from docparse.compare.facets import action_group, facets, names_facet
from docparse.compare.items import Item
from docparse.compare.lookup import Phrase
from docparse.compare.sparse import Floats, Ints, Rows
from docparse.compare.terms import Wording, wording
from docparse.compare.themes import themes_in, tree
from docparse.compare.weighing import Weighing, characters, terms
from docparse.model import Indicator

#: the clause that comes first says what a task is about; the others count less
_LATER_CLAUSE = 0.7
#: the best pair of clauses is sought among this many of each item
_CLAUSES = 12
#: bodies of the same kind in two places (two universities) are half the same body
_SAME_KIND_OF_BODY = 0.5
#: a feature that cannot be told (no verb, no figure) is neither for nor against
_UNKNOWN = 0.5
#: stands before the first words of an indicator that names no listed subject
_UNLISTED = "? "
#: a share of all pupils against one of primary pupils
_PART_OF_WHOLE = 0.3


def _flat(wording: Wording, longest: int = 3) -> Iterable[str]:
    return chain.from_iterable(terms(clause.words, longest) for clause in wording.clauses)


def _theme_amounts(wording: Wording) -> dict[str, float]:
    amounts: dict[str, float] = {}
    for position, clause in enumerate(wording.clauses):
        for theme in themes_in(clause.spoken):
            amounts.setdefault(theme, _LATER_CLAUSE if position else 1.0)
    return amounts


def _shares(items: Sequence[Item], weighing: Weighing) -> Rows:
    """The words of each item itself by what share of its whole weight they are."""
    rows = []
    for item in items:
        weights = {term: weighing.weight(term) for term in terms(item.own.words, 2)}
        total = sum(weights.values())
        rows.append({weighing.columns[t]: w / total for t, w in weights.items() if t in weighing.columns})
    return Rows(rows, len(weighing.columns))


def _item_themes(item: Item) -> dict[str, float]:
    """What the item is about; an indicator shares its sentence with others, so its own words come first."""
    own = _theme_amounts(item.own) if isinstance(item.fact, Indicator) else {}
    return own or _theme_amounts(item.wording)


def word_weighing(items: Iterable[Item]) -> Weighing:
    """What the words of a comparison weigh: every task and indicator is one text, headings are none."""
    return Weighing(_flat(item.wording) for item in items if item.kind != "section")


def _telling(amounts: Sequence[dict[str, float]]) -> Rows:
    """Rows of amounts by how rare each name is: 1 for one that no other item has."""
    weighing = Weighing(amounts)
    top = weighing.weight("")
    columns = weighing.columns
    rows = [
        {
            columns[name]: amount * weighing.weight(name) / top
            for name, amount in row.items()
            if name in columns
        }
        for row in amounts
    ]
    return Rows(rows, len(columns))


class _Facets(NamedTuple):
    """Who or what an indicator counts, on which levels, in what respect, and what it names first."""

    subjects: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    head: frozenset[str] = frozenset()


class Measures:
    """The items of one kind, prepared for measuring; ``weighing`` is that of all kinds together.

    Each measure takes the position of one item and those of ``n`` others, and gives ``n`` numbers, 0 to 1
    but for :meth:`length`.
    """

    def __init__(self, items: Sequence[Item], weighing: Weighing) -> None:
        self.items = items
        self.words_weighing = weighing
        self.words = weighing.rows(_flat(item.wording) for item in items)
        spans = [item.wording.clauses[:_CLAUSES] for item in items]
        self._clause_starts = np.concatenate(([0], np.cumsum([len(span) for span in spans])))
        self._clauses = weighing.rows(terms(clause.words) for span in spans for clause in span)
        alone = all(item.own is item.wording for item in items)  # as tasks are
        self._own = self.words if alone else weighing.rows(_flat(item.own) for item in items)
        self._headings = weighing.rows(terms(item.context) for item in items)
        letters = Weighing(characters(item.own.words) for item in items)
        self._characters = letters.rows(characters(item.own.words) for item in items)
        amounts = [_item_themes(item) for item in items]
        self.themes_weighing = Weighing(amounts)
        weighed = [self.themes_weighing.scaled(amount) for amount in amounts]
        self.themes = Rows(weighed, len(self.themes_weighing.columns))
        objects = [{theme: v for theme, v in row.items() if not tree()[theme].act} for row in amounts]
        objects_weighing = Weighing(objects)
        scaled = [objects_weighing.scaled(row) for row in objects]
        self._objects = Rows(scaled, len(objects_weighing.columns))
        self._has_object = np.array([bool(row) for row in objects])
        self._groups = [_first_group(item.own) for item in items]
        self._deeds = _telling([_deeds(item) for item in items])
        self._lengths = np.array([max(1, len(item.wording.words)) for item in items], float)

    @cached_property
    def _shares(self) -> Rows:
        return _shares(self.items, self.words_weighing)

    @cached_property
    def _facets(self) -> list[_Facets]:
        return [_item_facets(item) for item in self.items]

    @cached_property
    def _lacks(self) -> list[bool]:
        return [bool(facets(item.own.spoken, "lack")) for item in self.items]

    def against(self, index: int, others: Ints, names: Sequence[str]) -> Floats:
        """The features ``names`` of item ``index`` with each of ``others``; one row for each of them."""
        table = np.empty((len(others), len(names)))
        for column, name in enumerate(names):
            table[:, column] = _FEATURES[name](self, index, others)
        return table

    def words_alike(self, index: int, others: Ints) -> Floats:
        """Cosine of all words."""
        return self.words.dots(index, others)

    def own_alike(self, index: int, others: Ints) -> Floats:
        """Cosine of the words of the item itself (title, label)."""
        return self._own.dots(index, others)

    def shared_words(self, index: int, others: Ints) -> Floats:
        """How much of the shorter of the two labels stands in the other."""
        return self._shares.contained(index, others)

    def headings_alike(self, index: int, others: Ints) -> Floats:
        """Cosine of the headings above."""
        return self._headings.dots(index, others)

    def characters_alike(self, index: int, others: Ints) -> Floats:
        """Cosine of character runs."""
        return self._characters.dots(index, others)

    def themes_alike(self, index: int, others: Ints) -> Floats:
        """Cosine of the themes."""
        return self.themes.dots(index, others)

    def objects_alike(self, index: int, others: Ints) -> Floats:
        """Cosine of the themes that are objects; between when one or neither names any."""
        known = self._has_object[others]
        alike = self._objects.dots(index, others)
        if not self._has_object[index]:
            alike = np.full(len(others), _UNKNOWN / 2)
            alike[~known] = _UNKNOWN
        else:
            alike[~known] = _UNKNOWN / 2
        return alike

    def other_object(self, index: int, others: Ints) -> Floats:
        """1 when both name objects, and none in common."""
        if not self._has_object[index]:
            return np.zeros(len(others))
        apart: Floats = np.where(self._objects.dots(index, others) == 0.0, 1.0, 0.0)
        apart[~self._has_object[others]] = 0.0
        return apart

    def best_clause(self, index: int, others: Ints) -> Floats:
        """Cosine of the two clauses that are most alike."""
        own = range(self._clause_starts[index], self._clause_starts[index + 1])
        starts = self._clause_starts
        counts = starts[others + 1] - starts[others]
        owner = np.repeat(np.arange(len(others)), counts)
        first = np.repeat(starts[others] - (np.cumsum(counts) - counts), counts)
        clauses = np.arange(len(owner)) + first
        best = np.zeros(len(others))
        for clause in own:
            np.maximum.at(best, owner, self._clauses.dots(clause, clauses))
        return best

    def same_action(self, index: int, others: Ints) -> Floats:
        """1 when both ask first for the same kind of thing, 0 when for another, between when not told."""
        mine = self._groups[index]
        return np.array([_same(mine, self._groups[other]) for other in others])

    def same_verb(self, index: int, others: Ints) -> Floats:
        """How far the first verbs agree."""
        return np.array([_verbs(self.items[index].own.actions, self.items[o].own.actions) for o in others])

    def same_lead(self, index: int, others: Ints) -> Floats:
        """1 when one agency leads both, half when two bodies of one kind do."""
        mine = self.items[index].leads
        return np.array([_leads(mine, self.items[other].leads) for other in others])

    def same_role(self, index: int, others: Ints) -> Floats:
        """1 when both stand in the same kind of section."""
        mine = self.items[index].role
        return np.array([float(self.items[other].role == mine) for other in others])

    def other_tense(self, index: int, others: Ints) -> Floats:
        """1 when one tells what is so and the other what shall be."""
        mine = self.items[index].role == "situation"
        return np.array([float((self.items[other].role == "situation") != mine) for other in others])

    def length(self, index: int, others: Ints) -> Floats:
        """How unlike in length: the logarithm of the ratio."""
        ratio: Floats = np.abs(np.log(self._lengths[others] / self._lengths[index]))
        return ratio

    def figures(self, index: int, others: Ints) -> Floats:
        """Share of the figures that both name."""
        mine = self.items[index].wording.numbers
        return np.array([_share(mine, self.items[other].wording.numbers) for other in others])

    def same_heading(self, index: int, others: Ints) -> Floats:
        """1 for headings that announce the same or address the same body, 0 for different ones."""
        mine = self.items[index].heading
        return np.array([_same(mine, self.items[other].heading) for other in others])

    def same_under(self, index: int, others: Ints) -> Floats:
        """1 for items under headings that announce the same."""
        mine = self.items[index].under
        return np.array([_same(mine, self.items[other].under) for other in others])

    def rarest_deed(self, index: int, others: Ints) -> Floats:
        """How telling the rarest theme is about which both ask the same: 1 for one of these two only."""
        return self._deeds.common(index, others)

    def same_unit(self, index: int, others: Ints) -> Floats:
        """1 for indicators that count in the same unit."""
        mine = _unit(self.items[index])
        return np.array([float(_unit(self.items[other]) == mine) for other in others])

    def other_subject(self, index: int, others: Ints) -> Floats:
        """1 when the indicators count other people or things."""
        mine = self._facets[index].subjects
        return np.array([_conflict(mine, self._facets[other].subjects) for other in others])

    def as_specific(self, index: int, other: int) -> bool:
        """Whether both name a theme or neither does, and both who has something or who lacks it.

        "26 schools" tells less than "16 schools with a laboratory".
        """
        themed = [bool(len(self.themes.row(i)[0])) for i in (index, other)]
        return themed[0] == themed[1] and self.as_lacking(index, other)

    def as_lacking(self, index: int, other: int) -> bool:
        """Whether both tell who has something, or both who lacks it."""
        return self._lacks[index] == self._lacks[other]

    def head(self, index: int) -> frozenset[str]:
        """What the indicator names first, and so counts."""
        return self._facets[index].head

    def other_head(self, index: int, others: Ints) -> Floats:
        """1 when what the indicators name first, and so count, is not the same."""
        mine = self._facets[index].head
        return np.array([_other_head(mine, self._facets[other].head) for other in others])

    def levels(self, index: int) -> frozenset[str]:
        """The levels that the indicator stands for."""
        return self._facets[index].levels

    def other_level(self, index: int, others: Ints) -> Floats:
        """1 when the indicators stand for other levels (primary, secondary; department, office)."""
        mine = self._facets[index].levels
        return np.array([_conflict(mine, self._facets[other].levels) for other in others])

    def other_measure(self, index: int, others: Ints) -> Floats:
        """1 when other things are measured of them (satisfaction, delay, speed)."""
        mine = self._facets[index].measures
        return np.array([_conflict(mine, self._facets[other].measures) for other in others])


_FEATURES: dict[str, Callable[[Measures, int, Ints], Floats]] = {
    "words": Measures.words_alike,
    "own": Measures.own_alike,
    "shared": Measures.shared_words,
    "clause": Measures.best_clause,
    "characters": Measures.characters_alike,
    "headings": Measures.headings_alike,
    "themes": Measures.themes_alike,
    "objects": Measures.objects_alike,
    "other_object": Measures.other_object,
    "action": Measures.same_action,
    "verb": Measures.same_verb,
    "lead": Measures.same_lead,
    "role": Measures.same_role,
    "tense": Measures.other_tense,
    "length": Measures.length,
    "figures": Measures.figures,
    "heading": Measures.same_heading,
    "under": Measures.same_under,
    "deed": Measures.rarest_deed,
    "unit": Measures.same_unit,
    "subject": Measures.other_subject,
    "head": Measures.other_head,
    "level": Measures.other_level,
    "measure": Measures.other_measure,
}


def _deeds(item: Item) -> dict[str, float]:
    """Themes with what is asked about them; a clause without a verb goes on with the one before."""
    amounts: dict[str, float] = {}
    group = ""
    for position, clause in enumerate(item.wording.clauses):
        group = action_group(clause.actions) or group
        for theme in themes_in(clause.spoken):
            amounts.setdefault(f"{theme} {group}", _LATER_CLAUSE if position else 1.0)
    return amounts


def _first_group(wording: Wording) -> str:
    return next((group for clause in wording.clauses if (group := action_group(clause.actions))), "")


def _same(a: str, b: str) -> float:
    if not a or not b:
        return _UNKNOWN
    return float(a == b)


def _verbs(a: Phrase, b: Phrase) -> float:
    if not a or not b:
        return _UNKNOWN / 2
    if a[0] == b[0]:
        return 1.0
    return (int(a[0] in b) + int(b[0] in a)) / 4


def _leads(a: frozenset[str], b: frozenset[str]) -> float:
    if a & b:
        return 1.0
    kinds = {kind_of_body(name) for name in a} & {kind_of_body(name) for name in b}
    return _SAME_KIND_OF_BODY if kinds - {""} else 0.0


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _unit(item: Item) -> str | None:
    return item.unit.name if item.unit else None


def _item_facets(item: Item) -> _Facets:
    if isinstance(item.fact, Indicator) and item.fact.value is None:
        return _Facets()  # a promise in words counts nobody
    own = item.own.spoken
    head = facets(own, "subject", 1) or frozenset([_UNLISTED + " ".join(item.own.words[:2])])
    return _Facets(facets(own, "subject"), _levels(item), facets(own, "measure"), head)


def _levels(item: Item) -> frozenset[str]:
    """The levels that the item stands for; a part of a whole ("trường: trường mầm non") for its own."""
    name = (part_name(item.fact) or item.fact.indicator) if isinstance(item.fact, Indicator) else ""
    words = wording(name).spoken
    # "trường mầm non, phổ thông" names levels, all of them
    return facets(words if names_facet(words, "level") else item.own.spoken, "level")


def part_name(indicator: Indicator) -> str:
    """What a part of a whole is called beside it: ``trường mầm non``; empty for what is no part."""
    whole, colon, part = indicator.indicator.rpartition(": ")
    return part if indicator.part_of is not None and whole and colon else ""


def is_unlisted(head: str) -> bool:
    """Whether ``head`` is no listed subject but the first words of an indicator."""
    return head.startswith(_UNLISTED)


def _other_head(a: frozenset[str], b: frozenset[str]) -> float:
    """Half, when one of two different heads is no listed subject: it may be another name of the same."""
    conflict = _conflict(a, b)
    return _UNKNOWN if conflict == 1.0 and any(map(is_unlisted, (*a, *b))) else conflict


def _conflict(a: frozenset[str], b: frozenset[str]) -> float:
    """1 when the two name nothing in common, between when only one of them names anything."""
    if not a and not b:
        return 0.0
    if not a or not b:
        return _PART_OF_WHOLE
    return float(not a & b)
