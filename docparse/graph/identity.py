"""Which node a name stands for: bodies of different provinces and acts of different years stay apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from docparse.gazetteer import find_province, provinces
from docparse.model import Citation, Metadata
from docparse.rulebook import load_rules, pattern
from docparse.text import fold, slug

_COMMITTEE = re.compile(r"^(?:ủy ban|hội đồng) nhân dân (?:tp\.?|(?P<kind>\w+|thành phố|thị xã|thị trấn)) ")
_MINISTRY = re.compile(
    r"^(?:bộ (?!chỉ huy)|chính phủ|thủ tướng|quốc hội|ban chấp hành trung ương|văn phòng chính phủ)"
)
_LOCAL = re.compile(r"(?<!\w)(?:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?!\w)")
_ABBREVIATED = re.compile(r"\b(UBND|HĐND)\b")
_WRITTEN_OUT = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}
_YEAR_IN_NUMBER = pattern("citations", "year-in-number")


def _first_value(rules: str, text: str) -> str | None:
    return next((r.value for r in load_rules("relations", rules) if r.pattern.search(text)), None)


@dataclass(frozen=True)
class Home:
    """Where a plan comes from: what a body named in it without a place belongs to."""

    issuer: str | None
    province: str | None
    fallback: str

    @classmethod
    def of(cls, metadata: Metadata, plan: str) -> Home:
        """The home of a plan; ``plan`` stands in where the document does not say who issued it."""
        return cls(metadata.issuer, metadata.province, plan)

    @cached_property
    def is_national(self) -> bool:
        """Tell whether the plan speaks to the whole country."""
        return bool(self.issuer and _MINISTRY.match(fold(self.issuer)))

    @cached_property
    def own_place(self) -> str:
        """The place of the issuer's own bodies: a province, ``xã Đồng Thạch, Sông Vân``, an agency."""
        if self.issuer is None:
            return self.province or self.fallback
        committee = _COMMITTEE.match(fold(self.issuer))
        if committee is None:
            return self.issuer
        if self._is_provincial(committee["kind"] or ""):
            return self.province or self.issuer
        place = self.issuer.split(" nhân dân ", 1)[-1]
        return f"{place}, {self.province}" if self.province and self.province not in place else place

    def _is_provincial(self, kind: str) -> bool:
        if kind == "tỉnh":
            return True
        if kind != "thành" or self.province is None or fold(self.province) not in fold(self.issuer or ""):
            return False
        # `thành phố Hà Giang` is a town of the province Hà Giang, `thành phố Hà Nội` the province itself
        known = next((p for p in provinces() if p.name == self.province), None)
        return known is None or "thành phố" in (known.kind_before, known.kind_now)

    def place_of(self, agency: str) -> str | None:
        """The place that tells ``agency`` from its namesakes; null for a body of the whole country."""
        scope = _first_value("scope", fold(agency))
        if scope == "national" or (scope and self.is_national):
            return None
        if scope == "province" or (scope == "area" and not self._is_committee):
            return self.province or self.own_place
        return self.own_place

    @property
    def _is_committee(self) -> bool:
        return self.issuer is not None and _COMMITTEE.match(fold(self.issuer)) is not None


def agency_id(name: str, place: str | None) -> str:
    """``agency:so-tai-chinh@quang-binh``."""
    return f"agency:{slug(name)}" + (f"@{slug(place)}" if place else "")


@dataclass(frozen=True, slots=True)
class ActKey:
    """An act: numbers start anew each year, so a number, whose row it is, and a year name one act."""

    number: str
    place: str | None
    year: str | None

    @property
    def id(self) -> str:
        """``act:131/QĐ-TTg:2022``, ``act:1034/QĐ-UBND@quang-ngai:2017``."""
        number = self.number if re.search(r"\d", self.number) else slug(self.number)
        place = f"@{slug(self.place)}" if self.place else ""
        year = f":{self.year}" if self.year and not _YEAR_IN_NUMBER.search(self.number) else ""
        return f"act:{number}{place}{year}"

    def agrees(self, other: ActKey) -> bool:
        """Tell whether both may be the same act, where one of them does not say the year."""
        same = fold(self.number) == fold(other.number) and self.place == other.place
        return same and (self.year is None or other.year is None or self.year == other.year)


def cited_act(citation: Citation, home: Home) -> ActKey:
    """The act that a plan of this home cites."""
    number = re.sub(r"\s+", " ", citation.number).strip()
    return ActKey(number, _act_place(number, citation.issuer, home), _year(number, citation.issued_on))


def own_act(metadata: Metadata, home: Home) -> ActKey | None:
    """The act that a plan is itself; null where it has no number."""
    if metadata.number is None:
        return None
    place = _act_place(metadata.number, metadata.issuer, home)
    return ActKey(metadata.number, place, _year(metadata.number, metadata.issued_on))


def _year(number: str, issued_on: str | None) -> str | None:
    match = _YEAR_IN_NUMBER.search(number)
    if match:
        return match["year"]
    return issued_on[:4] if issued_on else None


def _act_place(number: str, issuer: str | None, home: Home) -> str | None:
    scope = _first_value("act_scope", fold(number))
    if scope == "national":
        return None
    written_out = _ABBREVIATED.sub(lambda m: _WRITTEN_OUT[m[1]], issuer or "")
    if scope == "issuer" or (_COMMITTEE.match(fold(written_out) + " ") and _LOCAL.search(fold(written_out))):
        return home.own_place
    named = find_province(issuer) if issuer else None  # of another province it is another act
    return named or home.province or home.own_place
