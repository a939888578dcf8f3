"""The spaCy pipeline: each component finds one kind of fact.

Components are registered as factories, so that a user can add, replace or drop one by name::

    nlp = extractors.load()
    nlp.remove_pipe("docparse_indicators")
    nlp.add_pipe("my_component", after="docparse_tasks")

A component gets the document as ``doc._.context`` (:class:`extractors.context.Context`), adds to
``doc._.context.facts`` and marks its passages in ``doc.spans``.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from docparse.document import Document
from docparse.structure import Structure
from extractors import agencies, citations, diagnostics, indicators, metadata, tasks
from extractors.context import Context, Facts
from extractors.tokenizer import FastTokenizer

#: The components in their order; later ones read what earlier ones found.
COMPONENTS = (
    "docparse_citations",
    "docparse_metadata",
    "docparse_tasks",
    "docparse_indicators",
    "docparse_agencies",
    "docparse_diagnostics",
)

if not Doc.has_extension("context"):
    Doc.set_extension("context", default=None)


def load(components: Sequence[str] = COMPONENTS) -> Language:
    """A pipeline with these components (all by default), ready for :func:`extract`."""
    nlp = spacy.blank("xx")
    nlp.tokenizer = FastTokenizer(nlp.vocab)
    nlp.max_length = sys.maxsize  # spaCy's limit is meant for its parser
    for name in components:
        nlp.add_pipe(name)
    return nlp


@cache
def default_pipeline() -> Language:
    """The pipeline that :func:`docparse.read` uses; built once a process."""
    return load()


def extract(document: Document, structure: Structure, nlp: Language | None = None) -> Facts:
    """The facts of one document."""
    nlp = nlp or default_pipeline()
    doc = nlp.make_doc(document.text)
    doc._.context = Context(document, structure)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for _, component in nlp.pipeline:
            doc = component(doc)
    context: Context = doc._.context
    return context.facts


def _mark(doc: Doc, key: str, passages: Iterable[tuple[int, int, str]]) -> None:
    """Passages with their labels as a span group of the spaCy document."""
    spans: list[Span] = []
    for start, end, label in passages:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[key] = spans


def _component(name: str, work: Callable[[Context], Iterable[tuple[int, int, str]]]) -> None:
    """Register ``work`` under ``name``; what it returns is marked in ``doc.spans``."""

    def build(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
        def run(doc: Doc) -> Doc:
            if doc._.context is not None:
                _mark(doc, name.removeprefix("docparse_"), work(doc._.context))
            return doc

        return run

    if not Language.has_factory(name):
        Language.factory(name, func=build)


def _citations(context: Context) -> Iterable[tuple[int, int, str]]:
    foreign = [(leaf.start, leaf.end) for leaf in context.structure.leaves if leaf.zone in ("portal", "head")]
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
    merged, conflicts = citations.merge_citations(
        context.facts.citation_mentions, context.facts.metadata.number, basis
    )
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


_component("docparse_citations", _citations)
_component("docparse_metadata", _metadata)
_component("docparse_tasks", _tasks)
_component("docparse_indicators", _indicators)
_component("docparse_agencies", _agencies)
_component("docparse_diagnostics", _diagnostics)
