"""Abbreviations and symbols of acts in which a scan has doubled a letter: ``QĐĐ-BGDĐT``, ``CNTTT``.

A form is mended where nobody knows it and exactly one known form has its letters but for one doubled: known
are the abbreviations in general use, the letters of acts, and what the document itself writes far more
often. An accent is taken away or given back (``BGDDT``) only in the symbol of an act or beside ``&``:
elsewhere ``GDDT`` may be another body than ``GDĐT``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from docparse.rulebook import load_table
from docparse.text import CAPITALS, strip_accents
from docparse.text.mend import Repair, slips

_FORM = re.compile(rf"(?<![^\W_])[{CAPITALS}][{CAPITALS}&]*[{CAPITALS}](?![^\W_])")
# what stands behind the number of an act: `12/2024/QĐ-UBND`, `29-NQ/TW`
_SYMBOL = re.compile(rf"(?<=\d)(?:/20\d\d)?\s?[/-]\s?[{CAPITALS}][\w&]*(?:\s?[-/]\s?[{CAPITALS}][\w&]*)*")
_NUMERAL = re.compile(r"[IVXL]+")
_SHORTEST = 3  # letters of a form that may have one too many
# how often the document has the right form, at least, and how many times as often as the wrong one
_OFTEN, _TIMES = 3, 3


class ShortForms:
    """What the texts of one document write in capitals, and how often."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._times = Counter(form[0] for text in texts for form in _forms(text))

    def mended(self, text: str) -> Iterator[Repair]:
        """The damaged forms of ``text`` and what they must be."""
        symbols = _symbols(text)
        for form in _forms(text):
            right = self._right(form[0], any(start <= form.start() < end for start, end in symbols))
            if right is not None:
                yield Repair(form.start(), form.end(), form[0], right)

    def _right(self, form: str, in_symbol: bool) -> str | None:
        """The one known form that ``form`` must be; null where it is known itself or several fit."""
        if (
            len(form) < _SHORTEST
            or _NUMERAL.fullmatch(form)
            or form in _general()
            or form in _letters_of_acts()
        ):
            return None
        found = {right for right in _without_a_double(form) if self._is_known(right, form, in_symbol)}
        if not found and (in_symbol or "&" in form):
            bare = {strip_accents(near) for near in (form, *_without_a_double(form))}
            alike = {right for right in self._pool() if strip_accents(right) in bare}
            found = {right for right in alike - {form} if self._is_known(right, form, in_symbol)}
        return found.pop() if len(found) == 1 else None

    def _pool(self) -> frozenset[str]:
        return _general() | _letters_of_acts() | self._times.keys()

    def _is_known(self, right: str, form: str, in_symbol: bool) -> bool:
        times, mistaken = self._times[right], self._times[form]
        if times >= _OFTEN and times >= _TIMES * mistaken and not _general() & {*_without_a_double(right)}:
            return True
        if in_symbol and right in _letters_of_acts():
            return True
        return right in _general() and mistaken <= max(times, 1)


def _forms(text: str) -> Iterator[re.Match[str]]:
    """The forms in capitals; in a line of capitals only those in the symbols of acts."""
    if not text.isupper():
        yield from _FORM.finditer(text)
        return
    for start, end in _symbols(text):
        yield from _FORM.finditer(text, start, end)


def _symbols(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _SYMBOL.finditer(text)]


def _without_a_double(form: str) -> Iterator[str]:
    """``form`` without one letter of each pair that a scan makes of a single one: ``ĐĐ``, ``ĐD``, ``VW``."""
    bare = strip_accents(form)
    for at in range(len(form) - 1):
        if bare[at] == bare[at + 1] and form[at] != "&":
            yield form[:at] + form[at + 1 :]
            yield form[: at + 1] + form[at + 2 :]
        elif form[at : at + 2] == "VW":
            yield form[:at] + form[at + 1 :]


@cache
def _general() -> frozenset[str]:
    words: dict[str, str] = load_table("abbreviations")["words"]
    return frozenset(words)


@cache
def _letters_of_acts() -> frozenset[str]:
    return frozenset(slips()["acts"].split())
