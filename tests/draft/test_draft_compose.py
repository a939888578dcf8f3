"""What goes into a draft, from where, and what is left open."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from draft_plans import BODY, ministry_plan, profile, province_plan, yellow

import docparse
from docparse.draft import Draft, choices
from docparse.draft.composing import compose
from docparse.draft.manuscript import Piece
from docparse.draft.matching import entries
from docparse.draft.picklist import read_picks
from docparse.draft.rewriting import Change
from docparse.draft.sources import read_source
from docparse.errors import InvalidProfile, InvalidSources, UnreadableFile
from docparse.plan import read_content


def made(*plans: docparse.Plan, **entries: object) -> Draft:
    return docparse.draft(profile(**entries), plans or [province_plan()])


def lines(draft: Draft) -> list[str]:
    return [f"{p.number} {p.text}".strip() for p in draft.manuscript.body]


def find(draft: Draft, words: str) -> Piece:
    return next(p for p in draft.manuscript.pieces() if words in p.text)


# ---- names ---------------------------------------------------------------------------------------------


def test_the_place_of_the_source_becomes_the_place_of_the_draft() -> None:
    draft = made(province_plan("Lào Cai"))
    assert "Thư viện tỉnh Quảng Trị" in find(draft, "Trang bị máy chủ").text
    assert "Lào Cai" not in draft.to_markdown()


def test_a_body_with_a_proper_name_becomes_an_open_place_never_a_wrong_name() -> None:
    piece = find(made(province_plan("Lào Cai")), "Xây dựng phòng đọc số")
    assert "[tên trường đại học, cao đẳng cần điền]" in piece.text
    assert piece.status == "placeholder"
    assert any(o.passage.endswith("trước ngày 30/6/2023.") and "Lào Cai" in o.passage for o in piece.origins)


def test_a_province_that_was_merged_brings_its_own_bodies_along() -> None:
    draft = made(province_plan("Quảng Bình"))
    assert "tại Trường Đại học Quảng Bình" in find(draft, "Xây dựng phòng đọc số").text
    assert "Thư viện tỉnh Quảng Trị" in find(draft, "Trang bị máy chủ").text


def test_the_profile_may_name_what_the_tables_do_not_know() -> None:
    draft = made(agencies={"Trường Đại học Quảng Bình": "Phân hiệu Đại học Huế tại Quảng Trị"})
    assert "Phân hiệu Đại học Huế tại Quảng Trị" in find(draft, "Xây dựng phòng đọc số").text


def test_paper_and_broadcaster_of_the_province_are_one_since_2025() -> None:
    assert find(made(), "Báo và phát thanh").text == "Báo và phát thanh, truyền hình Quảng Trị"


@pytest.mark.parametrize("others", [[], [province_plan("Quảng Bình")]])
def test_so_they_are_in_an_older_plan_of_the_draft_s_own_province(others: list[docparse.Plan]) -> None:
    draft = docparse.draft(profile(), [*others, province_plan("Quảng Trị", 27)])
    named = [p.text for p in draft.manuscript.body if p.titled and p.text.startswith(("Báo", "Đài"))]
    assert named == ["Báo và phát thanh, truyền hình Quảng Trị"]


def test_merged_agencies_share_one_heading_and_do_not_coordinate_with_themselves() -> None:
    draft = made()
    headings = [
        p.text for p in draft.manuscript.body if p.role == "organization" and p.titled and p.kind == "arabic"
    ]
    assert headings.count("Sở Tài chính") == 1
    at = lines(draft).index("1. Sở Tài chính")
    assert lines(draft)[at + 1 : at + 3] == [
        "a) Phối hợp với Sở Nội vụ tham mưu bố trí vốn hằng năm.",
        "b) Chủ trì cân đối kinh phí thường xuyên.",
    ]


def test_the_district_level_gives_way_to_the_communes() -> None:
    text = made().to_markdown()
    assert not any(word in text.lower() for word in ("huyện", "thị xã", "phòng văn hóa và thông tin"))
    assert "UBND các xã, phường, đặc khu" in text


def test_a_list_that_named_an_agency_and_its_successor_names_it_once() -> None:
    text = find(made(), "Trang bị máy chủ").text
    assert text.count("Sở Khoa học và Công nghệ") == 1
    assert "Sở Thông tin và Truyền thông" not in text


def test_updates_can_be_switched_off_by_kind() -> None:
    draft = made(update={"agency": False, "level": False, "service": False, "period": False})
    text = draft.to_markdown()
    assert "Sở Thông tin và Truyền thông" in text
    assert "UBND các huyện, thị xã, thành phố" in text
    assert "mức độ 3, 4" in text
    assert "30/6/2023" in text
    assert not {c.kind for _, c in draft.changes} & {"agency", "level", "service", "period"}


# ---- figures ---------------------------------------------------------------------------------------------


def test_figures_of_another_place_are_left_open_and_remembered() -> None:
    piece = find(made(), "dịch vụ công trực tuyến")
    assert piece.text.startswith("[… cần điền]% thư viện cấp xã")
    assert any("15/KH-UBND: 85" in note for note in piece.notes)
    assert [t.value for t in piece.targets] == [None]


def test_figures_are_kept_where_the_profile_says_so() -> None:
    piece = find(made(figures={"peers": "keep"}), "dịch vụ công trực tuyến")
    assert piece.text == "85% thư viện cấp xã có dịch vụ công trực tuyến một phần và toàn trình."
    assert [(t.value, t.unit, t.year) for t in piece.targets] == [(85.0, "%", 2030)]


def test_the_profile_gives_a_target_its_value() -> None:
    piece = find(made(targets=[{"match": "điểm đọc", "value": 3}]), "điểm đọc lưu động.")
    assert piece.text == "Mỗi xã, phường, đặc khu có ít nhất 3 điểm đọc lưu động."
    assert 3.0 in [t.value for t in piece.targets]


def test_a_sum_in_the_text_is_left_open() -> None:
    assert "[… cần điền] tỷ đồng" in find(made(), "Tổng kinh phí").text
    assert "12,5 tỷ đồng" in find(made(figures={"budget": "keep"}), "Tổng kinh phí").text


def test_how_things_stand_is_never_taken_over() -> None:
    draft = made(baselines=[{"indicator": "thư viện có máy chủ", "value": 21, "unit": "%", "year": 2026}])
    text = draft.to_markdown()
    assert "96 thư viện" not in text
    assert "21% thư viện có máy chủ (năm 2026)." in text
    opened = find(draft, "Tình hình của tỉnh Quảng Trị")
    assert any("96 thư viện" in o.passage for o in opened.origins)  # the drafter sees what stood there


# ---- selection ---------------------------------------------------------------------------------------------


def test_the_same_task_of_two_plans_is_one_entry_with_two_sources() -> None:
    draft = made(province_plan(), province_plan("Hà Tĩnh", 27))
    pieces = [p for p in draft.manuscript.body if "Bồi dưỡng nhân viên thư viện" in p.text]
    assert len(pieces) == 1
    assert {o.number for o in pieces[0].origins} == {"15/KH-UBND", "27/KH-UBND"}


#: what the other province says of the same matter, by how near it is
OWN = "c) Xây dựng bộ tiêu chí đánh giá thư viện số của các trường học trong tỉnh."
NEARLY = "c) Xây dựng bộ tiêu chí đánh giá thư viện số các trường học."
REWORDED = "c) Xây dựng, ban hành bộ tiêu chí đánh giá thư viện số của các xã."
OTHER = "c) Giao Viện Dữ liệu khảo sát khung đánh giá bạn đọc, trình bộ tiêu chí thư viện số."


def two_wordings(theirs: str) -> Draft:
    """Drafted from a province that has ``OWN`` and one that has ``theirs``."""
    own, other = (BODY.replace("2. Nhân lực\n", f"{text}\n2. Nhân lực\n") for text in (OWN, theirs))
    return made(province_plan(body=own), province_plan("Hà Tĩnh", 27, other))


def test_another_task_on_the_same_matter_is_not_swallowed() -> None:
    """The alignment calls these two one row; a draft that printed one of them would lose the other."""
    draft = two_wordings(OTHER)
    assert find(draft, "các trường học trong tỉnh").merged == ()
    assert "khảo sát khung đánh giá bạn đọc" in draft.to_markdown()


def test_nearly_the_same_wording_is_one_task_and_nothing_to_look_at() -> None:
    draft = two_wordings(NEARLY)
    piece = find(draft, "bộ tiêu chí đánh giá thư viện số")
    assert {o.number for o in piece.origins} == {"15/KH-UBND", "27/KH-UBND"}
    assert piece.merged == ()
    assert "Đã gộp" not in draft.change_report()


def test_a_task_that_was_merged_in_other_words_is_told_and_marked() -> None:
    draft = two_wordings(REWORDED)
    piece = find(draft, "các trường học trong tỉnh")
    assert "của các xã" not in draft.to_markdown()
    assert [o.passage for o in piece.merged] == [REWORDED.removeprefix("c) ")]
    assert piece.text in yellow(draft)
    report = draft.change_report().partition("## Đã gộp")[2]
    assert f"bỏ “{REWORDED.removeprefix('c) ')}” (27/KH-UBND" in report
    assert "giữ “Xây dựng bộ tiêu chí đánh giá thư viện số của các trường học" in report


def test_tasks_that_other_agencies_lead_stay_two() -> None:
    labels = "\n- Cơ quan chủ trì: {}."
    own, other = (
        BODY.replace("2. Nhân lực\n", f"{OWN}{labels.format(lead)}\n2. Nhân lực\n")
        for lead in ("Sở Nội vụ", "Công an tỉnh")
    )
    draft = made(province_plan(body=own), province_plan("Hà Tĩnh", 27, other))
    text = draft.to_markdown()
    assert text.count("bộ tiêu chí đánh giá thư viện số") == 2
    assert "Công an tỉnh" in text


def test_what_peers_have_in_other_words_counts_as_had_by_them() -> None:
    own, other = (BODY.replace("2. Nhân lực\n", f"{text}\n2. Nhân lực\n") for text in (OWN, OTHER))
    plans = [province_plan(body=own), province_plan("Hà Tĩnh", 27, other)]
    text = made(*plans, compose={"peers": {"at_least": 2}}).to_markdown()
    assert "các trường học trong tỉnh" in text
    assert "khảo sát khung đánh giá bạn đọc" in text


def test_closing_words_of_another_source_are_no_duty() -> None:
    closing = "Trên đây là Kế hoạch của tỉnh {place}; yêu cầu các đơn vị khẩn trương thực hiện.\n"
    plans = [province_plan(), province_plan("Hà Tĩnh", 27, BODY + closing)]
    assert "khẩn trương thực hiện" not in made(*plans).to_markdown()


def test_peers_are_taken_when_enough_of_them_agree() -> None:
    extra = BODY.replace(
        "2. Nhân lực\n", "c) Tổ chức ngày hội đọc sách thường niên ở trung tâm tỉnh lỵ.\n2. Nhân lực\n"
    )
    plans = [province_plan(body=extra), province_plan("Hà Tĩnh", 27), province_plan("Nghệ An", 33)]
    one = made(*plans).to_markdown()
    two = made(*plans, compose={"peers": {"at_least": 2}})
    assert "ngày hội đọc sách" in one
    assert "ngày hội đọc sách" not in two.to_markdown()
    assert any("ngày hội đọc sách" in line for line in two.manuscript.left_out)
    assert "Bồi dưỡng nhân viên thư viện" in two.to_markdown()


@pytest.mark.parametrize(("rule", "there"), [("all", True), ("matched", False), ("none", False)])
def test_the_central_plan_is_taken_as_the_rule_says(rule: str, there: bool) -> None:
    draft = made(province_plan(), ministry_plan(), compose={"central": rule})
    assert ("bộ tiêu chí thư viện trường học" in draft.to_markdown()) is there


def test_units_of_a_ministry_become_their_counterparts_or_stay_open() -> None:
    draft = made(province_plan(), ministry_plan())
    at = next(i for i, p in enumerate(draft.manuscript.body) if "bộ tiêu chí thư viện" in p.text)
    labels = [p.text for p in draft.manuscript.body[at + 1 : at + 3]]
    assert labels == [
        "Cơ quan chủ trì: Sở Giáo dục và Đào tạo.",  # in the words of the plan that it is put into
        "Cơ quan phối hợp: [đơn vị thực hiện cần điền] và các đơn vị liên quan.",
    ]
    assert not any("Vụ " in p.text or "Cục " in p.text for p in draft.manuscript.body)


def test_duties_of_bodies_that_are_still_open_are_not_put_together() -> None:
    duties = "1. Cục Thư viện\nLập danh mục sách.\n2. Cục Di sản\nKiểm kê sách cổ.\nNơi nhận:"
    text = ministry_plan().text.replace(
        "1. Cục Công nghệ thông tin\nTheo dõi, đôn đốc việc thực hiện Kế hoạch.\nNơi nhận:", duties
    )
    assert duties in text
    draft = made(read_content(text.encode(), "bo.txt"))
    heads = [p.text for p in draft.manuscript.body if p.text.endswith("[đơn vị thực hiện cần điền]")]
    assert len(heads) == 2


@pytest.mark.parametrize(
    ("cited", "basis"),
    [
        ("Luật Thú y số 79/2015/QH13 ngày 19 tháng 6 năm 2015", "Căn cứ Luật Thú y ngày 19 tháng 6 năm 2015"),
        ("Luật Trồng rau năm 2010", "Căn cứ Luật Trồng rau"),  # a law nobody here knows
    ],
)
def test_a_law_keeps_its_name(cited: str, basis: str) -> None:
    body = BODY.replace("Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006", cited)
    draft = made(province_plan(body=body))
    assert any(piece.text.rstrip(";.") == basis for piece in draft.manuscript.basis)


@pytest.mark.parametrize(
    ("ministry", "department"),
    [
        ("BỘ NỘI VỤ", "Sở Nội vụ"),
        ("BỘ NGOẠI GIAO", "[đơn vị thực hiện cần điền]"),  # no department for certain
    ],
)
def test_the_units_of_a_ministry_are_those_of_its_own_department(ministry: str, department: str) -> None:
    text = ministry_plan().text.replace("BỘ GIÁO DỤC VÀ ĐÀO TẠO", ministry)
    text = text.replace("Bộ Giáo dục và Đào tạo ban hành", f"{ministry.title().replace('Và', 'và')} ban hành")
    draft = made(province_plan(), read_content(text.encode(), "bo.txt"))
    at = next(i for i, p in enumerate(draft.manuscript.body) if "bộ tiêu chí thư viện" in p.text)
    assert department in draft.manuscript.body[at + 1].text


def test_central_targets_keep_their_figures_and_say_by_when() -> None:
    piece = find(made(province_plan(), ministry_plan()), "thư viện đạt chuẩn")
    assert piece.text.startswith("70% trường học")
    assert "vào năm 2025" in piece.text  # the ministry's own term


def test_the_pick_list_is_written_ticked_by_the_rules_and_read_back(tmp_path: Path) -> None:
    import openpyxl

    plans = [province_plan(), ministry_plan()]
    file = tmp_path / "chon.xlsx"
    file.write_bytes(choices(docparse.draft.Profile(**profile()), plans))
    book = openpyxl.load_workbook(file)
    sheet = book.active
    rows = {row[2].value: row for row in sheet.iter_rows(min_row=2)}
    assert all(row[0].value == "x" for row in rows.values())
    rows["Bồi dưỡng nhân viên thư viện."][0].value = None
    book.save(file)  # as Excel would: other strings, other cells
    draft = docparse.draft(profile(), plans, picks=file)
    assert "Bồi dưỡng nhân viên thư viện." not in [p.text for p in draft.manuscript.body]
    assert "Trang bị máy chủ" in draft.to_markdown()
    assert len(read_picks(file)) == len(rows) - 1


def picked(tmp_path: Path, *plans: docparse.Plan, words: tuple[str, ...]) -> Draft:
    """The draft of the rows of the pick list that hold one of ``words``."""
    import openpyxl

    file = tmp_path / "chon.xlsx"
    file.write_bytes(choices(docparse.draft.Profile(**profile()), plans))
    book = openpyxl.load_workbook(file)
    for row in book.active.iter_rows(min_row=2):
        row[0].value = "x" if any(word in row[2].value for word in words) else None
    book.save(file)
    return docparse.draft(profile(), plans, picks=file)


LED_IN = (
    "c) Xây dựng kho sách:\n- Số hóa 300 bản sách cổ của thư viện tỉnh.\n- Mua 40 máy đọc sách cho trẻ em.\n"
    "(Danh mục chi tiết tại Phụ lục kèm theo)\n"
)


def test_what_led_in_to_rows_that_were_not_ticked_goes_with_them(tmp_path: Path) -> None:
    own = province_plan(body=BODY.replace("2. Nhân lực\n", f"{LED_IN}2. Nhân lực\n"))
    assert "Xây dựng kho sách:" in made(own).to_markdown()
    text = picked(tmp_path, own, words=("Bồi dưỡng",)).to_markdown()
    assert "Xây dựng kho sách" not in text
    one = picked(tmp_path, own, words=("sách cổ",)).to_markdown()
    assert "Xây dựng kho sách:" in one
    assert "máy đọc sách" not in one


def test_a_draft_without_an_annex_does_not_promise_one(tmp_path: Path) -> None:
    named = LED_IN.replace("của thư viện tỉnh.", "theo Phụ lục II.")
    draft = made(province_plan(body=BODY.replace("2. Nhân lực\n", f"{named}2. Nhân lực\n")))
    assert "Danh mục chi tiết" not in draft.to_markdown()
    assert any("dự thảo không có phụ lục" in line for line in draft.manuscript.left_out)
    assert any("“theo phụ lục ii”" in text for text in draft.manuscript.cautions)


def test_rows_that_no_draft_can_take_are_not_offered_and_parts_of_a_sentence_show_it() -> None:
    import openpyxl

    body = BODY.replace("2. Nhân lực\n", "c) Trang bị cho mỗi điểm đọc từ 15 đến 20 kệ sách.\n2. Nhân lực\n")
    data = choices(docparse.draft.Profile(**profile()), [province_plan(body=body), ministry_plan()])
    offered = [row[2].value for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(min_row=2)]
    assert not [text for text in offered if "đôn đốc việc thực hiện Kế hoạch" in text]  # the ministry's own
    parts = [text for text in offered if text.startswith("20 kệ sách")]
    assert parts == ["20 kệ sách (trong câu: “Trang bị cho mỗi điểm đọc từ 15 đến 20 kệ sách.”)"]


def test_what_was_ticked_and_has_no_place_is_told() -> None:
    plans = [province_plan(), ministry_plan()]
    settings = docparse.draft.Profile(**profile())
    sources = [read_source(plan) for plan in plans]
    keys = frozenset(e.key for e in entries(sources) if "đôn đốc việc thực hiện" in e.text)
    assert len(keys) == 1
    (told,) = [t for t in compose(settings, sources, keys).cautions if t.startswith("Đã đánh dấu")]
    assert "đôn đốc việc thực hiện Kế hoạch. (tổ chức thực hiện của cấp khác)" in told


def test_a_pick_list_prints_crosswise_on_the_width_of_a_page_with_its_head_on_each(tmp_path: Path) -> None:
    import openpyxl

    file = tmp_path / "chon.xlsx"
    file.write_bytes(choices(docparse.draft.Profile(**profile()), [province_plan()]))
    sheet = openpyxl.load_workbook(file).active
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$1:$1"
    longest = max(range(2, sheet.max_row + 1), key=lambda row: len(sheet.cell(row, 3).value))
    assert sheet.row_dimensions[longest].height >= 15 * len(sheet.cell(longest, 3).value) / 90


def test_no_row_of_a_pick_list_is_higher_than_excel_allows(tmp_path: Path) -> None:
    import openpyxl

    file = tmp_path / "chon.xlsx"
    words = f"a) Bồi dưỡng nhân viên {'của các trường, các xã ' * 300}thư viện."
    body = BODY.replace("a) Bồi dưỡng nhân viên thư viện.", words)
    file.write_bytes(choices(docparse.draft.Profile(**profile()), [province_plan(body=body)]))
    sheet = openpyxl.load_workbook(file).active
    assert 400 < max(row.height for row in sheet.row_dimensions.values() if row.height) <= 409


def test_a_file_that_is_no_pick_list_is_told(tmp_path: Path) -> None:
    import openpyxl

    foreign = tmp_path / "khac.xlsx"
    openpyxl.Workbook().save(foreign)
    with pytest.raises(UnreadableFile, match="Mã"):
        docparse.draft(profile(), [province_plan()], picks=foreign)
    foreign.write_bytes(b"PK khong phai zip")
    with pytest.raises(UnreadableFile, match="Không đọc được"):
        docparse.draft(profile(), [province_plan()], picks=foreign)


def test_wrong_sources_are_told() -> None:
    with pytest.raises(InvalidSources, match="Chưa có kế hoạch nguồn"):
        docparse.draft(profile(), [])
    with pytest.raises(InvalidSources, match="hai lần"):
        docparse.draft(profile(), [province_plan(), province_plan()])
    with pytest.raises(InvalidProfile, match=r"compose\.skeleton"):
        docparse.draft(profile(compose={"skeleton": "khong-co"}), [province_plan()])
    with pytest.raises(InvalidProfile, match="“level”"):
        docparse.draft(profile(level="tỉnh"), [province_plan()])


def test_two_plans_from_files_of_one_name_are_told_apart_by_their_hash() -> None:
    texts = [
        province_plan(place).text.replace("15/KH-UBND", "").encode() for place in ("Lào Cai", "Cao Bằng")
    ]
    plans = [read_content(text, "ke-hoach.txt").model_copy(update={"id": "ke-hoach"}) for text in texts]
    draft = docparse.draft(profile(), plans)
    ids = {o.plan for p in draft.manuscript.pieces() for o in p.origins}
    assert ids == {"ke-hoach", f"ke-hoach-{plans[1].source.sha256[:8]}"}


# ---- where targets go ----------------------------------------------------------------------------------------


def targets_under(draft: Draft) -> dict[str, list[str]]:
    """The lines under each dated heading of the targets."""
    found: dict[str, list[str]] = {}
    for piece in draft.manuscript.body:
        if piece.role != "targets":
            continue
        if piece.titled:
            found[piece.text] = []
        elif found:
            found[next(reversed(found))].append(piece.text)
    return found


@pytest.mark.parametrize(("year", "heading"), [(2030, "Đến năm 2030"), (2035, "Đến năm 2035")])
def test_a_target_of_another_plan_goes_under_the_heading_of_its_year(year: int, heading: str) -> None:
    text = ministry_plan().text.replace(
        "giai đoạn 2022 - 2025", "giai đoạn 2022 - 2025, định hướng đến năm 2030"
    )
    # its words are those of the other heading: Mỗi huyện có ít nhất 02 điểm đọc lưu động; thư viện liên thông
    target = "- 70% điểm đọc liên thông với thư viện tỉnh, có dịch vụ công trực tuyến vào năm"
    plan = read_content(
        text.replace("- 70% trường học có thư viện đạt chuẩn vào năm 2025", f"{target} {year}").encode(),
        "bo.txt",
    )
    found = targets_under(made(province_plan(), plan))
    assert [name for name, lines in found.items() if any("70% điểm đọc" in line for line in lines)] == [
        heading
    ]


def test_a_target_of_a_year_without_a_heading_stands_apart_and_says_its_year() -> None:
    target = "- 70% thư viện, điểm đọc lưu động mở cửa cả tuần vào năm 2023."
    text = ministry_plan().text.replace("- 70% trường học có thư viện đạt chuẩn vào năm 2025.", target)
    found = targets_under(made(province_plan(), read_content(text.encode(), "bo.txt")))
    assert any("vào năm 2023" in line for line in found["Mục tiêu khác"])


def test_a_target_that_a_heading_dated_says_its_year_and_lists_the_move() -> None:
    dated = BODY.replace(
        "III. NHIỆM VỤ\n", "3. Đến năm 2024\n- Có 07 góc đọc ở bệnh viện tỉnh.\nIII. NHIỆM VỤ\n"
    )
    own = province_plan()
    draft = made(own, province_plan("Hà Tĩnh", 27, dated), compose={"skeleton": own.id})
    piece = find(draft, "góc đọc ở bệnh viện")
    assert piece.text.startswith("Đến năm 2028, ")
    assert [(c.old, c.new) for c in piece.changes if c.kind == "period"] == [("2024", "2028")]


# ---- the frame -----------------------------------------------------------------------------------------------


def test_ended_acts_are_replaced_in_the_basis_with_their_reason() -> None:
    basis = made().manuscript.basis
    assert [p.text for p in basis] == [
        "Căn cứ Luật Chuyển đổi số ngày 11 tháng 12 năm 2025;",
        "Căn cứ Quyết định số 512/QĐ-TTg ngày 12 tháng 02 năm 2021 của Thủ tướng Chính phủ về phát triển văn hóa đọc.",
    ]
    change = basis[0].changes[0]
    assert change.old.startswith("Luật Công nghệ thông tin")
    assert "148/2025/QH15" in change.basis


def test_without_any_act_the_basis_is_left_open() -> None:
    bare = BODY.replace("Căn cứ Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006;\n", "").replace(
        "Thực hiện Quyết định số 512/QĐ-TTg ngày 12/02/2021 của Thủ tướng Chính phủ về phát triển văn hóa đọc, ",
        "",
    )
    basis = made(province_plan(body=bare)).manuscript.basis
    assert [p.text for p in basis] == ["Căn cứ [các văn bản làm căn cứ: cần điền]."]


def test_the_subject_of_the_source_serves_where_the_profile_has_none() -> None:
    head = made(subject=None).manuscript.head
    assert head.subject == (
        "Phát triển thư viện số trên địa bàn tỉnh Quảng Trị giai đoạn 2026 - 2030, định hướng đến năm 2035"
    )


def test_a_city_says_city_throughout() -> None:
    draft = made(place="Đồng Nai", issued_on="2026-10-01", subject="Phát triển thư viện số")
    assert draft.manuscript.head.issuer == ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ ĐỒNG NAI")
    assert "địa bàn tỉnh" not in draft.to_markdown()


@pytest.mark.parametrize(
    ("entries", "parent", "issuer", "number"),
    [
        ({}, None, ("ỦY BAN NHÂN DÂN", "TỈNH QUẢNG TRỊ"), "/KH-UBND"),
        ({"level": "ministry", "issuer": "Bộ Nội vụ"}, None, ("BỘ NỘI VỤ",), "/KH-BNV"),
        (
            {"level": "department", "issuer": "Sở Nội vụ tỉnh Quảng Trị"},
            "UBND TỈNH QUẢNG TRỊ",
            ("SỞ NỘI VỤ",),
            "/KH-SNV",
        ),
        (
            {"level": "commune", "kind": "xã", "place": "Đồng Thạch"},
            None,
            ("ỦY BAN NHÂN DÂN", "XÃ ĐỒNG THẠCH"),
            "/KH-UBND",
        ),
    ],
)
def test_the_letterhead_follows_the_level(
    entries: dict[str, str], parent: str | None, issuer: tuple[str, ...], number: str
) -> None:
    head = made(**entries).manuscript.head
    assert (head.parent, head.issuer) == (parent, issuer)
    assert head.number.endswith(number)


def test_numbers_and_days_follow_the_decree() -> None:
    head = made(number="7", show_day=True, issued_on="2027-01-05").manuscript.head
    assert head.number == "Số: 07/KH-UBND"
    assert head.place_and_date == "Quảng Trị, ngày 05 tháng 01 năm 2027"


def test_an_act_whose_time_is_over_is_left_out_and_told() -> None:
    act = "Căn cứ Quyết định số 117/QĐ-TTg ngày 25 tháng 01 năm 2017 của Thủ tướng Chính phủ;\n"
    draft = made(province_plan(body=act + BODY))
    assert "117/QĐ-TTg" not in "".join(p.text for p in draft.manuscript.basis)
    assert any(text.startswith("Căn cứ Quyết định số 117/QĐ-TTg: ") for text in draft.manuscript.left_out)
    kept = made(province_plan(body=act + BODY), update={"act": False})
    assert not any("117/QĐ-TTg" in text for text in kept.manuscript.left_out)


def test_the_ministry_of_the_programme_receives_the_plan() -> None:
    assert made(province_plan(), ministry_plan()).manuscript.head.recipients[0] == (
        "- Bộ Giáo dục và Đào tạo (để b/c);"
    )


def test_a_ministry_that_the_source_reported_to_receives_the_plan_under_its_name_of_today() -> None:
    text = province_plan().text.replace("- Các sở, ban, ngành;", "- Bộ TT&TT (b/c);\n- Các sở, ban, ngành;")
    text = text.replace("Chủ trì cân đối", "Báo cáo Bộ Thông tin và Truyền thông; cân đối")
    draft = made(
        read_content(text.replace("Bộ TT&TT (b/c)", "Bộ Thông tin và Truyền thông").encode(), "15.txt")
    )
    assert draft.manuscript.head.recipients[0] == "- Bộ Khoa học và Công nghệ (để b/c);"


def test_without_a_ministry_none_is_invented() -> None:
    assert not any(line.startswith("- Bộ") for line in made(province_plan()).manuscript.head.recipients)


def test_the_archive_line_names_the_drafter_of_the_profile() -> None:
    assert made(drafted_by="Sở Giáo dục và Đào tạo").manuscript.head.recipients[-1] == "- Lưu: VT, SGDĐT."
    assert made(drafted_by=None).manuscript.head.recipients[-1] == "- Lưu: VT, [đơn vị soạn thảo cần điền]."


@pytest.mark.parametrize(
    ("entries", "seat", "issuer"),
    [
        ({"place": "Hồ Chí Minh"}, "Thành phố Hồ Chí Minh, ngày", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        ({"place": "Đà Nẵng"}, "Đà Nẵng, ngày", "Ủy ban nhân dân thành phố Đà Nẵng"),
        (
            {"place": "4 Bến Sậy", "level": "commune", "kind": "phường", "province": "Cần Thơ"},
            "Phường 4 Bến Sậy, ngày",
            "Ủy ban nhân dân Phường 4 Bến Sậy",
        ),
        (
            {"place": "Hồ Chí Minh", "seat": "Thủ Dầu Một"},
            "Thủ Dầu Một, ngày",
            "Ủy ban nhân dân Thành phố Hồ Chí Minh",
        ),
    ],
)
def test_units_named_after_persons_or_numbers_are_called_with_their_kind(
    entries: dict[str, str], seat: str, issuer: str
) -> None:
    draft = made(subject="Phát triển thư viện số", **entries)
    assert draft.manuscript.head.place_and_date.startswith(seat)
    assert draft.manuscript.opening.text.startswith(f"{issuer} ban hành")


def test_recipients_end_with_the_archive() -> None:
    recipients = made(recipients=["Bộ Nội vụ (để b/c)", "- Các sở;"], filing="NC").manuscript.head.recipients
    assert recipients == ("- Bộ Nội vụ (để b/c);", "- Các sở;", "- Lưu: VT, NC.")


def test_a_missing_section_is_added_as_an_open_place() -> None:
    short = BODY[: BODY.index("IV. KINH PHÍ")] + BODY[BODY.index("V. TỔ CHỨC") :].replace("V.", "IV.")
    draft = made(province_plan(body=short))
    added = find(draft, "KINH PHÍ THỰC HIỆN")
    assert added.status == "inferred"
    roles = [p.role for p in draft.manuscript.body if p.titled and p.kind == "roman"]
    assert roles.index("funding") < roles.index("organization")


def test_a_task_of_the_profile_goes_to_its_kin() -> None:
    draft = made(
        tasks=[
            {
                "text": "Tập huấn nhân viên thư viện về kỹ năng số & an toàn (<5% lỗi)",
                "lead": ["Sở Nội vụ"],
                "deadline": "Quý III/2027",
            }
        ]
    )
    at = next(i for i, line in enumerate(lines(draft)) if "an toàn (<5% lỗi)" in line)
    assert lines(draft)[at + 1 : at + 3] == [
        "- Cơ quan chủ trì: Sở Nội vụ.",
        "- Thời gian thực hiện: Quý III/2027.",
    ]
    assert draft.manuscript.body[at].status == "profile"


# ---- provenance -------------------------------------------------------------------------------------------------


def test_every_paragraph_says_where_it_came_from() -> None:
    plans = {p.id: p for p in (province_plan(), ministry_plan())}
    draft = made(*plans.values())
    data = json.loads(draft.sources_json())
    assert [p["text"] for p in data["paragraphs"]] == [p.text for p in draft.manuscript.pieces()]
    for paragraph in data["paragraphs"]:
        assert paragraph["sources"] or paragraph["status"] in ("inferred", "profile", "placeholder"), (
            paragraph
        )
        for source in paragraph["sources"]:
            assert plans[source["plan"]].text[source["start"] : source["end"]] == source["passage"]


def test_a_paragraph_that_is_called_unchanged_stands_in_its_source() -> None:
    for piece in made().manuscript.body:
        if piece.status == "copied" and piece.kind not in ("part", "roman"):
            assert any(piece.text in " ".join(o.passage.split()) for o in piece.origins), piece.text


def test_the_report_lists_each_change_with_its_basis() -> None:
    report = made().change_report()
    assert "| Sở Thông tin và Truyền thông | Sở Khoa học và Công nghệ |" in report
    assert "Nghị định số 150/2025/NĐ-CP" in report
    assert "## Mức độ dịch vụ công (1)" in report


def test_the_report_says_where_as_a_reader_of_the_file_finds_it() -> None:
    draft = made()
    report = draft.change_report()
    changed = next(p for p in draft.manuscript.body if p.changes and p.kind not in ("part", "roman"))
    first = " ".join(changed.text.split()[:6])
    assert re.search(rf"[IVX]+[^|;]* “{re.escape(first)}…?”, {changed.id}\b", report)


def test_the_report_names_what_was_put_before_a_text_and_no_single_letter() -> None:
    draft = made()
    piece = next(p for p in draft.manuscript.body if p.kind == "dash")
    change = Change("period", "T", "Đến năm 2030, t…", "Thời hạn nêu ở đề mục của nguồn")
    piece.revise(f"Đến năm 2030, {piece.text}", change)
    assert "| (thêm) | Đến năm 2030 | Thời hạn nêu ở đề mục" in draft.change_report()


def test_the_same_input_gives_the_same_output() -> None:
    first, second = made(), made()
    assert first.sources_json() == second.sources_json()
    assert first.to_docx() == second.to_docx()
    assert first.to_html() == second.to_html()


def test_a_unit_that_begins_the_indicator_is_printed_once() -> None:
    draft = made(baselines=[{"indicator": "phòng học tin học", "value": 1905, "unit": "phòng", "year": 2026}])
    assert "1.905 phòng học tin học (năm 2026)." in draft.to_markdown()


def test_a_plan_given_alone_is_a_source_and_a_path_is_none() -> None:
    plan = province_plan()
    settings = profile(place="Sơn La")
    assert docparse.draft(settings, plan).to_markdown() == docparse.draft(settings, [plan]).to_markdown()
    with pytest.raises(TypeError, match="as docparse"):
        docparse.draft(settings, "kh-15.docx")
