"""The tables: plans, tasks, targets, agencies, citations; one tuple of columns each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from docparse.export import entries
from docparse.export.rows import Column, Entry, Sheet, Value
from docparse.graph.periods import in_words
from docparse.model import Agency, AssignmentRole, Budget, Citation, Indicator, Plan, Task

SEPARATOR = "; "

_ROLES = {
    "legal_basis": "Căn cứ",
    "situation": "Thực trạng",
    "purpose": "Mục đích, yêu cầu",
    "viewpoint": "Quan điểm",
    "targets": "Mục tiêu",
    "tasks": "Nhiệm vụ, giải pháp",
    "funding": "Kinh phí",
    "organization": "Tổ chức thực hiện",
    "schedule": "Tiến độ",
    "recipients": "Nơi nhận",
    "signature": "Chữ ký",
    "appendix": "Phụ lục",
    "other": "Khác",
}
_KINDS = {"target": "Chỉ tiêu", "baseline": "Hiện trạng"}
_COMPARATORS = {"eq": "=", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈"}
_LEVELS = {
    "central": "Trung ương",
    "province": "Tỉnh",
    "district": "Huyện",
    "commune": "Xã",
    "other": "Khác",
}
_REPAIR = "ocr-repair"
_ANSWERS = {"true": "có", "false": "không"}
_MARKS = str.maketrans(",.", ".,")
_AMOUNT = re.compile(rf"(?<=: )\d+(?:\.\d+)?(?={SEPARATOR}|$)")


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _notes(plan: Plan) -> Iterator[str]:
    """What a reader of a plan should know; the repairs of a scan, often a hundred, in one line."""
    repairs = sum(diagnostic.code == _REPAIR for diagnostic in plan.diagnostics)
    yield from (d.message for d in plan.diagnostics if d.code != _REPAIR)
    if repairs:
        yield f"Đã sửa {repairs} chỗ OCR đọc sai (xem bảng diagnostics)."


_PLAN: tuple[Column[Any], ...] = (
    Column("plan_id", "Mã kế hoạch", lambda e: e.view.plan.id, 28),
    Column("plan_number", "Số kế hoạch", lambda e: e.view.plan.metadata.number, 16),
    Column("province", "Tỉnh, thành phố", lambda e: e.view.plan.metadata.province, 16),
)
_PATH: Column[Any] = Column("node_path", "Mục", lambda e: e.node.path if e.node else None, 14)
_SECTION: tuple[Column[Any], ...] = (
    _PATH,
    Column("section_role", "Loại mục", lambda e: e.node.role if e.node else None, 16, _ROLES),
)
_PASSAGE: tuple[Column[Any], ...] = (
    Column("passage", "Trích văn bản", lambda e: e.passage, 60),
    Column("page", "Trang", lambda e: e.page, 8),
)
# what programs join and count by stands behind what people read
_OFFSETS: tuple[Column[Any], ...] = (
    Column("start", "Vị trí đầu", lambda e: e.start, 10),
    Column("end", "Vị trí cuối", lambda e: e.end, 10),
)


PLANS = Sheet(
    "plans",
    "Tổng hợp",
    (
        Column("plan_id", "Mã kế hoạch", lambda e: e.fact.id, 28),
        Column("plan_number", "Số kế hoạch", lambda e: e.fact.metadata.number, 16),
        Column("province", "Tỉnh, thành phố", lambda e: e.fact.metadata.province, 16),
        Column("doc_type", "Loại văn bản", lambda e: e.fact.metadata.doc_type, 12),
        Column("issuer", "Cơ quan ban hành", lambda e: e.fact.metadata.issuer, 28),
        Column("issued_on", "Ngày ban hành", lambda e: e.fact.metadata.issued_on, 12, date=True),
        Column("subject", "Trích yếu", lambda e: e.fact.metadata.subject, 50),
        Column("period_start", "Từ năm", lambda e: e.fact.metadata.period_start, 8),
        Column("period_end", "Đến năm", lambda e: e.fact.metadata.period_end, 8),
        Column("vision", "Tầm nhìn", lambda e: e.fact.metadata.vision, 8),
        Column("signer_name", "Người ký", lambda e: e.fact.metadata.signer_name, 20),
        Column("signer_title", "Chức vụ", lambda e: e.fact.metadata.signer_title, 16),
        Column("recipients", "Nơi nhận", lambda e: SEPARATOR.join(e.fact.metadata.recipients), 40),
        Column("sections", "Số đề mục", lambda e: len(e.fact.outline), 8),
        Column("tasks", "Số nhiệm vụ", lambda e: len(e.fact.tasks), 8),
        Column("targets", "Số chỉ tiêu", lambda e: len(e.fact.targets), 8),
        Column("baselines", "Số liệu hiện trạng", lambda e: len(e.fact.baselines), 10),
        Column("agencies", "Số cơ quan", lambda e: len(e.fact.agencies), 8),
        Column("citations", "Số văn bản dẫn", lambda e: len(e.fact.citations), 8),
        Column("tables", "Số bảng", lambda e: len(e.fact.tables), 8),
        Column("diagnostics", "Lưu ý", lambda e: SEPARATOR.join(_notes(e.fact)), 50),
        Column("file", "Tệp", lambda e: e.fact.source.name, 30),
        Column("pages", "Số trang", lambda e: e.fact.source.pages, 8),
        Column("characters", "Số ký tự", lambda e: e.fact.source.characters, 10),
        Column("ocr", "Nhận dạng ảnh", lambda e: _flag(e.fact.source.ocr), 10, _ANSWERS),
        Column("truncated", "Bị cắt", lambda e: _flag(e.fact.source.truncated), 8, _ANSWERS),
        Column("sha256", "SHA-256", lambda e: e.fact.source.sha256, 66),
    ),
    entries.plans,
)


def _held(role: AssignmentRole) -> Callable[[Entry[Task]], Value]:
    return lambda e: SEPARATOR.join(dict.fromkeys(e.fact.agencies(role)))


def _sources(budget: Budget | None) -> str | None:
    if budget is None:
        return None
    return SEPARATOR.join(f"{source}: {amount:.15g}" for source, amount in budget.by_source.items())


def _amounts_in_words(sources: str) -> str:
    """``ngân sách tỉnh: 1120.5`` -> ``ngân sách tỉnh: 1.120,5``: a full stop would be read as thousands."""
    return _AMOUNT.sub(lambda match: f"{float(match.group()):,.15g}".translate(_MARKS), sources)


TASKS = Sheet(
    "tasks",
    "Nhiệm vụ",
    (
        *_PLAN,
        *_SECTION,
        Column("task", "Nhiệm vụ", lambda e: e.fact.text, 60),
        Column("lead", "Chủ trì", _held("lead"), 26),
        Column("coordinate", "Phối hợp", _held("coordinate"), 30),
        Column("implement", "Thực hiện", _held("implement"), 26),
        Column("deadline", "Thời hạn", lambda e: e.fact.deadline and e.fact.deadline.value, 12, say=in_words),
        Column(
            "deadline_text", "Thời hạn (nguyên văn)", lambda e: e.fact.deadline and e.fact.deadline.text, 18
        ),
        Column("due", "Hạn cuối", lambda e: e.fact.deadline and e.fact.deadline.due, 12, date=True),
        Column("budget", "Kinh phí", lambda e: e.fact.budget and e.fact.budget.total, 12),
        Column("budget_unit", "Đơn vị tiền", lambda e: e.fact.budget and e.fact.budget.unit, 12),
        Column(
            "budget_sources", "Nguồn kinh phí", lambda e: _sources(e.fact.budget), 26, say=_amounts_in_words
        ),
        Column("product", "Sản phẩm", lambda e: e.fact.product, 24),
        *_PASSAGE,
        Column("task_id", "Mã", lambda e: e.fact.id, 8),
        *_OFFSETS,
    ),
    entries.tasks,
)


def _compared(entry: Entry[tuple[str, Indicator]]) -> Value:
    indicator = entry.fact[1]
    return None if indicator.qualitative else indicator.comparator  # a promise without a number equals none


TARGETS = Sheet(
    "targets",
    "Chỉ tiêu",
    (
        *_PLAN,
        Column("kind", "Loại", lambda e: e.fact[0], 12, _KINDS),
        *_SECTION,
        Column("indicator", "Chỉ tiêu", lambda e: e.fact[1].indicator, 40),
        Column("comparator", "So sánh", _compared, 8, _COMPARATORS),
        Column("value", "Giá trị", lambda e: e.fact[1].value, 10),
        Column("unit", "Đơn vị", lambda e: e.fact[1].unit, 12),
        Column("year", "Năm", lambda e: e.fact[1].year, 8),
        Column("qualitative", "Định tính", lambda e: _flag(e.fact[1].qualitative), 8, _ANSWERS),
        *_PASSAGE,
        Column("indicator_id", "Mã", lambda e: e.fact[1].id, 8),
        Column("part_of", "Thuộc chỉ tiêu", lambda e: e.fact[1].part_of, 10),
        *_OFFSETS,
    ),
    entries.indicators,
)


def _count(role: AssignmentRole) -> Callable[[Entry[Agency]], Value]:
    return lambda e: e.view.tasks_of(e.fact.name, role)


# the passage of an agency is where it is named first
AGENCIES = Sheet(
    "agencies",
    "Cơ quan",
    (
        *_PLAN,
        Column("agency", "Cơ quan", lambda e: e.fact.name, 40),
        Column("level", "Cấp", lambda e: e.fact.level, 12, _LEVELS),
        Column("mentions", "Số lần nhắc", lambda e: len(e.fact.mentions), 8),
        Column("lead_tasks", "Số việc chủ trì", _count("lead"), 8),
        Column("coordinate_tasks", "Số việc phối hợp", _count("coordinate"), 8),
        Column("implement_tasks", "Số việc thực hiện", _count("implement"), 8),
        Column("successor", "Cơ quan kế thừa", lambda e: e.fact.successor, 30),
        *_SECTION,
        *_PASSAGE,
        *_OFFSETS,
    ),
    entries.agencies,
)


def _cited_in(entry: Entry[Citation]) -> Value:
    if entry.node:
        return entry.node.role
    return "legal_basis" if entry.fact.basis else None  # căn cứ stand before the first section


CITATIONS = Sheet(
    "citations",
    "Văn bản",
    (
        *_PLAN,
        Column("number", "Số, ký hiệu", lambda e: e.fact.number, 22),
        Column("doc_type", "Loại văn bản", lambda e: e.fact.doc_type, 14),
        Column("issued_on", "Ngày ban hành", lambda e: e.fact.issued_on, 12, date=True),
        Column("issuer", "Cơ quan ban hành", lambda e: e.fact.issuer, 28),
        Column("basis", "Là căn cứ", lambda e: _flag(e.fact.basis), 8, _ANSWERS),
        Column("mentions", "Số lần dẫn", lambda e: e.fact.mentions, 8),
        _PATH,
        Column("section_role", "Loại mục", _cited_in, 16, _ROLES),
        *_PASSAGE,
        *_OFFSETS,
    ),
    entries.citations,
)

#: in the order of the worksheets
SHEETS: tuple[Sheet[Any], ...] = (PLANS, TASKS, TARGETS, AGENCIES, CITATIONS)
