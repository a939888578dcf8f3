"""The records of real plans: facts and figures in our own labels, nothing of the texts themselves."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest

from docparse.compare import compare
from docparse.export.plans import load_plans
from docparse.model import Indicator, Plan, Task
from docparse.text import fold, normalize

ROOT = Path(__file__).resolve().parents[2]
RECORDS = sorted((ROOT / "corpus" / "records").glob("*.json"))
NAMES = [file.stem for file in RECORDS]
#: a run of as many syllables in common with a text is a copy; names of agencies are taken out before
_COPY = 7


@pytest.fixture(params=NAMES)
def record(request: pytest.FixtureRequest) -> Plan:
    return load_plans([ROOT / "corpus" / "records" / f"{request.param}.json"])[0]


def source(records_script: ModuleType, shared: Path, record: Plan) -> Path:
    head = next(head for head in records_script.heads() if head.id == record.id)
    return shared / "corpus" / "seeds" / head.document


def facts(plan: Plan) -> list[Indicator | Task]:
    return [*plan.targets, *plan.baselines, *plan.tasks]


def syllables(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold(text))


def runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_every_plan_of_the_list_has_a_record(records_script: ModuleType) -> None:
    assert sorted(head.id for head in records_script.heads()) == NAMES


def test_offsets_point_at_what_the_record_says(record: Plan) -> None:
    for task in record.tasks:
        assert record.passage(task) == task.text
        for assignment in task.assignments:
            assert record.passage(assignment) == assignment.agency
        for part in filter(None, (task.deadline, task.budget)):
            assert record.passage(part)
    for figure in (*record.targets, *record.baselines):
        assert record.passage(figure).startswith(figure.indicator)
    for node in record.outline:
        assert record.passage(node) == f"{node.marker} {node.title}"


def test_labels_are_short_and_each_says_something_else(record: Plan) -> None:
    for fact in facts(record):
        label = fact.text if isinstance(fact, Task) else fact.indicator
        assert 2 <= len(label.split()) <= 25
    told = [task.text for task in record.tasks]
    assert len(set(told)) == len(told)
    figures = [(f.indicator, f.year, f.comparator) for f in (*record.targets, *record.baselines)]
    assert len(set(figures)) == len(figures)


def test_no_wording_of_the_text_is_copied(records_script: ModuleType, shared: Path, record: Plan) -> None:
    # names of agencies, acts and sources of money are facts
    names = [a.agency for task in record.tasks for a in task.assignments]
    names += [name for task in record.tasks if task.budget for name in task.budget.by_source]
    names += [act.number for act in record.citations]
    own = record.text
    for name in sorted(set(names), key=len, reverse=True):
        own = own.replace(name, "\n")
    text = syllables(source(records_script, shared, record).read_text(encoding="utf-8"))
    copied = set(chain.from_iterable(runs(syllables(line), _COPY) for line in re.split(r"[\n;:]", own)))
    assert not copied & runs(text, _COPY)


def test_every_figure_and_act_stands_in_the_text(
    records_script: ModuleType, shared: Path, record: Plan
) -> None:
    text = normalize(source(records_script, shared, record).read_text(encoding="utf-8"))
    numbers = {
        float(n.replace(".", "").replace(",", ".")) for n in re.findall(r"\d+(?:\.\d{3})*(?:,\d+)?", text)
    }
    for figure in (*record.targets, *record.baselines):
        assert figure.value is None or figure.value in numbers, figure.text
    for task in record.tasks:
        if task.budget:
            assert {task.budget.total, *filter(None, task.budget.by_source.values())} <= numbers, task.text
    printed = "".join(
        re.findall(r"\w", fold(text))
    )  # numbers are printed with spaces, long dashes, other case
    for act in record.citations:
        assert "".join(re.findall(r"\w", fold(act.number))) in printed, act.number


def test_the_records_are_what_the_texts_say_today(
    records_script: ModuleType, shared: Path, record: Plan
) -> None:
    head = next(head for head in records_script.heads() if head.id == record.id)
    assert not records_script.missing(head), "write labels in corpus/records/labels"
    assert records_script.build(head) == record, "run corpus/build_records.py and read what changed"


def test_three_provinces_are_compared_from_the_records_alone() -> None:
    plans = {plan.id: plan for plan in load_plans(RECORDS)}
    names = ("quang-ninh-3379-kh-ubnd-2017", "quang-binh-1414-kh-ubnd-2022", "ha-giang-179-kh-ubnd-2017")
    comparison = compare([plans[name] for name in names], plans["bo-gddt-345-kh-bgddt-2017"])
    assert [c.label for c in comparison.columns[:1]] == ["Bộ GDĐT 2017"]
    assert {c.territory for c in comparison.columns[1:]} == {"Quảng Ninh", "Quảng Trị", "Tuyên Quang"}
    assert len([row for row in comparison.coverage if row.kind == "task"]) == len(
        plans["bo-gddt-345-kh-bgddt-2017"].tasks
    )
    cut = next(i for i, c in enumerate(comparison.columns) if c.plan == names[2])
    assert all(row.cells[cut].state == "truncated" for row in comparison.tasks)
    shared_rooms = [
        row for row in comparison.indicators if row.cells[cut].state == "stated" and row.plans > 1
    ]
    assert shared_rooms, "baselines of the plan that breaks off still compare"
