"""What each figure counts, and that it is the figure of the acceptance tool."""

from __future__ import annotations

import importlib.util
import json
import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from eval_plans import CARE, FOREST, assignment, changed_task, deadline, indicator, small_plan

from docparse import read
from docparse.annotate import annotate
from docparse.evaluate.gold import Gold, GoldIndicator
from docparse.evaluate.keys import agency_key, path_key, text_key
from docparse.evaluate.metrics import METRICS, score
from docparse.model import Metadata, Plan, Task

GOLD = annotate(small_plan())


def below_one(plan: Plan, gold: Gold = GOLD) -> dict[str, float]:
    """The kinds of fact that are not all right, with their F1."""
    return {name: round(tally.f1, 3) for name, tally in score(gold, plan).items() if tally.f1 < 1}


def test_every_kind_is_scored_and_right_answers_give_one() -> None:
    scores = score(GOLD, small_plan())
    assert tuple(scores) == METRICS
    assert below_one(small_plan()) == {}
    assert scores["tasks"].gold == 3
    assert scores["lead"].gold == 3
    assert scores["whole_task"].hit == 3


def test_a_missed_task_takes_its_roles_along() -> None:
    plan = small_plan()
    figures = below_one(plan.model_copy(update={"tasks": plan.tasks[:2]}))
    assert set(figures) == {"tasks", "lead", "deadlines", "whole_task"}
    assert figures["tasks"] == pytest.approx(0.8)


def test_an_invented_task_spoils_precision_not_recall() -> None:
    plan = small_plan()
    gold = GOLD.model_copy(update={"tasks": GOLD.tasks[:2]})
    scores = score(gold, plan)
    assert scores["tasks"].recall == 1.0
    assert scores["tasks"].precision == pytest.approx(2 / 3)
    assert scores["lead"].found == 3, "the agencies of an invented task are invented, too"
    assert scores["tasks"].invented == [CARE]
    assert scores["whole_task"].precision == pytest.approx(2 / 3)


def _without_coordination(task: Task) -> dict[str, Any]:
    return {"assignments": task.assignments[:1]}


def _with_other_lead(task: Task) -> dict[str, Any]:
    return {"assignments": (assignment("Sở Tài chính", "lead", "Sở Tài chính"), *task.assignments[1:])}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda _: {"deadline": None}, "deadlines"),
        (lambda _: {"deadline": deadline("2031-06", "30/6/2031")}, "deadlines"),
        (_without_coordination, "coordinate"),
        (_with_other_lead, "lead"),
    ],
)
def test_one_wrong_field_spoils_the_whole_task(change: Callable[[Task], dict[str, Any]], wrong: str) -> None:
    plan = small_plan()
    scores = score(GOLD, changed_task(plan, 1, **change(plan.tasks[0])))
    assert scores["tasks"].f1 == 1.0
    assert scores[wrong].f1 < 1
    assert scores["whole_task"].hit == 2
    assert wrong in scores["whole_task"].missed[0]


def test_a_wrong_budget_is_no_part_of_the_whole_task() -> None:
    plan = changed_task(small_plan(), 2, budget=None)
    assert below_one(plan) == {"budgets": 0.0}


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ({"value": 86.0}, False),
        ({"unit": "trường"}, False),
        ({"qualitative": True, "value": None}, False),
        ({"start": 0, "end": 8}, False),
        ({"unit": "% trường"}, True),  # one unit is the beginning of the other
        ({"year": 2030}, True),  # the year is not scored, nor the comparator
    ],
)
def test_when_an_indicator_is_the_one(changes: dict[str, Any], right: bool) -> None:
    plan = small_plan()
    other = plan.targets[0].model_copy(update=changes)
    scores = score(GOLD, plan.model_copy(update={"targets": (other, plan.targets[1])}))
    assert (scores["targets"].f1 == 1.0) is right


def test_two_equal_numbers_at_one_place_need_two_findings() -> None:
    answer = GoldIndicator(quote="Ít nhất 85% trường học", value=85, unit="%")
    gold = GOLD.model_copy(update={"targets": (answer, answer)})
    tally = score(gold, small_plan())["targets"]
    assert (tally.hit, tally.gold, tally.found) == (1, 2, 2)


def test_a_target_read_as_baseline_is_missed_and_invented() -> None:
    plan = small_plan()
    moved = plan.model_copy(update={"targets": plan.targets[:1], "baselines": plan.targets[1:]})
    scores = score(GOLD, moved)
    assert scores["targets"].missed == ["Trồng mới 2.400 cây bóng mát"]
    assert scores["baselines"].precision == 0.0


def test_a_baseline_that_is_none_spoils_baselines_alone() -> None:
    plan = small_plan(baselines=(indicator(9, "Trồng mới 2.400 cây", 2400, "cây"),))
    assert below_one(plan) == {"baselines": 0.0}


def test_metadata_counts_null_as_an_answer() -> None:
    plan = small_plan()
    invented = plan.metadata.model_copy(update={"number": "1/KH-UBND"})
    tally = score(GOLD, plan.model_copy(update={"metadata": invented}))["metadata"]
    assert tally.gold == 12
    assert tally.hit == 11
    assert "number" in tally.missed[0]


