"""Stamps: numbers, dates and signatures that are laid upon a page as annotations.

The offices type the number and the day into gaps of the finished PDF, as the look of a signature
field. Such text is part of the document, but of no page content until it is flattened into it. What
the signature says about itself (who, when, e-mail) is dropped on the way.
"""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2.raw as pdfium_c

from docparse.readers.pdf_furniture import is_caption
from docparse.readers.pdf_model import Word
from docparse.readers.pdf_words import Placement

# annotations looked at on one page
MAX_ANNOTATIONS = 2_000
_PRINTED = (pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_FREETEXT)
# points around an annotation within which its text stands
_SLACK = 1.0

Box = tuple[float, float, float, float]  # left, top, right, bottom on the page as shown


def stamps_on(page: pdfium_c.FPDF_PAGE) -> list[Box]:
    """Where annotations that are printed with the page stand."""
    place = Placement(page)
    boxes = []
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        rect = pdfium_c.FS_RECTF()
        if pdfium_c.FPDFAnnot_GetSubtype(annotation) in _PRINTED and pdfium_c.FPDFAnnot_GetRect(
            annotation, rect
        ):
            (x0, y0), (x1, y1) = place.shown(rect.left, rect.top), place.shown(rect.right, rect.bottom)
            boxes.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        pdfium_c.FPDFPage_CloseAnnot(annotation)
    return boxes


def flatten(page: pdfium_c.FPDF_PAGE) -> bool:
    """Make annotations part of the page content; the page must be loaded again to see them."""
    return bool(pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS)


def without_captions(words: Sequence[Word], before: Sequence[Word], stamps: Sequence[Box]) -> list[Word]:
    """``words`` without those of stamps that only tell who signed; ``before``: the page unstamped."""
    own = {_key(word) for word in before}
    added = [word for word in words if _key(word) not in own]
    dropped: set[int] = set()
    for box in stamps:
        inside = [word for word in added if _within(word, box)]
        if is_caption(" ".join(word.text for word in inside)):
            dropped.update(map(id, inside))
    return [word for word in words if id(word) not in dropped]


def _key(word: Word) -> tuple[str, int, int]:
    return word.text, round(word.x0), round(word.base)


def _within(word: Word, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] - _SLACK <= x <= box[2] + _SLACK and box[1] - _SLACK <= y <= box[3] + _SLACK
