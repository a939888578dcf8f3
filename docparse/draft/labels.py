"""Lines below a task that say who, when, what for: ``- Cơ quan chủ trì: Sở Nội vụ``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docparse.draft.manuscript import Piece
from docparse.draft.rewriting import Change, drop_item, is_item
from docparse.draft.succession import canonical_mention, mentions
from docparse.rulebook import load_rules
from docparse.text import fold

#: what the drafting tool writes before the colon, where the draft has no words of its own for it
WORDING = {
    "lead": "Cơ quan chủ trì",
    "coordinate": "Cơ quan phối hợp",
    "implement": "Cơ quan thực hiện",
    "deadline": "Thời gian thực hiện",
    "product": "Sản phẩm",
}
_BASIS = "Cơ quan chủ trì không phối hợp với chính mình"


def label_of(text: str) -> str | None:
    """Roles that a line such as ``Chủ trì: …`` gives; null where it is no such line."""
    key = fold(text)
    for rule in load_rules("labels"):
        match = rule.pattern.match(key)
        if match and re.match(r" ?:", key[match.end() :]):
            return rule.value
    return None


def wording_of(pieces: Iterable[Piece]) -> dict[str, str]:
    """The words before the colon that ``pieces`` use first for each role; the usual ones for the rest."""
    words: dict[str, str] = {}
    for piece in pieces:
        role = label_of(piece.text) if piece.kind in ("dash", "plus") else None
        if role is not None:
            words.setdefault(role, piece.text.partition(":")[0].strip())
    return WORDING | words


def tidy_labels(pieces: Sequence[Piece]) -> list[Piece]:
    """Label lines that begin with a capital behind the colon, without a lead that coordinates itself.

    A line that names nobody else goes.
    """
    out: list[Piece] = []
    leads: set[str] = set()
    for piece in pieces:
        role = label_of(piece.text) if piece.kind in ("dash", "plus") else None
        if role is None:
            leads.clear()
        elif role == "lead":
            leads = {canonical_mention(m.group()) for m in mentions().finditer(fold(piece.text))}
        elif role == "coordinate" and not _drop_leads(piece, leads):
            continue
        if role is not None:
            piece.text = _capital(piece.text)
        out.append(piece)
    return out


def _drop_leads(piece: Piece, leads: set[str]) -> bool:
    """Take agencies of ``leads`` out of the list, where they are whole elements; false where none is left."""
    while (match := _named(piece.text, leads)) is not None:
        name = piece.text[slice(*match.span())]
        shorter = drop_item(piece.text, *match.span())
        if shorter is None:
            return False
        piece.revise(shorter, Change("agency", name, "", _BASIS))
    return True


def _named(text: str, agencies: set[str]) -> re.Match[str] | None:
    found = (m for m in mentions().finditer(fold(text)) if canonical_mention(m.group()) in agencies)
    return next((m for m in found if is_item(text, *m.span())), None)


def _capital(text: str) -> str:
    return re.sub(r"(?<=: )[^\W\d_]", lambda m: m.group().upper(), text, count=1)
