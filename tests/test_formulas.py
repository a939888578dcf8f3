"""What a decision says of itself is read, and kept out of what is made of its plan."""

from __future__ import annotations

from docparse.check import check_plan
from docparse.compare.items import tasks
from docparse.plan import read_content

DECISION = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN BIÊN\nSố: 15/QĐ-UBND\nAn Biên, ngày 04 tháng 4 năm 2023\nQUYẾT ĐỊNH\n"
    "Ban hành Kế hoạch phát triển trường học năm 2023\n\nCăn cứ Luật Giáo dục;\n\n"
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phát triển trường học.\n\n"
    "Điều 2. Chánh Văn phòng, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này./.\n\n"
    "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Sáu\n\n"
    "KẾ HOẠCH\nPhát triển trường học năm 2023\n\nI. NHIỆM VỤ\n\n1. Xây dựng 12 phòng học.\n"
)


def test_who_carries_out_a_decision_is_neither_compared_nor_asked_for_a_deadline() -> None:
    plan = read_content(DECISION.encode(), "qd.txt")
    assert [task.text[:20] for task in plan.tasks] == ["Chánh Văn phòng, Giá", "Xây dựng 12 phòng họ"]
    assert len(tasks(plan, 0)) == 1
    assert not [finding for finding in check_plan(plan) if "Điều 2" in finding.message]
