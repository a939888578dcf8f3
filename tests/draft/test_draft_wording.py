"""Sentences that must still read well after names, figures and places were changed."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pytest
from draft_plans import BODY, MINISTRY, made, ministry_plan, province_plan

from docparse.casing import sentence_case
from docparse.draft import Draft
from docparse.draft.funding import fill_sums
from docparse.draft.manuscript import Appendix, Column, Piece, Row
from docparse.plan import read_content
from docparse.rulebook import load_table
from docparse.text import fold


def ministry(old: str, new: str) -> Any:
    assert old in MINISTRY
    return read_content(MINISTRY.replace(old, new).encode(), "bo.txt")


def body(draft: Draft) -> list[str]:
    return [piece.text for piece in draft.manuscript.body]


def piece_with(draft: Draft, words: str) -> Piece:
    return next(p for p in draft.manuscript.body if words in p.text)


def test_a_short_name_that_became_the_long_one_is_not_defined() -> None:
    plan = ministry(
        "Chủ trì: Cục Công nghệ thông tin.",
        "Chủ trì: Cục Công nghệ thông tin (sau đây viết tắt là Cục CNTT).",
    )
    texts = body(made(province_plan(), plan))
    assert "Cơ quan chủ trì: Sở Giáo dục và Đào tạo." in texts
    assert not any("sau đây" in text for text in texts)


def test_a_definition_of_the_drafts_own_words_stays() -> None:
    plan = province_plan(
        body=BODY.replace("thư viện liên thông", "thư viện liên thông (sau đây gọi tắt là mạng lưới)")
    )
    assert any("(sau đây gọi tắt là mạng lưới)" in text for text in body(made(plan)))


def test_several_units_without_a_counterpart_are_one_open_place() -> None:
    plan = ministry(
        "Phối hợp: Vụ Giáo dục Tiểu học và các đơn vị liên quan.",
        "Phối hợp: Vụ Giáo dục Tiểu học, Vụ Pháp chế.",
    )
    texts = body(made(province_plan(), plan))
    assert "Cơ quan phối hợp: [đơn vị thực hiện cần điền]." in texts


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("- Tập huấn cho 3.000 nhân viên thư viện.", "Tập huấn cho [… cần điền] nhân viên thư viện."),
        ("- Mỗi trường có ít nhất 02 phòng đọc.", "Mỗi trường có ít nhất 02 phòng đọc."),
        ("- Thời gian tra cứu không quá 05 giây.", "Thời gian tra cứu không quá 05 giây."),
    ],
)
def test_a_count_of_the_whole_country_is_no_target_of_a_province(target: str, expected: str) -> None:
    plan = ministry("- 70% trường học", f"{target}\n- 70% trường học")
    texts = body(made(province_plan(), plan))
    assert any(expected.lower() in text.lower() for text in texts), texts


def test_how_many_provinces_take_part_is_left_to_the_ministry() -> None:
    plan = ministry("- 70% trường học", "- Khoảng 15 tỉnh, thành phố thí điểm thư viện số.\n- 70% trường học")
    draft = made(province_plan(), plan)
    assert not any("thí điểm thư viện số" in text for text in body(draft))
    assert any("thí điểm thư viện số" in line for line in draft.manuscript.left_out)


def test_a_committee_is_not_told_to_direct_itself() -> None:
    plan = province_plan(
        body=BODY.replace(
            "a) Bố trí mặt bằng",
            "a) Chỉ đạo phòng Giáo dục và Đào tạo rà soát tủ sách lớp học.\nb) Bố trí mặt bằng",
        ).replace("b) Báo cáo", "c) Báo cáo")
    )
    piece = piece_with(made(plan), "tủ sách lớp học")
    assert piece.text == "Rà soát tủ sách lớp học."
    assert any("chính mình" in change.basis for change in piece.changes)


def test_the_offices_of_education_are_the_committees_of_the_communes_now() -> None:
    plan = province_plan(
        body=BODY.replace(
            "Phòng Văn hóa và Thông tin các huyện", "các phòng Giáo dục và Đào tạo, các doanh nghiệp"
        )
    )
    piece = piece_with(made(plan), "các doanh nghiệp")
    assert piece.text == "Cơ quan phối hợp: UBND các xã, phường, đặc khu, các doanh nghiệp."


def test_the_number_of_districts_is_left_open() -> None:
    plan = province_plan(
        body=BODY.replace("Mỗi huyện có ít nhất 02 điểm đọc", "8/8 huyện, thị xã, thành phố có điểm đọc")
    )
    assert piece_with(made(plan), "điểm đọc").text.startswith("[số cần điền] xã, phường, đặc khu")


def test_the_last_item_of_a_list_ends_with_a_full_stop() -> None:
    plan = province_plan(
        body=BODY.replace("2. Nhân lực", "c) Số hóa báo cũ;\nd) Số hóa tài liệu địa chí;\n2. Nhân lực")
    )
    texts = body(made(plan))
    assert "Số hóa báo cũ;" in texts
    assert "Số hóa tài liệu địa chí." in texts


def test_acts_of_one_rank_stand_in_the_order_of_their_dates() -> None:
    draft = made(
        province_plan(),
        basis=[
            {"type": "Nghị quyết", "number": "71-NQ/TW"},
            {"type": "Luật", "number": "123/2025/QH15"},
            {"type": "Nghị quyết", "number": "57-NQ/TW"},
            {"type": "Luật", "number": "72/2025/QH15"},
        ],
    )
    texts = [piece.text for piece in draft.manuscript.basis]
    order = [next(i for i, t in enumerate(texts) if words in t)
             for words in ("Luật Tổ chức chính quyền địa phương", "Luật Giáo dục", "57-NQ/TW", "71-NQ/TW")]  # fmt: skip
    assert order == sorted(order)


def test_the_road_map_of_the_ministry_has_a_section_of_its_own() -> None:
    plan = ministry("III. TỔ CHỨC", "III. LỘ TRÌNH\n1. Năm 2023: thí điểm ở mười trường.\nIV. TỔ CHỨC")
    draft = made(province_plan(), plan)
    at = next(i for i, p in enumerate(draft.manuscript.body) if p.text == "LỘ TRÌNH THỰC HIỆN")
    assert draft.manuscript.body[at + 1].text == "Năm 2023: thí điểm ở mười trường."  # its own term


# ---- sums ----------------------------------------------------------------------------------------------

OPEN_SUMS = "Tổng kinh phí [… cần điền] tỷ đồng, gồm: ngân sách tỉnh [… cần điền] tỷ đồng và nguồn khác [… cần điền] tỷ đồng."


def table(*totals: str) -> Appendix:
    heads = ("TT", "Nhiệm vụ", "Tổng kinh phí", "Ngân sách tỉnh", "Nguồn khác")
    rows = [
        Row("data", ["1", "Mua máy", "3,5", "2", "1,5"]),
        Row("total", ["", "TỔNG CỘNG", *totals]),
    ]
    return Appendix("DANH MỤC", [Column(head) for head in heads], rows, unit="tỷ đồng")


def test_the_sums_of_the_text_are_those_of_the_table() -> None:
    piece = Piece("arabic", OPEN_SUMS, "funding", status="placeholder")
    fill_sums([piece], table("3,5", "2", "1,5"))
    assert piece.text == "Tổng kinh phí 3,5 tỷ đồng, gồm: ngân sách tỉnh 2 tỷ đồng và nguồn khác 1,5 tỷ đồng."


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        (OPEN_SUMS, ("[… cần điền]", "2", "1,5")),
        (OPEN_SUMS.replace("nguồn khác", "viện trợ"), ("3,5", "2", "1,5")),
        (OPEN_SUMS.replace("tỷ đồng", "lớp học"), ("3,5", "2", "1,5")),
    ],
    ids=["a total is open", "no such column", "no money"],
)
def test_a_sum_that_the_table_does_not_answer_stays_open(text: str, totals: tuple[str, ...]) -> None:
    piece = Piece("arabic", text, "funding", status="placeholder")
    fill_sums([piece], table(*totals))
    assert piece.text == text


# ---- nothing is cut out of a phrase, nothing changes in silence ------------------------------------------


@pytest.mark.parametrize(
    ("helpers", "expected"),
    [
        ("Cục CNTT, Vụ Pháp chế", "[đơn vị thực hiện cần điền]"),
        ("Cục CNTT và Thư viện tỉnh", "Thư viện tỉnh"),
        ("Thư viện tỉnh, Cục CNTT, các trường học", "Thư viện tỉnh, các trường học"),
        (
            "Các đơn vị thuộc, trực thuộc Bộ và các thư viện liên quan",
            "Các đơn vị thuộc, trực thuộc Sở Giáo dục và Đào tạo và các thư viện liên quan",
        ),
        ("Thư viện thuộc Cục CNTT, các trường học", "Thư viện thuộc Sở Giáo dục và Đào tạo, các trường học"),
    ],
)
def test_a_lead_goes_from_the_helpers_only_as_a_whole_element(helpers: str, expected: str) -> None:
    plan = ministry(
        "Phối hợp: Vụ Giáo dục Tiểu học và các đơn vị liên quan.",
        f"Phối hợp: {helpers}.",
    )
    assert f"Cơ quan phối hợp: {expected}." in body(made(province_plan(), plan))


def test_a_lead_that_helps_nobody_but_itself_has_no_line_of_helpers() -> None:
    plan = ministry("Phối hợp: Vụ Giáo dục Tiểu học và các đơn vị liên quan.", "Phối hợp: Cục CNTT.")
    texts = body(made(province_plan(), plan))
    assert "Cơ quan chủ trì: Sở Giáo dục và Đào tạo." in texts
    assert not any(t.startswith("Cơ quan phối hợp: Sở Giáo dục") for t in texts)


LEAD_IN = """2. Nhân lực
Các cơ sở giáo dục đại học trực thuộc Bộ chủ trì thực hiện các nhiệm vụ sau:
a) Mở lớp bồi dưỡng nhân viên thư viện trường học.
b) Biên soạn tài liệu hướng dẫn phân loại sách.
III. TỔ CHỨC"""


def test_what_is_written_out_from_a_lead_in_says_so() -> None:
    plan = ministry(
        "2. Bồi dưỡng nhân viên thư viện trường học.\n- Chủ trì: Vụ Tổ chức cán bộ.\nIII. TỔ CHỨC", LEAD_IN
    )
    draft = made(province_plan(), plan)
    labels = [p for p in draft.manuscript.body if "cơ sở giáo dục đại học" in p.text.lower()]
    assert labels
    assert all(p.changes for p in labels if p.status == "changed")
    assert any("trực thuộc Bộ" in change.old for p in labels for change in p.changes)


def test_every_paragraph_that_is_called_changed_tells_what_was_changed() -> None:
    draft = made(province_plan(), province_plan("Hà Tĩnh", 27), ministry_of_lead_ins())
    pieces = [*draft.manuscript.pieces(), *(r for a in draft.manuscript.appendices for r in a.rows)]
    assert any(p.status == "changed" for p in pieces)
    assert [p for p in pieces if p.status == "changed" and not p.changes] == []


def test_every_paragraph_that_is_called_copied_says_what_its_source_says() -> None:
    draft = made(province_plan(), province_plan("Hà Tĩnh", 27), ministry_of_lead_ins())
    copied = [p for p in draft.manuscript.body if p.status == "copied" and p.origins]
    assert len(copied) > 5
    for piece in copied:
        assert fold(piece.text).strip(" .;:") in fold(piece.origins[0].passage), piece.text


def ministry_of_lead_ins() -> Any:
    text = MINISTRY.replace("Chủ trì: Cục Công nghệ thông tin.", "Đơn vị chủ trì: Thư viện các trường.")
    return read_content(text.replace("2. Bồi dưỡng", f"{LEAD_IN[:-13]}\n3. Bồi dưỡng").encode(), "bo.txt")


def test_the_cells_of_a_row_that_were_changed_are_listed() -> None:
    rows = (
        ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"),
        ("1", "Số hóa sách quý", "Sở Thông tin và Truyền thông", "2023"),
    )
    draft = made(with_table(rows))
    row = next(r for a in draft.manuscript.appendices for r in a.rows if r.kind == "data")
    assert {(c.old, c.new) for c in row.changes} == {
        ("2023", "2027"),
        ("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"),
    }
    assert row.status == "changed"


def with_table(rows: tuple[tuple[str, ...], ...]) -> Any:
    """The plan of a province with ``rows`` as the table of its annex."""
    lines = [*province_plan().text.splitlines(), "PHỤ LỤC", "DANH MỤC NHIỆM VỤ"]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = "".join(f"<p>{line}</p>" for line in lines)
    return read_content(f"<html><body>{page}<table>{cells}</table></body></html>".encode(), "bang.html")


# ---- figures that say nothing new ------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["tối thiểu 100%", "ít nhất 100 %", "tối thiểu đạt 100%"])
def test_nothing_is_at_least_the_whole(words: str) -> None:
    draft = made(province_plan(), ministry("- 70% trường học", f"- Đến năm 2024, {words} trường chuyên"))
    piece = piece_with(draft, "trường chuyên")
    assert not re.search("tối thiểu|ít nhất", piece.text)
    assert re.search("100 ?% trường chuyên", piece.text)
    assert words in {change.old for change in piece.changes}


def test_a_share_below_the_whole_keeps_its_at_least() -> None:
    draft = made(province_plan(), ministry("- 70% trường học", "- Tối thiểu 70% trường chuyên"))
    assert "ối thiểu 70%" in piece_with(draft, "trường chuyên").text


def test_a_figure_of_the_profile_that_the_source_has_too_is_no_change() -> None:
    draft = made(province_plan(), targets=[{"match": "thư viện liên thông", "value": 100}])
    piece = piece_with(draft, "thư viện liên thông")
    assert piece.text.startswith("100% thư viện liên thông")
    assert not any(change.kind == "figure" for change in piece.changes)
    assert [t.value for t in piece.targets] == [100.0]


def test_no_change_says_the_same_twice() -> None:
    draft = made(province_plan(), ministry_plan(), figures={"peers": "keep", "budget": "keep"})
    assert draft.changes
    assert not [change for _, change in draft.changes if change.old == change.new]


def test_an_open_figure_never_breaks_over_two_lines() -> None:
    document = docx.Document(io.BytesIO(made(province_plan()).to_docx()))
    texts = [p.text for p in document.paragraphs if "cần\u00a0điền]%" in p.text]
    assert texts
    assert all("[…\u00a0cần\u00a0điền]%" in text for text in texts)
    assert not any("[… cần điền]%" in p.text for p in document.paragraphs)
    assert any("[… cần điền] tỷ" in p.text for p in document.paragraphs)
    assert "<mark>[…\u00a0cần\u00a0điền]</mark>%" in made(province_plan()).to_html()


@pytest.mark.parametrize("row", load_table("casing")["example"], ids=lambda row: row["text"][:30])
def test_a_subject_in_capitals_becomes_a_sentence_with_its_names(row: dict[str, str]) -> None:
    assert sentence_case(row["text"]) == row["sentence"]
