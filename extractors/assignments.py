"""Agencies with roles as records of the model."""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern

from docparse.model import Assignment, AssignmentRole
from docparse.text import fold
from extractors.agencygrammar import AgencyName
from extractors.context import Context

#: An agency, its role in a task, and whether something above the task gave it.
RolePart = tuple[AgencyName, AssignmentRole, bool]


def assignments(context: Context, parts: Iterable[RolePart]) -> tuple[Assignment, ...]:
    """Assignment records, in the order of ``parts``; names as :meth:`Context.canonical` has them.

    A long plan names the same bodies thousands of times: one string for all of them.
    """
    canonical = [(context.canonical(part[0]), part) for part in parts]
    named = {(fold(name), part[1]): (name, part) for name, part in reversed(canonical)}
    return tuple(
        Assignment(
            agency=intern(name),
            role=role,
            mention=intern(context.printed[agency.start : agency.end]),
            start=agency.start,
            end=agency.end,
            page=context.page(agency.start),
            inherited=inherited,
        )
        for name, (agency, role, inherited) in reversed(named.values())
    )
