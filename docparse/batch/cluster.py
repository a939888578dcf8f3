"""Reading on a cluster: Dask brings the jobs to its workers, each thread of them has a reader of its own.

What a Dask worker does with a file is what a thread of the local pool does: it leads a process that reads
documents, with the same limits. A worker that is lost takes its jobs with it for a moment only: Dask gives
them to others. The results travel back and are stored by the one who asked.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from docparse.batch.engines import Job, Step
from docparse.batch.outcomes import Failure
from docparse.batch.program import fingerprint
from docparse.batch.reader import Reader, Settings, Watch
from docparse.batch.worker import Answer
from docparse.errors import DocparseError, MissingTool, installing

#: seconds in which the scheduler must answer
CONNECT_SECONDS = 30
# jobs that are at a worker or on the way to it, for each of its threads
_AHEAD = 4
_RETRY = "Chạy lại; nếu vẫn lỗi, đọc riêng tệp này trên một máy."

_own = threading.local()


class ClusterBroken(DocparseError):
    """The scheduler does not answer, or the workers run another docparse."""


class Cluster:
    """The engine that ``--engine dask --scheduler ADDRESS`` asks for.

    ``client`` is a connection that is there already. Raises :class:`~docparse.errors.MissingTool` without
    Dask and :class:`ClusterBroken`.
    """

    def __init__(self, scheduler: str, settings: Settings, client: Any = None) -> None:
        self._scheduler, self._client = scheduler, client
        # what is below this machine's scratch folder is nowhere on the others
        self._settings = replace(settings, scratch=None)

    def run(self, jobs: Sequence[Job]) -> Generator[Step]:
        """See :class:`~docparse.batch.engines.Engine`."""
        if not jobs:
            return
        client = self._client or self._connect()
        try:
            threads = self._check(client)
            yield from self._steps(client, jobs, threads * _AHEAD)
        finally:
            if self._client is None:
                client.close()

    def _connect(self) -> Any:
        try:
            return _dask().Client(self._scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
        except ImportError as error:
            remedy = f"{installing('distributed')}."
            raise MissingTool(self._scheduler, "Đọc trên cụm cần Dask.", remedy) from error
        except (OSError, ValueError) as error:
            remedy = "Kiểm tra địa chỉ và xem bộ điều phối (dask scheduler) có đang chạy."
            raise ClusterBroken(self._scheduler, "Không kết nối được bộ điều phối.", remedy) from error

    def _check(self, client: Any) -> int:
        """Make sure that all workers read as this machine does; returns how many threads they have."""
        threads: int = sum(client.nthreads().values())
        if not threads:
            remedy = "Khởi động tiến trình đọc: dask worker ĐỊA_CHỈ."
            raise ClusterBroken(self._scheduler, "Cụm không có tiến trình đọc (worker) nào.", remedy)
        found = client.run(fingerprint, on_error="return")
        wrong = [address for address, told in found.items() if told != fingerprint()]
        if wrong:
            cause = f"{len(wrong)} máy của cụm có bản docparse hoặc công cụ khác máy này: {wrong[0]} …"
            remedy = "Cài cùng một bản docparse, tesseract, LibreOffice trên mọi máy."
            raise ClusterBroken(self._scheduler, cause, remedy)
        return threads

    def _steps(self, client: Any, jobs: Sequence[Job], ahead: int) -> Iterator[Step]:
        """Keep the workers busy and give what comes back."""
        waiting = iter(jobs)
        sent: dict[str, Job] = {}

        def submit(count: int) -> list[Any]:
            futures = []
            for job in islice(waiting, count):
                future = client.submit(read_job, job, self._settings, pure=False)
                sent[future.key] = job
                futures.append(future)
            return futures

        queue = _dask().as_completed(submit(ahead), loop=client.loop, with_results=True, raise_errors=False)
        try:
            for future, told in queue:
                job = sent.pop(future.key)
                answers = told if future.status == "finished" else [Answer(_lost(job, told), 0.0)]
                future.release()
                for number, answer in enumerate(answers, job.skip):
                    yield Step(job, number, answer.outcome, answer.seconds)
                yield Step(job, job.skip + len(answers))
                for more in submit(1):
                    queue.add(more)
        finally:
            client.cancel(list(sent))


def read_job(job: Job, settings: Settings) -> list[Answer]:
    """Read one file on a Dask worker, in the process that belongs to this thread of it."""
    known, reader = getattr(_own, "reader", (None, None))
    if known != settings or reader is None:
        if reader is not None:
            reader.close()
        reader = Reader(replace(settings, scratch=_scratch()), _watch())
        _own.reader = (settings, reader)
    return list(reader.read(job.item, job.skip))


def _dask() -> Any:
    return import_module("distributed")


def _scratch() -> Path | None:
    """The folder that Dask gives a worker for what it writes meanwhile, and removes with it."""
    try:
        return Path(_dask().get_worker().local_directory)
    except ValueError:  # not on a worker
        return None


@cache
def _watch() -> Watch:
    """One watch for all threads of a Dask worker, as long as it lives."""
    return Watch().__enter__()


def _lost(job: Job, error: object) -> Failure:
    """Say why Dask gave a job up."""
    said = error[1] if isinstance(error, tuple) and len(error) > 1 else error
    cause = f"Cụm không đọc được ({type(said).__name__})."
    return Failure(job.item.source, "", cause, _RETRY, "machine", str(said))
