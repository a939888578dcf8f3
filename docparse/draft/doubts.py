"""What a person must look at: powers of the centre, facts of another time, names of another place.

The rules are ``data/doubts.toml``. A doubt changes no word: the passage is highlighted, its note stands in
the comment, and the command tells how many there are. ``docparse check`` uses the same rules.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from docparse.draft.foreign import Foreign
from docparse.draft.knowledge import ministry_fields, table
from docparse.draft.labels import label_of
from docparse.draft.manuscript import Doubt, Manuscript, Origin, Part
from docparse.draft.matching import likeness
from docparse.draft.periods import PART, own_times
from docparse.draft.rewriting import Passage, protected
from docparse.model import Severity
from docparse.successors import agency_ends
from docparse.text import fold

OPEN_DEADLINE = "[thời hạn cần điền]"
STATUS_BASIS = "Tình trạng thực hiện ở nơi khác không phải là thời hạn của dự thảo"
_AGENCY_ROLES = ("lead", "coordinate", "implement")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_RANGE = re.compile(r"(?:giai đoạn )?(?:19|20)\d\d ?- ?((?:19|20)\d\d)")
_HISTORY = 20  # years back from which on a date is history (`20/10/1930`), not a plan that ran out
_PAST_DAY = re.compile(r"(?<![\d/])(?:ngày )?\d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )((?:19|20)\d\d)(?![\d/])")
_TERM_HEAD = re.compile(
    rf"(?<!\w)(?:{PART}(?: năm | ?/ ?)"
    r"|năm(?: học)? |giai đoạn |\d{1,2}/(?:\d{1,2}/)?)$"
)
_LAW_BEFORE = re.compile(
    r"(?<!\w)(?:luật|pháp lệnh|hiến pháp|nghị quyết|chỉ thị|thông tư|nghị định|quyết định|công văn|kế hoạch"
    r"|kết luận|hướng dẫn|thông báo)(?!\w)[^.;]{0,80}$"
)
_AIM = re.compile(r"(?<!định hướng )(?<!tầm nhìn )đến (?:hết )?(?:năm )?((?:19|20)\d\d)(?![\d/])")
_PAST_AIM = "mục tiêu, giai đoạn của văn bản đã qua: kiểm tra, thay bằng văn bản hiện hành"
_MERGED = "gộp với nội dung của nguồn khác, lời không giống nhau: xem có mất ý không"
_REPEATED = "vế này đã gộp vào chỉ tiêu của nguồn khác ở đoạn khác: bỏ bớt một chỗ"
_PAST_TERM = "thời hạn của kế hoạch cấp trên đã qua trước giai đoạn của dự thảo: giữ như nguồn, xem lại"
_PAST_PERIOD = "giai đoạn, ngày tháng đã qua: xem lại"


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
            re.compile(row["pattern"].replace("{field}", ministry_fields())),
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
    for quoted in _QUOTED.finditer(fold(text)):
        yield from _past_ranges(text, day, *quoted.span())


def left_periods(text: str, day: dt.date) -> Iterator[tuple[int, int]]:
    """Periods and days that were over on ``day`` wherever a draft has them: its own were shifted.

    The dates of acts are none of them.
    """
    yield from _past_ranges(text, day, 0, len(text))
    key, shut = fold(text), protected(text)
    for match in _PAST_DAY.finditer(key):
        cited = any(a <= match.start() < b for a, b in shut) or _LAW_BEFORE.search(key[: match.start()])
        if 0 < day.year - int(match[1]) < _HISTORY and not cited:
            yield match.span()


def lapsed_terms(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Terms that were over before the year ``start``: in words of a higher level they were not shifted.

    Whole as far as a person reads them: ``Quý IV/2023``, ``năm học 2023 - 2024``.
    """
    key, shut = fold(text), protected(text)
    for time in own_times(text):
        if time.last < start and not any(a <= time.start < b for a, b in shut):
            head = _TERM_HEAD.search(key[: time.start])
            yield head.start() if head else time.start, time.end


def lapsed_aims(text: str, day: dt.date) -> Iterator[tuple[int, int]]:
    """What says in the title of an act that its time was over on ``day``: ``đến năm 2025``, a period.

    A vision behind it (``định hướng đến năm 2030``) does not keep its aims alive.
    """
    yield from _past_ranges(text, day, 0, len(text))
    for match in _AIM.finditer(fold(text)):
        if int(match[1]) < day.year:
            yield match.span()


