"""What to install is told for the machine at hand."""

from __future__ import annotations

import pytest

from docparse.readers.programs import Program, how_to_install


@pytest.mark.parametrize("program", ["tesseract", "libreoffice"])
def test_nobody_is_told_a_command_of_another_system(program: Program) -> None:
    linux, mac, windows = (how_to_install(program, name) for name in ("linux", "darwin", "win32"))
    assert "apt install" in linux
    assert "brew install" in mac
    assert "apt" not in mac
    assert "bộ cài" in windows
    assert "PATH" in windows
    assert not any(word in windows for word in ("apt ", "brew "))


def test_a_scan_needs_vietnamese_on_every_system() -> None:
    assert "tesseract-ocr-vie" in how_to_install("tesseract", "linux")
    assert "tesseract-lang" in how_to_install("tesseract", "darwin")
    assert "Vietnamese" in how_to_install("tesseract", "win32")
