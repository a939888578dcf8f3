from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from docparse.model import Metadata, Node, Plan, Source
from docparse.search import index as index_module
from docparse.search.words import bare, hits, phrases

Run = Callable[..., Result]

TEXT = """KẾ HOẠCH
Phát triển học liệu số
I. MỤC TIÊU
Kho học liệu số có 500 bài; học liệu, số hóa dần.
II. NHIỆM VỤ
Sở Giáo dục và Đào tạo dựng HỌC LIỆU SỐ cho đồng bào Đan Lai.
Sở Tài chính cấp kinh phí theo 131/QĐ-TTg, hoc lieu so khong dau.
Học sinh góp tài liệu; mỗi lớp một con số."""


def write(folder: Path, name: str, text: str = TEXT) -> None:
    def node(id: str, title: str, role: str) -> Node:
        start = text.index(title)
        return Node.model_validate(
            {"id": id, "parent": None, "path": title.split(".")[0], "marker": "", "title": title, "role": role,
             "start": start, "end": start + len(title), "page": None}
        )  # fmt: skip

    plan = Plan(
        id=name,
        source=Source(name=f"{name}.txt", sha256="0" * 64, media_type="text/plain", characters=len(text)),
        metadata=Metadata(number="5/KH-UBND"),
        text=text,
        outline=(node("n1", "I. MỤC TIÊU", "targets"), node("n2", "II. NHIỆM VỤ", "tasks")),
    )
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(plan.to_json(), encoding="utf-8")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write(tmp_path / "out", "a")
    return tmp_path / "out"


def found(run: Run, out: Path, *arguments: str) -> list[str]:
    """The first words of the passages that were found."""
    result = run("search", out, *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return [" ".join(entry["text"].split()[:3]) for entry in json.loads(result.stdout)]


def test_a_phrase_is_found_whatever_its_accents_and_capitals(run: Run, out: Path) -> None:
    wanted = {"Phát triển học", "Kho học liệu", "Sở Giáo dục", "Sở Tài chính"}
    for phrase in ("học liệu số", "hoc lieu so", "HỌC LIỆU SỐ", "học lieu SO", '"học liệu số"'):
        assert set(found(run, out, phrase)) == wanted


def test_the_very_accents_come_first(run: Run, out: Path) -> None:
    assert found(run, out, "học liệu số")[-1] == "Sở Tài chính"


def test_several_phrases_must_all_be_there(run: Run, out: Path) -> None:
    assert set(found(run, out, "học", "liệu", "số")) > set(found(run, out, "học liệu số"))
    assert found(run, out, "hoc lieu so", "kinh phi") == ["Sở Tài chính"]
    assert found(run, out, "liệu học") == []


def test_d_with_a_bar_numbers_of_acts_and_beginnings(run: Run, out: Path) -> None:
    assert found(run, out, "dong bao dan lai") == ["Sở Giáo dục"]
    assert found(run, out, "đồng bào Đan Lai") == ["Sở Giáo dục"]
    assert found(run, out, "131/QĐ-TTg") == ["Sở Tài chính"]
    assert found(run, out, "giao d*") == ["Sở Giáo dục"]
    assert found(run, out, "giao d") == []


def test_only_sections_of_a_role(run: Run, out: Path) -> None:
    assert set(found(run, out, "học liệu số", "--role", "tasks")) == {"Sở Giáo dục", "Sở Tài chính"}
    assert found(run, out, "học liệu số", "--role", "targets") == ["Kho học liệu"]
    assert len(found(run, out, "học liệu số", "--role", "tasks", "--role", "targets")) == 3


def test_what_is_found_leads_back_to_the_text(run: Run, out: Path) -> None:
    entries = json.loads(run("search", out, "hoc lieu so", "--format", "json").stdout)
    for entry in entries:
        assert TEXT[entry["start"] : entry["end"]] == entry["text"]
        for start, end in entry["hits"]:
            assert bare(TEXT[start:end]).replace(",", "") == "hoc lieu so"
    assert {(entry["plan_id"], entry["path"], entry["role"]) for entry in entries} == {
        ("a", None, None), ("a", "I", "targets"), ("a", "II", "tasks"),
    }  # fmt: skip


def test_hits_are_marked_and_lines_fit(run: Run, out: Path) -> None:
    write(out, "b", TEXT.replace("Kho học liệu số", "Rừng " * 60 + "kho học liệu số" + " biển" * 90))
    result = run("search", out, "kho học liệu số")
    assert "«Kho học liệu số» có 500 bài" in result.stdout
    assert "«kho học liệu số»" in re.sub(r"\s+", " ", result.stdout)
    assert "…" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "a · I · mục tiêu" in result.stdout
    assert result.stderr.endswith("2 đoạn trong 2 kế hoạch.\n")


def test_more_than_are_shown_are_counted(run: Run, out: Path) -> None:
    result = run("search", out, "học liệu số", "--limit", "1")
    assert "4 đoạn trong 1 kế hoạch. Hiện 1 đoạn đầu" in result.stderr


def test_the_index_follows_the_results(run: Run, out: Path) -> None:
    assert "Đang lập chỉ mục 1 kế hoạch" in run("search", out, "kho").stderr
    assert "Đang lập" not in run("search", out, "kho").stderr
    write(out, "b")
    write(out, "a", TEXT.replace("Kho", "Vườn"))
    os.utime(out / "a.json", (1, 1))
    assert "Đang lập chỉ mục 2 kế hoạch" in run("search", out, "kho").stderr
    assert found(run, out, "kho học liệu") == ["Kho học liệu"]
    (out / "b.json").unlink()
    assert found(run, out, "kho học liệu") == []


def test_an_index_that_is_damaged_is_made_anew(run: Run, out: Path) -> None:
    run("search", out, "kho")
    (out / ".docparse" / "search.sqlite").write_bytes(b"nothing" * 1000)
    assert found(run, out, "kho học liệu") == ["Kho học liệu"]


def test_results_that_cannot_be_written_to_are_searched(
    run: Run, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = index_module._connect

    def refused(path: Path | str) -> object:
        if path != ":memory:":
            raise index_module.sqlite3.OperationalError("attempt to write a readonly database")
        return connect(path)

    monkeypatch.setattr(index_module, "_connect", refused)
    assert found(run, out, "kho học liệu") == ["Kho học liệu"]


def test_other_json_is_left_aside(run: Run, out: Path) -> None:
    (out / "x.json").write_text('{"a": 1}', encoding="utf-8")
    (out / "y.json").write_text("no json", encoding="utf-8")
    assert found(run, out, "kho học liệu") == ["Kho học liệu"]
    assert "lập chỉ mục" not in run("search", out, "kho").stderr  # nor looked at again


@pytest.mark.parametrize("arguments", [("{out}", "***"), ("{out}", "kho", "--role", "nope"), ("{out}",)])
def test_a_wrong_command_line(run: Run, out: Path, arguments: tuple[str, ...]) -> None:
    assert run("search", *[argument.format(out=out) for argument in arguments]).exit_code == 2


def test_bare_text_is_as_long_as_the_text() -> None:
    odd = "Đường đi, İstanbul ſtraße o\u0323 ﬁ Ǆ 12½ 漢"
    assert len(bare(odd)) == len(odd)
    assert hits("Đông  –  Đồng; đông-đồng", phrases(["dong dong"])) == [(0, 13), (15, 24)]
