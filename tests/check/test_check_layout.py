"""Each layout check fires on the measure it is for, and stays silent on a draft laid out by the decree."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pytest
from check_plans import SOUND, plan_of
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

import docparse
from docparse.check.layout import LAYOUT, check_layout

PROFILE = {
    "place": "Quảng Trị",
    "level": "province",
    "issued_on": "2024-05-02",
    "show_day": True,
    "number": "7",
    "period": {"start": 2024, "end": 2026},
    "basis": [
        {"type": "Luật", "title": "Luật Thư viện", "date": "2019-11-21"},
        {"type": "Quyết định", "number": "512/QĐ-TTg", "date": "2023-02-12", "issuer": "Thủ tướng Chính phủ"},
    ],
    "signer": {"name": "Nguyễn Văn Mẫu"},
    "figures": {"peers": "keep", "budget": "keep"},
}
TABLE = (
    ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian", "Kinh phí (tỷ đồng)"),
    ("1", "Số hóa tài liệu địa chí", "Sở Văn hóa, Thể thao và Du lịch", "2025", "10,5"),
)


@cache
def sound() -> bytes:
    from check_plans import plan_with_table

    return docparse.draft(PROFILE, [plan_with_table(TABLE)]).to_docx(comments=False)


def spoiled(tmp_path: Path, spoil: Callable[[Document], None]) -> list[tuple[str, str]]:
    """(code, message) of the findings on the sound draft after ``spoil``."""
    file = tmp_path / "du-thao.docx"
    file.write_bytes(sound())
    document = docx.Document(str(file))
    spoil(document)
    document.save(str(file))
    return [(f.code, f.message) for f in check_layout(file)]


def everywhere(document: Document) -> list[Paragraph]:
    return [*document.paragraphs, *(p for t in document.tables for c in t._cells for p in c.paragraphs)]


def paragraph(document: Document, start: str) -> Paragraph:
    return next(p for p in everywhere(document) if p.text.startswith(start))


def size(start: str, points: float) -> Callable[[Document], None]:
    def spoil(document: Document) -> None:
        for run in paragraph(document, start).runs:
            run.font.size = Pt(points)

    return spoil


def look(start: str, *, bold: bool | None = None, italic: bool | None = None) -> Callable[[Document], None]:
    def spoil(document: Document) -> None:
        for run in paragraph(document, start).runs:
            run.font.bold = run.font.bold if bold is None else bold
            run.font.italic = run.font.italic if italic is None else italic

    return spoil


def words(start: str, new: str) -> Callable[[Document], None]:
    def spoil(document: Document) -> None:
        found = paragraph(document, start)
        for run in found.runs[1:]:
            run.text = ""
        found.runs[0].text = new

    return spoil


def styled(style: str, change: Callable[[object], None]) -> Callable[[Document], None]:
    return lambda document: change(document.styles[style])


def _set(target: object, path: str, value: object) -> None:
    *parents, last = path.split(".")
    for parent in parents:
        target = getattr(target, parent)
    setattr(target, last, value)


def section(path: str, value: object) -> Callable[[Document], None]:
    return lambda document: _set(document.sections[0], path, value)


def style(name: str, path: str, value: object) -> Callable[[Document], None]:
    return lambda document: _set(document.styles[name], path, value)


def without_page_number(document: Document) -> None:
    for run in document.sections[0].header.paragraphs[0].runs:
        run._r.getparent().remove(run._r)


def number_on_first_page(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = False


def appendix_goes_on(document: Document) -> None:
    numbers = document.element.body.sectPr.find(qn("w:pgNumType"))
    document.element.body.sectPr.remove(numbers)


def crosswise_text(document: Document) -> None:
    first = document.sections[0]
    first.orientation, first.page_width, first.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    for table in document.tables[:2]:
        table._tbl.getparent().remove(table._tbl)


def rule_of(style_name: str, inset: float) -> Callable[[Document], None]:
    def spoil(document: Document) -> None:
        found = next(p for p in everywhere(document) if p.style and p.style.name == style_name)
        found.paragraph_format.left_indent = found.paragraph_format.right_indent = Pt(inset)

    return spoil


def no_pointer(document: Document) -> None:
    for found in document.paragraphs:
        if "Phụ lục kèm theo" in found.text:
            found._p.getparent().remove(found._p)


CASES: list[tuple[str, Callable[[Document], None], str]] = [
    ("TT101", section("page_width", Mm(216)), "216 × 297 mm"),
    ("TT102", section("left_margin", Mm(20)), "20 mm, yêu cầu 30–35 mm"),
    ("TT103", crosswise_text, "ngang"),
    ("TT104", lambda d: [setattr(r.font, "name", "Arial") for p in d.paragraphs for r in p.runs], "Arial"),  # type: ignore[func-returns-value]
    (
        "TT105",
        lambda d: setattr(paragraph(d, "KẾ HOẠCH").runs[0].font.color, "rgb", RGBColor(255, 0, 0)),
        "đo được màu đỏ, yêu cầu màu đen",
    ),
    ("TT106", without_page_number, "không có"),
    ("TT106", number_on_first_page, "hiển thị số trang"),
    ("TT106", style("Header", "font.size", Pt(10)), "Cỡ chữ số trang: đo được 10"),
    ("TT107", appendix_goes_on, "đánh tiếp"),
    ("TT201", size("CỘNG HÒA", 14), "cỡ chữ: đo được 14, yêu cầu 12–13"),
    ("TT201", look("CỘNG HÒA", bold=False), "không đậm"),
    ("TT202", words("Độc lập", "Độc lập-Tự do-Hạnh phúc"), "gạch nối có cách chữ"),
    ("TT202", rule_of("KH Ke tieu ngu", 120), "dài bằng dòng chữ"),
    ("TT204", rule_of("KH Ke co quan", 5), "từ 1/3 đến 1/2"),
    ("TT204", look("TỈNH QUẢNG", bold=False), "không đậm"),
    ("TT205", words("Số: 07", "Số 07 /KH - UBND"), "Cách ghi số"),
    ("TT205", words("Số: 07", "Số: 7/KH-UBND"), "yêu cầu 07"),
    (
        "TT206",
        words("Quảng Trị, ngày", "Quảng Trị, ngày 2 tháng 05 năm 2024"),
        "Tháng: đo được 05, yêu cầu 5",
    ),
    ("TT206", look("Quảng Trị, ngày", italic=False), "đứng"),
    ("TT207", words("KẾ HOẠCH", "Kế hoạch"), "in thường"),
    (
        "TT206",
        words("Quảng Trị, ngày", "Hồ Chí Minh, ngày 02 tháng 5 năm 2024"),
        "Thành phố, Phường … Hồ Chí Minh",
    ),
    ("TT208", look("Phát triển thư viện", bold=False), "không đậm"),
    ("TT209", look("Căn cứ Luật", italic=False), "đứng"),
    ("TT209", words("Căn cứ Luật", "Căn cứ Luật Thư viện"), "Dấu cuối căn cứ"),
    ("TT301", style("KH Loi van", "font.size", Pt(12)), "12"),
    ("TT302", style("KH Loi van", "paragraph_format.first_line_indent", Cm(2)), "đo được 2 cm"),
    ("TT303", style("KH Loi van", "paragraph_format.space_after", Pt(0)), "tối thiểu 6 pt"),
    ("TT304", style("KH Loi van", "paragraph_format.line_spacing", 2.0), "2 dòng"),
    ("TT305", style("KH Loi van", "paragraph_format.alignment", ALIGN.LEFT), "canh đều"),
    ("TT306", lambda d: d.paragraphs[8].insert_paragraph_before("V. Một mục gõ tay"), "không đậm"),
    ("TT307", words("Trên đây là", "Trên đây là Kế hoạch."), "./."),
    ("TT401", size("TM. ỦY BAN", 12), "đo được 12"),
    ("TT402", look("Nguyễn Văn Mẫu", bold=False), "không đậm"),
    ("TT403", size("Nơi nhận", 14), "Cỡ chữ “Nơi nhận”"),
    ("TT403", style("KH Dong noi nhan", "font.size", Pt(13)), "Cỡ chữ nơi nhận"),
    ("TT501", look("DANH MỤC", bold=False), "Tên phụ lục"),
    ("TT501", look("(Kèm theo", italic=False), "Kèm theo"),
    ("TT502", no_pointer, "Lời dẫn đến phụ lục"),
]


@pytest.mark.parametrize(
    ("code", "spoil", "message"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)]
)
def test_a_wrong_measure_is_told(
    tmp_path: Path, code: str, spoil: Callable[[Document], None], message: str
) -> None:
    found = spoiled(tmp_path, spoil)
    assert any(c == code and message in m for c, m in found), found


def test_a_draft_laid_out_by_the_decree_has_no_findings(tmp_path: Path) -> None:
    assert spoiled(tmp_path, lambda _document: None) == []


def test_a_department_has_a_superior_body_in_plain_capitals(tmp_path: Path) -> None:
    profile = {**PROFILE, "level": "department", "issuer": "Sở Văn hóa, Thể thao và Du lịch"}
    file = tmp_path / "so.docx"
    file.write_bytes(docparse.draft(profile, [plan_of(SOUND)]).to_docx())
    assert check_layout(file) == []
    document = docx.Document(str(file))
    look("UBND TỈNH", bold=None, italic=None)(document)
    for run in paragraph(document, "UBND TỈNH").runs:
        run.font.size = Pt(15)
    document.save(str(file))
    assert [f.code for f in check_layout(file)] == ["TT203"]


def test_every_layout_check_has_a_case_here() -> None:
    assert {c[0] for c in CASES} | {"TT203"} == set(LAYOUT.checks)


def test_a_file_without_any_component_says_what_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "trong.docx"
    document = docx.Document()
    document.add_paragraph("Một tờ giấy.")
    document.save(str(file))
    found = {f.code for f in check_layout(file)}
    assert {"TT201", "TT202", "TT205", "TT206", "TT207", "TT208", "TT401", "TT403"} <= found


def test_a_damaged_file_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    file = tmp_path / "hong.docx"
    file.write_bytes(sound()[:2000])
    with pytest.raises(docparse.DocparseError, match="lưu lại"):
        check_layout(file)


def test_real_word_files_are_measured(shared: Path) -> None:
    """What the two real files get wrong was read in their XML."""
    folder = shared / "corpus" / "real"
    school = {f.code: f for f in check_layout(folder / "37-kh-58-thpt-cao-lanh-2.docx")}
    assert school["TT102"].measured == "25 mm"
    assert school["TT106"].measured == "không có"
    assert school["TT403"].required == "11"
    department = {f.code: f for f in check_layout(folder / "34-sct-lao-cai-pccc.docx")}
    assert department["TT204"].measured == "14"
    assert "TT201" not in department
