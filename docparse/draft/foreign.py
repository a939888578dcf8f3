"""Names of another place that a draft takes over from a plan: its schools, its towns, its addresses.

A draft cannot know what stands for them in its own place: they are marked for the drafter. The patterns are
the table ``foreign`` of ``data/places.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from docparse.draft.knowledge import ministry_fields, table
from docparse.draft.manuscript import Doubt
from docparse.draft.ministries import OwnMatters, own_bodies
from docparse.draft.places import LOCAL_ACT, at_home, province_of, units_of
from docparse.draft.profile import Level, Profile
from docparse.draft.sources import Source
from docparse.gazetteer import provinces
from docparse.text import CAPITALS, fold, strip_accents

_SYLLABLE = rf"[{CAPITALS}][^\W\d_{CAPITALS}]*"
_ADDRESS = re.compile(r"(?:https?://)?[a-z0-9][a-z0-9@._-]*\.vn(?!\w)(?:/[\w/.-]*\w)?")
_NAME = "tên riêng, địa chỉ của nơi khác: thay hoặc bỏ"
_OLD_ACT = "văn bản của tỉnh trước khi sáp nhập: kiểm tra hiệu lực"
_OLD_PROVINCE = "tỉnh đã sáp nhập: xem lại"
_OLD_ADDRESS = "địa chỉ của nơi khác hoặc của tỉnh trước khi sáp nhập: thay hoặc bỏ"


#: levels whose bodies a plan of this level may speak of as its own
_WITHIN: dict[Level, tuple[Level, ...]] = {
    "ministry": (),
    "province": ("department", "district", "commune"),
    "department": ("province", "district", "commune"),
    "district": ("commune",),
    "commune": (),
}


@dataclass(frozen=True, slots=True)
class NameRule:
    """A kind of body or unit, on folded text; a name of ``least`` syllables with capitals stands behind it.

    ``between`` words (a field, a level) may stand before the name; none of ``but`` is a name.
    """

    id: str
    kind: re.Pattern[str]
    name: re.Pattern[str]
    but: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where ``text`` names such a body or unit, from its kind to the end of its name."""
        for match in self.kind.finditer(fold(text)):
            name = self.name.match(text, match.end())
            if name is not None and fold(name["name"]) not in self.but:
                yield match.start(), name.end()


@cache
def name_rules() -> tuple[NameRule, ...]:
    """Every rule, in the order of the table."""
    data = table("places")["foreign"]
    return tuple(
        NameRule(
            row["id"],
            re.compile(rf"(?<!\w)(?:{row['kind']})(?!\w)"),
            re.compile(
                rf"(?: (?!(?:{'|'.join(data['apart'])})\b)\w+){{0,{row['between']}}}?"
                rf" (?P<name>{_SYLLABLE}(?: {_SYLLABLE}){{{row['least'] - 1},}})(?!\w)"
            ),
            tuple(row.get("but", ())),
            tuple(row["examples"]),
            tuple(row["counter_examples"]),
        )
        for row in data["rule"]
    )


class Foreign:
    """What in the passages of ``source`` belongs to its own place, and not to that of ``profile``."""

    def __init__(self, source: Source, profile: Profile) -> None:
        issuer = source.plan.metadata.issuer or ""
        self.same_level = profile.level == "ministry"
        own = self.same_level and ministry_fields(profile.issuer or issuer) == ministry_fields(issuer)
        self.ministry = OwnMatters(issuer) if source.central and not own else None
        #: below a ministry its units have counterparts; in another ministry's plan they stand as they are
        self.units = units_of(source) if self.ministry and self.same_level else None
        self.bodies = own_bodies(source.plan) if self.ministry else None
        #: the schools and hospitals of a province are not those of one commune in it
        self.home = at_home(source, profile) and source.level in (profile.level, *_WITHIN[profile.level])
        self.province = source.plan.metadata.province
        self.here = province_of(profile)
        #: words of the profile are the drafter's own
        self.given = [
            fold(name)
            for name in (
                *profile.agencies.values(),
                profile.drafted_by,
                profile.place,
                self.here,
                profile.issuer,
            )
            if name
        ]

    def doubts(self, text: str) -> Iterator[Doubt]:
        """What the drafter must look at in ``text``, a passage of the draft."""
        for start, end in _addresses(text, self.here):
            yield Doubt("foreign", text[start:end], _OLD_ADDRESS)
        yield from self._ministry(text)
        if self.home:
            yield from self._before_merger(text)
            return
        found = [*_named(text), *self._provinces(text)]
        for start, end in found:
            inside = any(a <= start and end <= b and (a, b) != (start, end) for a, b in found)
            if not inside and not self._own(text[start:end]):
                yield Doubt("foreign", text[start:end], _NAME)

    def _ministry(self, text: str) -> Iterator[Doubt]:
        """What is the business of the ministry that issued the source."""
        if self.ministry is None:
            return
        key = fold(text)
        bodies = [
            match.span()
            for pattern in (self.units, self.bodies)
            if pattern is not None
            for match in pattern.finditer(key)
        ]
        if self.same_level:
            for start, end in (*self.ministry.named(text), *bodies):
                yield Doubt("foreign", text[start:end], table("doubts")["own"]["other"])
        else:
            for start, end in (*self.ministry.spans(text), *bodies):
                yield Doubt("authority", text[start:end], table("doubts")["own"]["note"])

    def _before_merger(self, text: str) -> Iterator[Doubt]:
        """What speaks of the province that the plan was of as if it were still there."""
        if self.province == self.here:
            return
        for match in LOCAL_ACT.finditer(fold(text)):
            yield Doubt("foreign", text[slice(*match.span())], _OLD_ACT)
        for start, end in self._provinces(text):
            if fold(text[start:end]).startswith("tỉnh "):  # bodies may keep its bare name
                yield Doubt("foreign", text[start:end], _OLD_PROVINCE)

    def _provinces(self, text: str) -> Iterator[tuple[int, int]]:
        """The province of the source, where it could not be replaced: in quotations, in names of schemes."""
        if self.province is not None and self.province != self.here:
            pattern = rf"(?<!\w)(?:(?:tỉnh|thành phố) )?{re.escape(fold(self.province))}(?!\w)"
            for match in re.finditer(pattern, fold(text)):
                if not text[match.end() - len(self.province)].islower():
                    yield match.span()

    def _own(self, words: str) -> bool:
        return any(name in fold(words) or fold(words) in name for name in self.given)


def _named(text: str) -> Iterator[tuple[int, int]]:
    for rule in name_rules():
        yield from rule.spans(text)


def _addresses(text: str, here: str | None) -> Iterator[tuple[int, int]]:
    """Addresses on the Internet that bear the name of a province other than ``here``."""
    for match in _ADDRESS.finditer(fold(text)):
        if any(name in match.group() for name, province in _domains().items() if province != here):
            yield match.span()


@cache
def _domains() -> dict[str, str]:
    """Names of provinces as addresses have them (``quangninh``), with the province."""
    names = {name for row in provinces() for name in (row.name, row.successor)}
    known: dict[str, str] = table("places")["foreign"]["domains"]
    return {re.sub(r"\W", "", strip_accents(name.lower())): name for name in names} | known
