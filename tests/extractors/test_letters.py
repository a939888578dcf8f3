"""Letters, directives and conclusions: texts that charge bodies without the sections of a plan."""

from __future__ import annotations

from docparse.model import Plan
from docparse.plan import read_content

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\nSố: 45/UBND-NC\nV/v phòng, chống cháy rừng mùa khô năm 2026\n"
    "Sông Vân, ngày 04 tháng 6 năm 2026\n\nKính gửi:\n- Các sở, ban, ngành;\n- Ủy ban nhân dân các xã, phường.\n\n"
)
OPENING = (
    "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành, Ủy ban nhân dân các xã, phường thực hiện:\n\n"
)
EVERYBODY = ["các sở, ban, ngành", "Ủy ban nhân dân các xã, phường"]


def letter(body: str, head: str = HEAD) -> Plan:
    return read_content((head + body).encode(), "thu.txt")


def leads(plan: Plan) -> list[tuple[str, list[str]]]:
    return [(task.text[:12].strip(), list(task.agencies("lead"))) for task in plan.tasks]


def test_the_object_line_of_a_letter_is_its_subject() -> None:
    metadata = letter(OPENING + "1. Tuần tra rừng.\n").metadata
    assert (metadata.subject, metadata.doc_type) == ("phòng, chống cháy rừng mùa khô năm 2026", "Công văn")
    assert metadata.period_end == 2026


def test_whoever_the_opening_charges_acts_where_nobody_else_is_named() -> None:
    plan = letter(
        OPENING + "1. Công tác tuyên truyền\nTuyên truyền sâu rộng trong Nhân dân.\n"
        "2. Công tác tuần tra\n- Công an tỉnh chủ trì tuần tra rừng.\n- Bố trí lực lượng canh gác ở cửa rừng.\n"
    )
    assert leads(plan) == [
        ("Tuyên truyền", EVERYBODY),
        ("Công an tỉnh", ["Công an tỉnh"]),
        ("Bố trí lực l", EVERYBODY),
    ]


def test_below_whom_a_heading_or_a_line_turns_to_the_opening_charges_nobody() -> None:
    plan = letter(
        OPENING
        + "1. Sở Tài chính\na) Rà soát dự toán.\nb) Phối hợp với các sở hướng dẫn:\n- Mua sắm xe chữa cháy.\n"
        "2. Công an tỉnh\nĐiều tra các vụ cháy.\n"
    )
    assert [(task.agencies("lead"), task.agencies("coordinate")) for task in plan.tasks] == [
        (("Sở Tài chính",), ()),
        ((), ("các sở", "Sở Tài chính")),
        (("Công an tỉnh",), ()),
    ]


def test_bullets_spell_out_the_group_that_a_heading_charges() -> None:
    plan = letter(
        OPENING + "1. Các sở quản lý chuyên ngành\nGiao các sở quản lý chuyên ngành gồm:\n"
        "- Sở Công Thương (đối với hạ tầng thương mại; cụm công nghiệp);\n- Sở Xây dựng (đối với hạ tầng đô thị).\n"
        "Có trách nhiệm:\na) Rà soát tài sản.\nb) Lập hồ sơ.\n2. Sở Tài chính\nTổng hợp báo cáo.\n"
    )
    both = ["Sở Công Thương", "Sở Xây dựng"]
    assert leads(plan) == [("Rà soát tài", both), ("Lập hồ sơ.", both), ("Tổng hợp báo", ["Sở Tài chính"])]


def test_a_conclusion_orders_below_titles_that_name_a_matter() -> None:
    plan = letter(
        "1. Công tác vận tải\n- Các Cục chuyên ngành tổ chức vận tải an toàn.\n- Vụ Vận tải chủ trì chuẩn bị hội nghị.\n"
        "2. Công tác cải cách hành chính\n- Tiếp tục thực hiện đề án đơn giản hóa thủ tục.\n"
        "- Các cơ quan, đơn vị rà soát thủ tục.\n- Tăng cường kiểm tra công vụ.\n",
        head="",
    )
    assert [node.role for node in plan.outline] == ["tasks", "tasks"]
    assert len(plan.tasks) == 5


def test_prose_without_a_number_orders_where_it_charges_somebody() -> None:
    plan = letter(
        "Thực hiện Chỉ thị số 05/CT-TTg của Thủ tướng Chính phủ về phòng cháy, chữa cháy rừng.\n"
        "Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Công an tỉnh kiểm tra các chủ rừng.\n"
        "Đề nghị Ủy ban nhân dân các xã, phường bố trí lực lượng trực.\n"
        "Rừng là tài nguyên quý giá của tỉnh.\n"
    )
    assert leads(plan) == [
        ("Sở Nông nghi", ["Sở Nông nghiệp và Môi trường"]),
        ("Đề nghị Ủy b", ["Ủy ban nhân dân các xã, phường"]),
    ]


def test_a_request_behind_the_clause_that_closes_a_plan_charges_those_asked() -> None:
    plan = letter(
        OPENING + "1. Trồng rừng.\n2. Giữ rừng.\n"
        "Trên đây là nội dung phòng, chống cháy rừng, Giám đốc yêu cầu Trưởng các phòng nghiêm túc thực hiện./.\n"
    )
    assert leads(plan)[-1] == ("Trên đây là", ["các phòng"])


def test_who_only_passes_on_a_conclusion_orders_nothing() -> None:
    plan = letter(
        OPENING + "1. Trồng rừng.\n2. Giữ rừng.\n"
        "Thừa lệnh Chủ tịch Ủy ban nhân dân tỉnh, Văn phòng Ủy ban nhân dân tỉnh thông báo để các sở biết, thực hiện./.\n"
    )
    assert [task.text for task in plan.tasks] == ["Trồng rừng.", "Giữ rừng."]


def test_a_text_without_a_head_is_issued_by_whom_it_is_signed_for() -> None:
    body = "1. Tuần tra rừng.\n2. Giữ rừng.\nNơi nhận:\n- Lưu: VT.\n"
    assert letter(body + "T/M TỈNH ỦY\nPHÓ BÍ THƯ\nTrần Văn An\n", head="").metadata.issuer == "Tỉnh ủy"
    assert letter(body + "THỦ TƯỚNG\nTrần Văn An\n", head="").metadata.issuer == "Thủ tướng Chính phủ"
    assert letter(body + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn An\n", head="").metadata.issuer is None


def test_a_text_without_a_head_is_told_by_its_headline_its_close_and_its_dates() -> None:
    text = "Chỉ thị về việc tăng cường phòng cháy, chữa cháy rừng.\n\n1. Tuần tra rừng trước ngày 15/3.\n2. Báo cáo trước ngày 20/3/2026.\n"
    plan = letter(text, head="")
    assert (plan.metadata.doc_type, plan.metadata.subject) == (
        "Chỉ thị",
        "về việc tăng cường phòng cháy, chữa cháy rừng.",
    )
    closing = letter(
        "1. Trồng rừng.\n2. Giữ rừng.\nTrên đây là Kế hoạch của Sở Công Thương về trồng rừng./.\n", head=""
    )
    assert (closing.metadata.doc_type, closing.metadata.issuer) == ("Kế hoạch", "Sở Công Thương")
    told = letter(OPENING + "1. Tuần tra rừng trước ngày 15/3.\n2. Báo cáo trước ngày 20/3/2026.\n", head="")
    assert [task.deadline.value if task.deadline else None for task in told.tasks] == [
        "2026-03-15",
        "2026-03-20",
    ]
