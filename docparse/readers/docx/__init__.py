"""Word documents (.docx): an own walk over the XML, so that nothing is lost and numbers are printed."""

from __future__ import annotations

import re
from functools import lru_cache

from docparse.document import Alignment, CellInput, DocumentBuilder, Style
from docparse.errors import EncryptedFile, FileTooLarge, UnreadableFile
from docparse.model import Diagnostic, Severity
from docparse.readers.docx.body import Block, Line, StoryReader, WordParagraph
from docparse.readers.docx.inline import Findings, NoteMark
from docparse.readers.docx.layout import columns_by_tabs, has_motto, is_boxed, is_placing, lines_of
from docparse.readers.docx.numbering import Numbering
from docparse.readers.docx.numerals import numeral
from docparse.readers.docx.package import Package
from docparse.readers.docx.styles import StyleSheet
from docparse.readers.docx.tabbed import foot_by_tabs
from docparse.readers.docx.table import WordTable
from docparse.readers.docx.xml import Element, w
from docparse.text import normalize

# A grid beyond this (10,000 rows of 100 columns) is no table of a plan.
MAX_GRID_CELLS = 1_000_000
# The letterhead stands before the running text, which begins after this many paragraphs at the latest.
_HEAD_PARAGRAPHS = 8
# A line that only draws: the stroke under the issuer or the motto, or both set apart by a tab.
_STROKE = re.compile(r"[-–—_=*~\s]{3,}")

_TRACKED = (
    "Văn bản còn vết sửa (Track Changes): giữ {insertions} chỗ thêm, bỏ {deletions} chỗ xóa, "
    "{moves} chỗ chuyển được giữ ở nơi đến."
)
_FOUND: tuple[tuple[str, str, Severity, str], ...] = (
    ("hidden", "hidden-text", "info", "Bỏ qua {} đoạn chữ ẩn (không in ra)."),
    (
        "objects",
        "unread-objects",
        "info",
        "Có {} đối tượng nhúng (biểu đồ, SmartArt, bảng tính …): chữ bên trong không được đọc.",
    ),
    (
        "chunks",
        "unread-chunks",
        "warning",
        "Có {} phần chèn nguyên tệp (altChunk) không được đọc; mở bằng Word rồi lưu lại để đọc được.",
    ),
)
_SCANNED = "Văn bản hầu như chỉ gồm hình ảnh (bản quét?); hãy xuất ra PDF để nhận dạng chữ."
# A document with pictures and less text than this was probably scanned.
_SCANNED_CHARACTERS = 200


def read(data: bytes, builder: DocumentBuilder) -> None:
    """Add the paragraphs and tables of a .docx.

    Raises :class:`~docparse.errors.UnreadableFile` (damaged), its kinds ``EncryptedFile`` (password)
    and ``FileTooLarge`` (zip bomb), each naming the file.
    """
    source = builder.name
    try:
        _Reader(data, source, builder).run()
    except RecursionError as error:
        raise UnreadableFile(
            source, "Bảng hoặc khung chữ lồng nhau quá sâu.", "Kiểm tra nguồn tệp; mở bằng Word rồi lưu lại."
        ) from error


@lru_cache(maxsize=256)
def _style(bold: bool, italic: bool, align: Alignment | None, heading: int | None, boxed: bool) -> Style:
    """Few looks stand for many paragraphs."""
    return Style(bold, italic, align, heading, boxed=boxed)


