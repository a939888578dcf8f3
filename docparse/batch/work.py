"""The work of one file, from its bytes to JSON: the same function for every engine."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath

from docparse.batch.inputs import PICTURES, Input, is_document
from docparse.batch.outcomes import Blame, Failure, Outcome, Skipped, Success
from docparse.errors import DocparseError, MissingTool, UnsupportedFormat
from docparse.export.jsonfiles import to_bytes
from docparse.export.tables import Format, Share
from docparse.model import Plan
from docparse.notes import TOLD
from docparse.plan import read_content
from docparse.readers import archive, load_file

_REPORT = "Chạy lại với --debug rồi gửi phần in ra, kèm tệp này, cho nhóm phát triển docparse."
# characters of a foreign error message that are passed on
_MAX_SAID = 200

_Attempt = Callable[[], Outcome]


def outcomes(item: Input, skip: int = 0, formats: Collection[Format] = ()) -> Iterator[Outcome]:
    """Read one file and tell what became of it; an archive or mail gives an outcome for each document.

    The outcomes of one file come in the same order every time; the first ``skip`` of them are left out
    without being read. ``formats`` are those of the tables that the plans will be put into.
    """
    try:
        for attempt in islice(_attempts(item, formats), skip, None):
            yield attempt()
    except Exception as error:  # whatever it is, the other files are read
        yield unexpected(item.source, "", error, traceback.format_exc())


def load(item: Input) -> bytes:
    """Fetch the bytes of a file, from wherever it is; raises :class:`~docparse.errors.DocparseError`."""
    if item.url:
        from docparse.batch import remote  # fsspec is there for those who have files elsewhere

        return remote.load(item.url)
    return load_file(Path(item.path))


def unexpected(source: str, sha256: str, error: BaseException, trace: str) -> Failure:
    """Report a fault of the program."""
    said = str(error).partition("\n")[0][:_MAX_SAID]
    cause = f"Lỗi bên trong chương trình ({type(error).__name__}{': ' if said else ''}{said})."
    return Failure(source, sha256, cause, _REPORT, "machine", trace)


def _attempts(item: Input, formats: Collection[Format]) -> Iterator[_Attempt]:
    if item.problem is not None:
        yield partial(Failure.because, item.problem, item.source, "", "machine")
        return
    try:
        data = load(item)
    except DocparseError as error:
        yield partial(Failure.because, error, item.source, "", "machine")
        return
    digest = hashlib.sha256(data).hexdigest()
    if item.is_container and archive.is_container(data, item.path.name):
        yield from _members(item, data, digest, formats)
    else:
        optional = item.walked and item.is_picture
        yield partial(_read, item.source, digest, data, item.path.name, optional, formats)


def _read(
    source: str, digest: str, data: bytes, name: str, optional: bool, formats: Collection[Format]
) -> Outcome:
    """Read one document; ``optional`` ones are skipped where no reader knows their format."""
    try:
        plan = read_content(data, name)
        doubts = tuple(d.message for d in plan.diagnostics if d.code in TOLD)
        return Success(source, digest, plan.id, to_bytes(plan), doubts, _share(plan, formats))
    except DocparseError as error:
        if optional and isinstance(error, UnsupportedFormat):
            return Skipped(source, digest)
        blame: Blame = "machine" if isinstance(error, MissingTool) else "document"
        return Failure.because(error, source, digest, blame)
    except MemoryError:
        cause = "Không đủ bộ nhớ để đọc."
        return Failure(source, digest, cause, "Tách tệp rồi thử lại.", "limit", traceback.format_exc())
    except Exception as error:  # whatever it is, the other documents are read
        return unexpected(source, digest, error, traceback.format_exc())


def _share(plan: Plan, formats: Collection[Format]) -> bytes:
    """What ``plan`` adds to the tables; nothing where that fails: who makes the tables will tell."""
    if not {*formats} - {"json"}:
        return b""
    try:
        return Share.of(plan, formats).pack()
    except MemoryError:
        raise
    except Exception:
        return b""


def _members(item: Input, data: bytes, digest: str, formats: Collection[Format]) -> Iterator[_Attempt]:
    """Read the documents in an archive or mail; a member that cannot be read spares the others."""
    broken: list[DocparseError] = []
    documents = 0
    try:
        for name, content in archive.members(data, item.path.name, on_error=broken.append):
            yield from _drained(broken, item, digest)
            source = f"{item.source}/{name}"
            if not is_document(name):
                yield partial(Skipped, source, digest)
                continue
            documents += 1
            bare = PurePosixPath(name)
            optional = bare.suffix.lower() in PICTURES
            yield partial(_read, source, digest, content, bare.name, optional, formats)
    except DocparseError as error:
        broken.append(error)
    if not documents and not broken:
        broken.append(archive.nothing_inside(data, item.path.name))
    yield from _drained(broken, item, digest)


def _drained(errors: list[DocparseError], item: Input, digest: str) -> Iterator[_Attempt]:
    """Report and forget ``errors``, which know an archive by its bare name."""
    while errors:
        error = errors.pop(0)
        source = item.source.removesuffix(item.path.name) + error.source
        yield partial(Failure.because, error, source, digest, "document")
