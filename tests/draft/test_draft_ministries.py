"""A ministry's own matters in the draft of another body, whichever ministry it is."""

from __future__ import annotations

import datetime as dt

import pytest
from draft_plans import BODY, made, province_plan, yellow

from docparse.check import check_plan
from docparse.draft.doubts import doubted
from docparse.draft.knowledge import table
from docparse.draft.ministries import OwnMatters, is_own_body
from docparse.draft.superiors import superiors
from docparse.model import Plan
from docparse.plan import read_content

TEXT = """BỘ {caps}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 902/KH-B
Hà Nội, ngày 15 tháng 5 năm 2026
KẾ HOẠCH
Nâng cao chất lượng công tác lưu trữ giai đoạn 2026 - 2030
Bộ {name} ban hành Kế hoạch như sau:
I. MỤC TIÊU
- 70% hồ sơ được số hóa vào năm 2030.
II. NHIỆM VỤ
1. Bồi dưỡng công chức của {short} về lưu trữ số.
- Chủ trì: Vụ Lưu trữ số.
- Phối hợp: Văn phòng {short}, các đơn vị thuộc Bộ {name}.
2. Nâng cấp cổng dịch vụ công của {short}.
- Chủ trì: Vụ Lưu trữ số.
- Phối hợp: Thanh tra {short}, Thanh tra Bộ Công an.
3. Thực hiện nghiệp vụ lưu trữ theo hướng dẫn của {short}.
- Chủ trì: các Sở {name}.
III. TỔ CHỨC THỰC HIỆN
1. Vụ Lưu trữ số
Theo dõi, đôn đốc việc thực hiện Kế hoạch.
Nơi nhận:
- Lưu: VT.
BỘ TRƯỞNG
Trần Văn Mẫu
"""


def plan(name: str, short: str) -> Plan:
    text = TEXT.format(caps=name.upper(), name=name, short=short)
    return read_content(text.encode(), "bo.txt")


def text_with(draft: object, words: str) -> str:
    return next(p.text for p in draft.manuscript.body if words in p.text)  # type: ignore[attr-defined]


MINISTRIES = [
    ("Giáo dục và Đào tạo", "Bộ GDĐT"),
    ("Nội vụ", "Bộ Nội vụ"),
    ("Y tế", "Bộ Y tế"),
    ("Văn hóa, Thể thao và Du lịch", "Bộ VHTTDL"),
]


@pytest.mark.parametrize(("name", "short"), MINISTRIES)
def test_what_a_ministry_does_for_itself_is_marked_for_a_province(name: str, short: str) -> None:
    draft = made(plan(name, short))
    marked = yellow(draft)
    assert f"của {short}" in marked
    assert any(words.startswith("Nâng cấp cổng dịch vụ công") for words in marked)
    told = [d for part in doubted(draft.manuscript, "authority") for d in part.doubts]
    assert any("Bộ ban hành kế hoạch nguồn" in d.note for d in told)
    assert f"hướng dẫn của {short}" in text_with(draft, "nghiệp vụ lưu trữ")
    assert not any("hướng dẫn" in words for words in marked)  # what a ministry has ordered holds below it


@pytest.mark.parametrize(("name", "short"), MINISTRIES)
def test_its_units_become_those_of_its_department(name: str, short: str) -> None:
    draft = made(plan(name, short))
    assert text_with(draft, "các đơn vị thuộc").count(f"Sở {name}") == 2  # its office, and its units
    assert text_with(draft, "Thanh tra") == "Phối hợp: Thanh tra tỉnh, Thanh tra Bộ Công an."
    assert any(p.text == f"Chủ trì: Sở {name}." for p in draft.manuscript.body)


def test_a_minister_of_another_ministry_is_not_made_the_chairman_of_the_province() -> None:
    text = plan("Nội vụ", "Bộ Nội vụ").text.replace(
        "theo hướng dẫn", "sau khi Bộ trưởng Bộ Công an thống nhất, theo hướng dẫn"
    )
    draft = made(read_content(text.encode(), "bo.txt"))
    assert "sau khi Bộ trưởng Bộ Công an thống nhất" in text_with(draft, "nghiệp vụ lưu trữ")


def test_in_the_plan_of_another_ministry_its_name_and_units_are_marked_as_foreign() -> None:
    source = plan("Nội vụ", "Bộ Nội vụ")
    draft = made(source, level="ministry", place="Hà Nội", issuer="Bộ Tư pháp")
    assert {"Bộ Nội vụ", "Vụ Lưu trữ số"} <= set(yellow(draft))
    assert {d.kind for part in draft.manuscript.parts() for d in part.doubts} == {"foreign"}
    own = made(source, level="ministry", place="Hà Nội", issuer="Bộ Nội vụ")
    assert not any(part.doubts for part in own.manuscript.parts())


