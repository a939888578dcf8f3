"""Where every sentence of the draft came from: remarks for Word comments, the side file, the changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from docparse.draft.addresses import addresses
from docparse.draft.manuscript import Manuscript, Origin, Part, Piece, Row, Status
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
    return _remark(piece)


def row_remark(row: Row) -> str:
    """The text of the comment on one row of the appendix; none for computed rows."""
    if row.kind == "data":
        return _remark(row)
    return "Tính từ các dòng của bảng." if row.kind == "total" else ""


def _remark(part: Part) -> str:
    lines = [_STATUS[part.status]]
    lines += [f"Nguồn: {_where(origin)}: “{_short(origin.passage)}”" for origin in part.origins]
    for change in part.changes:
        doubt = "" if change.verified else " (chưa kiểm tra)"
        lines.append(
            f"Đã đổi: {change.old} → {change.new}. Căn cứ: {change.basis}{doubt}."
            + (f" {change.note}" if change.note else "")
        )
    lines += [f"Lưu ý: {note}" for note in part.notes]
    lines += [f"Lưu ý: {doubt.note} (“{doubt.words}”)" for doubt in part.doubts]
    return "\n".join(lines)


def _where(origin: Origin) -> str:
    return ", ".join(filter(None, (origin.reference, origin.path)))


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
            **_provenance(p),
        }
        for p in manuscript.pieces()
    ]
    rows = [
        {
            "id": r.id,
            "kind": r.kind,
            "cells": r.cells,
            **_provenance(r),
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


def _provenance(part: Part) -> dict[str, Any]:
    return {
        "status": part.status,
        "sources": [asdict(origin) for origin in part.origins],
        "changes": [asdict(change) for change in part.changes],
        "notes": part.notes,
        "doubts": [asdict(doubt) for doubt in part.doubts],
    }


def changes_of(manuscript: Manuscript) -> list[tuple[str, Change]]:
    """Every change with the id of its paragraph or row, in the order of the draft."""
    return [(part.id, change) for part in manuscript.parts() for change in part.changes]


def change_report(manuscript: Manuscript) -> str:
    """The report of changes (Markdown): by kind, each change once with where and why."""
    left_out = [_short(text) for text in manuscript.left_out]
    lines = [
        f"# Các thay đổi so với kế hoạch nguồn: {manuscript.head.subject}",
        "",
        *_listed("Điều cần xem lại trước tiên", manuscript.cautions),
        *_change_tables(manuscript),
        *_doubt_lines(manuscript),
        *_merged_lines(manuscript),
        *_listed("Nội dung của nguồn không đưa vào dự thảo", left_out),
        *_listed("Mục của hồ sơ không dùng đến", manuscript.unused),
    ]
    return "\n".join(lines)


def _listed(title: str, items: Sequence[str]) -> list[str]:
    """A section with a bullet for each of ``items``; nothing without any."""
    return [f"## {title} ({len(items)})", "", *(f"- {text}" for text in items), ""] if items else []


def _change_tables(manuscript: Manuscript) -> Iterator[str]:
    """A table for each kind of change; each change once, with all its places."""
    known = addresses(manuscript)
    changes = [(where, _put_before(change)) for where, change in changes_of(manuscript)]
    for kind, name in KIND_NAMES.items():
        grouped: dict[Change, list[str]] = {}
        for where, change in changes:
            if change.kind == kind:
                grouped.setdefault(change, []).append(known[where])
        if grouped:
            yield f"## {name[:1].upper()}{name[1:]} ({sum(map(len, grouped.values()))})"
            yield from ("", "| Cũ | Mới | Căn cứ | Đã kiểm tra | Ở đoạn |", "|---|---|---|---|---|")
            yield from (_change_row(change, places) for change, places in grouped.items())
            yield ""


def _change_row(change: Change, places: Sequence[str]) -> str:
    cells = (
        _cell(change.old) or "(thêm)",
        _cell(change.new) or "(bỏ)",
        _cell(f"{change.basis.rstrip('.')}. {change.note}" if change.note else change.basis),
        "có" if change.verified else "chưa",
        _cell("; ".join(dict.fromkeys(places))),
    )
    return f"| {' | '.join(cells)} |"


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
