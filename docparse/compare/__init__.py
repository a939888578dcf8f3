"""Plans compared: which items say the same (:func:`align`), and all of them side by side (:func:`compare`).

::

    comparison = docparse.compare([plan, other], central=programme)
    comparison.coverage
    docparse.export.matrix.write_matrix(comparison, Path("so-sanh.xlsx"))
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from docparse.compare.align import Pair, align
from docparse.compare.matrix import compare
from docparse.compare.records import Comparison

__all__ = ["Comparison", "Pair", "align", "compare"]


class _Callable(ModuleType):
    """``docparse.compare(plans)`` works although importing this package puts a module in that place."""

    def __call__(self, *args: Any, **kwargs: Any) -> Comparison:
        return compare(*args, **kwargs)


sys.modules[__name__].__class__ = _Callable
