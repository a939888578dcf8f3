"""Figures made comparable: one unit for what is the same, and whether values may be added."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from docparse.model import Budget, Comparator, Indicator
from docparse.rulebook import load_table, pattern
from docparse.text import fold

#: money is shown in this unit
MONEY = "triệu đồng"
#: what can be compared between a whole and its part
SHARE = "%"
_SIGNS: dict[Comparator, str] = {"eq": "", "ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "approx": "≈ "}
_DIGITS = 6

_PER = re.compile(r"\s*/\s*(?:1 )?")  # `máy/ trường`, `học sinh/1 máy tính`


@dataclass(frozen=True, slots=True)
class Unit:
    """How a unit is written, what turns a printed value into it, whether values may be added."""

    name: str
    factor: float = 1.0
    adds: bool = True


@cache
def _units() -> dict[str, Unit]:
    return {
        fold(form): Unit(row["write"], row.get("factor", 1.0), row.get("adds", True))
        for row in load_table("measures")["unit"]
        for form in row["forms"]
    }


@cache
def _prefixes() -> dict[str, float]:
    return {row["form"]: float(row["factor"]) for row in load_table("measures")["prefix"]}


@lru_cache(maxsize=1024)
def unit_of(printed: str | None) -> Unit | None:
    """The unit to compare in; an unknown one stands for itself."""
    if printed is None:
        return None
    name = _PER.sub("/", fold(printed).strip())
    if name in _units():
        return _units()[name]
    counted, slash, of = name.partition("/")
    if slash and counted in _units():  # 65 triệu đồng/người stays in millions
        inner = _units()[counted]
        return Unit(f"{inner.name}/{of}", inner.factor, adds=False)
    first, _, rest = name.partition(" ")
    if rest and first in _prefixes():
        inner = unit_of(rest) or Unit(rest)
        return Unit(inner.name, inner.factor * _prefixes()[first], inner.adds)
    return Unit(name, adds=not _is_rate(name))


def _is_rate(name: str) -> bool:
    """Whether ``name`` is that of an average or a rate (``máy/trường``): such figures cannot be added."""
    return pattern("comparison", "rate").search(name) is not None


def comparable(indicator: Indicator) -> tuple[float | None, str | None]:
    """Value and unit of ``indicator`` in comparable form."""
    unit = unit_of(indicator.unit)
    if indicator.value is None or unit is None:
        return indicator.value, unit.name if unit else None
    return round(indicator.value * unit.factor, _DIGITS), unit.name


def addable(indicator: Indicator) -> bool:
    """Whether the value may be added to that of another place."""
    unit = unit_of(indicator.unit)
    average = indicator.comparator == "approx" or _is_rate(fold(indicator.text))
    return indicator.value is not None and unit is not None and unit.adds and not average


def money(budget: Budget | None) -> float | None:
    """The total of a budget in million đồng; null where there is none or the unit is no money."""
    if budget is None or budget.total is None:
        return None
    unit = unit_of(budget.unit)
    return round(budget.total * unit.factor, _DIGITS) if unit and unit.name == MONEY else None


def number(value: float) -> str:
    """As Vietnamese print it: ``12.500``, ``0,83``."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))


def shown(value: float | None, unit: str | None, comparator: Comparator, upper: float | None = None) -> str:
    """``≥ 90%``, or ``20–40 máy`` up to ``upper``; a promise in words is shown as such."""
    if value is None:
        return "định tính"
    gap = "" if unit == "%" else " "
    if upper is not None:
        return f"{number(value)}–{number(upper)}{gap}{unit or ''}".strip()
    return f"{_SIGNS[comparator]}{number(value)}{gap}{unit or ''}".strip()
