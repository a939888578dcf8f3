"""Which passages of a plan are tasks, who is addressed in them, and until when."""

from __future__ import annotations

from functools import partial

import plan_texts

from docparse.model import Plan, Task
from docparse.plan import read_content

plan_of = partial(plan_texts.plan_of, subject="Phát triển trường học năm 2023", place="An Biên", year=2023)


def texts(plan: Plan) -> list[str]:
    return [task.text for task in plan.tasks]


def task(plan: Plan, opening: str) -> Task:
    return next(t for t in plan.tasks if t.text.startswith(opening))


def test_a_lead_in_to_the_bodies_of_the_heading_leaves_the_order_theirs() -> None:
    plan = plan_of(
        "II. TỔ CHỨC THỰC HIỆN",
        "8. Trung tâm Y tế huyện; Bệnh viện đa khoa tỉnh",
        "Yêu cầu thủ trưởng các đơn vị thực hiện tốt các nội dung sau:",
        "- Lập kế hoạch trực.",
        "Nhận được Kế hoạch này, Sở Y tế yêu cầu thủ trưởng các đơn vị nghiêm túc triển khai.",
    )
    assert [[a.agency for a in t.assignments] for t in plan.tasks] == [
        ["Trung tâm Y tế huyện", "Bệnh viện đa khoa tỉnh"],
        ["các đơn vị"],
    ]


def test_the_days_of_a_step_hold_for_what_stands_below_it() -> None:
    plan = plan_of(
        "II. TIẾN ĐỘ",
        "1. Bước 1 (từ ngày 08/10 đến ngày 22/10/2023): Cấp trường",
        "- Các trường thành lập ban tổ chức, lập hồ sơ dự thi.",
    )
    deadline = task(plan, "Các trường").deadline
    assert deadline is not None
    assert deadline.value == "2023-10-08/2023-10-22"


def test_a_body_in_a_later_clause_leaves_the_order_to_those_headed() -> None:
    plan = plan_of(
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Hội Nông dân xã",
        "Vận động hội viên gương mẫu; Đoàn Thanh niên xã thành lập 05 đội tình nguyện.",
    )
    assert {a.agency for a in plan.tasks[0].assignments} == {"Hội Nông dân xã", "Đoàn Thanh niên xã"}


def test_thanks_and_titles_of_linked_pages_are_no_tasks() -> None:
    plan = plan_of(
        "II. NHIỆM VỤ",
        "1. Sửa chữa 12 phòng học.",
        "Sở Giáo dục và Đào tạo xin trân trọng cảm ơn./.",
        "<h4>Báo cáo thường niên của ngành (https://example.vn/bao-cao.html)</h4>",
    )
    assert texts(plan) == ["Sửa chữa 12 phòng học."]


def test_conditions_are_no_tasks_but_an_order_among_them_is() -> None:
    plan = plan_of(
        "I. NỘI DUNG",
        "1. Đối tượng, điều kiện",
        "- Học sinh hoàn thành chương trình lớp 5 tại huyện.",
        "- Xếp loại học lực Giỏi năm học trước.",
        "- Tổ chức khảo sát những em đủ điều kiện.",
    )
    assert texts(plan) == ["Tổ chức khảo sát những em đủ điều kiện."]


def test_a_list_of_names_is_no_task() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Các trường được kiểm tra trong năm",
        "Các trường mầm non: Thái Sơn, Hương Lâm",
        "Các trường THCS: Thị trấn Thắng, Hoàng An",
        "2. Rà soát cơ sở vật chất của các trường.",
    )
    assert texts(plan) == ["Rà soát cơ sở vật chất của các trường."]


def test_what_a_report_consists_of_is_no_task() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Báo cáo tự đánh giá của nhà trường gửi về Phòng Giáo dục và Đào tạo chậm nhất vào ngày 31/5/2023 gồm",
        "- Báo cáo tự đánh giá;",
        "- Bảng mã minh chứng.",
    )
    assert len(plan.tasks) == 1
    assert plan.tasks[0].deadline is not None
    assert plan.tasks[0].deadline.value == "2023-05-31"


def test_a_heading_that_is_a_sentence_is_no_task_when_bullets_order_it() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Hoàn thành ít nhất 500 ha mặt bằng sạch để thu hút nhà đầu tư vào các khu công nghiệp của tỉnh.",
        "- Sở Công Thương tham mưu quy hoạch chi tiết.",
        "- Ủy ban nhân dân các xã giải phóng mặt bằng.",
    )
    assert texts(plan) == [
        "Sở Công Thương tham mưu quy hoạch chi tiết.",
        "Ủy ban nhân dân các xã giải phóng mặt bằng.",
    ]


