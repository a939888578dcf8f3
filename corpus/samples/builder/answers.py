"""Turns the marks of a source into an answer file (one JSON per document)."""

from __future__ import annotations

import json

from builder.model import Budget, Form, Indicator, Sample, Task

FILE_ENDING: dict[Form, str] = {
    "docx": "docx",
    "docx-typed": "docx",
    "pdf": "pdf",
    "pdf-mixed-fonts": "pdf",
    "html": "html",
    "txt": "txt",
}


def answer(sample: Sample) -> dict[str, object]:
    """Give the answer in the format of ``corpus/README.md``; ``document`` names the main form."""
    head = sample.head
    return {
        "document": f"{head.id}.{FILE_ENDING[head.main]}",
        "metadata": head.metadata,
        "outline": [{"path": u.path, "title": u.title, "role": u.role} for u in sample.units],
        "targets": [_indicator(i) for i in sample.indicators if not i.baseline],
        "baselines": [_indicator(i) for i in sample.indicators if i.baseline],
        "tasks": [_task(t) for t in sample.tasks],
        "citations": [
            {"number": number, "doc_type": kind, "issued_on": day, "issuer": issuer, "basis": basis}
            for number, kind, day, issuer, basis in head.citations
        ],
        "agencies": _agencies(sample),
        "defects": [{"code": code, "quote": quote, "note": note} for code, quote, note in head.defects],
    }


def to_json(sample: Sample) -> str:
    """Give the text of the answer file: UTF-8, indent 1."""
    return json.dumps(answer(sample), ensure_ascii=False, indent=1) + "\n"


def _indicator(indicator: Indicator) -> dict[str, object]:
    return {
        "quote": indicator.quote,
        "value": _number(indicator.value),
        "unit": indicator.unit,
        "comparator": indicator.comparator,
        "year": indicator.year,
        "path": indicator.path,
        "qualitative": indicator.value is None,
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _task(task: Task) -> dict[str, object]:
    return {
        "quote": task.quote,
        "path": task.path,
        "lead": task.lead,
        "coordinate": task.coordinate,
        "implement": task.implement,
        "deadline": task.deadline,
        "budget": _budget(task.budget),
    }


def _budget(budget: Budget | None) -> dict[str, object] | None:
    if budget is None:
        return None
    by_source = {name: _number(amount) for name, amount in budget.by_source.items()}
    return {"total": _number(budget.total), "unit": budget.unit, "by_source": by_source}


def _agencies(sample: Sample) -> list[str]:
    """Those that hold a role, in order of appearance, then those that are only mentioned."""
    names = dict.fromkeys(name for t in sample.tasks for name in (*t.lead, *t.coordinate, *t.implement))
    names.update(dict.fromkeys(sample.head.mentioned))
    return list(names)
