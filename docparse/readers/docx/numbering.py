"""Word's automatic numbers, evaluated from numbering.xml as Word prints them.

A ``w:num`` is an instance of a ``w:abstractNum``, the list. How Word counts was measured by others
on real Word (docx4j, change request CR-014) and is followed here:

- All instances of one list share its counters; ``w:startOverride`` counts once, when the instance is
  first used on that level.
- A list that takes its levels from a numbering style (``w:numStyleLink``) has counters of its own.
- A level that was restarted but not yet used shows its start value inside deeper numbers.
- Body, footnotes, endnotes and each text box count apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeAlias

from docparse.readers.docx.numerals import numeral
from docparse.readers.docx.xml import (
    ALTERNATE,
    CHOICE,
    VAL,
    Element,
    number_of,
    printed_branch,
    switch_of,
    to_int,
    value_of,
    w,
)
from docparse.readers.symbols import from_symbol_font

MAX_LEVEL = 8
# Word takes 31 characters; a hostile pattern of thousands would be printed before every paragraph
_MAX_PATTERN = 64
_PLACE = re.compile(r"%([1-9])")
_KEPT_BULLETS = frozenset("-+*•")
_DASHES = frozenset("-‐‑‒–—―−⁃")
_DOT = "•"

StyleNumbering = Callable[[str], int | None]


class Label(NamedTuple):
    """A printed number or bullet; ``tight`` when nothing separates it from the text."""

    text: str
    bullet: bool
    tight: bool


@dataclass(frozen=True)
class Level:
    """One ``w:lvl``. ``restart`` is its ``w:lvlRestart``, ``style`` the linked paragraph style."""

    start: int = 1
    number_format: str = "decimal"
    custom: str | None = None
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    tight: bool = False
    font: str | None = None
    hidden: bool = False
    caps: bool | None = None

    @cached_property
    def pattern(self) -> list[str]:
        """``text`` cut at its places: a literal, then a level (1-based) and a literal for each place."""
        return _PLACE.split(self.text)

    def restarts_after(self, shallower: int) -> bool:
        """Whether a paragraph on the level ``shallower`` begins this one anew."""
        return self.restart is None or shallower < self.restart


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One ``w:num``: the list it counts in, its levels, and the starts that it overrides."""

    counter: str
    levels: dict[int, Level]
    overrides: dict[int, int]

    def level_of_style(self, style: str) -> int | None:
        """Find the level that is linked to a paragraph style."""
        return next((number for number, level in self.levels.items() if level.style == style), None)


class Numbering:
    """The lists of a document. ``style_list`` gives the ``w:numId`` that a numbering style names."""

    def __init__(self, root: Element | None, style_list: StyleNumbering) -> None:
        self._abstract: dict[str, Element] = {}
        self._nums: dict[int, Element] = {}
        self._of_style: dict[str, Element] = {}
        self._style_list = style_list
        self._built: dict[int, NumberedList | None] = {}
        self._levels_of: dict[str, dict[int, Level]] = {}  # by the id of the abstract list
        for child in () if root is None else root:
            if child.tag == w("abstractNum"):
                self._abstract.setdefault(child.get(w("abstractNumId"), ""), child)
                self._of_style.setdefault(value_of(child, w("styleLink")) or "", child)
            elif child.tag == w("num"):
                number = to_int(child.get(w("numId")))
                if number is not None:
                    self._nums[number] = child

    def list_of(self, num_id: int) -> NumberedList | None:
        """Look up the list of a ``w:numId``; null where the document does not define it, as for 0."""
        if num_id not in self._built:
            self._built[num_id] = self._build(num_id)
        return self._built[num_id]

    def _build(self, num_id: int) -> NumberedList | None:
        num = self._nums.get(num_id)
        counter = value_of(num, w("abstractNumId"))
        if num is None or counter is None:
            return None
        if counter not in self._levels_of:  # files have many instances of one list
            self._levels_of[counter] = self._levels(counter)
        levels = dict(self._levels_of[counter])
        overrides: dict[int, int] = {}
        for override in num.iterfind(w("lvlOverride")):
            number = _depth(override)
            own = override.find(w("lvl"))
            if own is not None:
                levels[number] = _level(own)
            start = number_of(override, w("startOverride"))
            if start is not None:
                overrides[number] = start
                levels[number] = replace(levels.get(number, Level()), start=start)
        return NumberedList(counter, levels, overrides)

    def _levels(self, abstract_id: str) -> dict[int, Level]:
        """Read the levels of an abstract list, through the numbering style that it may point to."""
        abstract = self._abstract.get(abstract_id)
        linked = value_of(abstract, w("numStyleLink"))
        if linked is not None:
            abstract = self._behind_style(linked)
        if abstract is None:
            return {}
        return {_depth(level): _level(level) for level in abstract.iterfind(w("lvl"))}

    def _behind_style(self, style: str) -> Element | None:
        num_id = self._style_list(style)
        target = None if num_id is None else value_of(self._nums.get(num_id), w("abstractNumId"))
        found = None if target is None else self._abstract.get(target)
        if found is not None and found.find(w("numStyleLink")) is None:
            return found
        # a damaged style: the list itself says which style it belongs to
        return self._of_style.get(style)


def _depth(element: Element) -> int:
    return min(max(to_int(element.get(w("ilvl"))) or 0, 0), MAX_LEVEL)


