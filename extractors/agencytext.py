"""One text as the names of agencies are read in it: its two forms, places and tails."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docparse.text import CAPITALS, SMALL, fold
from extractors.agencygrammar import PLACE, grammar

_CAPITAL_WORD = rf"[{CAPITALS}][^\W\d_]*"
_PROPER_NAME = re.compile(
    rf"(?:(?: |(?<=\.))(?:{_CAPITAL_WORD}|\d+)(?:[-–]{_CAPITAL_WORD})?)+"
    rf"(?: [-–] {_CAPITAL_WORD}(?: {_CAPITAL_WORD})*)?"
)
# `các huyện, thành, thị`
_SHORT_KIND = r"(?:thành|thị)(?=,| và |\s*[.;:)]|$| [^\W\d_]+ )(?! (?:phố|xã|trấn|ủy|đoàn|lập|viên|phần)\b)"
_PLACES = re.compile(
    rf"(?: của| cấp)?,? (?:các )?{PLACE}(?:(?:,| và|/) ?(?:các )?(?:{PLACE}|{_SHORT_KIND}))*"
)
_BARE_PLACE = re.compile(
    rf"(?: [{CAPITALS}][{SMALL}]+){{2,3}}(?=[.,;:)]|$| (?:và|tại|về|ban|tổ|sẽ|có|ngày)\b)"
)
# what an owner may follow: `trực thuộc`, `của Bộ`
_OWNED = ("thuộc", "ngành", "trường", "cụm", "hệ thống", "khối", "sở", "bộ", "cục")


class AgencyText:
    """A text with its folded key (same offsets) and the abbreviations that it introduces itself."""

    def __init__(self, printed: str, own: Mapping[str, str] | None = None) -> None:
        self.source = printed
        self.printed = printed.replace("\n", " ").replace("\t", " ")
        self.key = fold(self.printed)
        self.own = dict(own or {})
        self.grammar = grammar()

    def skip_space(self, at: int) -> int:
        """The first offset at or behind ``at`` that is no space."""
        while self.printed.startswith(" ", at):
            at += 1
        return at

    def proper_end(self, at: int, end: int) -> int | None:
        """End of the capitalised name of a place that follows directly; null when none does."""
        match = _PROPER_NAME.match(self.printed, at, end)
        if match is None or self.grammar.head.match(self.key, match.start() + 1):
            return None
        return match.end()

    def tail_at(self, at: int, end: int) -> tuple[int, bool] | None:
        """End of the tail (``có liên quan``, ``trực thuộc Sở``) that begins at ``at``; does it stay."""
        match = self.grammar.tail.match(self.key, at, end)
        return None if match is None else (match.end(), (match.lastgroup or "").startswith("keep"))

    def kept_tails(self, at: int, end: int) -> tuple[str, int]:
        """The printed tails that stay in a name, and where all tails end."""
        kept = ""
        while tail := self.tail_at(at, end):
            stop, keep = tail
            if keep:
                if self.key.endswith(_OWNED, at, stop):
                    stop = self._owner_end(stop, end)
                kept += self.printed[at:stop].rstrip(" ,")
            else:
                stop = self.proper_end(stop, end) or stop
            at = stop
        return kept, at

    def _owner_end(self, at: int, end: int) -> int:
        """The owner in ``trực thuộc Sở Giáo dục và Đào tạo``; nothing when none is named."""
        if at >= end or self.printed[at] != " ":
            return at
        named = self.grammar.fields.pattern.match(self.key, at + 1, end)
        if named and self.printed[named.start()].isupper():
            return named.end()
        return at

    def skip_tails(self, at: int, end: int) -> int:
        """Where the tails that begin at ``at`` end."""
        while tail := self.tail_at(at, end):
            at = tail[0]
        return at

    def after_place(self, at: int, end: int) -> int:
        """Past ``tỉnh Quảng Bình``, ``các huyện, thị xã`` and the like when they follow directly."""
        match = _PLACES.match(self.key, at, end)
        if match is None:
            return at
        named = self.proper_end(match.end(), end)
        return named or match.end()

    def bare_place(self, at: int, end: int) -> int:
        """``Sở GDĐT Bắc Giang``, ``Phòng GDĐT Hiệp Hòa.``: a place without its kind closes the name."""
        match = _BARE_PLACE.match(self.printed, at, end)
        return match.end() if match and not self.grammar.head.match(self.key, at + 1) else at