def test_dated_activities_of_a_schedule_are_tasks_with_their_dates() -> None:
    plan = plan_of(
        "I. NỘI DUNG",
        "1. Thời gian nhận hồ sơ, công bố kết quả",
        "Lịch nhận hồ sơ: Từ ngày 20/7/2023 đến hết ngày 25/7/2023 tại trường.",
        "Công bố kết quả khảo sát: Chậm nhất ngày 04/8/2023.",
        "Địa điểm khảo sát: Tại trường.",
    )
    assert [(t.text[:16], t.deadline.value if t.deadline else None) for t in plan.tasks] == [
        ("Lịch nhận hồ sơ:", "2023-07-20/2023-07-25"),
        ("Công bố kết quả ", "2023-08-04"),
    ]


def test_data_counted_up_to_a_year_have_no_deadline() -> None:
    plan = plan_of("I. NHIỆM VỤ", "1. Cập nhật số liệu được tính đến hết năm học 2021-2022.")
    assert plan.tasks[0].deadline is None


def test_under_a_heading_of_responsibility_a_leaf_that_coordinates_makes_its_agency_coordinate() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Cục Hóa chất có trách nhiệm:",
        "a) Theo dõi việc thực hiện Kế hoạch.",
        "b) Phối hợp với Vụ Pháp chế rà soát văn bản.",
    )
    assert task(plan, "Theo dõi").agencies("lead") == ("Cục Hóa chất",)
    assert task(plan, "Phối hợp").agencies("lead") == ()
    assert set(task(plan, "Phối hợp").agencies("coordinate")) == {"Cục Hóa chất", "Vụ Pháp chế"}


def test_a_short_name_means_the_group_of_its_heading() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Các trường mầm non, tiểu học trên địa bàn",
        "- Hiệu trưởng các trường trực tiếp tuyên truyền đến phụ huynh.",
    )
    assert plan.tasks[0].agencies("lead") == ("các trường mầm non, tiểu học",)


def test_a_bullet_of_agencies_charges_the_bullets_below_it_before_any_lead_in() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "Các sở, ngành chủ trì triển khai các nhiệm vụ sau:",
        "1. Hoàn thiện thể chế",
        "- Sở Công Thương",
        "+ Rà soát quy hoạch chợ.",
        "- Sở Xây dựng",
        "+ Ban hành định mức.",
        "2. Đề nghị Trung ương Đoàn",
        "- Tổ chức các đội tình nguyện.",
    )
    assert [t.agencies("lead") for t in plan.tasks] == [
        ("Sở Công Thương",),
        ("Sở Xây dựng",),
        ("Trung ương Đoàn",),
    ]


def test_a_heading_that_says_with_whom_holds_for_the_bullets_below_it() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Sở Công Thương",
        "a) Chủ trì, phối hợp với các sở, ngành",
        "- Tổ chức hội chợ.",
        "b) Phối hợp với Công an tỉnh",
        "- Kiểm tra thị trường.",
        "c) Chủ trì, phối hợp",
        "- Sở Tài chính và các đơn vị liên quan cân đối ngân sách.",
    )
    roles = [(t.agencies("lead"), t.agencies("coordinate")) for t in plan.tasks]
    assert roles == [
        (("Sở Công Thương",), ("các sở, ngành",)),
        ((), ("Công an tỉnh", "Sở Công Thương")),
        (("Sở Công Thương",), ("Sở Tài chính", "các đơn vị")),
    ]


def test_resources_as_a_topic_among_the_tasks_are_tasks() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Về dữ liệu",
        "- Chuẩn hóa dữ liệu hộ tịch.",
        "2. Về nguồn lực",
        "- Tập huấn cán bộ công nghệ số.",
        "II. NGUỒN LỰC THỰC HIỆN",
        "- Ngân sách tỉnh bảo đảm.",
    )
    assert [node.role for node in plan.outline] == ["tasks", "tasks", "tasks", "funding"]
    assert [t[:8] for t in texts(plan)] == ["Chuẩn hó", "Tập huấn"]


def test_who_is_advised_coordinates_nothing() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Sở Y tế",
        "- Chủ trì, phối hợp với Sở Tài chính tham mưu Ủy ban nhân dân tỉnh phối hợp Bộ Y tế triển khai Dự án 6.",
    )
    assert "Ủy ban nhân dân tỉnh" not in plan.tasks[0].agencies("coordinate")


def test_what_stands_between_two_short_quotations_is_counted() -> None:
    plan = plan_of(
        "I. MỤC TIÊU",
        "1. Xây dựng xã “không rác” theo lộ trình, phấn đấu đạt 20% số xã “không rác” năm 2025.",
        "2. Thực hiện phong trào “Mỗi năm trồng mới 5.000 cây xanh ở nông thôn”.",
    )
    assert [t.value for t in plan.targets] == [20.0, None]


def test_what_is_exported_is_a_target_though_it_is_told_in_money() -> None:
    plan = plan_of("I. MỤC TIÊU", "1. Giá trị hàng hóa xuất khẩu đến năm 2030 đạt 400 triệu USD.")
    assert [(t.value, t.unit) for t in plan.targets] == [(400.0, "triệu usd")]


