"""Names of agencies by grammar: head, field, tails, groups, lists and their distribution.

:class:`AgencyNames` reads names at a position of one text; nothing here decides on roles. Patterns
run on the folded text, capitals are looked up in the printed one; both have the same offsets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from docparse.model import AgencyLevel
from docparse.rulebook import load_table
from docparse.text import CAPITALS, SMALL, fold
from extractors.abbreviations import expand
from extractors.words import first_verb

DISTRICTS = "Ủy ban nhân dân các huyện, thị xã, thành phố"
_SEPARATOR = re.compile(r"\s*(?:[,;/+&]|(?:,\s*)?\bvà\b|\bcùng với\b|\bcùng\b|\bhoặc\b)\s*")
_LIST_SEPARATOR = re.compile(r"\s*(?:[,;/+&\n\t]|(?:[,;]\s*)?\bvà\b|\bcùng với\b|\bcùng\b|\bhoặc\b|[-–•](?= ?[^\W\d_]))\s*")
_ARTICLE = re.compile(r"(?:tất cả |toàn thể )?(?:các|những|mỗi|từng|một số)\s+")
_WORD = re.compile(r"[\w&]+(?:[-/–.][\w&]+)*\.?")
_PLACE = r"(?:tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)(?! (?:đoàn|ủy|đội|hội)\b)"
_PLACE_WORD = re.compile(_PLACE + r"\b")
_DISTRICT_KINDS = "huyện|thị xã|thành phố|quận"
_COMMUNE_KINDS = "xã|phường|thị trấn|đặc khu"
_PERSONS = re.compile(
    r"(?:cán bộ|giáo viên|đồng chí|ông|bà|học sinh|sinh viên|người|công chức|viên chức|nhân viên|cha mẹ|phụ huynh|nhân dân|hội viên|đoàn viên)\b"
)
# `phòng nghiệp vụ Công an tỉnh`: a unit told by the body that it belongs to
_OF_BODY = re.compile(r"(?:nghiệp vụ|chuyên môn|chức năng)(?: thuộc| của)? (?=[A-ZĐ])")
_MAX_LOWER_RUN = 7
_MAX_ITEM_WORDS = 16


@dataclass(frozen=True, slots=True)
class AgencyName:
    """One agency as named in the text: where, its canonical name, its level, whether it is a group."""

    start: int
    end: int
    name: str
    level: AgencyLevel
    group: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    text: str
    level: AgencyLevel
    keeps_place: bool
    bare: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Grammar:
    heads: dict[str, _Head]
    head: re.Pattern[str]
    wholes: dict[str, tuple[str, AgencyLevel]]
    whole: re.Pattern[str]
    fields: dict[str, str]
    field: re.Pattern[str]
    noun: re.Pattern[str]
    tails: tuple[tuple[re.Pattern[str], bool], ...]
    stop: re.Pattern[str]
    post: re.Pattern[str]
    candidate: re.Pattern[str]


_EDGE = r"(?![\w&])"


def _flexible(pattern: str) -> str:
    """Spaces around hyphens and ampersands are free: ``Kế hoạch-Tài chính``, ``VH, TT & DL``."""
    return re.sub(r"(?:\\ )?(\\-|\\&|&)(?:\\ )?", lambda m: rf" ?{m.group(1)} ?", pattern)


def _field_key(spelling: str) -> str:
    """The form under which a spelling is looked up: no space around hyphens and ampersands."""
    return re.sub(r" ?([-&]) ?", r"\1", spelling)


def _alternation(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=len, reverse=True))


@cache
def _grammar() -> _Grammar:
    data: dict[str, Any] = load_table("agencies")
    heads = {
        row["text"]: _Head(row["text"], row["level"], row["place"] == "keep", row.get("bare", False), tuple(row.get("names", ())))
        for row in data["head"]
    }
    wholes = {row["text"]: (row["name"], row["level"]) for row in data["whole"]}
    fields = {_field_key(spelling): row[0] for row in data["fields"]["names"] for spelling in row[1:]}
    openers = [*heads, *wholes, "ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd"]
    return _Grammar(
        heads,
        re.compile(f"({_alternation(list(heads))})" + _EDGE),
        wholes,
        re.compile(f"({_alternation(list(wholes))})" + _EDGE),
        fields,
        re.compile(f"({_flexible(_alternation(list(fields)))})" + _EDGE),
        re.compile(f"({_alternation(data['groups']['nouns'])})" + _EDGE),
        tuple((re.compile(r"[ ,]*\(?" + row["pattern"] + r"\)?(?!\w)"), row["keep"]) for row in data["tail"]),
        re.compile(f"(?:{_alternation(data['stops']['words'])})" + _EDGE),
        re.compile(data["posts"]["pattern"] + r"\s+"),
        re.compile(r"(?<![\w&])(?:(?:các|những) |" + _alternation(openers) + r")"),
    )


class AgencyNames:
    """Reader of agency names in one text (``printed``), with the document's own abbreviations."""

    def __init__(self, printed: str, own: Mapping[str, str] | None = None) -> None:
        self.printed = printed.replace("\n", " ").replace("\t", " ")
        self.key = fold(self.printed)
        self.own = dict(own or {})
        self.grammar = _grammar()
        self._memo: dict[tuple[int, int, bool], tuple[list[AgencyName], int] | None] = {}

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
        at = self._skip_space(position)
        last = position
        while at < end:
            read = self.at(at, end, listed=whole or listed or bool(names))
            if read is None and whole:
                read = self._as_printed(at, end)
            if read is None:
                break
            names += read[0]
            last = read[1]
            separator = (_LIST_SEPARATOR if whole else _SEPARATOR).match(self.printed, last)
            if separator is None or separator.end() > end:
                break
            at = separator.end()
        return names, last

    def scan(self, start: int, end: int) -> list[AgencyName]:
        """Every agency with a proper name, and every group under ``các``, between two offsets."""
        found: list[AgencyName] = []
        at = start
        while match := self.grammar.candidate.search(self.key, at, end):
            read = self.at(match.start(), end)
            if read is None:
                at = match.start() + 1
                continue
            found += read[0]
            at = max(read[1], match.start() + 1)
        return found

    # ---- reading one name -----------------------------------------------------------------

    def _skip_space(self, at: int) -> int:
        while at < len(self.printed) and self.printed[at] == " ":
            at += 1
        return at

    def _read(self, at: int, end: int, listed: bool) -> tuple[list[AgencyName], int] | None:
        post = self.grammar.post.match(self.key, at, end)
        if post:
            read = self.at(post.end(), end, listed=False)
            if read is None:
                return None
            first = replace(read[0][0], start=at)
            return [first, *read[0][1:]], read[1]
        article = _ARTICLE.match(self.key, at, end)
        begin = article.end() if article else at
        for reading in (self._committee, self._whole, self._headed):
            found = reading(at, begin, end, article is not None)
            if found is not None:
                return found
        if article or listed:
            return self._group(at, begin, end)
        return None

    def _whole(self, at: int, begin: int, end: int, plural: bool) -> tuple[list[AgencyName], int] | None:
        match = self.grammar.whole.match(self.key, begin, end)
        if match is None or plural or not self.printed[begin].isupper():
            return None
        name, level = self.grammar.wholes[match.group(1)]
        if level == "central":
            return [AgencyName(at, match.end(), name, level)], match.end()
        stop = self._after_place(match.end(), end)
        if level == "other":  # a mass organisation is told by its place: Đoàn Thanh niên xã
            kind = re.match(rf" ({_PLACE})", self.key[match.end() : stop])
            name += kind.group() if kind else ""
        return [AgencyName(at, stop, name, level)], stop

    # ---- Ủy ban nhân dân, Hội đồng nhân dân -------------------------------------------------

    def _committee(self, at: int, begin: int, end: int, plural: bool) -> tuple[list[AgencyName], int] | None:
        match = re.compile(r"(ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd)" + _EDGE + r"\s*").match(self.key, begin, end)
        if match is None:
            return None
        body = "Ủy ban nhân dân" if match.group(1) in ("ủy ban nhân dân", "ubnd") else "Hội đồng nhân dân"
        for kinds, level in ((_DISTRICT_KINDS, "district"), (_COMMUNE_KINDS, "commune")):
            read = self._committee_of(body, kinds, level, at, match.end(), end, plural)  # type: ignore[arg-type]
            if read is not None:
                return read
        provinces = re.compile(r"(?:các )?tỉnh(?:,| và)? (?:các )?thành phố(?: trực thuộc trung ương)?\b").match(self.key, match.end(), end)
        if provinces:
            name = f"{body} các tỉnh, thành phố trực thuộc trung ương"
            return [AgencyName(at, provinces.end(), name, "province", True)], provinces.end()
        return self._single_committee(body, at, match.end(), end)

    def _committee_of(
        self, body: str, kinds: str, level: AgencyLevel, at: int, begin: int, end: int, plural: bool
    ) -> tuple[list[AgencyName], int] | None:
        pattern = re.compile(rf"(các |cấp )?((?:{kinds})\b(?:(?:,| và|,? ?/|;|-) ?(?:các )?(?:{kinds})\b)*)")
        match = pattern.match(self.key, begin, end)
        if match is None:
            return None
        listed = re.findall(kinds, match.group(2))
        several = plural or match.group(1) == "các " or len(listed) > 1
        stop = self._skip_tails(match.end(), end)
        if match.group(1) == "cấp ":
            return [AgencyName(at, stop, f"{body} cấp {listed[0]}", level, True)], stop
        if not several:
            return None
        if level == "district" and body == "Ủy ban nhân dân" and "quận" not in listed:
            name = DISTRICTS
        else:
            name = f"{body} các {', '.join(dict.fromkeys(listed))}"
        return [AgencyName(at, stop, name, level, True)], stop

    def _single_committee(self, body: str, at: int, begin: int, end: int) -> tuple[list[AgencyName], int] | None:
        place = re.compile(rf"({_PLACE}|các cấp)\b").match(self.key, begin, end)
        if place is None:
            stop = begin
            while self.printed[stop - 1] == " ":
                stop -= 1
            return [AgencyName(at, stop, body, "other")], stop
        kind = place.group(1).replace("tp.", "thành phố").replace("tp", "thành phố")
        name_end = self._proper_end(place.end(), end)
        stop = self._skip_tails(name_end or place.end(), end)
        name = f"{body} {kind}"
        if name_end and kind not in ("tỉnh", "thành phố", "các cấp"):
            name += self.printed[place.end() : name_end].rstrip()
        level: AgencyLevel = (
            "province" if kind in ("tỉnh", "thành phố") else "district" if kind in ("huyện", "thị xã", "quận") else "commune"
        )
        return [AgencyName(at, stop, name, level, kind == "các cấp")], stop

    def _proper_end(self, at: int, end: int) -> int | None:
        """End of the capitalised name of a place that follows directly; null when none does."""
        match = re.compile(rf"(?: (?:[{CAPITALS}][^\W\d_]*|\d+)(?:[-–][{CAPITALS}][^\W\d_]*)?)+(?: [-–] (?:[{CAPITALS}][^\W\d_]*)(?: [{CAPITALS}][^\W\d_]*)*)?").match(
            self.printed, at, end
        )
        if match is None or self.grammar.head.match(self.key, match.start() + 1):
            return None
        return match.end()

    # ---- head + field -----------------------------------------------------------------------

    def _headed(self, at: int, begin: int, end: int, plural: bool) -> tuple[list[AgencyName], int] | None:
        match = self.grammar.head.match(self.key, begin, end)
        if match is None:
            return None
        head = self.grammar.heads[match.group(1)]
        capital = self.printed[begin].isupper()
        if plural:
            distributed = self._distribute(at, match.end(), end, head)
            if distributed is not None:
                return distributed
        elif not capital and head.bare and self.printed[begin : begin + 1].islower():
            return None
        position = self._skip_space(match.end())
        field = self.grammar.field.match(self.key, position, end) if position > match.end() else None
        if field and (capital or self.printed[field.start()].isupper()) and self._field_complete(field.end(), end):
            return self._with_field(at, begin, field, head, end)
        if plural:
            return None
        return self._open_name(at, begin, match.end(), end, head, capital)

    def _field_complete(self, at: int, end: int) -> bool:
        """``Kế hoạch`` is no whole field in ``Phòng Kế hoạch - Nghiệp vụ``; a new agency may follow a hyphen."""
        following = re.compile(rf" ?[-–] [{CAPITALS}]").match(self.printed, at, end)
        return following is None or self.grammar.head.match(self.key, following.end() - 1) is not None

    def _with_field(
        self, at: int, begin: int, field: re.Match[str], head: _Head, end: int
    ) -> tuple[list[AgencyName], int]:
        name = f"{_capital(head.text)} {self.grammar.fields[_field_key(field.group(1))]}"
        after_place = self._after_place(field.end(), end)
        if after_place == field.end() and not head.keeps_place:
            after_place = self._bare_place(field.end(), end)
        if head.keeps_place:
            after_place = self._proper_end(field.end(), end) or after_place
            kept = self.printed[field.end() : after_place]
            name += expand(kept.rstrip(), self.own)
        stop = self._skip_tails(after_place, end)
        return [AgencyName(at, stop, name, head.level)], stop

    def _bare_place(self, at: int, end: int) -> int:
        """``Sở GDĐT Bắc Giang``, ``Phòng GDĐT Hiệp Hòa.``: a place without its kind closes the name."""
        match = re.compile(rf"(?: [{CAPITALS}][{SMALL}]+){{2,3}}(?=[.,;:)]|$| (?:và|tại|về|ban|tổ|sẽ|có|ngày)\b)").match(self.printed, at, end)
        return match.end() if match and not self.grammar.head.match(self.key, at + 1) else at

    def _distribute(self, at: int, position: int, end: int, head: _Head) -> tuple[list[AgencyName], int] | None:
        """``Các Sở: A; B; C`` and ``các Sở A, B và C``: one agency for each field."""
        colon = re.compile(r"\s*:\s*").match(self.printed, position, end)
        cursor = colon.end() if colon else self._skip_space(position)
        names: list[AgencyName] = []
        last = position
        while field := self.grammar.field.match(self.key, cursor, end):
            if not colon and not self.printed[field.start()].isupper() and not names and not self._field_complete(field.end(), end):
                break
            name = f"{_capital(head.text)} {self.grammar.fields[_field_key(field.group(1))]}"
            names.append(AgencyName(at if not names else field.start(), field.end(), name, head.level))
            last = field.end()
            separator = _SEPARATOR.match(self.printed, last)
            if separator is None:
                break
            cursor = separator.end()
        if not names:
            return None
        stop = self._skip_tails(self._after_place(last, end), end)
        return names, stop

    def _open_name(
        self, at: int, begin: int, position: int, end: int, head: _Head, capital: bool
    ) -> tuple[list[AgencyName], int] | None:
        """A head followed by words that no list of fields knows: capitals carry the name on."""
        cursor = self._skip_space(position)
        owned = _OF_BODY.match(self.printed, cursor, end)
        owner = self.at(owned.end(), end) if owned and head.text in ("phòng", "đội", "tổ") else None
        if owned and owner and not owner[0][0].group:
            name = f"{_capital(head.text)} {owned.group()}{owner[0][0].name}"
            return [AgencyName(at, owner[1], name, head.level)], owner[1]
        own_name = next((n for n in head.names if self.key.startswith(n, cursor)), None)
        place = _PLACE_WORD.match(self.key, cursor, end) if head.keeps_place or head.bare else None
        if own_name and capital:
            stop = self._after_place(cursor + len(own_name), end)
        elif place and head.bare:
            stop = self._after_place(position, end)
        elif cursor < end and cursor > position and self._opens_name(cursor, head, capital):
            stop = self._name_end(begin, cursor, end)
        elif head.bare and capital:
            stop = position
        else:
            return None
        printed = self.printed[begin:stop].strip()
        bare_place = re.compile(rf"{_PLACE}(?= |$)").search(fold(printed))
        name = _capital(expand(printed, self.own))
        if bare_place and not head.keeps_place:
            name = _capital(expand(printed[: bare_place.start()].rstrip(" ,"), self.own))
        elif bare_place and head.bare and re.fullmatch(r"(?:tỉnh|thành phố) .+", fold(printed[bare_place.start() :])):
            name = _capital(expand(printed[: bare_place.end()], self.own))
        if len(name.split()) < 2 and not head.bare:
            return None
        return [AgencyName(at, self._skip_tails(stop, end), name, head.level)], self._skip_tails(stop, end)

    def _opens_name(self, cursor: int, head: _Head, capital: bool) -> bool:
        letter = self.printed[cursor]
        if letter.isupper() or letter == "“":
            return capital or head.keeps_place or self._named_elsewhere(cursor, head)
        generic = head.text in ("ban quản lý", "ban chỉ đạo", "trung tâm", "ban đại diện", "bộ phận", "quỹ")
        return capital and generic and letter.isalpha() and not self.grammar.stop.match(self.key, cursor)

    def _named_elsewhere(self, cursor: int, head: _Head) -> bool:
        """``phòng Quản lý công nghiệp`` is an agency where the text also prints it with a capital."""
        words = self.printed[cursor:].split(" ", 2)[:2]
        return f"{_capital(head.text)} {' '.join(words)}" in self.printed or words[0].isupper()

    def _name_end(self, begin: int, cursor: int, end: int) -> int:
        last = cursor
        lower_run = 0
        unsure_from: int | None = None
        at = cursor
        while word := _WORD.match(self.printed, at, end):
            token = word.group()
            if token[0].islower():
                connected = self._connector(word, end)
                if connected is not None:
                    at = connected
                    continue
                if self.grammar.stop.match(self.key, word.start()) or token in ("và", "hoặc") or lower_run >= _MAX_LOWER_RUN:
                    break
                if _PLACE_WORD.match(self.key, word.start()):
                    last = self._after_place(last, end)
                    break
                lower_run += 1
                if lower_run > 1 and unsure_from is None:
                    unsure_from = last
            else:
                lower_run = 0
                unsure_from = None
            last = word.end()
            if token.endswith("."):
                last -= 1
                break
            at = self._next_word(last)
            if at == last:
                break
        if unsure_from is not None:
            verb = first_verb(self.printed[begin:last], unsure_from - begin)
            if verb is not None:
                last = begin + len(self.printed[begin : begin + verb].rstrip())
        return last

    def _next_word(self, last: int) -> int:
        gap = re.compile(r" (?:[-–&] )?|[-–&](?=[A-ZĐ])").match(self.printed, last)
        if gap is None:
            return last
        if len(gap.group()) > 1 and self.grammar.head.match(self.key, gap.end()):
            return last
        if len(gap.group()) > 1 and not self.printed[gap.end() : gap.end() + 1].isupper():
            return last
        return gap.end()

    def _connector(self, word: re.Match[str], end: int) -> int | None:
        """``và`` inside a name: a capital follows that opens no new agency."""
        if word.group() != "và":
            return None
        following = word.end() + 1
        if following < end and self.printed[following : following + 1].isupper():
            if self.grammar.head.match(self.key, following) or re.compile(r"ubnd|ủy ban|hđnd|hội đồng").match(self.key, following):
                return None
            return following
        return None

    # ---- groups -------------------------------------------------------------------------------

    def _group(self, at: int, begin: int, end: int) -> tuple[list[AgencyName], int] | None:
        """``các sở, ban, ngành liên quan``: common nouns under one article stay one group."""
        noun = self.grammar.noun.match(self.key, begin, end)
        if noun is None or _PERSONS.match(self.key, begin):
            return None
        stop = noun.end()
        if not self._boundary(noun):
            return None
        while True:
            separator = re.compile(r"(?:, ?| và |/| - |-|; ?)").match(self.key, stop, end)
            following = self.grammar.noun.match(self.key, separator.end(), end) if separator else None
            if following is None or self._opens_proper_name(following, end):
                break
            stop = following.end()
        last_noun = stop
        stop = self._modifiers(begin, stop, end)
        stop = self._owned(stop, end)
        core = self.printed[begin:stop].rstrip(" ,")
        kept, stop = self._kept_tails(stop, end)
        article = "các " if begin > at or self.key.startswith(("các ", "những "), at) else ""
        name = article + _lower_nouns(expand(core + kept, self.own))
        name = re.sub(r"\s+", " ", name).replace(" ,", ",")
        if self.printed[begin:last_noun] != self.printed[begin:last_noun].lower() and kept.strip().startswith("thuộc"):
            name = name.strip()
        return [AgencyName(at, stop, name, "other", True)], stop

    def _opens_proper_name(self, noun: re.Match[str], end: int) -> bool:
        """``…, Sở Y tế`` or ``…, Báo Sông Vân`` after the nouns of a group begins an agency of its own."""
        if not self.printed[noun.start()].isupper():
            return False
        following = noun.end() + 1
        return self.printed[following : following + 1].isupper() or self.grammar.field.match(self.key, following, end) is not None

    def _boundary(self, noun: re.Match[str]) -> bool:
        """``các cơ sở`` needs its kind, ``các tổ`` is no ``các tổ chức``."""
        return noun.group(1) not in ("cơ sở", "nhà", "ủy ban", "hội đồng") or self.printed[noun.end() : noun.end() + 1] == " "

    def _modifiers(self, begin: int, at: int, end: int) -> int:
        """Words after the nouns that say which: up to a verb, a tail, a mark or a new head."""
        last = at
        count = 0
        sure = at
        while gap := re.compile(r" (?=[\w“])").match(self.printed, last, end):
            start = gap.end()
            if self.grammar.stop.match(self.key, start) or self._tail_at(last, end) is not None:
                break
            known = _KNOWN_MODIFIER.match(self.key, start, end)
            if known:
                last = sure = known.end()
                continue
            word = _WORD.match(self.printed, start, end)
            if word is None or word.group() in ("và", "hoặc") or count >= 4:
                break
            if word.group()[0].isupper() and not word.group().isupper():
                if self.grammar.head.match(self.key, start) or self.grammar.whole.match(self.key, start):
                    break
            count += 1
            last = word.end() - (1 if word.group().endswith(".") else 0)
            if word.group().isupper():
                sure = last
        if last > sure:
            phrase = self.printed[begin:last]
            verb = first_verb(phrase, sure - begin)
            if verb is not None:
                last = begin + len(phrase[:verb].rstrip())
        return max(last, at)

    def _owned(self, at: int, end: int) -> int:
        """``các trường THPT có điểm cầu.``: a short clause that closes the item belongs to the name."""
        match = re.compile(r" có (?!liên quan)(?:[^\W\d_]+ ?){1,3}(?=[.,;]|$)").match(self.key, at, end)
        return match.end() if match and match.end() in (end, *range(end - 1, end)) else at

    # ---- tails --------------------------------------------------------------------------------

    def _tail_at(self, at: int, end: int) -> tuple[int, bool] | None:
        for pattern, keep in self.grammar.tails:
            match = pattern.match(self.key, at, end)
            if match and match.end() > at:
                return match.end(), keep
        return None

    def _kept_tails(self, at: int, end: int) -> tuple[str, int]:
        kept = ""
        while tail := self._tail_at(at, end):
            stop, keep = tail
            if keep:
                if re.search(r"thuộc$|ngành$|trường$|cụm$|hệ thống$|khối$|(?:sở|bộ|cục)$", self.key[at:stop]):
                    stop = self._owner_end(stop, end)
                kept += self.printed[at:stop].rstrip(" ,")
            else:
                stop = self._proper_end(stop, end) or stop
            at = stop
        return kept, at

    def _owner_end(self, at: int, end: int) -> int:
        """The owner in ``trực thuộc Sở Giáo dục và Đào tạo``; nothing when none is named."""
        field = re.compile(r" ").match(self.printed, at, end)
        if field is None:
            return at
        named = self.grammar.field.match(self.key, at + 1, end)
        if named and self.printed[named.start()].isupper():
            return named.end()
        return at

    def _skip_tails(self, at: int, end: int) -> int:
        while tail := self._tail_at(at, end):
            at = tail[0]
        return at

    def _after_place(self, at: int, end: int) -> int:
        """Past ``tỉnh Quảng Bình``, ``các huyện, thị xã`` and the like when they follow directly."""
        match = re.compile(rf"(?: của| cấp)?,? (?:các )?{_PLACE}\b(?:(?:,| và|/) ?(?:các )?{_PLACE}\b)*").match(self.key, at, end)
        if match is None:
            return at
        named = self._proper_end(match.end(), end)
        return named or match.end()

    # ---- whole passages -------------------------------------------------------------------------

    def _as_printed(self, at: int, end: int) -> tuple[list[AgencyName], int] | None:
        """An item that no rule knows, in a passage that is a list: taken up to the next separator."""
        separator = re.compile(r"\s*(?:[,;\n\t]|\. |\.$|\bvà\b|\()").search(self.printed, at, end)
        stop = separator.start() if separator else end
        printed = self.printed[at:stop].strip(" .-–+•:")
        if not printed or len(printed.split()) > _MAX_ITEM_WORDS or not any(c.isalpha() for c in printed):
            return None
        if _PERSONS.match(fold(printed)):
            return None
        begin = self.printed.index(printed, at)
        name = _capital(expand(printed, self.own))
        return [AgencyName(begin, begin + len(printed), name, "other", name.lower().startswith("các "))], stop


