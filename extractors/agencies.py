"""The agencies of a plan: every one with a proper name or a role, under its canonical name."""

from __future__ import annotations

import re
from dataclasses import replace

from docparse.model import Agency, AgencyLevel, Mention
from docparse.successors import successor_of
from docparse.text import CAPITALS, fold
from extractors.agencygrammar import AgencyName
from extractors.committees import level_of_kind
from extractors.context import Context

# a heading in capitals reads like one long name; known names are never left in capitals
_SHOUTED = re.compile(rf"[{CAPITALS}]{{2,}} (?:.* )?[{CAPITALS}]{{2,}}(?: |$)")

# the kind of place that closes a name tells its level: `Công an xã`, `Hội Nông dân huyện`
_CLOSED_BY_PLACE = re.compile(r" (xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|tỉnh)$")


def find_agencies(context: Context) -> None:
    """Fill ``agency_mentions`` and ``agencies``; names of one body are brought together first."""
    _unify_institutions(context)
    mentions: list[AgencyName] = []
    for leaf in context.structure.leaves:
        if leaf.zone in ("portal", "head", "cut"):
            continue
        mentions += context.names.scan(leaf.start, leaf.end)
    for table in context.structure.tables:
        for row in table.grid.rows if table.zone != "portal" else ():
            for start, end in dict.fromkeys((cell.start, cell.end) for cell in row):
                mentions += context.names.scan(start, end)
    mentions = [replace(m, name=context.canonical(m)) for m in mentions]
    with_role = {fold(a.agency) for task in context.facts.tasks for a in task.assignments}
    kept = [m for m in mentions if fold(m.name) in with_role or not (m.group or _SHOUTED.match(m.name))]
    context.facts.agency_mentions = kept
    context.facts.agencies = _merged(context, kept)


def _merged(context: Context, mentions: list[AgencyName]) -> list[Agency]:
    places: dict[str, set[tuple[int, int]]] = {}
    names: dict[str, str] = {}
    levels: dict[str, AgencyLevel] = {}
    for mention in mentions:
        key = fold(mention.name)
        names.setdefault(key, mention.name)
        levels.setdefault(key, mention.level)
        places.setdefault(key, set()).add((mention.start, mention.end))
    for task in context.facts.tasks:
        for assignment in task.assignments:
            key = fold(assignment.agency)
            names.setdefault(key, assignment.agency)
            levels.setdefault(key, "other")
            places.setdefault(key, set()).add((assignment.start, assignment.end))
    return [
        Agency(
            name=names[key],
            level=_level_of_place(key) or levels[key],
            mentions=tuple(Mention(start=start, end=end) for start, end in sorted(spans)),
            successor=successor_of(names[key]),
        )
        for key, spans in sorted(places.items(), key=lambda item: min(item[1]))
    ]


def _level_of_place(name: str) -> AgencyLevel | None:
    """The level of ``công an xã`` (folded): of the place that closes the name."""
    place = _CLOSED_BY_PLACE.search(name)
    return level_of_kind(place.group(1)) if place else None


def _unify_institutions(context: Context) -> None:
    """``Đại học X`` is ``Trường Đại học X`` where the plan itself calls it so."""
    assigned = {a.agency for task in context.facts.tasks for a in task.assignments}
    fuller = {
        name: f"Trường {name}"
        for name in assigned
        if name.startswith(("Đại học ", "Cao đẳng ", "Trung học ")) and f"trường {fold(name)}" in context.key
    }
    if not fuller:
        return
    context.facts.tasks = [
        task.model_copy(
            update={
                "assignments": tuple(
                    a.model_copy(update={"agency": fuller[a.agency]}) if a.agency in fuller else a
                    for a in task.assignments
                )
            }
        )
        for task in context.facts.tasks
    ]
