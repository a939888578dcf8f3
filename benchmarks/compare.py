"""How long a comparison of many plans takes, and how much memory.

    python benchmarks/compare.py            # 8, 16, 32 and 63 plans of about 30 pages each

The plans are made from those of ``corpus/samples``: their tasks, headings and figures are recombined
and reworded, each plan in its own way, until it is as long as a real one. Every size runs in a process
of its own, so that the peak of memory is its own.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from docparse.compare import compare
from docparse.gazetteer import provinces
from docparse.model import Indicator, Metadata, Node, Plan, Source, Task
from docparse.plan import read

ROOT = Path(__file__).resolve().parent.parent
SIZES = (8, 16, 32, 63)
#: a plan of 30 pages
CHARACTERS, TASKS, TARGETS, BASELINES = 75_000, 130, 60, 100
#: share of the words that a plan puts in its own way
_REWORDED = 0.12
_PAGE = 2_500


class Maker:
    """Makes plans out of the samples."""

    def __init__(self) -> None:
        files = sorted((ROOT / "corpus" / "samples").glob("0*.*"))
        self._samples = [read(file) for file in files]
        self._tasks = [task for plan in self._samples for task in plan.tasks]
        self._headings = [
            node.title for plan in self._samples for node in plan.outline if len(node.title) < 100
        ]
        self._figures = [fact for plan in self._samples for fact in (*plan.targets, *plan.baselines)]
        self._words = sorted({word for task in self._tasks for word in task.text.split() if word.isalpha()})

    def plan(self, number: int) -> Plan:
        """The plan ``number``; the same number always gives the same plan."""
        return _Writer(self, random.Random(number), number).plan()

    def sentence(self, chance: random.Random) -> str:
        """A task made of one or two clauses of the samples."""
        parts = [chance.choice(self._tasks).text.rstrip(" .;/") for _ in range(chance.choice((1, 1, 2)))]
        return self.reworded("; ".join(parts), chance) + "."

    def reworded(self, text: str, chance: random.Random) -> str:
        """``text`` with some words replaced."""
        return " ".join(
            chance.choice(self._words) if chance.random() < _REWORDED else w for w in text.split()
        )

    def heading(self, chance: random.Random) -> str:
        """A heading of the samples."""
        return chance.choice(self._headings)

    def figure(self, chance: random.Random) -> Indicator:
        """A figure of the samples."""
        return chance.choice(self._figures)

    def task(self, chance: random.Random) -> Task:
        """A task of the samples, for its agencies and deadline."""
        return chance.choice(self._tasks)


class _Writer:
    def __init__(self, maker: Maker, chance: random.Random, number: int) -> None:
        self._maker, self._chance, self._number = maker, chance, number
        self._text: list[str] = []
        self._length = 0
        self._nodes: list[Node] = []

    def plan(self) -> Plan:
        targets = self._indicators("targets", "g", TARGETS)
        baselines = self._indicators("situation", "b", BASELINES)
        tasks = self._tasks()
        while self._length < CHARACTERS:  # what stands in a plan besides its facts
            self._line(self._maker.sentence(self._chance))
        place = provinces()[self._number % len(provinces())].name
        text = "\n".join(self._text)
        return Plan(
            id=f"plan-{self._number}",
            source=Source(
                name=f"{self._number}.txt",
                sha256=f"{self._number:064d}",
                media_type="text/plain",
                characters=len(text),
            ),
            metadata=Metadata(
                province=place,
                issuer=f"Ủy ban nhân dân tỉnh {place}",
                issued_on=f"{2017 + self._number % 9}-01-01",
            ),
            text=text,
            outline=tuple(self._nodes),
            targets=tuple(targets),
            baselines=tuple(baselines),
            tasks=tuple(tasks),
        )

    def _line(self, text: str) -> tuple[int, int]:
        start = self._length
        self._text.append(text)
        self._length += len(text) + 1
        return start, start + len(text)

    def _node(self, role: str) -> str:
        title = self._maker.heading(self._chance)
        start, end = self._line(title)
        number = len(self._nodes) + 1
        self._nodes.append(
            Node.model_validate(
                {"id": f"n{number}", "parent": None, "path": str(number), "marker": f"{number}.",
                 "title": title, "role": role, "start": start, "end": end}
            )
        )  # fmt: skip
        return f"n{number}"

    def _indicators(self, role: str, prefix: str, count: int) -> list[Indicator]:
        found = []
        node = self._node(role)
        for number in range(1, count + 1):
            like = self._maker.figure(self._chance)
            value = None if like.value is None else float(self._chance.randint(1, 100))
            start, end = self._line(self._maker.reworded(like.text, self._chance))
            found.append(
                like.model_copy(
                    update={
                        "id": f"{prefix}{number}",
                        "value": value,
                        "node": node,
                        "start": start,
                        "end": end,
                        "page": start // _PAGE + 1,
                    }
                )
            )
        return found

    def _tasks(self) -> list[Task]:
        found = []
        node = self._node("tasks")
        for number in range(1, TASKS + 1):
            if number % 8 == 0:
                node = self._node("tasks")
            like = self._maker.task(self._chance)
            text = self._maker.sentence(self._chance)
            start, end = self._line(text)
            found.append(
                like.model_copy(
                    update={
                        "id": f"t{number}",
                        "text": text,
                        "node": node,
                        "start": start,
                        "end": end,
                        "page": start // _PAGE + 1,
                    }
                )
            )
        return found


def measure(count: int) -> None:
    """Compare ``count`` plans; print the figures of one line."""
    maker = Maker()
    plans = [maker.plan(number) for number in range(count)]
    before = _megabytes()
    started, busy = time.perf_counter(), time.process_time()
    comparison = compare(plans, plans[0])
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    tasks = sum(len(plan.tasks) for plan in plans)
    millions = sum(len(plan.text) for plan in plans) / 1e6
    print(
        f"{count:5} {tasks:7} {millions:11.1f} {seconds:9.1f} {busy:7.1f} {1000 * busy / tasks:11.2f}"
        f" {_megabytes():10.0f} {before:12.0f} {len(comparison.tasks):9} {len(comparison.indicators):11}",
        flush=True,
    )


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str] | None = None) -> None:
    """Run every size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", help="numbers of plans")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        measure(options.one)
        return
    print(
        "plans   tasks  characters(M)  seconds  of CPU  ms per task  peak MB  before (MB)  "
        "task rows  figure rows"
    )
    for size in options.sizes or SIZES:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, __file__, "--one", str(size)], check=True, env=environment)


if __name__ == "__main__":
    main()
