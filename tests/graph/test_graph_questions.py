"""The questions, on plans small enough to answer by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from graph_plans import Writer

import docparse
from docparse.graph import questions as q
from docparse.graph.finding import NotInGraph
from docparse.model import Metadata, Plan

if TYPE_CHECKING:
    import networkx as nx


def province() -> Plan:
    writer = Writer(
        "tinh",
        Metadata(
            number="7/KH-UBND",
            issuer="Ủy ban nhân dân tỉnh An Biên",
            province="An Biên",
            issued_on="2023-05-10",
            period_start=2023,
            period_end=2024,
        ),
    )
    writer.cite("131/QĐ-TTg", "2022-01-25", "Thủ tướng Chính phủ")
    aims = writer.section("MỤC TIÊU", role="targets")
    writer.target("70% rác thải nhựa được thu gom", aims)
    writer.target("5 bến phà được nâng cấp", aims)
    body = writer.section("NHIỆM VỤ")
    writer.task(
        "Đặt điểm thu gom rác thải nhựa tại bến cá",
        body,
        lead=["Sở Nông nghiệp và Môi trường"],
        coordinate=["Sở Tài chính"],
        deadline=("2023-Q4", "2023-12-31", "quý IV/2023"),
    )
    writer.task("Xây kè chống sạt lở bờ sông đoạn qua thị trấn", body)
    writer.task(
        "Kiểm tra tàu thuyền tại các bến",
        body,
        lead=["Sở Tài chính"],
        deadline=("quarterly", None, "hằng quý"),
    )
    rows = writer.section("PHỤ LỤC", role="appendix")
    writer.task(
        "Kè chống sạt lở bờ sông",
        rows,
        lead=["Sở Nông nghiệp và Môi trường"],
        deadline=("2024", "2024-12-31", "2024"),
        budget=(40.0, "tỷ đồng", {}),
    )
    return writer.plan()


def commune() -> Plan:
    writer = Writer(
        "xa", Metadata(issuer="Ủy ban nhân dân xã Phú Mỹ", province="An Biên", issued_on="2023-08-01")
    )
    writer.cite("7/KH-UBND", "2023-05-10", "UBND tỉnh An Biên")
    writer.task("Dọn bãi rác ven đê theo Quyết định 131/QĐ-TTg", None, lead=["Trạm Y tế"])
    writer.task("Phát tờ rơi tới từng hộ", None, coordinate=["Sở Tài chính"])
    return writer.plan()


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    return docparse.task_graph([province(), commune()])


def test_who_leads_what_and_by_when(graph: nx.MultiDiGraph) -> None:
    first = q.who_does_what(graph)[0]
    assert first.lead == ("Sở Nông nghiệp và Môi trường",)
    assert first.coordinate == ("Sở Tài chính",)
    assert (first.deadline, first.due) == ("quý IV/2023", "2023-12-31")
    assert len(q.who_does_what(graph)) == 6


def test_agencies_with_equal_loads_stand_in_the_order_of_the_alphabet() -> None:
    writer = Writer("tinh", Metadata(number="7/KH-UBND"))
    body = writer.section("NHIỆM VỤ")
    names = ["Sở Đầu tư", "Sở Nội vụ", "Sở Nông nghiệp", "Sở Y tế"]
    for name in reversed(names):
        writer.task(f"Lập danh mục của {name}", body, lead=[name])
    assert [row.agency for row in q.agency_load(docparse.task_graph([writer.plan()]))] == names


def test_acts_cited_as_often_stand_in_the_order_of_the_alphabet() -> None:
    writer = Writer("tinh", Metadata(number="7/KH-UBND"))
    for number in ("7-KL/HU", "7-KL/ĐU"):
        writer.cite(number, "2018-07-05")
    labels = [row.label for row in q.cited_acts(docparse.task_graph([writer.plan()]))]
    assert labels == ["Quyết định 7-KL/ĐU", "Quyết định 7-KL/HU"]


def test_load_counts_by_role_and_plan(graph: nx.MultiDiGraph) -> None:
    loads = {(row.plan, row.agency): (row.lead, row.coordinate, row.total) for row in q.agency_load(graph)}
    assert loads == {
        ("tinh", "Sở Nông nghiệp và Môi trường"): (2, 0, 2),
        ("tinh", "Sở Tài chính"): (1, 1, 2),
        ("xa", "Sở Tài chính"): (0, 1, 1),
        ("xa", "Trạm Y tế"): (1, 0, 1),
    }


def test_gaps_look_at_the_appendix_row_too(graph: nx.MultiDiGraph) -> None:
    missing = {row.task: row.missing for row in q.gaps(graph) if row.plan == "tinh"}
    assert missing == {"task:tinh/t1": ("money",), "task:tinh/t3": ("money",)}


def test_gaps_can_be_asked_one_by_one(graph: nx.MultiDiGraph) -> None:
    assert [row.task for row in q.gaps(graph, ["lead"])] == ["task:xa/t2"]
    assert [row.task for row in q.gaps(graph, ["deadline"])] == ["task:xa/t1", "task:xa/t2"]


def test_targets_with_and_without_tasks(graph: nx.MultiDiGraph) -> None:
    served = {row.text: [service.task for service in row.served_by] for row in q.target_service(graph)}
    assert served == {"70% rác thải nhựa được thu gom": ["task:tinh/t1"], "5 bến phà được nâng cấp": []}


@pytest.mark.parametrize("name", ["Sở Tài chính", "sở tài chính", "Sở TC", "tài chính"])
def test_duties_of_an_agency_across_plans(graph: nx.MultiDiGraph, name: str) -> None:
    rows = [(row.plan, row.task, row.roles) for row in q.duties(graph, name)]
    assert rows == [
        ("tinh", "task:tinh/t1", ("coordinate",)),
        ("tinh", "task:tinh/t3", ("lead",)),
        ("xa", "task:xa/t2", ("coordinate",)),
    ]


def test_an_unknown_agency_is_an_error_with_suggestions(graph: nx.MultiDiGraph) -> None:
    with pytest.raises(NotInGraph, match="Sở Tài chính"):
        q.duties(graph, "Sở Tái chánh")


def test_the_chain_from_a_central_act_to_the_tasks_of_a_commune(graph: nx.MultiDiGraph) -> None:
    rows = q.act_chain(graph, "131/QĐ-TTg")
    assert [(row.task, row.through, row.direct) for row in rows] == [
        ("task:tinh/t1", ("tinh",), False),
        ("task:tinh/t2", ("tinh",), False),
        ("task:tinh/t3", ("tinh",), False),
        ("task:tinh/t4", ("tinh",), False),
        ("task:xa/t1", ("tinh", "xa"), False),
        ("task:xa/t2", ("tinh", "xa"), False),
    ]


def test_a_task_that_names_the_act_is_direct() -> None:
    plan = commune()
    cited = plan.citations[0].model_copy(update={"number": "131/QĐ-TTg", "basis": False, "issued_on": None})
    rows = q.act_chain(docparse.task_graph([plan.model_copy(update={"citations": (cited,)})]), "131/QĐ-TTg")
    assert [(row.task, row.direct) for row in rows] == [("task:xa/t1", True)]


def test_the_chain_can_start_at_a_plan(graph: nx.MultiDiGraph) -> None:
    for name in ("7/KH-UBND", "tinh"):
        assert [row.task for row in q.act_chain(graph, name)] == ["task:xa/t1", "task:xa/t2"]


def test_an_act_that_nobody_cites_is_an_error(graph: nx.MultiDiGraph) -> None:
    with pytest.raises(NotInGraph, match="131/QĐ-TTg"):
        q.act_chain(graph, "132/QĐ-TTg")


def test_acts_with_the_plans_that_rest_on_them(graph: nx.MultiDiGraph) -> None:
    assert {row.act: row.plans for row in q.cited_acts(graph)} == {
        "act:131/QĐ-TTg:2022": ("tinh",),
        "plan:tinh": ("xa",),
    }


def test_due_in_a_quarter_holds_repetitions_within_the_plan(graph: nx.MultiDiGraph) -> None:
    def due(when: str) -> list[tuple[str, str, bool]]:
        return [(row.task, row.date, row.repeated) for row in q.due_in(graph, when)]

    assert due("2023-Q4") == [
        ("task:tinh/t1", "2023-12-31", False),
        ("task:tinh/t3", "2023-12-31", True),
    ]
    assert due("quý II/2024") == [("task:tinh/t3", "2024-06-30", True)]
    assert due("2025-Q1") == []
    assert due("2023-Q1") == []
