"""Every rule row is run against its own examples and counter-examples."""

from __future__ import annotations

import pytest

from docparse.compare.facets import facets, heading_class
from docparse.compare.figures import unit_of
from docparse.compare.terms import wording
from docparse.rulebook import Rule, load_rules, load_table
from docparse.text import fold
from extractors.citations import find_citations, normal_number
from extractors.names import AgencyNames
from extractors.times import find_times

FILES = (
    "rolewording",
    "leafwording",
    "timewording",
    "figurewording",
    "namewording",
    "citations",
    "zones",
    "sections",
    "sectiontails",
    "columns",
    "labels",
    "deadlines",
    "units",
    "captions",
    "successions",
    "comparison",
    "bodies",
)
ROWS = [(name, rule) for name in FILES for rule in load_rules(name)]
EXAMPLES = [(n, r, e) for n, r in ROWS for e in r.examples]
COUNTER_EXAMPLES = [(n, r, e) for n, r in ROWS for e in r.counter_examples]


def _key(rule: Rule, example: str) -> str:
    return example if rule.extra.get("unfolded") else fold(example)


@pytest.mark.parametrize(("name", "rule", "example"), EXAMPLES, ids=lambda v: getattr(v, "id", str(v)))
def test_a_rule_finds_its_examples(name: str, rule: Rule, example: str) -> None:
    assert rule.applies(_key(rule, example))


@pytest.mark.parametrize(
    ("name", "rule", "example"), COUNTER_EXAMPLES, ids=lambda v: getattr(v, "id", str(v))
)
def test_a_rule_leaves_its_counter_examples(name: str, rule: Rule, example: str) -> None:
    assert not rule.applies(_key(rule, example))


@pytest.mark.parametrize("name", FILES)
def test_every_row_has_an_example_and_a_name_of_its_own(name: str) -> None:
    rules = load_rules(name)
    assert all(rule.examples for rule in rules if name != "zones" or rule.id != "preamble")
    assert len({rule.id for rule in rules}) == len(rules)


@pytest.mark.parametrize("rule", load_rules("deadlines"), ids=lambda r: r.id)
def test_a_time_example_is_read_by_its_own_row(rule: Rule) -> None:
    """The order of the rows matters: a later row must not be hidden by an earlier one."""
    for example in rule.examples:
        key = fold(example)
        assert find_times(key, 0, len(key), 2024)[0].rule == rule.id


@pytest.mark.parametrize("row", load_table("citations")["number"], ids=lambda r: r["text"])
def test_numbers_of_acts_take_their_normal_form(row: dict[str, str]) -> None:
    assert normal_number(row["text"]) == row["normal"]


@pytest.mark.parametrize("text", load_table("citations")["not_numbers"]["examples"])
def test_other_figures_are_no_numbers_of_acts(text: str) -> None:
    assert normal_number(text) is None


KINDS = load_table("citations")["kind"]
CITED = [(row["name"], text, number) for row in KINDS for text, number in row.get("examples", ())]


@pytest.mark.parametrize(("kind", "text", "number"), CITED, ids=lambda value: value)
def test_an_act_of_each_kind_is_cited_by_its_number(kind: str, text: str, number: str) -> None:
    sentence = f"Thực hiện {text} của cơ quan có thẩm quyền."
    found = find_citations(AgencyNames(sentence))
    assert [(mention.number, mention.doc_type) for mention in found] == [(number, kind)]


def test_every_kind_of_act_has_an_example_and_letters_of_its_own() -> None:
    letters = [letters for row in KINDS for letters in row["letters"]]
    assert [row["name"] for row in KINDS if not row.get("examples")] == []
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("name", load_table("citations")["laws"]["names"])
def test_a_law_in_use_is_cited_by_its_whole_name(name: str) -> None:
    text = f"Thực hiện Luật {name[0].upper()}{name[1:]} ngày 02 tháng 3 năm 2020 và các văn bản hướng dẫn."
    found = [(fold(m.number), m.issued_on) for m in find_citations(AgencyNames(text))]
    assert found == [(fold(f"luật {name}"), "2020-03-02")]


MEASURED = [(form, row) for row in load_table("measures")["unit"] for form in row["forms"]]


@pytest.mark.parametrize(("form", "row"), MEASURED, ids=lambda value: str(value)[:20])
def test_a_unit_is_compared_in_the_one_it_is_written_in(form: str, row: dict[str, object]) -> None:
    unit = unit_of(form.upper())
    assert unit is not None
    assert (unit.name, unit.factor, unit.adds) == (row["write"], row.get("factor", 1), row.get("adds", True))


def test_a_form_of_a_unit_stands_in_one_row() -> None:
    forms = [form for form, _ in MEASURED]
    assert len(set(forms)) == len(forms)
    assert {fold(row["write"]) for _, row in MEASURED} <= set(forms)


@pytest.mark.parametrize("row", load_table("measures")["prefix"], ids=lambda row: row["form"])
def test_a_prefix_multiplies_what_follows(row: dict[str, str]) -> None:
    unit = unit_of(f"{row['form']} lượt khách")
    assert unit is not None
    assert (unit.name, unit.factor) == ("lượt khách", float(row["factor"]))


REWRITES = [(form, row["write"]) for row in load_table("alignment")["rewrite"] for form in row["forms"]]


@pytest.mark.parametrize(("form", "write"), REWRITES, ids=lambda value: value)
def test_each_wording_of_a_thing_becomes_the_same(form: str, write: str) -> None:
    assert wording(form).spoken == wording(write).spoken


FACETS = [
    (row["kind"], form, row["values"]) for row in load_table("alignment")["facet"] for form in row["forms"]
]


@pytest.mark.parametrize(("kind", "form", "values"), FACETS, ids=str)
def test_a_facet_is_found_in_the_form_that_names_it(kind: str, form: str, values: list[str]) -> None:
    assert facets(tuple(form.replace(",", "").split()), kind) >= set(values)


HEADINGS = [(form, row["id"]) for row in load_table("alignment")["heading"] for form in row["forms"]]


@pytest.mark.parametrize(("form", "announced"), HEADINGS, ids=lambda value: value)
def test_a_heading_announces_what_its_form_says(form: str, announced: str) -> None:
    assert heading_class(tuple(form.replace(",", "").split())) == announced
