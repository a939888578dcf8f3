"""Task tables as plans print them: columns in any order, groups, merged cells, tables that go on."""

from __future__ import annotations

import pytest
from plan_texts import HEAD, Table, plan_with

from docparse.document import CellInput, DocumentBuilder
from docparse.model import Plan
from docparse.outline import build
from docparse.plan import read_content
from extractors import extract


def test_groups_merged_agencies_and_a_head_repeated() -> None:
    head = ("TT", "Nội dung công việc", "Hoàn thành", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm")
    plan = plan_with(
        (
            head,
            ("I", "Công tác tuyên truyền", "<", "<", "<", "<"),
            ("1", "Biên soạn tài liệu", "Quý II/2026", "Công an tỉnh", "Sở Y tế; UBND các xã", "Tài liệu"),
            ("2", "Phát tờ rơi đến hộ dân", "Tháng 6/2026", "^", "Các sở, ngành", "Tờ rơi"),
            head,
            ("3", "Lắp đặt trụ nước", "2026-2028", "Sở Xây dựng", "-", "Trụ nước"),
            ("Tổng cộng", "<", "<", "<", "<", "<"),
        )
    )
    assert [(t.text, t.agencies("lead"), t.product) for t in plan.tasks] == [
        ("Biên soạn tài liệu", ("Công an tỉnh",), "Tài liệu"),
        ("Phát tờ rơi đến hộ dân", ("Công an tỉnh",), "Tờ rơi"),
        ("Lắp đặt trụ nước", ("Sở Xây dựng",), "Trụ nước"),
    ]
    assert [t.deadline.value for t in plan.tasks if t.deadline] == ["2026-Q2", "2026-06", "2026/2028"]
    assert plan.tasks[0].agencies("coordinate") == ("Sở Y tế", "Ủy ban nhân dân các xã")
    assert plan.tasks[2].agencies("coordinate") == ()


def test_a_total_among_the_money_columns_is_no_source() -> None:
    plan = plan_with(
        (
            ("STT", "Cơ quan chủ trì", "Nhiệm vụ", "Kinh phí (triệu đồng)", "<", "<"),
            ("^", "^", "^", "Tổng", "NS tỉnh", "Nguồn khác"),
            ("1", "Công an tỉnh", "Mua xe chữa cháy", "12.500", "10.000", "2.500"),
        )
    )
    budget = plan.tasks[0].budget
    assert budget is not None
    assert (budget.total, budget.unit) == (12500, "triệu đồng")
    assert budget.by_source == {"ns tỉnh": 10000, "nguồn khác": 2500}


def test_a_table_broken_in_two_keeps_its_columns() -> None:
    plan = plan_with(
        (
            ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"),
            ("1", "Kiểm tra bể nước", "Sở Xây dựng", "Hằng năm"),
        ),
        (("2", "Kiểm tra trụ nước", "UBND cấp xã", "Quý II, III/2026"),),
    )
    assert [(t.text, t.agencies("lead")) for t in plan.tasks] == [
        ("Kiểm tra bể nước", ("Sở Xây dựng",)),
        ("Kiểm tra trụ nước", ("Ủy ban nhân dân cấp xã",)),
    ]


def test_the_body_to_which_a_row_is_submitted_is_no_product() -> None:
    plan = plan_with(
        (
            ("Tên nhiệm vụ", "Đơn vị thực hiện", "Cấp trình", "Kết quả đầu ra"),
            ("Xây dựng Đề án dược liệu", "Sở Y tế", "UBND tỉnh", "Quyết định phê duyệt"),
        )
    )
    assert plan.tasks[0].agencies("implement") == ("Sở Y tế",)
    assert plan.tasks[0].product == "Quyết định phê duyệt"


def test_a_numeral_and_a_merged_title_open_a_group_though_the_first_column_is_for_times() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH AN BIÊN\nSố: 9/KH-UBND\nAn Biên, ngày 4 tháng 3 năm 2024\nKẾ HOẠCH\n"
        "Nạo vét kênh mương năm 2024\n\nI. NHIỆM VỤ\n\n"
        "Thời gian | Công việc | Chủ trì | Phối hợp\nI | CHUẨN BỊ\n"
        "3-4/2024 | Khảo sát lòng kênh | Sở Xây dựng | Sở Y tế\n | Lập dự toán nạo vét | Sở Tài chính |\n"
    )
    tasks = read_content(text.encode(), "plan.txt").tasks
    assert [(t.text, t.deadline.value if t.deadline else None) for t in tasks] == [
        ("Khảo sát lòng kênh", "2024-03/2024-04"),
        ("Lập dự toán nạo vét", "2024-03/2024-04"),
    ]


