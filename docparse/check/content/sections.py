"""The frame of the plan: numbers repeated or skipped, sections and parts of the head that are missing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from docparse.check.content.subject import CONTENT, Examined
from docparse.check.findings import Finding
from docparse.check.telling import clipped
from docparse.model import Node
from docparse.text import LETTERS, fold, from_roman

_ALPHABETS = (LETTERS, "abcdefghijklmnopqrstuvwxyz")
_LONGER = re.compile(r"[a-zđ][.)]\s")  # `2.1.a.` is read as `2.1.` and a title that begins with `a.`
_CUT = re.compile(r"\[(?:\.{3}|…)\]")
_LAST_WORDS = 8  # by which the place where a text breaks off is told
_NEEDED = (
    ("mục đích, mục tiêu", ("purpose", "targets", "viewpoint")),
    ("nhiệm vụ, giải pháp", ("tasks", "schedule")),
    ("tổ chức thực hiện", ("organization",)),
)


@CONTENT.check("ND001", "Văn bản quét", "info")
def scanned(examined: Examined) -> Iterator[Finding]:
    """Text that was recognised from a scan: numbers, signs and abbreviations are not checked."""
    if examined.plan.source.ocr:
        yield examined.finding(
            "ND001",
            "Văn bản nhận dạng từ bản quét: không kiểm tra số thứ tự, ký hiệu, chữ viết tắt, "
            "phân công, thời hạn, phép cộng vì có thể do nhận dạng sai",
        )


@CONTENT.check("ND002", "Văn bản bị cắt", "warning")
def cut_off(examined: Examined) -> Iterator[Finding]:
    """A text that breaks off: what is lost is not checked, nor missed."""
    plan = examined.plan
    if plan.metadata.truncated or plan.source.truncated:
        mark = max((found.start() for found in _CUT.finditer(plan.text)), default=len(plan.text))
        end = len(plan.text[:mark].rstrip())
        start = plan.text.rfind("\n", 0, end) + 1
        yield examined.finding(
            "ND002",
            f"Văn bản bị cắt ở “{_end_of(plan.text[start:end])}”: phần sau chưa được kiểm tra",
            [(start, end)] if start < end else [],
        )


@CONTENT.check("ND501", "Số thứ tự lặp lại", "warning", fragile=True)
def repeated_numbers(examined: Examined) -> Iterator[Finding]:
    """A marker that stands twice under one parent."""
    for siblings in _families(examined):
        for previous, node in pairwise(siblings):
            same = _printed(previous) == _printed(node) and _style(previous) == _style(node)
            if same and not _LONGER.match(node.title):
                path, title = node.path.rsplit("#", 1)[0], clipped(node.title, 60)
                yield examined.finding(
                    "ND501",
                    f"Số thứ tự “{node.marker}” lặp lại ({path}): “{title}”",
                    [(node.start, node.end)],
                    measured=node.marker,
                )


@CONTENT.check("ND502", "Số thứ tự nhảy cách", "warning", fragile=True)
def skipped_numbers(examined: Examined) -> Iterator[Finding]:
    """A marker that does not follow the one before; letters count in either alphabet."""
    for siblings in _families(examined):
        for previous, node in pairwise(siblings):
            if _style(previous) == _style(node) and _skips(previous, node):
                yield examined.finding(
                    "ND502",
                    f"Sau “{previous.marker}” là “{node.marker}” ({node.path}): “{clipped(node.title, 60)}”",
                    [(node.start, node.end)],
                    measured=node.marker,
                )


@CONTENT.check("ND503", "Thiếu mục", "warning")
def missing_sections(examined: Examined) -> Iterator[Finding]:
    """A plan without aims, without tasks or without a word on who carries it out."""
    plan = examined.plan
    if plan.metadata.truncated or plan.source.truncated:
        return
    if examined.unplanned:
        return
    roles = {node.role for node in plan.outline}
    if plan.tasks:
        roles |= {"tasks"}
    if plan.targets:
        roles |= {"targets"}
    if any(task.assignments for task in plan.tasks):
        roles |= {"organization"}
    for name, needed in _NEEDED:
        if not roles.intersection(needed):
            yield examined.finding("ND503", f"Không thấy phần {name}", required=name)


@CONTENT.check("ND506", "Thiếu phần đầu, phần cuối văn bản", "warning")
def missing_frame(examined: Examined) -> Iterator[Finding]:
    """What the decree wants of every act: number, date, issuing body, subject, recipients, signer."""
    meta = examined.plan.metadata
    head = [
        ("số, ký hiệu", meta.number),
        ("địa danh, ngày tháng năm ban hành", meta.issued_on),
        ("tên cơ quan ban hành", meta.issuer),
        ("trích yếu", meta.subject),
    ]
    foot = [("nơi nhận", meta.recipients), ("người ký", meta.signer_name)]
    parts = head if meta.truncated else head + foot
    missing = [name for name, value in parts if not value]
    if missing:
        yield examined.finding(
            "ND506",
            f"Thiếu: {'; '.join(missing)}",
            required="đủ thành phần theo Điều 8 Nghị định 30/2020/NĐ-CP",
        )


def _end_of(line: str) -> str:
    words = line.split()
    return (
        " ".join(words[-_LAST_WORDS:]) if len(words) <= _LAST_WORDS else f"… {' '.join(words[-_LAST_WORDS:])}"
    )


def _families(examined: Examined) -> Iterator[list[Node]]:
    """Nodes under one parent, in the order of the text; the numbers of tables are another check's."""
    children: dict[str | None, list[Node]] = defaultdict(list)
    outside = (node for node in examined.plan.outline if not examined.in_table(node))
    for node in sorted(outside, key=lambda n: n.start):
        children[node.parent].append(node)
    yield from children.values()


def _skips(previous: Node, node: Node) -> bool:
    style = _style(node)
    if style.startswith("letter"):
        places = [_places(n) for n in (previous, node)]
        steps = [b - a for a, b in zip(*places, strict=True) if a >= 0 and b >= 0]
        return bool(steps) and all(step > 1 for step in steps)
    first, second = _value(previous), _value(node)
    return first is not None and second is not None and second > first + 1


def _places(node: Node) -> tuple[int, ...]:
    letter = fold(node.marker).strip(".)( ")
    return tuple(alphabet.find(letter) for alphabet in _ALPHABETS)


def _style(node: Node) -> str:
    """What kind of number: two markers are compared only where they are of one kind."""
    marker = node.marker.strip()
    body = marker.strip(".)( ")
    end = marker[len(marker.rstrip(".)")) :]
    if re.fullmatch(r"\d+", body):
        return f"arabic{end}"
    if re.fullmatch(r"\d+(?:\.\d+)+", body):
        return f"decimal{body.count('.')}"
    if re.fullmatch(r"[IVXL]+", body):
        return "roman"
    if re.fullmatch(r"[a-zđ]", body):
        return f"letter{end}"
    words = body.split()
    return f"word {fold(' '.join(words[:-1]))}" if len(words) > 1 else "other"


def _printed(node: Node) -> str:
    """The number as a key: ``1.`` and ``1)`` are told apart by style, not here."""
    return fold(node.marker.strip().strip(".)( "))


def _value(node: Node) -> int | None:
    """What an Arabic or Roman number counts; null for anything else."""
    body = node.marker.strip().strip(".)( ")
    last = body.split()[-1] if body else ""
    if re.fullmatch(r"\d+(?:\.\d+)*", last):
        return int(last.rsplit(".", 1)[-1])
    return from_roman(last) if re.fullmatch(r"[IVXL]+", last) else None
