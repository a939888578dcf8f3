"""What a page carries beside its text: page numbers, running heads, captions of digital signatures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from docparse.readers.pdf.model import Line, Page
from docparse.text import calendar_day, fold

# page numbers stand in the outer part of the page, running heads in the very margin (share of its
# height): the first lines of forms and appendices repeat too, and are text
MARGIN_ZONE = 0.12
HEAD_ZONE = 0.065
# a running head is on so many pages, and on this share of all
MIN_REPEATS = 3
MIN_REPEAT_SHARE = 0.5
# distance to the next line, in letter sizes, from which a number in the middle or elsewhere is alone
ALONE, FAR = 1.35, 2.5
# distance to the next line, over that of the lines of text, of a number repeated page by page
APART = 1.1
# points: numbers of two pages at the same height differ by less
SAME_HEIGHT = 4.0
CENTERED = 0.06
# a caption of a signature has at most so many lines
MAX_CAPTION_LINES = 9

_PAGE_NUMBER = re.compile(r"^[-–—. ]*(?:trang )?(\d{1,4})(?: */ *\d{1,4})?[-–—. ]*$", re.IGNORECASE)
_CAPTION = re.compile(
    r"^(?:người ký|ký bởi|được ký bởi|ký số bởi|email|cơ quan|thời gian ký|ngày ký|giờ ký|ký ngày"
    r"|digitally signed|signature (?:not )?ver|signed by)\b"
)
_CAPTION_OPENS = re.compile(
    r"^(?:người ký|ký bởi|được ký bởi|ký số bởi|digitally signed|signature|signed by)\b"
)
_LABELLED = re.compile(r"(?:người ký|ký bởi|ký số bởi|cơ quan|email|thời gian ký|ngày ký|giờ ký)\s*:")
_SYLLABLE = re.compile(r"[^\W\d_]{2,}")
_MOST_SPECKS = 2  # what may look like words beside it
# only a machine writes these: time with seconds, time zone; e-mail address
_CLOCK = re.compile(r"\d{1,2}:\d\d:\d\d|[+-]\d\d[:'’]\d\d\b|digitally signed|signature (?:not )?ver")
_MACHINE = re.compile(rf"\S@\S+\.\w|{_CLOCK.pattern}")
# `27.10.2024 15:19:25`, `2024.10.27 15:19:25`
_SIGNED = re.compile(
    r"(?<!\d)(?:(?P<d>\d{1,2})|(?P<y>20\d\d))[./-](?P<m>\d{1,2})[./-](?(d)(?P<y2>20\d\d)|(?P<d2>\d{1,2}))"
    r"[T\s]+\d{1,2}:\d\d"
)
_DIGITS = re.compile(r"\d+")
# what a browser prints around a page: the time and a title above, the address and `2/6` below
_PRINTED_AT = re.compile(
    r"(?:\d{1,2}:\d\d,? )?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?:,? \d{1,2}:\d\d(?: ?[ap]m)?)?\b"
)
_HOUR = re.compile(r"\d{1,2}:\d\d")
_ADDRESS = re.compile(r"(?:file|https?)://\S+(?: \d+/\d+)?")


def is_caption(text: str) -> bool:
    """Whether the text of a stamp tells who signed and when, and is no part of the document."""
    folded = fold(text)
    return bool(_MACHINE.search(folded)) or bool(_CAPTION.match(folded))


def day_signed(text: str) -> str | None:
    """The day (ISO) on which the caption of a signature says that it was made."""
    match = _SIGNED.search(text)
    if match is None:
        return None
    day = calendar_day(int(match["y"] or match["y2"]), int(match["m"]), int(match["d"] or match["d2"]))
    return day.isoformat() if day else None


def drop_furniture(pages: Sequence[Page]) -> list[str]:
    """Remove from the lines of ``pages`` what is not the document's text.

    Returns the captions of signatures that OCR read in the pictures of pages.
    """
    read: list[str] = []
    for page in pages:
        page.lines = _without_browser(page, len(pages))
        page.lines = _without_captions(page.lines)
        if page.ocr and (captions := _damaged_captions(page.lines)):
            read += [line.text for line in captions]
            dropped = set(map(id, captions))
            page.lines = [line for line in page.lines if id(line) not in dropped]
    heads = _running_heads(pages)
    for page in pages:
        page.lines = [line for line in page.lines if _head_key(line, page) not in heads]
    numbers = _page_numbers(pages)
    for page in pages:
        page.lines = [line for line in page.lines if id(line) not in numbers]
    return read


def _without_browser(page: Page, pages: int) -> list[Line]:
    """The lines of a page without the rows that a browser prints in its margins."""
    machine = [
        line.base
        for line in page.lines
        if _in_margin(line, page, HEAD_ZONE) and _is_of_a_browser(fold(line.text), f"{page.number}/{pages}")
    ]
    return [line for line in page.lines if all(abs(line.base - base) > line.size / 2 for base in machine)]


def _is_of_a_browser(text: str, place: str) -> bool:
    if _ADDRESS.fullmatch(text) or text == place:
        return True
    printed = _PRINTED_AT.match(text)
    return printed is not None and _HOUR.search(printed[0]) is not None


def _without_captions(lines: list[Line]) -> list[Line]:
    dropped: set[int] = set()
    for line in lines:
        if id(line) not in dropped and _CAPTION_OPENS.match(fold(line.text)):
            block = _block_below(line, lines)
            if any(_MACHINE.search(fold(part.text)) for part in block):
                dropped.update(map(id, block))
    return [line for line in lines if id(line) not in dropped]


def _damaged_captions(lines: Sequence[Line]) -> list[Line]:
    """The lines of a scan that only the machine which signed can have written, whatever opens them.

    Beside a time of the clock or a time zone there stand no words of the text; the labels around it
    (``Cơ quan:``) go with it.
    """
    clocks = [line for line in lines if _is_of_a_machine(line.text)]
    return clocks + [
        line
        for line in lines
        if line not in clocks
        and _LABELLED.search(fold(line.text))
        and any(
            abs(line.base - clock.base) < 2 * clock.size and line.x0 < clock.x1 and clock.x0 < line.x1
            for clock in clocks
        )
    ]


def _is_of_a_machine(text: str) -> bool:
    key = fold(text)
    if not _CLOCK.search(key):
        return False  # an e-mail address alone may be one of the text
    rest = _LABELLED.sub(" ", _MACHINE.sub(" ", key))
    return len(_SYLLABLE.findall(rest)) <= _MOST_SPECKS


def _block_below(first: Line, lines: list[Line]) -> list[Line]:
    """The caption that begins with ``first``: up to its last line that a machine wrote."""
    block = [first]
    for line in sorted(lines, key=lambda other: other.base):
        step = line.base - block[-1].base
        if step <= 0 or line.x0 > first.x1 or line.x1 < first.x0:
            continue
        if step > 2 * first.size or len(block) == MAX_CAPTION_LINES:
            break
        block.append(line)
    while len(block) > 1 and not (
        _MACHINE.search(fold(block[-1].text)) or _CAPTION.match(fold(block[-1].text))
    ):
        block.pop()
    return block


def _in_margin(line: Line, page: Page, zone: float) -> bool:
    return line.bottom < zone * page.height or line.top > (1 - zone) * page.height


def _head_key(line: Line, page: Page) -> tuple[str, int] | None:
    """What the lines of one running head have in common: words and height on the page."""
    if not _in_margin(line, page, HEAD_ZONE) or _PAGE_NUMBER.match(line.text):
        return None
    return _DIGITS.sub("#", fold(line.text)), round(line.base / 8)


def _running_heads(pages: Sequence[Page]) -> set[tuple[str, int] | None]:
    counts = Counter(key for page in pages for key in {_head_key(line, page) for line in page.lines} if key)
    least = max(MIN_REPEATS, MIN_REPEAT_SHARE * len(pages))
    return {key for key, count in counts.items() if count >= least}


def _page_numbers(pages: Sequence[Page]) -> set[int]:
    """The ids of the lines that number their pages."""
    candidates = [
        (line, page, int(match[1]) - page.number)
        for page in pages
        for line in page_number_lines(page)
        if (match := _PAGE_NUMBER.match(line.text))
    ]
    # the numbers of a document stand at the same height and count its pages
    places = Counter((shift, round(line.base / SAME_HEIGHT)) for line, _, shift in candidates)
    return {
        id(line)
        for line, page, shift in candidates
        if _stands_alone(line, page, shift)
        or (_is_apart(line, page) and _neighbours(places, shift, line) > 1)
    }


def page_number_lines(page: Page) -> list[Line]:
    """The lines that may number a page: a number alone, first or last on it, in its margin."""
    return [
        line
        for line in _outermost(page)
        if _PAGE_NUMBER.match(line.text) and _in_margin(line, page, MARGIN_ZONE)
    ]


def _neighbours(places: Counter[tuple[int, int]], shift: int, line: Line) -> int:
    height = round(line.base / SAME_HEIGHT)
    return sum(places[shift, height + step] for step in (-1, 0, 1))


def _outermost(page: Page) -> list[Line]:
    """The first and the last line of a page, where they have a row of their own."""
    ordered = sorted(page.lines, key=lambda line: line.base)
    ends = [ordered[0], ordered[-1]] if ordered else []
    return [
        line
        for line in ends
        if not any(abs(line.base - other.base) < line.size / 2 for other in ordered if other is not line)
    ]


def _stands_alone(line: Line, page: Page, shift: int) -> bool:
    """Whether a number is alone in the middle, or elsewhere and the right one for its page."""
    if abs(line.center - page.width / 2) < CENTERED * page.width:
        return _distance(line, page) > ALONE * line.size
    return shift == 0 and _distance(line, page) > FAR * line.size


def _is_apart(line: Line, page: Page) -> bool:
    """Whether the line stands farther off than the lines of the text do from each other."""
    lines = sorted(other.base for other in page.lines if other is not line)
    steps = [b - a for a, b in pairwise(lines) if b - a > line.size / 2]
    return not steps or _distance(line, page) > APART * median(steps)


def _distance(line: Line, page: Page) -> float:
    """From a line to the nearest other."""
    return min((abs(other.base - line.base) for other in page.lines if other is not line), default=1e6)
