"""Groups of agencies: common nouns under one ``các``, with the words that say which."""

from __future__ import annotations

import re

from docparse.rulebook import pattern
from docparse.text import CAPITALS
from extractors.abbreviations import expand, general
from extractors.agencygrammar import PLACE, PLACE_WORD, AgencyName
from extractors.nameends import WORD, NameEnds
from extractors.words import first_verb

_PREVENTION = re.compile(r"phòng,? (?:và )?(?:chống|ngừa|trừ|vệ)\b")  # `Phòng, chống dịch bệnh`
_PERSONS = pattern("namewording", "persons")
_ORGANISES = re.compile(rf"Tổ chức [{CAPITALS}\d“\"]")  # `Tổ chức Giờ Trái đất` is an order
_KIND_OF_ORGANIZATION = re.compile(r"(?:cơ sở|khác|hành nghề|tại chỗ|cấp trên|tư vấn|chủ trì)\b")
_KNOWN_MODIFIER = pattern("namewording", "group-modifier")
_KIND_OF_SCHOOL = pattern("namewording", "kind-of-school")
_NOUN_WORDS = (
    "Sở|Tổng|Ban|Ngành|Đơn|Cơ|Cấp|Phòng|Trường|Bộ|Địa|Doanh|Tổ|Hội|Vụ|Cục|Trung|Viện|Thành|Cá|Huyện|Xã"
    "|Công|Khoa|Tiểu"
)
_LOWERED = re.compile(rf"(?:(?<=^)|(?<=, ))(?:{_NOUN_WORDS})\b")
#: Only among schools is TH a kind of school.
PRIMARY = re.compile(r"(?<![\w&])TH(?![\w&])")
_NURSERY = re.compile(r"(?<![\w&])MN(?![\w&])")
_HAVING = re.compile(r" có (?!liên quan|trách|nhiệm|kế)[^\W\d_]+")  # `địa phương có rừng`
_LOCAL_KINDS = frozenset({" huyện", " quận", " xã", " phường"})
_OF_PLACE = re.compile(rf" {PLACE}(?!,? (?:các )?{PLACE})")
_ALONE = frozenset({"chủ đầu tư", "nhà đầu tư"})  # they follow a group as a body of their own
_LEVELS = re.compile(r" các cấp(?!\w)")
# without `các` over them they are one body each: `doanh nghiệp, viện nghiên cứu, trường đại học`
_OF_THEIR_OWN = frozenset(
    {
        "doanh nghiệp",
        "viện nghiên cứu",
        "trường",
        "nhà trường",
        "hợp tác xã",
        "bệnh viện",
        "hiệp hội",
        "chủ rừng",
        "chủ hộ",
    }
)
_OF_LEVEL = ("cấp tỉnh", "cấp huyện", "cấp xã", "trung ương")  # behind it another body begins
_VIEW = 30  # characters behind a phrase that the tagger needs to see
_MAX_UNKNOWN = 4  # words that no rule knows as modifiers
_BETWEEN_NOUNS = re.compile(r"(?:, ?| và |/| - |-)")
_GAP = re.compile(r" (?=[\w“])")
_BETWEEN_KINDS = re.compile(r"(?:, ?| và )")
_SHORT_CLAUSE = re.compile(r" có (?!liên quan)(?:[^\W\d_]+ ?){1,3}(?=[.,;]|$)")


