"""Whether a file is still what it was: by looking at it from outside, or by reading it."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from docparse.batch import remote
from docparse.batch.inputs import Input
from docparse.errors import DocparseError

# a file changed less than this before it was looked at (ns) may change again without a trace
_SETTLED_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """``size`` in bytes (-1: unknown) and a mark that no change of the content leaves as it was.

    An empty mark says nothing: the file must be read.
    """

    size: int
    mark: str


def stamp(item: Input) -> Stamp:
    """Look at a file without reading it.

    On POSIX the time of the last change of the inode cannot be set by programs, so a file of the same
    size, times and inode is the same; elsewhere no mark is given.
    """
    if item.url:
        return Stamp(*remote.stamp(item.url))
    try:
        told = Path(item.path).stat()
    except OSError:
        return Stamp(-1, "")
    if os.name != "posix" or time.time_ns() - told.st_ctime_ns < _SETTLED_NS:
        return Stamp(told.st_size, "")
    return Stamp(told.st_size, f"{told.st_size}:{told.st_mtime_ns}:{told.st_ctime_ns}:{told.st_ino}")


def digest(item: Input) -> str:
    """SHA-256 of a file, empty where it cannot be read."""
    try:
        if item.url:
            return hashlib.sha256(remote.load(item.url)).hexdigest()
        with Path(item.path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, DocparseError):
        return ""
