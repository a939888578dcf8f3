"""The numbers and bullets that a browser prints in front of list items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docparse.readers.html.css import Declarations, list_style
from docparse.readers.html.tree import Element
from docparse.text import to_roman

BULLET = "-"
MAX_ROMAN = 3_999
_OLD_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_BULLETS = frozenset(("disc", "circle", "square", "disclosure-open", "disclosure-closed"))
# a number or bullet that was typed: then the page hides its own
_TYPED = re.compile(r"\s*(?:[-–—+•*·]|\d{1,3}(?:\.\d{1,3})*[.)/]|[a-zđA-ZĐ][.)]|[ivxIVX]{1,6}[.)])\s*\S")
_INTEGER = re.compile(r"\s*-?\d{1,9}\s*")


@dataclass(slots=True)
class ListFrame:
    """An open list: how its items are marked, and the number of the next one."""

    style: str
    number: int
    step: int

    def take(self, item: Element, declared: Declarations) -> str:
        """Return the mark of ``item`` (empty for none); counts on."""
        if (value := _integer(item, "value")) is not None:
            self.number = value
        number, self.number = self.number, self.number + self.step
        return mark(list_style(declared) or _old_type(item) or self.style, number)


def open_list(element: Element, declared: Declarations) -> ListFrame:
    """Begin a list; one whose items all carry typed marks prints none."""
    ordered = element.tag == "ol"
    style = list_style(declared) or _old_type(element) or ("decimal" if ordered else "disc")
    items = [child for child in element if child.tag == "li"]
    if items and all(_TYPED.match(_opening(item)) for item in items):
        style = "none"
    reverse = ordered and element.get("reversed") is not None
    start = _integer(element, "start")
    if start is None:
        start = len(items) if reverse else 1
    return ListFrame(style, start, -1 if reverse else 1)


def mark(style: str, number: int) -> str:
    """Return what is printed for item ``number`` of a list of this style."""
    if style[:1] in "\"'":
        return style.strip("\"'").strip()
    if style == "none":
        return ""
    if style in _BULLETS:
        return BULLET
    return f"{numeral(style, number)}."


def with_mark(mark: str, text: str) -> str:
    """Put the mark in front of the item's text, unless it (for a bullet: any mark) was typed there."""
    typed = text.lstrip()
    if not mark or typed.startswith(mark) or (mark == BULLET and _TYPED.match(typed)):
        return typed
    return f"{mark} {typed}"


def numeral(style: str, number: int) -> str:
    """Print a number in a style of lists and counters."""
    if style == "none":
        return ""
    if number > 0 and style.endswith(("-alpha", "-latin")):
        text = _letters(number)
    elif 0 < number <= MAX_ROMAN and style.endswith("-roman"):
        text = to_roman(number).lower()
    else:
        return f"{number:02d}" if style == "decimal-leading-zero" else str(number)
    return text.upper() if style.startswith("upper") else text


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _old_type(element: Element) -> str | None:
    kind = (element.get("type") or "").strip()
    return _OLD_TYPES.get(kind) or (kind.lower() if kind.lower() in _BULLETS else None)


def _integer(element: Element, attribute: str) -> int | None:
    text = element.get(attribute) or ""
    return int(text) if _INTEGER.fullmatch(text) else None


def _opening(item: Element) -> str:
    """Return the first text of an item."""
    return next((text for text in item.itertext() if text.strip()), "")
