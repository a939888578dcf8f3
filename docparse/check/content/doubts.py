"""What a person must look at: powers of the centre in the plan of a province, facts of another time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.check.content.subject import CONTENT, Examined
from docparse.check.findings import Finding
from docparse.draft.doubts import DoubtRule, doubt_rules, lapsed_aims, past_periods
from docparse.draft.sources import level_of

_SIGN = re.compile(r"\s*(?:[-–+•*]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]{1,2}\)|[IVXL]+\.)\s*")


@CONTENT.check("ND304", "Việc thuộc thẩm quyền của Bộ, trung ương", "warning")
def powers_of_the_centre(examined: Examined) -> Iterator[Finding]:
    """Acts of the centre to be amended, systems of the Ministry, bodies that no province directs."""
    issuer = examined.plan.metadata.issuer
    if issuer is None or level_of(issuer) == "ministry":
        return
    yield from _found(examined, "ND304", "authority", "Có thể thuộc thẩm quyền của Bộ, trung ương: xem lại")


@CONTENT.check("ND305", "Bối cảnh, giai đoạn đã qua", "info")
def another_time(examined: Examined) -> Iterator[Finding]:
    """Words of the time of COVID-19; periods in quoted names, and legal grounds, that were over by then."""
    yield from _found(examined, "ND305", "stale", "Bối cảnh của thời kỳ trước: xem lại")
    if examined.day is None:
        return
    spans = [
        (at + a, at + b) for at, line in _body_lines(examined) for a, b in past_periods(line, examined.day)
    ]
    yield from _told(examined, "ND305", "Giai đoạn của chương trình, đề án được dẫn đã qua: xem lại", spans)
    grounds = [
        (at + a, at + b) for at, line in examined.basis_lines for a, b in lapsed_aims(line, examined.day)
    ]
    yield from _told(examined, "ND305", "Căn cứ vào văn bản đã hết giai đoạn, mục tiêu: xem lại", grounds)


def _found(examined: Examined, code: str, kind: str, message: str) -> Iterator[Finding]:
    spans = sorted(
        (at + a, at + b)
        for rule in doubt_rules()
        if rule.kind == kind and rule.severity is not None and _holds(rule, examined)
        for at, line in _body_lines(examined)
        for a, b in rule.spans(line)
    )
    yield from _told(examined, code, message, spans)


def _told(examined: Examined, code: str, message: str, spans: list[tuple[int, int]]) -> Iterator[Finding]:
    if spans:
        words = ", ".join(dict.fromkeys(f"“{examined.plan.text[a:b]}”" for a, b in spans))
        yield examined.finding(code, f"{message}: {words}", spans)


def _holds(rule: DoubtRule, examined: Examined) -> bool:
    return examined.day is not None and rule.since <= examined.day


def _body_lines(examined: Examined) -> Iterator[tuple[int, str]]:
    """(offset, text) of the lines from the first numbered unit on, without their numbers and bullets."""
    at = min((n.start for n in examined.plan.outline), default=0)
    for line in examined.plan.text[at:].split("\n"):
        sign = _SIGN.match(line)
        begin = sign.end() if sign else 0
        yield at + begin, line[begin:]
        at += len(line) + 1
