"""What OCR read, mended (:mod:`docparse.text.mend`) on its way into the document, and reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from docparse.document import CellInput, DocumentBuilder
from docparse.model import Diagnostic
from docparse.readers.doubledvowels import single_vowels
from docparse.readers.shortforms import ShortForms
from docparse.readers.straymarks import without_specks
from docparse.readers.torn import joined
from docparse.text import normalize
from docparse.text.mend import Repair, ends_a_list_item, mend


class Mender:
    """Mends the texts of one document before they are added to its builder."""

    def __init__(self, builder: DocumentBuilder, texts: Iterable[str] = ()) -> None:
        """``texts``: all that was read, to tell from it which forms the document uses."""
        self._builder = builder
        self._forms = ShortForms(map(normalize, texts))
        self._repairs: list[Diagnostic] = []

    def paragraph(self, text: str, following: str) -> str:
        """``text`` mended; it must be the next that is added to the builder, before ``following``."""
        mended, repairs = self._mended(text)
        if ends_a_list_item(mended, normalize(following)):
            repairs.append(Repair(len(mended) - 1, len(mended), ":", ";"))
            mended = mended[:-1] + ";"
        self._note(repairs, self._builder.position)
        return mended

    def cells(self, cells: Sequence[CellInput]) -> list[CellInput]:
        """The cells of a table, mended."""
        return [replace(cell, paragraphs=[self._in_cell(text) for text in cell.paragraphs]) for cell in cells]

    def report(self) -> None:
        """Add a diagnostic for each repair, with the form that was read; those in tables have no place."""
        for repair in self._repairs:
            self._builder.diagnostic(repair)

    def _in_cell(self, text: str) -> str:
        mended, repairs = self._mended(text)
        self._note(repairs, None)
        return mended

    def _mended(self, text: str) -> tuple[str, list[Repair]]:
        """First what changes the length of the text, so that all places are those of the result."""
        whole, repairs = _applied(normalize(text), joined, [])
        for step in (self._forms.mended, without_specks, single_vowels):
            whole, repairs = _applied(whole, step, repairs)
        mended, more = mend(whole)
        return mended, sorted(repairs + more)

    def _note(self, repairs: Sequence[Repair], position: int | None) -> None:
        for found in repairs:
            self._repairs.append(
                Diagnostic(
                    code="ocr-repair",
                    severity="info",
                    message=f"Chữ OCR đọc sai đã được sửa: “{found.old}” → “{found.new}”.",
                    start=None if position is None else position + found.start,
                    end=None if position is None else position + found.end,
                )
            )


def _applied(
    text: str, step: Callable[[str], Iterable[Repair]], before: Sequence[Repair]
) -> tuple[str, list[Repair]]:
    """``text`` with what ``step`` finds in it repaired, and all repairs by their places in the new text.

    ``before`` are those already made, by their places in ``text``.
    """
    found = sorted(step(text))
    whole = text
    for repair in reversed(found):
        whole = whole[: repair.start] + repair.new + whole[repair.end :]

    def moved(repair: Repair) -> Repair:
        ahead = [_growth(other) for other in found if other.start < repair.start]
        within = [_growth(other) for other in found if other.end <= repair.end]
        return repair._replace(start=repair.start + sum(ahead), end=repair.end + sum(within))

    return whole, [moved(repair) for repair in (*before, *found)]


def _growth(repair: Repair) -> int:
    return len(repair.new) - len(repair.old)
