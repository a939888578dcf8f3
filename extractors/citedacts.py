"""Mentions of legal acts merged to the acts themselves: numbers repeat from body to body and year to year.

``12/KH-UBND`` is an act of one province and of another, ``131/QĐ-TTg`` one of 2022 and one of 2026; which is
meant the issuer says that stands behind the number, or the date, or the mention before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from docparse.gazetteer import find_province
from docparse.model import Citation, Diagnostic, Metadata, Severity
from docparse.rulebook import pattern
from docparse.text import CAPITALS, fold
from extractors.citations import CitationMention

_PLACE_NAME = rf"(?P<name>[{CAPITALS}][^\W\d_]*(?:(?: - |[ -])[{CAPITALS}][^\W\d_]*)*)"
_PLACE = re.compile(
    r"(?<!\w)(?P<kind>(?i:(?:tỉnh|thành|huyện|quận|thị|đảng) (?:ủy|uỷ)|tỉnh|thành phố|tp\b\.?|huyện|quận"
    rf"|thị xã|xã|phường|thị trấn|đặc khu))(?!\w)(?: {_PLACE_NAME})?"
)
_YEAR_IN_NUMBER = pattern("citations", "year-in-number")
_OF_PROVINCE = frozenset({"tỉnh", "tỉnh ủy"})
_OF_ANY_LEVEL = frozenset({"thành phố", "tp", "tp.", "thành ủy", "đảng ủy"})  # a city is a province or none


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose act it is: level and name of a place, each null where nothing tells."""

    level: str | None = None
    name: str | None = None

    def may_be(self, other: _Place) -> bool:
        levels, names = {self.level, other.level} - {None}, {self.name, other.name} - {None}
        return len(levels) < 2 and len(names) < 2

    def with_more(self, other: _Place) -> _Place:
        return _Place(self.level or other.level, self.name or other.name)


@dataclass(slots=True)
class _Act:
    place: _Place
    mentions: list[CitationMention] = field(default_factory=list)
    dates: dict[str, CitationMention] = field(default_factory=dict)  # each with its first mention

    def may_be(self, mention: CitationMention, place: _Place) -> bool:
        return self.place.may_be(place) and (not self.dates or _one_act(mention, next(iter(self.dates))))

    def learn(self, mention: CitationMention, place: _Place) -> None:
        self.place = self.place.with_more(place)
        if mention.issued_on:
            self.dates.setdefault(mention.issued_on, mention)


def _one_act(mention: CitationMention, date: str) -> bool:
    """Whether a mention may mean the act of this date: another day of its year, or its day in another year.

    One of the two is misprinted then; where day and year differ, both may be right.
    """
    if mention.issued_on is None or _YEAR_IN_NUMBER.search(mention.number):
        return True
    return mention.issued_on[:4] == date[:4] or mention.issued_on[5:] == date[5:]


def merge_citations(
    mentions: Iterable[CitationMention], own: Metadata, basis_spans: Sequence[tuple[int, int]]
) -> tuple[list[Citation], list[Diagnostic]]:
    """One :class:`Citation` an act; two dates for one act, or years for one number, become a diagnostic.

    ``own`` tells which of the mentions mean the plan itself: they are left out. ``basis_spans`` are the
    passages (offsets) whose acts are a legal basis.
    """
    home = _home(own)
    by_number: dict[str, list[tuple[CitationMention, _Place]]] = {}
    for mention in mentions:
        place = _of_home(_place(mention.issuer), home, own.province)
        if not _is_own(mention, place, own, home):
            by_number.setdefault(mention.number.lower(), []).append((mention, place))
    numbered = [_acts(found) for found in by_number.values()]
    citations = [_citation(act, basis_spans) for acts in numbered for act in acts]
    return citations, [conflict for acts in numbered for conflict in _conflicts(acts)]


def _place(issuer: str | None) -> _Place:
    """``UBND xã Hòa Bình`` -> (xã, hòa bình); of ``Thủ tướng Chính phủ`` nothing is known."""
    match = _PLACE.search(issuer or "")
    if match is None:
        province = find_province(issuer or "")
        return _Place(None, fold(province) if province else None)
    kind = fold(match["kind"])
    level = None if kind in _OF_ANY_LEVEL else "tỉnh" if kind in _OF_PROVINCE else kind.removesuffix(" ủy")
    return _Place(level, fold(match["name"]) if match["name"] else None)


def _home(own: Metadata) -> _Place:
    place = _place(own.issuer)
    return place if place.name or own.province is None else _Place(place.level, fold(own.province))


def _of_home(place: _Place, home: _Place, province: str | None) -> _Place:
    """``UBND tỉnh`` is that of the plan's own province."""
    if place.level is None or place.name is not None:
        return place
    if place.level == home.level:
        return home
    return _Place(place.level, fold(province)) if place.level == "tỉnh" and province else place


def _is_own(mention: CitationMention, place: _Place, own: Metadata, home: _Place) -> bool:
    """Whether the plan itself is meant: its number, no other body, no other year."""
    if own.number is None or mention.number.lower() != own.number.lower() or not place.may_be(home):
        return False
    return own.issued_on is None or _one_act(mention, own.issued_on)


def _acts(found: Sequence[tuple[CitationMention, _Place]]) -> list[_Act]:
    """The acts of one number, in the order of the text; a mention that tells nothing means the last one."""
    acts: list[_Act] = []
    telling = [(m, place) for m, place in found if m.issued_on or place != _Place()]
    meant = {id(mention): _meant(mention, place, acts) for mention, place in telling}
    last = acts[0] if acts else _Act(_Place())
    for mention, _ in found:
        last = meant.get(id(mention), last)
        last.mentions.append(mention)
    return acts or [last]


def _meant(mention: CitationMention, place: _Place, acts: list[_Act]) -> _Act:
    """The one of ``acts`` that a mention with issuer or date means, which may be a new one."""
    possible = [act for act in acts if act.may_be(mention, place)]
    act = next((act for act in possible if mention.issued_on in act.dates), possible[0] if possible else None)
    if act is None:
        act = _Act(place)
        acts.append(act)
    act.learn(mention, place)
    return act


def _citation(act: _Act, basis_spans: Sequence[tuple[int, int]]) -> Citation:
    first = next((m for m in act.mentions if not m.named), act.mentions[0])  # where the number can be read
    return Citation(
        start=first.start,
        end=first.end,
        number=first.number,
        doc_type=first.doc_type,
        issued_on=next(iter(act.dates), None),
        issuer=next((m.issuer for m in act.mentions if m.issuer), None),
        basis=any(start <= m.start < end for m in act.mentions for start, end in basis_spans),
        mentions=len(act.mentions),
    )


def _conflicts(acts: Sequence[_Act]) -> Iterator[Diagnostic]:
    """Acts that bear two dates, and acts of two years that nothing else tells apart."""
    for act in acts:
        if len(act.dates) > 1:
            yield _conflict([act], "warning", "được dẫn với các ngày khác nhau")
    dated = [act for act in acts if act.dates]
    if len(dated) > 1 and all(act.place.may_be(dated[0].place) for act in dated):
        yield _conflict(dated, "info", "được dẫn với các năm khác nhau, coi là các văn bản khác nhau")


def _conflict(acts: Sequence[_Act], severity: Severity, what: str) -> Diagnostic:
    dates = {date: mention for act in acts for date, mention in act.dates.items()}
    second = list(dates.values())[1]
    return Diagnostic(
        code="date-conflict",
        severity=severity,
        message=f"{_citation(acts[0], ()).number} {what}: {', '.join(dates)}.",
        start=second.start,
        end=second.end,
    )
