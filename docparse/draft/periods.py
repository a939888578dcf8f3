"""Years of a source plan and of the new one: which year becomes which, and where years stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docparse.draft.rewriting import Passage
from docparse.text import fold

BASIS = "Giai đoạn của kế hoạch nguồn chuyển sang giai đoạn của dự thảo (theo hồ sơ)"
_YEAR = r"(?:19|20)\d\d"
_RANGE = re.compile(rf"(?<![\d/])({_YEAR})( ?- ?)({_YEAR})(?![\d/])")
_ALONE = re.compile(rf"(?<![\d/.,-])({_YEAR})(?![\d/]|,\d| ?%)")
_DUE_DAY = re.compile(rf"(?<!\d)(\d{{1,2}}/(?:\d{{1,2}}/)?)({_YEAR})(?!\d)")
_TO = r"(?: ?(?:-|và|,|đến) ?"  # `tháng 4-5/2019`, `quý II và III/2019`
#: a quarter or month of a year, or several of one year, on folded text
PART = rf"(?:quý (?:[ivx]+|\d){_TO}(?:quý )?(?:[ivx]+|\d))?|tháng \d{{1,2}}{_TO}(?:tháng )?\d{{1,2}})?)"
_PART_OF_YEAR = re.compile(rf"(?<!\w){PART} ?/ ?({_YEAR})(?!\d)")
_PART_ALONE = re.compile(r": ?((?:trong |trước )?(?:quý (?:[ivx]+|\d)|tháng \d{1,2}))(?= ?[.;]?$)")
_BEFORE_YEAR = re.compile(r"(?:năm(?: học)?|đến|hết|trước|sau|từ|đầu|cuối|giai đoạn|trong|-|và|,) ?$")
_DUE = re.compile(r"(?:trước|đến|hết|chậm nhất|xong|thời gian|thời hạn|hoàn thành|từ)[^.;]{0,25}$")
# another document's own period: `Đề án ngoại ngữ giai đoạn 2017-2025`
_NAMED = re.compile(
    r"(?:đề án|chương trình|chiến lược|dự án|luật|thông tư|nghị định)\b[^.;:,]{0,120}"
    r"(?:, (?:định hướng|tầm nhìn)[^.;:,]{0,30})?$"
)
NO_YEAR = "[năm cần điền]"


@dataclass(frozen=True, slots=True)
class Period:
    """Years of a plan; ``vision`` is the year of the orientation behind it."""

    start: int | None = None
    end: int | None = None
    vision: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """From the years of ``old`` to those of ``new``; ``school`` tells that ``old`` is a school year."""

    old: Period
    new: Period
    school: bool = False

    @property
    def idle(self) -> bool:
        """Whether no year changes."""
        return self.old.start is None or self.new.start is None or self.old == self.new

    @property
    def widened(self) -> bool:
        """Whether a plan of one year becomes one of several: none of them is told to be its counterpart."""
        if self.old.start is None or self.new.start is None:
            return False
        spans = [(p.end or p.start or 0) - (p.start or 0) for p in (self.old, self.new)]
        return spans[0] <= self.school < spans[1]

    def year(self, year: int) -> int | None:
        """The year that stands for ``year``; null where the new plan has none, or several.

        The first, last and vision year fall on their counterparts; a year between keeps its distance
        from the first and never runs past the last; a year before the period is history and stays.
        """
        old, new = self.old, self.new
        if self.idle or old.start is None or new.start is None or year < old.start:
            return year
        old_end, new_end = old.end or old.start, new.end or new.start
        if self.widened:
            return None
        if year == old_end:
            return new_end
        if year <= old_end:
            return min(new.start + year - old.start, new_end)
        if old.vision is not None and year == old.vision:
            return new.vision
        return new_end + year - old_end

    def due(self, year: int) -> int | None:
        """The year by which a target of ``year`` is due: the last one of a plan that has several now."""
        return self.new.end if self.widened else self.year(year)

    def span(self, first: int, last: int) -> tuple[int | None, int | None]:
        """The years that stand for a range; a school year stays one year long."""
        new = self.year(first)
        whole = (first, last) == (self.old.start, self.old.end)
        if last == first + 1 and not whole and new is not None and not self.idle:
            return new, new + 1
        return new, self.year(last)

    def title(self, passage: Passage) -> None:
        """Shift the years of the plan's title; the only year of a plan for one becomes the period."""
        if self.widened:
            period = f"giai đoạn {self.new.start} - {self.new.end}"
            school = rf"học {self.old.start} ?- ?{self.old.end}"
            single = re.compile(rf"(?<!\w)(?:trong |đến )?năm (?:{self.old.start}|{school})(?![\d-])")
            passage.replace(single, lambda _m, _t: period, "period", BASIS)
        else:
            self.apply(passage, own=True)

    def open_year(self, passage: Passage) -> None:
        """``Thời gian: Quý II`` of a plan for one year: in one for several, nobody knows the year."""
        if self.widened:
            spans = [(m.start(1), m.end(1)) for m in _PART_ALONE.finditer(passage.key)]
            passage.put(((a, b, f"{passage.text[a:b]}/{NO_YEAR}") for a, b in spans), "period", BASIS)

    def apply(self, passage: Passage, *, own: bool = False) -> None:
        """Shift the years that mean this plan's own time; those of acts and other plans stay.

        ``own`` says that the passage is the plan's title or a deadline: there every year is its own but
        those inside quoted names.
        """
        if not self.idle:
            passage.put(self._spans(passage.text, own), "period", BASIS)

    def _spans(self, text: str, own: bool) -> Iterator[tuple[int, int, str | None]]:
        for time in own_times(text, own=own):
            if time.joint is None:
                yield time.start, time.end, str(self.year(time.last) or NO_YEAR)
            elif self.old.start is not None and time.first >= self.old.start:
                first, last = self.span(time.first, time.last)
                yield time.start, time.end, f"{first or NO_YEAR}{time.joint}{last or NO_YEAR}"


