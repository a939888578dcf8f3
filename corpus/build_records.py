"""Records of real plans: facts and figures in labels of our own, built from the texts where they are at hand.

    python corpus/build_records.py               # writes corpus/records/*.json
    python corpus/build_records.py --missing     # lists the facts that have no label yet

A record is a plan like those that ``docparse extract`` writes, so that every command reads it; but its
text is composed of our labels, names of agencies, numbers of documents and figures. The labels stand in
``corpus/records/labels``, one line a fact, keyed by kind, outline path and a hash of the passage's
beginning; the label ``-`` leaves a fact out (misread, or no fact).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from docparse.model import (
    Assignment,
    Budget,
    Citation,
    Deadline,
    Indicator,
    Metadata,
    Node,
    Plan,
    Source,
    Task,
)
from docparse.plan import read
from docparse.text import fold

ROOT = Path(__file__).resolve().parent.parent
RECORDS = ROOT / "corpus" / "records"
SEEDS = ROOT.parent / "shared" / "corpus" / "seeds"
MEDIA_TYPE = "application/vnd.docparse.record+json"
LEFT_OUT = "-"

_KEY_CHARACTERS = 40
_ROLES = {"lead": "Chủ trì", "coordinate": "Phối hợp", "implement": "Thực hiện"}
_SIGNS = {"eq": "", "ge": "từ ", "gt": "trên ", "le": "đến ", "lt": "dưới ", "approx": "khoảng "}
_TIMES = {
    "yearly": "hằng năm",
    "continuous": "thường xuyên",
    "ongoing": "đang làm",
}

#: kind, outline path, hash of the passage's beginning, which of those that have all this in common
Key = tuple[str, str, str, int]


@dataclass(frozen=True)
class Head:
    """What ``plans.yaml`` says of one record: the text it is built from, its subject and headings."""

    id: str
    document: str
    subject: str
    sections: dict[str, str]


def heads() -> list[Head]:
    """The records that are built."""
    rows: dict[str, Any] = yaml.safe_load((RECORDS / "plans.yaml").read_text(encoding="utf-8"))
    return [Head(name, row["document"], row["subject"], row["sections"]) for name, row in rows.items()]


def labels(head: Head) -> dict[Key, str]:
    """The labels of one record; empty where none are written."""
    file = RECORDS / "labels" / f"{head.id}.tsv"
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(r["kind"], r["path"], r["key"], int(r["nth"])): r["label"] for r in rows}


def keyed(plan: Plan) -> Iterator[tuple[Key, Indicator | Task]]:
    """The figures and tasks of ``plan``, each with the key of its label."""
    paths = {node.id: node.path for node in plan.outline}
    seen: Counter[tuple[str, str, str]] = Counter()
    for kind, facts in (("target", plan.targets), ("baseline", plan.baselines), ("task", plan.tasks)):
        for fact in facts:
            passage = fold(" ".join(plan.passage(fact).split()))[:_KEY_CHARACTERS]
            place = kind, paths.get(fact.node or "", ""), hashlib.sha1(passage.encode()).hexdigest()[:8]
            seen[place] += 1
            yield (*place, seen[place]), fact


@dataclass
class _Writer:
    """The text of a record as it grows; what is written returns its offsets."""

    text: str = ""
    nodes: list[Node] = field(default_factory=list)

    def put(self, words: str) -> dict[str, int]:
        start = len(self.text)
        self.text += words
        return {"start": start, "end": len(self.text)}


class _Record:
    """One record in the making."""

    def __init__(self, head: Head, plan: Plan) -> None:
        self._head, self._plan, self._writer = head, plan, _Writer()
        self._labels = labels(head)
        self._facts: dict[str, list[tuple[str, Indicator | Task]]] = {}
        self._made: dict[str, list[Any]] = {"target": [], "baseline": [], "task": []}
        for key, fact in keyed(plan):
            label = self._labels.get(key, LEFT_OUT)
            if label != LEFT_OUT:
                self._facts.setdefault(fact.node or "", []).append((label, fact))

    def plan(self) -> Plan:
        """The record as a plan."""
        meta = self._plan.metadata
        self._writer.put(
            f"Bản ghi dữ kiện, không phải nguyên văn. {meta.number or ''}\n{self._head.subject}\n"
        )
        citations = [self._citation(act) for act in self._plan.citations]
        for node in self._wanted():
            self._node(node)
        return Plan(
            id=self._head.id,
            source=Source(
                name=f"{self._head.id}.json",
                sha256=self._plan.source.sha256,
                media_type=MEDIA_TYPE,
                characters=len(self._writer.text),
                truncated=self._plan.source.truncated,
            ),
            metadata=Metadata(
                **meta.model_dump(exclude={"subject", "signer_name", "signer_title", "recipients"}),
                subject=self._head.subject,
            ),
            text=self._writer.text,
            outline=tuple(self._writer.nodes),
            targets=tuple(self._made["target"]),
            baselines=tuple(self._made["baseline"]),
            tasks=tuple(self._made["task"]),
            citations=tuple(citations),
        )

    def _wanted(self) -> list[Node]:
        """The nodes that hold facts, and those above them."""
        above = {node.id: node.parent for node in self._plan.outline}
        kept: set[str] = set()
        for node_id in self._facts:
            current: str | None = node_id
            while current:
                kept.add(current)
                current = above[current]
        return [node for node in self._plan.outline if node.id in kept]

    def _node(self, node: Node) -> None:
        facts = self._facts.get(node.id, [])
        title = self._head.sections.get(node.path)
        span = self._writer.put(f"{node.marker} {title or facts[0][0]}")
        self._writer.nodes.append(
            Node(
                id=node.id,
                parent=node.parent,
                path=node.path,
                marker=node.marker,
                title=title or facts[0][0],
                role=node.role,
                **span,
            )
        )
        self._writer.put("\n")
        for label, fact in facts:
            if isinstance(fact, Task):
                self._task(label, fact)
            else:
                self._figure(label, fact)

    def _figure(self, label: str, fact: Indicator) -> None:
        kind = "target" if fact in self._plan.targets else "baseline"
        told = f"{label}: {_printed(fact)}" if fact.value is not None else label
        span = self._writer.put(told)
        self._writer.put("\n")
        number = len(self._made[kind]) + 1
        self._made[kind].append(
            fact.model_copy(
                update={
                    "id": f"{'g' if kind == 'target' else 'b'}{number}",
                    "text": told,
                    "indicator": label,
                    "part_of": None,
                    "page": None,
                    **span,
                }
            )
        )

    def _task(self, label: str, fact: Task) -> None:
        span = self._writer.put(label)
        assignments = [self._assignment(a) for a in _distinct(fact.assignments)]
        deadline = self._deadline(fact.deadline)
        budget = self._budget(fact.budget)
        self._writer.put("\n")
        self._made["task"].append(
            Task(
                id=f"t{len(self._made['task']) + 1}",
                text=label,
                node=fact.node,
                assignments=tuple(assignments),
                deadline=deadline,
                budget=budget,
                **span,
            )
        )

    def _assignment(self, given: Assignment) -> Assignment:
        self._writer.put(f"; {_ROLES[given.role]}: ")
        span = self._writer.put(given.agency)
        return given.model_copy(update={"mention": given.agency, "page": None, **span})

    def _deadline(self, given: Deadline | None) -> Deadline | None:
        if given is None:
            return None
        self._writer.put("; Thời hạn: ")
        told = _TIMES.get(given.value, given.value.replace("/", "-"))
        return Deadline(value=given.value, text=told, due=given.due, **self._writer.put(told))

    def _budget(self, given: Budget | None) -> Budget | None:
        if given is None:
            return None
        self._writer.put("; Kinh phí: ")
        parts = [f"{name} {_number(amount)}" for name, amount in given.by_source.items() if amount]
        told = f"{_number(given.total)} {given.unit}" + (f" ({', '.join(parts)})" if parts else "")
        return given.model_copy(update={"page": None, **self._writer.put(told)})

    def _citation(self, act: Citation) -> Citation:
        span = self._writer.put(act.number)
        self._writer.put(f" {act.issued_on or ''}\n")
        return act.model_copy(update={"page": None, **span})


def _printed(fact: Indicator) -> str:
    year = f" ({fact.year})" if fact.year else ""
    return f"{_SIGNS[fact.comparator]}{_number(fact.value)} {fact.unit or ''}".rstrip() + year


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}".replace(".", ",") if value % 1 else f"{value:.0f}"


def _distinct(assignments: Iterable[Assignment]) -> list[Assignment]:
    """Each agency once in each role; a heading and a sentence often name the same."""
    return list({(a.agency, a.role): a for a in reversed(list(assignments))}.values())[::-1]


def build(head: Head) -> Plan:
    """The record of ``head``, from its text; facts without a label are left out."""
    return _Record(head, read(SEEDS / head.document)).plan()


def missing(head: Head) -> list[tuple[Key, str]]:
    """The keys of facts that have no label, each with its passage."""
    plan, known = read(SEEDS / head.document), labels(head)
    return [(key, plan.passage(fact)) for key, fact in keyed(plan) if key not in known]


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missing", action="store_true", help="list the facts that have no label yet")
    if not SEEDS.is_dir():
        parser.exit(1, f"the real texts are not at hand ({SEEDS})\n")
    only_missing = parser.parse_args(arguments).missing
    for head in heads():
        if only_missing:
            for (kind, path, key, nth), passage in missing(head):
                print(head.id, kind, path, key, nth, " ".join(passage.split()), sep="\t")
        else:
            (RECORDS / f"{head.id}.json").write_text(build(head).to_json() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
