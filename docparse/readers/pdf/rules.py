"""The ruling lines and pictures of a page, from pdfium's page objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium_c

from docparse.readers.pdf.model import Edge
from docparse.readers.pdf.words import Placement

# page objects looked at, and path points read, before a page is taken for a drawing
MAX_OBJECTS = 100_000
MAX_POINTS = 200_000
# forms inside forms followed so deep
MAX_DEPTH = 8
# a filled box thinner than this (points) is a line drawn as a box
THIN = 3.0
# a line that runs this little askew (points) is straight
ASKEW = 1.0
# colours this light cannot be seen on paper
_WHITE = 245

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page beside letters: ruling lines and pictures.

    ``picture`` is the share of the page that pictures cover, ``pixels`` the number of pixels of the
    biggest one; ``objects`` counts everything on the page, letters too.
    """

    edges: list[Edge] = field(default_factory=list)
    picture: float = 0.0
    pixels: int = 0
    objects: int = 0


def drawing_of(page: pdfium_c.FPDF_PAGE, place: Placement) -> Drawing:
    """Collect the straight lines and measure the pictures of a page."""
    drawing = Drawing()
    points = 0
    for handle, matrix in _objects(page):
        drawing.objects += 1
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH and points < MAX_POINTS:
            points += max(pdfium_c.FPDFPath_CountSegments(handle), 0)
            drawing.edges += _edges(handle, matrix, place)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            _measure(handle, matrix, place, drawing)
    return drawing


def _objects(page: pdfium_c.FPDF_PAGE) -> Iterator[tuple[pdfium_c.FPDF_PAGEOBJECT, _Matrix]]:
    """Every object that is no form, with the matrix of the forms around it."""
    budget = MAX_OBJECTS
    stack: list[tuple[pdfium_c.FPDF_PAGEOBJECT, _Matrix, int]] = [
        (pdfium_c.FPDFPage_GetObject(page, i), _IDENTITY, 0)
        for i in range(min(pdfium_c.FPDFPage_CountObjects(page), budget))
    ]
    while stack and budget > 0:
        handle, matrix, depth = stack.pop()
        budget -= 1
        if not handle:
            continue
        if pdfium_c.FPDFPageObj_GetType(handle) != pdfium_c.FPDF_PAGEOBJ_FORM:
            yield handle, matrix
        elif depth < MAX_DEPTH:
            inner = _times(_matrix_of(handle), matrix)
            count = min(pdfium_c.FPDFFormObj_CountObjects(handle), budget)
            stack += [(pdfium_c.FPDFFormObj_GetObject(handle, i), inner, depth + 1) for i in range(count)]


def _matrix_of(handle: pdfium_c.FPDF_PAGEOBJECT) -> _Matrix:
    m = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, m):
        return _IDENTITY
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(m: _Matrix, n: _Matrix) -> _Matrix:
    """First ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _edges(handle: pdfium_c.FPDF_PAGEOBJECT, matrix: _Matrix, place: Placement) -> list[Edge]:
    """The straight, visible, upright lines of one path."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(handle, fill, stroke)
    stroked = bool(stroke.value) and _visible(handle, pdfium_c.FPDFPageObj_GetStrokeColor)
    filled = bool(fill.value) and _visible(handle, pdfium_c.FPDFPageObj_GetFillColor)
    if not (stroked or filled):
        return []
    box = _shown_box(handle, matrix, place)
    if box is None:
        return []
    x0, top, x1, bottom = box
    if min(x1 - x0, bottom - top) <= THIN:  # a line, or a line drawn as a box
        if x1 - x0 >= bottom - top:
            return [Edge(True, (top + bottom) / 2, x0, x1)]
        return [Edge(False, (x0 + x1) / 2, top, bottom)]
    return _outline(handle, matrix, place) if stroked else []


def _outline(handle: pdfium_c.FPDF_PAGEOBJECT, matrix: _Matrix, place: Placement) -> list[Edge]:
    """The straight sides of a stroked path of several segments."""
    full = _times(_matrix_of(handle), matrix)
    edges: list[Edge] = []
    start = last = (0.0, 0.0)
    for index in range(min(pdfium_c.FPDFPath_CountSegments(handle), MAX_POINTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(handle, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = place.shown(*_apply(full, x.value, y.value))
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            edges += _straight(last, point)
        last = point
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            edges += _straight(last, start)
            last = start
    return edges


def _straight(a: tuple[float, float], b: tuple[float, float]) -> list[Edge]:
    across, down = abs(a[0] - b[0]), abs(a[1] - b[1])
    if down <= ASKEW < across:
        return [Edge(True, (a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0]))]
    if across <= ASKEW < down:
        return [Edge(False, (a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1]))]
    return []


def _apply(m: _Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _visible(handle: pdfium_c.FPDF_PAGEOBJECT, colour_of: Callable[..., int]) -> bool:
    """Whether the path is drawn in a colour that shows on paper."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not colour_of(handle, *parts):
        return True
    red, green, blue, alpha = (part.value for part in parts)
    return alpha > 0 and min(red, green, blue) < _WHITE


def _shown_box(
    handle: pdfium_c.FPDF_PAGEOBJECT, matrix: _Matrix, place: Placement
) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom of an object on the page as shown."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(handle, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    corners = [place.shown(*_apply(matrix, x, y)) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _measure(handle: pdfium_c.FPDF_PAGEOBJECT, matrix: _Matrix, place: Placement, drawing: Drawing) -> None:
    box = _shown_box(handle, matrix, place)
    area = place.width * place.height
    if box and area > 0:
        width = min(box[2], place.width) - max(box[0], 0.0)
        height = min(box[3], place.height) - max(box[1], 0.0)
        drawing.picture += max(width, 0.0) * max(height, 0.0) / area  # scans may come in strips
    across, down = ctypes.c_uint(), ctypes.c_uint()
    if pdfium_c.FPDFImageObj_GetImagePixelSize(handle, across, down):
        drawing.pixels = max(drawing.pixels, across.value * down.value)
