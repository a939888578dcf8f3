"""Processes and what they start: how much memory they hold, and how they end for certain."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

_PROC = Path("/proc")
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def resident(pid: int) -> int | None:
    """Bytes of memory that a process and all it started hold; null where nobody can tell.

    Linux tells by itself; elsewhere psutil is asked.
    """
    if _PROC.joinpath("self", "statm").exists():
        return sum(_pages(process) for process in (pid, *descendants(pid))) * _PAGE
    with suppress(Exception):
        process = _psutil(pid)
        held: int = sum(p.memory_info().rss for p in (process, *process.children(recursive=True)))
        return held
    return None


def descendants(pid: int) -> list[int]:
    """The processes that ``pid`` started, and those that they did; empty where nobody can tell."""
    if _PROC.joinpath("self", "statm").exists():
        return list(_below(pid))
    with suppress(Exception):
        return [child.pid for child in _psutil(pid).children(recursive=True)]
    return []


def is_alive(pid: int) -> bool:
    """Whether there is such a process; true where nobody can tell."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def kill(pid: int) -> None:
    """End a process and all that it started, at once."""
    # itself first: it must not go on when what it waited for has ended
    for process in (pid, *descendants(pid)):
        with suppress(OSError):
            os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))


def _below(pid: int) -> Iterator[int]:
    with suppress(OSError):  # it has ended
        for thread in list(_PROC.joinpath(str(pid), "task").iterdir()):
            children = ""
            with suppress(OSError):  # a thread that ends meanwhile must not hide what others started
                children = thread.joinpath("children").read_text()
            for child in map(int, children.split()):
                yield child
                yield from _below(child)


def _pages(pid: int) -> int:
    with suppress(OSError, ValueError, IndexError):
        return int(_PROC.joinpath(str(pid), "statm").read_text().split()[1])
    return 0


def _psutil(pid: int) -> Any:
    import psutil  # not installed on Linux

    return psutil.Process(pid)
