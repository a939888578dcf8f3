"""Who the cell of a task table names, and in what roles: its column tells, unless the cell does itself.

One column may tell it all: ``Chủ trì: Sở A. Phối hợp: Sở B``, ``Sở A chủ trì, phối hợp với Sở B``, ``Sở A
(chủ trì); Sở B (phối hợp)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docparse.document import Cell
from docparse.model import AssignmentRole
from docparse.rulebook import load_rules, pattern
from docparse.text import fold
from extractors.agencygrammar import AgencyName
from extractors.context import Context
from extractors.labels import acting_roles, labels_of_line, read_label
from extractors.roles import SAYS_WHO_LEADS, read_wording

_NO_AGENCY = re.compile(r"[-–—x*]?$|theo (?:chức năng|phân công|kế hoạch)")
_AS_ABOVE = re.compile(r"\W*(?:như (?:trên|dòng trên)|nt|nhƣ trên)\W*|[\"”“'′]{1,2}|//")
# the end of a line, or where a soft break has joined two
_BREAK = pattern("rolewording", "break-in-cell")
_BULLET = re.compile(r"\s*(?:[-–+•*] *)?")
_COORDINATES = re.compile(r"\bphối hợp\b")
_ROLE_IN_BRACKETS = pattern("rolewording", "role-in-brackets")
_LABEL_WITH_DASH = pattern("rolewording", "label-with-dash")

#: An agency and its role as a cell states them.
Told = tuple[AgencyName, AssignmentRole]


def read_agency_cell(context: Context, cell: Cell, roles: Sequence[AssignmentRole]) -> list[Told]:
    """The agencies of ``cell``, which stands in a column for ``roles``, in the order of the text.

    :func:`is_as_above` tells of cells that name those of the row above.
    """
    if _NO_AGENCY.match(fold(cell.text.strip())):
        return []
    told = (
        _labelled(context, cell) or bracketed(context, cell.start, cell.end) or _worded(context, cell, roles)
    )
    return told or [
        told for role, span in _shares(context, cell, roles) for told in listed(context, [role], span)
    ]


def is_as_above(text: str) -> bool:
    """``nt``, ``Như trên``, a ditto mark: what the row above says holds here too."""
    return _AS_ABOVE.fullmatch(fold(text.strip())) is not None


def listed(context: Context, roles: Sequence[str], span: tuple[int, int]) -> list[Told]:
    """The agencies of a list that fills ``span`` (offsets), in each of ``roles`` that tells who acts."""
    acting = acting_roles(roles)
    named = context.names.list_at(*span, whole=True)[0] if acting else []
    return [(agency, role) for role in acting for agency in named]


def _labelled(context: Context, cell: Cell) -> list[Told]:
    """``- Chủ trì: Sở A`` over ``- Phối hợp: Sở B``; a line without a label goes on with the one above."""
    told: list[Told] = []
    open_roles: Sequence[str] = ()
    for start, end in lines_of(context.document.text, cell):
        label = read_label(context.key, start, end)
        dash = None if label else _LABEL_WITH_DASH.match(context.key, start, end)
        if label is None and dash is None:
            told += listed(context, open_roles, (start, end))
            continue
        parts = labels_of_line(context.key, label) if label else []
        spans = [(part.roles, part.value_start, part.end) for part in parts]
        for open_roles, first, last in spans or _by_dashes(context, start, end):
            told += listed(context, open_roles, (first, last))
    return told


def lines_of(text: str, cell: Cell) -> Iterator[tuple[int, int]]:
    """Start and end (offsets) of each line of ``cell`` behind its bullet."""
    start = cell.start
    for stop, following in [
        *(m.span() for m in _BREAK.finditer(text, start, cell.end)),
        (cell.end, cell.end),
    ]:
        bullet = _BULLET.match(text, start, stop)
        yield bullet.end() if bullet else start, stop
        start = following


def _by_dashes(context: Context, start: int, end: int) -> list[tuple[Sequence[str], int, int]]:
    """``Chủ trì - Sở A; Phối hợp - Sở B``: labels that a dash closes."""
    marks = list(_LABEL_WITH_DASH.finditer(context.key, start, end))
    bounds = [*(mark.start() for mark in marks[1:]), end]
    return [(_of_label(mark["label"]), mark.end(), bound) for mark, bound in zip(marks, bounds, strict=True)]


def _of_label(words: str) -> Sequence[str]:
    rows = (rule for rule in load_rules("labels") if rule.pattern.fullmatch(words))
    return next((rule.value.split() for rule in rows), ())


def bracketed(context: Context, start: int, end: int) -> list[Told]:
    """``Sở A (chủ trì); Sở B, Sở C (phối hợp)``: a bracket tells of all names before it in ``start..end``."""
    told: list[Told] = []
    begin = start
    for mark in _ROLE_IN_BRACKETS.finditer(context.key, start, end):
        role: AssignmentRole = "lead" if mark["lead"] else "coordinate"
        told += listed(context, [role], (begin, mark.start()))
        begin = mark.end()
    return told


def _worded(context: Context, cell: Cell, roles: Sequence[AssignmentRole]) -> list[Told]:
    """``Sở A chủ trì, phối hợp với Sở B``; who only works with others has the role of the column."""
    key = context.key
    cue = _COORDINATES.search(key, cell.start, cell.end)
    if cue is None and SAYS_WHO_LEADS.search(key, cell.start, cell.end) is None:
        return []
    wording = read_wording(context.names, cell.start, cell.end)
    own = cue.start() if cue and wording.subject and wording.coordinates else cell.start
    return [(p.agency, roles[0] if p.agency.start < own else p.role) for p in wording.parts]


def _shares(
    context: Context, cell: Cell, roles: Sequence[AssignmentRole]
) -> list[tuple[AssignmentRole, tuple[int, int]]]:
    """In a column for two roles ``A / B, C`` parts the leader from those who help; else all have both."""
    slash = context.printed.find("/", cell.start, cell.end) if len(roles) > 1 else -1
    if slash < 0:
        return [(role, (cell.start, cell.end)) for role in roles]
    first, *others = roles
    return [(first, (cell.start, slash)), *((role, (slash + 1, cell.end)) for role in others)]
