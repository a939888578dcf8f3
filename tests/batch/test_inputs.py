from __future__ import annotations

from pathlib import Path

import pytest

from docparse.batch.inputs import find_inputs


def place(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def names_in(root: Path, *given: Path, output: Path | None = None) -> list[str]:
    inputs, _ = find_inputs(given or (root,), output)
    return [item.path.relative_to(root).as_posix() for item in inputs]


def test_files_come_in_the_order_of_names(tmp_path: Path) -> None:
    place(tmp_path, "b.txt", "a/z.docx", "c/a.PDF", "a/b/c.html")
    assert names_in(tmp_path) == ["a/b/c.html", "a/z.docx", "b.txt", "c/a.PDF"]


def test_the_order_given_is_kept(tmp_path: Path) -> None:
    place(tmp_path, "b.txt", "a.txt")
    assert names_in(tmp_path, tmp_path / "b.txt", tmp_path / "a.txt") == ["b.txt", "a.txt"]


def test_hidden_files_and_locks_of_word_are_left_out(tmp_path: Path) -> None:
    place(tmp_path, "a.docx", "~$a.docx", ".b.docx", ".git/c.txt")
    inputs, others = find_inputs([tmp_path])
    assert [item.path.name for item in inputs] == ["a.docx"]
    assert others == 0


def test_a_hidden_file_asked_for_by_name_is_read(tmp_path: Path) -> None:
    place(tmp_path, ".b.docx")
    assert names_in(tmp_path, tmp_path / ".b.docx") == [".b.docx"]


def test_the_results_of_the_last_run_are_no_input(tmp_path: Path) -> None:
    place(tmp_path, "a.txt", "out/readme.txt")
    assert names_in(tmp_path, output=tmp_path / "out") == ["a.txt"]


def test_results_may_go_where_the_documents_are(tmp_path: Path) -> None:
    place(tmp_path, "a.txt", "a.json")
    assert names_in(tmp_path, output=tmp_path) == ["a.txt"]


def test_the_parts_of_a_saved_page_are_no_documents(tmp_path: Path) -> None:
    place(tmp_path, "kh.html", "kh_files/logo.png", "kh_files/ad.html", "other_files/scan.png")
    assert names_in(tmp_path) == ["kh.html", "other_files/scan.png"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    place(tmp_path, "a/plan.txt")
    try:
        (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    except OSError:
        pytest.skip("this system makes no links")
    assert names_in(tmp_path) == ["a/plan.txt", "self.txt"]


def test_a_linked_folder_is_walked_once(tmp_path: Path) -> None:
    place(tmp_path / "elsewhere", "plan.txt")
    (tmp_path / "plans").mkdir()
    for name in ("one", "two"):
        (tmp_path / "plans" / name).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert names_in(tmp_path, tmp_path / "plans") == ["plans/one/plan.txt"]


def test_a_folder_inside_another_is_not_read_twice(tmp_path: Path) -> None:
    place(tmp_path, "a/plan.txt", "a/bang.xlsx")
    inputs, others = find_inputs([tmp_path, tmp_path / "a"])
    assert [item.problem for item in inputs] == [None]
    assert others == 1


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    (inputs, _) = find_inputs([tmp_path])
    assert inputs[0].problem is not None
    assert inputs[0].problem.source == str(tmp_path)