def test_beside_a_column_of_leaders_another_responsible_body_leads_nothing() -> None:
    plan = plan_with(
        (
            ("TT", "Nội dung", "Cơ quan chịu trách nhiệm quản lý", "Đơn vị chủ trì", "Đơn vị phối hợp"),
            ("1", "Lập danh mục trụ nước", "Cơ quan quản lý hạ tầng", "Sở Xây dựng", "Sở Y tế"),
            ("2", "Diễn tập chữa cháy", "Cơ quan quản lý hạ tầng", "Công an tỉnh", "-"),
        )
    )
    assert [t.agencies("lead") for t in plan.tasks] == [("Sở Xây dựng",), ("Công an tỉnh",)]


def test_groups_stand_in_groups_and_an_annex_without_its_word_counts_anew() -> None:
    plan = plan_with(
        (
            ("TT", "Nội dung công việc", "Đơn vị chủ trì"),
            ("I", "GIAI ĐOẠN 1", "<"),
            ("1", "Khảo sát", "<"),
            ("", "Đo lưu lượng nước", "Sở Xây dựng"),
            ("2", "Thiết kế", "<"),
            ("", "Vẽ mạng cấp nước", "Sở Xây dựng"),
            ("II", "GIAI ĐOẠN 2", "<"),
            ("1", "Thi công", "<"),
            ("", "Đặt trụ", "Công an tỉnh"),
        ),
        head=(
            *HEAD,
            "1. Lắp đặt trụ nước.",
            "III. TỔ CHỨC THỰC HIỆN",
            "1. Công an tỉnh theo dõi.",
            "NỘI DUNG CHI TIẾT",
        ),
    )
    paths = {node.id: node.path for node in plan.outline}
    below = [
        paths[t.node]
        for t in plan.tasks
        if t.node and t.text in ("Đo lưu lượng nước", "Vẽ mạng cấp nước", "Đặt trụ")
    ]
    assert below == ["I#2/1", "I#2/2", "II#2/1"]


def test_of_two_columns_of_tasks_the_one_with_a_text_in_every_row_tells_them() -> None:
    plan = plan_with(
        (
            ("TT", "Nhóm hoạt động", "Hoạt động", "Cơ quan chủ trì", "Đầu ra chủ yếu"),
            ("-", "Tuyên truyền về cháy rừng", "+ Biên soạn tài liệu", "Sở Y tế", "Tài liệu"),
            ("", "", "+ Tập huấn người dân", "Công an tỉnh", "Ít nhất 250 người được tập huấn"),
            ("-", "Trang bị", "+ Lắp đặt trụ nước", "Sở Xây dựng", "Trụ nước"),
        )
    )
    assert [(task.text, task.agencies("lead")) for task in plan.tasks] == [
        ("+ Biên soạn tài liệu", ("Sở Y tế",)),
        ("+ Tập huấn người dân", ("Công an tỉnh",)),
        ("+ Lắp đặt trụ nước", ("Sở Xây dựng",)),
    ]
    assert [(target.value, target.unit) for target in plan.targets] == [(250, "người")]


def test_a_table_of_promises_that_says_who_sees_to_them() -> None:
    plan = plan_with(
        (
            ("TT", "Chỉ tiêu", "Chủ trì"),
            ("I. Xã hội số", "<", "<"),
            ("1", "Phủ sóng di động đạt 100% dân số", "Sở Khoa học và Công nghệ"),
            ("2", "Hộ có cáp quang đạt tối thiểu 80%", "UBND các xã"),
        )
    )
    assert [task.agencies("lead") for task in plan.tasks] == [
        ("Sở Khoa học và Công nghệ",),
        ("Ủy ban nhân dân các xã",),
    ]
    assert [(target.value, target.unit) for target in plan.targets] == [(100, "%"), (80, "%")]
    (group,) = {task.node for task in plan.tasks}
    assert next(node.title for node in plan.outline if node.id == group) == "Xã hội số"


