"""The section that says who does what: one heading an agency, also after agencies were merged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docparse.draft.adapting import without_self
from docparse.draft.figures import PLACEHOLDER
from docparse.draft.manuscript import Piece
from docparse.draft.rewriting import Change
from docparse.draft.succession import canonical_mention, mentions
from docparse.text import LETTERS, fold

_NOT_ITSELF = "Cơ quan được giao không chỉ đạo, phối hợp với chính mình"
_ORDER = re.compile(r"(?:chỉ đạo|giao|yêu cầu) (?:các )?")


def merge_agencies(pieces: Sequence[Piece]) -> list[Piece]:
    """Put the duties of an agency that stands twice in the section under its first heading."""
    blocks = list(_blocks(pieces))
    first: dict[str, list[Piece]] = {}
    out: list[list[Piece]] = []
    for block in blocks:
        head = block[0]
        named = _is_agency(head) and not PLACEHOLDER.search(head.text)  # what is open may be several bodies
        key = canonical_mention(head.text) if named else None
        if key is not None and key in first:
            _join(first[key], block)
            continue
        if key is not None:
            first[key] = block
        out.append(block)
    merged = [piece for block in out for piece in block]
    return _without_self(merged)


def _blocks(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Runs of pieces: an agency's heading with what stands under it, or anything between."""
    blocks: list[list[Piece]] = []
    depth = -1
    for piece in pieces:
        level = piece.depth
        opens = _is_agency(piece)
        if opens or not blocks or (depth >= 0 and level <= depth):
            blocks.append([piece])
            depth = level if opens else -1
        else:
            blocks[-1].append(piece)
    return blocks


def _is_agency(piece: Piece) -> bool:
    """Headings right under the section, each of which addresses an agency."""
    return piece.role == "organization" and piece.titled and piece.kind == "arabic"


def _join(first: list[Piece], second: list[Piece]) -> None:
    head = first[0]
    head.origins = tuple(dict.fromkeys((*head.origins, *second[0].origins)))
    head.changes += [c for c in second[0].changes if c not in head.changes]
    head.notes.append("Gộp nhiệm vụ của các cơ quan đã sáp nhập.")
    first += second[1:]
    direct = [p for p in first[1:] if p.kind in ("text", "letter")]
    if len(direct) <= len(LETTERS):
        for piece in direct:
            piece.kind = "letter"


def _without_self(pieces: list[Piece]) -> list[Piece]:
    """An agency does not coordinate with itself."""
    agency = ""
    for piece in pieces:
        if _is_agency(piece):
            agency = piece.text
        elif piece.role == "organization" and agency and piece.kind != "roman":
            _drop_self(piece, agency)
            if _names(piece.text, agency):
                piece.notes.append(f"Câu này nhắc đến chính {agency} (sau khi đổi tên cơ quan): cần sửa lời.")
        else:
            agency = ""
    return pieces


def _drop_self(piece: Piece, agency: str) -> None:
    text = _undirected(without_self(piece.text, agency), agency)
    if text != piece.text:
        piece.revise(text, Change("agency", agency, "", _NOT_ITSELF))


def _undirected(text: str, agency: str) -> str:
    """``Chỉ đạo UBND cấp xã rà soát …`` as a duty of these very committees: ``Rà soát …``."""
    order = _ORDER.match(fold(text))
    named = mentions().match(fold(text), order.end()) if order else None
    if named is None or canonical_mention(named.group()) != canonical_mention(agency):
        return text
    rest = text[named.end() :].lstrip()
    return rest[:1].upper() + rest[1:] if rest[:1].islower() else text


def _names(text: str, agency: str) -> bool:
    """Whether a duty still names the agency that it is given to."""
    key = canonical_mention(agency)
    return any(canonical_mention(m.group()) == key for m in mentions().finditer(fold(text)))
