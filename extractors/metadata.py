"""Head and foot of the document: number, kind, issuer, place, date, subject, period, signer.

What the head lacks is taken from a portal's properties around the text, then from the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docparse.gazetteer import find_province, province_ending_with
from docparse.model import Metadata
from docparse.rulebook import pattern
from docparse.structure import Leaf, Zone
from docparse.text import CAPITALS, SMALL, fold
from extractors.citations import normal_number
from extractors.context import Context
from extractors.dates import NUMERIC, iso, read_date
from extractors.issuers import issuer_of_head, issuer_of_sentence, place_of_issuer

DOC_TYPES = {
    "kế hoạch": "Kế hoạch",
    "quyết định": "Quyết định",
    "chỉ thị": "Chỉ thị",
    "nghị quyết": "Nghị quyết",
    "thông báo": "Thông báo",
    "chương trình hành động": "Chương trình hành động",
    "chương trình": "Chương trình",
    "đề án": "Đề án",
    "hướng dẫn": "Hướng dẫn",
    "báo cáo": "Báo cáo",
    "tờ trình": "Tờ trình",
    "thông tư liên tịch": "Thông tư liên tịch",
    "thông tư": "Thông tư",
    "nghị định": "Nghị định",
    "luật": "Luật",
    "bộ luật": "Bộ luật",
    "pháp lệnh": "Pháp lệnh",
    "công điện": "Công điện",
    "phương án": "Phương án",
    "quy chế": "Quy chế",
    "quy định": "Quy định",
    "kết luận": "Kết luận",
    "công văn": "Công văn",
    "văn bản hợp nhất": "Văn bản hợp nhất",
}
_BY_LETTERS = {
    "KH": "Kế hoạch",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "NQ": "Nghị quyết",
    "TB": "Thông báo",
    "CTr": "Chương trình",
    "ĐA": "Đề án",
    "HD": "Hướng dẫn",
    "BC": "Báo cáo",
    "TTr": "Tờ trình",
    "TTLT": "Thông tư liên tịch",
    "TT": "Thông tư",
    "NĐ": "Nghị định",
    "CĐ": "Công điện",
    "VBHN": "Văn bản hợp nhất",
    "KL": "Kết luận",
}
_NUMBER_LINE = re.compile(r"^\s*(?:s[oố6]|luật số|nghị quyết số)\b\s*[:.]?\s*", re.IGNORECASE)
_PLACE_DATE = re.compile(r"(?P<place>[^\d,:;/]{2,60}?),?\s+ngày(?![^\W\d])")
# the end of a number printed on the line of the date: `…/KH-UBND Hà Giang, ngày …`
_SYMBOL_BEFORE = re.compile(r"^(?:\S*-\s?\S+|[A-ZĐ&]{2,})\s+(?=[^\W\d_])")
_PROPERTY = {
    "number": re.compile(r"số\s*(?:hiệu|/ký hiệu|ký hiệu)\s*:?\s*(?P<v>\S[^\n]*?)(?= loại văn bản|$)"),
    "issued_on": re.compile(r"ngày ban hành\s*:?\s*(?P<v>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"),
    "signer": re.compile(r"người ký\s*:?\s*(?P<v>[^\d:;,]{4,40}?)(?= (?:ngày|chức|số|lĩnh|tình)\b|$)"),
    "issuer": re.compile(
        r"(?:nơi ban hành|cơ quan ban hành)\s*:?\s*(?P<v>[^\d:;]{4,80}?)(?= người ký| ngày|$)"
    ),
    "doc_type": re.compile(r"loại văn bản\s*:?\s*(?P<v>[^\d:;]{4,30}?)(?= số| ngày| nơi|$)"),
}
_OFFICE = pattern("wording", "office")
_CENTRAL = pattern("wording", "central-issuer")
_NAME = re.compile(rf"(?:[{CAPITALS}][{SMALL}]{{0,7}}\s){{1,4}}[{CAPITALS}][{SMALL}]{{0,7}}")
_TITLES = re.compile(
    r"^(?:(?:ts|ths|pgs|gs|bs|bscki{1,2}|kts|luật sư|đại tá|thượng tá|trung tá|thiếu tướng)\.? ?)+",
    re.IGNORECASE,
)
_YEAR = r"(?:19|20)\d\d"
_VISION = re.compile(
    rf"(?:định hướng|tầm nhìn)(?: phát triển)?(?: đến)?(?: năm| giai đoạn)* (?:{_YEAR} ?- ?)?(?P<y>{_YEAR})"
)
_PERIOD = re.compile(rf"(?P<a>{_YEAR}) ?(?:-|đến(?: năm)?) ?(?P<b>{_YEAR})(?!\d)")
_SINGLE = re.compile(rf"(?:trong |của )?năm (?P<y>{_YEAR})(?!\d)")
_UNTIL = re.compile(rf"đến(?: hết)? (?:năm )?(?P<y>{_YEAR})(?!\d)")


def read_metadata(context: Context) -> Metadata:
    """All fields of :class:`~docparse.model.Metadata` that the document states."""
    head, portal = _lines(context, "head"), _portal(context)
    number = _number(head, portal)
    doc_type = _doc_type(context, number, portal)
    place, issued_on = _place_and_date(head)
    subject = _subject(context) or portal.get("subject")
    issuer = issuer_of_head(head) or issuer_of_sentence(context) or _portal_issuer(portal)
    province = _province(context, issuer, place, portal, subject)
    start, end, vision = _period(context, subject)
    name, title = _signer(context)
    return Metadata(
        number=number,
        doc_type=doc_type,
        issuer=place_of_issuer(issuer, province) if issuer else None,
        province=province,
        place=_repaired_place(place, province),
        issued_on=issued_on or _portal_date(portal),
        subject=subject,
        period_start=start,
        period_end=end,
        vision=vision,
        signer_name=name or _person(portal.get("signer")),
        signer_title=title,
        truncated=context.structure.truncated,
        recipients=_recipients(context),
    )


def _lines(context: Context, zone: Zone) -> list[str]:
    return [context.printed[leaf.start : leaf.end] for leaf in context.structure.leaves if leaf.zone == zone]


def _portal(context: Context) -> dict[str, str]:
    """Properties that a portal printed around the text, the reader's own findings first."""
    found = dict(context.document.portal)
    for line in _lines(context, "portal"):
        key = fold(line)
        for name, wording in _PROPERTY.items():
            match = wording.search(key)
            if match and name not in found:
                found[name] = line[match.start("v") : match.end("v")].strip()
    return found