def test_money_stands_on_the_page_of_its_task() -> None:
    builder = DocumentBuilder("plan.pdf", "0" * 64, "application/pdf")
    for page, text in ((1, "I. NHIỆM VỤ"), (2, "1. Sửa trạm bơm, kinh phí 1,2 tỷ đồng."), (2, "PHỤ LỤC")):
        builder.paragraph(text, page=page)
    rows = [
        ("TT", "Nhiệm vụ", "Chủ trì", "Kinh phí (triệu đồng)"),
        ("1", "Nạo vét kênh", "Sở Xây dựng", "120"),
    ]
    builder.table(
        [CellInput([text], r, c) for r, row in enumerate(rows) for c, text in enumerate(row)], page=3
    )
    document = builder.build()
    tasks = extract(document, build(document)).tasks
    assert [(task.budget.total, task.budget.page) for task in tasks if task.budget] == [(1.2, 2), (120, 3)]


def test_the_figures_of_a_merged_cell_are_read_once_and_know_their_whole() -> None:
    plan = plan_with(
        (
            ("TT", "Nội dung công việc", "Hoàn thành", "Đơn vị chủ trì", "Sản phẩm"),
            ("1", "Xây trạm bơm", "Quý II/2026", "Công an tỉnh", "Lắp 12 trạm, trong đó 05 trạm vùng cao"),
            ("2", "Lắp vòi", "Quý III/2026", "Công an tỉnh", "^"),
            ("3", "Lắp loa", "Quý III/2026", "Công an tỉnh", "100% thôn, trong đó hiện có 40 thôn"),
        )
    )
    figures = [(i.id, i.value, i.part_of) for i in (*plan.targets, *plan.baselines)]
    assert figures == [("g1", 12, None), ("g2", 5, "g1"), ("g3", 100, None), ("b1", 40, "g3")]


def test_a_bare_total_before_columns_of_sources_is_the_sum_of_money() -> None:
    plan = plan_with(
        [
            ["STT", "Nội dung", "Đơn vị chủ trì", "Tổng", "NS tỉnh", "NS huyện", "2026"],
            ["1", "Mua xe chữa cháy cho các huyện", "Công an tỉnh", "16.000", "9.000", "4.000", "6.000"],
        ]
    )
    budget = plan.tasks[0].budget
    assert budget is not None
    assert (budget.total, budget.by_source) == (16000, {"ns tỉnh": 9000, "ns huyện": 4000})


def test_shares_a_year_and_thousands_in_a_table_of_targets() -> None:
    plan = plan_with(
        (
            ("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2025", "Năm 2030"),
            ("1", "Tốc độ tăng trưởng", "%/năm", "4,5", "5%/năm"),
            ("2", "Số tài khoản", "tài khoản", "1,250", "2.500"),
            ("3", "Chiều dài kè", "km", "1,250", "2,5"),
        )
    )
    assert [(i.value, i.unit, i.year) for i in plan.targets] == [
        (4.5, "%", 2025),
        (5, "%", 2030),
        (1250, "tài khoản", 2025),
        (2500, "tài khoản", 2030),
        (1.25, "km", 2025),
        (2.5, "km", 2030),
    ]


def test_results_under_a_year_to_come_are_promises_for_that_year() -> None:
    plan = plan_with(
        (
            ("TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"),
            ("I", "Đến năm 2028", "<", "<"),
            ("1", "Số trụ nước", "trụ", "120"),
            ("II", "Đến năm 2030", "<", "<"),
            ("1", "Số trụ nước", "trụ", "≥ 150"),
            ("III", "Tình hình năm 2024", "<", "<"),
            ("1", "Số trụ nước", "trụ", "90"),
        )
    )
    assert [(i.value, i.year) for i in plan.targets] == [(120, 2028), (150, 2030)]
    assert [(i.value, i.year) for i in plan.baselines] == [(90, 2024)]


