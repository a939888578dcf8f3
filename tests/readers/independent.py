"""What a file says, read by libraries that docparse does not use for it, beside docparse's leaves.

The text of a source is compared letter by letter (letters and digits; signs and spaces are normalised)
and in order: what docparse leaves out or puts elsewhere must be declared by the test.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import lxml.html
import pdfplumber
import pypdfium2
from lxml import etree

from docparse import outline
from docparse.document import Document
from docparse.text import normalize

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# letters that a leaf may stand behind the one before it: a letterhead's other column, a page number
REACH = 300
_NUMBER_LINE = re.compile(r"\W*\d{1,3}\W*")
_SILENT = ("script", "style", "noscript", "template", "head")


def letters(text: str) -> str:
    """The letters and digits of a text, in order; a raised figure is a figure."""
    return "".join(c for c in unicodedata.normalize("NFKC", normalize(text)) if c.isalnum())


def leaves_of(document: Document) -> list[str]:
    """The texts of the leaves and table cells of a document, in order.

    Fails unless every letter of the document belongs to exactly one of them.
    """
    document = outline.rebuild(document)
    structure = outline.build(document)
    cells = {(cell.start, cell.end) for table in structure.tables for row in table.rows for cell in row.cells}
    spans = sorted({(leaf.start, leaf.end) for leaf in structure.leaves} | {s for s in cells if s[0] < s[1]})
    assert all(before[1] <= after[0] for before, after in pairwise(spans)), "leaves overlap"
    text = document.text
    between = [text[a[1] : b[0]] for a, b in pairwise([(0, 0), *spans, (len(text), len(text))])]
    assert not letters("".join(between)), "letters outside of every leaf"
    return [text[start:end] for start, end in spans]


def word_text(path: Path) -> str:
    """The typed text of a .docx in the order of its XML: no deletions, no instructions of fields."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    pieces: list[str] = []
    _collect(root, pieces)
    return "".join(pieces)


def _collect(element: etree._Element, pieces: list[str]) -> None:
    for child in element:
        if child.tag in _GONE or child.tag == _FALLBACK:
            continue
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        _collect(child, pieces)
        if child.tag == f"{_W}p":
            pieces.append("\n")


def without_labels(document: Document) -> str:
    """The letters of a document without the numbers that Word prints by itself."""
    text, start = [], 0
    for paragraph in document.paragraphs:
        if paragraph.label:
            assert paragraph.text.startswith(paragraph.label)
            text.append(document.text[start : paragraph.start])
            start = paragraph.start + len(paragraph.label)
    return letters("".join([*text, document.text[start:]]))


def page_texts(path: Path) -> list[str]:
    """The text of each page of a PDF in the order of the file, without the number of the page."""
    with pypdfium2.PdfDocument(path) as pages:
        return [_without_number(page.get_textpage().get_text_range()) for page in pages]


def lines_by_place(path: Path) -> list[str]:
    """The text of each page of a PDF, line by line as printed, by pdfplumber."""
    with pdfplumber.open(path) as pages:
        return [_without_number(page.extract_text()) for page in pages.pages]


def _without_number(text: str) -> str:
    lines = text.strip().splitlines()
    for end in (0, -1):
        if lines and _NUMBER_LINE.fullmatch(lines[end]):
            lines.pop(end)
    return "\n".join(lines)


def web_text(path: Path) -> str:
    """The text of a page as a parser gives it: no scripts, no styles."""
    root = lxml.html.fromstring(path.read_bytes())
    for element in list(root.iter(*_SILENT)):
        element.drop_tree()
    return str(root.text_content())


def order_of(leaves: Sequence[str], source: str) -> tuple[list[str], list[str]]:
    """The leaves that stand in the source elsewhere than behind the leaf before them, and those that do not.

    A leaf is looked for as a whole, no farther than :data:`REACH` letters on.
    """
    at = 0
    moved: list[str] = []
    lost: list[str] = []
    for leaf in leaves:
        wanted = letters(leaf)
        found = source.find(wanted, at, at + REACH + len(wanted))
        if found >= 0:
            at = found + len(wanted)
        else:
            (moved if wanted in source else lost).append(leaf)
    return moved, lost
