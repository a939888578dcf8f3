"""What a number counts: the unit or noun behind it, before it, or behind the number that it goes with."""

from __future__ import annotations

import re
from functools import cache

from docparse.rulebook import load_table, pattern
from extractors.words import tagged

PERCENT = re.compile(r"\s?(?:%|‰|phần trăm|﹪|％)")
_NEVER_COUNTED = re.compile(r"\s?(?:năm|tháng|tuần)(?! học\b)(?!\w)(?!/)")
_SKIPPED_BRACKET = re.compile(r"\s*\([^()]{1,60}\)\s*")
_FRACTION_END = re.compile(r"\d\s?/\s?\d[\d.]*$")
_OF_ALL = re.compile(r"(?:tổng )?số (?=[^\W\d_])")  # `150/160 số trường`
_BRACKETED = re.compile(r"\(\d[\d.]*\s?/\s?\d[\d.]*$")
# `tỷ lệ học sinh được học là 9387/12297 đạt 76,3 %`: the unit of both parts stands behind the rate
_SHARE_OF = re.compile(r"(?<!\w)(?:t[ỷỉ] lệ|số) (?=[^\W\d_])")
_FRACTION_PART = re.compile(r"\d\s?/\s?$")
_SLASH = re.compile(r"\s?/\s?\d")
_PRIZE = re.compile(r"\s?đồng\s?/\s?(?:giải|suất|phần quà)")  # what one gets, no promise
# `16/100.000 trẻ em`, `tỷ suất … trên 1.000 trẻ đẻ sống dưới 9,5`: what a rate is counted on
RATE_BASE = re.compile(
    r"(?:(?<=\d)\s?/\s?|\btỷ (?:suất|số|lệ)\b[^.;:]{0,80}? trên )"
    r"(?P<base>10{0,2}\.?000(?:\.000)?)(?![.,]?\d)(?P<noun> [^\W\d_]+(?: [^\W\d_]+)?)?"
)
_SCALE = re.compile(r"(?:nghìn|ngàn|vạn|triệu|tỷ) (?!đồng)")
_RATIO = re.compile(r"\s?/\s?(?:\d{1,3}\s)?([^\W\d_]+(?: [^\W\d_]+)?)")
_MAX_WORD = 32  # characters in which the first word of a phrase is told
_NO_NOUN = pattern("figurewording", "no-noun")
_COPIES = pattern("figurewording", "copies")
_TOLD_ALREADY = pattern("figurewording", "told-already")
_LABEL_BEFORE = re.compile(r"(?P<label>[^\W\d_][^:;.()\d]{1,60}?)\s?:\s?$")
# `tng số`: a letter that a scan has lost
_TOTAL_WORD = re.compile(r"(?:t\w{0,2}ng số|số lượng|tổng cộng|tổng|số|có|gồm)\s+")
_WORD = re.compile(r"[^\W\d_]+(?:²|³)?")
_SECOND_NUMBER = re.compile(r"\s?(?:-|đến|/)\s?\d[\d.,]*")  # of a range or a fraction


def read_unit(
    key: str, start: int, at: int, stop: int, end: int, before: str | None
) -> tuple[str | None, int, bool]:
    """What the number at ``at..stop`` of the folded passage ``start..end`` counts.

    Gives the unit, where it ends, and whether the list of units knows it; a null unit where the number
    counts nothing. ``before`` is the unit of the number before it.
    """
    percent = PERCENT.match(key, stop, end)
    if percent:
        return "‰" if "‰" in percent.group() else "%", percent.end(), True
    if _NEVER_COUNTED.match(key, stop, end) or _PRIZE.match(key, stop, end):
        return None, stop, False
    rate = RATE_BASE.match(key, stop, end)
    if rate:
        return _per(rate), rate.end("base"), True
    following = shared_unit(key, stop, end)
    if following is not None:
        return following
    noun = _noun(key, stop, end)
    if noun is not None:
        return noun
    label = _LABEL_BEFORE.search(key, max(start, at - 70), at)
    if label:
        total = _TOTAL_WORD.match(label["label"])
        named = label["label"].strip()[total.end() if total else 0 :]
        counted = _units().match(named)
        if counted:
            return counted.group(), stop, True
        if total and named:
            return named, stop, False
        if before not in (None, "%"):
            return before, stop, True
    if _FRACTION_PART.search(key, max(start, at - 12), at) or _SLASH.match(key, stop, end):
        shares = [_units().match(key, m.end(), at) for m in _SHARE_OF.finditer(key, max(start, at - 90), at)]
        counted = next(filter(None, reversed(shares)), None)
        if counted:
            return counted.group(), stop, True
    rates = list(RATE_BASE.finditer(key, max(start, key.rfind(";", start, at)), at))
    return (_per(rates[-1]), stop, True) if rates else (None, stop, False)


