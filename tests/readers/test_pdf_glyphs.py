"""Fonts without a map to Unicode: the numbers of their glyphs are put back into letters."""

from __future__ import annotations

import unicodedata

import pytest

from docparse.errors import MissingTool
from docparse.readers.ocr import engine
from tests.readers.pdf_fixtures import raw_pdf, read, texts

_BLOCK = [chr(code) for code in range(0x1EA0, 0x1EFA) if code not in (0x1EF2, 0x1EF3)]
# as read off a file of an office: each of these is followed by its number in Times New Roman
_SEEN = {"á": 105, "à": 106, "ã": 109, "ê": 114, "í": 116, "ú": 126, "À": 172, "đ": 255, "ă": 259, "Đ": 264}
_SEEN |= {
    "Ĩ": 428,
    "ĩ": 429,
    "ũ": 458,
    "ỳ": 484,
    "ô": 123,
    "ó": 121,
    "ò": 122,
    "ý": 234,
    "ì": 117,
    "â": 107,
    "é": 112,
}
_SEEN |= {"Ơ": 1130, "ơ": 1131, "Ư": 1132, "ư": 1133} | {letter: 1188 + n for n, letter in enumerate(_BLOCK)}

_LINES = (
    "Kế hoạch tổ chức bồi dưỡng đội ngũ giáo viên tiểu học",
    "Căn cứ nhiệm vụ được giao, các trường thực hiện như sau:",
    "1. Rà soát đội ngũ, lập danh sách giáo viên cần bồi dưỡng.",
    "2. Bố trí 12 phòng học bộ môn trước ngày 30/9/2024.",
    "3. Định kỳ hằng quý báo cáo kết quả về Phòng Giáo dục và Đào tạo.",
)


def _number(letter: str, shift: int) -> int:
    if letter.isascii():
        return ord(letter) - 29
    return _SEEN[letter] + (shift if _SEEN[letter] > 1000 else 0)


def _page(lines: tuple[str, ...], shift: int = 0, rotate: int = 0) -> bytes:
    """A page set in a font whose letters are numbers, as a printing program makes it."""
    shown = []
    for row, line in enumerate(lines):
        codes = "".join(f"{_number(letter, shift):04X}" for letter in unicodedata.normalize("NFC", line))
        shown.append(f"1 0 0 1 72 {760 - 20 * row} Tm <{codes}> Tj")
    content = f"BT /F1 12 Tf {' '.join(shown)} ET"
    return raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotate} /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+TimesNewRomanPSMT /Encoding /Identity-H"
        " /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+TimesNewRomanPSMT /CIDToGIDMap /Identity"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500"
        " /FontDescriptor 7 0 R >>",
        "<< /Type /FontDescriptor /FontName /ABCDEF+TimesNewRomanPSMT /Flags 32 /StemV 133 /ItalicAngle 0"
        " /Ascent 891 /Descent -216 /CapHeight 662 /FontBBox [-568 -216 2046 891] >>",
    )


@pytest.fixture(autouse=True)
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without OCR: what is read comes from the text layer."""
    monkeypatch.setattr(engine, "is_available", lambda: False)


@pytest.mark.parametrize("shift", [0, 0x328 - 0x4A4], ids=["upright", "italic"])
@pytest.mark.parametrize("rotate", [0, 90])
def test_numbers_of_glyphs_are_read_as_their_letters(shift: int, rotate: int) -> None:
    document = read(_page(_LINES, shift, rotate))
    joined = " ".join(texts(document))
    for line in _LINES:
        assert line in joined
    assert [d.code for d in document.diagnostics] == ["glyph-numbers"]
    assert not any(p.style.bold for p in document.paragraphs)  # the name would say so


def test_numbers_in_another_order_are_left_to_ocr() -> None:
    with pytest.raises(MissingTool):
        read(_page(_LINES, shift=-7))
