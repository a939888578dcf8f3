"""Which plan belongs to which answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from eval_plans import small_plan

from docparse.annotate import annotate
from docparse.errors import InvalidPlan
from docparse.evaluate.files import Output, pair, read_outputs
from docparse.evaluate.gold import Gold, InvalidGold, read_gold


def output(source: str, file: str = "x.json") -> Output:
    plan = small_plan()
    return Output(
        Path(file), plan.model_copy(update={"source": plan.source.model_copy(update={"name": source})})
    )


def paired(document: str, *outputs: Output, name: str = "dap-an") -> str | None:
    gold = annotate(small_plan()).model_copy(update={"document": document})
    [(_, _, plan)] = pair([(name, gold)], outputs)
    return plan.source.name if plan else None


def test_the_name_of_the_source_comes_first() -> None:
    assert paired("a.pdf", output("a.docx"), output("a.pdf")) == "a.pdf"
    assert paired("a.docx", output("a.docx"), output("a.pdf")) == "a.docx"


def test_then_the_name_without_its_ending_then_the_file() -> None:
    assert paired("a.pdf", output("a.docx")) == "a.docx"
    assert paired("a.pdf", output("b.docx", "a.json")) == "b.docx"
    assert paired("a.pdf", output("b.docx", "dap-an.json")) == "b.docx"
    assert paired("a.pdf", output("b.docx")) is None


def test_importing_the_judge_loads_no_extractor() -> None:
    code = "import sys, docparse.evaluate, docparse.annotate; print('spacy' in sys.modules, 'extractors' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"


def test_folders_without_anything_to_read(tmp_path: Path) -> None:
    with pytest.raises(InvalidPlan, match=str(tmp_path)):
        read_outputs(tmp_path)
    with pytest.raises(InvalidGold, match=str(tmp_path)):
        read_gold(tmp_path)


@pytest.mark.parametrize("content", ["", "{", '{"document": 3}', '{"metadata": {}}', "[]"])
def test_broken_answers_are_errors_that_name_the_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "dap-an.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidGold) as caught:
        read_gold(path)
    assert caught.value.source == str(path)
    assert caught.value.remedy


def test_answers_with_keys_of_their_own_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "dap-an.json"
    path.write_text('\ufeff{"document": "a.txt", "marked_by": "X"}', encoding="utf-8")
    [(name, gold)] = read_gold(path)
    assert (name, gold) == ("dap-an", Gold(document="a.txt"))


def test_the_hand_made_answers_are_read(samples: Path) -> None:
    answers = dict(read_gold(samples / "answers"))
    assert len(answers) == 8
    assert answers["06-xa-dong-thach-2026"].metadata.province == "Sông Vân"
