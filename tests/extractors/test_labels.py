"""Label lines and label headings: who, when and what for, told below a task."""

from __future__ import annotations

from functools import partial

import plan_texts
import pytest

from docparse.model import Task

plan_of = partial(plan_texts.plan_of, subject="Bảo tồn nghề thủ công năm 2019", place="An Biên", year=2019)


def roles(task: Task) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for assignment in task.assignments:
        found.setdefault(assignment.role, []).append(assignment.agency)
    return found


def test_numbered_label_headings_hold_for_the_tasks_beside_them() -> None:
    plan = plan_of(
        "II. NHIỆM VỤ",
        "1. Kiểm kê nghề truyền thống",
        "1.1. Nội dung, biện pháp",
        "a) Lập danh mục các làng nghề còn hoạt động;",
        "b) Ghi hình quy trình làm nghề của các nghệ nhân.",
        "1.2. Cơ quan chủ trì, phối hợp",
        "a) Cơ quan chủ trì",
        "- Sở Văn hóa và Thể thao.",
        "- Hội Nông dân tỉnh; Sở Công Thương.",
        "b) Cơ quan phối hợp",
        "- Mặt trận Tổ quốc Việt Nam và Hội Cựu chiến binh các cấp.",
        "1.3. Thời gian thực hiện: Quý II năm 2019.",
        "2. Mở lớp truyền nghề cho thanh niên.",
    )
    assert [task.text for task in plan.tasks] == [
        "Lập danh mục các làng nghề còn hoạt động;",
        "Ghi hình quy trình làm nghề của các nghệ nhân.",
        "Mở lớp truyền nghề cho thanh niên.",
    ]
    for task in plan.tasks[:2]:
        assert roles(task)["lead"] == ["Sở Văn hóa và Thể thao", "Hội Nông dân tỉnh", "Sở Công Thương"]
        assert [name.split(" các cấp")[0] for name in roles(task)["coordinate"]] == [
            "Mặt trận Tổ quốc Việt Nam",
            "Hội Cựu chiến binh",
        ]
        assert task.deadline is not None
        assert task.deadline.value == "2019-Q2"
    assert roles(plan.tasks[2]) == {}
    assert plan.tasks[2].deadline is None


def test_a_section_of_tasks_is_no_label_though_its_title_could_be_one() -> None:
    plan = plan_of(
        "PHẦN II. KẾ HOẠCH",
        "V. PHÂN CÔNG THỰC HIỆN",
        "1. Sở Tài chính",
        "- Bố trí kinh phí trong dự toán hằng năm.",
        "2. Sở Công Thương",
        "- Giới thiệu sản phẩm tại hội chợ.",
    )
    assert [(task.text, roles(task)) for task in plan.tasks] == [
        ("Bố trí kinh phí trong dự toán hằng năm.", {"lead": ["Sở Tài chính"]}),
        ("Giới thiệu sản phẩm tại hội chợ.", {"lead": ["Sở Công Thương"]}),
    ]


def test_a_label_line_may_have_its_values_below_it() -> None:
    plan = plan_of(
        "II. NHIỆM VỤ",
        "1. Xây dựng phòng trưng bày nghề gốm",
        "- Cơ quan chủ trì:",
        "+ Bảo tàng tỉnh;",
        "+ Sở Xây dựng.",
        "- Thời gian thực hiện:",
        "+ Bảo tàng tỉnh gửi phương án trước ngày 15 tháng 5 năm 2019.",
    )
    first, second = plan.tasks
    assert first.text == "Xây dựng phòng trưng bày nghề gốm"
    assert roles(first) == {"lead": ["Bảo tàng tỉnh", "Sở Xây dựng"]}
    assert second.text.startswith("Bảo tàng tỉnh gửi phương án")
    assert roles(second) == {"lead": ["Bảo tàng tỉnh"]}


def test_a_line_of_content_among_labels_describes_the_task_above() -> None:
    plan = plan_of(
        "II. NHIỆM VỤ",
        "1. Rà soát quy hoạch làng nghề",
        "- Nội dung: xác định quỹ đất cho sản xuất, nơi xử lý nước thải.",
        "- Cơ quan chủ trì: Sở Xây dựng.",
        "- Thời hạn ban hành: trước ngày 30 tháng 9 năm 2019.",
    )
    (task,) = plan.tasks
    assert task.text == "Rà soát quy hoạch làng nghề"
    assert roles(task) == {"lead": ["Sở Xây dựng"]}
    assert task.deadline is not None
    assert task.deadline.value == "2019-09-30"


def test_a_heading_of_content_without_other_labels_holds_tasks() -> None:
    plan = plan_of("II. NHIỆM VỤ", "1. Nội dung: Sở Công Thương tổ chức hội chợ làng nghề.")
    assert len(plan.tasks) == 1