@cache
def _words(list_name: str) -> re.Pattern[str]:
    """Any word of a list of ``units.toml``, the longest first."""
    words = sorted(load_table("units")[list_name]["words"], key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")


def _units() -> re.Pattern[str]:
    return _words("count")


def is_unit(text: str) -> bool:
    """Whether folded ``text`` is one of the units that numbers count (``xã``, ``triệu đồng``)."""
    return any(_words(name).fullmatch(text) for name in ("count", "measure"))


def _never() -> re.Pattern[str]:
    return _words("never")


def _per(rate: re.Match[str]) -> str:
    """``/100.000 trẻ em``: the unit of a rate."""
    return f"/{rate['base']}{rate['noun'] or ''}"


def _noun(key: str, stop: int, end: int) -> tuple[str, int, bool] | None:
    """The noun that stands right behind a number, with its ratio (``máy/trường``)."""
    bracket = _SKIPPED_BRACKET.match(key, stop, end)
    at = bracket.end() if bracket else stop
    if key.startswith(")", stop) and _BRACKETED.search(key, max(0, stop - 16), stop):
        at = stop + 1  # `(20/20) xã`
    while at < end and key[at] == " ":
        at += 1
    of_all = _OF_ALL.match(key, at, end) if _FRACTION_END.search(key, max(0, stop - 16), stop) else None
    at = of_all.end() if of_all else at
    if _COPIES.match(key, at, end) or _TOLD_ALREADY.match(key, at, end):
        return None
    scale = _SCALE.match(key, at, end)
    listed = _units().match(key, scale.end() if scale else at, end)
    if scale and listed and not _units().match(key, at, end):
        return key[at : listed.end()], listed.end(), True
    listed = _units().match(key, at, end)
    if at >= end or (listed is None and _never().match(key, at, end)):
        return None
    if listed:
        word, word_end, known = listed.group(), listed.end(), True
    else:
        plain = _WORD.match(key, at, end)
        if plain is None or _NO_NOUN.match(key, at, end):
            return None
        word_end = _word_end(key, at, plain.end(), end)
        word, known = key[at:word_end], False
    ratio = _RATIO.match(key, word_end, end)
    if ratio:
        per = _units().match(key, ratio.start(1), end)
        denominator = per.group() if per else ratio.group(1).split()[0]
        per_end = ratio.start(1) + len(denominator)
        return key[at:per_end], per_end, known
    return word, word_end, known


def _word_end(key: str, at: int, syllable: int, end: int) -> int:
    """Where the word that begins at ``at`` ends: ``3 ứng dụng`` counts no ``ứng``."""
    phrase = key[at : min(end, at + _MAX_WORD)]
    first = next(iter(tagged(phrase)), None)
    whole = first is not None and first[0] == 0 and first[2].startswith("N")
    return at + first[1] if first and whole and at + first[1] > syllable else syllable


def shared_unit(key: str, stop: int, end: int) -> tuple[str, int, bool] | None:
    """As :func:`read_unit`, behind the second number: ``từ 01 đến 04 đường truyền``, ``21/75 thủ tục``."""
    following = _SECOND_NUMBER.match(key, stop, end)
    if following is None:
        return None
    percent = PERCENT.match(key, following.end(), end)
    if percent:
        return "%", stop, True
    noun = _noun(key, following.end(), end)
    return (noun[0], stop, noun[2]) if noun else None
