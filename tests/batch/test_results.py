from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from batch_place import Place, Quick

from docparse.batch import storage as storage_module
from docparse.batch.manifest import Busy, Manifest
from docparse.batch.outcomes import Failure, Limits
from docparse.batch.run import Run, open_storage
from docparse.export.atomic import Unwritable


def test_what_is_known_is_not_read_again(place: Place) -> None:
    place.write(a="mot", b="hai")
    assert place.run()[0] == ["a.txt", "b.txt"]
    before = place.contents()
    read, told = place.run()
    assert read == []
    assert [each.known for each in told] == [True, True]
    assert place.contents() == before


def test_only_what_is_new_or_changed_is_read(place: Place) -> None:
    place.write(a="mot", b="hai")
    place.run()
    place.write(b="ba", c="bon")
    assert place.run()[0] == ["b.txt", "c.txt"]
    assert place.plans() == {"mot": "mot", "ba": "ba", "bon": "bon"}
    assert place.is_as_new()


def test_rows_made_by_the_readers_are_those_made_from_the_json(place: Place) -> None:
    place.write(a="mot", b="mot", z="cay\nla")
    place.run(engine=Quick(("csv",)))
    assert place.is_as_new()
    place.write(a="hai", b="mot")  # one plan leaves, another one takes its id, the archive is known
    place.run(engine=Quick(("csv",)))
    assert place.is_as_new()


def test_a_file_touched_but_not_changed_is_not_read(place: Place) -> None:
    place.write(a="mot")
    place.run()
    os.utime(place.inputs / "a.txt", (1, 1))
    assert place.run()[0] == []


def test_a_change_that_keeps_size_and_time_is_seen(place: Place) -> None:
    place.write(a="mot")
    place.run()
    told = (place.inputs / "a.txt").stat()
    place.write(a="hai")
    os.utime(place.inputs / "a.txt", ns=(told.st_atime_ns, told.st_mtime_ns))
    assert place.run()[0] == ["a.txt"]
    assert place.plans() == {"hai": "hai"}


def test_a_file_that_was_moved_is_not_read_and_not_counted_twice(place: Place) -> None:
    place.write(a="mot", z="cay\nla")
    place.run()
    (place.inputs / "2031").mkdir()
    (place.inputs / "a.txt").rename(place.inputs / "2031" / "a.txt")
    (place.inputs / "z.zip").rename(place.inputs / "2031" / "z.zip")
    read, told = place.run()
    assert read == []
    assert len(told) == 3
    assert place.plans() == {"mot": "mot", "cay": "cay", "la": "la"}
    assert place.is_as_new()


def test_what_left_the_folder_leaves_the_results(place: Place) -> None:
    place.write(a="mot", b="hai")
    place.run()
    (place.inputs / "a.txt").unlink()
    place.run()
    assert place.plans() == {"hai": "hai"}
    assert place.is_as_new()


def test_what_another_command_brought_stays(place: Place) -> None:
    place.write(a="mot", b="hai")
    place.run(place.inputs / "a.txt")
    place.run(place.inputs / "b.txt")
    assert place.plans() == {"mot": "mot", "hai": "hai"}
    table = (place.out / "tasks.csv").read_text(encoding="utf-8-sig")
    assert [line.split(",")[0] for line in table.splitlines()[1:]] == ["mot", "hai"]


def test_a_pattern_and_a_list_speak_of_what_they_no_longer_bring(place: Place, tmp_path: Path) -> None:
    place.write(a="mot", b="hai", c="ba")
    listing = tmp_path / "list.txt"
    listing.write_text(
        f"# các tỉnh\n{place.inputs / 'b.txt'}\n\n{place.inputs / 'c.txt'}\n", encoding="utf-8"
    )
    places = (f"{place.inputs}/[a]*.txt", f"@{listing}")
    place.run(*places)
    assert set(place.plans()) == {"mot", "hai", "ba"}
    listing.write_text(f"{place.inputs / 'c.txt'}\n", encoding="utf-8")
    (place.inputs / "a.txt").rename(place.inputs / "aa.txt")
    place.run(*places)
    assert set(place.plans()) == {"mot", "ba"}


