"""Who issues a document: from the letterhead, else from the sentence that promulgates it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docparse.text import fold
from extractors.abbreviations import expand
from extractors.context import Context
from extractors.names import AgencyNames

_NOT_ISSUER = re.compile(
    r"(?:cộng hòa|đảng cộng sản|độc lập|số\b|s6|luật số|[-_*–—=. ]+$|ngày\b|dự thảo|hỏa tốc|khẩn|thượng khẩn|bản sao|công báo|\d)"
)
_MOTTO = re.compile(r"\s*(?:cộng h[oò]à? xã hội.*|độc lập ?-.*|đảng cộng sản việt nam.*)$")
_KIND = re.compile(
    r"(ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|bộ|sở|phòng|tỉnh ủy|thành ủy|huyện ủy|trường|chính phủ|thủ tướng|công đoàn|ban|cục|tổng cục|chi cục|"
    r"văn phòng|quốc hội|viện|trung tâm|liên đoàn|tổng liên đoàn|đoàn|đại học|học viện|hội|công an|bệnh viện|ngân hàng|kho bạc|thanh tra|đảng ủy|ủy ban|tỉnh đoàn|bảo hiểm|công ty|tập đoàn|tổng công ty)\b"
)
_PLACE_LINE = re.compile(r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\b")
_PROMULGATES = re.compile(
    r"\s*(?:\([^)]{0,60}\)\s*)?,?\s*(?:ban hành|xây dựng(?: và ban hành)?|triển khai|lập|đề ra|tổ chức triển khai)\s+(?:và triển khai )?(?:kế hoạch|chương trình)"
)


def issuer_of_head(context: Context, head: Sequence[str]) -> str | None:
    """The issuing body as the letterhead names it: the last body of its column, with its place."""
    lines = []
    for line in head:
        text = _MOTTO.sub("", fold(line))
        text = line[: len(text)].strip(" -*_–—")
        if not text or _NOT_ISSUER.match(fold(text)) or re.search(r"\bngày\b.*tháng", fold(text)):
            continue
        lines.append(text)
    return _compose(_bodies(lines), context)


def _bodies(lines: Sequence[str]) -> list[str]:
    """Lines of the letterhead grouped to bodies: a line that opens no body goes on with the one before."""
    bodies: list[str] = []
    for line in lines:
        if bodies and not _KIND.match(fold(line)):
            bodies[-1] += " " + line
        elif _KIND.match(fold(line)):
            bodies.append(line)
    return bodies


def _compose(bodies: Sequence[str], context: Context) -> str | None:
    if not bodies:
        return None
    own = written_name(bodies[-1], context)
    superior = written_name(bodies[-2], context) if len(bodies) > 1 else ""
    place = re.search(r"(?:tỉnh|thành phố) .+$", superior)
    takes_place = re.match(r"(?:Sở|Chi cục|Phòng|Ban |Thanh tra|Văn phòng)", own) and not re.search(r"(?:tỉnh|thành phố|huyện) [A-ZĐ]", own)
    district = re.search(r"(?:huyện|thị xã|thành phố|quận) .+$", superior) if own.startswith("Phòng") else None
    tail = district or place
    if takes_place and tail:
        return f"{own} {tail.group()}"
    return own


def written_name(printed: str, context: Context) -> str:
    """A name printed in capitals as it is written in running text: ``Ủy ban nhân dân tỉnh Quảng Bình``."""
    text = " ".join(printed.split())
    if not text.isupper():
        return expand(text, {})
    spread = expand(text, {}) if re.search(r"\b(?:UBND|HĐND|THPT|THCS)\b", text) else text
    titled = " ".join(_title(word) for word in spread.split())
    names = AgencyNames(titled)
    read = names.at(0, len(titled))
    if read and read[0] and not read[0][0].group:
        name = read[0][0].name
        rest = titled[read[1] :].strip()
        place = _place_tail(titled)
        return _small_kinds(name if place is None or place in name else f"{name} {place}") if not rest or place else _small_kinds(titled)
    return _small_kinds(titled)


def _title(word: str) -> str:
    return word if not word.isupper() or not any(c.isalpha() for c in word) else word[:1] + word[1:].lower()


def _place_tail(titled: str) -> str | None:
    match = re.search(r"(?:Tỉnh|Thành Phố|Huyện|Thị Xã|Quận|Xã|Phường|Thị Trấn|Đặc Khu)\s+(?:[A-ZĐÀ-Ỹ]\S*\s?|-\s)+$", titled)
    if match is None:
        return None
    kind = re.match(r"Tỉnh|Thành Phố|Huyện|Thị Xã|Quận|Xã|Phường|Thị Trấn|Đặc Khu", match.group())
    assert kind is not None
    return kind.group().lower() + match.group()[kind.end() :].rstrip()


_SMALL = re.compile(
    r"(?<=\S )(?:Và|Của|Các|Về|Nhân Dân|Ban Nhân Dân|Giáo Dục|Đào Tạo|Tỉnh|Thành Phố|Huyện|Thị Xã|Quận|Xã|Phường|Thị Trấn|Đặc Khu|Trung Học Phổ Thông|Trung Học Cơ Sở|Đồng Nhân Dân)(?= |$)"
)


def _small_kinds(text: str) -> str:
    """Function words and kinds of place inside a name are written small."""
    small = _SMALL.sub(lambda m: m.group().lower() if m.group() not in ("Giáo Dục", "Đào Tạo") else m.group().capitalize(), text)
    return re.sub(r"^Ủy Ban", "Ủy ban", small)


def issuer_of_sentence(context: Context) -> str | None:
    """``… Sở Giáo dục và Đào tạo (GDĐT) ban hành Kế hoạch …``: the body that promulgates."""
    leaves = [leaf for leaf in context.structure.leaves if leaf.zone in ("preamble", "body")][:30]
    for leaf in leaves:
        for agency in context.names.scan(leaf.start, leaf.end):
            if _PROMULGATES.match(context.key, agency.end) and not agency.group:
                return _with_printed_place(context, agency.name, agency.start, agency.end)
    return None


def _with_printed_place(context: Context, name: str, start: int, end: int) -> str:
    printed = context.printed[start:end]
    place = re.search(r"(?:tỉnh|thành phố|huyện|thị xã|xã|phường) [A-ZĐÀ-Ỹ].*$", printed)
    if place and place.group() not in name:
        kind = place.group().split(" ")[0]
        return name.removesuffix(" " + kind) + " " + place.group()
    return name


def place_of_issuer(issuer: str, province: str | None) -> str:
    """``issuer`` with its province where the name asks for one and does not say it."""
    if province is None:
        return issuer
    key = fold(issuer)
    if fold(province) in key:
        return issuer
    if re.search(r"(?:ủy ban|hội đồng) nhân dân (?:tỉnh|thành phố)$", key):
        return f"{issuer} {province}"
    if key.startswith(("sở ", "thanh tra tỉnh")):
        return f"{issuer} tỉnh {province}"
    return issuer
