"""The table of contents: it repeats the headings with their pages, and is no part of the outline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docparse.document import Paragraph
from docparse.text import fold

# entries from which a list is one of contents
MIN_ENTRIES = 3
# lines below the title that head the columns, and lines that one entry takes
_MAX_HEADS, _MAX_LINES = 2, 3
_LONGEST = 300  # characters of an entry
_TITLE = re.compile(r"mục lục ?[:.]?")
_HEAD = re.compile(r"(?:stt|tt|nội dung|đề mục|tiêu đề|tên mục)?(?: ?(?:số )?trang(?: số)?)?")
_ENTRY = re.compile(r"\S.*?(?P<leader>(?:[.…·_] ?){3,})? ?(?<!\d)(?P<page>\d{1,3})")


def contents_of(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The paragraphs that make a table of contents: under its title, or with leaders to the pages."""
    found: set[int] = set()
    index = 0
    while index < len(paragraphs):
        end = _end_of_list(paragraphs, index)
        found.update(range(index, end))
        index = max(end, index + 1)
    return frozenset(found)


def _end_of_list(paragraphs: Sequence[Paragraph], first: int) -> int:
    """The index behind the list that begins at ``first``; ``first`` itself where none does."""
    titled = _is_title(paragraphs[first].text)
    start = first
    if titled:
        start += 1
        while start - first <= _MAX_HEADS and start < len(paragraphs) and _is_head(paragraphs[start].text):
            start += 1
    end, count, page = start, 0, 0
    while (entry := _entry(paragraphs, end, titled)) and entry[0] >= page:
        page, end = entry
        count += 1
    return end if count >= MIN_ENTRIES else first


def _is_title(text: str) -> bool:
    return len(text) < 12 and _TITLE.fullmatch(fold(text)) is not None


def _is_head(text: str) -> bool:
    return len(text) < 30 and _HEAD.fullmatch(fold(text)) is not None


def _entry(paragraphs: Sequence[Paragraph], first: int, titled: bool) -> tuple[int, int] | None:
    """The page of the entry that begins at ``first``, and the index behind it; null where none does.

    Without a title above the list, and where an entry takes several lines, only leaders tell.
    """
    for at in range(first, min(first + (_MAX_LINES if titled else 1), len(paragraphs))):
        text = paragraphs[at].text
        match = _ENTRY.fullmatch(text) if text[-1].isdecimal() and len(text) < _LONGEST else None
        if match and (match["leader"] or (titled and at == first)):
            return int(match["page"]), at + 1
    return None
