"""Who reads: this process, worker processes on this machine, or a cluster. All give the same outcomes."""

from __future__ import annotations

import os
import queue
import tempfile
import threading
import time
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from docparse.batch.inputs import Input
from docparse.batch.outcomes import Outcome
from docparse.batch.reader import Reader, Settings, Watch
from docparse.export.tables import Format

# answers that wait for the one who stores them, for each worker
_WAITING = 2
# seconds after which a wait looks up, so that Ctrl-C is heard on every system
_LOOK_UP = 0.5


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read; the first ``skip`` documents in it are done already."""

    item: Input
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """Outcome ``number`` of a job and the seconds that it took; without an outcome: the job is done."""

    job: Job
    number: int
    outcome: Outcome | None = None
    seconds: float = 0.0


def cores() -> int:
    """How many processes this machine runs at once for us."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Engine(Protocol):
    """Reads files; the steps of one job come in order, those of different jobs as they are ready."""

    def run(self, jobs: Sequence[Job]) -> Generator[Step]:
        """Do all jobs. To stop early, close the iterator."""
        ...


class Inline:
    """Reads in this process, one file after the other, without limits.

    Temporary files go to ``scratch``; ``formats`` are those of the tables that the plans will be put into.
    """

    def __init__(self, scratch: Path | None = None, formats: Collection[Format] = ()) -> None:
        self._scratch, self._formats = scratch, formats

    def run(self, jobs: Iterable[Job]) -> Generator[Step]:
        """See :class:`Engine`."""
        from docparse.batch.work import outcomes  # loads the readers: only who reads here pays

        with _temporary_files_in(self._scratch):
            for job in jobs:
                number, start = job.skip, time.perf_counter()
                for outcome in outcomes(job.item, job.skip, self._formats):
                    now = time.perf_counter()
                    yield Step(job, number, outcome, now - start)
                    number, start = number + 1, now
                yield Step(job, number)


@contextmanager
def _temporary_files_in(folder: Path | None) -> Iterator[None]:
    before = tempfile.tempdir
    tempfile.tempdir = str(folder) if folder else before
    try:
        yield
    finally:
        tempfile.tempdir = before


class Pool:
    """Reads in ``size`` worker processes, each led by a thread of its own."""

    def __init__(self, size: int, settings: Settings) -> None:
        self._size = size
        self._settings = settings

    def run(self, jobs: Sequence[Job]) -> Generator[Step]:
        """See :class:`Engine`; raises :class:`~docparse.batch.reader.WorkerBroken` where none starts."""
        size = min(self._size, len(jobs))
        with Watch() as watch:
            talk = _Talk(jobs, size)
            readers = [Reader(self._settings, watch) for _ in range(size)]
            threads = [threading.Thread(target=talk.lead, args=(reader,), daemon=True) for reader in readers]
            for thread in threads:
                thread.start()
            try:
                yield from talk.steps()
            finally:
                talk.stop()
                for reader in readers:
                    reader.stop()
                for thread in threads:
                    thread.join()


class _Talk:
    """The queues between the threads that lead the workers and the one that stores what they find."""

    def __init__(self, jobs: Sequence[Job], size: int) -> None:
        self._jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
        for job in jobs:
            self._jobs.put(job)
        self._steps: queue.Queue[Step | BaseException | None] = queue.Queue(size * _WAITING)
        self._leading = size
        self._stopped = threading.Event()

    def lead(self, reader: Reader) -> None:
        """Give ``reader`` one job after the other."""
        try:
            with reader:
                while not self._stopped.is_set():
                    self._do(self._jobs.get_nowait(), reader)
        except queue.Empty:
            pass
        except BaseException as error:  # it must reach the one who waits
            self._tell(error)
        finally:
            self._tell(None)

    def _do(self, job: Job, reader: Reader) -> None:
        number = job.skip
        for answer in reader.read(job.item, job.skip):
            self._tell(Step(job, number, answer.outcome, answer.seconds))
            number += 1
        self._tell(Step(job, number))

    def steps(self) -> Iterator[Step]:
        """Give what the workers found until the last of them has nothing to do."""
        while self._leading:
            try:
                told = self._steps.get(timeout=_LOOK_UP)
            except queue.Empty:
                continue
            if told is None:
                self._leading -= 1
            elif isinstance(told, Step):
                yield told
            else:
                raise told

    def stop(self) -> None:
        """Let the threads end, though nobody takes their steps any more."""
        self._stopped.set()

    def _tell(self, step: Step | BaseException | None) -> None:
        told = False
        while not (told or self._stopped.is_set()):
            with suppress(queue.Full):
                self._steps.put(step, timeout=_LOOK_UP)
                told = True


def in_order(jobs: Sequence[Job], steps: Iterator[Step]) -> Iterator[Step]:
    """The same steps in the order of ``jobs``; those that come too early are kept until it is their turn."""
    waiting: dict[Job, list[Step]] = {}
    turn = iter(jobs)
    current = next(turn, None)
    for step in steps:
        waiting.setdefault(step.job, []).append(step)
        while current is not None and current in waiting:
            ready = waiting.pop(current)
            yield from ready
            if ready[-1].outcome is not None:
                break
            current = next(turn, None)
