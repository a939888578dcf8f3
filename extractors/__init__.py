"""The NLP of docparse: a spaCy pipeline whose components each find one kind of fact."""

from extractors.pipeline import COMPONENTS, extract, load

__all__ = ["COMPONENTS", "extract", "load"]
