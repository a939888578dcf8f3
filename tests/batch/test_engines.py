from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from docparse.batch import processes, reader
from docparse.batch.engines import Inline, Job, Pool, Step, in_order
from docparse.batch.inputs import Input
from docparse.batch.outcomes import Failure, Limits, Success
from docparse.batch.reader import Settings, WorkerBroken

#: no document of the tests comes near, whatever else the machine does
AMPLE = Limits(seconds=600, memory=2**33)
#: an endless document is over it whenever it ends; the others have nothing to do
SHORT = Limits(seconds=3, memory=2**33)
needs_proc = pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="memory is watched through /proc"
)


def settings(limits: Limits = AMPLE, target: str = "worker_targets:act") -> Settings:
    return Settings(limits, None, target)


def jobs(*names: str) -> list[Job]:
    return [Job(Input(Path(name))) for name in names]


def results(steps: Sequence[Step]) -> dict[str, list[str]]:
    """Of each file what its documents gave: the word done, or why it was not."""
    told: dict[str, list[str]] = {}
    for step in steps:
        found = told.setdefault(step.job.item.path.name, [])
        if step.outcome is None:
            assert step.number == len(found)
            continue
        assert step.number == len(found)
        found.append(step.outcome.plan_id if isinstance(step.outcome, Success) else step.outcome.cause)
    return told


def run(pool: Pool, work: Sequence[Job]) -> dict[str, list[str]]:
    return results(list(pool.run(work)))


def test_all_files_are_read_by_as_many_workers() -> None:
    names = [f"w{number}.txt" for number in range(20)]
    steps = list(Pool(3, settings()).run(jobs(*names)))
    assert results(steps) == {name: [name.removesuffix(".txt")] for name in names}
    workers = {step.outcome.content for step in steps if isinstance(step.outcome, Success)}
    assert 1 <= len(workers) <= 3


@pytest.mark.parametrize("word", ["endless", "spin", "sleeper"])
def test_an_endless_document_hurts_only_itself(word: str) -> None:
    told = run(Pool(1, settings(SHORT)), jobs("a.txt", f"{word}.txt", "b.txt"))
    assert told == {"a.txt": ["a"], f"{word}.txt": ["Đọc quá 3 giây, đã dừng."], "b.txt": ["b"]}


@needs_proc
@pytest.mark.parametrize("word", ["greedy", "greedychild"])
def test_a_greedy_document_hurts_only_itself(word: str) -> None:
    limits = Limits(seconds=600, memory=500 * 2**20)
    told = run(Pool(1, settings(limits)), jobs("a.txt", f"{word}.txt", "b.txt"))
    assert told == {"a.txt": ["a"], f"{word}.txt": ["Cần hơn 500 MB bộ nhớ, đã dừng."], "b.txt": ["b"]}


def test_a_document_that_ends_the_process_hurts_only_itself() -> None:
    told = run(Pool(1, settings()), jobs("crash.txt", "b.txt"))
    assert told == {"crash.txt": ["Tiến trình đọc dừng đột ngột (tín hiệu 11)."], "b.txt": ["b"]}


def test_a_document_is_not_blamed_for_those_before_it() -> None:
    told = run(Pool(1, settings()), jobs("a.txt", "crashsecond.txt"))
    assert told == {"a.txt": ["a"], "crashsecond.txt": ["crashsecond"]}


def test_the_other_documents_of_an_archive_are_read() -> None:
    told = run(Pool(1, settings()), jobs("a+crash+b+crash+c.zip"))
    died = "Tiến trình đọc dừng đột ngột (tín hiệu 11)."
    assert told == {"a+crash+b+crash+c.zip": ["a", died, "b", died, "c"]}


def test_an_archive_that_ends_every_process_is_given_up() -> None:
    name = "+".join(["crash"] * 9) + ".zip"
    told = run(Pool(1, settings()), jobs(name, "b.txt"))
    assert len(told[name]) == reader.MAX_DEATHS
    assert told[name][-1].endswith("Phần còn lại của tệp không được đọc.")
    assert told["b.txt"] == ["b"]