class _Reader:
    """The reading of one file."""

    def __init__(self, data: bytes, source: str, builder: DocumentBuilder) -> None:
        self._source = source
        self._builder = builder
        self._package = Package(data, source)
        self._parts = self._related()
        self._styles = StyleSheet(self._optional("styles"))
        self._numbering = Numbering(self._optional("numbering"), self._styles.list_of_style)
        self._findings = Findings()
        self._emitted = 0

    def run(self) -> None:
        """Read body and notes, then add them to the builder."""
        blocks = self._story(self._package.body(), self._findings)
        if not has_motto(blocks):
            self._emit(self._letterhead_in_header(), boxed=True)
        self._emit(blocks)
        self._notes()
        self._report()

    def _related(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {}
        for kind, name in self._package.relations(self._package.main).values():
            parts.setdefault(kind, []).append(name)
        return parts

    def _optional(self, kind: str) -> Element | None:
        """Parse a part of which there is one at most."""
        return self._tolerant(self._parts.get(kind, [f"word/{kind}.xml"])[0])

    def _tolerant(self, name: str) -> Element | None:
        """Parse a part the text can be read without; damage to it is reported, not fatal."""
        try:
            return self._package.xml_of(name)
        except (EncryptedFile, FileTooLarge):
            raise
        except UnreadableFile:
            self._say(
                "damaged-part", "warning", f"Phần {name} bị hỏng, số tự động hoặc kiểu chữ có thể thiếu."
            )
            return None

    def _story(self, part: Element, findings: Findings) -> list[Block]:
        return StoryReader(part, self._styles, self._numbering, findings).read(part)

    def _letterhead_in_header(self) -> list[Block]:
        """Read the header that holds the letterhead of the first page; other headers are furniture."""
        for name in self._parts.get("header", []):
            root = self._tolerant(name)
            blocks = [] if root is None else self._story(root, Findings())
            if has_motto(blocks):
                return blocks
        return []

    def _emit(self, blocks: list[Block], boxed: bool = False) -> None:
        behind = 0
        for at, block in enumerate(blocks):
            if at < behind:
                continue
            if foot := None if boxed else foot_by_tabs(blocks, at):
                block, behind = foot
            if isinstance(block, WordParagraph):
                self._paragraph(block, boxed)
            elif is_placing(block, self._at_head()):
                inside = boxed or is_boxed(block, self._at_head())
                for cell in block.cells:
                    self._emit(cell.blocks, inside)
            else:
                self._table(block)

    def _at_head(self) -> bool:
        return self._emitted < _HEAD_PARAGRAPHS

    def _paragraph(self, paragraph: WordParagraph, boxed: bool) -> None:
        label = normalize(paragraph.label.text) if paragraph.label else None
        for line in paragraph.lines(every_break=boxed):
            columns = [line.text] if boxed or "\t" not in line.text else columns_by_tabs(line.text)
            self._line(line, columns, paragraph, label, boxed or len(columns) > 1)
            label = None

    def _line(
        self, line: Line, columns: list[str], paragraph: WordParagraph, label: str | None, boxed: bool
    ) -> None:
        style = _style(line.bold, line.italic, paragraph.align, paragraph.heading, boxed)
        for column in columns:
            if (boxed or style.align == "center" or "\t" in column) and _STROKE.fullmatch(column):
                continue
            self._builder.paragraph(column, style, label=label)
            self._emitted += 1
            label = None

    def _table(self, table: WordTable[Block]) -> None:
        if table.rows * table.columns > MAX_GRID_CELLS:
            raise FileTooLarge(
                self._source,
                f"Có bảng {table.rows} hàng × {table.columns} cột, vượt giới hạn {MAX_GRID_CELLS} ô.",
                "Kiểm tra nguồn tệp; nếu là văn bản thật, hãy tách bảng ra tệp riêng.",
            )
        cells = [
            _cell(cell.blocks, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in table.cells
        ]
        if any(normalize(text) for cell in cells for text in cell.paragraphs):
            self._builder.table(cells)
            self._emitted += table.rows

    def _notes(self) -> None:
        """Add foot- and endnotes behind the body, each with its mark in brackets."""
        marks = dict.fromkeys(self._findings.notes)
        for endnote, kind in ((False, "footnote"), (True, "endnote")):
            root = self._optional(f"{kind}s") if any(mark.endnote == endnote for mark in marks) else None
            if root is not None:
                self._notes_of(root, kind, [mark for mark in marks if mark.endnote == endnote])

    def _notes_of(self, root: Element, kind: str, marks: list[NoteMark]) -> None:
        by_id = {note.get(w("id"), ""): note for note in root.iterfind(w(kind))}
        story = StoryReader(root, self._styles, self._numbering, self._findings)
        counted = 0
        for mark in marks:
            counted += not mark.custom
            sign = "" if mark.custom else numeral(counted, "lowerRoman" if mark.endnote else "decimal")
            note = by_id.get(mark.note_id)
            lines = [] if note is None else list(lines_of(story.read(note)))
            for line in lines:
                text = f"[{sign}] {line.text.strip()}" if sign else line.text
                self._builder.paragraph(text, Style(line.bold, line.italic))
                sign = ""

    def _report(self) -> None:
        counts = self._findings.counts
        if counts["insertions"] or counts["deletions"] or counts["moves"]:
            self._say("tracked-changes", "info", _TRACKED.format_map(counts))
        for key, code, severity, message in _FOUND:
            if counts[key]:
                self._say(code, severity, message.format(counts[key]))
        if counts["pictures"] and self._builder.position < _SCANNED_CHARACTERS:
            self._say("scanned-pictures", "warning", _SCANNED)

    def _say(self, code: str, severity: Severity, message: str) -> None:
        self._builder.diagnostic(Diagnostic(code=code, severity=severity, message=message))


def _cell(blocks: list[Block], row: int, column: int, rowspan: int, colspan: int) -> CellInput:
    lines = list(lines_of(blocks))
    worded = [line for line in lines if any(map(str.isalnum, line.text))]
    bold = bool(worded) and all(line.bold for line in worded)
    return CellInput([line.text for line in lines], row, column, rowspan, colspan, bold)
