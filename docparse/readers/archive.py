"""Documents inside other files: ZIP archives and the attachments of mails.

Nothing is written to disk, so the names of members can do no harm; they are cleaned all the same.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import errors as mail_errors
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path, PurePosixPath

from docparse.errors import DocparseError, EncryptedFile, FileTooLarge, UnreadableFile, system_words
from docparse.readers.sniff import EMAIL, OUTLOOK, ZIP, media_type_of
from docparse.text.encoding import decode

Member = tuple[str, bytes]
OnError = Callable[[DocparseError], None]

_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_NAME_ENCODINGS = ("utf-8", "windows-1258")
_CHUNK = 1 << 16
# the last is Word's mark of a document that is open
_JUNK = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini", "~$")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


_REMEDY_LARGE = "Kiểm tra nguồn gốc tệp, rồi giải nén và chỉ giữ các văn bản cần đọc."


class _OverAllError(FileTooLarge):
    """The members together break a limit: reading on would, too."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds against archives made to fill memory; sizes in bytes, ``ratio`` unpacked to packed."""

    member: int = 200_000_000
    total: int = 1_000_000_000
    ratio: int = 200
    ratio_from: int = 10_000_000
    members: int = 10_000
    depth: int = 4


DEFAULT_LIMITS = Limits()
# what the email package lets escape on broken mails
_BROKEN_MAIL = (mail_errors.MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError)


@dataclass(slots=True)
class _Budget:
    """What is left of the limits, shared by an archive and the archives inside it."""

    limits: Limits
    on_error: OnError | None
    read: int = 0
    members: int = 0

    def report(self, error: DocparseError) -> None:
        if self.on_error is None:
            raise error
        self.on_error(error)

    def take(self, size: int, source: str) -> None:
        self.read += size
        if self.read > self.limits.total:
            raise _OverAllError(
                source, f"Nội dung giải nén vượt {self.limits.total / 1e6:.0f} MB.", _REMEDY_LARGE
            )

    def count(self, source: str) -> None:
        self.members += 1
        if self.members > self.limits.members:
            raise _OverAllError(source, f"Chứa hơn {self.limits.members} tệp.", _REMEDY_LARGE)


def members(
    source: str | Path | bytes,
    name: str = "",
    *,
    limits: Limits = DEFAULT_LIMITS,
    on_error: OnError | None = None,
) -> Iterator[Member]:
    """Yield ``(path inside, bytes)`` of the documents in a ZIP archive or mail, archives in it unpacked.

    ``source`` is a path, or the bytes of the file that is known as ``name``. A member that cannot be
    read raises :class:`~docparse.errors.UnreadableFile` (``EncryptedFile`` with a password,
    ``FileTooLarge`` beyond the limits); with ``on_error`` it is handed over instead and the others
    follow. Errors of the file as a whole, and of the limits on all members together, always raise.
    """
    if isinstance(source, bytes):
        data = source
    else:
        name = name or Path(source).name
        data = _read_file(Path(source))
    yield from _unpack(data, name, _Budget(limits, on_error), depth=0)


def is_container(data: bytes, name: str) -> bool:
    """Tell whether :func:`members` can look into the file."""
    return media_type_of(data, name) in (ZIP, EMAIL, OUTLOOK)


def nothing_inside(data: bytes, name: str) -> UnreadableFile:
    """The error for a file in which no document was found."""
    if media_type_of(data, name) in (EMAIL, OUTLOOK):
        cause = "Thư không có tệp đính kèm nào đọc được; nội dung thư không được đọc."
        return UnreadableFile(name, cause, "Nếu văn bản nằm trong thư, chép sang tệp .docx hoặc .txt.")
    remedy = "Tệp nén cần có văn bản .docx, .doc, .pdf, .odt, .rtf, .html, .txt hoặc ảnh quét."
    return UnreadableFile(name, "Không có văn bản nào đọc được bên trong.", remedy)


def _read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            str(path), f"Không đọc được ({system_words(error)}).", "Kiểm tra đường dẫn và quyền truy cập."
        ) from error


