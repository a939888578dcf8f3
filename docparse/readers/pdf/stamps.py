"""Stamps: numbers, dates and signatures that are laid upon a page as annotations.

The offices type the number and the day into gaps of the finished PDF, as the look of a signature
field. Such text is part of the document, but of no page content until it is flattened into it. What
the signature says about itself (who, when, e-mail) is dropped on the way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import pypdfium2.raw as pdfium_c

from docparse.readers.pdf.furniture import is_caption
from docparse.readers.pdf.model import Word
from docparse.readers.pdf.words import Placement

# annotations looked at on one page
MAX_ANNOTATIONS = 2_000
_PRINTED = (pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_FREETEXT)
# points around an annotation within which its text stands
_SLACK = 1.0

Box = tuple[float, float, float, float]  # left, top, right, bottom in pdfium's page space


def stamps_on(page: pdfium_c.FPDF_PAGE) -> list[Box]:
    """Where annotations that are printed with the page stand."""
    boxes = []
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        box = _box_of(annotation)
        if box is not None:
            boxes.append(box)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
    return boxes


def _box_of(annotation: pdfium_c.FPDF_ANNOTATION) -> Box | None:
    """Where an annotation stands that is printed with its page."""
    rect = pdfium_c.FS_RECTF()
    printed = pdfium_c.FPDFAnnot_GetSubtype(annotation) in _PRINTED
    if not printed or not pdfium_c.FPDFAnnot_GetRect(annotation, rect):
        return None
    return rect.left, rect.top, rect.right, rect.bottom


def flatten(page: pdfium_c.FPDF_PAGE) -> None:
    """Make annotations part of the page content; the page must be loaded again to see them."""
    pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)


def captions_of(words: Sequence[Word], stamps: Mapping[Box, str], place: Placement) -> dict[Box, list[Word]]:
    """The stamps that only tell who signed, each with its own words among ``words``.

    ``stamps`` gives for each box the text of the page under it, from before it was stamped.
    """
    captions: dict[Box, list[Word]] = {}
    for box, under in stamps.items():
        known = Counter(under.split())
        added = []
        for word in words:
            if _within(word, box, place):
                if known[word.text]:
                    known[word.text] -= 1
                else:
                    added.append(word)
        if is_caption(" ".join(word.text for word in added)):
            captions[box] = added
    return captions


def without_stamps(page: pdfium_c.FPDF_PAGE, boxes: Collection[Box]) -> None:
    """Take the annotations that stand at ``boxes`` off the page, then :func:`flatten` the others."""
    for index in reversed(range(min(pdfium_c.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS))):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        box = _box_of(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if box in boxes:
            pdfium_c.FPDFPage_RemoveAnnot(page, index)
    flatten(page)


def _within(word: Word, box: Box, place: Placement) -> bool:
    (x0, y0), (x1, y1) = place.shown(box[0], box[1]), place.shown(box[2], box[3])
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    across = min(x0, x1) - _SLACK <= x <= max(x0, x1) + _SLACK
    return bool(across and min(y0, y1) - _SLACK <= y <= max(y0, y1) + _SLACK)
