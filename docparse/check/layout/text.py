"""The body and the annexes: sizes, indents, spacing, headings (Phụ lục I, mục II.6 và III)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docparse.check.findings import Finding
from docparse.check.layout.components import LAYOUT, TEXT_SIZES, Laid, heading_kind, together
from docparse.check.layout.measured import ROUNDING, Paragraph
from docparse.check.telling import alignment, number
from docparse.text import fold

_INDENTS = (1.0, 1.27)
_INDENT_SLACK = 0.06  # cm
_LONG = 60  # characters: only running text shows indent and justification
_LEAST_GAP = 6.0  # pt
_LINES = (1.0, 1.5)
_LONGEST_HEADING = 200  # characters


@LAYOUT.check("TT301", "Cỡ chữ nội dung", "warning")
def body_size(laid: Laid) -> Iterator[Finding]:
    """13–14 pt."""
    wrong = [p for p in laid.running if not p.is_sized(*TEXT_SIZES)]
    yield from together(laid, "TT301", "Cỡ chữ nội dung", wrong, lambda p: number(p.size), "13–14")


@LAYOUT.check("TT302", "Lùi đầu dòng", "warning")
def first_line(laid: Laid) -> Iterator[Finding]:
    """1 cm or 1,27 cm."""
    wrong = [p for p in _long(laid) if not _indented(p)]
    yield from together(
        laid, "TT302", "Lùi đầu dòng", wrong, lambda p: f"{number(p.first_line)} cm", "1 cm hoặc 1,27 cm"
    )


@LAYOUT.check("TT303", "Khoảng cách giữa các đoạn", "warning")
def gaps(laid: Laid) -> Iterator[Finding]:
    """At least 6 pt between paragraphs."""
    wrong = [
        below for above, below in zip(laid.running, laid.running[1:], strict=False)
        if below.index == above.index + 1 and above.after + below.before < _LEAST_GAP - ROUNDING
    ]  # fmt: skip
    yield from together(
        laid,
        "TT303",
        "Khoảng cách giữa các đoạn",
        wrong,
        lambda p: f"{number(p.before)} pt trước đoạn",
        "tối thiểu 6 pt",
    )


@LAYOUT.check("TT304", "Khoảng cách giữa các dòng", "warning")
def lines(laid: Laid) -> Iterator[Finding]:
    """Single to 1,5 lines."""
    wrong = [
        p
        for p in laid.running
        if p.line is not None and not _LINES[0] - ROUNDING <= p.line <= _LINES[1] + ROUNDING
    ]
    yield from together(
        laid, "TT304", "Khoảng cách dòng", wrong, lambda p: f"{number(p.line or 0)} dòng", "1–1,5 dòng"
    )


@LAYOUT.check("TT305", "Canh đều hai lề", "warning")
def justified(laid: Laid) -> Iterator[Finding]:
    """Body text is set to both margins."""
    wrong = [p for p in _long(laid) if p.align not in ("both", "distribute")]
    yield from together(
        laid, "TT305", "Canh lề nội dung", wrong, lambda p: alignment(p.align), "canh đều hai lề"
    )


@LAYOUT.check("TT306", "Tiêu đề mục", "warning")
def headings(laid: Laid) -> Iterator[Finding]:
    """``I. TITLE`` in bold capitals; body text is neither."""
    wrong = [
        p
        for p in laid.body
        if heading_kind(p) == "roman"
        and len(p.text) < _LONGEST_HEADING
        and not (p.capital and p.share("bold") > 0.5)
    ]
    yield from together(laid, "TT306", "Tiêu đề mục (số La Mã)", wrong, _weight, "chữ in hoa, đậm")


@LAYOUT.check("TT307", "Dấu kết thúc văn bản", "info")
def end_mark(laid: Laid) -> Iterator[Finding]:
    """The text closes with ``./.``, and nothing behind it."""
    if laid.body and not laid.body[-1].text.rstrip().endswith("./."):
        last = laid.body[-1]
        yield laid.finding("TT307", "Dấu kết thúc", last, measured=last.text[-10:], required="./.")


@LAYOUT.check("TT501", "Phụ lục", "warning")
def appendix(laid: Laid) -> Iterator[Finding]:
    """``Phụ lục`` 14 pt bold centred; its title in bold capitals; ``(Kèm theo …)`` in italics."""
    for paragraph in laid.appendices:
        if not paragraph.is_sized(14) or paragraph.share("bold") < 0.5 or paragraph.align != "center":
            yield laid.finding(
                "TT501", "Chữ “Phụ lục”", paragraph,
                measured=f"cỡ {number(paragraph.size)}, {_weight(paragraph)}, {alignment(paragraph.align)}",
                required="cỡ 14, đậm, canh giữa",
            )  # fmt: skip
        below = [p for p in laid.file.after(paragraph) if p.text][:4]
        yield from _appendix_title(laid, below)
        enclosed = next((p for p in below if p.text.startswith("(")), None)
        if enclosed is not None and enclosed.share("italic") < 0.5:
            yield laid.finding("TT501", "Dòng “Kèm theo”", enclosed, measured="đứng", required="nghiêng")


@LAYOUT.check("TT502", "Dẫn đến phụ lục", "warning")
def referred(laid: Laid) -> Iterator[Finding]:
    """The text points to its annexes; two or more have Roman numbers."""
    if laid.appendices and not any("phụ lục" in fold(p.text) for p in laid.body):
        yield laid.finding(
            "TT502",
            "Lời dẫn đến phụ lục",
            laid.appendices[0],
            measured="không có",
            required="có trong nội dung",
        )
    if len(laid.appendices) > 1:
        for paragraph in laid.appendices:
            if not re.search(r" [IVXL]+$", paragraph.text):
                yield laid.finding(
                    "TT502", "Số phụ lục", paragraph, measured=paragraph.text, required="Phụ lục I, II, …"
                )


def _appendix_title(laid: Laid, below: Sequence[Paragraph]) -> Iterator[Finding]:
    title = next((p for p in below if not p.text.startswith("(") and p.cell is None), None)
    if title is None:
        return
    if not (title.capital and title.share("bold") > 0.5 and title.is_sized(*TEXT_SIZES)):
        yield laid.finding(
            "TT501",
            "Tên phụ lục",
            title,
            measured=f"cỡ {number(title.size)}, {_weight(title)}",
            required="cỡ 13–14, chữ in hoa, đậm",
        )


def _indented(paragraph: Paragraph) -> bool:
    """A first line drawn in by the right measure, by itself or together with the whole paragraph."""
    measures = (paragraph.first_line, paragraph.first_line + paragraph.left)
    return any(abs(m - wanted) <= _INDENT_SLACK for m in measures for wanted in _INDENTS)


def _long(laid: Laid) -> list[Paragraph]:
    return [p for p in laid.running if len(p.text) >= _LONG]


def _weight(paragraph: Paragraph) -> str:
    case = "in hoa" if paragraph.capital else "in thường"
    return f"{case}, {'đậm' if paragraph.share('bold') > 0.5 else 'không đậm'}"
