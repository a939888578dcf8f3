"""How paragraphs end: sentences with a full stop, the last item of a list no more with a semicolon."""

from __future__ import annotations

from collections.abc import Sequence

from docparse.draft.manuscript import Piece

_MARKS = (".", ";", ":", "!", "?", "…")


def close_sentences(pieces: Sequence[Piece]) -> None:
    """Give tasks and targets their full stop; a ``;`` stays only before another item of its list."""
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        if piece.titled:
            continue
        text = piece.text.rstrip()
        listed = after is not None and after.kind == piece.kind and not after.titled
        if text.endswith((";", ",")) and not listed:
            piece.text = text[:-1].rstrip() + "."
        elif (piece.task or piece.targets) and not text.rstrip("”)").endswith(_MARKS):
            piece.text = text + "."
