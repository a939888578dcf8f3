"""Letterhead and foot of plain text that kept the two columns of the page side by side.

``pdftotext -layout`` and copies from a screen write issuer and motto on one line, a gap between. Read
line by line they would run together, so the left column is read first, then the right one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docparse.readers.letterhead import matches_any
from docparse.text import CAPITALS, SMALL

HEAD_SEARCH = 40  # lines from the top in which a letterhead may begin
MAX_HEAD_LINES = 12
MAX_WIDTH = 400  # characters; a longer line is no line of a letterhead
MAX_FOOT_LINES = 40
MAX_BLANK_LINES = 2  # blank lines in a row that a foot may have
_TAB_STOP = 48  # characters from the margin
MAX_SHIFT = 14  # characters between the gap of a line and the right column's edge
_GAP = re.compile(r"(?<=\S)(?: {2,}| *\t\s*)(?=\S)")
_FOOT_ALONE = re.compile(r"^\s*nơi nhận\s*:?\s*$", re.IGNORECASE)
_RIGHT = re.compile(r"^\s*[-–+*].*?\S(?:\s{3,}| ?\t\s*)(?P<right>\S.*)$")
_FOOT = re.compile(r"^\s*nơi nhận\s*:?(?:\s{3,}| ?\t\s*)(?P<right>\S.*)$", re.IGNORECASE)

# `Nơi nhận: TM. ỦY BAN NHÂN DÂN`, `- Lưu: VT. Lê Văn An`: one space is left of the gap
_FOOT_RUN_ON = re.compile(r"^\s*nơi nhận\s*: (?P<right>\S.*)$", re.IGNORECASE)
_RUN_ON = re.compile(
    rf"(?<=[{SMALL};.,)]) (?P<right>\((?:Đã|đã) ký\)|[{CAPITALS}][{CAPITALS}. /]+"
    rf"|(?:[{CAPITALS}][{SMALL}]+ ){{1,4}}[{CAPITALS}][{SMALL}]+)$"
)
_LAST_ADDRESSEE = re.compile(r"^\s*[-–+*]? ?Lưu\b")

_ANNEX = re.compile(
    r"\s*(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|BIỂU|MẪU SỐ|DANH (?:MỤC|SÁCH))(?!\w)"
)  # what follows a foot


def letterhead_columns(rows: Sequence[str]) -> tuple[int, int, list[str]] | None:
    """Find a letterhead in two columns: first row, row after the last, the lines in reading order."""
    for first, row in enumerate(rows[:HEAD_SEARCH]):
        for gap in _GAP.finditer(row) if len(row) <= MAX_WIDTH else ():
            if matches_any([row[gap.end() :]], "national-motto"):
                end = _end_of_head(rows, first)
                return first, end, _in_order(rows[first:end], gap.end())
    return None


def foot_columns(rows: Sequence[str], start: int) -> tuple[int, list[str]] | None:
    """Read a foot in two columns that begins at ``start``: the row after its last, and its lines."""
    match = _FOOT.match(rows[start])
    if match is None and _FOOT_ALONE.match(rows[start]) and start + 1 < len(rows):
        match = _RIGHT.match(rows[start + 1])  # the signer begins beside the first addressee
    if match is None or not _is_office(match["right"]):
        return None
    # behind a tab the right column begins wherever the tab stop is
    edge = max(match.start("right"), _TAB_STOP) if "\t" in rows[start] else match.start("right")
    blank, end = 0, start
    for row in rows[start : start + MAX_FOOT_LINES]:
        blank = 0 if row.strip() else blank + 1
        if blank > MAX_BLANK_LINES or _crosses(row, edge) or _ANNEX.match(row):
            break
        end += 1
    return end, _in_order(rows[start:end], edge)


def foot_run_on(rows: Sequence[str], start: int) -> tuple[int, list[str]] | None:
    """Read a foot whose columns a converter has joined line by line: the row after its last, its lines.

    What stands at the end of an addressee's line and is an office in capitals belongs to the signature,
    and so does the name behind the last addressee.
    """
    match = _FOOT_RUN_ON.match(rows[start])
    if match is None or not match["right"].isupper() or not _is_office(match["right"]):
        return None
    left, right = [rows[start][: match.start("right")].rstrip()], [match["right"]]
    for end in range(start + 1, min(start + MAX_FOOT_LINES, len(rows))):
        row = rows[end].rstrip()
        tail = _RUN_ON.search(row)
        last = _LAST_ADDRESSEE.match(row) is not None
        if tail and (last or tail["right"].startswith("(") or _is_office(tail["right"])):
            left.append(row[: tail.start()])
            right.append(tail["right"])
        elif row:
            left.append(row)
        if last:
            return end + 1, [*left, *right]
    return None


def _is_office(text: str) -> bool:
    return any(matches_any([text], rule) for rule in ("authority", "office"))


def _end_of_head(rows: Sequence[str], first: int) -> int:
    """Find the row after the line with place and date; without one, the title or a blank line."""
    for at in range(first, min(first + MAX_HEAD_LINES, len(rows))):
        right = _GAP.split(rows[at].strip()[:MAX_WIDTH])
        if len(right) > 1 and any(
            matches_any([" ".join(right[cut:])], "date-line") for cut in range(1, len(right))
        ):
            return at + 1
    last = min(first + MAX_HEAD_LINES, len(rows))
    return next((at for at in range(first + 1, last) if _ends_head(rows[at])), last)


def _ends_head(row: str) -> bool:
    """Tell whether a line without a gap names the kind of document, or none is left of the head."""
    if not row.strip():
        return True
    return len(_GAP.split(row.strip())) == 1 and (
        matches_any([row.strip()], "title") or matches_any([row.strip()], "title-with-subject")
    )


def _crosses(row: str, edge: int) -> bool:
    """Tell whether a line runs from the left column far into the right one without a gap."""
    return not _GAP.search(row) and len(row) - len(row.lstrip()) < edge // 2 and len(row) > edge + MAX_SHIFT


def _in_order(rows: Sequence[str], edge: int) -> list[str]:
    left, right = zip(*(_split(row, edge) for row in rows), strict=True)
    return [line for line in (*left, *right) if line.strip()]


def _split(row: str, edge: int) -> tuple[str, str]:
    """Cut a line at its tab, else at the gap nearest to the right column's left ``edge``."""
    left, tab, right = row.partition("\t")
    if tab:
        return left.rstrip(), right.strip()
    gaps = [(max(gap.start() - edge, edge - gap.end(), 0), gap) for gap in _GAP.finditer(row)]
    distance, gap = min(gaps, key=lambda found: found[0], default=(MAX_SHIFT + 1, None))
    if gap is not None and distance <= MAX_SHIFT:
        return row[: gap.start()], row[gap.end() :]
    indent = len(row) - len(row.lstrip())
    return ("", row) if indent > edge // 2 else (row, "")
