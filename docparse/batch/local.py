"""Many documents, one after the other, in this process: what one of them does hurts only itself."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Protocol

from docparse.batch.inputs import PICTURES, Input, is_document
from docparse.errors import DocparseError, UnreadableFile, UnsupportedFormat
from docparse.export.atomic import Unwritable
from docparse.model import Plan
from docparse.plan import read, read_content
from docparse.readers import archive

_REPORT = "Chạy lại với --debug rồi gửi phần in ra, kèm tệp này, cho nhóm phát triển docparse."
# characters of a foreign error message that are passed on
_MAX_SAID = 200


@dataclass(frozen=True, slots=True)
class Success:
    """A plan was read from ``source`` and stored."""

    source: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Failure:
    """``source`` could not be read: ``cause`` and ``remedy`` for the user, ``trace`` for the developer."""

    source: str
    cause: str
    remedy: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """``source`` is a file of another kind that nobody asked for by name."""

    source: str


Outcome = Success | Failure | Skipped


class Sink(Protocol):
    """Where plans go; ``add`` returns the plan as it was stored."""

    def add(self, plan: Plan) -> Plan:
        """Store one plan."""
        ...


def extract(inputs: Iterable[Input], sink: Sink) -> Iterator[Outcome]:
    """Read each input, store its plans in ``sink``, and tell of each document what became of it.

    The outcomes come in the order of the inputs; an archive gives one for each of its members. Without
    a place for results all ends: :class:`~docparse.export.atomic.Unwritable` (and ``BrokenPipeError``,
    where the program that reads standard output has left) are raised.
    """
    for item in inputs:
        for outcome in _read(item):
            yield _stored(outcome, sink) if isinstance(outcome, Success) else outcome


def _read(item: Input) -> Iterator[Outcome]:
    source = str(item.path)
    if item.problem is not None:
        yield Failure(source, item.problem.cause, item.problem.remedy)
    elif item.is_container and (data := _container(item.path)) is not None:
        yield from _members(item.path, data)
    else:
        yield _attempt(source, partial(read, item.path), optional=item.walked and item.is_picture)


def _attempt(source: str, work: Callable[[], Plan], optional: bool = False) -> Outcome:
    """Do ``work``; ``optional`` documents are skipped where no reader knows their format."""
    try:
        return Success(source, work())
    except DocparseError as error:
        if optional and isinstance(error, UnsupportedFormat):
            return Skipped(source)
        return Failure(source, error.cause, error.remedy, traceback.format_exc())
    except Exception as error:  # whatever it is, the other documents are read
        return _unexpected(source, error)


def _stored(found: Success, sink: Sink) -> Outcome:
    try:
        return Success(found.source, sink.add(found.plan))
    except (Unwritable, BrokenPipeError):
        raise
    except Exception as error:  # see _attempt
        return _unexpected(found.source, error)


def _unexpected(source: str, error: Exception) -> Failure:
    said = str(error).partition("\n")[0][:_MAX_SAID]
    cause = f"lỗi bên trong chương trình ({type(error).__name__}{': ' if said else ''}{said})."
    return Failure(source, cause, _REPORT, traceback.format_exc())


def _container(path: Path) -> bytes | None:
    """Return the bytes of an archive or mail; null for what is none, or cannot be opened."""
    try:
        data = path.read_bytes()
    except OSError:  # reading it as a document says why
        return None
    return data if archive.is_container(data, path.name) else None


def _members(path: Path, data: bytes) -> Iterator[Outcome]:
    """Read the documents in an archive or mail; a member that cannot be read spares the others."""
    broken: list[DocparseError] = []
    documents = 0
    try:
        for name, content in archive.members(data, path.name, on_error=broken.append):
            yield from _drained(broken, path)
            source = f"{path}/{name}"
            if not is_document(name):
                yield Skipped(source)
                continue
            documents += 1
            optional = PurePosixPath(name).suffix.lower() in PICTURES
            yield _attempt(source, partial(read_content, content, PurePosixPath(name).name), optional)
    except DocparseError as error:
        broken.append(error)
    if not documents and not broken:
        broken.append(
            UnreadableFile(path.name, "không có văn bản nào đọc được bên trong.", "Kiểm tra lại tệp.")
        )
    yield from _drained(broken, path)


def _drained(errors: list[DocparseError], path: Path) -> Iterator[Failure]:
    """Report and forget ``errors``, which know an archive by its bare name."""
    while errors:
        error = errors.pop(0)
        yield Failure(str(path.parent / error.source), error.cause, error.remedy)
