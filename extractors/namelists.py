"""Lists of agencies: where each item ends, what spells out a group, what a passage of nothing else holds."""

from __future__ import annotations

import re
from dataclasses import replace

from docparse.rulebook import pattern
from docparse.text import CAPITALS, SMALL, fold
from extractors.abbreviations import expand
from extractors.agencygrammar import AgencyName
from extractors.headednames import COLON, SEPARATOR, HeadedNames, capitalised

_LIST_SEPARATOR = re.compile(
    r"\s*(?:[,;/+&\n\t]|(?:[,;]\s*)?\bvà\b|\bcùng với\b|\bcùng\b(?! cấp\b)|\bhoặc\b|[-–•](?= ?[^\W\d_]))\s*"
)
ARTICLE = re.compile(r"(?:tất cả |toàn thể )?(?:các|những|mỗi|từng|một số)\s+")
_PLURAL = re.compile(r"^(?:các|những) ")
_PERSONS = pattern("namewording", "persons")
# a research body or office whose name is a list: `Viện Chiến lược`, `Cục Chất lượng`, then a comma
_BROKEN_OFF = re.compile(r"(?:Viện|Cục|Vụ|Trung tâm|Chi cục|Ban|Phòng)(?: [^\W\d_]+){1,3}")
_FIELD = rf"[{CAPITALS}][^\W\d_]*(?: [^\W\d_]+){{0,3}}"
# a body told by what it works on
_OF_FIELDS = re.compile(r"(?:Cục|Chi cục|Vụ|Viện|Học viện|Phòng|Trung tâm|Khoa)\b")
# `Viện Văn hóa, Nghệ thuật, Thể thao và Du lịch Việt Nam`: the country closes the list of fields
_NATIONAL = re.compile(rf"(?:, {_FIELD}?){{0,3}}(?:,|,? và) {_FIELD}? Việt Nam(?![^\W\d_])")
_NEXT_CAPITAL = re.compile(rf", [{CAPITALS}](?=[^\W\d_A-ZĐ])")
_ENDS_WITH_SCHOOL = re.compile(r"(?:Mầm non|Tiểu học|Trung học(?: cơ sở| phổ thông)?)$")
_SCHOOL = re.compile(
    r"(?:Mầm non|Tiểu học|Trung học(?: cơ sở| phổ thông)?|THCS|THPT|Giáo dục thường xuyên|GDTX)(?!\w)"
)
_BULLET = re.compile(r"[-–•+*] +")
_BRACKET = re.compile(r" ?\(([^()]+)\)")
_SHORT_IN_BRACKETS = re.compile(r" \((?:[^()\d]{0,24} )?[\"“]?([A-ZĐ][A-ZĐ&\d]{1,11})[\"”]?\)")
# `Phòng Kinh tế (đất đai), Công an xã (hộ khẩu)`: which part each does
_ASIDE = re.compile(r" \([^()]{1,40}\)(?=\s*(?:[,;]|và\b|$))")
ITEM_END = re.compile(r"\s*(?:[,;\n\t]|\. |\.$|\bvà\b|\()")
_AT_WORK = re.compile(r" hoạt động(?: [^\W\d_]++){1,6}(?=\s*(?:[,;]|$))")
# small words that close an item of a list, and those that tell a role, a place or a tail instead of a kind
_AND_SO_ON = re.compile(rf",? ?(?:…|\.{{2,4}})(?= +[{SMALL}])")  # `Hội Phụ nữ, Thành Đoàn... phát động`
_REST_OF_ITEM = re.compile(rf"(?: [{SMALL}]+){{1,6}}(?=\s*(?:[,;\n]|[.:]?$))")
_TELLS_NO_KIND = re.compile(
    r" (?:và|có|được|phối hợp|chủ trì|cùng|tham gia|theo|thuộc|của|trên|tại|ở|trong|ngoài|để|là|liên quan"
    r"|khác|thực|cấp|tỉnh|huyện|xã|nêu|nói|giám sát|hỗ trợ|tư vấn|chịu|làm)\b"
)
_VERB = pattern("rolewording", "verb-of-order")
_ADVERB = pattern("rolewording", "adverb")
_NOUNS_ALONE = re.compile(
    r"các (?:đơn vị|cơ quan|sở|ngành|phòng|ban|trường|tổ chức|địa phương|đoàn thể|hội)"
    r"(?:, (?:đơn vị|ban|ngành))*"
)
# `các bộ, ngành: …`, `các phòng, ban gồm: …`: the first noun is the head of the fields behind the colon
_GROUP_OF_FIELDS = re.compile(
    r"(?:các )?(bộ|sở|phòng|vụ|cục|chi cục)(?:, (?:ban|ngành|cơ quan|đơn vị|cục|vụ))+$"
)
_GROUP_COLON = re.compile(r"(?:,? (?:bao )?gồm| như)? ?(?P<colon>:)")
_MIN_SPELT_OUT = 2  # bodies in a bracket that spell out a group
_MAX_ITEM_WORDS = 16


