"""Money: amounts in running text and in the money columns of a table."""

from __future__ import annotations

import re

from docparse.document import Cell
from docparse.model import Budget
from docparse.structure import PlacedTable
from docparse.text import fold
from extractors.context import Context
from extractors.numbers import read_number

_UNIT = r"(?:tỷ|tỉ|triệu|nghìn|ngàn) đồng|đồng|tỷ|tỉ|triệu|vnđ|vnd"
# `2 tỷ 500 triệu đồng`, `từ 30 đến 50 tỷ đồng`, `500.000.000đ`
_AMOUNT = re.compile(
    r"(?<![\w.,/])(?:\d[\d.,]*\s?(?:-|đến)\s?)?(?P<n>\d[\d.,]*)\s*"
    r"(?:(?P<scale>tỷ|tỉ|triệu)(?: đồng)? (?P<rest>\d{1,3}) (?P<part>triệu|nghìn|ngàn)(?: đồng)?"
    rf"|(?P<u>{_UNIT}|(?<=\.\d\d\d)\s?đ(?!\))))(?!\w| đồng)(?!/)"
)
_SCALES = {"tỷ": 1e9, "triệu": 1e6, "nghìn": 1e3}
_OTHER_SPELLINGS = {"tỉ": "tỷ", "ngàn": "nghìn", "vnđ": "đồng", "vnd": "đồng", "đ": "đồng"}
_MONEY_WORD = re.compile(r"kinh phí|ngân sách|vốn|dự toán|tổng mức|đầu tư|kinh phi")
_TOTAL = re.compile(r"(?:tổng(?: (?:cộng|số|mức|vốn))?|cộng)(?: \([^)]*\))?")
_TABLE_UNIT = re.compile(rf"(?:đvt|đơn vị(?: tính)?|dvt)?\s*[:(]?\s*(?P<u>{_UNIT})\b")


def budget_in_text(context: Context, start: int, end: int, bare: bool = False) -> Budget | None:
    """The first amount of money that the passage ``start..end`` states for its task.

    ``bare`` accepts an amount without a word of money before it (the value of a label line). Of a range the
    upper end is the total.
    """
    for match in _AMOUNT.finditer(context.key, start, end):
        before = context.key[max(start, match.start() - 90) : match.start()]
        if not bare and not _MONEY_WORD.search(before):
            continue
        value = read_number(match["n"])
        if value is not None:
            total, unit = _composed(value, match) if match["rest"] else (value, _full_unit(match["u"]))
            page = context.page(match.start())
            return Budget(total=total, unit=unit, start=match.start(), end=match.end(), page=page)
    return None


def _composed(value: float, match: re.Match[str]) -> tuple[float, str]:
    """``2 tỷ 500 triệu`` is 2500 million."""
    scale, part = (_OTHER_SPELLINGS.get(match[name], match[name]) for name in ("scale", "part"))
    return round(value * _SCALES[scale] / _SCALES[part]) + float(match["rest"]), _full_unit(part)


def _full_unit(unit: str) -> str:
    words = [_OTHER_SPELLINGS.get(word, word) for word in unit.split()]
    return " ".join(words if words[-1] == "đồng" else [*words, "đồng"])


def money_unit(context: Context, table: PlacedTable) -> str | None:
    """The unit of the money columns: from their heads, else from the text just above the table."""
    for column in table.columns:
        if {"money", "source"} & {*column.roles}:
            for head in column.heads:
                match = _TABLE_UNIT.search(fold(head))
                if match:
                    return _full_unit(match["u"])
    above = context.key[max(0, table.grid.start - 160) : table.grid.start]
    match = re.search(rf"(?:đvt|đơn vị(?: tính)?)\s*:?\s*(?P<u>{_UNIT})", above)
    return _full_unit(match["u"]) if match else None


def cell_amount(cell: Cell) -> float | None:
    """The amount of a money cell: ``-`` is 0, an empty cell or words are null."""
    text = cell.text.strip()
    if text in ("-", "–", "—"):
        return 0.0
    return read_number(text) if re.fullmatch(r"\d[\d.,]*", text) else None


def budget_of_row(table: PlacedTable, cells: tuple[Cell, ...], unit: str | None) -> Budget | None:
    """Total and parts by source of one table row; null when it names no money."""
    money = {i for i, c in enumerate(table.columns) if c.roles[:1] in (("money",), ("source",))}
    # `Tổng | NSTW | NS tỉnh`: a bare total belongs to the columns of money beside it
    totals = [
        i
        for i, c in enumerate(table.columns)
        if c.roles[:1] == ("money",) or ({i, i + 1} & money and _TOTAL.fullmatch(fold(c.title)))
    ]
    sources = sorted(money.difference(totals))
    total_cell = next(
        (cells[i] for i in totals if i < len(cells) and cell_amount(cells[i]) is not None), None
    )
    by_source = {
        fold(table.columns[i].title): amount
        for i in sources
        if i < len(cells) and (amount := cell_amount(cells[i])) is not None
    }
    total = cell_amount(total_cell) if total_cell else None
    if total is None and not by_source:
        return None
    if total is None and totals:
        return None
    anchor = total_cell or next(cells[i] for i in sources if cell_amount(cells[i]) is not None)
    return Budget(
        total=total if total is not None else round(sum(by_source.values()), 6),
        unit=unit,
        by_source=by_source,
        start=anchor.start,
        end=anchor.end,
        page=table.grid.page,
    )
