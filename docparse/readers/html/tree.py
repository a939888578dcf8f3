"""From the bytes of a page to a tree of bounded depth, in Unicode."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

import lxml.etree
import lxml.html

from docparse.errors import FileTooLarge, UnreadableFile
from docparse.readers.capitals import with_capitals
from docparse.readers.symbols import raised
from docparse.text.encoding import NotTextError, convert, decode, legacy_encoding

MAX_BYTES = 50_000_000  # saved pages carry their pictures inside
MAX_DEPTH = 1_000  # the parser stops, and loses the rest, at 2,048

Element: TypeAlias = lxml.html.HtmlElement

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]{1,40})")
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = 4_096  # bytes in which a page names its encoding
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^<>]*>")
_VOID_TAGS = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_TAGS.split())


def parse(data: bytes, name: str) -> Element:
    """Parse a page; raises :class:`~docparse.errors.UnreadableFile` where there is nothing in it."""
    if len(data) > MAX_BYTES:
        raise FileTooLarge(
            name,
            f"Trang web dài {len(data) / 1e6:.0f} MB, vượt giới hạn {MAX_BYTES / 1e6:.0f} MB.",
            "Lưu lại trang dưới dạng văn bản (.txt) hoặc .docx.",
        )
    try:
        source, encoding = decode(data, _declared(data[:_HEAD]))
    except NotTextError:
        raise UnreadableFile(
            name, "Không phải là trang HTML (dữ liệu nhị phân).", "Tải lại trang và lưu lại tệp."
        ) from None
    root = _parse(_INVALID.sub("", source))
    if root is None:
        raise UnreadableFile(name, "Trang HTML không có nội dung.", "Tải lại trang và lưu lại tệp.")
    written = legacy_encoding(" ".join(root.itertext()))  # as entities (``&micro;``)
    if written:
        _change_texts(root, lambda text: _INVALID.sub("", convert(text, written)))
    if "tcvn3" in (encoding, written):
        _change_texts(root, with_capitals)
    for element in root.iter("sup"):
        element.text = raised(element.text or "")
    return root


def _declared(head: bytes) -> str | None:
    match = _CHARSET.search(head) or _XML_ENCODING.search(head)
    return match[1].decode("ascii") if match else None


def _parse(source: str) -> Element | None:
    root, too_deep = _parse_once(source)
    return _parse_once(_flattened(source))[0] if too_deep else root


def _parse_once(source: str) -> tuple[Element | None, bool]:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except lxml.etree.ParserError:  # nothing but white space and comments
        return None, False
    return root, any("depth" in entry.message for entry in parser.error_log)


def _flattened(source: str) -> str:
    """Return the page without the tags that are nested deeper than :data:`MAX_DEPTH`; the text stays."""
    stack: list[str] = []

    def keep(match: re.Match[str]) -> str:
        closing, tag = match[1], match[2].lower()
        if tag in _VOID:
            return match[0]
        if not closing:
            stack.append(tag)
            return match[0] if len(stack) <= MAX_DEPTH else ""
        if stack and stack[-1] == tag:
            stack.pop()
        return match[0] if len(stack) < MAX_DEPTH else ""

    return _TAG.sub(keep, source)


def _change_texts(root: Element, change: Callable[[str], str]) -> None:
    for element in root.iter():
        if element.text:
            element.text = change(element.text)
        if element.tail:
            element.tail = change(element.tail)