def test_a_label_that_says_itself_who_does_what() -> None:
    plan = plan_of(
        "II. NHIỆM VỤ",
        "1. Phục dựng lễ hội làng nghề",
        "a) Hoạt động 1",
        "- Nội dung: Sưu tầm tư liệu về lễ hội.",
        "- Cơ quan thực hiện: Sở Văn hóa và Thể thao chủ trì, phối hợp với Bảo tàng tỉnh.",
        "b) Hoạt động 2",
        "- Nội dung:",
        "+ Dựng lại trang phục truyền thống.",
        "- Cơ quan thực hiện: Hội Nông dân tỉnh.",
    )
    first, second = plan.tasks
    assert first.text.endswith("Sưu tầm tư liệu về lễ hội.")
    assert roles(first) == {"lead": ["Sở Văn hóa và Thể thao"], "coordinate": ["Bảo tàng tỉnh"]}
    assert second.text == "Dựng lại trang phục truyền thống."
    assert roles(second) == {"implement": ["Hội Nông dân tỉnh"]}


def test_who_carries_out_stands_behind_a_semicolon_beside_who_leads() -> None:
    plan = plan_of(
        "II. NHIỆM VỤ",
        "1. Phổ biến quy ước làng nghề",
        "- Cơ quan thực hiện: Sở Công Thương chủ trì; Sở Tư pháp, Báo tỉnh.",
        "2. Mở phòng trưng bày",
        "- Cơ quan thực hiện:",
        "+ Bảo tàng tỉnh chủ trì, phối hợp với các cơ quan tố tụng.",
    )
    first, second = plan.tasks
    assert roles(first)["lead"] == ["Sở Công Thương"]
    assert "Sở Tư pháp" in roles(first)["implement"]
    assert roles(second) == {"lead": ["Bảo tàng tỉnh"], "coordinate": ["các cơ quan tố tụng"]}


def test_a_closing_line_may_divide_the_units_above_between_bodies() -> None:
    plan = plan_of(
        "II. NHIỆM VỤ",
        "4. Phục hồi làng nghề",
        "4.1. Rà soát các hộ còn làm nghề đan lát.",
        "4.2. Cho vay vốn mua nguyên liệu.",
        "4.3. Mở phòng trưng bày tại trung tâm huyện.",
        "Cơ quan chủ trì: Phòng Lao động - TB&XH (mục 4.1, 4.2); Trung tâm Văn hóa huyện (mục 4.3).",
        "Cơ quan phối hợp: Hội Nông dân huyện.",
    )
    labour = "Phòng Lao động - Thương binh và Xã hội"
    assert [roles(task) for task in plan.tasks] == [
        {"lead": [labour], "coordinate": ["Hội Nông dân huyện"]},
        {"lead": [labour], "coordinate": ["Hội Nông dân huyện"]},
        {"lead": ["Trung tâm Văn hóa huyện"], "coordinate": ["Hội Nông dân huyện"]},
    ]


def test_a_label_with_two_role_words_fills_both_lists() -> None:
    plan = plan_of(
        "II. NHIỆM VỤ",
        "1. Xét chọn nghệ nhân để phong tặng danh hiệu.",
        "Cơ quan chủ trì, phối hợp: Sở Nội vụ, Sở Công Thương.",
    )
    both = ["Sở Nội vụ", "Sở Công Thương"]
    assert [roles(task) for task in plan.tasks] == [{"lead": both, "coordinate": both}]


def test_a_sentence_that_tells_only_who_does_it_belongs_to_the_task_above() -> None:
    plan = plan_of(
        "II. NHIỆM VỤ",
        "1. Kiểm tra việc sử dụng nhãn hiệu làng nghề tại các chợ.",
        "Sở Công Thương chủ trì, phối hợp với Công an tỉnh và Hội Nông dân tỉnh thực hiện.",
        "2. Lập hồ sơ đăng ký chỉ dẫn địa lý.",
        "Giao Sở Khoa học và Công nghệ chủ trì lập hồ sơ gửi Bộ trước ngày 30/6/2019.",
    )
    assert [task.text[:14] for task in plan.tasks] == ["Kiểm tra việc ", "Giao Sở Khoa h"]
    assert roles(plan.tasks[0]) == {
        "lead": ["Sở Công Thương"],
        "coordinate": ["Công an tỉnh", "Hội Nông dân tỉnh"],
    }


