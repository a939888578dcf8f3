"""What click prints around our words is Vietnamese, whatever the locale of the machine."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from docparse.cli import cli

LINES = [
    ["--help"],
    ["--version"],
    ["khong-co-lenh"],
    ["--khong-co"],
    ["search"],
    ["ask", "ai"],
    ["ask", "who"],
    ["schema", "thua", "tham-so"],
    ["extract", "a.docx", "--jobs", "nhieu"],
    ["extract", "a.docx", "--jobs", "-3"],
    ["extract", "a.docx", "--timeout", "lau"],
    ["draft", "--date", "hom nay"],
    ["search", "ket-qua", "tu", "--role", "khac"],
    ["compare", "--out"],
    *[[name, "--help"] for name in cli.list_commands(click.Context(cli))],
]
ENGLISH = (
    "usage",
    "options:",
    "show ",
    "error:",
    "missing argument",
    "missing option",
    "invalid",
    "no such",
    "try ",
    "required",
    "default:",
    "[options]",
    "command",
    "[args]",
    "range",
    "match",
    "not a",
    "not one",
)


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_no_line_of_the_frame_is_english(line: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    printed = CliRunner().invoke(cli, line, prog_name="docparse").output.lower()
    assert printed
    assert [word for word in ENGLISH if word in printed] == []


def test_a_misspelt_command_is_told_with_the_nearest() -> None:
    result = CliRunner().invoke(cli, ["extrakt", "x"])
    assert result.exit_code == 2
    assert "“extract”" in result.stderr
    assert "Có phải" not in CliRunner().invoke(cli, ["xyz"]).stderr