_KNOWN_MODIFIER = re.compile(
    r"(?:,? ?(?:và )?(?:giáo dục|mầm non|phổ thông|đại học|cao đẳng|trung cấp|dạy nghề|nghề nghiệp|thường xuyên(?= |$|[,.;])|tiểu học|trung học(?: cơ sở| phổ thông)?|thcs|thpt|"
    r"chức năng|chuyên môn|chuyên trách|sự nghiệp|công lập|ngoài công lập|tư thục|nghiệp vụ|hành chính|nhà nước|"
    r"công nghệ thông tin|công nghệ số|công nghệ|cntt|viễn thông|bưu chính|thông tin|truyền thông|báo chí|tín dụng|y tế|khám bệnh, chữa bệnh|khám chữa bệnh|"
    r"chính trị ?- ?xã hội|chính trị xã hội|xã hội|đoàn thể|kinh tế|nông thôn|khoa học|sản xuất|kinh doanh|dịch vụ|"
    r"cấp tỉnh|cấp huyện|cấp xã|trung ương|địa phương|bậc học|cấp học|trọng điểm|quản lý giáo dục|đào tạo|nghề)(?![\w]))+"
)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower_nouns(text: str) -> str:
    """``Sở, Ban, ngành`` -> ``sở, ban, ngành``: common nouns under ``các`` are written small."""
    return re.sub(
        r"(?:(?<=^)|(?<=, ))(?:Sở|Ban|Ngành|Đơn|Cơ|Phòng|Trường|Bộ|Địa|Doanh|Tổ|Hội|Vụ|Cục|Trung|Viện|Thành|Cá|Huyện|Xã|Công|Khoa)\b",
        lambda m: m.group().lower(),
        text,
    )
