"""Every row of the grammar of agencies is run against its own examples by the reader of names itself."""

from __future__ import annotations

import re
from typing import Any

import pytest

from docparse.rulebook import load_table
from docparse.text import fold
from extractors.abbreviations import expand
from extractors.names import AgencyNames

Row = dict[str, Any]
TABLE: dict[str, Any] = load_table("agencies")
NAMED: list[Row] = [*TABLE["head"], *TABLE["whole"]]
TAILS: list[Row] = TABLE["tail"]
CARRIERS = ("Giao {} chủ trì rà soát số liệu.", "Đề nghị {}, Sở Nội vụ cử người tham gia.")


def _examples(rows: list[Row]) -> list[tuple[Row, str, str]]:
    """(row, printed name, canonical name); one that is not told apart is its own canonical name."""
    pairs = [
        (row, [e, row["name"] if row in TABLE["whole"] else e] if isinstance(e, str) else e)
        for row in rows
        for e in row["examples"]
    ]
    return [(row, printed, name) for row, (printed, name) in pairs]


def _name(value: object) -> str:
    return str(value.get("id", value.get("text"))) if isinstance(value, dict) else str(value)


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize(("row", "printed", "name"), _examples(NAMED), ids=_name)
def test_a_full_name_is_one_agency_with_its_span_and_level(
    row: Row, printed: str, name: str, carrier: str
) -> None:
    text = carrier.format(printed)
    found = [m for m in AgencyNames(text).scan(0, len(text)) if m.name != "Sở Nội vụ"]
    assert [(text[m.start : m.end], m.name, m.level) for m in found] == [(printed, name, row["level"])]


@pytest.mark.parametrize(("row", "printed", "name"), _examples(TAILS), ids=_name)
def test_a_tail_stays_or_goes(row: Row, printed: str, name: str) -> None:
    text = CARRIERS[0].format(printed)
    found = AgencyNames(text).scan(0, len(text))
    assert [(text[m.start : m.end], m.name) for m in found] == [(printed, name)]
    assert (fold(name) == fold(expand(printed, {}))) == row["keep"]


@pytest.mark.parametrize(
    ("row", "text"), [(r, c) for r in NAMED for c in r.get("counter_examples", ())], ids=_name
)
def test_a_word_that_opens_no_name_is_no_agency(row: Row, text: str) -> None:
    assert AgencyNames(text).scan(0, len(text)) == []
    assert AgencyNames(text).list_at(0, len(text))[0] == []


@pytest.mark.parametrize(("row", "text"), [(r, c) for r in TAILS for c in r["counter_examples"]], ids=_name)
def test_other_words_are_no_tails(row: Row, text: str) -> None:
    assert not re.fullmatch(row["pattern"], fold(text))


@pytest.mark.parametrize("kind", ["head", "whole", "tail"])
def test_every_row_has_examples_and_stands_once(kind: str) -> None:
    rows = TABLE[kind]
    keys = [row["text"] if kind != "tail" else row["pattern"] for row in rows]
    assert all(row["examples"] for row in rows)
    assert len(set(keys)) == len(keys)


FIELDS = [(spelling, row[0]) for row in TABLE["fields"]["names"] for spelling in row[1:]]


@pytest.mark.parametrize(("spelling", "field"), FIELDS, ids=lambda value: value)
def test_every_spelling_of_a_field_is_written_out(spelling: str, field: str) -> None:
    text = f"Giao Sở {spelling} chủ trì."
    assert [m.name for m in AgencyNames(text).scan(0, len(text))] == [f"Sở {field}"]


ABBREVIATIONS: dict[str, str] = load_table("abbreviations")["words"]


@pytest.mark.parametrize(("short", "long"), ABBREVIATIONS.items(), ids=lambda value: value)
def test_every_abbreviation_is_written_out_as_a_word_only(short: str, long: str) -> None:
    assert expand(f"Về {short} năm nay", {}) == f"Về {long} năm nay"
    assert expand(f"X{short}Y", {}) == f"X{short}Y"


OFFICIAL: dict[str, list[str]] = load_table("officialnames")["names"]
HEADS: dict[str, str] = {row["text"]: row.get("name", row["text"].capitalize()) for row in TABLE["head"]}


@pytest.mark.parametrize("head", OFFICIAL)
def test_an_official_name_is_one_body_between_others(head: str) -> None:
    for rest in OFFICIAL[head]:
        name = f"{HEADS[head]} {rest}"
        text = f"Sở Y tế phối hợp với {name}, Sở Nội vụ chủ trì."
        found = [text[m.start : m.end] for m in AgencyNames(text).list_at(text.index(name), len(text))[0]]
        assert found == [name, "Sở Nội vụ"]


def test_official_names_stand_once_and_in_order() -> None:
    for names in OFFICIAL.values():
        assert names == sorted(set(names), key=fold)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Vụ KHCN&MT", "Vụ Khoa học, Công nghệ và Môi trường"),
        ("Phòng Đào tạo – QLKH", "Phòng Đào tạo - Quản lý khoa học"),
        ("Chi cục Thủy lợi và PCTT", "Chi cục Thủy lợi và Phòng, chống thiên tai"),
    ],
)
def test_parts_of_an_official_name_may_be_initials(printed: str, name: str) -> None:
    text = f"Giao {printed} chủ trì rà soát số liệu."
    assert [m.name for m in AgencyNames(text).scan(0, len(text))] == [name]
