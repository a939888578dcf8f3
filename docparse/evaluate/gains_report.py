"""The comparison of two runs to read (80 columns, Vietnamese) and to process (JSON)."""

from __future__ import annotations

import json
from collections import Counter

from docparse.evaluate.gains import KINDS, Comparison, DocumentChanges, Sort
from docparse.evaluate.report import LABELS, WIDTH, wrapped

_SORTS: tuple[Sort, ...] = ("gained", "lost", "changed")
_SIGNS: dict[Sort, str] = {"gained": "+", "lost": "-", "changed": "~"}


def render_comparison(comparison: Comparison, details: bool = False) -> str:
    """The report as text; ``details`` lists every fact gained, lost or changed."""
    lines = [f"So sánh hai lần chạy trên {len(comparison.documents)} văn bản chung.", "", *_table(comparison)]
    changed = [document for document in comparison.documents if document.changes]
    lines += ["", "Theo văn bản (+ thêm, - mất, ~ đổi):" if changed else "Không văn bản nào có thay đổi."]
    for document in changed:
        lines.append(_line(document))
        if details:
            lines += [wrapped(f"{_SIGNS[c.sort]} {c.kind}: {c.text}", "  ") for c in document.changes]
    lines += [wrapped(f"{name}: chỉ có ở lần trước") for name in comparison.only_before]
    lines += [wrapped(f"{name}: chỉ có ở lần sau") for name in comparison.only_after]
    return "\n".join(lines) + "\n"


def _table(comparison: Comparison) -> list[str]:
    heads = ("Trước", "Sau", "Thêm", "Mất", "Đổi")
    lines = [f"{'Dữ kiện':<20}{'Khóa':<15}" + "".join(f"{head:>9}" for head in heads), "-" * WIDTH]
    for kind in KINDS:
        counts = (
            comparison.before[kind],
            comparison.after[kind],
            *(comparison.count(kind, sort) for sort in _SORTS),
        )
        lines.append(f"{LABELS[kind]:<20}{kind:<15}" + "".join(f"{count:>9}" for count in counts))
    return lines


def _line(document: DocumentChanges) -> str:
    counts = Counter((change.kind, change.sort) for change in document.changes)
    parts = []
    for kind in KINDS:
        signs = " ".join(f"{_SIGNS[sort]}{counts[kind, sort]}" for sort in _SORTS if counts[kind, sort])
        if signs:
            parts.append(f"{kind} {signs}")
    return wrapped(f"{document.document}: {', '.join(parts)}")


def comparison_as_json(comparison: Comparison) -> str:
    """The whole comparison as JSON."""
    content = {
        "total": {
            kind: {
                "before": comparison.before[kind],
                "after": comparison.after[kind],
                **{sort: comparison.count(kind, sort) for sort in _SORTS},
            }
            for kind in KINDS
        },
        "documents": [
            {
                "document": document.document,
                "changes": [{"kind": c.kind, "sort": c.sort, "text": c.text} for c in document.changes],
            }
            for document in comparison.documents
        ],
        "only_before": list(comparison.only_before),
        "only_after": list(comparison.only_after),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
