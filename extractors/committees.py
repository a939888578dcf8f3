"""People's committees and councils: of one place, of a level, or of all places of a kind."""

from __future__ import annotations

import re
from dataclasses import replace

from docparse.gazetteer import is_city_under_the_centre
from docparse.model import AgencyLevel
from docparse.text import CAPITALS
from extractors.abbreviations import KINDS_OF_PLACE
from extractors.agencygrammar import PLACE, AgencyName
from extractors.agencytext import AgencyText

#: The one canonical name of the district committees, whatever the order of the words.
DISTRICTS = "Ủy ban nhân dân các huyện, thị xã, thành phố"
_PEOPLE = "Ủy ban nhân dân"
_BODY = re.compile(r"(ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd)(?![\w&])\s*")
_OF_PROVINCES = re.compile(r"(?:các )?cấp tỉnh\b")
_PROVINCES = re.compile(
    r"(?:các )?tỉnh(?:(?:,| và)? |/)(?:các )?(?P<cities>thành phố)"
    r"(?P<central> trực thuộc (?:trung ương|tw))?\b"
    r"|các tỉnh(?![\w&])"
)
_AND_COMMITTEE = re.compile(r"(?:, ?| và | - |/)(?=(?:ubnd|ủy ban nhân dân) )")
_COMMUNES_TOO = re.compile(r"(?:, ?|,? và |/)(?:cấp )?xã(?!\w)")  # `UBND cấp huyện, cấp xã`
_SINGLE = re.compile(rf"({PLACE}|các cấp(?!\w))")
_COLON = re.compile(r" ?:? (?=\w)")
_PLACE_NAME = re.compile(rf"[{CAPITALS}][^\W\d_]*(?:[ -][{CAPITALS}][^\W\d_]*){{0,3}}")
_NEXT_PLACE = re.compile(rf"(?:, ?|,? và |; ?)(?=[{CAPITALS}])")
_NEXT_KIND = re.compile(
    r"(?:,| và|;) (?:các )?(huyện|thị xã|thành phố|quận|xã|phường|thị trấn|đặc khu) (?=[^\W\d_])"
)
_FURTHER_PLACE = re.compile(rf"(?:,| và) {PLACE}")
_GOES_ON = re.compile(r" (?!và )[^\W\d_A-ZĐ]")
_KINDS: tuple[tuple[str, AgencyLevel], ...] = (
    (r"huyện|thị xã|thành phố|tp\.?|tx\.?|quận", "district"),
    ("xã|phường|thị trấn|đặc khu", "commune"),
)
_LISTS = {
    kinds: re.compile(
        rf"(các |cấp |\d{{1,3}} )?((?:{kinds})\b(?:(?:,| và|,? ?/|;|-) ?(?:các )?(?:{kinds})\b)*)"
    )
    for kinds, _ in _KINDS
}
Reading = tuple[list[AgencyName], int]


def read_committee(text: AgencyText, at: int, begin: int, end: int, plural: bool) -> Reading | None:
    """The committee or council named at ``begin``; ``at`` is where its article or post begins.

    ``plural`` tells that an article such as ``các`` stands before it.
    """
    match = _BODY.match(text.key, begin, end)
    if match is None:
        return None
    body = _PEOPLE if match.group(1) in ("ủy ban nhân dân", "ubnd") else "Hội đồng nhân dân"
    for kinds, level in _KINDS:
        read = _of_kind(text, body, kinds, level, at, match.end(), end, plural)
        if read is not None:
            return read
    level_of = _OF_PROVINCES.match(text.key, match.end(), end)
    if level_of:
        return [AgencyName(at, level_of.end(), f"{body} cấp tỉnh", "province", True)], level_of.end()
    provinces = _PROVINCES.match(text.key, match.end(), end)
    if provinces:
        return _of_provinces(text, body, at, provinces, end)
    return _of_one_place(text, body, at, match.end(), end)


def _of_provinces(text: AgencyText, body: str, at: int, kinds: re.Match[str], end: int) -> Reading:
    """``UBND các tỉnh, thành phố``: all of them, or those named behind ``các tỉnh``."""
    stop = kinds.end()
    if kinds["cities"]:  # `các tỉnh, thành phố: Hưng Yên, Hải Phòng`
        named = _named_provinces(text, body, at, stop, end)
        central = " trực thuộc trung ương" if kinds["central"] else ""
        whole = f"{body} các tỉnh, thành phố{central}"
    else:  # `các tỉnh: Lạng Sơn, Quảng Ninh`
        named = _named_places(text, body, "tỉnh", "province", at, stop, end)
        whole = f"{body} các tỉnh"
    if named:
        return named, named[-1].end
    return [AgencyName(at, stop, whole, "province", True)], stop


