"""A small plan put together by hand, so that the judge is tested without the judged."""

from __future__ import annotations

from typing import Any

from docparse.model import (
    Agency,
    Assignment,
    AssignmentRole,
    Budget,
    Citation,
    Deadline,
    Indicator,
    Mention,
    Metadata,
    Node,
    Plan,
    SectionRole,
    Source,
    Task,
)

TEXT = """KẾ HOẠCH
Trồng cây xanh trường học tỉnh Đồng Mây năm 2031
Căn cứ Quyết định số 77/QĐ-TTg ngày 10/01/2031 của Thủ tướng Chính phủ;
I. MỤC TIÊU
1. Ít nhất 85% trường học có vườn cây.
2. Trồng mới 2.400 cây bóng mát.
II. NHIỆM VỤ
1. Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Sở Tài chính chọn giống cây trước ngày 30/6/2031.
2. Bố trí kinh phí 1,5 tỷ đồng mua cây giống.
- Chủ trì: Sở Tài chính
III. TỔ CHỨC THỰC HIỆN
1. Các trường chăm sóc cây hằng quý."""


def span(quote: str, text: str = TEXT, nth: int = 1) -> dict[str, int]:
    """``start`` and ``end`` of the ``nth`` place of ``quote``."""
    at = -1
    for _ in range(nth):
        at = text.index(quote, at + 1)
    return {"start": at, "end": at + len(quote)}


def node(number: int, parent: str | None, path: str, marker: str, title: str, role: SectionRole) -> Node:
    return Node(
        id=f"n{number}",
        parent=parent,
        path=path,
        marker=marker,
        title=title,
        role=role,
        **span(f"{marker} {title}"),
    )


def assignment(agency: str, role: AssignmentRole, mention: str, nth: int = 1, **more: Any) -> Assignment:
    return Assignment(agency=agency, role=role, mention=mention, **span(mention, nth=nth), **more)


def indicator(number: int, quote: str, value: float | None, unit: str | None, **more: Any) -> Indicator:
    said = {"comparator": "eq", "year": 2031, "node": None, **span(quote), **more}
    return Indicator(id=f"g{number}", text=quote, indicator=quote, value=value, unit=unit, **said)


def task(number: int, quote: str, node_id: str, **more: Any) -> Task:
    return Task(id=f"t{number}", text=quote, node=node_id, **span(quote), **more)


def deadline(value: str, text: str) -> Deadline:
    return Deadline(value=value, text=text, **span(text))


FOREST = "Sở Nông nghiệp và Môi trường"
CHOOSE = f"{FOREST} chủ trì, phối hợp với Sở Tài chính chọn giống cây trước ngày 30/6/2031."
BUY = "Bố trí kinh phí 1,5 tỷ đồng mua cây giống."
CARE = "Các trường chăm sóc cây hằng quý."


def small_plan(**changes: Any) -> Plan:
    """The facts of :data:`TEXT`; ``changes`` replace fields of the plan."""
    facts: dict[str, Any] = {
        "id": "dong-may-2031",
        "source": Source(name="dong-may.txt", sha256="0" * 64, media_type="text/plain", characters=len(TEXT)),
        "metadata": Metadata(
            doc_type="Kế hoạch",
            province="Đồng Mây",
            subject="Trồng cây xanh trường học tỉnh Đồng Mây năm 2031",
            period_start=2031,
            period_end=2031,
        ),
        "text": TEXT,
        "outline": (
            node(1, None, "I", "I.", "MỤC TIÊU", "targets"),
            node(2, "n1", "I/1", "1.", "Ít nhất 85% trường học có vườn cây.", "targets"),
            node(3, "n1", "I/2", "2.", "Trồng mới 2.400 cây bóng mát.", "targets"),
            node(4, None, "II", "II.", "NHIỆM VỤ", "tasks"),
            node(5, "n4", "II/1", "1.", CHOOSE, "tasks"),
            node(6, "n4", "II/2", "2.", BUY, "tasks"),
            node(7, None, "III", "III.", "TỔ CHỨC THỰC HIỆN", "organization"),
            node(8, "n7", "III/1", "1.", CARE, "organization"),
        ),
        "targets": (
            indicator(1, "Ít nhất 85% trường học có vườn cây", 85, "%", comparator="ge", node="n2"),
            indicator(2, "Trồng mới 2.400 cây bóng mát", 2400, "cây", node="n3"),
        ),
        "tasks": (
            task(
                1,
                CHOOSE,
                "n5",
                assignments=(
                    assignment(FOREST, "lead", FOREST),
                    assignment("Sở Tài chính", "coordinate", "Sở Tài chính"),
                ),
                deadline=deadline("2031-06-30", "ngày 30/6/2031"),
            ),
            task(
                2,
                BUY,
                "n6",
                assignments=(assignment("Sở Tài chính", "lead", "Sở Tài chính", nth=2),),
                budget=Budget(total=1.5, unit="tỷ đồng", **span("1,5 tỷ đồng")),
            ),
            task(
                3,
                CARE,
                "n8",
                assignments=(assignment("các trường", "lead", "Các trường"),),
                deadline=deadline("quarterly", "hằng quý"),
            ),
        ),
        "citations": (
            Citation(
                number="77/QĐ-TTg",
                doc_type="Quyết định",
                issued_on="2031-01-10",
                issuer="Thủ tướng Chính phủ",
                basis=True,
                **span("Quyết định số 77/QĐ-TTg"),
            ),
        ),
        "agencies": (
            Agency(name=FOREST, level="province", mentions=(Mention(**span(FOREST)),)),
            Agency(
                name="Sở Tài chính",
                level="province",
                mentions=(Mention(**span("Sở Tài chính")), Mention(**span("Sở Tài chính", nth=2))),
            ),
        ),
    }
    return Plan(**{**facts, **changes})


def changed_task(plan: Plan, number: int, **changes: Any) -> Plan:
    """``plan`` with fields of its task ``number`` (from 1) replaced."""
    tasks = [t.model_copy(update=changes) if t.id == f"t{number}" else t for t in plan.tasks]
    return plan.model_copy(update={"tasks": tuple(tasks)})
