"""Every letter of the real documents belongs to one paragraph or table, or is known furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2
import pytest

from docparse import outline
from docparse.document import Document
from docparse.readers import read_document
from docparse.readers.ocr import engine
from docparse.text import normalize
from docparse.text.encoding import decode

pytestmark = pytest.mark.shared
PARTS = ("seeds", "headers", "real")
TEXTS = (".txt", ".md")
# page numbers, running heads and captions of signatures, as a share of the letters of a PDF
FURNITURE = 0.03


def files(shared: Path, *endings: str) -> Iterator[Path]:
    for part in PARTS:
        for path in sorted((shared / "corpus" / part).iterdir()):
            if path.suffix in endings:
                yield path


def letters(text: str) -> Counter[str]:
    return Counter(c for c in normalize(text) if c.isalnum())


def leaves_do_not_overlap_and_leave_nothing_out(document: Document) -> None:
    spans = sorted((x.start, x.end) for x in (*document.paragraphs, *document.tables))
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    between = [document.text[a[1] : b[0]] for a, b in pairwise([(0, 0), *spans, (len(document.text),) * 2])]
    assert not "".join(between).strip()


def test_texts(shared: Path) -> None:
    for path in files(shared, *TEXTS):
        document = read_document(path)
        source = letters(decode(path.read_bytes())[0])
        assert letters(document.text) == source, path.name
        leaves_do_not_overlap_and_leave_nothing_out(outline.rebuild(document))


def test_word_files(shared: Path) -> None:
    for path in files(shared, ".docx"):
        document = read_document(path)
        body = docx.Document(str(path)).element.body
        typed = letters("\n".join("".join(p.itertext("{*}t")) for p in body.iter("{*}p")))
        assert not typed - letters(document.text), path.name
        leaves_do_not_overlap_and_leave_nothing_out(outline.rebuild(document))


def test_pages_of_portals_are_read(shared: Path) -> None:
    for path in files(shared, ".html"):
        document = read_document(path)
        assert document.text
        leaves_do_not_overlap_and_leave_nothing_out(outline.rebuild(document))


@pytest.mark.slow
def test_pdf_files(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that need no OCR; only furniture may be missing, and nothing may be added."""
    monkeypatch.setattr(engine, "is_available", lambda: False)
    digital = ("02", "06", "07", "08", "09", "11", "55")
    for path in files(shared, ".pdf"):
        if path.name[:2] not in digital:
            continue
        document = read_document(path)
        pages = pypdfium2.PdfDocument(path)
        source = letters("\n".join(page.get_textpage().get_text_range() for page in pages))
        missing = source - letters(document.text)
        assert sum(missing.values()) <= FURNITURE * sum(source.values()), path.name
        assert not [c for c in missing if c.isalpha()], path.name
        leaves_do_not_overlap_and_leave_nothing_out(outline.rebuild(document))
