"""Numbers as Vietnamese documents print them."""

from __future__ import annotations

import re
from functools import cache

from docparse.rulebook import load_table

_THOUSANDS_DOT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_THOUSANDS_SPACE = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
_THOUSANDS_COMMA = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
_ONE_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")


def read_number(text: str) -> float | None:
    """``3.852`` and ``3 852`` -> 3852, ``72,7`` -> 72.7, ``76.3`` -> 76.3, ``05`` -> 5; else null.

    The dot groups thousands where exactly three digits follow it, the comma marks decimals; both
    foreign styles (``76.3``, ``1,234,567``) are read where they cannot be anything else.
    """
    text = text.strip().rstrip(".,")
    if _THOUSANDS_DOT.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if _THOUSANDS_SPACE.fullmatch(text):
        return float(text.replace(" ", ""))
    if _THOUSANDS_COMMA.fullmatch(text):
        return float(text.replace(",", ""))
    if re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        return float(text.replace(",", "."))
    return None


@cache
def _measures() -> re.Pattern[str]:
    """Units of which there may be a part: they begin with a word of measure, or are a ratio."""
    words = map(re.escape, load_table("units")["measure"]["words"])
    return re.compile(f"(?:{'|'.join(words)})(?!\\w)|.*/|[%‰]")


def read_count(text: str, unit: str) -> float | None:
    """The number ``text`` of ``unit`` (folded): ``1,250`` accounts are 1250, ``1,250`` km are 1.25."""
    if _ONE_COMMA.fullmatch(text.strip()) and not _measures().match(unit):
        return float(text.replace(",", ""))
    return read_number(text)
