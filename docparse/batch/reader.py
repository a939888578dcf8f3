"""A worker process seen from outside: it reads one document after the other, and is replaced when need be."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self, cast

from docparse.batch import processes
from docparse.batch.inputs import Input
from docparse.batch.outcomes import DEFAULT_LIMITS, Blame, Failure, Limits
from docparse.batch.worker import TARGET, Answer, Ready, receive, send
from docparse.errors import DocparseError
from docparse.export.tables import Format

#: seconds between two looks at the clock and the memory of the workers
WATCH_INTERVAL = 0.1
#: a worker that holds more than this (bytes) after a document is replaced, but not before it has read so
#: many documents that the start of another one costs little beside them
RECYCLE_ABOVE, RECYCLE_AFTER = 300 * 2**20, 50
#: documents of one archive that may end a process one after the other before the rest is given up
MAX_DEATHS = 3

_START = "from docparse.batch.worker import main; main()"
_SPLIT = "Tách tệp thành nhiều tệp nhỏ hơn, hoặc chạy lại với {option} lớn hơn."
_DIED = "Chạy lại; nếu vẫn lỗi, gửi tệp này cho nhóm phát triển docparse."


class WorkerBroken(DocparseError):
    """Worker processes do not even start: no document can be read."""

    def __init__(self) -> None:
        remedy = "Chạy với --jobs 0 --debug để xem nguyên nhân."
        super().__init__("docparse", "Không khởi động được tiến trình đọc.", remedy)


@dataclass(frozen=True, slots=True)
class Settings:
    """How workers are made: their limits, the folder for what they write meanwhile, what they run.

    ``talks``: what they print on standard error is shown. ``formats``: those of the tables that the plans
    will be put into.
    """

    limits: Limits = DEFAULT_LIMITS
    scratch: Path | None = None
    target: str = TARGET
    talks: bool = False
    formats: tuple[Format, ...] = ()


class _Process:
    """One process and the talk with it. All that the watch and the reader share is under ``lock``."""

    def __init__(self, settings: Settings) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        if settings.scratch:
            environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(settings.scratch))
        self._popen = subprocess.Popen(
            [sys.executable, "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if settings.talks else subprocess.DEVNULL,
            env=environment,
        )
        self._in = cast("BinaryIO", self._popen.stdin)
        self._out = cast("BinaryIO", self._popen.stdout)
        self.lock = threading.Lock()
        self.deadline: float | None = None
        self.broken_limit: str | None = None
        self.documents = 0
        with suppress(OSError):  # receiving says that it ended
            send(self._in, (settings.target, settings.formats))

    @property
    def pid(self) -> int:
        return self._popen.pid

    def ask(self, message: object) -> None:
        """Send a job; that the process is gone shows when the answer is read."""
        with suppress(OSError):
            send(self._in, message)

    def answer(self) -> object:
        """Wait for a message; raises ``EOFError`` when the process has ended."""
        return receive(self._out)

    def kill(self) -> None:
        """Kill the process with all that it started; without effect on one that has ended."""
        if self._popen.poll() is None:
            processes.kill(self.pid)

    def end(self) -> None:
        """Kill the process and put away what belonged to it."""
        self.kill()
        with suppress(OSError):
            self._in.close()
        self._out.close()
        self._popen.wait()

    def killed_by(self) -> int | None:
        """The signal that ended the process, null where it was none."""
        code = self._popen.wait()
        return -code if code < 0 else None


class Reader:
    """Reads documents in a process of its own. Use as a context manager; not for two threads at once."""

    def __init__(self, settings: Settings, watch: Watch) -> None:
        self._settings = settings
        self._watch = watch
        self._process: _Process | None = None
        self._stopped = False

    def read(self, item: Input, skip: int = 0) -> Iterator[Answer]:
        """Read one file as :func:`docparse.batch.work.outcomes` does; never raises because of the file.

        A document that breaks a limit or the process gets a failure, and those behind it in the same
        archive are read by another process. Raises :class:`WorkerBroken` where none can be started.
        """
        number, deaths = skip, 0
        while not self._stopped:
            process = self._ready()
            try:
                for answer in self._answers(process, item, number):
                    yield answer
                    number, deaths = number + 1, 0
            except EOFError:
                self._bury(process)
            else:
                self._recycle(process)
                return
            if self._stopped or (process.documents and process.broken_limit != "seconds"):
                continue  # what it had read before may be to blame: a fresh process is the judge
            deaths += 1
            is_last = not item.is_container or deaths == MAX_DEATHS
            yield Answer(self._failure(process, item, is_last), 0.0)
            if is_last:
                return
            number += 1

    def stop(self) -> None:
        """End the process from another thread: :meth:`read` gives nothing more."""
        self._stopped = True
        if (process := self._process) is not None:
            process.kill()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._bury(self._process)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ready(self) -> _Process:
        """The process, started where there is none."""
        if self._process is None:
            process = _Process(self._settings)
            self._process = process
            try:
                ready = process.answer()
            except EOFError:
                self.close()
                raise WorkerBroken from None
            assert isinstance(ready, Ready)
            self._watch.add(process, self._settings.limits)
        return self._process

    def _answers(self, process: _Process, item: Input, skip: int) -> Iterator[Answer]:
        """Ask for one file and wait for its outcomes; each of them has the whole time."""
        process.ask((item, skip))
        while True:
            self._allow(process, self._settings.limits.seconds)
            message = process.answer()
            self._allow(process, None)
            if not isinstance(message, Answer):
                return
            process.documents += 1
            yield message

    def _allow(self, process: _Process, seconds: float | None) -> None:
        with process.lock:
            process.deadline = None if seconds is None else time.monotonic() + seconds

    def _bury(self, process: _Process) -> None:
        self._process = None
        self._watch.forget(process)
        process.end()

    def _failure(self, process: _Process, item: Input, is_last: bool) -> Failure:
        """Say why the process ended in the middle of a document."""
        limits = self._settings.limits
        blame: Blame = "limit"
        if process.broken_limit == "seconds":
            cause = f"Đọc quá {limits.seconds:g} giây, đã dừng."
            remedy = _SPLIT.format(option="--timeout")
        elif process.broken_limit == "memory":
            cause = f"Cần hơn {limits.memory // 2**20} MB bộ nhớ, đã dừng."
            remedy = _SPLIT.format(option="--memory")
        else:
            blame, signal = "machine", process.killed_by()
            cause = "Tiến trình đọc dừng đột ngột" + (f" (tín hiệu {signal})." if signal else ".")
            remedy = _DIED
        if item.is_container and is_last:
            cause += " Phần còn lại của tệp không được đọc."
        return Failure(item.source, "", cause, remedy, blame)

    def _recycle(self, process: _Process) -> None:
        if process.documents < RECYCLE_AFTER:
            return
        if (processes.resident(process.pid) or 0) > RECYCLE_ABOVE:
            self.close()


class Watch:
    """Ends the processes that break a limit: a thread that looks at the clock and at their memory."""

    def __init__(self) -> None:
        self._processes: dict[_Process, Limits] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def add(self, process: _Process, limits: Limits) -> None:
        """Watch over a process."""
        with self._lock:
            self._processes[process] = limits

    def forget(self, process: _Process) -> None:
        """Watch over it no longer."""
        with self._lock:
            self._processes.pop(process, None)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(WATCH_INTERVAL):
            with self._lock:
                watched = list(self._processes.items())
            for process, limits in watched:
                _look(process, limits)


def _look(process: _Process, limits: Limits) -> None:
    """End a process that is over its limits in the middle of a document."""
    if process.deadline is None:
        return
    held = processes.resident(process.pid)
    with process.lock:
        if process.deadline is None or process.broken_limit:
            return
        if time.monotonic() > process.deadline:
            process.broken_limit = "seconds"
        elif held is not None and held > limits.memory:
            process.broken_limit = "memory"
        else:
            return
        processes.kill(process.pid)