def _level(element: Element) -> Level:
    number_format, custom = _number_format(element)
    run = element.find(w("rPr"))
    fonts = None if run is None else run.find(w("rFonts"))
    start = number_of(element, w("start"))
    return Level(
        start=1 if start is None else start,
        number_format=number_format,
        custom=custom,
        text=_text(element),
        restart=number_of(element, w("lvlRestart")),
        legal=switch_of(element, w("isLgl")) or False,
        style=value_of(element, w("pStyle")),
        tight=value_of(element, w("suff")) == "nothing",
        font=None if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")),
        hidden=switch_of(run, w("vanish")) or False,
        caps=switch_of(run, w("caps")),
    )


def _text(element: Element) -> str:
    pattern = value_of(element, w("lvlText")) or ""
    if not pattern and element.find(w("lvlPicBulletId")) is not None:
        return _DOT
    return pattern[:_MAX_PATTERN]


def _number_format(element: Element) -> tuple[str, str | None]:
    """Read the ``w:numFmt``; the newer ones stand in a branch, with a poorer one as fallback."""
    found = element.find(w("numFmt"))
    alternate = element.find(ALTERNATE)
    if alternate is not None:
        branch = alternate.find(CHOICE)
        if branch is None:
            branch = printed_branch(alternate)
        newer = None if branch is None else branch.find(w("numFmt"))
        found = newer if newer is not None else found
    if found is None:
        return "decimal", None
    return found.get(VAL, "decimal"), found.get(w("format"))


_Key: TypeAlias = tuple[str, int]  # a level of a list


class _Step(NamedTuple):
    """What counting one paragraph does: the level, its start, those that show in it, those that start anew.

    ``override`` is the instance and level whose start counts once.
    """

    key: _Key
    start: int
    shallower: list[tuple[_Key, int]]
    deeper: list[tuple[_Key, int]]
    override: tuple[int, int] | None


def _step(num_id: int, numbered: NumberedList, depth: int) -> _Step:
    counter, levels = numbered.counter, numbered.levels
    return _Step(
        (counter, depth),
        levels[depth].start,
        [((counter, at), levels[at].start) for at in range(depth) if at in levels],
        [
            ((counter, at), level.start)
            for at, level in levels.items()
            if at > depth and level.restarts_after(depth)
        ],
        (num_id, depth) if depth in numbered.overrides else None,
    )


class Counters:
    """The counters of one story (body, footnotes, a text box …) of a document."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, int], int] = {}
        self._fresh: set[tuple[str, int]] = set()
        self._overridden: set[tuple[int, int]] = set()
        self._steps: dict[tuple[int, int], _Step] = {}
        self._last: _Step | None = None

    def next(self, num_id: int, numbered: NumberedList, depth: int, caps: bool = False) -> Label | None:
        """Count one paragraph and give its label; null where the level prints none."""
        level = numbered.levels.get(depth)
        if level is None:
            return None
        step = self._steps.get((num_id, depth))
        if step is None:
            step = self._steps[num_id, depth] = _step(num_id, numbered, depth)
        self._advance(step)
        return None if level.hidden else self._label(numbered, depth, level, caps)

    def _advance(self, step: _Step) -> None:
        key = step.key
        if step is self._last:  # the levels around it are as the paragraph before left them
            self._values[key] += 1
            return
        self._last = step
        for shallower, start in step.shallower:
            # a level that only shows inside a deeper number counts as used: 1.1. is followed by 2.
            self._values.setdefault(shallower, start)
            self._fresh.discard(shallower)
        starts_over = step.override is not None and step.override not in self._overridden
        if starts_over or key not in self._values or key in self._fresh:
            if step.override is not None:
                self._overridden.add(step.override)
            self._values[key] = step.start
        else:
            self._values[key] += 1
        self._fresh.discard(key)
        for deeper, start in step.deeper:
            self._values[deeper] = start
            self._fresh.add(deeper)

    def _label(self, numbered: NumberedList, depth: int, level: Level, caps: bool) -> Label | None:
        if level.number_format == "bullet":
            text = _bullet(from_symbol_font(level.text, level.font))
            return Label(text, True, level.tight) if text else None
        # literal text and, at every other place, the number of a level
        parts = level.pattern
        printed = parts[0]
        for number, literal in zip(parts[1::2], parts[2::2], strict=True):
            printed += self._part(numbered, depth, int(number) - 1) + literal
        printed = from_symbol_font(printed, level.font)
        if caps if level.caps is None else level.caps:
            printed = printed.upper()
        tight = level.tight and not printed.endswith((" ", "\u00a0"))
        printed = " ".join(printed.split())
        return Label(printed, False, tight) if printed else None

    def _part(self, numbered: NumberedList, depth: int, part: int) -> str:
        """Print the number of level ``part`` inside a number of level ``depth``."""
        level = numbered.levels.get(part)
        if level is None or part > depth:
            return ""
        number_format = level.number_format
        if numbered.levels[depth].legal and number_format not in ("decimalZero", "none", "bullet"):
            number_format = "decimal"
        return numeral(self._values.get((numbered.counter, part), level.start), number_format, level.custom)


def _bullet(glyph: str) -> str:
    """Reduce a printed bullet to one of ``- + * •``; a letter or word stays as it is."""
    glyph = " ".join(glyph.split())
    if glyph in _KEPT_BULLETS or any(character.isalnum() for character in glyph):
        return glyph
    if glyph and all(character in _DASHES for character in glyph):
        return "-"
    return _DOT if len(glyph) == 1 else glyph
