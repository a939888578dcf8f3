"""Passages that a person must look at: powers of the centre, facts of another time."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from click.testing import CliRunner
from draft_plans import BODY, MINISTRY, made, profile, province_plan, yellow

from docparse.cli.draft import draft_command
from docparse.draft import Draft
from docparse.draft.doubts import DoubtRule, doubt_rules, is_status
from docparse.draft.figures import marked, unmarked
from docparse.draft.knowledge import table
from docparse.plan import read_content

EXAMPLES = [(rule, example) for rule in doubt_rules() for example in rule.examples]
COUNTER_EXAMPLES = [(rule, example) for rule in doubt_rules() for example in rule.counter_examples]
AMENDS = "Sửa đổi những điểm chưa phù hợp của Thông tư số 12/2020/TT-BGDĐT."


def ministry(*tasks: str) -> Any:
    lines = "".join(
        f"{n}. {task}\n- Chủ trì: Thư viện các trường.\n" for n, task in enumerate(tasks, start=3)
    )
    return read_content(MINISTRY.replace("III. TỔ CHỨC", f"{lines}III. TỔ CHỨC").encode(), "bo.txt")


def piece_with(draft: Draft, words: str) -> Any:
    return next(p for p in draft.manuscript.parts() if words in getattr(p, "text", ""))


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda v: getattr(v, "id", str(v)))
def test_a_rule_finds_its_examples(rule: DoubtRule, example: str) -> None:
    assert list(rule.spans(example))


@pytest.mark.parametrize(("rule", "example"), COUNTER_EXAMPLES, ids=lambda v: getattr(v, "id", str(v)))
def test_a_rule_leaves_its_counter_examples(rule: DoubtRule, example: str) -> None:
    assert not list(rule.spans(example))


def test_words_on_progress_are_told_from_deadlines() -> None:
    row = table("doubts")["status"]
    assert all(is_status(example) for example in row["examples"])
    assert not any(is_status(example) for example in row["counter_examples"])


# ---- powers of the centre ----------------------------------------------------------------------------------


def test_a_task_that_only_the_ministry_can_do_is_marked_with_its_note() -> None:
    draft = made(province_plan(), ministry(AMENDS))
    piece = piece_with(draft, "Thông tư số 12/2020")
    assert [d.note for d in piece.doubts] == ["thẩm quyền của Bộ: xem lại"]
    assert AMENDS.rstrip(".") in yellow(draft)
    assert "<mark>Sửa đổi những điểm" in draft.to_html()
    assert "<mark>Sửa đổi những điểm" in draft.to_markdown()
    assert f"{piece.id}: thẩm quyền của Bộ: xem lại" in draft.change_report()
    remarks = [c.text for c in docx.Document(io.BytesIO(draft.to_docx())).comments]
    assert any("Lưu ý: thẩm quyền của Bộ: xem lại (“Sửa đổi" in text for text in remarks)


def test_the_same_words_of_another_province_are_not_doubted() -> None:
    own = BODY.replace("2. Nhân lực\n", "c) Liên kết với thư viện của các trường đại học.\n2. Nhân lực\n")
    assert piece_with(made(province_plan(body=own)), "các trường đại học").doubts == []


def test_a_body_of_the_centre_that_helps_a_department_is_marked() -> None:
    text = MINISTRY.replace("Vụ Giáo dục Tiểu học và các đơn vị liên quan", "Cục CNTT, Ban Cơ yếu Chính phủ")
    draft = made(province_plan(), read_content(text.encode(), "bo.txt"))
    assert "Ban Cơ yếu Chính phủ" in yellow(draft)


def test_a_body_of_the_centre_in_a_table_of_the_ministry_is_marked() -> None:
    rows = (("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"), ("1", "Kết nối sách số", "Bộ Công an", "2024"))
    page = "".join(f"<p>{line}</p>" for line in [*MINISTRY.splitlines(), "PHỤ LỤC", "DANH MỤC NHIỆM VỤ"])
    draft = made(province_plan(), read_content(with_table(page, rows), "bo.html"))
    assert "Bộ Công an" in yellow(draft)


def with_table(page: str, rows: tuple[tuple[str, ...], ...]) -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body>{page}<table>{cells}</table></body></html>".encode()


def test_a_row_is_known_by_its_task_however_long_its_agencies_are() -> None:
    rows = (
        ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"),
        ("1", "Kết nối sách số", "Bộ Công an; Văn phòng Chính phủ; Đài Truyền hình Việt Nam", "2029"),
    )
    page = "".join(f"<p>{line}</p>" for line in [*MINISTRY.splitlines(), "PHỤ LỤC", "DANH MỤC NHIỆM VỤ"])
    draft = made(province_plan(), read_content(with_table(page, rows), "bo.html"))
    assert "“Kết nối sách số”" in draft.change_report()


def test_a_plan_of_the_ministry_itself_has_no_doubts_about_its_powers() -> None:
    draft = made(ministry(AMENDS), place="Hà Nội", level="ministry")
    assert AMENDS in draft.to_markdown()
    assert not any(p.doubts for p in draft.manuscript.parts())


# ---- facts of another time ---------------------------------------------------------------------------------


def test_the_time_of_the_epidemic_is_marked_wherever_it_comes_from() -> None:
    own = BODY.replace("a) Bố trí mặt bằng", "a) Trong trạng thái bình thường mới, bố trí mặt bằng")
    draft = made(province_plan(body=own))
    doubt = piece_with(draft, "bình thường mới").doubts[0]
    assert (doubt.kind, "xem lại" in doubt.note) == ("stale", True)
    assert "trạng thái bình thường mới" in yellow(draft)


QUOTED = "thực hiện Đề án “Sách về bản giai đoạn 2022 - 2025”"


def test_a_period_inside_a_quoted_name_is_never_shifted_but_marked() -> None:
    own = BODY.replace("a) Bố trí mặt bằng", f"a) Tiếp tục {QUOTED}; bố trí mặt bằng")
    draft = made(province_plan(body=own))
    assert QUOTED in piece_with(draft, "Sách về bản").text
    assert any("giai đoạn 2022" in words for words in yellow(draft))


@pytest.mark.parametrize("end", ["”", ""])  # a portal may lose the closing quotation mark
def test_a_quoted_name_in_the_subject_keeps_its_period(end: str) -> None:
    text = province_plan().text.replace(
        "Phát triển thư viện số trên địa bàn tỉnh Quảng Bình giai đoạn 2022 - 2025, định hướng đến năm 2030",
        f"Thực hiện Đề án “Sách về bản giai đoạn 2022 - 2025{end}",
    )
    draft = made(read_content(text.encode(), "15.txt"), subject=None)
    assert draft.manuscript.head.subject == "Thực hiện Đề án “Sách về bản giai đoạn 2022 - 2025”"
    assert sum("giai đoạn 2022" in words for words in yellow(draft)) == 3  # title, opening, closing


def test_a_period_that_is_not_over_is_not_marked() -> None:
    own = BODY.replace(
        "a) Bố trí mặt bằng", "a) Thực hiện “Sách về bản giai đoạn 2025 - 2030”; bố trí mặt bằng"
    )
    assert piece_with(made(province_plan(body=own)), "Sách về bản").doubts == []


def test_how_far_another_place_had_got_is_left_open_in_the_annex() -> None:
    rows = (
        ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"),
        ("1", "Số hóa sách quý", "Sở Nội vụ", "Đang triển khai"),
    )
    lines = [*province_plan().text.splitlines(), "PHỤ LỤC", "DANH MỤC NHIỆM VỤ"]
    page = "".join(f"<p>{line}</p>" for line in lines)
    draft = made(read_content(with_table(page, rows), "bang.html"))
    row = next(r for a in draft.manuscript.appendices for r in a.rows if r.kind == "data")
    assert "[thời hạn cần điền]" in row.cells
    assert row.status == "placeholder"
    assert ("Đang triển khai", "[thời hạn cần điền]") in {(c.old, c.new) for c in row.changes}


def test_how_far_another_place_had_got_is_left_open_in_a_line_of_the_text() -> None:
    own = BODY.replace("- Thời gian thực hiện: Quý II/2023.", "- Thời gian thực hiện: Đang triển khai.")
    texts = [p.text for p in made(province_plan(body=own)).manuscript.body]
    assert "Thời gian thực hiện: [thời hạn cần điền]." in texts


# ---- the command -------------------------------------------------------------------------------------------


def test_the_command_warns_and_counts_like_the_check(tmp_path: Path) -> None:
    from docparse.cli.check import check_command

    settings, bo, out = tmp_path / "ho-so.yaml", tmp_path / "bo.json", tmp_path / "du-thao.docx"
    settings.write_text(yaml.safe_dump(profile(), allow_unicode=True), encoding="utf-8")
    bo.write_text(ministry(AMENDS).to_json(), encoding="utf-8")
    (tmp_path / "tinh.json").write_text(province_plan().to_json(), encoding="utf-8")
    arguments = [
        "--profile",
        str(settings),
        "--from",
        str(tmp_path / "tinh.json"),
        str(bo),
        "--out",
        str(out),
    ]
    told = CliRunner().invoke(draft_command, arguments, catch_exceptions=False).stderr
    assert "Cảnh báo: 1 đoạn lấy từ kế hoạch của Bộ" in told
    assert "du-thao.changes.md" in told
    checked = CliRunner().invoke(check_command, [str(out)]).stdout
    assert checked.splitlines()[0] in told.splitlines()
    assert "lỗi" in checked.splitlines()[0]
    assert "ND304" in checked


def test_a_draft_without_doubts_is_not_warned_about(tmp_path: Path) -> None:
    own = province_plan(body=BODY.replace("Mỗi huyện có", "Mỗi trường có"))
    assert not any(p.doubts for p in made(own, lasting_plan()).manuscript.parts())


def lasting_plan() -> Any:
    """A plan of the ministry whose terms lie in the period of the draft."""
    return read_content(MINISTRY.replace("vào năm 2025", "vào năm 2030").encode(), "bo.txt")


# ---- terms of a higher level -------------------------------------------------------------------------------

ROAD = "III. LỘ TRÌNH\n1. Năm học 2023 - 2024: thí điểm.\n2. Năm 2029: mở rộng ra mọi trường.\nIV. TỔ CHỨC"


def test_terms_of_the_ministry_stay_and_those_that_are_over_are_marked() -> None:
    task = "2. Lập danh mục sách số.\n- Chủ trì: Vụ Tổ chức cán bộ.\n- Thời gian: Quý IV/2024.\n"
    text = MINISTRY.replace("III. TỔ CHỨC", ROAD).replace("2. Bồi dưỡng", f"{task}3. Bồi dưỡng")
    draft = made(province_plan(), read_content(text.encode(), "bo.txt"))
    assert piece_with(draft, "thí điểm").text == "Năm học 2023 - 2024: thí điểm."
    assert piece_with(draft, "mọi trường").text == "Năm 2029: mở rộng ra mọi trường."
    marked = {words.replace("\u00a0", " ") for words in yellow(draft)}
    assert {"Năm học 2023 - 2024", "Quý IV/2024", "năm 2025"} <= marked
    assert not any("2029" in words for words in marked)
    assert [d.words for d in piece_with(draft, "thí điểm").doubts] == ["Năm học 2023 - 2024"]
    assert "(“Quý IV/2024”)" in draft.change_report()
    assert "thời hạn của kế hoạch cấp trên đã qua" in draft.change_report()


@pytest.mark.parametrize("term", ["tháng 4-5/2024", "tháng 6 đến tháng 12/2024", "quý II, III/2024"])
def test_a_term_of_several_months_of_one_year_is_marked_whole(term: str) -> None:
    draft = made(province_plan(), ministry(f"Tập huấn cán bộ thư viện trong {term}."))
    assert [d.words for d in piece_with(draft, "Tập huấn cán bộ").doubts] == [term]


def test_a_source_read_from_a_scan_is_told_first() -> None:
    plan = province_plan()
    scanned = plan.model_copy(update={"source": plan.source.model_copy(update={"ocr": True})})
    assert any("bản quét" in text for text in made(scanned).manuscript.cautions)
    assert not any("bản quét" in text for text in made(plan).manuscript.cautions)


def test_a_bullet_that_a_scan_gives_twice_is_one_bullet() -> None:
    own = BODY.replace("- Mỗi huyện có ít nhất 02 điểm đọc lưu động.", "- - Mở 02 điểm đọc lưu động.")
    piece = piece_with(made(province_plan(body=own)), "điểm đọc lưu động.")
    assert piece.text.startswith("Mở ")


def test_terms_of_a_province_bind_a_commune_and_move_for_a_peer() -> None:
    peer = made(province_plan(), place="Lào Cai")
    assert "trước ngày 30/6/2027" in piece_with(peer, "phòng đọc số").text
    commune = made(province_plan(), level="commune", place="Đồng Thạch", province="Quảng Bình")
    piece = piece_with(commune, "phòng đọc số")
    assert "trước ngày 30/6/2023" in piece.text
    assert "ngày 30/6/2023" in [d.words for d in piece.doubts]


def test_years_of_acts_that_the_ministry_cites_are_no_terms() -> None:
    task = "Tổ chức thực hiện Quyết định số 2914/QĐ-BGDĐT ngày 07/10/2022 về thư viện số."
    assert piece_with(made(province_plan(), ministry(task)), "2914/QĐ-BGDĐT").doubts == []


# ---- norms of the district level, halves of a sentence --------------------------------------------------


def test_a_norm_for_each_district_is_marked_where_it_now_reads_for_each_commune() -> None:
    target = "- Tối thiểu 05 phòng đọc mỗi huyện, 12 phòng đọc tại thành phố."
    body = BODY.replace("- Mỗi huyện có ít nhất 02 điểm đọc lưu động.", target)
    draft = made(province_plan("Lào Cai", body=body))
    piece = piece_with(draft, "phòng đọc mỗi xã, phường, đặc khu")
    assert "thành phố" not in piece.text
    assert "tại [tên xã, phường cần điền]" in piece.text
    assert [d.words for d in piece.doubts if "định mức" in d.note] == ["mỗi xã, phường, đặc khu"]
    assert "mỗi xã, phường, đặc khu" in yellow(draft)


def test_a_clause_that_was_merged_elsewhere_is_marked_where_its_sentence_still_says_it() -> None:
    half = "- 90% hồ sơ mượn sách được xử lý trên môi trường mạng."
    whole = "- 45 lớp học có tủ sách riêng; 60% hồ sơ mượn sách được xử lý trên môi trường mạng."
    own, other = (BODY.replace("2. Đến năm 2030\n", f"{text}\n2. Đến năm 2030\n") for text in (half, whole))
    own_plan = province_plan(body=own)
    draft = made(own_plan, province_plan("Hà Tĩnh", 27, other), compose={"skeleton": own_plan.id})
    piece = piece_with(draft, "tủ sách riêng")
    (doubt,) = [d for d in piece.doubts if d.kind == "merged"]
    assert "mượn sách" in doubt.words
    assert "tủ sách" not in doubt.words
    assert f"{piece.id}: vế này đã gộp" in draft.change_report()
    (share,) = [words for words in yellow(draft) if words.replace("\u00a0", " ") == doubt.words]
    assert "[…\u00a0cần\u00a0điền]%" in share  # no line breaks an open share inside marked words either


def test_the_heir_of_a_divided_agency_is_marked() -> None:
    duty = "2. Các Sở: Nội vụ, Lao động - Thương binh và Xã hội\nHỗ trợ bạn đọc yếu thế.\n3. Sở Tài chính\n"
    listed = "4. Các Sở: Tài chính, Lao động - Thương binh và Xã hội hỗ trợ bạn đọc yếu thế.\n5. Báo"
    body = BODY.replace("2. Sở Tài chính\n", duty).replace("3. UBND", "4. UBND").replace("4. Báo", listed)
    draft = made(province_plan(body=body))
    piece = piece_with(draft, "Tài chính, Y tế hỗ trợ")
    (doubt,) = [d for d in piece.doubts if "Chia nhiều nơi" in d.note]
    assert doubt.words == "Y tế"
    assert doubt.note.startswith("Sở Lao động - Thương binh và Xã hội: ")
    assert "Y tế" in yellow(draft)


# ---- marks -------------------------------------------------------------------------------------------------


def test_marked_words_that_overlap_are_marked_as_one() -> None:
    text = marked("abcdef", ["bcd", "cde"])
    assert unmarked(text) == "abcdef"
    assert text == f"a{marked('bcde', ['bcde'])}f"
    assert marked("abc", ["abc"]) != "abc" == marked("abc", ["x"])
