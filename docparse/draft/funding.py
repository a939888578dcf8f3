"""Sums of the text that the table behind it adds up: ``Tổng kinh phí … tỷ đồng, gồm: ngân sách tỉnh …``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docparse.draft.figures import OPEN
from docparse.draft.manuscript import Appendix, Piece
from docparse.draft.rewriting import Change
from docparse.text import fold

_BASIS = "Cộng từ các dòng của phụ lục"
_UNIT_BASIS = "Một đơn vị tiền cho lời văn và phụ lục"
_SUM = re.compile(rf"([^,;:.\[\]]*){re.escape(OPEN)} ?((?:(?:tỷ|tỉ|triệu|nghìn|ngàn) )?đồng(?! bộ)(?!\w))?")
_REST = re.compile(r"(?<!\w)khác(?!\w)")


def fill_sums(pieces: Sequence[Piece], appendix: Appendix) -> None:
    """Write the totals of ``appendix`` into the sentences on funding that leave them open.

    A sentence is filled only when the table answers for every place that it leaves open.
    """
    totals = _totals(appendix)
    for piece in pieces if totals else ():
        if piece.role != "funding" or OPEN not in piece.text:
            continue
        found = list(_SUM.finditer(piece.text))
        amounts = [_amount(match, totals) for match in found]
        if len(found) == piece.text.count(OPEN) and all(amounts):
            _count_in(piece, found, appendix.unit or "")
            _fill(piece, [amount or "" for amount in amounts])


def _totals(appendix: Appendix) -> dict[str, str]:
    """Amounts of the total row under the folded heads of their columns; none where one is open."""
    last = appendix.rows[-1]
    pairs = zip(appendix.columns, last.cells, strict=True)
    found = {fold(c.title): cell for c, cell in list(pairs)[2:] if cell} if last.kind == "total" else {}
    return {} if OPEN in found.values() else found


def _amount(match: re.Match[str], totals: dict[str, str]) -> str | None:
    words = fold(match[1])
    if match[2] is None:  # is it money at all?
        return None
    if "tổng" in words:
        return next((amount for title, amount in totals.items() if "tổng" in title), None)
    for title, amount in totals.items():
        if title in words or (_REST.search(title) and _REST.search(words)):
            return amount
    return None


def _count_in(piece: Piece, found: Sequence[re.Match[str]], unit: str) -> None:
    """Let the sentence count in the unit of the table that its sums come from."""
    for match in reversed(found):
        if fold(match[2]) != fold(unit):
            text = f"{piece.text[: match.start(2)]}{unit}{piece.text[match.end(2) :]}"
            piece.revise(text, Change("wording", match[2], unit, _UNIT_BASIS))


def _fill(piece: Piece, amounts: Sequence[str]) -> None:
    waiting = iter(amounts)
    piece.text = re.sub(re.escape(OPEN), lambda _match: next(waiting), piece.text)
    new = iter(amounts)
    filled = [
        replace(change, new=next(new, OPEN), basis=_BASIS) if change.new == OPEN else change
        for change in piece.changes
    ]
    piece.changes = [change for change in filled if change.new != change.old]
    piece.status = "changed" if piece.changes else "copied"
