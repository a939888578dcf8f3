"""Every sample plan gives the same facts whatever kind of file it comes in."""

from __future__ import annotations

import matrix
import pytest
from matrix import FACTS, FORMS

from docparse.readers.pdf.damage import MAX_LONE_VOWELS, health_of
from docparse.text.encoding import decode


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMS)
def test_facts_are_those_of_the_answers(name: str) -> None:
    form = FORMS[name]
    if tool := matrix.missing_tool(form):
        pytest.skip(f"{tool} is not installed; only it can make or read this form")
    total = matrix.evaluation_of(name).total
    misses = {
        fact: [*total[fact].missed, *total[fact].invented]
        for fact in FACTS
        if total[fact].f1 < form.least_of(fact)
    }
    assert misses == {}


def test_forms_that_are_to_be_hard_are_hard() -> None:
    """A damage that the rendering did not bring about would prove nothing."""
    text, encoding = decode(matrix.as_tcvn3(matrix.plans()[0]))
    assert encoding == "tcvn3"
    assert "Trường học số" in text
    (columns,) = matrix.pdf_text(matrix.typeset_form.render(matrix.plans()[0]), pages=1)
    assert "ỦY BAN NHÂN DÂN CỘNG HÒA" in " ".join(columns.split())
    torn = matrix.pdf_text(matrix.torn_pdf()[matrix.TORN])
    assert health_of(" ".join(torn)).lone_vowels > MAX_LONE_VOWELS


def test_edit_distance() -> None:
    assert matrix.distance("kế hoạch", "kế hoạch") == 0
    assert matrix.distance("kế hoạch", "kê hoach.") == 3
    assert matrix.distance("abc", "xabcd") == 2
