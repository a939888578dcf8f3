"""The vocabulary of WordprocessingML: qualified names, values, on/off switches."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from lxml import etree

# lxml's class for one element; the stubs only know its underscored name
Element: TypeAlias = etree._Element

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M_NS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_OFF = frozenset({"0", "false", "off", "none"})


@cache
def w(name: str) -> str:
    """``p`` -> ``{…/wordprocessingml/2006/main}p``."""
    return f"{{{W_NS}}}{name}"


VAL = w("val")
ALTERNATE = f"{{{MC_NS}}}AlternateContent"
CHOICE = f"{{{MC_NS}}}Choice"
FALLBACK = f"{{{MC_NS}}}Fallback"
MATH_TEXT = f"{{{M_NS}}}t"

# most properties have no more children, and no more is made of a cell of thousands of paragraphs
_FEW = 6

# what holds properties, marks or content that is not printed: never walked into
_SILENT_NAMES = """
    pPr rPr sectPr tblPr tblPrEx trPr tcPr tblGrid sdtPr sdtEndPr customXmlPr smartTagPr fldData
    del moveFrom instrText delText delInstrText rt comment proofErr bookmarkStart bookmarkEnd
"""
SILENT = frozenset(map(w, _SILENT_NAMES.split()))


def child_of(parent: Element | None, tag: str) -> Element | None:
    """Return the first child ``tag``: for few children much quicker than ``find``, which parses a path."""
    if parent is None:
        return None
    children = children_of(parent, _FEW)
    found = among(children, tag)
    if found is None and len(children) == _FEW:
        return next(children[-1].itersiblings(tag), None)
    return found


def children_of(parent: Element, most: int | None = None) -> list[Element]:
    """Return the children, or the first of them, as a list: it is walked in half the time."""
    return parent[:most]  # type: ignore[index,return-value]  # the stubs know no slices


def among(children: list[Element], tag: str) -> Element | None:
    """Return the first of these elements that is a ``tag``."""
    for child in children:
        if child.tag == tag:
            return child
    return None


def value_of(parent: Element | None, tag: str) -> str | None:
    """Return the ``w:val`` of the child ``tag``, null where there is none."""
    child = child_of(parent, tag)
    return None if child is None else child.get(VAL)


def number_of(parent: Element | None, tag: str) -> int | None:
    """Return the ``w:val`` of the child ``tag`` as an integer, null where it is none."""
    return to_int(value_of(parent, tag))


def to_int(value: str | None) -> int | None:
    """``"12"`` -> 12; null for anything that is not a short integer."""
    if value is None or len(value) > 12:
        return None
    try:
        return int(value)
    except ValueError:
        return None


def switch_of(parent: Element | None, tag: str) -> bool | None:
    """Read an on/off property: null where it is not stated."""
    child = child_of(parent, tag)
    return None if child is None else is_on(child)


def is_on(element: Element) -> bool:
    """Whether an on/off element is on: it is unless its value says otherwise."""
    return element.get(VAL, "1").lower() not in _OFF


def printed_branch(alternate: Element) -> Element | None:
    """Choose the branch of an ``mc:AlternateContent``: the first that holds text, else the first."""
    branches = [branch for branch in alternate if branch.tag in (CHOICE, FALLBACK)]
    for branch in branches:
        if next(branch.iter(w("t"), MATH_TEXT), None) is not None:
            return branch
    return branches[0] if branches else None


def descend(parent: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """Give the nearest descendants in ``wanted``, through content controls, smart tags and the like."""
    for child in parent:
        tag = child.tag
        if tag in wanted:
            yield child
        elif tag not in SILENT:
            yield from _inside(child, wanted)


def _inside(element: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """Descend below an element that is not wanted itself: an own stack, for Python's is short."""
    stack = [iter((element,))]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in wanted:
            yield child
        elif child.tag == ALTERNATE:
            branch = printed_branch(child)
            if branch is not None:
                stack.append(iter(branch))
        elif child.tag not in SILENT:
            stack.append(iter(child))
