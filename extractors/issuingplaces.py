"""Where and when a document was issued, and in which province."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from docparse.gazetteer import find_province, province_ending_with
from docparse.rulebook import pattern
from docparse.text import CAPITALS, SMALL, fold
from extractors.agencygrammar import grammar
from extractors.context import Context
from extractors.damagedheads import damaged_date, known_place
from extractors.dates import iso, read_date

#: A line that is nothing but place and date.
DATE_LINE = re.compile(
    rf"(?:[{CAPITALS}][^\W\d_]*\.? ?){{1,6}}, ngày [\d.…]{{0,8}} ?tháng [\d.…]{{0,8}} ?năm [\d.…]{{0,6}}\.?"
)
_PLACE_DATE = re.compile(r"(?P<place>[^\d,:;/]{2,60}?),?\s+ngày(?![^\W\d])")
# the end of a number printed on the line of the date: `…/KH-UBND Hà Giang, ngày …`
_SYMBOL_BEFORE = re.compile(r"^(?:\S*-\s?\S+|[A-ZĐ&]{2,})\s+(?=[^\W\d_])")
_SYMBOL = re.compile(r"[A-ZĐ]+-[A-ZĐ]+")
_CLOSING_DATE = re.compile(r"\s*(?P<date>\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4})\s*\.?$")  # `ngày 05/3/2024`
_MONTH = re.compile(r"tháng|thang|\bháng")
# a speck between word and number: `tháng) 10`
_SPECK = re.compile(r"(?<=tháng)[^\w\s]+ ?(?=\d)")
_DAMAGED = re.compile(r"(?i)\bng[aàáâ]y.{0,12}th\S{1,4}g.{0,8}(?:19|20)\d\d\W*$")
_CENTRAL = pattern("namewording", "central-issuer")
_OFFICE_OF_MINISTRY = re.compile(r"(?:tổng cục|cục|vụ|văn phòng bộ|thanh tra bộ)\b")
_DISTRICT = re.compile(r"huyện|thị xã|quận|xã|phường")
_LOCAL = pattern("namewording", "local-issuer")
_NO_PLACE = re.compile(
    r"(?:tháng|quý|năm|ngày|từ|đến|trước|trong|cả)\b"
)  # the next cell: `của tỉnh | Tháng 12`
# not `TỈNH ỦY SÔNG VÂN`, `Tỉnh Đoàn`
_OF_PROVINCE = re.compile(
    rf"(?:tỉnh|Tỉnh|TỈNH) (?!(?i:ủy|uỷ|đoàn)\b)"
    rf"((?:[{CAPITALS}]{{2,}}(?: - | )?){{1,4}}(?![^\W\d_])|(?:[{CAPITALS}][{SMALL}]+(?: - | )?){{1,4}})"
)


def read_place_and_date(head: Sequence[str]) -> tuple[str | None, str | None]:
    """Place and ISO date of the letterhead's date line; either is null where it cannot be read."""
    for line, following in zip(head, [*head, ""][1:], strict=True):
        match = _PLACE_DATE.search(line)
        if match is None:
            continue
        place = _SYMBOL_BEFORE.sub("", re.sub(r"^.*(?:/|\d)\S*\s+", "", match["place"])).strip(" ,.-")
        closing = _CLOSING_DATE.match(fold(line), match.end())
        if closing and not _SYMBOL.fullmatch(place):
            read = read_date(closing["date"])
            return place or None, read[0] if read else None
        text = line if _MONTH.search(fold(line)) else f"{line} {following}"  # the day on a line of its own
        text = _SPECK.sub(" ", text)
        if not _MONTH.search(fold(text)):
            continue
        read = read_date(fold(text), match.end("place"))
        return place or None, read[0] if read else None
    return _damaged_place_and_date(head)


def _damaged_place_and_date(head: Sequence[str]) -> tuple[str | None, str | None]:
    for line in head:
        match = _DAMAGED.search(line)
        if match:
            words = line[: match.start()].strip(" ,").split()
            tails = (known_place(" ".join(words[-count:])) for count in range(6, 0, -1))
            date = damaged_date(fold(match.group()))
            return next(filter(None, tails), None), iso(*date) if date else None
    return None, None


def read_province(context: Context, issuer: str | None, hints: Sequence[str | None]) -> str | None:
    """The province of the issuer, else of the first of the ``hints``; null for a central body."""
    key = fold(issuer or "")
    if _CENTRAL.match(key):
        return None
    named = re.search(rf"(?:tỉnh|thành phố) ((?:[{CAPITALS}][^\W\d_]*(?: - | )?)+)", issuer or "")
    if named and not _DISTRICT.search(fold(issuer or "").split(" tỉnh ")[0]):
        return find_province(named.group(1)) or named.group(1).strip()
    if _OFFICE_OF_MINISTRY.match(key) and any(_CENTRAL.match(fold(line)) for line in context.lines("head")):
        return find_province(issuer or "")  # `BỘ Y TẾ` above `CỤC Y TẾ DỰ PHÒNG`
    for text in (issuer, *hints):
        found = find_province(text or "")
        if found:
            return found
    return _province_of_text(context) or (find_province(context.printed) if _LOCAL.match(key) else None)


def _province_of_text(context: Context) -> str | None:
    """The province that the text names most often, by its word ``tỉnh``."""
    named = Counter(name.strip() for name in _OF_PROVINCE.findall(context.printed))
    counted = sorted(named, key=lambda name: (-named[name], name))
    for name in counted:
        found = find_province(name)
        if found:
            return found
    unknown = (
        name
        for name in counted
        if grammar().head.match(fold(name)) is None and not _NO_PLACE.match(fold(name))
    )
    return next((name.title() for name in unknown), None)


def repaired_place(place: str | None, province: str | None) -> str | None:
    """``Giang`` -> ``Hà Giang`` where the plan's province tells what was cut off; letters repaired."""
    if place is None:
        return None
    if province and fold(province).endswith(" " + fold(place)):
        return province
    return province_ending_with(place) or _respelt(place) or place


def _respelt(place: str) -> str | None:
    known = known_place(place)
    if known is None:
        found = find_province(place)
        known = found if found and len(place.split()) == len(found.split()) else None
    return known if known and fold(known) != fold(place) else None
