"""An evaluation to read (80 columns, Vietnamese) and to process (JSON)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from textwrap import fill
from typing import Any

from docparse.evaluate.evaluation import Evaluated, Evaluation
from docparse.evaluate.metrics import METRICS
from docparse.evaluate.remainder import Kind, Unclaimed
from docparse.evaluate.tally import Tally

WIDTH = 80
#: What the kinds of fact are called in a report; their keys stand beside, as ``--min`` takes them.
LABELS: Mapping[str, str] = {
    "metadata": "Phần đầu, cuối",
    "outline": "Đề mục",
    "roles": "Vai trò đề mục",
    "structure": "Cấu trúc cây",
    "targets": "Chỉ tiêu",
    "target_years": "Năm của chỉ tiêu",
    "baselines": "Hiện trạng",
    "tasks": "Nhiệm vụ",
    "lead": "Chủ trì",
    "coordinate": "Phối hợp",
    "implement": "Thực hiện",
    "deadlines": "Thời hạn",
    "budgets": "Kinh phí",
    "whole_task": "Trọn nhiệm vụ",
    "citations": "Văn bản dẫn",
    "citation_dates": "Ngày văn bản dẫn",
    "grounding": "Khớp với văn bản",
    "agencies": "Cơ quan",
    "diagnostics": "Lưu ý",
}
_KINDS: Mapping[Kind, str] = {"number": "số", "date": "ngày", "agency": "cơ quan"}
_INVENTED = {"grounding": "không khớp"}  # all others are findings too many
_LEGEND = (
    "P: phần tìm được là đúng. R: phần đáp án được tìm thấy. KTC 95 %: khoảng tin cậy của F1, lấy mẫu lại "
    "theo văn bản. Khớp với văn bản: dữ kiện có đoạn văn bản nói đúng điều đó."
)


def render(evaluation: Evaluation, misses: bool = False, left: bool = False) -> str:
    """The report as text; ``misses`` lists what was missed and invented, ``left`` what no fact claims."""
    lines = [f"Đã chấm {len(evaluation.documents)} văn bản.", "", *_table(evaluation), "", wrapped(_LEGEND)]
    lines += ["", "Theo văn bản (F1 dưới 1):", *map(_line, evaluation.documents)]
    lines += [wrapped(f"{name}: không có kết quả trích xuất") for name in evaluation.without_output]
    if misses:
        lines += _misses(evaluation.total)
    if left:
        lines += _left(evaluation.documents)
    return "\n".join(lines) + "\n"


def wrapped(text: str, indent: str = "") -> str:
    """``text`` in lines of at most 80 columns; those after the first are indented further."""
    return fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False)


def _table(evaluation: Evaluation) -> list[str]:
    head = f"{'Dữ kiện':<18}{'Khóa':<15}{'P':>6}{'R':>7}{'F1':>7}{'KTC 95 %':>13}{'Đ.án':>7}{'Thấy':>7}"
    lines = [head, "-" * WIDTH]
    for name in METRICS:
        tally = evaluation.total[name]
        figures = "".join(f"{value:>7.3f}" for value in (tally.precision, tally.recall, tally.f1))
        interval = evaluation.intervals.get(name)
        span = f"{interval[0]:.3f}-{interval[1]:.3f}" if interval else "-"
        counts = f"{tally.gold:>7}{tally.found:>7}"
        lines.append(f"{LABELS[name]:<18}{name:<14}{figures}{span:>13}{counts}")
    return lines


def _line(document: Evaluated) -> str:
    low = [f"{name} {tally.f1:.3f}" for name, tally in document.scores.items() if tally.f1 < 1]
    counts = Counter(item.kind for item in document.unclaimed)
    left = ", ".join(f"{counts[kind]} {word}" for kind, word in _KINDS.items() if counts[kind])
    text = f"{document.name}: {', '.join(low) or 'đúng hết'}"
    return wrapped(f"{text}; chưa dữ kiện nào nhận: {left}" if left else text)


def _misses(total: Mapping[str, Tally]) -> list[str]:
    lines: list[str] = []
    for name in METRICS:
        tally = total[name]
        if tally.missed or tally.invented:
            lines += ["", f"{LABELS[name]} ({name})"]
            lines += [wrapped(f"- thiếu: {text}", "  ") for text in tally.missed]
            lines += [wrapped(f"+ {_INVENTED.get(name, 'thừa')}: {text}", "  ") for text in tally.invented]
    return lines


def _left(documents: Iterable[Evaluated]) -> list[str]:
    lines = ["", "Chưa dữ kiện nào nhận"]
    for document in documents:
        lines += [
            wrapped(f"{document.name}: {_KINDS[item.kind]}: {item.context}", "  ")
            for item in document.unclaimed
        ]
    return lines


def as_json(evaluation: Evaluation, minimums: Mapping[str, float]) -> str:
    """The whole evaluation as JSON, lists of misses and unclaimed passages included."""
    total = {name: _figures(tally) for name, tally in evaluation.total.items()}
    for name, interval in evaluation.intervals.items():
        total[name]["interval"] = list(interval)
    below = [{"name": n, "f1": f1, "minimum": minimum} for n, f1, minimum in evaluation.below(minimums)]
    content = {
        "total": total,
        "documents": [_document(document) for document in evaluation.documents],
        "without_output": list(evaluation.without_output),
        "below_minimum": below,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _figures(tally: Tally) -> dict[str, Any]:
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "hit": tally.hit,
        "gold": tally.gold,
        "found": tally.found,
    }


def _document(document: Evaluated) -> dict[str, Any]:
    return {
        "name": document.name,
        "document": document.document,
        "scores": {
            name: {**_figures(tally), "missed": tally.missed, "invented": tally.invented}
            for name, tally in document.scores.items()
        },
        "unclaimed": [_unclaimed(item) for item in document.unclaimed],
    }


def _unclaimed(item: Unclaimed) -> dict[str, Any]:
    return {"kind": item.kind, "text": item.text, "start": item.start, "end": item.end}
