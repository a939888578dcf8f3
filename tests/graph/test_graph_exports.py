"""The formats can be read back, keep what is awkward, and come out the same every time."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import networkx as nx
import pytest
from graph_plans import Writer, synthetic

import docparse
from docparse.errors import DocparseError
from docparse.export.calendar import fold_line, to_icalendar
from docparse.export.graphs import WRITERS, to_dot, to_mermaid, write_graph
from docparse.model import Plan

AWKWARD = 'Mở lớp "tin học; cơ bản", [bước 1] <a> & {b} \\ `x` #1'


def awkward() -> Plan:
    writer = Writer()
    writer.section("NHIỆM VỤ | mục\tmột")
    writer.task(AWKWARD, "n1", lead=["Sở Y tế"], deadline=("2023-12-31", "2023-12-31", "ngày 31/12/2023"))
    writer.task("Thử ký tự \x0b lạ", "n1")
    return writer.plan()


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    return docparse.task_graph([awkward(), synthetic(40)])


def test_graphml_reads_back_equal(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    write_graph(graph, tmp_path / "g.graphml")
    back = nx.read_graphml(tmp_path / "g.graphml")
    assert back.number_of_edges() == graph.number_of_edges()
    assert {n: d for n, d in back.nodes(data=True) if "lạ" not in d["label"]} == {
        n: d for n, d in graph.nodes(data=True) if "lạ" not in d["label"]
    }


def test_gexf_reads_back_with_offsets_under_their_other_name(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    write_graph(graph, tmp_path / "g.gexf")
    back = nx.read_gexf(tmp_path / "g.gexf")
    assert set(back) == set(graph)
    task = "task:an-bien-12-kh-ubnd-2023/t1"
    assert back.nodes[task]["passage_start"] == graph.nodes[task]["start"]
    assert back.nodes[task]["text"] == AWKWARD
    assert "lastmodifieddate" not in (tmp_path / "g.gexf").read_text(encoding="utf-8")


def test_node_link_json_reads_back_equal(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    write_graph(graph, tmp_path / "g.json")
    data = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    back = nx.node_link_graph(data, edges="edges")
    assert nx.utils.graphs_equal(back, graph)


def test_dot_and_mermaid_escape_what_would_end_a_label(graph: nx.MultiDiGraph) -> None:
    dot = next(line for line in to_dot(graph).splitlines() if "tin học" in line)
    assert dot.count('"') - dot.count('\\"') == dot.replace('\\"', "").count('"')
    assert re.fullmatch(
        r'  "(?:[^"\\]|\\.)*" \[label="(?:[^"\\]|\\.)*", shape=box, fillcolor="#ffffff"\];', dot
    )
    mermaid = next(line for line in to_mermaid(graph).splitlines() if "tin học" in line)
    assert mermaid.count('"') == 2
    assert "#quot;" in mermaid
    assert "&lt;a&gt;" in mermaid


def test_mermaid_names_every_node_and_edge_once(graph: nx.MultiDiGraph) -> None:
    text = to_mermaid(graph)
    assert text.startswith("flowchart LR\n")
    assert len(re.findall(r"^ +n\d+[\[({>]", text, re.M)) == graph.number_of_nodes()
    assert text.count(" -->|") == graph.number_of_edges()


def test_neo4j_headers_name_ids_labels_and_types(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    folder = tmp_path / "neo4j"
    write_graph(graph, folder)
    with (folder / "nodes-task.csv").open(encoding="utf-8", newline="") as file:
        head, first, *_ = csv.reader(file)
    assert head[0] == "id:ID"
    assert head[-1] == ":LABEL"
    assert "start:int" in head
    assert first[0] == "task:an-bien-12-kh-ubnd-2023/t1"
    assert first[-1] == "Task"
    with (folder / "edges-leads.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row[":TYPE"] for row in rows} == {"LEADS"}
    ids = set(graph)
    assert all(row[":START_ID"] in ids and row[":END_ID"] in ids for row in rows)
    assert all("\n" not in value for row in rows for value in row.values())
    total = sum(len(path.read_text(encoding="utf-8").splitlines()) - 1 for path in folder.glob("edges-*.csv"))
    assert total == graph.number_of_edges()


@pytest.mark.parametrize("ending", [*WRITERS, "ics"])
def test_files_are_the_same_every_time(ending: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_graph(docparse.task_graph([awkward(), synthetic(40)]), tmp_path / f"{name}.{ending}")
    assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def test_an_unknown_ending_names_the_known_ones(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    with pytest.raises(DocparseError, match=r"\.docx.*\.graphml"):
        write_graph(graph, tmp_path / "g.docx")


def test_a_place_that_cannot_be_written_is_an_error_of_ours(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for name in ("file/g.graphml", "file/neo4j"):
        with pytest.raises(DocparseError, match="Không ghi được"):
            write_graph(graph, tmp_path / name)


def _events(text: str) -> list[dict[str, str]]:
    """The events of a calendar, lines joined again, escapes left as they are."""
    events: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name not in ("END",):
            events[-1][name] = value
    return events


def test_the_calendar_is_lines_of_75_octets_ended_by_crlf(graph: nx.MultiDiGraph) -> None:
    data = to_icalendar(graph).encode("utf-8")
    lines = data.split(b"\r\n")
    assert data.count(b"\n") == len(lines) - 1
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"VERSION:2.0" in lines


def test_a_long_line_of_vietnamese_folds_between_letters() -> None:
    line = "SUMMARY:" + "Ủy ban nhân dân các huyện, thị xã, thành phố " * 5
    folded = fold_line(line)
    assert folded.replace("\r\n ", "").removesuffix("\r\n") == line
    assert all(len(piece.encode("utf-8")) <= 75 for piece in folded.split("\r\n"))


def test_an_event_is_the_whole_last_day() -> None:
    (event,) = _events(to_icalendar(docparse.task_graph([awkward()])))
    assert event["UID"] == "an-bien-12-kh-ubnd-2023.t1@docparse"
    assert event["DTSTAMP"] == "20230210T000000Z"
    assert event["DTSTART;VALUE=DATE"] == "20231231"
    assert event["DTEND;VALUE=DATE"] == "20240101"
    assert event["SUMMARY"] == AWKWARD.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert "\\nChủ trì: Sở Y tế" in event["DESCRIPTION"]


@pytest.mark.parametrize(
    ("value", "text", "first", "rule"),
    [
        ("yearly", "trước ngày 15/12 hằng năm", "20231215", "FREQ=YEARLY;UNTIL=20251215"),
        (
            "quarterly",
            "hằng quý",
            "20230331",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;UNTIL=20251231",
        ),
        ("monthly", "ngày 25 hằng tháng", "20230225", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=25;UNTIL=20251225"),
    ],
)
def test_repetitions_recur_to_the_end_of_the_plan(value: str, text: str, first: str, rule: str) -> None:
    writer = Writer()
    writer.task("Báo cáo số liệu", deadline=(value, None, text))
    (event,) = _events(to_icalendar(docparse.task_graph([writer.plan()])))
    assert event["DTSTART;VALUE=DATE"] == first
    assert event["RRULE"] == rule


def test_what_never_falls_due_is_no_event() -> None:
    writer = Writer()
    writer.task("Giữ vệ sinh chung", deadline=("continuous", None, "thường xuyên"))
    writer.task("Không nói khi nào")
    assert _events(to_icalendar(docparse.task_graph([writer.plan()]))) == []


def test_ids_of_events_are_unique(graph: nx.MultiDiGraph) -> None:
    twice = docparse.task_graph([synthetic(30), synthetic(30)])
    ids = [event["UID"] for event in _events(to_icalendar(twice))]
    assert len(ids) == len(set(ids)) > 40
