"""What a row of figures is called: words of the figure's own, no numbers, no whole sentence of one plan."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from docparse.compare.sentences import sentence_around
from docparse.model import Indicator, Plan
from docparse.rulebook import pattern
from docparse.text import fold

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*\s*%?")
_LETTER = re.compile(r"[^\W\d_]")
_PART = re.compile(r"[;(]|(?<!\d),(?!\d)")
_FULL_STOP = re.compile(r"[\n\t]|\.(?=\s)")
#: an indicator of so many words tells by itself what is counted
_TELLING_WORDS = 8
#: and one of fewer needs what stands behind the number as well
_BARE_WORDS = 4
#: a sentence is looked for so far to either side
_REACH = 400
#: and, for what stands before its brackets, so far back
_FAR = 800
#: what a bare name belongs to is told up to here, so that the name itself is never cut
_SURROUNDINGS = 90


def figure_label(plan: Plan, figure: Indicator) -> str:
    """What ``figure`` counts; a bare member of a list (``THCS 90%``) takes what is said of the last one.

    A share or a count without a name of its own (``tỷ lệ 41%``, ``137 trường``) takes the words right
    before it, and in brackets what the sentence has named before.
    """
    name = _name(figure)
    if not _LETTER.search(name):
        return without_numbers(plan.text[slice(*sentence_around(plan.text, figure, _REACH))])
    start = _opening(plan, figure)
    bracketed = _depth(plan.text[start : figure.start]) > 0 and len(name.split()) < _BARE_WORDS
    if _is_bare(name) or (bracketed and ": " not in name):
        return _surrounded(plan, figure, name, start)
    return _own_label(plan, figure, name)


def without_numbers(text: str) -> str:
    """``text`` without its numbers and without the words that say how much they are."""
    pieces = [_without_quantity(piece) for piece in _NUMBER.split(_rule("marker").sub("", text, count=1))]
    return " ".join(filter(None, pieces)).strip(" ,;:")


def shortened(text: str, limit: int) -> str:
    """``text`` on one line with a capital, cut at a word before ``limit`` characters."""
    line = _SPACE.sub(" ", text).strip(" .;,")
    line = line[:1].upper() + line[1:]
    return line if len(line) <= limit else f"{_cut(line, limit)}…"


def told_apart(labels: Sequence[str], details: Sequence[Sequence[str]]) -> list[str]:
    """``labels``, each that stands there more than once with what tells it from its namesakes.

    ``details`` are for each label what may be said of it, the most telling first; a detail is used where
    it is not the same for all namesakes. What no detail tells apart is numbered.
    """
    found = list(labels)
    namesakes: dict[str, list[int]] = {}
    for index, label in enumerate(labels):
        namesakes.setdefault(fold(label), []).append(index)
    for members in namesakes.values():
        if len(members) > 1:
            for index, addition in zip(members, _additions([details[i] for i in members]), strict=True):
                found[index] = f"{labels[index]} ({addition})" if addition else labels[index]
    return found


def _additions(details: Sequence[Sequence[str]]) -> list[str]:
    """For each of several namesakes the fewest details, one after another, by which all are different."""
    told: list[tuple[str, ...]] = [()] * len(details)
    for values in zip(*details, strict=True):
        longer = [(*before, value) if value else before for before, value in zip(told, values, strict=True)]
        if len(set(longer)) > len(set(told)):
            told = longer
    seen: dict[tuple[str, ...], int] = {}
    additions = []
    for parts in told:
        seen[parts] = seen.get(parts, 0) + 1
        again = (f"hàng {seen[parts]}",) if told.count(parts) > 1 else ()
        additions.append("; ".join((*parts, *again)))
    return additions


def _rule(name: str) -> re.Pattern[str]:
    return pattern("comparison", name)


def _name(figure: Indicator) -> str:
    """The indicator on one line, without the words by which it ran up to its number."""
    name = _SPACE.sub(" ", figure.indicator).strip(" ,;:")
    return _rule("dangling").sub("", name)


def _is_bare(name: str) -> bool:
    return _rule("bare").fullmatch(name) is not None


def _own_label(plan: Plan, figure: Indicator, name: str) -> str:
    if len(name.split()) >= _TELLING_WORDS or fold(figure.text).startswith(fold(name)):
        return name
    label = _joined(_before(figure, name), name)
    bare = len(label.split()) < _BARE_WORDS or ": " in name
    if bare and not _rule("predicate").search(label):
        label += _behind(plan, figure)
    return _rule("dangling").sub("", label)


def _opening(plan: Plan, figure: Indicator) -> int:
    """Where the sentence of ``figure`` begins; semicolons end nothing, they stand in brackets as well."""
    low = max(0, figure.start - _FAR)
    return max((stop.end() for stop in _FULL_STOP.finditer(plan.text, low, figure.start)), default=low)


def _depth(text: str) -> int:
    """How many brackets are open at the end of ``text``."""
    return max(0, text.count("(") - text.count(")"))


def _surrounded(plan: Plan, figure: Indicator, name: str, start: int) -> str:
    """A bare name with the words before it or behind it, and what its sentence is about."""
    figures = sorted((*plan.targets, *plan.baselines), key=lambda f: (f.end, f.start))
    earlier = [f for f in reversed(figures) if start <= f.start and f.end <= figure.start]
    depth = _depth(plan.text[start : figure.start])
    lead = _lead(plan.text[earlier[0].end if earlier else start : figure.start], figure)
    if fold(name) in fold(lead):
        own = lead
    elif lead and fold(lead) not in fold(name) and len(lead.split()) <= _TELLING_WORDS:
        own = f"{name} {lead}"
    else:
        own = name if depth else name + _behind(plan, figure)
    if not depth and own != name:
        return own
    # what stands in brackets is told of what stands before them
    heads = [f for f in earlier if _depth(plan.text[start : f.start]) < max(1, depth)]
    about = _about(plan, heads, start, figure)
    return f"{own} ({about})" if about and fold(about) != fold(own) else own


def _lead(between: str, figure: Indicator) -> str:
    """The last words before the number that belong to it alone: ``THCS`` of ``THPT: 75%, THCS: 50%``."""
    number = _NUMBER.search(figure.text)
    words = _PART.split(between)[-1] + figure.text[: number.start() if number else 0]
    lead = _without_quantity(_rule("marker").sub("", words, count=1))
    told = _LETTER.search(lead) and not _NUMBER.search(lead) and not _rule("empty").match(lead)
    return lead.strip(" ,;:().") if told else ""


def _about(plan: Plan, heads: Sequence[Indicator], start: int, figure: Indicator) -> str:
    """What a bare figure is part of: the last of ``heads`` that has a name, else what its sentence says."""
    named = next((f for f in heads if not _is_bare(_name(f))), None)
    if named is not None:
        told = _own_label(plan, named, _name(named))
    else:
        _, end = sentence_around(plan.text, figure, _REACH)
        told = without_numbers(plan.text[start : figure.start].rpartition("(")[0])
        told = told or without_numbers(plan.text[figure.end : end])
    told = _SPACE.sub(" ", told).strip(" ,;:.()")
    return f"{_cut(told, _SURROUNDINGS)}…" if len(told) > _SURROUNDINGS else told


def _cut(text: str, limit: int) -> str:
    return text[: max(text.rfind(" ", 0, limit), limit // 2)].rstrip(" ,;")


def _before(figure: Indicator, name: str) -> str:
    """The words of the figure's passage in front of its number: ``trang bị mới``."""
    number = _NUMBER.search(figure.text)
    text = _rule("marker").sub("", figure.text, count=1)
    lead = _without_quantity(text[: 0 if number is None else number.start()])
    told = _rule("empty").match(lead) or fold(lead) in fold(name) or _NUMBER.search(lead)
    return "" if told else lead


