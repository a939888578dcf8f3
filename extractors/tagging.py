"""Words and parts of speech by underthesea, in half of its time.

Most of the time of its tagger goes into the features of the words: 22 templates are parsed anew for each
word. Here they are parsed once. Words, features and tags are the same; a test compares them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

# parts of underthesea that read its dictionary when they are loaded
_WITH_WORDS = ("pos_tag", "chunking", "ner")
# `T[-1].lower`, `T[0,1]`, `T[-3,-2][1]`: places from here, first and last; column; function
_TEMPLATE = re.compile(
    r"T\[(?P<first>-?\d+)(?:,(?P<last>-?\d+))?\](?:\[(?P<column>\d+)\])?(?:\.(?P<function>\w+))?"
)
_BEFORE, _BEHIND = "BOS", "EOS"
_UNKNOWN = "X"  # what underthesea puts into the second column, the first holds the words


class _Template(NamedTuple):
    prefix: str
    first: int
    last: int | None
    column: int
    function: str | None


def words_of(phrase: str) -> list[str]:
    """The words of a phrase as underthesea spells them."""
    from underthesea import word_tokenize  # heavy: loaded when first asked

    _share_dictionary()
    return list(word_tokenize(phrase))


def tags_of(words: Sequence[str]) -> list[str]:
    """The tag of each word."""
    tagger = _tagger()
    return list(tagger.model.tag(_features(words, tagger.transformer.template)))


@cache
def _tagger() -> Any:
    from underthesea.pipeline.pos_tag.model_crf import CRFPOSTagPredictor

    return CRFPOSTagPredictor.Instance()


@cache
def _share_dictionary() -> None:
    """The words of one dictionary are kept three times by underthesea, 17 MB each: let it keep them once."""
    modules: Iterable[Any] = (
        import_module(f"underthesea.pipeline.{part}.tagged_feature") for part in _WITH_WORDS
    )
    kept, *others = modules
    for other in others:
        if other.words == kept.words:
            other.words, other.lower_words = kept.words, kept.lower_words


@cache
def _templates(sources: tuple[str, ...]) -> list[_Template]:
    found = []
    for source in sources:
        match = _TEMPLATE.fullmatch(source)
        if match is None:
            raise ValueError(f"underthesea has a template of a new kind: {source}")
        last = int(match["last"]) if match["last"] else None
        column = int(match["column"] or 0)
        found.append(_Template(f"{source}=", int(match["first"]), last, column, match["function"]))
    return found


def _features(words: Sequence[str], sources: Sequence[str]) -> list[list[str]]:
    """The features of each word, by templates as underthesea writes them."""
    columns = list(words), [_UNKNOWN] * len(words)
    templates = _templates(tuple(sources))
    return [list(row) for row in zip(*(_feature(t, columns[t.column]) for t in templates), strict=True)]


def _feature(template: _Template, values: Sequence[str]) -> list[str]:
    """The feature of one template for each word."""
    prefix, first, last, _, function = template
    apply: Callable[[str], object] = _function(function) if function else str
    size, reach = len(values), first if last is None else max(first, last)
    found = []
    for place in range(size):
        at = place + first
        if at < 0:
            found.append(prefix + _BEFORE)
        elif place + reach >= size:
            found.append(prefix + _BEHIND)
        else:
            value = values[at] if last is None else " ".join(values[at : place + last + 1])
            found.append(f"{prefix}{apply(value)}")
    return found


@cache
def _function(name: str) -> Callable[[str], object]:
    from underthesea.pipeline.pos_tag.tagged_feature import apply_function

    return lambda word: apply_function(name, word)
