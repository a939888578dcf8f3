"""Numbers that a style sheet prints before elements: CSS counters (``content: counter(a) ". "``).

Google Docs and many sites number headings and lists so; the page itself holds no number. Bullets of
lists that a sheet prints are read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from lxml.etree import iterwalk

from docparse.readers.html.css import Declarations, Rule, declarations
from docparse.readers.html.lists import numeral
from docparse.readers.html.tree import Element

# a label is short; a hostile sheet could ask for a long one before every element
MAX_LABEL = 60
# bounds against sheets made to cost time: rules; rules tried, ancestors looked at and counters set
MAX_RULES = 5_000
MAX_WORK = 2_000_000
_COUNTER = re.compile(r"counters?\(", re.IGNORECASE)
_BULLET = re.compile(r"[\"']\s*(?:[-–+•*]|\\(?:0*25(?:cf|cb|a0|aa)|0*2022)\s?)\s*[\"']", re.IGNORECASE)
_BEFORE = re.compile(r"::?before$", re.IGNORECASE)
_STEP = re.compile(r"\s*(>)?\s*([^\s>]+)")
_COMPOUND = re.compile(r"([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)*)")
_NAME = re.compile(r"([.#])([\w-]+)")
_SETTING = re.compile(r"([A-Za-z_][\w-]*)(?:\s+(-?\d{1,6}))?")
_PART = re.compile(
    r"\"([^\"]*)\"|'([^']*)'"
    r"|counter(s?)\(\s*([\w-]+)\s*(?:,\s*(?:\"([^\"]*)\"|'([^']*)')\s*)?(?:,\s*([\w-]+)\s*)?\)",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")


class _Step(NamedTuple):
    """One part of a selector: a tag (empty for any), its classes and ids, and whether a parent is meant."""

    tag: str
    classes: frozenset[str]
    ids: frozenset[str]
    child: bool

    @property
    def key(self) -> str:
        """One of the names that it asks for."""
        return next((f".{name}" for name in self.classes), next((f"#{name}" for name in self.ids), self.tag))

    def fits(self, element: Element) -> bool:
        return (
            self.tag in ("", element.tag)
            and self.classes <= {*(element.get("class") or "").split()}
            and self.ids <= {element.get("id")}
        )


@dataclass(frozen=True, slots=True)
class _Order:
    """What is declared for an element, or for what stands before it; null where nothing is."""

    reset: tuple[tuple[str, int], ...] | None = None
    increment: tuple[tuple[str, int], ...] | None = None
    content: str | None = None

    def over(self, other: _Order) -> _Order:
        """Lay this order over another one, which holds where this declares nothing."""
        return _Order(
            other.reset if self.reset is None else self.reset,
            other.increment if self.increment is None else self.increment,
            other.content if self.content is None else self.content,
        )


NOTHING = _Order()


class _Rule(NamedTuple):
    """A selector and its order; ``before`` when it is for what stands before the element."""

    steps: list[_Step]
    before: bool
    order: _Order


class _Sheet:
    """The rules about counters, by a name that the last step of their selector asks for."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[str, list[tuple[int, _Rule]]] = {}
        self.work = 0
        self.prints = False
        for number, rule in enumerate(islice(_counting(rules), MAX_RULES)):
            self._rules.setdefault(rule.steps[-1].key, []).append((number, rule))
            self.prints = self.prints or rule.order.content is not None

    def orders(self, element: Element) -> tuple[_Order, _Order]:
        """What holds for ``element``, and for what stands before it: the last rule wins."""
        keys = ["", str(element.tag), f"#{element.get('id')}"]
        keys += [f".{name}" for name in (element.get("class") or "").split()]
        own, before = NOTHING, NOTHING
        for _, rule in sorted(
            (found for key in keys for found in self._rules.get(key, ())), key=itemgetter(0)
        ):
            if not self._means(rule.steps, element):
                continue
            if rule.before:
                before = rule.order.over(before)
            else:
                own = rule.order.over(own)
        style = element.get("style") or ""
        if "counter-" in style:
            own = _order(declarations(style)).over(own)
        return own, before

    def _means(self, steps: list[_Step], element: Element) -> bool:
        """Whether a selector means ``element``; of ancestors the nearest that fits is tried."""
        at: Element | None = element
        child = True
        for step in reversed(steps):
            while at is not None and not step.fits(at):
                self.work += 1
                at = None if child else at.getparent()
            if at is None:
                return False
            child, at = step.child, at.getparent()
        return True


