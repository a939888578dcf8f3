"""Places left open and words to be looked at, marked in yellow wherever they stand."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from docparse.draft.figures import HIGHLIGHTED, held, unmarked

if TYPE_CHECKING:
    from docx.document import Document

_COLOR = "yellow"


def mark_open_places(document: Document) -> None:
    """Set placeholders and marked words of the text and its tables apart as runs of their own, on yellow."""
    for run in list(document.element.body.iter(qn("w:r"))):
        words = run.find(qn("w:t"))
        if words is not None and words.text and HIGHLIGHTED.search(words.text):
            _split(run, words)


def _split(run: etree._Element, words: etree._Element) -> None:
    text, at = words.text or "", 0
    pieces: list[etree._Element] = []
    for match in HIGHLIGHTED.finditer(text):
        if match.start() > at:
            pieces.append(_piece(run, text[at : match.start()], lead=not pieces))
        shown = held(unmarked(match.group()), text[match.end() :])
        pieces.append(_highlighted(_piece(run, shown, lead=not pieces)))
        at = match.end()
    if at < len(text):
        pieces.append(_piece(run, text[at:], lead=not pieces))
    for piece in pieces:
        run.addprevious(piece)
    _remove(run)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _piece(run: etree._Element, text: str, *, lead: bool) -> etree._Element:
    """A copy of ``run`` that says only ``text``; a line break before the words stays with the first."""
    copy = deepcopy(run)
    for child in list(copy):
        if child.tag == qn("w:t"):
            child.text = text
            child.set(qn("xml:space"), "preserve")
        elif child.tag != qn("w:rPr") and not lead:
            copy.remove(child)
    return copy


def _highlighted(run: etree._Element) -> etree._Element:
    properties = run.find(qn("w:rPr"))
    if properties is None:
        properties = OxmlElement("w:rPr")
        run.insert(0, properties)
    mark = OxmlElement("w:highlight")
    mark.set(qn("w:val"), _COLOR)
    properties.append(mark)
    return run
