"""The attachments of a mail that Outlook saved as a file (.msg): an OLE file with streams by number."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator

import olefile

from docparse.errors import DocparseError, FileTooLarge, UnreadableFile

_CONTENT = "__substg1.0_37010102"
# the long name, the short one; in UTF-16 and in the code page of the sender's Windows
_NAMES = (
    ("__substg1.0_3707001F", "utf-16-le"),
    ("__substg1.0_3704001F", "utf-16-le"),
    ("__substg1.0_3707001E", "cp1258"),
    ("__substg1.0_3704001E", "cp1258"),
)
_MAX_NAME_BYTES = 2_000
# what olefile lets escape on broken files; recursion: a directory as deep as the file is long
_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError)

Take = Callable[[int, str], None]


def attachments(
    data: bytes, name: str, largest: int, take: Take, report: Callable[[DocparseError], None]
) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of the attachments, those of mails inside the mail too.

    ``take`` is told the size of each before it is read, and may refuse it; one of more than ``largest``
    bytes, or damaged, goes to ``report``. Raises :class:`~docparse.errors.UnreadableFile`.
    """
    logging.getLogger("olefile").setLevel(logging.CRITICAL)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as mail:
            found = [path for path in mail.listdir() if path[-1] == _CONTENT]
            for number, path in enumerate(found, 1):
                size = mail.get_size(path)
                inner = _name(mail, path[:-1]) or f"dinh-kem-{number}"
                if size > min(largest, len(data)):
                    report(_too_large(f"{name}/{inner}"))
                    continue
                take(size, name)
                yield inner, mail.openstream(path).read()
    except _BROKEN as error:
        raise UnreadableFile(name, "Thư Outlook bị hỏng.", "Mở thư và lưu riêng các tệp đính kèm.") from error


def _name(mail: olefile.OleFileIO, folder: list[str]) -> str:
    for stream, encoding in _NAMES:
        path = [*folder, stream]
        if mail.exists(path) and mail.get_size(path) <= _MAX_NAME_BYTES:
            return str(mail.openstream(path).read().decode(encoding, "replace").strip("\0 "))
    return ""


def _too_large(name: str) -> FileTooLarge:
    return FileTooLarge(name, "Tệp đính kèm quá lớn hoặc bị hỏng.", "Mở thư và lưu riêng tệp đính kèm.")
