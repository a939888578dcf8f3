"""Sections without a title of their own: whom they charge, what they order, or nothing of the kind."""

from __future__ import annotations

from docparse.outline import build
from docparse.plan import parse
from docparse.readers import read_bytes

HEAD = "THỦ TƯỚNG CHÍNH PHỦ\n\nSố: 9/CT-TTg\n\nHà Nội, ngày 2 tháng 5 năm 2024\n\nCHỈ THỊ\n\nVề phòng cháy rừng\n\n"
DIRECTIVE = (
    HEAD + "Để chủ động phòng cháy rừng mùa khô, Thủ tướng Chính phủ yêu cầu:\n\n"
    "1. Các Bộ: Công an, Quốc phòng:\n\na) Tổ chức trực chỉ huy trước ngày 15/5/2024.\n\n"
    "b) Chủ trì, phối hợp với các cơ quan liên quan diễn tập chữa cháy.\n\n"
    "2. Bộ Tài chính chủ trì, phối hợp với Bộ Nông nghiệp và Môi trường bố trí kinh phí chữa cháy.\n\n"
    "3. Thủ trưởng các cơ quan thuộc Chính phủ kiểm tra rừng được giao quản lý.\n"
)


def _roles(text: str) -> dict[str, str]:
    return {node.path: node.role for node in build(read_bytes(text.encode(), "plan.txt")).nodes}


def test_a_directive_that_turns_to_one_body_after_the_other_charges_them() -> None:
    assert set(_roles(DIRECTIVE).values()) == {"organization"}
    tasks = parse(read_bytes(DIRECTIVE.encode(), "chi-thi.txt")).tasks
    assert [list(task.agencies("lead")) for task in tasks] == [
        ["Bộ Công an", "Bộ Quốc phòng"],
        ["Bộ Công an", "Bộ Quốc phòng"],
        ["Bộ Tài chính"],
        ["các cơ quan thuộc Chính phủ"],
    ]


def test_a_plan_of_nothing_but_orders_has_tasks() -> None:
    roles = _roles(
        "KẾ HOẠCH\n\nCông tác Đội tháng 12\n\n1. Tổ chức sơ kết tháng 11 ở các chi đội.\n\n"
        "2. Đẩy mạnh phong trào nghìn việc tốt.\n\n3. Chủ đề của tháng: Tự hào chú bộ đội.\n"
    )
    assert set(roles.values()) == {"tasks"}


def test_a_text_that_neither_charges_nor_orders_has_no_tasks() -> None:
    roles = _roles(
        "QUY ĐỊNH\n\nVề thư viện\n\n1. Bạn đọc có thẻ được mượn sách.\n\n2. Sách quý chỉ đọc tại chỗ.\n\n"
        "3. Sở thích đọc sách được ghi vào phiếu.\n\n4. Bộ sưu tập ảnh trưng bày ở sảnh.\n"
    )
    assert set(roles.values()) == {"other"}


def test_a_section_whose_units_name_bodies_is_about_the_organization() -> None:
    roles = _roles(
        "KẾ HOẠCH\n\nBình ổn giá dịp Tết\n\nI. NHIỆM VỤ\n\n1. Bán hàng lưu động ở xã vùng cao.\n\n"
        "II. AI LÀM VIỆC GÌ\n\n1. Sở Công Thương:\n\n- Theo dõi giá.\n\n2. Công an tỉnh:\n\n- Chống hàng giả.\n"
    )
    assert (roles["I"], roles["II"], roles["II/2"]) == ("tasks", "organization", "organization")
