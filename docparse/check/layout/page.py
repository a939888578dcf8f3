"""The page: paper, margins, typeface, colour, page numbers (Phụ lục I, Phần I, mục I)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from docparse.check import telling
from docparse.check.findings import Finding
from docparse.check.layout.components import LAYOUT, TEXT_SIZES, Laid
from docparse.check.telling import clipped

A4 = (210.0, 297.0)
FONT = "Times New Roman"
#: millimetres that Word's rounding may cost
TOLERANCE = 0.6
_MARGINS = (
    ("lề trên", "top", 20, 25),
    ("lề dưới", "bottom", 20, 25),
    ("lề trái", "left", 30, 35),
    ("lề phải", "right", 15, 20),
)
_BLACK = "000000"
_LEAST_SHARE = 0.01  # of the letters; a stray space in another font is no defect


@LAYOUT.check("TT101", "Khổ giấy A4", "error")
def paper(laid: Laid) -> Iterator[Finding]:
    """Every section is A4, upright or crosswise."""
    for number, section in enumerate(laid.file.sections, start=1):
        sides = sorted((section.width, section.height))
        if any(abs(a - b) > 2 for a, b in zip(sides, A4, strict=True)):
            yield laid.finding(
                "TT101",
                f"Khổ giấy (phần {number})",
                measured=f"{section.width:.0f} × {section.height:.0f} mm",
                required="210 × 297 mm",
            )


@LAYOUT.check("TT102", "Lề trang", "warning")
def margins(laid: Laid) -> Iterator[Finding]:
    """Top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm."""
    for number, section in enumerate(laid.file.sections, start=1):
        for name, side, least, most in _MARGINS:
            value = getattr(section, side)
            if not least - TOLERANCE <= value <= most + TOLERANCE:
                yield laid.finding(
                    "TT102",
                    f"{name.capitalize()} (phần {number})",
                    measured=f"{telling.number(value, 1)} mm",
                    required=f"{least}–{most} mm",
                )


@LAYOUT.check("TT103", "Hướng giấy", "warning")
def orientation(laid: Laid) -> Iterator[Finding]:
    """Crosswise only where there are tables."""
    for number, section in enumerate(laid.file.sections):
        tables = any(p.table is not None for p in laid.file.paragraphs if p.section == number)
        if section.landscape and not tables:
            yield laid.finding(
                "TT103",
                f"Hướng giấy (phần {number + 1})",
                measured="ngang",
                required="dọc, chỉ ngang khi có bảng",
            )


@LAYOUT.check("TT104", "Phông chữ Times New Roman", "error")
def typeface(laid: Laid) -> Iterator[Finding]:
    """All text is set in Times New Roman."""
    letters: Counter[str] = Counter()
    for paragraph in laid.file.written:
        for run in paragraph.runs:
            letters[run.font or "(không rõ)"] += len(run.text.strip())
    others = {font: count for font, count in letters.items() if font != FONT and count}
    total = sum(letters.values())
    if total and sum(others.values()) / total > _LEAST_SHARE:
        shown = ", ".join(f"{font} ({count / total:.0%})" for font, count in sorted(others.items()))
        yield laid.finding("TT104", "Phông chữ", measured=shown, required=FONT)


@LAYOUT.check("TT105", "Chữ màu đen", "warning")
def color(laid: Laid) -> Iterator[Finding]:
    """Black letters."""
    for paragraph in laid.file.written:
        colors = {r.color for r in paragraph.runs if r.color and r.color != _BLACK and r.text.strip()}
        if colors:
            yield laid.finding(
                "TT105",
                f"Màu chữ của “{clipped(paragraph.text, 50)}”",
                paragraph,
                measured="màu " + ", ".join(sorted({telling.color(value) for value in colors})),
                required="màu đen",
            )


@LAYOUT.check("TT106", "Số trang", "warning")
def page_numbers(laid: Laid) -> Iterator[Finding]:
    """Arabic numbers centred at the top, 13–14 pt upright, none on the first page."""
    if not laid.file.sections:
        return
    first = laid.file.sections[0]
    if not first.header_number:
        place = "ở chân trang" if first.footer_number else "không có"
        yield laid.finding("TT106", "Số trang", measured=place, required="ở giữa lề trên, từ trang 2")
        return
    number = next((p for p in first.header if p.runs), None)
    if number is not None and number.align != "center":
        yield laid.finding(
            "TT106", "Vị trí số trang", measured=telling.alignment(number.align), required="canh giữa"
        )
    if number is not None and not number.is_sized(*TEXT_SIZES):
        yield laid.finding("TT106", "Cỡ chữ số trang", measured=telling.number(number.size), required="13–14")
    if number is not None and number.share("italic") > 0:
        yield laid.finding("TT106", "Kiểu chữ số trang", measured="nghiêng", required="đứng")
    if not first.title_page or first.first_number:
        yield laid.finding(
            "TT106", "Trang thứ nhất", measured="hiển thị số trang", required="không hiển thị số trang"
        )
    if first.number_format != "decimal":
        yield laid.finding(
            "TT106",
            "Kiểu số trang",
            measured=telling.number_format(first.number_format),
            required="chữ số Ả Rập",
        )


@LAYOUT.check("TT107", "Số trang của phụ lục", "info")
def appendix_numbers(laid: Laid) -> Iterator[Finding]:
    """Each annex begins at page 1."""
    for paragraph in laid.appendices:
        section = (
            laid.file.sections[paragraph.section] if paragraph.section < len(laid.file.sections) else None
        )
        if section is not None and paragraph.section > 0 and section.start != 1:
            yield laid.finding(
                "TT107",
                "Số trang của phụ lục",
                paragraph,
                measured="đánh tiếp",
                required="đánh riêng từ 1 cho từng phụ lục",
            )
