"""Two runs over unlabelled documents: what was gained, lost and changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval_plans import FOREST, assignment, changed_task, deadline, small_plan

from docparse.evaluate.files import Output
from docparse.evaluate.gains import Change, compare_runs
from docparse.model import Plan


def changes(before: Plan, after: Plan) -> list[Change]:
    [document] = compare_runs([Output(Path("a"), before)], [Output(Path("b"), after)]).documents
    return list(document.changes)


def without(plan: Plan, field: str) -> Plan:
    return plan.model_copy(update={field: getattr(plan, field)[1:]})


def test_equal_runs_have_no_changes() -> None:
    assert changes(small_plan(), small_plan()) == []


def test_a_fact_is_lost_one_way_and_gained_the_other() -> None:
    full, less = small_plan(), without(small_plan(), "targets")
    [lost], [gained] = changes(full, less), changes(less, full)
    assert (lost.kind, lost.sort) == ("targets", "lost")
    assert (gained.kind, gained.sort) == ("targets", "gained")
    assert lost.text == gained.text
    assert "85 | Ít nhất 85% trường học" in lost.text


def test_a_lost_task_is_lost_with_its_roles() -> None:
    found = changes(small_plan(), without(small_plan(), "tasks"))
    assert {c.sort for c in found} == {"lost"}
    assert sorted(c.kind for c in found) == ["coordinate", "deadlines", "lead", "tasks"]


def test_another_content_of_the_same_fact_is_a_change() -> None:
    after = changed_task(small_plan(), 1, deadline=deadline("2031", "2031"))
    [change] = changes(small_plan(), after)
    assert (change.kind, change.sort) == ("deadlines", "changed")
    assert change.text.startswith(FOREST)
    assert "2031-06-30 → 2031" in change.text


def test_another_name_at_the_same_place_is_a_change() -> None:
    plan = small_plan()
    renamed = (assignment("Sở Nông nghiệp", "lead", FOREST), plan.tasks[0].assignments[1])
    [change] = changes(plan, changed_task(plan, 1, assignments=renamed))
    assert (change.kind, change.sort) == ("lead", "changed")
    assert FOREST in change.text
    assert "→" in change.text
    assert change.text.endswith("Sở Nông nghiệp")


def test_another_role_is_a_loss_and_a_gain() -> None:
    plan = small_plan()
    turned = tuple(a.model_copy(update={"role": "implement"}) for a in plan.tasks[1].assignments)
    found = changes(plan, changed_task(plan, 2, assignments=turned))
    assert sorted((c.kind, c.sort) for c in found) == [("implement", "gained"), ("lead", "lost")]


def test_another_value_at_the_same_place_is_a_change_unless_the_text_differs() -> None:
    plan = small_plan()
    wrong = plan.targets[1].model_copy(update={"value": 2.4})
    after = plan.model_copy(update={"targets": (plan.targets[0], wrong)})
    assert [c.sort for c in changes(plan, after)] == ["changed"]
    elsewhere = after.model_copy(update={"text": plan.text + " "})
    assert sorted(c.sort for c in changes(plan, elsewhere)) == ["gained", "lost"]


def test_metadata_fields_come_and_go() -> None:
    def about(**fields: Any) -> Plan:
        return small_plan(metadata=small_plan().metadata.model_copy(update=fields))

    [gained] = changes(small_plan(), about(number="5/KH-UBND"))
    [lost] = changes(small_plan(), about(province=None))
    [changed] = changes(small_plan(), about(period_end=2035))
    assert (gained.sort, gained.text) == ("gained", "number (5/KH-UBND)")
    assert (lost.sort, lost.text) == ("lost", "province (Đồng Mây)")
    assert (changed.sort, changed.text) == ("changed", "period_end: 2031 → 2035")


def test_documents_pair_by_source_and_counts_add_up() -> None:
    plan = small_plan()
    source = plan.source.model_copy(update={"name": "khac.txt"})
    other = plan.model_copy(update={"source": source})
    result = compare_runs([Output(Path("a"), plan), Output(Path("b"), other)], [Output(Path("c"), other)])
    assert [d.document for d in result.documents] == ["khac.txt"]
    assert result.only_before == ("dong-may.txt",)
    assert result.only_after == ()
    assert result.before["tasks"] == result.after["tasks"] == 3


def test_two_files_of_one_name_are_kept_apart() -> None:
    plan = small_plan()
    source = plan.source.model_copy(update={"sha256": "f" * 64})
    twin = plan.model_copy(update={"source": source, "targets": ()})
    both = [Output(Path("a"), plan), Output(Path("b"), twin)]
    result = compare_runs(both, both)
    assert len(result.documents) == 2
    assert all(not d.changes for d in result.documents)
