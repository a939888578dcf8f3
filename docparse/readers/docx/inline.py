"""The text inside one Word paragraph: runs, fields, hyperlinks, tracked changes, symbols."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias

from docparse.readers.docx.formula import FORMULA, on_one_line
from docparse.readers.docx.legacy import LegacyFonts
from docparse.readers.docx.styles import Look, ParagraphStyle, StyleSheet
from docparse.readers.docx.xml import (
    ALTERNATE,
    SILENT,
    VAL,
    Element,
    among,
    child_of,
    children_of,
    number_of,
    printed_branch,
    switch_of,
    w,
)
from docparse.readers.symbols import from_symbol_font, raised

_RUN, _RUN_PROPERTIES, _TEXT = w("r"), w("rPr"), w("t")
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_GRAPHIC_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_OBJECT_KINDS = ("/chart", "/diagram")
_COUNTED = {
    w("ins"): "insertions",
    w("moveTo"): "moves",
    _BLIP: "pictures",
    _IMAGE_DATA: "pictures",
    _OLE_OBJECT: "objects",
}


class Piece(NamedTuple):
    """Text of one look; a line feed alone is a line break."""

    text: str
    bold: bool
    italic: bool


BREAK = Piece("\n", False, False)


class NoteMark(NamedTuple):
    """A reference to a foot- or endnote; ``custom`` when its mark is typed, not counted."""

    endnote: bool
    note_id: str
    custom: bool


@dataclass(slots=True)
class Findings:
    """What the walk met that a careful reader should be told of.

    ``counts`` has the keys ``insertions``, ``deletions``, ``moves`` (tracked changes), ``hidden``
    (runs of hidden text), ``pictures``, ``objects`` and ``chunks`` (inserted files).
    """

    counts: Counter[str] = field(default_factory=Counter)
    notes: list[NoteMark] = field(default_factory=list)


#: The content of a paragraph: its text, and the text boxes anchored in it.
Inline: TypeAlias = tuple[list[Piece], list[Element]]


class InlineReader:
    """Reads the paragraphs of one part in order; complex fields may reach over several of them."""

    def __init__(self, part: Element, styles: StyleSheet, findings: Findings) -> None:
        self._styles = styles
        self._findings = findings
        self._legacy = LegacyFonts(part, styles)
        self._part = part
        # one entry for each open field: whether its result (not its instruction) is being read
        self._fields: list[bool] = []
        self._instructions = 0
        self._pieces: list[Piece] = []
        self._boxes: list[Element] = []

    @cached_property
    def _unclosed(self) -> frozenset[Element]:
        """The fields without an end; asked for by the first field."""
        return frozenset(_unclosed_fields(self._part))

    def read(self, children: Iterable[Element], style: ParagraphStyle) -> Inline:
        """Read what stands in a ``w:p`` whose style is ``style``."""
        self._pieces, self._boxes = [], []
        for child in children:
            tag = child.tag
            if tag == _RUN:
                self._run(child, style)
            elif tag not in SILENT or tag in _ACTIONS:
                self._walk(child, style, style.look)
        return self._pieces, self._boxes

    def _run(self, run: Element, style: ParagraphStyle) -> None:
        children = children_of(run)
        look = self._styles.run(style, among(children, _RUN_PROPERTIES))
        for child in children:
            tag = child.tag
            if tag == _TEXT:
                self._text(child, look)
            elif tag in _ACTIONS:
                _ACTIONS[tag](self, child, look)
            elif tag not in SILENT:
                self._walk(child, style, look)

    def _walk(self, root: Element, style: ParagraphStyle, look: Look) -> None:
        """Read an element and what is in it, however deep: an own stack, for Python's is short."""
        stack: list[tuple[Iterator[Element], Look]] = [(iter((root,)), look)]
        while stack:
            children, look = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                continue
            tag = child.tag
            if tag in _ACTIONS:
                _ACTIONS[tag](self, child, look)
            elif tag == _RUN:
                stack.append((iter(child), self._styles.run(style, child_of(child, _RUN_PROPERTIES))))
            elif tag not in SILENT:
                self._note_finding(child)
                branch = printed_branch(child) if tag == ALTERNATE else child
                if branch is not None and len(branch):
                    stack.append((iter(branch), look))

    def _add(self, text: str, look: Look) -> None:
        if self._instructions:
            return
        if look.hidden:
            self._findings.counts["hidden"] += bool(text.strip())
            return
        printed = text
        if look.font is not None:
            printed = self._legacy.to_unicode(from_symbol_font(text, look.font), look.font)
        if look.caps:
            printed = printed.upper()
        if look.raised:
            printed = raised(printed)
        self._pieces.append(Piece(printed, bool(look.bold), bool(look.italic)))

    def _text(self, element: Element, look: Look) -> None:
        text = element.text
        if text:
            self._add(text.replace("\n", " ") if "\n" in text else text, look)

    def _formula(self, element: Element, look: Look) -> None:
        self._add(on_one_line(element), look)

    def _word_art(self, element: Element, look: Look) -> None:
        """Read text bent into a picture, which stands on lines of its own."""
        text = element.get("string")
        if text:
            self._break(element, look)
            self._add(text, look)
            self._break(element, look)

    def _tab(self, _element: Element, look: Look) -> None:
        self._add("\t", look)

    def _hyphen(self, _element: Element, look: Look) -> None:
        self._add("-", look)

    def _soft_hyphen(self, _element: Element, look: Look) -> None:
        # invisible, but the letter ư of an old font; normalising drops it everywhere else
        self._add("\u00ad", look)

    def _break(self, _element: Element, look: Look) -> None:
        if not self._instructions and not look.hidden:
            self._pieces.append(BREAK)

    def _symbol(self, element: Element, look: Look) -> None:
        try:
            code = int(element.get(w("char"), ""), 16)
        except ValueError:
            return
        if 0x20 <= code <= 0xFFFF and not 0xD800 <= code <= 0xDFFF:
            self._add(chr(code), look._replace(font=element.get(w("font")), caps=False))

    def _field(self, element: Element, look: Look) -> None:
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            form = element.find(w("ffData"))
            if form is not None:
                self._add(_form_result(form), look)
            if element not in self._unclosed:
                self._fields.append(False)
                self._instructions += 1
        elif kind == "separate" and self._fields:
            self._instructions -= not self._fields[-1]
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._instructions -= not self._fields.pop()

    def _note(self, element: Element, look: Look) -> None:
        if not self._instructions and not look.hidden:
            custom = element.get(w("customMarkFollows")) in ("1", "true", "on")
            endnote = element.tag == w("endnoteReference")
            self._findings.notes.append(NoteMark(endnote, element.get(w("id"), ""), custom))

    def _box(self, element: Element, _look: Look) -> None:
        self._boxes.append(element)

    def _deletion(self, _element: Element, _look: Look) -> None:
        self._findings.counts["deletions"] += 1

    def _nothing(self, _element: Element, _look: Look) -> None:
        """What was moved away is printed where it went."""

    def _note_finding(self, element: Element) -> None:
        counted = _COUNTED.get(element.tag)
        if element.tag == _GRAPHIC_DATA and element.get("uri", "").endswith(_OBJECT_KINDS):
            counted = "objects"
        if counted is not None:
            self._findings.counts[counted] += 1