def test_metadata_compares_spelling_blindly() -> None:
    plan = small_plan()
    spelled = Metadata(**{**plan.metadata.model_dump(), "province": "ĐỒNG  MÂY", "doc_type": "kế hoạch"})
    assert below_one(plan.model_copy(update={"metadata": spelled})) == {}


def test_a_wrong_section_role_is_no_wrong_outline() -> None:
    plan = small_plan()
    other = plan.outline[3].model_copy(update={"role": "other"})
    outline = (*plan.outline[:3], other, *plan.outline[4:])
    assert set(below_one(plan.model_copy(update={"outline": outline}))) == {"roles"}


def test_a_unit_below_the_wrong_parent_shows_in_the_structure() -> None:
    plan = small_plan()
    wrong = plan.outline[5].model_copy(update={"parent": "n1", "path": "I/3"})
    figures = below_one(plan.model_copy(update={"outline": (*plan.outline[:5], wrong, *plan.outline[6:])}))
    assert figures["outline"] == pytest.approx(7 / 8)
    assert figures["structure"] < 1


def test_citations_by_number_and_their_dates_apart() -> None:
    plan = small_plan()
    undated = plan.citations[0].model_copy(update={"number": "77 / QĐ-TTg", "issued_on": None})
    assert below_one(plan.model_copy(update={"citations": (undated,)})) == {"citation_dates": 0.0}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("các sở, ban, ngành có liên quan", "các sở, ban, ngành"),
        ("Giám đốc Sở Y tế", "Sở Y tế"),
        ("Phó Chủ tịch UBND các xã", "Ủy ban nhân dân các xã, phường, đặc khu"),
        ("UBND các thành phố, huyện và thị xã", "Ủy ban nhân dân các huyện, thị xã, thành phố"),
        ("Uỷ ban nhân dân cấp huyện", "UBND các huyện"),
        ("các cơ quan báo chí của tỉnh", "các cơ quan báo chí"),
        ("Phòng Văn hóa – Xã hội", "phòng Văn hoá-Xã hội"),
    ],
)
def test_agencies_that_are_the_same(one: str, other: str) -> None:
    assert agency_key(one) == agency_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công an tỉnh", "Công an huyện"),
        ("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân các huyện"),
        ("UBND xã Đồng Thạch", "UBND các xã"),
        ("Sở Nông nghiệp", FOREST),
    ],
)
def test_agencies_that_are_not(one: str, other: str) -> None:
    assert agency_key(one) != agency_key(other)


def test_texts_and_paths_compare_without_signs() -> None:
    assert text_key("Hoà  bình –\u00adxanh\n") == "hòa bình-xanh"
    assert path_key("Phần II / III./2)") == path_key("phần ii/iii/2")


# ---- against the acceptance tool --------------------------------------------------------------------

_OURS_ALONE = {"target_years", "structure", "whole_task", "grounding"}


def _damaged(plan: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """A copy of a plan's JSON with facts dropped, moved and changed."""
    plan = json.loads(json.dumps(plan))
    for kind in ("targets", "baselines", "tasks", "citations"):
        plan[kind] = [fact for fact in plan[kind] if dice.random() > 0.15]
        for fact in plan[kind]:
            if dice.random() < 0.1:
                fact["start"] = max(0, fact["start"] + dice.randint(-30, 30))
                fact["end"] = max(fact["start"], fact["end"] + dice.randint(-30, 30))
            if fact.get("value") is not None and dice.random() < 0.2:
                fact["value"] += dice.choice([0, 1])
            for given in fact.get("assignments", []):
                given["role"] = dice.choice(["lead", given["role"], given["role"]])
    for unit in plan["outline"]:
        unit["title"] = dice.choice(["khác ", "", "", ""]) + unit["title"]
        unit["path"] += dice.choice(["/9", "", "", "", "", ""])
        unit["role"] = dice.choice(["other", *[unit["role"]] * 5])
    return plan  # type: ignore[no-any-return]


def test_the_figures_are_those_of_the_acceptance_tool(shared: Path, samples: Path) -> None:
    spec = importlib.util.spec_from_file_location("acceptance_score", shared / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    dice = random.Random(4)
    checked = 0
    for name in ("04-so-gddt-lam-khe-2024.txt", "08-trich-thach-giang-2019.txt"):
        content = json.loads(read(samples / name).to_json())
        answers = json.loads((samples / "answers" / name).with_suffix(".json").read_text("utf-8"))
        for found in (content, *(_damaged(content, dice) for _ in range(25))):
            theirs: dict[str, Any] = defaultdict(tool.Tally)
            tool.score(answers, found, theirs, "x")
            ours = score(Gold.model_validate(answers), Plan.model_validate(found))
            for kind in set(METRICS) - _OURS_ALONE:
                their, our = theirs[kind.replace("_", " ")], ours[kind]
                assert (our.hit, our.gold, our.found) == (their.hit, their.gold, their.out), kind
                assert our.f1 == pytest.approx(their.prf[2]), kind
                checked += our.gold > 0
    assert checked > 300
