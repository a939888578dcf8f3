"""Tree edit distance: a published example, a naive oracle, and the laws of a distance."""

from __future__ import annotations

from functools import cache

import pytest
from eval_plans import small_plan
from hypothesis import given
from hypothesis import strategies as st

from docparse.annotate import annotate
from docparse.evaluate.gold import GoldNode
from docparse.evaluate.trees import Tree, compare_outlines, found_tree, gold_tree, tree_distance

Shape = tuple[str, tuple["Shape", ...]]


def grown(shape: Shape) -> Tree:
    return Tree((shape[0], ""), [grown(child) for child in shape[1]])


def shape(text: str) -> Shape:
    """``f(d(a c(b)) e)`` as a tree."""
    tokens = text.replace("(", " ( ").replace(")", " ) ").split()

    def forest(at: int) -> tuple[list[Shape], int]:
        trees: list[Shape] = []
        while at < len(tokens) and tokens[at] != ")":
            label, at = tokens[at], at + 1
            below: list[Shape] = []
            if at < len(tokens) and tokens[at] == "(":
                below, at = forest(at + 1)
                at += 1
            trees.append((label, tuple(below)))
        return trees, at

    return forest(0)[0][0]


@cache
def naive(one: tuple[Shape, ...], other: tuple[Shape, ...]) -> int:
    """The recursive definition over forests; relabelling costs 1."""
    if not one and not other:
        return 0
    if not one:
        return 1 + naive((), other[:-1] + other[-1][1])
    if not other:
        return 1 + naive(one[:-1] + one[-1][1], ())
    (label, below), (label2, below2) = one[-1], other[-1]
    return min(
        1 + naive(one[:-1] + below, other),
        1 + naive(one, other[:-1] + below2),
        (label != label2) + naive(below, below2) + naive(one[:-1], other[:-1]),
    )


shapes = st.recursive(
    st.tuples(st.sampled_from("ab"), st.just(())),
    lambda children: st.tuples(st.sampled_from("ab"), st.lists(children, max_size=3).map(tuple)),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("f(d(a c(b)) e)", "f(c(d(a b)) e)", 2),  # the example of Zhang and Shasha's paper
        ("f(a b c)", "f(a c)", 1),
        ("f(a(b c))", "f(a b c)", 2),  # two children hung one level higher: take a out, put a in
        ("f(a b)", "f(b a)", 2),  # the order of siblings counts
        ("a", "a", 0),
    ],
)
def test_known_distances(one: str, other: str, distance: int) -> None:
    assert tree_distance(grown(shape(one)), grown(shape(other))) == distance


@given(shapes, shapes)
def test_agrees_with_the_definition(one: Shape, other: Shape) -> None:
    assert tree_distance(grown(one), grown(other)) == naive((one,), (other,))


@given(shapes, shapes, shapes)
def test_is_a_distance(one: Shape, other: Shape, third: Shape) -> None:
    a, b, c = grown(one), grown(other), grown(third)
    assert tree_distance(a, a) == 0
    assert tree_distance(a, b) == tree_distance(b, a)
    assert tree_distance(a, c) <= tree_distance(a, b) + tree_distance(b, c)


def test_the_paths_of_answers_give_the_tree_of_the_plan() -> None:
    plan = small_plan()
    gold = annotate(plan).outline
    assert gold_tree(gold) == found_tree(plan.outline)
    assert [child.label[0] for child in gold_tree(gold).children] == ["i", "ii", "iii"]


def test_a_unit_without_its_parent_hangs_below_the_next_one_up() -> None:
    gold = [GoldNode(path=path, title=path, role="tasks") for path in ("II", "II/3/a", "IV/1")]
    root = gold_tree(gold)
    assert [child.label[0] for child in root.children] == ["ii", "1"]
    assert [child.label[0] for child in root.children[0].children] == ["a"]


def test_similarity_is_one_for_equal_and_zero_for_foreign_outlines() -> None:
    plan = small_plan()
    gold = annotate(plan).outline
    assert compare_outlines(gold, plan.outline).f1 == 1.0
    foreign = [GoldNode(path=f"Điều {n}", title=f"không giống {n}", role="other") for n in range(8)]
    assert compare_outlines(foreign, plan.outline).f1 == 0.0
    assert compare_outlines([], ()).f1 == 1.0


def test_a_lost_level_costs_more_than_a_lost_title() -> None:
    plan = small_plan()
    gold = annotate(plan).outline
    flat = [unit.model_copy(update={"parent": None}) for unit in plan.outline]
    retitled = [plan.outline[0].model_copy(update={"title": "KHÁC"}), *plan.outline[1:]]
    assert compare_outlines(gold, flat).f1 < compare_outlines(gold, retitled).f1 < 1.0
