"""Names in many surroundings: every head with every office, list and verb that plans put beside it."""

from __future__ import annotations

from itertools import permutations

import pytest
from plan_texts import plan_of

from extractors.names import AgencyNames

DEPARTMENTS = [
    "Tài chính",
    "Kế hoạch và Đầu tư",
    "Nội vụ",
    "Y tế",
    "Xây dựng",
    "Giáo dục và Đào tạo",
    "Văn hóa, Thể thao và Du lịch",
    "Lao động - Thương binh và Xã hội",
    "Nông nghiệp và Môi trường",
]
OFFICES = [
    "Nội vụ",
    "Tài chính - Kế hoạch",
    "Lao động - Thương binh và Xã hội",
    "Kinh tế và Hạ tầng",
    "Văn hóa và Thông tin",
    "Dân tộc",
]
DIVISIONS = [
    "Pháp chế",
    "Kế hoạch - Tài chính",
    "Tổ chức cán bộ",
    "Khoa học, Công nghệ và Môi trường",
    "Kế hoạch",
]
FIELDS = [("Sở", DEPARTMENTS), ("Bộ", DEPARTMENTS), ("Phòng", OFFICES), ("Vụ", DIVISIONS)]
PAIRS = [(head, *pair) for head, fields in FIELDS for pair in permutations(fields, 2)]

BODIES = [
    "Báo Sông Vân",
    "Văn phòng Bộ",
    "Công ty Cấp nước Sông Vân",
    "Trung tâm Khuyến nông",
    "Cục Hàng hải Việt Nam",
    "Viện Khoa học Thủy lợi",
    "các địa phương",
]
VERBS = (
    "ban hành, bàn giao, bãi bỏ, bám sát, bình xét, cải tạo, cam kết, cắt giảm, chấn chỉnh, chi trả, chốt, chú trọng, "
    "chuẩn hóa, dành, di dời, đa dạng hóa, đẩy nhanh, đình chỉ, đối thoại, đón tiếp, đôn đốc, ghi nhận, gia hạn, "
    "giải ngân, hủy bỏ, kêu gọi, khởi công, khôi phục, khống chế, khuyến cáo, kiến nghị, loại bỏ, nạo vét, nghiệm thu, "
    "phân loại, phát sóng, phấn đấu, phúc tra, quyết liệt, rà soát, sẵn sàng, sớm, thiết lập, thu gom, tiêm phòng, "
    "tiếp thu, tôn vinh, trao tặng, trích lập, tuân thủ, tuyển dụng, ứng trực, xác nhận, xóa bỏ"
).split(", ")


def listed(text: str) -> list[str]:
    return [agency.name for agency in AgencyNames(text).list_at(0, len(text))[0]]


@pytest.mark.parametrize("form", ["các {}: {}, {}", "các {} {}, {}", "các {}: {}; {}", "các {} {} và {}"])
def test_two_fields_under_one_head_are_two_bodies(form: str) -> None:
    read = {pair: listed(form.format(*pair) + " tổ chức thực hiện.") for pair in PAIRS}
    assert {
        pair: names for pair, names in read.items() if names != [f"{pair[0]} {f}" for f in pair[1:]]
    } == {}


