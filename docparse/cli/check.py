"""``docparse check``: content and layout of plans."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docparse.cli.parameters import format_option
from docparse.cli.terminal import broken, reading_width, tell, tell_kept
from docparse.errors import DocparseError, NotAPlan

if TYPE_CHECKING:
    from docparse.check.findings import Finding

_SEVERITIES = ("error", "warning", "info")
_NAMED = 3  # files, more are only counted

_HELP = """Kiểm tra nội dung kế hoạch và, với tệp .docx, thể thức theo Nghị định 30/2020/NĐ-CP.

\b
Ví dụ:
  docparse check du-thao.docx
  docparse check du-thao.docx --skip ND505 --comments nhan-xet.docx
  docparse check doan-van.txt --date 2026-12-15

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
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="NGÀY",
    help="Ngày ban hành, khi văn bản chưa ghi; không nêu và không biết thì lấy hôm nay.",
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
    from docparse.check import check_file, has_layout

    skipped = _codes(skip)
    word = _to_comment(files, comments) if comments is not None else None
    results: dict[str, list[Finding]] = {}
    failed = False
    for file in (inside for given in files for inside in _each(given)):
        try:
            found = check_file(file, date.date() if date else None, dt.date.today())
        except DocparseError as error:
            if isinstance(error, NotAPlan) and file not in files:  # nobody asked for it by name
                continue
            tell(f"Lỗi: {error}")
            failed = True
            continue
        results[str(file)] = [f for f in found if f.code not in skipped]
    if not results and not failed:
        raise click.UsageError("Không có kế hoạch nào để kiểm tra trong thư mục này.")
    if results or form != "text":
        _write(_rendered(results, form, on_screen=out is None), out)
    unmeasured = [name for name in results if not has_layout(name)]
    if unmeasured:
        _tell_unmeasured(unmeasured)
    if word is not None and comments is not None and str(word) in results:
        _copy(word, results[str(word)], comments)
    worst = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1] if fail_on in _SEVERITIES else ()
    if failed or any(f.severity in worst for findings in results.values() for f in findings):
        sys.exit(1)


def _each(given: Path) -> list[Path]:
    """The JSON files of a folder, each to be judged by itself; anything else as it is."""
    return sorted(given.glob("*.json")) or [given]


def _to_comment(files: tuple[Path, ...], copy: Path) -> Path:
    """The Word file that ``copy`` is to be made of; raises before anything is checked."""
    words = [file for file in files if file.suffix.lower() == ".docx"]
    if len(words) != 1:
        raise click.UsageError("--comments cần đúng một tệp .docx.")
    if copy.resolve() == words[0].resolve():
        raise click.BadParameter(
            f"“{copy}” là chính tệp được kiểm tra; hãy nêu tên khác cho bản sao.", param_hint="--comments"
        )
    return words[0]


def _codes(prefixes: tuple[str, ...]) -> frozenset[str]:
    """The codes that begin with one of ``prefixes``, in any case; raises for a prefix of none."""
    from docparse.check import all_checks

    known = sorted(all_checks())
    for prefix in prefixes:
        if not any(code.startswith(prefix.upper()) for code in known):
            raise click.BadParameter(
                f"không có mã nào là “{prefix}” hoặc bắt đầu như vậy; các mã: {', '.join(known)}.",
                param_hint="--skip",
            )
    return frozenset(code for code in known if code.startswith(tuple(p.upper() for p in prefixes)))


def _tell_unmeasured(names: list[str]) -> None:
    where = ", ".join(names) if len(names) <= _NAMED else f"{len(names)} tệp"
    tell(f"Thể thức (phông, cỡ chữ, lề …) chỉ đo được ở tệp .docx: chưa kiểm tra ở {where}.")


def _rendered(results: dict[str, list[Finding]], form: str, *, on_screen: bool) -> str:
    from docparse.check import all_checks
    from docparse.check.reports import HANGING, as_json, as_sarif, as_text

    if form == "sarif":
        return as_sarif(results, all_checks())
    if form == "json":
        return as_json(results)
    width = reading_width() if on_screen else None
    return as_text(results, lambda line: broken(line, width, HANGING))


def _write(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text)
        return
    from docparse.export.atomic import write_atomically

    write_atomically(out, f"{text}\n".encode())


def _copy(word: Path, findings: list[Finding], out: Path) -> None:
    from docparse.check.annotate import annotate
    from docparse.export.atomic import write_atomically
    from docparse.export.keeping import set_aside
    from docparse.export.plans import load_plans

    content = annotate(word, findings, load_plans(word)[0].text)
    if kept := set_aside(out):
        tell_kept(kept)
    write_atomically(out, content)
    click.echo(f"Đã ghi nhận xét vào {out}", err=True)
