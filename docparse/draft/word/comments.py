"""Provenance as Word comments, one a paragraph; written so that the same draft gives the same bytes.

python-docx looks through every comment for a free number before it adds one; a long draft has more
than a thousand, so the elements are made here.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

from docx.oxml.ns import qn
from lxml import etree

from docparse.draft.word.package import AUTHOR

if TYPE_CHECKING:
    from docx.document import Document

_INITIALS = "DP"


class Comments:
    """Writes comments of ``day`` into ``document``."""

    def __init__(self, document: Document, day: dt.date) -> None:
        self._root = cast("etree._Element", document.comments._comments_elm)
        self._date = f"{day.isoformat()}T08:00:00Z"
        used = [int(element.get(qn("w:id"), "-1")) for element in self._root]
        self._next = max(used, default=-1) + 1

    def hang(self, paragraph: etree._Element, text: str) -> None:
        """Hang ``text`` (its lines are paragraphs) on the runs of a ``w:p``; none on an empty one."""
        runs = [run for run in paragraph.iterchildren(qn("w:r")) if _says_something(run)]
        if not runs or not text:
            return
        ident = str(self._next)
        self._next += 1
        self._write(ident, text)
        runs[0].addprevious(_element("w:commentRangeStart", id=ident))
        end = _element("w:commentRangeEnd", id=ident)
        runs[-1].addnext(end)
        reference = _element("w:r")
        _add(_add(reference, "w:rPr"), "w:rStyle", val="CommentReference")
        _add(reference, "w:commentReference", id=ident)
        end.addnext(reference)

    def _write(self, ident: str, text: str) -> None:
        comment = _add(self._root, "w:comment", id=ident, author=AUTHOR, initials=_INITIALS, date=self._date)
        for index, line in enumerate(text.split("\n")):
            paragraph = _add(comment, "w:p")
            _add(_add(paragraph, "w:pPr"), "w:pStyle", val="CommentText")
            if index == 0:
                mark = _add(paragraph, "w:r")
                _add(_add(mark, "w:rPr"), "w:rStyle", val="CommentReference")
                _add(mark, "w:annotationRef")
            words = _add(_add(paragraph, "w:r"), "w:t")
            words.text = line
            words.set(qn("xml:space"), "preserve")


def _says_something(run: etree._Element) -> bool:
    return any((words.text or "").strip() for words in run.iterchildren(qn("w:t")))


def _element(tag: str, **attributes: str) -> etree._Element:
    return etree.Element(qn(tag), {qn(f"w:{name}"): value for name, value in attributes.items()})


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, qn(tag), {qn(f"w:{name}"): value for name, value in attributes.items()})
