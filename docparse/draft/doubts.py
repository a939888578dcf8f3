"""What a person must look at: powers of the centre in a plan of a province, facts of another time.

The rules are ``data/doubts.toml``. A doubt changes no word: the passage is highlighted, its note stands in
the comment, and the command tells how many there are. ``docparse check`` uses the same rules.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from docparse.draft.knowledge import table
from docparse.draft.labels import label_of
from docparse.draft.manuscript import Doubt, Manuscript, Origin, Piece, Row
from docparse.draft.rewriting import Passage, protected
from docparse.model import Severity
from docparse.text import fold

OPEN_DEADLINE = "[thời hạn cần điền]"
STATUS_BASIS = "Tình trạng thực hiện ở nơi khác không phải là thời hạn của dự thảo"
_AGENCY_ROLES = ("lead", "coordinate", "implement")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_RANGE = re.compile(r"(?:giai đoạn )?(?:19|20)\d\d ?- ?((?:19|20)\d\d)")
_PAST_PERIOD = "giai đoạn của chương trình, đề án được dẫn đã qua: xem lại"


@dataclass(frozen=True, slots=True)
class DoubtRule:
    """One row of the table; ``severity`` is null where ``docparse check`` leaves the words alone."""

    id: str
    kind: Literal["authority", "stale"]
    pattern: re.Pattern[str]
    note: str
    labels_only: bool = False
    since: dt.date = dt.date.min
    severity: Severity | None = None
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    def spans(self, text: str, *, cell: bool = False) -> Iterator[tuple[int, int]]:
        """Where ``text`` (one paragraph, or a ``cell`` of a table) gives cause for this doubt."""
        if self.labels_only and not cell and label_of(text) not in _AGENCY_ROLES:
            return
        for match in self.pattern.finditer(fold(text)):
            start = match.start() + len(match.group()) - len(match.group().lstrip(" ;,.:"))
            if not any(a <= start and match.end() <= b for a, b in protected(text)):
                yield start, match.end()


@cache
def doubt_rules() -> tuple[DoubtRule, ...]:
    """Every rule, in the order of the table."""
    data = table("doubts")
    return tuple(
        DoubtRule(
            row["id"],
            row["kind"],
            re.compile(row["pattern"]),
            data[row["kind"]]["note"],
            row.get("where") == "label",
            row.get("since", dt.date.min),
            row.get("check"),
            tuple(row["examples"]),
            tuple(row["counter_examples"]),
        )
        for row in data["rule"]
    )


def is_status(text: str) -> bool:
    """Whether a cell for the deadline tells how far another place had got (``Đang triển khai``)."""
    return re.fullmatch(table("doubts")["status"]["pattern"], fold(text).strip(" .;")) is not None


def open_status(passage: Passage) -> None:
    """In a line such as ``Thời gian: Đang triển khai`` leave the time open."""
    label, colon, rest = passage.text.partition(":")
    if colon and is_status(rest):
        words = rest.strip(" .;")
        start = len(label) + 1 + rest.index(words)
        passage.put([(start, start + len(words), OPEN_DEADLINE)], "figure", STATUS_BASIS)


def past_periods(text: str, day: dt.date) -> Iterator[tuple[int, int]]:
    """Periods inside quoted names that were over on ``day``: they are never shifted."""
    key = fold(text)
    for quoted in _QUOTED.finditer(key):
        for match in _RANGE.finditer(key, *quoted.span()):
            if int(match[1]) < day.year:
                yield match.span()


def raise_doubts(manuscript: Manuscript, central: Collection[str], day: dt.date) -> None:
    """Note on every piece and row what is doubtful in it; ``central`` are ids of plans of the centre.

    Nothing is doubted in what the profile says.
    """
    for piece in (manuscript.opening, *manuscript.body, *manuscript.closing):
        if piece.status != "profile":
            piece.doubts = _doubts([piece.text], piece.origins, central, day)
    for row in (r for a in manuscript.appendices for r in a.rows if r.kind == "data"):
        row.doubts = _doubts(row.cells, row.origins, central, day, cells=True)


def _doubts(
    texts: Sequence[str],
    origins: Sequence[Origin],
    central: Collection[str],
    day: dt.date,
    *,
    cells: bool = False,
) -> list[Doubt]:
    own = bool(origins) and origins[0].plan in central
    found: dict[Doubt, None] = {}
    for text in texts:
        for rule in doubt_rules():
            if rule.since <= day and (rule.kind == "stale" or own):
                spans = rule.spans(text, cell=cells)
                found |= {Doubt(rule.kind, text[a:b], rule.note): None for a, b in spans}
        found |= {Doubt("stale", text[a:b], _PAST_PERIOD): None for a, b in past_periods(text, day)}
    return list(found)


def doubted(manuscript: Manuscript, kind: str) -> list[Piece | Row]:
    """Pieces and rows with a doubt of this kind, in the order of the draft."""
    return [p for p in manuscript.parts() if any(d.kind == kind for d in p.doubts)]
