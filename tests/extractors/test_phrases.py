"""Whole passages of invented plans: whom headings address, what orders something and what does not."""

from __future__ import annotations

from plan_texts import plan_of

from docparse.plan import read_content


def test_duties_of_somebody_no_list_knows() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Trách nhiệm của đối tượng thực hiện kiểm kê:",
        "- Lập danh mục tài sản.",
        "2. Trưởng Ban Chỉ đạo",
        "- Quyết định phân công thành viên.",
        "3. Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo",
        "- Tổng hợp kết quả.",
        "4. Các cơ quan tham mưu (gồm các Sở: Y tế, Nội vụ)",
        "- Cử công chức tham gia.",
        "5. Đề nghị các tổ chức cung cấp dịch vụ chi trả",
        "- Bố trí điểm chi trả.",
    )
    assert [t.agencies("lead") for t in plan.tasks] == [
        ("Đối tượng thực hiện kiểm kê",),
        ("Ban Chỉ đạo",),
        ("Sở Tài chính",),
        ("Sở Y tế", "Sở Nội vụ"),
        ("các tổ chức cung cấp dịch vụ chi trả",),
    ]


def test_a_sentence_over_bullets_says_who_acts_below_too() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Các cơ quan, đơn vị căn cứ nhiệm vụ được giao xây dựng kế hoạch triển khai đợt thi đua gắn với thực tế.",
        "- Giới thiệu điển hình tiên tiến.",
        "2. Sở Nội vụ",
        "- Tổng hợp kết quả.",
    )
    assert [t.agencies("lead") for t in plan.tasks] == [
        ("các cơ quan, đơn vị",),
        ("các cơ quan, đơn vị",),
        ("Sở Nội vụ",),
    ]


def test_awards_contents_of_a_supervision_and_slogans_order_nothing() -> None:
    plan = plan_of(
        "I. NỘI DUNG THI ĐUA",
        "“Người người thi đua, ngành ngành thi đua”.",
        "1. Thi đua xây dựng xã, phường không có ma túy.",
        "II. HỒ SƠ, THỜI GIAN VÀ SỐ LƯỢNG KHEN THƯỞNG",
        "1. Tặng Bằng khen không quá 05 tập thể.",
        "III. NỘI DUNG GIÁM SÁT",
        "1. Nội dung kiểm tra",
        "- Việc chấp hành chế độ báo cáo của chủ dự án.",
        "- Tổ chức kiểm tra thực địa.",
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Sở Nội vụ tổng hợp.",
    )
    assert [t.text for t in plan.tasks] == [
        "Thi đua xây dựng xã, phường không có ma túy.",
        "Tổ chức kiểm tra thực địa.",
        "Sở Nội vụ tổng hợp.",
    ]


def test_the_issuers_own_place_is_not_part_of_a_name_another_is() -> None:
    plan = read_content(
        (
            "ỦY BAN NHÂN DÂN\nXÃ ĐÔNG THẠCH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-UBND\n"
            "Đông Thạch, ngày 04 tháng 4 năm 2026\nKẾ HOẠCH\nPhòng, chống ma túy năm 2026\n\n"
            "I. NHIỆM VỤ\n\nPhòng ngừa.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Công an xã Đông Thạch\n\n"
            "- Tuần tra địa bàn.\n\n2. Công an xã Tây Thạch\n\n- Phối hợp tuần tra.\n"
        ).encode(),
        "ke-hoach.txt",
    )
    roles = [(a.agency, a.role) for t in plan.tasks for a in t.assignments]
    assert roles == [("Công an xã", "lead"), ("Công an xã Tây Thạch", "coordinate")]


def test_a_plan_for_the_whole_country_says_which_province_it_means() -> None:
    plan = read_content(
        (
            "BỘ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-BYT\nHà Nội, ngày 04 tháng 4 năm 2026\nKẾ HOẠCH\n"
            "Phòng, chống dịch năm 2026\n\nI. TỔ CHỨC THỰC HIỆN\n\n"
            "1. Đề nghị UBND thành phố Hà Nội chủ trì, phối hợp với Công an tỉnh Quảng Ninh kiểm soát cửa ngõ.\n"
        ).encode(),
        "ke-hoach.txt",
    )
    roles = [(a.agency, a.role) for t in plan.tasks for a in t.assignments]
    assert roles == [("Ủy ban nhân dân thành phố Hà Nội", "lead"), ("Công an tỉnh Quảng Ninh", "coordinate")]


def test_a_heading_nearer_than_a_lead_in_says_who_acts() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "Các sở, ban, ngành theo chức năng tổ chức thực hiện các nhiệm vụ sau:",
        "1. Sở Y tế",
        "- Hướng dẫn các trạm y tế.",
        "2. Ủy ban nhân dân các xã",
        "- Lập danh sách người nghiện.",
    )
    assert [t.agencies("lead") for t in plan.tasks] == [("Sở Y tế",), ("Ủy ban nhân dân các xã",)]


def test_a_closing_order_below_the_last_unit_leaves_the_unit_a_task() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Sở Y tế",
        "a) Rà soát người nghiện.",
        "b) Hằng năm, tổ chức đánh giá kết quả.",
        "Ủy ban nhân dân tỉnh giao Giám đốc các sở, Chủ tịch Ủy ban nhân dân các xã triển khai thực hiện.",
    )
    assert [t.agencies("lead")[0] for t in plan.tasks] == ["Sở Y tế", "Sở Y tế", "các sở"]


