"""The cheapest way to lay the lines of a flattened table over its columns.

Each column takes only what can stand in it (a number, a time, a name); one pass over the lines, with a state
for each column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from docparse.outline.markers import roman

EMPTY = ""  # the line that an empty cell left
# a cell of such a column has one line
ONE_LINE = ("index", "money", "source")
_NUMBER = re.compile(r"^[-–]$|^\d{1,3}(?:[.,]\d+)*$|^\d+$")
_TIME = re.compile(
    r"^(?:.{0,25}\b(?:20\d\d|quý|tháng \d|hằng năm|hàng năm|thường xuyên)\b.{0,25}"
    r"|đang (?:triển khai|thực hiện))$"
)
_INDEX = re.compile(r"(?:[ivx]+|[0-9]{1,3}|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}|[a-hđ])[.)]?")
_LETTERS = "abcdđegh"
_YEAR = re.compile(r"20\d\d")
_TOTAL = re.compile(r"^(tổng|cộng)\b")

# Costs of laying lines over columns
_MISSING = {
    "note": 0.1,
    "product": 0.6,
    "coordinate": 0.6,
    "deadline": 0.7,
    "lead": 0.9,
    "source": 0.8,
    "money": 0.9,
}
_MISSING_OTHER = 1.5
# where empty cells leave a line, a cell without one is covered by a merged one above: what that may be
_COVERED = {"note": 0.3, "product": 0.3, "coordinate": 0.25, "deadline": 0.3, "lead": 0.35}
_NAMED_BY_GROUP = 0.5  # a body or a time in a row that stands over others, told from a row that is covered
_NO_LEADER = 0.2  # an empty cell of those who lead, told from one that is covered beside an empty one
_STRAY_TIME = 0.3  # a time in a column of something else, told from a time beside a covered cell
_NAMING = ("lead", "coordinate", "deadline")
_WRONG_TYPE = 3.0
_BROKEN_SEQUENCE = 2.0
CONTINUED_CELL = 1.6
_ARABIC_GROUP = 0.4  # a group numbered 1, 2, 3 or A, B, C is rarer than one numbered I, II, III


@dataclass(slots=True)
class Row:
    """One row: the lines of each cell by column; ``grouped`` for a group or a total, which names no agency.

    A column that is not among the cells has no line in the text, not even the one of an empty cell.
    """

    grouped: bool
    cells: dict[int, list[int]]


@dataclass(slots=True)  # frozen ones take three times as long to make
class _State:
    """A line in a column of the current row; ``grouped`` rows (groups, totals) name no agency and no time.

    ``arabic``, ``numeral`` and ``letter`` are the last numbers counted, ``before`` the state of the line
    before.
    """

    cost: float
    line: int
    column: int
    grouped: bool
    opens: bool
    arabic: int
    numeral: int
    letter: int
    before: _State | None


def opens_row(key: str) -> bool:
    """Whether a folded line may begin a row: a number, or the word of a total."""
    return _INDEX.fullmatch(key) is not None or _TOTAL.match(key) is not None


def best_rows(keys: Sequence[str], roles: Sequence[str], covered: bool = False) -> tuple[list[Row], float]:
    """Split the folded lines into rows at the least cost, and give that cost; no row where none begins.

    :data:`EMPTY` among the lines is a cell without text; with ``covered`` every empty cell has such a line,
    so that what is missing belongs to merged cells.
    """
    missing = _MISSING | _COVERED if covered else _MISSING
    skips = {grouped: _skip_costs(roles, grouped, missing) for grouped in (True, False)}
    current: dict[tuple[int, bool], _State] = {
        (state.column, state.grouped): state for state in _opened(keys, 0, roles, None, 0.0)
    }
    if not current:
        return [], 0.0
    for line in range(1, len(keys)):
        grown: dict[tuple[int, bool], _State] = {}
        types = [_type_cost(keys[line], role, covered) for role in roles]
        named = _NAMED_BY_GROUP if covered and keys[line] != EMPTY else 0.0
        in_group = [cost + named * (role in _NAMING) for cost, role in zip(types, roles, strict=True)]
        for state in current.values():
            costs = in_group if state.grouped else types
            for following in _continued(keys, line, roles, state, skips[state.grouped], costs):
                key = (following.column, following.grouped)
                if key not in grown or following.cost < grown[key].cost:
                    grown[key] = following
        if not grown:
            break
        current = grown
    last = min(current.values(), key=lambda s: s.cost + _closing(skips, s, roles))
    return _unwind(last), last.cost + _closing(skips, last, roles)


def _skip_costs(roles: Sequence[str], grouped: bool, missing: Mapping[str, float]) -> list[float]:
    """Running sum of what empty columns cost: the cost of skipping ``a..b`` is ``sums[b] - sums[a]``."""
    sums = [0.0]
    for role in roles:
        free = grouped and role in (*_NAMING, "note", "product")
        sums.append(sums[-1] + (0.0 if free else missing.get(role, _MISSING_OTHER)))
    return sums


def _closing(skips: dict[bool, list[float]], state: _State, roles: Sequence[str]) -> float:
    return skips[state.grouped][len(roles)] - skips[state.grouped][state.column + 1]


def _opened(
    keys: Sequence[str], line: int, roles: Sequence[str], before: _State | None, cost: float
) -> Iterator[_State]:
    """The states of a line that begins a row: an index, or the word of a total."""
    key = keys[line]
    if not opens_row(key):
        return
    total = _TOTAL.match(key) is not None
    index = key.strip(" .)")
    step, arabic, numeral, letter = _sequence_cost(key, before)
    column = 1 if total and roles[:1] == ("index",) else 0
    grouped = total or roman(index) is not None
    row = _State(cost + step, line, column, grouped, True, arabic, numeral, letter, before)
    yield row
    if not (grouped or "." in index):
        yield replace(row, cost=row.cost + _ARABIC_GROUP, grouped=True)


def _continued(
    keys: Sequence[str],
    line: int,
    roles: Sequence[str],
    state: _State,
    skips: Sequence[float],
    types: Sequence[float],
) -> Iterator[_State]:
    """The line in a later column of the row, in the same cell, or at the begin of a new row.

    ``types`` is what the line costs in each column.
    """
    width = len(roles)
    counted = state.arabic, state.numeral, state.letter
    for column in range(state.column, width):
        if column == state.column and (state.opens or roles[column] in ONE_LINE):
            continue
        gap = CONTINUED_CELL if column == state.column else skips[column] - skips[state.column + 1]
        yield _State(state.cost + gap + types[column], line, column, state.grouped, False, *counted, state)
    closed = state.cost + skips[width] - skips[state.column + 1]
    if not state.opens:
        yield from _opened(keys, line, roles, state, closed)


def _unwind(state: _State | None) -> list[Row]:
    rows: list[Row] = []
    cells: dict[int, list[int]] = {}
    while state is not None:
        cells.setdefault(state.column, []).insert(0, state.line)
        if state.opens:
            rows.append(Row(state.grouped, dict(reversed(cells.items()))))
            cells = {}
        state = state.before
    return rows[::-1]


def _sequence_cost(key: str, before: _State | None) -> tuple[float, int, int, int]:
    """What the index of a row costs after the rows before it, and the numbers counted with it."""
    arabic, numeral, letter = (before.arabic, before.numeral, before.letter) if before else (0, 0, 0)
    index = key.strip(" .)")
    if _TOTAL.match(key):
        return 0.0, arabic, numeral, letter
    value = roman(index)
    if value is not None:
        return (0.0 if value == numeral + 1 else _BROKEN_SEQUENCE), 0, value, 0
    if index.isdecimal():
        number = int(index)
        cost = 0.0 if number == arabic + 1 else _BROKEN_SEQUENCE / (2 if number == arabic else 1)
        return cost, number, numeral, 0
    if "." in index:
        return _decimal_cost(index, arabic, letter), int(index.partition(".")[0]), numeral, _last_part(index)
    letter_value = _LETTERS.index(index) + 1
    return (0.0 if letter_value == letter + 1 else _BROKEN_SEQUENCE), arabic, numeral, letter_value


def _decimal_cost(index: str, arabic: int, letter: int) -> float:
    """``1.2`` follows ``1.1``, ``1.1`` follows ``1`` or opens it; what stands deeper is not counted."""
    first, *rest = map(int, index.split("."))
    if len(rest) > 1:
        return 0.0 if first == arabic else _BROKEN_SEQUENCE
    follows = rest[0] == letter + 1 if first == arabic else (first == arabic + 1 and rest[0] == 1)
    return 0.0 if follows else _BROKEN_SEQUENCE


def _last_part(index: str) -> int:
    """The number of ``1.2`` below its unit; deeper ones leave that of the unit above them."""
    return int(index.split(".")[1])


def _type_cost(key: str, role: str, covered: bool) -> float:
    """What it costs to take the line for a cell of this role."""
    if key == EMPTY:
        return (_NO_LEADER if covered and role == "lead" else 0.0) if role in _MISSING else _MISSING_OTHER
    if role == "index":
        return 0.0 if _INDEX.fullmatch(key) else _WRONG_TYPE
    number = _NUMBER.match(key) is not None
    if role in ("money", "source"):
        return 0.0 if number else _WRONG_TYPE
    time = _TIME.match(key) is not None
    if role == "deadline":
        return 0.0 if time or _YEAR.fullmatch(key) else 1.2
    if number:
        return _WRONG_TYPE
    return (0.5 if role in ("lead", "coordinate") else _STRAY_TIME * covered) if time else 0.0
