"""Names, addresses and acts of another place that a draft cannot replace: marked for the drafter."""

from __future__ import annotations

import io

import docx
import pytest
from draft_plans import BODY, HEAD, made, province_plan, yellow

from docparse.draft.foreign import NameRule, name_rules
from docparse.model import Plan
from docparse.plan import read_content

EXAMPLES = [(rule, example) for rule in name_rules() for example in rule.examples]
COUNTER_EXAMPLES = [(rule, example) for rule in name_rules() for example in rule.counter_examples]
TASK = "a) Bố trí mặt bằng cho điểm đọc lưu động"


def plan(words: str, place: str = "Lào Cai") -> Plan:
    return province_plan(place, body=BODY.replace(TASK, f"a) {words}"))


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda v: getattr(v, "id", str(v)))
def test_a_rule_finds_its_examples(rule: NameRule, example: str) -> None:
    assert [example[a:b] for a, b in rule.spans(example)] == [example]


@pytest.mark.parametrize(("rule", "example"), COUNTER_EXAMPLES, ids=lambda v: getattr(v, "id", str(v)))
def test_a_rule_leaves_its_counter_examples(rule: NameRule, example: str) -> None:
    assert not list(rule.spans(example))


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Đặt máy chủ tại Trường Đại học Bến Sậy.", "Trường Đại học Bến Sậy"),
        ("Mở điểm đọc ở Trung tâm sáng tạo Polaris Lam Khê.", "Trung tâm sáng tạo Polaris Lam Khê"),
        ("Thí điểm ở phường Bến Sậy, xã Lam Khê.", "xã Lam Khê"),
        ("Đăng tại địa chỉ http://sach.laocai.gov.vn hằng tháng.", "http://sach.laocai.gov.vn"),
        ("Nhân rộng mô hình “Sách về bản của tỉnh Lào Cai”.", "tỉnh Lào Cai"),
        ("Tiếp tục Dự án số hóa sách quý tỉnh Lào Cai.", "tỉnh Lào Cai"),
    ],
)
def test_what_bears_the_name_of_the_other_place_is_marked_and_not_rewritten(
    sentence: str, words: str
) -> None:
    draft = made(plan(sentence))
    assert sentence in draft.to_markdown().replace("<mark>", "").replace("</mark>", "")
    assert words in yellow(draft)
    assert f"(“{words}”)" in draft.change_report()


@pytest.mark.parametrize(("subject", "told"), [("Sách về bản tỉnh {}", True), ("Sách về bản", False)])
def test_a_subject_that_names_the_other_province_is_told_first(subject: str, told: bool) -> None:
    source = province_plan("Lào Cai")
    quoted = f"Thực hiện Đề án “{subject.format('Lào Cai')}”"
    whole = source.model_copy(update={"metadata": source.metadata.model_copy(update={"subject": quoted})})
    cautions = made(whole, subject=None).manuscript.cautions
    assert any("nêu Lào Cai" in text and "subject" in text for text in cautions) == told


def test_a_heading_made_for_a_body_of_the_other_place_is_marked() -> None:
    own = BODY.replace(
        "4. Báo {place}",
        "4. Trường Đại học Bến Sậy\nĐào tạo nhân viên thư viện số cho các trường.\n5. Báo {place}",
    )
    home = province_plan()
    draft = made(home, province_plan("Lào Cai", number=16, body=own), compose={"skeleton": home.id})
    heading = next(p for p in draft.manuscript.body if p.text == "Trường Đại học Bến Sậy")
    assert (heading.titled, heading.status) == (True, "inferred")
    assert [d.words for d in heading.doubts] == ["Trường Đại học Bến Sậy"]


def test_the_names_of_the_draft_itself_are_not_marked() -> None:
    own = {"Trường Đại học Bến Sậy": "Trường Đại học Lam Khê"}
    sentence = "Đặt máy chủ tại Trường Đại học Bến Sậy, giới thiệu trên sach.quangtri.gov.vn."
    assert (
        yellow(made(plan(sentence), agencies=own, signer={"name": "Lê Thị Mẫu"}, filing="VX")).count(
            "Trường Đại học Lam Khê"
        )
        == 0
    )
    assert "sach.quangtri.gov.vn" not in yellow(made(plan(sentence)))


def test_a_merged_province_keeps_its_names_and_acts_but_not_its_address() -> None:
    sentence = "Đặt máy chủ tại Trường Đại học Bến Sậy theo Nghị quyết số 12/NQ-HĐND, đăng trên sach.quangbinh.gov.vn."
    marked = yellow(made(plan(sentence, "Quảng Bình")))
    assert "Trường Đại học Bến Sậy" not in marked
    assert {"Nghị quyết số 12/NQ-HĐND", "sach.quangbinh.gov.vn"} <= set(marked)
    assert "số 12/NQ-HĐND" in made(plan(sentence, "Quảng Bình")).to_markdown()


