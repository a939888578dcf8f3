"""Legal acts referred to: number, kind, date, issuer; laws that are cited by name.

The key of an act is its number; a number printed with damaged signs is repaired (``29/-NQ/TW``), a
missing part is never added.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from docparse.rulebook import load_table, opening
from docparse.text import CAPITALS, SMALL, fold
from extractors.abbreviations import expand
from extractors.dates import NUMERIC, read_date
from extractors.names import AgencyNames

_DASHES = re.compile("[–—‑]")
_LETTER = "A-ZĐÂĂÊÔƠƯ"
_SPACE = r"[ \n]?"  # a cell of a table may break a number over its lines
_HYPHEN = r"[ ]?-[ \n]?"  # a hyphen that opens a line is a bullet
# administrative and normative acts: 131/QĐ-TTg, 03/2014/TT-BTTTT, 4096/BGDĐT-CNTT, 3027/QĐUBND
_SYMBOL = rf"[{_LETTER}][{_LETTER}a-zđ&]{{0,14}}\d{{0,2}}"
_SYMBOL_TAIL = rf"(?:{_HYPHEN}[{_LETTER}](?:[{_LETTER}a-zđ&]|\.(?=[{_LETTER}])){{0,24}}\d{{0,4}}){{0,3}}"
_STATE = (
    rf"(?P<n>\d{{1,5}}(?:\.\d{{1,3}})?[a-zđ]?(?:-(?:19|20)\d\d)?){_SPACE}/{_SPACE}"
    rf"(?:(?P<y>(?:19|20)\d\d){_SPACE}/{_SPACE})?(?P<s>{_SYMBOL}{_SYMBOL_TAIL})"
)
# party acts: 29-NQ/TW, 26-CTr/TU, 29/-NQ/TW
_PARTY = (
    rf"(?P<pn>\d{{1,4}}){_SPACE}/?{_HYPHEN}(?P<pt>[{_LETTER}][{_LETTER}a-zđ]{{0,4}})"
    rf"(?:{_SPACE}/{_SPACE}|{_HYPHEN})(?P<pb>[{_LETTER}]{{1,12}}(?:-[{_LETTER}]+)?)"
)
_NUMBER = re.compile(rf"(?:(?<![\w/.,-])|(?<=\bsố))(?:{_PARTY}|{_STATE})(?![\w&])")
_DIGITS = re.compile(r"\d+")
# the name of a law that no list knows: up to a mark, a date, or a word that cannot go on a name
_LAW_STOPS = (
    r"(?:,?\s*(?:số\s*[\d:]|ngày\s*\d|năm\s*\d|\(sửa|[;:.(\n]|$"
    r"|(?:được|đã|ban hành|có hiệu|quy định|và Luật|và Nghị|và Bộ luật)\b"
    r"|(?:và (?:các|hướng|những|quy|văn|nghị|thông|chỉ|tổ)|để|trong|theo|về|đối với|cho|tại|nhằm)\b"
    r"|(?:trên|của|vào|đến|là|có|phải)\b"
    r"|(?:đảm bảo|bảo đảm|đề nghị|yêu cầu|và (?:xem|tổ chức|triển|tham))\b)"
    r"|,\s*(?:Luật|Nghị|Bộ luật|Pháp lệnh))"
)
_LAW = re.compile(
    r"(?P<kind>Bộ [Ll]uật|Luật|Pháp lệnh)\s+(?!(?:số|này|sửa|và|hiện|pháp|định|trên|gia|sư)\b)"
    rf"(?P<name>[^\d“”\"();:\n]{{3,110}}?)(?=\s*{_LAW_STOPS})"
)
# `Luật sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C ngày …`: one law, named by the others
_AMENDING = re.compile(
    r"sửa đổi(?:,| và)? bổ sung(?: một số điều)? (?:của|tại) .{4,420}?(?=[\s,]*(?:"
    r"(?:số\s*\d\S*\s*)?(?:ngày\s*\d|năm\s*\d{4}|;|\.(?:\s|$)|\)|\n|$|của (?:quốc hội|ủy ban thường vụ))"
    r"|\((?:sau đây|gọi)|về (?:sở|bộ|việc|ủy ban|ubnd)\b|(?:được|có hiệu lực|quy định|ban hành)\b))"
)
_LOWER_LAW_WORDS = (
    "tổ chức|ngân sách|giáo dục|đầu tư|bảo vệ|bảo hiểm|công nghệ|an toàn|an ninh|đất đai|xây dựng|phòng"
)
# laws whose name is also printed without its capital (`Luật tổ chức chính quyền địa phương`)
_LOWER_LAW = re.compile(rf"(?:{_LOWER_LAW_WORDS})\b")
_LAW_WORD = re.compile(
    rf"(?P<kind>{opening(('Bộ luật', 'Bộ Luật', 'luật', 'Luật', 'Pháp lệnh'))})\s+"
    r"(?!(?:số|này|và|hiện|trên|gia|sư)\b)(?=[^\W\d_])"
)
_COMPOUNDS = ("pháp ", "kỷ ", "kỉ ", "quy ")  # `pháp luật ngân sách nhà nước`, `kỷ luật cán bộ`
_CODE_OF_LAW = re.compile(r"bộ luật [^,;.]*$")
_CONSTITUTION = re.compile(opening(["Hiến pháp"]) + r"(?= (?:năm \d{4}|nước )| ?[,;.])")
_BRACKET = re.compile(r"\s*\([^)]{1,20}\)")
_AMENDED = re.compile(r"sửa đổi[^.;]{0,60}\bcủa\b[^.;]*$")
_KIND_BEFORE = 42  # characters in which the word of the kind stands before the number
_NEAR = 130  # characters after the number in which its date and issuer stand
_STOP_BEFORE_NEXT = re.compile(r"(?:[;\n]|\.\s)")
_BEFORE_DATE = re.compile(r"[\s,(]*(?:ký\s|ban hành\s)?(?:ngày\s*)?(?=\d)")
_BEFORE_ISSUER = re.compile(r"[\s,]*(?:\([^)]{0,60}\)\s*)?(?:của|do)\s+")
_PLACE = re.compile(rf"(?: tỉnh| thành phố)?(?: [{CAPITALS}][{SMALL}]+)+")
# an issuer that the grammar of agencies does not know
_MEETING = re.compile(
    r"(?:Hội nghị|Ban|Bộ trưởng|Thủ tướng|Tỉnh ủy|Thành ủy|Thường vụ)[^,;.\d]{0,60}(?:\d+ \([^)]+\))?"
)
_BEHIND_ISSUER = re.compile(r"\s(?:về|ngày|phê duyệt|ban hành|quy định|hướng dẫn|thực hiện)\b")
_SHORT_LAW = re.compile(r"[A-ZĐ][A-ZĐ&]{1,9}(?: và [A-ZĐ][A-ZĐ&]{1,9})?(?!\w)")  # `Luật BHXH`
_NUMBER_BEHIND = re.compile(r"[\s,]*(?:năm \d{4}[\s,(]*)?số\s*:?\s*\d")
_BEFORE_LETTERS = re.compile(r"^\d+[a-zđ]?(?:\.\d+)?(?:/\d{4})?[-/]")


@dataclass(frozen=True, slots=True)
class CitationMention:
    """One passage that cites an act; ``number`` is in normal form, ``named`` where only the name stands."""

    start: int
    end: int
    number: str
    doc_type: str | None
    issued_on: str | None
    issuer: str | None
    reach: int  # end of the date and issuer attached to the number
    named: bool = False


@cache
def _kinds() -> tuple[re.Pattern[str], dict[str, str]]:
    """The kind of act that stands right before a number, and the names of the kinds."""
    names = {word: row["name"] for row in load_table("citations")["kind"] for word in row["words"]}
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)({words})(?!\w)\s*(?:số\s*)?:?\s*(?:hiệu\s*)?$"), names


@cache
def _letters() -> dict[str, str]:
    return {letters: row["name"] for row in load_table("citations")["kind"] for letters in row["letters"]}


@cache
def _spellings() -> dict[str, str]:
    return {variant: row[0] for row in load_table("citations")["letters"]["normal"] for variant in row[1:]}


@cache
def _known_laws() -> re.Pattern[str]:
    """A known name, with a short form in brackets allowed after any of its words."""
    names = sorted(load_table("citations")["laws"]["names"], key=len, reverse=True)
    bodies = [r"(?: \([^)]{1,12}\))? ".join(map(re.escape, name.split(" "))) for name in names]
    return re.compile("(?:" + "|".join(bodies) + r")(?!\w)")


def normal_number(text: str, bare: bool = False) -> str | None:
    """``773 /QĐ- TTg`` -> ``773/QĐ-TTg``; null for what is no number of an act.

    ``bare`` takes a symbol without a hyphen too (``399/PGDĐT``), as only a letterhead or a dispatch has it.
    """
    match = _NUMBER.search(text)
    return _normal(match, bare) if match else None


def letters_of(number: str) -> str:
    """``12/2024/KH-UBND`` -> ``KH``: the letters that tell the kind of act in a normal number."""
    return re.split(r"[-/]", _BEFORE_LETTERS.sub("", number))[0]


def _normal(match: re.Match[str], bare: bool = False) -> str | None:
    if match["pn"]:
        kind = _spelled(match["pt"])
        if kind not in _letters():
            return None
        return f"{match['pn']}-{kind}/{match['pb']}"
    symbol = re.sub(r"\s", "", match["s"]).rstrip(".")
    parts = [_spelled(part) for part in symbol.split("-")]
    if len(parts) == 1:
        split = _split_lost_hyphen(parts[0])
        if split is None and not bare and not re.fullmatch(r"(?:QH|UBTVQH)\d{2}", parts[0]):
            return None
        parts = list(split) if split else parts
    if parts[1:] == ["TW"] and parts[0] in _letters() and not match["y"]:
        return f"{match['n']}-{parts[0]}/TW"  # `27/NQ-TW`: the signs of a party act have changed places
    year = f"/{match['y']}" if match["y"] else ""
    return f"{match['n']}{year}/{'-'.join(parts)}"


def _spelled(letters: str) -> str:
    return _spellings().get(letters, letters)


def _split_lost_hyphen(symbol: str) -> tuple[str, str] | None:
    """``QĐUBND`` -> ``QĐ``, ``UBND``: only where type letters and a known body remain."""
    for kind in ("QĐ", "KH", "NQ", "CT", "TTr", "TB", "BC", "HD"):
        rest = symbol.removeprefix(kind)
        if rest != symbol and re.fullmatch(r"UBND|HĐND|TTg|SGDĐT|BGDĐT|UB|CP|STTTT|SNV|STC|SKHCN", rest):
            return kind, rest
    return None


def find_citations(names: AgencyNames) -> list[CitationMention]:
    """Every passage of the text that cites an act by number or a law by name, in order."""
    key = names.key
    straight = _DASHES.sub("-", names.source)  # few in a text: quicker than translating each letter
    numbers = [m for m in _numbers(straight) if not NUMERIC.match(key, m.start())]
    mentions: list[CitationMention] = []
    starts = [m.start() for m in numbers]
    for index, match in enumerate(numbers):
        before = _kind_before(key, match.start())
        number = _normal(match, bare=before is not None and before[1] == "Công văn")
        if number is None:
            continue
        limit = starts[index + 1] if index + 1 < len(starts) else len(key)
        issued_on, issuer, reach = _attached(names, match.end(), min(limit, match.end() + _NEAR))
        kind = _kind_of(key, match.start(), number, before)
        start = match.start() if before is None else before[0]
        mentions.append(CitationMention(start, match.end(), number, kind, issued_on, issuer, reach))
    mentions += _laws(names, mentions)
    return sorted(mentions, key=lambda m: m.start)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Everything that looks like the number of an act; digits open it, and are few."""
    end = 0
    for digits in _DIGITS.finditer(text):
        number = _NUMBER.match(text, digits.start()) if digits.start() >= end else None
        if number:
            yield number
            end = number.end()