# not of the reader: its own methods in its dictionary would keep it, and with it the whole tree of the
# part, until the garbage collector comes
_ACTIONS: dict[str, Callable[[InlineReader, Element, Look], None]] = {
    _TEXT: InlineReader._text,
    FORMULA: InlineReader._formula,
    _WORD_ART: InlineReader._word_art,
    w("tab"): InlineReader._tab,
    w("ptab"): InlineReader._tab,
    w("br"): InlineReader._break,
    w("cr"): InlineReader._break,
    w("noBreakHyphen"): InlineReader._hyphen,
    w("softHyphen"): InlineReader._soft_hyphen,
    w("sym"): InlineReader._symbol,
    w("fldChar"): InlineReader._field,
    w("footnoteReference"): InlineReader._note,
    w("endnoteReference"): InlineReader._note,
    w("txbxContent"): InlineReader._box,
    w("del"): InlineReader._deletion,
    w("moveFrom"): InlineReader._nothing,
}


def _unclosed_fields(part: Element) -> list[Element]:
    """Find fields without an end: taken at their word they would swallow all that follows."""
    opened: list[Element] = []
    for mark in part.iter(w("fldChar")):
        if next(mark.iterancestors(w("del"), w("moveFrom")), None) is not None:
            continue
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            opened.append(mark)
        elif kind == "end" and opened:
            opened.pop()
    return opened


def _form_result(form: Element) -> str:
    """Print an old form field that stands in no run: a ticked box, the chosen entry of a list."""
    box = form.find(w("checkBox"))
    if box is not None:
        checked = switch_of(box, w("checked"))
        return "☒" if (switch_of(box, w("default")) if checked is None else checked) else "☐"
    choices = form.find(w("ddList"))
    if choices is not None:
        entries = [entry.get(VAL, "") for entry in choices.iterfind(w("listEntry"))]
        chosen = number_of(choices, w("result")) or 0
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""
