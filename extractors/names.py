"""Names of agencies by grammar: whole names, initials, levels, purposes, and lists of them all.

:class:`AgencyNames` reads names at a position of one text; nothing here decides on roles. Patterns
run on the folded text, capitals are looked up in the printed one; both have the same offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, cached_property

from docparse.rulebook import pattern
from docparse.text import CAPITALS, SMALL, fold
from extractors.abbreviations import expand, general, phrases
from extractors.agencygrammar import PLACE, AgencyName, grammar
from extractors.committees import read_committee, with_place_of_next
from extractors.headednames import BRANCH, COLON, LEVELS, SEPARATOR, WITH_LEVELS, HeadedNames, capitalised
from extractors.nameends import WORD

_LIST_SEPARATOR = re.compile(
    r"\s*(?:[,;/+&\n\t]|(?:[,;]\s*)?\bvà\b|\bcùng với\b|\bcùng\b(?! cấp\b)|\bhoặc\b|[-–•](?= ?[^\W\d_]))\s*"
)
_ARTICLE = re.compile(r"(?:tất cả |toàn thể )?(?:các|những|mỗi|từng|một số)\s+")
_PLURAL = re.compile(r"^(?:các|những) ")
# `Ban Chỉ huy Phòng thủ dân sự cấp tỉnh, cấp xã`
_LEVEL_LAST = ("cấp tỉnh", "cấp huyện")
_FURTHER_LEVELS = re.compile(r"(?:(?:,| và) cấp (?:huyện|xã|cơ sở))+(?![^\W\d_])")
# bodies set up for one purpose, and the purpose that follows
_WITH_TOPIC = re.compile(
    r"(?:ban (?:chỉ đạo|điều phối|vận động)|ủy ban (?:quốc gia|trung ương)|hội đồng|tổ công tác|tiểu ban)\b"
)
_TOPIC = re.compile(
    r" về (?!(?:tình hình|kết quả|việc|tiến độ|nội dung|vấn đề|những|thời gian)\b)(?=[^\W\d_])"
)
_OF_COMMITTEE = re.compile(r" (?:của )?(?=ban chỉ đạo|hội đồng|tổ công tác|ủy ban)")
_TOPIC_GAP = re.compile(r" (?=[\w“])|, (?=(?:chống|ngừa|trừ|tệ nạn)\b)")
_OPENS_TOPIC = frozenset({"hoạch", "trình", "án", "trào"})  # behind `kế hoạch`, `phong trào`: a verb
_MAX_TOPIC = 16  # words
_STANDING_OF_EACH = re.compile(r"(?:ban thường vụ|thường trực) (?=các (?:[^\W\d_]+ )?(?:ủy|cấp ủy)\b)")
_PERSONS = pattern("wording", "persons")
# a research body or office whose name is a list: `Viện Chiến lược`, `Cục Chất lượng`, then a comma
_BROKEN_OFF = re.compile(r"(?:Viện|Cục|Vụ|Trung tâm|Chi cục|Ban|Phòng)(?: [^\W\d_]+){1,3}")
_FIELD = rf"[{CAPITALS}][^\W\d_]*(?: [^\W\d_]+){{0,3}}"
# a body told by what it works on
_OF_FIELDS = re.compile(r"(?:Cục|Chi cục|Vụ|Viện|Học viện|Phòng|Trung tâm|Khoa)\b")
# `Viện Văn hóa, Nghệ thuật, Thể thao và Du lịch Việt Nam`: the country closes the list of fields
_NATIONAL = re.compile(rf"(?:, {_FIELD}?){{0,3}}(?:,|,? và) {_FIELD}? Việt Nam(?![^\W\d_])")
_NEXT_CAPITAL = re.compile(rf", [{CAPITALS}](?=[^\W\d_A-ZĐ])")
_PARTY_BODY = re.compile(r"(?:ủy|tỉnh đoàn|thành đoàn|huyện đoàn)$")
_OF_DISTRICT = re.compile(r"\b(?:huyện|thị|quận) ?(?:ủy|đoàn)$")
_COUNCIL = re.compile(r"Thường trực Hội đồng nhân dân$")
# `Các Bộ trưởng, Thủ trưởng cơ quan ngang Bộ, …`: the heads stand for one group of bodies
_HEADS_OF_MINISTRIES = re.compile(
    r"(?:các )?bộ trưởng(?: các bộ)?,? (?:và )?(?:các )?thủ trưởng (?:các )?cơ quan ngang bộ"
    r"(?P<government>,? (?:và )?(?:các )?(?:thủ trưởng )?(?:các )?cơ quan thuộc chính phủ)?"
)
_MINISTRIES, _OF_GOVERNMENT = "các bộ, cơ quan ngang bộ", ", cơ quan thuộc Chính phủ"
# staffs of their own since 2025
_OF_PARTY_OR_FRONT = re.compile(r"(?:ủy ban (?:kiểm tra|mặt trận|mttq)|ubmttq|ubkt)(?![\w])")
_SERVICE = re.compile(rf"[Cc]ơ quan (?=[{CAPITALS}])")
_ON_TERRITORY = re.compile(r" (?:đóng )?trên địa bàn.*$", re.DOTALL)
_ENDS_WITH_SCHOOL = re.compile(r"(?:Mầm non|Tiểu học|Trung học(?: cơ sở| phổ thông)?)$")
_SCHOOL = re.compile(
    r"(?:Mầm non|Tiểu học|Trung học(?: cơ sở| phổ thông)?|THCS|THPT|Giáo dục thường xuyên|GDTX)(?!\w)"
)
_BULLET = re.compile(r"[-–•+*] +")
_BRACKET = re.compile(r" ?\(([^()]+)\)")
_SHORT_IN_BRACKETS = re.compile(r" \((?:[^()\d]{0,24} )?[\"“]?([A-ZĐ][A-ZĐ&\d]{1,11})[\"”]?\)")
# `Phòng Kinh tế (đất đai), Công an xã (hộ khẩu)`: which part each does
_ASIDE = re.compile(r" \([^()]{1,40}\)(?=\s*(?:[,;]|và\b|$))")
_ITEM_END = re.compile(r"\s*(?:[,;\n\t]|\. |\.$|\bvà\b|\()")
_AT_WORK = re.compile(r" hoạt động(?: [^\W\d_]++){1,6}(?=\s*(?:[,;]|$))")
# small words that close an item of a list, and those that tell a role, a place or a tail instead of a kind
_REST_OF_ITEM = re.compile(rf"(?: [{SMALL}]+){{1,6}}(?=\s*(?:[,;\n]|[.:]?$))")
_TELLS_NO_KIND = re.compile(
    r" (?:và|có|được|phối hợp|chủ trì|cùng|tham gia|theo|thuộc|của|trên|tại|ở|trong|ngoài|để|là|liên quan|khác|thực"
    r"|cấp|tỉnh|huyện|xã|nêu|nói|giám sát|hỗ trợ|tư vấn|chịu|làm)\b"
)
_VERB = pattern("wording", "verb-of-order")
_INITIALS = re.compile(r"[A-ZĐ](?<![\w&/-].)[A-ZĐ](?:\d{2}|[A-ZĐ&]*)(?:-[A-ZĐ]{2,})*(?![\w&])")
_OPEN_INITIALS = frozenset({"VP", "BQL", "BCĐ", "BCH", "UBKT", "Ban QLDA"})  # what follows tells which
_STANDING = re.compile(r"TT\.? (?=HĐND|Hội đồng nhân dân|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy)")
# `BCH Quân sự`: a command, no committee
# `P. Đào tạo`, `P.KHTC`, `TT Khuyến nông`
_SECTION = re.compile(rf"(?:P\.(?<!\wP\.)|TT(?<!\wTT)\.?(?= [{CAPITALS}][{SMALL}]))[ ]?(?=[A-ZĐ])")
_SECTION_HEADS = {"P": "Phòng", "T": "Trung tâm"}
_COMMAND = re.compile(
    r" (?:(?:quân sự|(?P<border>bộ đội biên phòng|bđbp))(?P<province> (?:tỉnh|thành phố)\b)?|phòng|pctt|ptds)"
)
_DOT = re.compile(r"\. (?=\S)")
_BEHIND_INITIALS = 120  # characters in which the rest of the name stands
_ALSO_THINGS = frozenset({"BHXH"})  # `đóng BHXH` is no agency
_NOUNS_ALONE = re.compile(
    r"các (?:đơn vị|cơ quan|sở|ngành|phòng|ban|trường|tổ chức|địa phương|đoàn thể|hội)(?:, (?:đơn vị|ban|ngành))*"
)
# `các bộ, ngành: …`, `các phòng, ban gồm: …`: the first noun is the head of the fields behind the colon
_GROUP_OF_FIELDS = re.compile(
    r"(?:các )?(bộ|sở|phòng|vụ|cục|chi cục)(?:, (?:ban|ngành|cơ quan|đơn vị|cục|vụ))+$"
)
_GROUP_COLON = re.compile(r"(?:,? (?:bao )?gồm| như)? ?(?P<colon>:)")
_MIN_SPELT_OUT = 2  # bodies in a bracket that spell out a group
_MAX_ITEM_WORDS = 16


@cache
def _openers() -> dict[str, str]:
    return _opening_a_name(general())


def _opening_a_name(written_out: Mapping[str, str]) -> dict[str, str]:
    """The abbreviations whose long forms open the name of an agency."""
    whole, head = grammar().whole, grammar().head
    return {
        short: long
        for short, long in written_out.items()
        if long[:1].isupper() and (whole.match(fold(long)) or head.match(fold(long)))
    }


class AgencyNames(HeadedNames):
    """Reader of agency names in one text (``printed``), with the document's own abbreviations."""

    def __init__(self, printed: str, own: Mapping[str, str] | None = None) -> None:
        super().__init__(printed, own)
        self._memo: dict[tuple[int, int, bool], tuple[list[AgencyName], int] | None] = {}
        self._long = _openers() | _opening_a_name(self.own)  # what initials that open a name stand for

    @cached_property
    def _initials(self) -> list[int]:
        """Where initials open a name."""
        return sorted(
            m.start()
            for short in (_INITIALS, phrases(), _SECTION)
            for m in short.finditer(self.printed)
            if short is _SECTION or m.group() in self._long or _STANDING.match(self.printed, m.start())
        )

    # ---- the public questions -------------------------------------------------------------

    def at(self, position: int, end: int, listed: bool = False) -> tuple[list[AgencyName], int] | None:
        """Agencies named at ``position`` (several when one head is distributed) and where they end.

        ``listed`` allows what only a list of agencies can hold: groups without ``các``.
        """
        memo_key = (position, end, listed)
        if memo_key not in self._memo:
            self._memo[memo_key] = self._read(position, end, listed)
        return self._memo[memo_key]

    def list_at(
        self, position: int, end: int, whole: bool = False, listed: bool = False
    ) -> tuple[list[AgencyName], int]:
        """The list of agencies that begins at ``position``; the end is where the list stops.

        ``listed`` lets the first item be a group without ``các`` (``phối hợp với nhà trường``).

        ``whole`` says that the passage is nothing but a list (a table cell, a label line): what the
        grammar does not know is then taken as printed, up to the next separator.
        """
        names: list[AgencyName] = []
        persons = False
        at = self.skip_space(position)
        last = position
        while at < end:
            bullet = _BULLET.match(self.printed, at, end) if whole else None
            at = bullet.end() if bullet else at
            read = self.at(at, end, listed=whole or listed or bool(names))
            if read is None and whole:
                read = self._as_printed(at, end)
                if persons and read and read[0]:
                    break  # beside persons an unknown item is one of them
                persons = persons or (read is not None and not read[0])
                if read and names and self._goes_on(names[-1], last, at):
                    last = read[1]
                    names[-1] = self._longer(names[-1], last)
                    read = ([], last)
            if read is None:
                break
            read = self._spelt_out(read, end)
            if whole:
                read = self._at_work(read, end)
                read = self._to_the_mark(read, end)
            names += read[0]
            last = read[1]
            continued = self._behind_comma(names[-1], last, end) if names else None
            if continued is not None:
                names[-1], last = continued
            if names and (levels := self._of_further_schools(names[-1], last, end)):
                names, last = [*names, *levels], levels[-1].end
            own_short = _SHORT_IN_BRACKETS.match(self.printed, last, end) if names else None
            if own_short and own_short.group(1) in self.own:
                last = own_short.end()
            aside = _ASIDE.match(self.printed, last, end) if whole and names else None
            last = aside.end() if aside else last
            separator = (_LIST_SEPARATOR if whole else SEPARATOR).match(self.printed, last)
            if separator is None or separator.end() > end:
                break
            at = separator.end()
        return names, last

    def _of_further_schools(self, name: AgencyName, at: int, end: int) -> list[AgencyName]:
        """``Phòng Giáo dục Mầm non, Tiểu học``: one body for each kind of school behind the first.

        ``Phòng Giáo dục Tiểu học và Mầm non`` is one.
        """
        found: list[AgencyName] = []
        first = None if name.group else _ENDS_WITH_SCHOOL.search(name.name)
        while first and (mark := SEPARATOR.match(self.printed, at, end)):
            kind = _SCHOOL.match(self.printed, mark.end(), end)
            if kind is None or not (found or mark.group().startswith(",")) or self._goes_on_small(kind.end()):
                break
            named = name.name[: first.start()] + expand(kind.group(), self.own)
            found.append(replace(name, start=kind.start(), end=kind.end(), name=named))
            at = kind.end()
        return found

    def _goes_on_small(self, at: int) -> bool:
        """Whether the name ends not at ``at``: neither a mark, nor ``và``, nor a verb stands behind it."""
        small = self.printed.startswith(" ", at) and not self.key.startswith(" và ", at)
        return small and self.grammar.stop.match(self.key, at + 1) is None

    def _at_work(self, read: tuple[list[AgencyName], int], end: int) -> tuple[list[AgencyName], int]:
        """``các tổ chức, cá nhân hoạt động khoáng sản``: what a group does closes the item of a list."""
        names, stop = read
        work = _AT_WORK.match(self.printed, stop, end) if names and names[-1].group else None
        return ([*names[:-1], self._longer(names[-1], work.end())], work.end()) if work else read

    def _to_the_mark(self, read: tuple[list[AgencyName], int], end: int) -> tuple[list[AgencyName], int]:
        """``các cơ quan tiến hành tố tụng``: in a list the words up to the next mark tell which they are."""
        names, stop = read
        several = bool(names) and names[-1].name.startswith("các ")
        rest = _REST_OF_ITEM.match(self.printed, stop, end) if several else None
        if rest is None or _TELLS_NO_KIND.match(self.key, stop, end) or _VERB.match(self.key, stop + 1, end):
            return read
        return [*names[:-1], self._longer(names[-1], rest.end())], rest.end()

    def _goes_on(self, name: AgencyName, last: int, at: int) -> bool:
        """``Vụ Khoa học công nghệ và môi trường``, ``Cục Quản lý, giám sát bảo hiểm``: small letters."""
        sign = self.printed[last:at].strip()
        if name.group or name.level == "other" or not self.printed[at : at + 1].islower():
            return False
        listed = sign == "," and _OF_FIELDS.match(name.name) and not _ARTICLE.match(self.key, at)
        return sign == "và" or bool(listed)

    def _longer(self, name: AgencyName, stop: int) -> AgencyName:
        """``name`` with what follows it up to ``stop``."""
        return replace(name, name=name.name + expand(self.printed[name.end : stop], self.own), end=stop)

    def _spelt_out(self, read: tuple[list[AgencyName], int], end: int) -> tuple[list[AgencyName], int]:
        """``các nhà mạng (Viettel, VNPT)``, ``Các đơn vị: Trường A, Trạm B``: a list tells the group."""
        names, stop = read
        if not names or not names[-1].group:
            return read
        if fields := self._fields_of_group(names, stop, end):
            return fields
        if (
            len(names) == 1
            and _NOUNS_ALONE.fullmatch(names[0].name)
            and (colon := COLON.match(self.printed, stop, end))
        ):
            listed, last = self.list_at(colon.end(), end)
            named = len(listed) >= _MIN_SPELT_OUT and not any(name.group for name in listed)
            return (listed, last) if named else read
        bracket = _BRACKET.match(self.printed, stop, end)
        if bracket is None:
            return read
        listed, last = self.list_at(bracket.start(1), bracket.end(1))
        if len(listed) < _MIN_SPELT_OUT or last < bracket.end(1) or any(name.group for name in listed):
            return read
        return [*names[:-1], *listed], bracket.end()

    def _fields_of_group(
        self, names: list[AgencyName], stop: int, end: int
    ) -> tuple[list[AgencyName], int] | None:
        """``các sở, ngành: Tài chính, Y tế``: departments told by their fields, two bodies at least."""
        kind = _GROUP_OF_FIELDS.match(names[0].name) if len(names) == 1 else None
        colon = _GROUP_COLON.match(self.key, stop, end) if kind else None
        if kind is None or colon is None:
            return None
        read = self._distribute(names[0].start, colon.start("colon"), end, self.grammar.heads[kind.group(1)])
        if read is None or len(read[0]) > 1:
            return read
        further = SEPARATOR.match(self.printed, read[1], end)
        return read if further and self.at(further.end(), end) else None

    def _behind_comma(self, name: AgencyName, at: int, end: int) -> tuple[AgencyName, int] | None:
        """``Viện Chiến lược, Chính sách y tế``: a capital behind the comma that opens no agency goes on."""
        national = _NATIONAL.match(self.printed, at, end)
        if national and _BROKEN_OFF.fullmatch(name.name) and not self._opens_one(at, national.end()):
            return replace(name, name=name.name + national.group(), end=national.end()), national.end()
        opens = _NEXT_CAPITAL.match(self.printed, at, end)
        if opens is None or name.group or not _BROKEN_OFF.fullmatch(name.name):
            return None
        start = opens.end() - 1
        known = self.grammar.fields.pattern.match(self.key, start, end) or self.grammar.candidate.match(
            self.key, start, end
        )
        if known or self.at(start, end, listed=True) is not None:
            return None
        stop = self.name_end(start, start, end)
        whole = f"{name.name}, {expand(self.printed[start:stop].strip(), self.own)}"
        return replace(name, name=whole, end=stop), stop

    def _opens_one(self, at: int, end: int) -> bool:
        """Whether another agency begins behind a comma or ``và`` between two offsets."""
        return any(
            self.grammar.head.match(self.key, mark.end(), end)
            for mark in SEPARATOR.finditer(self.key, at, end)
        )

    def scan(self, start: int, end: int) -> list[AgencyName]:
        """Every agency with a proper name, and every group under ``các``, between two offsets."""
        found: list[AgencyName] = []
        at: int | None = start
        while (at is not None) and (at := self._next_opening(at, end)) is not None:
            read = self.at(at, end)
            if read is not None:
                found += read[0]
            at = max(read[1], at + 1) if read else at + 1
        return found

    def _next_opening(self, at: int, end: int) -> int | None:
        """Where the next name may begin: at a word of the grammar, or at initials."""
        word = self.grammar.candidate.search(self.key, at, end)
        index = bisect_left(self._initials, at)
        initials = self._initials[index] if index < len(self._initials) else end
        nearest = min(word.start() if word else end, initials)
        return nearest if nearest < end else None

    # ---- reading one name -----------------------------------------------------------------

    def _read(self, at: int, end: int, listed: bool) -> tuple[list[AgencyName], int] | None:
        heads = _HEADS_OF_MINISTRIES.match(self.key, at, end)
        if heads:
            name = _MINISTRIES + (_OF_GOVERNMENT if heads["government"] else "")
            return [AgencyName(at, heads.end(), name, "central", True)], heads.end()
        post = self.grammar.post.match(self.key, at, end)
        if post:
            several = post.group().rstrip().endswith(" các") or self.several_nouns(post.end(), end)
            read = self.at(self.skip_space(post.end()), end, listed=several)
            if read is None:
                return None
            first = replace(read[0][0], start=at)
            return [first, *read[0][1:]], read[1]
        if standing := self._standing(at, end):
            return standing
        article = _ARTICLE.match(self.key, at, end)
        begin = article.end() if article else at
        found = read_committee(self, at, begin, end, article is not None)
        readings = (self._whole, self._headed, self._abbreviated)
        for reading in reversed(readings) if phrases().match(self.printed, begin, end) else readings:
            found = found or reading(at, begin, end, article is not None)
        if found is not None:
            return self._about(self._of_levels(found, end), end)
        if listed and not article and (service := self._service(at, end) or self._service_alone(at, end)):
            return service
        return self._members_of(self.group(at, begin, end), end) if article or listed else None

    def _members_of(
        self, group: tuple[list[AgencyName], int] | None, end: int
    ) -> tuple[list[AgencyName], int] | None:
        """``các sở, ngành thành viên Ban Chỉ đạo``: the committee tells which they are."""
        of = _OF_COMMITTEE.match(self.key, group[1], end) if group else None
        if group is None or of is None or not self.key.endswith("thành viên", 0, group[1]):
            return group
        committee = self.at(of.end(), end)
        if committee is None:
            return group
        return [*group[0][:-1], self._longer(group[0][-1], committee[1])], committee[1]

    def _service(self, at: int, end: int) -> tuple[list[AgencyName], int] | None:
        """``cơ quan Thuế``: a branch of the State, written with the capital of a name.

        ``cơ quan Bảo hiểm xã hội`` is the body itself; ``Cơ quan Ủy ban Kiểm tra`` a body beside it.
        """
        service = _SERVICE.match(self.printed, at, end)
        if service is None:
            return None
        behind = service.end()
        named = self.at(behind, end)
        if named is not None and _OF_PARTY_OR_FRONT.match(self.key, behind, end):
            first = replace(named[0][0], start=at, name=f"Cơ quan {named[0][0].name}")
            return [first, *named[0][1:]], named[1]
        if named is not None:
            return named
        field = self.grammar.fields.pattern.match(self.key, behind, end)
        if field is None:
            return None
        name = f"Cơ quan {self.grammar.fields.name(field.group(1))}"
        stop = self.skip_tails(self.after_place(field.end(), end), end)
        return [AgencyName(at, stop, name, "other")], stop

    def _standing(self, at: int, end: int) -> tuple[list[AgencyName], int] | None:
        """``Thường trực các huyện ủy, thành ủy``: the group of committees belongs to the name."""
        of_each = _STANDING_OF_EACH.match(self.key, at, end)
        group = self.at(of_each.end(), end) if of_each else None
        if of_each is None or group is None or not self.printed[at].isupper():
            return None
        name = self.printed[at : of_each.end()] + group[0][0].name
        return [replace(group[0][0], start=at, name=name), *group[0][1:]], group[1]

    def _service_alone(self, at: int, end: int) -> tuple[list[AgencyName], int] | None:
        """``Hải quan, Kiểm lâm``: in a list a service with a capital is a body, where nothing goes on its name."""
        service = self.grammar.service.match(self.key, at, end)
        if service is None or not self.printed[at].isupper():
            return None
        behind = self.skip_space(service.end())
        closes = behind >= end or _ITEM_END.match(self.printed, service.end()) is not None
        if not closes and self.grammar.stop.match(self.key, behind) is None:
            return None
        return [AgencyName(at, service.end(), self.printed[at : service.end()], "other")], service.end()

    def _of_levels(self, found: tuple[list[AgencyName], int], end: int) -> tuple[list[AgencyName], int]:
        """``Hội Cựu chiến binh các cấp``, ``Ban Chỉ đạo các quân khu``: the levels belong to the name."""
        names, stop = found
        levels = LEVELS.match(self.key, stop, end) or (
            _FURTHER_LEVELS.match(self.key, stop, end) if names[-1].name.endswith(_LEVEL_LAST) else None
        )
        if levels is None or not WITH_LEVELS.match(fold(names[-1].name)):
            return found
        return [*names[:-1], self._longer(names[-1], levels.end())], levels.end()

    def _about(self, found: tuple[list[AgencyName], int], end: int) -> tuple[list[AgencyName], int]:
        """``Ban Chỉ đạo tỉnh về chuyển đổi số``: what a committee is there for belongs to its name.

        The first word behind ``về`` and ``và`` may be a verb; any other that only a sentence has ends it.
        """
        names, stop = found
        topic = _TOPIC.match(self.key, stop, end) if _WITH_TOPIC.match(fold(names[-1].name)) else None
        if topic is None:
            return found
        last, free, words = stop, True, 0
        at = topic.end()
        while (word := WORD.match(self.printed, at, end)) and words < _MAX_TOPIC:
            small = word.group().lower()
            if small == "và":
                if self.at(word.end() + 1, end, listed=True) is not None:
                    break
                free = True
            elif not free and self.grammar.stop.match(self.key, at):
                break
            else:
                free, last = small in _OPENS_TOPIC, word.end()
            words += 1
            gap = _TOPIC_GAP.match(self.printed, word.end(), end)
            if gap is None:
                break
            at = gap.end()
        if last == stop:
            return found
        return [*names[:-1], self._longer(names[-1], last)], last

    def _whole(self, at: int, begin: int, end: int, plural: bool) -> tuple[list[AgencyName], int] | None:
        match = self.grammar.whole.match(self.key, begin, end)
        if match is None or plural or not self.printed[begin].isupper():
            return None
        name, level = self.grammar.wholes[match.group(1)]
        if level == "central":
            branch = BRANCH.match(self.printed, match.end(), end)
            stop = match.end()
            if branch:
                behind = self.after_place(branch.end(), end)
                stop = behind if behind > branch.end() else self.proper_end(branch.end(), end) or behind
            name += self.printed[match.end() : stop]
            return [AgencyName(at, stop, name, "province" if branch else level)], stop
        stop = self._of_party(match, end) or self.after_place(match.end(), end)
        if _OF_DISTRICT.search(match.group(1)):
            name += self.printed[match.end() : stop].rstrip()  # the place of a district's is no issuer's own
        elif level == "other":  # a mass organisation is told by its place: Đoàn Thanh niên xã
            kind = re.match(rf" ({PLACE})", self.key[match.end() : stop])
            name += kind.group() if kind else ""
        whole = AgencyName(at, stop, name, level)
        return [with_place_of_next(self, whole, end) if _COUNCIL.match(name) else whole], stop

    def _abbreviated(
        self, at: int, begin: int, end: int, plural: bool
    ) -> tuple[list[AgencyName], int] | None:
        """``LĐLĐ tỉnh``, ``Tòa án ND``: initials in the opening of a name are read as if written out."""
        if _STANDING.match(self.printed, begin, end):
            stop = self.printed.index(" ", begin)
            text = f"Thường trực{self.printed[stop : min(end, stop + _BEHIND_INITIALS)]}"
            return self._read_as(text, "Thường trực", stop, at, plural)
        section = _SECTION.match(self.printed, begin, end)
        if section:
            stop = section.end() - 1
            head = _SECTION_HEADS[section.group()[0]]
            text = f"{head} {self.printed[section.end() : min(end, stop + _BEHIND_INITIALS)]}"
            return self._read_as(text, head, stop, at, plural)
        short = phrases().match(self.printed, begin, end) or _INITIALS.match(self.printed, begin, end)
        long = self._long.get(short.group()) if short else None
        if short is None or long is None:
            return None
        command = _COMMAND.match(self.key, short.end(), end) if short.group() == "BCH" else None
        if command:
            long = "Bộ Chỉ huy" if command["province"] or command["border"] else "Ban Chỉ huy"
        dot = _DOT.match(self.printed, short.end(), end) if short.group() in _OPEN_INITIALS else None
        stop = dot.end() - 1 if dot else short.end()  # `VP. UBND tỉnh`
        after = self.skip_space(stop)
        acts = after < end and self.printed[after].isupper() and self.grammar.stop.match(self.key, after, end)
        behind = "" if acts and short.group() not in _OPEN_INITIALS else self.printed[stop:end]
        read = self._read_as(long + behind[:_BEHIND_INITIALS], long, stop, at, plural)
        return None if read and read[1] == stop and short.group() in _ALSO_THINGS else read

    def _read_as(
        self, text: str, long: str, stop: int, at: int, plural: bool
    ) -> tuple[list[AgencyName], int] | None:
        """The name that ``text`` opens with, placed where ``long`` is written short up to ``stop``."""
        read = AgencyNames(text, self.own).at(0, len(text))
        if read is None or read[1] < len(long):
            return None
        shift = stop - len(long)
        placed = [replace(n, start=max(n.start + shift, at), end=n.end + shift) for n in read[0]]
        placed[0] = replace(placed[0], start=at, group=placed[0].group or plural)
        return placed, read[1] + shift

    def _of_party(self, whole: re.Match[str], end: int) -> int | None:
        """``Tỉnh ủy Sông Vân``: the place of a party body or its youth follows without its kind."""
        stop = self.proper_end(whole.end(), end) if _PARTY_BODY.search(whole.group(1)) else None
        return stop if stop and len(self.printed[whole.end() : stop].split()) > 1 else None

    # ---- whole passages -------------------------------------------------------------------------

    def title(self, start: int, end: int) -> AgencyName:
        """The whole passage as the name of a group: a heading among headings that name agencies."""
        printed = _ON_TERRITORY.sub("", self.printed[start:end].strip(" .:;"))
        return AgencyName(start, end, capitalised(expand(printed, self.own)), "other", group=True)

    def _as_printed(self, at: int, end: int) -> tuple[list[AgencyName], int] | None:
        """An item that no rule knows, in a passage that is a list: taken up to the next separator."""
        separator = _ITEM_END.search(self.printed, at, end)
        stop = separator.start() if separator else end
        printed = self.printed[at:stop].strip(" .-–+•:")
        if not printed or len(printed.split()) > _MAX_ITEM_WORDS or not any(c.isalpha() for c in printed):
            return None
        if _PERSONS.match(_PLURAL.sub("", fold(printed))):
            return [], stop  # persons are no agencies; others may be listed behind them
        begin = self.printed.index(printed, at)
        name = capitalised(expand(printed, self.own))
        return [AgencyName(begin, begin + len(printed), name, "other", name.lower().startswith("các "))], stop