class GroupNames(NameEnds):
    """A text in which groups of agencies can be read."""

    def group(self, at: int, begin: int, end: int) -> tuple[list[AgencyName], int] | None:
        """``các sở, ban, ngành liên quan``: common nouns under one article stay one group."""
        noun = self.grammar.noun.match(self.key, begin, end)
        if noun is None or _PERSONS.match(self.key, begin) or _PREVENTION.match(self.key, begin):
            return None
        if not self._boundary(noun) or (begin == at and _ORGANISES.match(self.printed, begin, end)):
            return None
        alone = begin == at and noun.group(1) in _OF_THEIR_OWN
        last_noun = noun.end() if alone else self._nouns(noun.end(), end)
        stop = self._modifiers(begin, last_noun, end)
        if begin == at and self._organises(noun, stop):
            return None
        # `các doanh nghiệp viễn thông, tổ chức, cá nhân`: a noun with its kind may stand among others
        while begin > at and stop > last_noun and not self.key.endswith(_OF_LEVEL, begin, stop):
            last_noun = self._nouns(stop, end)
            if last_noun == stop:
                break
            stop = self._modifiers(begin, last_noun, end)
        stop = self._owned(stop, end)
        core = self.printed[begin:stop].rstrip(" ,")
        if core.lower().startswith("trường"):
            core = PRIMARY.sub("tiểu học", _NURSERY.sub("mầm non", core))
        levels = _LEVELS.match(self.key, stop, end)
        kept_place, stop = (levels.group(), levels.end()) if levels else self._behind_place(stop, end)
        core += kept_place
        kept, stop = self.kept_tails(stop, end)
        owner = self._named_owner(stop, end) if kept.endswith("thuộc") else stop
        kept, stop = kept + self.printed[stop:owner], owner
        article = "các " if begin > at or self.key.startswith(("các ", "những "), at) else ""
        name = article + _lower_nouns(expand(core + kept, self.own))
        name = re.sub(r"\s+", " ", name).replace(" ,", ",").strip()
        return [AgencyName(at, stop, name, "other", True)], stop

    def _named_owner(self, at: int, end: int) -> int:
        """Where ``Công đoàn Giáo dục Việt Nam`` ends behind ``các đơn vị trực thuộc``; ``at`` without one."""
        head = self.grammar.head.match(self.key, at + 1, end)
        word = WORD.match(self.printed, at + 1, end)
        if (
            word is None
            or not word.group()[0].isupper()
            or not (head or word.group() in self.own or word.group() in general())
        ):
            return at
        return self.name_end(at + 1, self._next_word((head or word).end()), end)

    def several_nouns(self, at: int, end: int) -> bool:
        """``(Thủ trưởng) sở, ban, ngành``: more than one noun makes a group without an article, too."""
        noun = self.grammar.noun.match(self.key, at, end)
        return noun is not None and self._nouns(noun.end(), end) > noun.end()

    def _nouns(self, stop: int, end: int) -> int:
        """Where the further nouns of the group end that follow ``stop``."""
        while True:
            separator = _BETWEEN_NOUNS.match(self.key, stop, end)
            following = self.grammar.noun.match(self.key, separator.end(), end) if separator else None
            if separator and self.grammar.post.match(self.key, separator.end(), end):
                return stop  # `phòng, Chi cục trưởng các Chi cục`
            if following is None or following.group(1) in _ALONE or self._opens_proper_name(following, end):
                return stop
            stop = following.end()

    def _behind_place(self, at: int, end: int) -> tuple[str, int]:
        """What stays of a place that follows without a comma, and where it ends.

        ``các đoàn thể huyện``: which level is meant; a place with a name goes. A place behind a comma is a
        body of its own.
        """
        place = _OF_PLACE.match(self.key, at, end)
        if place is None:
            return "", at
        named = self.proper_end(place.end(), end)
        kept = place.group() if named is None and place.group() in _LOCAL_KINDS else ""
        return kept, named or place.end()

    def _opens_proper_name(self, noun: re.Match[str], end: int) -> bool:
        """``…, Sở Y tế`` or ``…, Báo Sông Vân`` after the nouns of a group begins an agency of its own."""
        following = noun.end() + 1
        if not self.printed[noun.start()].isupper():
            field = self.grammar.fields.pattern.match(self.key, following, end)
            return noun.group(1) == "trung tâm" and field is not None and self.printed[following].isupper()
        head = self.grammar.head.match(self.key, noun.start(), end)  # `…, Ban công tác Mặt trận`
        return (
            (head is not None and head.group(1).startswith(f"{noun.group(1)} "))
            or (
                self.printed[following : following + 1].isupper()
                and PLACE_WORD.match(self.key, following, end) is None  # `các Sở, Ban, Ngành Thành phố`
            )
            or self.grammar.fields.pattern.match(self.key, following, end) is not None
            or self.key.startswith("các ", following)  # `…, Ban Quản lý các Khu công nghiệp`
        )

    def _boundary(self, noun: re.Match[str]) -> bool:
        """``các cơ sở`` needs its kind, ``các tổ`` is no ``các tổ chức``."""
        return (
            noun.group(1) not in ("cơ sở", "nhà", "ủy ban", "hội đồng")
            or self.printed[noun.end() : noun.end() + 1] == " "
        )

    def _organises(self, noun: re.Match[str], stop: int) -> bool:
        """``Tổ chức diễn tập`` at the begin of a title is an order, ``Tổ chức cơ sở`` a body."""
        behind = noun.end() + 1
        if noun.group(1) != "tổ chức" or stop < behind or not self.printed[noun.start()].isupper():
            return False
        return _KIND_OF_ORGANIZATION.match(self.key, behind) is None

    def _modifiers(self, begin: int, at: int, end: int) -> int:
        """Words after the nouns that say which: up to a verb, a tail, a mark or a new head."""
        last = at
        count = 0
        sure = at
        while gap := _GAP.match(self.printed, last, end):
            start = gap.end()
            known = _KNOWN_MODIFIER.match(self.key, start, end)
            if known:
                last = sure = self._listed_modifiers(known.end(), end)
                continue
            if self.grammar.stop.match(self.key, start) or self.tail_at(last, end) is not None:
                break
            if PLACE_WORD.match(self.key, start, end):
                break
            word = WORD.match(self.printed, start, end)
            if word is None or word.group() in ("và", "hoặc") or count >= _MAX_UNKNOWN:
                break
            opens = self.grammar.head.match(self.key, start) or self.grammar.whole.match(self.key, start)
            if opens and word.group()[0].isupper() and not word.group().isupper():
                break
            count += 1
            last = word.end() - (1 if word.group().endswith(".") else 0)
            if word.group().isupper():
                sure = last
        if last > sure:
            phrase = self.printed[begin : min(end, last + _VIEW)]  # the tagger needs what follows
            verb = first_verb(phrase, sure - begin)
            if verb is not None and begin + verb < last:
                last = begin + len(phrase[:verb].rstrip())
        return max(last, at)

    def _listed_modifiers(self, at: int, end: int) -> int:
        """``các trường TH, THCS và TH&THCS``: kinds listed under one noun."""
        while separator := _BETWEEN_KINDS.match(self.key, at, end):
            listed = _KIND_OF_SCHOOL.match(self.key, separator.end(), end)
            if listed is None:
                break
            at = listed.end()
        return at

    def _owned(self, at: int, end: int) -> int:
        """``các trường THPT có điểm cầu.``: a short clause that closes the item belongs to the name."""
        match = _SHORT_CLAUSE.match(self.key, at, end)
        if match and (match.end() in (end, *range(end - 1, end)) or self.key.startswith(";", match.end())):
            return match.end()
        noun = _HAVING.match(self.key, at, end)
        return noun.end() if noun and self.grammar.stop.match(self.key, noun.end() + 1) else at


def _lower_nouns(text: str) -> str:
    """``Sở, Ban, ngành`` -> ``sở, ban, ngành``: common nouns under ``các`` are written small."""
    return _LOWERED.sub(lambda m: m.group().lower(), text)
