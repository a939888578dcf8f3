"""Scores of one plan against the answers for it, one tally a kind of fact."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from docparse.evaluate.gold import Gold, GoldCitation, GoldIndicator, GoldMetadata, GoldTask
from docparse.evaluate.grounding import ground
from docparse.evaluate.keys import agency_key, number_key, path_key, squeezed, text_key
from docparse.evaluate.matching import pair_indicators, pair_tasks
from docparse.evaluate.passages import Passages
from docparse.evaluate.tally import Tally
from docparse.evaluate.trees import compare_outlines
from docparse.model import ASSIGNMENT_ROLES, Citation, Indicator, Metadata, Plan, Task

#: The kinds of fact that are scored, in the order of a report.
METRICS = (
    "metadata",
    "outline",
    "roles",
    "structure",
    "targets",
    "target_years",
    "baselines",
    "tasks",
    "lead",
    "coordinate",
    "implement",
    "deadlines",
    "budgets",
    "whole_task",
    "citations",
    "citation_dates",
    "grounding",
)
_METADATA = (
    "number",
    "doc_type",
    "issuer",
    "province",
    "place",
    "issued_on",
    "period_start",
    "period_end",
    "vision",
    "signer_name",
    "signer_title",
)
_SUBJECT = 60  # characters by which subjects are compared
_TITLE = 25  # and titles of the outline

Scores = dict[str, Tally]


def score(gold: Gold, plan: Plan) -> Scores:
    """A tally for each of :data:`METRICS`; what went wrong is told in the tallies' lists."""
    passages = Passages(plan.text)
    scores = {name: Tally() for name in METRICS}
    _score_metadata(gold.metadata, plan.metadata, scores["metadata"])
    _score_outline(gold, plan, scores)
    for kind, answers, found in (
        ("targets", gold.targets, plan.targets),
        ("baselines", gold.baselines, plan.baselines),
    ):
        pairs, left = pair_indicators(answers, found, passages)
        _count(scores[kind], [(a.quote, f is not None) for a, f in pairs], [_shown(f) for f in left])
        if kind == "targets":
            _score_years(pairs, scores["target_years"])
    _score_tasks(gold, plan, passages, scores)
    _score_citations(gold, plan, scores)
    scores["grounding"] = _grounding(plan)
    return scores


def _count(tally: Tally, answers: Sequence[tuple[str, bool]], invented: Sequence[str]) -> None:
    hits = sum(hit for _, hit in answers)
    tally.add(hits, len(answers), hits + len(invented))
    tally.missed += [text for text, hit in answers if not hit]
    tally.invented += invented


def _score_years(pairs: Sequence[tuple[GoldIndicator, Indicator | None]], tally: Tally) -> None:
    """Of the targets that were found: whether they are due in the year that the answer says."""
    for answer, found in pairs:
        if found is not None and answer.value is not None:
            wanted, have = answer.year, found.year
            tally.mark(wanted == have, f"{answer.quote}: {_quoted(wanted)}; tìm được {_quoted(have)}")


def _shown(indicator: Indicator) -> str:
    number = "" if indicator.value is None else f"{indicator.value:g} {indicator.unit or ''} | "
    return f"{number}{indicator.text}"


# ---- head and outline -----------------------------------------------------------------------------


def _score_metadata(gold: GoldMetadata, found: Metadata, tally: Tally) -> None:
    for name in _METADATA:
        wanted, have = getattr(gold, name), getattr(found, name)
        tally.mark(_key(wanted) == _key(have), f"{name}: {_quoted(wanted)}; tìm được {_quoted(have)}")
    if gold.subject:
        wanted, have = text_key(gold.subject)[:_SUBJECT], text_key(found.subject or "")[:_SUBJECT]
        tally.mark(wanted == have, f"subject: {_quoted(wanted)}; tìm được {_quoted(have)}")


def _key(value: str | int | None) -> str | None:
    return None if value is None else text_key(str(value))


def _quoted(value: str | int | None) -> str:
    return f"“{value}”" if value else "không có"


