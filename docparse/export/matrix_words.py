"""The words of a comparison: how figures, tasks, states and places are told to people, in every format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from docparse.casing import in_capitals, sentence_case
from docparse.compare.figures import MONEY, SHARE, number, shown
from docparse.compare.records import (
    Comparison,
    CoverageCell,
    CoverageRow,
    Figure,
    IndicatorRow,
    Place,
    PlanColumn,
    State,
    Sum,
    TaskEntry,
    TaskRow,
    ThemeRow,
)

TITLE = "So sánh kế hoạch"
STATES: dict[State, str] = {
    "stated": "có nêu",
    "elsewhere": "xem độ phủ",
    "not_stated": "không nêu",
    "not_found": "không tìm thấy",
    "truncated": "văn bản bị cắt",
}
LEGEND = (
    ("không nêu", "đã đọc phần tương ứng của kế hoạch, kế hoạch không nêu nội dung này"),
    (
        "không tìm thấy",
        "không đọc được phần tương ứng nào trong kế hoạch (không có mục tiêu hoặc nhiệm vụ nào)",
    ),
    ("văn bản bị cắt", "văn bản nguồn dừng giữa chừng; nội dung có thể nằm ở phần đã mất (số đếm ghi “–”)"),
)
OWN = "việc của cơ quan trung ương"
COVERAGE_LEGEND = (
    ("xem độ phủ", "một đoạn khác của kế hoạch nêu, hoặc có thể nêu, nội dung này: xem bảng độ phủ"),
    ("có", "đoạn của kế hoạch nói rõ cùng nội dung (điểm từ 0,75)"),
    ("cần xem", "có thể là cùng nội dung (điểm từ 0,4 đến dưới 0,75): đọc đoạn trích rồi mới kết luận"),
    ("gần giống", "chỉ gần về chủ đề (điểm từ 0,2 đến dưới 0,4), không tính là có"),
    ("chưa thấy", "không đoạn nào gần nội dung này"),
    (OWN, "kế hoạch trung ương giao riêng cho đơn vị của mình: không tính vào độ phủ"),
)
COVERED = {
    "covered": "có",
    "weak": "cần xem",
    "similar": "gần giống",
    "none": "chưa thấy",
    "truncated": "văn bản bị cắt",
}
FIGURE_KINDS = {"target": "chỉ tiêu", "baseline": "hiện trạng"}
ROW_KINDS = {"task": "Nhiệm vụ", "target": "Chỉ tiêu"}
_REPEATED = {
    "yearly": "hằng năm",
    "half-yearly": "6 tháng một lần",
    "quarterly": "hằng quý",
    "monthly": "hằng tháng",
    "continuous": "thường xuyên",
    "ongoing": "đang triển khai",
    "relative": "theo mốc khác",
}
_PHRASE_END = re.compile(r"[,;:.](?=\s)|\s\(")
#: a phrase that ends before this share of the room leaves too much of it empty
_NEAR = 0.7
#: stands for a number that cannot be told
_UNKNOWN = "–"
#: so many plans are named in one line, more are only counted
_NAMED = 8
#: a target without a number is its words, up to here
_IN_WORDS = 240
#: a distance from the central plan that says: not of its programme
_FAR = 0.8
#: of the rows of the smallest plan, that a plan of the same programme has in common with others
_SHARED = 0.15
#: passages in comments and lists are cut here
PASSAGE = 400


def counted(number: int, column: PlanColumn) -> str:
    """How many facts the plan has: ``–`` for none in a text that breaks off: what is lost may hold some."""
    return _UNKNOWN if column.truncated and not number else str(number)


def theme_counts(row: ThemeRow, columns: Sequence[PlanColumn]) -> list[str]:
    """``3 / 1``: tasks and targets of each plan under a theme; ``–`` where both are unknown."""
    pairs = (
        [counted(number, column) for number in numbers]
        for *numbers, column in zip(row.tasks, row.targets, columns, strict=True)
    )
    return [_UNKNOWN if set(pair) == {_UNKNOWN} else " / ".join(pair) for pair in pairs]


def row_kind(row: IndicatorRow) -> str:
    """``Chỉ tiêu`` when any plan promises something in the row, else ``Hiện trạng``."""
    return "Chỉ tiêu" if row.has_target else "Hiện trạng"


def figure(value: Figure, row: IndicatorRow | None = None) -> str:
    """``≥ 90% (2025)``, ``20–40 máy mỗi huyện (2025)``; a figure of what is so is marked as such.

    In a ``row`` whose unit and kind stand in columns of their own they are not said again; a per cent is.
    """
    said = row is not None and value.unit == row.unit and value.unit != SHARE
    text = shown(value.value, None if said else value.unit, value.comparator, value.upper)
    if value.value is None:
        text = cut(value.place.readable.rstrip(" .;,"), _IN_WORDS)
    elif value.scope and value.scope.partition(" ")[2] not in (value.unit or ""):
        text += f" {value.scope}"
    year = f" ({value.year})" if value.year else ""
    reported = value.kind == "baseline" and (row is None or row.has_target)
    return f"hiện trạng: {text}{year}" if reported else f"{text}{year}"


def deadline(entry: TaskEntry) -> str:
    """The deadline as the plan prints it, else in words."""
    return entry.deadline_text or _REPEATED.get(entry.deadline or "", entry.deadline or "")


def said(entry: TaskEntry, limit: int) -> str:
    """The words of a task up to ``limit`` characters, without the marks that end it in its list."""
    return cut(entry.text.rstrip(" .;,"), limit)


def responsibility(entry: TaskEntry) -> Iterator[tuple[str, str]]:
    """Who acts, until when, with what money; only what the plan says."""
    if entry.leads:
        yield "Chủ trì", "; ".join(entry.leads)
    if entry.coordinates:
        yield "Phối hợp", "; ".join(entry.coordinates)
    if entry.deadline:
        yield "Thời hạn", deadline(entry)
    if entry.money is not None:
        yield "Kinh phí", f"{number(entry.money)} {MONEY}"


def place(where: Place, column: PlanColumn) -> str:
    """``Quảng Ninh 2017, mục II/1, trang 3, ký tự 1.204–1.260``."""
    parts = [column.label]
    if where.path:
        parts.append(f"mục {where.path}")
    if where.page:
        parts.append(f"trang {where.page}")
    parts.append(f"ký tự {number(where.start)}–{number(where.end)}")
    return ", ".join(parts)


def quoted(where: Place, column: PlanColumn) -> str:
    """The passage in quotes with its place, for comments."""
    return f"“{cut(where.readable, PASSAGE)}”\n({place(where, column)})"


def cut(text: str, limit: int) -> str:
    """``text`` up to ``limit`` characters: at the end of a phrase where one is near, else at a word."""
    if len(text) <= limit:
        return text
    phrase = max((m.start() for m in _PHRASE_END.finditer(text, limit // 2, limit)), default=0)
    at = phrase if phrase >= limit * _NEAR else max(text.rfind(" ", 0, limit), limit // 2)
    return text[:at].rstrip(" .,;:(") + "…"


def added(total: Sum, columns: Iterable[PlanColumn]) -> str:
    """``Quảng Trị (nay): 37 trường (hiện trạng 2022; cộng Quảng Bình 2022, Quảng Trị 2022)``."""
    names = {column.plan: column.label for column in columns}
    year = f" {total.year}" if total.year else ""
    parts = ", ".join(names[plan] for plan in total.plans)
    return (
        f"{total.territory} (nay): {number(total.value)} {total.unit} "
        f"({FIGURE_KINDS[total.kind]}{year}; cộng {parts})"
    )


def covered(cell: CoverageCell) -> str:
    """``có (0,97)``; without anything near, the verdict alone."""
    score = f"{cell.score:.2f}".replace(".", ",")
    return f"{COVERED[cell.covered]} ({score})" if cell.nearest else COVERED[cell.covered]


def row_remark(row: CoverageRow) -> str:
    """What a reader must know of a row of coverage: whether it counts."""
    return OWN if row.own else ""


def witness(cell: CoverageCell) -> Place | None:
    """The passage that speaks for the verdict; for what was not seen there is none to quote."""
    return None if cell.covered in ("none", "truncated") else cell.nearest


def legend(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """What the words of the tables mean."""
    return (*LEGEND, *COVERAGE_LEGEND) if comparison.coverage else LEGEND


def differences(row: IndicatorRow | TaskRow, columns: Iterable[PlanColumn]) -> list[str]:
    """The differences of a row, one a line; plans that lack it, and plans that add it, in one line each.

    Of many such plans the line tells how many: which they are, the cells of the row show.
    """
    placed = list(columns)
    names = {column.plan: column.label for column in placed}
    found = [d.text for d in row.differences if d.kind not in ("missing", "extra")]
    central = next((column for column in placed if column.central), None)
    told = central is not None and row.cells[placed.index(central)].state == "not_stated"
    extra = f"Thêm so với {central.label}" if central and told else "Chỉ có ở"
    for kind, word in (("extra", extra), ("missing", "Thiếu")):
        listed = [names[d.plan] for d in row.differences if d.kind == kind]
        seen_at_once = len(listed) > 1 and len(listed) == len(placed) - told
        if listed and not seen_at_once:
            found.append(
                f"{word}: {'; '.join(listed) if len(listed) <= _NAMED else f'{len(listed)} kế hoạch'}"
            )
    return found


def period(column: PlanColumn) -> str:
    """``2016–2020``."""
    years = [str(year) for year in column.period if year]
    return "–".join(dict.fromkeys(years))


def distance(column: PlanColumn) -> str:
    """The distance from the central plan: ``0,27``, a dash where it cannot be told."""
    return "–" if column.distance is None else f"{column.distance:.2f}".replace(".", ",")


def remarks(column: PlanColumn) -> str:
    """What a reader must know of the plan's text."""
    notes = []
    if column.central:
        notes.append("kế hoạch trung ương")
    if column.truncated:
        notes.append("văn bản bị cắt")
    if column.ocr:
        notes.append("nhận dạng từ ảnh")
    if column.territory and column.place and column.territory != column.place:
        notes.append(f"nay thuộc {column.territory}")
    told = "; ".join(notes)
    return told[:1].upper() + told[1:]


