"""Bodies of a higher level that a draft would give work to: a commune directs no department of its province.

The pattern is the table ``superior`` of ``data/doubts.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from docparse.draft.knowledge import ministry_fields, table
from docparse.draft.labels import label_of
from docparse.draft.manuscript import Appendix, Doubt, Manuscript, Part, Piece
from docparse.draft.profile import Level
from docparse.text import fold

#: levels below the province
_BELOW: tuple[Level, ...] = ("commune", "district")
_ACTING = ("lead", "implement")
_LEADING_COLUMN = re.compile(r"chủ trì|(?:cơ quan|đơn vị) thực hiện")


def mark_superiors(manuscript: Manuscript, level: Level, above: Collection[str]) -> None:
    """Mark bodies of the province that act in what a draft of ``level`` has from plans with ids ``above``."""
    if level not in _BELOW:
        return
    source: str | None = None
    for piece in reversed(manuscript.body):  # a heading of the tool has the source of what stands below it
        source = piece.origins[0].plan if piece.origins else source
        if source in above:
            _mark(piece, _acting(piece))
    for appendix in manuscript.appendices:
        columns = _leading(appendix)
        for row in appendix.rows:
            if row.origins and row.origins[0].plan in above:
                _mark(row, (words for index in columns for words in superiors(row.cells[index])))


def superiors(text: str) -> Iterator[str]:
    """Every body of the province that ``text`` names."""
    for match in _pattern().finditer(fold(text)):
        if text[match.start()].isupper() or match.group().startswith("các"):
            yield text[slice(*match.span())]


def _acting(piece: Piece) -> Iterator[str]:
    """The superiors that a heading or sentence begins with, or that a label line makes act."""
    if label_of(piece.text) in _ACTING:
        yield from superiors(piece.text)
        return
    first = next(superiors(piece.text), None)
    if first is not None and piece.text.startswith(first):
        yield first


def _mark(part: Part, words: Iterator[str]) -> None:
    note = table("doubts")["superior"]["note"]
    part.doubts += [Doubt("superior", name, note) for name in dict.fromkeys(words)]


def _leading(appendix: Appendix) -> list[int]:
    return [i for i, column in enumerate(appendix.columns) if _LEADING_COLUMN.search(fold(column.title))]


@cache
def _pattern() -> re.Pattern[str]:
    words = table("doubts")["superior"]["pattern"].replace("{field}", ministry_fields())
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")
