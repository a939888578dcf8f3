"""The signature block around a seal, read anew by itself.

On a whole page tesseract takes the strokes of a signature, and the titles and the name close to it, for a
picture; cut out, the block is read as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from docparse.readers.ocr.engine import PAGE, Token, evidence, moved, tokens_of
from docparse.readers.ocr.seals import Box

# millimetres: how far the block reaches beyond the seal to the left, upwards, downwards and to the right
_LEFT, _ABOVE, _BELOW, _RIGHT = 12.0, 22.0, 22.0, 60.0
# confidence (0..100) from which a word speaks for its reading
_SURE = 60.0


def read_around(gray: NDArray[np.uint8], dpi: float, seal: Box, known: Sequence[Token]) -> list[Token]:
    """``known``, the words of a page, with those around ``seal`` as the surer of two readings has them.

    ``gray`` is the page without its seals.
    """
    scale = dpi / 25.4
    top, bottom = max(0, round(seal[0] - _ABOVE * scale)), round(seal[1] + _BELOW * scale)
    left, right = max(0, round(seal[2] - _LEFT * scale)), round(seal[3] + _RIGHT * scale)
    cut = gray[top:bottom, left:right].copy()
    inside = []
    for token in known:
        x0, x1, y0, y1 = (
            round(edge * dpi / 72.0)
            for edge in (token.word.x0, token.word.x1, token.word.top, token.word.bottom)
        )
        if y1 <= top or y0 >= bottom or x1 <= left or x0 >= right:
            continue
        if x0 >= left and y0 >= top and y1 <= bottom:
            inside.append(token)
        else:  # of a line beside or above the block
            cut[max(0, y0 - top) : y1 - top, max(0, x0 - left) : x1 - left] = 255
    found = [moved(token, left * 72.0 / dpi, top * 72.0 / dpi) for token in tokens_of(cut, dpi, PAGE)]
    sure = [token for token in found if token.confidence >= _SURE]
    if evidence(sure) <= evidence(inside):
        return list(known)
    return [token for token in known if token not in inside] + [_surer(token, inside) for token in sure]


def _surer(token: Token, others: Sequence[Token]) -> Token:
    """``token`` or what was read more surely in its place before."""
    x, y = (token.word.x0 + token.word.x1) / 2, (token.word.top + token.word.bottom) / 2
    here = [o for o in others if o.word.x0 < x < o.word.x1 and o.word.top < y < o.word.bottom]
    best = max([token, *here], key=lambda t: t.confidence)
    # on the line of its neighbours, which were read with ``token``
    return Token(replace(token.word, text=best.word.text), best.confidence)
