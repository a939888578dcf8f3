"""Changing words of a sentence without touching what must stay: quotations, cited acts and their titles.

A :class:`Passage` is a sentence under revision. Rules replace in it one after the other; each
replacement is remembered as a :class:`Change` with its legal basis.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from docparse.text import CAPITALS, fold

ChangeKind = Literal[
    "agency", "level", "place", "act", "service", "period", "name", "figure", "equivalent", "wording"
]
#: the kinds of bringing up to date that a profile or ``--keep`` can switch off
UPDATES: tuple[ChangeKind, ...] = ("agency", "level", "place", "act", "service", "period")
#: (match on the folded text, printed text) -> what to put there; null leaves it
Replacement = Callable[[re.Match[str], str], str | None]

_DATE = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})"
_NUMBER = r"\d[\w.]*(?:/\d{4})?[-/][a-zđ][\w&]*(?:[-/][\w&]+)*"
_ISSUER_END = (
    r"(?= (?:về|ban hành|phê duyệt|quy định|sửa đổi|hướng dẫn|thông qua|triển khai)\b|[,;.:()“\"]|$)"
)
# up to the end of the clause, or to the place and the years of the plan that cites the act; where the clause
# charges somebody, nobody can tell where the title ends
_TITLE = (
    r"(?: (?:về|ban hành|phê duyệt|quy định|sửa đổi|hướng dẫn|thông qua)(?= )"
    r"(?:“[^”]*”|, (?=nhiệm vụ|quyền hạn|cơ cấu tổ chức|bổ sung)|(?!{end})"
    r"(?! (?:chủ trì|phối hợp|chịu trách nhiệm|yêu cầu|đề nghị|tham mưu"
    r"|(?:giao|trình|báo cáo) (?:cho |các )*(?:sở|bộ|ubnd|ủy ban|phòng|chính phủ|thủ tướng))(?!\w))"
    r"[^,;.:()“”\"])+(?={end}|[,;.:()”\"]|$))"
).replace(
    "{end}",
    r" (?:trên địa bàn|(?:tại|ở) (?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường)"
    r"|(?:trong |đến )?(?:giai đoạn|năm|năm học) \d)",
)
_CITED = re.compile(
    rf"(?:số:? ?)?{_NUMBER}(?:,? (?:ban hành )?(?:ngày )?{_DATE})?"
    rf"(?:,? (?:của|do) [^,;.()“\"]{{2,90}}?{_ISSUER_END})?{_TITLE}?"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|\[[^\]]*cần điền\]")
_SEPARATOR = r"\s*(?:,|;|/|\bvà\b|, và\b|\bcùng\b)\s*"
#: what a list begins behind, and words behind a name that make it part of a longer one
_LIST_START = re.compile(r"(?:^|:|\bvới|\bcùng)\s*$", re.IGNORECASE)
_LIST_END = re.compile(r"\s*(?:[.;:)]|/\.|$)")
_GOES_ON = re.compile(r" (?:các|của|thuộc|trực thuộc|tỉnh|thành phố|huyện|xã)\b", re.IGNORECASE)
_HEAD = re.compile(
    r"(?<!\w)(?:(?:phó )?(?:giám đốc|chủ tịch|bộ trưởng)|thứ trưởng|lãnh đạo|thủ trưởng|đại diện) (?:các )?$"
)
_LEADS = re.compile(r" chủ trì")
_HELP = re.compile(r"(?: chủ trì,?)?(?: và)? phối hợp (?:với|cùng|cùng với) ")
_LIST_ITEM = re.compile(r"^(?:" + _SEPARATOR + r"[^,;.:()]{2,60}?)*" + _SEPARATOR + "$")


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement: what stood there, what stands there now, and why.

    ``verified`` is false where the table behind it calls the fact a hint.
    """

    kind: ChangeKind
    old: str
    new: str
    basis: str
    verified: bool = True
    note: str = ""


@dataclass(slots=True)
class Passage:
    """A text under revision, and the changes made so far."""

    text: str
    changes: list[Change] = field(default_factory=list)
    _folded: tuple[str, str] = ("", "")

    @property
    def key(self) -> str:
        """The folded text; folded once as long as the text stays."""
        if self._folded[0] is not self.text:
            self._folded = (self.text, fold(self.text))
        return self._folded[1]

    def replace(
        self,
        pattern: re.Pattern[str],
        new: Replacement,
        kind: ChangeKind,
        basis: str,
        *,
        verified: bool = True,
        note: str = "",
        inside: bool = False,
    ) -> None:
        """Replace each match of ``pattern`` (on folded text) by what ``new`` gives; null leaves it.

        Quotations, cited acts and placeholders are left alone unless ``inside``. The first letter
        keeps its case.
        """
        found = [(*m.span(), new(m, self.text)) for m in pattern.finditer(self.key)]
        self.put(found, kind, basis, verified=verified, note=note, inside=inside)

    def put(
        self,
        spans: Iterable[tuple[int, int, str | None]],
        kind: ChangeKind,
        basis: str,
        *,
        verified: bool = True,
        note: str = "",
        inside: bool = False,
    ) -> None:
        """Replace spans (start, end, new text or null), given in the order of the text."""
        wanted = list(spans)
        if not wanted:
            return
        shut = [] if inside else protected(self.text)
        pieces, at = [], 0
        for start, end, new in wanted:
            old = self.text[start:end]
            if new is None or start < at or new == old or overlaps(shut, start, end):
                continue
            new = _in_case_of(old, new)
            pieces += [self.text[at:start], new]
            at = end
            self.changes.append(Change(kind, old, new, basis, verified, note))
        self.text = "".join(pieces) + self.text[at:]


