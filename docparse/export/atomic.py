"""Files that are either whole or not there: written beside their place, then moved onto it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from docparse.errors import DocparseError, system_words

_FREE = "Giải phóng dung lượng rồi chạy lại, hoặc ghi sang ổ đĩa khác."
_CLOSE = "Đóng tệp nếu đang mở trong Word, Excel; kiểm tra quyền ghi hoặc ghi sang thư mục khác."
_ELSEWHERE = "Ghi ra tên hoặc thư mục khác."
_REMEDIES = {
    errno.ENOSPC: _FREE,
    errno.EDQUOT: _FREE,
    errno.EACCES: _CLOSE,
    errno.EPERM: _CLOSE,
    errno.EBUSY: _CLOSE,
}


class Unwritable(DocparseError):
    """A result cannot be written: no right, no room, or another program holds the file."""

    def __init__(self, path: Path, error: OSError) -> None:
        remedy = _REMEDIES.get(error.errno or 0, _ELSEWHERE)
        super().__init__(str(path), f"Không ghi được ({system_words(error)}).", remedy)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says against writing ``path`` into :class:`Unwritable`."""
    try:
        yield
    except BrokenPipeError:  # `docparse … | head`: no error
        raise
    except OSError as error:
        raise Unwritable(path, error) from error


class Pending:
    """A file in the making: write to :attr:`draft`, then :meth:`commit` or :meth:`discard` it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # hidden, in the same folder (a move between disks is not atomic), and ours alone
        self.draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")

    def commit(self) -> None:
        """Put the draft in its place, over what was there."""
        try:
            self.draft.replace(self.path)
        except OSError:
            self.discard()
            raise

    def discard(self) -> None:
        """Remove the draft, if there is one."""
        with suppress(OSError):
            self.draft.unlink()


def write_atomically(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write ``content`` to ``path``, whose folder is made where it is missing.

    Raises :class:`Unwritable` and leaves what was there before.

    A ``durable`` file is on the disk, safe from a power failure, before it takes its place.
    """
    pending = Pending(path)
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with pending.draft.open("wb") as stream:
                stream.write(content)
                if durable:
                    stream.flush()
                    os.fsync(stream.fileno())
            pending.commit()
        except BaseException:
            pending.discard()
            raise