def _named_provinces(text: AgencyText, body: str, begin: int, at: int, end: int) -> list[AgencyName]:
    """The provinces listed behind ``các tỉnh, thành phố:``, each as the kind that it is."""
    if not text.printed.startswith(":", at):
        return []
    named = _named_places(text, body, "tỉnh", "province", begin, at, end)
    kinds = (
        "thành phố" if is_city_under_the_centre(place.name.removeprefix(f"{body} tỉnh ")) else "tỉnh"
        for place in named
    )
    return [
        replace(place, name=place.name.replace(" tỉnh ", f" {kind} ", 1))
        for place, kind in zip(named, kinds, strict=True)
    ]


def _of_kind(
    text: AgencyText, body: str, kinds: str, level: AgencyLevel, at: int, begin: int, end: int, plural: bool
) -> Reading | None:
    """``UBND các huyện, thị xã``, ``UBND cấp xã``: all committees of a kind of place."""
    match = _LISTS[kinds].match(text.key, begin, end)
    if match is None:
        return None
    listed = re.findall(kinds, match.group(2))
    if match.group(1) != "cấp " and len(listed) == 1:
        named = _named_places(text, body, listed[0], level, at, match.end(), end)
        if named:
            return named, named[-1].end
    last = match.end()
    if len(listed) > 1:  # `các huyện, thị xã Khe Đá, thành phố Tân Khê`
        last = text.proper_end(last, end) or last
        while further := _FURTHER_PLACE.match(text.key, last, end):
            named_last = text.proper_end(further.end(), end)
            if named_last is None:
                break
            last = named_last
    stop = text.skip_tails(last, end)
    if match.group(1) == "cấp ":
        first = AgencyName(at, stop, f"{body} cấp {listed[0]}", level, True)
        below = _COMMUNES_TOO.match(text.key, stop, end) if level == "district" else None
        if below is None:
            return [first], stop
        return [first, replace(first, end=below.end(), name=f"{body} cấp xã", level="commune")], below.end()
    if not (plural or match.group(1) or len(listed) > 1):
        return None
    if level == "district" and body == _PEOPLE and "quận" not in listed:
        name = DISTRICTS
    else:
        name = f"{body} các {', '.join(dict.fromkeys(listed))}"
    return [AgencyName(at, stop, name, level, True)], stop


def _named_places(
    text: AgencyText, body: str, of_kind: str, level: AgencyLevel, begin: int, at: int, end: int
) -> list[AgencyName]:
    """``các xã: Tân Điền, Gia Thuận``, ``các xã Tân Điền và Gia Thuận``: one committee for each place.

    The passage of each begins with the committee's at ``begin``: a place alone names none.
    """
    found: list[AgencyName] = []
    mark = _COLON.match(text.printed, at, end)
    at = mark.end() if mark else at
    while place := _PLACE_NAME.match(text.printed, at, end):
        if any(
            opens.match(text.key, place.start(), end) for opens in (text.grammar.candidate, text.grammar.post)
        ):
            break
        if " " not in place.group() and _GOES_ON.match(text.printed, place.end(), end):
            break  # `UBND thành phố A, Kế hoạch …`
        found.append(AgencyName(begin, place.end(), f"{body} {of_kind} {place.group()}", level))
        joined = _NEXT_PLACE.match(text.printed, place.end(), end)
        kind = _NEXT_KIND.match(text.key, place.end(), end)
        if kind:  # `các huyện A, B, thị xã C`
            of_kind = kind.group(1)
        elif joined is None:
            break
        at = kind.end() if kind else joined.end() if joined else end
    return found if len(found) > 1 else []


def _of_one_place(text: AgencyText, body: str, at: int, begin: int, end: int) -> Reading:
    place = _SINGLE.match(text.key, begin, end)
    if place is None:
        stop = at + len(text.printed[at:begin].rstrip())
        return [with_place_of_next(text, AgencyName(at, stop, body, "other"), end)], stop
    kind = KINDS_OF_PLACE.get(place.group(1).rstrip(".").upper(), place.group(1))
    name_end = text.proper_end(place.end(), end)
    stop = text.skip_tails(name_end or place.end(), end)
    name, level = f"{body} {kind}", level_of_kind(kind)
    named = f" {text.printed[place.end() : name_end].strip()}" if name_end else ""
    if kind == "thành phố" and named and not is_city_under_the_centre(named):
        level = "district"
    if level in ("district", "commune") and kind != "các cấp":
        name += named
    return [AgencyName(at, stop, name, level, kind == "các cấp")], stop


def with_place_of_next(text: AgencyText, council: AgencyName, end: int) -> AgencyName:
    """``HĐND, UBND xã``: the place behind the committee is the council's as well."""
    following = _AND_COMMITTEE.match(text.key, council.end, end)
    read = read_committee(text, following.end(), following.end(), end, False) if following else None
    if read is None or not read[0][0].name.startswith(f"{_PEOPLE} "):
        return council
    committee = read[0][0]
    name = council.name + committee.name.removeprefix(_PEOPLE)
    return replace(council, name=name, level=committee.level, group=committee.group)


def level_of_kind(kind: str) -> AgencyLevel:
    """The level of a place by its kind (folded): ``thị xã`` is a district."""
    if kind in ("tỉnh", "thành phố"):
        return "province"
    return "district" if kind in ("huyện", "thị xã", "quận") else "commune"
