"""Little PDF files, built in code: a typesetter for ordinary pages, raw objects for broken ones."""

from __future__ import annotations

import importlib.util
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from docparse.document import Document
from docparse.readers import read_bytes

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP = 85.0, 540.0, 72.0
SIZE, STEP, INDENT = 13.0, 18.0, 36.0

# a font with all Vietnamese letters: matplotlib brings one, most systems have it too
_FOLDERS = [Path("/usr/share/fonts/truetype/dejavu")]
if (_spec := importlib.util.find_spec("matplotlib")) and _spec.origin:
    _FOLDERS.insert(0, Path(_spec.origin).parent / "mpl-data" / "fonts" / "ttf")
_EMBEDDED = {
    "plain": "DejaVuSerif",
    "bold": "DejaVuSerif-Bold",
    "italic": "DejaVuSerif-Italic",
    "other": "DejaVuSans",
}
_FACES = {**_EMBEDDED, "latin": "Helvetica"}


def font_file(face: str = "plain") -> Path:
    """A font with Vietnamese letters."""
    for folder in _FOLDERS:
        if (path := folder / f"{_EMBEDDED[face]}.ttf").exists():
            return path
    pytest.skip("no font with Vietnamese letters on this machine", allow_module_level=True)


def register(face: str, path: Path) -> None:
    """Make a font file known under the name of a face."""
    _FACES[face] = f"{path.stem} {face}"
    pdfmetrics.registerFont(TTFont(_FACES[face], str(path)))


for _name, _face in _EMBEDDED.items():
    pdfmetrics.registerFont(TTFont(_face, str(font_file(_name))))


def read(data: bytes) -> Document:
    """Read a PDF as a user would."""
    return read_bytes(data, "kế hoạch.pdf")


def texts(document: Document) -> list[str]:
    """The paragraphs' texts."""
    return [paragraph.text for paragraph in document.paragraphs]


def grids(document: Document) -> list[list[list[str]]]:
    """The tables' texts, merged cells in every place that they cover."""
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


def width_of(text: str, face: str = "plain", size: float = SIZE) -> float:
    """Width of a text in points."""
    return float(pdfmetrics.stringWidth(text, _FACES[face], size))