# ---- number, kind, date ---------------------------------------------------------------------------


def _number(head: Sequence[str], portal: dict[str, str]) -> str | None:
    candidates = []
    for line in head:
        match = _NUMBER_LINE.match(line)
        if match:
            number = normal_number(line[match.end() :], bare=True)
            if number and line[match.end() :].lstrip()[:1].isdigit():
                candidates.append(number)
    if candidates:
        return (
            candidates[-1]
            if len(candidates) > 1 and candidates[0].split("/")[-1].startswith("QĐ-S")
            else candidates[0]
        )
    if any(_NUMBER_LINE.match(line) for line in head):
        return None
    return normal_number(portal.get("number", ""))


def _doc_type(context: Context, number: str | None, portal: dict[str, str]) -> str | None:
    letters = _letters(number)
    if letters == "VBHN":
        return "Văn bản hợp nhất"
    for line in _lines(context, "title"):
        key = fold(line).removeprefix("dự thảo ").strip()
        for name in sorted(DOC_TYPES, key=len, reverse=True):
            if key.startswith(name) and line[: len(name)].isupper():
                return DOC_TYPES[name]
        if key in DOC_TYPES:
            return DOC_TYPES[key]
        break
    if letters in _BY_LETTERS:
        return _BY_LETTERS[letters]
    named = DOC_TYPES.get(fold(portal.get("doc_type", "")))
    if named:
        return named
    return "Công văn" if number and re.match(r"\d+/[^/\d]+$", number) else None


