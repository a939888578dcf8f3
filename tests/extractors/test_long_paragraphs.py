"""One very long paragraph, as a lost line break leaves it, is read in a time that grows with its length."""

from __future__ import annotations

from time import process_time

import pytest

from docparse.plan import read_content

PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\nSố: 12/KH-UBND\nSông Vân, ngày 04 tháng 4 năm 2026\nKẾ HOẠCH\n"
    "Phòng, chống ma túy năm 2026\n\n{}\n\n1. {}\n"
)
SENTENCES = [
    "Sở Y tế chủ trì rà soát người bệnh, phối hợp với Công an tỉnh trước ngày 15/5/2026; ",
    "Đến năm 2030 có 95% thôn và 120 trường học đạt chuẩn. ",
    "theo Quyết định số 12/QĐ-UBND ngày 05/6/2024 của Sở Y tế, ",
    "kinh phí 5 tỷ đồng và ",
]
FEW, FACTOR = 250, 6
SLACK = 2.5  # a quadratic part would make it six times as slow for each character


def seconds(section: str, sentence: str, count: int) -> float:
    content = PLAN.format(section, sentence * count).encode()
    took = []
    for _ in range(2):
        begin = process_time()
        read_content(content, "plan.txt")
        took.append(process_time() - begin)
    return min(took)


@pytest.mark.parametrize("section", ["I. MỤC TIÊU", "I. NHIỆM VỤ"])
@pytest.mark.parametrize("sentence", SENTENCES, ids=[s[:20] for s in SENTENCES])
def test_time_grows_with_the_length(section: str, sentence: str) -> None:
    seconds(section, sentence, 2)  # rules are compiled once
    few, many = (seconds(section, sentence, count) for count in (FEW, FEW * FACTOR))
    assert many < SLACK * FACTOR * few
