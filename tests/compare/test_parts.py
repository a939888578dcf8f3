"""Figures that a plan breaks down: their parts stand beside those of the same whole, or alone."""

from __future__ import annotations

from docparse.compare import compare
from docparse.compare.features import Measures, word_weighing
from docparse.compare.items import all_items
from docparse.compare.neighbours import Match
from docparse.compare.parts import by_wholes
from docparse.compare.records import Comparison
from docparse.model import Indicator, Plan
from docparse.plan import read_content


def plan(place: str, situation: str = "", targets: str = "") -> Plan:
    text = (
        f"ỦY BAN NHÂN DÂN\nTỈNH {place.upper()}\nSố: 12/KH-UBND\n{place}, ngày 05 tháng 3 năm 2022\nKẾ HOẠCH\n"
        "Phát triển trường học giai đoạn 2022 - 2025\n\n"
        f"I. THỰC TRẠNG\n\n{situation or 'Mạng lưới trường học ổn định.'}\n\n"
        f"II. MỤC TIÊU\n\n{targets or '- Mở rộng mạng lưới trường học.'}\n\n"
        "III. NHIỆM VỤ\n\n1. Rà soát mạng lưới trường học.\n"
    )
    return read_content(text.encode(), f"{place}.txt")


def values(found: Comparison) -> set[tuple[float, ...]]:
    """The values of each row, in the order of the columns."""
    rows = ([figure.value for cell in row.cells for figure in cell.figures] for row in found.indicators)
    return {tuple(value for value in row if value is not None) for row in rows}


def told(found: Comparison) -> list[str]:
    return [difference.text for row in found.indicators for difference in row.differences]


def test_private_schools_and_schools_of_two_levels_stand_beside_no_others() -> None:
    one = plan(
        "An Biên",
        "Toàn tỉnh có 300 trường mầm non, phổ thông, trong đó: mầm non 120 trường, tiểu học 110 trường, tiểu "
        "học và trung học cơ sở 20 trường, trung học cơ sở 50 trường; khối ngoài công lập có 15 trường "
        "(mầm non: 12, tiểu học: 03).",
    )
    two = plan(
        "Bình Lâm",
        "Năm học này toàn tỉnh có 250 cơ sở giáo dục, trong đó: mầm non 100 trường, tiểu học 90 trường, "
        "trung học cơ sở 60 trường.",
    )
    found = compare([one, two])
    assert {(120, 100), (110, 90), (50, 60), (20,), (15,), (12,), (3,)} <= values(found)
    assert any(
        "thấp hơn" in text and "100 trường so với" in text and "120 trường" in text for text in told(found)
    )


def test_parts_of_shares_are_pairs_exactly_when_their_wholes_are() -> None:
    one = plan("An Biên", targets="- 95% học sinh (trong đó: tiểu học 91%, THCS 96%) có thẻ thư viện số.")
    two = plan("Bình Lâm", targets="- 90% học sinh (trong đó: tiểu học 87%, THCS 92%) có chứng nhận bơi.")
    items = all_items([one, two], ("target",))
    measures = Measures(items, word_weighing(items))
    named = [item.fact.value for item in items if isinstance(item.fact, Indicator)]
    assert named == [95, 91, 96, 90, 87, 92]
    one_level = Match(2, 5, 0.8)
    assert by_wholes(measures, [one_level]) == []
    wholes = Match(0, 3, 0.7)
    assert by_wholes(measures, [wholes, one_level]) == [wholes, one_level, Match(1, 4, 0.7)]


def test_the_share_of_rooms_is_no_share_of_lessons() -> None:
    one = plan(
        "An Biên",
        "Có 232 trường với 2.374 phòng học được lắp hệ thống học trực tuyến, tỷ lệ 41% (THPT: 72,7%, THCS: 50,3%).",
    )
    two = plan("Bình Lâm", targets="- Thời lượng dạy học trực tuyến đạt 12% ở cấp THCS, 15% ở cấp THPT.")
    found = compare([one, two])
    assert {(50.3,), (72.7,), (12,), (15,)} <= values(found)
    assert not [text for text in told(found) if "cao hơn" in text or "thiếu" in text]


def test_what_is_promised_and_what_is_so_have_no_verdict_when_they_are_only_near() -> None:
    one = plan("An Biên", targets="- 90% trạm y tế dùng sổ khám, đơn thuốc điện tử.")
    two = plan("Bình Lâm", "- Có 40% trạm y tế sử dụng sổ sách, hồ sơ điện tử thay sổ giấy.")
    three = plan("Cao Phong", targets="- Tặng 20 tủ sách cho thư viện xã.")
    found = told(compare([one, two, three]))
    assert [text for text in found if "không so được: chưa chắc cùng đối tượng, 40% so với" in text]
    assert not [text for text in found if "90%" in text and "hơn" in text]
    assert not [text for text in found if text == "Cao Phong 2022: thiếu"]


def test_what_is_done_of_one_number_and_its_rate_stands_behind_the_bracket() -> None:
    one = plan("An Biên", targets="- 50% hồ sơ giải quyết trực tuyến mức độ 3 trên tổng số hồ sơ.")
    two = plan("Bình Lâm", "- 26/84 thủ tục hành chính (tỷ lệ 31%) được giải quyết trực tuyến mức độ 3.")
    named = "thủ tục hành chính được giải quyết trực tuyến mức độ 3"
    assert [baseline.indicator for baseline in two.baselines] == [named, named, f"tỷ lệ {named}"]
    assert {(50,), (31,)} <= values(compare([one, two]))