def _letters(number: str | None) -> str:
    if not number:
        return ""
    return re.split(r"[-/]", re.sub(r"^\d+[a-zđ]?(?:\.\d+)?(?:/\d{4})?[-/]", "", number))[0]


def _place_and_date(head: Sequence[str]) -> tuple[str | None, str | None]:
    for line in head:
        match = _PLACE_DATE.search(line)
        if match is None or not re.search(r"tháng|thang", fold(line)):
            continue
        place = _SYMBOL_BEFORE.sub("", re.sub(r"^.*(?:/|\d)\S*\s+", "", match["place"])).strip(" ,.-")
        read = read_date(fold(line), match.end("place"))
        return place or None, read[0] if read else None
    return None, None


def _portal_date(portal: dict[str, str]) -> str | None:
    match = NUMERIC.search(portal.get("issued_on", ""))
    return iso(int(match["y"]), int(match["m"]), int(match["d"])) if match else None


# ---- subject, period --------------------------------------------------------------------------------


def _subject(context: Context) -> str | None:
    leaves = [leaf for leaf in context.structure.leaves if leaf.zone == "title"]
    first = _title_lines(context, leaves)
    parts = []
    for index, leaf in enumerate(first):
        text = context.printed[leaf.start : leaf.end].strip()
        if index == 0:
            text = _behind_type(text)
        if fold(text).startswith(("(", "kèm theo", "ban hành kèm")) or re.fullmatch(r"[-_*–—\s]+", text):
            continue
        if text:
            parts.append(text)
    return " ".join(parts) or None


def _title_lines(context: Context, leaves: Sequence[Leaf]) -> list[Leaf]:
    """The title lines of the plan: those under ``KẾ HOẠCH`` where a decision stands before it."""
    if not leaves:
        return []
    everything = context.structure.leaves
    plans = [
        leaf
        for leaf in leaves
        if context.key[leaf.start : leaf.end].startswith("kế hoạch") and context.printed[leaf.start].isupper()
    ]
    begin = everything.index(plans[0] if plans else leaves[0])
    chosen = []
    for leaf in everything[begin:]:
        if leaf.zone != "title":
            break
        chosen.append(leaf)
    return chosen


def _behind_type(text: str) -> str:
    key = fold(text)
    for name in sorted(DOC_TYPES, key=len, reverse=True):
        for prefix in (name, "dự thảo " + name):
            if key == prefix:
                return ""
            if key.startswith(prefix + " ") and text[: len(prefix)].isupper():
                return text[len(prefix) :].strip(" :-–")
    return text


def _period(context: Context, subject: str | None) -> tuple[int | None, int | None, int | None]:
    """(first year, last year, vision) from the subject, else from the headings."""
    key = _without_citations(fold(subject or ""))
    start, end, vision = _years(key)
    if end is None:
        for node in context.structure.nodes:
            if node.role not in ("targets", "tasks", "purpose", "schedule"):
                continue
            found = _years(_without_citations(fold(node.title[:160])))
            if found[1] is not None:
                start, end = found[0], found[1]
                vision = vision or found[2]
                break
    return start, end, vision


def _without_citations(key: str) -> str:
    key = re.sub(r"ngày \d{1,2}\s?(?:/|tháng)\s?\d{1,2}\s?(?:/|năm)\s?\d{4}", " ", key)
    return re.sub(r"\d+/\d{4}/\S+", " ", key)


def _years(key: str) -> tuple[int | None, int | None, int | None]:
    vision_match = _VISION.search(key)
    vision = int(vision_match["y"]) if vision_match else None
    if vision_match:
        key = key[: vision_match.start()] + key[vision_match.end() :]
    period = _PERIOD.search(key)
    if period and int(period["a"]) < int(period["b"]):
        return int(period["a"]), int(period["b"]), vision
    until = _UNTIL.search(key)
    if until:
        return None, int(until["y"]), vision
    single = _SINGLE.search(key)
    if single:
        return int(single["y"]), int(single["y"]), vision
    return None, None, vision


# ---- place --------------------------------------------------------------------------------------------