def _score_outline(gold: Gold, plan: Plan, scores: Scores) -> None:
    wanted = {path_key(node.path): node for node in gold.outline}
    have = {path_key(node.path): node for node in plan.outline}
    right = {
        path
        for path, node in wanted.items()
        if path in have and text_key(have[path].title)[:_TITLE] == text_key(node.title)[:_TITLE]
    }
    outline, roles = scores["outline"], scores["roles"]
    outline.add(len(right), len(wanted), len(have))
    outline.missed += [f"{p} {node.title[:50]}" for p, node in wanted.items() if p not in right]
    outline.invented += [f"{p} {node.title[:50]}" for p, node in have.items() if p not in right]
    for path, node in wanted.items():
        role = have[path].role if path in have else None
        roles.mark(path in right and role == node.role, f"{path}: {node.role}; tìm được {_quoted(role)}")
    scores["structure"] = compare_outlines(gold.outline, plan.outline)


# ---- tasks ----------------------------------------------------------------------------------------


def _score_tasks(gold: Gold, plan: Plan, passages: Passages, scores: Scores) -> None:
    pairs, left = pair_tasks(gold.tasks, plan.tasks, passages)
    _count(
        scores["tasks"],
        [(_place(a), task is not None) for a, task in pairs],
        [task.text[:70] for task in left],
    )
    for answer, task in pairs:
        _score_task(answer, task, scores)
    for task in left:  # what is said of a task that is none is invented, too
        for assignment in task.assignments:
            scores[assignment.role].found += 1
        scores["whole_task"].found += 1


def _score_task(answer: GoldTask, task: Task | None, scores: Scores) -> None:
    where = _place(answer)
    wrong = [] if task is not None and _same_text(answer, task) else ["tasks"]
    for role in ASSIGNMENT_ROLES:
        wanted: dict[Hashable, str] = {agency_key(name): name for name in answer.agencies(role)}
        have: dict[Hashable, str] = {agency_key(name): name for name in (task.agencies(role) if task else ())}
        scores[role].compare(wanted, have, where)
        wrong += [role] if wanted.keys() != have.keys() else []
    due = _themselves(answer.deadline)
    said = _themselves(task.deadline.value if task and task.deadline else None)
    scores["deadlines"].compare(due, said, where)
    wrong += ["deadlines"] if due != said else []
    scores["budgets"].compare(_total(answer), _total(task), where)
    whole = scores["whole_task"]
    whole.add(not wrong, 1, task is not None)
    whole.missed += [f"{where}: {', '.join(wrong)}"] if wrong else []


def _place(answer: GoldTask) -> str:
    return f"{answer.path or '-'}: {answer.quote[:60]}"


def _same_text(answer: GoldTask, task: Task) -> bool:
    """The quote is the beginning of the task (its marker aside), or the task the beginning of it."""
    quote, text = squeezed(answer.quote), squeezed(task.text)
    return text.startswith(quote) or quote.startswith(text) or quote in text[: len(quote) + _MARKER]


_MARKER = 8  # squeezed characters of a marker, such as `1.2.3.`


def _themselves(*values: str | None) -> dict[Hashable, str]:
    """Values that are compared and shown as they stand."""
    return {value: value for value in values if value}


def _total(task: GoldTask | Task | None) -> dict[Hashable, str]:
    budget = task.budget if task else None
    if budget is None or budget.total is None:
        return {}
    return {float(budget.total): f"{budget.total:g} {budget.unit or ''}".strip()}


# ---- citations and grounding ----------------------------------------------------------------------


def _score_citations(gold: Gold, plan: Plan, scores: Scores) -> None:
    answers = {number_key(c.number): c for c in gold.citations}
    found = {number_key(c.number): c for c in plan.citations}
    scores["citations"].compare(
        {key: c.number for key, c in answers.items()}, {key: c.number for key, c in found.items()}, "số"
    )
    scores["citation_dates"].compare(_dated(answers), _dated(found), "số, ngày")


def _dated(citations: Mapping[str, GoldCitation | Citation]) -> dict[Hashable, str]:
    return {(key, c.issued_on): f"{c.number}, {c.issued_on}" for key, c in citations.items() if c.issued_on}


def _grounding(plan: Plan) -> Tally:
    checked, baseless = ground(plan)
    tally = Tally(checked - len(baseless), checked, checked)
    tally.invented = [str(fact) for fact in baseless]
    return tally
