"""The sentence in which a fact stands, as the comparison reads it: lists and cells end one, too."""

from __future__ import annotations

import re

from docparse.model import Located
from docparse.rulebook import pattern

_SPACE = re.compile(r"\s+")
#: where a long sentence may be parted: before a bracket, behind a comma that stands in no number
_JOINT = re.compile(r",\s|\s(?=[(])|(?<=[)])\s")
#: a clause of fewer words, in a cell of a table, is read with its row
_FEW_WORDS = 5
SENTENCE_END = re.compile(r"[;\n\t]|\.(?=\s|$)")


def sentence_around(text: str, fact: Located, reach: int) -> tuple[int, int]:
    """Start and end offsets of the sentence of ``fact``, at most ``reach`` characters to either side."""
    low, high = max(0, fact.start - reach), min(len(text), fact.end + reach)
    before = [m.end() for m in SENTENCE_END.finditer(text, low, fact.start)]
    after = SENTENCE_END.search(text, fact.end, high)
    return (before[-1] if before else low), (after.start() if after else high)


def clause_around(text: str, fact: Located, longest: int) -> str:
    """The sentence of ``fact`` on one line; of one over ``longest`` characters whole parts, with ``…``.

    A cell of a table that tells too little is given with its row.
    """
    start, end = sentence_around(text, fact, len(text))
    if len(text[start:end].split()) < _FEW_WORDS and "\t" in text[max(0, start - 1) : end + 1]:
        start, end = text.rfind("\n", 0, start) + 1, _line_end(text, end)
    start, end = _with_brackets(text, start, end)
    first, last = _parts_around(text, start, end, fact, longest)
    words = _SPACE.sub(" ", text[first:last]).strip(" .,;")
    words = f"… {words}" if first > start else pattern("comparison", "marker").sub("", words, count=1)
    return f"{words}…" if last < end else words


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The span and what its brackets hold: a semicolon in them ends no clause."""
    line, stop = text.rfind("\n", 0, start) + 1, _line_end(text, end)
    open_at_end = text.count("(", start, end) - text.count(")", start, end)
    if open_at_end > 0 and (close := text.find(")", end, stop)) >= 0:
        following = SENTENCE_END.search(text, close, stop)
        end = following.start() if following else stop
    if open_at_end < 0 and (opening := text.rfind("(", line, start)) >= 0:
        start = max((m.end() for m in SENTENCE_END.finditer(text, line, opening)), default=line)
    return start, end


def _parts_around(text: str, start: int, end: int, fact: Located, longest: int) -> tuple[int, int]:
    """The parts of a sentence around ``fact``, at most ``longest`` characters; those before first."""
    if end - start <= longest:
        return start, end
    joints = [start, *(m.end() for m in _JOINT.finditer(text, start, end)), end]
    first = max(joint for joint in joints if joint <= fact.start)
    last = min(joint for joint in joints if joint >= fact.end)
    for joint in reversed([j for j in joints if j < first]):
        if last - joint <= longest:
            first = joint
    for joint in (j for j in joints if j > last):
        if joint - first <= longest:
            last = joint
    return first, last


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
