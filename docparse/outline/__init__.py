"""The outline of a document: numbers, tree, section roles, leaves.

:func:`build` turns a :class:`~docparse.document.Document` into a
:class:`~docparse.structure.Structure`; it knows nothing of tasks, agencies or targets.
"""

from __future__ import annotations

from collections.abc import Sequence

from docparse.document import Document, Paragraph
from docparse.outline.contents import contents_of
from docparse.outline.flattened import rebuild
from docparse.outline.leaves import leaves_of
from docparse.outline.markers import Marker, read_form
from docparse.outline.misread import readings_of
from docparse.outline.nodes import NodeNames, nodes_of
from docparse.outline.placing import place_tables
from docparse.outline.roles import own_role
from docparse.outline.tree import Numbered, arrange
from docparse.outline.units import OUTLINED, Unit, join_units
from docparse.outline.zones import assign_zones
from docparse.structure import Structure, Zone
from docparse.titles import looks_scanned, restored

__all__ = ["build", "rebuild"]


def build(document: Document) -> Structure:
    """Zones, units, tree and leaves of ``document``."""
    paragraphs = document.paragraphs
    scanned = document.ocr or looks_scanned(p.text for p in paragraphs)
    readings = [readings_of(p.text, scanned) for p in paragraphs]
    opens = [_may_open_body(read, p.text) for read, p in zip(readings, paragraphs, strict=True)]
    zones = _zones(paragraphs, opens, scanned)
    _mark_forms(paragraphs, zones, readings)
    breaks = _paragraphs_after_tables(document)
    units = join_units(paragraphs, zones, breaks, document.text, readings)
    numbered = [i for i, unit in enumerate(units) if unit.readings and unit.zone in OUTLINED]
    placements = arrange(_numbered_items(units, numbered))
    names = NodeNames()
    node_of = nodes_of(units, numbered, placements, restored if scanned else str, names)
    leaves = leaves_of(units, node_of)
    tables, groups = place_tables(document, leaves, names)
    nodes = sorted([*node_of.values(), *groups], key=lambda node: node.start)
    named = frozenset(node.id for node in nodes if own_role(node.title, node.title.isupper()) is not None)
    return Structure(tuple(nodes), tuple(leaves), tuple(tables), "cut" in zones, named, scanned)


def _zones(paragraphs: Sequence[Paragraph], opens: Sequence[bool], scanned: bool) -> list[Zone]:
    """The zone of each paragraph; a table of contents stands around the document like a portal's lines."""
    contents = contents_of(paragraphs)
    if not contents:
        return assign_zones(paragraphs, opens, scanned)
    kept = [at for at in range(len(paragraphs)) if at not in contents]
    zones: list[Zone] = ["portal"] * len(paragraphs)
    found = assign_zones([paragraphs[at] for at in kept], [opens[at] for at in kept], scanned)
    for at, zone in zip(kept, found, strict=True):
        zones[at] = zone
    return zones


def _mark_forms(paragraphs: Sequence[Paragraph], zones: Sequence[Zone], readings: list[list[Marker]]) -> None:
    """Forms (``Biểu số 01``) are annexes where no annex stands above them, else parts of it."""
    for at, paragraph in enumerate(paragraphs):
        if zones[at] == "appendix":
            form = read_form(paragraph.text)
            if form is not None:
                readings[at] = [form]
            elif any(m.kind == "appendix" for m in readings[at]):
                return


def _may_open_body(readings: Sequence[Marker], text: str) -> bool:
    """A marker that can begin the numbered part: the first of a list, or a heading in capitals."""
    return any(
        m.kind in ("part", "chapter", "article", "appendix", "division")
        or (m.value[-1] in (1, 2) and m.kind in ("roman", "arabic", "upper", "decimal"))
        or (m.kind == "roman" and text.isupper())
        for m in readings
    )


def _paragraphs_after_tables(document: Document) -> frozenset[int]:
    breaks = set()
    tables = iter(document.tables)
    table = next(tables, None)
    for index, paragraph in enumerate(document.paragraphs):
        while table is not None and table.start < paragraph.start:
            breaks.add(index)
            table = next(tables, None)
    return frozenset(breaks)


def _numbered_items(units: Sequence[Unit], numbered: Sequence[int]) -> list[Numbered]:
    items = []
    for position, index in enumerate(numbered):
        unit = units[index]
        previous = numbered[position - 1] if position else -1
        items.append(
            Numbered(
                readings=unit.readings,
                short=unit.short,
                adjacent=index == previous + 1,
                weight=_weight(unit),
                reset=any(units[i].zone == "title" for i in range(previous + 1, index)),
                appendix=unit.zone == "appendix",
            )
        )
    return items


def _weight(unit: Unit) -> float:
    """How surely the paragraph is a unit of the outline and not text that looks like one."""
    first = unit.readings[0]
    if first.guessed:
        return 0.8  # nothing is printed that could be a number: it must be the next one
    if first.kind in ("part", "chapter", "article", "appendix") or unit.text.isupper():
        return 2.0
    if first.style == "()":
        return 0.7
    return 1.3 if unit.style.bold or first.kind in ("roman", "decimal") else 1.0
