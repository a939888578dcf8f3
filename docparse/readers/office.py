"""Older and foreign word-processor files (.doc, .rtf, .odt, Word 2003 XML), converted by LibreOffice."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from pathlib import Path

from docparse.document import DocumentBuilder
from docparse.errors import EncryptedFile, FileTooLarge, MissingTool, UnreadableFile
from docparse.readers import cfb, docx
from docparse.readers.programs import how_to_install

# A conversion takes two seconds; a file that needs more than this is broken or hostile.
TIMEOUT_SECONDS = 120.0
MAX_BYTES = 200 * 2**20

_PROGRAMS = ("soffice", "libreoffice")
_RTF = b"{\\rtf"
_WORD_2003 = b"<w:wordDocument"
_HEAD_BYTES = 4096
# named, because LibreOffice opens what it does not know as plain text and reports success
_FILTERS = {
    ".doc": "MS Word 97",
    ".rtf": "Rich Text Format",
    ".odt": "writer8",
    ".xml": "MS Word 2003 XML",
}
_WORD_STREAM = "WordDocument"
_WORD_MAGICS = (b"\xec\xa5", b"\xdc\xa5")  # Word 97 and later, Word 6 and 95
_FLAGS_AT, _ENCRYPTED_FLAG = 11, 0x01

# A profile of its own: no macros, no links followed, nothing fetched, whatever the file asks for.
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "2"),
)


def read(data: bytes, builder: DocumentBuilder) -> None:
    """Add the paragraphs and tables of a .doc, .rtf or .odt.

    Raises :class:`~docparse.errors.MissingTool` without LibreOffice, ``EncryptedFile`` for a file with
    a password, ``UnreadableFile`` for one that is damaged or takes longer than ``TIMEOUT_SECONDS``.
    """
    suffix = _suffix(data, builder.name)
    if len(data) > MAX_BYTES:
        raise FileTooLarge(
            builder.name, f"Tệp lớn hơn {MAX_BYTES // 2**20} MB.", "Mở bằng Word rồi lưu dạng .docx."
        )
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise MissingTool(
            builder.name,
            f"Cần LibreOffice để đọc tệp {suffix}.",
            f"{how_to_install('libreoffice')}; hoặc mở bằng Word rồi lưu dạng .docx.",
        )
    docx.read(_convert(data, suffix, program, builder.name), builder)


def _suffix(data: bytes, source: str) -> str:
    """Tell the kind of file by its content; LibreOffice itself would take anything for text."""
    if data.startswith(cfb.MAGIC):
        head = cfb.stream_head(data, _WORD_STREAM)
        if not head.startswith(_WORD_MAGICS) or len(head) <= _FLAGS_AT:
            raise _unreadable(source, "Tệp không phải văn bản Word hoặc bị cắt cụt.")
        if head[_FLAGS_AT] & _ENCRYPTED_FLAG:
            raise _encrypted(source)
        return ".doc"
    if data[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_RTF):
        return ".rtf"
    if _WORD_2003 in data[:_HEAD_BYTES]:
        return ".xml"
    _check_odt(data, source)
    return ".odt"


def _check_odt(data: bytes, source: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            with archive.open("META-INF/manifest.xml") as stream:
                manifest = stream.read(2**20)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise _unreadable(source, "Tệp .odt bị hỏng.") from error
    if b"encryption-data" in manifest:
        raise _encrypted(source)
    if "content.xml" not in names:
        raise _unreadable(source, "Tệp .odt thiếu nội dung.")


def _convert(data: bytes, suffix: str, program: str, source: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="docparse-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        (place / f"input{suffix}").write_bytes(data)
        _write_profile(place / "profile")
        command = [
            program,
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            f"--infilter={_FILTERS[suffix]}",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(place / "out"),
            str(place / f"input{suffix}"),
        ]
        _run(command, place, source)
        converted = place / "out" / "input.docx"
        if not converted.is_file():
            raise _unreadable(source, f"LibreOffice không mở được tệp {suffix}.")
        if converted.stat().st_size > MAX_BYTES:
            raise FileTooLarge(source, "Tệp chuyển đổi ra quá lớn.", "Kiểm tra nguồn tệp.")
        return converted.read_bytes()


def _run(command: list[str], folder: Path, source: str) -> None:
    """Run LibreOffice in a process group of its own, which ends with this call whatever happens."""
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise _unreadable(source, f"Chuyển đổi quá {TIMEOUT_SECONDS:.0f} giây, đã dừng.") from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the group: soffice starts a second process that does the work."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
        encoding="utf-8",
    )


def _encrypted(source: str) -> EncryptedFile:
    return EncryptedFile(source, "Tệp được đặt mật khẩu.", "Mở bằng Word, gỡ mật khẩu rồi lưu lại.")


def _unreadable(source: str, cause: str) -> UnreadableFile:
    return UnreadableFile(source, cause, "Tải hoặc sao chép lại tệp; hoặc mở bằng Word rồi lưu dạng .docx.")
