"""Text layers that cannot be trusted, files that are damaged, and what is said without OCR."""

from __future__ import annotations

import random

import pytest
from pdf_fixtures import LEFT, Sheet, read, texts
from PIL import Image

from docparse.errors import DocparseError, MissingTool
from docparse.readers.ocr import engine as ocr_engine
from docparse.readers.pdf.damage import Verdict, health_of, judge
from docparse.readers.pdf.lines import lines_of
from docparse.readers.pdf.model import Word

GOOD = (
    "Ủy ban nhân dân tỉnh giao Sở Xây dựng chủ trì, phối hợp với các cơ quan liên quan rà soát hiện trạng các "
    "trạm quan trắc nước sạch, báo cáo kết quả trước ngày 30 tháng 6 năm 2025 và đề xuất phương án nâng cấp."
)
BARE = (
    "Uy ban nhan dan tinh giao So Xay dung chit tri, ph6i hop vai cac co quan lien quan ra soat hien trang cac "
    "tram quan trac nuoc sach, bao cao ket qua twang ngdy 30 thang 6 nam 2025 va de xuat phtrong an nang cap."
)
MOJIBAKE = (
    "Ӫ\\ ban nhân dân WӍQK giao 6ӣ ;k\\ GӵQJ FKӫ trì, SKӕL KӧS YӟL các Fѫ quan liên quan rà soát KLӋQ WUҥQJ các "
    "WUҥP quan WUҳF QѭӟF VҥFK EiR FiR NӃW TXҧ WUѭӟF ngày 30 tháng 6 QăP 2025 và ÿӅ [XҩW SKѭѫQJ án nâng FҩS."
)
ENGLISH = (
    "The provincial people's committee assigns the department of construction to review all the monitoring "
    "stations and to report the results before the end of June, with a proposal for their improvement."
)


def _words(text: str) -> list[Word]:
    """Words on one long line, well apart."""
    words, x = [], 0.0
    for token in text.split():
        words.append(Word(token, x, x + 6 * len(token), 90, 102, 100, 12))
        x += 6 * len(token) + 3
    return words


@pytest.mark.parametrize(
    ("text", "picture", "verdict"),
    [
        (GOOD, 0.0, Verdict.GOOD),
        (GOOD * 2, 1.0, Verdict.GOOD),  # a scan with a good OCR layer
        (BARE * 2, 1.0, Verdict.BROKEN),  # read by a program that knows no Vietnamese
        (MOJIBAKE, 0.0, Verdict.BROKEN),
        (ENGLISH, 0.0, Verdict.GOOD),
        ("22 20 10", 1.0, Verdict.EMPTY),  # only the stamps of a scan
        ("", 0.0, Verdict.EMPTY),
        ("S : 3379 H n l ng ơ v à ở ị ã ố ạ ư ợ đ n t nh r so t th ng xuy n", 0.0, Verdict.SCATTERED),
    ],
)
def test_verdict_on_a_text_layer(text: str, picture: float, verdict: Verdict) -> None:
    assert judge(_words(text), picture) is verdict


def test_better_reading_has_the_higher_score() -> None:
    assert health_of(GOOD).score > health_of(BARE).score
    assert health_of(GOOD).score > health_of(MOJIBAKE).score


def test_stretched_line_of_few_words_is_one_line_and_two_columns_are_two() -> None:
    def line(*places: tuple[float, str]) -> list[str]:
        words = [Word(text, x, x + 6 * len(text), 90, 102, 100, 12) for x, text in places]
        return [found.text for found in lines_of(words, 1)]

    assert line((0, "Hộ"), (60, "khẩu"), (130, "thường"), (210, "trú")) == ["Hộ khẩu thường trú"]
    assert line((0, "Nơi"), (22, "nhận:"), (250, "KT."), (272, "CHỦ"), (293, "TỊCH")) == [
        "Nơi nhận:",
        "KT. CHỦ TỊCH",
    ]


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_engine, "is_available", lambda: False)


def _scan(sheet: Sheet) -> None:
    sheet.picture(Image.new("L", (595, 842), 240))


def test_scan_without_ocr_names_the_remedy(no_tesseract: None) -> None:
    sheet = Sheet()
    _scan(sheet)
    with pytest.raises(MissingTool, match="apt install tesseract-ocr tesseract-ocr-vie"):
        read(sheet.bytes())


def test_scanned_page_among_others_is_said_to_be_missing(no_tesseract: None) -> None:
    sheet = Sheet()
    sheet.text(GOOD)
    for _ in range(2):
        sheet.page()
        _scan(sheet)
    document = read(sheet.bytes())
    assert texts(document) == [GOOD]
    (note,) = document.diagnostics
    assert (note.code, note.severity) == ("no-text-layer", "warning")
    assert "2–3" in note.message
    assert "apt install" in note.message


def test_wrong_layer_among_others_is_kept_with_a_warning(no_tesseract: None) -> None:
    sheet = Sheet()
    sheet.text(GOOD)
    sheet.page()
    _scan(sheet)
    sheet.text(BARE * 2)
    document = read(sheet.bytes())
    assert [note.code for note in document.diagnostics] == ["broken-text-layer"]
    assert "30 thang 6 nam 2025" in document.text


def test_damaged_bytes_never_break_the_program(no_tesseract: None) -> None:
    sheet = Sheet()
    sheet.letterhead()
    sheet.text(GOOD)
    sheet.stamp(LEFT, 300, "144")
    sheet.table([85, 200, 400], [["TT", "Nhiệm vụ"], ["1", "Rà soát"]])
    sheet.page()
    sheet.text(GOOD)
    data = sheet.bytes()
    rng = random.Random(20250305)
    read_through, remedies = 0, []
    for _ in range(200):
        damaged = bytearray(data)
        for _ in range(rng.choice((1, 4, 40, 400))):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        if rng.random() < 0.3:
            del damaged[rng.randrange(len(damaged)) :]
        try:
            read(b"%PDF-1.4\n" + bytes(damaged))
            read_through += 1
        except DocparseError as error:
            remedies.append(error.remedy)
    assert read_through > 20
    assert remedies
    assert all(remedies)
