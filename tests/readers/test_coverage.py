"""Every letter of the samples belongs to one leaf, in the order in which independent libraries read them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from independent import (
    leaves_of,
    letters,
    lines_by_place,
    order_of,
    page_texts,
    web_text,
    without_labels,
    word_text,
)

from docparse.document import Document
from docparse.readers import read_document
from docparse.text.encoding import decode

# of the page around the sample of a portal, the share that is the document
DOCUMENT_OF_PAGE = 0.85


def in_order(document: Document, source: str) -> None:
    """All but the letterhead and signature, whose columns other libraries read line by line."""
    text = letters(source)
    assert Counter(letters(document.text)) == Counter(text)
    moved, lost = order_of(leaves_of(document), text)
    assert {*moved, *lost} <= {p.text for p in document.paragraphs if p.style.boxed}


@pytest.mark.parametrize("name", ["01-tinh-song-van-2022", "05-huyen-tan-khe-2018", "06-xa-dong-thach-2026"])
def test_word_file(samples: Path, name: str) -> None:
    path = samples / f"{name}.docx"
    document = read_document(path)
    assert without_labels(document) == letters(word_text(path))
    leaves_of(document)


def test_pdf(samples: Path) -> None:
    path = samples / "02-tinh-hoa-lam-2022.pdf"
    in_order(read_document(path), "\n".join(page_texts(path)))


def test_pdf_with_letters_out_of_order(samples: Path) -> None:
    path = samples / "07-tinh-lac-giang-2023.pdf"
    in_order(read_document(path), "\n".join(lines_by_place(path)))


def test_page_of_a_portal(samples: Path) -> None:
    path = samples / "03-bo-gddt-2023.html"
    document = read_document(path)
    source, kept = letters(web_text(path)), letters(document.text)
    assert kept in source
    assert len(kept) > DOCUMENT_OF_PAGE * len(source)
    leaves_of(document)


@pytest.mark.parametrize("name", ["04-so-gddt-lam-khe-2024", "08-trich-thach-giang-2019"])
def test_plain_text(samples: Path, name: str) -> None:
    path = samples / f"{name}.txt"
    document = read_document(path)
    assert "".join(map(letters, leaves_of(document))) == letters(decode(path.read_bytes())[0])
