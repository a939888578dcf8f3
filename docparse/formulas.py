"""Formulas at the end of a decision that are tasks by the letter and tell nothing of the plan."""

from __future__ import annotations

from docparse.rulebook import pattern
from docparse.text import fold


def says_who_carries_out(text: str) -> bool:
    """Whether ``text`` is ``Chánh Văn phòng … chịu trách nhiệm thi hành Quyết định này``.

    Every decision names there whoever it concerns (Decree 30/2020/NĐ-CP, form 1.2): nothing to compare with
    other plans, and no order that needs a deadline.
    """
    return pattern("rolewording", "carried-out-by").match(fold(text)) is not None
