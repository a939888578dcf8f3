"""Until when: every wording of a deadline, where one is inherited, and what is none."""

from __future__ import annotations

import pytest
from plan_texts import plan_of, task_of

# (the order, its deadline, the last day where it can be computed)
DEADLINES: list[tuple[str, str | None, str | None]] = [
    ("Mở đợt kiểm tra từ ngày 01/4 đến ngày 30/5.", "2026-04-01/2026-05-30", "2026-05-30"),
    ("Ra quân từ 15/4 đến hết 30/6.", "2026-04-15/2026-06-30", "2026-06-30"),
    ("Nhận hồ sơ từ ngày 01 đến ngày 15 tháng 6 năm 2026.", "2026-06-01/2026-06-15", "2026-06-15"),
    ("Bắt đầu từ 01/4/2026, kết thúc 30/9/2026 mở cao điểm.", "2026-04-01/2026-09-30", "2026-09-30"),
    ("Tuyên truyền từ tháng 3 đến tháng 11.", "2026-03/2026-11", "2026-11-30"),
    ("Tuyên truyền từ tháng 11 đến tháng 3.", None, None),
    ("Coi thi trong các ngày 05, 06, 07/6/2026.", "2026-06-05", "2026-06-07"),
    ("Tổ chức hai đợt trong tháng 3, tháng 9 năm 2026.", "2026-03", "2026-09-30"),
    ("Gửi báo cáo trước ngày 05 của tháng đầu quý sau.", "quarterly", None),
    ("Tổ chức tuần lễ học tập vào đầu tháng 10 hằng năm.", "yearly", None),
    (
        "Cấp tài khoản cho giảng viên: Trung tâm Tin học thực hiện, xong trước ngày 03/9/2026.",
        "2026-09-03",
        "2026-09-03",
    ),
    ("Chỉ đạo Công an xã thường xuyên tuần tra, xử lý vi phạm.", "continuous", None),
    ("Chỉ đạo Trung tâm Giáo dục thường xuyên tổ chức lớp học.", None, None),
    ("Đánh giá giữa kỳ 3 năm thực hiện Đề án (2024 - 2026).", None, None),
    ("Bố trí kinh phí trong dự toán ngân sách nhà nước hằng năm.", None, None),
    ("Hội thi cấp trường: Xong trước ngày 30/4/2021", "2021-04-30", "2021-04-30"),
    (
        "Học kỳ I: Báo cáo sơ kết học kỳ: Nộp về Phòng chậm nhất vào ngày 11/1/2021",
        "2021-01-11",
        "2021-01-11",
    ),
    ("Sở Tư pháp thường xuyên theo dõi tình hình thi hành pháp luật.", "continuous", None),
    ("Làm sạch dữ liệu hộ tịch; thực hiện thường xuyên.", "continuous", None),
    ("Mở lớp cho Trung tâm Giáo dục thường xuyên.", None, None),
    ("Mở lớp từ tháng 12/2025 đến quý I/2026.", "2025-12/2026-Q1", "2026-03-31"),
    ("Mở lớp học bơi trong hè năm 2026.", "2026", "2026-12-31"),
    ("Các nhóm đăng ký ý tưởng, hạn chót ngày 15/10/2026.", "2026-10-15", "2026-10-15"),
    ("Lấy mẫu giám sát hàng năm tối thiểu 800 mẫu.", "yearly", None),
    ("Phát động Tháng hành động hằng năm từ ngày 15/4 đến ngày 15/5.", "yearly", None),
    ("Nhập dữ liệu lên hệ thống ngay sau buổi tiêm.", "relative", None),
    ("Quán triệt Kết luận 06-KIL/TW, ngày 01-9-2016 đến từng chi bộ.", None, None),
    ("Tổ chức lễ thắp nến vào tối 26/7/2026.", "2026-07-26", "2026-07-26"),
    ("Ra quân vào các ngày 09/6, 07/7 và 04/8/2026.", "2026-06-09", "2026-06-09"),
    ("Xây xong hai trung tâm trong 02 năm 2026 - 2027.", "2026/2027", "2027-12-31"),
    ("Sở Y tế thường xuyên cập nhật thuốc; xong trước ngày 15/5/2026.", "continuous", None),
    ("Các cơ quan, đơn vị sử dụng ngân sách nhà nước thường xuyên tiết kiệm điện.", "continuous", None),
    ("Trạm Y tế xã báo cáo ca bệnh trong vòng 24 giờ sau chẩn đoán.", "relative", None),
    ("Phát thẻ cử tri đến từng hộ, xong trước ngày bầu cử 05 ngày.", "relative", None),
    (
        "Các phòng: Nội vụ, Tư pháp; Trạm Y tế xã: Gửi danh sách trước ngày 31/3/2026.",
        "2026-03-31",
        "2026-03-31",
    ),
    ("Đăng tin trên cổng thông tin mỗi tháng 02 kỳ.", "monthly", None),
    ("Ban hành quy trình trước ngày 15/5/2026.", "2026-05-15", "2026-05-15"),
    ("Gửi báo cáo trước ngày 15/6 và 15/12 hằng năm.", "yearly", None),
    ("Tiêm phòng đợt chính vào tháng 3 và tháng 4 hằng năm.", "yearly", None),
    ("Lập kế hoạch hằng năm, gửi Sở Tài chính trước ngày 15/7.", "yearly", None),
    ("Phát thanh trên loa xã mỗi tháng ít nhất 02 lần.", "monthly", None),
    ("Tổng kết Chương trình giai đoạn 2021 - 2025, xong trong tháng 11/2026.", "2026-11", "2026-11-30"),
    ("Số hóa hồ sơ quản lý người nghiện (2026 - 2027).", "2026/2027", "2027-12-31"),
    ("Số hóa hồ sơ quản lý người nghiện (hoàn thành trong quý III/2026).", "2026-Q3", "2026-09-30"),
    ("Tuyên truyền cho người dân (02 năm/lần).", None, None),
    ("Cập nhật thường xuyên số liệu người nghiện.", "continuous", None),
    ("Hệ thống cập nhật thường xuyên số liệu người nghiện.", None, None),
    ("Hoàn thành việc rà soát trước 30/6/2026.", "2026-06-30", "2026-06-30"),
    ("Gửi báo cáo trước ngày 15 hằng tháng.", "monthly", None),
    ("Gửi báo cáo trước ngày 20 tháng cuối quý.", "quarterly", None),
    ("Báo cáo kết quả chậm nhất ngày 05/12/2026.", "2026-12-05", "2026-12-05"),
    ("Trình kế hoạch chậm nhất là ngày 10 tháng 11 năm 2026.", "2026-11-10", "2026-11-10"),
    ("Tổ chức lễ phát động trong tháng 6/2026.", "2026-06", "2026-06-30"),
    ("Tổ chức lễ phát động trong tháng 6 năm 2026.", "2026-06", "2026-06-30"),
    ("Tổ chức lễ phát động vào tháng 6.", "2026-06", "2026-06-30"),
    ("Duy trì mô hình điểm đến hết năm 2028.", "2028", "2028-12-31"),
    ("Duy trì mô hình điểm đến hết ngày 31/12/2027.", "2027-12-31", "2027-12-31"),
    ("Hoàn thành xây dựng phần mềm trong quý III/2026.", "2026-Q3", "2026-09-30"),
    ("Hoàn thành xây dựng phần mềm trong quý IV năm 2026.", "2026-Q4", "2026-12-31"),
    ("Hoàn thành xây dựng phần mềm trong Quý 2-2026.", "2026-Q2", "2026-06-30"),
    ("Hoàn thành trong 6 tháng đầu năm 2026 việc rà soát.", "2026-01/2026-06", "2026-06-30"),
    ("Hoàn thành việc lắp đặt trong 6 tháng cuối năm 2026.", "2026-07/2026-12", "2026-12-31"),
    ("Triển khai thí điểm từ tháng 4 đến tháng 12 năm 2026.", "2026-04/2026-12", "2026-12-31"),
    ("Tổ chức thi từ ngày 01/6/2026 đến ngày 30/6/2026.", "2026-06-01/2026-06-30", "2026-06-30"),
    ("Tổ chức đợt cao điểm từ 15/5 đến 15/6/2026.", "2026-05-15/2026-06-15", "2026-06-15"),
    ("Triển khai từ năm học 2026-2027 chương trình ngoại khóa.", "2026/2027", "2027-05-31"),
    ("Triển khai trong năm học 2026 - 2027 chương trình ngoại khóa.", "2026/2027", "2027-05-31"),
    ("Thực hiện trong giai đoạn 2026-2030 chương trình điều trị thay thế.", "2026/2030", "2030-12-31"),
    ("Hằng năm, tổ chức kiểm tra các cơ sở cai nghiện.", "yearly", None),
    ("Kiểm tra các cơ sở cai nghiện hàng năm.", "yearly", None),
    ("Định kỳ 6 tháng báo cáo UBND tỉnh.", "half-yearly", None),
    ("Định kỳ hằng quý báo cáo UBND tỉnh.", "quarterly", None),
    ("Định kỳ hàng tháng, cập nhật số liệu.", "monthly", None),
    ("Định kỳ 6 tháng, 01 năm báo cáo kết quả về Sở Y tế.", "half-yearly", None),
    ("Báo cáo kết quả định kỳ 6 tháng (trước ngày 15/6), hằng năm (trước ngày 15/12).", "half-yearly", None),
    ("Thường xuyên kiểm tra các điểm nóng về ma túy.", "continuous", None),
    ("Rà soát, cập nhật danh sách thường xuyên, liên tục.", "continuous", None),
    ("Ban hành văn bản hướng dẫn trong vòng 30 ngày kể từ ngày Kế hoạch được ban hành.", "relative", None),
    ("Ban hành kế hoạch chi tiết sau 15 ngày kể từ ngày ký.", "relative", None),
    ("Trong thời hạn 10 ngày làm việc, gửi kết quả xét nghiệm.", "relative", None),
    ("Xây dựng kế hoạch của đơn vị trước ngày 20/4.", "2026-04-20", "2026-04-20"),
    ("Hoàn thành trong năm 2026 việc lắp đặt camera.", "2026", "2026-12-31"),
    ("Đến năm 2030, xây dựng xong trung tâm điều trị.", "2030", "2030-12-31"),
    ("Phấn đấu đến cuối năm 2027 hoàn thành số hóa hồ sơ.", "2027", "2027-12-31"),
    ("Dự kiến hoàn thành trong năm 2027.", "2027", "2027-12-31"),
    ("Hoàn thành số hóa hồ sơ trước 31 tháng 12 năm 2026.", "2026-12-31", "2026-12-31"),
    ("Tổ chức hội thi vào tuần đầu tháng 9 năm 2026.", "2026-09", "2026-09-30"),
    ("Tổng kết Kế hoạch vào tháng 11 hằng năm.", "yearly", None),
    ("Gửi báo cáo quý trước ngày 10 của tháng cuối quý.", "quarterly", None),
    ("Báo cáo trước ngày 15/12 hằng năm.", "yearly", None),
    ("Hoàn thành chậm nhất trong quý I/2027.", "2027-Q1", "2027-03-31"),
    ("Bắt đầu từ năm 2027, cấp phát thuốc tại trạm y tế xã.", "2027", "2027-12-31"),
    ("Sau 02 năm triển khai, tổ chức sơ kết.", "relative", None),
    ("Hoàn thành ngay trong tháng 5/2026.", "2026-05", "2026-05-31"),
    ("Tổ chức trong hai năm 2026, 2027.", "2026/2027", "2027-12-31"),
    ("Thực hiện từ nay đến năm 2030.", "2030", "2030-12-31"),
    ("Hoàn thành trước tháng 9/2026.", "2026-09", "2026-09-30"),
    ("Triển khai từ quý II đến quý IV năm 2026.", "2026-Q2/2026-Q4", "2026-12-31"),
    ("Rà soát định kỳ mỗi quý một lần.", "quarterly", None),
    ("Kiểm tra đột xuất 02 lần/năm các cơ sở kinh doanh tiền chất.", "half-yearly", None),
    ("Kiểm tra tối thiểu mỗi tháng một lần.", "monthly", None),
    ("Gửi báo cáo về Sở Y tế trước 15/12.", "2026-12-15", "2026-12-15"),
    ("Gửi báo cáo về Sở Y tế muộn nhất là 15/12", "2026-12-15", "2026-12-15"),
    ("Gửi báo cáo về Sở Y tế chậm nhất vào 15/12", "2026-12-15", "2026-12-15"),
    ("Nộp hồ sơ trước 17h00 ngày 15/12/2026", "2026-12-15", "2026-12-15"),
    ("Nộp hồ sơ trước 17 giờ 00 phút, ngày 15/12/2026.", "2026-12-15", "2026-12-15"),
    ("Đưa nội dung này vào chương trình giảng dạy từ năm học 2026-2027.", "2026/2027", "2027-05-31"),
    ("Dùng học bạ số với mọi trường từ học kỳ II năm học 2026-2027.", "2026/2027", "2027-05-31"),
    ("Tổ chức thi chọn trong tuần 3 tháng 12 năm 2026.", "2026-12", "2026-12-31"),
    ("Đào tạo nhân lực: Mở 12 lớp; đến năm 2027 hoàn thành biên soạn tài liệu.", "2027", "2027-12-31"),
    ("Tuần thứ tư (22/6 - 30/6): Mít tinh, diễu hành.", "2026-06-22/2026-06-30", "2026-06-30"),
    ("Tập huấn cho cán bộ y tế xong trong tuần đầu tháng 6.", "2026-06", "2026-06-30"),
    ("Trong dịp 20/11/2026 tổ chức tôn vinh nhà giáo.", "2026-11-20", "2026-11-20"),
    ("Công bố bộ chỉ số vào quý I năm sau.", "relative", None),
    ("Báo cáo Ban Chỉ đạo trong vòng 15 phút.", "relative", None),
    ("Sở Xây dựng: số hóa hồ sơ, cập nhật hằng quý lên cổng thông tin.", "quarterly", None),
    ("Phối hợp với Sở Nội vụ hằng năm tham mưu chỉ tiêu biên chế.", "yearly", None),
    ("Bố trí tối thiểu 02 tiết đọc sách mỗi tháng tại thư viện.", "monthly", None),
    ("Tổ chức giao ban toàn ngành (Văn phòng Sở, 01 quý/lần).", "quarterly", None),
    ("In tờ rơi (thực hiện: Chi cục Thủy sản; xong trong quý II/2026).", "2026-Q2", "2026-06-30"),
    ("Bảo đảm kinh phí mua sách tăng tối thiểu 5% mỗi năm.", None, None),
    ("Bố trí 9/12 bác sĩ cho trạm y tế.", None, None),
    ("Phối hợp tổ chức giáo dục thường xuyên cho người sau cai.", None, None),
    ("Thực hiện Đề án phát triển y tế cơ sở giai đoạn 2024-2028 của tỉnh.", None, None),
]


