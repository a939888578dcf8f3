"""What workers do in the tests: the name of the file says it. Loaded in the worker process."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from docparse.batch.inputs import Input
from docparse.batch.outcomes import Outcome, Success

_done: list[str] = []


def act(item: Input, skip: int) -> Iterator[Outcome]:
    """Do what the words of the file's name say, one after the other; each is a document of its own."""
    for word in item.path.stem.split("+")[skip:]:
        if word == "endless":
            while True:
                time.sleep(1)
        if word == "spin":
            while True:
                pass
        if word == "greedy":
            hoard = []
            while True:
                hoard.append(bytearray(8 * 2**20))
        if word == "greedychild":
            os.spawnlp(
                os.P_WAIT, "python3", "python3", "-c", "x = [bytearray(2**23) for _ in range(200)]; input()"
            )
        if word == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if word == "crashsecond" and _done:
            os._exit(3)
        if word == "sleeper":
            os.spawnlp(os.P_WAIT, "sleep", "sleep", "1000")
        if word == "noisy":
            print("a library that prints")
            os.write(1, b"and one that writes\n")
        _done.append(word)
        yield Success(f"{item.source}/{word}", "0" * 64, word, f"{os.getpid()}".encode())


def not_even_start(item: Input, skip: int) -> Iterator[Outcome]:
    """Never called: see the test."""
    raise AssertionError(item, skip)


def scratch(item: Input, skip: int) -> Iterator[Outcome]:
    """Say where temporary files go."""
    import tempfile

    Path(tempfile.mkstemp()[1]).write_text("x")
    yield Success(item.source, "", tempfile.gettempdir(), b"")
