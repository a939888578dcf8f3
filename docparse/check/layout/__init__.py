"""Layout of a Word file against Nghị định 30/2020/NĐ-CP: every item that can be measured."""

from __future__ import annotations

from pathlib import Path

from docparse.check.findings import Finding
from docparse.check.layout import head, page, text  # importing registers the checks
from docparse.check.layout.components import LAYOUT, lay_out
from docparse.check.layout.wordfile import read_word

__all__ = ["LAYOUT", "check_layout", "head", "page", "text"]


def check_layout(path: str | Path) -> list[Finding]:
    """Findings on the layout of the .docx at ``path``; ``Finding.paragraph`` counts its paragraphs from 0."""
    return LAYOUT.run(lay_out(read_word(path)))