def test_a_scheme_of_the_province_before_the_merger_is_marked_and_its_university_is_not() -> None:
    sentence = "Tiếp tục “Sách về bản tỉnh Quảng Bình”, mở phòng đọc ở Trường Đại học Quảng Bình."
    marked = yellow(made(plan(sentence, "Quảng Bình")))
    assert "tỉnh Quảng Bình" in marked
    assert not any("Trường Đại học" in words for words in marked)


# ---- the subject -------------------------------------------------------------------------------------------

SUBJECT = "Phát triển thư viện số trên địa bàn tỉnh {place} giai đoạn 2022 - 2025, định hướng đến năm 2030"


def titled(subject: str, place: str = "Lào Cai", head: str = HEAD) -> Plan:
    assert SUBJECT in head
    text = province_plan(place).text.replace(SUBJECT.replace("{place}", place), subject)
    return read_content(text.encode(), "15.txt")


@pytest.mark.parametrize("end", ["”", ""])  # a portal may lose the closing quotation mark
def test_a_quoted_scheme_in_the_subject_is_not_made_one_of_the_drafts_place(end: str) -> None:
    scheme = "Thực hiện Đề án “Sách về bản tỉnh Lào Cai giai đoạn 2022 - 2025, định hướng đến năm 2030"
    draft = made(titled(scheme + end), subject=None)
    assert draft.manuscript.head.subject == f"{scheme}”"
    assert yellow(draft).count("tỉnh Lào Cai") == 3  # title, opening, closing
    assert any(
        "nêu 2022 - 2025, giai đoạn của hồ sơ là 2026 - 2030" in text for text in draft.manuscript.cautions
    )


def test_a_scheme_without_quotation_marks_keeps_its_vision_too() -> None:
    words = "Tiếp tục Đề án sách về bản giai đoạn 2022 - 2025, định hướng đến năm 2030; bố trí mặt bằng."
    draft = made(plan(words))
    assert words in draft.to_markdown().replace("<mark>", "").replace("</mark>", "")
    assert "giai đoạn 2022\u00a0-\u00a02025" in yellow(draft)


def test_the_year_of_a_plan_for_one_year_becomes_the_period_in_the_title_and_open_in_the_text() -> None:
    text = titled("Ban hành Kế hoạch luân chuyển sách năm 2022").text
    text = text.replace("trước ngày 30/6/2023", "trước ngày 30/6/2022")
    draft = made(read_content(text.encode(), "15.txt"), subject=None)
    assert draft.manuscript.head.subject == "Luân chuyển sách giai đoạn 2026 - 2030"
    assert draft.manuscript.opening.text.count("ế hoạch") == 1
    assert "trước ngày 30/6/[năm cần điền]" in "".join(p.text for p in draft.manuscript.body)
    assert draft.manuscript.cautions == []


@pytest.mark.parametrize(
    ("printed", "subject"),
    [
        ("Kế hoạch luân chuyển sách về bản", "Luân chuyển sách về bản"),
        ("Ban hành Kế hoạch luân chuyển sách", "Luân chuyển sách"),
        ("LUÂN CHUYỂN SÁCH VỀ BẢN GẦN, BẢN XA (Biểu 2b)", "Luân chuyển sách về bản gần, bản xa (biểu 2b)"),
        ("Kế hoạch hóa việc mua sách", "Kế hoạch hóa việc mua sách"),
    ],
)
def test_the_subject_does_not_say_again_that_it_is_a_plan(printed: str, subject: str) -> None:
    assert made(titled(printed), subject=None).manuscript.head.subject == subject


# ---- the draft as a whole ----------------------------------------------------------------------------------


def test_a_commune_that_drafts_from_the_plan_of_a_province_is_warned() -> None:
    entries = {"place": "Đồng Thạch", "level": "commune", "province": "Quảng Trị"}
    draft = made(province_plan(), **entries)
    assert len(draft.manuscript.cautions) == 1
    caution = draft.manuscript.cautions[0]
    assert "15/KH-UBND là của cấp tỉnh, dự thảo là của cấp xã" in caution
    assert caution in draft.change_report()
    assert any(caution in c.text for c in docx.Document(io.BytesIO(draft.to_docx())).comments)


def test_a_plan_of_the_same_level_and_period_gives_no_caution() -> None:
    assert made(province_plan()).manuscript.cautions == []


def test_a_subject_of_the_profile_that_names_another_period_is_told() -> None:
    draft = made(province_plan(), subject="Phát triển thư viện số giai đoạn 2026 - 2028")
    assert ["Trích yếu trong hồ sơ nêu 2026 - 2028" in text for text in draft.manuscript.cautions] == [True]


