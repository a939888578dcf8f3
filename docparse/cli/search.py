"""``docparse search``: words and phrases over the passages of all plans."""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docparse.cli.parameters import format_option
from docparse.cli.terminal import WIDTH, reading_width

if TYPE_CHECKING:
    from docparse.search.index import Hit

# repeated here because the help must not wait for the module that has them
_ROLES = {
    "legal_basis": "căn cứ",
    "situation": "thực trạng",
    "purpose": "mục đích, yêu cầu",
    "viewpoint": "quan điểm",
    "targets": "mục tiêu",
    "tasks": "nhiệm vụ, giải pháp",
    "funding": "kinh phí",
    "organization": "tổ chức thực hiện",
    "schedule": "tiến độ",
    "recipients": "nơi nhận",
    "signature": "chữ ký",
    "appendix": "phụ lục",
    "other": "mục khác",
}
_INDENT = "  "
# characters of a passage that are shown before and behind the first hit
_BEFORE, _BEHIND = 90, 230
# control characters stand for the marks until the lines are broken: no text of a plan has any
_OPEN, _CLOSE = "\x02", "\x03"


@click.command(
    "search",
    short_help="Tìm từ, cụm từ trong các đoạn của mọi kế hoạch.",
    help="Tìm trong các kế hoạch mà “docparse extract” đã ghi vào KẾT_QUẢ. Mỗi CỤM_TỪ là các tiếng đứng liền "
    "nhau; nêu nhiều cụm thì đoạn văn phải có đủ. Không phân biệt dấu và chữ hoa; “giao*” tìm cả "
    "“giao thông”, “giáo viên”.\n\n\b\nVí dụ:\n"
    '  docparse search ket-qua "học liệu số" --role tasks\n'
    '  docparse search ket-qua "so tai chinh" "kinh phi"\n\n'
    "Mục (--role): " + ", ".join(f"{role} ({words})" for role, words in _ROLES.items()) + ".",
)
@click.argument("results", metavar="KẾT_QUẢ", type=click.Path(path_type=Path))
@click.argument("phrases", metavar="CỤM_TỪ…", nargs=-1, required=True)
@click.option(
    "--role", "roles", type=click.Choice(list(_ROLES)), multiple=True, metavar="MỤC",
    help="Chỉ tìm trong loại mục này (dùng được nhiều lần).",
)  # fmt: skip
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="Số đoạn hiện ra."
)
@format_option("text", "json", help="Dạng kết quả.")
def search_command(
    results: Path, phrases: tuple[str, ...], roles: tuple[str, ...], limit: int, form: str
) -> None:
    """Find passages."""
    from docparse.search.index import Index
    from docparse.search.words import phrases as read

    wanted = read(phrases)
    if not wanted:
        raise click.UsageError("Cụm từ cần tìm không có chữ hay số nào.")
    with Index(results, _tell) as index:
        found = index.search(wanted, roles, limit)
    if form == "json":
        entries = [_entry(hit) for hit in found.hits]
        click.echo(json.dumps(entries, ensure_ascii=False, indent=1))
        return
    for hit in found.hits:
        click.echo(_shown(hit))
    shown = len(found.hits)
    more = f" Hiện {shown} đoạn đầu; xem thêm bằng --limit." if found.passages > shown else ""
    click.echo(f"{found.passages} đoạn trong {found.plans} kế hoạch.{more}", err=True)


def _tell(plans: int) -> None:
    click.echo(f"Đang lập chỉ mục {plans} kế hoạch…", err=True)


def _entry(hit: Hit) -> dict[str, Any]:
    return {
        "plan_id": hit.plan_id,
        "number": hit.number,
        "path": hit.path,
        "role": hit.role,
        "page": hit.page,
        "start": hit.start,
        "end": hit.start + len(hit.text),
        "text": hit.text,
        "hits": [[hit.start + start, hit.start + end] for start, end in hit.marks],
    }


def _shown(hit: Hit) -> str:
    """A line that says where, the passage below it."""
    width = reading_width() or WIDTH
    where = [
        hit.plan_id,
        hit.path or "",
        f"trang {hit.page}" if hit.page else "",
        _ROLES.get(hit.role or "", ""),
    ]
    head = textwrap.wrap(" · ".join(filter(None, where)), width, subsequent_indent=_INDENT * 2)
    body = textwrap.wrap(_excerpt(hit), width, initial_indent=_INDENT, subsequent_indent=_INDENT)
    lines = [click.style(line, bold=True) for line in head] + [_marked(line) for line in body]
    return "\n".join([*lines, ""])


def _excerpt(hit: Hit) -> str:
    """The passage, cut around the first hit where it is long; hits are between the marks."""
    first = hit.marks[0][0] if hit.marks else 0
    start, end = _word_border(hit.text, first - _BEFORE), _word_border(hit.text, first + _BEHIND)
    pieces, at = ["…" if start else ""], start
    for left, right in hit.marks:
        if left >= at and right <= end:
            pieces += [hit.text[at:left], _OPEN, hit.text[left:right], _CLOSE]
            at = right
    return "".join([*pieces, hit.text[at:end], "…" if end < len(hit.text) else ""])


def _word_border(text: str, at: int) -> int:
    """The end of the word before ``at``."""
    if at <= 0 or at >= len(text):
        return min(max(at, 0), len(text))
    return text.rfind(" ", 0, at) + 1


def _marked(line: str) -> str:
    """Show hits in colour on a terminal, between « and » elsewhere."""
    opening, closing = ("\x1b[1;33m", "\x1b[0m") if sys.stdout.isatty() else ("«", "»")
    return line.replace(_OPEN, opening).replace(_CLOSE, closing)