class Sheet:
    """A PDF in the making. ``y`` is the next baseline, counted from the top of the page."""

    def __init__(self, password: str | None = None, owner: str | None = None) -> None:
        self._file = io.BytesIO()
        lock = StandardEncryption(password or "", ownerPassword=owner) if password or owner else None
        self.canvas = Canvas(self._file, pagesize=(WIDTH, HEIGHT), encrypt=lock, invariant=True)
        self.height = HEIGHT
        self.y = TOP

    def bytes(self) -> bytes:
        """The finished file."""
        self.canvas.save()
        return self._file.getvalue()

    def page(self, width: float = WIDTH, height: float = HEIGHT) -> None:
        """Begin a new page."""
        self.canvas.showPage()
        self.canvas.setPageSize((width, height))
        self.height, self.y = height, TOP

    def put(
        self, x: float, y: float, text: str, face: str = "plain", size: float = SIZE, **options: Any
    ) -> None:
        """Write at a place; ``charSpace`` spaces letters out."""
        self.canvas.setFont(_FACES[face], size)
        self.canvas.drawString(x, self.height - y, text, **options)

    def center(self, middle: float, y: float, text: str, face: str = "plain", size: float = SIZE) -> None:
        """Write around a middle."""
        self.put(middle - width_of(text, face, size) / 2, y, text, face, size)

    def title(self, *lines: str, face: str = "bold") -> None:
        """Lines in the middle of the text area."""
        for line in lines:
            self.center((LEFT + RIGHT) / 2, self.y, line, face)
            self.y += STEP

    def text(
        self,
        text: str,
        face: str = "plain",
        *,
        indent: float = INDENT,
        right: float = RIGHT,
        size: float = SIZE,
        until: float = HEIGHT,
    ) -> str:
        """Set a justified paragraph; returns what does not fit above ``until``."""
        words = text.split()
        x = LEFT + indent
        while words and self.y < until:
            count = len(words)
            while count > 1 and x + width_of(" ".join(words[:count]), face, size) > right:
                count -= 1
            line, words = words[:count], words[count:]
            room = right - x - width_of(" ".join(line), face, size)
            gap = width_of(" ", face, size) + (room / (count - 1) if words and count > 1 else 0.0)
            for word in line:
                self.put(x, self.y, word, face, size)
                x += width_of(word, face, size) + gap
            x = LEFT
            self.y += STEP * size / SIZE
        return " ".join(words)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A line."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """All lines of a table without merged cells."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])

    def table(self, xs: Sequence[float], rows: Sequence[Sequence[str]], height: float = 24.0) -> None:
        """A ruled table from ``y`` on, one line of text a cell."""
        ys = [self.y + height * i for i in range(len(rows) + 1)]
        self.grid(xs, ys)
        for y, row in zip(ys, rows, strict=False):
            for x, cell in zip(xs, row, strict=False):
                self.put(x + 5, y + height - 8, cell, size=10)
        self.y = ys[-1] + STEP

    def stamp(self, x: float, y: float, text: str, width: float = 60.0, height: float = 14.0) -> None:
        """Text in an annotation, as offices type the number into the finished file."""
        self.canvas.acroForm.textfield(
            value=text,
            x=x,
            y=self.height - y - 3,
            width=width,
            height=height,
            fontName="Helvetica",
            fontSize=11,
            borderWidth=0,
            fillColor=None,
            forceBorder=False,
            fieldFlags="multiline" if "\n" in text else "",
        )

    def picture(self, image: object, x: float = 0.0, y: float = HEIGHT, width: float = WIDTH) -> None:
        """A picture (Pillow) whose lower left corner is at x, y."""
        reader = ImageReader(image)
        across, down = reader.getSize()
        self.canvas.drawImage(reader, x, self.height - y, width, width * down / across)

    def letterhead(self) -> None:
        """The head of a plan, its two columns line by line as programs write them."""
        self.center(165, 72, "ỦY BAN NHÂN DÂN", "plain", 12)
        self.center(395, 72, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold", 11)
        self.center(165, 88, "TỈNH AN PHÚ", "bold", 12)
        self.center(395, 88, "Độc lập - Tự do - Hạnh phúc", "bold", 12)
        self.rule(140, 92, 190, 92)
        self.rule(320, 92, 470, 92)
        self.center(165, 116, "Số: 12/KH-UBND", "plain", 12)
        self.center(395, 116, "An Phú, ngày 05 tháng 3 năm 2025", "italic", 12)
        self.y = 160


# the same faces as fonts of their own: letters of a fallback font keep their places
_FALLBACK = {face: f"{face} again" for face in ("plain", "bold", "italic")}
for _face, _again in _FALLBACK.items():
    register(_again, font_file(_face))
_RUNS = re.compile(r"[ -~]+|[^ -~]+")


class PatchedSheet(Sheet):
    """Takes the letters beyond ASCII from another font, and writes them after the rest of their line."""

    def __init__(self) -> None:
        super().__init__()
        self._late: list[tuple[float, float, str, str, float]] = []

    def put(
        self, x: float, y: float, text: str, face: str = "plain", size: float = SIZE, **options: Any
    ) -> None:
        if self._late and abs(self._late[-1][1] - y) > 1.0:
            self._write_late()
        for run in _RUNS.findall(text):
            if run.isascii():
                super().put(x, y, run, face, size, **options)
            else:
                self._late.append((x, y, run, _FALLBACK[face], size))
            x += width_of(run, face, size)

    def _write_late(self) -> None:
        for place in self._late:
            super().put(*place)
        self._late = []

    def page(self, width: float = WIDTH, height: float = HEIGHT) -> None:
        self._write_late()
        super().page(width, height)

    def bytes(self) -> bytes:
        self._write_late()
        return super().bytes()


def raw_pdf(*objects: str, trailer: str = "/Root 1 0 R") -> bytes:
    """A PDF of the given objects, numbered from 1, with a right cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        out += f"{place:010d} 00000 n \n".encode()
    out += f"trailer\n<< /Size {len(places) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
