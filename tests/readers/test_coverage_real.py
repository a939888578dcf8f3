"""Every letter of the real documents belongs to one leaf, in the order of the source, or is known furniture."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from independent import leaves_of, letters, order_of, page_texts, web_text, without_labels, word_text

from docparse.readers import read_document
from docparse.readers.ocr import engine
from docparse.text.encoding import decode

pytestmark = pytest.mark.shared
PARTS = ("seeds", "headers", "real")
TEXTS = (".txt", ".md")
DIGITAL = ("02", "06", "07", "08", "09", "11", "55")
# paragraphs among which a letterhead ends
HEAD_LINES = 10
# what is written over the page of a form, not where it is read
WRITTEN_OVER = {"Ảnh 3×4"}


def files(shared: Path, *endings: str) -> list[Path]:
    """The real documents with these endings: there must be some."""
    folders = [shared / "corpus" / part for part in PARTS]
    found = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in endings]
    assert found, endings
    return found


def test_texts(shared: Path) -> None:
    """In order, but for the second column of the letterhead, which is printed between the first."""
    for path in files(shared, *TEXTS):
        document = read_document(path)
        source = letters(decode(path.read_bytes())[0])
        assert Counter(letters(document.text)) == Counter(source), path.name
        moved, lost = order_of(leaves_of(document), source)
        assert {*moved, *lost} <= {p.text for p in document.paragraphs[:HEAD_LINES]}, path.name


def test_word_files(shared: Path) -> None:
    for path in files(shared, ".docx"):
        document = read_document(path)
        assert without_labels(document) == letters(word_text(path)), path.name
        leaves_of(document)


def test_pages_of_portals_are_read(shared: Path) -> None:
    """What is kept of a page is one whole stretch of it: nothing is lost inside."""
    for path in files(shared, ".html"):
        document = read_document(path)
        assert document.text
        assert letters(document.text) in letters(web_text(path)), path.name
        leaves_of(document)


@pytest.mark.slow
def test_pdf_files(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that need no OCR; the order may differ in letterhead and signature alone."""
    monkeypatch.setattr(engine, "is_available", lambda: False)
    paths = [path for path in files(shared, ".pdf") if path.name[:2] in DIGITAL]
    assert paths
    for path in paths:
        document = read_document(path)
        source = letters("\n".join(page_texts(path)))
        difference = Counter(letters(document.text))
        difference.subtract(source)
        # a stamped number stands in an annotation, not in the text of the page
        assert not [c for c, count in difference.items() if count and not c.isdigit()], path.name
        assert min(difference.values()) >= 0, path.name
        moved, lost = order_of(leaves_of(document), source)
        boxed = {p.text for p in document.paragraphs if p.style.boxed}
        assert {*moved, *lost} <= boxed | WRITTEN_OVER, path.name
