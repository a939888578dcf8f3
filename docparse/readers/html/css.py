"""The little of CSS that changes what a reader sees: hidden, bold, centred, numbered, line breaks.

Only rules for a tag, a class, an id, or a tag with a class are read: rules that depend on where an
element stands belong to the site's own look, not to the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from docparse.readers.html.tree import Element

MAX_SHEET = 400_000  # characters of style sheet that are read

_NAMES = (
    "display visibility font-weight font-style text-align text-transform white-space list-style "
    "list-style-type mso-hide content counter-reset counter-increment"
)
_PROPERTIES = frozenset(_NAMES.split())
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_AT_BLOCK = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]*;")
# begins behind a brace only: else a page whose <style> is never closed is searched from each of its letters
_RULE = re.compile(r"(?:\A|(?<=[{}]))([^{}]*+)\{([^{}]*+)\}")
_SELECTOR = re.compile(r"([a-zA-Z][a-zA-Z0-9]*)?(?:([.#])([\w-]+))?")
_KEEPS_BREAKS = ("pre", "pre-wrap", "pre-line", "break-spaces")
_BOLD_FROM = 600

Declarations = dict[str, str]
#: the selectors of a rule, and what it declares
Rule = tuple[str, Declarations]


class StyleSheet:
    """The rules of a page's ``<style>`` elements, and the looks of an element under them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[str, Declarations] = {}
        for selectors, declared in rules:
            if declared:
                for selector in selectors.split(","):
                    self._add(selector.strip(), declared)

    def _add(self, selector: str, declared: Declarations) -> None:
        match = _SELECTOR.fullmatch(selector)
        if match and selector:
            tag = (match[1] or "").lower()
            self._rules.setdefault(f"{tag}{match[2] or ''}{match[3] or ''}", {}).update(declared)

    def of(self, element: Element) -> Declarations:
        """Return the declarations that hold for ``element``: tag, class, id and its own, the last winning."""
        tag = str(element.tag).lower()
        found = dict(self._rules.get(tag, {}))
        if (align := element.get("align")) and tag != "table":  # a table's places the table, not its text
            found["text-align"] = align  # LibreOffice writes both, and means this one
        if self._rules:
            names = (element.get("class") or "").split()
            keys = [*(f".{n}" for n in names), *(f"{tag}.{n}" for n in names), f"#{element.get('id')}"]
            for key in keys:
                found.update(self._rules.get(key, {}))
        if style := element.get("style"):
            found.update(declarations(style))
        return found


def rules_of(sheets: Iterable[str]) -> Iterator[Rule]:
    """Give the selectors and declarations of each rule; those for other media than all are left out."""
    text = _AT_BLOCK.sub("", _COMMENT.sub("", "\n".join(sheets)[:MAX_SHEET]))
    for selectors, body in _RULE.findall(text):
        yield selectors, declarations(body)


def declarations(body: str) -> Declarations:
    """Read the body of a rule or a ``style`` attribute."""
    found: Declarations = {}
    for declaration in body.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        if name in _PROPERTIES:
            found[name] = value.replace("!important", "").strip()
    return found


def is_hidden(element: Element, declared: Mapping[str, str]) -> bool:
    """Tell whether the page does not show ``element``."""
    return (
        element.get("hidden") is not None
        or declared.get("display", "").lower() == "none"
        or declared.get("visibility", "").lower() == "hidden"
        or declared.get("mso-hide", "").lower() == "all"
    )


def is_bold(declared: Mapping[str, str]) -> bool | None:
    """Bold, not bold, or null where the declarations do not say."""
    weight = declared.get("font-weight", "").lower()
    if weight in ("bold", "bolder", "normal", "lighter"):
        return weight.startswith("bold")
    return int(weight) >= _BOLD_FROM if weight.isdecimal() else None


def is_italic(declared: Mapping[str, str]) -> bool | None:
    """Italic, upright, or null where the declarations do not say."""
    style = declared.get("font-style", "").lower()
    return style in ("italic", "oblique") if style else None


def keeps_breaks(declared: Mapping[str, str]) -> bool | None:
    """Whether a line break of the source is printed; null where the declarations do not say."""
    space = declared.get("white-space", "").lower()
    return space in _KEEPS_BREAKS if space else None


def list_style(declared: Mapping[str, str]) -> str | None:
    """Return the list-style-type, ``none`` or a quoted string; null where the declarations do not say."""
    if value := declared.get("list-style-type"):
        return value if value[0] in "\"'" else value.lower()
    for word in declared.get("list-style", "").lower().split():
        if word not in ("inside", "outside") and not word.startswith("url("):
            return word
    return None
