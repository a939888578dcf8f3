"""The NLP of docparse: stages that each find one kind of fact, also as components of a spaCy pipeline.

``extractors.extract(document, structure)`` gives the facts; ``extractors.load()`` the pipeline, for who wants
to change it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["COMPONENTS", "extract", "load"]

if TYPE_CHECKING:
    from extractors.pipeline import load
    from extractors.stages import COMPONENTS, extract


def __getattr__(name: str) -> Any:
    """The stages are loaded when first used, spaCy when it is asked for: the rules beside it need neither."""
    if name == "load":
        from extractors.pipeline import load

        return load
    if name in __all__:
        from extractors import stages

        return getattr(stages, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
