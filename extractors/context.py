"""What the components of the pipeline share about one document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from docparse.document import Document
from docparse.gazetteer import find_province
from docparse.model import Agency, Citation, Diagnostic, Indicator, Metadata, Node, SectionRole, Task
from docparse.structure import Leaf, Structure, Zone
from docparse.text import CAPITALS, SMALL, fold
from extractors.abbreviations import introduced, spelt_out
from extractors.agencygrammar import AgencyName
from extractors.citations import CitationMention
from extractors.names import AgencyNames

_KNOWN_BY = 20  # characters by which a title is found behind its number
_FULL_DATE = re.compile(r"\d{1,2}(?:[/.-]\d{1,2}[/.-]| tháng \d{1,2} năm )(?P<year>20\d\d)(?!\d)")
_COMMUNE = re.compile(rf"(?P<kind>xã|phường|đặc khu) [{CAPITALS}][{SMALL}]+(?: [{CAPITALS}][{SMALL}]+)*")
_LOOSE_SLASH = re.compile(r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])")  # `các tỉnh/ thành phố`
_OWN_PLACE = re.compile(rf"(?P<kind>xã|phường|thị trấn|đặc khu|huyện|quận|thị xã) [{CAPITALS}0-9][^,;()]*$")


@dataclass(slots=True)
class Facts:
    """The layers of facts; each component fills its own and may read those before it."""

    metadata: Metadata = field(default_factory=Metadata)
    citation_mentions: list[CitationMention] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    agency_mentions: list[AgencyName] = field(default_factory=list)
    agencies: list[Agency] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    targets: list[Indicator] = field(default_factory=list)
    baselines: list[Indicator] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


class Context:
    """A document, its structure, its folded text and the facts found so far.

    ``printed`` and ``key`` have the offsets of the document's text: line breaks and tabs are spaces
    in both, ``key`` is folded for comparing.
    """

    def __init__(self, document: Document, structure: Structure) -> None:
        self.document = document
        self.structure = structure
        self.names = AgencyNames(document.text, spelt_out(document.text) | introduced(document.text))
        self.printed = self.names.printed
        self.key = self.names.key
        self.facts = Facts()
        # by the id of a heading's node: the agencies it names, and whom it addresses
        self.headed: dict[str, list[AgencyName]] = {}
        self.addressed: dict[str, list[AgencyName]] = {}
        places = [(leaf.start, leaf.page) for leaf in structure.leaves]
        places += [(table.grid.start, table.grid.page) for table in structure.tables]
        places.sort(key=lambda place: place[0])
        self._starts = [start for start, _ in places]
        self._pages = [page for _, page in places]
        self._by_id = {node.id: node for node in structure.nodes}

    def lines(self, zone: Zone) -> list[str]:
        """The printed text of each leaf in ``zone``, in order."""
        return [self.printed[leaf.start : leaf.end] for leaf in self.structure.leaves if leaf.zone == zone]

    def parent(self, node: Node | None) -> Node | None:
        """The node above ``node``."""
        return self._by_id.get(node.parent) if node is not None and node.parent else None

    def chain(self, node: Node | None) -> list[Node]:
        """``node`` and the nodes above it, nearest first."""
        nodes = []
        while node is not None:
            nodes.append(node)
            node = self.parent(node)
        return nodes

    def is_within(self, node: Node | None, ancestor: Node | None) -> bool:
        """Whether ``node`` is ``ancestor`` or stands below it."""
        return ancestor is not None and any(above.id == ancestor.id for above in self.chain(node))

    def headings(self, leaf: Leaf) -> list[Node]:
        """The nodes whose headings ``leaf`` stands below, nearest first; a heading is not below itself."""
        return self.chain(leaf.node)[1 if leaf.kind == "heading" else 0 :]

    def title_start(self, node: Node) -> int:
        """Offset of a heading's title, behind its number; its end where it has none."""
        return self.printed.index(node.title[:_KNOWN_BY], node.start) if node.title else node.end

    def cited(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where acts are cited that begin in ``start..end``, with their dates and issuers (offsets)."""
        mentions = self.facts.citation_mentions  # in the order of the text
        first, behind = (bisect_left(mentions, at, key=attrgetter("start")) for at in (start, end))
        return [(m.start, m.reach) for m in mentions[first:behind]]

    def role(self, leaf: Leaf) -> SectionRole:
        """Role of the section a leaf stands in."""
        return leaf.node.role if leaf.node is not None else "other"

    def page(self, offset: int) -> int | None:
        """The page of the paragraph or table that holds ``offset``; null in formats without pages."""
        at = bisect_right(self._starts, offset) - 1
        return self._pages[at] if at >= 0 else None

    def canonical(self, agency: AgencyName) -> str:
        """The name without the issuer's own commune or district (``Công an xã Đông Thạch``).

        In a plan for the whole country the province that it prints stays (``UBND tỉnh Sông Vân``).
        """
        metadata, name = self.facts.metadata, _LOOSE_SLASH.sub("/", agency.name)
        kind, place = self._own_place
        if place and fold(name).endswith(f" {place}"):
            return name[: len(name) - len(place) + len(kind)]
        if metadata.issuer and metadata.province is None and name.endswith((" tỉnh", " thành phố")):
            province = find_province(self.printed[agency.start : agency.end])
            return f"{name} {province}" if province else name
        return name

    @property
    def _own_place(self) -> tuple[str, str]:
        """The kind of the issuer's own place and its folded name with the kind; empty where it has none.

        A school or a text without a head tells none: then it is the one commune that the text names.
        """
        issuer = self.facts.metadata.issuer or ""
        place = _OWN_PLACE.search(issuer)
        if place:
            return place["kind"], fold(place.group())
        return ("", "") if issuer and not issuer.startswith("Trường ") else self._only_commune

    @cached_property
    def _only_commune(self) -> tuple[str, str]:
        named = {fold(match.group()): match["kind"] for match in _COMMUNE.finditer(self.printed)}
        return next(((kind, name) for name, kind in named.items() if len(named) == 1), ("", ""))

    @property
    def default_year(self) -> int | None:
        """The year that completes a date printed without one: of the plan, of its issue, or of all dates."""
        metadata = self.facts.metadata
        if metadata.period_start is not None and metadata.period_start == metadata.period_end:
            return metadata.period_end
        if metadata.issued_on:
            return int(metadata.issued_on[:4])
        return metadata.period_start or self._year_of_dates

    @cached_property
    def _year_of_dates(self) -> int | None:
        """The year of the dates in the body of a text that tells none of its own, where they have but one."""
        bodies = [leaf for leaf in self.structure.leaves if leaf.zone == "body"]
        cited = [span for leaf in bodies for span in self.cited(leaf.start, leaf.end)]
        years = {
            int(date["year"])
            for leaf in bodies
            for date in _FULL_DATE.finditer(self.key, leaf.start, leaf.end)
            if not any(start <= date.start() < end for start, end in cited)
        }
        return years.pop() if len(years) == 1 else None
