"""The Word file: numbers that Word counts, comments, marks, properties, schema order, a safe template."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from draft_plans import BODY, ministry_plan, profile, province_plan

import docparse
from docparse.check.layout import check_layout
from docparse.check.layout.wordfile import read_word
from docparse.draft import Draft
from docparse.draft.word.filling import TemplateFault
from docparse.draft.word.order import out_of_order
from docparse.templates import template_path
from docparse.text import LETTERS

ROOT = Path(__file__).resolve().parents[2]


def made(**entries: object) -> Draft:
    return docparse.draft(profile(**entries), [province_plan(), ministry_plan()])


def opened(draft: Draft, **options: bool) -> docx.document.Document:
    return docx.Document(io.BytesIO(draft.to_docx(**options)))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


# ---- lines -----------------------------------------------------------------------------------------------------


def test_no_line_ends_inside_the_number_of_an_act(tmp_path: Path) -> None:
    act = {"type": "Nghị quyết", "number": "71-NQ/TW", "date": "2025-08-22", "issuer": "Bộ Chính trị"}
    draft = made(basis=[act])
    document = opened(draft)
    lines = [p for p in document.paragraphs if "71-NQ/TW" in p.text]
    assert lines
    for line in lines:
        assert "71-" not in "".join(t.text or "" for t in line._p.iter(qn("w:t")))
    draft.save(tmp_path / "d.docx")
    assert "Nghị quyết số 71-NQ/TW ngày 22 tháng 8 năm 2025" in docparse.read(tmp_path / "d.docx").text
    assert any("71-NQ/TW" in p.text for p in read_word(tmp_path / "d.docx").written)


# ---- numbers -----------------------------------------------------------------------------------------------


def test_numbers_are_word_lists_not_typed_text() -> None:
    document = opened(made())
    heading = next(p for p in document.paragraphs if p.text == "NHIỆM VỤ")
    assert heading.style.name == "Heading 2"
    assert heading._p.pPr.numPr.numId.val == 1
    assert not any(p.text.startswith(("I.", "1.", "a)")) for p in document.paragraphs)


def test_letters_follow_the_vietnamese_alphabet_and_restart(tmp_path: Path) -> None:
    many = "\n".join(f"{x}) Việc thứ {i} của thư viện tỉnh." for i, x in enumerate(LETTERS[:12], start=1))
    body = BODY.replace("a) Trang bị", many.replace("a) ", "a) ", 1) + "\nm) Trang bị").replace(
        "b) Xây dựng phòng", "n) Xây dựng phòng"
    )
    file = tmp_path / "d.docx"
    file.write_bytes(docparse.draft(profile(), [province_plan(body=body)]).to_docx())
    tasks = next(n for n in docparse.read(file).outline if n.title == "Hạ tầng")
    letters = [n.marker for n in docparse.read(file).outline if n.parent == tasks.id]
    assert letters[:12] == [f"{x})" for x in "abcdđeghiklm"]
    people = next(n for n in docparse.read(file).outline if n.title == "Nhân lực")
    assert next(n.marker for n in docparse.read(file).outline if n.parent == people.id) == "a)"


def test_printed_numbers_are_those_of_the_manuscript(tmp_path: Path) -> None:
    """What Word will count is what the side file says."""
    draft = made()
    file = tmp_path / "d.docx"
    file.write_bytes(draft.to_docx())
    printed = [n.marker for n in docparse.read(file).outline if n.role != "appendix"]
    assert printed == [p.number for p in draft.manuscript.body if p.number not in ("", "-", "+")]


# ---- what the file holds --------------------------------------------------------------------------------------


def test_special_signs_survive() -> None:
    text = "\n".join(p.text for p in opened(made(figures={"peers": "keep"})).paragraphs)
    assert "bảo đảm an toàn & ổn định (lỗi <5%)" in text


def test_each_paragraph_carries_its_sources_as_a_comment() -> None:
    comments = [c.text for c in opened(made()).comments]
    assert any("Nguồn: 15/KH-UBND, III/1/a" in text for text in comments)
    assert any("Đã đổi: Sở Thông tin và Truyền thông → Sở Khoa học và Công nghệ" in text for text in comments)
    assert any("Số liệu trong nguồn 15/KH-UBND: 85" in text for text in comments)
    assert any(text.startswith("Suy ra theo quy tắc") for text in comments)


def test_comments_go_with_one_switch_and_change_nothing_else() -> None:
    draft = made()
    bare = draft.to_docx(comments=False)
    assert "word/comments.xml" not in parts(bare) or b"<w:comment " not in parts(bare)["word/comments.xml"]
    with_comments = [p.text for p in opened(draft).paragraphs]
    assert with_comments == [p.text for p in docx.Document(io.BytesIO(bare)).paragraphs]


def test_open_places_are_marked() -> None:
    own = province_plan(body=BODY.replace("Mỗi huyện có", "Mỗi trường có"))  # without a doubt
    document = opened(docparse.draft(profile(), [own]))
    marked = [
        r.text
        for r in document.element.body.iter(qn("w:r"))
        if r.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None
    ]
    text = "".join(t.text or "" for t in document.element.body.iter(qn("w:t")))
    assert text.replace("\u00a0", " ").count("cần điền]") == len(marked) > 5


def test_language_properties_and_times_are_set() -> None:
    draft = made()
    document = opened(draft)
    properties = document.core_properties
    assert properties.title == f"Kế hoạch {draft.manuscript.head.subject}"[:255]
    assert properties.language == "vi-VN"
    assert properties.author == "ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ"
    assert properties.created == dt.datetime(2026, 12, 15, 8, tzinfo=properties.created.tzinfo)
    language = document.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}"
    )
    assert language.get(qn("w:val")) == "vi-VN"


def test_bytes_repeat_whenever_they_are_made() -> None:
    draft = made()
    first = draft.to_docx()
    time.sleep(1.1)  # a clock that ticks must not show
    assert draft.to_docx() == first


def test_properties_stand_in_the_order_of_the_schema() -> None:
    """Word offers to repair files whose properties are out of order."""
    data = parts(made(figures={"budget": "keep"}).to_docx())
    from lxml import etree

    for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        assert out_of_order(etree.fromstring(data[name])) == [], name
    ids = [c.get(qn("w:id")) for c in etree.fromstring(data["word/comments.xml"])]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "style",
    [
        {"font_size": 13, "first_line": 1.0, "line_spacing": 1.5, "paragraph_spacing": 12},
        {"left_margin": 35, "right_margin": 20},
    ],
)
def test_the_choices_of_the_profile_stay_within_the_decree(tmp_path: Path, style: dict[str, float]) -> None:
    file = tmp_path / "d.docx"
    file.write_bytes(made(style=style).to_docx())
    assert check_layout(file) == []
    document = docx.Document(str(file))
    if "font_size" in style:
        assert document.styles["KH Loi van"].font.size.pt == 13
    else:
        assert round(document.sections[0].left_margin.mm) == 35


# ---- the appendix -------------------------------------------------------------------------------------------------


ROWS = (
    ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian", "Tổng", "Ngân sách tỉnh", "Nguồn khác"),
    ("1", "Mua sắm máy chủ", "Sở Nội vụ", "2023", "10,5", "10", "0,5"),
    ("2", "Đào tạo nhân viên", "Sở TTTT", "2024", "4,5", "4", "0,5"),
)
OTHER_ROWS = (ROWS[0], ("1", "Lắp camera an ninh", "Công an tỉnh", "2024", "2.500", "2.000", "500"))


def table_plan(
    unit: str = "tỷ đồng", rows: tuple[tuple[str, ...], ...] = ROWS, place: str = "Quảng Bình"
) -> docparse.Plan:
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    from draft_plans import FOOT, HEAD

    text = (
        (HEAD + BODY + FOOT)
        .replace("{caps}", place.upper())
        .replace("{place}", place)
        .replace("{number}", "15" if rows is ROWS else "16")
    )
    page = "".join(
        f"<p>{line}</p>"
        for line in [*text.splitlines(), "PHỤ LỤC", "DANH MỤC NHIỆM VỤ", f"Đơn vị tính: {unit}"]
    )
    from docparse.plan import read_content

    return read_content(f"<html><body>{page}<table>{cells}</table></body></html>".encode(), "15.html")


def test_the_appendix_lies_crosswise_with_a_repeated_head_and_computed_totals() -> None:
    draft = docparse.draft(profile(figures={"budget": "keep"}), [table_plan()])
    document = opened(draft)
    assert [s.orientation for s in document.sections] == [0, 1]
    table = document.tables[-1]
    heads = [
        row
        for row in table.rows
        if row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
    ]
    assert len(heads) == 2
    assert [c.text for c in table.rows[-1].cells][1] == "TỔNG CỘNG"
    assert [c.text for c in table.rows[-1].cells][-3:] == ["15", "14", "1"]
    assert [c.text for c in table.rows[-2].cells][1:4] == [
        "Đào tạo nhân viên",
        "Sở Khoa học và Công nghệ",
        "2028",
    ]


def test_a_total_with_an_open_amount_is_open() -> None:
    draft = docparse.draft(
        profile(budget=[{"match": "máy chủ", "by_source": {"ngân sách tỉnh": 7}}]), [table_plan()]
    )
    rows = draft.manuscript.appendices[0].rows
    assert rows[0].cells[-3:] == ["7", "7", "0"]
    assert rows[1].cells[-3:] == ["[… cần điền]"] * 3
    assert rows[-1].cells[-3:] == ["[… cần điền]"] * 3


def test_generated_headings_and_cells_begin_with_a_capital() -> None:
    rows = (ROWS[0], ("1", "mua sắm máy chủ", "các trường học", "quý II/2023", "10,5", "10", "0,5"))
    duty = "5. Mặt trận\nCác sở, ban, ngành chủ trì lập danh mục sách quý hiếm.\n"
    other = province_plan("Hà Tĩnh", 27, BODY + duty)
    first = table_plan(rows=rows)
    draft = docparse.draft(profile(compose={"skeleton": first.id}), [first, other])
    (row,) = [r for r in draft.manuscript.appendices[0].rows if r.kind == "data"]
    assert row.cells[1:4] == ["Mua sắm máy chủ", "Các trường học", "Quý II/2027"]
    headings = [p.text for p in draft.manuscript.body if p.titled and p.kind == "arabic"]
    assert "Các sở, ban, ngành" in headings


def test_rows_of_several_sources_without_a_group_have_a_plain_heading() -> None:
    grouped = (ROWS[0], ("I", "Hạ tầng số", "", "", "10,5", "10", "0,5"), *ROWS[1:2])
    plans = [table_plan(rows=grouped), table_plan(rows=OTHER_ROWS, place="Lào Cai")]
    rows = docparse.draft(profile(), plans).manuscript.appendices[0].rows
    groups = [row.cells[1] for row in rows if row.kind == "group"]
    assert groups == ["Hạ tầng số", "Nhiệm vụ khác"]


@pytest.mark.parametrize("first", [0, 1])
def test_money_of_sources_and_profile_stands_in_one_unit_whatever_their_order(first: int) -> None:
    plans = [table_plan(), table_plan("triệu đồng", OTHER_ROWS, "Lào Cai")]
    entries = [{"match": "máy chủ", "by_source": {"ngân sách tỉnh": 7.25}, "unit": "tỷ đồng"}]
    draft = docparse.draft(profile(budget=entries), [plans[first], plans[1 - first]])
    appendix = draft.manuscript.appendices[0]
    assert appendix.unit == "tỷ đồng"
    assert next(r for r in appendix.rows if "máy chủ" in r.cells[1]).cells[-3] == "7,25"
    assert "Kinh phí dự kiến (tỷ đồng)" in draft.to_markdown()
    (told,) = [c for c in draft.manuscript.cautions if "Đơn vị tiền" in c]
    assert "triệu đồng" in told
    assert "không ghi unit" not in told


def test_kept_money_is_converted_to_the_smallest_unit_that_is_printed() -> None:
    plans = [table_plan(), table_plan("triệu đồng", OTHER_ROWS, "Lào Cai")]
    entries = [{"match": "máy chủ", "total": 7.25}]  # no unit: tỷ đồng
    draft = docparse.draft(profile(budget=entries, figures={"budget": "keep"}), plans)
    appendix = draft.manuscript.appendices[0]
    assert appendix.unit == "triệu đồng"
    money = {row.cells[1]: row.cells[-3] for row in appendix.rows if row.kind == "data"}
    assert money == {"Mua sắm máy chủ": "7.250", "Đào tạo nhân viên": "4.500", "Lắp camera an ninh": "2.500"}
    (told,) = [c for c in draft.manuscript.cautions if "Đơn vị tiền" in c]
    assert "Mục budget 1 của hồ sơ không ghi unit: hiểu là tỷ đồng" in told


def test_the_sentence_on_funding_counts_in_the_unit_of_the_table() -> None:
    entries = [
        {"match": "máy chủ", "by_source": {"ngân sách tỉnh": 700}, "unit": "triệu đồng"},
        {"match": "nhân viên", "by_source": {"ngân sách tỉnh": 1.5}},
    ]
    draft = docparse.draft(profile(budget=entries), [table_plan()])
    sentence = next(p for p in draft.manuscript.body if "Tổng kinh phí" in p.text)
    assert sentence.text.startswith("Tổng kinh phí là 2.200 triệu đồng từ ngân sách tỉnh")
    assert ("tỷ đồng", "triệu đồng") in [(c.old, c.new) for c in sentence.changes]


# ---- templates ------------------------------------------------------------------------------------------------------


def changed_template(tmp_path: Path, old: str, new: str) -> Path:
    document = docx.Document(str(template_path("draft/ke-hoach.docx")))
    for paragraph in document.paragraphs:
        if paragraph.text == old:
            paragraph.runs[0].text = new
    file = tmp_path / "mau.docx"
    document.save(str(file))
    return file


def test_an_official_may_edit_the_template(tmp_path: Path) -> None:
    template = changed_template(tmp_path, "KẾ HOẠCH", "DỰ THẢO KẾ HOẠCH")
    document = docx.Document(io.BytesIO(made().to_docx(template=template)))
    assert any(p.text == "DỰ THẢO KẾ HOẠCH" for p in document.paragraphs)


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ tac_gia }}", "dự thảo không có “tac_gia”"),
        ("{{ head.tac_gia }}", "dự thảo không có “tac_gia”"),
        ("{{ head.__class__.__mro__ }}", "không được dùng “__class__”"),
        ("{{ basis.append('x') }}", "không được dùng “append”"),
        ("{{ ''.__class__ }}", "không được dùng “__class__”"),
        ("{{ head.subject|in_hoa }}", "không có bộ lọc, phép thử “in_hoa”"),
        ("{% neu %}", "không có thẻ “neu”"),
        ("{% if head.subject %}", "thẻ “if” chưa đóng"),
        ("{{ head.subject", "có thẻ viết sai hoặc chưa đóng"),
        ("{{ 1 / 0 }}", "có thẻ không điền được"),
        ("{% include 'khac.docx' %}", "có thẻ không điền được"),
    ],
)
def test_a_template_can_ask_for_nothing_but_the_draft(tmp_path: Path, tag: str, message: str) -> None:
    with pytest.raises(TemplateFault, match=message):
        made().to_docx(template=changed_template(tmp_path, "KẾ HOẠCH", tag))


def test_a_template_without_a_place_for_the_body_is_told(tmp_path: Path) -> None:
    template = changed_template(tmp_path, "{{ body }}", "…")
    with pytest.raises(TemplateFault, match=r"\{\{ body \}\}") as told:
        made().to_docx(template=template)
    assert told.value.source == str(template)
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK")
    with pytest.raises(TemplateFault, match="không phải tệp Word"):
        made().to_docx(template=broken)


def test_a_missing_template_and_another_kind_of_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(TemplateFault, match="Không có tệp mẫu này") as missing:
        made().to_docx(template=tmp_path / "khong.docx")
    archive = tmp_path / "khac.docx"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("ghi-chu.txt", "không phải Word")
    with pytest.raises(TemplateFault, match="Không mở được mẫu") as foreign:
        made().to_docx(template=archive)
    cut = tmp_path / "cut.docx"
    with zipfile.ZipFile(cut, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types")
    with pytest.raises(TemplateFault, match="Không mở được mẫu") as damaged:
        made().to_docx(template=cut)
    for error in (missing, foreign, damaged):
        assert "{{" not in str(error.value)
        assert "Package" not in str(error.value)


def test_template_tags_in_the_text_of_a_source_are_text() -> None:
    body = BODY.replace(
        "Tuyên truyền về văn hóa đọc.", "Tuyên truyền {{ head.subject }} {% for x in y %} về văn hóa đọc."
    )
    draft = docparse.draft(profile(subject="Thử {{ 7 * 7 }} nội dung"), [province_plan(body=body)])
    text = "\n".join(p.text for p in opened(draft).paragraphs)
    assert "Thử {{ 7 * 7 }} nội dung" in text
    assert "Tuyên truyền {{ head.subject }} {% for x in y %} về văn hóa đọc." in text


def test_the_templates_in_the_tree_are_those_that_the_script_makes(tmp_path: Path) -> None:
    script = (ROOT / "templates" / "draft" / "build.py").read_text(encoding="utf-8")
    copy = tmp_path / "build.py"
    copy.write_text(script, encoding="utf-8")
    subprocess.run(
        [sys.executable, str(copy)], check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": ""}
    )
    for name in ("ke-hoach.docx", "phu-luc.docx"):
        assert parts((tmp_path / name).read_bytes()) == parts(
            (ROOT / "templates" / "draft" / name).read_bytes()
        ), name


# ---- other formats ------------------------------------------------------------------------------------------------------


def test_html_escapes_marks_and_tells_sources() -> None:
    page = made(figures={"central": "placeholder", "peers": "keep"}).to_html()
    assert "an toàn &amp; ổn định (lỗi &lt;5%)" in page
    assert "<mark>[…\u00a0cần\u00a0điền]</mark>%" in page
    assert "<details><summary>Nguồn</summary>" in page
    assert "<details>" not in made().to_html(comments=False)


def test_markdown_keeps_numbers_headings_and_signs() -> None:
    text = docparse.draft(profile(figures={"peers": "keep", "budget": "keep"}), [table_plan()]).to_markdown()
    assert "### III. NHIỆM VỤ" in text
    assert "(lỗi \\<5%)" in text
    assert "| 1 | Mua sắm máy chủ | Sở Nội vụ | 2027 | 10,5 | 10 | 0,5 |" in text
    head = text.splitlines().index(next(line for line in text.splitlines() if line.startswith("| TT |")))
    assert text.splitlines()[head + 1].startswith("|---|")


def test_the_suffix_decides_the_format(tmp_path: Path) -> None:
    for suffix in (".docx", ".md", ".html"):
        made().save(tmp_path / f"d{suffix}")
        assert (tmp_path / f"d{suffix}").stat().st_size > 1000
    with pytest.raises(docparse.DocparseError, match=r"\.docx, \.md, \.html"):
        made().save(tmp_path / "d.odt")
