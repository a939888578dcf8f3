"""``docparse extract`` and ``docparse schema``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from docparse.batch.inputs import Input
    from docparse.batch.local import Outcome
    from docparse.export import JsonStream, ResultFolder
    from docparse.model import Plan

# repeated here because the help must not wait for the modules that write them
_FORMATS = ("json", "csv", "xlsx")

_HELP = """Đọc các kế hoạch trong TỆP và THƯ_MỤC, ghi kết quả vào thư mục của --out.

Mỗi văn bản cho một tệp <mã>.json. Mọi văn bản gộp lại cho các bảng plans.csv, tasks.csv, targets.csv,
agencies.csv, citations.csv và plans.xlsx. Đọc được .docx, .doc, .pdf, .odt, .rtf, .html, .txt, .md, ảnh
quét, và các văn bản trong .zip, .eml. Thư mục được đọc cả các thư mục con.

\b
Ví dụ:
  docparse extract ke-hoach.docx --out ket-qua
  docparse extract cac-tinh/ --out ket-qua
  docparse extract ke-hoach.pdf --format json > ke-hoach.json

\b
Mã kết thúc: 0 đọc được tất cả; 1 có văn bản không đọc được (các văn bản khác vẫn được ghi);
2 dòng lệnh sai.
"""


@click.command("extract", help=_HELP)
@click.argument("paths", metavar="TỆP|THƯ_MỤC…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--out", "-o", metavar="THƯ_MỤC", type=click.Path(path_type=Path), help="Nơi ghi kết quả.")
@click.option(
    "--format",
    "-f",
    "formats",
    type=click.Choice(_FORMATS),
    multiple=True,
    help="Chỉ ghi loại này (dùng được nhiều lần). Không có --out thì in JSON ra màn hình.",
)
@click.option("--quiet", "-q", is_flag=True, help="Chỉ in lỗi.")
@click.option("--debug", is_flag=True, help="In chi tiết lỗi cho người phát triển.")
@click.pass_context
def extract_command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    out: Path | None,
    formats: tuple[Any, ...],
    quiet: bool,
    debug: bool,
) -> None:
    """Read documents, write JSON and tables."""
    _check_usage(paths, out, formats)
    from docparse.batch.inputs import find_inputs

    inputs, others = find_inputs(paths, out)
    report = _Report(quiet, debug, shows_bar=not quiet and len(inputs) > 1 and sys.stderr.isatty())
    report.counts["skipped"] = others
    single = len(paths) == 1 and not paths[0].is_dir() and not inputs[0].is_container
    from docparse.batch.local import extract  # loads spaCy, once the command line is known to be right

    with _sink(out, formats, single) as sink:
        for outcome in extract(report.tracked(inputs), sink):
            report.add(outcome)
        for error in sink.finish():
            report.fail(f"{error}")
    report.summary(out, printed_one=out is None and single)
    ctx.exit(1 if report.counts["failed"] else 0)


@click.command("schema")
def schema_command() -> None:
    """In lược đồ JSON (JSON Schema) của kết quả."""
    from docparse.export import schema

    click.echo(schema())


def _check_usage(paths: tuple[Path, ...], out: Path | None, formats: tuple[str, ...]) -> None:
    if not paths:
        raise click.UsageError("Thiếu văn bản cần đọc: hãy nêu ít nhất một tệp hoặc thư mục.")
    if out is None and set(formats) != {"json"}:
        raise click.UsageError("Hãy nêu nơi ghi kết quả bằng --out, hoặc in ra màn hình bằng --format json.")
    if out is not None and out.exists() and not out.is_dir():
        raise click.BadParameter(f"“{out}” là tệp; hãy nêu một thư mục.", param_hint="--out")


def _sink(out: Path | None, formats: tuple[Any, ...], single: bool) -> JsonStream | ResultFolder:
    from docparse.export import FORMATS, JsonStream, ResultFolder

    if out is None:
        return JsonStream(sys.stdout.buffer, single=single)
    return ResultFolder(out, formats or FORMATS)


@dataclass
class _Report:
    """What the user is told, on stderr: failures as they come, a bar, one line at the end."""

    quiet: bool
    debug: bool
    shows_bar: bool
    counts: Counter[str] = field(default_factory=Counter)

    def tracked(self, inputs: list[Input]) -> Iterable[Input]:
        """Give the inputs one by one, with a bar that follows where there is a terminal."""
        if not self.shows_bar:
            return inputs
        from tqdm import tqdm

        bar: Iterable[Input] = tqdm(inputs, desc="Đang đọc", unit=" tệp", file=sys.stderr, leave=False)
        return bar

    def add(self, outcome: Outcome) -> None:
        """Count what became of a document, and say so where it went wrong."""
        from docparse.batch.local import Failure, Success

        if isinstance(outcome, Success):
            self.counts["read"] += 1
            self._warn(outcome.source, outcome.plan)
        elif isinstance(outcome, Failure):
            self.fail(f"{outcome.source}: {outcome.cause} {outcome.remedy}")
            if self.debug and outcome.trace:
                self._say(outcome.trace)
        else:
            self.counts["skipped"] += 1

    def fail(self, message: str) -> None:
        """Tell of something that could not be read or written."""
        self.counts["failed"] += 1
        self._say(f"Lỗi: {message}")

    def summary(self, out: Path | None, printed_one: bool) -> None:
        """Close with one line; a single plan on the screen speaks for itself."""
        if self.quiet or printed_one:
            return
        parts = [f"Đã đọc {self.counts['read']} văn bản"]
        if self.counts["failed"]:
            parts.append(f"{self.counts['failed']} lỗi")
        if self.counts["skipped"]:
            parts.append(f"bỏ qua {self.counts['skipped']} tệp loại khác")
        written = f" Kết quả: {out}" if out is not None and self.counts["read"] else ""
        self._say(f"{', '.join(parts)}.{written}")

    def _warn(self, source: str, plan: Plan) -> None:
        doubts = [d.message for d in plan.diagnostics if d.code == "not-a-plan"]
        if doubts and not self.quiet:
            self._say(f"Lưu ý: {source}: {doubts[0]}")

    def _say(self, text: str) -> None:
        if self.shows_bar:
            from tqdm import tqdm

            tqdm.write(text, file=sys.stderr)
        else:
            click.echo(text, err=True)
