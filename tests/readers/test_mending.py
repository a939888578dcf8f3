"""Repairs of OCR text on their way into a document."""

from __future__ import annotations

import pytest

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


def mended(read: str, *also: str) -> tuple[str, list[str]]:
    """The text as it stands in a document with ``also``, and what the places of its repairs hold."""
    builder = DocumentBuilder("scan.pdf", "0", "application/pdf")
    mender = Mender(builder, [read, *also])
    builder.paragraph(mender.paragraph(read, ""))
    mender.report()
    document = builder.build()
    repairs = [d for d in document.diagnostics if d.code == "ocr-repair"]
    return document.text, [document.text[d.start : d.end] for d in repairs]


@pytest.mark.parametrize(("read", "right"), FORMS)
def test_a_doubled_letter_of_a_known_form_is_dropped(read: str, right: str) -> None:
    assert mended(read, USED)[0] == right


@pytest.mark.parametrize(
    "text",
    [
        "Vụ GDDT, Vụ GDTH và Sở TTTT",
        "Hội LHPNN, Hội LHPNN, Hội LHPNN",
        "TẬP HUẤN NNGƯỜI DÂN",
        "mục II, mục II, mục II và mục III",
        "Công ty XXYZ và Nhà máy ABB",
        "Số: 1 5/KH-UBND; số 12 và số 115/KH-UBND; số 3 2024/QĐ-UBND",
    ],
)
def test_forms_and_numbers_that_may_be_others_stay(text: str) -> None:
    assert mended(text, USED) == (text, [])


def test_a_torn_number_of_an_act_is_joined_and_every_place_holds() -> None:
    text, held = mended(
        "Quyết định số 12/QĐĐ-UBND và Công văn số 1 240/SXD-KT, số 14/QĐĐ-SYT vê tô chức hội nghị."
    )
    assert text == "Quyết định số 12/QĐ-UBND và Công văn số 1240/SXD-KT, số 14/QĐ-SYT về tổ chức hội nghị."
    assert held == ["QĐ", "1240", "QĐ", "về", "tổ"]


SPECKS = [
    ("Các trường phổ, thông dạy nghiêm. túc, đúng giờ.", "Các trường phổ thông dạy nghiêm túc, đúng giờ."),
    ("Kỳ tuyển : sinh và tổ , chức thi.", "Kỳ tuyển sinh và tổ chức thi."),
    ("Phòng. GD&ĐT và Sở. NV thực hiện.", "Phòng GD&ĐT và Sở NV thực hiện."),
]


@pytest.mark.parametrize(("read", "right"), SPECKS)
def test_a_mark_inside_a_word_or_a_name_is_dropped_and_told(read: str, right: str) -> None:
    text, held = mended(read)
    assert text == right
    assert len(held) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh đẩy mạnh phát triển, khai thác và giám sát.",
        "Nơi thờ tự tôn nghiêm, túc trực ngày đêm.",
        "Đã bàn giao cho Phòng. UBND xã kiểm tra.",
        "Hai triệu đồng, bộ phận kế toán chi.",
        "Gửi các Phòng, CCT thuộc Cục.",
        "Phân công : bà An; thời gian : sáng thứ hai; an toàn , lao động",
    ],
)
def test_a_mark_between_words_stays(text: str) -> None:
    assert mended(text) == (text, [])


LETTERS = [
    ("KINH PHÍ BÒỎI DƯỠNG", "KINH PHÍ BỒI DƯỠNG"),
    ("KÉẺ HOẠCH TỔ CHỨC BÒI DƯỠN G", "KẾ HOẠCH TỔ CHỨC BỒI DƯỠNG"),
    ("QUYÉT ĐỊN H", "QUYẾT ĐỊNH"),
]


@pytest.mark.parametrize(("read", "right"), LETTERS)
def test_letters_torn_off_or_doubled_in_a_heading_are_put_right_and_told(read: str, right: str) -> None:
    text, held = mended(read)
    assert text == right
    assert set(held) <= {*right.split()}


@pytest.mark.parametrize(
    "text", ["PHỤ LỤC C", "vitamin C", "Trường ĐH N", "Hội đồng T. và ban g) h)", "QUẬN GÒ VẤP H"]
)
def test_single_letters_that_end_no_word_stay(text: str) -> None:
    assert mended(text)[0] == text
