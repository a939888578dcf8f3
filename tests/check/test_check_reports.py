"""What a user gets from a check: text, JSON, SARIF, a Word copy with comments, exit codes, a list of codes."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest
from check_plans import SOUND, plan_of, spoiled
from click.testing import CliRunner

import docparse
from docparse.check import all_checks, check_file, check_plan, telling
from docparse.check.annotate import annotate
from docparse.check.layout.components import Laid, together
from docparse.check.layout.measured import WordFile
from docparse.check.reports import HANGING, as_json, as_sarif, as_text
from docparse.cli import terminal
from docparse.cli.check import check_command

ROOT = Path(__file__).resolve().parents[2]
BROKEN = spoiled("2. Đào tạo nhân viên", "4. Đào tạo nhân viên").replace("512/QĐ-TTg", "512 /QĐ- TTg")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    file = tmp_path / "ke-hoach.txt"
    file.write_text(BROKEN, encoding="utf-8")
    return file


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    file = tmp_path / "dung.txt"
    file.write_text(SOUND, encoding="utf-8")
    return file


def test_text_tells_file_code_and_message(broken: Path) -> None:
    text = as_text({broken.name: check_file(broken)})
    assert text.splitlines()[0] == "ke-hoach.txt: 2 cảnh báo"
    assert re.search(r"ND502 cảnh báo: Sau “1.” là “4.”", text)


def test_a_plan_without_findings_is_said_to_have_none(sound: Path) -> None:
    assert as_text({sound.name: check_file(sound)}) == "dung.txt: không có vấn đề"


def test_json_holds_every_finding_with_its_offsets(broken: Path) -> None:
    findings = check_file(broken)
    data = json.loads(as_json({broken.name: findings}))
    assert [f["code"] for f in data["files"][0]["findings"]] == [f.code for f in findings]
    text = docparse.read(broken).text
    first = next(f for f in data["files"][0]["findings"] if f["code"] == "ND502")
    assert text[first["start"] : first["end"]].startswith("4. Đào tạo")


def test_sarif_names_each_rule_and_place(broken: Path) -> None:
    data = json.loads(as_sarif({str(broken): check_file(broken)}, all_checks()))
    run = data["runs"][0]
    assert data["version"] == "2.1.0"
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == set(all_checks())
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in ("error", "warning", "note")
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["charLength"] > 0


def test_the_copy_of_the_word_file_carries_the_findings_as_comments(tmp_path: Path) -> None:
    source = tmp_path / "goc.docx"
    document = docx.Document()
    for line in BROKEN.splitlines():
        document.add_paragraph(line)
    document.save(str(source))
    plan = docparse.read(source)
    findings = check_plan(plan)
    copy = tmp_path / "nhan-xet.docx"
    copy.write_bytes(annotate(source, findings, plan.text))
    comments = [c.text for c in docx.Document(str(copy)).comments]
    assert len(comments) == len(findings)
    assert any(text.startswith("ND502: ") for text in comments)
    xml = docx.Document(str(copy)).element.xml
    skipped = xml.index("Đào tạo nhân viên")
    assert "commentRangeStart" in xml[skipped - 400 : skipped]  # the comment hangs on its paragraph
    assert [p.text for p in docx.Document(str(copy)).paragraphs] == [
        p.text for p in docx.Document(str(source)).paragraphs
    ]


@pytest.mark.parametrize("part", ["docProps/core.xml", "word/settings.xml"])
def test_a_word_file_damaged_where_reading_never_looks_is_an_error_with_a_remedy(
    tmp_path: Path, part: str
) -> None:
    source = tmp_path / "goc.docx"
    docx.Document().save(str(source))
    damaged = tmp_path / "hong.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            new.writestr(name, "<a" if name == part else old.read(name))
    with pytest.raises(docparse.DocparseError, match="lưu lại"):
        annotate(damaged, [], "")


# ---- the command ----------------------------------------------------------------------------------


def test_the_command_fails_from_the_asked_severity_on(broken: Path, sound: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(check_command, [str(sound)]).exit_code == 0
    assert runner.invoke(check_command, [str(broken)]).exit_code == 0  # warnings only
    assert runner.invoke(check_command, [str(broken), "--fail-on", "warning"]).exit_code == 1
    assert runner.invoke(check_command, [str(broken), "--fail-on", "warning", "--skip", "ND"]).exit_code == 0


def test_a_file_that_cannot_be_read_does_not_stop_the_others(broken: Path, tmp_path: Path) -> None:
    alone = CliRunner().invoke(check_command, [str(tmp_path / "khong-co.txt")])
    assert (alone.exit_code, alone.stdout) == (1, "")
    result = CliRunner().invoke(check_command, [str(tmp_path / "khong-co.txt"), str(broken)])
    assert result.exit_code == 1
    assert "khong-co.txt" in result.stderr
    assert "ND502" in result.stdout


def test_each_plan_of_a_folder_is_told_by_itself(broken: Path, sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ket-qua"
    folder.mkdir()
    for name, file in (("a", broken), ("b", sound)):
        (folder / f"{name}.json").write_text(docparse.read(file).to_json(), encoding="utf-8")
    (folder / "c.json").write_text("{", encoding="utf-8")
    (folder / "so-sanh.json").write_text("{}", encoding="utf-8")  # a comparison, say
    result = CliRunner().invoke(check_command, [str(folder)])
    heads = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert [head.split(": ")[0] for head in heads] == [str(folder / "a.json"), str(folder / "b.json")]
    assert heads[1].endswith("không có vấn đề")
    assert "c.json" in result.stderr
    assert "so-sanh" not in result.stderr
    for name in "abc":
        (folder / f"{name}.json").unlink()
    assert CliRunner().invoke(check_command, [str(folder)]).exit_code == 2  # silence would be praise
    assert result.exit_code == 1


def test_comments_never_go_into_the_file_that_was_checked(tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.docx"
    docx.Document().save(str(file))
    before = file.read_bytes()
    wrong = CliRunner().invoke(check_command, [str(file), "--comments", f"{tmp_path}/./ke-hoach.docx"])
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "tên khác" in wrong.stderr
    assert file.read_bytes() == before
    several = CliRunner().invoke(
        check_command, [str(file), str(file), "--comments", str(tmp_path / "c.docx")]
    )
    assert (several.exit_code, several.stdout) == (2, "")


def test_a_plan_json_is_checked_like_its_document(broken: Path, tmp_path: Path) -> None:
    plan = tmp_path / "ke-hoach.json"
    plan.write_text(plan_of(BROKEN).to_json(), encoding="utf-8")
    assert [f.code for f in check_file(plan)] == [f.code for f in check_file(broken)]


def test_the_report_may_go_to_a_file(broken: Path, tmp_path: Path) -> None:
    out = tmp_path / "bao-cao.sarif"
    CliRunner().invoke(check_command, [str(broken), "--format", "sarif", "--out", str(out)])
    assert json.loads(out.read_text(encoding="utf-8"))["runs"][0]["results"]


def test_a_code_that_no_check_has_is_a_wrong_command_line(broken: Path) -> None:
    wrong = CliRunner().invoke(check_command, [str(broken), "--skip", "ND5", "--skip", "ZZ"])
    assert wrong.exit_code == 2
    assert "“ZZ”" in wrong.stderr
    assert "ND502" in wrong.stderr  # the codes that there are
    skipped = CliRunner().invoke(check_command, [str(broken), "--skip", "nd502"])
    assert skipped.exit_code == 0
    assert "ND502" not in skipped.stdout


def test_layout_that_was_not_measured_is_told(sound: Path) -> None:
    told = CliRunner().invoke(check_command, [str(sound), "--format", "json"])
    assert "chỉ đo được ở tệp .docx" in told.stderr
    assert "dung.txt" in told.stderr
    assert json.loads(told.stdout)["files"]


def test_long_findings_fit_the_terminal_and_stay_whole_elsewhere(broken: Path) -> None:
    results = {broken.name: check_file(broken)}
    narrow = as_text(results, lambda line: terminal.broken(line, 60, HANGING)).splitlines()
    assert max(map(len, narrow)) <= 60
    whole = as_text(results).splitlines()
    assert len(narrow) > len(whole)
    assert " ".join(" ".join(narrow).split()) == " ".join(" ".join(whole).split())


# ---- the documentation -------------------------------------------------------------------------------


def test_every_code_is_documented_with_an_example() -> None:
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    rows = {m[1]: m[0] for m in re.finditer(r"^\| (\w{2}\d{3}) \|.*$", page, re.MULTILINE)}
    assert set(rows) == set(all_checks())
    for code, row in rows.items():
        cells = [cell.strip() for cell in row.strip("|").split(" | ")]
        assert cells[1] == all_checks()[code].title, code
        assert len(cells) == 5, code
        assert all(cells), code


# ---- how measures and passages are told --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "digits", "told"), [(25.0, 1, "25"), (25.46, 1, "25,5"), (1.27, 2, "1,27"), (-0.5, 2, "-0,5")]
)
def test_measures_have_a_decimal_comma_and_no_idle_zeros(value: float, digits: int, told: str) -> None:
    assert telling.number(value, digits) == told


@pytest.mark.parametrize(
    ("value", "told"), [("FF0000", "đỏ"), ("C00000", "đỏ sẫm"), ("0070C0", "xanh da trời"), ("auto", "auto")]
)
def test_colours_are_told_by_name(value: str, told: str) -> None:
    assert telling.color(value) == told


def test_passages_are_cut_between_words_only() -> None:
    assert telling.clipped("Mua sắm thiết bị đọc sách", 14) == "Mua sắm thiết …"
    assert telling.clipped("Mua sắm thiết bị", 16) == "Mua sắm thiết bị"


def test_the_counts_of_a_finding_add_up_to_its_paragraphs() -> None:
    paragraphs = [SimpleNamespace(index=i, text=f"Đoạn {i}") for i in range(6)]
    sizes = ["10", "10", "11", "12", "15", "16"]
    laid = Laid(WordFile("x.docx"))
    found = next(together(laid, "TT301", "Cỡ chữ", paragraphs, lambda p: sizes[p.index], "13–14"))
    assert found.measured == "10 (2 đoạn), 11 (1 đoạn), 12 (1 đoạn), khác (2 đoạn)"
    assert "ở 6 đoạn" in found.message
