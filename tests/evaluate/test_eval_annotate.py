"""Answers exported from a plan lead back to the plan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval_plans import small_plan

from docparse import read
from docparse.annotate import annotate
from docparse.evaluate import METRICS, Gold
from docparse.evaluate.metrics import score
from docparse.evaluate.passages import Passages
from docparse.model import Diagnostic, Indicator, Metadata, Plan, Source, Task

KEYS = {
    "": {
        "document",
        "metadata",
        "outline",
        "targets",
        "baselines",
        "tasks",
        "citations",
        "agencies",
        "defects",
    },
    "outline": {"path", "title", "role"},
    "targets": {"quote", "value", "unit", "comparator", "year", "path", "qualitative"},
    "tasks": {"quote", "path", "lead", "coordinate", "implement", "deadline", "budget"},
    "citations": {"number", "doc_type", "issued_on", "issuer", "basis"},
}


def read_samples() -> list[Path]:
    folder = Path(__file__).parents[2] / "corpus" / "samples"
    return sorted(path for path in folder.glob("0*.*") if path.is_file())


@pytest.mark.parametrize("path", read_samples(), ids=lambda path: path.stem)
def test_a_plan_is_all_right_by_its_own_answers(path: Path) -> None:
    plan = read(path)
    gold = Gold.model_validate_json(annotate(plan).to_json())
    scores = score(gold, plan)
    assert {name: (scores[name].f1, scores[name].missed) for name in METRICS if scores[name].f1 < 1} == {}
    passages = Passages(plan.text)
    for fact in (*gold.targets, *gold.baselines, *gold.tasks):
        assert passages.is_unique(fact.quote), fact.quote


def test_the_file_has_the_keys_of_the_format() -> None:
    content = json.loads(annotate(small_plan()).to_json())
    assert set(content) == KEYS[""]
    for name, keys in KEYS.items():
        if name:
            assert set(content[name][0]) == keys, name
    assert "recipients" not in content["metadata"]
    assert content["metadata"]["truncated"] is False


def test_what_the_answers_say() -> None:
    gold = annotate(small_plan())
    assert gold.document == "dong-may.txt"
    assert [node.path for node in gold.outline][:3] == ["I", "I/1", "I/2"]
    assert (gold.targets[1].quote, gold.targets[1].value) == ("Trồng mới 2.400 cây bóng mát", 2400)
    assert gold.tasks[0].lead == ("Sở Nông nghiệp và Môi trường",)
    assert gold.tasks[0].deadline == "2031-06-30"
    assert gold.tasks[0].path == "II/1"
    assert gold.tasks[1].budget is not None
    assert gold.tasks[1].budget.total == 1.5
    assert gold.citations[0].basis is True


def plan_of(text: str, **facts: object) -> Plan:
    source = Source(name="a.txt", sha256="0" * 64, media_type="text/plain", characters=len(text))
    return Plan(**{"id": "a", "source": source, "metadata": Metadata(), "text": text, **facts})


def target(start: int, end: int, text: str, value: float) -> Indicator:
    said = {"indicator": text, "unit": "%", "comparator": "eq", "year": None, "node": None}
    return Indicator(id=f"g{start}", text=text, value=value, start=start, end=end, **said)


def test_equal_passages_get_quotes_that_tell_them_apart() -> None:
    text = "Mầm non 90% đạt chuẩn\nTiểu học 90% đạt chuẩn"
    places = [i for i in range(len(text)) if text.startswith("90%", i)]
    plan = plan_of(text, targets=tuple(target(at, at + 3, "90%", 90) for at in places))
    quotes = [answer.quote for answer in annotate(plan).targets]
    assert quotes == ["non 90% đạt", "học 90% đạt"]
    assert all(Passages(text).is_unique(quote) for quote in quotes)
    assert score(annotate(plan), plan)["targets"].f1 == 1.0


def test_tasks_that_begin_alike_are_told_apart() -> None:
    same = "Chủ trì, phối hợp với các sở, ban, ngành và Ủy ban nhân dân các xã tổ chức thực hiện Kế hoạch này ở cấp "
    text = f"{same}tỉnh.\n{same}xã."
    cut = text.index("\n")
    tasks = (
        Task(id="t1", text=text[:cut], node=None, start=0, end=cut),
        Task(id="t2", text=text[cut + 1 :], node=None, start=cut + 1, end=len(text)),
    )
    plan = plan_of(text, tasks=tasks)
    quotes = [answer.quote for answer in annotate(plan).tasks]
    assert all(Passages(text).is_unique(quote) for quote in quotes)
    assert score(annotate(plan), plan)["whole_task"].f1 == 1.0


def test_titles_and_tasks_are_cut_between_words() -> None:
    text = "Rà soát " + "quy hoạch mạng lưới trường lớp " * 8
    plan = plan_of(text, tasks=(Task(id="t1", text=text, node=None, start=0, end=len(text)),))
    [answer] = annotate(plan).tasks
    assert 60 <= len(answer.quote) <= 100
    assert text.startswith(answer.quote + " ")


def test_defects_are_kept_and_doubts_left_out() -> None:
    known = Diagnostic(code="date-conflict", severity="warning", message="hai ngày", start=0, end=8)
    doubt = Diagnostic(code="not-a-plan", severity="warning", message="không phải")
    unplaced = Diagnostic(code="missing-number", severity="info", message="không số")
    gold = annotate(small_plan(diagnostics=(known, doubt, unplaced)))
    assert [(d.code, d.quote) for d in gold.defects] == [
        ("date-conflict", "KẾ HOẠCH"),
        ("missing-number", ""),
    ]
