"""Ids that are unique over one run and fit into a file name."""

from __future__ import annotations

from docparse.model import Plan

# file systems allow 255 bytes a name, the suffixes and the mark of a draft included
_MAX_ID = 200


class UniqueIds:
    """Gives every plan an id of its own: the second ``x`` becomes ``x-2``, in the order of coming."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}  # the number given last, so that a thousand equals stay quick

    def claim(self, plan: Plan) -> Plan:
        """Return ``plan`` under an id that no plan before it has."""
        unique = name = plan.id[:_MAX_ID]
        count = self._last.get(name, 1)
        while unique in self._taken:
            count += 1
            unique = f"{name}-{count}"
        self._last[name] = count
        self._taken.add(unique)
        return plan if unique == plan.id else plan.model_copy(update={"id": unique})
