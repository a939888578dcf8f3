"""Every rule row is run against its own examples and counter-examples."""

from __future__ import annotations

import pytest

from docparse.rulebook import Rule, load_rules, load_table
from docparse.text import fold
from extractors.citations import normal_number
from extractors.deadlines import find_times

FILES = ("wording", "zones", "sections", "sectiontails", "columns", "labels", "deadlines", "units")
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
