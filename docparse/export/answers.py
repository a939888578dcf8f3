"""Answers of the task graph as a table to read, as JSON, as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal

from docparse.export.csvfiles import harmless
from docparse.export.texttable import GAP, lines_of
from docparse.graph.periods import in_words
from docparse.graph.rows import ActRow, ChainRow, DueRow, DutyRow, GapRow, LoadRow, TargetRow, TaskRow

if TYPE_CHECKING:
    import networkx as nx

Format = Literal["table", "json", "csv"]

WIDTH = 80
# A table shows this much of a task; JSON and CSV hold all of it.
_SHOWN = 150
_ROLE_WORDS = {"lead": "chủ trì", "coordinate": "phối hợp", "implement": "thực hiện"}
_LACK_WORDS = {"lead": "chủ trì", "deadline": "thời hạn", "money": "kinh phí"}

_HEADS = {
    "plan": "Kế hoạch",
    "task": "Mã nhiệm vụ",
    "path": "Mục",
    "text": "Nội dung",
    "lead": "Chủ trì",
    "coordinate": "Phối hợp",
    "implement": "Thực hiện",
    "deadline": "Thời hạn",
    "due": "Ngày đến hạn",
    "agency": "Cơ quan",
    "place": "Nơi",
    "total": "Cộng",
    "missing": "Còn thiếu",
    "target": "Mã chỉ tiêu",
    "year": "Năm",
    "served_by": "Nhiệm vụ phục vụ",
    "score": "Điểm",
    "why": "Vì sao",
    "roles": "Vai trò",
    "act": "Văn bản",
    "through": "Qua các kế hoạch",
    "direct": "Nhiệm vụ dẫn văn bản",
    "label": "Tên",
    "issued_on": "Ngày ban hành",
    "issuer": "Nơi ban hành",
    "plans": "Kế hoạch căn cứ vào",
    "tasks": "Số nhiệm vụ dẫn",
    "date": "Ngày",
    "repeated": "Định kỳ",
}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table: its share of the room, or a fixed width where ``share`` is 0."""

    head: str
    value: Callable[[Any], str]
    width: int = 0
    share: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the rows of one question are read: under which heading, in which columns, summed up how."""

    heading: Callable[[nx.MultiDiGraph, Any], str] | None
    columns: tuple[_Column, ...]
    summary: Callable[[list[Any]], str]


def render(graph: nx.MultiDiGraph, rows: Sequence[Any], form: Format) -> str:
    """The rows of one question (see :mod:`docparse.graph.questions`) as text that ends with a line end.

    The table fits 80 columns and shortens long tasks; JSON is a list of objects with the fields of the
    row's class; CSV has one head line in Vietnamese.
    """
    if form == "json":
        return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n"
    return _csv(rows) if form == "csv" else _table(graph, rows)


def _csv(rows: Sequence[Any]) -> str:
    flat = [line for row in rows for line in _flat(row)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if flat:
        writer.writerow([_HEADS[name] for name in flat[0]])
    writer.writerows([_cell(value) for value in line.values()] for line in flat)
    return out.getvalue()


def _flat(row: Any) -> list[dict[str, Any]]:
    """A row as one line; a target as one line for each task that serves it."""
    fields = asdict(row)
    services = fields.pop("served_by", None)
    if services is None:
        return [fields]
    empty = {"task": "", "served_by": "", "score": "", "why": ""}
    lines = [{**s, "served_by": s.pop("text")} for s in services] or [empty]
    return [{**fields, **{name: line[name] for name in empty}} for line in lines]


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, tuple | list):
        return "; ".join(_word(item) for item in value)
    return harmless(" ".join(value.split())) if isinstance(value, str) else value


def _word(item: str) -> str:
    return _LACK_WORDS.get(item) or _ROLE_WORDS.get(item) or item


def _table(graph: nx.MultiDiGraph, rows: Sequence[Any]) -> str:
    if not rows:
        return "Không có kết quả.\n"
    layout = _LAYOUTS[type(rows[0])]
    widths = _widths(layout.columns)
    lines: list[str] = []
    heading = layout.heading
    groups = groupby(rows, key=lambda row: heading(graph, row)) if heading else [("", iter(rows))]
    for title, group in groups:
        if lines:
            lines.append("")
        lines += wrap(title, WIDTH, break_on_hyphens=False)
        cells = ([column.value(row) for column in layout.columns] for row in group)
        right = [column.right for column in layout.columns]
        lines += lines_of([column.head for column in layout.columns], cells, widths, right, wrapped=True)
    return "\n".join([*lines, "", *wrap(layout.summary(list(rows)), WIDTH), ""])


def _widths(columns: tuple[_Column, ...]) -> list[int]:
    room = WIDTH - sum(column.width for column in columns) - len(GAP) * (len(columns) - 1)
    shares = sum(column.share for column in columns) or 1
    return [column.width or room * column.share // shares for column in columns]


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _code(node: str) -> str:
    """``task:plan/t3`` -> ``t3``."""
    return node.rsplit("/", 1)[-1]


def _names(names: tuple[str, ...]) -> str:
    return "; ".join(names) or "—"


def _plan_heading(graph: nx.MultiDiGraph, row: Any) -> str:
    return _plan_words(graph, row.plan)


def _plan_words(graph: nx.MultiDiGraph, plan: str) -> str:
    return f"■ {graph.nodes[f'plan:{plan}']['label']} [{plan}]"


def _duty_heading(graph: nx.MultiDiGraph, row: DutyRow) -> str:
    place = f" ({row.place})" if row.place else ""
    return f"{_plan_words(graph, row.plan)}: {row.agency}{place}"


def _chain_heading(graph: nx.MultiDiGraph, row: ChainRow) -> str:
    way = [graph.nodes[f"plan:{plan}"]["label"] for plan in row.through]
    return "■ " + " → ".join([row.act, *way])


def _due_heading(_graph: nx.MultiDiGraph, row: DueRow) -> str:
    year, month, day = row.date.split("-")
    return f"■ {day}/{month}/{year}"


def _services(row: TargetRow) -> str:
    if not row.served_by:
        return "— không có nhiệm vụ nào"
    return "\n".join(
        f"{_code(s.task)} ({s.score:.2f}) {_shown(s.text)}".replace(".", ",", 1) for s in row.served_by
    )


def _who_summary(rows: list[TaskRow]) -> str:
    led, timed = sum(bool(r.lead) for r in rows), sum(bool(r.deadline) for r in rows)
    return f"Có {len(rows)} nhiệm vụ: {led} có cơ quan chủ trì, {timed} có thời hạn."


def _load_summary(rows: list[LoadRow]) -> str:
    agencies = {(row.agency, row.place) for row in rows}
    return f"Có {len(agencies)} cơ quan trong {len({row.plan for row in rows})} kế hoạch."


def _gap_summary(rows: list[GapRow]) -> str:
    counts: Counter[str] = Counter(lack for row in rows for lack in row.missing)
    said = ", ".join(f"{counts[lack]} thiếu {word}" for lack, word in _LACK_WORDS.items() if counts[lack])
    return f"Có {len(rows)} nhiệm vụ: {said}. Điều ghi ở dòng phụ lục cùng nội dung không tính là thiếu."


def _target_summary(rows: list[TargetRow]) -> str:
    bare = sum(not row.served_by for row in rows)
    return (
        f"Có {len(rows)} chỉ tiêu: {len(rows) - bare} có nhiệm vụ phục vụ, {bare} không có. "
        "Số trong ngoặc là độ gần nhau của lời văn, từ 0 đến 1."
    )


def _act_summary(rows: list[ActRow]) -> str:
    return f"Có {len(rows)} văn bản được dẫn."


def _count_summary(rows: list[Any]) -> str:
    return f"Có {len(rows)} nhiệm vụ trong {len({row.plan for row in rows})} kế hoạch."


_ID = _Column("Mã", lambda row: _code(row.task), width=5)
_TASK = _Column("Nhiệm vụ", lambda row: _shown(row.text), share=5)
_LEAD = _Column("Chủ trì", lambda row: _names(row.lead), share=3)
_WHEN = _Column("Thời hạn", lambda row: row.deadline or "—", width=13)

_LAYOUTS: dict[type, _Layout] = {
    TaskRow: _Layout(_plan_heading, (_ID, _TASK, _LEAD, _WHEN), _who_summary),
    LoadRow: _Layout(
        _plan_heading,
        (
            _Column("Cơ quan", lambda row: row.agency, share=1),
            _Column("Chủ trì", lambda row: str(row.lead), width=7, right=True),
            _Column("Phối hợp", lambda row: str(row.coordinate), width=8, right=True),
            _Column("Thực hiện", lambda row: str(row.implement), width=9, right=True),
            _Column("Cộng", lambda row: str(row.total), width=5, right=True),
        ),
        _load_summary,
    ),
    GapRow: _Layout(
        _plan_heading,
        (_ID, _TASK, _Column("Còn thiếu", lambda row: ", ".join(map(_word, row.missing)), share=2)),
        _gap_summary,
    ),
    TargetRow: _Layout(
        _plan_heading,
        (
            _Column("Mã", lambda row: _code(row.target), width=5),
            _Column("Chỉ tiêu", lambda row: _shown(row.text), share=1),
            _Column("Nhiệm vụ phục vụ", _services, share=1),
        ),
        _target_summary,
    ),
    DutyRow: _Layout(
        _duty_heading,
        (_ID, _TASK, _Column("Vai trò", lambda row: ", ".join(map(_word, row.roles)), width=10), _WHEN),
        _count_summary,
    ),
    ChainRow: _Layout(
        _chain_heading,
        (
            _ID,
            _TASK,
            _LEAD,
            _WHEN,
            _Column("Dẫn", lambda row: "x" if row.direct else "", width=3),
        ),
        _count_summary,
    ),
    ActRow: _Layout(
        None,
        (
            _Column("Văn bản", lambda row: row.label, share=3),
            _Column("Ngày", lambda row: in_words(row.issued_on) if row.issued_on else "—", width=10),
            _Column("Kế hoạch căn cứ vào", lambda row: "\n".join(row.plans) or "—", share=3),
            _Column("Nhiệm vụ", lambda row: str(row.tasks), width=8, right=True),
        ),
        _act_summary,
    ),
    DueRow: _Layout(
        _due_heading,
        (
            _Column("Kế hoạch", lambda row: f"{row.plan} {_code(row.task)}", share=3),
            _Column(
                "Nhiệm vụ",
                lambda row: _shown(row.text) + (f" ({row.deadline})" if row.repeated else ""),
                share=5,
            ),
            _LEAD,
        ),
        _count_summary,
    ),
}