def test_a_label_below_the_last_unit_holds_for_all_where_none_names_anybody() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Viện phí",
        "1.1. Nâng cấp phần mềm quản lý bệnh viện.",
        "1.2. Lắp đặt quầy thu bằng thẻ.",
        "Chủ trì: Sở Y tế; phối hợp: Bảo hiểm xã hội tỉnh.",
        "2. Học phí",
        "2.1. Sở Giáo dục và Đào tạo rà soát số trường thu qua thẻ.",
        "2.2. Mở tài khoản cho học sinh.",
        "Chủ trì: Kho bạc Nhà nước tỉnh.",
    )
    assert [roles(task).get("lead") for task in plan.tasks] == [
        ["Sở Y tế"],
        ["Sở Y tế"],
        ["Sở Giáo dục và Đào tạo"],
        ["Kho bạc Nhà nước tỉnh"],
    ]
    assert roles(plan.tasks[0])["coordinate"] == ["Bảo hiểm xã hội tỉnh"]


def test_a_sentence_that_speaks_of_all_above_holds_for_all_of_them() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Đội ngũ",
        "a) Tuyển dụng mới 30 giáo viên.",
        "b) Cử giáo viên đi bồi dưỡng.",
        "Các nhiệm vụ trên do Sở Nội vụ chủ trì; Sở Tài chính và Trường Trung cấp nghề phối hợp thực hiện.",
        "2. Thiết bị",
        "a) Mua máy vi tính.",
        "b) Sửa phòng học.",
        "Sở Y tế chủ trì, phối hợp với Sở Tài chính thực hiện các nội dung a, b mục này.",
    )
    assert [roles(task).get("lead") for task in plan.tasks] == [["Sở Nội vụ"]] * 2 + [["Sở Y tế"]] * 2
    assert roles(plan.tasks[0])["coordinate"] == ["Sở Tài chính", "Trường Trung cấp nghề"]


def test_a_closing_sentence_tells_when_as_well() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "5. Chuẩn bị",
        "a) Xây dựng cơ sở dữ liệu việc làm.",
        "b) Sắp xếp lại các trung tâm dịch vụ.",
        "Các nhiệm vụ tại điểm 5 này do Cục Việc làm chủ trì, Thanh tra Bộ phối hợp thực hiện trong năm 2027.",
    )
    assert [roles(task) for task in plan.tasks] == [
        {"lead": ["Cục Việc làm"], "coordinate": ["Thanh tra Bộ"]}
    ] * 2
    assert [task.deadline and task.deadline.value for task in plan.tasks] == ["2027", "2027"]


def test_the_last_unit_may_name_a_body_and_the_labels_below_it_hold_for_all() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Truyền thông",
        "a) Mở chuyên mục trên sóng phát thanh.",
        "b) Đưa nội dung vào giờ ngoại khóa. Sở Giáo dục và Đào tạo hướng dẫn các trường.",
        "Cơ quan chủ trì: Sở Y tế.",
        "Thời gian: Thường xuyên.",
    )
    assert [roles(task)["lead"] for task in plan.tasks] == [["Sở Y tế"], ["Sở Y tế"]]
    assert [task.deadline and task.deadline.value for task in plan.tasks] == ["continuous", "continuous"]


def test_a_starred_block_reaches_back_to_the_labels_before_it() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Chính sách",
        "- Rà soát các quy định về đất đai.",
        "+ Chủ trì: Sở Nội vụ.",
        "- Nghiên cứu chính sách hỗ trợ lãi suất.",
        "- Lập quỹ bảo lãnh tín dụng.",
        "* Đơn vị chủ trì: Sở Tài chính.",
    )
    assert [roles(task)["lead"] for task in plan.tasks] == [["Sở Nội vụ"], ["Sở Tài chính"], ["Sở Tài chính"]]


def test_short_words_of_labels() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Thanh tra việc dùng chất cấm (CQ chủ trì: Thanh tra Sở; CQ phối hợp: Chi cục Thú y; T/g: quý III).",
    )
    assert roles(plan.tasks[0]) == {"lead": ["Thanh tra Sở"], "coordinate": ["Chi cục Thú y"]}
    assert plan.tasks[0].deadline is not None
    assert plan.tasks[0].deadline.value.endswith("-Q3")


def test_bodies_with_orders_of_their_own_are_no_values_of_a_label_above() -> None:
    plan = plan_of(
        "II. NHIỆM VỤ",
        "2. Rà soát văn bản",
        "a) Nội dung: Rà soát quy chế của các trường.",
        "b) Cơ quan thực hiện:",
        "- Sở Tư pháp:",
        "+ Tổng hợp kết quả rà soát của các trường.",
        "+ Trình Ủy ban nhân dân tỉnh sửa đổi quy chế.",
        "- Sở Nội vụ:",
        "+ Thẩm định tổ chức bộ máy.",
    )
    told = {task.text: roles(task).get("lead") for task in plan.tasks}
    assert told["Tổng hợp kết quả rà soát của các trường."] == ["Sở Tư pháp"]
    assert told["Trình Ủy ban nhân dân tỉnh sửa đổi quy chế."] == ["Sở Tư pháp"]
    assert told["Thẩm định tổ chức bộ máy."] == ["Sở Nội vụ"]