# ---- căn cứ ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "phê duyệt Chương trình sách về bản <mark>giai đoạn 2016 - 2020</mark>",
        "phê duyệt “Chương trình sách về bản <mark>đến năm 2025</mark>, định hướng đến năm 2030”",
    ],
)
def test_a_programme_whose_time_is_over_is_marked_among_the_legal_grounds(title: str) -> None:
    act = f"Quyết định số 519/QĐ-TTg ngày 10/01/2016 của Thủ tướng Chính phủ {title}"
    plain = act.replace("<mark>", "").replace("</mark>", "")
    own = BODY.replace("Căn cứ Luật Công nghệ", f"Căn cứ {plain};\nCăn cứ Luật Công nghệ")
    draft = made(province_plan(body=own))
    assert f"{title};" in draft.to_markdown() or f"{title}." in draft.to_markdown()
    assert any("giai đoạn của văn bản đã qua" in d.note for p in draft.manuscript.basis for d in p.doubts)


def test_a_programme_that_still_runs_is_not_marked() -> None:
    act = "Quyết định số 519/QĐ-TTg ngày 10/01/2021 của Thủ tướng Chính phủ phê duyệt Chiến lược đọc sách đến năm 2030"
    draft = made(
        province_plan(body=BODY.replace("Căn cứ Luật Công nghệ", f"Căn cứ {act};\nCăn cứ Luật Công nghệ"))
    )
    assert "Chiến lược đọc sách đến năm 2030" in draft.to_markdown()
    assert not any(p.doubts for p in draft.manuscript.basis)


# ---- HTML --------------------------------------------------------------------------------------------------


def test_the_marks_of_the_subject_do_not_leak_into_the_html() -> None:
    html = made(titled("Thực hiện Đề án “Sách về bản giai đoạn 2022 - 2025”"), subject=None).to_html()
    assert not {"\ue010", "\ue011"} & set(html)
    assert '<p class="subject">Thực hiện Đề án “Sách về bản <mark>giai đoạn 2022 - 2025</mark>”</p>' in html
    assert "<title>Kế hoạch Thực hiện Đề án “Sách về bản giai đoạn 2022 - 2025”</title>" in html


# ---- other times -------------------------------------------------------------------------------------------


def test_the_school_year_of_a_plan_becomes_the_period_and_stays_no_school_year() -> None:
    text = titled("Khảo sát thư viện trường học năm học 2022 - 2023").text
    draft = made(read_content(text.encode(), "15.txt"), subject=None)
    assert draft.manuscript.head.subject == "Khảo sát thư viện trường học giai đoạn 2026 - 2030"


def test_a_day_that_is_past_is_marked_and_the_date_of_an_act_is_not() -> None:
    words = "Công bố kết quả vào ngày 28/7/2021 theo Luật Thư viện ngày 21/11/2019 và Thông tư số 09/2021/TT-BVHTTDL ngày 26/8/2021, kỷ niệm ngày 20/10/1930."
    marked = yellow(made(plan(words)))
    assert "ngày 28/7/2021" in marked
    assert not any("2019" in found or "26/8" in found or "1930" in found for found in marked)


def test_the_marks_of_the_subject_are_in_the_title_of_the_annex_too() -> None:
    scheme = "Thực hiện Đề án “Sách về bản tỉnh Lào Cai giai đoạn 2022 - 2025”"
    lines = [*titled(scheme).text.splitlines(), "PHỤ LỤC", "DANH MỤC NHIỆM VỤ"]
    head = "".join(f"<td>{cell}</td>" for cell in ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"))
    row = "".join(f"<td>{cell}</td>" for cell in ("1", "Số hóa sách quý", "Sở Nội vụ", "2024"))
    page = "".join(f"<p>{line}</p>" for line in lines)
    html = f"<html><body>{page}<table><tr>{head}</tr><tr>{row}</tr></table></body></html>"
    draft = made(read_content(html.encode(), "bang.html"), subject=None)
    assert draft.manuscript.appendices
    assert "TỈNH LÀO CAI" in yellow(draft)
    assert "<mark>TỈNH LÀO CAI</mark>" in draft.to_html()
    assert not {"\ue010", "\ue011"} & set(draft.to_html() + draft.to_markdown())


def test_a_commune_is_bound_by_the_acts_of_its_province_but_has_not_its_university() -> None:
    entries = {"place": "Đồng Thạch", "level": "commune", "province": "Quảng Trị"}
    words = "Đặt máy chủ tại Trường Đại học Bến Sậy theo Nghị quyết số 12/NQ-HĐND."
    draft = made(plan(words, "Quảng Bình"), **entries)
    assert "Trường Đại học Bến Sậy" in yellow(draft)
    assert "số 12/NQ-HĐND" in draft.to_markdown()
