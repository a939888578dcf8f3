"""The list of agencies: what is one, where its name ends, what only looks like one."""

from __future__ import annotations

from docparse.plan import read_content

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN BIÊN\nSố: 12/KH-UBND\nAn Biên, ngày 04 tháng 4 năm 2023\nKẾ HOẠCH\n"
    "Phát triển trường học\n\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n"
)


def names_in(body: str) -> set[str]:
    return {agency.name for agency in read_content((HEAD + body).encode(), "plan.txt").agencies}


def test_headings_in_capitals_are_no_agencies() -> None:
    body = (
        "I. NHIỆM VỤ CHỦ YẾU\n\n1. Xây dựng kho học liệu.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế theo dõi.\n"
    )
    found = names_in(body)
    assert "Sở Y tế" in found
    assert not [name for name in found if name.isupper()]


def test_a_name_ends_with_its_table_cell() -> None:
    html = (
        "<table><tr><th>TT</th><th>Nội dung</th><th>Chủ trì</th><th>Thời gian</th></tr>"
        "<tr><td>1</td><td>Thành lập quỹ</td><td>Hội Nông dân xã</td><td>Thường xuyên</td></tr></table>"
    )
    plan = read_content(f"<html><body><p>KẾ HOẠCH</p>{html}</body></html>".encode(), "plan.html")
    assert [agency.name for agency in plan.agencies] == ["Hội Nông dân xã"]


def test_a_verb_behind_an_abbreviation_ends_the_name() -> None:
    found = names_in("I. NHIỆM VỤ\n\n1. Mỗi Trường THPT đóng góp 20 bài giảng.\n")
    assert "Trường trung học phổ thông đóng góp" not in found
    chosen = names_in("I. NHIỆM VỤ\n\n1. Giao Trường THPT chuyên Lê Lợi thí điểm dạy học.\n")
    assert "Trường trung học phổ thông chuyên Lê Lợi" in chosen


def test_rooms_indexes_and_cases_are_no_agencies() -> None:
    found = names_in(
        "I. NHIỆM VỤ\n\n1. Trang bị Phòng máy vi tính; công bố Bộ chỉ số chuyển đổi số; Trường hợp khó báo cáo.\n"
    )
    assert not found & {"Phòng máy vi tính", "Bộ chỉ số chuyển đổi số", "Bộ chỉ số"}
    assert not [name for name in found if name.startswith("Trường hợp")]


def test_the_end_of_a_common_word_is_no_agency() -> None:
    found = names_in(
        "I. NHIỆM VỤ\n\n1. Niêm yết tại trụ sở UBND xã; tập huấn cho cán bộ Y tế, cơ sở Giáo dục.\n"
    )
    assert found == {"Ủy ban nhân dân tỉnh", "Ủy ban nhân dân xã"}


def test_the_place_that_closes_a_name_tells_its_level() -> None:
    content = (
        HEAD
        + "I. NHIỆM VỤ\n\n1. Ủy ban Bầu cử xã chủ trì, Công an huyện, Công an thị xã và Sở Y tế phối hợp kiểm tra.\n"
    ).encode()
    plan = read_content(content, "plan.txt")
    levels = {agency.name: agency.level for agency in plan.agencies}
    assert (
        levels.items()
        >= {
            "Ủy ban Bầu cử xã": "commune",
            "Công an huyện": "district",
            "Công an thị xã": "district",
            "Sở Y tế": "province",
        }.items()
    )
    assert [a.agency for task in plan.tasks for a in task.assignments if a.role == "lead"] == [
        "Ủy ban Bầu cử xã"
    ]
