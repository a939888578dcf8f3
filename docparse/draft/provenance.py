"""Where every sentence of the draft came from: remarks for Word comments, the side file, the changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from docparse.draft.addresses import addresses
from docparse.draft.manuscript import Doubt, Manuscript, Origin, Piece, Row, Status
from docparse.draft.rewriting import Change, ChangeKind

SIDE_FILE_VERSION = "1.0"
_LONGEST_PASSAGE = 220  # characters quoted in a comment
_STATUS: dict[Status, str] = {
    "copied": "Giữ nguyên lời của nguồn.",
    "changed": "Có thay đổi so với nguồn.",
    "inferred": "Suy ra theo quy tắc soạn thảo, không có trong nguồn.",
    "placeholder": "Có chỗ cần điền.",
    "profile": "Theo hồ sơ dự thảo.",
}
KIND_NAMES: dict[ChangeKind, str] = {
    "agency": "cơ quan sáp nhập, kết thúc",
    "level": "bỏ cấp huyện",
    "place": "tỉnh sáp nhập",
    "act": "văn bản hết hiệu lực",
    "service": "mức độ dịch vụ công",
    "period": "giai đoạn, thời hạn",
    "name": "tên theo địa phương",
    "figure": "số liệu",
    "equivalent": "cơ quan tương ứng theo cấp",
    "wording": "lời văn của dự thảo",
}


def remark(piece: Piece) -> str:
    """The text of the comment on one paragraph."""
    return _remark(piece.origins, piece.status, piece.changes, [*piece.notes, *_said(piece.doubts)])


def row_remark(row: Row) -> str:
    """The text of the comment on one row of the appendix; none for computed rows."""
    if row.kind == "data":
        return _remark(row.origins, row.status, row.changes, [*row.notes, *_said(row.doubts)])
    return "Tính từ các dòng của bảng." if row.kind == "total" else ""


def _said(doubts: Sequence[Doubt]) -> list[str]:
    return [f"{doubt.note} (“{doubt.words}”)" for doubt in doubts]


def _remark(
    origins: Sequence[Origin], status: Status, changes: Sequence[Change], notes: Sequence[str]
) -> str:
    lines = [_STATUS[status]]
    lines += [f"Nguồn: {_where(origin)}: “{_short(origin.passage)}”" for origin in origins]
    for change in changes:
        doubt = "" if change.verified else " (chưa kiểm tra)"
        lines.append(
            f"Đã đổi: {change.old} → {change.new}. Căn cứ: {change.basis}{doubt}."
            + (f" {change.note}" if change.note else "")
        )
    lines += [f"Lưu ý: {note}" for note in notes]
    return "\n".join(lines)


def _where(origin: Origin) -> str:
    return ", ".join(filter(None, (origin.number or origin.plan, origin.path)))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_PASSAGE else text[:_LONGEST_PASSAGE].rsplit(" ", 1)[0] + " …"


def side_file(manuscript: Manuscript, written: Sequence[str] = ()) -> str:
    """JSON that maps every paragraph and every row of the draft to its sources.

    ``written`` are digests of the files of the draft beside it, by which they are known to be unedited.
    """
    paragraphs = [
        {
            "id": p.id,
            "number": p.number,
            "text": p.text,
            "role": p.role,
            **_provenance(p.origins, p.status, p.changes, p.notes),
            "doubts": [asdict(d) for d in p.doubts],
        }
        for p in manuscript.pieces()
    ]
    rows = [
        {
            "id": r.id,
            "kind": r.kind,
            "cells": r.cells,
            **_provenance(r.origins, r.status, r.changes, r.notes),
            "doubts": [asdict(d) for d in r.doubts],
        }
        for a in manuscript.appendices
        for r in a.rows
    ]
    data = {
        "schema_version": SIDE_FILE_VERSION,
        "subject": manuscript.head.subject,
        "paragraphs": paragraphs,
        "rows": rows,
        "left_out": manuscript.left_out,
        "unused": manuscript.unused,
        "cautions": manuscript.cautions,
        "written": list(written),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _provenance(
    origins: Sequence[Origin], status: Status, changes: Sequence[Change], notes: Sequence[str]
) -> dict[str, Any]:
    return {
        "status": status,
        "sources": [asdict(o) for o in origins],
        "changes": [asdict(c) for c in changes],
        "notes": list(notes),
    }


def changes_of(manuscript: Manuscript) -> list[tuple[str, Change]]:
    """Every change with the id of its paragraph or row, in the order of the draft."""
    found = [(p.id, c) for p in manuscript.pieces() for c in p.changes]
    found += [(r.id, c) for a in manuscript.appendices for r in a.rows for c in r.changes]
    return found


def change_report(manuscript: Manuscript) -> str:
    """The report of changes (Markdown): by kind, each change once with where and why."""
    lines = [f"# Các thay đổi so với kế hoạch nguồn: {manuscript.head.subject}", ""]
    if manuscript.cautions:
        lines += [f"## Điều cần xem lại trước tiên ({len(manuscript.cautions)})", ""]
        lines += [f"- {text}" for text in manuscript.cautions]
        lines.append("")
    changes = [(where, _put_before(change)) for where, change in changes_of(manuscript)]
    known = addresses(manuscript)
    for kind, name in KIND_NAMES.items():
        grouped: dict[Change, list[str]] = {}
        for where, change in changes:
            if change.kind == kind:
                grouped.setdefault(change, []).append(where)
        if not grouped:
            continue
        lines += [
            f"## {name[:1].upper()}{name[1:]} ({sum(map(len, grouped.values()))})",
            "",
            "| Cũ | Mới | Căn cứ | Đã kiểm tra | Ở đoạn |",
            "|---|---|---|---|---|",
        ]
        for change, places in grouped.items():
            basis = f"{change.basis} {change.note}".strip()
            cells = [_cell(change.old) or "(thêm)", _cell(change.new) or "(bỏ)", _cell(basis)]
            where = "; ".join(known[at] for at in dict.fromkeys(places))
            cells += ["có" if change.verified else "chưa", _cell(where)]
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    lines += _doubt_lines(manuscript)
    lines += _merged_lines(manuscript)
    if manuscript.left_out:
        lines += [f"## Nội dung của nguồn không đưa vào dự thảo ({len(manuscript.left_out)})", ""]
        lines += [f"- {_short(text)}" for text in manuscript.left_out]
        lines.append("")
    if manuscript.unused:
        lines += [f"## Mục của hồ sơ không dùng đến ({len(manuscript.unused)})", ""]
        lines += [f"- {text}" for text in manuscript.unused]
        lines.append("")
    return "\n".join(lines)


def _doubt_lines(manuscript: Manuscript) -> list[str]:
    found = [(p.id, d) for p in manuscript.parts() for d in p.doubts]
    if not found:
        return []
    known = addresses(manuscript)
    told = [f"- {known[where]}: {doubt.note} (“{_short(doubt.words)}”)" for where, doubt in found]
    parts = len({where for where, _ in found})
    return [f"## Chỗ cần xem lại ({len(found)} chỗ ở {parts} đoạn)", "", *told, ""]


def _merged_lines(manuscript: Manuscript) -> list[str]:
    """What of the sources the draft does not print because it has it in other words."""
    found = [(p.id, p.origins[0], origin) for p in manuscript.parts() for origin in p.merged]
    if not found:
        return []
    known = addresses(manuscript)
    told = [
        f"- {known[where]}: giữ “{_short(kept.passage)}” ({_where(kept)}); "
        f"bỏ “{' '.join(origin.passage.split())}” ({_where(origin)})"
        for where, kept, origin in found
    ]
    return [f"## Đã gộp: nội dung giống nhau, lời khác nhau ({len(found)})", "", *told, ""]


def _put_before(change: Change) -> Change:
    """What is put before a text ("T" became "Đến năm 2030, t"), told without the letter it joins."""
    new = change.new.rstrip("…")
    joins = len(change.old) == 1 < len(new) and new[-1].casefold() == change.old.casefold()
    return replace(change, old="", new=new[:-1].rstrip(" ,")) if joins else change


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