def test_the_title_of_a_table_is_no_task_whatever_its_verb() -> None:
    plan = read_content(
        (
            "\n".join(HEAD)
            + "\n1. Trang bị xe chữa cháy cho các đội.\n2. Dự kiến phân bổ phương tiện cho các huyện\n"
            "| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n"
            "| 1 | Mua máy bơm | Công an tỉnh | Quý I |\n| 2 | Mua xe thang | Công an tỉnh | Quý II |\n"
        ).encode(),
        "plan.txt",
    )
    assert [t.text for t in plan.tasks] == [
        "Trang bị xe chữa cháy cho các đội.",
        "Mua máy bơm",
        "Mua xe thang",
    ]


def test_the_day_over_a_programme_holds_for_its_rows_and_is_no_task() -> None:
    programme = "| Thời gian | Nội dung | Phụ trách |\n|---|---|---|\n| 7h00 - 8h00 | Khai mạc hội thao | Đoàn trường |\n"
    plan = read_content(
        (
            "\n".join(HEAD) + f"\n1. Chương trình\n\n#### NGÀY 1: THỨ HAI, NGÀY 24/8/2026\n\n{programme}"
        ).encode(),
        "plan.txt",
    )
    assert [(t.text, t.deadline and t.deadline.value) for t in plan.tasks] == [
        ("Khai mạc hội thao", "2026-08-24")
    ]


def test_a_row_without_a_column_for_bodies_says_itself_who_acts() -> None:
    plan = plan_with(
        [
            ["STT", "Thời gian", "Nội dung công việc"],
            ["1", "06/5/2026", "Sở Nội vụ thông báo danh sách các tổ kiểm tra."],
            ["2", "20/5/2026", "Công an tỉnh chủ trì, phối hợp với Sở Xây dựng tổ chức kiểm tra các chợ."],
        ]
    )
    assert [[(a.agency, a.role) for a in t.assignments] for t in plan.tasks] == [
        [("Sở Nội vụ", "lead")],
        [("Công an tỉnh", "lead"), ("Sở Xây dựng", "coordinate")],
    ]


def test_days_without_their_year_and_quarters_in_a_column_of_times() -> None:
    plan = plan_with(
        [
            ["Tuần", "Thời gian", "Nội dung công việc", "Phụ trách"],
            ["7 - 8", "21/10 - 02/11", "Kiểm tra bình chữa cháy", "Tổ Hóa - Sinh"],
            ["9", "Chiều 08/11", "Diễn tập thoát nạn", "Đoàn trường"],
            ["10", "Quý II - Quý III", "Mua vòi chữa cháy", "Văn phòng"],
        ]
    )
    assert [t.deadline and t.deadline.value for t in plan.tasks] == [
        "2026-10-21/2026-11-02",
        "2026-11-08",
        "2026-Q2/2026-Q3",
    ]


def test_persons_in_a_column_of_bodies_are_none() -> None:
    plan = plan_with(
        [
            ["STT", "Nội dung", "Đơn vị phụ trách"],
            ["1", "Tập huấn sử dụng bình chữa cháy", "Phó Hiệu trưởng Trần Văn Sáu"],
            ["2", "Kiểm tra lối thoát nạn", "Ban Giám hiệu, GVCN các lớp"],
        ]
    )
    assert [[a.agency for a in t.assignments] for t in plan.tasks] == [[], ["Ban Giám hiệu"]]


def test_statistics_whose_heads_name_programmes_and_routes_hold_no_tasks() -> None:
    plan = plan_with(
        (
            ("TT", "Tên trạm", "Số máy theo lộ trình", "<", "<"),
            ("^", "^", "theo chương trình mới", "theo chương trình cũ", "Số giờ/tuần"),
            ("1", "Trạm Đông Thạch", "3", "6", "18"),
            ("2", "Trạm Tây Thạch", "lồ", "II", "20"),
            ("3", "Trạm Nam Thạch", "5", "", "22"),
        )
    )
    assert [table.kind for table in plan.tables] == ["other"]
    assert plan.tasks == ()