def test_a_law_is_cited_once_by_its_number_though_also_by_its_name() -> None:
    plan = plan_of(
        "Căn cứ Luật Trí tuệ nhân tạo số 134/2025/QH15 ngày 10 tháng 12 năm 2025;",
        "I. NHIỆM VỤ",
        "1. Phổ biến Luật Trí tuệ nhân tạo.",
    )
    assert [(c.number, c.mentions) for c in plan.citations] == [("134/2025/QH15", 2)]


def test_the_passage_of_a_law_is_the_one_that_prints_its_number() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Phổ biến Luật Trí tuệ nhân tạo.",
        "2. Tập huấn Luật Trí tuệ nhân tạo số 134/2025/QH15 ngày 10 tháng 12 năm 2025.",
    )
    (law,) = plan.citations
    assert "134/2025/QH15" in plan.passage(law)


def test_an_article_that_charges_somebody_is_a_task_and_one_that_takes_effect_is_none() -> None:
    text = (
        "ỦY BAN NHÂN DÂN TỈNH AN BIÊN\nSố: 12/QĐ-UBND\nAn Biên, ngày 04 tháng 4 năm 2023\nQUYẾT ĐỊNH\n"
        "Ban hành Kế hoạch phát triển chợ\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch phát triển chợ.\n\n"
        "Điều 2. Giao Sở Công Thương chủ trì, phối hợp với Sở Xây dựng triển khai Kế hoạch.\n\n"
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.\n"
    )
    plan = read_content(text.encode(), "plan.txt")
    assert [(t.agencies("lead"), t.agencies("coordinate")) for t in plan.tasks] == [
        (("Sở Công Thương",), ("Sở Xây dựng",))
    ]


def test_a_unit_of_several_sentences_is_a_task_beside_the_bullets_below_it() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Tăng cường công tác tuyên truyền về phòng cháy trong các khu dân cư. Xác định đây là việc thường ngày.",
        "- Phát tờ rơi tại chợ.",
        "2. Củng cố đội chữa cháy cơ sở ở các thôn",
        "- Bổ sung máy bơm.",
    )
    assert [t[:12] for t in texts(plan)] == ["Tăng cường c", "Phát tờ rơi ", "Bổ sung máy "]


def test_what_comes_after_something_is_relative_in_a_label_and_a_condition_in_brackets() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Ban hành quy chế hoạt động.",
        "- Thời gian: Sau khi có văn bản của Trung ương.",
        "2. Gửi biên bản ngay sau khi kết thúc hội nghị.",
        "3. Điều chỉnh Đề án (sau khi có ý kiến của Bộ).",
        "4. Duy trì hoạt động ứng trực thường xuyên.",
    )
    found = [t.deadline.value if t.deadline else None for t in plan.tasks]
    assert found == ["relative", "relative", None, "continuous"]


def test_a_year_that_closes_a_heading_holds_below_it_unless_it_closes_a_name() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Giảm phát thải khí nhà kính đến năm 2030",
        "- Trồng mới rừng ngập mặn.",
        "2. Triển khai Chiến lược tăng trưởng xanh đến năm 2030",
        "- Mở lớp tập huấn.",
    )
    assert [t.deadline.value if t.deadline else None for t in plan.tasks] == ["2030", None]


def test_times_of_other_plans_are_no_deadlines() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Lồng ghép chỉ tiêu vào kế hoạch phát triển kinh tế 5 năm, hằng năm của xã.",
        "2. Tổng hợp dự án vào kế hoạch đầu tư công trung hạn giai đoạn 2026 - 2030, báo cáo Sở Tài chính.",
        "3. Tổng kết kết quả thực hiện vào năm 2030, báo cáo Sở Nội vụ.",
    )
    assert [t.deadline.value if t.deadline else None for t in plan.tasks] == [None, None, "2030"]


def test_what_a_headed_body_demands_of_others_is_its_own_task() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Sở Xây dựng",
        "- Yêu cầu các đơn vị thi công lắp đặt biển báo.",
    )
    assert [t.agencies("lead") for t in plan.tasks] == [("Sở Xây dựng",)]


def test_the_year_of_a_target_is_that_of_its_own_clause() -> None:
    plan = plan_of(
        "I. MỤC TIÊU ĐẾN NĂM 2025",
        "1. Giảm tỷ lệ bỏ học còn tối đa 5% vào năm 2023, dưới 1% vào năm 2024.",
        "2. Dạy trực tuyến 4% ở tiểu học, 8% ở trung học; riêng năm 2023 tối thiểu 3%.",
        "II. NHIỆM VỤ",
        "1. Tập huấn ít nhất 300 giáo viên.",
        "- Thời gian: quý I năm 2024.",
    )
    assert [(t.value, t.year) for t in plan.targets] == [
        (5.0, 2023),
        (1.0, 2024),
        (4.0, 2025),
        (8.0, 2025),
        (3.0, 2023),
        (300.0, 2024),
    ]


