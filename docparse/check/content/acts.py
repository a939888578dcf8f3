"""Legal acts: two dates for one, acts that ended, malformed numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator

from docparse.check.content.subject import CONTENT, Examined
from docparse.check.findings import Finding
from docparse.draft.knowledge import find_act
from docparse.draft.mandates import ended_mandates, why_over
from docparse.draft.succession import Succession
from docparse.model import Citation
from docparse.text import calendar_day, fold

_DATED = re.compile(
    r"(?<![\w/])(\d[\w.]*(?:/\d{4})?[-/][a-zđ][\w&]*(?:[-/][\w&]+)*),? (?:ban hành )?(?:ngày )?"
    r"(\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})"
)
_SIGNS = re.compile(r"[\s.:]+")
_LAWS = ("luật", "bộ luật", "hiến pháp", "pháp lệnh")


@CONTENT.check("ND401", "Một văn bản dẫn với hai ngày", "error")
def two_dates(examined: Examined) -> Iterator[Finding]:
    """A number that is cited with different dates of one year or of neighbouring years.

    The same number of another year may be another act (131/QĐ-TTg of 2022 and of 2026): it is
    reported only where the dates differ in one part, as a slip of the pen does.
    """
    dates: dict[str, dict[dt.date, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for match in _DATED.finditer(fold(examined.plan.text)):
        day = calendar_day(int(match[4]), int(match[3]), int(match[2]))
        if day is not None:
            dates[match[1]][day].append(match.span())
    for number, days in dates.items():
        slips = [d for d in days if any(_slip(d, other) for other in days if other != d)]
        if len(slips) > 1:
            spans = sorted(span for d in slips for span in days[d])
            shown = examined.plan.text[spans[0][0] :][: len(number)]
            told = ", ".join(f"{d:%d/%m/%Y}" for d in sorted(slips))
            yield examined.finding(
                "ND401", f"Văn bản số {shown} được dẫn với các ngày khác nhau: {told}", spans, measured=told
            )


@CONTENT.check("ND402", "Dẫn văn bản hết hiệu lực", "warning")
def ended_acts(examined: Examined) -> Iterator[Finding]:
    """An act of the table of acts that no longer holds on the day of issue, or one on a body that is gone."""
    if examined.day is None:
        return
    yield from _mandates(examined, examined.day)
    for citation in examined.plan.citations:
        day = dt.date.fromisoformat(citation.issued_on) if citation.issued_on else None
        act = find_act(citation.number, day)
        if act is None or not act.over(examined.day) or not (act.verified or act.successors):
            continue  # a hint of the table is no ground for a finding
        successors = [new.cited() for number in act.successors if (new := find_act(number))]
        instead = f"; nay là {', '.join(successors)}" if successors else ""
        doubt = "" if act.verified else " (cần kiểm tra)"
        yield examined.finding(
            "ND402",
            f"{act.type} số {act.number}{instead}. {act.basis}{doubt}",
            [(citation.start, citation.end)],
            severity="warning" if act.treat == "replace" else "info",
            required="; ".join(successors) or None,
        )


def _mandates(examined: Examined, day: dt.date) -> Iterator[Finding]:
    """Legal grounds on the work of a body that is gone."""
    succession = Succession(day, ["agency"])
    for at, line in examined.basis_lines:
        for body, start, end in ended_mandates(line, succession):
            cited = [c for c in examined.plan.citations if at <= c.start < at + start]
            if cited and find_act(cited[-1].number) is None:
                yield examined.finding(
                    "ND402",
                    f"{examined.plan.passage(cited[-1])}: {why_over(body)}",
                    [(cited[-1].start, at + end)],
                    measured=body.name,
                    required=body.successor,
                )


@CONTENT.check("ND403", "Số, ký hiệu văn bản viết sai", "warning", fragile=True)
def malformed_numbers(examined: Examined) -> Iterator[Finding]:
    """A number that is printed otherwise than its normal form: spaces, a hyphen too many or too few."""
    for citation in examined.plan.citations:
        printed = _printed_number(examined, citation)
        if printed is not None and printed != citation.number:
            yield examined.finding(
                "ND403",
                f"Số, ký hiệu “{printed}” không đúng dạng",
                [(citation.start, citation.end)],
                measured=printed,
                required=citation.number,
            )


def _printed_number(examined: Examined, citation: Citation) -> str | None:
    """The number as printed; null for a law cited by name."""
    if not citation.number[:1].isdigit() or fold(citation.doc_type or "") in _LAWS:
        return None
    passage = examined.plan.passage(citation)
    match = re.search(r"\d[^\d]*?.*$", passage.replace("–", "-").replace("\n", " "))
    if match is None:
        return None
    text = match.group().strip(" .,;:")
    if fold(_SIGNS.sub("", text)) == fold(_SIGNS.sub("", citation.number)):
        return text if " " in text else citation.number
    return text if _letters(text) == _letters(citation.number) else None


def _letters(number: str) -> str:
    return re.sub(r"[\W_]", "", fold(number))


def _slip(a: dt.date, b: dt.date) -> bool:
    """Whether two dates differ in one of day, month and year only."""
    return sum((a.day != b.day, a.month != b.month, a.year != b.year)) == 1
