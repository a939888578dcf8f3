"""The deadlines of a task graph as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from docparse.graph.periods import RECURRING, day_after, period, repeats
from docparse.graph.questions import deadline_words, plan_years
from docparse.graph.schema import edges_of, sources_of

if TYPE_CHECKING:
    import networkx as nx

# A content line holds at most this many octets; a longer one is folded.
_LINE_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None, "\t": " "})
_NO_DATE = "19700101"
_SHORTEST_MONTH = 28


def to_icalendar(graph: nx.MultiDiGraph) -> str:
    """One all-day event for each task with a last day; a repetition recurs within the years of its plan.

    Lines end in CRLF and are folded at 75 octets. The UID is the task's id, DTSTAMP the day the plan was
    issued, so that the same plans always give the same bytes.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//docparse//task graph//VI",
        "CALSCALE:GREGORIAN",
        *(
            line
            for task, deadline, edge in edges_of(graph, "due")
            for line in _event(graph, task, deadline, edge["text"])
        ),
        "END:VCALENDAR",
    ]
    return "".join(fold_line(line) for line in lines)


def fold_line(line: str) -> str:
    """``line`` with CRLF, continued on lines that begin with a space where it is over 75 octets long."""
    pieces, piece, room = [], "", _LINE_OCTETS
    for character in line:
        size = len(character.encode("utf-8"))
        if size > room:
            pieces.append(piece)
            piece, room = " ", _LINE_OCTETS - 1
        piece += character
        room -= size
    return "\r\n".join([*pieces, piece]) + "\r\n"


def _event(graph: nx.MultiDiGraph, task: str, deadline: str, text: str) -> Iterator[str]:
    data, when = graph.nodes[task], graph.nodes[deadline]
    plan = graph.nodes[f"plan:{data['plan']}"]
    span = period(when["deadline"], when.get("due"))
    years = plan_years(graph, data["plan"])
    days = [span.end] if span else repeats(when["deadline"], text, years)
    if not days:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(task)}@docparse"
    yield f"DTSTAMP:{plan.get('issued_on', _NO_DATE).replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{days[0]:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day_after(days[0]):%Y%m%d}"
    if len(days) > 1:
        yield _rule(when["deadline"], days)
    yield f"SUMMARY:{_text(data['label'])}"
    yield f"DESCRIPTION:{_text(_description(graph, task))}"
    yield f"CATEGORIES:{_text(plan['label'])}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _rule(value: str, days: list[date]) -> str:
    """How the event recurs; where a month lacks the day, its last one counts."""
    until = f"UNTIL={days[-1]:%Y%m%d}"
    if value == "yearly":
        return f"RRULE:FREQ=YEARLY;{until}"
    day = max(day.day for day in days)
    on = str(day) if day <= _SHORTEST_MONTH else ",".join(map(str, range(_SHORTEST_MONTH, day + 1)))
    last = "" if day <= _SHORTEST_MONTH else ";BYSETPOS=-1"
    return f"RRULE:FREQ=MONTHLY;INTERVAL={RECURRING[value]};BYMONTHDAY={on}{last};{until}"


def _description(graph: nx.MultiDiGraph, task: str) -> str:
    data = graph.nodes[task]
    said = [" ".join(data["text"].split()), f"Thời hạn: {deadline_words(data)}"]
    for words, kind in (("Chủ trì", "leads"), ("Phối hợp", "coordinates"), ("Thực hiện", "implements")):
        names = [graph.nodes[agency]["label"] for agency in sources_of(graph, task, kind)]  # type: ignore[arg-type]
        if names:
            said.append(f"{words}: {'; '.join(names)}")
    if "path" in data:
        said.append(f"Mục: {data['path']}")
    return "\n".join(said)


def _uid(task: str) -> str:
    """The readable id without characters that some calendars refuse."""
    return task.removeprefix("task:").replace("/", ".").replace("#", "-")


def _text(value: str) -> str:
    return value.translate(_ESCAPES)
