"""Names of agencies by grammar: whole names, initials, levels, purposes.

:class:`AgencyNames` reads names at a position of one text; nothing here decides on roles. Patterns
run on the folded text, capitals are looked up in the printed one; both have the same offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, cached_property

from docparse.text import CAPITALS, SMALL, fold
from extractors.abbreviations import expand, general, phrases
from extractors.agencygrammar import PLACE, AgencyName, grammar
from extractors.committees import read_committee, with_place_of_next
from extractors.headednames import BRANCH, LEVELS, WITH_LEVELS, capitalised
from extractors.nameends import WORD
from extractors.namelists import ARTICLE, ITEM_END, ListedNames

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
_PARTY_BODY = re.compile(r"(?:ủy|tỉnh đoàn|thành đoàn|huyện đoàn)$")
_OF_DISTRICT = re.compile(r"\b(?:huyện|thị|quận) ?(?:ủy|đoàn)$")
_COUNCIL = re.compile(r"Thường trực Hội đồng nhân dân$")
# `Các Bộ trưởng, Thủ trưởng cơ quan ngang Bộ, …`: the heads stand for one group of bodies
_HEADS_OF_MINISTRIES = re.compile(
    r"(?:các )?bộ trưởng(?: các bộ)?,? (?:và )?(?:các )?thủ trưởng (?:các )?cơ quan ngang bộ"
    r"(?P<government>,? (?:và )?(?:các )?(?:thủ trưởng )?(?:các )?cơ quan (?:trực )?thuộc chính phủ)?"
)
_MINISTRIES, _OF_GOVERNMENT = "các bộ, cơ quan ngang bộ", ", cơ quan thuộc Chính phủ"
# staffs of their own since 2025
_OF_PARTY_OR_FRONT = re.compile(r"(?:ủy ban (?:kiểm tra|mặt trận|mttq)|ubmttq|ubkt)(?![\w])")
_SERVICE = re.compile(rf"[Cc]ơ quan (?=[{CAPITALS}])")
_ON_TERRITORY = re.compile(r" (?:đóng )?trên địa bàn.*$", re.DOTALL)
_INITIALS = re.compile(r"[A-ZĐ](?<![\w&/-].)(?:[A-ZĐ](?:\d{2}|[A-ZĐ&]*)(?:-[A-ZĐ]{2,})*|\d{1,2})(?![\w&])")
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


class AgencyNames(ListedNames):
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
            several = self.several_nouns(post.end(), end)
            read = self.at(self.skip_space(post.end()), end, listed=several)
            if read is None:
                return None
            first = replace(read[0][0], start=at)
            return [first, *read[0][1:]], read[1]
        if standing := self._standing(at, end):
            return standing
        article = ARTICLE.match(self.key, at, end)
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
        """``Hải quan, Kiểm lâm``: in a list a service with a capital is a body where its name ends."""
        service = self.grammar.service.match(self.key, at, end)
        if service is None or not self.printed[at].isupper():
            return None
        behind = self.skip_space(service.end())
        closes = behind >= end or ITEM_END.match(self.printed, service.end()) is not None
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
        elif level == "other" or _COUNCIL.match(name):  # told by its place: Đoàn Thanh niên xã
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
