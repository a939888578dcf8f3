"""What is found in a document, stage by stage: each finds one kind of fact and may read those before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from docparse.document import Document
from docparse.structure import Structure
from extractors import agencies, citations, diagnostics, indicators, metadata, tasks
from extractors.citedacts import merge_citations
from extractors.context import Context, Facts

if TYPE_CHECKING:
    from spacy.language import Language

#: a stage adds to ``context.facts`` and tells the passages (start, end, label) that it read
Stage = Callable[[Context], Iterable[tuple[int, int, str]]]


def extract(document: Document, structure: Structure, nlp: Language | None = None) -> Facts:
    """The facts of one document, by all stages or by the pipeline ``nlp``."""
    context = Context(document, structure)
    if nlp is not None:
        from extractors.pipeline import run  # spaCy takes a second to load: only who asks for it pays

        run(nlp, context)
    else:
        for stage in STAGES.values():
            stage(context)
    return context.facts


def _citations(context: Context) -> Iterable[tuple[int, int, str]]:
    structure = context.structure
    foreign = [(leaf.start, leaf.end) for leaf in structure.leaves if leaf.zone in ("portal", "head")]
    foreign += [(table.grid.start, table.grid.end) for table in structure.tables if table.zone == "portal"]
    mentions = [
        m
        for m in citations.find_citations(context.names)
        if not any(start <= m.start < end for start, end in foreign)
    ]
    context.facts.citation_mentions = mentions
    return [(m.start, m.end, m.doc_type or "") for m in mentions]


def _metadata(context: Context) -> Iterable[tuple[int, int, str]]:
    context.facts.metadata = metadata.read_metadata(context)
    basis = [
        (leaf.start, leaf.end)
        for leaf in context.structure.leaves
        if leaf.zone in ("preamble", "title") or (leaf.node is not None and leaf.node.role == "legal_basis")
    ]
    merged, conflicts = merge_citations(context.facts.citation_mentions, context.facts.metadata, basis)
    context.facts.citations = [c.model_copy(update={"page": context.page(c.start)}) for c in merged]
    context.facts.diagnostics += conflicts
    return []


def _tasks(context: Context) -> Iterable[tuple[int, int, str]]:
    context.facts.tasks = tasks.find_tasks(context)
    return [(t.start, t.end, t.id) for t in context.facts.tasks]


def _indicators(context: Context) -> Iterable[tuple[int, int, str]]:
    context.facts.targets, context.facts.baselines = indicators.find_indicators(context)
    return [(i.start, i.end, i.id) for i in (*context.facts.targets, *context.facts.baselines)]


def _agencies(context: Context) -> Iterable[tuple[int, int, str]]:
    agencies.find_agencies(context)
    return [(m.start, m.end, m.name) for m in context.facts.agency_mentions]


def _diagnostics(context: Context) -> Iterable[tuple[int, int, str]]:
    context.facts.diagnostics += diagnostics.find_diagnostics(context)
    return []


#: The stages in their order, under the names of their components.
STAGES: dict[str, Stage] = {
    "docparse_citations": _citations,
    "docparse_metadata": _metadata,
    "docparse_tasks": _tasks,
    "docparse_indicators": _indicators,
    "docparse_agencies": _agencies,
    "docparse_diagnostics": _diagnostics,
}
COMPONENTS = tuple(STAGES)
