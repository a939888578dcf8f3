"""The theme tree is run against its own examples, and can be read as a tree."""

from __future__ import annotations

import pytest

from docparse.compare.terms import wording
from docparse.compare.themes import group, themes, tree

EXAMPLES = [(theme, example) for theme in tree().values() for example in theme.examples]
COUNTER_EXAMPLES = [(theme, example) for theme in tree().values() for example in theme.counter_examples]


@pytest.mark.parametrize(("theme", "example"), EXAMPLES, ids=lambda v: getattr(v, "id", str(v)))
def test_an_example_falls_under_its_theme_before_all_others(theme, example) -> None:
    found = themes(wording(example).clauses)
    assert found[theme.id] == max(found.values())
    assert next(iter(found)) == theme.id or found[theme.id] > 1 or len(found) == 1


@pytest.mark.parametrize(("theme", "example"), COUNTER_EXAMPLES, ids=lambda v: getattr(v, "id", str(v)))
def test_a_counter_example_does_not_carry_the_theme(theme, example) -> None:
    assert theme.id not in themes(wording(example).clauses)


def test_every_theme_leads_to_a_group_and_has_an_example() -> None:
    assert EXAMPLES
    for theme in tree().values():
        assert group(theme.id).parent is None
        assert theme.examples, theme.id


def test_the_sectors_asked_for_are_groups() -> None:
    names = {theme.id for theme in tree().values() if theme.parent is None}
    asked = {"ha-tang", "hoc-lieu", "nhan-luc", "quan-tri", "dich-vu-cong", "an-toan-thong-tin", "day-hoc",
             "kiem-tra-danh-gia", "tuyen-truyen", "co-che", "kinh-phi", "giam-sat", "bao-cao",
             "y-te", "nong-nghiep", "pccc", "du-lich", "chinh-quyen-so"}  # fmt: skip
    assert asked <= names


def test_a_phrase_inside_a_longer_one_does_not_count() -> None:
    found = themes(wording("Xây dựng phòng học thông minh").clauses)
    assert list(found) == ["phong-hoc-thong-minh"]
