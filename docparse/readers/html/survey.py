"""How much text, how many links and which telling lines every element of a page holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import iterwalk

from docparse.readers.html.tree import Element
from docparse.readers.letterhead import matches_any
from docparse.text import fold, normalize

# a line of text; shorter ones weigh less, because menus and side bars are made of them
LONG_LINE = 60
SHORT_LINE_WEIGHT = 0.2
# characters of a line in which the words of a letterhead or foot are looked for
_CUE_LENGTH = 120

_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small "
    "span strike strong sub sup time tt u var wbr"
)
INLINE = frozenset(_INLINE_TAGS.split())
_CUES = ("national-motto", "recipients", "authority")
_UNIT = re.compile(r"(?:phụ lục|phần|chương|mục|điều|căn cứ|[ivx]{1,5}\.|\d{1,2}\.|[a-zđ]\))\s?\S")


@dataclass(slots=True)
class Measure:
    """What stands in an element: characters (of links too), links, weight, and telling lines.

    ``first`` is the beginning of the first line, folded. ``weight`` counts the characters outside links,
    those of short lines less; ``cues`` the lines of a letterhead or foot; ``units`` the lines that begin
    like a paragraph of a document.
    """

    characters: int = 0
    linked: int = 0
    links: int = 0
    weight: float = 0.0
    cues: int = 0
    units: int = 0
    first: str = ""

    def add(self, other: Measure) -> None:
        """Add what a child holds."""
        self.characters += other.characters
        self.linked += other.linked
        self.links += other.links
        self.weight += other.weight
        self.cues += other.cues
        self.units += other.units
        self.first = self.first or other.first


Survey = dict[Element, Measure]


def survey(root: Element) -> Survey:
    """Measure ``root`` and every element under it."""
    return _Surveyor(root).run()


class _Surveyor:
    """One walk; a line ends where a block begins or ends, and belongs to the block it stands in."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.measures: Survey = {}
        self.open: list[Element] = []
        self.line: list[str] = []
        self.linked = 0
        self.links_open = 0

    def run(self) -> Survey:
        for event, element in iterwalk(self.root, events=("start", "end")):
            if event == "start":
                self._start(element)
            else:
                self._end(element)
        return self.measures

    def _start(self, element: Element) -> None:
        if element.tag not in INLINE:
            self._break()
        self.open.append(element)
        self.measures[element] = Measure()
        if element.tag == "a":
            self.links_open += 1
            self.measures[element].links = 1
        self._text(element.text)

    def _end(self, element: Element) -> None:
        if element.tag not in INLINE:
            self._break()
        self.open.pop()
        if element.tag == "a":
            self.links_open -= 1
        if self.open:
            self.measures[self.open[-1]].add(self.measures[element])
            self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if not text or not text.strip():
            return
        length = len(text.strip())
        holder = self.measures[self.open[-1]]
        holder.characters += length
        if self.links_open:
            holder.linked += length
            self.linked += length
        self.line.append(text)

    def _break(self) -> None:
        if not self.line:
            return
        line = normalize("".join(self.line))
        free = max(0, len(line) - self.linked)
        holder = self.measures[self.open[-1]]
        holder.weight += free if free >= LONG_LINE else free * SHORT_LINE_WEIGHT
        holder.cues += is_cue(line)
        key = fold(line[:_CUE_LENGTH])
        holder.units += _UNIT.match(key) is not None and free > 0
        holder.first = holder.first or key
        self.line, self.linked = [], 0


def is_cue(line: str) -> bool:
    """Tell whether ``line`` stands in the letterhead or the foot of documents."""
    return 5 < len(line) < _CUE_LENGTH and any(matches_any([line], cue) for cue in _CUES)