def test_a_folder_that_is_suddenly_empty_takes_nothing_away(place: Place) -> None:
    place.write(a="mot")
    place.run()
    (place.inputs / "a.txt").rename(place.inputs.parent / "a.txt")
    _, told = place.run()
    assert [type(each.outcome) for each in told] == [Failure]
    assert place.plans() == {"mot": "mot"}


def test_equal_ids_do_not_depend_on_the_order_of_reading(place: Place) -> None:
    place.write(a="mot", b="mot", c="mot")
    place.run(place.inputs / "c.txt")
    place.run(place.inputs / "b.txt")
    place.run()
    assert sorted(place.plans()) == ["mot", "mot-2", "mot-3"]
    assert place.is_as_new()
    (place.inputs / "a.txt").unlink()
    place.run()
    assert sorted(place.plans()) == ["mot", "mot-2"]
    assert place.is_as_new()


def test_a_failure_of_the_document_is_remembered(place: Place) -> None:
    place.write(a="broken")
    assert place.run()[0] == ["a.txt"]
    read, told = place.run()
    assert read == []
    assert [each.outcome.cause for each in told if isinstance(each.outcome, Failure)] == ["hỏng."]


def test_a_failure_of_the_machine_is_tried_again(place: Place) -> None:
    place.write(a="no right")
    place.run()
    assert place.run()[0] == ["a.txt"]


def test_a_broken_limit_is_tried_again_under_other_limits(place: Place) -> None:
    place.write(a="slow", b="mot")
    place.run(limits=Limits(5, 2**30))
    assert place.run(limits=Limits(5, 2**30))[0] == []
    assert place.run(limits=Limits(50, 2**30))[0] == ["a.txt"]


def test_a_document_that_breaks_takes_its_old_result_with_it(place: Place) -> None:
    place.write(a="mot", b="hai")
    place.run()
    place.write(a="broken")
    place.run()
    assert place.plans() == {"hai": "hai"}
    assert place.is_as_new()


