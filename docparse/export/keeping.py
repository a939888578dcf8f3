"""Files that a person may have worked on: written over only where nothing of theirs is lost."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from docparse.errors import DocparseError
from docparse.export.atomic import writing


class WouldOverwrite(DocparseError):
    """A file exists that is not as docparse wrote it: writing would destroy somebody's work."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            str(path),
            "Tệp đã có và không còn như docparse ghi lần trước (có thể đã được sửa, điền, đánh dấu).",
            "Ghi ra tên khác; chỉ khi chắc không cần bản ấy nữa mới thêm --force để ghi đè.",
        )


def digest(content: bytes) -> str:
    """The fingerprint by which a file is known to be as it was written."""
    return sha256(content).hexdigest()


def refuse_overwriting(path: Path, content: bytes, written: Collection[str] = ()) -> None:
    """Raise :class:`WouldOverwrite` where ``path`` holds anything but ``content`` or an earlier result.

    ``written`` are digests of earlier results. A file that cannot be read raises
    :class:`~docparse.export.atomic.Unwritable`.
    """
    with writing(path):
        if not path.exists():
            return
        found = path.read_bytes()
    if found != content and digest(found) not in written:
        raise WouldOverwrite(path)
