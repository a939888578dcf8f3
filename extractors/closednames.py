"""Names that the document itself closes: a table cell, a list item, a heading, or the word of a role.

``Cục Kiểm soát ô nhiễm môi trường hoàn thiện dự thảo …`` does not show where the name ends; a cell that
holds ``Cục Kiểm soát ô nhiễm môi trường`` does, and ``Vụ Đào tạo, bồi dưỡng cán bộ chủ trì`` does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from docparse.rulebook import pattern
from docparse.text import CAPITALS, SMALL, fold
from extractors.agencygrammar import grammar

_MIN_WORDS = 3
_MAX_WORDS = 16
# what stands before a sign is asked behind it: a pattern that begins with letters passes all others quickly
_ITEM = re.compile(r",|;|\n|\t|\||/(?<!\d/)|\.(?<!\d\.)(?=\s)|và (?<=\bvà )(?=[A-ZĐ])")
_GOES_ON = re.compile(rf" (?=[{SMALL}])")
_LOOK_AHEAD = 40  # characters in which the words stand that open a name
_MARKER = re.compile(r"\s*(?:[-–+•*]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[IVX]{1,5})[.)])?\s*")
_WORDS = re.compile(rf"[{CAPITALS}][\w&/-]*(?: [\w&/-]+)*")
_AND_SMALL = re.compile(r" và (?=[^\W\d_])")
_SMALL_WORD = re.compile(rf"(?<= )[{SMALL}][^\W\d_]*")
_KEY_WORDS = 2
# the body stands right before such words; what a body does may stand before others (`nghiên cứu tham mưu`)
_ROLE = pattern("namewording", "behind-a-name")
_CLAUSE = re.compile(r"[^.;:()\n\t|“”\"]*$")
_MAX_CLAUSE = 140  # characters
_PART = re.compile(r"(?:, | và | - )(?=[^\W\d_])")
_NOT_IN_NAMES = pattern("namewording", "not-in-names")


class ClosedNames:
    """Names closed somewhere in ``text``, by their first two words."""

    def __init__(self, text: str) -> None:
        self._names: dict[str, list[str]] = defaultdict(list)
        items = (name for item in dict.fromkeys(_items(text)) if (name := _name(item)) is not None)
        for name in dict.fromkeys([*items, *_before_roles(text)]):
            self._names[_key(name)].append(name)
        for names in self._names.values():
            names.sort(key=len, reverse=True)

    def end(self, key: str, begin: int, end: int) -> int | None:
        """Where the longest closed name that begins at ``begin`` of the folded text ends; null for none."""
        for name in self._names.get(_key(key[begin : begin + 60]), ()):
            stop = begin + len(name)
            if stop <= end and key.startswith(name, begin) and not key[stop : stop + 1].isalnum():
                return stop
        return None


def _items(text: str) -> Iterator[str]:
    """What marks part; not ``Phòng Nội vụ tổng hợp`` before ``, báo cáo …``: the comma joins two verbs."""
    start = 0
    for mark in _ITEM.finditer(text):
        if not (mark.group() == "," and _joins_verbs(text, mark.end())):
            yield text[start : mark.start()]
        start = mark.end()
    yield text[start:]


def _joins_verbs(text: str, at: int) -> bool:
    """Whether what is to be done goes on at ``at``, behind a comma."""
    if not _GOES_ON.match(text, at):
        return False
    key = fold(text[at + 1 : at + 1 + _LOOK_AHEAD])
    return grammar().goes_on(key, 0, len(key))


def _key(text: str) -> str:
    return " ".join(text.split(" ", _KEY_WORDS)[:_KEY_WORDS])


def _name(item: str) -> str | None:
    """The folded name that ``item`` consists of: a head, and nothing that only a sentence would have."""
    opening = _MARKER.match(item)
    text = item[opening.end() :].strip() if opening else item.strip()
    if not text[:1].isupper():  # most are parts of sentences
        return None
    words = text.split(" ")
    if not _MIN_WORDS <= len(words) <= _MAX_WORDS or text.isupper() or not _WORDS.fullmatch(text):
        return None
    name = fold(text)
    head = grammar().head.match(name)
    if head is None or head.end() == len(name):
        return None
    joined = (match.end() for match in _AND_SMALL.finditer(text))
    if any(grammar().noun.match(name, at) for at in joined):
        return None  # `Văn phòng Ban Chỉ huy và cơ quan`, then a comma: a list of two
    small = (word.start() for word in _SMALL_WORD.finditer(text))
    stops = (stop.group() for at in small if (stop := grammar().stop.match(name, at)))
    return None if any(not name.endswith(_fields_that_end_with(word)) for word in stops) else name


def _before_roles(text: str) -> Iterator[str]:
    """The folded names right before ``chủ trì`` and the like, with what commas and ``và`` join in them."""
    for role in _ROLE.finditer(fold(text)):
        clause = _CLAUSE.search(text, max(0, role.start() - _MAX_CLAUSE), role.start())
        if clause is None:
            continue
        key = fold(clause.group())
        heads = [head for head in grammar().head.finditer(key) if clause.group()[head.start()].isupper()]
        name = key[heads[-1].start() :] if heads and _opens(key, heads[-1].start()) else ""
        if _PART.search(name) and _is_one_name(name, heads[-1].end() - heads[-1].start()):
            yield name


def _opens(key: str, at: int) -> bool:
    return at == 0 or not key[at - 1].isalnum()


def _is_one_name(name: str, after_head: int) -> bool:
    """Whether no other body stands in ``name``, and nothing that only a sentence has."""
    parts = [part.end() for part in _PART.finditer(name)]
    bodies = (grammar().head.match(name, at) or grammar().noun.match(name, at) for at in parts)
    return len(name.split()) <= _MAX_WORDS and not any(bodies) and not _NOT_IN_NAMES.search(name, after_head)


@cache
def _fields_that_end_with(word: str) -> tuple[str, ...]:
    """``Phòng Thu thập thông tin thống kê`` may be a name, ``Phòng Thống kê chủ trì`` none."""
    fields = (f" {fold(field)}" for field in grammar().fields.names())
    return tuple(field for field in fields if field.endswith(f" {word}"))
