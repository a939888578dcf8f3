"""The kinds of nodes and edges of the task graph, and small readers of it (see docs/graph-schema.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import networkx as nx

NodeKind = Literal["plan", "section", "task", "target", "agency", "deadline", "budget_source", "legal_act"]
EdgeKind = Literal[
    "part_of",
    "leads",
    "coordinates",
    "implements",
    "due",
    "funded_by",
    "based_on",
    "contributes_to",
    "same_as",
    "precedes",
    "reports_to",
]

#: the kinds in the order in which exports list them, with the word a reader sees
NODE_WORDS: Mapping[NodeKind, str] = {
    "plan": "Kế hoạch",
    "section": "Mục",
    "task": "Nhiệm vụ",
    "target": "Chỉ tiêu",
    "agency": "Cơ quan",
    "deadline": "Thời hạn",
    "budget_source": "Nguồn kinh phí",
    "legal_act": "Văn bản",
}
EDGE_WORDS: Mapping[EdgeKind, str] = {
    "part_of": "thuộc",
    "leads": "chủ trì",
    "coordinates": "phối hợp",
    "implements": "thực hiện",
    "due": "thời hạn",
    "funded_by": "kinh phí từ",
    "based_on": "căn cứ",
    "contributes_to": "phục vụ chỉ tiêu",
    "same_as": "cùng nội dung",
    "precedes": "làm trước",
    "reports_to": "báo cáo",
}
#: the role of an agency in a task -> the edge from the agency to the task
ROLE_EDGES: Mapping[str, EdgeKind] = {
    "lead": "leads",
    "coordinate": "coordinates",
    "implement": "implements",
}

Attributes = dict[str, Any]


def nodes_of(graph: nx.MultiDiGraph, kind: NodeKind) -> Iterator[tuple[str, Attributes]]:
    """The nodes of one kind with their attributes, in the order of the text."""
    return ((node, data) for node, data in graph.nodes(data=True) if data["kind"] == kind)


def edges_of(graph: nx.MultiDiGraph, *kinds: EdgeKind) -> Iterator[tuple[str, str, Attributes]]:
    """The edges of these kinds as (source, target, attributes)."""
    return ((a, b, data) for a, b, data in graph.edges(data=True) if data["kind"] in kinds)


def targets_of(graph: nx.MultiDiGraph, node: str, kind: EdgeKind) -> list[str]:
    """Where the edges of ``kind`` that leave ``node`` lead, each node once."""
    return list(dict.fromkeys(b for _, b, data in graph.out_edges(node, data=True) if data["kind"] == kind))


def sources_of(graph: nx.MultiDiGraph, node: str, kind: EdgeKind) -> list[str]:
    """Where the edges of ``kind`` that enter ``node`` come from, each node once."""
    return list(dict.fromkeys(a for a, _, data in graph.in_edges(node, data=True) if data["kind"] == kind))


def add_node(graph: nx.MultiDiGraph, node: str, kind: NodeKind, label: str, **attributes: Any) -> str:
    """Add a node once; attributes that are null or empty are left out."""
    if node not in graph:
        graph.add_node(node, kind=kind, label=label, **_said(attributes))
    return node


def add_edge(graph: nx.MultiDiGraph, source: str, target: str, kind: EdgeKind, **attributes: Any) -> None:
    """Add an edge under the key of its kind, ``leads#2`` where the same pair has two."""
    key: str = kind
    number = 1
    while graph.has_edge(source, target, key):
        number += 1
        key = f"{kind}#{number}"
    graph.add_edge(source, target, key, kind=kind, **_said(attributes))


def _said(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None and value != ""}
