"""``docparse extract`` and ``docparse schema``."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docparse.cli.terminal import tell_kept

if TYPE_CHECKING:
    from docparse.batch.engines import Engine, Job
    from docparse.batch.inputs import Input
    from docparse.batch.outcomes import Limits
    from docparse.cli.extract_report import Report
    from docparse.export.tables import Format

# repeated here because the help must not wait for the modules that have them
_FORMATS = ("json", "csv", "xlsx", "parquet")
_SECONDS, _MEGABYTES = 600.0, 2048

_HELP = """Đọc các kế hoạch trong TỆP và THƯ_MỤC, ghi kết quả vào thư mục của --out.

Mỗi văn bản cho một tệp <mã>.json. Mọi văn bản gộp lại cho các bảng plans.csv, tasks.csv, targets.csv,
agencies.csv, citations.csv, plans.xlsx, và bộ dữ liệu *.parquet để hỏi bằng “docparse query”. Đọc được
.docx, .doc, .pdf, .odt, .rtf, .html, .txt, .md, ảnh quét, và các văn bản trong .zip, .eml, .msg. Thư mục được
đọc cả các thư mục con. Nhận cả mẫu tên trong ngoặc kép, danh sách @tệp.txt (mỗi dòng một đường dẫn), và địa
chỉ như s3://kho/ke-hoach.

\b
Ví dụ:
  docparse extract ke-hoach.docx --out ket-qua
  docparse extract cac-tinh/ --out ket-qua --jobs 4
  docparse extract "2024/**/*.pdf" @bo-sung.txt --out ket-qua --log nhat-ky.jsonl
  docparse extract ke-hoach.pdf --format json > ke-hoach.json

Chạy lại cùng lệnh thì chỉ đọc văn bản mới hoặc đã đổi; lần chạy bị ngắt giữa chừng được làm tiếp.

