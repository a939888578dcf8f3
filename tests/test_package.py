"""What `import docparse` offers: every name is there, loads when used, and says in one line what it holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import docparse

SHORT = 300  # characters of a line that a notebook may print


@pytest.mark.parametrize("name", docparse.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert callable(getattr(docparse, name))
    assert name in dir(docparse)


def test_importing_the_package_loads_none_of_the_heavy_ones() -> None:
    heavy = "{'spacy', 'numpy', 'networkx', 'docx', 'pydantic'} & set(sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, docparse; print(len({heavy}))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "0"


def test_a_comparison_and_a_draft_print_one_line(samples: Path) -> None:
    plan = docparse.read(samples / "04-so-gddt-lam-khe-2024.txt")
    comparison = docparse.compare([plan])
    draft = docparse.draft(samples / "profiles" / "demo.yaml", plan)
    for value, told in (
        (comparison, f"tasks={len(comparison.tasks)}"),
        (draft, f"changes={len(draft.changes)}"),
    ):
        assert told in repr(value)
        assert "\n" not in repr(value)
        assert len(repr(value)) < SHORT


def test_a_matrix_is_written_to_a_path_given_as_text(samples: Path, tmp_path: Path) -> None:
    plan = docparse.read(samples / "04-so-gddt-lam-khe-2024.txt")
    docparse.write_matrix(docparse.compare([plan]), str(tmp_path / "so-sanh.md"))
    assert "57/KH-SGDĐT" in (tmp_path / "so-sanh.md").read_text(encoding="utf-8")
