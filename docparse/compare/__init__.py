"""Plans compared: which items say the same (:func:`align`), and all of them side by side (:func:`compare`).

::

    comparison = docparse.compare([plan, other], central=programme)
    comparison.coverage
    docparse.write_matrix(comparison, "so-sanh.xlsx")
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import ModuleType

from docparse.compare.align import Pair, align
from docparse.compare.matrix import compare
from docparse.compare.records import Comparison
from docparse.model import Plan

__all__ = ["Comparison", "Pair", "align", "compare"]


class _Callable(ModuleType):
    """``docparse.compare(plans)`` works although importing this package puts a module in that place."""

    def __call__(self, plans: Sequence[Plan], central: Plan | None = None) -> Comparison:
        """What :func:`docparse.compare.matrix.compare` gives for the same arguments."""
        return compare(plans, central)


sys.modules[__name__].__class__ = _Callable