@pytest.mark.parametrize("body", BODIES)
def test_a_verb_ends_a_name(body: str) -> None:
    read = {verb: listed(f"{body} {verb} các nội dung liên quan.") for verb in VERBS}
    assert {verb: names for verb, names in read.items() if names != [body]} == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chánh Văn phòng Ủy ban nhân dân tỉnh", ["Văn phòng Ủy ban nhân dân tỉnh"]),
        ("Chánh Văn phòng Sở, Chánh Thanh tra Sở", ["Văn phòng Sở", "Thanh tra Sở"]),
        ("Chánh án Tòa án nhân dân tỉnh", ["Tòa án nhân dân tỉnh"]),
        ("Thống đốc Ngân hàng Nhà nước Việt Nam", ["Ngân hàng Nhà nước Việt Nam"]),
        ("Tổng Thanh tra Chính phủ", ["Thanh tra Chính phủ"]),
        ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", ["Văn phòng Chính phủ"]),
        ("Đại tá, Giám đốc Công an tỉnh", ["Công an tỉnh"]),
        ("Trưởng ban Ban Quản lý Khu kinh tế tỉnh", ["Ban Quản lý Khu kinh tế tỉnh"]),
        ("Trạm trưởng Trạm Y tế xã, Hạt trưởng Hạt Kiểm lâm huyện", ["Trạm Y tế xã", "Hạt Kiểm lâm huyện"]),
        ("Bí thư Đảng ủy, Chủ tịch UBND xã", ["Đảng ủy", "Ủy ban nhân dân xã"]),
        ("Trưởng các khoa, phòng, tổ bộ môn", ["các khoa, phòng, tổ bộ môn"]),
        ("Giám đốc các bệnh viện tuyến tỉnh", ["các bệnh viện tuyến tỉnh"]),
        (
            "Giám đốc các Trung tâm: Khuyến nông, Giống cây trồng",
            ["Trung tâm Khuyến nông", "Trung tâm Giống cây trồng"],
        ),
        (
            "Bộ trưởng các bộ, Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ",
            ["các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"],
        ),
    ],
)
def test_the_head_of_an_office_stands_for_it(text: str, expected: list[str]) -> None:
    assert listed(f"{text} chủ trì thực hiện.") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng ủy các xã, phường, đặc khu", ["Đảng ủy các xã, phường, đặc khu"]),
        ("Thường trực các huyện ủy, thành ủy", ["Thường trực các huyện ủy, thành ủy"]),
        ("Ban Thường vụ Đảng ủy các xã", ["Ban Thường vụ Đảng ủy các xã"]),
        ("Ban Xây dựng Đảng Đảng ủy xã", ["Ban Xây dựng Đảng Đảng ủy xã"]),
        ("Các đảng ủy trực thuộc Tỉnh ủy", ["các đảng ủy trực thuộc Tỉnh ủy"]),
        ("UBND cấp huyện, cấp xã", ["Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã"]),
        ("Thủ trưởng các Sở, Ban, Ngành Thành phố", ["các sở, ban, ngành"]),
        (
            "UBND các tỉnh, thành phố: Hưng Yên, Hải Phòng",
            ["Ủy ban nhân dân tỉnh Hưng Yên", "Ủy ban nhân dân thành phố Hải Phòng"],
        ),
        ("BCH Quân sự tỉnh, BCH BĐBP tỉnh", ["Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"]),
        ("Hội LHPN các huyện, thành, thị", ["Hội Liên hiệp Phụ nữ các huyện, thành, thị"]),
        ("Ngành Y tế, ngành Giáo dục và Đào tạo", ["Ngành Y tế", "Ngành Giáo dục và Đào tạo"]),
        ("Chi nhánh Văn phòng đăng ký đất đai huyện", ["Chi nhánh Văn phòng đăng ký đất đai huyện"]),
        (
            "Công ty TNHH một thành viên Lâm nghiệp Sông Vân",
            ["Công ty trách nhiệm hữu hạn một thành viên Lâm nghiệp Sông Vân"],
        ),
        ("Các sở, ngành: Nội vụ, Tài chính, Công an tỉnh", ["Sở Nội vụ", "Sở Tài chính", "Công an tỉnh"]),
        ("Các phòng, ban gồm: Nội vụ, Tư pháp", ["Phòng Nội vụ", "Phòng Tư pháp"]),
        ("Thanh tra các bộ, ngành, địa phương", ["Thanh tra các bộ, ngành, địa phương"]),
    ],
)
def test_bodies_of_several_places_fields_and_levels(text: str, expected: list[str]) -> None:
    assert listed(f"{text} chủ trì thực hiện.") == expected


def test_a_list_takes_services_by_their_field_and_groups_up_to_the_mark() -> None:
    text = "Hải quan, Quản lý thị trường, Kiểm lâm"
    assert [a.name for a in AgencyNames(text).list_at(0, len(text), listed=True)[0]] == text.split(", ")
    text = "Các cơ quan tiến hành tố tụng, các Hội đồng coi thi, Các đơn vị phối hợp"
    assert [a.name for a in AgencyNames(text).list_at(0, len(text), whole=True)[0]] == [
        "các cơ quan tiến hành tố tụng",
        "các hội đồng coi thi",
        "các đơn vị",
    ]


