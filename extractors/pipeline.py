"""The stages as a spaCy pipeline: a component for each, for who wants to add to them.

Components are registered as factories, so that a user can add, replace or drop one by name::

    nlp = extractors.load()
    nlp.remove_pipe("docparse_indicators")
    nlp.add_pipe("my_component", after="docparse_tasks")
    plan = docparse.read("plan.docx", nlp)

A component gets the document as ``doc._.context`` (:class:`extractors.context.Context`), adds to
``doc._.context.facts`` and marks its passages in ``doc.spans``. Without a pipeline of one's own the stages
run by themselves: they need no tokens, and to make them takes one part in twenty of the whole time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.context import Context
from extractors.stages import COMPONENTS, STAGES, Stage
from extractors.tokenizer import FastTokenizer

if not Doc.has_extension("context"):
    Doc.set_extension("context", default=None)


def load(components: Sequence[str] = COMPONENTS) -> Language:
    """A pipeline with these components (all by default), ready for :func:`extractors.extract`."""
    nlp = spacy.blank("xx")
    nlp.tokenizer = FastTokenizer(nlp.vocab)
    nlp.max_length = sys.maxsize  # spaCy's limit is meant for its parser
    for name in components:
        nlp.add_pipe(name)
    return nlp


def run(nlp: Language, context: Context) -> None:
    """Lead the document of ``context`` through ``nlp``."""
    doc = nlp.make_doc(context.document.text)
    doc._.context = context
    for _, component in nlp.pipeline:
        doc = component(doc)


def _mark(doc: Doc, key: str, passages: Iterable[tuple[int, int, str]]) -> None:
    """Passages with their labels as a span group of the spaCy document."""
    spans: list[Span] = []
    for start, end, label in passages:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[key] = spans


def _component(name: str, work: Stage) -> None:
    """Register ``work`` under ``name``; what it returns is marked in ``doc.spans``."""

    def build(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
        def run(doc: Doc) -> Doc:
            if doc._.context is None:  # `nlp("a text")`: without outline and tables there is nothing to read
                raise ValueError(f"{name} works on documents, not on text: use docparse.read(path, nlp)")
            _mark(doc, name.removeprefix("docparse_"), work(doc._.context))
            return doc

        return run

    if not Language.has_factory(name):
        Language.factory(name, func=build)


for _name, _work in STAGES.items():
    _component(_name, _work)
