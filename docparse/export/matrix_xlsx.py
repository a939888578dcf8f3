"""A comparison as an Excel workbook: summary, themes, targets, tasks, coverage, sources.

Figures are numbers (their sign, unit and year are in the number format), texts are never formulas, and
every cell that comes from a plan carries the passage and its place as a comment.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from docparse.compare.figures import shown
from docparse.compare.records import (
    Comparison,
    CoverageCell,
    Figure,
    IndicatorCell,
    IndicatorRow,
    Place,
    PlanColumn,
    TaskCell,
)
from docparse.export import matrix_words as words
from docparse.export.cells import fit
from docparse.export.keeping import AUTHOR

_A3 = 8
_CREATED = datetime(2026, 1, 1)
# points of a line, and lines from which a row is cut rather than fill the screen
_LINE = 15.0
_MAX_LINES = 24
_TITLE_LINE, _NOTE_LINE = 24.0, 18.0
#: characters of the font that fit into one unit of a column's width
_CHARACTERS = 1.15
#: a task is told up to here; the whole stands in the comment and under "Nguồn"
_TASK = 320
#: comments are shown this wide and this high (pixels for one line of some 50 characters)
_COMMENT_WIDTH, _COMMENT_LINE, _COMMENT_CHARACTERS = 380, 17, 52
_PASSAGES_IN_COMMENT = 4
_HEAD_ROW = 2
#: Excel keeps between 200 and 250 number formats in a workbook
_MOST_PATTERNS = 180
_THEME_WIDTH = 13
_FIGURE_WIDTH = 24
_THOUSAND = 1000
#: a capital takes the room of so many other letters
_CAPITAL = 1.35
_BASE = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_FRAME = {"border": 1, "border_color": "#D9D9D9"}
_CELL = {**_FRAME, "text_wrap": True}
_EMPTY = {**_FRAME, "italic": True, "align": "center", "font_color": "#7F7F7F"}
_HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "font_color": "#FFFFFF"}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15, "font_color": "#1F3864"},
    "note": {"italic": True, "font_color": "#595959"},
    "head": {**_FRAME, **_HEAD, "bg_color": "#1F4E79"},
    "text": _CELL,
    "label": {**_CELL, "bold": True},
    "theme": {**_CELL, "font_color": "#1F4E79"},
    "center": {**_CELL, "align": "center"},
    "number": {**_FRAME, "align": "center", "num_format": "0"},
    "ratio": {**_FRAME, "align": "center", "num_format": "[$-42A]0.00"},
    "date": {**_FRAME, "align": "center", "num_format": "dd/mm/yyyy"},
    "difference": {**_CELL, "font_color": "#833C0B"},
    # an empty cell says why it is empty
    "not_stated": _EMPTY,
    "elsewhere": {**_EMPTY, "bg_color": "#FFF8E1"},
    "not_found": {**_EMPTY, "bg_color": "#F2F2F2"},
    "truncated": {**_EMPTY, "font_color": "#9C5700", "bg_color": "#FFF2CC"},
    # coverage
    "covered": {**_CELL, "bg_color": "#E2EFDA"},
    "weak": {**_CELL, "bg_color": "#FFE699"},
    "similar": {**_CELL, "bg_color": "#FFF8E1"},
    "none": {**_CELL, "font_color": "#7F7F7F"},
}


def to_xlsx(comparison: Comparison) -> bytes:
    """The workbook."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        told = {"title": words.TITLE, "subject": words.subject(comparison), "author": AUTHOR}
        book.set_properties({**told, "created": _CREATED})
        formats = _Formats(book)
        _summary(_Sheet(book, formats, "Tổng hợp", comparison), comparison)
        _themes(_Sheet(book, formats, "Chủ đề", comparison), comparison)
        _indicators(_Sheet(book, formats, "Chỉ tiêu", comparison), comparison)
        _tasks(_Sheet(book, formats, "Nhiệm vụ", comparison), comparison)
        _coverage(_Sheet(book, formats, "Độ phủ", comparison), comparison)
        _sources(_Sheet(book, formats, "Nguồn", comparison), comparison)
    return stream.getvalue()


