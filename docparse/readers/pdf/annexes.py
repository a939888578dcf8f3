"""Numbers of annexes printed beside or behind the title: ``TỔNG HỢP TRƯỜNG, LỚP     (Phụ lục 1a)``.

They are read before the title, as they would stand above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docparse.readers.pdf.model import Line
from docparse.text import fold

# lines at the head of a page among which the title of an annex stands
_HEAD_LINES = 10
# what stands farther from the middle of the page, as a share of its width, is no title
_OFF_CENTRE = 0.12
# lines of a title are no farther apart than so many letter sizes
_NEAR = 2.2
_NUMBER = r"phụ lục (?:số )?[0-9ivxl]{1,4}[a-zđ]?"
_SPECKS = "-–—.,:;' "  # of a scan, before it
_ALONE = re.compile(rf"\({_NUMBER}\)|{_NUMBER}")
_BEHIND = re.compile(rf"\s\({_NUMBER}\)$")


def is_annex_number(text: str) -> bool:
    """Whether a line says nothing but which annex this is."""
    return _ALONE.fullmatch(fold(text).lstrip(_SPECKS)) is not None


def with_annexes_named(lines: Sequence[Line], width: float) -> list[Line]:
    """The lines of a page, ``width`` wide, in reading order; the number of an annex before its title."""
    for at, line in enumerate(lines[:_HEAD_LINES]):
        title, number = _parted(line)
        if number is None:
            continue
        rest = [*lines[:at], *([title] if title else []), *lines[at + 1 :]]
        first = _first_of_title(rest, number, width)
        if first is not None:
            first = min(first, at)
            return [*rest[:first], _bare(number), *rest[first:]]
    return list(lines)


def _parted(line: Line) -> tuple[Line | None, Line | None]:
    """The title and the number of an annex in one line; null what it has not."""
    if is_annex_number(line.text):
        return None, line
    if not _BEHIND.search(fold(line.text)):
        return line, None
    cut = max(n for n, word in enumerate(line.words) if word.text.startswith("("))
    title, number = list(line.words[:cut]), line.words[cut:]
    while title and not any(map(str.isalnum, title[-1].text)):
        title.pop()  # specks and dashes in the gap
    return (Line(title, line.page) if title else None), Line(number, line.page)


def _bare(number: Line) -> Line:
    """The number of an annex as it is written above a title, without brackets."""
    worded = [word for word in number.words if any(map(str.isalnum, word.text))]
    return Line([replace(word, text=word.text.strip("()")) for word in worded], number.page)


def _first_of_title(lines: Sequence[Line], number: Line, width: float) -> int | None:
    """The first line of the title that ``number`` stands beside; null where there is none."""
    first, near = None, number
    for at in range(min(len(lines), _HEAD_LINES) - 1, -1, -1):
        line = lines[at]
        centred = abs((line.x0 + line.x1) / 2 - width / 2) < _OFF_CENTRE * width
        close = abs(line.base - near.base) < _NEAR * line.size
        if line.text.isupper() and centred and close and not line.boxed:
            first, near = at, line
    return first
