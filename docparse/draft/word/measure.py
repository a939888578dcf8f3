"""How wide a line of Times New Roman is: rule lines are as long as their text, or a part of it."""

from __future__ import annotations

from docparse.text import strip_accents

# advance widths of U+0020 … U+007E in 1/2048 of the size; an accented letter is as wide as its base
_REGULAR = (
    512, 682, 836, 1024, 1024, 1706, 1593, 369, 682, 682, 1024, 1155, 512, 682, 512, 569,
    1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 569, 569, 1155, 1155, 1155, 909,
    1886, 1479, 1366, 1366, 1479, 1251, 1139, 1479, 1479, 682, 797, 1479, 1251, 1821, 1479, 1479,
    1139, 1479, 1366, 1139, 1251, 1479, 1479, 1933, 1479, 1479, 1251, 682, 569, 682, 961, 1024,
    682, 909, 1024, 909, 1024, 909, 682, 1024, 1024, 569, 569, 1024, 569, 1593, 1024, 1024,
    1024, 1024, 682, 797, 569, 1024, 1024, 1479, 1024, 1024, 909, 983, 410, 983, 1108,
)  # fmt: skip
_BOLD = (
    512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569,
    1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024,
    1905, 1479, 1366, 1479, 1479, 1366, 1251, 1593, 1593, 797, 1024, 1593, 1366, 1933, 1479, 1593,
    1251, 1593, 1479, 1139, 1366, 1479, 1479, 2048, 1479, 1479, 1366, 682, 569, 682, 1190, 1024,
    682, 1024, 1139, 909, 1139, 909, 682, 1024, 1139, 569, 682, 1139, 569, 1706, 1139, 1024,
    1139, 1139, 909, 797, 682, 1139, 1024, 1479, 1024, 1024, 909, 807, 451, 807, 1065,
)  # fmt: skip
_UNITS = 2048
_OTHER = 1024  # dashes, quotation marks, the rare rest


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in points of ``text`` set on one line at ``size`` points."""
    table = _BOLD if bold else _REGULAR
    units = 0
    for char in strip_accents(text.replace("\u00a0", " ")):
        code = ord(char) - 32
        units += table[code] if 0 <= code < len(table) else _OTHER
    return units * size / _UNITS


def longest_line(text: str, size: float, available: float, *, bold: bool = False) -> float:
    """Width in points of the widest line of ``text`` when it wraps at ``available`` points."""
    widest = line = 0.0
    space = text_width(" ", size, bold=bold)
    for word in text.split(" "):
        width = text_width(word, size, bold=bold)
        if line and line + space + width > available:
            widest, line = max(widest, line), width
        else:
            line += (space if line else 0.0) + width
    return min(max(widest, line), available)
