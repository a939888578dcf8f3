"""Heads of table columns that a rule knows: ``Cơ quan chủ trì``, ``Thời gian``."""

from __future__ import annotations

import re
from functools import cache

from docparse.rulebook import load_rules
from docparse.text import fold

_MAX_LETTERS = 60


def is_column_head(text: str) -> bool:
    """Tell whether a short text is what stands over a column of tasks, money, bodies or times."""
    key = fold(text).strip(" .:")
    return 0 < len(key) <= _MAX_LETTERS and any(pattern.search(key) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(rule.pattern for rule in load_rules("columns"))
