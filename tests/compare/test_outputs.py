"""The files: every format says the same, opens cleanly, and treats text as text."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from openpyxl import Workbook, load_workbook
from plan_factory import PlanMaker

from docparse.compare import Comparison, compare
from docparse.errors import DocparseError
from docparse.export.matrix_files import ENDINGS, write_matrix

EVIL = "=HYPERLINK(1) <script>alert('x')</script> | +1 & \x07"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    ministry = PlanMaker("bo", issuer="Bộ Y tế", issued_on="2021-01-01").section("Nhiệm vụ")
    ministry.task("Triển khai bệnh án điện tử tại các bệnh viện", lead="Cục Khoa học")
    near = PlanMaker("near", province="Quảng Bình").section("Mục tiêu", "targets")
    near.target("Ít nhất 90% bệnh viện triển khai bệnh án điện tử", 90.0, "%", comparator="ge")
    near.section("Thực trạng", "situation").baseline("30 trạm y tế có bác sĩ", 30.0, "trạm")
    near.section("Nhiệm vụ").task("Triển khai bệnh án điện tử tại các bệnh viện", lead="Sở Y tế", money=2.0)
    near.task(EVIL)
    far = PlanMaker("far", province="Quảng Trị").section("Thực trạng", "situation")
    far.baseline("12 trạm y tế có bác sĩ", 12.0, "trạm").section("Nhiệm vụ").task(
        "- Trồng cây thuốc nam", lead="Sở Y tế"
    )
    cut = PlanMaker("cut", province="Hà Giang", truncated=True)
    return compare([near.plan(), far.plan(), cut.plan()], ministry.plan())


@pytest.fixture(scope="module")
def files(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("matrix")
    found = {}
    for ending in ENDINGS:
        found[ending] = folder / f"so-sanh{ending}"
        write_matrix(comparison, found[ending])
    return found


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_comparison_gives_the_same_bytes(
    comparison: Comparison, files: dict[str, Path], ending: str, tmp_path: Path
) -> None:
    again = tmp_path / f"again{ending}"
    write_matrix(comparison, again)
    if ending == ".docx":  # a zip file holds the hour of writing
        with zipfile.ZipFile(again) as one, zipfile.ZipFile(files[ending]) as other:
            assert one.read("word/document.xml") == other.read("word/document.xml")
    else:
        assert again.read_bytes() == files[ending].read_bytes()


def test_the_workbook_has_its_sheets_frozen_and_filtered(files: dict[str, Path]) -> None:
    book = load_workbook(files[".xlsx"])
    assert book.sheetnames == ["Tổng hợp", "Chủ đề", "Chỉ tiêu", "Nhiệm vụ", "Độ phủ", "Nguồn"]
    for sheet in book:
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref is not None
        assert sheet.column_dimensions["A"].width > 5


def test_nothing_in_the_workbook_is_a_formula(files: dict[str, Path]) -> None:
    book = load_workbook(files[".xlsx"])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)  # it is there, as text
    with zipfile.ZipFile(files[".xlsx"]) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert len(sheets) == len(book.sheetnames)
    assert not any("<f>" in sheet for sheet in sheets)


def test_figures_in_the_workbook_are_numbers_that_show_sign_unit_and_year(files: dict[str, Path]) -> None:
    sheet = load_workbook(files[".xlsx"])["Chỉ tiêu"]
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == 90)
    assert cell.number_format == '"≥ "0"% (2025)"'


def book_of(maker: PlanMaker, folder: Path) -> Workbook:
    path = folder / "mot.xlsx"
    write_matrix(compare([maker.plan()]), path)
    return load_workbook(path)


@pytest.mark.parametrize(
    ("value", "pattern"),
    [
        (640.0, '0" (2022)"'),
        (5914.0, '#"."##0" (2022)"'),
        (1250000.0, '#"."###"."##0" (2022)"'),
        (88.7, '[$-42A]0.0#" (2022)"'),
    ],
)
def test_thousands_have_the_mark_of_the_texts_on_every_machine(
    value: float, pattern: str, tmp_path: Path
) -> None:
    maker = PlanMaker("a", province="Cao Bằng").section("Thực trạng", "situation")
    sheet = book_of(maker.baseline("xe cứu thương lưu động", value, "xe"), tmp_path)["Chỉ tiêu"]
    (cell,) = [c for row in sheet.iter_rows() for c in row if c.value == value]
    # unit and kind stand in columns of their own
    assert cell.number_format == pattern
    assert [c.value for c in sheet[cell.row]][:5] == [
        "c1",
        "Hiện trạng",
        "Khác",
        "Xe cứu thương lưu động",
        "xe",
    ]


def test_a_figure_that_would_be_shown_as_hashes_is_a_text(tmp_path: Path) -> None:
    maker = PlanMaker("a", province="Cao Bằng").section("Mục tiêu", "targets")
    maker.target("Ít nhất 1.250 túi thuốc cho mỗi cơ sở giáo dục", 1250.0, "túi", comparator="ge")
    sheet = book_of(maker, tmp_path)["Chỉ tiêu"]
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "≥ 1.250 mỗi cơ sở giáo dục (2025)" in told
    numbers = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)]
    assert numbers == []


def test_days_counts_and_distances_are_values_to_sort_by(files: dict[str, Path]) -> None:
    book = load_workbook(files[".xlsx"])
    heads = {str(cell.value): cell.column for cell in book["Tổng hợp"][3]}
    plans = list(book["Tổng hợp"].iter_rows(min_row=4, max_row=7))
    days = [row[heads["Ngày ban hành"] - 1] for row in plans]
    assert [cell.value.isoformat()[:10] for cell in days] == ["2021-01-01", *["2022-05-01"] * 3]
    assert {cell.number_format for cell in days} == {"dd/mm/yyyy"}
    assert plans[0][heads["Khoảng cách"] - 1].value == 0
    themes = {row[0].value: [cell.value for cell in row[1:5]] for row in book["Chủ đề"].iter_rows(min_row=4)}
    assert themes["Y tế"] == [1, 0, 1, 1]


def test_every_cell_from_a_plan_has_its_passage_and_place_as_a_comment(files: dict[str, Path]) -> None:
    book = load_workbook(files[".xlsx"])
    cell = next(c for row in book["Chỉ tiêu"].iter_rows() for c in row if c.value == 90)
    assert cell.comment is not None
    assert "“Ít nhất 90% bệnh viện triển khai bệnh án điện tử”" in cell.comment.text
    assert "Quảng Bình 2022, mục 1, trang 1" in cell.comment.text
    tasks = book["Nhiệm vụ"]
    from_plans = [c for row in tasks.iter_rows(min_row=4, min_col=5, max_col=8) for c in row]
    states = {"không nêu", "không tìm thấy", "văn bản bị cắt"}
    assert from_plans
    assert all((cell.comment is None) == (cell.value in states) for cell in from_plans)


def test_the_workbook_tells_the_three_kinds_of_empty_cells(files: dict[str, Path]) -> None:
    book = load_workbook(files[".xlsx"])
    values = {
        cell.value for name in ("Chỉ tiêu", "Nhiệm vụ") for row in book[name].iter_rows() for cell in row
    }
    assert {"không nêu", "không tìm thấy", "văn bản bị cắt"} <= values


def test_the_workbook_adds_merged_provinces(files: dict[str, Path]) -> None:
    sheet = load_workbook(files[".xlsx"])["Chỉ tiêu"]
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Quảng Trị (nay): 42 trạm (hiện trạng 2022; cộng Quảng Bình 2022, Quảng Trị 2022)" in told


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.outside: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = [value or "" for name, value in attributes if name in ("src", "href")]
        self.outside += [value for value in values if not value.startswith("#")]


def test_the_page_needs_nothing_from_outside_and_runs_no_text(files: dict[str, Path]) -> None:
    source = files[".html"].read_text(encoding="utf-8")
    page = _Page()
    page.feed(source)
    assert page.outside == []
    assert page.tags.count("script") == 1
    assert "&lt;script&gt;alert" in source
    assert not re.search(r"@import|url\(", source)


def test_the_page_can_be_searched_filtered_and_printed_on_a3(files: dict[str, Path]) -> None:
    source = files[".html"].read_text(encoding="utf-8")
    assert 'type="search"' in source
    assert "size: A3 landscape" in source
    assert "position: sticky" in source
    assert source.count('data-theme="Y tế"') >= 2


def test_the_page_leads_every_figure_to_its_passage(files: dict[str, Path]) -> None:
    source = files[".html"].read_text(encoding="utf-8")
    assert 'data-q="Ít nhất 90% bệnh viện triển khai bệnh án điện tử"' in source
    assert 'data-w="Quảng Bình 2022, mục 1, trang 1, ký tự' in source


def test_the_long_table_has_a_row_for_every_fact_and_no_formula(
    comparison: Comparison, files: dict[str, Path]
) -> None:
    content = files[".csv"].read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    figures = [row for row in rows if row["table"] == "indicators" and row["fact_id"]]
    assert len(figures) == sum(len(cell.figures) for row in comparison.indicators for cell in row.cells)
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())
    states = {row["state"] for row in rows if row["table"] == "tasks"}
    assert states == {"có nêu", "không nêu", "văn bản bị cắt"}
    (target,) = [row for row in figures if row["kind"] == "chỉ tiêu"]
    assert (target["value"], target["unit"], target["comparator"], target["year"]) == (
        "90",
        "%",
        "ge",
        "2025",
    )
    assert target["territory"] == "Quảng Trị"


def test_the_json_holds_the_whole_comparison(comparison: Comparison, files: dict[str, Path]) -> None:
    record = json.loads(files[".json"].read_text(encoding="utf-8"))
    assert record["schema_version"] == "1.0"
    assert [column["plan"] for column in record["columns"]] == [column.plan for column in comparison.columns]
    assert len(record["tasks"]) == len(comparison.tasks)
    assert record["coverage"][0]["cells"][0]["nearest"]["passage"]


def test_the_markdown_keeps_its_tables_whole(files: dict[str, Path]) -> None:
    text = files[".md"].read_text(encoding="utf-8")
    tables = [block.split("\n") for block in text.split("\n\n") if block.startswith("|")]
    assert len(tables) == 5
    for lines in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1
    assert "\\<script\\>" in text
    assert "≥ 90% (2025)" in text


def test_the_document_is_in_landscape_with_repeated_heads(files: dict[str, Path]) -> None:
    document = Document(str(files[".docx"]))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height
    assert len(document.tables) >= 4
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    told = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "văn bản bị cắt" in told
    assert "có (1,00)" in told


def test_many_plans_are_told_a_few_at_a_time_in_the_document(tmp_path: Path) -> None:
    task = "Triển khai bệnh án điện tử tại các bệnh viện"
    plans = [PlanMaker(f"p{i}", province="Cao Bằng").section("Nhiệm vụ").task(task).plan() for i in range(12)]
    path = tmp_path / "nhieu.docx"
    write_matrix(compare(plans), path)
    assert max(len(table.columns) for table in Document(str(path)).tables[1:]) <= 7


def test_an_unknown_ending_is_told_with_those_that_are_known(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(DocparseError, match=r"\.xlsx, \.html"):
        write_matrix(comparison, tmp_path / "so-sanh.pdf")


def test_a_file_that_cannot_be_written_leaves_the_old_one(comparison: Comparison, tmp_path: Path) -> None:
    write_matrix(comparison, tmp_path / "moi" / "so-sanh.md")
    before = (tmp_path / "moi" / "so-sanh.md").read_bytes()
    with pytest.raises(DocparseError):
        write_matrix(comparison, tmp_path / "moi" / "so-sanh.md" / "so-sanh.md")
    assert (tmp_path / "moi" / "so-sanh.md").read_bytes() == before


def test_more_number_formats_than_excel_keeps_are_told_as_text(tmp_path: Path) -> None:
    maker = PlanMaker("p", province="Cao Bằng").section("Mục tiêu", "targets")
    for year in range(2020, 2280):  # a format for each year
        maker.target(f"Đào tạo 5 bác sĩ khóa {year}", 5.0, "bác sĩ", year, comparator="ge")
    path = tmp_path / "nhieu.xlsx"
    write_matrix(compare([maker.plan()]), path)
    sheet = load_workbook(path)["Chỉ tiêu"]
    formats = {cell.number_format for row in sheet.iter_rows() for cell in row}
    assert 100 < len(formats) < 200
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert any(re.fullmatch(r"≥ 5 \(\d{4}\)", text) for text in told)


def test_no_format_counts_none_in_a_text_that_breaks_off(files: dict[str, Path]) -> None:
    page, book = files[".html"].read_text(encoding="utf-8"), load_workbook(files[".xlsx"])
    assert '<td class="num none">–</td>' in page
    assert "–" in [cell.value for row in book["Chủ đề"].iter_rows(min_row=2) for cell in row]
    assert files[".md"].read_text(encoding="utf-8").count("| – |") > 0
    tables = Document(str(files[".docx"])).tables
    assert any(cell.text == "–" for table in tables[:2] for row in table.rows for cell in row.cells)


def test_a_subject_in_capitals_reads_as_a_sentence(tmp_path: Path) -> None:
    printed = "KẾ HOẠCH THỰC HIỆN ĐỀ ÁN “SÁCH VỀ BẢN” CỦA SỞ Y TẾ TỈNH LÀO CAI"
    plans = [PlanMaker(name).section("II. NHIỆM VỤ").task("Mở điểm đọc sách.").plan() for name in "ab"]
    shouting = plans[0].model_copy(
        update={"metadata": plans[0].metadata.model_copy(update={"subject": printed})}
    )
    outs = [tmp_path / f"so-sanh{ending}" for ending in (".html", ".xlsx", ".docx")]
    for out in outs:
        write_matrix(compare([shouting, plans[1]]), out)
    cells = [c.value for row in load_workbook(outs[1])["Tổng hợp"].iter_rows() for c in row]
    rows = [cell.text for t in Document(str(outs[2])).tables for row in t.rows for cell in row.cells]
    wanted = "Kế hoạch thực hiện Đề án “Sách về bản” của Sở Y tế tỉnh Lào Cai"
    assert wanted in outs[0].read_text(encoding="utf-8")
    assert wanted in cells
    assert wanted in rows


def test_the_page_leads_from_a_theme_to_its_rows(files: dict[str, Path]) -> None:
    page = files[".html"].read_text(encoding="utf-8")
    menu = page.partition("<nav")[2].partition("</nav>")[0]
    targets = re.findall(r'href="#([\w-]+)"', menu)
    assert "chu-de" in targets
    assert all(f'<h2 id="{target}"' in page for target in targets)
    picks = re.findall(r'data-pick="([^"]+)"', page)
    assert picks
    assert all(f"<option>{pick}</option>" in page for pick in picks)  # what a click chooses
    assert all(page.count(f'data-theme="{pick}"') for pick in picks)
