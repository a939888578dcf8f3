"""Addresses instead of paths; the file system in memory stands for whatever fsspec reaches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_place import Place

from docparse.batch.engines import Inline
from docparse.batch.inputs import find_inputs
from docparse.batch.outcomes import Failure, Success
from docparse.batch.run import Run, Told, open_storage
from docparse.errors import DocparseError

fsspec = pytest.importorskip("fsspec", reason="fsspec is an extra")

TEXT = "KẾ HOẠCH\nTrồng cây năm {year}\nI. NHIỆM VỤ\n1. Sở Y tế trồng {year} cây.\n"


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    filesystem = fsspec.filesystem("memory")
    filesystem.store.clear()
    filesystem.pseudo_dirs[:] = [""]
    yield filesystem
    filesystem.store.clear()


def put(memory: fsspec.AbstractFileSystem, *names: str) -> None:
    for number, name in enumerate(names):
        memory.pipe_file(name, TEXT.format(year=2030 + number).encode())


def run(*places: str, out: str) -> list[Told]:
    inputs, _ = find_inputs(places, Path(out))
    with Run(open_storage(out), ("json", "csv")) as each:
        told = each.look_up(places, inputs)
        told += [step for step in each.read(Inline(each.scratch)) if step.outcome is not None]
        assert each.finish() == []
    return told


def results(memory: fsspec.AbstractFileSystem, out: str) -> dict[str, bytes]:
    names = (name for name in memory.find(out) if not name.endswith("manifest.sqlite"))
    return {name.rpartition("/")[2]: memory.cat_file(name) for name in names}


def names_of(*places: str) -> list[str]:
    inputs, _ = find_inputs(places, None)
    return [item.url.removeprefix("memory://") for item in inputs]


def test_folders_patterns_and_files_are_found(memory: fsspec.AbstractFileSystem) -> None:
    put(memory, "/plans/b.txt", "/plans/2031/a.txt", "/plans/bang.xlsx", "/plans/.an.txt")
    assert names_of("memory://plans") == ["/plans/2031/a.txt", "/plans/b.txt"]
    assert names_of("memory://plans/*.txt") == ["/plans/b.txt"]
    assert names_of("memory://plans/b.txt") == ["/plans/b.txt"]
    inputs, others = find_inputs(["memory://plans", "memory://nothing"], None)
    assert others == 1
    assert [item.problem is None for item in inputs] == [
        True,
        True,
        True,
    ]  # reading it says that it is not there


def test_the_results_are_those_of_a_folder_here(memory: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    put(memory, "/plans/a.txt", "/plans/b.txt")
    (tmp_path / "plans").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "plans" / name).write_bytes(memory.cat_file(f"/plans/{name}"))
    run("memory://plans", out="memory://out")
    run(str(tmp_path / "plans"), out=str(tmp_path / "out"))
    here = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir() if p.name != "manifest.sqlite"}
    assert results(memory, "/out") == here
    assert "a.json" in here


def test_what_is_known_there_is_not_read_again(memory: fsspec.AbstractFileSystem) -> None:
    put(memory, "/plans/a.txt", "/plans/b.txt")
    run("memory://plans", out="memory://out")
    before = results(memory, "/out")
    assert [told.known for told in run("memory://plans", out="memory://out")] == [True, True]
    assert results(memory, "/out") == before
    memory.pipe_file("/plans/b.txt", TEXT.format(year=2039).encode())
    assert [told.known for told in run("memory://plans", out="memory://out")] == [True, False]
    memory.rm_file("/plans/a.txt")
    run("memory://plans", out="memory://out")
    assert "a.json" not in results(memory, "/out")


def test_nothing_is_left_on_this_machine(
    memory: fsspec.AbstractFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    put(memory, "/plans/a.txt")
    run("memory://plans", out="memory://out")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_there_is_named(memory: fsspec.AbstractFileSystem) -> None:
    [told] = run("memory://plans/khong-co.txt", out="memory://out")
    assert isinstance(told.outcome, Failure)
    assert (told.outcome.source, told.outcome.cause) == (
        "memory:///plans/khong-co.txt",
        "Không tìm thấy tệp.",
    )


def test_an_unknown_protocol_is_an_error_not_a_traceback(place: Place) -> None:
    inputs, _ = find_inputs(["khongco://a/b"], None)
    assert inputs[0].problem is not None
    with pytest.raises(DocparseError, match="khongco"):
        open_storage("khongco://a/b")


def test_a_local_address_is_a_file_like_any_other(place: Place) -> None:
    place.inputs.joinpath("a.txt").write_text(TEXT.format(year=2031), encoding="utf-8")
    [told] = run((place.inputs / "a.txt").as_uri(), out=str(place.out))
    assert isinstance(told.outcome, Success)
