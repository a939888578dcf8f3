"""Stops and commas that are specks on the paper: ``phổ, thông``, ``Phòng. GD&ĐT``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from docparse.text import CAPITALS, fold
from docparse.text.mend import Repair, is_common_word, slips

_WORD = re.compile(r"[^\W\d_]+")
_BLANK_BEFORE = re.compile(r" [:;.,'`~^] ")  # no mark has a blank before it
# nobody ends a sentence with the kind of a body, and begins one with the initials of its field; those of
# other bodies may begin it
_BODY = re.compile(
    rf"(?<![^\W_])(?P<head>Bộ|Sở|Phòng)\. (?!(?:UB|HĐ|MT|BC|BQ|VP|TT))"
    rf"(?=[{CAPITALS}]{{2,}}(?:&[{CAPITALS}]+)?(?![^\W_]))"
)


def without_specks(text: str) -> Iterator[Repair]:
    """The marks of ``text`` that part what is one word or name, each with the word before it."""
    for body in _BODY.finditer(text):
        yield Repair(body.start(), body.end() - 1, text[body.start() : body.end() - 1], body["head"])
    words = list(_WORD.finditer(text))
    for at, (first, second) in enumerate(pairwise(words)):
        gap = text[first.end() : second.start()]
        if (gap in (", ", ". ") or _BLANK_BEFORE.fullmatch(gap)) and _is_parted(words, at, gap):
            end = second.start() - 1
            yield Repair(first.start(), end, text[first.start() : end], first[0])


def _is_parted(words: list[re.Match[str]], at: int, gap: str) -> bool:
    """Whether the word at ``at`` makes one with the next, and neither is part of another beside them.

    Where no blank stands before the mark, it must be nothing without the next.
    """
    near = [fold(word[0]) for word in words[max(at - 1, 0) : at + 3]]
    here = min(at, 1)
    return (
        (gap[0] == " " or near[here] in _bound())
        and words[at + 1][0].islower()
        and is_common_word(near[here], near[here + 1])
        and not any(is_common_word(*pair) for pair in (near[: here + 1], near[here + 1 :]) if len(pair) == 2)
    )


@cache
def _bound() -> frozenset[str]:
    return frozenset(map(fold, slips()["bound"].split()))