def test_a_ministry_that_was_joined_to_another_is_known_by_either_name() -> None:
    found = OwnMatters("Bộ Thông tin và Truyền thông")
    assert [text for text in ("máy chủ của Bộ TT&TT", "máy chủ của Bộ KHCN") if list(found.spans(text))] == [
        "máy chủ của Bộ TT&TT",
        "máy chủ của Bộ KHCN",
    ]


def test_the_examples_of_the_rule_on_own_matters() -> None:
    row = table("doubts")["own"]
    found = OwnMatters(table("equivalents")["example_issuer"])
    assert [text for text in row["examples"] if not list(found.spans(text))] == []
    assert [text for text in row["counter_examples"] if list(found.spans(text))] == []


BODIES = """1. Xây dựng kho tư liệu dùng chung.
- Chủ trì: Trung tâm Công nghệ thông tin.
- Phối hợp: Trung tâm Y tế cấp xã, các trung tâm học tập cộng đồng, Tạp chí Lưu trữ.
2. Giao Trung tâm Công nghệ thông tin tập huấn, kết nối với Trung tâm Dữ liệu quốc gia.
"""


def test_centres_and_papers_of_a_ministry_are_marked_where_it_charges_them() -> None:
    text = plan("Nội vụ", "Bộ Nội vụ").text
    begin, end = text.index("1. Bồi dưỡng"), text.index("III. TỔ CHỨC")
    draft = made(read_content((text[:begin] + BODIES + text[end:]).encode(), "bo.txt"))
    assert yellow(draft).count("Trung tâm Công nghệ thông tin") == 2
    assert "Tạp chí Lưu trữ" in yellow(draft)
    kept = ("Trung tâm Y tế", "trung tâm học tập", "Trung tâm Dữ liệu quốc gia")
    assert not [words for words in yellow(draft) if any(name in words for name in kept)]


def test_the_examples_of_the_rule_on_own_bodies() -> None:
    row = table("doubts")["own"]["bodies"]
    assert [name for name in row["examples"] if not is_own_body(name)] == []
    assert [name for name in row["counter_examples"] if is_own_body(name)] == []


MANDATE = (
    "Nghị định số 915/2017/NĐ-CP ngày 17 tháng 02 năm 2017 của Chính phủ quy định chức năng, nhiệm vụ, quyền hạn và "
    "cơ cấu tổ chức của Bộ {}"
)


def on_the_ground_of(act: str) -> Plan:
    return province_plan(body=BODY.replace("Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006", act))


def test_an_act_on_the_work_of_a_ministry_that_is_gone_is_left_out_and_told() -> None:
    source = on_the_ground_of(MANDATE.format("Giao thông vận tải"))
    draft = made(source)
    assert "915/2017" not in "".join(p.text for p in draft.manuscript.basis)
    told = next(text for text in draft.manuscript.left_out if "915/2017/NĐ-CP" in text)
    assert "không còn từ sau ngày 28/02/2025" in told
    assert "Bộ Xây dựng" in told
    checked = read_content(draft.to_docx(comments=False), "du-thao.docx")
    assert not [f for f in check_plan(checked, dt.date(2026, 12, 15)) if "Giao thông vận tải" in f.message]


@pytest.mark.parametrize(
    ("ministry", "entries"),
    [("Giao thông vận tải", {"update": {"act": False}}), ("Tài chính", {})],  # not to be updated; still there
)
def test_an_act_on_the_work_of_a_ministry_is_kept_otherwise(
    ministry: str, entries: dict[str, object]
) -> None:
    draft = made(on_the_ground_of(MANDATE.format(ministry)), **entries)
    assert "915/2017" in "".join(p.text for p in draft.manuscript.basis)
    assert not any("915/2017" in text for text in draft.manuscript.left_out)


# ---- a commune and the bodies of its province -----------------------------------------------------------


def test_a_commune_that_would_direct_departments_is_told_where() -> None:
    commune = {"level": "commune", "kind": "xã", "place": "Đồng Thạch", "province": "Quảng Trị"}
    draft = made(province_plan(), **commune)
    told = {
        d.words for part in doubted(draft.manuscript, "superior") for d in part.doubts if d.kind == "superior"
    }
    # a label of a task; headings of duties; the paper and broadcaster of the province
    assert {"Sở Nội vụ", "Sở Tài chính", "Báo và phát thanh, truyền hình"} <= told
    heading = next(p for p in draft.manuscript.body if p.titled and p.text == "Sở Tài chính")
    assert "cấp trên" in heading.doubts[0].note
    helped = next(p for p in draft.manuscript.body if p.text.startswith("Phối hợp với Sở"))
    assert not helped.doubts  # to work with them is no order
    assert not doubted(made(province_plan()).manuscript, "superior")


def test_the_examples_of_bodies_above() -> None:
    row = table("doubts")["superior"]
    assert [text for text in row["examples"] if not list(superiors(text))] == []
    assert [text for text in row["counter_examples"] if list(superiors(text))] == []
