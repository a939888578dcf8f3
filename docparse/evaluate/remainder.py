"""What no fact claims: numbers, dates and agency names that a plan prints and its facts leave out.

The net is woven apart from the extractors, so that it does not share their blind spots: it knows figures,
calendar words and the words that open an agency's name, and nothing of sections, units or roles. It
catches too much rather than too little; whoever reads the list looks for facts that were missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from docparse.evaluate.keys import text_key
from docparse.evaluate.readings import values_of
from docparse.model import Plan
from docparse.text import CAPITALS, SMALL, fold

Kind = Literal["number", "date", "agency"]

_YEAR = r"(?:19|20)\d\d"
_DAY = re.compile(
    r"(?<![\w/.,])(?:ngày )?(?P<d>\d{1,2})"
    r"(?: tháng ?(?P<m>\d{1,2}) ?,? ?năm ?| ?[/.-] ?(?P<n>\d{1,2}) ?[/.-] ?)"
    rf"(?P<y>{_YEAR})(?!\d)"
)
_PART_OF_YEAR = re.compile(
    r"(?<![\w/.,])(?:ngày \d{1,2}(?:/| tháng )\d{1,2}"
    rf"|(?:quý (?:iv|i{{1,3}}|[1-4])|tháng ?\d{{1,2}})(?:[/ ,-]*(?:năm )?{_YEAR})?"
    rf"|\d{{1,2}}/{_YEAR}"
    rf"|(?:năm (?:học )?)?{_YEAR}(?: ?- ?{_YEAR})?)"
    r"(?![\w/]|[.,]\d)"
)
# no letter may follow (`3G`, `phụ lục 4a`), nor the letters of an act (`131/QĐ-TTg`)
_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?!\w|/\D|[.,]\d)(?: ?%)?")
_NO_QUANTITY = re.compile(
    r"(?<!\d)0\d{2,3}[. -]?\d{3}[. -]?\d{3,4}(?!\d)"  # a telephone
    r"|\(\d{1,2}\)"  # an enumeration
    r"|(?<!\d)\d{1,2}(?: ?(?:giờ|h) ?(?:\d\d)?(?: phút)?|:\d\d(?::\d\d)?)(?!\w)"  # a time of day
    r"|\(\d{1,2} ?b(?:ản)?\)"  # copies for the archive
)
# what stands before a number that counts nothing: it numbers something
_NUMBERED = re.compile(
    r"(?:điều|khoản|điểm|mục|chương|phần|phụ lục|mẫu|biểu|bảng|mức độ|cấp độ|mức|cấp|lớp|khối|hạng|loại|vòng"
    r"|đợt|bước|số|trang|tập|nhóm|khóa|thứ|đề án|chương trình|dự án|quốc lộ|đường|khu|ấp|tổ|thôn|cụm|kỳ"
    r"|phiên bản|trung ương)"
    r"(?: (?:\d+|[a-zđ])\s*(?:,|và|-))*\s*:?\s*$"
)
_BEFORE = 24  # characters in which such a word is looked for
_AROUND = 30  # characters of context on both sides
_BARE_CELL = re.compile(r"(?:(?<=[\t\n])|^)[\d.,% -]*\d[\d.,% -]*(?=[\t\n]|$)")
_ROW_NUMBER = re.compile(r"(?:(?<=\n)|^) *\d+(?:\.\d+)*\.?(?=\t)")
_ATTACHED_DATE = 40  # characters after the number of an act in which its date stands

_HEADS = (
    "Sở|Bộ|Cục|Vụ|Ban|Chi cục|Tổng cục|Phòng|Trung tâm|Công ty|Tổng công ty|Tập đoàn|Hội|Hội đồng|Đoàn"
    "|Công an|Kho bạc|Ngân hàng|Ủy ban|UBND|HĐND|Viện|Học viện|Trường|Văn phòng|Thanh tra|Bảo hiểm xã hội|Đài"
    "|Báo|Tòa án|Liên đoàn|Hiệp hội|Quỹ|Bưu điện|Điện lực|Chi nhánh|Mặt trận|Tỉnh ủy|Thành ủy|Huyện ủy"
    "|Đảng ủy"
)
# a field begins with a word of two syllables, `Nông nghiệp`, or with capitals; what goes on is capital
_FIELD = rf"(?:[{CAPITALS}][{SMALL}]+ (?!và |tỉnh|huyện|xã)[{SMALL}]+|[{CAPITALS}][\w&-]*)"
_PLACE = r"(?:nhân dân|tỉnh|huyện|xã)"
_AGENCY = re.compile(
    rf"(?<!\w)(?:{_HEADS}) (?:{_FIELD}|{_PLACE})"
    rf"(?: và (?!{_HEADS}){_FIELD}| [{CAPITALS}][\w&-]*| {_PLACE})*"
)


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A number, date or agency name that no fact claims.

    ``start`` and ``end`` are offsets of the plan's text, ``context`` is one line that shows the place.
    """

    kind: Kind
    text: str
    start: int
    end: int
    context: str


def unclaimed(plan: Plan) -> list[Unclaimed]:
    """Numbers, dates and agency names of the text that no fact of ``plan`` claims, in order of place.

    A fact claims what stands in its passage, an indicator only its own number there. A date, a year or an
    agency is also claimed where any fact says the same elsewhere: a plan names its years many times.
    Left out are numbers that only number something (``Điều 5``, ``mức độ 3``), times of day, telephones,
    and cells of a number alone, which the table itself keeps under their column (but for tables of targets).
    """
    text = plan.text
    claimed = _claimed(plan)
    known = _Known(plan)
    return [
        Unclaimed(kind, text[start:end], start, end, _context(text, start, end))
        for kind, start, end in _candidates(text)
        if not any(claimed[start:end]) and not known.says(kind, text[start:end])
    ]


