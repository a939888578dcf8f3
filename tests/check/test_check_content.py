"""Each content check fires on the defect it is for, and stays silent on the sound plan."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from check_plans import APPENDIX_ROWS, SOUND, plan_of, plan_with_table, spoiled

import docparse
from docparse.check import Finding, check_plan
from docparse.check.content.subject import CONTENT

# code -> how to spoil the sound plan (old passage, new passage), words that the message must have
DEFECTS: list[tuple[str, str, str, str]] = [
    ("ND101", "- Cơ quan chủ trì: Sở Nội vụ.\n", "", "1/2 nhiệm vụ không nêu cơ quan chủ trì"),
    ("ND102", "- Thời gian thực hiện: Năm 2024.\n", "", "1/2 nhiệm vụ không nêu thời hạn"),
    ("ND103", "15/12/2024", "15/12/2023", "trước ngày ban hành 10/03/2024"),
    ("ND104", "Quý II/2025", "Quý II/2031", "sau giai đoạn của kế hoạch (đến năm 2026)"),
    ("ND202", "- 90% thư viện", "- 190% thư viện", "trên 100%"),
    ("ND203", "miền núi 28 thư viện", "miền núi 27 thư viện", "là 39"),
    (
        "ND304",
        "Số hóa tài liệu địa chí quý hiếm của tỉnh.",
        "Sửa đổi Thông tư số 12/2020/TT-BVHTTDL.",
        "12/2020",
    ),
    ("ND304", "- Cơ quan chủ trì: Sở Nội vụ.", "- Cơ quan chủ trì: Bộ Nội vụ.", "“Bộ Nội vụ”"),
    ("ND305", "Bảo đảm tiết kiệm", "Thích ứng với dịch COVID-19, bảo đảm tiết kiệm", "dịch COVID-19"),
    ("ND305", "Bảo đảm tiết kiệm", "Theo Đề án “Sách quý giai đoạn 2018 - 2023”, tiết kiệm", "2018 - 2023"),
    ("ND401", "văn hóa đọc,", "văn hóa đọc (Quyết định số 512/QĐ-TTg ngày 12/02/2022),", "512/qđ-ttg"),
    ("ND403", "512/QĐ-TTg", "512 /QĐ- TTg", "512 /QĐ- TTg"),
    ("ND501", "2. Đào tạo nhân viên", "1. Đào tạo nhân viên", "“1.” lặp lại"),
    ("ND502", "2. Đào tạo nhân viên", "4. Đào tạo nhân viên", "Sau “1.” là “4.”"),
    ("ND504", "phục vụ trực tuyến", "phục vụ trực tuyến theo chuẩn KHTV", "KHTV"),
    ("ND505", "Bảo đảm tiết kiệm", "Bảo đảm [yêu cầu cần điền], tiết kiệm", "[yêu cầu cần điền]"),
    ("ND505", "Bảo đảm tiết kiệm, thiết thực.", "Bảo đảm ……………………………", "dấu chấm"),
    ("ND506", "Số: 15/KH-UBND\n", "", "số, ký hiệu"),
]


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def test_the_sound_plan_has_no_findings() -> None:
    assert check_plan(plan_of(SOUND)) == []


@pytest.mark.parametrize(
    ("code", "old", "new", "words"), DEFECTS, ids=[f"{d[0]}-{i}" for i, d in enumerate(DEFECTS)]
)
def test_a_defect_is_found_where_it_stands(code: str, old: str, new: str, words: str) -> None:
    plan = plan_of(spoiled(old, new))
    found = [f for f in check_plan(plan) if f.code == code]
    assert len(found) == 1
    assert words.lower() in found[0].message.lower()
    if found[0].start is not None:
        assert plan.text[found[0].start : found[0].end].strip()


def test_every_content_check_has_a_defect_here() -> None:
    elsewhere = {
        "ND001",
        "ND002",
        "ND003",
        "ND201",
        "ND204",
        "ND205",
        "ND301",
        "ND302",
        "ND303",
        "ND402",
        "ND503",
        "ND507",
    }
    assert {d[0] for d in DEFECTS} | elsewhere == set(CONTENT.checks)


def test_the_ministry_may_amend_its_own_acts() -> None:
    text = spoiled("1. Số hóa tài liệu", "1. Sửa đổi Thông tư số 12/2020/TT-BVHTTDL; số hóa tài liệu")
    own = text.replace("ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN", "BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH", 1)
    assert "ND304" in codes(check_plan(plan_of(text)))
    assert "ND304" not in codes(check_plan(plan_of(own)))


def test_the_epidemic_is_no_stale_word_in_its_own_time() -> None:
    text = spoiled("Bảo đảm tiết kiệm", "Thích ứng với dịch COVID-19, bảo đảm tiết kiệm")
    assert "ND305" not in codes(check_plan(plan_of(text.replace("năm 2024\nKẾ", "năm 2021\nKẾ"))))


# ---- what needs more than one changed passage -----------------------------------------------------

LATER = SOUND.replace("10 tháng 3 năm 2024", "10 tháng 12 năm 2025").replace("2024 - 2026", "2026 - 2028")


def test_an_agency_that_ended_is_found_with_every_place_also_in_lists() -> None:
    plan = plan_of(
        LATER.replace("- Các sở, ban, ngành;", "- Các Sở: Nội vụ, Thông tin và Truyền thông;").replace(
            "2. Sở Tài chính\n", "2. Sở TT&TT\n"
        )
    )
    found = [f for f in check_plan(plan) if f.code == "ND301"]
    assert [f.measured for f in found] == ["Sở Thông tin và Truyền thông"]
    assert found[0].required == "Sở Khoa học và Công nghệ"
    assert "150/2025/NĐ-CP" in found[0].message
    places = [(found[0].start, found[0].end), *found[0].also]
    assert [plan.text[a:b] for a, b in places] == ["Sở TT&TT", "Thông tin và Truyền thông"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Thông tin và Truyền thông",  # in a plan of 2024 it exists
        "Sở Khoa học và Công nghệ",
    ],
)
def test_an_agency_of_its_time_is_no_finding(sentence: str) -> None:
    assert "ND301" not in codes(check_plan(plan_of(spoiled("2. Sở Tài chính\n", f"2. {sentence}\n"))))


def test_history_issuers_and_titles_of_old_acts_are_no_findings() -> None:
    text = LATER.replace(
        "Bảo đảm tiết kiệm, thiết thực.",
        "Thực hiện Thông tư số 03/2014/TT-BTTTT ngày 11/3/2014 của Bộ Thông tin và Truyền thông "
        "hướng dẫn các Sở Thông tin và Truyền thông; kế thừa dữ liệu của Sở Thông tin và Truyền thông trước đây.",
    )
    assert "ND301" not in codes(check_plan(plan_of(text)))


def test_a_ground_on_the_work_of_a_ministry_that_is_gone_is_an_act_that_ended() -> None:
    ground = (
        "Căn cứ Nghị định số 915/2017/NĐ-CP ngày 17/02/2017 của Chính phủ quy định chức năng, nhiệm vụ, quyền hạn và "
        "cơ cấu tổ chức của Bộ Giao thông vận tải;\n"
    )
    title = "Căn cứ Quyết định số 916/QĐ-TTg ngày 17/02/2017 về số liệu của Bộ Giao thông vận tải;\n"
    assert "I. MỤC ĐÍCH" in LATER
    plan = plan_of(LATER.replace("I. MỤC ĐÍCH", f"{ground}{title}I. MỤC ĐÍCH", 1))
    found = check_plan(plan)
    assert "ND301" not in {f.code for f in found}  # titles have the words of their day
    (ended,) = [f for f in found if f.code == "ND402"]
    assert (ended.measured, ended.required) == ("Bộ Giao thông vận tải", "Bộ Xây dựng")
    assert "915/2017/NĐ-CP" in ended.message
    early = SOUND.replace("I. MỤC ĐÍCH", f"{ground}I. MỤC ĐÍCH", 1)
    assert "ND402" not in codes(check_plan(plan_of(early)))


BARE = """Học bạ số
Các trường dạy trực tuyến, Sở Thông tin và Truyền thông lo đường truyền.
Các huyện, thị xã báo cáo trước khi khai giảng.
"""


def test_a_bare_text_is_judged_as_of_today_and_says_what_it_lacks() -> None:
    plan = plan_of(BARE)
    today = dt.date(2026, 12, 1)
    found = check_plan(plan, today=today)
    assert {"ND301", "ND302"} <= {f.code for f in found}
    told = " ".join(f.message for f in found if f.code == "ND003")
    for words in (
        "hôm nay, 01/12/2026",
        "--date",
        "Không nhận ra đây là kế hoạch",
        "cơ quan ban hành",
        "chỉ tiêu nào",
    ):
        assert words in told
    undated = check_plan(plan)
    assert not {"ND301", "ND302"} & {f.code for f in undated}
    assert any("Không rõ ngày ban hành: chưa xét" in f.message for f in undated)
    dated = check_plan(plan, dt.date(2024, 5, 1), today)
    assert not {"ND301", "ND302"} & {f.code for f in dated}
    assert not any("ngày ban hành" in f.message for f in dated if f.code == "ND003")


def test_a_dated_plan_is_never_judged_by_today() -> None:
    assert codes(check_plan(plan_of(SOUND), today=dt.date(2026, 12, 1))) == set()


def test_the_district_level_is_found_after_its_end_only() -> None:
    assert "ND302" not in codes(check_plan(plan_of(SOUND)))
    found = [f for f in check_plan(plan_of(LATER)) if f.code == "ND302"]
    assert len(found) == 1
    assert "“cấp huyện”" in found[0].message


def test_a_merged_province_is_found_after_the_merger_only() -> None:
    text = LATER.replace("vùng xa.", "vùng xa; học tập kinh nghiệm của tỉnh Hà Giang.")
    found = [f for f in check_plan(plan_of(text)) if f.code == "ND303"]
    assert [(f.measured, f.required) for f in found] == [("Hà Giang", "Tuyên Quang")]
    before = SOUND.replace("vùng xa.", "vùng xa; học tập kinh nghiệm của tỉnh Hà Giang.")
    assert "ND303" not in codes(check_plan(plan_of(before)))


def test_an_ended_act_is_found_by_number_and_date() -> None:
    ended = LATER.replace("512/QĐ-TTg ngày 12/02/2023", "131/QĐ-TTg ngày 25/01/2022").replace(
        "12 năm 2025", "12 năm 2026"
    )
    assert "ND402" in codes(check_plan(plan_of(ended)))
    other_act = ended.replace("25/01/2022", "19/01/2026")  # the same number, another act
    assert "ND402" not in codes(check_plan(plan_of(other_act)))
    in_time = spoiled("512/QĐ-TTg ngày 12/02/2023", "131/QĐ-TTg ngày 25/01/2022")
    assert "ND402" not in codes(check_plan(plan_of(in_time)))


def test_targets_without_a_year_are_counted_once() -> None:
    text = SOUND.replace(" giai đoạn 2024 - 2026", "").replace("MỤC TIÊU ĐẾN NĂM 2026", "MỤC TIÊU")
    found = [f for f in check_plan(plan_of(text)) if f.code == "ND201"]
    assert len(found) == 1
    assert "4 chỉ tiêu" in found[0].message


def test_a_missing_section_is_named() -> None:
    text = SOUND[: SOUND.index("I. MỤC ĐÍCH")] + SOUND[SOUND.index("III. NHIỆM VỤ") :].replace(
        "III.", "I."
    ).replace("IV.", "II.")
    found = [f for f in check_plan(plan_of(text)) if f.code == "ND503"]
    assert [f.required for f in found] == ["mục đích, mục tiêu"]


def test_a_text_without_headings_misses_what_it_does_not_say() -> None:
    head = SOUND[: SOUND.index("I. MỤC ĐÍCH")]
    found = check_plan(plan_of(head + "Thư viện là nơi đọc sách của mọi người dân trong tỉnh./.\n"))
    assert [f.required for f in found if f.code == "ND503"] == [
        "mục đích, mục tiêu",
        "nhiệm vụ, giải pháp",
        "tổ chức thực hiện",
    ]


def test_a_text_that_breaks_off_is_told_and_where() -> None:
    head = SOUND[: SOUND.index("III. NHIỆM VỤ")]
    plan = plan_of(head + "III. NHIỆM VỤ\n1. Số hóa tài liệu địa chí quý hiếm của tỉnh và\n\n[...]\n")
    found = {f.code: f for f in check_plan(plan)}
    assert "cắt ở “… liệu địa chí quý hiếm của tỉnh và”" in found["ND002"].message
    assert "ND503" not in found
    assert plan.text[found["ND002"].start : found["ND002"].end].endswith("quý hiếm của tỉnh và")


def test_a_list_of_examples_is_no_breakdown() -> None:
    text = spoiled(
        "(thành phố 12 thư viện, miền núi 28 thư viện)", "(trong đó có 3 thư viện mới, 2 thư viện mở rộng)"
    )
    assert "ND203" not in codes(check_plan(plan_of(text)))


def test_growth_may_pass_a_hundred_percent() -> None:
    assert "ND202" not in codes(
        check_plan(plan_of(spoiled("- 90% thư viện", "- Tăng 190% so với năm 2023 số thư viện")))
    )


def test_both_alphabets_are_in_order() -> None:
    """``d)`` may be followed by ``đ)`` or by ``e)``: plans use either alphabet."""
    for letters in ("abcdđe", "abcdef"):
        items = "\n".join(f"{x}) Việc thứ {i} của thư viện tỉnh." for i, x in enumerate(letters))
        text = spoiled("Bảo đảm tiết kiệm, thiết thực.", items)
        assert not codes(check_plan(plan_of(text))) & {"ND501", "ND502"}


def test_the_steps_of_a_road_map_need_no_lead() -> None:
    steps = (
        "III. LỘ TRÌNH THỰC HIỆN\n1. Năm 2024: thí điểm tại hai thư viện.\n2. Năm 2025: mở rộng toàn tỉnh.\n"
    )
    text = SOUND.replace("IV. TỔ", "V. TỔ").replace("III. NHIỆM VỤ", f"{steps}IV. NHIỆM VỤ")
    assert "ND101" not in codes(check_plan(plan_of(text)))


def test_a_place_left_open_for_a_whole_section_is_no_task() -> None:
    start, end = SOUND.index("III. NHIỆM VỤ"), SOUND.index("IV. TỔ CHỨC")
    findings = check_plan(
        plan_of(f"{SOUND[:start]}III. NHIỆM VỤ\n[Nội dung nhiệm vụ: cần điền]\n{SOUND[end:]}")
    )
    assert not [f for f in findings if f.code in ("ND101", "ND102") and "NHIỆM VỤ" in f.message]
    assert "ND505" in codes(findings)


def test_one_day_for_the_whole_plan_is_a_deadline_for_all() -> None:
    without = SOUND.replace("- Thời gian thực hiện: Năm 2024.\n", "").replace("IV. TỔ", "V. TỔ")
    day = "IV. THỜI GIAN, ĐỊA ĐIỂM\nNgày 15 tháng 5 năm 2024 tại Thư viện tỉnh.\nV. TỔ"
    assert "ND102" in codes(check_plan(plan_of(without)))
    assert "ND102" not in codes(check_plan(plan_of(without.replace("V. TỔ", day))))


# ---- tables ---------------------------------------------------------------------------------------


def with_cell(row: int, column: int, text: str, body: str = SOUND) -> docparse.Plan:
    """The sound plan and its appendix with one cell changed."""
    cells = [list(r) for r in APPENDIX_ROWS]
    cells[row][column] = text
    return plan_with_table(tuple(tuple(r) for r in cells), body)


def test_a_sound_table_has_no_findings() -> None:
    assert check_plan(plan_with_table(APPENDIX_ROWS)) == []


def test_a_total_that_is_not_the_sum_is_found() -> None:
    found = [f for f in check_plan(with_cell(3, 4, "16")) if f.code == "ND204"]
    assert [(f.measured, f.required) for f in found] == [("16", "15")]


@pytest.mark.parametrize(("number", "word"), [("1", "lặp lại"), ("5", "nhảy cách")])
def test_row_numbers_that_repeat_or_skip_are_found(number: str, word: str) -> None:
    found = [f for f in check_plan(with_cell(2, 0, number)) if f.code == "ND507"]
    assert len(found) == 1
    assert word in found[0].message


def test_body_and_appendix_that_contradict_are_found() -> None:
    later = [f for f in check_plan(with_cell(1, 3, "2026")) if f.code == "ND205"]
    assert len(later) == 1
    assert "Quý II/2025" in later[0].message
    assert "ND205" in codes(check_plan(with_cell(1, 2, "Sở Nội vụ")))


def test_all_bodies_of_a_kind_do_not_contradict_one_of_them() -> None:
    body = spoiled(
        "- Cơ quan chủ trì: Sở Văn hóa, Thể thao và Du lịch.", "- Cơ quan chủ trì: Các sở, ban, ngành."
    )
    assert "ND205" not in codes(check_plan(plan_with_table(APPENDIX_ROWS, body)))


def test_a_total_told_in_the_text_is_compared_with_the_table() -> None:
    told = spoiled(
        "2. Sở Tài chính\n", "2. Sở Tài chính\nTổng kinh phí thực hiện Kế hoạch là 17,5 tỷ đồng.\n"
    )
    found = [f for f in check_plan(plan_with_table(APPENDIX_ROWS, told)) if f.code == "ND205"]
    assert [(f.measured, f.required) for f in found] == [("17,5", "15")]
    right = told.replace("17,5 tỷ", "15 tỷ")
    assert "ND205" not in codes(check_plan(plan_with_table(APPENDIX_ROWS, right)))


# ---- scans, days, real plans ------------------------------------------------------------------------


def test_scanned_text_is_not_checked_for_single_signs() -> None:
    plan = plan_of(spoiled("2. Đào tạo nhân viên", "4. Đào tạo nhân viên"))
    scan = plan.model_copy(update={"source": plan.source.model_copy(update={"ocr": True})})
    assert "ND502" in codes(check_plan(plan))
    assert "ND502" not in codes(check_plan(scan))
    assert "ND001" in codes(check_plan(scan))
    nobody = plan_of(spoiled("- Cơ quan chủ trì: Sở Nội vụ.\n", ""))
    guessed = nobody.model_copy(update={"source": scan.source})
    assert "ND101" in codes(check_plan(nobody))
    assert "ND101" not in codes(check_plan(guessed))


def test_the_day_of_the_caller_stands_in_for_a_blank_date() -> None:
    text = SOUND.replace("ngày 10 tháng 3 năm 2024", "ngày      tháng      năm").replace(
        "2. Sở Tài chính\n", "2. Sở Thông tin và Truyền thông\n"
    )
    assert "ND301" in codes(check_plan(plan_of(text), dt.date(2026, 1, 1)))
    assert "ND301" not in codes(check_plan(plan_of(text), dt.date(2024, 1, 1)))


def test_the_defects_of_the_real_plans_are_found(shared: Path) -> None:
    seeds = {
        f.stem[:3]: check_plan(docparse.read(f)) for f in sorted((shared / "corpus" / "seeds").glob("*.txt"))
    }
    quang_binh = {f.code: f for f in seeds["002"]}
    assert "07-NQ/TU" in quang_binh["ND401"].message
    assert "31/03/2021, 31/03/2022" in quang_binh["ND401"].message
    assert (quang_binh["ND203"].measured, quang_binh["ND203"].required) == ("231", "232")
    assert "Phần I/I/1" in quang_binh["ND501"].message  # two sections 1.
    assert "số thứ tự 4 lặp lại" in quang_binh["ND507"].message  # two rows 4 in group III
    assert (
        "số, ký hiệu; địa danh, ngày tháng năm ban hành"
        in next(f for f in seeds["001"] if f.code == "ND506").message
    )
    assert any(f.code == "ND403" and "29/-NQ/TW" in f.message for f in seeds["000"])


def test_false_alarms_are_rare_on_the_real_plans(shared: Path) -> None:
    """Every kind of finding on the five seeds was read against the text; nothing else may appear."""
    read_and_right = {
        "000": {"ND101", "ND102", "ND403"},
        "001": {"ND101", "ND102", "ND506"},
        "002": {"ND101", "ND102", "ND203", "ND401", "ND501", "ND504", "ND507"},
        "003": {"ND102"},
        "004": {"ND002", "ND003"},  # cut off before its tasks
    }
    files = sorted((shared / "corpus" / "seeds").glob("*.txt"))
    assert len(files) == len(read_and_right)
    for file in files:
        assert codes(check_plan(docparse.read(file))) <= read_and_right[file.stem[:3]], file.name


# (right, wrong) findings of each code by reading them against the text
JUDGED: dict[str, dict[str, tuple[int, int]]] = {
    "02": {"ND101": (1, 0), "ND504": (1, 0)},
    "06": {"ND101": (1, 0)},
    "07": {"ND101": (1, 0), "ND102": (2, 0)},
    "08": {"ND101": (0, 1), "ND504": (1, 0)},  # conditions of admission are no tasks
    "09": {"ND101": (3, 0), "ND102": (5, 0), "ND501": (1, 0), "ND503": (1, 0), "ND504": (2, 0)},
    "11": {"ND101": (1, 0), "ND102": (3, 0)},
    "34": {"ND003": (1, 0), "ND101": (1, 0), "ND102": (2, 0), "ND506": (1, 0)},
    "44": {"ND101": (1, 0), "ND102": (2, 0)},
    "45": {"ND101": (1, 0), "ND102": (3, 0), "ND403": (2, 0)},
    "46": {
        "ND101": (1, 1),
        "ND102": (1, 1),
        "ND103": (1, 0),
        "ND201": (1, 0),
        "ND506": (1, 0),
    },  # who may apply is no task
    "49": {"ND101": (3, 0), "ND102": (3, 0)},
    "53": {
        "ND003": (2, 0),
        "ND101": (2, 0),
        "ND102": (2, 0),
        "ND503": (2, 0),
        "ND504": (4, 0),
        "ND506": (1, 0),
    },
    "55": {
        "ND003": (1, 0),
        "ND102": (1, 0),
        "ND201": (0, 1),
        "ND504": (2, 0),
    },  # this year's budget names no year
}


def test_one_false_alarm_in_ten_at_most_on_other_real_plans(shared: Path) -> None:
    """What was never judged counts as wrong."""
    wrong = every = 0
    for prefix, judged in JUDGED.items():
        file = next((shared / "corpus" / "real").glob(f"{prefix}-*"))
        found = Counter(f.code for f in check_plan(docparse.read(file)))
        every += found.total()
        for code, count in found.items():
            right, _ = judged.get(code, (0, 0))
            wrong += max(count - right, 0)
    assert wrong <= every / 10, (wrong, every)


def test_a_draft_without_day_is_judged_by_the_year_in_its_head(tmp_path: Path) -> None:
    file = tmp_path / "du-thao.txt"
    undated = SOUND.replace("ngày 10 tháng 3 năm 2024", "ngày      tháng      năm 2026")
    file.write_text(undated.replace("Sở Nội vụ.", "Sở Thông tin và Truyền thông."), encoding="utf-8")
    assert "ND301" in codes(docparse.check.check_file(file))
    file.write_text(file.read_text(encoding="utf-8").replace("năm 2026\n", "năm 2024\n"), encoding="utf-8")
    assert "ND301" not in codes(docparse.check.check_file(file))


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Chương trình sách về bản giai đoạn 2016 - 2020", "“giai đoạn 2016 - 2020”"),
        ("Chương trình sách về bản đến năm 2023, định hướng đến năm 2030", "“đến năm 2023”"),
    ],
)
def test_a_programme_that_had_run_out_is_no_ground(title: str, told: str) -> None:
    act = f"Căn cứ Quyết định số 519/QĐ-TTg ngày 10/01/2016 của Thủ tướng Chính phủ phê duyệt {title};"
    found = check_plan(plan_of(SOUND.replace("Thực hiện Quyết định", f"{act}\nThực hiện Quyết định")))
    assert [f.message.rpartition(": ")[2] for f in found if f.code == "ND305"] == [told]


def test_a_programme_that_runs_on_is_a_ground() -> None:
    act = "Căn cứ Quyết định số 519/QĐ-TTg ngày 10/01/2021 của Thủ tướng Chính phủ phê duyệt Chiến lược đến năm 2030;"
    found = check_plan(plan_of(SOUND.replace("Thực hiện Quyết định", f"{act}\nThực hiện Quyết định")))
    assert "ND305" not in codes(found)
