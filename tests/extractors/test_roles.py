"""Roles read from the wording of one passage."""

from __future__ import annotations

import pytest

from extractors.names import AgencyNames
from extractors.roles import heading_agencies, read_wording

WORDINGS = [
    (
        "Sở Y tế chủ trì, phối hợp với Công an tỉnh xây dựng kế hoạch",
        {"lead": ["Sở Y tế"], "coordinate": ["Công an tỉnh"]},
    ),
    ("Giao Sở Nội vụ chủ trì rà soát", {"lead": ["Sở Nội vụ"]}),
    (
        "Phối hợp với Sở Tài chính do Sở Xây dựng chủ trì",
        {"lead": ["Sở Xây dựng"], "coordinate": ["Sở Tài chính"]},
    ),
    ("Hằng năm, Sở Y tế tổ chức đánh giá", {"lead": ["Sở Y tế"]}),
    ("Trong tháng 11/2024 Sở Y tế sẽ kiểm tra", {"lead": ["Sở Y tế"]}),
    ("Rà soát trụ nước – Phòng Kinh tế hỗ trợ thực hiện.", {"implement": ["Phòng Kinh tế"]}),
    ("Yêu cầu các sở, ban, ngành nghiêm túc thực hiện", {"lead": ["các sở, ban, ngành"]}),
    ("Phòng GDĐT yêu cầu các trường báo cáo", {"lead": ["các trường"]}),
    ("nâng cấp hệ thống; Phòng Kinh tế khảo sát nguồn nước", {"lead": ["Phòng Kinh tế"]}),
    (
        "Mở 15 lớp tại các xã. Trung tâm Dạy nghề huyện thực hiện.",
        {"implement": ["Trung tâm Dạy nghề huyện"]},
    ),
    ("In tờ rơi (Sở Y tế thực hiện).", {"implement": ["Sở Y tế"]}),
    (
        "Đánh giá do Sở Y tế làm đầu mối, với sự phối hợp của Công an tỉnh",
        {"lead": ["Sở Y tế"], "coordinate": ["Công an tỉnh"]},
    ),
    (
        "Lực lượng CSGT phối hợp với Sở Y tế kiểm tra",
        {"coordinate": ["Lực lượng Cảnh sát giao thông", "Sở Y tế"]},
    ),
    ("Chủ trì cùng Trạm Y tế rà soát danh sách", {"coordinate": ["Trạm Y tế"]}),
    ("Bệnh viện đa khoa tỉnh chuẩn bị giường bệnh", {"lead": ["Bệnh viện đa khoa tỉnh"]}),
    ("Nhận được Kế hoạch này yêu cầu các đơn vị triển khai", {"lead": ["các đơn vị"]}),
    (
        "Chủ trì, hiệp đồng với Trung đoàn 754 và Công an huyện",
        {"coordinate": ["Trung đoàn 754", "Công an huyện"]},
    ),
    ("Chế độ báo cáo: Công an các xã báo cáo trước ngày 20", {"lead": ["Công an các xã"]}),
    ("Mở sổ theo dõi; Sở Y tế cử hai đội trực", {"lead": ["Sở Y tế"]}),
    ("Giao Sở Y tế phối hợp các đơn vị theo dõi", {"lead": ["Sở Y tế"], "coordinate": ["các đơn vị"]}),
    (
        "Yêu cầu các sở, ngành thực hiện; đề nghị Hội Nông dân tỉnh phối hợp tuyên truyền",
        {"lead": ["các sở, ngành"], "coordinate": ["Hội Nông dân tỉnh"]},
    ),
    (
        "Phối hợp với Sở Y tế rà soát; yêu cầu các doanh nghiệp chấp hành",
        {"coordinate": ["Sở Y tế"]},
    ),
    (
        "Phối hợp chặt chẽ với các cơ quan chủ trì trong tổ chức thực hiện.",
        {"coordinate": ["các cơ quan chủ trì"]},
    ),
    (
        "Sở, ban, ngành thuộc Ủy ban nhân dân tỉnh có trách nhiệm rà soát văn bản",
        {"lead": ["sở, ban, ngành thuộc Ủy ban nhân dân tỉnh"]},
    ),
    (
        "Cấp ủy Đảng các cấp từ tỉnh đến cơ sở có trách nhiệm quán triệt Chương trình",
        {"lead": ["cấp ủy Đảng các cấp"]},
    ),
    (
        "Các sở, ngành tổ chức thực hiện; Ủy ban nhân dân các xã xây dựng kế hoạch",
        {"lead": ["các sở, ngành", "Ủy ban nhân dân các xã"]},
    ),
    (
        "Trong quá trình thực hiện nếu có vướng mắc đề nghị các đơn vị, địa phương phản ánh về Sở Y tế",
        {"lead": ["các đơn vị, địa phương"]},
    ),
    (
        "Trong quá trình triển khai, nếu có khó khăn, đề nghị các sở, ban, ngành, Ủy ban nhân dân các xã "
        "kịp thời phản ánh",
        {"lead": ["các sở, ban, ngành", "Ủy ban nhân dân các xã"]},
    ),
    # asides between the subject and its verb
    (
        "Đề nghị Hội đồng nhân dân tỉnh, trong phạm vi nhiệm vụ, quyền hạn của mình, giám sát",
        {"lead": ["Hội đồng nhân dân tỉnh"]},
    ),
    (
        "Các sở, ngành trong phạm vi chức năng, nhiệm vụ của mình chủ động triển khai",
        {"lead": ["các sở, ngành"]},
    ),
    (
        "Hội Nông dân tỉnh theo chức năng, nhiệm vụ được giao phối hợp với Sở Y tế tuyên truyền",
        {"coordinate": ["Hội Nông dân tỉnh", "Sở Y tế"]},
    ),
    (
        "Sở Tài chính trên cơ sở đề xuất kinh phí của các bộ, ngành, chủ trì tổng hợp dự toán",
        {"lead": ["Sở Tài chính"]},
    ),
    ("Phối hợp với cơ quan Thuế, Sở Y tế rà soát", {"coordinate": ["Cơ quan Thuế", "Sở Y tế"]}),
    ("Đối với các đơn vị trường học: Xây dựng kế hoạch năm", {"lead": ["các đơn vị trường học"]}),
    # mentioned only: owner, receiver, place
    ("Báo cáo UBND tỉnh, gửi Sở Y tế tổng hợp", {}),
    ("Nâng cấp phần mềm của Sở Y tế", {}),
    ("Các trường được trang bị máy tính", {}),
    ("Công an tỉnh chủ trì cuộc họp giao ban", {"lead": ["Công an tỉnh"]}),
]


