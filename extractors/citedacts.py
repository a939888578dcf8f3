"""Mentions of legal acts merged to the acts themselves: numbers repeat from body to body.

``12/KH-UBND`` is an act of one province and of another; which is meant the issuer says that stands behind
the number, or the date, or the mention before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docparse.gazetteer import find_province
from docparse.model import Citation, Diagnostic, Metadata
from docparse.text import CAPITALS, fold
from extractors.citations import CitationMention

_PLACE_NAME = rf"(?P<name>[{CAPITALS}][^\W\d_]*(?:(?: - |[ -])[{CAPITALS}][^\W\d_]*)*)"
_PLACE = re.compile(
    r"(?<!\w)(?P<kind>(?i:(?:tỉnh|thành|huyện|quận|thị|đảng) (?:ủy|uỷ)|tỉnh|thành phố|tp\b\.?|huyện|quận"
    rf"|thị xã|xã|phường|thị trấn|đặc khu))(?!\w)(?: {_PLACE_NAME})?"
)
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


@dataclass(slots=True)
class _Act:
    place: _Place
    mentions: list[CitationMention] = field(default_factory=list)
    dates: dict[str, CitationMention] = field(default_factory=dict)  # each with its first mention

    def add(self, mention: CitationMention) -> None:
        self.mentions.append(mention)
        if mention.issued_on:
            self.dates.setdefault(mention.issued_on, mention)


def merge_citations(
    mentions: Iterable[CitationMention], own: Metadata, basis_spans: Sequence[tuple[int, int]]
) -> tuple[list[Citation], list[Diagnostic]]:
    """One :class:`Citation` an act; two dates for one act become a diagnostic.

    ``own`` tells which of the mentions mean the plan itself: they are left out. ``basis_spans`` are the
    passages (offsets) whose acts are a legal basis.
    """
    home = _home(own)
    by_number: dict[str, list[tuple[CitationMention, _Place]]] = {}
    for mention in mentions:
        place = _of_home(_place(mention.issuer), home, own.province)
        if not _is_own(mention, place, own, home):
            by_number.setdefault(mention.number.lower(), []).append((mention, place))
    acts = [act for found in by_number.values() for act in _acts(found)]
    citations = [_citation(act, basis_spans) for act in acts]
    return citations, [_conflict(act) for act in acts if len(act.dates) > 1]


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
    return not (mention.issued_on and own.issued_on and mention.issued_on[:4] != own.issued_on[:4])


def _acts(found: Sequence[tuple[CitationMention, _Place]]) -> list[_Act]:
    """The acts of one number, in the order of the text."""
    acts: list[_Act] = []
    for _, place in found:
        if place != _Place() and not any(act.place.may_be(place) for act in acts):
            acts.append(_Act(place))
    acts = acts or [_Act(_Place())]
    last = acts[0]
    for mention, place in found:
        last = _meant(mention, place, acts, last)
        last.add(mention)
    return acts


def _meant(mention: CitationMention, place: _Place, acts: Sequence[_Act], last: _Act) -> _Act:
    """The act that a mention means: that of its issuer, of its date, else the one named last."""
    if place != _Place():
        return next(act for act in acts if act.place.may_be(place))
    return next((act for act in acts if mention.issued_on in act.dates), last)


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


def _conflict(act: _Act) -> Diagnostic:
    second = list(act.dates.values())[1]
    return Diagnostic(
        code="date-conflict",
        severity="warning",
        message=f"{_citation(act, ()).number} được dẫn với các ngày khác nhau: {', '.join(act.dates)}.",
        start=second.start,
        end=second.end,
    )
