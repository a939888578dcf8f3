"""Provenance as Word comments, one a paragraph; written so that the same draft gives the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.text.run import Run

from docparse.draft.word.package import AUTHOR

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_INITIALS = "DP"


def comment(document: Document, paragraph: Paragraph, text: str, day: dt.date) -> None:
    """Hang ``text`` (lines separated by line breaks) on the runs of ``paragraph``; none on an empty one."""
    runs = _runs(paragraph)
    if not runs or not text:
        return
    made = document.add_comment([runs[0], runs[-1]], text=text, author=AUTHOR, initials=_INITIALS)
    made._comment_elm.set(qn("w:date"), f"{day.isoformat()}T08:00:00Z")


def _runs(paragraph: Paragraph) -> Sequence[Run]:
    return [run for run in paragraph.runs if run.text.strip()]
