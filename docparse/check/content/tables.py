"""Tables: totals that are not the sum, numbers of rows, and what contradicts the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docparse.check.content.deadlines import last_day
from docparse.check.content.subject import CONTENT, Examined
from docparse.check.findings import Finding
from docparse.check.telling import clipped
from docparse.draft.figures import printed
from docparse.draft.matching import bag, similarity
from docparse.model import Table, Task
from docparse.text import fold

#: sums may be off by this much: amounts are printed with one or two decimals
ROUNDING = 0.051
#: a task of the body and one of the appendix are the same from this likeness on
SAME_TASK = 0.85
_TOTAL = re.compile(r"^(?:tổng(?: (?:cộng|số|kinh phí|mức đầu tư|toàn .*))?|cộng) ?:?$|^tổng cộng\b")
_GROUP = re.compile(r"^(?:[IVXL]+|[A-H])\.?$")
_AMOUNT = re.compile(r"^-?\d{1,3}(?:\.\d{3})*(?:,\d+)?$|^-?\d+(?:[.,]\d+)?$")
_MONEY_TEXT = re.compile(
    r"tổng (?:kinh phí|mức|nhu cầu|dự toán)[^.;\n]{0,80}?(\d[\d.]*(?:,\d+)?) ?(tỷ|triệu)(?: đồng)?"
)
_MONEY = re.compile(r"kinh phí|tiền|vốn|ngân sách|đồng|dự toán|nguồn")
_ALL_OF_A_KIND = re.compile(r"(?:các|bộ, ngành|sở, ban, ngành) ?")
_UNITS = {"tỷ": 1.0, "triệu": 0.001}


@CONTENT.check("ND204", "Tổng trong bảng khác tổng các dòng", "error", fragile=True)
def wrong_totals(examined: Examined) -> Iterator[Finding]:
    """Group rows and grand totals against the rows below, and total columns against their parts."""
    for table in examined.plan.tables:
        if _has_details(table):
            continue
        for column, title in enumerate(table.columns):
            if _MONEY.search(fold(title)):
                yield from _down(examined, table, column)
        yield from _across(examined, table)


@CONTENT.check("ND507", "Số thứ tự trong bảng lặp lại hoặc nhảy cách", "warning", fragile=True)
def row_numbers(examined: Examined) -> Iterator[Finding]:
    """Numbers of the rows of a group: each follows the one before."""
    for table in examined.plan.tables:
        previous: tuple[int, str] | None = None
        for row in table.rows:
            index = row[0].strip().rstrip(".)") if row else ""
            if not index.isdigit():
                previous = None
                continue
            value, name = int(index), next((cell for cell in row[1:] if cell.strip()), "")
            restart = value == 1 and previous is not None and previous[0] > 1
            if (
                previous is not None
                and value != previous[0] + 1
                and not restart
                and (value, name) != previous
            ):
                what = "lặp lại" if value == previous[0] else f"nhảy cách sau {previous[0]}"
                yield examined.finding(
                    "ND507",
                    f"Bảng “{_caption(table)}”: số thứ tự {value} {what} ở dòng “{clipped(name, 60)}”",
                    [_row_span(examined, table, row)],
                    measured=str(value),
                )
            previous = (value, name)


@CONTENT.check("ND205", "Phần lời và phụ lục mâu thuẫn", "error", fragile=True)
def contradictions(examined: Examined) -> Iterator[Finding]:
    """One task with two deadlines or two leads, and a total that the text gives otherwise."""
    rows = [t for t in examined.plan.tasks if examined.in_table(t)]
    body = [(t, bag(t.text)) for t in examined.plan.tasks if not examined.in_table(t)]
    for row in rows:
        words = bag(row.text)
        twin = next((t for t, other in body if similarity(words, other) >= SAME_TASK), None)
        if twin is not None:
            yield from _conflicts(examined, twin, row)
    yield from _stated_total(examined)


def _conflicts(examined: Examined, body: Task, row: Task) -> Iterator[Finding]:
    spans, name = [(body.start, body.end), (row.start, row.end)], f"“{clipped(row.text, 70)}”"
    dates = [last_day(task) for task in (body, row)]
    if dates[0] and dates[1] and dates[0].year != dates[1].year and body.deadline and row.deadline:
        yield examined.finding(
            "ND205",
            f"Thời hạn trong lời văn là “{body.deadline.text}”, trong bảng là “{row.deadline.text}”: {name}",
            spans,
            measured=row.deadline.text,
            required=body.deadline.text,
        )
    leads = [_own_leads(t) for t in (body, row)]
    if leads[0] and leads[1] and not leads[0] & leads[1]:
        told = [", ".join(sorted(names)) for names in leads]
        yield examined.finding(
            "ND205", f"Cơ quan chủ trì trong lời văn là {told[0]}, trong bảng là {told[1]}: {name}", spans
        )


def _own_leads(task: Task) -> set[str]:
    """Bodies that the task itself names; all bodies of a kind, and those of a lead-in, may share it out."""
    named = {a.agency for a in task.assignments if a.role == "lead" and not a.inherited}
    return {name for name in named if not _ALL_OF_A_KIND.match(fold(name))}


def _stated_total(examined: Examined) -> Iterator[Finding]:
    """The total that the text names against the grand total of the table."""
    text = examined.plan.text
    totals = [t for table in examined.plan.tables if (t := _grand_total(table)) is not None]
    if len(totals) != 1:
        return
    inside = [(t.start, t.end) for t in examined.plan.tables]
    for match in _MONEY_TEXT.finditer(fold(text)):
        if any(a <= match.start() < b for a, b in inside):
            continue
        value, scale = _number(match[1]), _UNITS[match[2]]
        unit = 1.0 if "tỷ" in fold(" ".join(c for t in examined.plan.tables for c in t.columns)) else 0.001
        if value is not None and abs(value * scale - totals[0] * unit) > ROUNDING:
            yield examined.finding(
                "ND205",
                f"Tổng kinh phí nêu trong lời văn ({match[1]} {match[2]} đồng) khác tổng của bảng "
                f"({printed(totals[0])})",
                [match.span()],
                measured=match[1],
                required=printed(totals[0]),
            )


def _grand_total(table: Table) -> float | None:
    column = next((i for i, c in enumerate(table.columns) if _MONEY.search(fold(c))), None)
    row = next((r for r in table.rows if _is_total(r)), None)
    return _number(row[column]) if row is not None and column is not None and column < len(row) else None


def _down(examined: Examined, table: Table, column: int) -> Iterator[Finding]:
    grand = group = 0.0
    head: tuple[float, tuple[str, ...]] | None = None
    for row in (*table.rows, ("\0end",)):
        value = _number(row[column]) if column < len(row) else None
        kind = "end" if row[0] == "\0end" else _kind(row)
        if kind == "data":
            group += value or 0.0
            grand += value or 0.0
            continue
        if head is not None and group and abs(head[0] - group) > ROUNDING:
            yield _off(examined, table, column, head[1], head[0], group)
        head = (value, row) if kind == "group" and value is not None else None
        group = 0.0
        if kind == "total" and value is not None and grand and abs(value - grand) > ROUNDING:
            yield _off(examined, table, column, row, value, grand)


def _across(examined: Examined, table: Table) -> Iterator[Finding]:
    """``Tổng`` and the sources under one head, row by row."""
    money = [i for i, c in enumerate(table.columns) if " / " in c and _MONEY.search(fold(c))]
    total = next((i for i in money if re.search(r"/ (?:tổng|cộng)", fold(table.columns[i]))), None)
    parts = [i for i in money if i != total]
    if total is None or len(parts) < 2:
        return
    for row in table.rows:
        stated = _number(row[total]) if total < len(row) else None
        values = [_number(row[i]) for i in parts if i < len(row)]
        if stated is None or not any(values):
            continue
        added = sum(v or 0.0 for v in values)
        if abs(stated - added) > ROUNDING:
            yield _off(examined, table, total, row, stated, added)


def _off(
    examined: Examined, table: Table, column: int, row: Sequence[str], stated: float, added: float
) -> Finding:
    name = next((cell for cell in row[1:] if cell.strip() and _number(cell) is None), row[0])
    return examined.finding(
        "ND204",
        f"Cột “{table.columns[column]}”, dòng “{clipped(name, 60)}”: ghi {printed(stated)}, "
        f"các phần cộng lại {printed(added)}",
        [_row_span(examined, table, row)],
        measured=printed(stated),
        required=printed(added),
    )


def _caption(table: Table) -> str:
    return clipped(table.caption or table.id, 60)


def _kind(row: Sequence[str]) -> str:
    if _is_total(row):
        return "total"
    return "group" if _GROUP.match(row[0].strip()) else "data"


def _is_total(row: Sequence[str]) -> bool:
    return any(_TOTAL.match(fold(cell.strip())) for cell in row[:2])


def _has_details(table: Table) -> bool:
    """Rows such as 1.1, a) or - repeat money of the row above: no plain sum."""
    return any(re.match(r"^(?:\d+\.\d+|[a-zđ][.)]|[-+])", row[0].strip()) for row in table.rows if row)


def _number(cell: str) -> float | None:
    """An amount printed in the Vietnamese way; ``-`` is nothing, words are no amount."""
    text = cell.strip().replace(" ", "")
    if text in ("-", "–"):
        return 0.0
    if not _AMOUNT.match(text):
        return None
    if re.match(r"^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def _row_span(examined: Examined, table: Table, row: Sequence[str]) -> tuple[int, int]:
    """Where the row stands: its longest cell, found inside the table's own passage."""
    cell = max(row, key=len)
    at = examined.plan.text.find(cell, table.start, table.end) if cell else -1
    return (at, at + len(cell)) if at >= 0 else (table.start, table.end)
