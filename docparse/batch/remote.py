"""Files that are not on this machine: whatever fsspec has a protocol for (``s3://``, ``memory://`` …)."""

from __future__ import annotations

from glob import has_magic
from typing import TYPE_CHECKING, Any

from docparse.errors import DocparseError, MissingTool, UnreadableFile, installing
from docparse.readers import check_size

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem


def connect(url: str) -> tuple[AbstractFileSystem, str]:
    """The file system that ``url`` is on and the path of the file there.

    Raises :class:`~docparse.errors.MissingTool` without fsspec or the package for this protocol, and
    :class:`~docparse.errors.UnreadableFile` where the address is wrong or nobody answers.
    """
    try:
        import fsspec
    except ImportError as error:
        raise MissingTool(url, "Cần gói fsspec để đọc địa chỉ này.", f"{installing('fsspec')}.") from error
    try:
        filesystem, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        protocol = url.partition("://")[0]
        cause = f"Thiếu gói cho giao thức {protocol} ({error})."
        raise MissingTool(url, cause, f"{installing('fsspec', f'{protocol}fs')}.") from error
    except Exception as error:
        raise _unreachable(url, error) from error
    return filesystem, path


def find(url: str, output: str = "") -> tuple[list[str], bool]:
    """The addresses of the files at ``url`` (a file, folder or pattern), and whether a file was named.

    Hidden files and those below ``output`` are left out. Raises
    :class:`~docparse.errors.UnreadableFile` for a place that cannot be reached.
    """
    filesystem, path = connect(url)
    try:
        if not has_magic(path) and not filesystem.isdir(path):
            return [filesystem.unstrip_protocol(path)], True
        found = filesystem.glob(path) if has_magic(path) else filesystem.find(path)
        found = [name for name in found if not filesystem.isdir(name)] if has_magic(path) else found
    except Exception as error:
        raise _unreachable(url, error) from error
    addresses = sorted(filesystem.unstrip_protocol(name) for name in found)
    below = output.rstrip("/") + "/"
    return [a for a in addresses if not _is_hidden(a) and not (output and a.startswith(below))], False


def load(url: str) -> bytes:
    """The bytes of one file; raises :class:`~docparse.errors.DocparseError`."""
    filesystem, path = connect(url)
    try:
        check_size(int(filesystem.size(path) or 0), url)
        content: bytes = filesystem.cat_file(path)
    except DocparseError:
        raise
    except FileNotFoundError:
        raise UnreadableFile(url, "Không tìm thấy tệp.", "Kiểm tra lại địa chỉ.") from None
    except Exception as error:
        raise _unreachable(url, error) from error
    return content


def stamp(url: str) -> tuple[int, str]:
    """Size of a file in bytes, and a mark that changes with its content; ``-1`` where nobody can tell."""
    filesystem, path = connect(url)
    try:
        described: dict[str, Any] = filesystem.info(path)
        return int(described.get("size") or 0), str(filesystem.ukey(path))
    except Exception:  # reading the file says why
        return -1, ""


def _is_hidden(url: str) -> bool:
    return any(part.startswith((".", "~$")) for part in url.partition("://")[2].split("/"))


def _unreachable(url: str, error: Exception) -> UnreadableFile:
    said = str(error).partition("\n")[0][:200] or type(error).__name__
    return UnreadableFile(url, f"Không truy cập được ({said}).", "Kiểm tra địa chỉ, mạng và quyền truy cập.")
