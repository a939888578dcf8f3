"""The pick list: an XLSX with a column of ticks, written for a person and read back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from docparse.draft.insertion import barrier, line_of
from docparse.draft.matching import Entry, Fact
from docparse.draft.profile import Profile
from docparse.draft.selection import Selection, skeleton_of
from docparse.draft.skeleton import is_closing
from docparse.draft.sources import Source
from docparse.errors import UnreadableFile
from docparse.model import Task
from docparse.text import fold

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SHEET = "Chọn nội dung"
TICK = "x"
_TICKS = frozenset({"x", "✓", "✔", "1", "true", "có", "yes"})
_HEAD = ("Chọn", "Loại", "Nội dung", "Số nguồn", "Có trong", "Chủ trì", "Thời hạn", "Mã")
_WIDTHS = (7, 11, 90, 9, 34, 34, 14, 13)
_COUNT_COLUMN = _HEAD.index("Số nguồn")
# the sheet looks like those of a comparison
_LOOK = {
    "font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1,
    "border_color": "#D9D9D9",
}  # fmt: skip
_HEADED = {
    "bold": True,
    "align": "center",
    "valign": "vcenter",
    "font_color": "#FFFFFF",
    "bg_color": "#1F4E79",
}
_TICKED = {"bold": True, "align": "center", "bg_color": "#FFF8E1"}
_SHORT = {"align": "center"}
_KEYED = {"font_color": "#7F7F7F"}
_LINE = 15  # points
_MOST_LINES = 27  # Excel knows no row above 409 points
_FILLED = 1.08  # letters to a unit of width, less what words that break whole leave empty
_KEY = re.compile(r"[0-9a-f]{10}")
_KINDS = {"task": "nhiệm vụ", "target": "chỉ tiêu"}
_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REMEDY = "Dùng tệp do `docparse draft --choose` lập, giữ nguyên cột Mã."


def write_picks(entries: Sequence[Entry], selection: Selection, sources: Sequence[Source]) -> bytes:
    """The list of ``entries``, those of ``selection`` ticked; the same list gives the same bytes."""
    import datetime as dt

    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": dt.datetime(2000, 1, 1), "title": SHEET})
    sheet = book.add_worksheet(SHEET)
    head, tick, plain, short, key = (
        book.add_format(_LOOK | look) for look in (_HEADED, _TICKED, {}, _SHORT, _KEYED)
    )
    sheet.write_row(0, 0, _HEAD, head)
    sheet.set_row(0, 2 * _LINE)
    taken = {entry.key for entry in selection.taken}
    by_id = {s.id: s for s in sources}
    for row, entry in enumerate(entries, start=1):
        sheet.write_string(row, 0, TICK if entry.key in taken else "", tick)
        cells = _cells(entry, by_id)
        for column, text in enumerate(cells, start=1):
            look = {_COUNT_COLUMN: short, len(_HEAD) - 1: key}.get(column, plain)
            sheet.write_string(row, column, text, look)
        sheet.set_row(row, _LINE * max(map(_lines, cells, _WIDTHS[1:])))
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    _set_page(sheet)
    sheet.autofilter(0, 0, len(entries), len(_HEAD) - 1)
    sheet.data_validation(1, 0, max(len(entries), 1), 0, {"validate": "list", "source": [TICK, " "]})
    book.close()
    return stream.getvalue()


def pickable(entry: Entry, sources: Sequence[Source], profile: Profile) -> bool:
    """Whether the entry could go into the draft at all: nobody ticks in vain.

    The skeleton may hold it in any of its sections.
    """
    skeleton = skeleton_of(sources, profile).id
    by_id = {source.id: source for source in sources}
    for member in entry.members:
        source = by_id[member.plan]
        line = line_of(source, member.fact)
        if member.fact in source.row_tasks:
            return True
        if line is None or is_closing(line):
            continue
        if source.id == skeleton or barrier(line, source, profile) is None:
            return True
    return False


def _lines(text: str, width: float) -> int:
    """How many lines ``text`` takes in a column; not every program measures wrapped text by itself."""
    return min(max(1, ceil(len(text) / (_FILLED * width))), _MOST_LINES)


def _set_page(sheet: Worksheet) -> None:
    """A4 crosswise, as wide as the page, the head and the page number on every page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P/&N")


def read_picks(path: Path) -> frozenset[str]:
    """Keys of the ticked entries; raises :class:`~docparse.errors.UnreadableFile`."""
    try:
        rows = _rows(path.read_bytes())
    except FileNotFoundError as error:
        raise UnreadableFile(str(path), "Không có tệp danh mục chọn này.", _REMEDY) from error
    except (OSError, LookupError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise UnreadableFile(str(path), "Không đọc được danh mục chọn (XLSX).", _REMEDY) from error
    keyed = [
        (row[0] if row else "", next((c for c in reversed(row) if _KEY.fullmatch(c)), None)) for row in rows
    ]
    if not any(key for _, key in keyed):
        raise UnreadableFile(str(path), "Tệp không có cột Mã của danh mục chọn.", _REMEDY)
    return frozenset(key for tick, key in keyed if key and fold(tick).strip() in _TICKS)


def _cells(entry: Entry, sources: Mapping[str, Source]) -> tuple[str, ...]:
    first = entry.members[0]
    lead, deadline = "", ""
    if isinstance(first.fact, Task):
        lead = "; ".join(first.fact.agencies("lead"))
        deadline = first.fact.deadline.text if first.fact.deadline else ""
    where = "; ".join(sources[m.plan].reference for m in entry.members)
    text = _in_context(first.fact, sources[first.plan])
    return (_KINDS[entry.kind], text, str(len(entry.members)), where, lead, deadline, entry.key)


def _in_context(fact: Fact, source: Source) -> str:
    """The words of a fact; behind a mere part of a sentence (``45 máy``) the whole of it."""
    line = line_of(source, fact)
    if line is None or isinstance(fact, Task) or line.text.strip(" .;") == fact.text.strip(" .;"):
        return fact.text
    return f"{fact.text} (trong câu: “{line.text}”)"


def _rows(data: bytes) -> list[list[str]]:
    """The first sheet as texts, also after Excel or LibreOffice saved it anew."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
        shared: list[str] = []
        if "xl/sharedStrings.xml" in names:
            root = etree.fromstring(file.read("xl/sharedStrings.xml"), parser)
            shared = [_text(item) for item in root.iter(f"{_SPREADSHEET}si")]
        sheet = etree.fromstring(file.read("xl/worksheets/sheet1.xml"), parser)
    return [_row(row, shared) for row in sheet.iter(f"{_SPREADSHEET}row")]


def _row(row: etree._Element, shared: Sequence[str]) -> list[str]:
    cells: dict[int, str] = {}
    for cell in row.iter(f"{_SPREADSHEET}c"):
        column = _column(cell.get("r", "A1"))
        value = cell.findtext(f"{_SPREADSHEET}v") or ""
        if cell.get("t") == "s":
            cells[column] = shared[int(value)]
        else:
            cells[column] = value or _text(cell)
    return [cells.get(i, "") for i in range(max(cells, default=-1) + 1)]


def _column(reference: str) -> int:
    number = 0
    for char in reference.rstrip("0123456789"):
        number = number * 26 + ord(char) - 64
    return number - 1


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{_SPREADSHEET}t"))
