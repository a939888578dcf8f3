"""Pictures are well-formed, whole, and nothing written in them is cut or covered."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
from graph_plans import Writer, synthetic

import docparse
from docparse.errors import DocparseError, MissingTool
from docparse.export.pictures import View, draw, write_picture
from docparse.export.pictures.metrics import width, wrap, wrap_evenly

SVG = "{http://www.w3.org/2000/svg}"
VIEWS: tuple[View, ...] = get_args(View)


@dataclass(frozen=True)
class Box:
    words: str
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def _lines(picture: str) -> tuple[float, float, list[Box]]:
    """Page size and a box for every upright line of text, by the metrics of a wide font."""
    root = ElementTree.fromstring(picture)
    boxes = []
    for text in root.iter(f"{SVG}text"):
        if "transform" in text.attrib:
            continue
        size = float(text.attrib["font-size"])
        for line in text.iter(f"{SVG}tspan"):
            words = line.text or ""
            wide = width(words, size, "font-weight" in text.attrib)
            x, y = float(line.attrib["x"]), float(line.attrib["y"])
            shift = {"start": 0.0, "middle": wide / 2, "end": wide}[text.attrib.get("text-anchor", "start")]
            boxes.append(Box(words, x - shift, y - size * 0.75, x - shift + wide, y + size * 0.2))
    return float(root.attrib["width"]), float(root.attrib["height"]), boxes


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("tasks", [1, 5, 24, 25, 50, 120, 121, 500])
def test_no_line_leaves_the_page_or_covers_another(tasks: int, view: View) -> None:
    page, height, boxes = _lines(draw(docparse.task_graph([synthetic(tasks)]), view))
    assert boxes
    for box in boxes:
        assert box.left >= 0, box
        assert box.right <= page, box
        assert box.bottom <= height, box
    boxes.sort(key=lambda box: box.top)
    for at, box in enumerate(boxes):
        for other in boxes[at + 1 :]:
            if other.top > box.bottom:
                break
            assert not box.covers(other), (box, other)


@pytest.mark.parametrize("view", VIEWS)
def test_names_are_written_out_in_full(view: View) -> None:
    graph = docparse.task_graph([synthetic(20)])
    text = " ".join(box.words for box in _lines(draw(graph, view))[2])
    for name in ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội", "Sở Y tế"):
        assert name in text


def test_every_task_has_its_row_up_to_the_limit() -> None:
    for tasks in (24, 120):
        text = " ".join(
            box.words for box in _lines(draw(docparse.task_graph([synthetic(tasks)]), "bipartite"))[2]
        )
        assert all(f"t{number}. " in text for number in range(1, tasks + 1))


def test_beyond_the_limit_sections_are_counted() -> None:
    _, _, boxes = _lines(draw(docparse.task_graph([synthetic(500)]), "bipartite"))
    counts = [int(box.words.split()[0]) for box in boxes if box.words.endswith(" nhiệm vụ")]
    assert sum(counts) == 500


def test_the_counts_of_the_quarters_are_those_of_the_tasks() -> None:
    plan = synthetic(500)
    _, _, boxes = _lines(draw(docparse.task_graph([plan]), "timeline"))
    cells = [int(box.words) for box in boxes if box.words.isdigit() and int(box.words) < 2000]
    leads = sum(max(1, len(task.agencies("lead"))) for task in plan.tasks)
    assert sum(cells) == leads


def test_the_whole_text_of_a_task_is_its_tooltip() -> None:
    writer = Writer()
    long = "Lập quy hoạch chi tiết khu tái định cư cho các hộ trong vùng sạt lở, " * 8
    writer.task(long.strip(), lead=["Sở Xây dựng"])
    picture = draw(docparse.task_graph([writer.plan()]), "bipartite")
    titles = [title.text for title in ElementTree.fromstring(picture).iter(f"{SVG}title")]
    assert long.strip() in titles


def test_namesakes_of_two_provinces_carry_their_place() -> None:
    plans = []
    for province in ("An Biên", "Bình Sa"):
        writer = Writer(province)
        writer.metadata = writer.metadata.model_copy(
            update={"province": province, "issuer": f"Ủy ban nhân dân tỉnh {province}"}
        )
        writer.task("Sửa cầu", lead=["Sở Xây dựng"], coordinate=["Sở Tài chính"])
        plans.append(writer.plan())
    text = " ".join(box.words for box in _lines(draw(docparse.task_graph(plans), "agencies"))[2])
    assert "An Biên · 1 chủ trì" in text
    assert "Bình Sa · 1 chủ trì" in text


def test_awkward_text_stays_well_formed() -> None:
    writer = Writer()
    writer.task(
        'Mở <lớp> & "thi" \x00 ' + "W" * 300, lead=["A" * 200], deadline=("2024", "2024-12-31", "2024")
    )
    graph = docparse.task_graph([writer.plan()])
    for view in VIEWS:
        page, _, boxes = _lines(draw(graph, view))
        assert all(box.right <= page for box in boxes)


def test_an_empty_picture_is_refused() -> None:
    bare = docparse.task_graph([Writer().plan()])
    writer = Writer()
    writer.task("Không ai, không khi nào")
    for view in VIEWS:
        with pytest.raises(DocparseError, match="để vẽ"):
            draw(bare, view)
    for view in ("agencies", "timeline"):
        with pytest.raises(DocparseError, match="để vẽ"):
            draw(docparse.task_graph([writer.plan()]), view)


@pytest.mark.parametrize("view", VIEWS)
def test_pictures_are_the_same_every_time(view: View) -> None:
    assert draw(docparse.task_graph([synthetic(60)]), view) == draw(
        docparse.task_graph([synthetic(60)]), view
    )


def test_a_wide_picture_shrinks_to_the_window_of_a_browser() -> None:
    root = ElementTree.fromstring(draw(docparse.task_graph([synthetic(8)]), "timeline"))
    assert float(root.attrib["width"]) > 1366  # a small screen
    assert "max-width:100%" in root.attrib["style"]


def test_without_the_converter_a_png_is_refused_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingTool, match=r"pip install resvg-py.*\.svg"):
        write_picture(docparse.task_graph([synthetic(5)]), tmp_path / "g.png", "bipartite")
    assert list(tmp_path.iterdir()) == []


def test_a_png_has_the_size_of_the_picture(tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="the optional extra docparse[png] is not installed")
    graph = docparse.task_graph([synthetic(5)])
    write_picture(graph, tmp_path / "g.png", "timeline")
    data = (tmp_path / "g.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n")
    wide = int.from_bytes(data[16:20], "big")
    assert wide == pytest.approx(_lines(draw(graph, "timeline"))[0] * 1.5, abs=2)


@pytest.mark.parametrize("room", [60, 120, 300])
def test_wrapping_keeps_all_words_within_the_room(room: float) -> None:
    text = "Nghiêng mình trước quyết tâm chuyển đổi số của Phường Nguyễn Trãi – khu vực 3"
    for lines in (wrap(text, room, 12), wrap_evenly(text, room, 12)):
        assert " ".join(lines) == text
        assert all(width(line, 12) <= room for line in lines)
    assert len(wrap_evenly(text, room, 12)) == len(wrap(text, room, 12))


def test_three_counts_in_one_cell_stay_within_their_row() -> None:
    writer = Writer()
    for number in range(130):  # so many that rows are sections and cells hold counts
        if number % 65 == 0:
            node = writer.section("Nhiệm vụ")
        held = [["Sở Y tế"] if number % 3 == role else [] for role in range(3)]
        writer.task(f"Việc thứ {number}", node, *held)
    root = ElementTree.fromstring(draw(docparse.task_graph([writer.plan()]), "bipartite"))
    rules = sorted(
        float(line.attrib["y1"]) for line in root.iter(f"{SVG}line") if line.attrib["y1"] == line.attrib["y2"]
    )
    badges = [
        (float(r.attrib["y"]), float(r.attrib["height"]))
        for r in root.iter(f"{SVG}rect")
        if r.attrib["width"] == "28"
    ]
    assert len(badges) >= 6
    for top, tall in badges:
        assert not [rule for rule in rules if top < rule < top + tall]
