"""Where a name ends that no list of fields knows: capitals carry it on, a verb or a mark ends it."""

from __future__ import annotations

import re
from functools import cached_property

from docparse.rulebook import pattern
from docparse.text import CAPITALS
from extractors.agencygrammar import PLACE_WORD
from extractors.agencytext import AgencyText
from extractors.closednames import ClosedNames
from extractors.words import segmented, tagged

WORD = re.compile(r"[\w&]+(?:(?<=[A-ZĐ])\+(?!\w))?(?:(?:[-–.]|(?<=\d)/|(?<=[A-ZĐ]),(?=[A-ZĐ]{2}))[\w&]+)*\.?")
_ON_TO_CAPITAL = re.compile(rf"(?: [^\W\d_]+)? [{CAPITALS}]")
_COMMA = re.compile(r"\s?, (?=\w)")
_NO_AGENCY = pattern("namewording", "no-agency")
_MAX_LOWER_RUN = 7


# the last letters tell; a search from the begin of the text takes ever longer
_ABBREVIATED, _LOOK_BACK = re.compile(r"[A-ZĐ&]{3,}$"), 4
_WORD_GAP = re.compile(r" (?:[-–&] )?|[-–&](?=[A-ZĐ])")
_OTHER_BODY = re.compile(r"ubnd|ủy ban|hđnd|hội đồng|(?:các )?(?:cơ quan|đơn vị|địa phương)\b")


class NameEnds(AgencyText):
    """A text in which the end of an open name can be found."""

    @cached_property
    def _closed(self) -> ClosedNames:
        return ClosedNames(self.source)

    def name_end(self, begin: int, cursor: int, end: int) -> int:
        """End of the name that opens at ``begin`` and whose words behind the head begin at ``cursor``."""
        last = cursor
        lower_run = 0
        run_from = cursor
        unsure_from: int | None = None
        at = cursor
        while word := WORD.match(self.printed, at, end):
            token = word.group()
            if token[0].islower():
                field = self._field_in_small(word.start(), end)
                if field is not None:
                    last, unsure_from = field, None
                    at = self._next_word(last)
                    if at == last:
                        break
                    continue
                connected = self._connector(word, end)
                if connected is not None:
                    at = connected
                    continue
                if self._stops(last, word, end) or token in ("và", "hoặc") or lower_run >= _MAX_LOWER_RUN:
                    break
                if PLACE_WORD.match(self.key, word.start()):
                    last = self.after_place(last, end)
                    break
                if self._ends_with_abbreviation(last, word.end(), end):
                    break
                lower_run += 1
                if lower_run == 1:
                    run_from = last
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
        closed = self._closed.end(self.key, begin, end)
        if closed is not None and closed >= last:
            return closed
        if lower_run and run_from > cursor and self.pairs_verbs(last, end) and self._is_apart(run_from):
            return run_from
        return last if unsure_from is None else self._before_verb(begin, run_from, unsure_from, last)

    def pairs_verbs(self, at: int, end: int) -> bool:
        """``Phòng Nội vụ tổng hợp, báo cáo …``: what is to be done goes on behind the comma, no list."""
        behind = _COMMA.match(self.printed, at, end)
        if behind is None or not self.printed[behind.end()].islower():
            return False
        return self.grammar.goes_on(self.key, behind.end(), end)

    def _stops(self, last: int, word: re.Match[str], end: int) -> bool:
        """Whether a word ends the name: ``trình`` does, but not in ``Vụ Trang thiết bị và Công trình``."""
        stop = self.grammar.stop.match(self.key, word.start(), end)
        if stop is None:
            return False
        if " " in stop.group():  # `Phân viện Thú y miền Trung chủ trì`
            return True
        before = self.printed.rfind(" ", 0, last) + 1
        if not self.printed[before].isupper() or last + 1 != word.start():
            return True
        return self._is_apart(last)

    def _is_apart(self, at: int) -> bool:
        """Whether the words around the space at ``at`` are two: ``Thú y tổng``, but not ``Quản lý``."""
        before = self.key.rfind(" ", 0, at) + 1
        word = WORD.match(self.key, at + 1)
        pair = self.key[before : word.end()] if word else ""
        return (0, len(pair)) not in segmented(pair)

    def _before_verb(self, begin: int, run_from: int, unsure_from: int, last: int) -> int:
        """The end before the first verb among the small words: there a rule leaves a question.

        The first small word is none by itself (``Hội Người cao tuổi``); ``kiểm soát`` is.
        """
        phrase = self.printed[begin:last]
        for start, stop, tag in tagged(phrase):
            sure = begin + start >= unsure_from or (begin + start > run_from and " " in phrase[start:stop])
            if tag.startswith("V") and sure:
                return begin + len(phrase[:start].rstrip())
        return last

    def _field_in_small(self, at: int, end: int) -> int | None:
        """``Trung tâm Truyền thông tài nguyên và môi trường``: a known field, though in small letters."""
        field = self.grammar.fields.pattern.match(self.key, at, end)
        known = field is not None and " " in field.group(1) and not self.grammar.stop.match(self.key, at)
        return field.end() if field and known else None

    def _ends_with_abbreviation(self, last: int, after: int, end: int) -> bool:
        """``Trường THPT đóng góp``: small letters after an abbreviation go on to a capital or not at all."""
        short = _ABBREVIATED.search(self.printed, max(0, last - _LOOK_BACK), last)
        return short is not None and not _ON_TO_CAPITAL.match(self.printed, after, end)

    def _next_word(self, last: int) -> int:
        gap = _WORD_GAP.match(self.printed, last)
        if gap is None:
            return last
        opening = self.grammar.head.match(self.key, gap.end()) or self.grammar.post.match(self.key, gap.end())
        opens = opening and not _NO_AGENCY.match(self.key, gap.end())  # `Báo điện tử Tổ Quốc`
        if len(gap.group()) > 1 and opens:
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
            grammar = self.grammar
            others = (grammar.head.match, grammar.whole.match, _OTHER_BODY.match)
            if any(begins(self.key, following) for begins in others):
                return None
            return following
        return None
