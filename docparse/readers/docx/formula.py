"""Formulas (OMML) on one line: the bars, brackets and raised places that print their meaning are no text."""

from __future__ import annotations

import re
from collections.abc import Callable

from docparse.readers.docx.xml import M_NS, MATH_TEXT, SILENT, Element, w
from docparse.readers.symbols import raised

FORMULA = f"{{{M_NS}}}oMath"
_TEXTS = (MATH_TEXT, w("t"))
_VAL = f"{{{M_NS}}}val"
# what a stroke or a raised place held together needs brackets on one line
_SEVERAL = re.compile(r"[\s+\-−–×*/:·=]")


def on_one_line(formula: Element) -> str:
    """``21`` over ``75`` -> ``21/75``; ``m`` with a raised ``2`` -> ``m²``; brackets where needed."""
    tag = formula.tag
    if tag in _TEXTS:
        return formula.text or ""
    if tag in SILENT or not isinstance(tag, str) or tag.endswith("Pr"):
        return ""
    write = _FORMS.get(tag)
    return _together(formula) if write is None else write(formula)


def _together(element: Element) -> str:
    return "".join(map(on_one_line, element))


def _part(element: Element, name: str) -> str:
    found = element.find(f"{{{M_NS}}}{name}")
    return "" if found is None else _together(found)


def _sign(element: Element, name: str, usual: str) -> str:
    """A sign that the properties of ``element`` state, or the usual one."""
    stated = element.find(f"{{{M_NS}}}{element.tag.rpartition('}')[2]}Pr/{{{M_NS}}}{name}")
    return usual if stated is None else stated.get(_VAL, "")


def _grouped(text: str) -> str:
    return f"({text})" if _SEVERAL.search(text.strip()) else text


def _fraction(element: Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _power(element: Element) -> str:
    above = _part(element, "sup")
    figures = raised(above)
    return (
        _part(element, "e") + _part(element, "sub") + (figures if figures != above else f"^{_grouped(above)}")
    )


def _root(element: Element) -> str:
    return f"{_part(element, 'deg')}√{_grouped(_part(element, 'e'))}"


def _brackets(element: Element) -> str:
    inside = [_together(part) for part in element.iterfind(f"{{{M_NS}}}e")]
    separated = _sign(element, "sepChr", "|").join(inside)
    return _sign(element, "begChr", "(") + separated + _sign(element, "endChr", ")")


def _sum(element: Element) -> str:
    below, above = _part(element, "sub"), _part(element, "sup")
    limits = (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")
    return f"{_sign(element, 'chr', '∫')}{limits} {_part(element, 'e')}"


_FORMS: dict[str, Callable[[Element], str]] = {
    f"{{{M_NS}}}{name}": write
    for name, write in {
        "f": _fraction,
        "sSup": _power,
        "sSubSup": _power,
        "rad": _root,
        "d": _brackets,
        "nary": _sum,
    }.items()
}
