"""Letterhead, title and signature: size, weight, capitals, rule lines (Phụ lục I, mục V)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docparse.check.findings import Finding
from docparse.check.layout.components import LAYOUT, TEXT_SIZES, Laid, together
from docparse.check.layout.measured import Paragraph, Rule
from docparse.check.telling import alignment, clipped, number
from docparse.draft.knowledge import month_of_date
from docparse.draft.succession import goes_with_kind
from docparse.draft.word.measure import longest_line
from docparse.text import fold

#: a rule line "1/3 to 1/2 of the text", with what estimating widths may cost
_PART = (0.28, 0.58)
_WHOLE = (0.8, 1.2)
_NEAR = 2  # paragraphs below that may hold the line
_MM_PER_PT = 25.4 / 72
_BARE = re.compile(r"ngày\s*tháng|ngày\s*[….]+")
_DAY = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm \d{4}")
_NUMBER_FORM = re.compile(r"^Số: (?:\d+[a-z]?|\s*)/[A-ZĐƯ][A-ZĐƯƠa-zđ]*(?:-[A-ZĐƯ][A-ZĐƯƠa-zđ\d&]*)+$")


@dataclass(frozen=True, slots=True)
class _Look:
    """What the decree wants of one component."""

    code: str
    part: str
    name: str
    sizes: tuple[float, float]
    bold: bool
    italic: bool = False
    capital: bool | None = None
    centered: bool = True


_LOOKS = (
    _Look("TT201", "nation", "Quốc hiệu", (12, 13), bold=True, capital=True),
    _Look("TT202", "motto", "Tiêu ngữ", (13, 14), bold=True, capital=False),
    _Look("TT203", "parent", "Tên cơ quan chủ quản", (12, 13), bold=False, capital=True),
    _Look("TT204", "issuer", "Tên cơ quan ban hành", (12, 13), bold=True, capital=True),
    _Look("TT205", "number", "Số, ký hiệu", (13, 13), bold=False),
    _Look("TT206", "date", "Địa danh, ngày tháng", (13, 14), bold=False, italic=True),
    _Look("TT207", "title", "Tên loại văn bản", (13, 14), bold=True, capital=True),
    _Look("TT208", "subject", "Trích yếu", (13, 14), bold=True),
    _Look("TT401", "authority", "Quyền hạn, chức vụ người ký", (13, 14), bold=True, capital=True),
    _Look("TT402", "signer", "Họ tên người ký", (13, 14), bold=True, capital=False),
)
_MISSING = ("nation", "motto", "number", "date", "title", "subject", "authority")


def _register(look: _Look) -> None:
    @LAYOUT.check(look.code, look.name, "warning")
    def component(laid: Laid) -> Iterator[Finding]:
        paragraph = laid.heads.get(look.part)
        if paragraph is None:
            if look.part in _MISSING:
                yield laid.finding(look.code, look.name, measured="không thấy", required="có")
            return
        yield from _looks(laid, look, paragraph)
        yield from _FURTHER.get(look.part, _nothing)(laid, paragraph)


def _looks(laid: Laid, look: _Look, paragraph: Paragraph) -> Iterator[Finding]:
    least, most = look.sizes
    shown = f"{look.name} “{clipped(paragraph.text, 40)}”"
    if not least <= paragraph.size <= most:
        wanted = number(least) if least == most else f"{number(least)}–{number(most)}"
        yield laid.finding(
            look.code, f"{shown}, cỡ chữ", paragraph, measured=number(paragraph.size), required=wanted
        )
    if (paragraph.share("bold") > 0.5) != look.bold:
        yield laid.finding(
            look.code, f"{shown}, nét chữ", paragraph,
            measured="không đậm" if look.bold else "đậm", required="đậm" if look.bold else "không đậm",
        )  # fmt: skip
    if (paragraph.share("italic") > 0.5) != look.italic:
        yield laid.finding(
            look.code, f"{shown}, kiểu chữ", paragraph,
            measured="đứng" if look.italic else "nghiêng", required="nghiêng" if look.italic else "đứng",
        )  # fmt: skip
    mixed = look.part == "title" and laid.heads.get("subject") is paragraph
    if look.capital is not None and not mixed and paragraph.capital != look.capital:
        cases = ("in thường", "in hoa") if look.capital else ("in hoa", "in thường")
        yield laid.finding(look.code, f"{shown}, loại chữ", paragraph, measured=cases[0], required=cases[1])
    if look.centered and paragraph.align != "center":
        yield laid.finding(
            look.code,
            f"{shown}, vị trí",
            paragraph,
            measured=alignment(paragraph.align),
            required="canh giữa",
        )


# ---- rule lines and wording -----------------------------------------------------------------


def _rule_below(
    laid: Laid, lines: Sequence[Paragraph], share: tuple[float, float], code: str, wanted: str
) -> Iterator[Finding]:
    """The line under ``lines`` (a text that wraps by hand): its length against the widest of them."""
    last = lines[-1]
    rule, holder = _find_rule(laid, last)
    if rule is None or holder is None:
        if last.share("underline") < 0.5:
            yield laid.finding(
                code, f"Đường kẻ dưới “{clipped(last.text, 40)}”", last, measured="không có", required=wanted
            )
        return
    available = holder.width or _page_width(laid, holder)
    length = available - rule.inset if rule.inset is not None else rule.length
    if length <= 0:
        return  # drawn in a way that does not tell its length
    widths = [longest_line(p.text, p.size, available, bold=p.share("bold") > 0.5) for p in lines]
    if not any(share[0] <= length / width <= share[1] for width in widths if width):
        measured = f"{number(length / max(widths))} dòng chữ"
        yield laid.finding(
            code, f"Độ dài đường kẻ dưới “{clipped(last.text, 40)}”", last, measured=measured, required=wanted
        )


def _find_rule(laid: Laid, paragraph: Paragraph) -> tuple[Rule | None, Paragraph | None]:
    """The line in the paragraph itself or near below it: Word anchors drawn lines where it likes."""
    for other in (paragraph, *laid.file.after(paragraph)[:_NEAR]):
        if other.rule is not None:
            return other.rule, other
    return None, None


def _motto(laid: Laid, paragraph: Paragraph) -> Iterator[Finding]:
    if " - " not in paragraph.text:
        yield laid.finding(
            "TT202", "Tiêu ngữ", paragraph, measured=paragraph.text, required="gạch nối có cách chữ"
        )
    yield from _rule_below(laid, [paragraph], _WHOLE, "TT202", "dài bằng dòng chữ")


def _issuer(laid: Laid, _paragraph: Paragraph) -> Iterator[Finding]:
    yield from _rule_below(laid, laid.issuer_lines, _PART, "TT204", "từ 1/3 đến 1/2 dòng chữ")


def _subject(laid: Laid, _paragraph: Paragraph) -> Iterator[Finding]:
    yield from _rule_below(laid, laid.subject_lines, _PART, "TT208", "từ 1/3 đến 1/2 dòng chữ")


def _number(laid: Laid, paragraph: Paragraph) -> Iterator[Finding]:
    if not _NUMBER_FORM.match(paragraph.text.replace("Số: /", "Số:  /")) and not _NUMBER_FORM.match(
        paragraph.text
    ):
        yield laid.finding(
            "TT205", "Cách ghi số, ký hiệu", paragraph, measured=paragraph.text,
            required="Số: 15/KH-UBND (dấu hai chấm sau Số, gạch chéo trước ký hiệu, gạch nối không cách chữ)",
        )  # fmt: skip
        return
    digits = re.search(r"\d+", paragraph.text)
    if digits and len(digits.group()) == 1:
        yield laid.finding(
            "TT205", "Số văn bản", paragraph, measured=digits.group(), required=f"0{digits.group()}"
        )


def _date(laid: Laid, paragraph: Paragraph) -> Iterator[Finding]:
    if "," not in paragraph.text.split("ngày")[0]:
        yield laid.finding("TT206", "Dấu phẩy sau địa danh", paragraph, measured="không có", required="có")
    place = paragraph.text.split(",")[0].strip()
    if goes_with_kind(place):
        yield laid.finding(
            "TT206",
            "Địa danh",
            paragraph,
            measured=place,
            required=f"tên đầy đủ (Thành phố, Phường … {place})",
        )
    match = _DAY.search(paragraph.text)
    if match is None or _BARE.search(paragraph.text):
        return
    day, month = match[1], match[2]
    if len(day) == 1:
        yield laid.finding("TT206", "Ngày", paragraph, measured=day, required=f"0{day}")
    wanted = month_of_date(int(month))
    if month != wanted:
        yield laid.finding("TT206", "Tháng", paragraph, measured=month, required=wanted)


def _nothing(_laid: Laid, _paragraph: Paragraph) -> Iterator[Finding]:
    return iter(())


def _page_width(laid: Laid, paragraph: Paragraph) -> float:
    sections = laid.file.sections
    section = sections[min(paragraph.section, len(sections) - 1)]
    return (section.width - section.left - section.right) / _MM_PER_PT


_FURTHER = {"motto": _motto, "issuer": _issuer, "subject": _subject, "number": _number, "date": _date}
for _look in _LOOKS:
    _register(_look)


@LAYOUT.check("TT209", "Căn cứ ban hành", "warning")
def basis(laid: Laid) -> Iterator[Finding]:
    """Italic, 13–14 pt, one act a line, closed by ``;`` and the last by a full stop."""
    lines = laid.basis
    if len(lines) < 2:
        return  # a single `Căn cứ …` may open a sentence of the text
    upright = [p for p in lines if p.share("italic") < 0.5]
    yield from together(laid, "TT209", "Kiểu chữ căn cứ", upright, lambda _p: "đứng", "nghiêng")
    sized = [p for p in lines if not p.is_sized(*TEXT_SIZES)]
    yield from together(laid, "TT209", "Cỡ chữ căn cứ", sized, lambda p: number(p.size), "13–14")
    open_ended = [p for p in lines[:-1] if not p.text.endswith(";")]
    yield from together(laid, "TT209", "Dấu cuối căn cứ", open_ended, lambda p: p.text[-1:], ";")
    # `Theo đề nghị …` or the like may go on with the block
    if _opens_plan(laid, lines[-1]) and not lines[-1].text.endswith("."):
        yield from together(
            laid, "TT209", "Dấu cuối căn cứ cuối cùng", lines[-1:], lambda p: p.text[-1:], "."
        )


def _opens_plan(laid: Laid, basis: Paragraph) -> bool:
    """Whether the paragraph behind the căn cứ promulgates the plan."""
    behind = next((p for p in laid.body if p.index > basis.index), None)
    return (
        behind is not None
        and re.match(r"(?:ủy ban nhân dân|ubnd|bộ|sở|trường|phòng) ", fold(behind.text)) is not None
    )


@LAYOUT.check("TT403", "Nơi nhận", "warning")
def recipients(laid: Laid) -> Iterator[Finding]:
    """``Nơi nhận:`` 12 pt bold italic; the lines 11 pt, ``- `` … ``;``, the last with Lưu and a full stop."""
    first = laid.heads.get("to")
    if first is None:
        yield laid.finding("TT403", "Nơi nhận", measured="không thấy", required="có")
        return
    if not first.is_sized(12):
        yield laid.finding("TT403", "Cỡ chữ “Nơi nhận”", first, measured=number(first.size), required="12")
    if first.share("bold") < 0.5 or first.share("italic") < 0.5:
        yield laid.finding(
            "TT403", "Kiểu chữ “Nơi nhận”", first, measured="không đủ đậm, nghiêng", required="đậm, nghiêng"
        )
    lines = laid.recipients
    sized = [p for p in lines if not p.is_sized(11)]
    yield from together(laid, "TT403", "Cỡ chữ nơi nhận", sized, lambda p: number(p.size), "11")
    open_ended = [p for p in lines[:-1] if not p.text.endswith((";", ":"))]
    yield from together(laid, "TT403", "Dấu cuối dòng nơi nhận", open_ended, lambda p: p.text[-1:], ";")
    if (
        lines
        and not re.match(r"^- ?lưu\b", fold(lines[-1].text))
        and not re.match(r"^lưu\b", fold(lines[-1].text))
    ):
        yield laid.finding(
            "TT403",
            "Dòng cuối nơi nhận",
            lines[-1],
            measured=clipped(lines[-1].text, 40),
            required="- Lưu: VT, …",
        )