@pytest.mark.parametrize(("text", "expected"), WORDINGS, ids=[t[:40] for t, _ in WORDINGS])
def test_wording(text: str, expected: dict[str, list[str]]) -> None:
    parts = read_wording(AgencyNames(text), 0, len(text)).parts
    found: dict[str, list[str]] = {}
    for part in parts:
        found.setdefault(part.role, []).append(part.agency.name)
    assert found == expected


@pytest.mark.parametrize(
    ("text", "coordinates"),
    [
        ("Phối hợp với Sở Y tế giám sát", True),
        ("Chủ động phối hợp với Sở Y tế", True),
        ("Căn cứ chức năng, nhiệm vụ được giao, phối hợp với Sở Y tế", True),
        ("Chủ trì, phối hợp với Sở Y tế", False),
        ("Tham mưu, phối hợp với Sở Y tế", False),
    ],
)
def test_the_main_verb_decides_the_role_of_the_heading(text: str, coordinates: bool) -> None:
    assert read_wording(AgencyNames(text), 0, len(text)).coordinates is coordinates


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam huyện, Huyện đoàn",
            ["Ủy ban Mặt trận Tổ quốc Việt Nam huyện", "Huyện đoàn"],
        ),
        ("Trách nhiệm của Sở Tài chính:", ["Sở Tài chính"]),
        (
            "Các phòng chuyên môn: Phòng Kinh tế, Phòng Văn hóa - Xã hội",
            ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"],
        ),
        ("Sở Y tế: Sở Tài chính bố trí kinh phí, Sở Nội vụ", []),
        ("Sở Y tế tổ chức tập huấn", []),
        ("Chế độ báo cáo", []),
    ],
)
def test_headings_that_are_nothing_but_agencies(title: str, expected: list[str]) -> None:
    assert [a.name for a in heading_agencies(AgencyNames(title), 0, len(title))] == expected
