"""Head of the document: what its number, date and years are taken from."""

from __future__ import annotations

import pytest

from docparse.model import Metadata
from docparse.plan import read_content


def metadata_of(
    subject: str = "Trồng rừng phòng hộ",
    number: str = "Số: 12/KH-UBND",
    date: str = "Sông Vân, ngày 04 tháng 4 năm 2026",
    body: str = "I. NHIỆM VỤ\n\n1. Trồng 300 ha rừng.\n",
) -> Metadata:
    lines = ("ỦY BAN NHÂN DÂN", "TỈNH SÔNG VÂN", number, date, "KẾ HOẠCH", subject)
    text = "\n".join(filter(None, lines)) + f"\n\n{body}"
    return read_content(text.encode(), "plan.txt").metadata


PERIODS = [
    ("Giảm cháy rừng năm 2026 so với năm 2021", (2026, 2026)),
    ("Giảm cháy rừng so với cùng kỳ năm 2021", (None, None)),
    ("Giảm cháy rừng so với giai đoạn 2016-2020, giai đoạn 2026-2030", (2026, 2030)),
]


@pytest.mark.parametrize(("subject", "period"), PERIODS)
def test_a_year_to_compare_with_is_not_the_plans(subject: str, period: tuple[int | None, int | None]) -> None:
    metadata = metadata_of(subject)
    assert (metadata.period_start, metadata.period_end) == period


ANNEXED = "Trồng rừng\n(Ban hành kèm theo Quyết định số 77/QĐ-UBND ngày 04/4/2026 của UBND tỉnh Sông Vân)"
NUMBERS = [
    ("Số: 12/KH-UBND", "12/KH-UBND"),
    ("Số 12/KH-UBND", "12/KH-UBND"),
    ("Số: /KH-UBND", None),
    ("Số /KH-UBND", None),
    ("Số ....../KH-UBND", None),
    ("Số:", None),
    ("Số 15 đường Lê Lợi", "77/QĐ-UBND"),
    ("", "77/QĐ-UBND"),
]


@pytest.mark.parametrize(("line", "number"), NUMBERS)
def test_a_plan_has_the_number_of_its_decision_only_without_a_line_of_its_own(
    line: str, number: str | None
) -> None:
    assert metadata_of(subject=ANNEXED, number=line, date="").number == number


DATES = [
    ("Sông Vân, ngày 05/3/2024", "Sông Vân", "2024-03-05"),
    ("Sông Vân, ngày 5-3-2024", "Sông Vân", "2024-03-05"),
    ("Sông Vân, ngày 05 tháng 3 năm 2024", "Sông Vân", "2024-03-05"),
    ("Sông Vân, ngày 31/02/2024", "Sông Vân", None),
    ("(Kèm theo Công văn số 8/CV-UBND ngày 05/3/2024)", None, None),
]


@pytest.mark.parametrize(("line", "place", "date"), DATES)
def test_the_date_of_the_letterhead(line: str, place: str | None, date: str | None) -> None:
    metadata = metadata_of(date=line)
    assert (metadata.place, metadata.issued_on) == (place, date)


def test_a_date_above_the_signature_where_the_letterhead_has_none() -> None:
    body = "I. NHIỆM VỤ\n\n1. Trồng 300 ha rừng.\n\nSông Vân, ngày 28 tháng 4 năm 2026\n\nNơi nhận:\n- Lưu: VT.\n"
    metadata = metadata_of(date="", body=body)
    assert (metadata.place, metadata.issued_on) == ("Sông Vân", "2026-04-28")


def test_a_page_that_opens_with_its_title_as_a_heading_is_a_plan() -> None:
    page = "# Kế hoạch trồng rừng phòng hộ năm 2026\n\nTrường Cao đẳng Lâm nghiệp thực hiện như sau:\n\n1. Trồng 300 ha.\n"
    metadata = read_content(page.encode(), "plan.md").metadata
    assert (metadata.doc_type, metadata.period_start) == ("Kế hoạch", 2026)


def test_number_place_and_date_on_one_line() -> None:
    metadata = metadata_of(number="Số: 12/KH-UBND Sông Vân, ngày 05/3/2024", date="")
    assert (metadata.number, metadata.place, metadata.issued_on) == ("12/KH-UBND", "Sông Vân", "2024-03-05")
