"""PDF files that may grow beyond measure when pdfium opens them, told before that.

A form may draw other forms ten times each, and these again: two kilobytes become a million objects.
Packed page content can grow a thousandfold. pdfium follows both without a bound and takes the process
with it when memory ends. The content of files is looked through here: what is ordinary is read at once, the
rest by a process with bounds (:mod:`docparse.readers.pdf.confined`).
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import inf, prod

# bytes of unpacked content of one stream, and objects that forms in forms may make, that are ordinary
MAX_CONTENT = 4 * 2**20
MAX_DRAWN = 50_000
# bytes of all streams together that are looked at
MAX_TOTAL = 256 * 2**20
# bytes of the list of streams that one page is made of: some twenty
MAX_PARTS = 200
# forms inside forms that pdfium follows
MAX_DEPTH = 40
# bytes before a stream in which its dictionary is looked for
_DICTIONARY = 4_096
_FIRST_CHUNK, _CHUNK = 2**12, 2**16

_STREAM = re.compile(rb"stream\r?\n")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_FILTERS = re.compile(rb"/(?:ASCII85|ASCIIHex|LZW|RunLength|Crypt|A85|AHx|LZ|RL)\w*")
_ASCII85 = re.compile(rb"/Filter\s*\[\s*/(?:ASCII85Decode|A85)\b")
_FLATE = re.compile(rb"/Fl(?:ateDecode)?\b")
_NUMBER = re.compile(rb"(?<!\d)(\d{1,10})\s{1,4}\d{1,5}\s{1,4}$")
_NUMBER_LENGTH = 24
# short runs only: files hold thousands of digits or blanks in a row
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s{1,4}\d{1,5}\s{1,4}obj\b")
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,10})\s{1,4}\d{1,5}\s{1,4}R\b")
_MANY_PARTS = re.compile(rb"/Contents\s{0,9}\[[^\]]{%d}" % MAX_PARTS)


class _OpaqueError(Exception):
    """A stream cannot be looked into: encrypted, or packed in an odd way."""


@dataclass(frozen=True, slots=True)
class _Stream:
    number: int
    dictionary: bytes
    data: bytes
    start: int


@dataclass(frozen=True, slots=True)
class _Form:
    """How often a form draws something, and the numbers of the objects that its dictionary names."""

    draws: int
    named: frozenset[int]


def is_ordinary(data: bytes) -> bool:
    """Whether the content of a PDF stays small when it is unpacked and drawn."""
    forms: dict[int, _Form] = {}
    on_page, looked_at = 1, 0
    try:
        if _has_many_parts(data):
            return False
        for stream in _streams(data):
            content = _unpacked(stream)
            if content is None or _has_many_parts(content):
                return False
            looked_at += len(content)
            if looked_at > MAX_TOTAL:
                return False
            draws = content.count(b"Do")  # of `/X Do`; a word that holds it does no harm
            if b"/Form" in stream.dictionary:
                forms[stream.number] = _Form(draws, _named(stream.dictionary))
            else:
                on_page = max(on_page, draws)
    except _OpaqueError:
        return False
    most = MAX_DRAWN / on_page if forms else inf
    return prod(1 + form.draws for form in forms.values()) <= most or _drawn(data, forms) <= most


def _named(text: bytes) -> frozenset[int]:
    return frozenset(map(int, _REFERENCE.findall(text)))


def _drawn(data: bytes, forms: dict[int, _Form]) -> float:
    """The most objects that one form makes, with the forms in it; infinite where forms go in a circle."""
    others = _plain_objects(data)
    made: dict[int, float] = {}

    def count(number: int, depth: int) -> float:
        if number not in made:
            made[number] = inf  # met again on the way down: a circle
            form = forms[number]
            inside = _forms_among(form.named, forms, others) if form.draws and depth < MAX_DEPTH else set()
            most = max((count(other, depth + 1) for other in inside), default=1.0)
            made[number] = 1.0 + form.draws * most
        return made[number]

    return max(count(number, 0) for number in forms)


def _plain_objects(data: bytes) -> dict[int, frozenset[int]]:
    """What the objects name that are no streams."""
    found: dict[int, frozenset[int]] = {}
    for match in _OBJECT.finditer(data):
        body = data[match.end() : data.find(b"endobj", match.end(), match.end() + _DICTIONARY)]
        if b"stream" not in body:
            found[int(match[1])] = _named(body)
    return found


def _forms_among(
    named: Collection[int], forms: Collection[int], others: Mapping[int, frozenset[int]]
) -> set[int]:
    """The forms that a form may draw; all of them where its resources cannot be looked at."""
    found, waiting, seen = set[int](), list(named), set[int]()
    while waiting:
        number = waiting.pop()
        if number in forms:
            found.add(number)
        elif number in others and number not in seen:
            waiting += others[number]
        seen.add(number)
    return found if named else set(forms)


def _streams(data: bytes) -> Iterator[_Stream]:
    """The streams that are no pictures, with their dictionaries."""
    for match in _STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] == b"end":
            continue
        begin = data.rfind(b"obj", max(0, match.start() - _DICTIONARY), match.start())
        found = _NUMBER.search(data, max(0, begin - _NUMBER_LENGTH), max(begin, 0))
        number = int(found[1]) if found else -1
        dictionary = data[begin + 3 : match.start()]
        if b"#" in dictionary:
            dictionary = _ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), dictionary)
        if not (b"/Image" in dictionary and b"/Form" not in dictionary):
            yield _Stream(number, dictionary, data, match.end())


def _unpacked(stream: _Stream) -> bytes | None:
    """The content of a stream; null where it is larger than :data:`MAX_CONTENT`."""
    filters = _FILTERS.findall(stream.dictionary)
    packed = memoryview(stream.data)[stream.start :]
    if _ASCII85.search(stream.dictionary) and len(filters) == 1:
        packed = memoryview(_from_ascii85(packed))
    elif filters:
        raise _OpaqueError
    if _FLATE.search(stream.dictionary):
        return _inflated(packed)
    end = stream.data.find(b"endstream", stream.start, stream.start + MAX_CONTENT)
    return stream.data[stream.start : end] if end >= 0 else None


def _from_ascii85(packed: memoryview) -> bytes:
    text = bytes(packed[: 2 * MAX_CONTENT])
    try:
        return base64.a85decode(text[: text.index(b"~>")])
    except ValueError as error:
        raise _OpaqueError from error


def _inflated(packed: memoryview) -> bytes | None:
    engine = zlib.decompressobj()
    pieces: list[bytes] = []
    left = MAX_CONTENT
    try:
        at, step = 0, _FIRST_CHUNK
        while at < len(packed):
            piece = engine.decompress(packed[at : at + step], left)
            at, step = at + step, _CHUNK
            left -= len(piece)
            pieces.append(piece)
            if left <= 0:
                return None
            if engine.eof:
                break
    except zlib.error as error:
        if not any(pieces):
            raise _OpaqueError from error
    return b"".join(pieces)


def _has_many_parts(text: bytes) -> bool:
    return _MANY_PARTS.search(text) is not None
