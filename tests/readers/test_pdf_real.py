"""Real PDF files: no letter lost, letterheads in order, headings alone, tables as printed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from docparse.readers import read_document
from docparse.readers.ocr import engine as ocr_engine
from docparse.text import fold, normalize, share_of_syllables

pytestmark = pytest.mark.shared
needs_tesseract = pytest.mark.skipif(
    not ocr_engine.is_available(), reason="tesseract with vie is not installed"
)

# file, its number line, headings that stand alone and their pages
DIGITAL = {
    "02-kh-144-ubnd-tp-ha-noi": (
        "Số: 144 /KH-UBND",
        {"I. MỤC ĐÍCH, YÊU CẦU": 1, "3.3. Mua sắm, đấu thầu": 3, "2. Sở Tài chính": 5},
    ),
    "06-kh-58-thpt-cao-lanh-2": (
        "Số: 58/KH-THPTCL2",
        {"I. MỤC ĐÍCH, YÊU CẦU": 1, "2. Hình thức": 2, "IV. TỔ CHỨC THỰC HIỆN": 2},
    ),
    "07-kh-25-sgddt-bac-giang": (
        "Số 25 /KH-SGDĐT",
        {"1. Mục tiêu": 1, "3.2. Phòng GD&ĐT các huyện, thành phố": 2, "5. Kinh phí thực hiện": 3},
    ),
    "08-kh-12-pgddt-hiep-hoa": (
        "Số:12 /KH- PGD&ĐT",
        {"2. Đối tượng, điều kiện": 2, "III. TỔ CHỨC THỰC HIỆN": 3, "3.1 Tuyển thẳng": 2},
    ),
    "09-kh-20-pgddt-hiep-hoa": (
        "Số: 20 /KH-PGD&ĐT",
        {
            "I. Nhiệm vụ trọng tâm.": 1,
            "e) Hoàn thiện báo cáo tự đánh giá;": 2,
            "2. Học kỳ II và cả năm học": 3,
        },
    ),
    "11-kh-25-pgddt-hiep-hoa": (
        "Số: 25 /KH-PGD&ĐT",
        {"1. Mục đích": 1, "3. Nội dung thi đua": 2, "5. Tổ chức thực hiện": 4},
    ),
    "55-tb-565-ubnd-quang-ngai": (
        "Số: 565 /TB-UBND",
        {"I. Đánh giá chung": 1, "6. UBND các huyện, thị xã, thành phố chịu trách nhiệm:": 3},
    ),
}


def _file(shared: Path, name: str) -> Path:
    return shared / "corpus" / "real" / name


def _letters(text: str) -> Counter[str]:
    return Counter(c for c in unicodedata.normalize("NFC", normalize(text)) if c.isalpha())


@pytest.mark.parametrize("name", DIGITAL)
def test_every_letter_of_the_text_layer_is_read_once(shared: Path, name: str) -> None:
    path = _file(shared, name + ".pdf")
    layer = pypdfium2.PdfDocument(path)
    expected = "\n".join(page.get_textpage().get_text_range() for page in layer)
    assert _letters(read_document(path).text) == _letters(expected)


@pytest.mark.parametrize("name", DIGITAL)
def test_head_and_headings(shared: Path, name: str) -> None:
    document = read_document(_file(shared, name + ".pdf"))
    number, headings = DIGITAL[name]
    texts = [paragraph.text for paragraph in document.paragraphs]
    motto = next(i for i, text in enumerate(texts) if fold(text).startswith("cộng h"))
    assert motto == 2  # after the two lines of the issuing body
    assert fold(texts[3]).startswith("độc lập")
    assert texts[4] == number
    assert ", ngày " in texts[5]
    assert texts[6] in ("KẾ HOẠCH", "THÔNG BÁO")
    assert {p.text: p.page for p in document.paragraphs if p.text in headings} == headings
    assert "+07:00" not in document.text
    assert not document.ocr


def test_pdf_and_word_file_of_one_plan_say_the_same(shared: Path) -> None:
    pdf = read_document(_file(shared, "06-kh-58-thpt-cao-lanh-2.pdf"))
    word = read_document(_file(shared, "37-kh-58-thpt-cao-lanh-2.docx"))
    assert pdf.text.split() == word.text.split()
    ours = {paragraph.text for paragraph in pdf.paragraphs}
    title_lines = 2  # one paragraph each in Word, one title of two lines on the page
    assert len([p for p in word.paragraphs if p.text not in ours]) <= title_lines


def test_paragraphs_run_over_pages_and_footnotes_wait(shared: Path) -> None:
    trade = read_document(_file(shared, "11-kh-25-pgddt-hiep-hoa.pdf"))
    assert any("trong từng đơn vị và cộng đồng xã hội" in p.text for p in trade.paragraphs)
    school = read_document(_file(shared, "07-kh-25-sgddt-bac-giang.pdf"))
    texts = [paragraph.text for paragraph in school.paragraphs]
    note = next(i for i, text in enumerate(texts) if text.startswith("¹ "))
    assert texts[note - 1].startswith("2.4.")
    assert texts[note + 1] == "3. Tổ chức thực hiện"
    assert any(text.endswith("GD&ĐT¹.") for text in texts)


def test_tables_as_printed(shared: Path) -> None:
    document = read_document(_file(shared, "08-kh-12-pgddt-hiep-hoa.pdf"))
    assert [(len(t.rows), len(t.rows[0]), t.page) for t in document.tables] == [
        (7, 7, 3),
        (6, 9, 5),
        (5, 9, 7),
    ]
    timetable = document.tables[0]
    assert [cell.text for cell in timetable.rows[0]][:4] == ["Buổi", "Môn", "Lớp", "Thời gian làm bài"]
    assert [cell.text for cell in timetable.rows[6]][:4] == ["Chiều 30/7/2020", "Toán", "7", "120 phút"]
    assert timetable.rows[1][0].rowspan == 4
    assert document.paragraphs[0].end < timetable.start


def test_numbers_of_glyphs_are_read_as_letters(shared: Path) -> None:
    document = read_document(_file(shared, "04-kh-1105-dkt-so-cong-thuong-lao-cai.pdf"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "Số: 1105 /KH-ĐKT" in texts  # the number was stamped into the gap
    assert "Lào Cai, ngày 10 tháng 3 năm 2026" in texts
    assert "KẾ HOẠCH" in texts
    assert share_of_syllables(document.text) > 0.95
    (table,) = document.tables
    assert (len(table.rows), len(table.rows[0]), table.page) == (6, 5, 4)
    assert table.rows[1][1].rowspan == 2
    assert not document.ocr


@pytest.mark.slow
@needs_tesseract
def test_scan_with_nothing_but_stamps(shared: Path) -> None:
    document = read_document(_file(shared, "19-kh-22-pgddt-hiep-hoa.pdf"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[4].startswith("Số: 22")
    assert "I. Công tác Khảo thí." in texts
    assert len(document.text) > 7_000


@pytest.mark.slow
@needs_tesseract
def test_scanned_table_over_two_pages(shared: Path) -> None:
    document = read_document(_file(shared, "22-kh-753-dct-hcm.pdf"))
    faculties, schedule = document.tables
    assert (len(faculties.rows), len(faculties.rows[0])) == (6, 3)
    assert faculties.rows[1][2].rowspan == 5
    assert (len(schedule.rows), len(schedule.rows[0]), schedule.page) == (6, 4, 3)
    heads = [" ".join(cell.text for cell in row) for row in schedule.rows]
    assert sum("Nội dung công việc" in head for head in heads) == 1