def _past_ranges(text: str, day: dt.date, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    for match in _RANGE.finditer(fold(text), begin, stop):
        if 0 < day.year - int(match[1]) < _HISTORY:
            yield match.span()


def raise_doubts(
    manuscript: Manuscript,
    central: Collection[str],
    foreign: Mapping[str, Foreign],
    day: dt.date,
    *,
    subject_of: str | None = None,
) -> None:
    """Note on every piece and row what is doubtful in it.

    ``central`` are ids of plans of the centre; ``foreign`` knows for each source the names of its place;
    ``subject_of`` is the source that the subject of the draft was taken from. Nothing is doubted in what the
    profile says.
    """
    pieces = (manuscript.opening, *manuscript.body, *manuscript.closing)
    for index, piece in enumerate(pieces):
        if piece.status != "profile":
            below = pieces[index + 1 :] if piece.titled else ()
            own = foreign.get(_plan_of(piece) or _first_plan(below) or subject_of or "")
            piece.doubts = _doubts(piece.texts, _plan_of(piece) in central, own, day)
    for piece in manuscript.basis:
        piece.doubts = [Doubt("stale", piece.text[a:b], _PAST_AIM) for a, b in lapsed_aims(piece.text, day)]
    for row in (r for a in manuscript.appendices for r in a.rows if r.kind == "data"):
        own = foreign.get(_plan_of(row) or "")
        row.doubts = _doubts(row.texts, _plan_of(row) in central, own, day, cells=True)


def mark_terms(manuscript: Manuscript, above: Collection[str], start: int) -> None:
    """Mark the terms before the year ``start`` in what comes from plans of a higher level (ids ``above``)."""
    for part in manuscript.parts():
        if _plan_of(part) not in above:
            continue
        terms = {text[a:b]: None for text in part.texts for a, b in lapsed_terms(text, start)}
        told = [
            d for d in part.doubts if d.note != _PAST_PERIOD or not any(d.words in term for term in terms)
        ]
        part.doubts = [*told, *(Doubt("stale", term, _PAST_TERM) for term in terms)]


def mark_norms(manuscript: Manuscript) -> None:
    """Mark words put in the place of others that do not mean as much: a norm for each district."""
    for part in manuscript.parts():
        text = "\n".join(part.texts)
        changed = [c for c in part.changes if c.kind == "level" and c.note and c.new in text]
        part.doubts += [Doubt("stale", change.new, change.note) for change in dict.fromkeys(changed)]


def mark_divided(manuscript: Manuscript) -> None:
    """Mark the heir that was put in the place of an agency whose work went to several."""
    divided = {row.note for row in agency_ends() if row.heirs}
    for part in manuscript.parts():
        text = "\n".join(part.texts)
        for change in dict.fromkeys(part.changes):
            if change.kind != "agency" or change.note not in divided:
                continue
            spellings = (change.new, change.new.partition(" ")[2])  # in a list, the field stands alone
            words = next((name for name in spellings if name and name in text), None)
            if words is not None:
                part.doubts.append(Doubt("stale", words, f"{change.old}: {change.note}"))


def mark_repeated(manuscript: Manuscript) -> None:
    """Mark the clause of a piece that another piece says too, where both come from one sentence.

    Of a sentence with several targets, one may have been merged into another source's.
    """
    telling = [piece for piece in manuscript.body if piece.targets and piece.origins]
    inside = [(piece, origin) for piece in telling for origin in piece.origins[1:]]
    for piece in telling:
        own = piece.origins[0]
        for part, other in inside:
            if part is not piece and own.plan == other.plan and _within(other, own):
                clause = max(piece.text.split("; "), key=lambda words: likeness(words, other.passage))
                piece.doubts.append(Doubt("merged", clause, _REPEATED))


def _within(origin: Origin, whole: Origin) -> bool:
    """Whether a passage is part of another, which says more."""
    inside = whole.start <= origin.start < origin.end <= whole.end
    return inside and len(origin.passage) < len(whole.passage)


def mark_merged(manuscript: Manuscript) -> None:
    """Mark every piece and row that stands for what other sources say in other words."""
    for part in manuscript.parts():
        if part.merged:
            part.doubts.append(Doubt("merged", part.main_text, _MERGED))


def _plan_of(part: Part) -> str | None:
    """The source that a part was made from; null for words of the tool."""
    return part.origins[0].plan if part.origins else None


def _first_plan(parts: Sequence[Part]) -> str | None:
    """The source of the first of ``parts`` that has one: a heading of the tool names whose work is below."""
    return next(filter(None, map(_plan_of, parts)), None)


def _doubts(
    texts: Sequence[str], central: bool, foreign: Foreign | None, day: dt.date, *, cells: bool = False
) -> list[Doubt]:
    found: dict[Doubt, None] = {}
    for text in texts:
        for rule in doubt_rules():
            if rule.since <= day and (rule.kind == "stale" or central):
                spans = rule.spans(text, cell=cells)
                found |= {Doubt(rule.kind, text[a:b], rule.note): None for a, b in spans}
        found |= {Doubt("stale", text[a:b], _PAST_PERIOD): None for a, b in left_periods(text, day)}
        if foreign is not None:
            told = [doubt.words for doubt in found if doubt.kind == "authority"]
            for doubt in foreign.doubts(text):
                if doubt.kind != "authority" or not any(doubt.words in words for words in told):
                    found[doubt] = None
    return list(found)


def doubted(manuscript: Manuscript, kind: str) -> list[Part]:
    """Pieces and rows with a doubt of this kind, in the order of the draft."""
    return [p for p in manuscript.parts() if any(d.kind == kind for d in p.doubts)]
