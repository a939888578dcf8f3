"""Which act a number means: bodies number their acts each for itself, and anew every year."""

from __future__ import annotations

from docparse.model import Plan
from docparse.plan import read_content

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\nSố: 12/KH-UBND\nSông Vân, ngày 04 tháng 4 năm 2026\nKẾ HOẠCH\n"
    "Bảo vệ rừng năm 2026\n\n"
)


def plan_of(*body: str) -> Plan:
    return read_content((HEAD + "\n\n".join(body) + "\n").encode(), "plan.txt")


def test_a_dispatch_may_have_no_more_than_the_initials_of_its_body() -> None:
    plan = plan_of(
        "Thực hiện Công văn số 41/PGDĐT ngày 09/02/2026 về việc tựu trường; điểm số 41/TB của lớp."
    )
    assert [(c.number, c.doc_type, c.issued_on) for c in plan.citations] == [
        ("41/PGDĐT", "Công văn", "2026-02-09")
    ]


def test_the_name_of_a_law_ends_before_what_is_done_with_it() -> None:
    plan = plan_of("Triển khai Luật Phát triển đô thị đảm bảo tính kịp thời và xem xét các dự án tồn đọng.")
    assert [c.number for c in plan.citations] == ["Luật Phát triển đô thị"]


def test_acts_of_two_provinces_with_one_number_stay_two() -> None:
    plan = plan_of(
        "Căn cứ Kế hoạch số 55/KH-UBND ngày 01/3/2024 của Ủy ban nhân dân tỉnh Bình An;",
        "I. NHIỆM VỤ",
        "1. Tuần tra",
        "- Học tập Kế hoạch số 55/KH-UBND ngày 02/4/2025 của UBND tỉnh Đông Hà.",
        "- Theo các mốc của Kế hoạch số 55/KH-UBND ngày 01/3/2024.",
        "- Theo các mốc của Kế hoạch số 55/KH-UBND ngày 02/4/2025 và Kế hoạch số 55/KH-UBND.",
    )
    assert [(c.number, c.issued_on, c.issuer, c.mentions, c.basis) for c in plan.citations] == [
        ("55/KH-UBND", "2024-03-01", "Ủy ban nhân dân tỉnh Bình An", 2, True),
        ("55/KH-UBND", "2025-04-02", "UBND tỉnh Đông Hà", 3, False),
    ]
    assert plan.diagnostics == ()


def test_the_body_of_the_plans_own_province_needs_no_name() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Tuần tra",
        "- Thực hiện Quyết định số 80/QĐ-UBND ngày 25/01/2022 của UBND tỉnh.",
        "- Theo Quyết định số 80/QĐ-UBND ngày 26/01/2022 của Ủy ban nhân dân tỉnh Sông Vân.",
    )
    assert [(c.issued_on, c.mentions) for c in plan.citations] == [("2022-01-25", 2)]
    assert [d.code for d in plan.diagnostics] == ["date-conflict"]


def test_another_bodys_act_or_another_years_may_bear_the_plans_own_number() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Tuần tra",
        "- Học tập Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh Đông Hà.",
        "- Tổng kết Kế hoạch số 12/KH-UBND ngày 10/02/2021 của Ủy ban nhân dân tỉnh.",
        "- Báo cáo kết quả Kế hoạch số 12/KH-UBND ngày 04/4/2026 trước ngày 15/12/2026.",
        "- Sửa đổi Kế hoạch số 12/KH-UBND khi cần.",
    )
    assert [(c.issued_on, c.issuer, c.mentions) for c in plan.citations] == [
        ("2026-01-15", "UBND tỉnh Đông Hà", 1),
        ("2021-02-10", "Ủy ban nhân dân tỉnh", 1),
    ]


def test_an_act_of_the_province_cited_by_a_commune_with_the_same_number() -> None:
    head = HEAD.replace("TỈNH SÔNG VÂN", "XÃ ĐÔNG THẠCH")
    body = "I. NHIỆM VỤ\n\n1. Tuần tra\n\n- Thực hiện Kế hoạch số 12/KH-UBND ngày 02/02/2026 của UBND tỉnh.\n"
    plan = read_content((head + body).encode(), "plan.txt")
    assert [(c.number, c.issuer) for c in plan.citations] == [("12/KH-UBND", "UBND tỉnh")]


def test_the_bullet_behind_a_number_is_no_part_of_it() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Tuần tra",
        "- Thực hiện Quyết định số 80/QĐ-UBND",
        "- UBND xã Đông Thạch tuần tra theo Kế hoạch số 91/KH-UBND.",
        "- Theo dõi việc thực hiện Quyết định số 73/QĐ - UBND.",
    )
    assert [c.number for c in plan.citations] == ["80/QĐ-UBND", "91/KH-UBND", "73/QĐ-UBND"]


def test_acts_of_two_years_with_one_number_stay_two_and_a_misprint_is_reported() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Tuần tra",
        "- Tổng kết Quyết định số 614/QĐ-TTg ngày 25/01/2022.",
        "- Thực hiện Quyết định số 614/QĐ-TTg ngày 26/01/2022 và Quyết định số 614/QĐ-TTg ngày 12/5/2026.",
        "- Theo Quyết định số 614/QĐ-TTg.",
    )
    assert [(c.issued_on, c.mentions) for c in plan.citations] == [("2022-01-25", 2), ("2026-05-12", 2)]
    passages = [plan.text[slice(d.start, d.end)] for d in plan.diagnostics]
    assert passages == ["Quyết định số 614/QĐ-TTg"] * 2
    assert [(d.code, d.severity, d.message) for d in plan.diagnostics] == [
        (
            "date-conflict",
            "warning",
            "614/QĐ-TTg được dẫn với các ngày khác nhau: 2022-01-25, 2022-01-26.",
        ),
        (
            "date-conflict",
            "info",
            "614/QĐ-TTg được dẫn với các năm khác nhau, coi là các văn bản khác nhau: "
            "2022-01-25, 2022-01-26, 2026-05-12.",
        ),
    ]


def test_discipline_and_the_law_in_general_are_no_acts() -> None:
    plan = plan_of(
        "Thực hiện quy định về xử lý kỷ luật cán bộ, công chức và pháp luật ngân sách nhà nước.",
        "I. NHIỆM VỤ",
        "1. Thực hiện Luật Ngân sách nhà nước.",
    )
    assert [c.number for c in plan.citations] == ["Luật Ngân sách nhà nước"]
