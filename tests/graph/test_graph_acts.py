"""An act is one node, whoever cites it; a plan that is cited stands for itself."""

from __future__ import annotations

import pytest
from graph_plans import Writer

import docparse
from docparse.graph.schema import edges_of, nodes_of
from docparse.model import Metadata, Plan


def _plan(
    plan: str,
    cited: list[tuple[str, str | None]],
    number: str | None = None,
    issued_on: str | None = None,
    issuer: str = "Ủy ban nhân dân tỉnh An Biên",
    province: str | None = "An Biên",
    basis: bool = True,
) -> Plan:
    writer = Writer(plan, Metadata(number=number, issued_on=issued_on, issuer=issuer, province=province))
    for act, date in cited:
        writer.cite(act, date, basis=basis)
    return writer.plan()


def _acts(*plans: Plan) -> list[str]:
    return [node for node, _ in nodes_of(docparse.task_graph(plans), "legal_act")]


def test_one_number_of_two_years_is_two_acts() -> None:
    a = _plan("a", [("131/QĐ-TTg", "2022-01-25")])
    b = _plan("b", [("131/QĐ-TTg", "2026-02-03")])
    assert _acts(a, b) == ["act:131/QĐ-TTg:2022", "act:131/QĐ-TTg:2026"]


def test_a_misprinted_day_does_not_make_another_act() -> None:
    a = _plan("a", [("131/QĐ-TTg", "2022-01-25")])
    b = _plan("b", [("131/QĐ-TTg", "2022-01-26")])
    c = _plan("c", [("131/QĐ-TTg", "2022-01-25")])
    graph = docparse.task_graph([a, b, c])
    ((node, data),) = nodes_of(graph, "legal_act")
    assert data["issued_on"] == "2022-01-25"
    cited = {
        edge["plan"]: edge["issued_on"] for _, target, edge in edges_of(graph, "based_on") if target == node
    }
    assert cited["b"] == "2022-01-26"


def test_an_undated_act_joins_the_only_dated_one() -> None:
    dated = _plan("a", [("131/QĐ-TTg", "2022-01-25")])
    undated = _plan("b", [("131/QĐ-TTg", None)])
    assert _acts(undated, dated) == ["act:131/QĐ-TTg:2022"]
    other = _plan("c", [("131/QĐ-TTg", "2026-02-03")])
    assert len(_acts(undated, dated, other)) == 3


def test_local_numbers_of_two_provinces_are_two_acts() -> None:
    a = _plan("a", [("55/QĐ-UBND", "2021-03-01")])
    b = _plan("b", [("55/QĐ-UBND", "2021-03-01")], issuer="Ủy ban nhân dân tỉnh Bình Sa", province="Bình Sa")
    assert _acts(a, b) == ["act:55/QĐ-UBND@an-bien:2021", "act:55/QĐ-UBND@binh-sa:2021"]


def test_an_act_of_another_province_is_not_one_of_its_own_number() -> None:
    writer = Writer("a", Metadata(issuer="Ủy ban nhân dân tỉnh Quảng Ninh", province="Quảng Ninh"))
    writer.cite("12/KH-UBND", "2022-03-01", issuer="Ủy ban nhân dân tỉnh Quảng Ninh")
    writer.cite("12/KH-UBND", "2022-03-01", issuer="UBND tỉnh Hà Giang")
    assert sorted(_acts(writer.plan())) == ["act:12/KH-UBND@ha-giang:2022", "act:12/KH-UBND@quang-ninh:2022"]


@pytest.mark.parametrize(
    ("number", "date", "node"),
    [
        ("46/2018/TT-BYT", "2018-12-28", "act:46/2018/TT-BYT"),
        ("29-NQ/TW", "2013-11-04", "act:29-NQ/TW:2013"),
        ("66.13/2026/NQ-CP", None, "act:66.13/2026/NQ-CP"),
        ("36a/NQ-CP", "2015-10-14", "act:36a/NQ-CP:2015"),
        ("Luật Giáo dục", "2019-06-14", "act:luat-giao-duc:2019"),
        ("2155/BGDĐT-CNTT", "2022-06-08", "act:2155/BGDĐT-CNTT:2022"),
        ("07-NQ/TU", "2021-03-31", "act:07-NQ/TU@an-bien:2021"),
    ],
)
def test_ids_of_acts_are_readable(number: str, date: str | None, node: str) -> None:
    assert _acts(_plan("a", [(number, date)])) == [node]


def test_a_plan_that_another_rests_on_is_no_act_beside_itself() -> None:
    province = _plan("tinh", [("131/QĐ-TTg", "2022-01-25")], "7/KH-UBND", "2026-01-16")
    commune = _plan("xa", [("7/KH-UBND", "2026-01-16")], issuer="Ủy ban nhân dân xã Phú Mỹ")
    graph = docparse.task_graph([commune, province])
    assert [node for node, _ in nodes_of(graph, "legal_act")] == ["act:131/QĐ-TTg:2022"]
    assert ("plan:xa", "plan:tinh") in [(a, b) for a, b, _ in edges_of(graph, "based_on")]


def test_a_plan_of_another_year_or_province_is_not_meant() -> None:
    older = _plan("cu", [], "7/KH-UBND", "2025-01-10")
    elsewhere = _plan("khac", [], "7/KH-UBND", "2026-01-16", "Ủy ban nhân dân tỉnh Bình Sa", "Bình Sa")
    commune = _plan("xa", [("7/KH-UBND", "2026-01-16")], issuer="Ủy ban nhân dân xã Phú Mỹ")
    assert _acts(older, elsewhere, commune) == ["act:7/KH-UBND@an-bien:2026"]


def test_a_task_that_names_an_act_cites_it_itself() -> None:
    writer = Writer()
    section = writer.section("NHIỆM VỤ")
    writer.task("Cấp phép theo Nghị định số 79/2014/NĐ-CP cho cơ sở mới", section)
    writer.task("Tuyên truyền trên loa xã", section)
    writer.cite("79/2014/NĐ-CP", "2014-07-31", basis=False)
    graph = docparse.task_graph([writer.plan()])
    edges = [(a, edge["basis"], edge["text"]) for a, _, edge in edges_of(graph, "based_on")]
    assert edges == [("task:an-bien-12-kh-ubnd-2023/t1", False, "79/2014/NĐ-CP")]


def test_an_act_mentioned_elsewhere_hangs_on_its_section() -> None:
    writer = Writer()
    writer.section("THỰC TRẠNG", role="situation")
    writer.cite("85/2016/NĐ-CP", None, basis=False)
    graph = docparse.task_graph([writer.plan()])
    ((source, _, edge),) = edges_of(graph, "based_on")
    assert source == "section:an-bien-12-kh-ubnd-2023/n1"
    assert edge["basis"] is False
