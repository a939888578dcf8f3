"""Whom a heading addresses (``2. Sở Y tế``, ``Trách nhiệm của đối tượng kiểm kê``): below it they act."""

from __future__ import annotations

from collections.abc import Sequence

from docparse.model import Node
from docparse.rulebook import pattern
from extractors.agencygrammar import AgencyName
from extractors.context import Context
from extractors.roles import heading_agencies, read_wording

_OPENING = 12  # characters before a subject that still opens its sentence
_MAX_TITLE = 26  # words of a heading that can be a name
_MIN_NAMED = 2  # headings beside it that name agencies
# `Trách nhiệm của đối tượng kiểm kê:`: a short title that says whose duties stand below it
_DUTIES_OF = pattern("rolewording", "duties-of")
_REQUEST = pattern("rolewording", "request")
_ADDRESSEE = pattern("rolewording", "addressee")


def addressed_above(context: Context, headings: Sequence[Node]) -> tuple[list[AgencyName], Node | None]:
    """The agencies of the first of ``headings``, nearest first, that names nothing but agencies, and it."""
    for node in headings:
        if node.role not in ("organization", "tasks", "schedule"):
            break
        found = _named_in(context, node)
        if found:
            return found, node
        if node.role == "tasks" and node.parent is None:
            break
    return [], None


def _named_in(context: Context, node: Node) -> list[AgencyName]:
    """The agencies that a heading addresses, worked out once for all that stands below it."""
    known = context.addressed.get(node.id)
    if known is None:
        known = context.addressed[node.id] = _address(context, node)
    return known


def _address(context: Context, node: Node) -> list[AgencyName]:
    start = context.title_start(node)
    found = _headed(context, node) if node.id not in context.structure.named else []
    if found and any(agency.group for agency in found):
        found = _listed_below(context, node) or found
    if node.role == "tasks" and _is_topic(context, node, found):
        found = []
    duties = _DUTIES_OF.match(context.key, start, node.end)
    if not found and duties and node.role in ("organization", "tasks"):
        return [context.names.title(duties.end(), node.end)]
    if not found and node.role == "organization" and _stands_among_agencies(context, node):
        request = _REQUEST.match(context.key, start, node.end)
        found = [context.names.title(request.end() if request else start, node.end)]
    if not found and node.role == "organization":
        found = _own_subject(context, start, node.end)
    return found


def _listed_below(context: Context, node: Node) -> list[AgencyName]:
    """``Giao các sở quản lý chuyên ngành gồm:`` over bullets that are nothing but these bodies."""
    bullets = [leaf for leaf in context.structure.leaves_of[node.id] if leaf.kind == "bullet"]
    named = [heading_agencies(context.names, leaf.content, leaf.end) for leaf in bullets]
    return [agency for found in named for agency in found] if len(named) >= _MIN_NAMED and all(named) else []


def _headed(context: Context, node: Node) -> list[AgencyName]:
    """The agencies of a heading that is nothing but a list of them."""
    known = context.headed.get(node.id)
    if known is None:
        start = context.title_start(node)
        known = context.headed[node.id] = heading_agencies(context.names, start, node.end)
    return known


def _is_topic(context: Context, node: Node, named: Sequence[AgencyName]) -> bool:
    """``9. Doanh nghiệp số`` among ``Hạ tầng số``, ``Dữ liệu số``: what the tasks below are about."""
    if len(named) != 1 or not named[0].group or named[0].level != "other" or named[0].name.startswith("các "):
        return False
    siblings = context.structure.children.get(node.parent, []) if node.parent else []
    return (
        len(siblings) > _MIN_NAMED and sum(bool(_headed(context, other)) for other in siblings) < _MIN_NAMED
    )


def _stands_among_agencies(context: Context, node: Node) -> bool:
    """``5. Chủ đầu tư hạ tầng khu công nghiệp`` where the headings beside it name agencies."""
    siblings = context.structure.children.get(node.parent, []) if node.parent else []
    if len(node.title.split()) > _MAX_TITLE or node.title.rstrip().endswith((".", ";")):
        return False
    if not _ADDRESSEE.match(context.key, context.title_start(node)):
        return False
    named = sum(bool(_headed(context, sibling)) for sibling in siblings)
    return named >= _MIN_NAMED and 2 * named >= len(siblings)


def _own_subject(context: Context, start: int, end: int) -> list[AgencyName]:
    """``1. Các cơ quan, đơn vị căn cứ … xây dựng kế hoạch …``: who is told to act there acts below too."""
    wording = read_wording(context.names, start, end)
    opening = [p.agency for p in wording.parts if p.role == "lead" and p.agency.start - start < _OPENING]
    return opening if wording.subject else []