def _kind_before(key: str, at: int) -> tuple[int, str] | None:
    """Where the kind of act begins that stands right before the number at ``at``, and its name."""
    pattern, names = _kinds()
    found = pattern.search(key, max(0, at - _KIND_BEFORE), at)
    return None if found is None else (found.start(), names[found.group(1)])


def _kind_of(key: str, at: int, number: str, before: tuple[int, str] | None) -> str | None:
    """Kind of the act: the word before the number when it stands next to it, else the letters."""
    if before is not None and before[1] != "Đề án":
        return before[1]
    letters = letters_of(number)
    if re.fullmatch(r"QH\d{2}", letters):
        if "nghị quyết" in key[max(0, at - 30) : at]:
            return "Nghị quyết"
        return "Bộ luật" if _CODE_OF_LAW.search(key, max(0, at - _KIND_BEFORE), at) else "Luật"
    return _letters().get(letters, "Công văn" if re.match(r"\d+/[^/]+-", number) else None)


def _attached(names: AgencyNames, at: int, end: int) -> tuple[str | None, str | None, int]:
    """Date and issuer that stand right behind a number, in either order, and where they end."""
    stop = _STOP_BEFORE_NEXT.search(names.key, at, end)
    end = stop.start() if stop else end
    issued_on = issuer = None
    for _ in range(2):
        gap = _BEFORE_DATE.match(names.key, at, end)
        if issued_on is None and gap:
            read = read_date(names.key, gap.end(), min(end, gap.end() + 34))
            if read and read[1] - gap.end() <= 1:
                issued_on, at = read[0], read[2]
                continue
        owner = _BEFORE_ISSUER.match(names.key, at, end)
        if issuer is None and owner:
            bounds = _issuer_end(names, owner.end(), end)
            if bounds is not None:
                issuer, at = names.printed[owner.end() : bounds].strip(" ,"), bounds
                continue
        break
    return issued_on, issuer, at