def test_bodies_behind_a_bare_label_and_with_their_shares_in_brackets() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Dữ liệu",
        "a) Số hóa sổ hộ tịch và đất đai.",
        "Thực hiện: Phòng Kinh tế (đất đai), Sở Tư pháp (hộ tịch); Công an xã. Thời gian: tháng 10/2026.",
        "b) Thực hiện: rà soát lại sổ sách.",
    )
    first, second = plan.tasks
    assert roles(first)["implement"] == ["Phòng Kinh tế", "Sở Tư pháp", "Công an xã"]
    assert first.deadline is not None
    assert first.deadline.value == "2026-10"
    assert second.text == "Thực hiện: rà soát lại sổ sách."


def test_a_label_may_name_the_units_before_each_body() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "2. Tuyến phố đi bộ",
        "2.1. Lát gạch vỉa hè.",
        "2.2. Lắp đèn trang trí.",
        "2.3. Bố trí sân khấu.",
        "Cơ quan chủ trì mục 2.1, 2.2: Sở Xây dựng; mục 2.3: Sở Y tế.",
    )
    assert [roles(task).get("lead") for task in plan.tasks] == [["Sở Xây dựng"], ["Sở Xây dựng"], ["Sở Y tế"]]


def test_a_label_may_go_on_with_whom() -> None:
    plan = plan_of(
        "II. NHIỆM VỤ",
        "1. Mở hội chợ làng nghề.",
        "- Đơn vị chủ trì: Phòng Phổ biến, giáo dục pháp luật, phối hợp với Văn phòng Sở và Tỉnh đoàn.",
    )
    assert roles(plan.tasks[0]) == {
        "lead": ["Phòng Phổ biến, giáo dục pháp luật"],
        "coordinate": ["Văn phòng Sở", "Tỉnh đoàn"],
    }


@pytest.mark.parametrize(
    "label",
    [
        "* Đơn vị thực hiện: Sở Y tế (chủ trì), Công an tỉnh (phối hợp).",
        "* Cơ quan thực hiện: Sở Y tế (cơ quan chủ trì); Công an tỉnh (PH).",
    ],
)
def test_brackets_in_a_label_line_tell_the_roles(label: str) -> None:
    plan = plan_of("I. NHIỆM VỤ", "1. Công tác phòng ngừa", "- Xây dựng phương án.", label)
    (task,) = plan.tasks
    assert (task.agencies("lead"), task.agencies("coordinate")) == (("Sở Y tế",), ("Công an tỉnh",))
    assert task.agencies("implement") == ()


@pytest.mark.parametrize(
    ("bracket", "lead", "coordinate"),
    [
        ("(giao Sở Y tế chủ trì)", ("Sở Y tế",), ()),
        ("(Sở Y tế chủ trì, phối hợp với Công an tỉnh)", ("Sở Y tế",), ("Công an tỉnh",)),
        ("(Chủ trì: Sở Y tế; phối hợp: Công an tỉnh):", ("Sở Y tế",), ("Công an tỉnh",)),
        ("(Giao Phòng Bưu chính Viễn thông)", ("Phòng Bưu chính Viễn thông",), ()),
        ("(theo Phụ lục 1)", (), ()),
    ],
)
def test_a_bracket_behind_a_heading_tells_who_leads_below_it(
    bracket: str, lead: tuple[str, ...], coordinate: tuple[str, ...]
) -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        f"1. Công tác phòng ngừa {bracket}",
        "- Xây dựng phương án.",
        "- Công an xã tổ chức tập huấn.",
    )
    first, second = plan.tasks
    assert (first.agencies("lead"), first.agencies("coordinate")) == (lead, coordinate)
    assert second.agencies("lead") == ("Công an xã",)


@pytest.mark.parametrize("title", ["Tổ chức diễn tập", "Tổ chức hội nghị", "Tổ chức truyền thông"])
def test_a_short_order_with_labels_below_it_is_no_name_of_a_body(title: str) -> None:
    plan = plan_of("I. NHIỆM VỤ", f"1. {title}", "- Đơn vị chủ trì: Công an tỉnh", "- Thời gian: Quý II/2019")
    assert [(task.text, task.agencies("lead")) for task in plan.tasks] == [(title, ("Công an tỉnh",))]