def test_rates_conditions_and_prizes() -> None:
    plan = plan_of(
        "I. MỤC TIÊU",
        "1. Giảm tỷ suất tử vong trẻ em trên 1.000 trẻ đẻ sống xuống 9,5 vào năm 2025 và dưới 9 vào năm 2030.",
        "2. Tỷ lệ tai nạn giảm xuống 55/100.000 trẻ em vào năm 2025.",
        "3. Đối với thôn có dưới 100 hộ: đạt ít nhất 50% số hộ tham gia.",
        "4. Trao 03 giải, mỗi giải 300.000 đồng/giải.",
        "5. Hiện nay, toàn tỉnh có 180 trạm phát sóng.",
    )
    assert [(t.value, t.unit) for t in plan.targets] == [
        (9.5, "/1.000 trẻ đẻ"),
        (9.0, "/1.000 trẻ đẻ"),
        (55.0, "/100.000 trẻ em"),
        (50.0, "%"),
        (3.0, "giải"),
    ]
    assert [(b.value, b.unit) for b in plan.baselines] == [(180.0, "trạm")]


def test_routine_tasks_take_their_time_from_the_heading() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Nhiệm vụ thường xuyên",
        "- Kiểm tra hồ đập.",
        "2. Nhiệm vụ khác",
        "- Sửa chữa cống.",
    )
    assert [t.deadline.value if t.deadline else None for t in plan.tasks] == ["continuous", None]


def test_several_quarters_give_the_first_and_are_due_with_the_last() -> None:
    plan = plan_of("I. NHIỆM VỤ", "1. Tổ chức hội nghị trong quý III, IV năm 2023.")
    deadline = plan.tasks[0].deadline
    assert deadline is not None
    assert (deadline.value, deadline.due) == ("2023-Q3", "2023-12-31")


def test_a_demand_at_the_end_is_a_task_whatever_section_it_follows() -> None:
    plan = plan_of(
        "I. KINH PHÍ",
        "1. Kinh phí được bố trí trong dự toán của các đơn vị.",
        "Sở Giáo dục và Đào tạo yêu cầu các Phòng Giáo dục và Đào tạo nghiêm túc triển khai thực hiện./.",
    )
    assert [t.agencies("lead") for t in plan.tasks] == [("Phòng Giáo dục và Đào tạo",)]


def test_copies_marks_and_what_exists_are_no_targets() -> None:
    plan = plan_of(
        "I. CHỈ TIÊU TUYỂN SINH",
        "- Khối 7: tuyển 70 học sinh; trong đó có 62 học sinh đang theo học tại trường.",
        "II. NHIỆM VỤ",
        "1. Nộp báo cáo gồm 02 bản in; đạt giải Ba được cộng 2 điểm.",
    )
    assert [(t.value, t.unit) for t in plan.targets] == [(70.0, "học sinh")]
    assert [(b.value, b.unit) for b in plan.baselines] == [(62.0, "học sinh")]


def test_pointers_to_an_appendix_are_no_tasks_and_no_targets() -> None:
    plan = plan_of(
        "I. MỤC TIÊU",
        "1. Xây dựng 05 trường chuẩn.",
        "(Chi tiết Phụ lục 01 đính kèm)",
        "II. NHIỆM VỤ",
        "1. Sửa chữa trường học.",
        "(chi tiết Phụ lục 02 đính kèm)",
    )
    assert texts(plan) == ["Sửa chữa trường học."]
    assert [t.value for t in plan.targets] == [5.0]


def test_the_closing_paragraph_turns_to_somebody_in_a_later_sentence() -> None:
    plan = plan_of(
        "V. TỔ CHỨC THỰC HIỆN",
        "1. Sở Tài chính",
        "- Bố trí kinh phí cho các trường.",
        "Trên đây là Kế hoạch phát triển trường học năm 2023 trên địa bàn tỉnh. Ủy ban nhân dân tỉnh yêu cầu "
        "các sở, ban, ngành liên quan triển khai kịp thời các nhiệm vụ được giao./.",
    )
    assert [a.agency for a in task(plan, "Trên đây là").assignments] == ["các sở, ban, ngành"]


def test_a_paragraph_that_only_says_what_a_thing_is_orders_nothing() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Dữ liệu số",
        "Dữ liệu là yếu tố sản xuất của trường học số.",
        "Thi đua là động lực của mỗi trường. Tổ chức bình xét hằng quý.",
        "a) Mở cổng dữ liệu dùng chung.",
        "II. HIỆU LỰC VÀ TỔ CHỨC THỰC HIỆN",
        "1. Triển khai nhiệm vụ được giao tại Phụ lục của Kế hoạch.",
        "2. Kế hoạch này thay thế Kế hoạch số 37/KH-UBND ngày 31/7/2020.",
    )
    assert texts(plan) == [
        "Thi đua là động lực của mỗi trường. Tổ chức bình xét hằng quý.",
        "Mở cổng dữ liệu dùng chung.",
        "Triển khai nhiệm vụ được giao tại Phụ lục của Kế hoạch.",
    ]


