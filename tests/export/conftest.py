"""A small plan made by hand: every fact stands where the text has it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docparse.model import (
    Agency,
    Assignment,
    Budget,
    Citation,
    Deadline,
    Indicator,
    Mention,
    Metadata,
    Node,
    Plan,
    Source,
    Task,
)

TEXT = """KẾ HOẠCH
Căn cứ Quyết định số 77/QĐ-TTg;
I. MỤC TIÊU
Trồng 2.400 cây, phủ 92,5% sân trường
II. NHIỆM VỤ
Sở Y tế, "phối hợp" với Sở Tài chính
mua cây trong quý II
Nơi nhận:
- Sở Nội vụ;"""


def at(passage: str) -> dict[str, int]:
    start = TEXT.index(passage)
    return {"start": start, "end": start + len(passage)}


def assignment(agency: str, role: str) -> Assignment:
    return Assignment.model_validate({"agency": agency, "role": role, "mention": agency, **at(agency)})


def indicator(id: str, passage: str, value: float) -> Indicator:
    return Indicator(
        id=id,
        text=passage,
        indicator=passage,
        value=value,
        unit=None,
        comparator="ge",
        year=2031,
        node="n1",
        page=1,
        **at(passage),
    )


def agency(name: str, level: str = "province") -> Agency:
    return Agency.model_validate({"name": name, "level": level, "mentions": (Mention(**at(name)),)})


TASK = Task(
    id="t1",
    text="mua cây",
    node="n2",
    page=2,
    assignments=(assignment("Sở Y tế", "lead"), assignment("Sở Tài chính", "coordinate")),
    deadline=Deadline(value="2031-Q2", text="quý II", due="2031-06-30", **at("quý II")),
    budget=Budget(
        total=1.5, unit="tỷ đồng", by_source={"ngân sách tỉnh": 1.25, "khác": 0.25}, **at("mua cây")
    ),
    **at('Sở Y tế, "phối hợp" với Sở Tài chính\nmua cây trong quý II'),
)
PLAN = Plan(
    id="dong-may-12-2031",
    source=Source(name="a.docx", sha256="0" * 64, media_type="text/plain", characters=len(TEXT), pages=2),
    metadata=Metadata(number="12/KH-UBND", province="Đồng Mây"),
    text=TEXT,
    outline=(
        Node(
            id="n1",
            parent=None,
            path="I",
            marker="I.",
            title="MỤC TIÊU",
            role="targets",
            page=1,
            **at("I. MỤC TIÊU"),
        ),
        Node(
            id="n2",
            parent=None,
            path="II",
            marker="II.",
            title="",
            role="tasks",
            page=2,
            **at("II. NHIỆM VỤ"),
        ),
    ),
    targets=(indicator("g1", "2.400 cây", 2400.0), indicator("g2", "92,5% sân trường", 92.5)),
    tasks=(TASK,),
    citations=(
        Citation(number="77/QĐ-TTg", doc_type="Quyết định", basis=True, **at("Quyết định số 77/QĐ-TTg")),
    ),
    agencies=(agency("Sở Y tế"), agency("Sở Tài chính"), agency("Sở Nội vụ")),
)


@pytest.fixture
def make_plan() -> Callable[..., Plan]:
    """The plan with other values for some of its fields."""

    def make(**changes: object) -> Plan:
        return PLAN.model_copy(update=changes)

    return make
