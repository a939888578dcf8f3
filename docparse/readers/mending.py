"""What OCR read, mended (:mod:`docparse.text.mend`) on its way into the document, and reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docparse.document import CellInput, DocumentBuilder
from docparse.model import Diagnostic
from docparse.text import normalize
from docparse.text.mend import ends_a_list_item, mend
from docparse.text.repair import Repair


@dataclass(slots=True)
class _Kind:
    """Repairs of one kind: how many, and where the first stands in a paragraph of the document."""

    count: int = 0
    start: int | None = None
    end: int | None = None


class Mender:
    """Mends the texts of one document before they are added to its builder."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._kinds: dict[tuple[str, str], _Kind] = {}

    def paragraph(self, text: str, following: str) -> str:
        """``text`` mended; it must be the next that is added to the builder, before ``following``."""
        mended, repairs = mend(normalize(text))
        if ends_a_list_item(mended, normalize(following)):
            repairs.append(Repair(len(mended) - 1, len(mended), ":", ";"))
            mended = mended[:-1] + ";"
        self._note(repairs, self._builder.position)
        return mended

    def cells(self, cells: Sequence[CellInput]) -> list[CellInput]:
        """The cells of a table, mended."""
        return [replace(cell, paragraphs=[self._in_cell(text) for text in cell.paragraphs]) for cell in cells]

    def report(self) -> None:
        """Add one diagnostic for each kind of repair, with the form that was read."""
        for (old, new), kind in self._kinds.items():
            times = f" ({kind.count} chỗ)" if kind.count > 1 else ""
            message = f"Chữ OCR đọc sai đã được sửa: “{old}” → “{new}”{times}."
            self._builder.diagnostic(
                Diagnostic(
                    code="ocr-repair", severity="info", message=message, start=kind.start, end=kind.end
                )
            )

    def _in_cell(self, text: str) -> str:
        mended, repairs = mend(normalize(text))
        self._note(repairs, None)
        return mended

    def _note(self, repairs: Sequence[Repair], position: int | None) -> None:
        for found in repairs:
            kind = self._kinds.setdefault((found.old, found.new), _Kind())
            kind.count += 1
            if kind.start is None and position is not None:
                kind.start, kind.end = position + found.start, position + found.end