def test_a_topic_among_the_tasks_charges_nobody() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Hạ tầng số",
        "- Phủ sóng các điểm trường.",
        "2. Doanh nghiệp số",
        "- Kết nối trường học với người làm phần mềm.",
        "3. Tổ chức, bộ máy",
        "- Kiện toàn các tổ chuyên môn.",
    )
    assert len(plan.tasks) == 3
    assert [task.assignments for task in plan.tasks] == [(), (), ()]


def test_slogans_are_no_tasks_whether_or_not_they_are_quoted() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Treo băng rôn trước cổng trường.",
        "II. KHẨU HIỆU TUYÊN TRUYỀN",
        "1. Mỗi thầy cô là một tấm gương!",
        "2. Toàn dân chăm lo sự nghiệp giáo dục!",
    )
    assert texts(plan) == ["Treo băng rôn trước cổng trường."]
    assert {node.path: node.role for node in plan.outline}["II"] == "other"


def test_a_heading_that_numbers_a_stage_and_says_when() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Đợt 1: Trong tháng 12/2023",
        "- Phát tờ rơi.",
        "2. Đợt 2: Quý I/2024",
        "- Tổ chức hội thi.",
    )
    assert [task.deadline and task.deadline.value for task in plan.tasks] == ["2023-12", "2024-Q1"]


def roles_of(plan: Plan) -> list[tuple[tuple[str, ...], tuple[str, ...], str | None]]:
    return [
        (t.agencies("lead"), t.agencies("coordinate"), t.deadline.value if t.deadline else None)
        for t in plan.tasks
    ]


def test_a_line_of_several_labels_tells_each_of_them() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Rà soát văn bản về trường học.",
        "Cơ quan chủ trì: Sở Tư pháp. Cơ quan phối hợp: VP. UBND tỉnh, Sở Y tế. Thời gian: Quý II/2023.",
        "2. Khảo sát phụ huynh.",
        "Phụ trách: Sở Nội vụ. Phối hợp: các trường tiểu học. Thời gian: Cả năm",
    )
    assert roles_of(plan) == [
        (("Sở Tư pháp",), ("Văn phòng Ủy ban nhân dân tỉnh", "Sở Y tế"), "2023-Q2"),
        (("Sở Nội vụ",), ("các trường tiểu học",), "2023"),
    ]


def test_labels_right_below_a_heading_hold_for_the_bullets_below_them() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Thông tin, giáo dục, truyền thông",
        "Đơn vị chủ trì: Sở Y tế",
        "Thời gian: hằng năm",
        "- Phát 500 tờ rơi về bữa ăn ở trường.",
        "- Nêu gương trường làm tốt, thực hiện xong trong quý IV/2023.",
        "2. Xây dựng nhà vệ sinh.",
    )
    assert roles_of(plan) == [
        (("Sở Y tế",), (), "yearly"),
        (("Sở Y tế",), (), "2023-Q4"),
        ((), (), None),
    ]


def test_a_starred_label_closes_all_bullets_and_one_for_a_unit_all_below_it() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Kiểm tra",
        "- Kiểm tra bếp ăn.",
        "- Kiểm tra nước uống.",
        "* Thời gian thực hiện: Từ ngày 17/9/2023 đến 17 giờ 00, ngày 01/10/2023.",
        "2. Truyền thông",
        "a) Tổ chức Giờ Trái đất.",
        "b) Đào tạo 150 giáo viên.",
        "* Cơ quan chủ trì mục 2: Sở Công Thương.",
        "* Cơ quan phối hợp: Tỉnh đoàn.",
    )
    assert roles_of(plan) == [
        ((), (), "2023-09-17/2023-10-01"),
        ((), (), "2023-09-17/2023-10-01"),
        (("Sở Công Thương",), ("Tỉnh đoàn",), None),
        (("Sở Công Thương",), ("Tỉnh đoàn",), None),
    ]


def test_persons_named_in_a_label_are_no_agencies() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Trực cổng trường.",
        "- Phối hợp: các đồng chí chuyên viên, Đ/c Phó Hiệu trưởng, Công an xã.",
    )
    assert plan.tasks[0].agencies("coordinate") == ("Công an xã",)


def test_special_features_and_the_frame_of_the_year_are_sections_of_their_own() -> None:
    plan = plan_of(
        "I. ĐẶC ĐIỂM, ĐIỀU KIỆN THỰC HIỆN",
        "1. Toàn trường có 120 giáo viên.",
        "II. NHIỆM VỤ",
        "1. Dạy đủ chương trình.",
        "III. KHUNG KẾ HOẠCH THỜI GIAN",
        "1. Khai giảng: Ngày 05/9/2023.",
    )
    assert [(node.path, node.role) for node in plan.outline if "/" not in node.path] == [
        ("I", "situation"),
        ("II", "tasks"),
        ("III", "schedule"),
    ]


