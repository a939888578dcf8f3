"""Where a paragraph or row stands, as a reader of the Word file finds it: its number and first words."""

from __future__ import annotations

from docparse.draft.manuscript import NUMBERED, Manuscript, Part

_WORDS = 6  # by which a paragraph is known


def addresses(manuscript: Manuscript) -> dict[str, str]:
    """``Phần II, III.5.a “Trang bị máy tính cho các…”, p38`` for every id of ``manuscript``.

    A paragraph without a number of its own stands under the numbers above it, a row in its appendix.
    """
    found: dict[str, str] = {}
    numbers: dict[str, str] = {}
    body = {id(piece) for piece in manuscript.body}
    for piece in manuscript.pieces():
        if piece.kind in NUMBERED:
            deeper = NUMBERED[NUMBERED.index(piece.kind) :]
            numbers = {kind: number for kind, number in numbers.items() if kind not in deeper}
            numbers[piece.kind] = piece.number.rstrip(".)")
        path = _path(numbers) if id(piece) in body else ""
        found[piece.id] = _address(path, piece.text, piece)
    for appendix in manuscript.appendices:
        name = f"Phụ lục {appendix.number}".strip()
        for place, row in enumerate(appendix.rows, start=1):
            told = row.main_text or max(row.cells, key=len)
            found[row.id] = _address(f"{name}, dòng {place}", told, row)
    return found


def _path(numbers: dict[str, str]) -> str:
    below = ".".join(number for kind, number in numbers.items() if kind != "part")
    return ", ".join(filter(None, (numbers.get("part"), below)))


def _address(path: str, text: str, part: Part) -> str:
    words = text.split()
    quoted = f"“{' '.join(words[:_WORDS])}{'…' if len(words) > _WORDS else ''}”" if words else ""
    return f"{' '.join(filter(None, (path, quoted)))}, {part.id}".removeprefix(", ")
