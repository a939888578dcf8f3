"""The task graph as files: GraphML, GEXF, node-link JSON, Mermaid, DOT and CSV for Neo4j.

Every writer gives the same bytes for the same graph.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from docparse.errors import DocparseError
from docparse.export.atomic import write_atomically, writing
from docparse.export.xmltext import holdable
from docparse.graph.schema import EDGE_WORDS, NODE_WORDS, Attributes, edges_of, nodes_of

if TYPE_CHECKING:
    import networkx as nx

_TODAY = re.compile(r' lastmodifieddate="[^"]*"')
# GEXF reads these names as the life span of a node, not as offsets into a text.
_GEXF_NAMES = {"start": "passage_start", "end": "passage_end"}
_LABEL_WIDTH = 32

_SHAPES = {
    "plan": ("doubleoctagon", "#d9e2f3"),
    "section": ("folder", "#f2f2f2"),
    "task": ("box", "#ffffff"),
    "target": ("hexagon", "#e2f0d9"),
    "agency": ("ellipse", "#deebf7"),
    "deadline": ("note", "#fff2cc"),
    "budget_source": ("cylinder", "#fbe5d6"),
    "legal_act": ("component", "#ededed"),
}
_MERMAID_SHAPES = {
    "plan": ("[[", "]]"),
    "section": ("[/", "/]"),
    "task": ("[", "]"),
    "target": ("{{", "}}"),
    "agency": ("([", "])"),
    "deadline": ("(", ")"),
    "budget_source": ("[(", ")]"),
    "legal_act": (">", "]"),
}


def to_graphml(graph: nx.MultiDiGraph) -> str:
    """GraphML, with the attributes of docs/graph-schema.md as typed keys."""
    import networkx as nx

    return "\n".join(nx.generate_graphml(_clean(graph, {}))) + "\n"


def to_gexf(graph: nx.MultiDiGraph) -> str:
    """GEXF 1.2 for Gephi; the offsets are called ``passage_start`` and ``passage_end`` there."""
    import networkx as nx

    renamed = _clean(graph, _GEXF_NAMES)
    for _, _, data in renamed.edges(data=True):
        data["label"] = EDGE_WORDS[data["kind"]]
    return _TODAY.sub("", "\n".join(nx.generate_gexf(renamed, version="1.2draft"))) + "\n"


def to_node_link(graph: nx.MultiDiGraph) -> str:
    """JSON of ``networkx.node_link_data``: read it back with ``node_link_graph(data, edges="edges")``."""
    import networkx as nx

    return json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False, indent=1) + "\n"


def _clean(graph: nx.MultiDiGraph, names: Mapping[str, str]) -> nx.MultiDiGraph:
    """A copy whose texts XML can hold, with attributes renamed."""
    import networkx as nx

    def attributes(data: Attributes) -> Attributes:
        return {
            names.get(name, name): holdable(value) if isinstance(value, str) else value
            for name, value in data.items()
        }

    copy = nx.MultiDiGraph(**graph.graph)
    copy.add_nodes_from((node, attributes(data)) for node, data in graph.nodes(data=True))
    copy.add_edges_from(
        (a, b, key, attributes(data)) for a, b, key, data in graph.edges(keys=True, data=True)
    )
    return copy


def to_dot(graph: nx.MultiDiGraph) -> str:
    """DOT for Graphviz: ``dot -Tsvg graph.dot``."""
    lines = [
        "digraph tasks {",
        '  graph [rankdir=LR, fontname="sans-serif"];',
        '  node [fontname="sans-serif", fontsize=11, style=filled];',
        '  edge [fontname="sans-serif", fontsize=9, color="#595959"];',
    ]
    for node, data in graph.nodes(data=True):
        shape, colour = _SHAPES[data["kind"]]
        label = "\\n".join(map(_dot, wrap(data["label"], _LABEL_WIDTH)))
        lines.append(f'  "{_dot(node)}" [label="{label}", shape={shape}, fillcolor="{colour}"];')
    for a, b, data in graph.edges(data=True):
        lines.append(f'  "{_dot(a)}" -> "{_dot(b)}" [label="{EDGE_WORDS[data["kind"]]}"];')
    return "\n".join([*lines, "}", ""])


def _dot(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def to_mermaid(graph: nx.MultiDiGraph) -> str:
    """A Mermaid flowchart; one subgraph for each plan, its sections in it."""
    short = {node: f"n{number}" for number, node in enumerate(graph, start=1)}
    lines = ["flowchart LR"]
    for plan, data in nodes_of(graph, "plan"):
        lines.append(f'  subgraph p{short[plan]}["{_mermaid(data["label"])}"]')
        own = [n for n, d in graph.nodes(data=True) if d.get("plan") == data["plan"]]
        lines += [f"    {_mermaid_node(short[n], graph.nodes[n])}" for n in own]
        lines.append("  end")
    shared = [n for n, d in graph.nodes(data=True) if "plan" not in d]
    lines += [f"  {_mermaid_node(short[n], graph.nodes[n])}" for n in shared]
    for a, b, data in graph.edges(data=True):
        lines.append(f"  {short[a]} -->|{EDGE_WORDS[data['kind']]}| {short[b]}")
    return "\n".join([*lines, ""])


def _mermaid_node(name: str, data: Attributes) -> str:
    opening, closing = _MERMAID_SHAPES[data["kind"]]
    return f'{name}{opening}"{"<br/>".join(map(_mermaid, wrap(data["label"], _LABEL_WIDTH)))}"{closing}'


def _mermaid(text: str) -> str:
    return escape(text, quote=False).replace("#", "#35;").replace('"', "#quot;").replace("`", "#96;")


def write_neo4j(graph: nx.MultiDiGraph, folder: Path) -> None:
    """CSV files with the headers of ``neo4j-admin database import``, one for each kind, into ``folder``."""
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for kind in NODE_WORDS:
        label = kind.title().replace("_", "")
        nodes = [{"id:ID": node, **data, ":LABEL": label} for node, data in nodes_of(graph, kind)]
        _write_csv(folder / f"nodes-{kind}.csv", ("id:ID", ":LABEL"), nodes)
    for edge in EDGE_WORDS:
        rows = [
            {":START_ID": a, ":END_ID": b, **data, ":TYPE": edge.upper()}
            for a, b, data in edges_of(graph, edge)
        ]
        _write_csv(folder / f"edges-{edge}.csv", (":START_ID", ":END_ID", ":TYPE"), rows)


def _write_csv(path: Path, fixed: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    names = [n for n in dict.fromkeys(name for row in rows for name in row) if n not in (*fixed, "kind")]
    heads = {name: name + _neo4j_type(row[name] for row in rows if name in row) for name in names}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*fixed[:-1], *heads.values(), fixed[-1]])
    for row in rows:
        cells = [row.get(name, "") for name in (*fixed[:-1], *names, fixed[-1])]
        writer.writerow([_cell(cell) for cell in cells])
    write_atomically(path, out.getvalue().encode("utf-8"))


def _neo4j_type(values: Iterable[Any]) -> str:
    types = {type(value) for value in values}
    if types <= {bool}:
        return ":boolean"
    if types <= {int}:
        return ":int"
    return ":float" if types <= {int, float} else ""


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(value.split()) if isinstance(value, str) else value


#: what a file name's ending means
WRITERS: Mapping[str, Callable[[nx.MultiDiGraph], str]] = {
    "graphml": to_graphml,
    "gexf": to_gexf,
    "json": to_node_link,
    "mmd": to_mermaid,
    "dot": to_dot,
}


def write_graph(graph: nx.MultiDiGraph, path: str | Path) -> None:
    """Write ``graph`` in the format that the ending of ``path`` names.

    ``.graphml``, ``.gexf``, ``.json``, ``.mmd``, ``.dot``, ``.ics``; a path without ending, or with
    ``.csv``, is a folder of CSV files for Neo4j. Raises ``DocparseError`` for another ending and
    :class:`~docparse.export.atomic.Unwritable` where the path cannot be written.
    """
    out = Path(path)
    ending = out.suffix.lower().removeprefix(".")
    if ending in ("", "csv"):
        write_neo4j(graph, out)
    elif ending == "ics":
        from docparse.export.calendar import to_icalendar  # only the calendar needs it

        write_atomically(out, to_icalendar(graph).encode("utf-8"))
    elif ending in WRITERS:
        write_atomically(out, WRITERS[ending](graph).encode("utf-8"))
    else:
        known = ", ".join(f".{name}" for name in (*WRITERS, "ics", "svg", "png"))
        cause = f"Không biết định dạng “.{ending}”."
        raise DocparseError(str(path), cause, f"Dùng {known} hoặc tên một thư mục.")
