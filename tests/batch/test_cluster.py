from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from docparse.batch import cluster as cluster_module
from docparse.batch.cluster import Cluster, ClusterBroken
from docparse.batch.engines import Job, Step
from docparse.batch.inputs import Input
from docparse.batch.outcomes import Limits, Success
from docparse.batch.reader import Settings
from docparse.cli import cli

distributed = pytest.importorskip("distributed", reason="Dask is an extra")

LIMITS = Limits(seconds=600, memory=2**33)
SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """Two workers with one thread each."""
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    with (
        pytest.MonkeyPatch.context() as environment,
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as machines,
    ):
        environment.setenv("PYTHONPATH", path)
        client = distributed.Client(machines, set_as_default=False)
        client.run(lambda folder: sys.path.insert(0, folder), str(Path(__file__).parent))
        yield machines
        client.close()


def told(steps: list[Step]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for step in steps:
        if step.outcome is not None:
            words = found.setdefault(step.job.item.path.name, [])
            words.append(step.outcome.plan_id if isinstance(step.outcome, Success) else step.outcome.cause)
    return found


def jobs(*names: str) -> list[Job]:
    return [Job(Input(Path(name))) for name in names]


def test_one_bad_document_hurts_only_itself(machines: Any) -> None:
    engine = Cluster(machines.scheduler_address, Settings(LIMITS, None, "worker_targets:act"))
    names = [f"w{number}.txt" for number in range(12)]
    found = told(list(engine.run(jobs(*names, "crash.txt", "a+crash+b.zip"))))
    died = "Tiến trình đọc dừng đột ngột (tín hiệu 11)."
    assert found == {name: [name[:-4]] for name in names} | {
        "crash.txt": [died],
        "a+crash+b.zip": ["a", died, "b"],
    }


def test_the_bytes_are_those_of_one_machine_though_a_worker_is_lost(
    machines: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = lose_a_worker_after_the_first_document(machines, monkeypatch)
    results = {}
    for name, options in {
        "cluster": ("--engine", "dask", "--scheduler", machines.scheduler_address),
        "here": (),
    }.items():
        out = tmp_path / name
        done = CliRunner().invoke(cli, ["extract", str(SAMPLES), "--out", str(out), *options])
        assert done.exit_code == 0, done.stderr
        results[name] = {p.name: p.read_bytes() for p in out.iterdir() if p.name != "manifest.sqlite"}
    assert len(lost) == 1
    assert len(results["here"]) > 20
    assert results["cluster"] == results["here"]


def test_documents_and_results_may_be_at_addresses(machines: Any, tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="fsspec is an extra")
    inputs = tmp_path / "in"
    inputs.mkdir()
    for path in sorted(SAMPLES.glob("*.txt"))[:2] + sorted(SAMPLES.glob("*.html"))[:1]:
        (inputs / path.name).write_bytes(path.read_bytes())
    there, here = tmp_path / "there", tmp_path / "here"
    options = ("--engine", "dask", "--scheduler", machines.scheduler_address)
    for arguments in (
        (inputs.as_uri(), "--out", there.as_uri(), *options),
        (str(inputs), "--out", str(here)),
    ):
        done = CliRunner().invoke(cli, ["extract", *arguments, "--format", "json", "--format", "csv"])
        assert done.exit_code == 0, done.stderr
    stored = [{p.name: p.read_bytes() for p in out.iterdir() if p.is_file()} for out in (there, here)]
    assert all(each.pop("manifest.sqlite") for each in stored)
    assert len([name for name in stored[0] if name.endswith(".json")]) == 3
    assert stored[0] == stored[1]


def lose_a_worker_after_the_first_document(machines: Any, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Kill one of the processes of the cluster as soon as something has come back; returns which."""
    lost: list[int] = []
    steps: Callable[..., Iterator[Step]] = Cluster._steps

    def with_loss(self: Cluster, client: Any, work: Any, ahead: int) -> Iterator[Step]:
        for step in steps(self, client, work, ahead):
            if not lost:
                lost.append(next(iter(client.run(os.getpid).values())))
                os.kill(lost[0], signal.SIGKILL)
            yield step

    monkeypatch.setattr(Cluster, "_steps", with_loss)
    return lost


def take_version(version: str) -> str:
    """Make this process believe that it has another docparse; returns the one that it had."""
    from docparse.batch import program

    before, program.__version__ = program.__version__, version
    program.fingerprint.cache_clear()
    return before


def test_workers_with_another_docparse_are_refused(machines: Any) -> None:
    with distributed.Client(machines, set_as_default=False) as client:
        address = next(iter(client.nthreads()))
        before = client.run(take_version, "9.9", workers=[address])[address]
        try:
            with pytest.raises(ClusterBroken, match="1 máy của cụm có bản docparse"):
                list(Cluster(machines.scheduler_address, Settings()).run(jobs("a.txt")))
        finally:
            client.run(take_version, before, workers=[address])


def test_a_scheduler_that_does_not_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "CONNECT_SECONDS", 0.5)
    with pytest.raises(ClusterBroken, match="Không kết nối được"):
        list(Cluster("tcp://127.0.0.1:9", Settings()).run(jobs("a.txt")))


def test_a_scheduler_and_the_engine_go_together(tmp_path: Path) -> None:
    for options in (("--engine", "dask"), ("--scheduler", "tcp://127.0.0.1:9")):
        done = CliRunner().invoke(cli, ["extract", "a.txt", "--out", str(tmp_path / "out"), *options])
        assert done.exit_code == 2
        assert "--scheduler" in done.stderr
