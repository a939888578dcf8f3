"""Invented plans: as text files (a letterhead, then the paragraphs of the body), or as Word files with tables."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document

from docparse.model import Plan, Task
from docparse.plan import read_content

_HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH {place}\nSố: 12/KH-UBND\n{seat}, ngày 04 tháng 4 năm {year}\nKẾ HOẠCH\n"
    "{subject}\n\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n"
)


def plan_of(
    *body: str, subject: str = "Phòng, chống ma túy năm 2026", place: str = "Sông Vân", year: int = 2026
) -> Plan:
    """The plan of a province, issued in April of ``year``."""
    head = _HEAD.format(place=place.upper(), seat=place, year=year, subject=subject)
    return read_content((head + "\n\n".join(body) + "\n").encode(), "plan.txt")


def task_of(text: str) -> Task:
    """The order ``text`` as a bullet among others."""
    plan = plan_of("I. NHIỆM VỤ", "1. Công tác phòng ngừa", "- Phát tài liệu cho người dân.", f"- {text}")
    return next(task for task in plan.tasks if task.text == text)


Table = Sequence[Sequence[str]]
#: the letterhead and first sections of a plan
HEAD = (
    "ỦY BAN NHÂN DÂN",
    "TỈNH SÔNG VÂN",
    "Số: 12/KH-UBND",
    "Sông Vân, ngày 04 tháng 4 năm 2026",
    "KẾ HOẠCH",
    "Phòng cháy, chữa cháy năm 2026",
    "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
    "I. MỤC ĐÍCH",
    "Bảo đảm an toàn cháy.",
    "II. NHIỆM VỤ",
)


def plan_with(*tables: Table, head: Sequence[str] = HEAD) -> Plan:
    """A plan with ``tables``; ``^`` joins a cell to the one above, ``<`` to the one before."""
    document = Document()
    for line in head:
        document.add_paragraph(line)
    for rows in tables:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                if text == "^":
                    table.cell(i, j).merge(table.cell(i - 1, j))
                elif text == "<":
                    table.cell(i, j).merge(table.cell(i, j - 1))
                else:
                    table.cell(i, j).text = text
        document.add_paragraph("")
    content = io.BytesIO()
    document.save(content)
    return read_content(content.getvalue(), "plan.docx")
