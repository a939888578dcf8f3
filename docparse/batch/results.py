"""The results of many runs in one place: what is there already, what a run adds, what leaves.

The place holds the documents that the runs found: a document leaves when the folder, pattern or list that
brought it no longer does, and its results are replaced when its content or the program has changed. The
ids that documents get, and with them all files, depend on the set of documents alone, not on the order in
which they were read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace
from os import sep
from os.path import realpath
from pathlib import PurePath

from docparse.batch import stamps
from docparse.batch.engines import Job, Step
from docparse.batch.inputs import Input, is_address, list_file, origin_of
from docparse.batch.manifest import DocumentRow, FileRow, Manifest
from docparse.batch.outcomes import Blame, Failure, Limits, Outcome, Skipped, Success
from docparse.batch.program import fingerprint
from docparse.batch.shares import Shares
from docparse.batch.storage import HIDDEN, Storage
from docparse.errors import UnreadableFile
from docparse.export.ids import UniqueIds
from docparse.export.jsonfiles import with_id
from docparse.export.tables import Format, Share
from docparse.model import Plan


class Results:
    """What is in the place of results. ``shown``: the JSON files are among the results, not hidden."""

    def __init__(
        self, storage: Storage, manifest: Manifest, limits: Limits, shares: Shares, shown: bool = True
    ) -> None:
        self._storage, self._manifest, self._shown = storage, manifest, shown
        self._shares = shares
        self._limits = f"{limits.seconds:g} s, {limits.memory} B"
        self._program = fingerprint()
        self._stamps: dict[str, stamps.Stamp] = {}
        self._remove(manifest.announced(), unless_needed=True)
        self._ids = UniqueIds(row.plan_id for row in manifest.plans())

    def look_up(self, item: Input) -> list[Outcome] | Job:
        """What became of a file in an earlier run, or what there is to do."""
        row = self._manifest.file(item.place)
        if row is not None and row.program == self._program and self._is_unchanged(row, item):
            documents = self._manifest.documents(item.place)
            if all(map(self._is_final, documents)) and self._may_stay(documents, row):
                if not row.complete:
                    return Job(item, len(documents))
                self._refresh(row, item)
                return [_outcome(document, item, row.sha256) for document in documents]
        return self._copied(item) or Job(item)

    def add(self, step: Step) -> None:
        """Store what became of a document, or that a file was read to its end."""
        item = step.job.item
        if step.number == 0:
            self._forget(item.place)
        if step.outcome is not None:
            self._put(item, step.number, step.outcome)
        elif not (row := self._file(item)).complete:
            with self._manifest.transaction():
                self._manifest.put_file(replace(row, complete=True))

    def drop(self, places: Iterable[str | PurePath], inputs: Iterable[Input]) -> None:
        """Remove what the folders, patterns and lists among ``places`` no longer bring."""
        scope = _Scope(places, inputs)
        for row in self._manifest.files():
            if scope.misses(row):
                self._forget(row.place)

    def damaged(self, inputs: Iterable[Input]) -> list[Input]:
        """The files whose results are no longer as they were written, ``inputs`` left out."""
        found = {item.place for item in inputs}
        return [
            _input(row)
            for row in self._manifest.files()
            if row.place not in found
            and not all(d.status != "read" or self._is_intact(d) for d in self._manifest.documents(row.place))
        ]

    def settle(self) -> None:
        """Give every plan its final id, and its file the name that goes with it."""
        ids = UniqueIds()
        final = [(row, ids.claim_id(row.wanted_id)) for row in self._manifest.plans()]
        moving = [
            (row, given) for row, given in final if row.plan_id != given or row.file != self._home(row, given)
        ]
        # first all out of the way: one may be going where another one is
        aside = [self._put_aside(row, number) for number, (row, _) in enumerate(moving)]
        for row, (_, given) in zip(aside, moving, strict=True):
            self._bring_home(row, given)

    def plans(self) -> list[DocumentRow]:
        """The plans in the order of their places."""
        return self._manifest.plans()

    def share(self, row: DocumentRow, formats: Collection[Format]) -> Share:
        """What a plan adds to the tables: made where it was read, or now from its JSON."""
        return self._shares.get(row) or Share.of(Plan.from_json(self._read(row)), formats)

    def state(self) -> str:
        """A digest of all plans, empty where there are none: tables made from the same state are the same."""
        rows = self._manifest.plans()
        told = "".join(f"{row.plan_id} {row.digest}\n" for row in rows)
        return hashlib.sha256(f"{self._program}\n{told}".encode()).hexdigest() if rows else ""

    def _read(self, row: DocumentRow) -> bytes:
        try:
            return self._storage.read(row.file)
        except OSError as error:
            raise UnreadableFile(row.file, "Tệp kết quả không còn ở đó.", "Chạy lại lệnh này.") from error

    def _is_unchanged(self, row: FileRow, item: Input) -> bool:
        stamp = self._stamp(item)
        if stamp.mark and stamp.mark == row.stamp:
            return True
        return stamp.size == row.size and row.sha256 != "" and stamps.digest(item) == row.sha256

    def _is_final(self, document: DocumentRow) -> bool:
        if document.status == "read":
            return self._is_intact(document)
        return document.blame != "machine"

    def _may_stay(self, documents: Iterable[DocumentRow], row: FileRow) -> bool:
        """Whether none of ``documents`` broke limits that are other ones now."""
        return row.limits == self._limits or all(document.blame != "limit" for document in documents)

    def _is_intact(self, document: DocumentRow) -> bool:
        if document.mark and self._storage.mark(document.file) == document.mark:
            return True
        try:
            content = self._storage.read(document.file)
        except OSError:
            return False
        return hashlib.sha256(content).hexdigest() == document.digest

    def _refresh(self, row: FileRow, item: Input) -> None:
        current = replace(row, origin=item.origin, stamp=self._stamp(item).mark)
        if current != row:
            with self._manifest.transaction():
                self._manifest.put_file(current)

    def _copied(self, item: Input) -> list[Outcome] | None:
        """Take the results of another file of the same name and content: a file may have been moved."""
        alike = self._manifest.alike(item.path.name, self._stamp(item).size, self._program)
        others = [row for row in alike if row.place != item.place and row.sha256]
        digest = stamps.digest(item) if others else ""
        for row in others:
            documents = self._manifest.documents(row.place)
            if (
                row.sha256 == digest
                and all(map(self._is_final, documents))
                and self._may_stay(documents, row)
            ):
                return [self._copy(item, document, digest) for document in documents]
        return None

    def _copy(self, item: Input, document: DocumentRow, digest: str) -> Outcome:
        outcome = _outcome(document, item, digest)
        full = outcome
        if isinstance(outcome, Success):
            content = self._read(document)
            if document.plan_id != document.wanted_id:
                content = with_id(content, document.wanted_id)
            full = replace(outcome, content=content)
        self.add(Step(Job(item), document.number, full))
        return outcome

    def _file(self, item: Input) -> FileRow:
        """The row of a file that is being read, a new one at its first document."""
        if row := self._manifest.file(item.place):
            return row
        stamp, name = self._stamp(item), item.path.name
        return FileRow(item.place, name, item.origin, stamp.size, stamp.mark, "", self._program, self._limits)

    def _put(self, item: Input, number: int, outcome: Outcome) -> None:
        file = self._file(item)
        if not file.sha256:
            lost = isinstance(outcome, Failure) and outcome.blame == "limit"  # with the process that knew it
            file = replace(file, sha256=outcome.sha256 or (stamps.digest(item) if lost else ""))
        row = _row(item, number, outcome)
        # an archive is complete when the engine says so, any other file with its one document
        file = replace(file, complete=not item.is_container)
        if isinstance(outcome, Success):
            given = self._ids.claim_id(outcome.plan_id)
            content = outcome.content if given == outcome.plan_id else with_id(outcome.content, given)
            self._write(replace(row, plan_id=given), self._home(row, given), content, file)
            if outcome.share:
                self._shares.put(row, outcome.share)
        else:
            with self._manifest.transaction():
                self._manifest.put_document(row)
                self._manifest.put_file(file)

    def _write(self, row: DocumentRow, home: str, content: bytes, file: FileRow | None = None) -> None:
        """Write the JSON of a document, then its row, and with it that of its file."""
        with self._manifest.transaction():
            self._manifest.announce(home)
        mark = self._storage.write(home, content)
        digest = hashlib.sha256(content).hexdigest()
        with self._manifest.transaction():
            self._manifest.put_document(replace(row, file=home, mark=mark, digest=digest))
            self._manifest.done(home)
            if file is not None:
                self._manifest.put_file(file)

    def _home(self, row: DocumentRow, given: str) -> str:
        """Where the JSON of a plan belongs; what is shown once stays shown."""
        shown = f"{given}.json"
        return shown if self._shown or row.file == shown else f"{HIDDEN}/{shown}"

    def _put_aside(self, row: DocumentRow, number: int) -> DocumentRow:
        aside = f"{HIDDEN}/.{number}.aside"
        with self._manifest.transaction():
            self._manifest.announce(aside)
        moved = replace(row, file=aside, mark=self._storage.move(row.file, aside))
        with self._manifest.transaction():
            self._manifest.put_document(moved)
        return moved

    def _bring_home(self, row: DocumentRow, given: str) -> None:
        content = self._read(row)
        if given != row.plan_id:
            content = with_id(content, given)
        self._write(replace(row, plan_id=given), self._home(row, given), content)
        self._remove([row.file])

    def _forget(self, place: str) -> None:
        """Remove the results of a file."""
        documents = self._manifest.documents(place)
        files = [document.file for document in documents if document.file]
        with self._manifest.transaction():
            self._manifest.announce(*files)
            self._manifest.forget(place)
        for document in documents:
            self._ids.release(document.plan_id)
            self._shares.forget(document)
        self._remove(files)

    def _remove(self, files: list[str], unless_needed: bool = False) -> None:
        """Remove announced files, but not those that a document has by now."""
        needed = {row.file for row in self._manifest.plans()} if unless_needed else set()
        for file in files:
            if file not in needed:
                self._storage.remove(file)
        if files:
            with self._manifest.transaction():
                self._manifest.done(*files)

    def _stamp(self, item: Input) -> stamps.Stamp:
        if item.place not in self._stamps:
            self._stamps[item.place] = stamps.stamp(item)
        return self._stamps[item.place]


class _Scope:
    """What the arguments of a run speak of: a file there that was not found is no longer there."""

    def __init__(self, places: Iterable[str | PurePath], inputs: Iterable[Input]) -> None:
        places, inputs = list(places), list(inputs)
        self._found = {item.place for item in inputs}
        self._origins = {origin_of(list_file(place) or place) for place in places}
        self._folders = tuple(realpath(place) + sep for place in places if not is_address(place))
        # a folder that cannot be opened, or is suddenly empty (a disk that is not there), says nothing
        silent = [item for item in inputs if item.problem is not None]
        self._silent_origins = {origin_of(item.source) for item in silent}
        self._silent_folders = tuple(item.place.rstrip(sep) + sep for item in silent)

    def misses(self, row: FileRow) -> bool:
        """Whether the run should have found this file and has not."""
        if row.place in self._found or row.origin in self._silent_origins:
            return False
        if row.place.startswith(self._silent_folders):
            return False
        return row.origin in self._origins or row.place.startswith(self._folders)


def _input(row: FileRow) -> Input:
    if is_address(row.place):
        return Input(PurePath(row.place), url=row.place, origin=row.origin, walked=bool(row.origin))
    return Input(PurePath(row.place), origin=row.origin, walked=bool(row.origin))


def _row(item: Input, number: int, outcome: Outcome) -> DocumentRow:
    member = outcome.source.removeprefix(item.source).lstrip("/")
    match outcome:
        case Success():
            return DocumentRow(item.place, number, member, "read", outcome.plan_id, doubts=outcome.doubts)
        case Failure():
            cause, remedy, blame = outcome.cause, outcome.remedy, outcome.blame
            return DocumentRow(item.place, number, member, "failed", cause=cause, remedy=remedy, blame=blame)
        case Skipped():
            return DocumentRow(item.place, number, member, "skipped")


def _outcome(row: DocumentRow, item: Input, sha256: str) -> Outcome:
    """What an earlier run said; the JSON of a plan stays where it is."""
    source = f"{item.source}/{row.member}" if row.member else item.source
    if row.status == "read":
        return Success(source, sha256, row.wanted_id, b"", row.doubts)
    if row.status == "skipped":
        return Skipped(source, sha256)
    blame: Blame = "limit" if row.blame == "limit" else "document"
    return Failure(source, sha256, row.cause, row.remedy, blame)