def test_everything_is_read_again_when_asked_for_or_by_another_program(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write(a="mot")
    place.run()
    assert place.run(fresh=True)[0] == ["a.txt"]
    monkeypatch.setattr("docparse.batch.results.fingerprint", lambda: "0.2.0+abc")
    assert place.run()[0] == ["a.txt"]
    assert place.run()[0] == []


@pytest.mark.parametrize("damage", ["gone", "changed", "cut"])
def test_a_damaged_result_is_made_anew(place: Place, damage: str) -> None:
    place.write(a="mot", b="hai")
    place.run()
    before = place.contents()
    path = place.out / "mot.json"
    content = path.read_bytes()
    path.unlink() if damage == "gone" else path.write_bytes(
        content[:40] if damage == "cut" else content + b" "
    )
    # also by a command that has nothing to do with it
    assert place.run(place.inputs / "b.txt")[0] == ["a.txt"]
    assert place.contents() == before


def test_a_manifest_that_is_none_is_begun_anew(place: Place) -> None:
    place.write(a="mot")
    place.run()
    before = place.contents()
    (place.out / "manifest.sqlite").write_bytes(b"no database at all" * 100)
    assert place.run()[0] == ["a.txt"]
    assert place.contents() == before


def test_a_deleted_table_comes_back_without_reading(place: Place) -> None:
    place.write(a="mot")
    place.run()
    before = place.contents()
    (place.out / "tasks.csv").unlink()
    assert place.run()[0] == []
    assert place.contents() == before


def test_json_may_stay_out_of_sight(place: Place) -> None:
    place.write(a="mot", b="hai")
    place.run(formats=("csv",))
    assert place.plans() == {}
    assert (place.out / "tasks.csv").is_file()
    assert place.run(formats=("csv",))[0] == []
    assert place.run(formats=("json", "csv"))[0] == []
    assert place.is_as_new()


def test_the_results_may_be_moved_with_the_documents(place: Place, tmp_path: Path) -> None:
    place.write(a="mot", b="mot")
    place.run()
    (tmp_path / "elsewhere").mkdir()
    shutil.move(place.inputs, tmp_path / "elsewhere" / "in")
    shutil.move(place.out, tmp_path / "elsewhere" / "out")
    place.inputs, place.out = tmp_path / "elsewhere" / "in", tmp_path / "elsewhere" / "out"
    place.run()
    assert set(place.plans()) >= {"mot", "mot-2"}


def test_two_runs_at_once_are_refused(place: Place) -> None:
    place.write(a="mot")
    with Run(open_storage(place.out), ("json",)) as first:
        with pytest.raises(Busy):
            Run(open_storage(place.out), ("json",))
        assert first.finish() == []
    place.run()


class Crash(BaseException):
    """The power fails."""


class Fuse:
    """Burns at the n-th step that leaves a trace on the disk, before or after it is done."""

    def __init__(self, at: int) -> None:
        self.left = at

    def burn(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Crash

    def wrap(self, monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
        real = getattr(owner, name)

        def with_fuse(*arguments: object, **named: object) -> object:
            self.burn()
            result = real(*arguments, **named)
            self.burn()
            return result

        monkeypatch.setattr(owner, name, with_fuse)


@contextmanager
def fused(at: int) -> Iterator[Fuse]:
    """A world in which the power fails at the n-th step."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        fuse = Fuse(at)
        for name in ("write", "move", "remove"):
            fuse.wrap(monkeypatch, storage_module.Folder, name)
        transaction = Manifest.transaction

        @contextmanager
        def with_fuse(manifest: Manifest) -> Iterator[None]:
            fuse.burn()
            with transaction(manifest):
                yield
                fuse.burn()
            fuse.burn()

        monkeypatch.setattr(Manifest, "transaction", with_fuse)
        # nothing is put away in good order when the power fails
        monkeypatch.setattr(storage_module.Folder, "close", lambda _: None)
        yield fuse


@pytest.mark.parametrize("then", ["the same documents", "other documents"])
def test_a_crash_at_any_step_is_repaired_by_the_next_run(place: Place, tmp_path: Path, then: str) -> None:
    place.write(a="mot", b="mot", c="hai", d="broken", e="cay\nla\ncay")
    place.run()
    (place.inputs / "a.txt").unlink()
    place.write(b="nam", f="hai", g="mot", aa="hai")
    start, reference, inputs = tmp_path / "start", tmp_path / "reference", tmp_path / "before"
    shutil.move(place.out, start)
    shutil.copytree(place.inputs, inputs)
    if then == "other documents":
        place.write(b="sau", c="bay", g="tam")
        (place.inputs / "e.zip").unlink()
    place.run(out=reference)
    shutil.move(place.inputs, tmp_path / "after")
    at = 0
    while True:
        at += 1
        shutil.copytree(start, place.out)
        shutil.copytree(inputs, place.inputs)
        try:
            with fused(at):
                place.run()
        except Crash:
            shutil.rmtree(place.inputs)
            shutil.copytree(tmp_path / "after", place.inputs)
            place.run()
            assert place.contents() == place.contents(reference), f"crash at step {at}"
            with sqlite3.connect(place.out / "manifest.sqlite") as manifest:
                assert manifest.execute("SELECT count(*) FROM announced").fetchall() == [(0,)]
            shutil.rmtree(place.out)
            shutil.rmtree(place.inputs)
        else:
            break
    assert at > 80  # the run has as many steps, and each was tried


def test_a_full_disk_is_told_and_gone_on_from(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.write(a="mot", b="hai", c="ba")
    write = storage_module.write_atomically

    def full(path: Path, content: bytes, *, durable: bool = False) -> None:
        if path.name == "hai.json":
            raise Unwritable(path, OSError(28, "No space left on device"))
        write(path, content, durable=durable)

    with monkeypatch.context() as broken:
        broken.setattr(storage_module, "write_atomically", full)
        with pytest.raises(Unwritable, match=r"hai\.json: Không ghi được \(ổ đĩa đã đầy\)\. Giải phóng"):
            place.run()
    assert place.run()[0] == ["b.txt", "c.txt"]
    assert place.is_as_new()
