"""Quotes found again, and findings paired with answers by their place."""

from __future__ import annotations

import pytest

from docparse.evaluate.gold import GoldTask
from docparse.evaluate.matching import pair_tasks
from docparse.evaluate.passages import Passages
from docparse.model import Task

TEXT = "1. Sở Y tế mở lớp tập huấn.\n2. Sở Y tế mở\nlớp tập huấn — năm 2031.\n3. Hoà giải ở cơ sở."


def task(quote: str, text: str = TEXT, nth: int = 1, before: int = 0) -> Task:
    at = -1
    for _ in range(nth):
        at = text.index(quote, at + 1)
    return Task(
        id="t", text=text[at - before : at + len(quote)], node=None, start=at - before, end=at + len(quote)
    )


@pytest.mark.parametrize(
    ("quote", "at"),
    [
        ("sở y tế mở lớp tập huấn.", 3),
        ("Sở Y tế mở lớp tập huấn - năm", TEXT.index("2.") + 3),
        ("hòa giải", TEXT.index("Hoà")),  # the other tone placement
        ("Sở Y tế mở lớp tập-huấn-năm 2031", TEXT.index("2.") + 3),
        ("không có ở đây", None),
        (" ", None),
    ],
)
def test_where_a_quote_begins(quote: str, at: int | None) -> None:
    assert Passages(TEXT).start(quote) == at


def test_a_long_quote_may_differ_after_its_beginning() -> None:
    text = "Mở đầu. Rà soát, sắp xếp mạng lưới trường lớp trên địa bàn tỉnh theo quy hoạch (bản sửa)."
    quote = "Rà soát, sắp xếp mạng lưới trường lớp trên địa bàn tỉnh theo kế hoạch"
    assert Passages(text).start(quote) == 8
    assert Passages(text).span(quote) is None, "an indicator's quote is taken whole"
    assert Passages(text).start("Rà soát kế hoạch") is None


def test_a_span_reaches_into_its_last_word() -> None:
    start, end = Passages(TEXT).span("tập huấn — năm 2031") or (0, 0)
    assert TEXT[start:].startswith("tập huấn —")
    assert TEXT[end - 1 :].startswith("2031.")


def test_only_one_occurrence_is_unique() -> None:
    assert Passages(TEXT).is_unique("tập huấn — năm")
    assert not Passages(TEXT).is_unique("lớp tập huấn")
    assert not Passages(TEXT).is_unique("vắng mặt")


def test_a_task_may_be_read_with_its_marker() -> None:
    [(_, found)], left = pair_tasks(
        [GoldTask(quote="Hoà giải ở cơ sở")], [task("Hoà giải ở cơ sở.", before=3)], Passages(TEXT)
    )
    assert found is not None
    assert left == []


def test_of_two_alike_the_one_at_the_place_is_taken() -> None:
    same = "Chủ trì, phối hợp với các sở, ban, ngành tổ chức "
    text = f"1. {same}sơ kết.\n2. {same}tổng kết."
    first, second = task(f"{same}sơ kết.", text, before=3), task(f"{same}tổng kết.", text, before=3)
    pairs, left = pair_tasks([GoldTask(quote=f"{same}tổng kết")], [first, second], Passages(text))
    assert pairs[0][1] == second
    assert left == [first]


def test_wording_decides_where_the_place_is_taken() -> None:
    same = "Sở Y tế mở lớp tập huấn."
    text = f"{same}\n{same}"
    first, second = task(same, text), task(same, text, nth=2)
    pairs, left = pair_tasks([GoldTask(quote=same), GoldTask(quote=same)], [first, second], Passages(text))
    assert [found for _, found in pairs] == [first, second]
    assert left == []


def test_a_task_elsewhere_with_other_words_is_no_answer() -> None:
    pairs, left = pair_tasks([GoldTask(quote="Hoà giải ở cơ sở")], [task("Sở Y tế mở lớp")], Passages(TEXT))
    assert pairs[0][1] is None
    assert len(left) == 1
