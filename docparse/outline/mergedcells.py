"""Which cells of a flattened table go on with the cell above, as a merged cell does.

Text has no merged cells. LibreOffice leaves a blank line for what such a cell covers, as it does for an empty
one; a page of a portal leaves a blank line for an empty cell, nothing for a covered one. Either way a row
without a leading body stands under the one above: what is inferred here is who leads, who helps and until
when, never money.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docparse.outline.flatrows import Row

_INHERITED = ("lead", "coordinate", "implement", "deadline")
_SEVERAL = re.compile(r"(?<!\w)các\s|[,;/\n]")


class MergedCells:
    """Finds the cells of one table that go on with the cell above.

    ``texts`` are the folded lines that the rows count, ``blank_if_covered`` tells what a covered cell left: a
    blank line, or nothing.
    """

    def __init__(
        self, rows: Sequence[Row], roles: Sequence[str], texts: Sequence[str], blank_if_covered: bool
    ) -> None:
        self._rows, self._roles, self._texts = rows, roles, texts
        self._blank_if_covered = blank_if_covered
        self._lead, self._coordinate = (_only(roles, role) for role in ("lead", "coordinate"))
        self._groups = [self._is_group(number) for number in range(len(rows))]
        self._leads, self._coordinators = self._kinds()

    def find(self) -> list[set[int]]:
        """Give the columns of each row whose cell goes on; a helper read as a leader is moved to its own."""
        found: list[set[int]] = []
        above: set[int] = set()  # columns that have a text in the row above, be it inherited
        for number, row in enumerate(self._rows):
            grouped = self._groups[number]
            joined = set() if grouped else self._joined(row, above)
            if number == len(self._rows) - 1:  # the empty cells that end the last row left no line to count
                joined -= set(range(max(row.cells) + 1, len(self._roles)))
            found.append(joined)
            above = set() if grouped else joined | {at for at in row.cells if self._text(row, at)}
        return found

    def _is_group(self, number: int) -> bool:
        """Whether a row stands over others or sums them up.

        A numbered one with a body or a time does not, nor does one that the next number follows.
        """
        row, count = self._rows[number], self._count(number)
        if not row.grouped or count is None:
            return row.grouped
        names = any(self._roles[at] in _INHERITED and self._text(row, at) for at in row.cells)
        return not names and self._count(number + 1) != count + 1

    def _count(self, number: int) -> int | None:
        """The number printed before a row."""
        index = self._text(self._rows[number], 0).strip(" .)") if number < len(self._rows) else ""
        return int(index) if index.isdecimal() else None

    def _joined(self, row: Row, above: set[int]) -> set[int]:
        lead, coordinate = self._lead, self._coordinate
        if lead is not None and lead in above and coordinate is not None and self._is_helper_alone(row):
            row.cells[coordinate] = row.cells.pop(lead)
        if self._blank_if_covered:
            return {at for at in above if at == lead and at in row.cells and not self._text(row, at)}
        joined = {at for at in above if self._roles[at] in _INHERITED and at not in row.cells}
        helped = coordinate is not None and bool(self._text(row, coordinate))
        if lead is not None and lead in above and helped and not self._text(row, lead):
            joined.add(lead)
        return joined

    def _is_helper_alone(self, row: Row) -> bool:
        """Whether the one body of a row, laid under those who lead, is one of those who help.

        Cells are merged from the left: the leading one covers the row. Only where every other helper is
        a group and the body is none (or the other way round), it is the helpers' cell that does.
        """
        lead, coordinate = self._lead, self._coordinate
        if self._blank_if_covered or lead is None or coordinate in row.cells or not self._text(row, lead):
            return False
        if row is self._rows[-1] and max(row.cells) == lead:
            return False  # an empty cell may end the text
        several = _SEVERAL.search(self._text(row, lead)) is not None
        return several in self._coordinators or several not in self._leads

    def _kinds(self) -> tuple[set[bool], set[bool]]:
        """Tell whether groups, single bodies or both lead and help in the rows that have both."""
        if self._lead is None or self._coordinate is None:
            return set(), set()
        full = [
            (self._text(row, self._lead), self._text(row, self._coordinate))
            for number, row in enumerate(self._rows)
            if not self._groups[number] and self._text(row, self._lead) and self._text(row, self._coordinate)
        ]
        leads, coordinators = ([pair[side] for pair in full] for side in (0, 1))
        return _several(leads), _several(coordinators)

    def _text(self, row: Row, column: int) -> str:
        return "\n".join(filter(None, (self._texts[line] for line in row.cells.get(column, ()))))


def _only(roles: Sequence[str], wanted: str) -> int | None:
    """The column of a role that no other column has."""
    columns = [at for at, role in enumerate(roles) if role == wanted]
    return columns[0] if len(columns) == 1 else None


def _several(bodies: Iterable[str]) -> set[bool]:
    return {_SEVERAL.search(body) is not None for body in bodies}
