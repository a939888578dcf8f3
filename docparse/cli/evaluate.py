"""``docparse eval`` and ``docparse annotate``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from docparse.cli.parameters import PLANS, format_option
from docparse.errors import DocparseError

_EVAL_HELP = """Chấm kết quả trích xuất theo đáp án làm tay, hoặc so sánh hai lần chạy.

ĐÁP_ÁN là tệp hoặc thư mục đáp án (.json, do “docparse annotate” ghi rồi sửa tay). KẾT_QUẢ là tệp hoặc thư
mục do “docparse extract” ghi. Đáp án và kết quả ghép với nhau theo tên tệp văn bản gốc.

Với --compare, hai đối số là kết quả của lần chạy trước và lần chạy sau trên cùng các văn bản, không cần đáp
án: bản so sánh nêu dữ kiện thêm, mất, đổi ở từng văn bản.

\b
Ví dụ:
  docparse eval dap-an/ ket-qua/
  docparse eval dap-an/ ket-qua/ --min lead=0.95 --min tasks=0.95 --misses
  docparse eval --compare ket-qua-cu/ ket-qua-moi/ --misses

\b
Mã kết thúc: 0 đạt; 1 có mức --min không đạt, có văn bản thiếu kết quả, hoặc không
đọc được tệp; 2 dòng lệnh sai.
"""
_ANNOTATE_HELP = """Ghi dữ kiện của các kế hoạch thành tệp đáp án để sửa tay.

Mỗi kế hoạch (tệp .json do “docparse extract” ghi, thư mục chứa chúng, hoặc chính văn bản) cho một tệp
<mã>.json trong thư mục của --out. Vị trí trong văn bản được thay bằng trích dẫn chỉ xuất hiện một lần. Tệp
đã có không bị ghi đè, trừ khi dùng --force.

\b
Ví dụ:
  docparse annotate ket-qua/ke-hoach.json --out dap-an
"""


@click.command("eval", help=_EVAL_HELP, short_help="Chấm kết quả trích xuất so với đáp án làm tay.")
@click.argument("gold", metavar="ĐÁP_ÁN", type=click.Path(path_type=Path))
@click.argument("out", metavar="KẾT_QUẢ", type=click.Path(path_type=Path))
@click.option(
    "--min", "minimums", metavar="TÊN=F1", multiple=True, help="F1 thấp nhất của một loại (dùng nhiều lần)."
)
@click.option("--misses", is_flag=True, help="Liệt kê dữ kiện thiếu, thừa (với --compare: thêm, mất, đổi).")
@click.option("--unclaimed", "left", is_flag=True, help="Liệt kê số, ngày, cơ quan chưa dữ kiện nào nhận.")
@click.option("--compare", is_flag=True, help="So sánh hai kết quả, không cần đáp án.")
@format_option("text", "json", help="Dạng báo cáo.")
@click.pass_context
def eval_command(
    ctx: click.Context,
    gold: Path,
    out: Path,
    minimums: Sequence[str],
    misses: bool,
    left: bool,
    compare: bool,
    form: str,
) -> None:
    """Score a run, or compare two."""
    for path in (gold, out):
        if not path.exists():
            raise click.UsageError(f"Không có tệp hoặc thư mục “{path}”.")
    if compare:
        if minimums or left:
            raise click.UsageError("--compare không dùng cùng --min, --unclaimed.")
        _compare(gold, out, misses, form)
    else:
        ctx.exit(_score(gold, out, _minimums(minimums), misses, left, form))


def _score(gold: Path, out: Path, minimums: dict[str, float], misses: bool, left: bool, form: str) -> int:
    from docparse.evaluate import evaluate, pair, read_gold, read_outputs
    from docparse.evaluate.report import as_json, render

    evaluation = evaluate(pair(read_gold(gold), read_outputs(out)))
    click.echo(
        as_json(evaluation, minimums) if form == "json" else render(evaluation, misses, left), nl=False
    )
    below = evaluation.below(minimums)
    for name, f1, minimum in below:
        click.echo(f"Không đạt: {name}: F1 {f1:.3f} thấp hơn {minimum:g}.", err=True)
    return 1 if below or evaluation.without_output else 0


def _minimums(options: Sequence[str]) -> dict[str, float]:
    from docparse.evaluate import METRICS

    minimums = {}
    for option in options:
        name, _, figure = option.partition("=")
        name = name.strip().replace("-", "_").replace(" ", "_")
        if name not in METRICS:
            raise click.UsageError(f"--min {option}: không có loại “{name}”. Các loại: {', '.join(METRICS)}.")
        try:
            minimums[name] = float(figure)
        except ValueError:
            raise click.UsageError(f"--min {option}: cần TÊN=F1, ví dụ lead=0.95.") from None
    return minimums


def _compare(before: Path, after: Path, details: bool, form: str) -> None:
    from docparse.evaluate import compare_runs, read_outputs
    from docparse.evaluate.gains_report import comparison_as_json, render_comparison

    comparison = compare_runs(read_outputs(before), read_outputs(after))
    text = comparison_as_json(comparison) if form == "json" else render_comparison(comparison, details)
    click.echo(text, nl=False)


@click.command("annotate", help=_ANNOTATE_HELP, short_help="Ghi dữ kiện thành tệp đáp án để sửa tay.")
@PLANS
@click.option(
    "--out", "-o", required=True, type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Nơi ghi đáp án."
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đáp án đã có.")
def annotate_command(plans: Sequence[Path], out: Path, force: bool) -> None:
    """Write answer files."""
    from docparse.annotate import annotate
    from docparse.export.atomic import write_atomically, writing
    from docparse.export.ids import UniqueIds
    from docparse.export.plans import load_plans

    ids = UniqueIds()
    answers = {out / f"{plan.id}.json": annotate(plan) for plan in map(ids.claim, load_plans(plans))}
    existing = next((path for path in answers if path.exists()), None)
    if existing and not force:
        raise DocparseError(
            str(existing), "Đã có tệp đáp án này.", "Dùng --force để ghi đè, hoặc chọn thư mục khác."
        )
    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
    for path, answer in answers.items():
        write_atomically(path, answer.to_json().encode())
    click.echo(f"Đã ghi {len(answers)} tệp đáp án vào {out}.")
