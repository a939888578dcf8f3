"""styles.xml: what a paragraph or run looks like once styles and their ancestors are applied."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias

from docparse.document import Alignment
from docparse.readers.docx.xml import VAL, Element, children_of, is_on, number_of, value_of, w

_ALIGNMENTS: dict[str, Alignment] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}
_HEADING_NAME = re.compile(r"(?:heading|tiêu đề|đầu đề|đề mục) ?([1-9])$", re.IGNORECASE)
_BODY_TEXT_LEVEL = 9
# Word itself stops at eleven; the bound keeps circles and hostile chains from costing quadratic time
_MAX_ANCESTORS = 15
_NO_BORDER = frozenset({"none", "nil"})


class Look(NamedTuple):
    """What a run states of its looks; null where it states nothing."""

    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    raised: bool | None = None

    def over(self, base: Look) -> Look:
        """Lay this look over ``base``, which shows where this states nothing."""
        return Look(
            base.bold if self.bold is None else self.bold,
            base.italic if self.italic is None else self.italic,
            base.caps if self.caps is None else self.caps,
            base.hidden if self.hidden is None else self.hidden,
            base.font if self.font is None else self.font,
            base.raised if self.raised is None else self.raised,
        )

    def toggled(self, other: Look) -> Look:
        """Combine two styles: Word's on/off properties cancel each other."""
        return Look(
            bool(self.bold) != bool(other.bold),
            bool(self.italic) != bool(other.italic),
            bool(self.caps) != bool(other.caps),
            bool(self.hidden) != bool(other.hidden),
            other.font or self.font,
            bool(other.raised if other.raised is not None else self.raised),
        )


PLAIN_LOOK = Look(False, False, False, False)
#: What a ``w:rPr`` states: the fields of a :class:`Look`, and the character style.
Stated: TypeAlias = tuple[
    bool | None, bool | None, bool | None, bool | None, str | None, bool | None, str | None
]

_BOLD, _ITALIC, _CAPS, _HIDDEN = w("b"), w("i"), w("caps"), w("vanish")
_FONTS, _CHARACTER_STYLE, _VERTICAL = w("rFonts"), w("rStyle"), w("vertAlign")
_ASCII, _HANSI = w("ascii"), w("hAnsi")
_LOOKS = frozenset((_BOLD, _ITALIC, _CAPS, _HIDDEN, _FONTS, _CHARACTER_STYLE, _VERTICAL))


def look_of(run_properties: Element | None) -> Look:
    """Read the look that a ``w:rPr`` states itself."""
    return Look() if run_properties is None else Look(*_stated(run_properties)[:-1])


def _stated(run_properties: Element) -> Stated:
    """Read what a ``w:rPr`` states, in one pass: documents have many runs."""
    bold = italic = caps = hidden = raised = font = character = None
    for child in children_of(run_properties):
        tag = child.tag
        if tag not in _LOOKS:
            continue
        if tag == _BOLD:
            bold = is_on(child)
        elif tag == _FONTS:
            font = child.get(_ASCII) or child.get(_HANSI)
        elif tag == _ITALIC:
            italic = is_on(child)
        elif tag == _CAPS:
            caps = is_on(child)
        elif tag == _HIDDEN:
            hidden = is_on(child)
        elif tag == _CHARACTER_STYLE:
            character = child.get(VAL)
        else:
            raised = child.get(VAL) == "superscript"
    return bold, italic, caps, hidden, font, raised, character


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with everything it inherits.

    ``num_id`` and ``depth`` are its numbering, ``chain`` the ids from itself up to its root with the
    depth that each states, ``numbered_by`` the position in the chain of the style that names the list.
    ``runs`` keeps the looks of runs in such paragraphs, by what they state: few stand for many.
    """

    look: Look
    align: Alignment | None
    heading: int | None
    num_id: int | None
    depth: int | None
    chain: tuple[tuple[str, int | None], ...]
    numbered_by: int
    runs: dict[Stated, Look] = field(default_factory=dict, compare=False)


class StyleSheet:
    """The styles of a document; unknown ids behave like the default style."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        self._defaults = Look()
        for style in () if root is None else root.iterfind(w("style")):
            style_id = style.get(w("styleId"), "")
            self._styles.setdefault(style_id, style)
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
                self._default = style_id
        if root is not None:
            self._defaults = look_of(root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"))
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str, Look] = {}
        self._bordered: dict[str, bool] = {}

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """Look up a paragraph style by its id; null or unknown gives the default one."""
        style = self._paragraphs.get(style_id)
        if style is None:
            known = style_id if style_id in self._styles else self._default
            style = self._paragraphs.get(known) or self._resolve(known)
            self._paragraphs[known] = self._paragraphs[style_id] = style
        return style

    def character(self, style_id: str) -> Look:
        """Look up what a character style states, with its ancestors."""
        if style_id not in self._characters:
            look = Look()
            for style in self._chain(style_id):
                look = look.over(look_of(style.find(w("rPr"))))
            self._characters[style_id] = look
        return self._characters[style_id]

    def run(self, paragraph: ParagraphStyle, run_properties: Element | None) -> Look:
        """Compute the look of a run: its own, over its character style, over the paragraph's style."""
        if run_properties is None:
            return paragraph.look
        stated = _stated(run_properties)
        look = paragraph.runs.get(stated)
        if look is None:
            character = stated[-1]
            base = paragraph.look if character is None else paragraph.look.toggled(self.character(character))
            look = paragraph.runs[stated] = Look(*stated[:-1]).over(base)
        return look

    def list_of_style(self, style_id: str) -> int | None:
        """Look up the ``w:numId`` that a numbering style names."""
        style = self._styles.get(style_id)
        return number_of(None if style is None else style.find(f"{w('pPr')}/{w('numPr')}"), w("numId"))

    def has_borders(self, style_id: str | None) -> bool:
        """Whether tables of this style are ruled."""
        key = style_id or ""
        if key not in self._bordered:
            self._bordered[key] = any(
                has_visible_border(style.find(f"{w('tblPr')}/{w('tblBorders')}"))
                for style in self._chain(key)
            )
        return self._bordered[key]

    def _chain(self, style_id: str | None) -> list[Element]:
        """List the style and its ancestors, nearest first; circles and endless chains are cut."""
        chain: list[Element] = []
        while style_id is not None and style_id in self._styles and len(chain) < _MAX_ANCESTORS:
            chain.append(self._styles[style_id])
            style_id = value_of(chain[-1], w("basedOn"))
        return chain

    @cached_property
    def _base_look(self) -> Look:
        return self._defaults.over(PLAIN_LOOK)

    def _resolve(self, style_id: str | None) -> ParagraphStyle:
        chain = self._chain(style_id)
        look = Look()
        properties = [style.find(w("pPr")) for style in chain]
        for style in chain:
            look = look.over(look_of(style.find(w("rPr"))))
        numbers = [None if p is None else p.find(_NUMBERING) for p in properties]
        num_ids = [number_of(n, _NUM_ID) for n in numbers]
        depths = [number_of(n, _ILVL) for n in numbers]
        numbered_by = next((at for at, num_id in enumerate(num_ids) if num_id is not None), -1)
        ids = [style.get(w("styleId"), "") for style in chain]
        return ParagraphStyle(
            look=look.over(self._base_look),
            align=next((found for p in properties if (found := alignment_of(p)) is not None), None),
            heading=_heading(chain, properties),
            num_id=num_ids[numbered_by] if numbered_by >= 0 else None,
            depth=next((depth for depth in depths if depth is not None), None),
            chain=tuple(zip(ids, depths, strict=True)),
            numbered_by=numbered_by,
        )


