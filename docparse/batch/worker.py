"""The inside of a worker process: jobs come in on standard input, outcomes go out on standard output.

A message is its length (8 bytes) and a pickle. The process answers each job ``(item, skip)`` with one
:class:`Answer` an outcome and ``None`` at the end; before the first job it says :class:`Ready`. When
standard input closes, the process above is gone, and this one ends with all that it started.
"""

from __future__ import annotations

import gc
import os
import pickle
import queue
import signal
import struct
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from docparse.batch import processes

if TYPE_CHECKING:
    from docparse.batch.inputs import Input
    from docparse.batch.outcomes import Outcome
    from docparse.export.tables import Format

_LENGTH = struct.Struct(">Q")
#: what a worker does with a job unless it is told otherwise (tests do)
TARGET = "docparse.batch.work:outcomes"

# the name of the centre is one that no rule knows where to end: the tagger is asked
_PLAN = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG MÂY
Số: 1/KH-UBND
Đồng Mây, ngày 05 tháng 3 năm 2031
KẾ HOẠCH
Trồng cây xanh
I. MỤC TIÊU
1. Đến năm 2031, ít nhất 85% trường học có vườn cây theo Quyết định số 77/QĐ-TTg ngày 10/01/2031.
II. NHIỆM VỤ
1. Trung tâm Ươm mầm xanh thành lập tổ chăm cây, phối hợp với Sở Y tế, kinh phí 2 tỷ đồng.
"""

Work = Callable[["Input", int], Iterator["Outcome"]]


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has loaded what it needs. ``resident``: bytes of memory, null where nobody can tell."""

    pid: int
    resident: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One outcome and the seconds that it took."""

    outcome: Outcome
    seconds: float


def send(stream: BinaryIO, message: object) -> None:
    """Write one message; raises ``OSError`` where nobody reads any more."""
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Read one message; raises ``EOFError`` where the other side is gone."""
    header = stream.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(header)
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return pickle.loads(content)


def main() -> None:
    """Serve until standard input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the one above decides
    # whoever prints must not print among the messages
    stream = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    jobs: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_listen, args=(jobs,), daemon=True).start()
    with suppress(OSError):
        _serve(jobs, stream)
    _leave()


def warm() -> None:
    """Load what every document needs, so that no document pays for it.

    Rules are compiled and models loaded when they are first asked for: a small plan asks for all of them.
    """
    from docparse.plan import read_content

    read_content(_PLAN.encode(), "warm.txt")


def _serve(jobs: queue.Queue[Any], stream: BinaryIO) -> None:
    target, formats = jobs.get()
    work = _work(target, formats)
    if target == TARGET:
        warm()
    gc.collect()
    gc.freeze()  # what is loaded stays: no collection looks through it again
    send(stream, Ready(os.getpid(), processes.resident(os.getpid())))
    while (job := jobs.get()) is not None:
        _answer(work, job, stream)


def _answer(work: Work, job: tuple[Input, int], stream: BinaryIO) -> None:
    start = time.perf_counter()
    for outcome in work(*job):
        now = time.perf_counter()
        send(stream, Answer(outcome, now - start))
        start = now
    send(stream, None)


def _listen(jobs: queue.Queue[Any]) -> None:
    """Pass on what comes in, and end the process when nobody is there any more, whatever it does then."""
    stream = sys.stdin.buffer
    with suppress(EOFError, OSError):
        while True:
            jobs.put(receive(stream))
    _leave()


def _leave() -> None:
    for process in processes.descendants(os.getpid()):
        processes.kill(process)
    os._exit(0)


def _work(target: str, formats: Collection[Format]) -> Work:
    module, _, name = target.partition(":")
    work = getattr(import_module(module), name)
    return cast("Work", partial(work, formats=formats) if formats else work)
