"""Names of agencies that a head opens: a known field behind it, several fields, or words of its own.

``Sở`` + ``Y tế``, ``các Sở: Y tế; Tài chính``, ``Viện Công nghiệp Thực phẩm``.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from dataclasses import dataclass

from docparse.gazetteer import is_city_under_the_centre
from docparse.rulebook import pattern
from docparse.text import CAPITALS, SMALL, fold
from extractors.abbreviations import expand
from extractors.agencyfields import joined_as
from extractors.agencygrammar import PLACE, PLACE_WORD, AgencyName, Head, official_names
from extractors.groups import PRIMARY, GroupNames

SEPARATOR = re.compile(r"\s*(?:[,;/+&]|(?:,\s*)?\bvà\b|\bcùng với\b|\bcùng\b(?! cấp\b)|\bhoặc\b)\s*")
_QUARTER = r"(?:thôn|ấp|bản|khu phố|khu dân cư|tổ dân phố)"
_LOCAL = "huyện|thị xã|thành phố|tp|tx|quận|xã|phường|thị trấn|đặc khu"
# bodies that exist on every level, and the tail that says so
WITH_LEVELS = re.compile(
    r"(?:ban (?:chỉ đạo|chỉ huy|chuyên trách|công tác)|ủy ban mặt trận"
    r"|thanh tra|công an|hội|đoàn|mặt trận|liên đoàn"
    r"|công đoàn"
    r"|liên minh|đảng ủy|ban thường vụ|thường trực|bảo hiểm xã hội|tòa án nhân dân|viện kiểm sát nhân dân)\b"
)
LEVELS = re.compile(
    r" (?:các cấp|(?:các )?đơn vị, địa phương"
    r"|(?:ở )?các (?:quân khu|tỉnh(?:, ?|/ ?)thành phố(?: trực thuộc trung ương)?|tỉnh"
    rf"|(?:{_LOCAL})(?:(?:,| và) (?:{_LOCAL}))*"
    rf"|{_QUARTER}|(?:bộ|sở)(?:, ngành)?(?:,? (?:và )?địa phương)?)"
    rf"|(?:ở )?{_QUARTER}(?:(?:,| và) {_QUARTER})*"
    r"|cấp (?:quân khu|tỉnh|huyện|xã|cơ sở)(?:,? (?:và )?cấp (?:huyện|xã|cơ sở))*)"
    r"(?![^\W\d_]| ủy\b)"
)
_NO_AGENCY = pattern("namewording", "no-agency")
# `cơ sở Y tế`, `cán bộ Công an`: the second syllable of a common word opens no name
_COMPOUNDS = tuple(f"{first} " for first in ("cơ", "trụ", "hội", "cán", "nội", "toàn", "đồng", "tiến", "dự"))
# `phòng nghiệp vụ Công an tỉnh`: a unit told by the body that it belongs to
_OF_BODY = re.compile(r"(?:nghiệp vụ|chuyên môn|chức năng)(?: thuộc| của)? (?=[A-ZĐ])")
_ALL_OF_A_KIND = re.compile(rf"các (?=[{CAPITALS}])")  # `Ban Quản lý các Khu công nghiệp`
# `Hiệp hội các nhà bán lẻ Việt Nam`
_OF_ALL = re.compile(
    rf" (?:các )?[{CAPITALS}{SMALL}][{SMALL}]*(?: (?!các )[^\W\d_]+){{0,6}}? Việt Nam(?![^\W\d_])"
)
# `Trung tâm Kiểm định chất lượng giáo dục - Đại học Đà Nẵng`
_OF_UNIVERSITY = re.compile(r" ?[-–] (?:Trường )?Đại học(?= [A-ZĐ])")
BRANCH = re.compile(r"(?: [-–])? [Cc]hi nhánh(?= [^\W\d_])")
# `Ban Xây dựng Đảng Đảng ủy xã`: the party body whose office it is
_PARTY_OFFICES = frozenset({"ban", "văn phòng"})
_PARTY_BUILDING = re.compile(r" xây dựng đảng\b")  # `các Ban Xây dựng Đảng`: one group
_OF_PARTY = re.compile(r" (?=(?:đảng|tỉnh|thành|huyện|thị|quận) ủy\b)")
_REGION = re.compile(
    r" (?:khu vực(?: [ivx0-9]+(?!\w)"
    r"| (?:bắc|nam|trung|đông nam|tây nam|duyên hải)(?: [^\W\d_]+){0,2} bộ| tây nguyên"
    r"| đồng bằng sông [^\W\d_]+| miền [^\W\d_]+)?|số \d+|\d{1,2}[a-z]?)(?!\w|/)"
)
_OF_PROVINCE = re.compile(r"(?<= )(tỉnh|thành phố)( [^,]+)$", re.IGNORECASE)
_OWNER = re.compile(r"(?:công an|quân sự|biên phòng|thanh tra) $")  # `Phòng Tham mưu Công an tỉnh`
_COMMITTEE = re.compile(rf"(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd) (?:các |cấp |{PLACE})")
_DASHED_CAPITAL = re.compile(rf" ?[-–] [{CAPITALS}]")
COLON = re.compile(r"\s*:\s*")
_MEMBERS = re.compile(r"(?P<space> )(?=các (?:trường|đại học|cao đẳng|khoa|học viện|viện|sở|ngành)\b)")
_FURTHER_MEMBERS = re.compile(
    r"(?P<space>, (?:và )?| và )(?=các (?:trường|đại học|cao đẳng|khoa|học viện|viện|sở|ngành)\b)"
)
_CAPITAL = re.compile(rf" [{CAPITALS}]")
_BUILDS = re.compile(r"xây dựng (?!và\b|tham mưu\b|chủ trì\b|phối hợp\b)[^\W\d_]")  # `các Ban xây dựng đề án`
_KIND_OF_PLACE = re.compile(rf"(?<!\w){PLACE}(?= |$)")
_NAME_GOES_ON = re.compile(rf" (?=[{CAPITALS}\d])")
_OPEN_HEADS = frozenset(
    {
        "viện",
        "vụ",
        "cục",
        "tổng cục",
        "chi cục",
        "trung tâm",
        "phòng",
        "khoa",
        "ban",
        "hội",
        "hiệp hội",
        "công ty",
        "quỹ",
        "ủy ban",
        "học viện",
    }
)
# `Công ty cổ phần Cấp nước`
_LEGAL_FORM = re.compile(
    r"(?:(?:cổ phần|cp|trách nhiệm hữu hạn|tnhh|một thành viên|mtv|tư nhân|thương mại) )+"
)
_FURTHER_WORD = re.compile(rf" [{CAPITALS}][{SMALL}]+ (?!và )(?P<small>[{SMALL}]+)(?!\w)")
_SMALL_WORD = re.compile(rf" (?!và )[{SMALL}]+(?!\w)")
_GOES_ON = re.compile(rf" (?!và )[{SMALL}]+(?!\w)|, | và | - ")
# `Phòng Kinh tế đối ngoại, …`, `Vụ Tài chính hành chính sự nghiệp chủ trì`
_SMALL_RUN = re.compile(
    rf"(?: (?!và )[{SMALL}]+){{1,4}}?(?=\s*(?:[,;)\n\t|]|$)| (?:và|chủ trì|có trách nhiệm|là cơ quan)\b)"
)
_ITEM_OF_HEAD = re.compile(rf"[{CAPITALS}](?:(?! và [{CAPITALS}])[^,;.:\n\t()])*")
_MAX_LISTED_WORDS = 7
# fields of other bodies that are orders, in small letters, behind a head that is a name by itself
_VERBS_TOO = frozenset(
    {
        "xây dựng",
        "tổng hợp",
        "kiểm tra",
        "thanh tra",
        "tổ chức",
        "giám sát",
        "quản lý",
        "đào tạo",
        "tuyên truyền",
    }
)
_SHORTENED = re.compile(r"[A-ZĐ]{2}|&")
_OFFICIAL_HEADS = frozenset({"bộ", "sở"})
# `Trường Đại học Văn hóa Thành phố Hồ Chí Minh`: the city tells it from others
_OF_CITIES = frozenset({"trường", "đại học", "học viện", "viện"})


@dataclass(frozen=True, slots=True)
class _Field:
    """What stands behind a head: its offsets, its canonical name, whether one body officially has it."""

    start: int
    end: int
    name: str
    official: bool


class HeadedNames(GroupNames):
    """A text in which names with a head can be read."""

    @abstractmethod
    def at(self, position: int, end: int, listed: bool = False) -> tuple[list[AgencyName], int] | None:
        """Agencies named at ``position``, whatever opens them, and where they end."""

    def _headed(self, at: int, begin: int, end: int, plural: bool) -> tuple[list[AgencyName], int] | None:
        match = self.grammar.head.match(self.key, begin, end)
        if match is None:
            return None
        head = self.grammar.heads[match.group(1)]
        named = head.text == "bộ phận" and _CAPITAL.match(self.printed, match.end(), end)  # `Bộ phận Thi đua`
        if not named and _NO_AGENCY.match(self.key, begin):
            return None
        capital = self.printed[begin].isupper()
        if plural:
            if _PARTY_BUILDING.match(self.key, match.end(), end):
                return None
            distributed = self._distribute(at, match.end(), end, head) if head.listed_fields else None
            if distributed is not None:
                return distributed
        elif not capital and (head.bare or self.key.endswith(_COMPOUNDS, 0, begin)):
            return None
        after = match.end()
        if capital and LEVELS.match(self.key, after, end) and WITH_LEVELS.match(head.text):
            return [AgencyName(at, after, head.name, head.level)], after
        if capital and head.text == "công đoàn" and (members := self._of_members(at, after, end, head)):
            return members
        position = self.skip_space(after)
        field = self._field_at(head, position, end) if position > after else None
        if field and head.keeps_place and PLACE_WORD.match(self.key, position, end):
            field = None  # `Công an TP Vinh`: no `Tư pháp`
        if field and plural and _BUILDS.match(self.printed, position, end):
            field = None
        if field is None and capital and (article := _ALL_OF_A_KIND.match(self.printed, position, end)):
            after, position = article.end() - 1, article.end()
            field = self._field_at(head, position, end)
        if (
            field
            and (head.listed_fields or field.official)
            and (capital or self.printed[field.start].isupper())
            and self._field_complete(field.end, end)
            and not (head.text in _OPEN_HEADS and self._goes_beyond(begin, field.end, end))
        ):
            return self._with_field(at, field, head, end)
        if plural:
            return None
        return self._open_name(at, begin, after, end, head, capital)

    def _of_members(self, at: int, after: int, end: int, head: Head) -> tuple[list[AgencyName], int] | None:
        """``Công đoàn các trường đại học, các trường cao đẳng``: one body for each group of members."""
        names: list[AgencyName] = []
        opens = _MEMBERS.match(self.key, after, end)
        while opens and (read := self.at(opens.end("space"), end)) and read[0][0].group:
            begin = opens.end("space") if names else at
            names.append(AgencyName(begin, read[1], f"{head.name} {read[0][0].name}", head.level, True))
            opens = _FURTHER_MEMBERS.match(self.key, read[1], end)
        return (names, names[-1].end) if names else None

    def _field_complete(self, at: int, end: int) -> bool:
        """``Kế hoạch`` is no whole field in ``Phòng Kế hoạch - Nghiệp vụ``, nor ``Xây dựng`` before ``Đảng``.

        A new agency may follow.
        """
        if self._before_party(at):
            return False
        following = _DASHED_CAPITAL.match(self.printed, at, end)
        return following is None or self.grammar.head.match(self.key, following.end() - 1) is not None

    def _goes_beyond(self, begin: int, at: int, end: int) -> bool:
        """``Viện Công nghiệp Thực phẩm``, ``Vụ Công nghiệp nhẹ``: the name holds more than a known field.

        A capital word with a small one behind it is no place; what the document prints as one item is a name.
        """
        if _REGION.match(self.key, at, end) or PLACE_WORD.match(self.key, at + 1, end):
            return False
        further = _FURTHER_WORD.match(self.printed, at, end)
        if further and not self.grammar.stop.match(self.key, further.start("small"), end):
            return True
        if self.tail_at(at, end) is not None:
            return False
        closed = self._closed.end(self.key, begin, end)
        if closed is not None and closed > at and _GOES_ON.match(self.printed, at, closed):
            return True
        run = _SMALL_RUN.match(self.source, at, end)
        words = (word.start() for word in _SMALL_WORD.finditer(self.source, at, run.end())) if run else ()
        if run is None or self.pairs_verbs(run.end(), end):
            return False
        return not any(self._opens_more(word + 1, end) for word in words)

    def _opens_more(self, at: int, end: int) -> bool:
        """Whether a verb, another body or a group begins at ``at``, so that no name goes on there."""
        return any(
            opening.match(self.key, at, end)
            for opening in (self.grammar.stop, self.grammar.head, self.grammar.noun, PLACE_WORD)
        )

    def _before_party(self, at: int) -> bool:
        """``Xây dựng Đảng`` is another field than ``Xây dựng``."""
        return self.printed.startswith(" Đảng", at)

    def _field_at(self, head: Head, position: int, end: int) -> _Field | None:
        """The known field that begins at ``position``, or the longer official name of a body of this head."""
        field = self.grammar.fields.pattern.match(self.key, position, end)
        if field and head.bare and self.printed[position].islower() and field.group(1) in _VERBS_TOO:
            field = None  # `Ban Chỉ đạo xây dựng kế hoạch`
        fields = official_names(head.text)
        named = fields.pattern.match(self.key, position, end) if fields else None
        if fields and named and (field is None or named.end() > field.end()):
            printed = self.printed[position : named.end()]
            if not fields.in_full(named.group(1)):
                printed = joined_as(fields.name(named.group(1)), printed)
            return _Field(position, named.end(), re.sub(r"\s*-\s*", " - ", printed), True)
        return _Field(position, field.end(), self._field_name(head, field), False) if field else None

    def _listed_field(self, head: Head, position: int, end: int) -> _Field | None:
        """As :meth:`_field_at`; in a list two fields are two bodies: ``các Phòng: Nội vụ, Dân tộc``."""
        whole = self._field_at(head, position, end)
        first = self.grammar.fields.pattern.match(self.key, position, end)
        if whole is None or first is None or not whole.official or first.end() == whole.end:
            return whole
        further = SEPARATOR.match(self.printed, first.end(), whole.end)
        rest = self.grammar.fields.pattern.match(self.key, further.end(), end) if further else None
        if rest is None or rest.end() < whole.end:
            return whole
        return _Field(position, first.end(), self._field_name(head, first), False)

    def _field_name(self, head: Head, field: re.Match[str]) -> str:
        """A field of ministries and departments has one official name; others are as printed in full."""
        official = self.grammar.fields.name(field.group(1))
        printed = self.printed[field.start(1) : field.end(1)]
        if head.text in _OFFICIAL_HEADS or fold(printed) == fold(official) or printed.isupper():
            return official
        spelt = self.grammar.fields.in_full(field.group(1)) or not _SHORTENED.search(printed)
        return re.sub(r"\s*-\s*", " - ", printed) if spelt else official

    def _with_field(self, at: int, field: _Field, head: Head, end: int) -> tuple[list[AgencyName], int]:
        name = f"{head.name} {field.name}"
        university = _OF_UNIVERSITY.match(self.printed, field.end, end)
        named = self.proper_end(university.end(), end) if university else None
        if named:
            return [AgencyName(at, named, name + self.printed[field.end : named], head.level)], named
        party = _OF_PARTY.match(self.key, field.end, end) if head.text in _PARTY_OFFICES else None
        owner = self.at(party.end(), end) if party else None
        if owner and len(owner[0]) == 1 and not owner[0][0].group:
            return [AgencyName(at, owner[1], f"{name} {owner[0][0].name}", head.level)], owner[1]
        branch = BRANCH.match(self.printed, field.end, end)
        stop = branch.end() if branch else field.end
        after_place = self.after_place(stop, end)
        region = _REGION.match(self.key, field.end, end)
        if region:
            return [
                AgencyName(at, region.end(), name + self.printed[field.end : region.end()], head.level)
            ], region.end()
        if after_place == stop and not head.keeps_place:
            after_place = self.bare_place(stop, end)
        if head.keeps_place:
            after_place = after_place if after_place > stop else self.proper_end(stop, end) or stop
            kept = self.printed[field.end : after_place]
            kept = expand(kept.rstrip(), self.own)
            name += kept if branch else without_province(kept)
        stop = self.skip_tails(after_place, end)
        return [AgencyName(at, stop, name, head.level)], stop

    def _distribute(
        self, at: int, position: int, end: int, head: Head
    ) -> tuple[list[AgencyName], int] | None:
        """``Các Sở: A; B; C`` and ``các Sở A, B và C``: one agency for each field."""
        colon = COLON.match(self.printed, position, end)
        cursor = colon.end() if colon else self.skip_space(position)
        names: list[AgencyName] = []
        last = position
        if colon and self._field_at(head, cursor, end) is None:
            return self._listed_behind_colon(at, cursor, end, head)
        while True:
            field = self._listed_field(head, cursor, end)
            if field is None and colon and names:
                field = self._unknown_item(cursor, end)
            if field is None:
                break
            if (
                not colon
                and not self.printed[field.start].isupper()
                and not names
                and not self._field_complete(field.end, end)
            ):
                break
            if (names and self._opens_body(cursor, end)) or self._before_party(field.end):
                break
            if not colon and _BUILDS.match(self.printed, cursor, end):
                break
            name = f"{head.name} {field.name}"
            names.append(AgencyName(field.start if names else at, field.end, name, head.level))
            last = field.end
            separator = SEPARATOR.match(self.printed, last)
            if separator is None:
                break
            cursor = separator.end()
        if not names:
            return None
        stop = self.skip_tails(self.after_place(last, end), end)
        return names, stop

    def _listed_behind_colon(
        self, at: int, cursor: int, end: int, head: Head
    ) -> tuple[list[AgencyName], int] | None:
        """``Các Viện: Nghiên cứu Da - Giầy, Công nghiệp thực phẩm``: items that no list of fields knows."""
        names: list[AgencyName] = []
        while item := self._unknown_item(cursor, end):
            names.append(
                AgencyName(cursor if names else at, item.end, f"{head.name} {item.name}", head.level)
            )
            separator = SEPARATOR.match(self.printed, item.end, end)
            if separator is None:
                break
            cursor = separator.end()
        return (names, names[-1].end) if len(names) > 1 else None

    def _unknown_item(self, at: int, end: int) -> _Field | None:
        """An item with a capital in a list behind a colon, up to the next mark or verb; it opens no body."""
        item = _ITEM_OF_HEAD.match(self.printed, at, end)
        opens = (self.grammar.candidate, self.grammar.post)
        if item is None or self._opens_body(at, end) or any(o.match(self.key, at, end) for o in opens):
            return None
        spaces = (space.end() for space in re.finditer(" ", item.group()))
        verb = next((at + n for n in spaces if self.grammar.stop.match(self.key, at + n, end)), item.end())
        printed = self.printed[at:verb].strip()
        if len(printed.split()) > _MAX_LISTED_WORDS:
            return None
        return _Field(at, at + len(printed), expand(printed, self.own), False)

    def _opens_body(self, at: int, end: int) -> bool:
        """``các Sở Y tế, Công an tỉnh``, ``…, UBND các xã``: the word of a field opens a body of its own."""
        if _COMMITTEE.match(self.key, at, end):
            return True
        head = self.grammar.head.match(self.key, at, end)
        return (
            head is not None
            and self.grammar.heads[head.group(1)].keeps_place
            and PLACE_WORD.match(self.key, head.end() + 1, end) is not None
        )

    def _open_name(
        self, at: int, begin: int, position: int, end: int, head: Head, capital: bool
    ) -> tuple[list[AgencyName], int] | None:
        """A head followed by words that no list of fields knows: capitals carry the name on."""
        cursor = self.skip_space(position)
        owned = _OF_BODY.match(self.printed, cursor, end)
        owner = self.at(owned.end(), end) if owned and head.text in ("phòng", "đội", "tổ") else None
        if owned and owner and not owner[0][0].group:
            name = f"{head.name} {owned.group()}{owner[0][0].name}"
            return [AgencyName(at, owner[1], name, head.level)], owner[1]
        if head.text == "hiệp hội" and (all_of := _OF_ALL.match(self.printed, position, end)):
            name = f"{head.name}{all_of.group()}"
            return [AgencyName(at, all_of.end(), name, head.level)], all_of.end()
        own_name = next((n for n in head.names if self.key.startswith(n, cursor)), None)
        place = PLACE_WORD.match(self.key, cursor, end) if head.keeps_place or head.bare else None
        if own_name and capital:
            stop = self._behind_own_name(begin, cursor + len(own_name), end)
        elif place and head.bare:
            stop = self.after_place(position, end)
        elif cursor < end and cursor > position and self._opens_name(cursor, head, capital):
            form = self._legal_form(cursor, head)
            stop = self.name_end(begin, form or cursor, end)
        elif head.bare and capital:
            stop = position
        else:
            return None
        printed = self.printed[begin:stop].strip()
        bare_place = _KIND_OF_PLACE.search(fold(printed))
        name = capitalised(expand(printed, self.own))
        if bare_place and not head.keeps_place and not _OWNER.search(fold(printed[: bare_place.start()])):
            name = capitalised(expand(printed[: bare_place.start()].rstrip(" ,"), self.own))
        elif bare_place and not (head.text in _OF_CITIES and bare_place.group() == "thành phố"):
            name = without_province(name)
        if head.text == "trường":
            name = PRIMARY.sub("tiểu học", name)
        if len(name.split()) < 2 and not head.bare:
            return None
        return [AgencyName(at, self.skip_tails(stop, end), name, head.level)], self.skip_tails(stop, end)

    def _behind_own_name(self, begin: int, at: int, end: int) -> int:
        """``Hải quan khu vực XII``, ``Tổ công tác Đề án 06``: a capital or a number goes on the name."""
        goes_on = _NAME_GOES_ON.match(self.printed, at, end)
        if goes_on is None or PLACE_WORD.match(self.key, goes_on.end(), end):
            return self.after_place(at, end)
        return self.name_end(begin, goes_on.end(), end)

    def _opens_name(self, cursor: int, head: Head, capital: bool) -> bool:
        letter = self.printed[self._legal_form(cursor, head) or cursor]
        if head.numbered and letter.isdigit():
            return capital
        if letter.isupper() or letter == "“":
            return capital or head.keeps_place or self._named_elsewhere(cursor, head)
        generic = head.text in ("ban quản lý", "ban chỉ đạo", "trung tâm", "ban đại diện", "bộ phận", "quỹ")
        return capital and generic and letter.isalpha() and not self.grammar.stop.match(self.key, cursor)

    def _legal_form(self, cursor: int, head: Head) -> int | None:
        """``Công ty TNHH một thành viên Lâm nghiệp``: where a firm's name begins behind its legal form."""
        form = _LEGAL_FORM.match(self.key, cursor) if "công ty" in head.text else None
        return form.end() if form else None

    def _named_elsewhere(self, cursor: int, head: Head) -> bool:
        """``phòng Quản lý công nghiệp`` is an agency where the text also prints it with a capital."""
        words = self.printed[cursor:].split(" ", 2)[:2]
        return f"{capitalised(head.text)} {' '.join(words)}" in self.printed or words[0].isupper()


def without_province(name: str) -> str:
    """``Công an tỉnh Sông Vân`` -> ``Công an tỉnh``; the place of a city in a province stays."""
    return _OF_PROVINCE.sub(lambda m: m.group(1) if _is_province(*m.groups()) else m.group(), name)


def _is_province(kind: str, name: str) -> bool:
    return kind.lower() == "tỉnh" or is_city_under_the_centre(name)


def capitalised(text: str) -> str:
    """``text`` with its first letter large."""
    return text[:1].upper() + text[1:]
