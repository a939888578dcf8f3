from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docparse.cli import cli
from docparse.export.dataset import TABLES

pytest.importorskip("duckdb", reason="DuckDB is an extra")
pytest.importorskip("pyarrow", reason="PyArrow is an extra")

Run = Callable[..., Result]
DOCS = Path(__file__).resolve().parents[2] / "docs" / "data-set.md"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of the samples."""
    folder = tmp_path_factory.mktemp("results")
    samples = Path(__file__).resolve().parents[2] / "corpus" / "samples"
    done = CliRunner().invoke(cli, ["extract", str(samples), "--out", str(folder), "--jobs", "0"])
    assert done.exit_code == 0, done.stderr
    return folder


def rows(run: Run, out: Path, sql: str) -> list[dict[str, object]]:
    result = run("query", out, sql, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def test_the_tables_hold_what_the_json_does(run: Run, out: Path) -> None:
    plans = [json.loads(path.read_bytes()) for path in out.glob("*.json")]
    wanted = {
        "plans": len(plans),
        "nodes": sum(len(p["outline"]) for p in plans),
        "tasks": sum(len(p["tasks"]) for p in plans),
        "assignments": sum(len(t["assignments"]) for p in plans for t in p["tasks"]),
        "indicators": sum(len(p["targets"]) + len(p["baselines"]) for p in plans),
        "citations": sum(len(p["citations"]) for p in plans),
        "agencies": sum(len(p["agencies"]) for p in plans),
        "diagnostics": sum(len(p["diagnostics"]) for p in plans),
    }
    found = {name: rows(run, out, f"SELECT count(*) AS n FROM {name}")[0]["n"] for name in wanted}
    assert found == wanted
    assert all(wanted[name] for name in wanted if name != "diagnostics")


def test_keys_are_keys_and_joins_lose_nothing(run: Run, out: Path) -> None:
    for table, key in [("plans", "plan_id"), ("nodes", "plan_id, node_id"), ("tasks", "plan_id, task_id")]:
        assert rows(run, out, f"SELECT {key} FROM {table} GROUP BY ALL HAVING count(*) > 1") == []
    orphans = "SELECT count(*) AS n FROM assignments ANTI JOIN tasks USING (plan_id, task_id)"
    assert rows(run, out, orphans) == [{"n": 0}]
    orphans = "SELECT count(*) AS n FROM nodes c ANTI JOIN nodes p ON c.plan_id = p.plan_id AND c.parent_id = p.node_id"
    assert rows(run, out, f"{orphans} WHERE c.parent_id IS NOT NULL") == [{"n": 0}]


def test_dates_numbers_and_amounts_have_their_types(run: Run, out: Path) -> None:
    kinds = {r["column_name"]: r["column_type"] for r in rows(run, out, "DESCRIBE tasks")}
    assert (kinds["due"], kinds["budget"], kinds["budget_sources"]) == (
        "DATE",
        "DOUBLE",
        "MAP(VARCHAR, DOUBLE)",
    )
    sums = "SELECT sum(list_sum(map_values(budget_sources))) AS s FROM tasks WHERE budget_sources IS NOT NULL"
    plans = [json.loads(path.read_bytes()) for path in out.glob("*.json")]
    budgets = [t["budget"]["by_source"] for p in plans for t in p["tasks"] if t["budget"]]
    assert rows(run, out, sums)[0]["s"] == pytest.approx(sum(sum(b.values()) for b in budgets))


def test_accents_may_be_left_out(run: Run, out: Path) -> None:
    sql = "SELECT count(*) AS n FROM assignments WHERE bare(agency) = 'so giao duc va dao tao'"
    plain = sql.replace("bare(agency) = 'so giao duc va dao tao'", "agency = 'Sở Giáo dục và Đào tạo'")
    assert rows(run, out, sql) == rows(run, out, plain) != [{"n": 0}]


def examples() -> list[str]:
    """The SQL of the documentation."""
    return re.findall(r"```sql\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("sql", examples())
def test_the_examples_of_the_documentation_answer(run: Run, out: Path, sql: str) -> None:
    result = run("query", out, sql)
    assert result.exit_code == 0, result.stderr
    assert not result.stdout.endswith("(0 dòng)\n")


def test_every_table_and_column_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for table in TABLES:
        section = text.partition(f"## `{table.name}`")[2].partition("\n## ")[0]
        assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == [column.name for column in table.columns]


def test_a_table_fits_eighty_columns(run: Run, out: Path) -> None:
    lines = run("query", out, "SELECT * FROM tasks LIMIT 3").stdout.splitlines()
    assert len(lines) == 2 + 3 + 1
    lines = run("query", out, "SELECT plan_id, path, title FROM nodes").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert any(line.endswith("…") for line in lines)


def test_csv_is_read_back(run: Run, out: Path) -> None:
    sql = "SELECT plan_id, subject, issued_on, ocr, recipients FROM plans ORDER BY plan_id"
    found = list(csv.DictReader(io.StringIO(run("query", out, sql, "--format", "csv").stdout)))
    assert [row["plan_id"] for row in found] == sorted(path.stem for path in out.glob("*.json"))
    assert {row["ocr"] for row in found} == {"false"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found[1]["issued_on"])


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("", "Câu hỏi trống"),
        ("SELEC 1", "Sai cú pháp"),
        ("SELECT * FROM task", "Các bảng: plans, nodes, tasks"),
        ("SELECT titel FROM nodes", "Cột gần giống: nodes.title"),
        ("SELECT CAST('a' AS INT)", "Không chạy được"),
        ("SELECT 1; SELECT 2", "Có 2 câu lệnh"),
        ("COPY plans TO 'plans.csv'", "không chỉ đọc"),
        ("EXPLAIN ANALYZE COPY plans TO 'plans.csv'", "không chỉ đọc"),
        ("CREATE TABLE x AS SELECT 1", "không chỉ đọc"),
        ("ATTACH 'x.db'", "không chỉ đọc"),
        ("INSTALL httpfs", "không chỉ đọc"),
        ("SET enable_external_access = true", "không chỉ đọc"),
        ("SELECT * FROM read_csv('{folder}/tasks.csv')", "Không được phép"),
        ("SELECT * FROM read_text('{folder}/manifest.sqlite')", "Không được phép"),
        ("SELECT * FROM glob('{folder}/*')", "Không được phép"),
        ("SELECT * FROM '{folder}/tasks.csv'", "Không"),
    ],
)
def test_what_cannot_or_must_not_be_answered_says_why(out: Path, sql: str, said: str) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    done = CliRunner().invoke(cli, ["query", str(out), sql.format(folder=out)])
    assert done.exit_code == 1
    assert said in str(done.exception)
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == before


def test_a_folder_without_a_data_set(out: Path, tmp_path: Path) -> None:
    shutil.copy(out / "plans.parquet", tmp_path)
    done = CliRunner().invoke(cli, ["query", str(tmp_path), "SELECT 1"])
    assert "Không có bộ dữ liệu (thiếu nodes.parquet" in str(done.exception)


def test_an_answer_in_a_file_is_for_excel(run: Run, out: Path, tmp_path: Path) -> None:
    file = tmp_path / "hoi.csv"
    result = run("query", out, "SELECT '=1+1' AS \"Công thức\", -5 AS so", "--out", file)
    assert result.exit_code == 0, result.stderr
    assert file.read_bytes() == "\ufeffCông thức,so\n'=1+1,-5\n".encode()