def _joined(lead: str, name: str) -> str:
    """``tiểu học và mầm non`` and ``trường mầm non`` -> ``trường tiểu học và mầm non``: nothing twice."""
    noun, _, rest = name.partition(" ")
    told = _rule("dangling").sub("", lead)
    return f"{noun} {told}" if rest and fold(told).endswith(fold(rest)) else f"{lead} {name}".strip()


def _without_quantity(text: str) -> str:
    text = _SPACE.sub(" ", text).strip()
    while found := _rule("quantity").search(text):
        text = text[: found.start()].rstrip()
    return text


def _behind(plan: Plan, figure: Indicator) -> str:
    """What is said behind the number up to the next one, or of the last figure of its sentence."""
    _, end = sentence_around(plan.text, figure, _REACH)
    figures = sorted((*plan.targets, *plan.baselines), key=lambda f: f.start)
    first = bisect_left(figures, figure.end, key=lambda f: f.start)
    last = next((f for f in reversed(figures[first:]) if f.start < end), None)
    if last is None:
        tail = plan.text[figure.end : end]
        return "" if _NUMBER.search(tail) else _SPACE.sub(" ", tail).rstrip(" ,;.()")
    said = _rule("predicate").search(last.indicator)
    return _SPACE.sub(" ", f" {last.indicator[said.start() :].strip()}") if said else ""
