"""Findings as comments in a copy of the Word file that was checked."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docx.text.paragraph import Paragraph

from docparse.check.findings import Finding
from docparse.check.layout.wordfile import body_paragraphs
from docparse.check.opening import open_word
from docparse.export.keeping import AUTHOR
from docparse.text import fold, normalize

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P

_INITIALS = "KT"
_SHORTEST = 12  # letters that tell one paragraph from another


def annotate(path: str | Path, findings: Sequence[Finding], text: str) -> bytes:
    """A copy of the .docx at ``path`` with one comment a finding.

    ``text`` is the text of the plan, to which the offsets of the findings belong. Findings on the whole
    document hang on its first paragraph. Raises :class:`~docparse.errors.UnreadableFile`.
    """
    document = open_word(path)
    places = _Places(document)
    for finding in findings:
        paragraph = places.of(finding, text)
        runs = [run for run in paragraph.runs if run.text.strip()] if paragraph is not None else []
        if runs:
            document.add_comment(
                [runs[0], runs[-1]],
                text=f"{finding.code}: {finding.message}",
                author=AUTHOR,
                initials=_INITIALS,
            )
    document.core_properties.last_modified_by = AUTHOR
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Places:
    """The paragraphs of a Word file, found by index or by their words."""

    def __init__(self, document: Document) -> None:
        body = document.element.body
        elements = [cast("CT_P", element) for element in body_paragraphs(body)]
        self.paragraphs = [Paragraph(element, document._body) for element in elements]
        self.keys = [fold(" ".join(normalize(p.text).split())) for p in self.paragraphs]
        self.first = next((p for p, key in zip(self.paragraphs, self.keys, strict=True) if key), None)

    def of(self, finding: Finding, text: str) -> Paragraph | None:
        """The paragraph that a finding is about; the first of the document where it is about the whole."""
        if finding.paragraph is not None and 0 <= finding.paragraph < len(self.paragraphs):
            return self.paragraphs[finding.paragraph]
        if finding.start is None:
            return self.first
        for wanted in self._lines_at(text, finding.start):
            for paragraph, key in zip(self.paragraphs, self.keys, strict=True):
                if key and (key == wanted or (len(key) >= _SHORTEST and key in wanted)):
                    return paragraph
        return self.first

    @staticmethod
    def _lines_at(text: str, at: int) -> Iterator[str]:
        """The line of the plan's text at ``at``, whole and by its cells."""
        begin = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        line = fold(text[begin : end if end >= 0 else len(text)])
        yield line
        yield from sorted(line.split("\t"), key=len, reverse=True)