def test_what_a_body_is_besides_leaves_the_order_its_own() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Phòng Y tế",
        "- Là cơ quan thường trực Ban Chỉ đạo huyện; chủ trì, phối hợp với các phòng, ban hướng dẫn các xã.",
    )
    assert roles_of(plan) == [(("Phòng Y tế",), ("các phòng, ban",), None)]


def test_starred_labels_below_lettered_units_close_them_all() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1/ Tuyên truyền",
        "a/ Tổ chức cho học sinh ký cam kết.",
        "b/ Mở hai đợt cao điểm.",
        "* Đơn vị chủ trì: Sở Y tế",
        "2/ Du lịch",
        "a/ Mở phố đi bộ.",
        "(Đơn vị chủ trì: UBND TP Tuy Hòa; phối hợp: Sở Công Thương; hoàn thành trước ngày 30/4/2023)",
        "b/ Trồng hoa ven đường.",
        "Đơn vị chủ trì nội dung 2: Công an xã",
    )
    assert roles_of(plan) == [
        (("Sở Y tế",), (), None),
        (("Sở Y tế",), (), None),
        (("Ủy ban nhân dân thành phố Tuy Hòa",), ("Sở Công Thương",), "2023-04-30"),
        (("Công an xã",), (), None),
    ]


def test_a_lead_in_that_only_speaks_of_carrying_out_charges_nobody() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "Trong thời gian tới, các sở, ban, ngành cần tổ chức triển khai các nhiệm vụ sau:",
        "1. Xây dựng trường học.",
        "II. NHIỆM VỤ KHÁC",
        "Các cơ sở đào tạo chủ trì triển khai các nhiệm vụ sau:",
        "1. Mở lớp cho giáo viên.",
    )
    assert task(plan, "Xây dựng").agencies("lead") == ()
    assert task(plan, "Mở lớp").agencies("lead") == ("các cơ sở đào tạo",)


def test_an_order_that_goes_by_a_list_is_a_task_and_a_mere_pointer_none() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "- Phân công người phụ trách, lưu hồ sơ theo danh mục;",
        "- Chi tiết theo danh mục kèm theo.",
    )
    assert texts(plan) == ["Phân công người phụ trách, lưu hồ sơ theo danh mục;"]


def test_a_letter_that_turns_to_one_body_after_the_other_charges_each() -> None:
    letter = (
        "ĐẢNG ỦY XÃ SÔNG VÂN\nSố 12-CV/ĐU\nSông Vân, ngày 04 tháng 6 năm 2026\n\nKính gửi:\n- Ủy ban nhân dân xã;\n\n"
        "Thực hiện Kế hoạch số 83-KH/TU, Đảng ủy xã đề nghị:\n\n1. Giao Ban Xây dựng Đảng:\n"
        "- Chủ trì tham mưu kế hoạch học tập nghị quyết.\n2. Giao Ủy ban nhân dân xã:\n"
        "- Rà soát các công trình chậm tiến độ.\n"
    )
    plan = read_content(letter.encode(), "thu.txt")
    assert [(t.text[:10], [a.agency for a in t.assignments]) for t in plan.tasks] == [
        ("Chủ trì th", ["Ban Xây dựng Đảng"]),
        ("Rà soát cá", ["Ủy ban nhân dân xã"]),
    ]


def test_a_bullet_that_says_nothing_but_until_when_is_a_label_behind_labels() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Làm mới 12 km đường băng; phát dọn thực bì, giảm vật liệu cháy tại rừng thông và rừng keo.",
        "- Đơn vị chủ trì: Chi cục Kiểm lâm.",
        "- Hoàn thành trước ngày 31/12/2026.",
    )
    assert [(t.agencies("lead"), t.deadline.value if t.deadline else None) for t in plan.tasks] == [
        (("Chi cục Kiểm lâm",), "2026-12-31")
    ]


def test_what_a_headed_body_is_besides_is_no_other_body() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Sở Y tế",
        "- Cơ quan thường trực Ban Chỉ đạo tỉnh, chịu trách nhiệm hướng dẫn, đôn đốc.",
    )
    assert [t.agencies("lead") for t in plan.tasks] == [("Sở Y tế",)]


def test_a_short_order_about_money_below_a_body_is_a_task() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN", "1. Sở Tài chính", "a) Bố trí kinh phí.", "b) Hướng dẫn quyết toán."
    )
    assert [(t.text, t.agencies("lead")) for t in plan.tasks] == [
        ("Bố trí kinh phí.", ("Sở Tài chính",)),
        ("Hướng dẫn quyết toán.", ("Sở Tài chính",)),
    ]


