"""``docparse check``: content and layout of plans."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docparse.cli.parameters import format_option
from docparse.errors import DocparseError

if TYPE_CHECKING:
    from docparse.check.findings import Finding

_SEVERITIES = ("error", "warning", "info")


_HELP = """Kiểm tra nội dung kế hoạch và, với tệp .docx, thể thức theo Nghị định 30/2020/NĐ-CP.

\b
Ví dụ:
  docparse check du-thao.docx
  docparse check du-thao.docx --skip ND505 --comments nhan-xet.docx

Mã kết thúc: 0 không có vấn đề từ mức --fail-on trở lên; 1 có vấn đề hoặc có tệp không đọc được;
2 dòng lệnh sai.
"""


@click.command("check", help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="TỆP…")
@format_option("text", "json", "sarif", help="Dạng kết quả.")
@click.option(
    "--out", "-o", type=click.Path(dir_okay=False, path_type=Path), metavar="TỆP", help="Ghi kết quả vào tệp."
)
@click.option(
    "--comments", type=click.Path(dir_okay=False, path_type=Path), metavar="BẢN_SAO.docx",
    help="Ghi nhận xét vào một bản sao của tệp Word.",
)  # fmt: skip
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="NGÀY", help="Ngày ban hành, khi văn bản chưa ghi."
)
@click.option(
    "--skip", multiple=True, metavar="MÃ", help="Bỏ qua mã này hoặc mã bắt đầu như vậy (dùng nhiều lần)."
)
@click.option(
    "--fail-on", type=click.Choice([*_SEVERITIES, "never"]), default="error", show_default=True,
    help="Mức làm lệnh kết thúc với mã 1.",
)  # fmt: skip
def check_command(
    files: tuple[Path, ...],
    form: str,
    out: Path | None,
    comments: Path | None,
    date: dt.datetime | None,
    skip: tuple[str, ...],
    fail_on: str,
) -> None:
    """Check files."""
    from docparse.check import check_file

    results: dict[str, list[Finding]] = {}
    failed = False
    for file in files:
        try:
            found = check_file(file, date.date() if date else None)
        except DocparseError as error:
            click.echo(f"Lỗi: {error}", err=True)
            failed = True
            continue
        results[str(file)] = [f for f in found if not f.code.startswith(tuple(skip) or ("\0",))]
    _write(_rendered(results, form), out)
    if comments is not None:
        _copy(files, results, comments)
    worst = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1] if fail_on in _SEVERITIES else ()
    if failed or any(f.severity in worst for findings in results.values() for f in findings):
        sys.exit(1)


def _rendered(results: dict[str, list[Finding]], form: str) -> str:
    from docparse.check import all_checks
    from docparse.check.reports import as_json, as_sarif, as_text

    if form == "sarif":
        return as_sarif(results, all_checks())
    return as_json(results) if form == "json" else as_text(results)


def _write(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text)
        return
    from docparse.export.atomic import write_atomically

    write_atomically(out, f"{text}\n".encode())


def _copy(files: tuple[Path, ...], results: dict[str, list[Finding]], out: Path) -> None:
    from docparse.check.annotate import annotate
    from docparse.export.atomic import write_atomically
    from docparse.export.plans import load_plans

    words = [file for file in files if file.suffix.lower() == ".docx"]
    if len(words) != 1 or str(words[0]) not in results:
        raise click.UsageError("--comments cần đúng một tệp .docx.")
    text = load_plans(words)[0].text
    write_atomically(out, annotate(words[0], results[str(words[0])], text))
    click.echo(f"Đã ghi nhận xét vào {out}", err=True)
