"""``docparse align`` and ``docparse compare`` as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from docparse.cli import cli
from docparse.errors import DocparseError, InvalidPlan, UnreadableFile
from docparse.model import Plan


@pytest.fixture
def folder(tmp_path: Path, health: tuple[Plan, Plan]) -> Path:
    for plan in health:
        (tmp_path / f"{plan.id}.json").write_text(plan.to_json(), encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


def test_align_prints_the_pairs_as_json(folder: Path, health: tuple[Plan, Plan]) -> None:
    result = run("align", folder, "--format", "json")
    assert result.exit_code == 0
    entries = json.loads(result.output)
    ids = {plan.id for plan in health}
    assert {entry["kind"] for entry in entries} == {"task", "target", "section"}
    for entry in entries:
        assert set(entry) == {"kind", "a", "b", "score", "why"}
        assert {entry["a"]["plan"], entry["b"]["plan"]} == ids


def test_align_tells_people_what_it_paired_and_why(folder: Path) -> None:
    result = run("align", folder, "--kind", "task")
    assert "nhiệm vụ" in result.output
    assert "vì:" in result.output
    assert "chỉ tiêu\n" not in result.output
    assert result.output.splitlines()[-1].endswith("cặp.")


def test_align_needs_two_plans(folder: Path, health: tuple[Plan, Plan]) -> None:
    result = run("align", folder / f"{health[0].id}.json")
    assert result.exit_code == 2
    assert "ít nhất hai kế hoạch" in result.output


def test_compare_writes_every_file_asked_for(folder: Path) -> None:
    outs = [folder / "out" / name for name in ("a.xlsx", "b.html", "c.csv")]
    outs[0].parent.mkdir()
    result = run("compare", folder, *(word for out in outs for word in ("--out", out)))
    assert result.exit_code == 0
    assert all(out.stat().st_size > 1000 for out in outs)
    assert "2 kế hoạch" in result.output


def test_compare_measures_coverage_of_the_central_plan(folder: Path, health: tuple[Plan, Plan]) -> None:
    first, second = (folder / f"{plan.id}.json" for plan in health)
    out = folder / "so-sanh.json"
    run("compare", second, "--central", first, "--out", out)
    record = json.loads(out.read_text(encoding="utf-8"))
    assert record["central"] == health[0].id
    assert len(record["coverage"]) == len(health[0].tasks) + len(health[0].targets)


def test_compare_takes_no_folder_of_several_plans_for_the_central_one(
    folder: Path, health: tuple[Plan, Plan]
) -> None:
    """The first of them would be taken at random, and coverage measured against a province."""
    with pytest.raises(InvalidPlan, match="cần đúng một kế hoạch, ở đây có 2") as raised:
        run("compare", folder, "--central", folder, "--out", folder / "so-sanh.md")
    assert raised.value.source == str(folder)
    assert health[0].id in raised.value.cause
    assert raised.value.remedy
    assert not (folder / "so-sanh.md").exists()


def test_compare_tells_which_central_plan_is_not_there(folder: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"khong-co\.json: Không tìm thấy tệp"):
        run("compare", folder, "--central", folder / "khong-co.json", "--out", folder / "so-sanh.md")


def test_compare_tells_a_wrong_ending_before_it_reads_a_plan(tmp_path: Path) -> None:
    with pytest.raises(DocparseError, match="Không biết ghi"):
        run("compare", tmp_path / "khong-co.json", "--out", tmp_path / "so-sanh.pdf")


@pytest.mark.parametrize("command", ["align", "compare"])
def test_the_help_is_vietnamese_and_has_examples(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Ví dụ" in result.output


def test_compare_tells_of_a_plan_in_which_nothing_was_found(folder: Path) -> None:
    letter = folder / "thu.txt"
    letter.write_text("Kính gửi gia đình.\nHôm nay trời đẹp, vườn nhà ra hoa.\n", encoding="utf-8")
    sound = sorted(folder.glob("*.json"))
    result = run("compare", *sound, letter, "--out", folder / "a.md")
    warned = [line for line in result.stderr.splitlines() if line.startswith("Cảnh báo: ")]
    assert warned[0] == "Cảnh báo: Kế hoạch thu.txt: không đọc được nhiệm vụ, chỉ tiêu nào."
    assert all("thu.txt" in line for line in warned)


def test_a_plan_of_another_programme_is_told(
    folder: Path, health: tuple[Plan, Plan], farming: tuple[Plan, Plan]
) -> None:
    alike = run("compare", folder, "--out", folder / "a.html")
    assert "rất ít nội dung chung" not in alike.output
    (folder / "x.json").write_text(farming[1].to_json(), encoding="utf-8")
    for central in ((), ("--central", folder / f"{health[0].id}.json")):
        mixed = run("compare", folder, "--out", folder / "b.html", *central)
        warned = [line for line in mixed.output.splitlines() if "rất ít nội dung chung" in line]
        assert len(warned) == 1
        assert farming[1].metadata.province in warned[0]


def test_one_plan_alone_is_a_wrong_command_line(folder: Path, health: tuple[Plan, Plan]) -> None:
    plan, out = folder / f"{health[0].id}.json", folder / "so-sanh.html"
    for given in ([plan], [plan, plan], [plan, "--central", plan]):
        result = run("compare", *given, "--out", out)
        assert result.exit_code == 2
        assert "Chỉ có một kế hoạch" in result.output
        assert not out.exists()


def edit(path: Path) -> None:
    """What Excel does when somebody types a note and saves."""
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A1"] = "ghi chú của tôi"
    book.properties.lastModifiedBy = "Nguyễn Thị Mơ"
    book.save(path)


def test_a_workbook_that_somebody_worked_on_is_kept_under_another_name(folder: Path) -> None:
    out = folder / "so-sanh.xlsx"
    assert "đã được sửa" not in run("compare", folder, "--out", out).stderr
    for name in ("so-sanh.da-sua.xlsx", "so-sanh.da-sua-2.xlsx"):
        edit(out)
        result = run("compare", folder, "--out", out)
        assert name in result.stderr
        assert openpyxl.load_workbook(folder / name).worksheets[0]["A1"].value == "ghi chú của tôi"
        assert openpyxl.load_workbook(out).worksheets[0]["A1"].value != "ghi chú của tôi"
    assert "đã được sửa" not in run("compare", folder, "--out", out).stderr


@pytest.mark.parametrize("name", ["so-sanh.xlsx", "so-sanh.docx"])
def test_what_another_program_wrote_is_kept_too(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"somebody's file, whatever it is")
    run("compare", folder, "--out", folder / name)
    kept = (folder / name).with_suffix(f".da-sua{Path(name).suffix}")
    assert kept.read_bytes() == b"somebody's file, whatever it is"
