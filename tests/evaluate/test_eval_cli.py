"""``docparse eval`` and ``docparse annotate`` as a user calls them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from eval_plans import small_plan

from docparse.annotate import annotate
from docparse.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call ``docparse``; gives exit code, standard output, standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return int(end.value.code or 0), printed.out, printed.err

    return call


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Answers and output of one plan; the output misses a target."""
    plan = small_plan()
    gold, out = tmp_path / "gold", tmp_path / "out"
    gold.mkdir()
    (out / "sau").mkdir(parents=True)
    (gold / "dong-may.json").write_text(annotate(plan).to_json(), encoding="utf-8")
    found = plan.model_copy(update={"targets": plan.targets[:1]})
    (out / "sau" / "x.json").write_text(found.to_json(), encoding="utf-8")
    (out / "note.json").write_text("[1, 2]", encoding="utf-8")
    return gold, out


def test_the_report_fits_80_columns_and_names_the_keys(run: Run, folders: tuple[Path, Path]) -> None:
    code, out, _ = run("eval", *folders, "--misses", "--unclaimed")
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    table = {line[18:33].split()[0]: line for line in out.splitlines() if line[18:33].strip()[:1].islower()}
    assert "1.000  0.500  0.667" in table["targets"]
    assert "Trọn nhiệm vụ" in table["whole_task"]
    assert "dong-may: targets 0.667" in out
    assert "- thiếu: dong-may: Trồng mới 2.400 cây bóng mát" in out
    assert "[2.400]" in out


def test_without_the_options_nothing_is_listed(run: Run, folders: tuple[Path, Path]) -> None:
    _, out, _ = run("eval", *folders)
    assert "thiếu:" not in out
    assert "[2.400]" not in out
    assert "1 số" in out, "the number of unclaimed passages is always told"


@pytest.mark.parametrize(
    ("minimum", "code"),
    [("targets=0.66", 0), ("targets=0.67", 1), ("whole-task=1", 0), ("citation dates=1", 0), ("lead=1.0", 0)],
)
def test_a_minimum_decides_the_exit_code(
    run: Run, folders: tuple[Path, Path], minimum: str, code: int
) -> None:
    got, _, err = run("eval", *folders, "--min", "tasks=1", "--min", minimum)
    assert got == code
    assert ("Không đạt: targets: F1 0.667" in err) is (code == 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--min", "leads=1"],
        ["--min", "lead"],
        ["--min", "lead=cao"],
        ["--compare", "--min", "lead=1"],
        ["--format", "xml"],
    ],
)
def test_a_wrong_command_line_ends_with_2(run: Run, folders: tuple[Path, Path], arguments: list[str]) -> None:
    code, out, err = run("eval", *folders, *arguments)
    assert code == 2
    assert out == ""
    assert arguments[0] in err or "lead" in err


def test_folders_that_are_not_there_end_with_2(run: Run, tmp_path: Path) -> None:
    code, _, err = run("eval", tmp_path / "không-có", tmp_path)
    assert code == 2
    assert "không-có" in err


def test_a_document_without_output_ends_with_1(run: Run, folders: tuple[Path, Path]) -> None:
    gold, out = folders
    other = annotate(small_plan()).model_copy(update={"document": "khac.docx"})
    (gold / "khac.json").write_text(other.to_json(), encoding="utf-8")
    code, text, _ = run("eval", gold, out)
    assert code == 1
    assert "khac.docx: không có kết quả trích xuất" in text


def test_answers_that_are_none_are_told_by_file_and_field(run: Run, folders: tuple[Path, Path]) -> None:
    gold, out = folders
    content = json.loads((gold / "dong-may.json").read_text("utf-8"))
    content["tasks"][1]["lead"] = "Sở Tài chính"
    (gold / "dong-may.json").write_text(json.dumps(content), encoding="utf-8")
    code, _, err = run("eval", gold, out)
    assert code == 1
    assert "dong-may.json" in err
    assert "tasks.1.lead" in err