def strangers(comparison: Comparison) -> list[str]:
    """Labels of plans that hardly belong to this comparison: another programme, another level.

    Those far from the central plan; without one, those that share too few rows with any other, measured by
    the smallest plan, for a large one says much that no other has.
    """
    rows: list[IndicatorRow | TaskRow] = [*comparison.indicators, *comparison.tasks]
    told = [[row for row in rows if row.cells[i].state == "stated"] for i in range(len(comparison.columns))]
    smallest = min((len(own) for own in told if own), default=0)
    found = []
    for column, own in zip(comparison.columns, told, strict=True):
        if column.central or not own:
            continue
        shared = sum(row.plans > 1 for row in own)
        if shared < _SHARED * smallest if column.distance is None else column.distance >= _FAR:
            found.append(column.label)
    return found


def coverage_of(column: PlanColumn, comparison: Comparison) -> str:
    """``có 24/30 (80%), cần xem 3``: how much of the central plan is taken up."""
    total = sum(not row.own for row in comparison.coverage)
    if column.covered is None or not total:
        return "–"
    told = f"có {column.covered}/{total} ({round(100 * column.covered / total)}%)"
    return f"{told}, cần xem {column.weak}" if column.weak else told


def title(column: PlanColumn) -> str:
    """What the plan is about, as a sentence even where its head has capitals only; empty where untold."""
    told = column.subject or ""
    return sentence_case(told) if in_capitals(told) else told


def subject(comparison: Comparison) -> str:
    """One line that says what is compared."""
    names = [column.label for column in comparison.columns if not column.central]
    central = next((column for column in comparison.columns if column.central), None)
    listed = ", ".join(names) if len(names) <= _NAMED else f"{len(names)} kế hoạch"
    return f"{listed} – so với {central.label}" if central else listed
