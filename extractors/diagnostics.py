"""Defects of the text that a careful reader would note: numbers repeated or skipped, sums that fail."""

from __future__ import annotations

from docparse.model import Diagnostic, Node
from docparse.structure import PlacedTable
from extractors.budgets import cell_amount
from extractors.context import Context

_TOLERANCE = 0.051  # amounts are printed with one decimal


def find_diagnostics(context: Context) -> list[Diagnostic]:
    """Diagnostics that need the whole document."""
    found = [*_repeated_numbers(context), *_not_a_plan(context)]
    for table in context.structure.tables:
        found += _wrong_totals(table)
    if context.structure.truncated:
        found.append(
            Diagnostic(
                code="truncated", severity="warning", message="Văn bản bị cắt, không đủ nội dung ([...])."
            )
        )
    if context.facts.metadata.number is None:
        found.append(
            Diagnostic(code="missing-number", severity="info", message="Văn bản không có số, ký hiệu.")
        )
    return found


def _repeated_numbers(context: Context) -> list[Diagnostic]:
    return [_repeated(node) for node in context.structure.nodes if "#" in node.path.rsplit("/", 1)[-1]]


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
    """Nothing of a plan: no outline and no tasks, or a document of another kind."""
    facts = context.facts
    kind = facts.metadata.doc_type
    plan_like = (
        kind in (None, "Kế hoạch", "Chương trình", "Chương trình hành động", "Đề án", "Phương án")
        or "kế hoạch" in context.key[:6000]
    )
    if plan_like and (facts.tasks or facts.targets or len(context.structure.nodes) > 3):
        return []
    if plan_like and kind == "Kế hoạch":
        return []
    return [
        Diagnostic(
            code="not-a-plan",
            severity="warning",
            message="Văn bản này có vẻ không phải là kế hoạch: không thấy mục tiêu, nhiệm vụ được đánh số.",
        )
    ]
