"""Lines to paragraphs.

A line goes on in the next when its own text filled it: the first word of the next line would not
have fitted any more. Indents, markers, blank space, centring and case decide the rest. The same
rules hold across a page break, where only the distance between the lines tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from docparse.document import Style
from docparse.readers.pdf.model import Line
from docparse.text import fold

# tolerances in letter sizes unless said otherwise
INDENT = 0.5  # a line begins this much right of the margin: a first line
FIT = 0.35  # room that must remain for a word to have fitted on the line before
CENTER = 0.9  # a centre off by less is in the middle
SPACE = 0.25  # width of a space
SIZE_CHANGE = 0.13  # share by which the letters of two paragraphs differ
OCR_SIZE_CHANGE = 0.35
GAP = 1.3  # line distance, over the usual one, that separates paragraphs
FAR_GAP = 1.8
# points around the text area within which a border is met
MARGIN = 4.0
# points by which the text area of a page must differ from the others to be doubted
FAR_OFF = 12.0
# long lines from which a page tells where its borders are, and such pages that speak for the others
MIN_LINES, MIN_PAGES = 5, 2
# points by which aligned lines may differ
ALIGNED = 2.0
# white space that table cells keep on each side, at most (points; Word's default)
MAX_PADDING = 5.4

MARKER = re.compile(
    r"^(?:[-–—+•*●▪○◦■□➢✓❖◆⬥➔→☐☑]\s*(?=\S)|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}\s"
    r"|\(?[a-zđ]{1,2}[.)]\s?(?=\S)|\(?[IVXL]{1,6}(?:[.)]|/(?!\d))|[IVX]{1,5}\s?[-–]\s|[A-ZĐ][.)]\s"
    r"|(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Điều|ĐIỀU|Phụ lục|PHỤ LỤC|Bước|Khoản)\s+(?:\d|[IVXL]+\b|thứ|THỨ)"
    r"|Nơi nhận)"
)
_BULLET = re.compile(r"^[-–—+•*●▪○◦■□➢✓❖◆⬥➔→☐☑]")
_TITLE = re.compile(
    r"^(?:KẾ HOẠCH|QUYẾT ĐỊNH|THÔNG BÁO|CHƯƠNG TRÌNH|ĐỀ ÁN|TỜ TRÌNH|BÁO CÁO|NGHỊ QUYẾT|CHỈ THỊ|CÔNG VĂN"
    r"|HƯỚNG DẪN|QUY CHẾ|QUY ĐỊNH|PHƯƠNG ÁN|CÔNG ĐIỆN|PHỤ LỤC|PHẦN|CHƯƠNG|BIỂU|DANH MỤC)"
    r"(?: (?:[IVX]+|\d+|THỨ \w+|SỐ \d+))?[.:]?$",
    re.IGNORECASE,
)
# a narrow column breaks the first line of the national motto
_CUT_MOTTO = re.compile(r"^cộng h(?:oà|òa) xã hội chủ nghĩa(?: việt)?$")
_MOTTO_ENDS = frozenset(("việt nam", "nam"))
_ENDS = re.compile(r"(?:[.;:!?]|\./\.)[”\"’)\]]*$")
_LEADERS = re.compile(r"(?:\.{4,}|…{2,}|_{4,})\W*$")


@dataclass(slots=True)
class Area:
    """Where the text of a page stands: left and right border, usual line distance and first indent.

    ``lines`` is the number of long lines that it was measured by.
    """

    left: float
    right: float
    step: float
    indent: float | None = None
    lines: int = 0
    ocr: bool = False

    @property
    def middle(self) -> float:
        """The x of the middle."""
        return (self.left + self.right) / 2


@dataclass(slots=True)
class Paragraph:
    """Lines that make one paragraph, with the areas they stand in."""

    lines: list[Line]
    areas: list[Area]
    gap: bool = False
    text: str = field(init=False, default="")

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page


def area_of(lines: Sequence[Line], width: float, *, ocr: bool = False) -> Area:
    """Measure the text area of a page from its long lines; ``width`` is that of the page."""
    own = [line for line in lines if not line.boxed]
    if not own:
        return Area(0.0, width, 0.0, ocr=ocr)
    long = [line for line in own if line.x1 - line.x0 > width / 2]
    telling = len(long)
    long = long or own
    rights = sorted(line.x1 for line in long)
    # one line that runs over the margin must not make all others look short
    right = rights[-1] if len(rights) < 5 else rights[-max(2, len(rights) // 10)]
    lefts = sorted(line.x0 for line in long)
    left = lefts[0] if len(lefts) < 5 else lefts[1]
    if not telling:
        right = max(right, width - left)  # short lines only: take the margins to be alike
    steps = [b.base - a.base for a, b in pairwise(own) if 0 < b.base - a.base < 4 * a.size]
    step = median(steps) if steps else 1.3 * long[0].size
    return Area(left, right, step, _usual_indent(own, left), telling, ocr)


def settle(areas: Sequence[Area]) -> None:
    """Widen the areas of pages of one size where a page of short lines shows too little of it.

    Both borders moved to one side is a shifted scan or a mirrored margin and stays.
    """
    telling = [area for area in areas if area.lines >= MIN_LINES]
    if len(telling) < MIN_PAGES:
        return
    left = median(area.left for area in telling)
    right = median(area.right for area in telling)
    for area in areas:
        in_left, in_right = area.left - left > FAR_OFF, right - area.right > FAR_OFF
        out_left, out_right = left - area.left > FAR_OFF, area.right - right > FAR_OFF
        if in_left and not out_right:
            area.left = left
        if in_right and not out_left:
            area.right = right


def _usual_indent(lines: Sequence[Line], left: float) -> float | None:
    """Where the first lines of paragraphs begin, if several begin at the same place."""
    starts = sorted(line.x0 for line in lines if line.x0 > left + INDENT * line.size)
    counts = {start: sum(abs(start - other) < ALIGNED for other in starts) for start in starts}
    best = max(counts, key=lambda start: counts[start], default=None)
    return best if best is not None and counts[best] > 1 else None


def join(lines: Iterable[tuple[Line, Area]]) -> list[Paragraph]:
    """Join the lines of the running text, in reading order, into paragraphs."""
    paragraphs: list[Paragraph] = []
    for line, area in lines:
        last = paragraphs[-1] if paragraphs else None
        if last and continues(last, line, area):
            last.lines.append(line)
            last.areas.append(area)
        else:
            paragraphs.append(Paragraph([line], [area], _stands_off(last, line, area)))
    for paragraph in paragraphs:
        paragraph.text = glue(paragraph.lines)
    return paragraphs


def _stands_off(last: Paragraph | None, line: Line, area: Area) -> bool:
    """Whether blank space stands before a paragraph that begins with ``line``."""
    if last is None or last.lines[-1].page != line.page:
        return True
    return _step(last.lines[-1], line) > FAR_GAP * area.step


def glue(lines: Sequence[Line]) -> str:
    """The text of lines in a row; words broken at a hyphen or slash are made whole."""
    pieces = [line.text if line.runs_on else line.text + " " for line in lines]
    return "".join(pieces).rstrip()


def continues(paragraph: Paragraph, line: Line, area: Area) -> bool:
    """Whether ``line`` belongs to ``paragraph``."""
    last, last_area = paragraph.lines[-1], paragraph.areas[-1]
    if line.boxed or last.boxed:
        return _continues_column(paragraph, line)
    if not _alike(last, line, last_area, area):
        return False
    full = not _fits(last, line, last_area.right)
    if _centered(last, last_area) or _centered(line, area):
        both = _in_middle(last, last_area) and _in_middle(line, area)
        # the first line of a long title fills the page, its last one stands in the middle
        return (both or (full and _goes_on(last, line))) and _continues_title(last, line)
    indented = line.x0 > area.left + INDENT * line.size
    if MARKER.match(line.text):
        # `Chủ động` / `- Sáng tạo`: at the margin, in the middle of a sentence, is no list
        return full and not (_is_block(paragraph) or indented or _closed(last))
    if _LEADERS.search(last.text) and not _goes_on(last, line):
        return False
    if indented and not _aligned(paragraph, line):
        return full and _goes_on(last, line)
    near = line.page != last.page or _step(last, line) <= GAP * area.step
    if full and _is_block(paragraph) and _closed(last) and _begins_alike(paragraph, line):
        return False  # `Căn cứ …;` that happens to fill its last line
    return (full and (near or not _closed(last))) or (near and _goes_on(last, line))


def _alike(last: Line, line: Line, last_area: Area, area: Area) -> bool:
    """Whether size, distance and page shape allow two lines to be neighbours in a paragraph."""
    tolerance = OCR_SIZE_CHANGE if area.ocr else SIZE_CHANGE
    if abs(last.size - line.size) > tolerance * max(last.size, line.size):
        return False
    if line.page == last.page:
        return 0 < _step(last, line) <= FAR_GAP * area.step
    widths = last_area.right - last_area.left, area.right - area.left
    return abs(widths[0] - widths[1]) < 0.1 * max(widths)


def _is_block(paragraph: Paragraph) -> bool:
    """Whether the first line of a paragraph is not indented."""
    first = paragraph.lines[0]
    return first.x0 <= paragraph.areas[0].left + INDENT * first.size


def _begins_alike(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line opens with the words that the paragraph opens with, as lists of reasons do."""
    return paragraph.lines[0].text.split()[:2] == line.text.split()[:2]


