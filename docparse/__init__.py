"""docparse reads, compares and drafts the plans (Kế hoạch) of Vietnamese authorities.

The whole of everyday use::

    plan = docparse.read("plan.docx")
    plan.tasks
    pandas.DataFrame(docparse.records(plan, "tasks"))
    docparse.task_graph([plan])
    docparse.write_matrix(docparse.compare([plan, other]), "so-sanh.xlsx")
    docparse.draft("ho-so.yaml", [plan]).save("du-thao.docx")
    docparse.check_file("du-thao.docx")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "DocparseError",
    "Plan",
    "align",
    "check_file",
    "compare",
    "draft",
    "load_plans",
    "read",
    "records",
    "task_graph",
    "write_matrix",
]

if TYPE_CHECKING:
    from docparse.check import check_file
    from docparse.compare import align, compare
    from docparse.draft import draft
    from docparse.errors import DocparseError
    from docparse.export.dataset import records
    from docparse.export.matrix_files import write_matrix
    from docparse.export.plans import load_plans
    from docparse.graph import task_graph
    from docparse.model import Plan
    from docparse.plan import read

# Loaded when first used: spaCy and networkx take their time, `import docparse` must not.
_HOMES = {
    "DocparseError": "docparse.errors",
    "Plan": "docparse.model",
    "align": "docparse.compare",
    "check_file": "docparse.check",
    "compare": "docparse.compare",
    "draft": "docparse.draft",
    "load_plans": "docparse.export.plans",
    "read": "docparse.plan",
    "records": "docparse.export.dataset",
    "task_graph": "docparse.graph",
    "write_matrix": "docparse.export.matrix_files",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
