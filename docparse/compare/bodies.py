"""Bodies of one kind in different places: two universities, the committees of two provinces."""

from __future__ import annotations

from functools import lru_cache

from docparse.rulebook import load_rules
from docparse.text import fold


@lru_cache(maxsize=4096)
def kind_of_body(name: str) -> str:
    """``Trường Đại học Hạ Long`` -> ``đại học``; ``""`` for a body that every place has one of.

    The kinds are the rows of ``extractors/rules/bodies.toml``.
    """
    folded = fold(name)
    return next((rule.value for rule in load_rules("bodies") if rule.applies(folded)), "")
