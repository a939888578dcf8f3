"""Invented plans as text files: a letterhead, then the paragraphs of the body."""

from __future__ import annotations

from docparse.model import Plan, Task
from docparse.plan import read_content

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH {place}\nSố: 12/KH-UBND\n{seat}, ngày 04 tháng 4 năm {year}\nKẾ HOẠCH\n"
    "{subject}\n\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n"
)


def plan_of(
    *body: str, subject: str = "Phòng, chống ma túy năm 2026", place: str = "Sông Vân", year: int = 2026
) -> Plan:
    """The plan of a province, issued in April of ``year``."""
    head = HEAD.format(place=place.upper(), seat=place, year=year, subject=subject)
    return read_content((head + "\n\n".join(body) + "\n").encode(), "plan.txt")


def task_of(text: str) -> Task:
    """The order ``text`` as a bullet among others."""
    plan = plan_of("I. NHIỆM VỤ", "1. Công tác phòng ngừa", "- Phát tài liệu cho người dân.", f"- {text}")
    return next(task for task in plan.tasks if task.text == text)
