"""``docparse graph`` and ``docparse ask``: the task graph as files, and questions to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docparse.cli.giving import OUT, form_for, give
from docparse.cli.parameters import PLANS, format_option
from docparse.export.plans import load_plans
from docparse.graph import task_graph

if TYPE_CHECKING:
    import networkx as nx

    from docparse.export.pictures import View

_PICTURES = (".svg", ".png")


@click.command(
    "graph",
    short_help="Dựng đồ thị nhiệm vụ từ các tệp JSON.",
    help="Dựng đồ thị nhiệm vụ từ các kế hoạch (tệp .json do “docparse extract” ghi, thư mục chứa chúng, "
    "hoặc chính văn bản) và ghi ra tệp. Đuôi tệp quyết định định dạng: .graphml, .gexf, .json (node-link), "
    ".mmd (Mermaid), .dot (Graphviz), .ics (lịch), .svg, .png (hình); không có đuôi: thư mục CSV cho Neo4j."
    "\n\n\b\nVí dụ:\n"
    "  docparse graph ket-qua/ --out do-thi.svg\n"
    "  docparse graph ket-qua/ --out tien-do.svg --view timeline",
)
@PLANS
@click.option(
    "--out",
    "-o",
    required=True,
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Tệp hoặc thư mục ghi ra.",
)
@click.option(
    "--view",
    type=click.Choice(["bipartite", "agencies", "timeline"]),
    default="bipartite",
    show_default=True,
    help="Hình vẽ: cơ quan × nhiệm vụ, mạng lưới cơ quan, hoặc tiến độ.",
)
def graph_command(plans: Sequence[Path], out: Path, view: View) -> None:
    """Write the task graph of the plans to a file."""
    graph = task_graph(load_plans(plans))
    if out.suffix.lower() in _PICTURES:
        from docparse.export.pictures import write_picture  # drawing is loaded for pictures only

        write_picture(graph, out, view)
    else:
        from docparse.export.graphs import write_graph

        write_graph(graph, out)
    click.echo(f"Đã ghi {out}: {graph.number_of_nodes()} nút, {graph.number_of_edges()} cạnh.")


_QUESTIONS = {
    "who": "ai chủ trì việc gì, khi nào xong",
    "load": "khối lượng của từng cơ quan",
    "gaps": "nhiệm vụ thiếu chủ trì, thời hạn, kinh phí (--missing)",
    "targets": "nhiệm vụ nào phục vụ chỉ tiêu nào, chỉ tiêu nào bỏ trống",
    "agency": "một cơ quan phải làm gì trong các kế hoạch (--agency)",
    "acts": "văn bản nào được dẫn, kế hoạch nào căn cứ vào",
    "chain": "từ một văn bản đến nhiệm vụ của cấp dưới (--act)",
    "due": "việc đến hạn trong một quý (--quarter)",
}


@click.command(
    "ask",
    short_help="Hỏi đồ thị: ai chủ trì việc gì, khi nào, thiếu gì.",
    help="Hỏi các kế hoạch. CÂU_HỎI là một trong:\n\n\b\n"
    + "\n".join(f"{name:<9}{words}" for name, words in _QUESTIONS.items())
    + "\n\n\b\nVí dụ:\n"
    '  docparse ask who ket-qua/\n  docparse ask agency ket-qua/ --agency "Sở GDĐT" --out viec.csv',
)
@click.argument("question", type=click.Choice(list(_QUESTIONS)), metavar="CÂU_HỎI")
@PLANS
@click.option("--agency", metavar="TÊN", help="Cơ quan cần hỏi, ví dụ “Sở GDĐT”.")
@click.option("--act", metavar="SỐ", help="Văn bản hoặc kế hoạch cần lần theo, ví dụ 131/QĐ-TTg.")
@click.option("--quarter", metavar="QUÝ", help="Quý cần hỏi, ví dụ 2025-Q3.")
@click.option(
    "--missing",
    multiple=True,
    type=click.Choice(["lead", "deadline", "money"]),
    help="Chỉ hỏi điều thiếu này (dùng được nhiều lần).",
)
@format_option("table", "json", "csv", help="Dạng trả lời.")
@OUT
def ask_command(question: str, plans: Sequence[Path], form: Any, out: Path | None, **asked: Any) -> None:
    """Answer one question about the plans."""
    from docparse.export.answers import render

    _require(question, asked)
    form = form_for(out, form)
    graph = task_graph(load_plans(plans))
    give(render(graph, _answers(asked)[question](graph), form), out, form)


_NEEDS = {"agency": "agency", "chain": "act", "due": "quarter"}
_OPTIONS = _NEEDS | {"gaps": "missing"}


def _require(question: str, asked: dict[str, Any]) -> None:
    """Raise where the option of the question is missing, or that of another would be passed over."""
    needed = _NEEDS.get(question)
    if needed and not asked[needed]:
        raise click.UsageError(f"Câu hỏi “{question}” cần thêm tùy chọn --{needed}.")
    for other, option in _OPTIONS.items():
        if asked[option] and other != question:
            raise click.UsageError(
                f"Câu hỏi “{question}” không dùng --{option}; tùy chọn này của câu hỏi “{other}”."
            )


def _answers(asked: dict[str, Any]) -> dict[str, Callable[[nx.MultiDiGraph], Sequence[Any]]]:
    from docparse.graph import questions as q
    from docparse.graph.rows import LACKS

    return {
        "who": q.who_does_what,
        "load": q.agency_load,
        "gaps": lambda graph: q.gaps(graph, asked["missing"] or LACKS),
        "targets": q.target_service,
        "agency": lambda graph: q.duties(graph, asked["agency"]),
        "acts": q.cited_acts,
        "chain": lambda graph: q.act_chain(graph, asked["act"]),
        "due": lambda graph: q.due_in(graph, asked["quarter"]),
    }
