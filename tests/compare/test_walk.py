"""The documented walk through three provinces: its commands run, and print what it says they print."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from docparse.cli import cli

ROOT = Path(__file__).resolve().parents[2]
WALK = (ROOT / "docs" / "compare-three-provinces.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```console\n(.*?)```", WALK, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("docparse ")
]


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the records, as the current folder; results land two folders above."""
    folder = tmp_path / "corpus" / "records"
    shutil.copytree(ROOT / "corpus" / "records", folder)
    monkeypatch.chdir(folder)
    return folder


def run(command: str) -> str:
    result = CliRunner().invoke(cli, shlex.split(command)[1:], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_walk_runs(command: str, records: Path) -> None:
    assert run(command).strip()


def test_the_matrix_says_what_the_walk_says(records: Path) -> None:
    printed = re.search(r"```text\n(.*?)\n```", WALK)
    assert printed
    compare = next(command for command in COMMANDS if command.startswith("docparse compare"))
    assert printed[1] in run(f"{compare} --out all.md")
    matrix = (records / "all.md").read_text(encoding="utf-8")
    summary = {
        line.split(" | ")[0].strip("| "): line
        for line in matrix.splitlines()
        if "-KH-" in line or "/KH-" in line
    }
    assert "có 14/22 (64%), cần xem 2 | 0,31" in summary["Quảng Bình 2022"]
    assert "có 8/22 (36%), cần xem 4 | 0,50" in summary["Quảng Ninh 2017"]
    assert "Văn bản bị cắt; nay thuộc Tuyên Quang" in summary["Hà Giang 2017"]
    told = re.findall(r"“(Quảng Ninh 2017: [^”]+)”", WALK)
    assert told
    for quoted in told:
        assert quoted in matrix


def test_the_numbers_of_the_walk_are_those_of_the_answers(records: Path) -> None:
    gaps = next(command for command in COMMANDS if "ask gaps" in command)
    assert "Có 30 nhiệm vụ: 30 thiếu chủ trì" in run(gaps)
    agency = next(command for command in COMMANDS if "ask agency" in command)
    assert "Có 3 nhiệm vụ trong 2 kế hoạch" in run(agency)
