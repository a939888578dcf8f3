"""Agencies that do not exist on the day of issue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.check.content.subject import CONTENT, Examined
from docparse.check.findings import Finding
from docparse.draft.knowledge import WordRule, table, word_rules
from docparse.draft.succession import Succession
from docparse.gazetteer import provinces
from docparse.successors import AgencyEnd
from docparse.text import fold

_PAST = re.compile(r"trước đây|nguyên là|tiền thân|\bcũ\b|trước khi sáp nhập|đã sáp nhập")
_AROUND = 40


@CONTENT.check("ND301", "Cơ quan không còn tồn tại", "error")
def ended_agencies(examined: Examined) -> Iterator[Finding]:
    """An agency that ended before the day of issue, once an agency with all its places."""
    if examined.day is None:
        return
    succession = Succession(examined.day, ["agency"])
    found: dict[str, tuple[AgencyEnd, list[tuple[int, int]]]] = {}
    for row, start, end in succession.ended_mentions(examined.plan.text):
        others = examined.quoted(start, end) or examined.in_title(start)
        if not others and not _history(examined.plan.text, start, end):
            found.setdefault(row.id, (row, []))[1].append((start, end))
    for row, spans in found.values():
        doubt = "" if row.verified else " (cần kiểm tra)"
        yield examined.finding(
            "ND301",
            f"{row.name} không còn từ sau ngày {row.ended:%d/%m/%Y}; nay là {row.successor}{doubt}. "
            f"Căn cứ: {row.basis}",
            spans,
            measured=row.name,
            required=row.successor,
        )


@CONTENT.check("ND302", "Cấp huyện sau ngày 01/7/2025", "error")
def district_level(examined: Examined) -> Iterator[Finding]:
    """Words of the district level in a plan of the time after it."""
    if examined.day is None or examined.day < table("levels")["since"]:
        return
    spans: dict[tuple[int, int], WordRule] = {}
    key = fold(examined.plan.text)
    for rule in word_rules("levels"):
        for match in rule.pattern.finditer(key):
            start, end = match.span()
            taken = any(a < end and start < b for a, b in spans)
            meant = rule.holds(examined.plan.text, key, start, end)
            if meant and not (
                taken or examined.quoted(start, end) or _history(examined.plan.text, start, end)
            ):
                spans[start, end] = rule
    if spans:
        ordered = sorted(spans)
        words = ", ".join(dict.fromkeys(f"“{examined.plan.text[a:b]}”" for a, b in ordered))
        basis = table("levels")["basis"]
        yield examined.finding("ND302", f"Nêu cấp huyện, thị trấn đã bỏ: {words}. Căn cứ: {basis}", ordered)


@CONTENT.check("ND303", "Tỉnh đã sáp nhập", "warning")
def merged_provinces(examined: Examined) -> Iterator[Finding]:
    """``tỉnh`` and the name of a province that is part of another on the day of issue."""
    merger = table("places")["merger"]
    if examined.day is None or examined.day < merger["since"]:
        return
    key = fold(examined.plan.text)
    for row in provinces():
        if row.successor == row.name:
            continue
        pattern = re.compile(rf"(?<!\w)(?:tỉnh|ubnd tỉnh) {re.escape(fold(row.name))}(?!\w)")
        spans = [
            m.span() for m in pattern.finditer(key)
            if not examined.quoted(*m.span()) and not _history(examined.plan.text, *m.span())
        ]  # fmt: skip
        if spans:
            yield examined.finding(
                "ND303",
                f"Tỉnh {row.name} nay thuộc {row.successor}. Căn cứ: {merger['basis']}",
                spans,
                measured=row.name,
                required=row.successor,
            )


def _history(text: str, start: int, end: int) -> bool:
    """Whether the words around, in the same line, speak of the past."""
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    return _PAST.search(fold(f"{before}|{after}")) is not None
