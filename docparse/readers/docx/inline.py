"""The text inside one Word paragraph: runs, fields, hyperlinks, tracked changes, symbols."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from docparse.readers.docx.legacy import LegacyFonts
from docparse.readers.docx.styles import Look, ParagraphStyle, StyleSheet
from docparse.readers.docx.xml import (
    ALTERNATE,
    MATH_TEXT,
    SILENT,
    VAL,
    Element,
    child_of,
    number_of,
    printed_branch,
    switch_of,
    w,
)
from docparse.readers.symbols import from_symbol_font, raised

_RUN, _RUN_PROPERTIES = w("r"), w("rPr")
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_GRAPHIC_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
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


@dataclass(slots=True)
class Inline:
    """The content of a paragraph: its text, and the text boxes anchored in it."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class InlineReader:
    """Reads the paragraphs of one part in order; complex fields may reach over several of them."""

    def __init__(self, part: Element, styles: StyleSheet, findings: Findings) -> None:
        self._styles = styles
        self._findings = findings
        self._legacy = LegacyFonts(part, styles)
        self._unclosed = set(_unclosed_fields(part))
        # one entry for each open field: whether its result (not its instruction) is being read
        self._fields: list[bool] = []
        self._instructions = 0
        self._inline = Inline()
        self._actions: dict[str, Callable[[Element, Look], None]] = {
            w("t"): self._text,
            MATH_TEXT: self._text,
            w("tab"): lambda _, look: self._add("\t", look),
            w("ptab"): lambda _, look: self._add("\t", look),
            w("br"): lambda _, look: self._break(look),
            w("cr"): lambda _, look: self._break(look),
            w("noBreakHyphen"): lambda _, look: self._add("-", look),
            # invisible, but the letter ư of an old font; normalising drops it everywhere else
            w("softHyphen"): lambda _, look: self._add("\u00ad", look),
            w("sym"): self._symbol,
            w("fldChar"): self._field,
            w("footnoteReference"): self._note,
            w("endnoteReference"): self._note,
            w("txbxContent"): lambda box, _: self._inline.boxes.append(box),
            w("del"): self._deletion,
            w("moveFrom"): lambda _, __: None,
        }

    def read(self, paragraph: Element, style: ParagraphStyle) -> Inline:
        """Read a ``w:p`` whose style is ``style``."""
        self._inline = Inline()
        for child in paragraph:
            if child.tag == _RUN:
                self._run(child, style)
            elif child.tag not in SILENT or child.tag in self._actions:
                self._walk(child, style, style.look)
        return self._inline

    def _run(self, run: Element, style: ParagraphStyle) -> None:
        look = self._styles.run(style, child_of(run, _RUN_PROPERTIES))
        for child in run:
            tag = child.tag
            action = self._actions.get(tag)
            if action is not None:
                action(child, look)
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
            action = self._actions.get(tag)
            if action is not None:
                action(child, look)
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
        self._inline.pieces.append(Piece(printed, bool(look.bold), bool(look.italic)))

    def _text(self, element: Element, look: Look) -> None:
        if element.text:
            self._add(element.text.replace("\n", " "), look)

    def _break(self, look: Look) -> None:
        if not self._instructions and not look.hidden:
            self._inline.pieces.append(BREAK)

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

    def _deletion(self, _element: Element, _look: Look) -> None:
        self._findings.counts["deletions"] += 1

    def _note_finding(self, element: Element) -> None:
        counted = _COUNTED.get(element.tag)
        if element.tag == _GRAPHIC_DATA and element.get("uri", "").endswith(_OBJECT_KINDS):
            counted = "objects"
        if counted is not None:
            self._findings.counts[counted] += 1


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