def _step(last: Line, line: Line) -> float:
    return line.base - last.base


def _fits(last: Line, line: Line, right: float) -> bool:
    """Whether the first word of ``line`` would have found room at the end of ``last``."""
    room = right - last.x1
    return room > MARGIN and line.first_width + (SPACE + FIT) * last.size <= room


def _closed(line: Line) -> bool:
    return bool(_ENDS.search(line.text))


def _goes_on(last: Line, line: Line) -> bool:
    """Whether the words say that the sentence runs on."""
    return line.text[:1].islower() and not _closed(last) and not line.text.startswith("http")


def _centered(line: Line, area: Area) -> bool:
    """Whether a line was centred: it is in the middle, and not because its indent put it there."""
    return _in_middle(line, area) and not (area.indent is not None and abs(line.x0 - area.indent) < ALIGNED)


def _in_middle(line: Line, area: Area) -> bool:
    return not MARKER.match(line.text) and (
        line.x0 > area.left + CENTER * line.size
        and line.x1 < area.right - CENTER * line.size
        and abs(line.center - area.middle) < CENTER * line.size
    )


def _aligned(paragraph: Paragraph, line: Line) -> bool:
    """Whether an indented line stands under the text of its paragraph (hanging indent)."""
    last = paragraph.lines[-1]
    if last.page != line.page:
        return False
    if len(paragraph.lines) > 1:
        return abs(line.x0 - last.x0) < INDENT * line.size
    return bool(_BULLET.match(last.text) or MARKER.match(last.text)) and (
        abs(line.x0 - last.hanging) < INDENT * line.size
    )