def _unpack(data: bytes, name: str, budget: _Budget, depth: int) -> Iterator[Member]:
    if depth > budget.limits.depth:
        raise FileTooLarge(name, f"Tệp nén lồng nhau quá {budget.limits.depth} lớp.", _REMEDY_LARGE)
    kind = media_type_of(data, name)
    if kind == ZIP:
        found = _zip_members(data, name, budget)
    elif kind == EMAIL:
        found = _attachments(data, name)
    elif kind == OUTLOOK:
        found = _outlook_attachments(data, name, budget)
    else:
        raise UnreadableFile(name, "Không phải tệp ZIP hay thư điện tử.", "Đọc trực tiếp tệp này.")
    for inner, content in found:
        budget.count(name)
        if is_container(content, inner):
            yield from _nested(content, f"{name}/{inner}", inner, budget, depth)
        else:
            yield inner, content


def _nested(data: bytes, source: str, inner: str, budget: _Budget, depth: int) -> Iterator[Member]:
    try:
        for path, content in _unpack(data, source, budget, depth + 1):
            yield f"{inner}/{path}", content
    except _OverAllError:
        raise
    except DocparseError as error:
        budget.report(error)


def _zip_members(data: bytes, name: str, budget: _Budget) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise UnreadableFile(name, "Tệp ZIP bị hỏng.", "Tải hoặc nén lại tệp.") from error
    with archive:
        for info in archive.infolist():
            path = _clean(_name_of(info))
            if not info.filename or info.is_dir() or _is_junk(path):  # a damaged entry may have no name
                continue
            try:
                yield path, _content(archive, info, f"{name}/{path}", budget)
            except _OverAllError:
                raise
            except DocparseError as error:
                budget.report(error)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, budget: _Budget) -> bytes:
    """Unpack one member piece by piece: the sizes that an archive states may be false."""
    if info.flag_bits & _ENCRYPTED:
        raise EncryptedFile(source, "Được bảo vệ bằng mật khẩu.", "Giải nén bằng mật khẩu rồi đọc lại.")
    limits = budget.limits
    allowed = min(limits.member, max(limits.ratio_from, limits.ratio * max(info.compress_size, 1)))
    pieces: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                if size > allowed:
                    raise FileTooLarge(source, f"Giải nén ra hơn {allowed / 1e6:.0f} MB.", _REMEDY_LARGE)
                budget.take(len(piece), source)
                pieces.append(piece)
    except _DAMAGE as error:
        raise UnreadableFile(source, "Bị hỏng trong tệp ZIP.", "Tải hoặc nén lại tệp.") from error
    return b"".join(pieces)


def _name_of(info: zipfile.ZipInfo) -> str:
    """Return the name, read as code page 437 where old tools and Vietnamese Windows wrote another."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        name, encoding = decode(info.filename.encode("cp437"))
    except ValueError:
        return info.filename
    return name if encoding in _NAME_ENCODINGS else info.filename


def _clean(path: str) -> str:
    """Return a relative path without drive, root and steps upwards."""
    parts = PurePosixPath(path.replace("\\", "/").replace("\0", "")).parts
    kept = [part for part in parts if part not in ("/", "..", ".") and not part.endswith(":")]
    return "/".join(kept) or "khong-ten"


def _is_junk(path: str) -> bool:
    lowered = path.lower()
    return lowered.startswith(_JUNK[0]) or lowered.rsplit("/", 1)[-1].startswith((*_JUNK[1:], "._"))


def _attachments(data: bytes, name: str) -> Iterator[Member]:
    """Yield the attachments of a mail, those of mails inside it too."""
    try:
        mail = message_from_bytes(data, policy=policy.default)
        for number, part in enumerate(mail.walk(), 1):
            content = _payload(part)
            if content is not None:
                yield _clean(part.get_filename() or f"dinh-kem-{number}"), content
    except _BROKEN_MAIL as error:
        raise UnreadableFile(name, "Thư điện tử bị hỏng.", "Mở thư và lưu riêng các tệp đính kèm.") from error


def _outlook_attachments(data: bytes, name: str, budget: _Budget) -> Iterator[Member]:
    # olefile: only for the mails of Outlook
    from docparse.readers.outlook import attachments

    for path, content in attachments(data, name, budget.limits.member, budget.take, budget.report):
        yield _clean(path), content


def _payload(part: EmailMessage) -> bytes | None:
    """Return the bytes of an attachment; null for the text of the mail and for containers."""
    if part.is_multipart() or (part.get_filename() is None and not part.is_attachment()):
        return None
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else None
