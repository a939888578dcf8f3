"""What a central plan asks of its own house: no province can take it up, none lacks it."""

from __future__ import annotations

from docparse.compare.columns import is_central_body
from docparse.compare.items import Item
from docparse.compare.terms import written_out
from docparse.model import Indicator, Plan, Task
from docparse.rulebook import pattern
from docparse.text import fold


def is_own_work(item: Item, plan: Plan) -> bool:
    """Whether ``item`` of the central ``plan`` is for the body alone that issued it.

    So it is where the text names its own staff or plans and nobody in the provinces, or asks the
    government for something, and where the part on who does what charges its own units and nobody in the
    provinces.
    """
    fact = item.fact
    if not isinstance(fact, Task | Indicator):
        return False
    text = fold(written_out(plan.passage(fact)))
    if pattern("comparison", "own-house").search(text):
        return not _is_local(text)
    central = [lead for lead in item.leads if _is_central_unit(lead)]
    others = [lead for lead in item.leads if lead not in central and _is_local(lead)]
    return item.role == "organization" and bool(central) and not others


def _is_central_unit(name: str) -> bool:
    return is_central_body(name) or bool(pattern("comparison", "central-unit").search(fold(name)))


def _is_local(name: str) -> bool:
    return bool(pattern("comparison", "other-house").search(fold(name)))