def _context(text: str, start: int, end: int) -> str:
    before = " ".join(text[max(0, start - _AROUND) : start].split())
    after = " ".join(text[end : end + _AROUND].split())
    return f"… {before} [{text[start:end]}] {after} …"


def _candidates(text: str) -> list[tuple[Kind, int, int]]:
    """Every date, number and agency name of ``text`` in order; a number within a date is none."""
    key = fold(text)
    taken = bytearray(len(text))
    places: list[tuple[Kind, int, int]] = []
    for pattern in (_DAY, _PART_OF_YEAR):
        dates = [m.span() for m in pattern.finditer(key) if not any(taken[m.start() : m.end()])]
        places += [("date", start, end) for start, end in dates]
        _fill(taken, dates)
    _fill(taken, [m.span() for m in _NO_QUANTITY.finditer(key)])
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if not any(taken[start:end]) and not _NUMBERED.search(key, max(0, start - _BEFORE), start):
            places.append(("number", start, end))
    places += [("agency", *m.span()) for m in _AGENCY.finditer(text)]
    return sorted(places, key=lambda place: place[1:])


# ---- what facts claim -----------------------------------------------------------------------------


def _claimed(plan: Plan) -> bytearray:
    """One byte a character of the text: 1 where a fact claims it."""
    mask = bytearray(len(plan.text))
    for spans in (_passages(plan), _indicators(plan), _acts(plan), _cells(plan)):
        _fill(mask, spans)
    return mask


def _fill(mask: bytearray, spans: Iterable[tuple[int, int]]) -> None:
    for start, end in spans:
        mask[start:end] = b"\1" * len(mask[start:end])


def _passages(plan: Plan) -> Iterator[tuple[int, int]]:
    """The passages of nodes (their markers), assignments, deadlines, budgets and agencies."""
    for node in plan.outline:
        yield node.start, node.start + len(node.marker)
    for task in plan.tasks:
        for part in (*task.assignments, task.deadline, task.budget):
            if part is not None:
                yield part.start, part.end
    for agency in plan.agencies:
        for mention in agency.mentions:
            yield mention.start, mention.end


def _indicators(plan: Plan) -> Iterator[tuple[int, int]]:
    """The number of each indicator in its passage: its neighbours may have been missed."""
    for indicator in (*plan.targets, *plan.baselines):
        for match in _NUMBER.finditer(plan.text, indicator.start, indicator.end):
            if indicator.value in values_of(match.group().rstrip("% ")):
                yield match.span()


def _acts(plan: Plan) -> Iterator[tuple[int, int]]:
    """Every mention of an act that is cited (or of the plan itself), with the date behind it."""
    for citation in plan.citations:
        yield citation.start, citation.end
    numbers = {text_key(c.number) for c in plan.citations if c.number[:1].isdigit()}
    numbers |= {text_key(plan.metadata.number)} if plan.metadata.number else set()
    key = fold(plan.text)
    for number in sorted(numbers):
        spaced = re.escape(number).replace("/", " ?/ ?").replace(r"\-", " ?- ?")
        for match in re.finditer(rf"(?<!\d){spaced}", key):
            dated = _DAY.search(key, match.end(), match.end() + _ATTACHED_DATE)
            yield match.start(), dated.end() if dated else match.end()


def _cells(plan: Plan) -> Iterator[tuple[int, int]]:
    """Cells of a number alone; in a table of targets, where these are indicators, the row numbers only."""
    for table in plan.tables:
        pattern = _ROW_NUMBER if table.kind == "targets" else _BARE_CELL
        for match in pattern.finditer(plan.text[table.start : table.end]):
            yield table.start + match.start(), table.start + match.end()


class _Known:
    """What the facts say, whatever their place: days, years and agencies."""

    def __init__(self, plan: Plan) -> None:
        head = plan.metadata
        said = [head.issued_on, *(c.issued_on for c in plan.citations)]
        said += [d for task in plan.tasks if task.deadline for d in (task.deadline.value, task.deadline.due)]
        years = [head.period_start, head.period_end, head.vision]
        years += [i.year for i in (*plan.targets, *plan.baselines)]
        words = " ".join(filter(None, said))
        self._days = set(re.findall(r"\d{4}-\d\d-\d\d", words))
        self._years = {*re.findall(_YEAR, words), *map(str, years)}
        names = [head.issuer, *head.recipients, *(c.issuer for c in plan.citations)]
        self._names = [text_key(name) for name in (*names, *(a.name for a in plan.agencies)) if name]

    def says(self, kind: Kind, printed: str) -> bool:
        """Whether a fact says what is printed; numbers are claimed by their place alone."""
        key = text_key(printed)
        if kind == "agency":
            return any(key in name or name in key for name in self._names)
        if kind == "number":
            return False
        day = _DAY.fullmatch(key)
        if day:
            return f"{day['y']}-{int(day['m'] or day['n']):02}-{int(day['d']):02}" in self._days
        return set(re.findall(r"\d+", key)) <= self._years and not key.startswith(("quý", "tháng", "ngày"))
