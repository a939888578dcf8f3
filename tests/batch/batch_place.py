"""A place of results that is filled without reading any plan: the text of a file says what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Sequence
from pathlib import Path

from docparse.batch.engines import Job, Step
from docparse.batch.inputs import find_inputs
from docparse.batch.outcomes import DEFAULT_LIMITS, Failure, Limits, Outcome, Success
from docparse.batch.run import Run, Told, open_storage
from docparse.export.jsonfiles import to_bytes
from docparse.export.tables import Format, Share
from docparse.model import Metadata, Plan, Source, Task


def plan_of(text: str, name: str) -> Plan:
    """A plan with one task; ``text`` is its id."""
    source = Source(
        name=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        characters=len(text),
    )
    task = Task(id="t1", text=text, node=None, start=0, end=len(text))
    return Plan(id=text, source=source, metadata=Metadata(), text=text, tasks=(task,))


class Quick:
    """An engine for files with the id of a plan in them, or ``broken``, ``slow``, ``no right``.

    ``read`` lists the names of the files that it was asked for. ``formats`` are those of the tables that it
    makes the rows for, as workers do.
    """

    def __init__(self, formats: Sequence[Format] = ()) -> None:
        self.read: list[str] = []
        self._formats = formats

    def run(self, jobs: Sequence[Job]) -> Generator[Step]:
        for job in jobs:
            self.read.append(job.item.path.name)
            lines = Path(job.item.path).read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines[job.skip :], job.skip):
                yield Step(job, number, self._outcome(job, line, "\n".join(lines), len(lines) > 1))
            yield Step(job, len(lines))

    def _outcome(self, job: Job, line: str, whole: str, is_member: bool) -> Outcome:
        source = f"{job.item.source}/{line}" if is_member else job.item.source
        digest = hashlib.sha256(whole.encode()).hexdigest()
        if line == "broken":
            return Failure(source, digest, "hỏng.", "Lưu lại.")
        if line == "slow":
            return Failure(source, "", "quá lâu.", "Tách tệp.", "limit")
        if line == "no right":
            return Failure(source, "", "Không mở được.", "Kiểm tra quyền.", "machine")
        plan = plan_of(line, job.item.path.name)
        share = Share.of(plan, self._formats).pack() if self._formats else b""
        return Success(source, digest, line, to_bytes(plan), share=share)


class Place:
    """A folder of inputs, a folder of results, and runs between them."""

    def __init__(self, root: Path) -> None:
        self.inputs, self.out = root / "in", root / "out"
        self.inputs.mkdir()

    def write(self, **files: str) -> None:
        """Write inputs: the name without ``.txt`` and the text; two lines make an archive."""
        for name, text in files.items():
            ending = "zip" if "\n" in text else "txt"
            self.inputs.joinpath(f"{name}.{ending}").write_text(text, encoding="utf-8", newline="")

    def run(
        self,
        *places: str | Path,
        out: Path | None = None,
        formats: Sequence[str] = ("json", "csv"),
        limits: Limits = DEFAULT_LIMITS,
        fresh: bool = False,
        engine: Quick | None = None,
    ) -> tuple[list[str], list[Told]]:
        """The names of the files that were read, and what was told of all documents."""
        given = places or (self.inputs,)
        engine = engine or Quick()
        inputs, _ = find_inputs(given)
        with Run(open_storage(out or self.out), formats, limits) as run:  # type: ignore[arg-type]
            told = run.look_up(given, inputs, fresh)
            told += [each for each in run.read(engine) if each.outcome is not None]
            assert run.finish() == []
        return engine.read, told

    def contents(self, out: Path | None = None) -> dict[str, bytes]:
        """All files of the results but the manifest."""
        folder = out or self.out
        files = (path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.sqlite")
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    def plans(self) -> dict[str, str]:
        """The ids of the plans in the results and the text of each."""
        found = [Plan.from_json(path.read_bytes()) for path in self.out.glob("*.json")]
        assert {path.stem for path in self.out.glob("*.json")} == {plan.id for plan in found}
        return {plan.id: plan.text for plan in found}

    def is_as_new(self, *places: str | Path) -> bool:
        """Whether the results are what a run into an empty folder gives."""
        other = self.out.with_name("other")
        self.run(*places, out=other)
        same = self.contents() == self.contents(other)
        for path in sorted(other.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        return same
