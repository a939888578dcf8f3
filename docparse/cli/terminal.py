"""How wide the terminal is, and text broken to fit it."""

from __future__ import annotations

import shutil
import sys
import textwrap
from pathlib import Path
from typing import TextIO

import click

#: columns of a terminal where nobody can tell
WIDTH = 80
_LINES = 24
#: longer lines are hard to read
_WIDEST = 120


def columns() -> int:
    """Columns of the terminal."""
    return shutil.get_terminal_size((WIDTH, _LINES)).columns


def reading_width(stream: TextIO | None = None) -> int | None:
    """Columns for running text on ``stream`` (standard output by default); null where no terminal shows it.

    What goes into a file or to another program keeps its lines whole.
    """
    return min(columns(), _WIDEST) if (stream or sys.stdout).isatty() else None


def broken(text: str, width: int | None, indent: str = "  ") -> str:
    """``text`` in lines of at most ``width`` columns, those behind the first set in by ``indent``."""
    if width is None or len(text) <= width:
        return text
    return textwrap.fill(
        text, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )


def tell(text: str) -> None:
    """Say ``text`` on standard error."""
    click.echo(broken(text, reading_width(sys.stderr)), err=True)


def tell_kept(path: Path) -> None:
    """Say under which name a file was kept that somebody had worked on."""
    tell(f"Lưu ý: tệp cũ đã được sửa sau lần docparse ghi; bản đó nay là {path}.")
