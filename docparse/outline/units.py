"""Paragraphs put together again: a text broken in two, a heading split over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docparse.document import Paragraph, Style
from docparse.outline.markers import Marker
from docparse.rulebook import pattern
from docparse.structure import Zone
from docparse.text import CAPITALS, fold

BULLET = re.compile(rf"(?:[-–—+•*·▪●○◦▫■□➢➤✓✔►⁃❖](?=[^\d\W]|\s|[“\"(\d])|o(?= [{CAPITALS}]))\s*")
_END_MARK = re.compile(r"[.;:!?…][”\"')\]]*$|\./\.$")
_BARE = ("part", "chapter", "appendix", "division", "article")
#: the zones in which numbers open units of the outline
OUTLINED: frozenset[Zone] = frozenset({"body", "appendix"})
_RUNNING: frozenset[Zone] = OUTLINED | {"preamble"}
_SHORT_WORDS = 20
_MAX_TITLE = 400  # characters of a title that stands on the line below its number
# words that end no paragraph: `3. Ban Công tác Mặt trận các` / `Thôn`
_VERB_OF_ORDER = pattern("rolewording", "verb-of-order")
_OPEN_END = re.compile(r"(?<!\w)(?:các|những|và|của|với|thuộc|nhằm|bằng|giữa)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """Consecutive paragraphs ``first..last`` that are one; offsets are those of the document."""

    first: int
    last: int
    start: int
    end: int
    text: str
    zone: Zone
    style: Style
    page: int | None
    readings: tuple[Marker, ...]

    @property
    def short(self) -> bool:
        """A heading: few words and no full stop at the end."""
        return len(self.text.split()) <= _SHORT_WORDS and not re.search(r"[.;][”\"]?$|\./\.$", self.text)


def ends_sentence(text: str) -> bool:
    """Whether the paragraph closes with a mark that ends a sentence, a list entry or a lead-in."""
    return _END_MARK.search(text) is not None


def is_bullet(text: str) -> bool:
    """Whether the paragraph opens with a bullet."""
    return BULLET.match(text) is not None


def join_units(
    paragraphs: Sequence[Paragraph],
    zones: Sequence[Zone],
    breaks: frozenset[int],
    text: str,
    readings: Sequence[Sequence[Marker]],
) -> list[Unit]:
    """Units in document order.

    ``breaks`` are the paragraph indices that a table stands before, ``readings`` those of the marker of each
    paragraph.
    """
    units: list[Unit] = []
    index = 0
    while index < len(paragraphs):
        opening = readings[index] if zones[index] in OUTLINED else ()
        last = index
        while _goes_on(paragraphs, zones, breaks, index, last, opening, readings):
            last += 1
        start, end = paragraphs[index].start, paragraphs[last].end
        units.append(
            Unit(
                index,
                last,
                start,
                end,
                text[start:end].replace("\n", " "),
                zones[index],
                paragraphs[index].style,
                paragraphs[index].page,
                tuple(opening),
            )
        )
        index = last + 1
    return units


def _goes_on(
    paragraphs: Sequence[Paragraph],
    zones: Sequence[Zone],
    breaks: frozenset[int],
    first: int,
    last: int,
    opening: Sequence[Marker],
    readings: Sequence[Sequence[Marker]],
) -> bool:
    """Whether the paragraph after ``last`` still belongs to the unit that began at ``first``."""
    following = last + 1
    if following >= len(paragraphs) or following in breaks:
        return False
    if zones[following] != zones[first] or zones[first] not in _RUNNING:
        return False
    here, there = paragraphs[last], paragraphs[following]
    if readings[following] or is_bullet(there.text):
        return False
    if opening and first == last and not here.text[opening[0].length :].strip():
        return _can_title(there) if opening[0].kind in _BARE else here.text.rstrip().endswith((".", ")"))
    if ends_sentence(here.text):
        return False
    if there.text[0].islower() or _OPEN_END.search(here.text):
        return True
    if zones[first] in OUTLINED and _breaks_a_list(here.text, there.text):
        return True
    return _capitals_go_on(paragraphs[first], here, there, bool(opening))


def _breaks_a_list(here: str, there: str) -> bool:
    """``… như Hội Phụ nữ, Hội Nông dân,``: a comma ends the sentence, below a name goes on, no order."""
    runs = here.rstrip().endswith(",") and len(here.split()) >= _SHORT_WORDS
    return runs and _VERB_OF_ORDER.match(fold(there)) is None


def _can_title(paragraph: Paragraph) -> bool:
    return len(paragraph.text) < _MAX_TITLE and not paragraph.text.startswith("(")


def _capitals_go_on(first: Paragraph, here: Paragraph, there: Paragraph, numbered: bool) -> bool:
    """A heading in capitals over several lines: no blank space between, no end mark."""
    if not numbered or there.style.gap or not (here.text.isupper() and there.text.isupper()):
        return False
    return len(first.text) > 3 and not there.text.startswith("(")