def test_the_articles_of_a_decision_that_is_a_plan_itself() -> None:
    plan = read_content(
        (
            "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\nSố: 12/QĐ-UBND\nSông Vân, ngày 04 tháng 8 năm 2026\nQUYẾT ĐỊNH\n"
            "Ban hành Kế hoạch thời gian năm học 2026-2027\n\nCăn cứ Bộ Luật Lao động ngày 20/11/2019;\n\n"
            "QUYẾT ĐỊNH:\n\n"
            "Điều 1. Ban hành Kế hoạch thời gian năm học 2026-2027 trên địa bàn tỉnh như sau:\n\n"
            "1. Tổ chức khai giảng năm học mới: Ngày 05/9/2026.\n\n"
            "2. Hoàn thành tuyển sinh các lớp đầu cấp trước ngày 31/7/2027.\n\n"
            "Điều 2. Giao Giám đốc Sở Giáo dục và Đào tạo\n\n"
            "1. Chỉ đạo các trường thực hiện kế hoạch.\n\n"
            "2. Chủ trì, phối hợp với Sở Y tế bảo đảm an toàn trường học.\n\n"
            "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.\n"
        ).encode(),
        "quyet-dinh.txt",
    )
    roles = {n.path: n.role for n in plan.outline}
    assert (roles["Điều 1"], roles["Điều 1/2"], roles["Điều 2/1"]) == ("schedule", "schedule", "organization")
    assert [(t.deadline.value if t.deadline else None, t.agencies("lead")) for t in plan.tasks] == [
        ("2026-09-05", ()),
        ("2027-07-31", ()),
        (None, ("Sở Giáo dục và Đào tạo",)),
        (None, ("Sở Giáo dục và Đào tạo",)),
    ]
    assert [c.number for c in plan.citations] == ["Bộ luật Lao động"]


def test_notes_and_members_of_a_team_are_no_tasks() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Thành phần đoàn kiểm tra nhà thuốc",
        "- Sở Y tế: Trưởng đoàn;",
        "- Công an tỉnh: Thành viên.",
        "2. Mở rộng điểm thanh toán tại các chợ[1].",
        "[1] Theo số liệu của Sở Công Thương, toàn tỉnh có 120 chợ.",
    )
    assert [task.text for task in plan.tasks] == ["Mở rộng điểm thanh toán tại các chợ[1]."]


def test_an_opening_without_its_comma_leaves_the_order_to_coordinate() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Công an tỉnh",
        "Căn cứ chức năng, nhiệm vụ được giao chủ động phối hợp với Sở Y tế kiểm tra.",
    )
    assert plan.tasks[0].agencies("lead") == ()
    assert plan.tasks[0].agencies("coordinate") == ("Công an tỉnh", "Sở Y tế")


def test_units_that_are_all_labels_tell_about_the_unit_above() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Kiểm tra bếp ăn tập thể",
        "a) Nội dung: Kiểm tra bếp ăn tại trường học.",
        "b) Đơn vị thực hiện: Trung tâm Y tế khu vực",
        "c) Thời gian: Tháng 5/2026",
        "d) Kinh phí: 120 triệu đồng",
        "2. Phát 5.000 tờ rơi.",
    )
    checked, printed = plan.tasks
    assert checked.text == "Kiểm tra bếp ăn tập thể"
    assert checked.agencies("implement") == ("Trung tâm Y tế khu vực",)
    assert checked.deadline is not None
    assert checked.deadline.value == "2026-05"
    assert checked.budget is not None
    assert checked.budget.total == 120
    assert printed.budget is None


def test_a_report_is_an_order_and_the_hours_of_a_watch_are_no_figure() -> None:
    plan = plan_of(
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Các sở, ban, ngành",
        "1.1. Bố trí lực lượng trực 24/24 giờ.",
        "1.2. Báo cáo định kỳ hằng quý.",
        "2. Thường trực HĐND, các Ban HĐND giám sát.",
    )
    assert [(task.text, task.agencies("lead")) for task in plan.tasks] == [
        ("Bố trí lực lượng trực 24/24 giờ.", ("các sở, ban, ngành",)),
        ("Báo cáo định kỳ hằng quý.", ("các sở, ban, ngành",)),
        (
            "Thường trực HĐND, các Ban HĐND giám sát.",
            ("Thường trực Hội đồng nhân dân", "Ban Hội đồng nhân dân"),
        ),
    ]
    assert plan.targets == ()


def test_a_party_committee_is_no_province() -> None:
    head = (
        "TỈNH ỦY SÔNG VÂN\n*\nSố 31-CTr/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Sông Vân, ngày 02 tháng 3 năm 2026\n\nCHƯƠNG TRÌNH HÀNH ĐỘNG\nphát triển khoa học, công nghệ\n\n"
    )
    body = "I - MỤC TIÊU\n\n1- Đến năm 2030, 90% dịch vụ công toàn trình.\n"
    metadata = read_content((head + body).encode(), "plan.txt").metadata
    assert (metadata.number, metadata.issued_on) == ("31-CTr/TU", "2026-03-02")
    assert metadata.province != "Ủy Sông Vân"
    assert metadata.place == "Sông Vân"