@dataclass(frozen=True, slots=True)
class Time:
    """A year, or two with their ``joint`` between them, at offsets of a text."""

    start: int
    end: int
    first: int
    last: int
    joint: str | None = None


def own_times(text: str, *, own: bool = False) -> list[Time]:
    """Years and ranges of years that mean the plan's own time, in the order of the text.

    ``own`` as in :meth:`Shift.apply`.
    """
    key = fold(text)
    ranges = list(_ranges(text, key, own))
    alone = [
        time
        for time in (*_days(key, own), *_years(key, own))
        if not any(r.start <= time.start < r.end for r in ranges)
    ]
    return sorted([*ranges, *alone], key=lambda time: time.start)


def _ranges(text: str, key: str, own: bool) -> Iterator[Time]:
    for match in _RANGE.finditer(key):
        if own or not _NAMED.search(key[: match.start()]):
            yield Time(*match.span(), int(match[1]), int(match[3]), text[slice(*match.span(2))])


def _days(key: str, own: bool) -> Iterator[Time]:
    for match in _DUE_DAY.finditer(key):
        if own or _DUE.search(key[: match.start()]):
            yield _single(match, 2)
    for match in _PART_OF_YEAR.finditer(key):
        yield _single(match, 1)


def _years(key: str, own: bool) -> Iterator[Time]:
    for match in _ALONE.finditer(key):
        before = key[: match.start()]
        bare = match.group() == key.strip()  # a table cell that holds nothing else
        if not (bare or _BEFORE_YEAR.search(before)) or _RANGE.match(key, match.start()):
            continue
        if own or not _NAMED.search(before):
            yield _single(match, 1)


def _single(match: re.Match[str], group: int) -> Time:
    year = int(match[group])
    return Time(*match.span(group), year, year)
