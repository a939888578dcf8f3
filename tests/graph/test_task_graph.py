"""The graph holds what the plans say, once, with the passage it was read from."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from graph_plans import Writer, synthetic

import docparse
from docparse.graph.schema import EDGE_WORDS, NODE_WORDS, edges_of, nodes_of, sources_of, targets_of
from docparse.model import Metadata, Plan


def small() -> Plan:
    writer = Writer()
    duties = writer.section("NHIỆM VỤ", marker="III.")
    group = writer.section("Hạ tầng", parent=duties, marker="1.")
    writer.task(
        "Lắp đặt trạm quan trắc nước ở các huyện ven biển",
        group,
        lead=["Sở Nông nghiệp và Môi trường"],
        coordinate=["Sở Tài chính", "Công an tỉnh"],
        implement=["các doanh nghiệp"],
        deadline=("2024-Q2", "2024-06-30", "quý II/2024"),
        budget=(12.5, "tỷ đồng", {"ngân sách tỉnh": 8.5, "ngân sách trung ương": 4.0, "nguồn khác": 0.0}),
    )
    writer.task("Kiểm tra giếng khoan", duties, budget=(300.0, "triệu đồng", {}))
    aims = writer.section("MỤC TIÊU", role="targets", marker="II.")
    writer.target("80% hộ dân dùng nước sạch", aims, 80.0)
    return writer.plan()


def test_every_fact_becomes_a_node_of_its_kind() -> None:
    graph = docparse.task_graph([small()])
    assert Counter(data["kind"] for _, data in graph.nodes(data=True)) == {
        "plan": 1,
        "section": 3,
        "task": 2,
        "target": 1,
        "agency": 4,
        "deadline": 1,
        "budget_source": 3,
    }
    task = graph.nodes["task:an-bien-12-kh-ubnd-2023/t1"]
    assert (task["path"], task["deadline"], task["due"]) == ("III/1", "2024-Q2", "2024-06-30")
    assert task["budget_dong"] == 12.5e9


def test_a_plan_alone_gives_its_graph_and_a_path_none() -> None:
    alone, listed = docparse.task_graph(small()), docparse.task_graph([small()])
    assert set(alone) == set(listed)
    with pytest.raises(TypeError, match=r"expected plans.*not str"):
        docparse.task_graph("ke-hoach.json")  # type: ignore[arg-type]


def test_roles_deadline_and_sections_become_edges() -> None:
    graph = docparse.task_graph([small()])
    task = "task:an-bien-12-kh-ubnd-2023/t1"
    assert sources_of(graph, task, "leads") == ["agency:so-nong-nghiep-va-moi-truong@an-bien"]
    assert len(sources_of(graph, task, "coordinates")) == 2
    assert sources_of(graph, task, "implements") == ["agency:cac-doanh-nghiep@an-bien"]
    assert targets_of(graph, task, "due") == ["deadline:2024-Q2:2024-06-30"]
    (section,) = targets_of(graph, task, "part_of")
    (outer,) = targets_of(graph, section, "part_of")
    assert targets_of(graph, outer, "part_of") == ["plan:an-bien-12-kh-ubnd-2023"]


def test_money_goes_to_the_sources_that_pay() -> None:
    graph = docparse.task_graph([small()])
    paid = {
        (a.rsplit("/")[-1], graph.nodes[b]["label"]): (data["amount"], data["dong"])
        for a, b, data in edges_of(graph, "funded_by")
    }
    assert paid == {
        ("t1", "ngân sách tỉnh"): (8.5, 8.5e9),
        ("t1", "ngân sách trung ương"): (4.0, 4e9),
        ("t2", "không ghi nguồn"): (300.0, 3e8),
    }


def test_what_was_read_carries_its_passage() -> None:
    plan = small()
    graph = docparse.task_graph([plan])
    read = [data for _, data in graph.nodes(data=True) if "start" in data]
    read += [data for *_, data in graph.edges(data=True) if "start" in data]
    assert len(read) > 10
    for data in read:
        assert data["plan"] == plan.id
        assert data["text"] == plan.text[data["start"] : data["end"]]
    for _, _, data in edges_of(graph, "leads", "coordinates", "implements", "due", "funded_by"):
        assert "start" in data


def test_attributes_are_plain_and_nothing_is_null() -> None:
    graph = docparse.task_graph([small(), synthetic(9)])
    everything = [data for _, data in graph.nodes(data=True)] + [data for *_, data in graph.edges(data=True)]
    assert all(isinstance(value, str | int | float) for data in everything for value in data.values())
    assert {data["kind"] for _, data in graph.nodes(data=True)} <= NODE_WORDS.keys()
    assert {data["kind"] for *_, data in graph.edges(data=True)} <= EDGE_WORDS.keys()


def test_two_plans_with_one_id_stay_apart() -> None:
    graph = docparse.task_graph([small(), small()])
    assert [node for node, _ in nodes_of(graph, "plan")] == [
        "plan:an-bien-12-kh-ubnd-2023",
        "plan:an-bien-12-kh-ubnd-2023#2",
    ]
    assert len(list(nodes_of(graph, "task"))) == 4
    assert len(list(nodes_of(graph, "agency"))) == 4


def test_a_plan_without_facts_is_a_node() -> None:
    graph = docparse.task_graph([Writer().plan()])
    assert list(graph) == ["plan:an-bien-12-kh-ubnd-2023"]
    assert len(docparse.task_graph([])) == 0


def _plan_of(plan: str, issuer: str, province: str | None, leads: list[str]) -> Plan:
    writer = Writer(plan, Metadata(issuer=issuer, province=province))
    writer.task("Sửa cầu treo", None, lead=leads)
    return writer.plan()


def test_bodies_of_two_provinces_are_two_and_of_the_country_one() -> None:
    leads = ["Sở Tài chính", "Bộ Tài chính", "Công an tỉnh"]
    graph = docparse.task_graph(
        [
            _plan_of("a", "Ủy ban nhân dân tỉnh An Biên", "An Biên", leads),
            _plan_of("b", "Ủy ban nhân dân tỉnh Bình Sa", "Bình Sa", leads),
        ]
    )
    assert sorted(node for node, _ in nodes_of(graph, "agency")) == [
        "agency:bo-tai-chinh",
        "agency:cong-an-tinh@an-bien",
        "agency:cong-an-tinh@binh-sa",
        "agency:so-tai-chinh@an-bien",
        "agency:so-tai-chinh@binh-sa",
    ]


def test_a_department_named_at_two_levels_of_a_province_is_one() -> None:
    graph = docparse.task_graph(
        [
            _plan_of("tinh", "Ủy ban nhân dân tỉnh An Biên", "An Biên", ["Sở Y tế"]),
            _plan_of("xa", "Ủy ban nhân dân xã Phú Mỹ", "An Biên", ["Sở Y tế", "Trạm Y tế"]),
            _plan_of("so", "Sở Y tế tỉnh An Biên", "An Biên", ["Văn phòng Sở", "Sở Tài chính"]),
        ]
    )
    places = {data["label"]: data.get("place") for _, data in nodes_of(graph, "agency")}
    assert places == {
        "Sở Y tế": "An Biên",
        "Trạm Y tế": "xã Phú Mỹ, An Biên",
        "Văn phòng Sở": "Sở Y tế tỉnh An Biên",
        "Sở Tài chính": "An Biên",
    }


def test_a_ministry_speaks_of_the_departments_of_all_provinces() -> None:
    graph = docparse.task_graph(
        [_plan_of("bo", "Bộ Y tế", None, ["Sở Y tế", "Cục Quản lý dược", "Ủy ban nhân dân cấp tỉnh"])]
    )
    places = {data["label"]: data.get("place") for _, data in nodes_of(graph, "agency")}
    assert places == {"Sở Y tế": None, "Cục Quản lý dược": "Bộ Y tế", "Ủy ban nhân dân cấp tỉnh": None}


@pytest.mark.parametrize("seed", ["1", "77"])
def test_the_graph_does_not_depend_on_the_hash_seed(seed: str) -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests/graph'); from graph_plans import synthetic; import docparse; "
        "from docparse.export.graphs import to_node_link; import hashlib; "
        "print(hashlib.sha256(to_node_link(docparse.task_graph([synthetic(30)])).encode()).hexdigest())"
    )
    import hashlib

    from docparse.export.graphs import to_node_link

    here = hashlib.sha256(to_node_link(docparse.task_graph([synthetic(30)])).encode()).hexdigest()
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": "."}
    there = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == here


def test_networkx_is_loaded_only_when_a_graph_is_built() -> None:
    code = "import sys, docparse.graph, docparse.cli.graph; print('networkx' in sys.modules, 'spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