def overlaps(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of ``spans`` has a character between two offsets."""
    return any(a < end and start < b for a, b in spans)


def protected(text: str) -> list[tuple[int, int]]:
    """Spans that are somebody else's words: quotations, acts cited by number with titles, open places."""
    key = fold(text)
    return [m.span() for p in (_QUOTED, _CITED) for m in p.finditer(key)]


def put(words: str) -> Replacement:
    """The replacement that always puts ``words``."""
    return lambda _match, _printed: words


def fill(template: str, match: re.Match[str], printed: str) -> str:
    r"""``template`` with ``\1`` taken from the printed text at the group's place."""
    return re.sub(
        r"\\(\d)", lambda m: printed[slice(*match.span(int(m[1])))] if match[int(m[1])] else "", template
    )


def spelled(names: list[str]) -> re.Pattern[str]:
    """A pattern over folded text for names; spaces around hyphens and ampersands are free."""
    ordered = sorted({fold(name) for name in names}, key=len, reverse=True)
    return re.compile(rf"(?<![\w&])(?:{'|'.join(map(_flexible, ordered))})(?![\w&])")


def follows_name(text: str, end: int) -> bool:
    """Whether a capitalised word follows, so that ``huyện`` there is part of a proper name."""
    return re.match(rf" [{CAPITALS}]", text[end : end + 2]) is not None


def drop_repeats(text: str, mentions: re.Pattern[str], canonical: Callable[[str], str]) -> str:
    """Take out of a list what it names a second time (``Sở A, Sở B`` after B became A)."""
    while True:
        found = [_headed(text, *m.span(), canonical(m.group())) for m in mentions.finditer(fold(text))]
        cut = next(_repeats(text, found), None)
        if cut is None:
            return text
        text = _cut_item(text, *cut)


def _headed(text: str, start: int, end: int, name: str) -> tuple[int, int, str]:
    """A mention with the head of the body before it (``Giám đốc Sở A``), who is another than the body."""
    head = _HEAD.search(fold(text[:start]))
    return (start, end, name) if head is None else (head.start(), end, f"{head.group()}{name}")


def drop_own_help(text: str, mentions: re.Pattern[str], canonical: Callable[[str], str]) -> str:
    """``Sở A chủ trì, phối hợp với Sở A, Sở B``, after two bodies became one, without itself as helper."""
    found = list(mentions.finditer(fold(text)))
    for one, other in pairwise(found):
        between = text[one.end() : other.start()]
        if not _HELP.fullmatch(fold(between)) or canonical(one.group()) != canonical(other.group()):
            continue
        listed = re.match(_SEPARATOR, text[other.end() :])
        if listed is not None:
            shorter = text[: other.start()] + text[other.end() + listed.end() :]
        else:
            leads = _LEADS.match(fold(between))
            shorter = text[: one.end() + (leads.end() if leads else 0)] + text[other.end() :]
        return drop_own_help(shorter, mentions, canonical)
    return text


def is_item(text: str, start: int, end: int) -> bool:
    """Whether these offsets hold a whole element of a list, not a part of one.

    In ``các đơn vị thuộc Sở A và Sở B`` that is ``Sở B`` but not ``Sở A``.
    """
    head, tail = text[:start], text[end:]
    if _GOES_ON.match(tail):
        return False
    if re.search(_SEPARATOR + "$", head):
        return True
    closed = re.match(_SEPARATOR, tail) or _LIST_END.match(tail)
    return _LIST_START.search(head) is not None and closed is not None


def drop_item(text: str, start: int, end: int) -> str | None:
    """``text`` without the list item at these offsets; null where it is no whole item, or the only one."""
    if not is_item(text, start, end):
        return None
    if re.search(_SEPARATOR + "$", text[:start]):
        return _cut_item(text, start, end)
    after = re.match(_SEPARATOR, text[end:])
    return None if after is None else text[:start] + text[end + after.end() :]


def _repeats(text: str, found: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    for index, (start, end, name) in enumerate(found):
        for _, earlier_end, earlier in reversed(found[:index]):
            if earlier == name and _LIST_ITEM.match(text[earlier_end:start]):
                yield start, end


def _cut_item(text: str, start: int, end: int) -> str:
    before = re.search(_SEPARATOR + "$", text[:start])
    assert before is not None
    head, tail = text[: before.start()], text[end:]
    last = before.group().strip().endswith("và") and not re.match(_SEPARATOR, tail)
    comma = head.rfind(", ") if last else -1
    if comma >= 0 and re.match(r"^, [^,;.:()]{2,60}$", head[comma:]):
        head = f"{head[:comma]} và {head[comma + 2 :]}"
    return head + tail


def _flexible(folded: str) -> str:
    escaped = re.escape(folded)
    return re.sub(r"(?:\\ )?(\\-|&|\\&)(?:\\ )?", r" ?\1 ?", escaped)


def _in_case_of(old: str, new: str) -> str:
    """A sentence still begins with a capital; names keep theirs."""
    return new[0].upper() + new[1:] if old[:1].isupper() and new[:1].islower() else new
