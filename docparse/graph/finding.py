"""Agencies and acts of a task graph by the names that people give them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from docparse.errors import DocparseError
from docparse.graph.schema import nodes_of
from docparse.graph.terms import written_out
from docparse.text import fold

if TYPE_CHECKING:
    import networkx as nx


class NotInGraph(DocparseError):
    """The agency or act asked for is not in the graph."""


def find_agencies(graph: nx.MultiDiGraph, name: str) -> list[str]:
    """Ids of the agencies called ``name``, else of those whose name or place holds it.

    Capitals may be initials (``Sở TTTT``). Raises :class:`NotInGraph` with names that are near.
    """
    wanted = re.compile(_initials_spelt(name))
    labels = {node: written_out(data["label"]) for node, data in nodes_of(graph, "agency")}
    found = [node for node, label in labels.items() if wanted.fullmatch(label)]
    if not found:
        places = {node: fold(graph.nodes[node].get("place", "")) for node in labels}
        found = [node for node, label in labels.items() if wanted.search(f"{label} {places[node]}")]
    if not found:
        names = sorted({graph.nodes[node]["label"] for node in labels})
        raise NotInGraph(name, "Không có cơ quan nào tên như vậy trong các kế hoạch.", _perhaps(name, names))
    return found


def _initials_spelt(name: str) -> str:
    """A pattern of folded text: the words of ``name``, capitals standing for words that begin with them."""
    parts = []
    for word in name.split():
        letters = fold(re.sub(r"[^\w]", "", word))
        known = written_out(word) != fold(word)
        if word.isupper() and len(letters) > 1 and not known:
            parts.append(r"[ ,-]+(?:và )?".join(rf"{letter}\w*" for letter in letters))
        else:
            parts.append(re.escape(written_out(word)))
    return " ".join(parts)


def _perhaps(name: str, names: list[str]) -> str:
    by_key = {written_out(n): n for n in names}
    close = [by_key[key] for key in get_close_matches(written_out(name), by_key, n=3, cutoff=0.5)]
    return f"Có thể là: {'; '.join(close)}." if close else "Hãy kiểm tra lại cách viết."


def find_acts(graph: nx.MultiDiGraph, act: str) -> list[str]:
    """Ids of the acts and plans whose number, name or id is ``act``; else of those whose label holds it.

    Raises :class:`NotInGraph` with numbers that are near.
    """
    wanted = fold(act.strip())
    known = dict([*nodes_of(graph, "legal_act"), *nodes_of(graph, "plan")])
    exact = [
        node
        for node, data in known.items()
        if wanted in (fold(data.get("number", "")), fold(data.get("plan", "")), fold(node))
    ]
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    found = exact or [node for node, data in known.items() if whole.search(fold(data["label"]))]
    if not found:
        numbers = sorted({str(data.get("number", data["label"])) for data in known.values()})
        raise NotInGraph(act, "Không kế hoạch nào dẫn văn bản này.", _perhaps(act, numbers))
    return found
