"""Files that a person may have worked on: written over only where nothing of theirs is lost."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from docparse.errors import DocparseError
from docparse.export.atomic import writing

#: who saved a Word or Excel file last, as its properties tell it, where docparse wrote it
AUTHOR = "docparse"
_OFFICE = (".docx", ".xlsx")
_SAVED_BY = re.compile(rb"<cp:lastModifiedBy>" + AUTHOR.encode() + rb"</cp:lastModifiedBy>")
# Word and Excel put down who saved the file; LibreOffice and WPS may leave that, but put down themselves
_SAVED_WITH = re.compile(rb"<Application>Microsoft \w")
_EDITED = "da-sua"


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


def set_aside(path: Path) -> Path | None:
    """Rename a Word or Excel file that is to be written over and that somebody has saved since docparse did.

    Returns its new name, null where there is nothing to keep. Other formats carry no mark of who saved them
    and are left to be replaced. Raises :class:`~docparse.export.atomic.Unwritable`.
    """
    if path.suffix.lower() not in _OFFICE or not path.is_file() or _is_ours(path):
        return None
    names = (f"{path.stem}.{_EDITED}{f'-{n}' if n > 1 else ''}{path.suffix}" for n in count(1))
    kept = next(free for name in names if not (free := path.with_name(name)).exists())
    with writing(path):
        path.rename(kept)
    return kept


def _is_ours(path: Path) -> bool:
    """Whether nobody has saved the file since docparse wrote it; what cannot be read is somebody's."""
    with suppress(OSError, BadZipFile, KeyError, RuntimeError), ZipFile(path) as parts:
        core, app = parts.read("docProps/core.xml"), parts.read("docProps/app.xml")
        return bool(_SAVED_BY.search(core) and _SAVED_WITH.search(app))
    return False
