"""Tables without a full grid: where a page has columns that no ruling lines part.

A suspect begins with a row of three pieces or more. The white gaps of that row are followed up and
down: as long as every row leaves part of each gap white, it belongs to the table. Whether that is a
table at all is told by the words of its head, by rules that run across, or by many full rows;
letterheads, signatures, lists and justified text have none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from docparse.readers.columnheads import is_column_head
from docparse.readers.pdf.columns import opens_head_or_foot
from docparse.readers.pdf.lines import rows_of
from docparse.readers.pdf.model import Edge, Line, Word
from docparse.text import fold

# gaps, in letter sizes: between two pieces of a row, and the white that must remain between columns
PIECE_GAP = 1.0
STRIP = 0.45
# rows farther apart than so many letter sizes belong to two things
FAR = 2.6
# a table has at least so many columns, and so many of its heads are known where no rules tell
MIN_COLUMNS = 3
MIN_HEADS = 2
# rows with text in every column that make a table without a known head and without rules
MIN_FULL_ROWS = 4
# a title between the rows of a table is followed by a row of columns within so many rows
MAX_TITLE_ROWS = 2
# rows looked at for the one that shows the columns best
MAX_SEEDS = 10
# a head is centred over its columns when its middle is off by less (letter sizes)
CENTERED = 2.0
# rules over and under the rows cover this share of their width
RULE_WIDTH = 0.8
MAX_HEAD_ROWS = 8
# bounds for pages made to cost time: rows of a page, columns of a table, rows tried as its first
MAX_ROWS = 400
MAX_COLUMNS = 40
MAX_TRIES = 30

_INDEX = re.compile(r"^(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVXL]{1,5}|[a-zđA-ZĐ])[.)]?$")
_NO_HEAD = re.compile(r"[:;]|^\(?đvt\b")

Span = tuple[float, float]


@dataclass(slots=True)
class Row:
    """The words on one baseline, left to right."""

    words: list[Word]
    base: float = field(init=False)
    size: float = field(init=False)
    middle: float = field(init=False)

    def __post_init__(self) -> None:
        self.base = self.words[0].base
        self.size = max(word.size for word in self.words)
        self.middle = sum((w.top + w.bottom) / 2 for w in self.words) / len(self.words)

    def pieces(self, gap: float = PIECE_GAP) -> list[list[Word]]:
        """The words between gaps of ``gap`` letter sizes and more."""
        found = [[self.words[0]]]
        for before, word in pairwise(self.words):
            if word.x0 - before.x1 >= gap * self.size:
                found.append([])
            found[-1].append(word)
        return found


@dataclass(slots=True)
class Suspect:
    """Rows that seem to be a table: ``strips`` are the white gaps between its columns.

    ``head`` is the number of rows above the first row of data, ``spanning`` the rows with text that runs
    over a strip, ``known`` the number of heads that a rule knows; ``goes_on`` tells that the table began
    on the page before.
    """

    rows: list[Row]
    strips: list[Span]
    head: int
    spanning: set[int]
    known: int
    rules: list[float]
    goes_on: bool = False

    def columns_of(self, row: Row) -> dict[int, list[Word]]:
        """The words of a row by their column."""
        found: dict[int, list[Word]] = {}
        for word in row.words:
            middle = (word.x0 + word.x1) / 2
            found.setdefault(sum(middle > (a + b) / 2 for a, b in self.strips), []).append(word)
        return found

    @property
    def indexed(self) -> bool:
        """Whether the first column numbers the rows."""
        first = [text_of(cell) for row in self.rows[self.head :] if (cell := self.columns_of(row).get(0))]
        return bool(first) and all(map(_INDEX.match, first))


def may_hold_columns(lines: Sequence[Line]) -> bool:
    """A cheap look at the lines of a page: whether three of them stand side by side anywhere."""
    ordered = sorted(line.base for line in lines)
    return any(c - a < 1.0 for a, c in zip(ordered, ordered[2:], strict=False))


def suspects(
    words: Iterable[Word], edges: Sequence[Edge], open_strips: Sequence[Span] | None, head: str = ""
) -> list[Suspect]:
    """The tables that the words of a page seem to make.

    ``open_strips`` are those of a table that stood at the foot of the page before, ``head`` the words of its
    first row: it may go on here, and repeat that row.
    """
    rows = [Row(row) for row in rows_of([word for word in words if not word.vertical])]
    found: list[Suspect] = []
    if len(rows) > MAX_ROWS:
        return found
    start = tries = 0
    if open_strips and (suspect := _continued(rows, edges, open_strips, head)):
        found.append(suspect)
        start = rows.index(suspect.rows[-1]) + 1
    while start < len(rows) and tries < MAX_TRIES:
        several = MIN_COLUMNS <= len(rows[start].pieces()) <= MAX_COLUMNS
        suspect = _at(rows, start, edges) if several else None
        if suspect is None:
            start += 1
            tries += several
        else:
            found.append(suspect)
            start = rows.index(suspect.rows[-1]) + 1
    return found


def text_of(words: Sequence[Word]) -> str:
    """The words with spaces between them."""
    return " ".join(word.text for word in words)


def _continued(
    rows: Sequence[Row], edges: Sequence[Edge], strips: Sequence[Span], head: str
) -> Suspect | None:
    """The table of the page before, going on at the top of this one."""
    end, kept, spanning = _grown(rows, range(len(rows)), list(strips))
    taken = list(rows[:end])
    if not taken or len(kept) < len(strips):
        return None
    suspect = Suspect(taken, kept, 0, spanning, 0, _rules(taken, edges), goes_on=True)
    suspect.head = _repeated(suspect, head)
    body = taken[suspect.head :]
    columns = [suspect.columns_of(row) for row in body]
    full = any(len(found) >= MIN_COLUMNS for found in columns)
    # the rest of a row that the page break cut
    rest = body and not any(0 in found for found in columns) and text_of(body[0].words)[:1].islower()
    return suspect if full or rest else None


def _repeated(suspect: Suspect, head: str) -> int:
    """How many rows at the top of a table that goes on say what its first row on the page before said."""
    wanted, words = sorted(fold(head).split()), list[str]()
    for count, row in enumerate(suspect.rows[:MAX_HEAD_ROWS], 1):
        words += fold(text_of(row.words)).split()
        if sorted(words) == wanted:
            return count
    return 0


def _at(rows: Sequence[Row], start: int, edges: Sequence[Edge]) -> Suspect | None:
    """The table that begins at a row of several pieces, if it is one."""
    best: Suspect | None = None
    for seed in range(start, min(start + MAX_SEEDS, len(rows))):
        if seed > start and rows[seed].base - rows[seed - 1].base > FAR * rows[seed].size:
            break
        if not MIN_COLUMNS <= len(rows[seed].pieces()) <= MAX_COLUMNS:
            continue
        suspect = _from_seed(rows, start, seed, edges)
        if suspect and (best is None or _weight(suspect) > _weight(best)):
            best = suspect
    return best if best and _is_table(best) else None


def _weight(suspect: Suspect) -> tuple[int, int]:
    return len(suspect.strips), len(suspect.rows)


def _from_seed(rows: Sequence[Row], start: int, seed: int, edges: Sequence[Edge]) -> Suspect | None:
    gaps = _gaps(rows[seed], PIECE_GAP)
    end, strips, spanning = _grown(rows, range(seed + 1, len(rows)), gaps)
    if len(strips) < MIN_COLUMNS - 1:
        return None
    for index in range(seed - 1, start - 1, -1):  # heads of several rows, and heads over two columns
        left = _narrowed(strips, rows[index])
        if left is None and rows[index].words[0].x0 < strips[0][0] and len(rows[index].pieces()) == 1:
            return None
        if left is None:
            spanning.add(index)
        else:
            strips = left
    first = _first_head_row(rows, start, strips)
    if first > 0 and _is_over_columns(rows[first - 1], rows[first], strips):
        first -= 1
        spanning.add(first)
    taken = list(rows[first:end])
    suspect = Suspect(taken, strips, 0, {i - first for i in spanning}, 0, _rules(taken, edges))
    suspect.strips = _with_text(suspect)
    suspect.head, suspect.known = _head_of(suspect)
    return suspect if len(suspect.strips) >= MIN_COLUMNS - 1 else None


def _gaps(row: Row, least: float) -> list[Span]:
    return [(a.x1, b.x0) for a, b in pairwise(row.words) if b.x0 - a.x1 >= least * row.size]


def _grown(rows: Sequence[Row], indexes: range, gaps: list[Span]) -> tuple[int, list[Span], set[int]]:
    """Follow the gaps down: the end of the table, what is left of the gaps, and the rows that span them."""
    strips, spanning = gaps, set[int]()
    end = indexes.start
    for index in indexes:
        row = rows[index]
        if index > indexes.start and row.base - rows[index - 1].base > FAR * row.size:
            break
        if any(opens_head_or_foot(text_of(piece)) for piece in row.pieces()):
            break
        left = _narrowed(strips, row)
        if left is not None:
            strips, end = left, index + 1
        elif _is_title(rows, index, strips):
            spanning.add(index)
        else:
            break
    return end, strips, {i for i in spanning if i < end}


def _narrowed(strips: Sequence[Span], row: Row) -> list[Span] | None:
    """What the words of a row leave of each gap; null where they fill one."""
    kept: list[Span] = []
    if row.words[0].x0 < strips[0][0] and row.words[-1].x1 > strips[-1][1] and len(row.pieces()) == 1:
        return None  # a line of prose, whatever its spaces
    for low, high in strips:
        parts = [(low, high)]
        for word in row.words:
            halves = [half for a, b in parts for half in ((a, min(b, word.x0)), (max(a, word.x1), b))]
            parts = [(a, b) for a, b in halves if b - a >= STRIP * row.size]
        if not parts:
            return None
        kept += parts
    return kept


def _is_title(rows: Sequence[Row], index: int, strips: Sequence[Span]) -> bool:
    """Whether a row over several columns is a title inside the table: one piece, and columns below it.

    One that begins in the first column without a number has them right below: else it may be prose.
    """
    pieces = rows[index].pieces()
    numbered = len(pieces) == 2 and _INDEX.match(text_of(pieces[0]))
    if len(pieces) > 1 and not numbered:
        return False
    reach = MAX_TITLE_ROWS if numbered or pieces[0][0].x0 > strips[0][0] else 1
    return any(
        len(row.pieces()) >= MIN_COLUMNS and _narrowed(strips, row) is not None
        for row in rows[index + 1 : index + 1 + reach]
    )


def _first_head_row(rows: Sequence[Row], start: int, strips: Sequence[Span]) -> int:
    """Go up over the upper lines of heads that are broken over several."""
    while start > 0:
        row, below = rows[start - 1], rows[start]
        near = below.base - row.base < 1.5 * below.size
        left = _narrowed(strips, row) if near else None
        if left is None or len(left) < len(strips) or _NO_HEAD.search(fold(text_of(row.words))):
            break
        if not _is_bold(row) and len(row.pieces()) < 2:
            break
        start -= 1
    return start


def _is_over_columns(row: Row, below: Row, strips: Sequence[Span]) -> bool:
    """Whether a row is a head over some of the columns: centred on these, not on the table as a title is."""
    if below.base - row.base > 1.5 * below.size or _is_bold(row) != _is_bold(below):
        return False
    pieces, borders = row.pieces(), [below.words[0].x0, *((a + b) / 2 for a, b in strips)]
    borders.append(max(below.words[-1].x1, borders[-1]))
    x0, x1 = pieces[0][0].x0, pieces[0][-1].x1
    covered = [x for x in borders if x0 < x < x1]
    if len(pieces) > 1 or not covered or x0 < borders[1]:
        return False
    low = max(x for x in borders if x < covered[0])
    high = min((x for x in borders if x > covered[-1]), default=borders[-1])
    off, off_table = (abs(x0 + x1 - a - b) / 2 for a, b in ((low, high), (borders[0], borders[-1])))
    return off < CENTERED * row.size < off_table


def _with_text(suspect: Suspect) -> list[Span]:
    """The strips that have a column with text in two rows on both sides."""
    counts: dict[int, int] = {}
    for index, row in enumerate(suspect.rows):
        if index not in suspect.spanning:
            for column in suspect.columns_of(row):
                counts[column] = counts.get(column, 0) + 1
    kept = [strip for i, strip in enumerate(suspect.strips) if counts.get(i, 0) > 1]
    return kept if counts.get(len(suspect.strips), 0) > 1 else kept[:-1]


def _head_of(suspect: Suspect) -> tuple[int, int]:
    """How many rows the head has, and how many of its cells a rule knows."""
    heads: dict[int, list[Word]] = {}
    height = known = 0
    for index, row in enumerate(suspect.rows[: _head_end(suspect)]):
        for column, words in suspect.columns_of(row).items():
            heads.setdefault(column, []).extend(words)
        if (count := sum(is_column_head(text_of(words)) for words in heads.values())) > known:
            height, known = index + 1, count
    sure = _is_bold(suspect.rows[0]) or any(y > suspect.rows[0].base for y in suspect.rules)
    return (_head_end(suspect) if sure else height) if known else 0, known


def _head_end(suspect: Suspect) -> int:
    """The rows that may be head: those above the first number, of one weight, above the first rule."""
    rows = suspect.rows
    under = next((y for y in suspect.rules if y > rows[0].base), rows[-1].base)
    for index, row in enumerate(rows[:MAX_HEAD_ROWS]):
        numbered = index and _INDEX.match(text_of(suspect.columns_of(row).get(0, [])))
        if numbered or row.base > under or _is_bold(row) != _is_bold(rows[0]):
            return index
    return min(MAX_HEAD_ROWS, len(rows))


def _is_bold(row: Row) -> bool:
    return all(word.bold for word in row.words)


def _rules(rows: Sequence[Row], edges: Sequence[Edge]) -> list[float]:
    """The heights of the ruling lines that run across the rows, over the first and under the last too."""
    low = min(row.words[0].x0 for row in rows)
    high = max(row.words[-1].x1 for row in rows)
    top = rows[0].base - FAR * rows[0].size
    foot = rows[-1].base + FAR * rows[-1].size
    levels: dict[int, tuple[float, float]] = {}  # rules are drawn cell by cell: what they cover together
    for edge in edges:
        if edge.horizontal and top < edge.at < foot:
            covered = max(0.0, min(edge.end, high) - max(edge.start, low))
            level = round(edge.at / 2)
            at, before = levels.get(level, (edge.at, 0.0))
            levels[level] = (at, before + covered)
    return sorted(at for at, covered in levels.values() if covered >= RULE_WIDTH * (high - low))


def _is_table(suspect: Suspect) -> bool:
    body = suspect.rows[suspect.head :]
    if suspect.known >= MIN_HEADS:
        return any(len(suspect.columns_of(row)) >= MIN_COLUMNS for row in body)
    full = sum(len(suspect.columns_of(row)) > len(suspect.strips) for row in suspect.rows)
    ruled = [y for y in suspect.rules if suspect.rows[0].base < y < suspect.rows[-1].base]
    return full >= (2 if ruled else MIN_FULL_ROWS)
