"""Bytes to characters: Unicode in its forms, Windows-1258, and the legacy fonts TCVN3 and VNI.

An encoding is chosen for the whole document: the one under which most of the accented words can be
Vietnamese. Single lines are too short to tell.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from docparse.text.syllable import is_syllable
from docparse.text.tcvn3 import tcvn3_to_unicode
from docparse.text.vni import vni_to_unicode

# share of control characters from which bytes are no text (random bytes have about 0.1)
MAX_CONTROL_SHARE = 0.02
# share of NUL bytes from which text without a mark is taken for UTF-16 (a line of ASCII has 0.5)
MIN_NUL_SHARE = 0.1
# share of Latin letters and signs from which a guess at UTF-16 holds
MIN_LATIN_SHARE = 0.7
# bytes at the beginning, in the middle and at the end that are tried in each encoding
SAMPLE_BYTES = 300_000
# runs of letters and signs looked at to choose an encoding, and how many of their words must speak for a
# legacy font
SAMPLE_RUNS = 75_000
MIN_LEGACY_WORDS = 2
MIN_LEGACY_SHARE = 0.75
MAX_UNICODE_SHARE = 0.6
# share of accented words that must be Vietnamese for a one-byte encoding to be believed
MIN_EIGHT_BIT_SHARE = 0.5

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY: dict[str, Callable[[str], str]] = {"tcvn3": tcvn3_to_unicode, "vni": vni_to_unicode}
# what no page of one-byte characters can be in; pages that declare UTF-16 are none if they lack its mark
_NO_CHARSETS = (
    "idna",
    "punycode",
    "unicode",
    "raw_unicode",
    "undefined",
    "utf-7",
    "utf-16",
    "utf-32",
    "utf_",
)
# the first bytes of most accented letters, of `đ` and of `ư`, as Windows-1252 has them
_TWICE = re.compile("á[º»]|Ä[‘\x91]|Æ°")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
# a word as the bytes have it: the symbols of Latin-1 are letters in the legacy fonts
_WORD = re.compile("(?:[^\\W\\d_]|[\u00a1-\u00ff\u0300-\u036f\u2212])+")
_QUOTES = "«»·"
_LATIN = re.compile("[\\s!-\u02ff\u1e00-\u20ff]")


class NotTextError(ValueError):
    """The bytes are no text in any encoding."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Decode ``data`` and name the encoding found; ``declared`` is tried among the others.

    The text may contain legacy-font Vietnamese only where the whole of it does not: then it has been
    converted and the name is ``tcvn3`` or ``vni``. Raises :class:`NotTextError` for binary data.
    """
    text, name = _unicode(data) or _eight_bit(data, declared)
    if len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise NotTextError
    if (once := _encoded_once(text)) is not None:
        return once, "utf-8"
    legacy = legacy_encoding(text)
    return (convert(text, legacy), legacy) if legacy else (text, name)


def _encoded_once(text: str) -> str | None:
    """Undo UTF-8 that a program took for Windows-1252 and encoded again (``Káº¿``); null where it is none."""
    if len(_TWICE.findall(text)) < MIN_LEGACY_WORDS:
        return None
    try:
        return text.translate(_WINDOWS_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def legacy_encoding(text: str) -> str | None:
    """``tcvn3`` or ``vni`` where ``text`` is legacy-font Vietnamese taken for Latin-1, else null."""
    words = _accented_words(text)
    total = words.total()
    if total < MIN_LEGACY_WORDS or _good(words, str) > MAX_UNICODE_SHARE * total:
        return None
    scores = {name: _good(words, convert) for name, convert in _LEGACY.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < max(MIN_LEGACY_WORDS, MIN_LEGACY_SHARE * total):
        return None
    return best


def convert(text: str, encoding: str) -> str:
    """Convert from a legacy font's ``encoding``, as :func:`legacy_encoding` names it."""
    return _LEGACY[encoding](text)


def _unicode(data: bytes) -> tuple[str, str] | None:
    """Read ``data`` as UTF-8, -16 or -32 where it says or shows that it is."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return data.decode(codec, "replace"), codec.removesuffix("-sig")
    if data.count(0) > MIN_NUL_SHARE * len(data):
        # the high byte is the one that is mostly zero
        codec = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
        text = data.decode(codec, "replace")
        return (text, codec) if len(_LATIN.findall(text)) >= MIN_LATIN_SHARE * len(text) else None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return None


def _eight_bit(data: bytes, declared: str | None) -> tuple[str, str]:
    """Read ``data`` in the encoding that makes the most Vietnamese words of it."""
    candidates: dict[str, Callable[[bytes], str]] = {
        "windows-1252": _western,
        "tcvn3": lambda data: tcvn3_to_unicode(_western(data)),
        "vni": lambda data: vni_to_unicode(_western(data)),
        "windows-1258": lambda data: _composed(data.decode("cp1258", "replace")),
        "utf-8": lambda data: data.decode("utf-8", "replace"),  # cut off or damaged
    }
    if declared and _is_codec(declared):
        candidates = {declared: lambda data: _composed(data.decode(declared, "replace"))} | candidates
    sample = _sample(data)
    shares = {name: _share(candidate(sample)) for name, candidate in candidates.items()}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] < MIN_EIGHT_BIT_SHARE:  # no Vietnamese: what the page says, else Windows' own
        best = next(iter(candidates))
    return candidates[best](data), best


def _share(text: str) -> float:
    words = _accented_words(text)
    return _good(words, str) / words.total() if words else 0.0


def _western(data: bytes) -> str:
    return data.decode("latin-1").translate(_WINDOWS)


def _sample(data: bytes) -> bytes:
    """Take beginning, middle and end of a long text."""
    if len(data) <= 3 * SAMPLE_BYTES:
        return data
    middle = len(data) // 2
    return b"\n".join((data[:SAMPLE_BYTES], data[middle : middle + SAMPLE_BYTES], data[-SAMPLE_BYTES:]))


# what Windows-1252 has in place of the control characters of Latin-1
_WINDOWS = {b: bytes([b]).decode("cp1252", "ignore") or None for b in range(0x80, 0xA0)}

_WINDOWS_BYTES = {ord(letter): byte for byte, letter in _WINDOWS.items() if letter}


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _is_codec(name: str) -> bool:
    """Tell whether ``name`` is an encoding of text that Python knows."""
    try:
        b"a".decode(name, "replace")
    except (LookupError, ValueError):
        return False
    return not name.lower().startswith(_NO_CHARSETS)


def _accented_words(text: str) -> Counter[str]:
    """Count the words of ``text`` that have a character beyond ASCII, two letters at least, in a sample.

    What stands between two spaces comes again and again: words are looked for in each of these once.
    """
    words: Counter[str] = Counter()
    for run, count in Counter(text.split(maxsplit=SAMPLE_RUNS)[:SAMPLE_RUNS]).items():
        for word in () if run.isascii() else _WORD.findall(run):
            if len(word) > 1 and not word.isascii():
                words[word] += count
    return words


def _good(words: Counter[str], convert: Callable[[str], str]) -> int:
    """Count the words that are Vietnamese syllables once converted."""
    return sum(count for word, count in words.items() if _is_word(convert(word.strip(_QUOTES))))


def _is_word(word: str) -> bool:
    return is_syllable(_composed(word))
