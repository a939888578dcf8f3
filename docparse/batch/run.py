"""One run: find out what is new, have it read, store it, make the tables.

::

    with Run(open_storage("out"), formats) as run:
        for told in run.look_up(places, inputs):
            ...                       # results of earlier runs
        for told in run.read(Pool(2, Settings(run.limits, run.scratch))):
            ...                       # results of this one, as they come
        errors = run.finish()
"""

from __future__ import annotations

import traceback
from collections.abc import Collection, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import TracebackType
from typing import Self

from docparse.batch.engines import Engine, Job
from docparse.batch.inputs import Input, is_address
from docparse.batch.manifest import Manifest
from docparse.batch.outcomes import DEFAULT_LIMITS, Failure, Limits, Outcome
from docparse.batch.results import Results
from docparse.batch.shares import Shares
from docparse.batch.storage import MANIFEST, Folder, Remote
from docparse.errors import DocparseError
from docparse.export.atomic import Unwritable
from docparse.export.tables import Format, Tables, check_formats, table_files

# documents after which the manifest of a place that is not on this machine travels there
_PUBLISH_EVERY = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a document, in how many seconds; ``known`` from an earlier run.

    Without an outcome: a file was read to its end.
    """

    outcome: Outcome | None
    seconds: float = 0.0
    known: bool = False


class Run:
    """Brings a place of results up to date with documents.

    :attr:`kept` is the name that an older workbook got which somebody had worked on.
    Raises :class:`~docparse.batch.manifest.Busy` where another run is doing so,
    :class:`~docparse.errors.MissingTool` for a format that cannot be written here, and
    :class:`~docparse.export.atomic.Unwritable` where nothing can be written; what was stored by then stays.
    """

    def __init__(
        self, storage: Folder | Remote, formats: Collection[Format], limits: Limits = DEFAULT_LIMITS
    ) -> None:
        check_formats(formats)
        self._formats = formats
        self._storage = storage
        self._manifest = Manifest(storage.workshop / MANIFEST)
        try:
            self.scratch = storage.open_scratch()
            shares = Shares(self.scratch)
            self._results = Results(storage, self._manifest, limits, shares, shown="json" in formats)
        except BaseException:  # Ctrl-C too
            self._manifest.close()
            storage.close()
            raise
        self.jobs: list[Job] = []
        self.kept: Path | None = None

    def look_up(
        self, places: Iterable[str | PurePath], inputs: list[Input], fresh: bool = False
    ) -> list[Told]:
        """Tell what is known of ``inputs`` (found at ``places``) and note in :attr:`jobs` what is to do.

        ``fresh``: nothing is taken from earlier runs.
        """
        told: list[Told] = []
        for item in inputs:
            if item.problem is not None:  # there is no file that could be known
                told.append(Told(Failure.because(item.problem, item.source, "", "machine")))
                continue
            found = Job(item) if fresh else self._results.look_up(item)
            if isinstance(found, Job):
                self.jobs.append(found)
            else:
                told += [Told(outcome, known=True) for outcome in found]
        self._results.drop(places, inputs)
        self.jobs += [Job(item) for item in self._results.damaged(inputs)]
        return told

    def read(self, engine: Engine) -> Generator[Told]:
        """Have the jobs done; each document is stored before it is told of."""
        with closing(engine.run(self.jobs)) as steps:
            for number, step in enumerate(steps, 1):
                self._results.add(step)
                if number % _PUBLISH_EVERY == 0:
                    self._publish_manifest()
                yield Told(step.outcome, step.seconds)

    def finish(self) -> list[DocparseError]:
        """Settle the ids and make the tables; returns the errors of what could not be put into them."""
        self._results.settle()
        state = self._results.state()
        files = table_files(self._formats) if state else []
        built = self._manifest.tables()
        if not state:
            self._remove_tables(list(built))
        errors: list[DocparseError] = []
        if any(built.get(file) != (state, self._storage.mark(file)) for file in files):
            errors = self._make_tables(files, state)
        self._publish_manifest()
        return errors

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._manifest.close()
        self._storage.close()

    def _make_tables(self, files: list[str], state: str) -> list[DocparseError]:
        errors: list[DocparseError] = []
        with Tables(self._storage.workshop, self._formats, self.scratch) as tables:
            for row in self._results.plans():
                try:
                    tables.add(row.plan_id, self._results.share(row, self._formats))
                except (Unwritable, MemoryError):
                    raise
                except Exception as error:  # whatever it is, the other plans get into the tables
                    errors.append(_left_out(row.file, error))
            failed = tables.finish()
        self.kept = tables.kept
        # a plan that was left out is tried again next time
        made = [] if errors else _without(files, failed)
        self._storage.publish(_without(files, failed))
        with self._manifest.transaction():
            for file in made:
                self._manifest.put_table(file, state, self._storage.mark(file))
        return errors + failed

    def _remove_tables(self, files: list[str]) -> None:
        for file in files:
            self._storage.remove(file)
        with self._manifest.transaction():
            for file in files:
                self._manifest.forget_table(file)

    def _publish_manifest(self) -> None:
        """Copy the manifest to a place that is not on this machine."""
        if isinstance(self._storage, Remote):
            copy = self.scratch / MANIFEST
            self._manifest.copy_to(copy)
            self._storage.put(copy, MANIFEST)


def open_storage(out: str | Path) -> Folder | Remote:
    """The place of results that ``out`` names: a folder, or an address that fsspec knows."""
    return Remote(str(out)) if is_address(out) else Folder(Path(out))


def _without(files: list[str], failed: list[DocparseError]) -> list[str]:
    names = {Path(error.source).name for error in failed}
    return [file for file in files if file not in names]


def _left_out(file: str, error: Exception) -> DocparseError:
    said = "".join(traceback.format_exception_only(error)).strip()
    return DocparseError(file, f"Không đưa vào bảng được ({said}).", "Báo cho nhóm phát triển docparse.")
