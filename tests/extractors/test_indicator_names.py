"""What a figure is said to measure."""

from __future__ import annotations

import pytest

from docparse.plan import read_content

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH AN BIÊN\nSố: 12/KH-UBND\nKẾ HOẠCH\nPhát triển trường học\n\nI. MỤC TIÊU\n\n"

NAMES = [
    (
        "- 95% học sinh (trong đó: tiểu học 91%, THCS 96%).",
        ["học sinh", "học sinh: tiểu học", "học sinh: THCS"],
    ),
    (
        "- Thời lượng học trực tuyến đạt trung bình 6% ở cấp tiểu học, 12% ở cấp THCS.",
        ["Thời lượng học trực tuyến ở cấp tiểu học", "Thời lượng học trực tuyến ở cấp THCS"],
    ),
    ("- Mỗi trường đóng góp từ 20 đến 40 bài giảng điện tử.", ["bài giảng điện tử", "bài giảng điện tử"]),
    ("- Tỷ lệ hồ sơ trễ hạn dưới 2%.", ["Tỷ lệ hồ sơ trễ hạn"]),
    ("- Tỷ lệ hộ nghèo giảm từ 5% trở lên.", ["Tỷ lệ hộ nghèo giảm"]),
    (
        "- Tỷ lệ tổ chức, cá nhân hài lòng về dịch vụ công đạt tối thiểu 80%.",
        ["Tỷ lệ tổ chức, cá nhân hài lòng về dịch vụ công"],
    ),
    (
        "- 12/12 thôn có mạng băng rộng, tốc độ bình quân 50 Mbps.",
        ["thôn có mạng băng rộng", "thôn có mạng băng rộng", "tốc độ"],
    ),
    (
        "- 100% học sinh và giáo viên tiếp cận, khai thác học liệu số.",
        ["học sinh và giáo viên tiếp cận, khai thác học liệu số"],
    ),
    ("- Toàn tỉnh có ít nhất 5 trường (chuẩn quốc gia) vào năm 2030.", ["trường"]),
    ("- Tỷ lệ trường có vườn thuốc nam: 80%", ["Tỷ lệ trường có vườn thuốc nam"]),
    ("- Số trường có phòng đàn: 120", ["Số trường có phòng đàn"]),
    ("- Số trường có phòng đàn: trên 120 trường.", ["Số trường có phòng đàn"]),
    ("- Số lượng: 15 phòng đàn", ["phòng đàn"]),
    ("- Số phòng đàn: Từ 10 đến 20 phòng", ["Số phòng đàn", "Số phòng đàn"]),
    (
        "- Tỷ lệ học phí thu qua thẻ: năm 2027: 60%; năm 2030: 80%.",
        ["Tỷ lệ học phí thu qua thẻ", "Tỷ lệ học phí thu qua thẻ"],
    ),
    ("- Số vụ bạo lực: 12; số học sinh bỏ học: 30.", ["Số vụ bạo lực", "số học sinh bỏ học"]),
    ("- Mục tiêu cụ thể: 80% học sinh biết bơi.", ["học sinh biết bơi"]),
    (
        "- 100% (15/15) trường có thư viện.",
        ["trường có thư viện", "trường có thư viện", "trường có thư viện"],
    ),
    ("- Số đầu sách tăng 15% so với năm 2023.", ["Số đầu sách tăng so với năm 2023"]),
    ("- Số đầu sách tăng bình quân 4,5%/năm.", ["Số đầu sách tăng mỗi năm"]),
    (
        "- Mầm non 40 trường, tiểu học và trung học cơ sở 12 trường, nhà trẻ và nhóm trẻ 9 cơ sở.",
        ["trường Mầm non", "trường tiểu học và trung học cơ sở", "cơ sở nhà trẻ và nhóm trẻ"],
    ),
    (
        "- 30% hộ dùng bếp ga, 40% hộ có bể nước, nhà tắm và ít nhất 90% hộ có điện.",
        ["hộ dùng bếp ga", "hộ có bể nước, nhà tắm", "hộ có điện"],
    ),
    (
        "- Khối tư thục có 21 trường (mầm non: 18, tiểu học: 03).",
        [
            "trường Khối tư thục",
            "trường Khối tư thục: trường mầm non",
            "trường Khối tư thục: trường tiểu học",
        ],
    ),
    (
        "- 240 hộ chưa có nước sạch (vùng cao 150 hộ; ven biển 90 hộ, năm 2020: 310 hộ).",
        [
            "hộ chưa có nước sạch",
            "hộ chưa có nước sạch: hộ vùng cao",
            "hộ chưa có nước sạch: hộ ven biển",
            "hộ",
        ],
    ),
    (
        "- Có 52 trạm với 130 giường bệnh lắp màn hình theo dõi, tỷ lệ 38% (tuyến xã: 30%, tuyến huyện: 71%).",
        [
            "trạm với giường bệnh lắp màn hình theo dõi",
            "giường bệnh lắp màn hình theo dõi",
            "tỷ lệ trạm với giường bệnh lắp màn hình theo dõi",
            "tỷ lệ trạm với giường bệnh lắp màn hình theo dõi: tuyến xã",
            "tỷ lệ trạm với giường bệnh lắp màn hình theo dõi: tuyến huyện",
        ],
    ),
    (
        "- 351 thôn được lắp loa truyền thanh (tỷ lệ 61,5%).",
        ["thôn được lắp loa truyền thanh", "tỷ lệ thôn được lắp loa truyền thanh"],
    ),
    (
        "- Tổ chức 41 lớp bơi, khoảng 3,5% số lớp. Tỷ lệ trẻ biết bơi đạt 70% toàn huyện (nam: 74%; nữ: 66%).",
        [
            "lớp bơi",
            "số lớp",
            "Tỷ lệ trẻ biết bơi toàn huyện",
            "Tỷ lệ trẻ biết bơi toàn huyện: nam",
            "Tỷ lệ trẻ biết bơi toàn huyện: nữ",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=[text[:36] for text, _ in NAMES])
def test_the_name_of_a_figure(text: str, expected: list[str]) -> None:
    plan = read_content((HEAD + text + "\n").encode(), "plan.txt")
    assert [target.indicator for target in plan.targets] == expected


def test_a_line_with_nothing_but_a_share_is_about_its_heading() -> None:
    text = "1. Tỷ lệ trẻ được tiêm vắc-xin\n\n- Đạt 95%.\n\n2. Tỷ lệ trẻ được uống vitamin\n\nĐạt 90% vào năm 2028.\n"
    plan = read_content((HEAD + text).encode(), "plan.txt")
    assert [(target.indicator, target.value) for target in plan.targets] == [
        ("Tỷ lệ trẻ được tiêm vắc-xin", 95),
        ("Tỷ lệ trẻ được uống vitamin", 90),
    ]


def test_the_letter_of_an_annex_counts_nothing() -> None:
    text = "- Xây dựng 12 trường (chi tiết tại phụ lục 4a, 4b).\n\n(Chi tiết tại phụ lục 1a, 1b)\n"
    plan = read_content((HEAD + text).encode(), "plan.txt")
    assert [(target.value, target.unit) for target in plan.targets] == [(12, "trường")]


def test_the_members_of_a_bracket_are_parts_of_what_it_stands_behind() -> None:
    text = "- Khối tư thục có 21 trường (mầm non: 18, tiểu học: 03), 05 bệnh viện.\n"
    plan = read_content((HEAD + text).encode(), "plan.txt")
    assert [(target.value, target.part_of) for target in plan.targets] == [
        (21, None),
        (18, "g1"),
        (3, "g1"),
        (5, None),
    ]
