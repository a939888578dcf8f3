"""Who issues a document: from the letterhead, else from the sentence that promulgates it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docparse.rulebook import pattern
from docparse.text import CAPITALS, fold
from extractors.abbreviations import expand
from extractors.agencygrammar import grammar
from extractors.context import Context
from extractors.damagedheads import known_body, known_place
from extractors.names import AgencyNames
from extractors.words import segmented

_NOT_ISSUER = pattern("namewording", "not-issuer")
_DIRT = re.compile(r"(?:\s+[^\w\s]+)+\s*$")  # `—# “.` behind a line of a scan
# organs that are told by the body whose they are
_ORGAN = re.compile(r"Văn phòng|(?:Ban )?Thường trực|Ban Chấp hành|Ban Thường vụ|Tiểu ban .+", re.IGNORECASE)
_OWN_PLACE = re.compile(rf"(?: (?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn) [{CAPITALS}].*)?")
_MOTTO = re.compile(r"\s*(?:cộng h[oò][aà] xã hội.*|độc lập ?-.*|đảng cộng sản việt nam.*)$")
_KIND = pattern("namewording", "issuer-kind")
_PROMULGATES = pattern("namewording", "promulgates")
_CLOSES = re.compile(r"trên đây là (?:kế hoạch|chương trình|phương án)(?: hành động)? của ")
_PRIME_MINISTER = re.compile(r"(?:KT\.? ?)?THỦ TƯỚNG")
# a people's committee has its place in its name, which the signature does not say
_ON_BEHALF = re.compile(r"T[/.]?M\.? (?P<body>(?!ỦY BAN NHÂN DÂN|UBND)[^.,:;]{4,40})")
_WIRES = re.compile(r" điện ?:")  # `THỦ TƯỚNG CHÍNH PHỦ điện:`


def issuer_of_head(head: Sequence[str]) -> str | None:
    """The issuing body as the letterhead names it: the last body of its column, with its place."""
    lines = []
    for line in head:
        text = _MOTTO.sub("", fold(line))
        text = _DIRT.sub("", line[: len(text)]).strip(" -*_–—")
        if not text or _NOT_ISSUER.match(fold(text)) or re.search(r"\bngày.*tháng", fold(text)):
            continue
        place = known_place(text) if text.isupper() else None
        lines.append(place.upper() if place else text)
    bodies = _bodies(lines)
    known = [body for line in head if (body := known_body(line))]
    if known and (not bodies or any(known_body(line) and not _KIND.match(fold(line)) for line in lines)):
        return known[-1]
    return _compose(bodies)


def _bodies(lines: Sequence[str]) -> list[str]:
    """Lines of the letterhead grouped to bodies: a line that opens no body goes on with the one before."""
    bodies: list[str] = []
    for line in lines:
        if bodies and not _KIND.match(fold(line)):
            if line.isupper() or not bodies[-1].isupper():
                bodies[-1] += " " + line
        elif _KIND.match(fold(line)):
            bodies.append(line)
    return list(dict.fromkeys(bodies))  # unions print their name again where others have the motto


def _compose(bodies: Sequence[str]) -> str | None:
    if not bodies:
        return None
    own = _written_name(bodies[-1])
    superior = _written_name(bodies[-2]) if len(bodies) > 1 else ""
    organ = _ORGAN.match(own) if superior else None
    if organ and _OWN_PLACE.fullmatch(own, organ.end()):
        return f"{organ.group()} {superior}{own[organ.end() :]}"
    place = re.search(r"(?:tỉnh|thành phố) .+$", superior)
    takes_place = re.match(r"(?:Sở|Chi cục|Phòng|Ban |Thanh tra|Văn phòng)", own) and not re.search(
        r"(?:tỉnh|thành phố|huyện) [A-ZĐ]", own
    )
    district = (
        re.search(r"(?:huyện|thị xã|thành phố|quận|xã|phường|đặc khu) .+$", superior)
        if own.startswith("Phòng")
        else None
    )
    tail = district or place
    if takes_place and tail:
        return f"{own} {tail.group()}"
    return own


_PLACE_KINDS = "Tỉnh|Thành Phố|Huyện|Thị Xã|Quận|Xã|Phường|Thị Trấn|Đặc Khu"
_PLACE_TAIL = re.compile(
    rf"(?:^| )({_PLACE_KINDS}) (?!Ủy\b|Hội\b|Đoàn\b)"
    rf"((?:[{CAPITALS}0-9]\S*|-)(?: (?:[{CAPITALS}0-9]\S*|-)){{0,4}})$"
)
# bodies set up for one purpose: their names are in no list
_OF_ONE_PURPOSE = re.compile(
    r"(?:tiểu ban|ban (?:chỉ đạo|tổ chức)|tổ công tác|hội đồng|ủy ban(?! nhân dân| mặt trận))\b"
)
_PARTY_COMMITTEE = re.compile(r"(?P<level>Tỉnh|Thành|Huyện|Thị|Quận) Ủy (?P<place>.+)")
_NUMERAL = re.compile(r"[IVX]{2,}")  # `KHU VỰC III`
_PROPER_WORDS = frozenset({"việt nam", "hồ chí minh"})
# second syllables of common words, small where a name is written out
_SMALL = pattern("namewording", "small-in-names")


def _written_name(printed: str) -> str:
    """A name printed in capitals as it is written in running text: ``Ủy ban nhân dân tỉnh Quảng Bình``."""
    text = expand(" ".join(printed.split()), {})
    if not printed.isupper():
        return text
    titled = " ".join(_title(word) for word in text.split())
    party = _PARTY_COMMITTEE.fullmatch(titled)
    if party:
        return f"{party['level']} ủy {known_place(party['place']) or party['place']}"
    place = _PLACE_TAIL.search(titled)
    core = titled[: place.start()].strip() if place else titled
    tail = f" {place.group(1).lower()} {known_place(place.group(2)) or place.group(2)}" if place else ""
    names = AgencyNames(core)
    read = names.at(0, len(core))
    if read and read[0]:
        core = _headed(read[0][0].name) + core[read[1] :]
    return _SMALL.sub(lambda m: m.group().lower(), _words_small(core)) + tail


def _words_small(titled: str) -> str:
    """``Ban Chỉ Đạo … Tuyên Truyền`` -> ``… Tuyên truyền``: a word of several syllables has one capital."""
    if not _OF_ONE_PURPOSE.match(fold(titled)):
        return titled
    text = titled
    for start, end in segmented(titled.lower()):
        first, space, _ = titled[start:end].partition(" ")
        if space and titled[start:end].lower() not in _PROPER_WORDS:
            second = start + len(first)
            text = text[:second] + text[second:end].lower() + text[end:]
    return text


def _headed(name: str) -> str:
    """``Ủy Ban Mặt Trận Tổ Quốc Việt Nam`` with the capitals that its first words have in the grammar."""
    head = grammar().head.match(fold(name))
    return grammar().heads[head.group(1)].name + name[head.end() :] if head else name


def _title(word: str) -> str:
    if not word.isupper() or not any(c.isalpha() for c in word) or _NUMERAL.fullmatch(word):
        return word
    return word[:1] + word[1:].lower()


def issuer_of_signature(context: Context) -> str | None:
    """``T/M TỈNH ỦY``, ``THỦ TƯỚNG`` above the name: on whose behalf a text without a head is signed."""
    for line in (printed.strip(" *") for printed in context.lines("signature")):
        behalf = _ON_BEHALF.fullmatch(line)
        if _PRIME_MINISTER.fullmatch(line):
            return "Thủ tướng Chính phủ"
        if behalf and line.isupper():
            return _written_name(behalf["body"])
    return None


def issuer_of_sentence(context: Context) -> str | None:
    """``… Sở Giáo dục và Đào tạo (GDĐT) ban hành Kế hoạch …``: the body that promulgates."""
    leaves = [leaf for leaf in context.structure.leaves if leaf.zone in ("title", "preamble", "body")][:30]
    for leaf in leaves:
        told = _WIRES if leaf.zone == "title" else _PROMULGATES
        for agency in context.names.scan(leaf.start, leaf.end):
            if told.match(context.key, agency.end) and not agency.group:
                return with_printed_place(context, agency.name, agency.start, agency.end)
    return _issuer_of_closing(context)


def _issuer_of_closing(context: Context) -> str | None:
    """``Trên đây là Kế hoạch của Bộ Y tế …``: what the closing paragraph of a text without a head says."""
    for leaf in context.structure.leaves:
        closing = _CLOSES.match(context.key, leaf.content, leaf.end) if leaf.zone == "body" else None
        read = context.names.at(closing.end(), leaf.end) if closing else None
        if read and not read[0][0].group:
            return with_printed_place(context, read[0][0].name, read[0][0].start, read[0][0].end)
    return None


def with_printed_place(context: Context, name: str, start: int, end: int) -> str:
    """``name`` with the place that is printed behind it at ``start..end``."""
    printed = context.printed[start:end]
    place = re.search(rf"(?:tỉnh|thành phố|huyện|thị xã|xã|phường) [{CAPITALS}].*$", printed)
    if place and place.group() not in name:
        kind = re.match(r"tỉnh|thành phố|huyện|thị xã|xã|phường", place.group())
        return name.removesuffix(f" {kind.group()}" if kind else "") + " " + place.group()
    return name


def place_of_issuer(issuer: str, province: str | None) -> str:
    """``issuer`` with its province where the name asks for one and does not say it."""
    if province is None:
        return issuer
    key = fold(issuer)
    if fold(province) in key:
        return issuer
    if level := re.search(r" (?:tỉnh|thành phố)$", key):
        return f"{issuer[: level.start()]}{level.group()} {province}"
    if key.startswith(("sở ", "thanh tra tỉnh")):
        return f"{issuer} tỉnh {province}"
    return issuer
