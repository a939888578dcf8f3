"""Every wording of who, until when and how much that plans use, in invented plans of several sectors."""

from __future__ import annotations

import pytest

from docparse.evaluate import ground
from docparse.model import Plan, Task
from docparse.plan import read_content

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\nSố: 12/KH-UBND\nSông Vân, ngày 04 tháng 4 năm 2026\nKẾ HOẠCH\n"
    "{}\n\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n"
)


def plan_of(*body: str, subject: str = "Phòng, chống ma túy năm 2026") -> Plan:
    return read_content((HEAD.format(subject) + "\n\n".join(body) + "\n").encode(), "plan.txt")


def task_of(text: str) -> Task:
    plan = plan_of("I. NHIỆM VỤ", "1. Công tác phòng ngừa", "- Phát tài liệu cho người dân.", f"- {text}")
    return next(task for task in plan.tasks if task.text == text)


def task_deadline(text: str) -> str | None:
    deadline = task_of(text).deadline
    return deadline.value if deadline else None


# (the order, who leads, who coordinates, who implements)
ROLES: list[tuple[str, list[str], list[str], list[str]]] = [
    (
        "Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát người nghiện ma túy.",
        ["Sở Y tế"],
        ["Công an tỉnh"],
        [],
    ),
    ("Giao Công an tỉnh chủ trì tham mưu UBND tỉnh ban hành phương án truy quét.", ["Công an tỉnh"], [], []),
    ("Sở Tư pháp chủ trì tham mưu ban hành nghị quyết về mức hỗ trợ.", ["Sở Tư pháp"], [], []),
    ("Công an tỉnh là cơ quan đầu mối tổng hợp số liệu về tội phạm ma túy.", ["Công an tỉnh"], [], []),
    (
        "Sở Y tế làm đầu mối, phối hợp với Sở Nội vụ kiểm tra cơ sở cai nghiện.",
        ["Sở Y tế"],
        ["Sở Nội vụ"],
        [],
    ),
    ("Công an tỉnh là cơ quan thường trực, giúp UBND tỉnh theo dõi Kế hoạch.", ["Công an tỉnh"], [], []),
    ("Sở Nội vụ chịu trách nhiệm bố trí nhân lực cho cơ sở cai nghiện.", ["Sở Nội vụ"], [], []),
    ("Giao Sở Tài chính bố trí kinh phí cho công tác cai nghiện.", ["Sở Tài chính"], [], []),
    (
        "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh giám sát việc thực hiện.",
        ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"],
        [],
        [],
    ),
    (
        "Đề nghị Tòa án nhân dân tỉnh phối hợp đưa người nghiện vào cơ sở cai nghiện bắt buộc.",
        [],
        ["Tòa án nhân dân tỉnh"],
        [],
    ),
    ("Sở Y tế cùng Công an tỉnh lập hồ sơ người nghiện.", ["Sở Y tế", "Công an tỉnh"], [], []),
    ("Sở Y tế phối hợp cùng Công an tỉnh lập hồ sơ người nghiện.", [], ["Sở Y tế", "Công an tỉnh"], []),
    ("Xây dựng quy trình xét nghiệm nhanh do Sở Y tế chủ trì.", ["Sở Y tế"], [], []),
    (
        "Việc kiểm tra cơ sở kinh doanh tiền chất do Sở Công Thương chủ trì, Công an tỉnh phối hợp.",
        ["Sở Công Thương"],
        ["Công an tỉnh"],
        [],
    ),
    ("Xây dựng cơ sở dữ liệu người nghiện do Công an tỉnh thực hiện.", [], [], ["Công an tỉnh"]),
    (
        "Phối hợp với Bộ Chỉ huy Bộ đội Biên phòng tỉnh tuần tra biên giới do Công an tỉnh chủ trì.",
        ["Công an tỉnh"],
        ["Bộ Chỉ huy Bộ đội Biên phòng tỉnh"],
        [],
    ),
    (
        "Phối hợp với Sở Y tế do Công an tỉnh chủ trì thống kê người nghiện.",
        ["Công an tỉnh"],
        ["Sở Y tế"],
        [],
    ),
    (
        "Công an tỉnh chủ trì, các sở, ngành liên quan phối hợp triển khai đợt cao điểm.",
        ["Công an tỉnh"],
        ["các sở, ngành"],
        [],
    ),
    (
        "UBND các xã, phường, đặc khu tổ chức ký cam kết với từng hộ dân.",
        ["Ủy ban nhân dân các xã, phường, đặc khu"],
        [],
        [],
    ),
    (
        "Tổ chức tập huấn cho cán bộ cơ sở (Sở Y tế chủ trì; Công an tỉnh phối hợp).",
        ["Sở Y tế"],
        ["Công an tỉnh"],
        [],
    ),
    (
        "Tổ chức diễn đàn (Chủ trì: Tỉnh đoàn; phối hợp: Sở Y tế, Sở Giáo dục và Đào tạo).",
        ["Tỉnh đoàn"],
        ["Sở Y tế", "Sở Giáo dục và Đào tạo"],
        [],
    ),
    (
        "Phân công Sở Văn hóa, Thể thao và Du lịch biên soạn pa nô tuyên truyền.",
        ["Sở Văn hóa, Thể thao và Du lịch"],
        [],
        [],
    ),
    ("Giao trách nhiệm cho Thanh tra tỉnh kiểm tra việc sử dụng kinh phí.", ["Thanh tra tỉnh"], [], []),
    ("Sở Y tế có trách nhiệm cấp phát thuốc điều trị thay thế.", ["Sở Y tế"], [], []),
    (
        "Sở Y tế, Công an tỉnh và UBND các xã, phường, đặc khu rà soát người nghiện.",
        ["Sở Y tế", "Công an tỉnh", "Ủy ban nhân dân các xã, phường, đặc khu"],
        [],
        [],
    ),
    ("Các cơ quan báo chí mở chuyên mục về phòng, chống ma túy.", ["các cơ quan báo chí"], [], []),
    (
        "Công an tỉnh phối hợp chặt chẽ với Sở Y tế, Sở Nội vụ và UBND cấp xã quản lý người sau cai.",
        [],
        ["Công an tỉnh", "Sở Y tế", "Sở Nội vụ", "Ủy ban nhân dân cấp xã"],
        [],
    ),
    ("Trên cơ sở kết quả rà soát, Sở Y tế xây dựng kế hoạch điều trị.", ["Sở Y tế"], [], []),
    (
        "Yêu cầu Giám đốc Công an tỉnh chỉ đạo lực lượng Cảnh sát biển tuần tra vùng nước ven bờ.",
        ["Công an tỉnh"],
        [],
        [],
    ),
    (
        "Ngân hàng Nhà nước Chi nhánh Khu vực 8 chủ trì giám sát giao dịch đáng ngờ.",
        ["Ngân hàng Nhà nước Chi nhánh Khu vực 8"],
        [],
        [],
    ),
    (
        "Giao Sở Nông nghiệp và Môi trường làm chủ đầu tư dự án cấp nước.",
        ["Sở Nông nghiệp và Môi trường"],
        [],
        [],
    ),
    (
        "Sở Khoa học và Công nghệ được giao chủ trì xây dựng nền tảng dữ liệu.",
        ["Sở Khoa học và Công nghệ"],
        [],
        [],
    ),
    ("Đồng chí Giám đốc Sở Xây dựng chịu trách nhiệm trước UBND tỉnh về tiến độ.", ["Sở Xây dựng"], [], []),
    (
        "Sở Nông nghiệp và Môi trường (Chi cục Thủy lợi) vận hành hồ chứa theo quy trình.",
        ["Sở Nông nghiệp và Môi trường"],
        [],
        [],
    ),
    (
        "Văn phòng Thường trực Ban Chỉ huy Phòng thủ dân sự tỉnh tổng hợp thiệt hại.",
        ["Văn phòng Thường trực Ban Chỉ huy Phòng thủ dân sự tỉnh"],
        [],
        [],
    ),
    ("Công ty Điện lực Sông Vân bảo đảm điện cho trạm bơm chống úng.", ["Công ty Điện lực Sông Vân"], [], []),
    ("Đài Khí tượng Thủy văn tỉnh cung cấp bản tin cảnh báo lũ.", ["Đài Khí tượng thủy văn tỉnh"], [], []),
    (
        "Viễn thông Sông Vân, Viettel Sông Vân, MobiFone tỉnh Sông Vân bảo đảm thông tin liên lạc.",
        ["Viễn thông Sông Vân", "Viettel Sông Vân", "MobiFone tỉnh"],
        [],
        [],
    ),
    ("Cảng vụ Hàng hải Sông Vân hướng dẫn tàu thuyền tránh trú bão.", ["Cảng vụ Hàng hải Sông Vân"], [], []),
    ("Các chủ hồ chứa thực hiện chế độ quan trắc, cung cấp số liệu.", ["các chủ hồ chứa"], [], []),
    (
        "Hội Nông dân tỉnh, Hội Liên hiệp Phụ nữ tỉnh, Tỉnh đoàn vận động hội viên tham gia.",
        ["Hội Nông dân tỉnh", "Hội Liên hiệp Phụ nữ tỉnh", "Tỉnh đoàn"],
        [],
        [],
    ),
    ("Các tổ chức tín dụng trên địa bàn lắp đặt thêm máy POS tại các chợ.", ["các tổ chức tín dụng"], [], []),
    ("Bảo hiểm xã hội tỉnh chi trả lương hưu qua tài khoản.", ["Bảo hiểm xã hội tỉnh"], [], []),
    (
        "Kho bạc Nhà nước khu vực XII phối hợp với Thuế tỉnh, Ngân hàng Nhà nước Khu vực 8 kết nối dữ liệu.",
        [],
        ["Kho bạc Nhà nước khu vực XII", "Thuế tỉnh", "Ngân hàng Nhà nước Khu vực 8"],
        [],
    ),
    (
        "Trung tâm Y tế các huyện, thị xã, thành phố tổ chức tiêm chủng.",
        ["Trung tâm Y tế các huyện, thị xã, thành phố"],
        [],
        [],
    ),
    (
        "Bệnh viện Đa khoa tỉnh chủ trì, Trung tâm Kiểm soát bệnh tật tỉnh phối hợp tập huấn tuyến dưới.",
        ["Bệnh viện Đa khoa tỉnh"],
        ["Trung tâm Kiểm soát bệnh tật tỉnh"],
        [],
    ),
    (
        "Ban Quản lý Vườn quốc gia Khe Đá xây dựng tuyến du lịch sinh thái.",
        ["Ban Quản lý Vườn quốc gia Khe Đá"],
        [],
        [],
    ),
    (
        "Giao Phòng Văn hóa - Xã hội tham mưu UBND xã ban hành quy chế quản lý lễ hội.",
        ["Phòng Văn hóa - Xã hội"],
        [],
        [],
    ),
    (
        "Phòng Kinh tế, Hạ tầng và Đô thị chủ trì, cùng Công an phường kiểm tra vỉa hè.",
        ["Phòng Kinh tế, Hạ tầng và Đô thị"],
        ["Công an phường"],
        [],
    ),
    ("Ban Chỉ huy Quân sự phường sẵn sàng lực lượng ứng cứu.", ["Ban Chỉ huy Quân sự phường"], [], []),
    ("UBND đặc khu Hòn Mây xây dựng phương án cấp nước ngọt.", ["Ủy ban nhân dân đặc khu Hòn Mây"], [], []),
    (
        "Chủ tịch UBND xã Đông Thạch và Chủ tịch UBND phường Khe Đá chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
        ["Ủy ban nhân dân xã Đông Thạch", "Ủy ban nhân dân phường Khe Đá"],
        [],
        [],
    ),
    ("Đội Quản lý thị trường số 3 kiểm tra hàng giả tại cửa khẩu.", ["Đội Quản lý thị trường số 3"], [], []),
    (
        "Hải quan khu vực XII và Đồn Biên phòng Khe Đá kiểm soát hành lý nhập cảnh.",
        ["Hải quan khu vực XII", "Đồn Biên phòng Khe Đá"],
        [],
        [],
    ),
    ("Các cơ quan, đơn vị cử cán bộ tham gia tập huấn.", ["các cơ quan, đơn vị"], [], []),
    ("Mỗi cán bộ, công chức nêu gương trong thực hiện.", [], [], []),
    ("Người đứng đầu cơ sở tự chịu trách nhiệm về an toàn cháy.", [], [], []),
    ("Nâng cấp Cổng Thông tin điện tử tỉnh và hệ thống của Sở Y tế.", [], [], []),
    ("Gửi báo cáo về Sở Y tế để tổng hợp.", [], [], []),
    ("Thực hiện theo hướng dẫn của Bộ Y tế và Sở Tài chính.", [], [], []),
    ("Chuyển hồ sơ cho Công an tỉnh xử lý theo quy định.", [], [], []),
    ("Tổng kết chương trình và đề nghị Thủ tướng Chính phủ bổ sung nội dung.", [], [], []),
    ("Đề nghị Chính phủ bổ sung nguồn lực cho các xã.", ["Chính phủ"], [], []),
    ("Rà soát danh mục và yêu cầu các trường nộp báo cáo.", ["các trường"], [], []),
    (
        "Các sở, ban, ngành có liên quan đến việc thực hiện Kế hoạch này có trách nhiệm thường xuyên phối hợp.",
        [],
        ["các sở, ban, ngành"],
        [],
    ),
    (
        "Doanh nghiệp viễn thông phối hợp với Sở Y tế lắp đặt thiết bị.",
        [],
        ["doanh nghiệp viễn thông", "Sở Y tế"],
        [],
    ),
    # behind its posts and openings, and beside words that look like names
    ("Tiếp tục chủ trì, phối hợp với Sở Nội vụ rà soát danh mục.", [], ["Sở Nội vụ"], []),
    ("Riêng tổ Hóa - Sinh hỗ trợ phòng thực hành.", ["Tổ Hóa - Sinh"], [], []),
    ("Văn phòng nghiên cứu, phối hợp với Sở Ngoại vụ tham mưu.", ["Văn phòng"], ["Sở Ngoại vụ"], []),
    ("Xây 12 trạm do Sở Y tế, Sở Xây dựng làm chủ đầu tư.", ["Sở Y tế", "Sở Xây dựng"], [], []),
    ("Phối hợp với các sở xây dựng kế hoạch hằng năm.", [], ["các sở"], []),
    (
        "Phối hợp với các cơ quan báo chí cùng cấp tổ chức phổ biến quy định.",
        [],
        ["các cơ quan báo chí cùng cấp"],
        [],
    ),
    ("Đề nghị đại diện Ban Giám hiệu, Bí thư Đoàn trường dự họp.", ["Ban Giám hiệu", "Đoàn trường"], [], []),
    ("Giao Chi đoàn, Liên đội tổ chức hội thi.", ["Chi đoàn", "Liên đội"], [], []),
    ("Giao Bộ phận Thi đua tổng hợp.", ["Bộ phận Thi đua"], [], []),
    (
        "Giao Phòng Giáo dục Mầm non, Tiểu học và Trung học thẩm định.",
        ["Phòng Giáo dục Mầm non", "Phòng Giáo dục Tiểu học", "Phòng Giáo dục Trung học"],
        [],
        [],
    ),
    (
        "Giao Phòng Giáo dục Tiểu học và Mầm non thẩm định.",
        ["Phòng Giáo dục Tiểu học và Mầm non"],
        [],
        [],
    ),
    (
        "Các đơn vị trực thuộc Bộ căn cứ nhiệm vụ trong năm, dự toán được duyệt, xây dựng kế hoạch.",
        ["các đơn vị trực thuộc Bộ"],
        [],
        [],
    ),
    (
        "Đề nghị các tổ chuyên môn, đoàn thể và GVCN nghiêm túc thực hiện.",
        ["các tổ chuyên môn, đoàn thể"],
        [],
        [],
    ),
    (
        "Ngân hàng NN&PTNT huyện phối hợp với Phòng VH&TT mở tài khoản.",
        [],
        ["Ngân hàng Nông nghiệp và Phát triển nông thôn huyện", "Phòng Văn hóa và Thông tin"],
        [],
    ),
    (
        "Giao Vụ Thi đua, Khen thưởng và Tuyên truyền thẩm định.",
        ["Vụ Thi đua, Khen thưởng và Tuyên truyền"],
        [],
        [],
    ),
    (
        "Đề nghị Hội Nông dân tỉnh và Hội Nghề cá tỉnh tuyên truyền.",
        ["Hội Nông dân tỉnh", "Hội Nghề cá tỉnh"],
        [],
        [],
    ),
    (
        "LĐLĐ tỉnh chủ trì, phối hợp với BHXH tỉnh rà soát.",
        ["Liên đoàn Lao động tỉnh"],
        ["Bảo hiểm xã hội tỉnh"],
        [],
    ),
]