@pytest.mark.parametrize(("text", "value", "due"), DEADLINES, ids=[d[0][:50] for d in DEADLINES])
def test_until_when(text: str, value: str | None, due: str | None) -> None:
    deadline = task_of(text).deadline
    assert (deadline.value, deadline.due) == (value, due) if deadline else value is None


IMPOSSIBLE = [
    ("trước ngày 31/02/2026", "31/02/2026"),
    ("chậm nhất 30/2/2026", "30/2/2026"),
    ("trước 31/9", "31/9"),
    ("muộn nhất là 31/11", "31/11"),
    ("trong ngày 30 tháng 02 năm 2026", "30 tháng 02 năm 2026"),
    ("trước ngày 15/13", "15/13"),
]


@pytest.mark.parametrize(("time", "passage"), IMPOSSIBLE)
def test_a_day_that_no_calendar_has_is_reported_and_no_deadline(time: str, passage: str) -> None:
    plan = plan_of(
        "I. NHIỆM VỤ", "1. Rà soát", f"- Gửi báo cáo {time}.", "- Số hóa đến 12/20 hồ sơ trước ngày 29/02."
    )
    assert plan.tasks[0].deadline is None
    reported = [(d.code, plan.text[slice(d.start, d.end)]) for d in plan.diagnostics]
    assert reported == [("impossible-date", passage)]


