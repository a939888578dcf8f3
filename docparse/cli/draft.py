"""``docparse draft``: a new plan from a profile and source plans."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docparse.cli.terminal import broken, reading_width, tell

if TYPE_CHECKING:
    from docparse.draft import Draft, Profile

_FILE = click.Path(dir_okay=False, path_type=Path)
_KINDS = {
    "agency": "cơ quan",
    "level": "cấp huyện",
    "place": "tỉnh",
    "act": "văn bản",
    "service": "mức độ dịch vụ công",
    "period": "năm, giai đoạn",
}
_DOUBTS = {
    "authority": "lấy từ kế hoạch của Bộ có thể thuộc thẩm quyền của Bộ",
    "superior": "giao việc cho cơ quan cấp trên",
    "stale": "nói về bối cảnh, giai đoạn đã qua",
    "foreign": "nêu tên riêng, địa chỉ, văn bản của nơi khác",
    "merged": "gộp nội dung của nhiều nguồn, lời không giống nhau hoặc có vế lặp",
}
_LEFT_OPEN = "ND505"  # a draft is meant to have open places: they are counted, not listed


def _print_schema(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from docparse.draft import profile_schema

        click.echo(json.dumps(profile_schema(), ensure_ascii=False, indent=1))
        context.exit()


_HELP = """Soạn dự thảo kế hoạch mới từ hồ sơ và các kế hoạch nguồn.

Bên cạnh dự thảo có TÊN.sources.json (nguồn của từng đoạn) và TÊN.changes.md (các thay đổi, kèm
căn cứ). Tệp đã được sửa sau lần ghi trước không bị ghi đè (trừ khi có --force).

