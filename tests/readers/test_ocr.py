"""Scanned pages and pictures: letters by tesseract, tables by their lines."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from pdf_fixtures import Sheet, font_file, grids, raw_pdf, read, texts
from PIL import Image, ImageDraw, ImageFont, ImageOps

from docparse.document import DocumentBuilder
from docparse.errors import FileTooLarge, MissingTool, UnreadableFile
from docparse.readers import read_bytes
from docparse.readers.ocr import engine as ocr_engine
from docparse.readers.ocr.raster import ink_of, strokes_of, tilt_of
from docparse.readers.pdf.flow import compose
from docparse.readers.pdf.model import Line, Page, Word

needs_tesseract = pytest.mark.skipif(
    not ocr_engine.is_available(), reason="tesseract with vie is not installed"
)

DPI = 200
BODY = (
    "Ủy ban nhân dân tỉnh giao Sở Xây dựng chủ trì rà soát",
    "hiện trạng các trạm quan trắc nước sạch trên địa bàn tỉnh,",
    "báo cáo kết quả trước ngày 30 tháng 6 năm 2025.",
)


class Paper:
    """A picture of a page at :data:`DPI`; places in points."""

    def __init__(self, width: float = 595, height: float = 400) -> None:
        self.image = Image.new("L", (round(width * DPI / 72), round(height * DPI / 72)), 255)
        self.draw = ImageDraw.Draw(self.image)

    def put(self, x: float, y: float, text: str, size: float = 13) -> None:
        font = ImageFont.truetype(str(font_file()), round(size * DPI / 72))
        self.draw.text((x * DPI / 72, y * DPI / 72), text, font=font, fill=0)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        scale = DPI / 72
        for y in ys:
            self.draw.line((xs[0] * scale, y * scale, xs[-1] * scale, y * scale), fill=0, width=2)
        for x in xs:
            self.draw.line((x * scale, ys[0] * scale, x * scale, ys[-1] * scale), fill=0, width=2)

    def bytes(self, kind: str = "PNG") -> bytes:
        out = io.BytesIO()
        self.image.save(out, kind, dpi=(DPI, DPI))
        return out.getvalue()


def _letter(height: float = 400) -> Paper:
    paper = Paper(height=height)
    paper.put(240, 40, "KẾ HOẠCH", 15)
    for row, line in enumerate(BODY):
        paper.put(85 if row else 115, 90 + 20 * row, line)
    return paper


@needs_tesseract
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_picture_is_read_into_paragraphs(kind: str) -> None:
    document = read_bytes(_letter().bytes(kind), "trang.ảnh")
    assert texts(document) == ["KẾ HOẠCH", " ".join(BODY)]
    assert document.ocr
    assert document.pages == 1
    (note,) = document.diagnostics
    assert (note.code, note.severity) == ("ocr", "info")
    assert "%" in note.message


@needs_tesseract
def test_tilted_scan_is_set_straight() -> None:
    paper = _letter()
    paper.image = paper.image.rotate(2.5, Image.Resampling.BICUBIC, fillcolor=255)
    assert texts(read_bytes(paper.bytes(), "trang.png"))[-1] == " ".join(BODY)


@needs_tesseract
@pytest.mark.parametrize("degrees", [90, 270])
def test_page_on_its_side_is_turned(degrees: int) -> None:
    paper = _letter()
    for row in range(8):  # enough letters to tell up from down
        paper.put(85, 170 + 20 * row, BODY[row % 3])
    paper.image = paper.image.rotate(degrees, expand=True)
    assert " ".join(BODY) in read_bytes(paper.bytes(), "trang.png").text.replace("\n", " ")


@needs_tesseract
@pytest.mark.parametrize("dark", ["desk", "letters"])
def test_picture_that_is_mostly_dark_is_read(dark: str) -> None:
    paper = _letter()
    width, height = paper.image.size
    if dark == "desk":
        desk = Image.new("L", (width * 2, height * 3 // 2), 40)
        desk.paste(paper.image, (width // 2, height // 4))
        paper.image = desk
    else:
        paper.image = ImageOps.invert(paper.image)
    assert " ".join(BODY) in read_bytes(paper.bytes(), "trang.png").text.replace("\n", " ")


@needs_tesseract
@pytest.mark.parametrize("stated", [110, 130, 200, 400])
def test_a_resolution_that_makes_no_sheet_of_paper_is_not_believed(stated: int) -> None:
    out = io.BytesIO()
    _letter(height=842).image.save(out, "PNG", dpi=(stated, stated))
    assert texts(read_bytes(out.getvalue(), "trang.png")) == ["KẾ HOẠCH", " ".join(BODY)]


@needs_tesseract
def test_a_signature_laid_over_a_scan_hides_no_text_and_tells_its_day() -> None:
    sheet = Sheet()
    sheet.picture(_letter(height=842).image)
    stamp = "Co quan: Tinh An Phu Thoi gian ky: 27.10.2024 15:19:25 +07:00"
    sheet.stamp(100, 110, stamp, width=400)
    document = read(sheet.bytes())
    assert texts(document) == ["KẾ HOẠCH", " ".join(BODY)]
    assert document.portal == {"signed_on": "2024-10-27"}


def _scan_of(*lines: str, over: tuple[str, ...] = ()) -> list[str]:
    """The paragraphs of a scanned page with ``lines``, small ones laid ``over`` the first."""
    page = Page(1, 595, 842, [], ocr=True)
    rows = [(100.0 + 18 * row, 13.0, text) for row, text in enumerate(lines)]
    rows += [(104.0 + 5 * row, 6.0, text) for row, text in enumerate(over)]
    for base, size, text in sorted(rows):
        page.lines.append(Line([Word(text, 85, 520, base - 0.8 * size, base + 2, base, size)], page=1))
    builder = DocumentBuilder("scan.pdf", "0" * 64, "application/pdf")
    compose([page], builder)
    document = builder.build()
    return [*texts(document), *document.portal.values()]


def test_a_caption_scanned_with_the_page_does_not_tear_its_paragraph() -> None:
    torn = ("Ủy ban nhân dân tỉnh giao Sở Xây dựng rà soát", "các trạm quan trắc nước sạch.")
    caption = ("“SỞ N Cơ quan: Tỉnh An Phú", "Thời gian ký: 27.10.2024 15:19:25", "“CCA +07:00")
    assert _scan_of(*torn, over=caption) == [" ".join(torn), "2024-10-27"]


def test_an_address_or_an_hour_in_a_scan_is_text() -> None:
    lines = ("Báo cáo gửi về hộp thư: soxaydung@anphu.gov.vn", "trước 15:30 ngày 27.10.2024.")
    assert _scan_of(*lines) == [" ".join(lines)]


@needs_tesseract
def test_table_in_a_picture() -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì"],
        ["1", "Rà soát hiện trạng", "Sở Xây dựng"],
        ["2", "Nâng cấp trạm", "Sở Tài chính"],
    ]
    paper = Paper()
    paper.put(85, 30, "Danh mục nhiệm vụ của kế hoạch:")
    xs, ys = [85.0, 125.0, 320.0, 520.0], [70.0, 100.0, 130.0, 160.0]
    paper.grid(xs, ys)
    for y, row in zip(ys, rows, strict=False):
        for x, cell in zip(xs, row, strict=False):
            paper.put(x + 8, y + 7, cell, 12)
    document = read_bytes(paper.bytes(), "bảng.png")
    assert grids(document) == [rows]
    assert texts(document) == ["Danh mục nhiệm vụ của kế hoạch:"]
    assert document.tables[0].confidence < 1


@needs_tesseract
def test_only_the_scanned_pages_of_a_file_are_read_by_ocr() -> None:
    sheet = Sheet()
    sheet.text("Trang này có lớp chữ đúng và được giữ nguyên từng chữ, kể cả ký hiệu 12a/QĐ-XYZ.")
    sheet.page()
    sheet.picture(_letter().image)
    sheet.stamp(400, 820, "777")
    document = read(sheet.bytes())
    assert texts(document)[0].endswith("12a/QĐ-XYZ.")
    assert " ".join(BODY) in texts(document)
    assert [p.page for p in document.paragraphs if p.text == "KẾ HOẠCH"] == [2]
    assert document.text.count("777") == 1
    assert document.ocr


@needs_tesseract
def test_layer_of_a_wrong_language_is_replaced() -> None:
    sheet = Sheet()
    paper = _letter(842)
    for row in range(9):
        paper.put(85, 170 + 20 * row, BODY[row % 3])
    sheet.picture(paper.image)
    bare = "Uy ban nhan dan tinh giao So Xay dvng chit tri ra soat hien trang cac tram quan trac nuoc sach "
    hidden = sheet.canvas.beginText(85, 400)
    hidden.setTextRenderMode(3)
    hidden.setFont("Helvetica", 5)
    for _ in range(4):
        hidden.textLine(bare)
    sheet.canvas.drawText(hidden)
    document = read(sheet.bytes())
    assert "giao Sở Xây dựng chủ trì" in document.text
    assert "Xay dvng" not in document.text


@needs_tesseract
def test_blank_scan_gives_no_letters() -> None:
    rng = np.random.default_rng(1)
    noise = (255 - rng.integers(0, 12, (900, 600))).astype(np.uint8)
    sheet = Sheet()
    sheet.picture(Image.fromarray(noise))
    document = read(sheet.bytes())
    assert document.text == ""
    assert "no-text" in [note.code for note in document.diagnostics]


def test_picture_without_ocr_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_engine, "is_available", lambda: False)
    with pytest.raises(MissingTool, match="tesseract-ocr-vie"):
        read_bytes(Paper().bytes(), "ảnh.png")


@needs_tesseract
def test_huge_and_broken_pictures_are_refused() -> None:
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    start = struct.pack(">I", 1_000) + b"IDAT" + zlib.compress(b"")
    with pytest.raises(FileTooLarge, match=r"lớn\.png"):
        read_bytes(b"\x89PNG\r\n\x1a\n" + chunk + start, "lớn.png")
    whole = _letter().bytes()
    with pytest.raises(UnreadableFile):
        read_bytes(whole[: len(whole) // 2], "hỏng.png")


def test_huge_picture_inside_a_pdf_is_not_painted() -> None:
    picture = (
        "<< /Type /XObject /Subtype /Image /Width 30000 /Height 30000 /BitsPerComponent 8 "
        "/ColorSpace /DeviceRGB /Length 4 >>\nstream\n0123\nendstream"
    )
    content = "q 595 0 0 842 0 0 cm /I Do Q"
    data = raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /XObject << /I 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        picture,
    )
    with pytest.raises((FileTooLarge, MissingTool)):
        read(data)


def test_tilt_is_measured() -> None:
    paper = _letter()
    for degrees in (-3.0, 0.0, 1.5):
        turned = np.array(paper.image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255))
        assert tilt_of(ink_of(turned)) == pytest.approx(degrees, abs=0.15)


def test_ruling_lines_are_found_and_letters_are_not() -> None:
    paper = _letter()
    across, down = strokes_of(ink_of(np.array(paper.image)), DPI)
    assert not across
    assert not down
    paper.grid([85, 300, 500], [220, 250, 280])
    across, down = strokes_of(ink_of(np.array(paper.image)), DPI)
    assert len(across) == 3
    assert len(down) == 3


def test_stamp_in_the_margin_of_a_scan_does_not_break_the_text() -> None:
    """As stamps over the edges of the sheets do: letters right of the text, on some of its lines."""

    def line(x: float, y: float, text: str, width: float) -> Line:
        words = text.split()
        step = width / len(words)
        boxes = [(x + step * i, x + step * (i + 0.9)) for i in range(len(words))]
        return Line([Word(w, a, b, y - 10, y, y, 10.0) for w, (a, b) in zip(words, boxes, strict=True)], 1)

    rows = [
        "Sở Nội vụ chủ trì rà soát và",
        "tổng hợp kết quả thực hiện của",
        "các cơ quan, đơn vị và báo cáo",
    ] * 3
    lines = [line(80, 100 + 16 * i, text, 440) for i, text in enumerate(rows)]
    lines += [line(540, 132, "SỞ NỘI", 40), line(545, 164, "TỈNH", 30), line(545, 180, "AN PHÚ", 30)]
    builder = DocumentBuilder("quét.pdf", "0", "application/pdf")
    compose([Page(1, 595.0, 842.0, lines, ocr=True)], builder)
    assert [p.text for p in builder.build().paragraphs] == [" ".join(rows), "SỞ NỘI", "TỈNH", "AN PHÚ"]