def test_a_plan_that_breaks_the_schema_is_an_error_not_a_traceback(
    run: Run, folders: tuple[Path, Path]
) -> None:
    gold, out = folders
    (out / "sau" / "x.json").write_text('{"outline": [], "source": 3}', encoding="utf-8")
    code, _, err = run("eval", gold, out)
    assert code == 1
    assert err.startswith("Lỗi: ")
    assert "x.json" in err


def test_json_says_what_the_text_says(run: Run, folders: tuple[Path, Path]) -> None:
    code, out, _ = run("eval", *folders, "--format", "json", "--min", "targets=0.9")
    content = json.loads(out)
    assert code == 1
    assert content["total"]["targets"]["recall"] == 0.5
    assert content["below_minimum"] == [
        {"name": "targets", "f1": pytest.approx(2 / 3), "minimum": 0.9},
    ]
    [document] = content["documents"]
    assert document["document"] == "dong-may.txt"
    assert document["scores"]["targets"]["missed"] == ["Trồng mới 2.400 cây bóng mát"]
    assert [item["text"] for item in document["unclaimed"]] == ["2.400"]
    assert "interval" not in content["total"]["targets"], "one document gives no interval"


def test_intervals_appear_with_the_second_document(run: Run, folders: tuple[Path, Path]) -> None:
    gold, out = folders
    plan = small_plan(source=small_plan().source.model_copy(update={"name": "hai.txt"}))
    (gold / "hai.json").write_text(annotate(plan).to_json(), encoding="utf-8")
    (out / "hai.json").write_text(plan.to_json(), encoding="utf-8")
    _, text, _ = run("eval", gold, out)
    assert "0.667-1.000" in text


def test_an_array_of_plans_is_read(run: Run, folders: tuple[Path, Path], tmp_path: Path) -> None:
    every = tmp_path / "all.json"
    every.write_text(f"[{small_plan().to_json()}]", encoding="utf-8")
    code, _, _ = run("eval", folders[0], every, "--min", "targets=1")
    assert code == 0


def test_compare_two_runs(run: Run, folders: tuple[Path, Path], tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    (new / "y.json").write_text(small_plan().to_json(), encoding="utf-8")
    code, out, _ = run("eval", "--compare", folders[1], new, "--misses")
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "dong-may.txt: targets +1" in out
    assert "+ targets: 2400 | Trồng mới 2.400 cây bóng mát" in out
    _, brief, _ = run("eval", "--compare", folders[1], new)
    assert "2.400" not in brief
    _, content, _ = run("eval", "--compare", folders[1], new, "--format", "json")
    assert json.loads(content)["total"]["targets"] == {
        "before": 1, "after": 2, "gained": 1, "lost": 0, "changed": 0,
    }  # fmt: skip


def test_annotate_writes_answers_that_eval_reads_back(run: Run, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    twin = small_plan(source=small_plan().source.model_copy(update={"name": "hai.txt"}))
    (plans / "a.json").write_text(small_plan().to_json(), encoding="utf-8")
    (plans / "b.json").write_text(twin.to_json(), encoding="utf-8")
    code, out, _ = run("annotate", plans, "--out", tmp_path / "gold")
    assert code == 0
    assert "2 tệp" in out
    assert sorted(path.name for path in (tmp_path / "gold").iterdir()) == [
        "dong-may-2031-2.json",
        "dong-may-2031.json",
    ]
    minimums = [part for name in ("tasks", "whole_task", "structure") for part in ("--min", f"{name}=1")]
    assert run("eval", tmp_path / "gold", plans, *minimums)[0] == 0


def test_annotate_never_overwrites_corrected_answers_by_itself(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    source.write_text(small_plan().to_json(), encoding="utf-8")
    answer = tmp_path / "gold" / "dong-may-2031.json"
    answer.parent.mkdir()
    answer.write_text("sửa tay", encoding="utf-8")
    code, _, err = run("annotate", source, "--out", answer.parent)
    assert code == 1
    assert "--force" in err
    assert answer.read_text("utf-8") == "sửa tay"
    assert run("annotate", source, "--out", answer.parent, "--force")[0] == 0
    assert json.loads(answer.read_text("utf-8"))["document"] == "dong-may.txt"