def test_the_time_of_a_lead_in_holds_for_its_bullets() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Công tác phòng ngừa",
        "- Trong năm 2026 hoàn thành các quy hoạch sau:",
        "+ Quy hoạch mạng lưới cai nghiện.",
        "+ Quy hoạch cơ sở y tế trước ngày 30/6/2026.",
    )
    assert [t.deadline.value for t in plan.tasks if t.deadline] == ["2026", "2026-06-30"]


def test_a_stage_lends_its_days_to_what_has_no_time_of_its_own() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Giai đoạn 1: Chuẩn bị (từ ngày 01/4/2026 đến ngày 30/6/2026)",
        "a) Tập huấn cho điều tra viên.",
        "b) Tuyển chọn điều tra viên.",
        "Thời gian: trước ngày 25/5/2026.",
        "c) In phiếu trước ngày 10/5/2026.",
    )
    assert [t.deadline.value for t in plan.tasks if t.deadline] == [
        "2026-04-01/2026-06-30",
        "2026-05-25",
        "2026-05-10",
    ]


def test_a_day_before_the_plan_in_a_lead_in_is_no_deadline() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Hỗ trợ nhà ở",
        "- Hỗ trợ các hộ có nhà hư hỏng trước ngày 15/6/2013 như sau:",
        "+ Xây mới nhà ở cho hộ nghèo.",
    )
    assert [t.deadline for t in plan.tasks] == [None]