\b
Mã kết thúc: 0 đọc được tất cả; 1 có văn bản không đọc được (các văn bản khác vẫn được ghi);
2 dòng lệnh sai; 130, 143 bị dừng (Ctrl-C, SIGTERM).
"""


@dataclass(frozen=True)
class _Options:
    """The command line, as it was given."""

    places: tuple[str, ...]
    out: str | None
    formats: tuple[Any, ...]
    jobs: int | None
    timeout: float | None
    memory: int | None
    engine: str
    scheduler: str | None
    fresh: bool
    log: Path | None
    quiet: bool
    debug: bool


@click.command("extract", help=_HELP)
@click.argument("paths", metavar="TỆP|THƯ_MỤC|MẪU|@DANH_SÁCH…", nargs=-1)
@click.option("--out", "-o", metavar="THƯ_MỤC", help="Nơi ghi kết quả.")
@click.option("--list", "lists", multiple=True, metavar="TỆP", help="Đọc các đường dẫn ghi trong tệp này.")
@click.option(
    "--format",
    "-f",
    "formats",
    type=click.Choice(_FORMATS),
    multiple=True,
    help="Chỉ ghi loại này (dùng được nhiều lần). Không có --out thì in JSON ra màn hình.",
)
@click.option(
    "--jobs", "-j", type=click.IntRange(0), metavar="N",
    help="Số tiến trình đọc; mặc định bằng số lõi. 0: đọc ngay trong tiến trình này, không giới hạn.",
)  # fmt: skip
@click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), metavar="GIÂY",
    help=f"Thời gian cho một văn bản; mặc định {_SECONDS:g}.",
)  # fmt: skip
@click.option(
    "--memory", type=click.IntRange(1), metavar="MB",
    help=f"Bộ nhớ cho một tiến trình đọc; mặc định {_MEGABYTES}.",
)  # fmt: skip
@click.option(
    "--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True,
    help="Đọc trên máy này hay trên cụm.",
)  # fmt: skip
@click.option("--scheduler", metavar="ĐỊA_CHỈ", help="Bộ điều phối Dask, ví dụ tcp://10.0.0.5:8786.")
@click.option("--fresh", is_flag=True, help="Đọc lại tất cả, không dùng kết quả cũ.")
@click.option(
    "--log",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Ghi nhật ký JSON từng dòng.",
)
@click.option("--quiet", "-q", is_flag=True, help="Chỉ in lỗi.")
@click.option("--debug", is_flag=True, help="In chi tiết lỗi cho người phát triển.")
@click.pass_context
def extract_command(
    ctx: click.Context, /, paths: tuple[str, ...], lists: tuple[str, ...], **given: Any
) -> None:
    """Read documents, write JSON and tables."""
    options = _Options(places=(*paths, *(f"@{name}" for name in lists)), **given)
    _check_usage(options)
    with _stoppable(ctx):
        from docparse.batch.inputs import find_inputs
        from docparse.cli.extract_report import Report

        inputs, others = find_inputs(options.places, Path(options.out) if options.out else None)
        with Report(options.quiet, options.debug, options.log) as report:
            report.counts["skipped"] = others
            if options.out is None:
                _print(options, inputs, report)
            else:
                _store(options, options.out, inputs, report)
    ctx.exit(1 if report.counts["failed"] else 0)


@click.command("schema")
def schema_command() -> None:
    """In lược đồ JSON (JSON Schema) của kết quả."""
    from docparse.export import schema

    click.echo(schema())


def _check_usage(options: _Options) -> None:
    if not options.places:
        raise click.UsageError("Thiếu văn bản cần đọc: hãy nêu ít nhất một tệp hoặc thư mục.")
    if options.out is None and set(options.formats) != {"json"}:
        raise click.UsageError("Hãy nêu nơi ghi kết quả bằng --out, hoặc in ra màn hình bằng --format json.")
    if options.out is not None and "://" not in options.out and Path(options.out).is_file():
        raise click.BadParameter(f"“{options.out}” là tệp; hãy nêu một thư mục.", param_hint="--out")
    if (options.engine == "dask") != (options.scheduler is not None):
        raise click.UsageError("Đọc trên cụm cần cả hai: --engine dask và --scheduler ĐỊA_CHỈ.")


def _store(options: _Options, out: str, inputs: list[Input], report: Report) -> None:
    """Bring the place of results up to date."""
    from docparse.batch.run import Run, open_storage
    from docparse.export.tables import usable_formats

    limits = _limits(options)
    formats = options.formats or usable_formats()
    with Run(open_storage(out), formats, limits) as run:
        for told in run.look_up(options.places, inputs, options.fresh):
            report.add(told.outcome, known=told.known)
        with (
            report.bar(len(run.jobs)),
            closing(run.read(_engine(options, run.jobs, limits, run.scratch, formats))) as found,
        ):
            for told in found:
                report.add(told.outcome, told.seconds)
        for error in run.finish():
            report.fail(f"{error}")
        if run.kept is not None:
            tell_kept(run.kept)
    report.summary(out)


def _print(options: _Options, inputs: list[Input], report: Report) -> None:
    """Print the JSON of the documents in the order in which they were named."""
    from docparse.batch.engines import Inline, Job, in_order
    from docparse.batch.outcomes import Success
    from docparse.export.jsonfiles import JsonStream
    from docparse.model import Plan

    single = len(inputs) == 1 and not inputs[0].walked and not inputs[0].is_container
    jobs = [Job(item) for item in inputs]
    limits = _limits(options)
    engine = Inline() if options.jobs is None else _engine(options, jobs, limits)
    stream = JsonStream(sys.stdout.buffer, single=single and inputs[0].problem is None)
    with report.bar(len(jobs)), closing(engine.run(jobs)) as steps:
        for step in in_order(jobs, steps):
            if isinstance(step.outcome, Success):
                stream.add(Plan.from_json(step.outcome.content))
            report.add(step.outcome, step.seconds)
    stream.finish()
    if not single:
        report.summary(None)


def _limits(options: _Options) -> Limits:
    from docparse.batch.outcomes import Limits

    return Limits(options.timeout or _SECONDS, (options.memory or _MEGABYTES) * 2**20)


def _engine(
    options: _Options,
    jobs: Sequence[Job],
    limits: Limits,
    scratch: Path | None = None,
    formats: tuple[Format, ...] = (),
) -> Engine:
    """Choose who reads: one document is read here and now, unless limits or workers are asked for."""
    from docparse.batch.engines import Inline, Pool, cores
    from docparse.batch.reader import Settings

    settings = Settings(limits, scratch, talks=options.debug, formats=formats)
    if options.scheduler is not None:
        from docparse.batch.cluster import Cluster  # Dask is there for those who have a cluster

        return Cluster(options.scheduler, settings)
    asked = (options.jobs, options.timeout, options.memory) != (None, None, None)
    few = not jobs or (len(jobs) == 1 and not jobs[0].item.is_container)
    if options.jobs == 0 or (few and not asked):
        return Inline(scratch, formats)
    return Pool(options.jobs or cores(), settings)


class _Stopped(BaseException):
    """Somebody wants the program to end: Ctrl-C or SIGTERM."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


@contextmanager
def _stoppable(ctx: click.Context) -> Iterator[None]:
    """End in good order when asked to: what was stored stays, the next run goes on from there."""

    def stop(number: int, _frame: object) -> None:
        for each in before:
            signal.signal(each, signal.SIG_IGN)  # once is enough: nothing disturbs putting things away
        raise _Stopped(number)

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for number in before:
            signal.signal(number, stop)
        yield
    except _Stopped as stopped:
        click.echo("Đã dừng. Chạy lại cùng lệnh để làm tiếp.", err=True)
        ctx.exit(128 + stopped.number)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
