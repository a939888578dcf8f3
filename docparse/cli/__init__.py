"""The command line: one module a command group, loaded when the command is called."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from importlib import import_module

import click

from docparse import __version__
from docparse.cli.frame import translate
from docparse.cli.terminal import tell
from docparse.errors import DocparseError

#: command -> (module in this package, one line of help); the module's attribute has the command's name
_COMMANDS = {
    "extract": ("extract", "Đọc kế hoạch, trích xuất thành JSON, CSV, XLSX."),
    "schema": ("extract", "In lược đồ JSON (JSON Schema) của kết quả."),
    "query": ("query", "Hỏi bộ dữ liệu kết quả bằng SQL."),
    "search": ("search", "Tìm từ, cụm từ trong các đoạn của mọi kế hoạch."),
    "graph": ("graph", "Dựng đồ thị nhiệm vụ từ các tệp JSON."),
    "ask": ("graph", "Hỏi đồ thị: ai chủ trì việc gì, khi nào, thiếu gì."),
    "align": ("compare", "Ghép các nhiệm vụ, chỉ tiêu giống nhau giữa các kế hoạch."),
    "compare": ("compare", "So sánh các kế hoạch thành ma trận XLSX, HTML, MD, CSV."),
    "draft": ("draft", "Soạn dự thảo kế hoạch mới (.docx) từ các kế hoạch nguồn."),
    "check": ("check", "Kiểm tra nội dung và thể thức của một kế hoạch."),
    "eval": ("evaluate", "Chấm kết quả trích xuất so với đáp án làm tay."),
    "annotate": ("evaluate", "Ghi dữ kiện thành tệp đáp án để sửa tay."),
}

_OPTIONS = "[TÙY_CHỌN]"


class _Lazy(click.Group):
    """A group that imports a command's module only when that command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"docparse.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        command.options_metavar = _OPTIONS
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """What click does; a command that is not there is told with the nearest that is."""
        near = get_close_matches(args[0], _COMMANDS, 1) if args[0] not in _COMMANDS else []
        if near and not args[0].startswith("-"):
            ctx.fail(f"Không có lệnh “{args[0]}”. Có phải ý là “{near[0]}”?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


translate()


@click.group(
    cls=_Lazy,
    options_metavar=_OPTIONS,
    subcommand_metavar="LỆNH [THAM_SỐ]…",
    help="Đọc, so sánh và soạn thảo kế hoạch (KH) của cơ quan nhà nước.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name="docparse")
def cli() -> None:
    """The group of all commands."""


def main(args: list[str] | None = None) -> None:
    """Entry point of the console script; a docparse error ends with its message and exit code 1."""
    try:
        cli.main(args, prog_name="docparse")
    except DocparseError as error:
        tell(f"Lỗi: {error}")
        sys.exit(1)
