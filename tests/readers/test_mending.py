"""Repairs of OCR text on their way into a document."""

from __future__ import annotations

from docparse.document import DocumentBuilder
from docparse.readers.mending import Mender


def test_every_repair_is_told_with_its_place() -> None:
    builder = DocumentBuilder("scan.pdf", "0", "application/pdf")
    mender = Mender(builder)
    for text in ("Tô chức hội nghị, đây mạnh tuyên truyền.", "Tô chức kiểm tra."):
        builder.paragraph(mender.paragraph(text, ""))
    mender.report()
    document = builder.build()
    assert [p.text for p in document.paragraphs] == [
        "Tổ chức hội nghị, đẩy mạnh tuyên truyền.",
        "Tổ chức kiểm tra.",
    ]
    repairs = [d for d in document.diagnostics if d.code == "ocr-repair"]
    assert [document.text[d.start : d.end] for d in repairs] == ["Tổ", "đẩy", "Tổ"]
    assert "“Tô” → “Tổ”" in repairs[0].message