class ListedNames(HeadedNames):
    """A text in which lists of agencies can be read."""

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
            last = self._rest_of_item(names, read[1], end, whole) if names else read[1]
            separator = (_LIST_SEPARATOR if whole else SEPARATOR).match(self.printed, last)
            if separator is None or separator.end() > end:
                break
            at = separator.end()
        more = _AND_SO_ON.match(self.printed, last, end) if names else None
        return names, more.end() if more else last

    def _rest_of_item(self, names: list[AgencyName], at: int, end: int, whole: bool) -> int:
        """Where the last of ``names`` ends with what goes on behind ``at``; it is made longer, or joined.

        That is a name with a comma in it, further schools, its initials in brackets, an aside.
        """
        continued = self._behind_comma(names[-1], at, end)
        if continued is not None:
            names[-1], at = continued
        if levels := self._of_further_schools(names[-1], at, end):
            names += levels
            at = levels[-1].end
        own_short = _SHORT_IN_BRACKETS.match(self.printed, at, end)
        if own_short and own_short.group(1) in self.own:
            at = own_short.end()
        aside = _ASIDE.match(self.printed, at, end) if whole else None
        return aside.end() if aside else at

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
        orders = (cue.match(self.key, stop + 1, end) for cue in (_VERB, _ADVERB))
        if rest is None or _TELLS_NO_KIND.match(self.key, stop, end) or any(orders):
            return read
        return [*names[:-1], self._longer(names[-1], rest.end())], rest.end()

    def _goes_on(self, name: AgencyName, last: int, at: int) -> bool:
        """``Vụ Khoa học công nghệ và môi trường``, ``Cục Quản lý, giám sát bảo hiểm``: small letters."""
        sign = self.printed[last:at].strip()
        if name.group or name.level == "other" or not self.printed[at : at + 1].islower():
            return False
        listed = sign == "," and _OF_FIELDS.match(name.name) and not ARTICLE.match(self.key, at)
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

    def _as_printed(self, at: int, end: int) -> tuple[list[AgencyName], int] | None:
        """An item that no rule knows, in a passage that is a list: taken up to the next separator."""
        separator = ITEM_END.search(self.printed, at, end)
        stop = separator.start() if separator else end
        printed = self.printed[at:stop].strip(" .-–+•:")
        if not printed or len(printed.split()) > _MAX_ITEM_WORDS or not any(c.isalpha() for c in printed):
            return None
        if _PERSONS.match(_PLURAL.sub("", fold(printed))):
            return [], stop  # persons are no agencies; others may be listed behind them
        begin = self.printed.index(printed, at)
        name = capitalised(expand(printed, self.own))
        return [AgencyName(begin, begin + len(printed), name, "other", name.lower().startswith("các "))], stop
