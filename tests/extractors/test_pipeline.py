"""The spaCy pipeline: components by name, exact offsets, a component of the user's own."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import docparse
import extractors


def test_a_component_can_be_dropped_by_name(samples: Path) -> None:
    nlp = extractors.load()
    nlp.remove_pipe("docparse_indicators")
    plan = docparse.read(samples / "06-xa-dong-thach-2026.docx", nlp)
    assert plan.tasks
    assert not plan.targets


def test_a_component_of_ones_own_sees_and_changes_the_facts(samples: Path) -> None:
    seen: list[int] = []

    @Language.component("only_led_tasks")
    def only_led_tasks(doc: Doc) -> Doc:
        facts = doc._.context.facts
        seen.append(len(facts.tasks))
        facts.tasks = [task for task in facts.tasks if task.agencies("lead")]
        return doc

    nlp = extractors.load()
    nlp.add_pipe("only_led_tasks", after="docparse_tasks")
    plan = docparse.read(samples / "01-tinh-song-van-2022.docx", nlp)
    assert 0 < len(plan.tasks) < seen[0]
    assert all(task.agencies("lead") for task in plan.tasks)


def test_tokens_keep_the_offsets_of_the_text() -> None:
    text = "Số: 12/KH-UBND\nSở GD&ĐT  chủ trì,\tphối hợp (đến 31/12/2025); 87,5% học sinh."
    doc = extractors.load([]).make_doc(text)
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert doc.text == text


def test_a_text_of_two_thousand_pages_is_not_too_long() -> None:
    text = "Sở Y tế hướng dẫn. " * 130_000
    assert len(extractors.load([]).make_doc(text)) == 6 * 130_000


def test_facts_are_marked_as_spans_of_the_document(samples: Path) -> None:
    nlp = extractors.load()
    marked: list[Doc] = []

    @Language.component("keep_doc")
    def keep_doc(doc: Doc) -> Doc:
        marked.append(doc)
        return doc

    nlp.add_pipe("keep_doc")
    plan = docparse.read(samples / "06-xa-dong-thach-2026.docx", nlp)
    spans = marked[0].spans["tasks"]
    assert [span.label_ for span in spans] == [task.id for task in plan.tasks]


def test_a_text_without_its_document_is_an_error_that_says_what_to_use() -> None:
    with pytest.raises(
        ValueError, match=r"docparse_citations works on documents.*docparse\.read\(path, nlp\)"
    ):
        extractors.load()("1. Sở Y tế chủ trì kiểm tra.")


@pytest.mark.filterwarnings("error")
def test_a_warning_of_ones_own_component_is_heard(samples: Path) -> None:
    @Language.component("warning_component")
    def warning_component(doc: Doc) -> Doc:
        warnings.warn("no deadline in this plan", UserWarning, stacklevel=1)
        return doc

    nlp = extractors.load()
    docparse.read(samples / "06-xa-dong-thach-2026.docx", nlp)  # ours give none
    nlp.add_pipe("warning_component")
    with pytest.raises(UserWarning, match="no deadline"):
        docparse.read(samples / "06-xa-dong-thach-2026.docx", nlp)


def test_the_pipeline_finds_what_the_stages_find_by_themselves(samples: Path) -> None:
    path = samples / "01-tinh-song-van-2022.docx"
    assert docparse.read(path, extractors.load()) == docparse.read(path)
