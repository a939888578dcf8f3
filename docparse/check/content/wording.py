"""Words: abbreviations that nobody explains, and places left open."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docparse.check.content.subject import CONTENT, Examined
from docparse.check.findings import Finding
from docparse.draft.knowledge import table
from docparse.rulebook import load_table
from docparse.text import CAPITALS, fold, is_syllable

_SHORT = re.compile(rf"(?<![\w&/-])[{CAPITALS}]{{2,8}}(?![\w&/-])")
_ROMAN = re.compile(r"[IVXLC]+")
_INTRODUCED = re.compile(
    r"\(\s*(?:(?:sau đây )?(?:gọi|viết) (?:tắt|chung)(?: là)?:? ?)?[\"“]?"
    rf"([{CAPITALS}][{CAPITALS}&-]{{1,11}})[\"”]?\s*[);,]"
)
_OPEN = re.compile(r"\[[^\[\]\n]*cần điền\]")
_DOTS = re.compile(r"(?<![.\w])\.{5,}(?!\.)|…{2,}")


@CONTENT.check("ND504", "Chữ viết tắt không được giải thích", "info", fragile=True)
def undefined_abbreviations(examined: Examined) -> Iterator[Finding]:
    """Capitals that neither the plan nor general use explains, once an abbreviation."""
    text = examined.plan.text
    known = set(load_table("abbreviations")["words"]) | set(table("abbreviations")["foreign"])
    known |= {m[1] for m in _INTRODUCED.finditer(text)}
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in _running_lines(examined):
        for match in _SHORT.finditer(text, start, end):
            short = match.group()
            word = is_syllable(fold(short)) or _ROMAN.fullmatch(short)  # `PHẦN`, `IV`: no abbreviation
            if short not in known and not word and not examined.quoted(*match.span()):
                found[short].append(match.span())
    for short, spans in found.items():
        yield examined.finding(
            "ND504", f"“{short}” được dùng {len(spans)} lần mà chưa giải thích", spans, measured=short,
            required="viết đầy đủ ở lần đầu, chữ viết tắt trong ngoặc đơn ngay sau",
        )  # fmt: skip


@CONTENT.check("ND505", "Còn chỗ cần điền", "error")
def placeholders(examined: Examined) -> Iterator[Finding]:
    """Places that a drafter still has to fill in, once a wording; dotted lines of the body in one."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in _OPEN.finditer(examined.plan.text):
        found[match.group()].append(match.span())
    for words, spans in found.items():
        times = f" ({len(spans)} chỗ)" if len(spans) > 1 else ""
        yield examined.finding("ND505", f"Còn chỗ cần điền: {words}{times}", spans, measured=words)
    dots = [
        m.span()
        for start, end in _running_lines(examined)
        for m in _DOTS.finditer(examined.plan.text, start, end)
    ]
    if dots:
        yield examined.finding(
            "ND505", f"Còn {len(dots)} chỗ để trống bằng dấu chấm", dots, severity="warning"
        )


def _running_lines(examined: Examined) -> Iterator[tuple[int, int]]:
    """Lines of the body that are not all capitals: headings and signatures explain nothing."""
    text = examined.plan.text
    first = min((n.start for n in examined.plan.outline), default=0)
    recipients = re.search(r"\nnơi nhận", fold(text)[first:])
    stop = first + recipients.start() if recipients else len(text)
    tables = [(t.start, t.end) for t in examined.plan.tables]
    for match in re.finditer(r"[^\n]+", text[:stop]):
        start, end = match.span()
        if start < first or match.group().isupper() or any(a <= start < b for a, b in tables):
            continue
        yield start, end
