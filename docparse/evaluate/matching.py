"""Which finding answers which gold fact: by place first, by wording where the place is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docparse.evaluate.gold import GoldIndicator, GoldTask
from docparse.evaluate.keys import text_key
from docparse.evaluate.passages import Passages
from docparse.model import Indicator, Task

_EQUAL = 1e-6  # values are printed numbers: anything more is another number
_NEAR = 3  # characters by which two offsets of one passage may differ (a bracket, a bullet)
_BEHIND_MARKER = 20  # a task may be read with its marker, the quote is without it
_INDICATOR_OPENING = 25
_TASK_OPENING = 30


def pair_indicators(
    gold: Iterable[GoldIndicator], found: Iterable[Indicator], passages: Passages
) -> tuple[list[tuple[GoldIndicator, Indicator | None]], list[Indicator]]:
    """Each answer with its finding (or null), and the findings that answer nothing."""
    free = list(found)
    pairs: list[tuple[GoldIndicator, Indicator | None]] = []
    for answer in gold:
        span = passages.span(answer.quote)
        match = next((f for f in free if _same_quantity(answer, f) and _same_place(answer, f, span)), None)
        if match is not None:
            free.remove(match)
        pairs.append((answer, match))
    return pairs, free


def _same_quantity(answer: GoldIndicator, found: Indicator) -> bool:
    if answer.qualitative != found.qualitative:
        return False
    if answer.qualitative:
        return True
    if answer.value is None or found.value is None or abs(found.value - answer.value) > _EQUAL:
        return False
    one, other = text_key(found.unit or ""), text_key(answer.unit or "")
    return one.startswith(other) or other.startswith(one)


def _same_place(answer: GoldIndicator, found: Indicator, span: tuple[int, int] | None) -> bool:
    if span is None:
        return text_key(answer.quote)[:_INDICATOR_OPENING] in text_key(found.text)
    return found.start < span[1] + _NEAR and span[0] - _NEAR < found.end


def pair_tasks(
    gold: Iterable[GoldTask], found: Iterable[Task], passages: Passages
) -> tuple[list[tuple[GoldTask, Task | None]], list[Task]]:
    """Each answer with the task that begins where it begins (or null), and the tasks left over."""
    free = sorted(found, key=lambda task: task.start)
    pairs: list[tuple[GoldTask, Task | None]] = []
    for answer in gold:
        match = _at_its_place(answer, free, passages) or _worded_alike(answer, free)
        if match is not None:
            free.remove(match)
        pairs.append((answer, match))
    return pairs, free


def _at_its_place(answer: GoldTask, free: Sequence[Task], passages: Passages) -> Task | None:
    at = passages.start(answer.quote)
    if at is None:
        return None
    return next((task for task in free if task.start - _NEAR <= at <= task.start + _BEHIND_MARKER), None)


def _worded_alike(answer: GoldTask, free: Sequence[Task]) -> Task | None:
    opening = text_key(answer.quote)[:_TASK_OPENING]
    return next((task for task in free if opening in text_key(task.text)[: 2 * _TASK_OPENING]), None)
