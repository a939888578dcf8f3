"""Heads of annexes and forms: which number they have, and what is a heading at all."""

from __future__ import annotations

import pytest

from docparse.model import Plan
from docparse.plan import read_content

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HẢI LÂM
Số: 123/KH-UBND
Hải Lâm, ngày 15 tháng 3 năm 2023
KẾ HOẠCH
Kiểm tra hồ chứa nước năm 2023
I. MỤC ĐÍCH
Bảo đảm an toàn hồ chứa nước.
II. NHIỆM VỤ
1. Sở Nông nghiệp và Phát triển nông thôn kiểm tra các hồ chứa trước ngày 15/4/2023.
{body}
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Mẫn
{annex}
"""
FORM = "I. THÔNG TIN CHUNG\n1. Tên hồ chứa: Hồ Đá Bạc.\n2. Số người trực: 15 người.\n"


def read(annex: str, body: str = "2. Sở Tài chính bố trí kinh phí.") -> Plan:
    return read_content(PLAN.format(body=body, annex=annex).encode(), "ke-hoach.txt")


def annexes(plan: Plan) -> list[tuple[str, str]]:
    return [(node.path, node.title) for node in plan.outline if node.role == "appendix"]


@pytest.mark.parametrize(
    ("head", "path"),
    [
        ("PHỤ LỤC Ib", "PHỤ LỤC Ib"),
        ("Phụ lục II-A", "Phụ lục II-A"),
        ("Phụ lục I.b", "Phụ lục I.b"),
        ("PHỤ LỤC SỐ 1.2", "PHỤ LỤC SỐ 1.2"),
        ("PHỤ LỤC …", "PHỤ LỤC"),
        ("PHỤ LỤC .....", "PHỤ LỤC"),
    ],
)
def test_numbers_of_annexes_may_be_divided_or_left_open(head: str, path: str) -> None:
    assert annexes(read(f"{head}\nDANH MỤC HỒ CHỨA\n{FORM}"))[:2] == [
        (path, "DANH MỤC HỒ CHỨA"),
        (f"{path}/I", "THÔNG TIN CHUNG"),
    ]


def test_a_title_behind_the_number_of_an_annex_is_no_part_of_it() -> None:
    assert annexes(read("PHỤ LỤC I. DANH MỤC HỒ CHỨA\n" + FORM))[0] == ("PHỤ LỤC I", "DANH MỤC HỒ CHỨA")
    assert annexes(read("PHỤ LỤC I - BẢNG KÊ\n" + FORM))[0] == ("PHỤ LỤC I", "BẢNG KÊ")


@pytest.mark.parametrize(
    "head", ["Biểu số 01", "MẪU SỐ 02", "Phụ biểu 1a", "Mẫu 03/BC-HC (kèm theo Kế hoạch)"]
)
def test_a_form_behind_the_signature_is_an_annex_and_orders_nothing(head: str) -> None:
    plan = read(f"{head}\nBÁO CÁO KẾT QUẢ\n{FORM}")
    number = head.partition(" (")[0]
    assert [path for path, _ in annexes(plan)] == [number, f"{number}/I", f"{number}/I/1", f"{number}/I/2"]
    assert [task.text[:10] for task in plan.tasks] == ["Sở Nông ng", "Sở Tài chí"]
    assert plan.targets == ()


def test_a_form_inside_an_annex_stays_part_of_it() -> None:
    plan = read(f"PHỤ LỤC\nCÁC BIỂU MẪU\nMẫu số 01\n{FORM}")
    assert {path.split("/")[0] for path, _ in annexes(plan)} == {"PHỤ LỤC"}


def test_the_name_of_a_table_inside_the_plan_is_no_annex() -> None:
    plan = read(
        "",
        body="Biểu số 01\nSố hồ chứa theo huyện\n2. Sở Tài chính bố trí kinh phí.\nIII. KINH PHÍ\nNgân sách tỉnh.",
    )
    assert annexes(plan) == []
    assert "III" in [node.path for node in plan.outline]
