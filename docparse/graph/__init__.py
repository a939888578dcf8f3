"""The task graph: who does what, by when, with what money, on what basis, for which target."""

from docparse.graph.build import task_graph

__all__ = ["task_graph"]
