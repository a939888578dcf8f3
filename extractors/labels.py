"""Label lines: ``- Đơn vị chủ trì: …``, ``Thời gian thực hiện: …``, ``Sản phẩm: …``.

A heading may be a label too (``2. Cơ quan chủ trì``); its values are then the lines below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from docparse.model import ASSIGNMENT_ROLES, AssignmentRole
from docparse.rulebook import load_rules, pattern

_MAX_LABEL = 60  # characters before the colon
# what a heading may name for the lines below it; other labels are titles of sections as well
_HEADED = frozenset({"lead", "coordinate", "implement", "deadline"})
_SECTION_WORDS = (
    "trách nhiệm",
    "phân công",
    "giao",
    "hoàn thành",
    "tổ chức",
)  # `Phân công thực hiện` heads tasks

_DONE_BY = pattern("timewording", "done-by")
_FOR_UNITS = re.compile(r"\((?:các )?(?:mục|điểm|khoản|ý|nội dung|nhiệm vụ) (?P<units>[^()]{1,60})\)[;,. ]*")
_SEVERAL = re.compile(r", ?| và ")
_UNIT = re.compile(r"\b(?:\d+(?:\.\d+)*|[ivxlc]+|[a-zđ])\b")
_FOR_UNIT = (
    r"(?:\s+(?:mục|phần|điểm|khoản|nội dung|nhiệm vụ)\s+"
    r"(?P<unit>(?:[\divxlc.]+|[a-zđ])(?![^\W\d_])(?:(?:, ?| và )[\da-zđ.]{1,5}(?=[,:]| và))*))"
)
# `…: Sở A; mục 2.3: Sở B`: the next units, and who does these
_NEXT_UNITS = re.compile(r"[;.] ?(?:mục|điểm|khoản|ý|nội dung|nhiệm vụ) (?P<units>[\da-zđ., và]{1,30}?) ?: ?")

#: A heading over bullets that each begin with whom to work with and go on with what: no label of roles.
WITH_WHOM = pattern("rolewording", "with-whom")


@dataclass(frozen=True, slots=True)
class Label:
    """A label and where its value stands; ``roles`` are words like ``lead`` or ``deadline``.

    ``unit`` is the number of the unit that it says it holds for (``Cơ quan chủ trì mục 5: …``); ``among``
    are those of the units below one heading that a part of it holds for (``Sở A (mục 1, 2); Sở B (mục 3)``);
    ``closes`` tells that it holds for all units above (``Các nhiệm vụ trên do Sở A chủ trì``).
    """

    roles: tuple[str, ...]
    value_start: int
    end: int
    unit: str | None = None
    among: frozenset[str] = frozenset()
    closes: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether its values stand below it (``- Cơ quan chủ trì:``)."""
        return self.value_start >= self.end


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (
            re.compile(rf"(?:{rule.pattern.pattern})\s*(?:\([^)]{{0,60}}\))?{_FOR_UNIT}?\s*:\s*"),
            tuple(rule.value.split()),
        )
        for rule in load_rules("labels")
    )


@cache
def _headings() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    rows = [(rule.pattern, tuple(rule.value.split())) for rule in load_rules("labels")]
    return tuple((pattern, roles) for pattern, roles in rows if _HEADED.issuperset(roles))


def acting_roles(roles: Sequence[str]) -> list[AssignmentRole]:
    """Those of ``roles`` that tell who acts."""
    return [role for role in ASSIGNMENT_ROLES if role in roles]


def heading_label(key: str, start: int, end: int) -> tuple[str, ...]:
    """The roles that the folded heading ``key[start:end]`` names and nothing else; empty if none."""
    title = key[start:end].strip(" .:;")
    if title.startswith(_SECTION_WORDS) or WITH_WHOM.fullmatch(title):
        return ()
    return next((roles for pattern, roles in _headings() if pattern.fullmatch(title)), ())


def inline_labels(key: str, start: int, end: int, among: bool = False) -> list[Label]:
    """Labels that stand inside a paragraph, behind the end of a sentence or clause.

    ``… trang thông tin của trường. Đơn vị chủ trì: Sở A; thời gian: quý I.`` ``among`` other labels, or
    behind one, a time needs no colon: ``…; hoàn thành trước 30/4``.
    """
    found: list[tuple[int, Label]] = []
    for mark in re.finditer(r"[.;(] ?", key[start:end]):
        at = start + mark.end()
        label = read_label(key, at, end)
        if label is None and (among or found) and _DONE_BY.match(key, at, end):
            label = Label(("deadline",), at, end)
        if label is not None and label.roles[0] in ("lead", "coordinate", "implement", "deadline"):
            found.append((at, label))
    bounds = [at for at, _ in found[1:]] + [end] if found else []
    return [
        Label(label.roles, label.value_start, bound) for (_, label), bound in zip(found, bounds, strict=True)
    ]


def read_label(key: str, start: int, end: int) -> Label | None:
    """The label that opens the folded passage ``key[start:end]``; null when none does."""
    if key.startswith("(", start) and key.rstrip(" .").endswith(")", start, end):
        start, end = start + 1, key.rindex(")", start, end)  # `(Chủ trì: Sở A; phối hợp: Sở B)`
    if ":" not in key[start : min(end, start + _MAX_LABEL)]:
        return None
    for rule, roles in _patterns():
        match = rule.match(key, start, end)
        if match:
            return Label(roles, match.end(), end, match["unit"])
    return None


def labels_of_line(key: str, first: Label) -> list[Label]:
    """``Chủ trì: Sở A. Phối hợp: Sở B. Thời gian: quý I``: the labels of a line that ``first`` opens."""
    further = inline_labels(key, first.value_start, first.end, among=True)
    if not further:
        return _by_unit(key, first)
    mark = max(key.rfind(sign, first.value_start, further[0].value_start) for sign in ".;(")
    return [part for label in (replace(first, end=mark), *further) for part in _by_unit(key, label)]


def _by_unit(key: str, label: Label) -> list[Label]:
    """The parts of a value, each with the units that it holds for, told before it or behind it.

    ``Sở A; mục 4.3: Sở B``, ``Sở A (mục 4.1, 4.2); Sở B (mục 4.3)``.
    """
    if label.unit and _SEVERAL.search(label.unit):
        label = replace(label, unit=None, among=_units(label.unit))
    before = list(_NEXT_UNITS.finditer(key, label.value_start, label.end))
    marks = before or list(_FOR_UNITS.finditer(key, label.value_start, label.end))
    told = [_units(mark["units"]) for mark in marks]
    starts = [label.value_start, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), label.end]
    among = [label.among, *told] if before else [*told, label.among]
    first, *rest = (
        replace(label, value_start=start, end=end, among=units)
        for start, end, units in zip(starts, ends, among, strict=True)
    )
    return [first, *(replace(part, unit=None) for part in rest if part.value_start < part.end)]


def _units(text: str) -> frozenset[str]:
    return frozenset(_UNIT.findall(text))
