"""Drafts for merged provinces of 2026 from the real plans: nothing dead is left, nothing is made up."""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from draft_plans import profile

import docparse
from docparse.check import check_plan
from docparse.check.layout import check_layout
from docparse.draft import Draft
from docparse.model import Plan

MERGED = ("Quảng Trị", "Tuyên Quang", "Lào Cai")
DEAD = (
    "Thông tin và Truyền thông", "TTTT", "TT&TT", "Kế hoạch và Đầu tư", "KHĐT", "Phòng GDĐT", "phòng GDĐT",
    "Đài Phát thanh và Truyền hình", "mức độ 3", "mức độ 4", "cấp phòng",
)  # fmt: skip
DISTRICT = re.compile(r"(?<!\w)(?:huyện|thị xã|thị trấn|quận)(?!\w)", re.IGNORECASE)


@cache
def sources(folder: Path) -> tuple[Plan, ...]:
    quang_binh, ministry = (next((folder / "corpus" / "seeds").glob(f"{n}_*.txt")) for n in ("002", "003"))
    return docparse.read(quang_binh), docparse.read(ministry)


@cache
def drafted(place: str, folder: Path) -> Draft:
    subject = f"Ứng dụng công nghệ thông tin và chuyển đổi số trong giáo dục và đào tạo tỉnh {place} giai đoạn 2026 - 2030"
    settings = profile(place=place, subject=subject, drafted_by="Sở Giáo dục và Đào tạo")
    return docparse.draft(settings, sources(folder))


def text_of(data: bytes) -> str:
    """Everything that is printed: text, tables, header; no comments."""
    body = docx.Document(io.BytesIO(data)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


@pytest.mark.parametrize("place", MERGED)
def test_no_dead_agency_no_district_no_other_province(place: str, shared: Path) -> None:
    text = text_of(drafted(place, shared).to_docx())
    # acts keep the words of their time
    own = "\n".join(line for line in text.splitlines() if not line.startswith("Căn cứ Quyết định"))
    assert [name for name in DEAD if name in own] == []
    assert DISTRICT.findall(own) == []
    if place != "Quảng Bình":
        # Quảng Trị has taken over the bodies that bear the name of Quảng Bình
        assert "Quảng Bình" not in (text.replace("Đại học Quảng Bình", "") if place == "Quảng Trị" else text)
        assert "Bộ Giáo dục và Đào tạo ban hành" not in text


@pytest.mark.parametrize("place", MERGED)
def test_the_checks_find_nothing_dead_either_and_the_layout_is_right(
    place: str, shared: Path, tmp_path: Path
) -> None:
    file = tmp_path / "du-thao.docx"
    file.write_bytes(drafted(place, shared).to_docx())
    codes = {f.code for f in check_plan(docparse.read(file), dt.date(2026, 12, 15))}
    assert not codes & {
        "ND103",
        "ND104",
        "ND203",
        "ND204",
        "ND205",
        "ND301",
        "ND302",
        "ND303",
        "ND401",
        "ND501",
        "ND502",
    }
    assert check_layout(file) == []


def test_every_task_of_the_ministry_for_its_units_is_there_or_accounted_for(shared: Path) -> None:
    draft = drafted("Quảng Trị", shared)
    _, ministry = sources(shared)
    told = "\n".join(draft.manuscript.left_out)
    origins = {(o.plan, o.start) for p in draft.manuscript.pieces() for o in p.origins}
    origins |= {(o.plan, o.start) for a in draft.manuscript.appendices for r in a.rows for o in r.origins}
    for task in ministry.tasks:
        assert (ministry.id, task.start) in origins or task.text in told, task.text


def test_no_figure_of_quang_binh_is_taken_over(shared: Path) -> None:
    draft = drafted("Quảng Trị", shared)
    quang_binh, _ = sources(shared)
    assert len([t for t in quang_binh.targets if t.value is not None]) > 20
    for piece in draft.manuscript.body:
        for origin in piece.origins:
            if origin.plan == quang_binh.id:
                assert not re.search(r"\d%", piece.text), piece.text
    amounts = [cell for a in draft.manuscript.appendices for r in a.rows for cell in r.cells[4:]]
    assert set(amounts) == {"[… cần điền]"}
    notes = [note for p in draft.manuscript.body for note in p.notes]
    assert any("1414/KH-UBND: 90, 87, 92, 99, 100, 100, 30" in note for note in notes)


def test_merged_finance_duties_stand_under_one_heading(shared: Path) -> None:
    draft = drafted("Quảng Trị", shared)
    headings = [
        p.text for p in draft.manuscript.body if p.role == "organization" and p.kind == "arabic" and p.titled
    ]
    assert headings.count("Sở Tài chính") == 1
    assert headings.count("Sở Khoa học và Công nghệ") == 1
    assert len(headings) == len(set(headings))
    assert "Sở Kế hoạch và Đầu tư" not in headings


def test_the_real_outline_and_tasks_are_read_back(shared: Path, tmp_path: Path) -> None:
    draft = drafted("Quảng Trị", shared)
    file = tmp_path / "du-thao.docx"
    file.write_bytes(draft.to_docx())
    plan = docparse.read(file)
    outline = [(n.marker, " ".join(n.title.split())) for n in plan.outline if n.role != "appendix"]
    assert outline == [(p.number, p.text) for p in draft.manuscript.body if p.number not in ("", "-", "+")]
    found = {" ".join(t.text.split()) for t in plan.tasks}
    assert [p.text for p in draft.manuscript.body if p.task is not None and p.text not in found] == []


def test_every_paragraph_and_row_has_its_comment(shared: Path) -> None:
    draft = drafted("Quảng Trị", shared)
    document = docx.Document(io.BytesIO(draft.to_docx()))
    rows = [r for a in draft.manuscript.appendices for r in a.rows if r.kind != "group"]
    assert len(list(document.comments)) == len(draft.manuscript.pieces()) + len(rows)