def test_days_in_plain_numbers_below_a_head_of_deadlines_stay_deadlines() -> None:
    plan = plan_with(
        (
            ("TT", "Nội dung công việc", "Thời hạn (ngày)"),
            ("1", "Kiểm tra kho xăng dầu", "5"),
            ("2", "Họp", "10"),
        )
    )
    assert [table.kind for table in plan.tables] == ["tasks"]
    assert [task.text for task in plan.tasks] == ["Kiểm tra kho xăng dầu", "Họp"]


def test_a_row_without_a_word_is_no_task() -> None:
    plan = plan_with(
        (
            ("TT", "Nội dung công việc", "Thời hạn"),
            ("1", "Kiểm tra kho xăng dầu", "Tháng 5/2026"),
            ("2", "II", "Tháng 6/2026"),
            ("3", "lồ", "Tháng 7/2026"),
            ("4", "Thử còi báo cháy", "Tháng 8/2026"),
        )
    )
    assert [task.text for task in plan.tasks] == ["Kiểm tra kho xăng dầu", "Thử còi báo cháy"]


def test_a_flattened_table_ends_where_the_next_unit_begins() -> None:
    lines = [
        "II. NHIỆM VỤ", "2.1. Đào tạo", "TT", "Nội dung công việc", "Thời gian", "Đơn vị chủ trì",
        "1", "Rà soát chuẩn đầu ra", "Trước 31/12/2026", "Phòng Đào tạo",
        "2", "Nâng cấp phần mềm", "Tháng 11/2026", "Văn phòng Sở",
        "2.2. Nghiên cứu khoa học",
        "Các khoa ký kết hợp tác với doanh nghiệp và trường phổ thông, mở các lớp ngắn hạn phục vụ cộng đồng.",
        "Mỗi năm tổ chức tối thiểu 02 hội thảo khoa học cấp trường, 01 hội thảo quốc tế về đổi mới giảng dạy.",
    ]  # fmt: skip
    plan = read_content("\n".join(lines).encode(), "ke-hoach.txt")
    assert [(t.text, [a.agency for a in t.assignments]) for t in plan.tasks[:2]] == [
        ("Rà soát chuẩn đầu ra", ["Phòng Đào tạo"]),
        ("Nâng cấp phần mềm", ["Văn phòng Sở"]),
    ]
    assert "2.2" in {node.path.rsplit("/", 1)[-1] for node in plan.outline}


CELLS = (
    "Chủ trì: Sở Y tế. Phối hợp: Sở Tài chính, Công an tỉnh.",
    "- Chủ trì: Sở Y tế\n- Phối hợp: Sở Tài chính, Công an tỉnh",
    "* Chủ trì: Sở Y tế\n* Phối hợp thực hiện: Sở Tài chính; Công an tỉnh",
    "Cơ quan chủ trì: Sở Y tế\nCơ quan phối hợp: Sở Tài chính, Công an tỉnh",
    "Chủ trì: Sở Y tế\nPhối hợp: Sở Tài chính, Công an tỉnh",
    "Chủ trì - Sở Y tế; Phối hợp - Sở Tài chính, Công an tỉnh",
    "Sở Y tế chủ trì, phối hợp với Sở Tài chính, Công an tỉnh",
    "Sở Y tế chủ trì; Sở Tài chính, Công an tỉnh phối hợp",
    "Sở Y tế (chủ trì); Sở Tài chính, Công an tỉnh (phối hợp)",
    "Sở Y tế (CT), Sở Tài chính, Công an tỉnh (PH)",
)


@pytest.mark.parametrize("head", ["Phân công nhiệm vụ", "Cơ quan thực hiện", "Đơn vị chủ trì, phối hợp"])
@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_that_says_who_does_what_is_believed(head: str, cell: str) -> None:
    plan = plan_with(
        (
            ("TT", "Nội dung công việc", head, "Thời gian"),
            ("1", "Biên soạn tài liệu", cell, "Quý II/2026"),
            ("2", "Phát tờ rơi đến hộ dân", "Sở Y tế", "Quý III/2026"),
        )
    )
    first = plan.tasks[0]
    assert (first.agencies("lead"), first.agencies("coordinate"), first.agencies("implement")) == (
        ("Sở Y tế",),
        ("Sở Tài chính", "Công an tỉnh"),
        (),
    )


