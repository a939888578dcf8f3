"""Plans come back from files, and what is no plan is an error that says what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from graph_plans import synthetic

from docparse.errors import InvalidPlan, UnreadableFile
from docparse.export.plans import load_plans


def test_plans_come_back_in_order(tmp_path: Path) -> None:
    for tasks in (3, 2):
        (tmp_path / f"{tasks}.json").write_text(synthetic(tasks).to_json(), encoding="utf-8")
    loaded = load_plans([tmp_path / "3.json", tmp_path / "2.json"])
    assert loaded == [synthetic(3), synthetic(2)]
    assert load_plans([tmp_path]) == [synthetic(2), synthetic(3)]


def test_one_path_need_not_be_listed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(synthetic(1).to_json(), encoding="utf-8")
    assert load_plans(str(tmp_path)) == load_plans(tmp_path / "a.json") == [synthetic(1)]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(synthetic(1).to_json(), encoding="utf-8-sig")
    assert load_plans([tmp_path / "a.json"]) == [synthetic(1)]


def test_a_document_is_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "xa.txt").write_text(
        "KẾ HOẠCH\nI. NHIỆM VỤ\n1. Sửa đường làng trước ngày 30/6/2024.\n", encoding="utf-8"
    )
    (plan,) = load_plans([tmp_path / "xa.txt"])
    assert plan.source.name == "xa.txt"
    assert len(plan.tasks) == 1


def _with(**changes: object) -> str:
    return json.dumps({**json.loads(synthetic(2).to_json()), **changes})


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("{", "dòng 1"),
        ("", "JSON hợp lệ"),
        ("[" * 100_000, "JSON hợp lệ"),
        ("[1, 2]", "không phải kế hoạch"),
        ('{"a": 1}', "không phải kế hoạch"),
        (_with(tasks=[{"id": "t1"}]), "tasks.0"),
        (_with(text=None), "“text”"),
        (_with(schema_version="7.0"), "7.0"),
    ],
)
def test_other_json_is_refused(content: str, cause: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidPlan, match=cause) as caught:
        load_plans([tmp_path / "x.json"])
    assert caught.value.source == str(tmp_path / "x.json")
    assert "docparse extract" in caught.value.remedy


def test_other_results_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(synthetic(2).to_json(), encoding="utf-8")
    for name in ("du-thao.sources.json", "so-sanh.json"):
        (tmp_path / name).write_text('{"schema_version": "1.0", "columns": []}', encoding="utf-8")
    assert load_plans(tmp_path) == [synthetic(2)]
    with pytest.raises(InvalidPlan, match="không phải kế hoạch"):
        load_plans(tmp_path / "so-sanh.json")  # asked for by name
    (tmp_path / "b.json").write_text("{", encoding="utf-8")
    with pytest.raises(InvalidPlan, match="dòng 1"):
        load_plans(tmp_path)  # a broken file may have been a plan


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(b"\xff\xfe{}\x00")
    with pytest.raises(InvalidPlan, match="JSON hợp lệ"):
        load_plans([tmp_path / "x.json"])


def test_a_missing_file_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="Không tìm thấy"):
        load_plans([tmp_path / "none.json"])
    with pytest.raises(UnreadableFile, match="không có kế hoạch nào"):
        load_plans([tmp_path])
