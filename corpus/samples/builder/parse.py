"""Reads a source: YAML head, ``%%%``, then one block a line with the answers marked in it.

``2= I. TITLE {targets year=2025}``   a unit of depth 2; role and year are inherited downwards
``1= Phần I // TITLE``                the title stands on the line below the marker
``- text`` ``+ text`` ``* text``      a bullet; ``c text`` a căn cứ line; anything else a paragraph
``! ...``                             the block is a task; `` > lead: A; B`` lines below say whose
``[[words]]{ge 30 máy; le 45 máy}``   an indicator (two here); ``{qual}`` a qualitative target
``¶``                                 the item is broken into two paragraphs here
``[table widths=…]`` … ``[/table]``   rows ``h|`` ``g|`` ``r|`` ``t|``; ``<`` and ``^`` merge cells
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import yaml

from builder.model import Block, Break, Budget, Cell, Head, Indicator, Paragraph, Sample, Table, Task, Unit

QUOTE_LENGTH = 100  # characters of a task's or title's quote, cut between words

_UNIT = re.compile(r"(\d)= (.*?)(?: \{([\w =]+)\})?$")
_MARKER = re.compile(
    r"(?P<marker>Phần thứ \w+|(?:Phần|PHẦN|Chương|Mục|Điều) [IVX\d]+\.?|PHỤ LỤC|\S+(?: -)?)"
    r"(?: // | )(?P<title>.*)"
)
_BULLETS = ("- ", "+ ", "* ", "• ")
_MARK = re.compile(r"\[\[(.+?)\]\]\{(.+?)\}")
_SPEC = re.compile(
    r"(?P<base>b: )?(?:(?P<cmp>ge|gt|le|lt|approx) )?(?P<value>[\d.]+) (?P<unit>.+?)(?: @(?P<year>\d{4}))?$"
)
_QUALITATIVE = re.compile(r"qual(?: @(?P<year>\d{4}))?$")


class SourceError(ValueError):
    """A line of a source does not follow the notation."""


def parse(path: Path) -> Sample:
    """Read one source file; raises :class:`SourceError` with the offending line."""
    head, _, body = path.read_text("utf-8").partition("\n%%%\n")
    reader = _Reader(Sample(Head.model_validate(yaml.safe_load(head))))
    for line in body.splitlines():
        try:
            reader.line(line)
        except (ValueError, IndexError, KeyError) as error:
            raise SourceError(f"{path.name}: {line!r}: {error}") from error
    return reader.sample


def cut(text: str) -> str:
    """Give the first characters of ``text``, up to :data:`QUOTE_LENGTH`, ending with a whole word."""
    if len(text) <= QUOTE_LENGTH:
        return text
    return text[: QUOTE_LENGTH + 1].rsplit(" ", 1)[0]


class _Open:
    """A unit that is still open: where it stands, and what it hands down."""

    def __init__(self, depth: int, path: str, role: str, year: int | None) -> None:
        self.depth, self.path, self.role, self.year = depth, path, role, year


class _Reader:
    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        first = sample.head.metadata["period_end"]
        self._root = _Open(0, "", "legal_basis", cast("int | None", first))
        self._open: list[_Open] = [self._root]
        self._seen: dict[str, int] = {}
        self._task: Task | None = None
        self._rows: list[tuple[str, list[str]]] | None = None
        self._widths: tuple[float, ...] = ()

    def line(self, line: str) -> None:
        if not line.strip():
            return
        if line.startswith(" > "):
            self._duty(line[3:])
        elif line.startswith("[table"):
            self._rows = []
            self._widths = tuple(float(w) for w in line[:-1].partition("widths=")[2].split(","))
        elif line == "[/table]":
            self._end_table()
        elif self._rows is not None:
            self._row(line)
        elif line.startswith("@"):
            self._directive(*line[1:].partition(" ")[::2])
        else:
            self._paragraph(line)

    @property
    def _here(self) -> _Open:
        return self._open[-1]

    def _directive(self, name: str, text: str) -> None:
        block: Block
        if name in ("sign", "pagebreak", "landscape", "letterhead"):
            block = Break(name)  # type: ignore[arg-type]
        elif name in ("title", "subject", "note", "center"):
            block = Paragraph(name, (text,))  # type: ignore[arg-type]
        else:
            raise SourceError(f"unknown directive @{name}")
        self.sample.blocks.append(block)

    def _paragraph(self, line: str) -> None:
        is_task, text = line.startswith("! "), line.removeprefix("! ")
        unit = _UNIT.match(text)
        if unit:
            block = self._unit(int(unit[1]), unit[2], unit[3] or "")
        elif text.startswith(_BULLETS):
            block = Paragraph("bullet", self._printed(text[2:]), text[0])
        elif text.startswith("c "):
            block = Paragraph("basis", self._printed(text[2:]))
        else:
            block = Paragraph("text", self._printed(text))
        self.sample.blocks.append(block)
        self._task = None
        if is_task:
            self._open_task(cut(block.text))

    def _unit(self, depth: int, text: str, options: str) -> Paragraph:
        match = _MARKER.match(text)
        if match is None:
            raise SourceError("no marker")
        marker = match["marker"]
        while self._open[-1].depth >= depth:
            self._open.pop()
        role, year = self._here.role, self._here.year
        for option in options.split():
            if option.startswith("year="):
                year = int(option[5:])
            else:
                role = option
        self._open.append(_Open(depth, self._path(marker), role, year))
        printed = self._printed(match["title"])
        self.sample.units.append(Unit(self._here.path, cut(" ".join(printed)), role))
        split = " // " in text
        return Paragraph("unit", printed, "" if split else marker, marker if split else "", depth)

    def _path(self, marker: str) -> str:
        name = marker.removesuffix(" -").rstrip(".)")
        path = f"{self._here.path}/{name}".lstrip("/")
        self._seen[path] = self._seen.get(path, 0) + 1
        return path if self._seen[path] == 1 else f"{path}#{self._seen[path]}"

    def _printed(self, text: str) -> tuple[str, ...]:
        """Collect the marks of ``text`` and give the words as they are printed."""
        plain = _MARK.sub(r"\1", text)
        for match in _MARK.finditer(text):
            for spec in match[2].split("; "):
                quote = match[1].replace(" ¶ ", " ")
                self.sample.indicators.append(self._indicator(quote, spec))
        return tuple(piece.strip() for piece in plain.split("¶"))

    def _indicator(self, quote: str, spec: str) -> Indicator:
        here = self._here
        if match := _QUALITATIVE.match(spec):
            year = int(match["year"]) if match["year"] else here.year
            return Indicator(quote, here.path, False, None, None, None, year)
        match = _SPEC.match(spec)
        if match is None:
            raise SourceError(f"not an indicator: {spec}")
        year = int(match["year"]) if match["year"] else here.year
        baseline = bool(match["base"]) or here.role == "situation"
        return Indicator(
            quote, here.path, baseline, float(match["value"]), match["unit"], match["cmp"] or "eq", year
        )

    def _open_task(self, quote: str) -> None:
        self._task = Task(quote, self._here.path)
        self.sample.tasks.append(self._task)

    def _duty(self, line: str) -> None:
        key, _, value = line.partition(": ")
        if self._task is None:
            raise SourceError("no task above")
        if key in ("lead", "coordinate", "implement"):
            setattr(self._task, key, [self._agency(name) for name in value.split("; ")])
        elif key == "due":
            self._task.deadline = value
        elif key == "budget":
            self._task.budget = _budget(value)
        else:
            raise SourceError(f"unknown duty {key}")

    def _agency(self, name: str) -> str:
        if " " in name or name in self.sample.head.names:
            return self.sample.head.names.get(name, name)
        raise SourceError(f"unknown short name {name}")

    def _row(self, line: str) -> None:
        assert self._rows is not None
        kind, cells = line[0], [cell.strip() for cell in line[2:].split("|")]
        if len(cells) != len(self._widths):
            raise SourceError(f"{len(cells)} cells for {len(self._widths)} columns")
        if kind == "g":
            self._group(cells)
        self._rows.append((kind, [" ".join(self._printed(cell)) for cell in cells]))
        self._task = None
        if kind == "r":
            self._open_task(self._rows[-1][1][1])

    def _group(self, cells: list[str]) -> None:
        """Open a unit below the heading of the table."""
        parent = next(o for o in reversed(self._open) if o.depth < 9)
        self._open = [*self._open[: self._open.index(parent) + 1]]
        self._open.append(_Open(9, self._path(cells[0]), parent.role, parent.year))
        self.sample.units.append(Unit(self._here.path, cut(cells[1]), parent.role))

    def _end_table(self) -> None:
        rows = self._rows or []
        grid = [cells for _, cells in rows]
        kinds = "".join(kind for kind, _ in rows)
        self.sample.blocks.append(Table(_anchors(grid), kinds, self._widths))
        self._rows = None


def _anchors(grid: list[list[str]]) -> tuple[Cell, ...]:
    """Give the cells of a grid in which ``<`` continues the cell to the left and ``^`` the one above."""
    cells = []
    for row, texts in enumerate(grid):
        for column, text in enumerate(texts):
            if text in ("<", "^"):
                continue
            wide = 1
            while column + wide < len(texts) and texts[column + wide] == "<":
                wide += 1
            high = 1
            while row + high < len(grid) and grid[row + high][column] == "^":
                high += 1
            cells.append(Cell(text, row, column, high, wide))
    return tuple(cells)


def _budget(value: str) -> Budget:
    total, *sources = value.split("; ")
    amount, _, unit = total.partition(" ")
    parts = (source.rpartition(" ") for source in sources)
    return Budget(float(amount), unit, {name: float(number) for name, _, number in parts})
