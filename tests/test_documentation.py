"""What the pages tell people to type exists: every command, every option, every name of the API."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import docparse
from docparse.cli import cli

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
API = re.compile(r"\bdocparse\.(\w+)\(")


def blocks(page: Path) -> list[tuple[str, str]]:
    """(language, content) of each block of code."""
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def commands() -> Iterator[tuple[str, list[str]]]:
    for page in PAGES:
        for line in "\n".join(content for _, content in blocks(page)).splitlines():
            if re.match(r" *docparse [a-z]", line):
                yield page.name, shlex.split(re.sub(r"[][]", " ", line), comments=True)[1:]


COMMANDS = list(commands())


def test_there_are_commands_to_check() -> None:
    assert {page for page, _ in COMMANDS} >= {"README.md", "README.vi.md", "data-set.md", "soan-thao.md"}


@pytest.mark.parametrize(("page", "words"), COMMANDS, ids=lambda v: v if isinstance(v, str) else " ".join(v))
def test_a_command_of_a_page_exists_with_its_options(page: str, words: list[str]) -> None:
    command = cli.get_command(click.Context(cli), words[0])
    assert command is not None, words[0]
    known = {option for param in command.params for option in param.opts} | {"--help"}
    assert {word.split("=")[0] for word in words if word.startswith("-")} <= known


def test_a_name_of_the_api_on_a_page_exists() -> None:
    named = {
        name
        for page in PAGES
        for kind, text in blocks(page)
        if kind == "python"
        for name in API.findall(text)
    }
    assert named >= {"read", "compare", "records", "load_plans"}
    assert named <= set(docparse.__all__)


def test_both_front_pages_show_the_same_commands() -> None:
    shown = {
        page: [words for name, words in COMMANDS if name == page] for page in ("README.md", "README.vi.md")
    }
    assert shown["README.md"] == shown["README.vi.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_program_of_the_readme_prints_what_a_reader_can_read(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    block = re.search(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    assert block
    reading = block.group(1).partition("\nplans = ")[0]
    sample = ROOT / "corpus" / "samples" / "01-tinh-song-van-2022.docx"
    exec(reading.replace("ke-hoach.docx", str(sample)), {})
    told = capsys.readouterr().out
    assert "Sở Giáo dục và Đào tạo" in told
    assert "value=" not in told
