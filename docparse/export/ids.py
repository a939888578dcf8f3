"""Ids that are unique over one run and fit into a file name on every system."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docparse.model import Plan

# file systems allow 255 bytes a name, the suffixes and the mark of a draft included
_MAX_ID = 200
# Windows keeps these names for its devices, whatever suffix follows
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_PREFIX = "ke-hoach-"


class UniqueIds:
    """Gives every plan an id of its own: the second ``x`` becomes ``x-2``, in the order of coming.

    ``taken`` are ids that others have already.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}  # the number given last, so that a thousand equals stay quick

    def claim(self, plan: Plan) -> Plan:
        """Return ``plan`` under an id that no plan before it has."""
        unique = self.claim_id(plan.id)
        return plan if unique == plan.id else plan.model_copy(update={"id": unique})

    def claim_id(self, wanted: str) -> str:
        """Return an id like ``wanted`` that no plan before has."""
        unique = name = (_PREFIX if _DEVICE.fullmatch(wanted) else "") + wanted[:_MAX_ID]
        count = self._last.get(name, 1)
        while unique in self._taken:
            count += 1
            unique = f"{name}-{count}"
        self._last[name] = count
        self._taken.add(unique)
        return unique

    def release(self, given: str) -> None:
        """Give an id back."""
        self._taken.discard(given)
        self._last.clear()