def test_the_formula_of_who_carries_out_a_decision_is_no_task() -> None:
    plan = read_content(
        (
            "ỦY BAN NHÂN DÂN\nTỈNH AN BIÊN\nSố: 15/QĐ-UBND\nAn Biên, ngày 04 tháng 4 năm 2023\nQUYẾT ĐỊNH\n"
            "Ban hành Kế hoạch phát triển trường học năm 2023\n\nCăn cứ Luật Giáo dục;\n\n"
            "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phát triển trường học.\n\n"
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\n"
            "Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ và các cơ quan liên quan "
            "chịu trách nhiệm thi hành Quyết định này./.\n"
        ).encode(),
        "qd.txt",
    )
    assert [(node.path, node.role) for node in plan.outline][2:] == [("Điều 3", "other")]
    assert texts(plan) == []


def test_words_that_only_tell_all_of_the_plan_are_no_task() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Sửa chữa lớp học.",
        "Trong quá trình thực hiện, Kế hoạch này được tiếp tục điều chỉnh, bổ sung cho phù hợp.",
        "Trên đây là Kế hoạch triển khai thực hiện Thông tư số 9/2023/TT-BXD về hướng dẫn thực hiện chính sách.",
        "Nay thông báo kết luận của Phó Chủ tịch UBND tỉnh để các sở, ngành triển khai thực hiện.",
    )
    assert texts(plan) == ["Sửa chữa lớp học."]


def test_by_this_plan_without_a_body_is_an_order_to_the_body_above() -> None:
    plan = plan_of(
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Sở Tài chính:",
        "Căn cứ Kế hoạch này để bố trí vốn cho các trường, báo cáo Ủy ban nhân dân tỉnh.",
        "2. Sở Nội vụ:",
        "Căn cứ Kế hoạch này, các trường rà soát biên chế, báo cáo Sở Nội vụ.",
    )
    assert [list(t.agencies("lead")) for t in plan.tasks] == [["Sở Tài chính"], ["các trường"]]


def test_who_is_meant_is_no_task_what_is_ordered_beside_it_is() -> None:
    plan = plan_of(
        "I. NỘI DUNG THỰC HIỆN",
        "1. Lập danh sách hỗ trợ",
        "Đối tượng được hỗ trợ được lập theo thứ tự ưu tiên sau đây:",
        "- Hộ gia đình có người cao tuổi.",
        "- Hộ gia đình ở vùng thường xuyên xảy ra thiên tai.",
        "2. Sửa chữa lớp học theo các nội dung sau:",
        "- Thay mái ở hai lớp học.",
    )
    assert texts(plan) == ["Thay mái ở hai lớp học."]


def test_a_note_that_orders_is_a_task_one_on_figures_is_none() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Kiểm tra trường lớp.",
        "Lưu ý: Tháng 11/2023, Sở Xây dựng kiểm tra các trường trên địa bàn.",
        "Lưu ý: Số liệu tính đến ngày 30/6.",
    )
    assert texts(plan)[1:] == ["Lưu ý: Tháng 11/2023, Sở Xây dựng kiểm tra các trường trên địa bàn."]
    assert [t.deadline.value for t in plan.tasks if t.deadline] == ["2023-11"]
    assert list(plan.tasks[1].agencies("lead")) == ["Sở Xây dựng"]


def test_the_number_of_a_step_is_printed_with_its_task() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "- Bước 1: Phòng Đào tạo lập danh sách lớp học.",
        "- Bước 2: Trung tâm Quản lý chất lượng chọn mẫu.",
    )
    assert texts(plan) == [
        "Bước 1: Phòng Đào tạo lập danh sách lớp học.",
        "Bước 2: Trung tâm Quản lý chất lượng chọn mẫu.",
    ]
    assert [list(t.agencies("lead")) for t in plan.tasks] == [
        ["Phòng Đào tạo"],
        ["Trung tâm Quản lý chất lượng"],
    ]


def test_a_body_that_asks_those_above_leads_what_it_asks() -> None:
    plan = plan_of(
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Công đoàn Giáo dục Việt Nam",
        "- Đề nghị Bộ Giáo dục và Đào tạo có văn bản chỉ đạo các trường.",
        "- Thành lập Ban Chỉ đạo.",
    )
    assert list(plan.tasks[0].agencies("lead")) == ["Công đoàn Giáo dục Việt Nam"]


def test_a_place_behind_the_body_that_asks_is_part_of_it() -> None:
    plan = plan_of(
        "II. NHIỆM VỤ",
        "1. Sửa chữa lớp học.",
        "Trên đây là Kế hoạch năm 2023, Phòng GD&ĐT Hiệp Sơn yêu cầu các đơn vị nghiên cứu, thực hiện.",
    )
    assert list(plan.tasks[-1].agencies("lead")) == ["các đơn vị"]


def test_a_space_behind_a_slash_is_none_of_the_name() -> None:
    plan = plan_of("II. TỔ CHỨC THỰC HIỆN", "1. Công đoàn Giáo dục các tỉnh/ thành phố", "- Mở lớp tập huấn.")
    assert list(plan.tasks[0].agencies("lead")) == ["Công đoàn Giáo dục các tỉnh/thành phố"]


