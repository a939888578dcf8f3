"""How wide text is, without a font at hand: enough to wrap it so that no usual font runs over.

The widths are those of DejaVu Sans, the widest of the fonts that :data:`FONTS` may find.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

FONTS = "'Noto Sans','Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif"
LINE_HEIGHT = 1.35
_BOLD = 1.1
_WIDEST = 1000

# Thousandths of the font size, for U+0020 to U+007E.
_ASCII = (
    "318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 "
    "636 636 337 337 838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 "
    "603 787 695 635 611 732 684 989 685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 "
    "634 278 278 579 278 974 634 612 635 635 411 521 392 634 592 818 592 592 525 636 337 636 838"
)
_WIDTHS = {chr(32 + at): int(width) for at, width in enumerate(_ASCII.split())}
_WIDTHS.update(
    {"đ": 635, "Đ": 775, "ơ": 612, "Ơ": 913, "ư": 634, "Ư": 858, "–": 500, "·": 318, "“": 518, "”": 518}
)


@lru_cache(maxsize=2048)
def _character(character: str) -> int:
    """Width of one character; an accented letter is as wide as its base."""
    if character in _WIDTHS:
        return _WIDTHS[character]
    bare = unicodedata.normalize("NFD", character)
    # `ở` falls apart into o, horn and tone: the horn makes the letter wider
    base = unicodedata.normalize("NFC", bare[:2]) if "\u031b" in bare else bare[0]
    return _WIDTHS.get(base, _WIDTHS.get(bare[0], _WIDEST))


def width(text: str, size: float, bold: bool = False) -> float:
    """Width of ``text`` in pixels at font size ``size``."""
    return sum(map(_character, unicodedata.normalize("NFC", text))) * size / 1000 * (_BOLD if bold else 1.0)


def wrap(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """``text`` as lines that are at most ``room`` pixels wide; a word wider than that is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        while width(word, size, bold) > room and len(word) > 1:
            if line:
                lines.append(line)
                line = ""
            head = _fitting(word, room, size, bold)
            lines.append(word[:head])
            word = word[head:]
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def wrap_evenly(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Like :func:`wrap`, in as few lines, but of like length: no last line of one word."""
    lines = wrap(text, room, size, bold)
    narrow = room / 2
    while len(lines) > 1 and room - narrow > size:
        middle = (narrow + room) / 2
        closer = wrap(text, middle, size, bold)
        if len(closer) == len(lines):
            lines, room = closer, middle
        else:
            narrow = middle
    return lines


def _fitting(word: str, room: float, size: float, bold: bool) -> int:
    """How many letters of ``word`` fit, at least one."""
    count = 1
    while width(word[: count + 1], size, bold) <= room:
        count += 1
    return count


def height(lines: int, size: float) -> float:
    """Height in pixels of ``lines`` lines of text."""
    return lines * size * LINE_HEIGHT
