"""What a cell of figures shows when it is opened: a whole clause, not what the figure was cut out of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_factory import PlanMaker

from docparse.compare import compare
from docparse.compare.sentences import clause_around
from docparse.export.matrix_files import write_matrix
from docparse.export.matrix_words import cut
from docparse.model import Indicator, Plan

LISTED = "85% trạm y tế, bệnh viện huyện dùng bệnh án điện tử"


def figure(text: str, passage: str) -> Indicator:
    start = text.index(passage)
    return Indicator(
        id="g1",
        text=passage,
        indicator=passage,
        value=85.0,
        unit="%",
        comparator="eq",
        year=2025,
        qualitative=False,
        node=None,
        start=start,
        end=start + len(passage),
        page=1,
    )


@pytest.mark.parametrize(
    ("text", "passage", "clause"),
    [
        (f"- {LISTED};\n- Việc khác.", "85% trạm y tế", LISTED),
        (f"a) {LISTED}. Câu sau.", "85% trạm y tế", LISTED),
        (
            "Trên 85% trạm (lớn, nhỏ; bình quân 3 phòng) có mạng.",
            "Trên 85% trạm",
            "Trên 85% trạm (lớn, nhỏ; bình quân 3 phòng) có mạng",
        ),
        (
            "Cả vùng có 40 trạm (trong đó: 12 trạm lớn; 28 trạm nhỏ) đang mở cửa.",
            "28 trạm nhỏ",
            "Cả vùng có 40 trạm (trong đó: 12 trạm lớn; 28 trạm nhỏ) đang mở cửa",
        ),
        ("Trạm có mạng\t85%\tNăm 2025\nDòng sau\t1", "85%", "Trạm có mạng 85% Năm 2025"),
        ("Tổng số giường: 5.914;\nHết.", "5.914", "Tổng số giường: 5.914"),
    ],
)
def test_a_clause_is_whole(text: str, passage: str, clause: str) -> None:
    assert clause_around(text, figure(text, passage), 320) == clause


def test_a_long_sentence_is_parted_between_its_parts_only() -> None:
    parts = [f"huyện thứ {number} có {number + 40} trạm y tế" for number in range(30)]
    text = f"Toàn tỉnh: {', '.join(parts)}."
    clause = clause_around(text, figure(text, "55 trạm y tế"), 200)
    assert clause.startswith("… huyện thứ")
    assert clause.endswith("trạm y tế…")
    assert "55 trạm y tế" in clause
    assert len(clause) <= 204


def test_the_page_quotes_the_clause_and_keeps_the_place_of_the_figure(tmp_path: Path) -> None:
    def plan(name: str) -> Plan:
        made = PlanMaker(name, province="Cao Bằng").section("Mục tiêu", "targets").target(LISTED, None, None)
        whole = made.plan()
        found = figure(whole.text, "85% trạm y tế")
        return whole.model_copy(update={"targets": (found,)})

    plans = (plan("a"), plan("b"))
    comparison = compare(plans)
    place = comparison.indicators[0].cells[0].figures[0].place
    assert plans[0].text[place.start : place.end] == place.passage == "85% trạm y tế"
    out = tmp_path / "so-sanh.html"
    write_matrix(comparison, out)
    assert f'data-q="{LISTED}"' in out.read_text(encoding="utf-8")


def test_what_is_too_long_ends_at_a_phrase_where_one_is_near() -> None:
    text = "Mua sắm giường bệnh, tủ thuốc, bàn khám; sửa mái nhà của trạm y tế ở các xã vùng cao"
    assert cut(text, 45) == "Mua sắm giường bệnh, tủ thuốc, bàn khám…"
    assert cut(text, 66) == "Mua sắm giường bệnh, tủ thuốc, bàn khám; sửa mái nhà của trạm y…"
    assert cut("Trạm ở xã, huyện.... và tỉnh nhà", 22) == "Trạm ở xã, huyện…"