class _Formats:
    """The formats of the book; those of numbers are made as they are needed."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}
        self._patterns = 0

    def __getitem__(self, name: str) -> Format:
        if name not in self._made:
            self._made[name] = self._book.add_format(_BASE | _FORMATS[name])
        return self._made[name]

    def figure(self, figure: Figure, row: IndicatorRow) -> Format | None:
        """A number format that shows sign, unit and year: ``"≥ "0"% (2025)"``; null when full."""
        before, _, after = words.figure(figure, row).partition(shown(figure.value, "", "eq"))
        language, digits = _digits(figure.value or 0)
        pattern = f"{language}{_literal(before)}{digits}{_literal(after)}"
        if pattern not in self._made:
            if self._patterns == _MOST_PATTERNS:
                return None
            self._patterns += 1
            self._made[pattern] = self._book.add_format(_BASE | _FORMATS["center"] | {"num_format": pattern})
        return self._made[pattern]


def _digits(value: float) -> tuple[str, str]:
    """The language and the digits of a format: thousands are parted by a full stop, as in the texts.

    Excel would put the mark of the machine, and one sheet would show 5,914 beside 5.914. The mark of
    decimals is that of the language (42A: Vietnamese) where the program heeds it, else of the machine.
    """
    if value % 1:
        return "[$-42A]", "#,##0.0#" if value >= _THOUSAND else "0.0#"
    return "", '#"."###"."##0' if value >= _THOUSAND**2 else '#"."##0' if value >= _THOUSAND else "0"


def _literal(text: str) -> str:
    return '"' + text.replace('"', "”") + '"' if text else ""


class _Sheet:
    """One worksheet: a title, a note, a frozen head with filters, and rows."""

    def __init__(self, book: Workbook, formats: _Formats, name: str, comparison: Comparison) -> None:
        self._page: Worksheet = book.add_worksheet(name)
        self.formats = formats
        self._row = _HEAD_ROW
        self._widths: list[float] = []
        self._lines = 1
        self._page.write_string(0, 0, f"{words.TITLE} – {name.lower()}", formats["title"])
        self._page.write_string(1, 0, fit(words.subject(comparison)), formats["note"])
        self._page.set_row(0, _TITLE_LINE)
        self._page.set_row(1, _NOTE_LINE)
        self._page.set_landscape()
        self._page.set_paper(_A3)
        self._page.fit_to_pages(1, 0)
        self._page.set_footer("&C&P / &N")
        self._page.set_comments_author(AUTHOR)

    def head(self, columns: Sequence[tuple[str, float]], frozen: int) -> None:
        """The heads with their widths; ``frozen`` columns stay in sight."""
        self._widths = [width for _, width in columns]
        for index, (title, width) in enumerate(columns):
            self._page.set_column(index, index, width)
            self._page.write_string(_HEAD_ROW, index, title, self.formats["head"])
            self._measure(title, width)
        self._page.set_row(_HEAD_ROW, _LINE * self._lines + 6)
        self._page.freeze_panes(_HEAD_ROW + 1, frozen)
        self._page.repeat_rows(_HEAD_ROW)

    def next(self) -> None:
        """Begin the next row; the one before gets its height."""
        self._finish_row()
        self._row += 1
        self._lines = 1

    def _finish_row(self) -> None:
        if self._row > _HEAD_ROW:
            self._page.set_row(self._row, _LINE * min(self._lines, _MAX_LINES) + 3)

    def text(self, column: int, text: str | None, style: str = "text", comment: str = "") -> None:
        """A text, whatever it begins with; empty ones keep the frame."""
        if text:
            self._page.write_string(self._row, column, fit(text), self.formats[style])
            self._measure(text, self._widths[column])
        else:
            self._page.write_blank(self._row, column, None, self.formats[style])
        self._comment(column, comment)

    def date(self, column: int, day: date) -> None:
        """A day that can be sorted and counted with."""
        self._page.write_datetime(self._row, column, day, self.formats["date"])

    def number(self, column: int, value: float, style: Format, comment: str = "") -> None:
        """A number in its own format."""
        self._page.write_number(self._row, column, value, style)
        self._comment(column, comment)

    def _comment(self, column: int, text: str) -> None:
        if text:
            lines = sum(1 + len(line) // _COMMENT_CHARACTERS for line in text.split("\n")) + 1
            size = {"width": _COMMENT_WIDTH, "height": min(lines, _MAX_LINES) * _COMMENT_LINE}
            self._page.write_comment(self._row, column, fit(text), {**size, "font_size": 9})

    def _measure(self, text: str, width: float) -> None:
        room = max(1.0, width * _CHARACTERS - 1)
        lines = sum(1 + int(_room(line) / room) for line in text.split("\n"))
        self._lines = max(self._lines, lines)

    def close(self) -> None:
        """Set the filters over all rows."""
        self._finish_row()
        if self._row > _HEAD_ROW:
            self._page.autofilter(_HEAD_ROW, 0, self._row, len(self._widths) - 1)

    def notes(self, notes: Iterable[tuple[str, str]]) -> None:
        """What words mean, under the table (call after :meth:`close`)."""
        self._row += 1
        for word, meaning in notes:
            self._row += 1
            self._page.write_string(self._row, 0, word, self.formats["note"])
            self._page.write_string(self._row, 1, meaning, self.formats["note"])


def _room(line: str) -> float:
    """How many small letters take the room of ``line``."""
    return len(line) + (_CAPITAL - 1) * sum(map(str.isupper, line))


_PLAN_COLUMNS: tuple[
    tuple[str, float, Callable[[PlanColumn, Comparison], str | float | date | None]], ...
] = (
    ("Kế hoạch", 30, lambda c, _: c.label),
    ("Số, ký hiệu", 16, lambda c, _: c.number),
    ("Cơ quan ban hành", 26, lambda c, _: c.issuer),
    ("Ngày ban hành", 12, lambda c, _: date.fromisoformat(c.issued_on) if c.issued_on else None),
    ("Trích yếu", 48, lambda c, _: words.title(c)),
    ("Giai đoạn", 11, lambda c, _: words.period(c)),
    ("Địa bàn", 14, lambda c, _: c.place),
    ("Tỉnh hiện nay", 14, lambda c, _: c.territory),
    ("Nhiệm vụ", 10, lambda c, _: _counted(c.tasks, c)),
    ("Chỉ tiêu", 10, lambda c, _: _counted(c.targets, c)),
    ("Số liệu hiện trạng", 11, lambda c, _: c.baselines),
    ("Độ phủ kế hoạch trung ương", 15, lambda c, all_: words.coverage_of(c, all_)),
    ("Khoảng cách", 12, lambda c, _: c.distance),
    ("Ghi chú", 26, lambda c, _: words.remarks(c)),
    ("Tệp nguồn", 28, lambda c, _: c.file),
)


#: columns of numbers, where a dash stands for what cannot be told
_COUNTED = tuple(i for i, (_, width, _) in enumerate(_PLAN_COLUMNS) if width <= 12)


def _counted(number: int, column: PlanColumn) -> int | str:
    """A number that can be reckoned with, or the sign that it cannot be told."""
    told = words.counted(number, column)
    return number if told == str(number) else told


def _summary(sheet: _Sheet, comparison: Comparison) -> None:
    sheet.head([(title, width) for title, width, _ in _PLAN_COLUMNS], frozen=1)
    for plan in comparison.columns:
        sheet.next()
        for index, (_, _, value) in enumerate(_PLAN_COLUMNS):
            found = value(plan, comparison)
            if isinstance(found, date):
                sheet.date(index, found)
            elif isinstance(found, int | float):
                sheet.number(index, found, sheet.formats["number" if isinstance(found, int) else "ratio"])
            else:
                counted = index in _COUNTED
                sheet.text(index, found, "label" if index == 0 else "center" if counted else "text")
    sheet.close()
    sheet.notes(words.legend(comparison))


def _themes(sheet: _Sheet, comparison: Comparison) -> None:
    heads = [f"{plan.label}: {what}" for plan in comparison.columns for what in ("nhiệm vụ", "chỉ tiêu")]
    sheet.head([("Chủ đề", 40), *((head, _THEME_WIDTH) for head in heads)], frozen=1)
    for row in comparison.themes:
        sheet.next()
        sheet.text(0, row.theme, "label")
        pairs = zip(row.tasks, row.targets, comparison.columns, strict=True)
        counts = (_counted(number, column) for *pair, column in pairs for number in pair)
        for index, count in enumerate(counts, start=1):
            if isinstance(count, int):
                sheet.number(index, count, sheet.formats["number"])
            else:
                sheet.text(index, count, "center")
    sheet.close()


def _indicators(sheet: _Sheet, comparison: Comparison) -> None:
    columns = comparison.columns
    sheet.head(
        [("Mã", 7), ("Loại", 12), ("Chủ đề", 20), ("Nội dung", 44), ("Đơn vị", 11),
         *((c.label, _FIGURE_WIDTH) for c in columns), ("Khác biệt", 44),
         *([("Cộng theo tỉnh hiện nay", 34)] if comparison.territories else [])],
        frozen=4,
    )  # fmt: skip
    for row in comparison.indicators:
        sheet.next()
        sheet.text(0, row.id, "center")
        sheet.text(1, words.row_kind(row), "center")
        sheet.text(2, row.theme, "theme")
        sheet.text(3, row.label, "label")
        sheet.text(4, row.unit, "center")
        for index, (column, cell) in enumerate(zip(columns, row.cells, strict=True), start=5):
            _figures(sheet, index, cell, column, row)
        last = 5 + len(columns)
        sheet.text(last, "\n".join(words.differences(row, columns)), "difference")
        if comparison.territories:
            sheet.text(last + 1, "\n".join(words.added(total, columns) for total in row.sums))
    sheet.close()


def _figures(sheet: _Sheet, index: int, cell: IndicatorCell, column: PlanColumn, row: IndicatorRow) -> None:
    if not cell.figures:
        sheet.text(index, words.STATES[cell.state], cell.state)
        return
    comment = _passages([figure.place for figure in cell.figures], column)
    only = cell.figures[0]
    alone = len(cell.figures) == 1 and only.value is not None and only.upper is None
    # a number is never broken into lines: one that does not fit would be shown as ###
    fits = len(words.figure(only, row)) < _FIGURE_WIDTH
    form = sheet.formats.figure(only, row) if alone and fits else None
    if form and only.value is not None:
        sheet.number(index, only.value, form, comment)
    else:
        style = "text" if any(f.value is None for f in cell.figures) else "center"
        sheet.text(index, "\n".join(words.figure(f, row) for f in cell.figures), style, comment)


def _passages(places: Sequence[Place], column: PlanColumn) -> str:
    told = [words.quoted(place, column) for place in places[:_PASSAGES_IN_COMMENT]]
    rest = len(places) - len(told)
    return "\n".join([*told, *([f"… và {rest} đoạn khác (xem trang tính “Nguồn”)"] if rest else [])])


def _tasks(sheet: _Sheet, comparison: Comparison) -> None:
    columns = comparison.columns
    sheet.head(
        [("Mã", 7), ("Chủ đề", 20), ("Nhiệm vụ", 44), ("Số kế hoạch", 9),
         *((c.label, 42) for c in columns), ("Khác biệt", 44)],
        frozen=3,
    )  # fmt: skip
    for row in comparison.tasks:
        sheet.next()
        sheet.text(0, row.id, "center")
        sheet.text(1, row.theme, "theme")
        sheet.text(2, row.label, "label")
        sheet.number(3, row.plans, sheet.formats["number"])
        for index, (column, cell) in enumerate(zip(columns, row.cells, strict=True), start=4):
            _entries(sheet, index, cell, column)
        sheet.text(4 + len(columns), "\n".join(words.differences(row, columns)), "difference")
    sheet.close()


def _entries(sheet: _Sheet, index: int, cell: TaskCell, column: PlanColumn) -> None:
    if not cell.entries:
        sheet.text(index, words.STATES[cell.state], cell.state)
        return
    told = []
    for entry in cell.entries:
        lines = [
            words.said(entry, _TASK),
            *(f"{name}: {value}" for name, value in words.responsibility(entry)),
        ]
        told.append(("• " if len(cell.entries) > 1 else "") + "\n".join(lines))
    comment = _passages([entry.place for entry in cell.entries], column)
    sheet.text(index, "\n".join(told), "text", comment)


def _coverage(sheet: _Sheet, comparison: Comparison) -> None:
    others = [column for column in comparison.columns if not column.central]
    if not comparison.coverage:
        sheet.head([("Độ phủ", 90)], frozen=0)
        sheet.next()
        sheet.text(0, "Chưa chọn kế hoạch trung ương, hoặc kế hoạch đó không có nhiệm vụ, chỉ tiêu nào.")
        sheet.close()
        return
    central = comparison.columns[0]
    sheet.head(
        [("Loại", 11), ("Mã", 7), ("Chủ đề", 20), (f"Nội dung trong {central.label}", 54), ("Mức độ", 13),
         *((c.label, 44) for c in others)],
        frozen=4,
    )  # fmt: skip
    for row in comparison.coverage:
        sheet.next()
        sheet.text(0, words.ROW_KINDS[row.kind], "center")
        sheet.text(1, row.id, "center")
        sheet.text(2, row.theme, "theme")
        sheet.text(3, row.place.passage, "label", words.quoted(row.place, central))
        # of a text that breaks off nobody knows
        verdicts = [cell.covered for cell in row.cells if cell.covered != "truncated"]
        taken = f"có {verdicts.count('covered')}/{len(verdicts)} kế hoạch"
        told = f"{taken}, cần xem {verdicts.count('weak')}" if "weak" in verdicts else taken
        sheet.text(4, words.row_remark(row) or told, "center")
        for index, (column, cell) in enumerate(zip(others, row.cells, strict=True), start=5):
            _evidence(sheet, index, cell, column)
    sheet.close()


def _evidence(sheet: _Sheet, index: int, cell: CoverageCell, column: PlanColumn) -> None:
    seen = words.witness(cell)
    if seen is None:
        sheet.text(index, words.covered(cell), "truncated" if cell.covered == "truncated" else "none")
        return
    told = f"{words.covered(cell)}\n“{words.cut(seen.passage, words.PASSAGE)}”"
    sheet.text(index, told, cell.covered, words.quoted(seen, column))


def _sources(sheet: _Sheet, comparison: Comparison) -> None:
    sheet.head(
        [("Kế hoạch", 28), ("Bảng", 11), ("Hàng", 8), ("Mã", 8), ("Mục", 20), ("Trang", 8), ("Ký tự đầu", 10),
         ("Ký tự cuối", 10), ("Trích văn bản", 90), ("Tệp nguồn", 28)],
        frozen=1,
    )  # fmt: skip
    for table, row, fact, place, column in _all_places(comparison):
        sheet.next()
        sheet.text(0, column.label)
        sheet.text(1, table, "center")
        sheet.text(2, row, "center")
        sheet.text(3, fact, "center")
        sheet.text(4, place.path)
        if place.page:
            sheet.number(5, place.page, sheet.formats["number"])
        else:
            sheet.text(5, "", "center")
        sheet.number(6, place.start, sheet.formats["number"])
        sheet.number(7, place.end, sheet.formats["number"])
        sheet.text(8, place.readable)
        sheet.text(9, column.file)
    sheet.close()


def _all_places(comparison: Comparison) -> Iterable[tuple[str, str, str, Place, PlanColumn]]:
    for row in comparison.indicators:
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            for figure in cell.figures:
                yield words.FIGURE_KINDS[figure.kind], row.id, figure.id, figure.place, column
    for task in comparison.tasks:
        for column, entries in zip(comparison.columns, task.cells, strict=True):
            for entry in entries.entries:
                yield "nhiệm vụ", task.id, entry.id, entry.place, column
