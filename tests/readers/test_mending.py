"""Repairs of OCR text on their way into a document."""

from __future__ import annotations

import pytest

from docparse.document import DocumentBuilder
from docparse.readers.mending import Mender
from docparse.readers.shortforms import ShortForms


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


USED = "PCTT, PCTT và PCTT; KĐCL, KĐCL, KĐCL"
FORMS = [
    (
        "theo Quyết định số 12/QĐĐ-UBND và 9/2021/TTT-BGDDT",
        "theo Quyết định số 12/QĐ-UBND và 9/2021/TT-BGDĐT",
    ),
    ("Nghị quyết số 5-NQ/TVW", "Nghị quyết số 5-NQ/TW"),
    (
        "ứng dụng CNTTT tại Sở GD&ĐĐT, phòng GD&DT, phòng GD&DDT",
        "ứng dụng CNTT tại Sở GD&ĐT, phòng GD&ĐT, phòng GD&ĐT",
    ),
    ("Ban Chỉ huy PPCTT, tổ KĐĐCL", "Ban Chỉ huy PCTT, tổ KĐCL"),
    ("QUYẾT ĐỊNH SỐ 12/QĐĐ-UBND", "QUYẾT ĐỊNH SỐ 12/QĐ-UBND"),
]


@pytest.mark.parametrize(("read", "right"), FORMS)
def test_a_doubled_letter_of_a_known_form_is_dropped_and_told_at_its_place(read: str, right: str) -> None:
    mended, repairs = ShortForms([USED, read]).mend(read)
    assert mended == right
    assert all(mended[r.start : r.end] == r.new and r.old in read for r in repairs)


@pytest.mark.parametrize(
    "text",
    [
        "Vụ GDDT, Vụ GDTH và Sở TTTT",
        "Hội LHPNN, Hội LHPNN, Hội LHPNN",
        "TẬP HUẤN NNGƯỜI DÂN",
        "Công ty XXYZ và Nhà máy ABB",
    ],
)
def test_forms_that_may_be_others_stay(text: str) -> None:
    assert ShortForms([USED, text]).mend(text) == (text, [])


def test_places_of_repairs_hold_where_letters_were_dropped_before_them() -> None:
    builder = DocumentBuilder("scan.pdf", "0", "application/pdf")
    text = "Quyết định số 12/QĐĐ-UBND, 14/QĐĐ-UBND vê tô chức hội nghị."
    mender = Mender(builder, [text])
    builder.paragraph(mender.paragraph(text, ""))
    mender.report()
    document = builder.build()
    repairs = [(d.start, d.end) for d in document.diagnostics if d.code == "ocr-repair"]
    assert [document.text[start:end] for start, end in repairs] == ["QĐ", "QĐ", "về", "tổ"]
