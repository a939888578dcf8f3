"""Pairs: the same object and essentially the same action; the same topic with another action is none."""

from __future__ import annotations

import json

from plan_factory import PlanMaker

from docparse.compare import align
from docparse.model import Plan


def pairs(plans: tuple[Plan, ...], kind: str = "task") -> set[tuple[str, str]]:
    return {(pair.a.id, pair.b.id) for pair in align(plans) if pair.kind == kind}


def two(first: list[str], second: list[str]) -> tuple[Plan, Plan]:
    made = []
    for name, texts in (("a", first), ("b", second)):
        maker = PlanMaker(name, province="Cao Bằng").section("Nhiệm vụ")
        for text in texts:
            maker.task(text)
        made.append(maker.plan())
    return made[0], made[1]


def test_the_same_tasks_of_two_plans_are_paired(health: tuple[Plan, Plan]) -> None:
    found = pairs(health)
    # e-records, health records, telemedicine, booking, money, data of the insurer
    assert {("t2", "t2"), ("t3", "t3"), ("t4", "t4"), ("t8", "t8"), ("t11", "t13"), ("t13", "t16")} <= found


def test_the_same_topic_with_another_action_is_no_pair(health: tuple[Plan, Plan]) -> None:
    found = pairs(health)
    assert ("t10", "t12") not in found  # rules for data, mid-term review
    assert ("t4", "t8") not in found  # telemedicine, booking
    assert ("t12", "t9") not in found  # staff of stations, screening


def test_targets_of_another_level_or_measure_are_no_pair(health: tuple[Plan, Plan]) -> None:
    found = pairs(health, "target")
    assert {("g3", "g3"), ("g5", "g5"), ("g6", "g6"), ("g9", "g9")} <= found
    assert ("g1", "g2") not in found  # hospitals of the province, centres of the districts
    assert ("g7", "g12") not in found  # files handed in online, files late
    assert ("g4", "g4") not in found  # having a line, its speed


def test_sections_are_paired_by_what_they_announce(health: tuple[Plan, Plan]) -> None:
    titles = {(pair.a.fact.title, pair.b.fact.title) for pair in align(health) if pair.kind == "section"}
    assert ("KINH PHÍ THỰC HIỆN", "KINH PHÍ") in titles
    assert ("NHIỆM VỤ", "NHIỆM VỤ, GIẢI PHÁP") in titles
    assert ("Mục đích", "Yêu cầu") not in titles


def test_a_long_task_is_paired_by_the_clause_that_says_the_same() -> None:
    first, second = two(
        [
            "Xây dựng ngân hàng câu hỏi trực tuyến cho các môn học.",
            "Trồng cây xanh quanh sân trường vào mùa xuân.",
        ],
        [
            "Phát triển kho học liệu số dùng chung; mua sắm bàn ghế, tủ sách cho thư viện các trường vùng cao; "
            "xây dựng ngân hàng câu hỏi trực tuyến các môn học của cấp trung học.",
            "Sửa chữa nhà công vụ cho giáo viên miền núi.",
        ],
    )
    assert pairs((first, second)) == {("t1", "t1")}


def test_nothing_of_one_plan_is_paired_with_itself(health: tuple[Plan, Plan]) -> None:
    body_and_table = PlanMaker("a", province="Cao Bằng").section("Nhiệm vụ")
    body_and_table.task("Triển khai bệnh án điện tử tại các bệnh viện").task("Triển khai bệnh án điện tử")
    assert align([body_and_table.plan()]) == []
    found = align([*health, body_and_table.plan()])
    assert found
    assert all(pair.a.plan < pair.b.plan for pair in found)


def test_the_json_names_both_sides_the_score_and_the_reasons(health: tuple[Plan, Plan]) -> None:
    entries = [pair.as_json(health) for pair in align(health)]
    entry = next(e for e in entries if (e["a"]["id"], e["b"]["id"]) == ("t4", "t4"))
    assert entry["kind"] == "task"
    assert entry["a"] == {"plan": health[0].id, "id": "t4"}
    assert entry["b"] == {"plan": health[1].id, "id": "t4"}
    assert 0.5 <= entry["score"] <= 1
    assert any("chữa bệnh" in term for term in entry["why"]["terms"])
    assert set(entry["why"]["features"]) == set(entry["why"]["contributions"])
    assert json.loads(json.dumps(entry, ensure_ascii=False)) == entry


def test_the_contributions_add_up_to_the_score(health: tuple[Plan, Plan]) -> None:
    from math import exp

    from docparse.compare.judge import judge

    found = align(health)
    assert found
    for pair in found:
        odds = judge(pair.kind).bias + sum(pair.why.contributions.values())
        assert abs(1 / (1 + exp(-odds)) - pair.score) < 1e-9


def test_running_twice_gives_the_same_pairs(health: tuple[Plan, Plan], farming: tuple[Plan, Plan]) -> None:
    everything = [*health, *farming]
    assert [p.as_json(everything) for p in align(everything)] == [
        p.as_json(everything) for p in align(everything)
    ]


def test_the_order_of_two_plans_only_turns_the_pairs_round(health: tuple[Plan, Plan]) -> None:
    turned = {(b, a) for a, b in pairs((health[1], health[0]))}
    assert turned == pairs(health)


def test_plans_of_different_fields_share_only_what_every_plan_orders(
    health: tuple[Plan, Plan], farming: tuple[Plan, Plan]
) -> None:
    assert {pair.a.role for pair in align([health[0], farming[0]], ["task"])} <= {"organization"}


def test_plans_without_facts_have_no_pairs() -> None:
    assert align([PlanMaker("a").plan(), PlanMaker("b").plan()]) == []
    assert align([]) == []
