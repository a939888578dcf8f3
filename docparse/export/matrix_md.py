"""A comparison as Markdown: tables that read well as plain text and on a forge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from docparse.compare.records import Comparison, IndicatorCell, TaskCell
from docparse.export import matrix_words as words

_CELL = 220
#: what would be taken for markup at the place where it stands
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#])")


def to_markdown(comparison: Comparison) -> bytes:
    """Summary, indicators, tasks and coverage as tables."""
    return "\n".join(_lines(comparison)).encode() + b"\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    labels = [column.label for column in comparison.columns]
    yield f"# {words.TITLE}"
    yield ""
    yield _text(words.subject(comparison))
    yield ""
    yield from _plans(comparison)
    yield from _section("Chủ đề (số nhiệm vụ / số chỉ tiêu)", ["Chủ đề", *labels], _themes(comparison))
    yield from _section("Chỉ tiêu", ["Nội dung", *labels, "Khác biệt"], _indicators(comparison))
    yield from _section("Nhiệm vụ", ["Nội dung", *labels, "Khác biệt"], _tasks(comparison))
    if comparison.coverage:
        heads = ["Kế hoạch trung ương", *labels[1:]]
        yield from _section("Độ phủ kế hoạch trung ương", heads, _coverage(comparison))
    yield "## Chú giải"
    yield ""
    for word, meaning in words.legend(comparison):
        yield f"- *{word}*: {meaning}."


def _section(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield _row([_text(head) for head in heads])
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield _row(row)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _plans(comparison: Comparison) -> Iterator[str]:
    heads = ("Kế hoạch", "Số", "Cơ quan ban hành", "Giai đoạn", "Tỉnh hiện nay", "Nhiệm vụ", "Chỉ tiêu",
             "Độ phủ", "Khoảng cách", "Ghi chú")  # fmt: skip
    rows = [
        [
            _text(c.label), _text(c.number or ""), _text(c.issuer or ""), words.period(c),
            _text(c.territory or ""), words.counted(c.tasks, c), words.counted(c.targets, c),
            words.coverage_of(c, comparison), words.distance(c), words.remarks(c),
        ]
        for c in comparison.columns
    ]  # fmt: skip
    yield from _section("Các kế hoạch", heads, rows)


def _themes(comparison: Comparison) -> Iterator[list[str]]:
    for row in comparison.themes:
        yield [_text(row.theme), *words.theme_counts(row, comparison.columns)]


def _indicators(comparison: Comparison) -> Iterator[list[str]]:
    for row in comparison.indicators:
        if row.has_target or row.plans > 1:
            told = words.differences(row, comparison.columns)
            told += [words.added(total, comparison.columns) for total in row.sums]
            yield [_text(row.label), *map(_figures, row.cells), _text("; ".join(told))]


def _figures(cell: IndicatorCell) -> str:
    if not cell.figures:
        return f"*{words.STATES[cell.state]}*"
    return "<br>".join(_text(words.figure(figure)) for figure in cell.figures)


def _tasks(comparison: Comparison) -> Iterator[list[str]]:
    for row in comparison.tasks:
        told = "; ".join(words.differences(row, comparison.columns))
        yield [_text(row.label), *map(_entries, row.cells), _text(told)]


def _entries(cell: TaskCell) -> str:
    if not cell.entries:
        return f"*{words.STATES[cell.state]}*"
    return "<br>".join(
        _text("; ".join([words.said(e, _CELL), *(f"{k}: {v}" for k, v in words.responsibility(e))]))
        for e in cell.entries
    )


def _coverage(comparison: Comparison) -> Iterator[list[str]]:
    for row in comparison.coverage:
        cells = [
            _text(words.covered(c) + (f": “{words.cut(seen.passage, _CELL)}”" if seen else ""))
            for c, seen in ((c, words.witness(c)) for c in row.cells)
        ]
        remark = f" ({words.row_remark(row)})" if row.own else ""
        yield [_text(words.cut(row.place.passage, _CELL) + remark), *cells]


def _text(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