ACTS = (
    "gửi báo cáo về Ủy ban nhân dân tỉnh.",
    "dự trữ thuốc, vật tư.",
    "trực cấp cứu 24/24 giờ.",
    "phải niêm yết giá.",
    "phân công cán bộ theo dõi.",
    "tự kiểm tra, khắc phục tồn tại.",
    "in ấn, phát hành tờ rơi.",
    "số hóa hồ sơ lưu trữ.",
    "giao ban hằng tuần.",
    "kê khai, đối soát số liệu.",
)
ACTING = (
    ("Các trường học", "các trường học"),
    ("Các doanh nghiệp viễn thông", "các doanh nghiệp viễn thông"),
    ("Thủ trưởng các đơn vị", "các đơn vị"),
    ("Nhà trường", "Nhà trường"),
    ("Phòng Kinh tế", "Phòng Kinh tế"),
    ("Trung tâm Kiểm soát bệnh tật", "Trung tâm Kiểm soát bệnh tật"),
    ("Ban Quản lý dự án", "Ban Quản lý dự án"),
    ("Các thôn, bản", "các thôn, bản"),
)


@pytest.mark.parametrize(("subject", "lead"), ACTING, ids=[subject for subject, _ in ACTING])
def test_numbered_orders_are_led_by_whom_they_begin_with(subject: str, lead: str) -> None:
    orders = [f"{subject} {act}" for act in ACTS]
    plan = plan_of("II. TỔ CHỨC THỰC HIỆN", *(f"{n}. {order}" for n, order in enumerate(orders, start=1)))
    assert [(t.text, t.agencies("lead")) for t in plan.tasks] == [(order, (lead,)) for order in orders]


@pytest.mark.parametrize(
    "verbs", ["tổng hợp, báo cáo UBND tỉnh", "xây dựng, trình UBND", "đào tạo, bồi dưỡng cán bộ"]
)
@pytest.mark.parametrize(
    "body", ["Phòng Nội vụ", "Trung tâm Y tế", "Văn phòng Sở", "Ban Chỉ đạo", "Chi cục Thú y"]
)
def test_two_verbs_that_a_comma_joins_are_no_part_of_the_name(body: str, verbs: str) -> None:
    assert plan_of("I. NHIỆM VỤ", f"1. {body} {verbs}.").tasks[0].agencies("lead") == (body,)


@pytest.mark.parametrize(
    "body", ["Ban Chỉ đạo", "Cơ quan thường trực Ban Chỉ đạo", "Thường trực Ban Chỉ đạo tỉnh"]
)
@pytest.mark.parametrize("verb", ["xây dựng kế hoạch", "tổng hợp kết quả", "kiểm tra việc thực hiện"])
def test_what_a_steering_committee_does_is_no_part_of_its_name(body: str, verb: str) -> None:
    assert plan_of("I. NHIỆM VỤ", f"1. {body} {verb}.").tasks[0].agencies("lead") == (body,)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Thủ trưởng các sở, ngành chịu trách nhiệm thực hiện.", ("các sở, ngành",)),
        (
            "Các cơ quan, đơn vị, cán bộ, công chức và người lao động nghiêm túc thực hiện.",
            ("các cơ quan, đơn vị",),
        ),
        ("Các cấp ủy, tổ chức đảng, cán bộ, đảng viên nâng cao trách nhiệm.", ("các cấp ủy, tổ chức đảng",)),
    ],
)
def test_a_sentence_with_little_but_bodies_is_an_order(text: str, lead: tuple[str, ...]) -> None:
    (task,) = plan_of("I. NHIỆM VỤ", f"1. {text}").tasks
    assert (task.text, task.agencies("lead")) == (text, lead)


def test_parts_of_a_committee() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ", "1. Tiểu ban Nội dung chuẩn bị tài liệu; Tiểu ban Hậu cần bố trí hội trường."
    )
    assert plan.tasks[0].agencies("lead") == ("Tiểu ban Nội dung", "Tiểu ban Hậu cần")
