"""Label lines: ``- Đơn vị chủ trì: …``, ``Thời gian thực hiện: …``, ``Sản phẩm: …``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from docparse.rulebook import load_rules

_MAX_LABEL = 60  # characters before the colon


@dataclass(frozen=True, slots=True)
class Label:
    """A label and where its value stands; ``roles`` are words like ``lead`` or ``deadline``."""

    roles: tuple[str, ...]
    value_start: int
    end: int


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (re.compile(rf"(?:{rule.pattern.pattern})\s*(?:\([^)]{{0,60}}\))?\s*:\s*"), tuple(rule.value.split()))
        for rule in load_rules("labels")
    )


def read_label(key: str, start: int, end: int) -> Label | None:
    """The label that opens the folded passage ``key[start:end]``; null when none does."""
    if ":" not in key[start : min(end, start + _MAX_LABEL)]:
        return None
    for pattern, roles in _patterns():
        match = pattern.match(key, start, end)
        if match:
            return Label(roles, match.end(), end)
    return None
