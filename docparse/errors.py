"""The errors a user can meet. Each names the file, the cause and what to do about it."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pydantic import ValidationError


class DocparseError(Exception):
    """Base of every error that docparse raises on purpose.

    ``source`` is the file (or field) concerned, ``cause`` what is wrong, ``remedy`` what to do.
    Messages are in Vietnamese because officials read them.
    """

    def __init__(self, source: str, cause: str, remedy: str) -> None:
        super().__init__(f"{source}: {cause} {remedy}".rstrip())
        self.source = source
        self.cause = cause
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[DocparseError], tuple[Any, ...]]:
        """Errors travel between worker processes."""
        return type(self), (self.source, self.cause, self.remedy)


class UnreadableFile(DocparseError):
    """The file is missing, damaged, empty or not what its name says."""


class EncryptedFile(UnreadableFile):
    """The file is protected by a password."""


class UnsupportedFormat(UnreadableFile):
    """No reader knows this kind of file."""


class FileTooLarge(UnreadableFile):
    """Reading the file would break the bounds on memory or time."""


class MissingTool(DocparseError):
    """A system program or a package that this needs is not installed."""


#: what the system says against reading or writing a file; it knows no Vietnamese
_SYSTEM = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã hết dung lượng được cấp",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EFBIG: "tệp quá lớn đối với ổ đĩa",
    errno.ENOENT: "không có thư mục hoặc tệp này",
    errno.ENOTDIR: "trong đường dẫn có tên là tệp, không phải thư mục",
    errno.EISDIR: "là thư mục, không phải tệp",
    errno.EEXIST: "đã có một tệp mang tên của thư mục cần tạo",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EINVAL: "tên có ký tự không dùng được",
    errno.ELOOP: "liên kết trỏ vòng",
    errno.EBUSY: "chương trình khác đang dùng",
    errno.ETXTBSY: "chương trình khác đang dùng",
    errno.EMFILE: "đang mở quá nhiều tệp",
    errno.ENFILE: "đang mở quá nhiều tệp",
    errno.EIO: "ổ đĩa hoặc thiết bị bị lỗi",
    errno.ENODEV: "không còn ổ đĩa hoặc thiết bị này",
    errno.ETIMEDOUT: "quá lâu không trả lời",
}


def system_words(error: OSError) -> str:
    """What the system says against reading or writing, in Vietnamese; its number where that is not known."""
    if error.errno is None:  # told by one of the file systems elsewhere, in its own words
        return error.strerror or str(error)
    return _SYSTEM.get(error.errno, f"lỗi hệ thống số {error.errno}")


def installing(*packages: str) -> str:
    """The remedy for packages of Python that are missing, without its full stop."""
    return f"Cài vào môi trường đang chạy docparse: pip install {' '.join(packages)}"


#: the remedy for a result that is missing or no longer what docparse wrote
EXTRACT_AGAIN = "Hãy tạo lại tệp bằng lệnh “docparse extract VĂN_BẢN --out THƯ_MỤC”."


class InvalidProfile(DocparseError):
    """A drafting profile has a missing or wrong entry."""


class InvalidSources(DocparseError):
    """No draft can be made of the plans given: there is none, or one is given twice."""


class InvalidPlan(DocparseError):
    """A JSON file is not a plan written by docparse."""

    @classmethod
    def against_schema(cls, source: str, error: ValidationError) -> Self:
        """JSON that breaks the schema of a plan: how many faults it has, and where the first is."""
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, first["loc"])) or "gốc"
        cause = f"JSON không đúng lược đồ kế hoạch: {error.error_count()} lỗi, lỗi đầu ở “{field}”."
        return cls(source, cause, EXTRACT_AGAIN)


class NotAPlan(InvalidPlan):
    """A JSON file is something else than a plan, such as another result of docparse."""

    def __init__(self, source: str) -> None:
        super().__init__(source, "JSON này không phải kế hoạch do docparse trích xuất.", EXTRACT_AGAIN)

    def __reduce__(self) -> tuple[type[DocparseError], tuple[Any, ...]]:
        """Errors travel between worker processes."""
        return type(self), (self.source,)
