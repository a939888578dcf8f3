"""The errors a user can meet. Each names the file, the cause and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

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

    def __reduce__(self) -> tuple[type[DocparseError], tuple[str, str, str]]:
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
