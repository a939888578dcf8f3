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
