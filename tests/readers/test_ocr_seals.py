"""Red seals are painted over; what is black on them, and other red ink, stays."""

from __future__ import annotations

import io

import numpy as np
import pytest
from pdf_fixtures import Sheet, font_file, read, texts
from PIL import Image, ImageDraw, ImageFont
from test_ocr import needs_tesseract

from docparse.readers.ocr.seals import find_seals, paint_over

DPI = 200
MM = DPI / 25.4
RED = (214, 40, 60)


def _page(seal: tuple[int, int, int] | None = RED) -> Image.Image:
    """The foot of a plan with the seal over title and name, a red stamp below."""
    image = Image.new("RGB", (1654, 1000), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(font_file("bold")), 36)
    small = ImageFont.truetype(str(font_file()), 26)
    left, top, across = 900, 120, round(36 * MM)
    if seal:
        for inset, width in ((0, 5), (40, 3)):
            draw.ellipse(
                (left + inset, top + inset, left + across - inset, top + across - inset),
                outline=seal,
                width=width,
            )
        for row, word in enumerate(("ỦY BAN", "NHÂN DÂN", "TỈNH AN PHÚ")):
            draw.text((left + 55, top + 90 + 40 * row), word, font=small, fill=seal)
    draw.text((1000, 130), "PHÓ CHỦ TỊCH", font=font, fill="black")
    draw.text((1000, 360), "Trần Văn Bình", font=font, fill="black")
    draw.text((200, 600), "Kế hoạch này thay thế kế hoạch năm trước.", font=font, fill=RED)
    return image


def _painted() -> Image.Image:
    page = _page()
    return paint_over(page.convert("L"), page, find_seals(page, DPI))


def _ink(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    return float((np.asarray(image.crop(box)) < 140).mean())


def test_the_seal_goes_and_the_black_letters_on_it_stay() -> None:
    seen, expected = _painted(), _page(None).convert("L")
    seal = (890, 110, 1200, 420)
    assert _ink(_page().convert("L"), seal) > 1.3 * _ink(expected, seal)
    assert _ink(seen, seal) == pytest.approx(_ink(expected, seal), rel=0.05)


def test_red_text_is_no_seal() -> None:
    line = (190, 590, 1500, 660)
    assert _ink(_painted(), line) == pytest.approx(_ink(_page().convert("L"), line), rel=0.01)


def test_a_red_photograph_is_no_seal_and_costs_no_time() -> None:
    assert find_seals(Image.new("RGB", (3000, 2000), RED), DPI) == []


@needs_tesseract
def test_title_and_name_under_a_seal_are_read() -> None:
    sheet = Sheet()
    stored = io.BytesIO()
    _page().save(stored, "JPEG", quality=85, dpi=(DPI, DPI))
    sheet.picture(Image.open(stored), 0, 360, 595)
    found = texts(read(sheet.bytes()))
    assert "PHÓ CHỦ TỊCH" in found
    assert "Trần Văn Bình" in found
    assert not any("NHÂN DÂN" in text for text in found)
