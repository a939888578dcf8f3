"""How much: money, promises and what they start from, and numbers that are no figures."""

from __future__ import annotations

import pytest
from plan_texts import plan_of

from docparse.evaluate import ground

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
        "Nếu có từ 02 địa phương cùng điểm thì xét thành tích năm trước.",
        "Phối hợp với Ủy ban nhân dân 04 xã rà soát địa bàn.",
        "Xây dựng kế hoạch dạy học 2 buổi/ngày cho từng môn.",
        "Giữ diện tích rừng đến 2030 ít nhất bằng diện tích hiện có.",
        "Điều tra ổ dịch trong thời gian không quá 24 giờ.",
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


def test_what_is_kept_up_or_opened_is_promised_whatever_is_counted() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Xóa mù chữ",
        "- Duy trì 28 điểm học hiện có và mở mới 12 điểm ở vùng cao.",
        "- Mở 65 lớp xóa mù chữ cho 1.560 học viên, duy trì 210 địa chỉ tin cậy.",
    )
    assert [target.value for target in plan.targets] == [28, 12, 65, 1560, 210]
    assert plan.baselines == ()


def test_what_is_earned_or_lost_is_a_figure_what_is_paid_a_budget() -> None:
    plan = plan_of(
        "I. THỰC TRẠNG",
        "- Thiên tai gây thiệt hại trên 700 tỷ đồng; kinh phí khắc phục 20 tỷ đồng.",
        "II. MỤC TIÊU",
        "- Doanh thu du lịch đạt trên 400 tỷ đồng.",
    )
    assert [(b.value, b.unit, b.comparator) for b in plan.baselines] == [(700, "tỷ đồng", "gt")]
    assert [(t.value, t.unit, t.comparator) for t in plan.targets] == [(400, "tỷ đồng", "gt")]


def test_what_stands_before_the_first_section_reports() -> None:
    plan = plan_of("Thời gian qua, các xã đã xử phạt 127 vụ vi phạm.", "I. NHIỆM VỤ", "1. Tuần tra rừng.")
    assert [(b.value, b.unit, b.node) for b in plan.baselines] == [(127, "vụ", None)]


def test_targets_of_places_are_targets_with_the_unit_of_their_head_or_table() -> None:
    plan = plan_of(
        "I. MỤC TIÊU",
        "1. Chỉ tiêu giao cho các xã (ĐVT: ha):",
        "| TT | Xã | Diện tích ngô | Cầu xây mới (cái) |\n| 1 | Khe Đá | 24 | 2 |\n| 2 | Tân Khê | 18,5 | 1 |\n| 3 | Nam Sông | 7 | 1 |",
        "2. Dân số các xã:",
        "| TT | Xã | Số hộ |\n| 1 | Khe Đá | 820 |\n| 2 | Tân Khê | 640 |\n| 3 | Nam Sông | 90 |",
    )
    assert [(t.indicator, t.value, t.unit) for t in plan.targets if t.value is not None] == [
        ("Khe Đá", 24, "ha"),
        ("Khe Đá", 2, "cái"),
        ("Tân Khê", 18.5, "ha"),
        ("Tân Khê", 1, "cái"),
        ("Nam Sông", 7, "ha"),
        ("Nam Sông", 1, "cái"),
    ]


def test_money_a_year_what_is_listed_behind_a_promise_and_how_often_are_figures() -> None:
    plan = plan_of(
        "I. MỤC TIÊU",
        "- Thu nhập bình quân đầu người đạt 22 triệu đồng/năm.",
        "II. NHIỆM VỤ",
        "- Phát hành 10.000 tờ rơi, 200 đĩa CD.",
        "- Lựa chọn 5 ý tưởng; khám sức khỏe 01 lần/năm.",
    )
    assert [(t.value, t.unit) for t in plan.targets] == [
        (22, "triệu đồng/năm"),
        (10_000, "tờ rơi"),
        (200, "đĩa"),
        (5, "ý tưởng"),
        (1, "lần/năm"),
    ]


def test_the_number_of_a_level_ends_where_another_count_begins() -> None:
    plan = plan_of("I. THỰC TRẠNG", "- Có 02 tiêu chí mức 1, 08 tiêu chí mức 2, 28 tiêu chí mức 3.")
    assert [b.value for b in plan.baselines] == [2, 8, 28]


def test_the_parts_of_a_promised_number_are_promised() -> None:
    plan = plan_of(
        "IV. NHIỆM VỤ BỒI DƯỠNG",
        "1. Số lượng: 200 báo cáo viên (gồm 120 giảng viên, 80 chuyên viên).",
        "2. Số lượng: 102 người, bao gồm 30 trưởng phòng, 72 giám đốc sở.",
        "3. Họp trực tuyến (gồm 1 điểm cầu chính và 14 điểm cầu).",
    )
    assert [(t.value, t.unit) for t in plan.targets] == [
        (200, "báo cáo viên"),
        (120, "giảng viên"),
        (80, "chuyên viên"),
        (102, "người"),
        (30, "trưởng phòng"),
        (72, "giám đốc"),
    ]
    assert [b.value for b in plan.baselines] == [1, 14]


def test_an_annex_that_is_a_plan_promises_what_its_units_order() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Mở lớp tập huấn.",
        "PHỤ LỤC 1",
        "KẾ HOẠCH BỒI DƯỠNG GIÁO VIÊN",
        "I. ĐỐI TƯỢNG",
        "1. Bồi dưỡng 28.000 giáo viên, trong đó có 14.900 giáo viên tiểu học.",
        "2. Mỗi lớp nghỉ giữa buổi, chỗ ngồi của 40 học viên do trường xếp.",
    )
    assert [t.value for t in plan.targets] == [28000, 14900]


def test_what_is_opened_in_a_schedule_is_promised() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Mở lớp tập huấn.",
        "II. TIẾN ĐỘ THỰC HIỆN",
        "- Quý II: bồi dưỡng 300 giáo viên; nghỉ lễ ở 12 trường.",
    )
    assert [t.value for t in plan.targets] == [300]