class OwnProperties(NamedTuple):
    """What a ``w:pPr`` states itself: null where it states nothing. ``mark`` is the look of its mark."""

    style_id: str | None = None
    num_id: int | None = None
    depth: int | None = None
    mark: Element | None = None
    align: Alignment | None = None
    level: int | None = None


_NOTHING_STATED = OwnProperties()
_STYLE, _NUMBERING, _MARK, _ALIGNMENT, _LEVEL = map(w, ("pStyle", "numPr", "rPr", "jc", "outlineLvl"))
_NUM_ID, _ILVL = w("numId"), w("ilvl")


def own_properties(paragraph_properties: Element | None) -> OwnProperties:
    """Read a ``w:pPr`` in one pass: documents have many paragraphs."""
    children = () if paragraph_properties is None else children_of(paragraph_properties)
    if not children:
        return _NOTHING_STATED
    style_id = num_id = depth = mark = align = level = None
    for child in children:
        tag = child.tag
        if tag == _STYLE:
            style_id = child.get(VAL)
        elif tag == _NUMBERING:
            num_id, depth = number_of(child, _NUM_ID), number_of(child, _ILVL)
        elif tag == _MARK:
            mark = child
        elif tag == _ALIGNMENT:
            align = _ALIGNMENTS.get(child.get(VAL) or "")
        elif tag == _LEVEL:
            level = outline_level(paragraph_properties)
    return OwnProperties(style_id, num_id, depth, mark, align, level)


def alignment_of(paragraph_properties: Element | None) -> Alignment | None:
    """Read the ``w:jc`` of a ``w:pPr``."""
    return _ALIGNMENTS.get(value_of(paragraph_properties, w("jc")) or "")


def outline_level(paragraph_properties: Element | None) -> int | None:
    """Read the ``w:outlineLvl`` of a ``w:pPr``, 0-based; 9 says body text."""
    level = number_of(paragraph_properties, w("outlineLvl"))
    return level if level is not None and 0 <= level <= _BODY_TEXT_LEVEL else None


def heading_of(level: int) -> int | None:
    """Turn an outline level into a 1-based heading."""
    return None if level >= _BODY_TEXT_LEVEL else level + 1


def _heading(chain: list[Element], properties: list[Element | None]) -> int | None:
    for style, own in zip(chain, properties, strict=True):
        level = outline_level(own)
        if level is not None:
            return heading_of(level)
        named = _HEADING_NAME.match((value_of(style, w("name")) or "").strip())
        if named:
            return int(named.group(1))
    return None


def has_visible_border(borders: Element | None) -> bool:
    """Whether a ``w:tblBorders`` or ``w:tcBorders`` draws any line."""
    return borders is not None and any(edge.get(w("val"), "none") not in _NO_BORDER for edge in borders)
