from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from bad_files import POEM, zipped
from click.testing import Result

from docparse import plan as plan_module
from docparse.batch import work
from docparse.model import Plan

Run = Callable[..., Result]
Write = Callable[..., Path]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_one_json_for_each_document_and_tables_over_all(run: Run, plan_file: Write, tmp_path: Path) -> None:
    one, two = plan_file("a.txt", number=12), plan_file("b.txt", number=13)
    result = run("extract", one, two, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "agencies.csv",
        "agencies.parquet",
        "assignments.parquet",
        "citations.csv",
        "citations.parquet",
        "diagnostics.parquet",
        "dong-may-12-kh-ubnd-2031.json",
        "dong-may-13-kh-ubnd-2031.json",
        "indicators.parquet",
        "manifest.sqlite",
        "nodes.parquet",
        "plans.csv",
        "plans.parquet",
        "plans.xlsx",
        "targets.csv",
        "tasks.csv",
        "tasks.parquet",
    ]
    plan = Plan.from_json((tmp_path / "out" / "dong-may-13-kh-ubnd-2031.json").read_bytes())
    assert plan.metadata.number == "13/KH-UBND"
    assert [row["plan_number"] for row in rows_of(tmp_path / "out" / "plans.csv")] == [
        "12/KH-UBND",
        "13/KH-UBND",
    ]


def test_rows_lead_back_to_the_text(run: Run, plan_file: Write, tmp_path: Path) -> None:
    run("extract", plan_file(), "--out", tmp_path / "out")
    text = Plan.from_json(next((tmp_path / "out").glob("*.json")).read_bytes()).text
    for name in ("tasks", "targets", "agencies", "citations"):
        rows = rows_of(tmp_path / "out" / f"{name}.csv")
        assert rows
        for row in rows:
            assert row["passage"] == text[int(row["start"]) : int(row["end"])]
            assert row["plan_id"] == "dong-may-12-kh-ubnd-2031"


def test_a_task_row_says_who_and_until_when(run: Run, plan_file: Write, tmp_path: Path) -> None:
    run("extract", plan_file(), "--out", tmp_path / "out")
    row = rows_of(tmp_path / "out" / "tasks.csv")[0]
    assert row["node_path"] == "II/1"
    assert row["section_role"] == "tasks"
    assert row["lead"] == "Sở Giáo dục và Đào tạo"
    assert row["coordinate"] == "Sở Tài chính"
    assert row["due"] == "2031-06-30"
    assert row["province"] == "Đồng Mây"


def test_the_workbook_is_in_vietnamese(run: Run, plan_file: Write, tmp_path: Path) -> None:
    run("extract", plan_file(), "--out", tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "plans.xlsx")
    assert book.sheetnames == ["Tổng hợp", "Nhiệm vụ", "Chỉ tiêu", "Cơ quan", "Văn bản"]
    heads = [cell.value for cell in book["Nhiệm vụ"][1]]
    assert {"Chủ trì", "Phối hợp", "Thời hạn"} <= set(heads)
    values = next(column for column in book["Chỉ tiêu"].columns if column[0].value == "Giá trị")
    assert [cell.value for cell in values[1:3]] == [85, 2400]


def test_every_format_of_the_samples_is_read(run: Run, tmp_path: Path) -> None:
    samples = Path(__file__).parents[2] / "corpus" / "samples"
    files = [next(samples.glob(f"*{suffix}")) for suffix in (".txt", ".docx", ".pdf", ".html")]
    markdown = tmp_path / "ke-hoach.md"
    markdown.write_bytes(files[0].read_bytes())
    result = run("extract", *files, markdown, "--out", tmp_path / "out", "--format", "json")
    assert result.exit_code == 0
    assert len(list((tmp_path / "out").glob("*.json"))) == 5


def test_plans_of_one_id_are_told_apart(run: Run, plan_file: Write, tmp_path: Path) -> None:
    first, second = plan_file("b/plan.txt"), plan_file("a/plan.txt")
    run("extract", first, second, "--out", tmp_path / "out")
    stored = Plan.from_json((tmp_path / "out" / "dong-may-12-kh-ubnd-2031-2.json").read_bytes())
    assert stored.id == "dong-may-12-kh-ubnd-2031-2"
    assert {row["plan_id"] for row in rows_of(tmp_path / "out" / "tasks.csv")} == {
        "dong-may-12-kh-ubnd-2031",
        "dong-may-12-kh-ubnd-2031-2",
    }


def test_a_file_named_twice_is_read_once(run: Run, plan_file: Write, tmp_path: Path) -> None:
    path = plan_file("plans/a.txt")
    run("extract", path, path.parent, "--out", tmp_path / "out")
    assert len(rows_of(tmp_path / "out" / "plans.csv")) == 1


