"""Which words of a ministry's plan speak of the ministry itself: no other body can take them over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.draft.knowledge import ministry_fields, table
from docparse.draft.rewriting import overlaps, protected, spelled
from docparse.model import Plan
from docparse.text import fold

_OF_OTHERS = ("district", "commune")


class OwnMatters:
    """What a plan of ``ministry`` says of the ministry: ``công chức của Bộ``, ``đơn vị thuộc Bộ Nội vụ``."""

    def __init__(self, ministry: str) -> None:
        data = table("doubts")["own"]
        self._own = re.compile(rf"(?<!\w){data['pattern'].replace('{field}', ministry_fields(ministry))}")
        self._named = re.compile(rf"(?<!\w)(?P<ministry>bộ {ministry_fields(ministry)})")
        self._guidance = re.compile(data["guidance"])

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where ``text`` speaks of what is the ministry's own, not of what it has ordered."""
        yield from self._outside(self._own, text)

    def named(self, text: str) -> Iterator[tuple[int, int]]:
        """Where ``text`` names the ministry as anything but the source of an order."""
        yield from self._outside(self._named, text)

    def _outside(self, pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
        key, shut = fold(text), protected(text)
        for match in pattern.finditer(key):
            proper = text[match.start("ministry")].isupper()
            cited = overlaps(shut, *match.span())
            if proper and not cited and not self._guidance.search(key[: match.start()]):
                yield match.span()


def is_own_body(name: str) -> bool:
    """Whether a ministry that charges a body of this name has it itself: ``Trung tâm Công nghệ thông tin``.

    Words in small letters behind the kind name no single body (``các trung tâm đào tạo``).
    """
    kind = re.match(table("doubts")["own"]["bodies"]["pattern"], fold(name))
    return kind is not None and name[kind.end() + 1 : kind.end() + 2].isupper()


def own_bodies(plan: Plan) -> re.Pattern[str] | None:
    """The bodies of its own, besides its Vụ and Cục, that the plan of a ministry charges; null for none."""
    charged = {assignment.agency for task in plan.tasks for assignment in task.assignments}
    names = {
        spelling
        for agency in plan.agencies
        if agency.name in charged and agency.level not in _OF_OTHERS
        for spelling in (agency.name, *(plan.text[m.start : m.end] for m in agency.mentions))
        if is_own_body(spelling)
    }
    return re.compile(f"(?<!các ){spelled(sorted(names)).pattern}") if names else None