def _issuer_end(names: AgencyNames, at: int, end: int) -> int | None:
    read = names.at(at, end)
    if read is not None:
        stop = read[1]
        local = names.printed.startswith(("Sở", "Trường", "Phòng"), at)
        place = _PLACE.match(names.printed, stop, end)
        return place.end() if place and local else stop
    meeting = _MEETING.match(names.printed, at, end)
    if meeting is None:
        return None
    cut = _BEHIND_ISSUER.search(meeting.group())
    return meeting.start() + cut.start() if cut else meeting.end()


def _laws(names: AgencyNames, numbered: Sequence[CitationMention]) -> list[CitationMention]:
    """Laws cited by name; one that the text cites with its number elsewhere is known by this number."""
    ends = [m.end for m in numbered]  # in ascending order: no number stands in another
    found = []
    with_number: dict[tuple[str, ...], set[str]] = defaultdict(set)
    inside = 0  # the end of an amending law, whose name holds those of others
    for match in _LAW_WORD.finditer(names.printed):
        if match.start() < inside or names.key.endswith(_COMPOUNDS, 0, match.start()):
            continue
        end = _law_end(names, match)
        if end is None:
            continue
        if _NUMBER_BEHIND.match(names.printed, end):
            following = bisect_right(ends, end)
            if following < len(numbered):
                with_number[_words(names.key[match.start() : end])].add(numbered[following].number)
            continue
        inside = end
        around = bisect_right(ends, match.start())
        if around < len(numbered) and numbered[around].start <= match.start():
            continue
        printed = _BRACKET.sub("", names.printed[match.start() : end])
        name = " ".join(expand(printed, names.own).split())
        name = name[0].upper() + name[1:].replace("ộ Luật ", "ộ luật ", 1)
        issued_on, _, reach = _attached(names, end, min(len(names.key), end + 50))
        if _AMENDED.search(names.key, max(0, match.start() - 90), match.start()):
            issued_on, reach = None, end  # the date belongs to the amending law
        found.append(
            CitationMention(match.start(), end, name, match["kind"].capitalize(), issued_on, None, reach)
        )
    found += [
        CitationMention(m.start(), m.end(), "Hiến pháp", "Hiến pháp", None, None, m.end())
        for m in _CONSTITUTION.finditer(names.printed)
    ]
    return [_by_number(law, with_number.get(_words(law.number), set())) for law in _same_laws(found)]


