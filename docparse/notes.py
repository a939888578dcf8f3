"""What a user must know of a plan before trusting what is made of it."""

from __future__ import annotations

from collections.abc import Iterator

from docparse.model import Plan

#: codes of diagnostics that are told as soon as a document was read
TOLD = ("not-a-plan", "wrong-extension")
_CUT = "truncated"


def reading_notes(plan: Plan) -> list[str]:
    """One sentence each: read from a scan, no plan, cut off, nothing found in it; none for a sound plan."""
    return [f"Kế hoạch {plan.reference}: {note}" for note in _notes(plan)]


def _notes(plan: Plan) -> Iterator[str]:
    if plan.source.ocr:
        yield "nhận dạng từ bản quét, chữ và số có thể sai: đối chiếu với bản gốc trước khi dùng."
    if not plan.tasks:
        yield f"không đọc được {'nhiệm vụ' if plan.targets else 'nhiệm vụ, chỉ tiêu'} nào."
    for diagnostic in plan.diagnostics:
        if diagnostic.code in (*TOLD, _CUT):
            yield f"{diagnostic.message[:1].lower()}{diagnostic.message[1:]}"
