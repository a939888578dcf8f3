"""A plan is a value: immutable and hashable throughout, short on the screen, the same in JSON."""

from __future__ import annotations

import json
import pickle

import pytest

from docparse.model import Budget, Metadata, Plan, Source, Task, listed


def plan_with(budget: Budget) -> Plan:
    text = "Mua 20 máy quét cho thư viện"
    return Plan(
        id="xa-an-lac",
        source=Source(name="an-lac.txt", sha256="0" * 64, media_type="text/plain", characters=len(text)),
        metadata=Metadata(),
        text=text,
        tasks=(Task(id="t1", text=text, node=None, budget=budget, start=0, end=len(text)),),
    )


MONEY = Budget(total=3.0, unit="tỷ đồng", by_source={"tỉnh": 2.0, "khác": 1.0}, start=0, end=6)


def test_a_plan_can_be_a_member_of_a_set() -> None:
    again = Plan.from_json(plan_with(MONEY).to_json())
    assert len({plan_with(MONEY), again}) == 1


def test_the_sources_of_a_budget_cannot_be_changed() -> None:
    given = {"tỉnh": 2.0}
    budget = Budget(total=2.0, unit="tỷ đồng", by_source=given, start=0, end=6)
    given["khác"] = 1.0
    assert budget.by_source == {"tỉnh": 2.0}
    with pytest.raises(TypeError):
        budget.by_source["khác"] = 1.0  # type: ignore[index]


def test_the_sources_of_a_budget_are_an_object_in_their_order() -> None:
    written = json.loads(plan_with(MONEY).to_json())["tasks"][0]["budget"]["by_source"]
    assert list(written.items()) == [("tỉnh", 2.0), ("khác", 1.0)]


def test_a_plan_travels_between_processes() -> None:
    assert pickle.loads(pickle.dumps(plan_with(MONEY))) == plan_with(MONEY)


def test_a_plan_is_shown_in_one_line() -> None:
    plan = plan_with(MONEY)
    assert (
        repr(plan)
        == str(plan)
        == "Plan(id='xa-an-lac', source='an-lac.txt', tasks=1, targets=0, baselines=0)"
    )


def test_one_plan_is_a_list_of_one_and_a_path_is_none() -> None:
    plan = plan_with(MONEY)
    assert listed(plan) == listed([plan]) == [plan]
    with pytest.raises(TypeError, match=r"expected plans.*not str"):
        listed(["an-lac.json"])  # type: ignore[list-item]
