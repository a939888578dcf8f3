"""What a change of the program gains and loses on documents that nobody has marked.

Two runs over the same documents are compared fact by fact. A fact is the same in both when it says the
same thing of the same passage or the same task; where the texts agree, a fact that stands at the same
place and says something else has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from docparse.evaluate.files import Output
from docparse.evaluate.keys import number_key, text_key
from docparse.model import Citation, Indicator, Plan, Task

#: The kinds of fact that are compared, in the order of a report.
KINDS = (
    "metadata",
    "outline",
    "targets",
    "baselines",
    "tasks",
    "lead",
    "coordinate",
    "implement",
    "deadlines",
    "budgets",
    "citations",
    "agencies",
    "diagnostics",
)
Sort = Literal["gained", "lost", "changed"]
_NAME = 60  # characters of a text that name a fact


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one plan.

    ``name`` is what a reader knows it by, ``key`` what tells it from its like, ``owner`` the task it
    belongs to, ``says`` its content by field, ``span`` its place.
    """

    kind: str
    name: str
    key: tuple[str, ...]
    says: Mapping[str, object] = field(default_factory=dict)
    owner: str = ""
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One fact gained, lost or changed, and how."""

    kind: str
    sort: Sort
    text: str


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """The changes in one document."""

    document: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs: the documents of both, those of one alone, and the number of facts by kind."""

    documents: tuple[DocumentChanges, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    before: Counter[str]
    after: Counter[str]

    def count(self, kind: str, sort: Sort) -> int:
        """Number of facts of a kind that were gained, lost or changed."""
        return sum(c.kind == kind and c.sort == sort for d in self.documents for c in d.changes)


def compare_runs(before: Sequence[Output], after: Sequence[Output]) -> Comparison:
    """Gains and losses of the run ``after`` over the run ``before``; documents pair by source."""
    first, second = _by_source(before), _by_source(after)
    documents = []
    old_counts: Counter[str] = Counter()
    new_counts: Counter[str] = Counter()
    for name in first.keys() & second.keys():
        old, new = list(facts(first[name])), list(facts(second[name]))
        old_counts.update(fact.kind for fact in old)
        new_counts.update(fact.kind for fact in new)
        same_text = first[name].text == second[name].text
        documents.append(DocumentChanges(name, tuple(_changes(old, new, same_text))))
    return Comparison(
        tuple(sorted(documents, key=lambda d: d.document)),
        tuple(sorted(first.keys() - second.keys())),
        tuple(sorted(second.keys() - first.keys())),
        old_counts,
        new_counts,
    )


def _by_source(outputs: Iterable[Output]) -> dict[str, Plan]:
    """Plans by the name of their source; files of one name in two folders are told by their content."""
    plans: dict[str, Plan] = {}
    for output in outputs:
        source = output.plan.source
        name = source.name if source.name not in plans else f"{source.name} ({source.sha256[:8]})"
        plans[name] = output.plan
    return plans


# ---- what changed ---------------------------------------------------------------------------------


def _changes(old: Sequence[Fact], new: Sequence[Fact], same_text: bool) -> Iterator[Change]:
    lost = _numbered(old)
    gained = _numbered(new)
    for key in [key for key in lost if key in gained]:
        yield from _difference(lost.pop(key), gained.pop(key))
    moved = list(gained.values())
    for fact in lost.values():
        match = next((m for m in moved if same_text and _same_place(fact, m)), None)
        if match is None:
            yield Change(fact.kind, "lost", _told(fact))
        else:
            moved.remove(match)
            yield Change(fact.kind, "changed", f"{_told(fact)} → {_told(match)}")
    for fact in moved:
        yield Change(fact.kind, "gained", _told(fact))


def _numbered(found: Iterable[Fact]) -> dict[tuple[str, ...], Fact]:
    """Facts by kind, owner and key; the second of the same key gets a number of its own."""
    seen: Counter[tuple[str, ...]] = Counter()
    numbered = {}
    for fact in found:
        key = (fact.kind, fact.owner, *fact.key)
        seen[key] += 1
        numbered[(*key, str(seen[key]))] = fact
    return numbered


def _difference(old: Fact, new: Fact) -> Iterator[Change]:
    parts = [
        f"{name} {_value(old.says.get(name))} → {_value(new.says.get(name))}".lstrip()
        for name in {**old.says, **new.says}
        if old.says.get(name) != new.says.get(name)
    ]
    if parts:
        yield Change(old.kind, "changed", f"{_shown(old)}: {'; '.join(parts)}")


def _same_place(one: Fact, other: Fact) -> bool:
    if one.kind != other.kind or one.owner != other.owner or one.span is None or other.span is None:
        return False
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _shown(fact: Fact) -> str:
    return ": ".join(filter(None, (fact.owner, fact.name)))


def _told(fact: Fact) -> str:
    says = ", ".join(_value(value) for value in fact.says.values() if value not in (None, False))
    return f"{_shown(fact)} ({says})" if says else _shown(fact)


def _value(value: object) -> str:
    if value is None:
        return "không có"
    if isinstance(value, bool):
        return "có" if value else "không"
    return f"{value:g}" if isinstance(value, float) else str(value)


# ---- the facts of a plan --------------------------------------------------------------------------


def facts(plan: Plan) -> Iterator[Fact]:
    """Every fact of ``plan`` in the order of :data:`KINDS`; tasks are followed by what belongs to them."""
    for name, value in plan.metadata:
        if value:
            yield Fact("metadata", name, (name,), {"": value})
    for node in plan.outline:
        title = f"{node.marker} {node.title[:_NAME]}"
        says = {"path": node.path, "role": node.role}
        yield Fact("outline", title, (text_key(title),), says, span=(node.start, node.end))
    yield from (_indicator("targets", indicator) for indicator in plan.targets)
    yield from (_indicator("baselines", indicator) for indicator in plan.baselines)
    for task in plan.tasks:
        yield from _of_task(task)
    yield from map(_citation, plan.citations)
    for agency in plan.agencies:
        yield Fact("agencies", agency.name, (text_key(agency.name),), {"level": agency.level})
    for diagnostic in plan.diagnostics:
        told = f"{diagnostic.code}: {diagnostic.message}"
        yield Fact("diagnostics", told, (told,))


def _indicator(kind: str, found: Indicator) -> Fact:
    number = "" if found.value is None else f"{found.value:g} | "
    says = {"unit": found.unit, "comparator": found.comparator, "year": found.year}
    key = (text_key(found.text), number)
    return Fact(kind, f"{number}{found.text[:_NAME]}", key, says, span=(found.start, found.end))


def _citation(found: Citation) -> Fact:
    says = {
        "doc_type": found.doc_type,
        "issued_on": found.issued_on,
        "issuer": found.issuer,
        "basis": found.basis,
    }
    return Fact("citations", found.number, (number_key(found.number),), says, span=(found.start, found.end))


def _of_task(task: Task) -> Iterator[Fact]:
    owner = task.text[:_NAME]
    yield Fact("tasks", owner, (text_key(owner),), span=(task.start, task.end))
    for a in task.assignments:
        says = {"inherited": a.inherited}
        yield Fact(a.role, a.agency, (text_key(a.agency),), says, owner, (a.start, a.end))
    due, money = task.deadline, task.budget
    if due is not None:
        yield Fact("deadlines", "", (), {"value": due.value}, owner, (due.start, due.end))
    if money is not None:
        amounts = {"total": money.total, "unit": money.unit}
        yield Fact("budgets", "", (), {**amounts, **money.by_source}, owner, (money.start, money.end))
