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
]


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=[text[:36] for text, _ in NAMES])
def test_the_name_of_a_figure(text: str, expected: list[str]) -> None:
    plan = read_content((HEAD + text + "\n").encode(), "plan.txt")
    assert [target.indicator for target in plan.targets] == expected