def _by_number(law: CitationMention, numbers: set[str]) -> CitationMention:
    """``law`` under its number, where the text gives it just one."""
    return replace(law, number=next(iter(numbers)), named=True) if len(numbers) == 1 else law


def _law_end(names: AgencyNames, match: re.Match[str]) -> int | None:
    """End of the name that follows ``Luật``: a known name, else up to a word that ends it."""
    amending = _AMENDING.match(names.key, match.end())
    if amending and not match["kind"].islower():
        return amending.end()
    known = _known_laws().match(names.key, match.end())
    if known:
        return known.end()
    if match["kind"].islower():  # `pháp luật về …`, `luật chơi`
        return None
    abbreviated = _SHORT_LAW.match(names.printed, match.end())
    if abbreviated:
        return abbreviated.end()
    free = _LAW.match(names.printed, match.start())
    if free is None or not _is_law_name(free["name"]):
        return None
    return match.start() + len(free.group().rstrip(" ,"))


def _same_laws(found: list[CitationMention]) -> list[CitationMention]:
    """Mentions whose names use the same words get the name that the text uses first."""
    names: dict[tuple[str, ...], str] = {}
    return [
        replace(mention, number=names.setdefault(_words(mention.number), mention.number)) for mention in found
    ]


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"\w+", fold(name))))


def _is_law_name(name: str) -> bool:
    words = name.split()
    if len(words) > 18 or not words:
        return False
    return words[0][0].isupper() or _LOWER_LAW.match(name) is not None
