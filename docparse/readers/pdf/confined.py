"""A PDF read by a process of its own that may take only so much memory and time.

Run as a program it reads a file from standard input and answers with a pickle: the builder, filled, or the
error. It is this module that starts it, so nothing foreign is ever unpickled.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from contextlib import suppress

from docparse.document import DocumentBuilder
from docparse.errors import DocparseError, FileTooLarge

# bytes that the process may hold, and seconds that it may take
MEMORY = 1_500 * 2**20
SECONDS = 120.0

_PROGRAM = "from docparse.readers.pdf.confined import main; main()"


def read(data: bytes, builder: DocumentBuilder) -> None:
    """Read a PDF as :func:`docparse.readers.pdf.read` does, within :data:`MEMORY` and :data:`SECONDS`.

    Raises :class:`~docparse.errors.FileTooLarge` where these do not suffice.
    """
    task = pickle.dumps((data, builder))
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM], input=task, capture_output=True, timeout=SECONDS, check=True
        )
        answer = pickle.loads(done.stdout)
    except (subprocess.SubprocessError, pickle.UnpicklingError, EOFError) as error:
        raise FileTooLarge(
            builder.name,
            f"Nội dung PDF cần hơn {MEMORY // 2**20} MB bộ nhớ hoặc {SECONDS:.0f} giây để đọc.",
            "Kiểm tra nguồn tệp; in ra PDF mới (Print to PDF) rồi đọc lại.",
        ) from error
    if isinstance(answer, DocparseError):
        raise answer
    vars(builder).update(vars(answer))


def main() -> None:
    """Read the task from standard input and answer on standard output."""
    _confine()
    from docparse.readers.pdf import read_openly

    data, builder = pickle.load(sys.stdin.buffer)
    answer: DocumentBuilder | DocparseError = builder
    try:
        read_openly(data, builder)
    except DocparseError as error:
        answer = error
    pickle.dump(answer, sys.stdout.buffer)


def _confine() -> None:
    """Bound the memory of this process; where the system cannot (Windows), only the time is bounded."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