def test_a_sentence_that_breaks_off_at_a_comma_goes_on_with_the_name_below() -> None:
    broken = (
        "- Ủy ban nhân dân xã vận động các đoàn thể giúp đỡ các hộ xây lại nhà, như Hội Phụ nữ, Hội Nông dân,"
    )
    plan = plan_of("I. NHIỆM VỤ", "1. Nhà ở", broken, "Đoàn Thanh niên giúp các hộ nghèo.")
    assert texts(plan) == [f"{broken[2:]} Đoàn Thanh niên giúp các hộ nghèo."]
    plan = plan_of("I. NHIỆM VỤ", "1. Nhà ở", broken, "Tổ chức kiểm tra nhà ở của các hộ nghèo.")
    assert len(plan.tasks) == 2


def test_groups_that_act_are_tasks_groups_over_orders_are_addressed() -> None:
    plan = plan_of(
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Các trường học sử dụng nước sạch.",
        "2. Các chủ đầu tư dự án hạ tầng khu, cụm công nghiệp",
        "- Nộp báo cáo.",
        "3. Nhóm giải pháp về thông tin, truyền thông",
        "- Xây dựng chuyên trang.",
        "4. Đề nghị Ủy ban nhân dân xã phối hợp",
        "- Bố trí phòng học.",
    )
    assert [(t.text, list(t.agencies("lead"))) for t in plan.tasks] == [
        ("Các trường học sử dụng nước sạch.", ["các trường học"]),
        ("Nộp báo cáo.", ["các chủ đầu tư dự án hạ tầng khu, cụm công nghiệp"]),
        ("Xây dựng chuyên trang.", []),
        ("Bố trí phòng học.", ["Ủy ban nhân dân xã"]),
    ]


def test_the_one_commune_of_a_schools_plan_is_its_own() -> None:
    text = (
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO AN BIÊN\nTRƯỜNG THPT ĐỒNG LÂM\nSố: 5/KH-THPTĐL\nĐồng Lâm, ngày 5 tháng 9 năm 2026\n"
        "KẾ HOẠCH\nAn toàn trường học năm 2026\n\nI. NHIỆM VỤ\n\n"
        "1. Phối hợp với Công an xã Đồng Lâm tuần tra.\n\n2. Phối hợp với Trạm Y tế xã{place} tập huấn.\n"
    )
    one, two = (
        read_content(text.format(place=place).encode(), "kh.txt") for place in (" Đồng Lâm", " Tân Hòa")
    )
    assert [list(t.agencies("coordinate")) for t in one.tasks] == [["Công an xã"], ["Trạm Y tế xã"]]
    assert list(two.tasks[0].agencies("coordinate")) == ["Công an xã Đồng Lâm"]


def test_days_with_what_is_done_on_them_are_tasks_who_takes_part_is_none() -> None:
    plan = plan_of(
        "II. THÀNH PHẦN HỘI NGHỊ",
        "1. Đại biểu khách mời:",
        "- Đại diện Sở Y tế.",
        "V. THỜI GIAN, ĐỊA ĐIỂM TỔ CHỨC",
        "1. Thời gian: Căn cứ tình hình thực tế, tổ chức hội nghị như sau:",
        "- Từ ngày 04/02/2023: Ủy ban nhân dân xã họp với các trường.",
        "- Từ ngày 05/02/2023 - 08/02/2023: Các trường tổ chức hội nghị.",
        "2. Địa điểm: Tại các thôn.",
    )
    assert [t.deadline.value for t in plan.tasks if t.deadline] == ["2023-02-04", "2023-02-05/2023-02-08"]
    assert len(plan.tasks) == 2


def test_a_body_alone_on_its_line_heads_the_paragraphs_below_it() -> None:
    plan = plan_of(
        "III. PHÂN CÔNG TRÁCH NHIỆM",
        "Ban Giám hiệu nhà trường",
        "Chịu trách nhiệm toàn diện về an ninh trật tự trong trường.",
        "Trực tiếp ký ban hành kế hoạch hành động của trường.",
        "Các tổ chuyên môn",
        "Lồng ghép nội dung giáo dục vào bài dạy của từng tháng.",
    )
    assert [(t.text[:9], t.agencies("lead")) for t in plan.tasks] == [
        ("Chịu trác", ("Ban Giám hiệu",)),
        ("Trực tiếp", ("Ban Giám hiệu",)),
        ("Lồng ghép", ("các tổ chuyên môn",)),
    ]


def test_a_heading_of_bodies_may_end_with_a_full_stop() -> None:
    plan = plan_of(
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Các cơ quan tiến hành tố tụng.",
        "- Xử lý nghiêm vi phạm trong trường học.",
        "2. Các doanh nghiệp khai thác cát, sỏi.",
        "- Nộp báo cáo về Sở Xây dựng.",
    )
    assert [t.agencies("lead") for t in plan.tasks] == [
        ("các cơ quan tiến hành tố tụng",),
        ("các doanh nghiệp khai thác cát, sỏi",),
    ]