def test_reading_of_an_archive_goes_on_where_it_was() -> None:
    steps = list(Pool(1, settings()).run([Job(Input(Path("a+b+c.zip")), skip=2)]))
    assert [(step.number, getattr(step.outcome, "plan_id", None)) for step in steps] == [(2, "c"), (3, None)]


def test_what_a_worker_prints_does_not_disturb() -> None:
    assert run(Pool(1, settings()), jobs("noisy.txt", "b.txt")) == {"noisy.txt": ["noisy"], "b.txt": ["b"]}


def test_a_worker_that_holds_too_much_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "RECYCLE_ABOVE", 1)
    monkeypatch.setattr(reader, "RECYCLE_AFTER", 2)
    steps = list(Pool(1, settings()).run(jobs(*(f"w{n}.txt" for n in range(6)))))
    workers = [step.outcome.content for step in steps if isinstance(step.outcome, Success)]
    assert len(workers) == 6
    assert len(set(workers)) == 3


def test_temporary_files_go_where_they_are_looked_for(tmp_path: Path) -> None:
    pool = Pool(1, Settings(AMPLE, tmp_path, "worker_targets:scratch"))
    assert run(pool, jobs("a.txt")) == {"a.txt": [str(tmp_path)]}
    assert len(list(tmp_path.iterdir())) == 1


def test_workers_that_cannot_start_are_an_error_not_a_hang() -> None:
    with pytest.raises(WorkerBroken):
        run(Pool(2, settings(target="worker_targets:no_such_function")), jobs("a.txt", "b.txt", "c.txt"))


def children() -> set[int]:
    return set(processes.descendants(os.getpid()))


@needs_proc
def test_no_process_is_left_when_the_run_is_stopped() -> None:
    before = children()
    with closing(Pool(2, settings()).run(jobs("a.txt", "endless.txt", "sleeper.txt", "b.txt"))) as steps:
        next(steps)
        assert len(children() - before) >= 2
    assert children() <= before
    assert threading.active_count() == 1 or all(t.daemon for t in threading.enumerate()[1:])


@needs_proc
def test_workers_end_when_the_one_who_started_them_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from docparse.batch.engines import Job, Pool; from docparse.batch.inputs import Input\n"
        "from docparse.batch.outcomes import Limits; from docparse.batch.reader import Settings\n"
        "jobs = [Job(Input(Path(name))) for name in ('a.txt', 'spin.txt', 'sleeper.txt')]\n"
        "for step in Pool(3, Settings(Limits(600, 2**33), None, 'worker_targets:act')).run(jobs):\n"
        "    print('read', flush=True)\n"
    )
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"read\n"
    while not (workers := processes.descendants(parent.pid)):
        os.sched_yield()  # those for the endless documents may still be on their way
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    for worker in workers:  # each ends by itself; the test runner's own limit is the only clock
        while Path(f"/proc/{worker}/stat").exists() and _state(worker) not in "ZX":
            os.sched_yield()


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "X"


def test_steps_are_put_into_the_order_of_the_jobs() -> None:
    work = jobs("a", "b", "c")

    def steps() -> Iterator[Step]:
        outcome = Success("", "", "x", b"")
        for index, number, found in [
            (2, 0, outcome),
            (0, 0, outcome),
            (2, 1, None),
            (0, 1, None),
            (1, 0, None),
        ]:
            yield Step(work[index], number, found)

    ordered = [(step.job.item.path.name, step.number) for step in in_order(work, steps())]
    assert ordered == [("a", 0), ("a", 1), ("b", 0), ("c", 0), ("c", 1)]


def test_a_failure_keeps_its_cause_on_the_way_from_the_worker(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"")
    [step, _] = Pool(1, Settings(AMPLE)).run([Job(Input(tmp_path / "a.docx"))])
    assert isinstance(step.outcome, Failure)
    [inline, _] = Inline().run([Job(Input(tmp_path / "a.docx"))])
    assert isinstance(inline.outcome, Failure)
    assert (step.outcome.cause, step.outcome.remedy) == (inline.outcome.cause, inline.outcome.remedy)


def test_no_document_pays_for_what_a_worker_loads() -> None:
    program = (
        "from docparse.batch.worker import warm; warm(); from extractors.words import tagged\n"
        "assert tagged.cache_info().misses, 'the tagger was not asked'\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
