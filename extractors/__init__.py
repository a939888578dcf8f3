"""The NLP of docparse: a spaCy pipeline whose components each find one kind of fact.

``extractors.load()`` gives the pipeline, ``extractors.extract(document, structure)`` its facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["COMPONENTS", "extract", "load"]

if TYPE_CHECKING:
    from extractors.pipeline import COMPONENTS, extract, load


def __getattr__(name: str) -> Any:
    """The pipeline is loaded when first used: the rules beside it are read without spaCy."""
    if name in __all__:
        from extractors import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