def test_twice_the_same_bytes(run: Run, plan_file: Write, tmp_path: Path) -> None:
    plan_file("plans/a.txt", number=12)
    plan_file("plans/b.txt", number=13)
    for out in ("one", "two"):
        run("extract", tmp_path / "plans", "--out", tmp_path / out)
    written = {path.name for path in (tmp_path / "one").iterdir()}
    assert {"plans.csv", "plans.xlsx", "manifest.sqlite"} < written
    for path in (tmp_path / "one").iterdir():
        if path.name == "manifest.sqlite":  # it knows when files were written
            continue
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_a_folder_is_read_to_its_depth_and_other_kinds_are_counted(
    run: Run, plan_file: Write, tmp_path: Path
) -> None:
    plan_file("plans/2030/quy-1/a.txt")
    (tmp_path / "plans" / "bang.xlsx").write_bytes(b"x")
    (tmp_path / "plans" / "phim.mp4").write_bytes(b"x")
    result = run("extract", tmp_path / "plans", "--out", tmp_path / "plans" / "out")
    assert result.exit_code == 0
    assert "Đã đọc 1 văn bản, bỏ qua 2 tệp loại khác" in result.stderr


def test_documents_in_an_archive_are_read(run: Run, plan_file: Write, tmp_path: Path) -> None:
    text = plan_file().read_text(encoding="utf-8")
    archive = tmp_path / "plans.zip"
    archive.write_bytes(zipped({"2031/ke-hoach.txt": text, "tho.txt": "", "anh.svg": "<svg/>"}))
    result = run("extract", archive, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{archive}/tho.txt: Tệp rỗng" in result.stderr
    assert (tmp_path / "out" / "dong-may-12-kh-ubnd-2031.json").exists()


def test_json_on_the_screen_and_nothing_else(run: Run, plan_file: Write) -> None:
    result = run("extract", plan_file(), "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["metadata"]["number"] == "12/KH-UBND"
    assert result.stderr == ""


def test_several_documents_are_an_array(run: Run, plan_file: Write, tmp_path: Path) -> None:
    one, two = plan_file("a.txt", number=12), plan_file("b.txt", number=13)
    result = run("extract", one, tmp_path / "missing.docx", two, "--format", "json")
    assert result.exit_code == 1
    numbers = [plan["metadata"]["number"] for plan in json.loads(result.stdout)]
    assert numbers == ["12/KH-UBND", "13/KH-UBND"]


def test_a_folder_is_an_array_though_it_holds_one_document(run: Run, plan_file: Write) -> None:
    result = run("extract", plan_file("plans/a.txt").parent, "--format", "json")
    assert len(json.loads(result.stdout)) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_reader_that_leaves_and_a_full_disk_give_no_traceback(plan_file: Write) -> None:
    plan_file("plans/a.txt", number=12)
    folder = plan_file("plans/b.txt", number=13).parent
    command = f'"{sys.executable}" -m docparse extract "{folder}" --format json'
    left = subprocess.run(f"{command} | head -c 1", shell=True, capture_output=True, encoding="utf-8")
    assert (left.stdout, left.stderr) == ("[", "")
    full = subprocess.run(f"{command} > /dev/full", shell=True, capture_output=True, encoding="utf-8")
    assert full.returncode == 1
    assert full.stderr.startswith("Lỗi: stdout: Không ghi được")
    assert "Traceback" not in full.stderr


def test_nothing_read_is_an_empty_array(run: Run, tmp_path: Path) -> None:
    result = run("extract", tmp_path / "a.docx", tmp_path / "b.docx", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == []


def test_only_the_formats_asked_for_are_written(run: Run, plan_file: Write, tmp_path: Path) -> None:
    run("extract", plan_file(), "--out", tmp_path / "out", "--format", "xlsx")
    shown = [path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith(".")]
    assert sorted(shown) == ["manifest.sqlite", "plans.xlsx"]


def test_one_bad_document_spares_the_others(run: Run, plan_file: Write, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    result = run("extract", broken, plan_file(), "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"Lỗi: {broken}:" in result.stderr
    assert "Đã đọc 1 văn bản, 1 lỗi" in result.stderr
    assert len(rows_of(tmp_path / "out" / "plans.csv")) == 1


def fail_on(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Make reading the file of this name fail as no reader should."""

    def read(data: bytes, given: str) -> Plan:
        if given == name:
            raise KeyError("numbering of the appendix")
        return plan_module.read_content(data, given)

    monkeypatch.setattr(work, "read_content", read)


def test_a_fault_of_the_program_hurts_one_document(
    run: Run, plan_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = plan_file("a.txt", number=12), plan_file("b.txt", number=13)
    fail_on(monkeypatch, "a.txt")
    result = run("extract", one, two, "--out", tmp_path / "out", "--jobs", "0")
    assert result.exit_code == 1
    assert f"{one}: Lỗi bên trong chương trình (KeyError" in result.stderr
    assert "--debug" in result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / "out" / "dong-may-13-kh-ubnd-2031.json").exists()


def test_errors_fit_the_terminal(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docparse.cli.extract_report.reading_width", lambda _stream: 80)
    for number in range(2):
        (tmp_path / f"ke-hoach-cua-uy-ban-nhan-dan-tinh-{number}.docx").write_bytes(b"PK\x03\x04")
    lines = run("extract", tmp_path, "--out", tmp_path / "out").stderr.splitlines()
    assert max(map(len, lines)) <= 80 + len(str(tmp_path))  # a path is never broken
    assert [line for line in lines if line.startswith("  ")]


def test_debug_shows_where_it_went_wrong(
    run: Run, plan_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_on(monkeypatch, "a.txt")
    result = run("extract", plan_file("a.txt"), "--out", tmp_path / "out", "--debug")
    assert "Traceback" in result.stderr
    assert "numbering of the appendix" in result.stderr


def test_quiet_keeps_to_errors(run: Run, plan_file: Write, tmp_path: Path) -> None:
    poem = tmp_path / "tho.txt"
    poem.write_text(POEM, encoding="utf-8")
    missing = tmp_path / "missing.docx"
    result = run("extract", plan_file(), poem, missing, "--out", tmp_path / "out", "-q")
    assert result.stderr.splitlines() == [f"Lỗi: {missing}: Không tìm thấy tệp. Kiểm tra lại đường dẫn."]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Thiếu văn bản"),
        (["{plan}"], "--out"),
        (["{plan}", "--format", "csv"], "--out"),
        (["{plan}", "--out", "{plan}"], "là tệp"),
        (["{plan}", "--out", "{folder}", "--format", "doc"], "doc"),
    ],
)
def test_a_wrong_command_line_is_told_before_anything_is_read(
    run: Run, plan_file: Write, tmp_path: Path, arguments: list[str], said: str
) -> None:
    path = plan_file()
    places = {"plan": str(path), "folder": str(tmp_path / "out")}
    result = run("extract", *[argument.format(**places) for argument in arguments])
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_an_error_not_a_traceback(plan_file: Write, tmp_path: Path) -> None:
    path = plan_file()
    command = [sys.executable, "-m", "docparse", "extract", str(path), "--out", str(path / "out")]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 1
    assert result.stderr.startswith("Lỗi: ")
    assert "Không ghi được" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_bar_is_drawn_on_a_terminal_only(run: Run, plan_file: Write, tmp_path: Path) -> None:
    termios = pytest.importorskip("termios")
    plan_file("plans/a.txt", number=12)
    plan_file("plans/b.txt", number=13)
    command = [
        sys.executable,
        "-m",
        "docparse",
        "extract",
        str(tmp_path / "plans"),
        "--out",
        str(tmp_path / "out"),
    ]
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    subprocess.run(command, stderr=theirs, stdout=subprocess.PIPE, check=True)
    os.close(theirs)
    shown = os.read(ours, 65_536).decode(errors="replace")
    os.close(ours)
    assert "Đang đọc" in shown
    assert "/2 [" in shown
    assert "Đang đọc" not in run("extract", tmp_path / "plans", "--out", tmp_path / "out").stderr


def test_the_schema_describes_what_is_printed(run: Run, plan_file: Write) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(run("schema").stdout)
    plan = json.loads(run("extract", plan_file(), "--format", "json").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(plan, schema)
    del plan["tasks"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plan, schema)


def test_help_does_not_load_the_readers() -> None:
    program = (
        "import sys\nfrom docparse.cli import cli\n"
        "for page in ([], ['extract']):\n"
        "    cli.main([*page, '--help'], standalone_mode=False)\n"
        "heavy = {'spacy', 'pydantic', 'lxml', 'numpy', 'underthesea', 'pypdfium2', 'tqdm', 'xlsxwriter'}\n"
        "sys.exit(' '.join(heavy & sys.modules.keys()) or 0)\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    assert "extract" in result.stdout


def test_a_workbook_that_somebody_worked_on_is_kept(run: Run, plan_file: Write, tmp_path: Path) -> None:
    plan, out = plan_file(), tmp_path / "out"
    run("extract", plan, "--out", out)
    book = openpyxl.load_workbook(out / "plans.xlsx")
    book["Nhiệm vụ"]["A1"] = "việc của phòng tôi"
    book.properties.lastModifiedBy = "Trần Văn Bình"
    book.save(out / "plans.xlsx")
    result = run("extract", plan, "--out", out)
    assert "plans.da-sua.xlsx" in result.stderr
    assert openpyxl.load_workbook(out / "plans.da-sua.xlsx")["Nhiệm vụ"]["A1"].value == "việc của phòng tôi"
    assert openpyxl.load_workbook(out / "plans.xlsx")["Nhiệm vụ"]["A1"].value == "Mã kế hoạch"