def test_who_only_works_with_others_has_the_role_of_the_column() -> None:
    plan = plan_with(
        (
            ("TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian"),
            ("1", "Biên soạn tài liệu", "Sở Y tế phối hợp với Sở Tài chính", "Quý II/2026"),
            ("2", "Phát tờ rơi đến hộ dân", "Sở Y tế", "Quý III/2026"),
        )
    )
    assert plan.tasks[0].agencies("lead") == ("Sở Y tế",)
    assert plan.tasks[0].agencies("coordinate") == ("Sở Tài chính",)


TASKS = ("Xây dựng phương án ứng phó bão mạnh", "Rà soát các khu nhà ở xuống cấp", "Tổ chức diễn tập")


def leads(plan: Plan) -> list[list[str]]:
    return [list(task.agencies("lead")) for task in plan.tasks]


def deadlines(plan: Plan) -> list[str | None]:
    return [task.deadline.value if task.deadline else None for task in plan.tasks]


@pytest.mark.parametrize(
    "rows",
    [
        (("I", "Sở Xây dựng", ""), ("II", "Công an tỉnh", "")),
        (("Sở Xây dựng", "<", "<"), ("Công an tỉnh", "<", "<")),
    ],
)
def test_a_body_over_a_group_of_rows_leads_them(rows: Table) -> None:
    plan = plan_with(
        (
            ("STT", "Nội dung nhiệm vụ", "Thời gian"),
            rows[0],
            ("1", TASKS[0], "Quý II/2026"),
            ("2", TASKS[1], "Quý III/2026"),
            rows[1],
            ("1", TASKS[2], "Tháng 6/2026"),
        )
    )
    assert leads(plan) == [["Sở Xây dựng"], ["Sở Xây dựng"], ["Công an tỉnh"]]


def test_a_column_of_bodies_without_a_word_for_their_role_leads() -> None:
    plan = plan_with(
        (
            ("TT", "Đơn vị", "Nội dung nhiệm vụ", "Thời gian"),
            ("1", "Sở Xây dựng", TASKS[0], "Quý II"),
            ("^", "^", TASKS[1], "Quý III"),
            ("2", "Công an tỉnh", TASKS[2], "Tháng 6"),
        )
    )
    assert leads(plan) == [["Sở Xây dựng"], ["Sở Xây dựng"], ["Công an tỉnh"]]


def test_the_unit_of_measure_is_no_column_of_bodies() -> None:
    plan = plan_with(
        (("TT", "Nội dung", "Đơn vị", "Chỉ tiêu năm 2026"), ("1", "Trồng cây xanh", "cây", "500"))
    )
    assert plan.tasks == ()
    assert [(target.value, target.unit) for target in plan.targets] == [(500, "cây")]


@pytest.mark.parametrize(
    ("head", "below"),
    [
        (("Quý I", "Quý II", "Quý III", "Quý IV"), None),
        (("Tiến độ năm 2026", "<", "<", "<"), ("Quý I", "Quý II", "Quý III", "Quý IV")),
        (("Thời gian thực hiện (quý)", "<", "<", "<"), ("I", "II", "III", "IV")),
    ],
)
def test_ticks_below_quarters_tell_when(head: tuple[str, ...], below: tuple[str, ...] | None) -> None:
    table = [("STT", "Nhiệm vụ", "Chủ trì", *head)]
    if below:
        table.append(("^", "^", "^", *below))
    table += [
        ("1", TASKS[0], "Sở Xây dựng", "", "x", "", ""),
        ("2", TASKS[1], "Sở Xây dựng", "", "X", "X", ""),
        ("3", TASKS[2], "Công an tỉnh", "x", "", "", "x"),
    ]
    plan = plan_with(table)
    assert deadlines(plan) == ["2026-Q2", "2026-Q2/2026-Q3", "2026-Q1"]
    assert [task.deadline.due for task in plan.tasks if task.deadline] == [
        "2026-06-30",
        "2026-09-30",
        "2026-12-31",
    ]


def test_ticks_alone_make_a_table_of_tasks() -> None:
    plan = plan_with(
        (("TT", "Nội dung công việc", "2026", "2027"), ("1", TASKS[0], "x", ""), ("2", TASKS[1], "x", "x"))
    )
    assert deadlines(plan) == ["2026", "2026/2027"]


