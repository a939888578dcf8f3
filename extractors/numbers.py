"""Numbers as Vietnamese documents print them."""

from __future__ import annotations

import re

_THOUSANDS_DOT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_THOUSANDS_SPACE = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
_THOUSANDS_COMMA = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")


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
