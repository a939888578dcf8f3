"""Runs set in the fonts of TCVN3 (``.VnTime``) and VNI (``VNI-Times``), which are no Unicode.

The font names the encoding, but many documents name such a font for text that is Unicode already;
so the whole text in these fonts has to read as Vietnamese before any of it is converted.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from docparse.readers.docx.styles import StyleSheet
from docparse.readers.docx.xml import Element, value_of, w
from docparse.text.encoding import convert, legacy_encoding

# beyond this code point stand the Vietnamese letters of Unicode, which the legacy fonts do not have
_LAST_LEGACY = "\u02ff"
_SOFT_HYPHEN = "\u00ad"  # the letter ư of TCVN3


class LegacyFonts:
    """Which legacy encodings the text of a part is really in."""

    def __init__(self, part: Element, styles: StyleSheet) -> None:
        self._part, self._styles = part, styles

    @cached_property
    def _encodings(self) -> frozenset[str]:
        """Asked for by the first run in such a font: most parts have none."""
        texts = _texts(self._part, self._styles)
        return frozenset(name for name, pieces in texts.items() if legacy_encoding("".join(pieces)) == name)

    def to_unicode(self, text: str, font: str) -> str:
        """Convert the text of one run; unchanged where its font is no legacy font."""
        encoding = _encoding(font)
        if encoding is None or not self._encodings:
            return text
        if encoding not in self._encodings or text.isascii() or max(text) > _LAST_LEGACY:
            converted = text
        else:
            converted = convert(text, encoding)
        # the fonts .VnTimeH, .VnArialH … draw small letters as capitals
        return converted.upper() if encoding == "tcvn3" and font.endswith("H") else converted


@lru_cache(maxsize=1024)
def _encoding(font: str | None) -> str | None:
    lowered = (font or "").lower()
    if lowered.startswith(".vn"):
        return "tcvn3"
    return "vni" if lowered.startswith("vni-") else None


def _texts(part: Element, styles: StyleSheet) -> dict[str, list[str]]:
    """Collect the text of the part that stands in legacy fonts, by encoding."""
    texts: dict[str, list[str]] = {}
    for paragraph in part.iter(w("p")):
        style = styles.paragraph(value_of(paragraph.find(w("pPr")), w("pStyle")))
        for run in paragraph.iter(w("r")):
            encoding = _encoding(styles.run(style, run.find(w("rPr"))).font)
            if encoding:
                texts.setdefault(encoding, []).append(_text(run))
        for pieces in texts.values():
            pieces.append("\n")
    return texts


def _text(run: Element) -> str:
    return "".join(
        _SOFT_HYPHEN if child.tag == w("softHyphen") else child.text or ""
        for child in run.iterchildren(w("t"), w("softHyphen"))
    )