def _continues_title(last: Line, line: Line) -> bool:
    """Two centred lines are one title when they look the same and the first does not stand alone."""
    if _TITLE.match(last.text) or _TITLE.match(line.text) or MARKER.match(line.text) or _closed(last):
        return False
    return (last.text.isupper(), last.bold, last.italic) == (line.text.isupper(), line.bold, line.italic)


def _continues_column(paragraph: Paragraph, line: Line) -> bool:
    """In letterhead and signature a line is a paragraph, but for items that run over their line."""
    last = paragraph.lines[-1]
    if (last.page, last.boxed, last.column) != (line.page, line.boxed, line.column):
        return False
    if MARKER.match(line.text) or _closed(last) or _step(last, line) > FAR_GAP * line.size:
        return False
    if _CUT_MOTTO.search(fold(last.text)) and fold(line.text) in _MOTTO_ENDS:
        return True
    return bool(_BULLET.match(paragraph.lines[0].text)) or line.text[:1].islower()


def join_cell(lines: Sequence[Line], x0: float, x1: float) -> list[str]:
    """The paragraphs of a table cell that reaches from ``x0`` to ``x1``."""
    if not lines:
        return []
    padding = max(0.0, min(min(line.x0 - x0, x1 - line.x1) for line in lines))
    room = x1 - x0 - 2 * min(padding, MAX_PADDING)
    groups = [[lines[0]]]
    for last, line in pairwise(lines):
        fits = last.x1 - last.x0 + line.first_width + SPACE * last.size <= room
        if MARKER.match(line.text) or (fits and not _goes_on(last, line)):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [glue(group) for group in groups]


def style_of(paragraph: Paragraph) -> Style:
    """What the lines show of the paragraph's looks."""
    lines, areas = paragraph.lines, paragraph.areas
    style = Style(
        bold=all(line.bold for line in lines),
        italic=all(line.italic for line in lines),
        gap=paragraph.gap,
        boxed=lines[0].boxed,
    )
    if style.boxed:
        return replace(style, align="center") if lines[0].middle else style
    if all(_centered(line, area) for line, area in zip(lines, areas, strict=True)):
        return replace(style, align="center")
    first, area = lines[0], areas[0]
    at_right = first.x1 > area.right - MARGIN
    if at_right and first.x0 > area.middle:
        return replace(style, align="right")
    return replace(style, align="justify") if at_right and len(lines) > 1 else style
