"""Defects of the text that a careful reader would note: numbers repeated or skipped, sums that fail."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter

from docparse.model import Diagnostic, Node
from docparse.structure import PlacedTable
from docparse.text import fold
from extractors.budgets import cell_amount
from extractors.context import Context
from extractors.dates import impossible_dates

_TOLERANCE = 0.051  # amounts are printed with one decimal
_TIMES_TAKEN = re.compile(r"#\d+$")  # what tells a path from the same one before it
_NUMBER = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_PLAN_LIKE = (None, "Kế hoạch", "Chương trình", "Chương trình hành động", "Đề án", "Phương án")
_PLAN_ROLES = frozenset({"targets", "tasks", "organization", "schedule"})
_PLAN_TITLE = re.compile(r"^(?:KẾ HOẠCH|CHƯƠNG TRÌNH HÀNH ĐỘNG)\b", re.MULTILINE)


def find_diagnostics(context: Context) -> list[Diagnostic]:
    """Diagnostics that need the whole document."""
    found = [*_repeated_numbers(context), *_misread_numbers(context), *_not_a_plan(context)]
    found += _impossible_dates(context)
    for table in context.structure.tables:
        found += _wrong_totals(table)
    if context.structure.truncated:
        message = "Văn bản bị cắt, không đủ nội dung ([...])."
        found.append(Diagnostic(code="truncated", severity="warning", message=message))
    if context.facts.metadata.number is None:
        message = "Văn bản không có số, ký hiệu."
        found.append(Diagnostic(code="missing-number", severity="info", message=message))
    return found


def _repeated_numbers(context: Context) -> list[Diagnostic]:
    """Units that bear the number of one before; the groups of every table are counted for themselves."""
    grids = [table.grid for table in context.structure.tables]  # in document order, none within another
    seen: set[tuple[str, int | None]] = set()
    found = []
    for node in context.structure.nodes:
        at = bisect_right(grids, node.start, key=attrgetter("start")) - 1
        table = at if at >= 0 and node.start < grids[at].end else None
        place = (fold(_TIMES_TAKEN.sub("", node.path)), table)
        if place in seen:
            found.append(_repeated(node))
        seen.add(place)
    return found


def _misread_numbers(context: Context) -> list[Diagnostic]:
    """Numbers that a scan has damaged, and what their neighbours say they are."""
    if not context.structure.scanned:
        return []
    found = []
    for node in context.structure.nodes:
        number = node.path.rsplit("/", 1)[-1].partition("#")[0]
        if not (number.isalnum() or "." in number):
            continue
        read = _NUMBER.search(node.marker)
        if read is None or fold(read[0]) != fold(number).strip("()"):
            message = f"Số thứ tự “{node.marker}” (OCR đọc) được hiểu là “{number}” theo các mục bên cạnh."
            found.append(
                Diagnostic(
                    code="misread-number", severity="info", message=message, start=node.start, end=node.end
                )
            )
    return found


def _impossible_dates(context: Context) -> list[Diagnostic]:
    """Days that no calendar has: no fact is made of them, so that only this tells of them."""
    return [
        Diagnostic(
            code="impossible-date",
            severity="warning",
            message=f"Ngày “{context.printed[start:end]}” không có trong lịch.",
            start=start,
            end=end,
        )
        for start, end in sorted(impossible_dates(context.key))
    ]


def _repeated(node: Node) -> Diagnostic:
    return Diagnostic(
        code="repeated-number",
        severity="warning",
        message=f"Số thứ tự “{node.marker}” bị lặp lại tại mục {node.path.rsplit('#', 1)[0]}.",
        start=node.start,
        end=node.end,
    )


def _wrong_totals(table: PlacedTable) -> list[Diagnostic]:
    """Group rows and grand totals that are not the sum of their rows, column by column."""
    found = []
    for index, column in enumerate(table.columns):
        if not {"money", "source"} & {*column.roles}:
            continue
        grand = group = 0.0
        head: tuple[float, int, int] | None = None
        for row in table.rows:
            cell = row.cells[index] if index < len(row.cells) else None
            amount = cell_amount(cell) if cell else None
            if row.kind == "data" and amount is not None:
                group += amount
                grand += amount
            elif row.kind in ("group", "total"):
                found += _compared(head, group, column.title)
                head = (
                    (amount, cell.start, cell.end)
                    if row.kind == "group" and amount is not None and cell
                    else None
                )
                group = 0.0
                if row.kind == "total" and amount is not None and cell is not None:
                    found += _compared((amount, cell.start, cell.end), grand, column.title)
        found += _compared(head, group, column.title)
    return found


def _compared(stated: tuple[float, int, int] | None, total: float, title: str) -> list[Diagnostic]:
    if stated is None or total == 0.0 or abs(stated[0] - total) <= _TOLERANCE:
        return []
    return [
        Diagnostic(
            code="sum-mismatch",
            severity="warning",
            message=f"Cột “{title}”: số ghi {stated[0]:g} khác tổng các dòng {total:g}.",
            start=stated[1],
            end=stated[2],
        )
    ]


def _not_a_plan(context: Context) -> list[Diagnostic]:
    """A document of another kind, or one without anything that a plan must say."""
    metadata = context.facts.metadata
    if metadata.doc_type == "Kế hoạch":
        return []
    if metadata.doc_type in _PLAN_LIKE:
        named = {node.role for node in context.structure.nodes if node.id in context.structure.named}
        is_plan = bool(named & _PLAN_ROLES)
        reason = "không thấy phần mục tiêu, nhiệm vụ hay tổ chức thực hiện."
    else:  # a decision that issues a plan
        is_plan = (
            "kế hoạch" in fold(metadata.subject or "")
            or _PLAN_TITLE.search(context.document.text) is not None
        )
        reason = f"đây là {metadata.doc_type or 'văn bản'} không ban hành kế hoạch."
    if is_plan:
        return []
    return [
        Diagnostic(
            code="not-a-plan",
            severity="warning",
            message=f"Văn bản này có vẻ không phải là kế hoạch: {reason}",
        )
    ]
