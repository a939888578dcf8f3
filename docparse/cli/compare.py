"""``docparse align`` and ``docparse compare``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from docparse.cli.parameters import PLANS, format_option
from docparse.cli.terminal import tell, tell_kept
from docparse.errors import InvalidPlan
from docparse.export.plans import load_plans
from docparse.model import Plan

_KINDS = {"task": "nhiệm vụ", "target": "chỉ tiêu", "section": "đề mục"}
#: what fits a terminal of 80 columns
_SHOWN = 70
_LEAST = 2

_ALIGN_HELP = """Ghép các nhiệm vụ, chỉ tiêu, đề mục nói cùng một việc ở các kế hoạch khác nhau.

KẾ_HOẠCH là tệp .json do “docparse extract” ghi, thư mục chứa chúng, hoặc chính văn bản. Mỗi cặp có
điểm từ 0 đến 1 và lý do: từ ngữ chung, chủ đề chung, cơ quan chung, từng đặc điểm đóng góp bao nhiêu.

\b
Ví dụ:
  docparse align tinh-a.json tinh-b.json
  docparse align ket-qua/ --format json > cap.json
"""


@click.command("align", help=_ALIGN_HELP)
@PLANS
@format_option("text", "json", help="In để đọc hoặc in JSON.")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(list(_KINDS)),
    multiple=True,
    help="Chỉ ghép loại này (dùng được nhiều lần).",
)
def align_command(plans: Sequence[Path], form: str, kinds: Sequence[str]) -> None:
    """Print the pairs that belong in one row of a comparison."""
    from docparse.compare import align  # the help must not wait for it
    from docparse.compare.align import KINDS
    from docparse.export.matrix_words import cut

    loaded = load_plans(plans)
    if len(loaded) < _LEAST:
        raise click.UsageError("Cần ít nhất hai kế hoạch để ghép.")
    pairs = align(loaded, [kind for kind in KINDS if not kinds or kind in kinds])
    if form == "json":
        click.echo(json.dumps([pair.as_json(loaded) for pair in pairs], ensure_ascii=False, indent=1))
        return
    for pair in pairs:
        click.echo(f"{pair.score:.2f}  {_KINDS[pair.kind]}")
        for item in (pair.a, pair.b):
            passage = " ".join(loaded[item.plan].passage(item.fact).split())
            click.echo(f"      {loaded[item.plan].id} {item.id}")
            click.echo(f"        {cut(passage, _SHOWN)}")
        reasons = ", ".join((*pair.why.themes, *pair.why.terms)) or "câu chữ gần giống nhau"
        click.echo(f"      {cut('vì: ' + reasons, _SHOWN)}")
    click.echo(f"{len(pairs)} cặp.")


def _programme(path: Path) -> Plan:
    found = load_plans([path])
    if len(found) != 1:
        cause = (
            f"--central cần đúng một kế hoạch, ở đây có {len(found)}: {', '.join(plan.id for plan in found)}."
        )
        raise InvalidPlan(str(path), cause, "Hãy nêu đúng tệp .json của kế hoạch trung ương.")
    return found[0]


_COMPARE_HELP = """So sánh các kế hoạch thành ma trận: chỉ tiêu, nhiệm vụ, chủ đề × địa bàn × kế hoạch.

KẾ_HOẠCH là tệp .json do “docparse extract” ghi, thư mục chứa chúng, hoặc chính văn bản. Với --central,
ma trận có thêm độ phủ: từng nhiệm vụ của kế hoạch trung ương được tỉnh nào đưa vào, đoạn nào làm chứng;
các kế hoạch xếp theo khoảng cách đến kế hoạch trung ương. Không nêu --central mà trong KẾ_HOẠCH có đúng
một kế hoạch của cơ quan trung ương thì kế hoạch đó được lấy.

\b
Ví dụ:
  docparse compare tinh-a.json tinh-b.json --central bo.json --out so-sanh.xlsx
  docparse compare ket-qua/ --out so-sanh.html
"""


@click.command("compare", help=_COMPARE_HELP)
@PLANS
@click.option(
    "--out",
    "-o",
    "outs",
    required=True,
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Tệp ghi ra: .xlsx, .html, .docx, .csv, .md hoặc .json (dùng được nhiều lần).",
)
@click.option(
    "--central", type=click.Path(path_type=Path), metavar="KẾ_HOẠCH", help="Kế hoạch trung ương để đo độ phủ."
)
def compare_command(plans: Sequence[Path], outs: Sequence[Path], central: Path | None) -> None:
    """Write the matrix of the plans."""
    from docparse.compare import compare
    from docparse.export import matrix_words as words
    from docparse.export.matrix_files import write_matrix, writer
    from docparse.notes import reading_notes

    for out in outs:
        writer(out)  # a wrong ending is told before the work, not after it
    loaded = load_plans(plans)
    programme = _programme(central) if central else None
    if len({plan.source.sha256 for plan in [*loaded, *([programme] if programme else [])]}) < _LEAST:
        raise click.UsageError(
            f"Chỉ có một kế hoạch ({loaded[0].reference}), không có gì để so sánh: "
            "nêu thêm ít nhất một kế hoạch."
        )
    comparison = compare(loaded, programme)
    for out in outs:
        if kept := write_matrix(comparison, out):
            tell_kept(kept)
    shared = sum(row.plans > 1 for row in comparison.tasks)
    click.echo(
        f"{len(comparison.columns)} kế hoạch: {len(comparison.indicators)} hàng chỉ tiêu, "
        f"{len(comparison.tasks)} hàng nhiệm vụ ({shared} hàng có từ hai kế hoạch)."
    )
    for label in words.strangers(comparison):
        tell(
            f"Cảnh báo: {label} có rất ít nội dung chung với các kế hoạch khác: "
            "có thể khác chương trình, khác cấp; nên so sánh riêng."
        )
    for plan in [*loaded, *([programme] if programme else [])]:
        for note in reading_notes(plan):
            tell(f"Cảnh báo: {note}")
    for out in outs:
        click.echo(f"Đã ghi {out}.")
