"""How far two outlines are apart: tree edit distance after Zhang and Shasha (1989).

The measure counts what F1 over single nodes cannot see: a unit hung below the wrong parent. Removing
or adding a unit costs 1; a unit that keeps its place pays 1 for another marker and 1 for another title.
``hits = (nodes of both - distance) / 2`` is the number of units that agree, and F1 over the hits is
``1 - distance / nodes of both``: 1 for equal trees, 0 for trees with nothing in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from docparse.evaluate.gold import GoldNode
from docparse.evaluate.keys import path_key, text_key
from docparse.evaluate.tally import Tally
from docparse.model import Node

Label = tuple[str, str]
_TITLE = 25  # characters by which titles are compared
_ROOT: Label = ("", "")


@dataclass(slots=True)
class Tree:
    """An ordered tree of units; a label is (marker, beginning of the title)."""

    label: Label
    children: list[Tree] = field(default_factory=list)


def compare_outlines(gold: Sequence[GoldNode], found: Sequence[Node]) -> Tally:
    """Units in common under the best correspondence that keeps order and ancestors."""
    distance = tree_distance(gold_tree(gold), found_tree(found))
    return Tally((len(gold) + len(found) - distance) / 2, len(gold), len(found))


def gold_tree(nodes: Iterable[GoldNode]) -> Tree:
    """The tree that the paths describe; a unit whose parent is missing hangs below the next one up."""
    root = Tree(_ROOT)
    by_path: dict[str, Tree] = {}
    for node in nodes:
        path = path_key(node.path)
        above = path.rpartition("/")[0]
        while above and above not in by_path:
            above = above.rpartition("/")[0]
        tree = Tree(_label(path, node.title))
        by_path.get(above, root).children.append(tree)
        by_path[path] = tree
    return root


def found_tree(nodes: Iterable[Node]) -> Tree:
    """The tree of a plan's outline."""
    root = Tree(_ROOT)
    by_id: dict[str | None, Tree] = {None: root}
    for node in nodes:
        tree = Tree(_label(path_key(node.path), node.title))
        by_id.get(node.parent, root).children.append(tree)
        by_id[node.id] = tree
    return root


def _label(path: str, title: str) -> Label:
    marker = path.rpartition("/")[2].partition("#")[0]  # `2#2` is printed `2`
    return marker, text_key(title)[:_TITLE]


def _renaming(one: Label, other: Label) -> int:
    return (one[0] != other[0]) + (one[1] != other[1])


def tree_distance(one: Tree, other: Tree, renaming: Callable[[Label, Label], int] = _renaming) -> int:
    """The least cost of turning ``one`` into ``other``; ``renaming`` is the cost of another label."""
    left, right = _Postorder(one), _Postorder(other)
    distances = [[0] * len(right.labels) for _ in left.labels]
    for i in left.keyroots:
        for j in right.keyroots:
            if left.leftmost[i] == i and right.leftmost[j] == j:  # two leaves, the most frequent case
                distances[i][j] = renaming(left.labels[i], right.labels[j])
            else:
                _fill(left, right, i, j, distances, renaming)
    return distances[-1][-1]


class _Postorder:
    """A tree in postorder: labels, the leftmost leaf below each node, and the keyroots.

    A keyroot is the last of the nodes that share a leftmost leaf; only their subtrees need a table.
    """

    def __init__(self, tree: Tree) -> None:
        self.labels: list[Label] = []
        self.leftmost: list[int] = []
        self._walk(tree)
        last = {leaf: node for node, leaf in enumerate(self.leftmost)}
        self.keyroots = sorted(last.values())

    def _walk(self, tree: Tree) -> int:
        leaves = [self._walk(child) for child in tree.children]
        leftmost = leaves[0] if leaves else len(self.labels)
        self.labels.append(tree.label)
        self.leftmost.append(leftmost)
        return leftmost


def _fill(
    left: _Postorder,
    right: _Postorder,
    i: int,
    j: int,
    distances: list[list[int]],
    renaming: Callable[[Label, Label], int],
) -> None:
    """Distances between all subtrees on the leftmost paths of the keyroots ``i`` and ``j``.

    ``forest[a][b]`` is the distance of the first ``a`` nodes below ``i`` from the first ``b`` below ``j``.
    """
    first, second = left.leftmost[i], right.leftmost[j]
    width = j - second + 2
    forest = [list(range(width))]
    for a in range(first, i + 1):
        above, row = forest[-1], [len(forest)]
        for b in range(second, j + 1):
            column = b - second
            least = min(above[column + 1], row[column]) + 1
            if left.leftmost[a] == first and right.leftmost[b] == second:
                least = min(least, above[column] + renaming(left.labels[a], right.labels[b]))
                distances[a][b] = least
            else:
                before = forest[left.leftmost[a] - first][right.leftmost[b] - second]
                least = min(least, before + distances[a][b])
            row.append(least)
        forest.append(row)