\b
Ví dụ:
  docparse draft --init "Quảng Trị" --out ho-so.yaml
  docparse draft --profile ho-so.yaml --from ket-qua/*.json --out du-thao.docx
"""


@click.command("draft", help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--profile", "profile_file", type=_FILE, metavar="HỒ_SƠ.yaml", help="Hồ sơ dự thảo.")
@click.option(
    "--from",
    "sources",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="KẾ_HOẠCH",
    help="Kế hoạch nguồn (JSON do extract ghi, hoặc văn bản); dùng nhiều lần, hoặc liệt kê ở cuối.",
)
@click.argument("more", type=click.Path(path_type=Path), nargs=-1, metavar="[KẾ_HOẠCH]…")
@click.option(
    "--out", "-o", "outs", type=_FILE, multiple=True, metavar="TỆP",
    help="Ghi .docx, .md, .html (dùng nhiều lần).",
)  # fmt: skip
@click.option("--comments/--no-comments", default=True, help="Chú thích nguồn bên lề (mặc định có).")
@click.option(
    "--keep", type=click.Choice(list(_KINDS)), multiple=True,
    help="Không cập nhật loại này (dùng nhiều lần): "
    + ", ".join(f"{kind} ({words})" for kind, words in _KINDS.items()) + ".",
)  # fmt: skip
@click.option("--template", type=_FILE, metavar="MẪU.docx", help="Mẫu Word thay cho mẫu có sẵn.")
@click.option("--choose", type=_FILE, metavar="CHỌN.xlsx", help="Lập danh mục nội dung để đánh dấu rồi dừng.")
@click.option("--picks", type=_FILE, metavar="CHỌN.xlsx", help="Chỉ lấy nội dung đã đánh dấu trong danh mục.")
@click.option(
    "--init", "province", metavar="TỈNH", help="Lập hồ sơ mẫu có chú thích cho tỉnh, thành phố này."
)
@click.option(
    "--sector",
    type=click.Choice(["giao-duc", "khac"]),
    default="giao-duc",
    show_default=True,
    help="Lĩnh vực của hồ sơ mẫu (--init): văn bản, ví dụ theo lĩnh vực.",
)
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="NGÀY", help="Ngày của hồ sơ mẫu (--init)."
)
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_schema,
    help="In lược đồ của hồ sơ.",
)
@click.option("--check/--no-check", default=True, help="Kiểm tra dự thảo sau khi soạn (mặc định có).")
@click.option("--force", is_flag=True, help="Ghi đè cả tệp đã được sửa sau lần ghi trước.")
def draft_command(
    profile_file: Path | None,
    sources: tuple[Path, ...],
    more: tuple[Path, ...],
    outs: tuple[Path, ...],
    comments: bool,
    keep: tuple[str, ...],
    template: Path | None,
    choose: Path | None,
    picks: Path | None,
    province: str | None,
    sector: str,
    date: dt.datetime | None,
    check: bool,
    force: bool,
) -> None:
    """Compose a draft, or what a draft needs: a profile, a pick list."""
    from docparse.draft import choices, draft
    from docparse.export.plans import load_plans

    if province is not None:
        _start(province, sector, date, outs, force)
        return
    if date is not None:
        raise click.UsageError(
            "--date chỉ dùng cùng --init; ngày ban hành của dự thảo lấy ở hồ sơ (mục issued_on)."
        )
    _require(profile_file, [*sources, *more], outs, choose)
    assert profile_file is not None
    profile = _profile(profile_file, keep)
    plans = load_plans([*sources, *more])
    if choose is not None:
        _write({choose: choices(profile, plans)}, force=force)
        click.echo(f"Đã lập danh mục chọn: {choose}", err=True)
        return
    result = draft(profile, plans, picks=picks)
    _write_draft(result, outs, comments=comments, template=template, force=force)
    for text in result.manuscript.cautions:
        tell(f"Cảnh báo: {text}")
    for text in result.manuscript.unused:
        tell(f"Hồ sơ: {text}")
    _tell_doubts(result, outs[0])
    if check:
        _report([out for out in outs if out.suffix.lower() == ".docx"], profile.issued_on)


def _require(profile: Path | None, sources: list[Path], outs: tuple[Path, ...], choose: Path | None) -> None:
    """Tell everything that a draft needs and the command line does not give, at once."""
    missing = []
    if profile is None:
        missing.append("hồ sơ: --profile HỒ_SƠ.yaml (lập hồ sơ bằng --init TỈNH)")
    if not sources:
        missing.append("kế hoạch nguồn: --from KẾ_HOẠCH.json (tệp do “docparse extract” ghi, hoặc văn bản)")
    if not outs and choose is None:
        missing.append("nơi ghi dự thảo: --out TỆP.docx (hoặc .md, .html)")
    if missing:
        raise click.UsageError("Còn thiếu " + "; ".join(missing) + ".")


def _start(province: str, sector: str, date: dt.datetime | None, outs: tuple[Path, ...], force: bool) -> None:
    from docparse.draft import starter_profile
    from docparse.draft.starter import place_told

    day = date.date() if date else dt.date.today()
    text = starter_profile(province, day, sector)
    if not outs:
        click.echo(text, nl=False)
    _write({out: text.encode() for out in outs}, force=force)
    for out in outs:
        click.echo(f"Đã ghi {out} ({place_told(province, day)})", err=True)


def _profile(file: Path, keep: tuple[str, ...]) -> Profile:
    from docparse.draft import load_profile

    profile = load_profile(file)
    switched = profile.update.model_copy(update=dict.fromkeys(keep, False))
    return profile.model_copy(update={"update": switched})


def _write_draft(
    result: Draft, outs: tuple[Path, ...], *, comments: bool, template: Path | None, force: bool
) -> None:
    """The draft in every format asked for, and what stands beside it; all of it or, on a refusal, nothing."""
    from docparse.export.atomic import write_atomically
    from docparse.export.keeping import digest

    files = {
        out: result.rendered(out.suffix, comments=comments, template=template, name=str(out)) for out in outs
    }
    files[outs[0].with_suffix(".changes.md")] = result.change_report().encode()
    side = outs[0].with_suffix(".sources.json")
    _write(files, force=force, written=_written_before(side))
    write_atomically(side, result.sources_json([digest(content) for content in files.values()]).encode())


def _written_before(side: Path) -> tuple[str, ...]:
    """Digests of what an earlier run wrote, as its side file tells them; none where there is no such file."""
    try:
        return tuple(json.loads(side.read_bytes())["written"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _write(files: Mapping[Path, bytes], *, force: bool, written: tuple[str, ...] = ()) -> None:
    """Write ``files`` unless one of them would destroy what somebody typed since."""
    from docparse.export.atomic import write_atomically
    from docparse.export.keeping import refuse_overwriting

    for path, content in files.items():
        if not force:
            refuse_overwriting(path, content, written)
    for path, content in files.items():
        write_atomically(path, content)


def _report(files: list[Path], day: dt.date) -> None:
    """Check what was drafted; findings do not make the command fail."""
    from docparse.check import check_file
    from docparse.check.reports import HANGING, by_gravity, counted, line_of

    for file in files:
        findings = check_file(file, day)
        click.echo(f"{file}: {counted(findings)}", err=True)
        places = [f for f in findings if f.code == _LEFT_OPEN and f.severity == "error"]
        if places:
            count = sum(1 + len(f.also) for f in places)
            lines = f"{len(places)} lỗi gộp lại" if len(places) > 1 else "lỗi"
            told = f"  {_LEFT_OPEN} {lines}: Còn {count} chỗ cần điền (đánh dấu vàng trong Word)"
            click.echo(told, err=True)
        for finding in by_gravity([f for f in findings if f not in places]):
            click.echo(broken(line_of(finding), reading_width(sys.stderr), HANGING), err=True)


def _tell_doubts(result: Draft, out: Path) -> None:
    """How many passages a person must look at, and where they are listed."""
    from docparse.draft.doubts import doubted

    for kind, about in _DOUBTS.items():
        count = len(doubted(result.manuscript, kind))
        if count:
            report = out.with_suffix(".changes.md").name
            tell(f"Cảnh báo: {count} đoạn {about}: xem lại (tô vàng; liệt kê trong {report})")
