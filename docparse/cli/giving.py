"""An answer on the screen or in a file."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import click

from docparse.cli.parameters import Decorator

#: where the answer goes; the command gets it as ``out``
OUT: Decorator = click.option(
    "--out",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Ghi câu trả lời vào tệp; đuôi .csv (mở được bằng Excel) hoặc .json quyết định dạng.",
)


def form_for(out: Path | None, form: str) -> str:
    """``form``, or what the ending of ``out`` asks for where a table would be written."""
    ending = out.suffix.lower().removeprefix(".") if out else ""
    return ending if form == "table" and ending in ("csv", "json") else form


def give(text: str, out: Path | None, form: str) -> None:
    """Print ``text``, or write it to ``out``: CSV with the mark by which Excel knows UTF-8."""
    if out is None:
        click.echo(text, nl=False)
        return
    from docparse.export.atomic import write_atomically

    write_atomically(out, (BOM_UTF8 if form == "csv" else b"") + text.encode())
    click.echo(f"Đã ghi {out}", err=True)