def write_counters(root: Element, rules: Iterable[Rule]) -> None:
    """Write the numbers that ``rules`` print into the elements that they stand before."""
    sheet = _Sheet(rules)
    counters = _Counters()
    for event, element in iterwalk(root, events=("start", "end")) if sheet.prints else ():
        if event == "end":
            counters.leave(element)
            continue
        if sheet.work > MAX_WORK:
            return
        for order in sheet.orders(element):
            sheet.work += counters.apply(order, element)
            label = counters.printed(order.content or "")[:MAX_LABEL].strip()
            if label:
                element.text = f"{label} {element.text or ''}"


def _counting(rules: Iterable[Rule]) -> Iterator[_Rule]:
    """Give the rules that mention counters; those of selectors that cannot be told apart are left out."""
    for selectors, declared in rules:
        order = _order(declared)
        for selector in () if order == NOTHING else selectors.split(","):
            bare, before = _BEFORE.subn("", selector.strip())
            if steps := _steps(bare):
                kept = before and (steps[-1].tag == "li" or _COUNTER.search(order.content or ""))
                yield _Rule(steps, bool(before), order if kept else replace(order, content=None))


def _order(declared: Declarations) -> _Order:
    content = declared.get("content", "")
    return _Order(
        _settings(declared.get("counter-reset"), 0),
        _settings(declared.get("counter-increment"), 1),
        content if _COUNTER.search(content) or _BULLET.fullmatch(content) else None,
    )


def _settings(value: str | None, default: int) -> tuple[tuple[str, int], ...] | None:
    if value is None:
        return None
    found = (match.groups() for match in _SETTING.finditer(value))
    return tuple((name, int(number or default)) for name, number in found if name != "none")


def _steps(selector: str) -> list[_Step]:
    steps: list[_Step] = []
    for child, compound in _STEP.findall(selector):
        match = _COMPOUND.fullmatch(compound)
        if match is None:
            return []
        names = _NAME.findall(match[2])
        classes, ids = (frozenset(name for kind, name in names if kind == sign) for sign in ".#")
        steps.append(_Step((match[1] or "").lower().strip("*"), classes, ids, bool(child)))
    return steps


class _Counters:
    """The counters of a page: of each name those that are open, the innermost last."""

    def __init__(self) -> None:
        self._values: dict[str, list[int]] = {}
        # the counters that the end of an element closes
        self._begun: dict[Element | None, set[str]] = {}

    def apply(self, order: _Order, element: Element) -> int:
        """Set and raise the counters as is ordered at ``element``; gives how many."""
        for name, value in order.reset or ():
            self._open(name, value, element.getparent())
        for name, by in order.increment or ():
            if not self._values.get(name):
                self._open(name, 0, element.getparent())
            self._values[name][-1] += by
        return len(order.reset or ()) + len(order.increment or ())

    def _open(self, name: str, value: int, owner: Element | None) -> None:
        """Begin a counter anew; it holds for the siblings that follow, and for all inside them."""
        values, begun = self._values.setdefault(name, []), self._begun.setdefault(owner, set())
        if name in begun:
            values[-1] = value
        else:
            values.append(value)
            begun.add(name)

    def leave(self, element: Element) -> None:
        """Close the counters that were begun inside ``element``."""
        for name in self._begun.pop(element, ()):
            self._values[name].pop()

    def printed(self, content: str) -> str:
        """Print ``content``: its strings, and the counters in their styles."""
        return "".join(map(self._part, _PART.finditer(content)))

    def _part(self, match: re.Match[str]) -> str:
        text, quoted, several, name, between, other, style = match.groups()
        if name is None:
            return _ESCAPE.sub(lambda found: _character(found[1]), text or quoted or "")
        numbers = [numeral((style or "decimal").lower(), value) for value in self._values.get(name) or [0]]
        return (between or other or "").join(numbers) if several else numbers[-1]


def _character(code: str) -> str:
    value = int(code, 16)
    return chr(value) if 0x20 <= value <= 0xFFFF and not 0xD800 <= value <= 0xDFFF else ""
