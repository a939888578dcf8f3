"""Tasks: who leads them and until when."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from docparse.check.content.subject import CONTENT, Examined
from docparse.check.findings import Finding
from docparse.check.telling import clipped
from docparse.draft.figures import PLACEHOLDER
from docparse.model import Deadline, Node, SectionRole, Task
from docparse.text import fold

_ASSIGNED = ("tasks", "organization", "schedule", "appendix")
_CLOSING = re.compile(r"^(?:trên đây là|trong quá trình|nay thông báo)")
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|ngày \d{1,2} tháng \d{1,2}")
_SHOWN = 90  # characters of a task in a message


@CONTENT.check("ND101", "Nhiệm vụ không có cơ quan chủ trì", "warning", fragile=True)
def without_lead(examined: Examined) -> Iterator[Finding]:
    """One finding a section: the tasks in it that nobody leads, coordinates or carries out.

    The steps of a road map (``lộ trình``) say when, not who.
    """
    yield from _by_section(
        examined,
        "ND101",
        "nhiệm vụ không nêu cơ quan chủ trì, thực hiện",
        lambda task, role: not task.assignments and role != "schedule",
    )


@CONTENT.check("ND102", "Nhiệm vụ không có thời hạn", "info", fragile=True)
def without_deadline(examined: Examined) -> Iterator[Finding]:
    """One finding a section: the tasks in it without a deadline; none where one day holds for all."""
    if not _is_of_one_event(examined):
        yield from _by_section(
            examined, "ND102", "nhiệm vụ không nêu thời hạn", lambda task, _role: task.deadline is None
        )


def _is_of_one_event(examined: Examined) -> bool:
    """A section on the time of the whole names the day: a meeting, an inspection, a contest."""
    text = examined.plan.text
    times = [node for node in examined.plan.outline if node.role == "schedule"]
    return any(_DAY.search(fold(text[node.start : _end(examined, node)])) for node in times)


def _end(examined: Examined, node: Node) -> int:
    """Where the next numbered unit begins."""
    later = (n.start for n in examined.plan.outline if n.start > node.start)
    return min(later, default=len(examined.plan.text))


@CONTENT.check("ND103", "Thời hạn trước ngày ban hành", "error")
def before_issue(examined: Examined) -> Iterator[Finding]:
    """A deadline whose last day lies before the day of issue."""
    if examined.plan.metadata.issued_on is None or examined.day is None:
        return
    for task, deadline, last in _dated(examined):
        guessed = examined.plan.source.ocr and examined.in_table(task)  # columns of scans are often confused
        if last < examined.day and not guessed and not examined.quoted(deadline.start, deadline.end):
            yield examined.finding(
                "ND103",
                f"Thời hạn “{deadline.text}” trước ngày ban hành {examined.day:%d/%m/%Y}: {_short(task)}",
                [_span(task, deadline)],
                measured=last.isoformat(),
                required=f"từ {examined.day.isoformat()}",
            )


@CONTENT.check("ND104", "Thời hạn sau giai đoạn của kế hoạch", "warning")
def after_period(examined: Examined) -> Iterator[Finding]:
    """A deadline behind the last year (the year of the vision, where there is one)."""
    meta = examined.plan.metadata
    end = meta.vision or meta.period_end
    if end is None:
        return
    for task, deadline, last in _dated(examined):
        if last.year > end + _is_school_year(deadline):
            yield examined.finding(
                "ND104",
                f"Thời hạn “{deadline.text}” sau giai đoạn của kế hoạch (đến năm {end}): {_short(task)}",
                [_span(task, deadline)],
                measured=str(last.year),
                required=f"không quá {end}",
            )


def _is_school_year(deadline: Deadline) -> bool:
    """``2021-2022`` as a school year ends in the year behind the plan's last."""
    match = re.search(r"(\d{4}) ?[-–] ?(\d{4})", deadline.text)
    return match is not None and int(match[2]) == int(match[1]) + 1


def last_day(task: Task) -> dt.date | None:
    """The last day on which ``task`` may be done; null where it is not due once and for all."""
    due = task.deadline.due if task.deadline else None
    return dt.date.fromisoformat(due) if due else None


def _dated(examined: Examined) -> Iterator[tuple[Task, Deadline, dt.date]]:
    for task in examined.plan.tasks:
        last = last_day(task)
        if task.deadline is not None and last is not None:
            yield task, task.deadline, last


def _by_section(
    examined: Examined, code: str, what: str, lacks: Callable[[Task, SectionRole], bool]
) -> Iterator[Finding]:
    sections: dict[str, list[Task]] = defaultdict(list)
    for task in examined.plan.tasks:
        node = examined.top(task.node)
        if node is None or node.role not in _ASSIGNED or _CLOSING.match(fold(task.text)):
            continue
        if not PLACEHOLDER.fullmatch(task.text.strip(" .;")):  # nobody has written it yet
            sections[node.id].append(task)
    for node_id, tasks in sections.items():
        node = examined.nodes[node_id]
        found = [task for task in tasks if lacks(task, node.role)]
        if found:
            title = f"{node.marker} {node.title}".strip()
            yield examined.finding(
                code,
                f"{len(found)}/{len(tasks)} {what} (mục “{clipped(title, _SHOWN)}”)",
                [(t.start, t.end) for t in found],
            )


def _span(task: Task, deadline: Deadline) -> tuple[int, int]:
    return (deadline.start, deadline.end) if deadline.end > deadline.start else (task.start, task.end)


def _short(task: Task) -> str:
    return clipped(task.text, _SHOWN)