def _portal_issuer(portal: dict[str, str]) -> str | None:
    name = portal.get("issuer")
    if not name:
        return None
    key = fold(name)
    if key.startswith(("tỉnh ", "thành phố ")):
        return f"Ủy ban nhân dân {name[:1].lower()}{name[1:]}"
    return name


def _province(
    context: Context, issuer: str | None, place: str | None, portal: dict[str, str], subject: str | None
) -> str | None:
    """The province of the issuer; null for a central body."""
    key = fold(issuer or "")
    if _CENTRAL.match(key):
        return None
    named = re.search(rf"(?:tỉnh|thành phố) ((?:[{CAPITALS}][^\W\d_]*(?: - | )?)+)", issuer or "")
    if named and not re.search(r"huyện|thị xã|quận|xã|phường", fold(issuer or "").split(" tỉnh ")[0]):
        return find_province(named.group(1)) or named.group(1).strip()
    for text in (issuer, place, subject, portal.get("issuer")):
        found = find_province(text or "")
        if found:
            return found
    body: list[str] = re.findall(
        rf"(?:tỉnh|Tỉnh|TỈNH) ((?:[{CAPITALS}][^\W\d_]*(?: - | )?){{1,4}})", context.printed
    )
    counted = sorted({name.strip() for name in body}, key=lambda n: (-body.count(n), n))
    for name in counted:
        found = find_province(name)
        if found:
            return found
    if counted:
        return counted[0].title()
    return (
        find_province(context.printed)
        if re.match(
            r"(?:ủy ban nhân dân|ubnd|phòng|trường|hội|ban|đảng|huyện|công đoàn|trung tâm|trạm|công an)", key
        )
        else None
    )


def _repaired_place(place: str | None, province: str | None) -> str | None:
    """``Giang`` -> ``Hà Giang`` where the plan's province tells what was cut off."""
    if place is None:
        return None
    if province and fold(province).endswith(" " + fold(place)):
        return province
    return province_ending_with(place) or (find_province(place) if _is_misspelt(place) else None) or place


def _is_misspelt(place: str) -> bool:
    found = find_province(place)
    return found is not None and fold(found) != fold(place) and len(place.split()) == len(found.split())


# ---- signer, recipients -----------------------------------------------------------------------------


def _signer(context: Context) -> tuple[str | None, str | None]:
    """Name and title of the first signature: the last office above the name."""
    title: str | None = None
    seen = False
    for leaf in context.structure.leaves:
        if leaf.zone != "signature":
            if seen and leaf.zone in ("title", "body", "appendix"):
                break
            continue
        seen = True
        text = context.printed[leaf.start : leaf.end].strip(" *")
        offices = _OFFICE.findall(fold(text))
        if offices and (text.isupper() or len(text.split()) <= 6):
            title = offices[-1]
            continue
        person = _person(text)
        if person:
            return person, _title_case(title)
    return None, _title_case(title)


def _person(text: str | None) -> str | None:
    """A personal name: two to five capitalised syllables, academic titles aside."""
    if not text:
        return None
    bare = _TITLES.sub("", text.strip())
    if bare.isupper() and 2 <= len(bare.split()) <= 5 and not _OFFICE.search(fold(bare)):
        bare = bare.title()
    if re.search(r"nhân dân|giáo dục|đào tạo|việt nam", fold(bare)):
        return None
    return bare if _NAME.fullmatch(bare) else None


def _title_case(title: str | None) -> str | None:
    if title is None:
        return None
    if title.startswith("phó "):
        return "Phó " + title[4:5].upper() + title[5:]
    return title[:1].upper() + title[1:]


_PURPOSE = re.compile(r"\s*\([^)]*\)\s*$")


def _recipients(context: Context) -> tuple[str, ...]:
    found = []
    for leaf in context.structure.leaves:
        if leaf.zone != "recipients" or leaf.kind != "bullet":
            continue
        name = _PURPOSE.sub("", context.printed[leaf.content : leaf.end].strip(" ;.,"))
        if name:
            found.append(name.strip(" ;.,"))
    return tuple(found)