def test_begin_and_end_are_a_period() -> None:
    plan = plan_with(
        (
            ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian", "<"),
            ("^", "^", "^", "Bắt đầu", "Kết thúc"),
            ("1", TASKS[0], "Sở Xây dựng", "01/4/2026", "30/6/2026"),
            ("2", TASKS[1], "Sở Xây dựng", "Tháng 6/2026", ""),
        )
    )
    assert deadlines(plan) == ["2026-04-01/2026-06-30", "2026-06"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("4/2026", "2026-04"),
        ("Tháng 5", "2026-05"),
        ("6", "2026-06"),
        ("T7/2026", "2026-07"),
        ("Thường xuyên", "continuous"),
    ],
)
def test_months_in_a_column_of_months(cell: str, value: str) -> None:
    head = ("Tháng", "Nội dung công việc", "Đơn vị thực hiện", "Ghi chú")
    plan = plan_with((head, (cell, TASKS[0], "Sở Xây dựng", "")))
    assert deadlines(plan) == [value]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("QII", "2026-Q2"),
        ("Q2/2027", "2027-Q2"),
        ("III/2027", "2027-Q3"),
        ("6/2026 - 12/2026", "2026-06/2026-12"),
        ("2026, 2027", "2026/2027"),
        ("Đến 2027", "2027"),
        ("Theo tiến độ", None),
        ("15", None),
    ],
)
def test_times_in_short(cell: str, value: str | None) -> None:
    plan = plan_with((("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), ("1", TASKS[0], "Sở Xây dựng", cell)))
    assert deadlines(plan) == [value]


def test_a_number_below_how_many_months_it_takes_is_no_month() -> None:
    plan = plan_with(
        (("STT", "Nhiệm vụ", "Chủ trì", "Thời gian thực hiện (tháng)"), ("1", TASKS[0], "Sở Xây dựng", "6"))
    )
    assert deadlines(plan) == [None]


def test_as_above_means_the_bodies_of_the_row_above() -> None:
    plan = plan_with(
        (
            ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp"),
            ("1", TASKS[0], "Sở Xây dựng", "Công an tỉnh; UBND các xã"),
            ("2", TASKS[1], "-nt-", "Như trên"),
            ("3", TASKS[2], "Công an tỉnh", "-"),
        )
    )
    assert leads(plan) == [["Sở Xây dựng"], ["Sở Xây dựng"], ["Công an tỉnh"]]
    helpers = ["Công an tỉnh", "Ủy ban nhân dân các xã"]
    assert [list(task.agencies("coordinate")) for task in plan.tasks] == [helpers, helpers, []]
    assert [part.inherited for part in plan.tasks[1].assignments] == [True, True, True]


@pytest.mark.parametrize("first", ["1.1", "a"])
def test_a_number_that_names_nobody_over_its_parts_is_a_group(first: str) -> None:
    plan = plan_with(
        (
            ("STT", "Nhiệm vụ", "Chủ trì", "Thời gian"),
            ("1", "Công tác chỉ đạo, điều hành", "", ""),
            (first, TASKS[0], "Sở Xây dựng", "Quý II"),
        )
    )
    assert [task.text for task in plan.tasks] == [TASKS[0]]
    assert [node.title for node in plan.outline][-1] == "Công tác chỉ đạo, điều hành"


def test_lines_of_a_cell_that_say_who_and_when_are_no_part_of_the_task() -> None:
    said = "\n- Chủ trì: Sở Xây dựng\n- Phối hợp: Công an tỉnh\n- Thời gian: Quý II/2026"
    plan = plan_with(
        (("STT", "Nội dung nhiệm vụ"), *((str(n), task + said) for n, task in enumerate(TASKS, 1)))
    )
    assert [task.text for task in plan.tasks] == list(TASKS)
    assert leads(plan) == [["Sở Xây dựng"]] * 3
    assert [list(task.agencies("coordinate")) for task in plan.tasks] == [["Công an tỉnh"]] * 3
    assert deadlines(plan) == ["2026-Q2"] * 3
