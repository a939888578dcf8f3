"""The facts of a plan that become rows, in the order of the plan; worksheets and data set have the same."""

from __future__ import annotations

from collections.abc import Iterator

from docparse.export.rows import Entry, View
from docparse.model import Agency, Citation, Indicator, Plan, Task


def plans(view: View) -> Iterator[Entry[Plan]]:
    """The plan itself."""
    yield Entry(view, view.plan, 0, len(view.plan.text))


def tasks(view: View) -> Iterator[Entry[Task]]:
    """Every task."""
    for task in view.plan.tasks:
        yield view.entry(task, task, task.node)


def indicators(view: View) -> Iterator[Entry[tuple[str, Indicator]]]:
    """Every target and baseline, each behind the word for its kind."""
    for kind, found in (("target", view.plan.targets), ("baseline", view.plan.baselines)):
        for indicator in found:
            yield view.entry((kind, indicator), indicator, indicator.node)


def agencies(view: View) -> Iterator[Entry[Agency]]:
    """Every agency, at the place where it is named first."""
    for agency in view.plan.agencies:
        if agency.mentions:
            yield view.entry(agency, agency.mentions[0])


def citations(view: View) -> Iterator[Entry[Citation]]:
    """Every cited act."""
    for citation in view.plan.citations:
        yield view.entry(citation, citation)