def test_under_a_schedule_by_stages_the_lines_are_orders() -> None:
    plan = plan_of(
        "I. MỤC TIÊU",
        "Giảm số người nghiện.",
        "II. TIẾN ĐỘ VÀ KINH PHÍ",
        "1. Tiến độ thực hiện",
        "a) Giai đoạn 2026 - 2027:",
        "- Thành lập Ban Chỉ đạo và xây dựng kế hoạch chi tiết triển khai các nhiệm vụ của chương trình.",
        "- Kiểm kê người nghiện.",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Sở Y tế theo dõi, tổng hợp.",
    )
    assert [t.deadline.value for t in plan.tasks[:2] if t.deadline] == ["2026/2027", "2026/2027"]


def test_what_a_lead_in_is_for_lends_no_time_but_the_month_of_a_heading_does() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ TRỌNG TÂM THÁNG 9",
        "Để khai giảng trước ngày 20/9/2026, yêu cầu các trường:",
        "- Sửa bàn ghế.",
        "- Vệ sinh lớp học xong trước ngày 04/9/2026.",
    )
    assert [task.deadline.value for task in plan.tasks if task.deadline] == ["2026-09", "2026-09-04"]


def test_the_words_every_year_belong_to_the_passage_of_a_yearly_deadline() -> None:
    task = task_of("Tổ chức tháng hành động hằng năm từ ngày 15/4 đến ngày 15/5.")
    assert task.deadline is not None
    assert (task.deadline.value, task.deadline.text) == ("yearly", "hằng năm từ ngày 15/4 đến ngày 15/5")