@pytest.mark.parametrize(("text", "lead", "coordinate", "implement"), ROLES, ids=[r[0][:40] for r in ROLES])
def test_who_acts(text: str, lead: list[str], coordinate: list[str], implement: list[str]) -> None:
    task = task_of(text)
    assert list(task.agencies("lead")) == lead
    assert list(task.agencies("coordinate")) == coordinate
    assert list(task.agencies("implement")) == implement


# (the order, its deadline, the last day where it can be computed)
DEADLINES: list[tuple[str, str | None, str | None]] = [
    ("Hội thi cấp trường: Xong trước ngày 30/4/2021", "2021-04-30", "2021-04-30"),
    (
        "Học kỳ I: Báo cáo sơ kết học kỳ: Nộp về Phòng chậm nhất vào ngày 11/1/2021",
        "2021-01-11",
        "2021-01-11",
    ),
    ("Sở Tư pháp thường xuyên theo dõi tình hình thi hành pháp luật.", "continuous", None),
    ("Làm sạch dữ liệu hộ tịch; thực hiện thường xuyên.", "continuous", None),
    ("Mở lớp cho Trung tâm Giáo dục thường xuyên.", None, None),
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


# (the order, its money)
MONEY: list[tuple[str, float | None, str | None, str]] = [
    ("Sửa trạm bơm, kinh phí 2 tỷ 500 triệu đồng.", 2500, "triệu đồng", "2 tỷ 500 triệu đồng"),
    ("Sửa trạm bơm, kinh phí 1,2 tỷ đồng.", 1.2, "tỷ đồng", "1,2 tỷ đồng"),
    ("Sửa trạm bơm, kinh phí từ 30 - 50 tỷ đồng.", 50, "tỷ đồng", "30 - 50 tỷ đồng"),
    ("Sửa trạm bơm, kinh phí từ 30 đến 50 triệu.", 50, "triệu đồng", "30 đến 50 triệu"),
    ("Sửa trạm bơm, kinh phí 12.500.000.000 VNĐ.", 12.5e9, "đồng", "12.500.000.000 VNĐ"),
    ("Sửa trạm bơm, kinh phí 500.000.000đ.", 5e8, "đồng", "500.000.000đ"),
    ("Sửa trạm bơm, kinh phí 500 triệu đồng/trạm.", None, None, ""),
]


@pytest.mark.parametrize(("text", "total", "unit", "passage"), MONEY, ids=[row[0][13:] for row in MONEY])
def test_how_much_money(text: str, total: float | None, unit: str | None, passage: str) -> None:
    plan = plan_of("I. NHIỆM VỤ", "1. Thủy lợi", "- Nạo vét kênh.", f"- {text}")
    assert (plan.targets, plan.baselines) == ((), ())
    budget = plan.tasks[1].budget
    if total is None:
        assert budget is None
    else:
        assert budget is not None
        assert (budget.total, budget.unit, plan.passage(budget)) == (total, unit, passage)
    assert ground(plan)[1] == []


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


# (the promise, its figures: value, unit, comparator, year); a promise without a figure has none
PROMISES: list[tuple[str, list[tuple[float, str, str, int]]]] = [
    (
        "100% cơ sở lưu trú, 90% điểm du lịch thanh toán không dùng tiền mặt.",
        [(100, "%", "eq", 2030), (90, "%", "eq", 2030)],
    ),
    (
        "95% thôn có đội phòng cháy (trong đó: vùng cao 80%, vùng thấp 99%).",
        [(95, "%", "eq", 2030), (80, "%", "eq", 2030), (99, "%", "eq", 2030)],
    ),
    (
        "Mỗi xã có từ 02 đến 03 điểm chữa cháy công cộng.",
        [(2, "điểm chữa cháy công cộng", "ge", 2030), (3, "điểm chữa cháy công cộng", "le", 2030)],
    ),
    ("Từ 85% đến 90% hộ dân có bình chữa cháy.", [(85, "%", "ge", 2030), (90, "%", "le", 2030)]),
    (
        "Xây dựng 10-15 mô hình nông nghiệp hữu cơ.",
        [(10, "mô hình", "ge", 2030), (15, "mô hình", "le", 2030)],
    ),
    ("Đạt 30 giường bệnh/vạn dân.", [(30, "giường bệnh/vạn", "eq", 2030)]),
    ("Trang bị 20 máy/trường cho các trường.", [(20, "máy/trường", "eq", 2030)]),
    ("Doanh thu du lịch tăng 15% so với năm 2025.", [(15, "%", "eq", 2030)]),
    ("Số vụ cháy giảm ít nhất 10% mỗi năm.", [(10, "%", "ge", 2030)]),
    ("Tỷ lệ hộ nghèo giảm còn 1,5%.", [(1.5, "%", "le", 2030)]),
    ("Tỷ lệ suy dinh dưỡng thể thấp còi ở trẻ em dưới 5 tuổi giảm xuống dưới 16%.", [(16, "%", "lt", 2030)]),
    ("Phấn đấu xếp hạng trong nhóm 20 tỉnh dẫn đầu về chuyển đổi số.", [(20, "tỉnh", "eq", 2030)]),
    ("Sản lượng khai thác khoáng sản đạt 1.250.000 tấn.", [(1250000, "tấn", "eq", 2030)]),
    ("Diện tích trồng rừng mới 12,5 nghìn ha.", [(12.5, "nghìn ha", "eq", 2030)]),
    ("Tốc độ truy nhập di động trung bình đạt 100 Mbit/s.", [(100, "mbit/s", "approx", 2030)]),
    ("Một nửa số xã có điểm bưu điện phục vụ dịch vụ công.", []),
    ("Toàn bộ cơ sở khám bệnh thực hiện bệnh án điện tử.", []),
    ("Xây dựng ba mô hình du lịch cộng đồng tại các xã vùng cao.", []),
    (
        "Có 12/20 xã (đạt 60%) có trạm y tế đạt chuẩn.",
        [(12, "xã", "eq", 2030), (20, "xã", "eq", 2030), (60, "%", "eq", 2030)],
    ),
    (
        "Tối thiểu 08 phòng khám, 16 trạm y tế được nâng cấp.",
        [(8, "phòng khám", "ge", 2030), (16, "trạm y tế", "ge", 2030)],
    ),
    ("Ít nhất 70% người dân từ 15 tuổi trở lên có tài khoản thanh toán.", [(70, "%", "ge", 2030)]),
    ("Trên 80% giao dịch thanh toán học phí không dùng tiền mặt.", [(80, "%", "gt", 2030)]),
    ("Không quá 5% hồ sơ bị trả lại.", [(5, "%", "le", 2030)]),
    ("Không dưới 60% diện tích lúa được cơ giới hóa.", [(60, "%", "ge", 2030)]),
    ("Khoảng 300 hộ tham gia chuỗi liên kết.", [(300, "hộ", "approx", 2030)]),
    ("Thu nhập bình quân đạt 85 triệu đồng/người/năm.", [(85, "triệu đồng/người/năm", "approx", 2030)]),
    (
        "Đến năm 2028, 50% doanh nghiệp sử dụng nền tảng số; đến năm 2030 đạt 80%.",
        [(50, "%", "eq", 2028), (80, "%", "eq", 2030)],
    ),
    ("Số lượng trạm BTS 5G: 250 trạm.", [(250, "trạm", "eq", 2030)]),
    ("Tỷ lệ phủ sóng 5G: 99%.", [(99, "%", "eq", 2030)]),
    ("Tổng số lượt khách: 2.500.000 lượt.", [(2500000, "lượt", "eq", 2030)]),
    ("Giảm 20% số vụ, 15% số người chết do cháy.", [(20, "%", "eq", 2030), (15, "%", "eq", 2030)]),
    ("Tỷ lệ che phủ rừng ổn định ở mức 58,5%.", [(58.5, "%", "eq", 2030)]),
    ("Tăng thêm 2 lần số lượng thuê bao cáp quang.", [(2, "lần", "eq", 2030)]),
    ("Có ít nhất 1 cán bộ chuyên trách chuyển đổi số/xã.", [(1, "cán bộ", "ge", 2030)]),
    ("Giá trị sản xuất tăng bình quân 4,5%/năm.", [(4.5, "%", "approx", 2030)]),
    ("Tỷ lệ tiêm chủng đạt ≥ 95%.", [(95, "%", "ge", 2030)]),
    ("Đạt 2-3% diện tích nuôi trồng hữu cơ.", [(2, "%", "ge", 2030), (3, "%", "le", 2030)]),
    ("Số thuê bao băng rộng cố định đạt 25 thuê bao/100 dân.", [(25, "thuê bao/100 dân", "eq", 2030)]),
    ("Kinh tế số chiếm khoảng 20% GRDP.", [(20, "%", "approx", 2030)]),
    ("Năng suất lúa đạt 65 tạ/ha.", [(65, "tạ/ha", "eq", 2030)]),
    ("Tuổi thọ trung bình đạt 75 tuổi.", []),
    ("Tỷ suất tử vong trẻ em dưới 1 tuổi còn 10‰.", [(10, "‰", "eq", 2030)]),
    ("Có 02 khu, điểm du lịch đạt chuẩn quốc tế.", [(2, "khu", "eq", 2030)]),
    (
        "Tỷ lệ hài lòng của người dân đạt trên 90%, trong đó lĩnh vực đất đai đạt trên 85%.",
        [(90, "%", "gt", 2030), (85, "%", "gt", 2030)],
    ),
    ("Trang bị áo phao cho 2/3 số hộ ven sông.", []),
    ("Có 150/160 số hộ ven sông có áo phao.", [(150, "hộ", "eq", 2030), (160, "hộ", "eq", 2030)]),
    ("Chỉ số chuyển đổi số nằm trong tốp 10 cả nước.", []),
    ("Tạo 1,250 tài khoản định danh.", [(1250, "tài khoản", "eq", 2030)]),
    (
        "Cấp 1.250 tài khoản, 120 thẻ cho hội viên.",
        [(1250, "tài khoản", "eq", 2030), (120, "thẻ", "eq", 2030)],
    ),
    ("Kiên cố hóa 1,250 km kênh mương.", [(1.25, "km", "eq", 2030)]),
    ("Có 8,125 bác sĩ/vạn dân.", [(8.125, "bác sĩ/vạn", "eq", 2030)]),
    (
        "9/9 huyện, thành phố có trạm quan trắc.",
        [(9, "huyện, thành phố", "eq", 2030), (9, "huyện, thành phố", "eq", 2030)],
    ),
    ("Tổ chức hội thao chào mừng ngày 9/9, thu hút 300 người.", [(300, "người", "eq", 2030)]),
    ("Phấn đấu 9/10 xã đạt chuẩn.", [(9, "xã", "eq", 2030), (10, "xã", "eq", 2030)]),
    (
        "100% (20/20) xã có đội dân phòng.",
        [(100, "%", "eq", 2030), (20, "xã", "eq", 2030), (20, "xã", "eq", 2030)],
    ),
    (
        "Đạt tỷ lệ 100% (20/20 xã) có đội dân phòng.",
        [(100, "%", "eq", 2030), (20, "xã", "eq", 2030), (20, "xã", "eq", 2030)],
    ),
    (
        "Trồng 500 ha rừng gỗ lớn, 120 ha dược liệu và 15.000 cây phân tán.",
        [(500, "ha", "eq", 2030), (120, "ha", "eq", 2030), (15000, "cây", "eq", 2030)],
    ),
    (
        "Hỗ trợ 3 500 hộ nghèo, 12 000 cây giống.",
        [(3500, "hộ nghèo", "eq", 2030), (12000, "cây", "eq", 2030)],
    ),
    ("Tổ chức 04 cuộc diễn tập, mỗi cuộc 100 người.", [(4, "cuộc", "eq", 2030), (100, "người", "eq", 2030)]),
    (
        "Mở 03 lớp, mỗi lớp 40 - 50 người.",
        [(3, "lớp", "eq", 2030), (40, "người", "ge", 2030), (50, "người", "le", 2030)],
    ),
    ("Nâng cấp 41 công trình, vùng trọng điểm 95%.", [(41, "công trình", "eq", 2030), (95, "%", "eq", 2030)]),
    ("In 20.000 tờ gấp tại 10 địa phương.", [(20000, "tờ gấp", "eq", 2030), (10, "địa phương", "eq", 2030)]),
    ("100% trường có phòng máy (chi tiết tại phụ lục 4a, 4b).", [(100, "%", "eq", 2030)]),
    (
        "Tỷ lệ học sinh học bơi là 9387/12297, đạt 76,3%.",
        [(9387, "học sinh", "eq", 2030), (12297, "học sinh", "eq", 2030), (76.3, "%", "eq", 2030)],
    ),
    ("Bình quân 3,5 máy chiếu/ trường.", [(3.5, "máy chiếu/ trường", "approx", 2030)]),
    ("Thời gian xử lý hồ sơ giảm tối thiểu 30%.", [(30, "%", "ge", 2030)]),
    ("Phủ sóng 5G tại 100% khu công nghiệp và 99% dân số.", [(100, "%", "eq", 2030), (99, "%", "eq", 2030)]),
    ("Phát hiện, điều trị cho 80% số người nhiễm HIV (mục tiêu 95-95-95).", [(80, "%", "eq", 2030)]),
]


@pytest.mark.parametrize(("text", "figures"), PROMISES, ids=[p[0][:40] for p in PROMISES])
def test_how_much(text: str, figures: list[tuple[float, str, str, int]]) -> None:
    plan = plan_of(
        "I. MỤC TIÊU",
        "1. Mục tiêu đến năm 2030",
        f"- {text}",
        "- Hình thành chuỗi sản phẩm liên kết vùng.",
        subject="Phát triển du lịch giai đoạn 2026-2030",
    )
    told = [t for t in plan.targets if not t.text.startswith("Hình thành")]
    assert [(t.value, t.unit, t.comparator, t.year) for t in told if not t.qualitative] == figures
    assert any(t.qualitative for t in told) != bool(figures)
    assert plan.baselines == ()


@pytest.mark.parametrize(
    ("text", "was", "will"),
    [
        ("Tăng từ 45% năm 2025 lên 60% năm 2030.", 45, 60),
        ("Giảm số vụ cháy từ 23 vụ xuống còn 10 vụ.", 23, 10),
        ("Hồ sơ trực tuyến đạt tối thiểu 30% (năm 2025 đạt 17,5%).", 17.5, 30),
    ],
)
def test_what_a_change_starts_from_is_a_baseline(text: str, was: float, will: float) -> None:
    plan = plan_of("I. MỤC TIÊU", "1. Mục tiêu đến năm 2030", f"- {text}")
    assert [b.value for b in plan.baselines] == [was]
    assert [t.value for t in plan.targets] == [will]


def test_a_range_that_only_goes_up_from_a_number_is_no_change() -> None:
    plan = plan_of(
        "I. MỤC TIÊU",
        "- Tỷ lệ hộ nghèo giảm từ 5% trở lên, trong đó xã đặc biệt khó khăn giảm 6%.",
        "- Thu hút khách (năm 2026: 300 lượt khách, năm 2027: 500 lượt khách).",
    )
    assert [t.value for t in plan.targets] == [5, 6, 300, 500]
    assert plan.baselines == ()


@pytest.mark.parametrize(
    "text",
    [
        "Vận hành mô hình chính quyền địa phương 02 cấp.",
        "Ứng phó theo hai mốc 0-48 giờ và 3-7 ngày.",
        "Báo cáo tiến độ 02 lần/ngày về Sở Y tế.",
        "Nếu có từ 02 địa phương cùng điểm thì xét thành tích năm trước.",
        "Phối hợp với Ủy ban nhân dân 04 xã rà soát địa bàn.",
        "Xây dựng kế hoạch dạy học 2 buổi/ngày cho từng môn.",
        "Giữ diện tích rừng đến 2030 ít nhất bằng diện tích hiện có.",
    ],
)
def test_levels_hours_and_how_often_are_no_figures(text: str) -> None:
    plan = plan_of("I. NHIỆM VỤ", "1. Công tác phòng ngừa", f"- {text}")
    assert plan.targets + plan.baselines == ()


def test_what_has_been_declared_is_so_already() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ", "1. Cứu trợ", "- Ưu tiên 40 xã, phường đã được công bố tình huống khẩn cấp."
    )
    assert [b.value for b in plan.baselines] == [40]
    assert plan.targets == ()


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
        ("Các tổ chức cung cấp dịch vụ chi trả",),
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


def test_the_time_of_an_examination_stands_behind_its_name() -> None:
    assert task_deadline("Thi giáo viên giỏi cấp trường: Xong trước 30/4/2026.") == "2026-04-30"


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
