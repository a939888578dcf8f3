"""What Markdown says of one line: its text without marks, and how it looks.

Only marks that come in pairs, or that open a line, are taken for Markdown: officials also type stars,
dashes and underscores of their own.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SHELTER = 0xE100  # private use: where an escaped character waits until the marks are gone
_UNSHELTER = {_SHELTER + code: chr(code) for code in range(0x21, 0x7F)}
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_AUTOLINK = re.compile(r"<(https?://[^>\s]+)>")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|p|div|center|font)(?: [^<>]*)?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);")
# made from a page by a program that sets marks where the page had them: `*a) *Mục đích`
_LOOSE_PAIR = re.compile(r"(?<!\*)\*(?!\*)([^*]*)\*(?!\*)")
_STAR_PAIR = re.compile(r"(?<![\w*])\*(?=[\w“\"'(\[])([^*]+)(?<=[^\s*])\*(?![\w*])")
_UNDERSCORE_PAIR = re.compile(r"(?<![\w_])(_{1,2})(?=[^\s_])([^_]+)(?<=[^\s_])\1(?![\w_])")
_CODE = re.compile(r"`([^`]+)`")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?$")
_QUOTE = re.compile(r"(?:>\s?)+(?!\s*[\d>])")  # a number behind it: `> 90%` is more than 90%
_NOTE_MARK = re.compile(r"\(\*+\)")

# no line without one of these has marks; private use: what may be read as sheltered
_ANY_MARK = re.compile(f"[\\\\*_`<&\\[#>{chr(_SHELTER + 0x21)}-{chr(_SHELTER + 0x7E)}]")
# `* * *Nơi nhận:*`: a rule of stars that a converter left before the words of its cell
_LONE_STARS = re.compile(r"^(?:\*[ \t]+){2,}(?=\S)")


@dataclass(frozen=True, slots=True)
class Inline:
    """A line without its marks; ``open`` tells that bold goes on in the next line."""

    text: str
    bold: bool = False
    italic: bool = False
    heading: int | None = None
    open: bool = False


def read_line(line: str, bold_open: bool = False, converted: bool = False) -> Inline:
    """Take the marks off ``line``.

    ``bold_open`` where ``**`` was opened in a line before; ``converted`` where a program wrote the text
    from a page: every pair of stars is then a mark, wherever its spaces stand.
    """
    if not _ANY_MARK.search(line):
        text = line.strip()
        return Inline(text, bold=bold_open and bool(text), open=bold_open)
    text = _ESCAPED.sub(lambda m: chr(_SHELTER + ord(m[1])), line.strip())
    text = _NOTE_MARK.sub(lambda m: m[0].replace("*", chr(_SHELTER + ord("*"))), text)
    text = _QUOTE.sub("", text, count=1) if text.startswith(">") else text
    text = _LONE_STARS.sub("", text)
    heading = _HEADING.match(text)
    if heading:
        text = heading[2]
    text = _without_markup(text)
    text, bold, still_open = _without_stars(text, bold_open)
    italic = _is_wrapped(text)
    if converted and not text.startswith("* "):
        text = _LOOSE_PAIR.sub(r"\1", text)
    text = _UNDERSCORE_PAIR.sub(r"\2", _STAR_PAIR.sub(r"\1", text)).translate(_UNSHELTER)
    return Inline(text.strip(), bold, italic, len(heading[1]) if heading else None, still_open)


def _without_markup(text: str) -> str:
    """Drop pictures, addresses of links, tags of HTML, quotes of code; entities become characters."""
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if "<" in text:
        text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    if "&" in text:
        text = _ENTITY.sub(lambda m: html.unescape(m[0]), text)
    return _CODE.sub(r"\1", text) if "`" in text else text


def _without_stars(text: str, bold_open: bool) -> tuple[str, bool, bool]:
    """Drop ``**``; tell whether all words stood between two of them, and whether one is left open."""
    pieces = text.split("**")
    outside = "".join(pieces[1 if bold_open else 0 :: 2])
    inside = "".join(pieces[0 if bold_open else 1 :: 2])
    bold = bool(inside.strip()) and not re.search(r"\w", outside)
    return "".join(pieces), bold, bold_open != (len(pieces) % 2 == 0)


def _is_wrapped(text: str) -> bool:
    return any(pair.fullmatch(text) for pair in (_STAR_PAIR, _UNDERSCORE_PAIR))
