"""Which part of a page is the document: scripts, menus and side bars go, the text stays.

What is not plainly chrome is kept: a line too many does less harm than a paragraph lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from lxml.etree import iterwalk

from docparse.readers.html.css import StyleSheet, is_hidden
from docparse.readers.html.survey import Measure, Survey, survey
from docparse.readers.html.tree import Element
from docparse.rulebook import load_table

# share of the page's characters from which an element is never dropped as chrome
KEEP_SHARE = 0.4
# share of the weight that an element must hold for its siblings to be left out
MAIN_SHARE = 0.9
# lines that look like paragraphs of a document and may yet be left out
MAX_UNITS_LEFT = 1
# weight from which a part of the page is believed to hold the text
MIN_TEXT = 200
# a list of links: so many links, and so little text beside them
MIN_LINKS = 4
LINK_SHARE = 0.9

_DROPPED_TAGS = "script style template iframe embed svg canvas input textarea head title meta link xml applet"
_DROPPED = frozenset(_DROPPED_TAGS.split())
# chrome unless the document is in them, because a closing tag is missing
_DOUBTFUL_TAGS = "header footer aside menu nav dialog button select datalist noscript object map audio video"
_DOUBTFUL = frozenset(_DOUBTFUL_TAGS.split())
_PARTING = frozenset(["header", "footer", "aside", "menu", "nav", "dialog", "iframe", "head"])
_LISTS = frozenset(["ul", "ol", "div", "table", "nav"])
_CONTAINERS = frozenset(["body", "main", "article", "section", "div", "form", "center", "fieldset"])
_TABLE_PARTS = frozenset(["table", "thead", "tbody", "tfoot", "tr", "td", "th"])
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def drop_chrome(root: Element, styles: StyleSheet) -> None:
    """Remove what is never text, then what is hidden, named or headed as chrome and holds no document."""
    _remove(_outermost(root, lambda element: element.tag in _DROPPED))
    _remove(_chrome(root, styles))


def _remove(doomed: list[Element]) -> None:
    """Empty the elements; the text after them stays.

    Nothing may refer to elements inside of them any more: freeing such references one by one takes lxml
    quadratic time.
    """
    for element in doomed:
        element.clear(keep_tail=True)
        if element.tag in (_DROPPED | _DOUBTFUL) - _PARTING:
            element.tag = "span"  # a script between two words does not part them


def _outermost(root: Element, test: Callable[[Element], bool]) -> list[Element]:
    """Return the elements under ``root`` that pass the test, none inside another."""
    found = []
    walk = iterwalk(root, events=("start",))
    for _, element in walk:
        if element is not root and test(element):
            found.append(element)
            walk.skip_subtree()
    return found


def _chrome(root: Element, styles: StyleSheet) -> list[Element]:
    measures = survey(root)
    whole = measures[root]

    def test(element: Element) -> bool:
        measure = measures[element]
        if element.tag == "body" or not measure.characters or measure.cues:
            return False
        if _is_link_list(element, measure) and whole.weight - measure.weight >= MIN_TEXT:
            return True
        return measure.characters <= KEEP_SHARE * whole.characters and _is_chrome(element, measure, styles)

    return _outermost(root, test)


def _is_chrome(element: Element, measure: Measure, styles: StyleSheet) -> bool:
    if element.tag in _DOUBTFUL or is_hidden(element, styles.of(element)):
        return True
    if (element.get("role") or "").lower() in _names("roles"):
        return True
    words = _WORDS.findall(f"{element.get('id') or ''} {element.get('class') or ''}")
    if any(word.lower() in _names("chrome") for word in words):
        return True
    return measure.first in _names("related") or _is_link_list(element, measure)


def _is_link_list(element: Element, measure: Measure) -> bool:
    is_list = element.tag in _LISTS and measure.links >= MIN_LINKS
    return is_list and measure.linked >= LINK_SHARE * measure.characters


def main_content(root: Element) -> Element:
    """Find the smallest element that surely holds the document; ``root`` where none stands out."""
    measures = survey(root)
    known = max(_known_containers(root), key=lambda e: measures[e].weight, default=None)
    if known is not None and measures[known].weight >= MIN_TEXT:
        return _with_all_cues(known, root, measures)
    best = root
    while (child := _heaviest(best, measures)) is not None and _stands_out(root, child, measures):
        best = child
    return _whole_table(best)


def _known_containers(root: Element) -> Iterator[Element]:
    names = _names("containers")
    for element in root.iter():
        own = (element.get("class") or "").split()
        if names.intersection((element.get("id"), element.get("itemprop"), *own)):
            yield element


def _with_all_cues(element: Element, root: Element, measures: Survey) -> Element:
    """Find the nearest element around ``element`` beside which no line of a letterhead or foot stands."""
    while measures[element].cues < measures[root].cues:
        parent = element.getparent()
        if parent is None:
            return root
        element = parent
    return element


def _heaviest(element: Element, measures: Survey) -> Element | None:
    containers = (child for child in element if child.tag in _CONTAINERS | _TABLE_PARTS)
    return max(containers, key=lambda child: measures[child].weight, default=None)


def _stands_out(root: Element, child: Element, measures: Survey) -> bool:
    whole, part = measures[root], measures[child]
    return (
        part.weight >= MAIN_SHARE * whole.weight > 0
        and part.cues == whole.cues
        and whole.units - part.units <= MAX_UNITS_LEFT
    )


def _whole_table(element: Element) -> Element:
    """Leave the table whose part ``element`` is, unless the table only lays out the page."""
    while element.tag in _TABLE_PARTS and not any(child.tag in ("p", "div", "table") for child in element):
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return element


@cache
def _names(key: str) -> frozenset[str]:
    return frozenset(load_table("portal")[key])
