"""Reads thousands of damaged documents and counts what must not happen: crashes, hangs, growth.

    python benchmarks/soak.py --count 10000          # one table, a line for each thousand
    python benchmarks/soak.py --one 4711             # the mutant 4711 alone, with its traceback

Mutants are made from the samples and from generated plans (``benchmarks/documents.py``) in the worker that
reads them, each from its number alone: bytes are turned, cut out, doubled, moved, in archives also inside
the members. Without ``--programs`` tesseract and LibreOffice are out of sight, so that the time is ours.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import documents

sys.path.insert(0, str(documents.ROOT))
from docparse.batch import processes, work
from docparse.batch.engines import Job, Pool
from docparse.batch.inputs import Input
from docparse.batch.outcomes import Failure, Limits, Outcome, Success
from docparse.batch.reader import Settings

LIMITS = Limits(seconds=60, memory=2**30)
SHOWN = 1_000  # documents for each line of the table
_FORMATS = (".docx", ".pdf", ".html", ".txt", ".md")
_GENERATED = range(8)  # plans of two pages, in three formats each
_ODD = "\u0000\ufffd\u0301\u200b\u202eĐ𝔘ữ\uf0b7<&>{}\\%1.2.3)(\t"

Mutation = Callable[[bytearray, random.Random], None]


@cache
def originals() -> list[tuple[str, bytes]]:
    """The documents that mutants are made of: the ends of their names and their bytes."""
    found = [
        (path.suffix, path.read_bytes())
        for path in sorted(documents.SAMPLES.iterdir())
        if path.suffix in _FORMATS
    ]
    for seed in _GENERATED:
        plan = documents.sample(seed, 2)
        found += [(f".{ending}", documents.render(plan, ending)) for ending in ("docx", "html", "txt")]
    return found


def mutant(number: int) -> tuple[str, bytes]:
    """The end of the name and the bytes of one damaged document; the same for the same number."""
    dice = random.Random(number)
    ending, content = dice.choice(originals())
    if ending == ".docx" and dice.random() < 0.8:
        return ending, _inside(content, dice)
    return ending, _damaged(content, dice)


def _inside(content: bytes, dice: random.Random) -> bytes:
    """Damage members of an archive, so that more than its checksums is tried."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    # mostly the text, sometimes what it refers to
    names = ["word/document.xml"] if dice.random() < 0.7 else dice.sample(sorted(members), 2)
    for name in names:
        members[name] = _damaged(members[name], dice)
    if dice.random() < 0.1:
        del members[dice.choice(sorted(members))]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _damaged(content: bytes, dice: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        if data:
            dice.choice(MUTATIONS)(data, dice)
    return bytes(data)


def _turn(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 10, 100))):
        data[dice.randrange(len(data))] = dice.randrange(256)


def _cut_off(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(len(data)) :]


def _cut_out(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    del data[start : start + dice.choice((1, 10, 1_000))]


def _blank(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    piece = len(data[start : start + dice.choice((10, 1_000))])
    data[start : start + piece] = bytes(piece)


def _double(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    piece = data[start : start + dice.choice((10, 500, 5_000))]
    data[start:start] = piece * dice.choice((1, 2, 20))


def _move(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    piece = data[start : start + dice.choice((10, 1_000))]
    del data[start : start + len(piece)]
    at = dice.randrange(len(data) + 1)
    data[at:at] = piece


def _insert(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data))
    data[at:at] = "".join(dice.choices(_ODD, k=dice.choice((1, 20, 300)))).encode()


def _retag(data: bytearray, dice: random.Random) -> None:
    """Take the marks of a markup or of numbers elsewhere: what is well formed may still be absurd."""
    marks = [at for at, byte in enumerate(data) if byte in b"<>/\"'(){}[]0123456789"]
    for _ in range(min(20, len(marks))):
        a, b = dice.choice(marks), dice.choice(marks)
        data[a], data[b] = data[b], data[a]


MUTATIONS: tuple[Mutation, ...] = (_turn, _cut_off, _cut_out, _blank, _double, _move, _insert, _retag)


def outcomes(item: Input, skip: int = 0) -> Iterator[Outcome]:
    """What a worker does: make the mutant whose number the file's name is, and read it as any file."""
    ending, content = mutant(int(item.path.stem))
    with tempfile.NamedTemporaryFile(suffix=ending, delete=False) as stream:
        stream.write(content)
    try:
        yield from work.outcomes(Input(Path(stream.name)), skip)
    finally:
        Path(stream.name).unlink()


@dataclass
class Tally:
    """What became of the mutants."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0
    workers: set[int] = field(default_factory=set)

    def add(self, number: int, outcome: Outcome, seconds: float) -> None:
        """Count one outcome."""
        kind = _kind(outcome)
        self.counts[kind] += 1
        self.slowest = max(self.slowest, seconds)
        if kind in ("crash", "limit"):
            self.wrong.append(f"{number}: {outcome.cause}" if isinstance(outcome, Failure) else str(number))


def _kind(outcome: Outcome) -> str:
    if isinstance(outcome, Success):
        return "read"
    if isinstance(outcome, Failure):
        if outcome.blame == "limit":
            return "limit"
        if "lỗi bên trong chương trình" in outcome.cause or "dừng đột ngột" in outcome.cause:
            return "crash"
    return "refused"


def soak(first: int, count: int, jobs: int) -> Tally:
    """Read the mutants and print a line for each thousand of them."""
    tally, memory, began = Tally(), 0, time.monotonic()
    print(f"{'documents':>10}{'read':>8}{'refused':>9}{'crash':>7}{'limit':>7}{'MB':>6}{'slowest s':>11}")
    with tempfile.TemporaryDirectory(prefix="docparse-soak-") as scratch:
        pool = Pool(jobs, Settings(LIMITS, Path(scratch), "soak:outcomes"))
        numbers = range(first, first + count)
        steps = pool.run([Job(Input(Path(f"{number}.x"))) for number in numbers])
        for step in steps:
            if step.outcome is None:
                continue
            tally.add(int(step.job.item.path.stem), step.outcome, step.seconds)
            done = tally.counts.total()
            if done % 50 == 0:
                workers = processes.descendants(os.getpid())
                tally.workers.update(workers)
                memory = max([memory, *(processes.resident(pid) or 0 for pid in workers)])
            if done % SHOWN == 0 or done == count:
                _line(done, tally, memory)
                memory = 0
        left = [path.name for path in Path(scratch).iterdir()]
    print(f"{count} mutants, {time.monotonic() - began:.0f} s, {len(tally.workers)} worker processes,")
    print(f"temporary files left: {len(left)}")
    return tally


def _line(done: int, tally: Tally, memory: int) -> None:
    counts = tally.counts
    figures = f"{done:>10}{counts['read']:>8}{counts['refused']:>9}{counts['crash']:>7}{counts['limit']:>7}"
    print(f"{figures}{memory / 2**20:>6.0f}{tally.slowest:>11.1f}", flush=True)


def main() -> None:
    """Run and tell; exit code 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--one", type=int)
    parser.add_argument("--programs", action="store_true", help="with tesseract and LibreOffice")
    options = parser.parse_args()
    if not options.programs:
        os.environ["PATH"] = ""
    if options.one is not None:
        for outcome in outcomes(Input(Path(f"{options.one}.x"))):
            print(outcome.trace if isinstance(outcome, Failure) else type(outcome).__name__)
        return
    tally = soak(options.first, options.count, options.jobs)
    for wrong in tally.wrong:
        print(wrong)
    print(json.dumps(tally.counts))
    sys.exit(1 if tally.wrong else 0)


if __name__ == "__main__":
    main()
