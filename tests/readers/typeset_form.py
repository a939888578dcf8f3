"""A sample plan typeset by reportlab: letterhead and foot in two columns, written row by row.

LibreOffice writes one column of a letterhead after the other; other programs write each row from left
to right, the columns a few points apart. A reader that goes by the order of the file mixes them.
"""

from __future__ import annotations

from builder.as_text import MOTTO, NATION
from builder.model import Block, Break, Letterhead, Paragraph, Sample, Signature, Table
from pdf_fixtures import HEIGHT, INDENT, RIGHT, STEP, TOP, WIDTH, PatchedSheet, Sheet, width_of

FOOT = 770.0  # the last baseline of a page
MIDDLES = (160.0, 390.0)  # of the two columns of the letterhead
SMALL = 11.0  # size of the letterhead: its columns nearly touch
RECIPIENTS, AUTHORITY = 85.0, 430.0  # left border of the one, middle of the other
CELL, CELL_STEP, PADDING = 8.0, 11.0, 4.0
CM = 72 / 2.54
MARGIN = 40.0  # of pages with wide tables


def render(sample: Sample) -> bytes:
    """The .pdf form of a plan."""
    return _Typesetter(sample, Sheet()).write()


def render_patched(sample: Sample) -> bytes:
    """The same with the accented letters of a fallback font."""
    return _Typesetter(sample, PatchedSheet()).write()


class _Typesetter:
    def __init__(self, sample: Sample, sheet: Sheet) -> None:
        self.sample = sample
        self.sheet = sheet
        self.number = 1
        self.width, self.height = WIDTH, HEIGHT

    @property
    def foot(self) -> float:
        return self.height - (HEIGHT - FOOT)

    def write(self) -> bytes:
        head = self.sample.head
        self._letterhead(head.letterhead, with_number=True)
        self.sheet.title(head.title, *head.subject)
        for block in self.sample.blocks:
            self._block(block)
        return self.sheet.bytes()

    def _block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._break(block)

    def _break(self, block: Break) -> None:
        head = self.sample.head
        if block.kind == "sign" and head.signature:
            self._signature(head.recipients, head.signature)
        elif block.kind == "letterhead":
            self._letterhead(head.letterhead, with_number=False)
        elif block.kind == "pagebreak":
            self._page()
        elif block.kind == "landscape":
            self.width, self.height = HEIGHT, WIDTH
            self._page()

    def _page(self) -> None:
        self.number += 1
        self.sheet.page(self.width, self.height)
        self.sheet.center(self.width / 2, 40, str(self.number), size=12)

    def _room(self, height: float) -> None:
        """Turn the page where ``height`` does not fit any more."""
        if self.sheet.y + height > self.foot:
            self._page()

    def _paragraph(self, block: Paragraph) -> None:
        if block.kind in ("title", "subject", "center", "note"):
            self._titles([block.text], "italic" if block.kind == "note" else "bold")
        elif block.above:
            self._titles([block.above, block.text], "bold")
        else:
            first, *rest = block.pieces
            heading = block.kind == "unit" and first[-1] not in ".;:"
            face = "bold" if heading else "italic" if block.kind == "basis" else "plain"
            for text in (f"{block.marker} {first}".strip(), *rest):
                self._running(text, face)

    def _titles(self, lines: list[str], face: str) -> None:
        for line in lines:
            self._room(STEP)
            self.sheet.center(self.width / 2, self.sheet.y, line, face)
            self.sheet.y += STEP + 2

    def _running(self, text: str, face: str) -> None:
        indent = INDENT
        while text:
            self._room(STEP)
            text = self.sheet.text(text, face, indent=indent, until=self.foot)
            indent = 0.0
        self.sheet.y += 4

    def _letterhead(self, letterhead: Letterhead, with_number: bool) -> None:
        self._room(6 * STEP)
        left = [(line, "plain") for line in letterhead.superior]
        left += [(line, "bold") for line in letterhead.issuer]
        rows = [left, [(NATION, "bold"), (MOTTO, "bold")]]
        self._rows(rows, SMALL)
        if with_number:
            self._rows([[(letterhead.number, "plain")], [(letterhead.date, "italic")]], 11)
        self.sheet.y += STEP

    def _rows(self, columns: list[list[tuple[str, str]]], size: float) -> None:
        for at in range(max(map(len, columns))):
            for middle, column in zip(MIDDLES, columns, strict=True):
                if at < len(column):
                    self.sheet.center(middle, self.sheet.y, *column[at], size)
            self.sheet.y += 15
        self.sheet.y += 8

    def _signature(self, recipients: list[str], signature: Signature) -> None:
        left = [("Nơi nhận:", "italic"), *((f"- {line}", "plain") for line in recipients)]
        right = [*signature.authority, "", "", "", "", signature.name]
        self._room(15 * max(len(left), len(right)))
        for at in range(max(len(left), len(right))):
            if at < len(left):
                self.sheet.put(RECIPIENTS, self.sheet.y, *left[at], 10)
            if at < len(right) and right[at]:
                self.sheet.center(AUTHORITY, self.sheet.y, right[at], "bold", 11)
            self.sheet.y += 15
        self.sheet.y += STEP

    def _table(self, table: Table) -> None:
        xs = self._borders(table)
        lines = {
            (cell.row, cell.column): _wrapped(cell.text, xs[cell.column + cell.colspan] - xs[cell.column])
            for cell in table.cells
        }
        heights = [0.0] * len(table.kinds)
        for cell in table.cells:
            needed = len(lines[cell.row, cell.column]) * CELL_STEP + 2 * PADDING
            last = cell.row + cell.rowspan - 1
            heights[last] = max(heights[last], needed - sum(heights[cell.row : last]))
        self.sheet.y -= STEP / 2
        self._room(sum(heights) if sum(heights) < self.foot - TOP else 0.0)
        tops = [self.sheet.y + sum(heights[:row]) for row in range(len(heights) + 1)]
        for cell in table.cells:
            x0, x1 = xs[cell.column], xs[cell.column + cell.colspan]
            top, bottom = tops[cell.row], tops[cell.row + cell.rowspan]
            self.sheet.grid([x0, x1], [top, bottom])
            for at, line in enumerate(lines[cell.row, cell.column]):
                face = "plain" if table.kinds[cell.row] == "r" else "bold"
                self.sheet.put(x0 + PADDING, top + CELL_STEP * (at + 1), line, face, CELL)
        self.sheet.y = tops[-1] + STEP

    def _borders(self, table: Table) -> list[float]:
        wanted = sum(table.widths) * CM
        left = MARGIN if self.width > WIDTH else (WIDTH - RIGHT + 85) / 2
        factor = (self.width - 2 * left) / wanted
        xs = [left]
        for width in table.widths:
            xs.append(xs[-1] + width * CM * factor)
        return xs


def _wrapped(text: str, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, "bold", CELL) <= width - 2 * PADDING:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]
