"""``docparse graph`` and ``docparse ask`` from the outside."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from graph_plans import Writer, synthetic

from docparse.cli import cli
from docparse.model import Metadata

QUESTIONS = {
    "who": [],
    "load": [],
    "gaps": [],
    "targets": [],
    "agency": ["--agency", "Sở Y tế"],
    "acts": [],
    "chain": ["--act", "131/QĐ-TTg"],
    "due": ["--quarter", "2023-Q4"],
}


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    (folder / "a.json").write_text(synthetic(30).to_json(), encoding="utf-8")
    writer = Writer(
        "xa-phu-my-va-cac-xa-lan-can-trong-khu-vuc-2026",
        Metadata(issuer="Ủy ban nhân dân xã Phú Mỹ", province="An Biên", period_start=2023, period_end=2024),
    )
    writer.cite("131/QĐ-TTg", "2022-01-25")
    aims = writer.section("MỤC TIÊU", role="targets")
    writer.target("70% rác thải nhựa được thu gom", aims)
    writer.target("Mọi hộ ký cam kết giữ vệ sinh chung", aims, None)
    writer.task(
        "Đặt điểm thu gom rác thải nhựa tại bến cá, " + "bố trí người trông coi vào các ngày chợ phiên, " * 6,
        lead=["Sở Y tế", "Ủy ban Mặt trận Tổ quốc Việt Nam xã và các tổ chức chính trị - xã hội ở cơ sở"],
        deadline=("2023-12-31", "2023-12-31", "ngày 31/12/2023"),
    )
    (folder / "b.json").write_text(writer.plan().to_json(), encoding="utf-8")
    return folder


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_a_table_writes_days_as_people_do(plans: Path) -> None:
    assert "25/01/2022" in _run("ask", "acts", plans).output


def test_a_task_that_looks_like_a_formula_is_none_in_a_spreadsheet(tmp_path: Path) -> None:
    writer = Writer()
    writer.task("=HYPERLINK kho tư liệu chung của xã", lead=["Sở Y tế"])
    (tmp_path / "a.json").write_text(writer.plan().to_json(), encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(_run("ask", "who", tmp_path, "--format", "csv").output))
    assert row["Nội dung"] == "'=HYPERLINK kho tư liệu chung của xã"


@pytest.mark.parametrize("question", QUESTIONS)
def test_tables_fit_80_columns(question: str, plans: Path) -> None:
    result = _run("ask", question, plans, *QUESTIONS[question])
    assert result.exit_code == 0, result.output
    assert "Không có kết quả" not in result.output
    assert max(map(len, result.output.splitlines())) <= 80
    assert "Có " in result.output.splitlines()[-1] + result.output.splitlines()[-2]


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_and_csv_hold_the_same_rows(question: str, plans: Path) -> None:
    rows = json.loads(_run("ask", question, plans, *QUESTIONS[question], "--format", "json").output)
    table = list(
        csv.reader(io.StringIO(_run("ask", question, plans, *QUESTIONS[question], "--format", "csv").output))
    )
    assert rows
    if question != "targets":
        assert len(table) == len(rows) + 1
    assert all(len(line) == len(table[0]) for line in table)


def test_json_holds_the_whole_text(plans: Path) -> None:
    rows = json.loads(_run("ask", "who", plans / "b.json", "--format", "json").output)
    assert rows[0]["text"].count("chợ phiên") == 6
    assert rows[0]["lead"][0] == "Sở Y tế"
    assert rows[0]["due"] == "2023-12-31"


def test_a_served_target_is_a_line_of_csv_with_its_reason(plans: Path) -> None:
    output = _run("ask", "targets", plans / "b.json", "--format", "csv").output
    first, second = csv.DictReader(io.StringIO(output))
    assert first["Nội dung"] == "70% rác thải nhựa được thu gom"
    assert "rác thải nhựa" in first["Vì sao"]
    assert (second["Nhiệm vụ phục vụ"], second["Điểm"]) == ("", "")


def test_only_one_lack_can_be_asked(plans: Path) -> None:
    rows = json.loads(_run("ask", "gaps", plans, "--missing", "lead", "--format", "json").output)
    assert rows
    assert all(row["missing"] == ["lead"] for row in rows)


@pytest.mark.parametrize(
    ("question", "option"), [("agency", "--agency"), ("chain", "--act"), ("due", "--quarter")]
)
def test_a_question_says_which_option_it_needs(question: str, option: str, plans: Path) -> None:
    result = _run("ask", question, plans)
    assert result.exit_code == 2
    assert option in result.output


def test_an_option_of_another_question_is_not_passed_over(plans: Path) -> None:
    result = _run("ask", "who", plans, "--agency", "Sở Y tế")  # would have told the tasks of everybody
    assert result.exit_code == 2
    assert "câu hỏi “agency”" in result.output


def test_no_result_is_said(plans: Path) -> None:
    assert _run("ask", "due", plans, "--quarter", "1999-Q1").output == "Không có kết quả.\n"


@pytest.mark.parametrize(
    "name", ["g.graphml", "g.gexf", "g.json", "g.mmd", "g.dot", "g.ics", "g.svg", "neo4j"]
)
def test_each_format_is_written(name: str, plans: Path, tmp_path: Path) -> None:
    result = _run("graph", plans, "--out", tmp_path / name)
    assert result.exit_code == 0, result.output
    assert name in result.output
    made = tmp_path / name
    assert any(made.glob("nodes-*.csv")) if made.is_dir() else made.stat().st_size > 100


@pytest.mark.parametrize(
    ("view", "words"), [("agencies", "Mạng lưới cơ quan"), ("timeline", "Tiến độ nhiệm vụ")]
)
def test_a_view_can_be_chosen(view: str, words: str, plans: Path, tmp_path: Path) -> None:
    _run("graph", plans, "--out", tmp_path / "g.svg", "--view", view)
    assert words in (tmp_path / "g.svg").read_text(encoding="utf-8")


def test_every_question_is_in_the_help() -> None:
    text = _run("ask", "--help").output
    assert all(question in text for question in QUESTIONS)


def test_an_answer_in_a_file_opens_in_excel_with_its_vietnamese_letters(plans: Path, tmp_path: Path) -> None:
    """Excel takes CSV for the code page of the machine unless a mark says UTF-8."""
    out = tmp_path / "viec.csv"
    result = _run("ask", "who", plans, "--out", out)
    assert result.stdout == ""
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    printed = _run("ask", "who", plans, "--format", "csv").output
    assert out.read_text("utf-8-sig") == printed
    assert "Chủ trì" in printed
