"""Arguments and options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

#: plans as JSON, folders of them, or documents: what :func:`docparse.load_plans` takes
PLANS: Decorator = click.argument(
    "plans", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="KẾ_HOẠCH…"
)


def format_option(*forms: str, help: str) -> Decorator:
    """``--format``, one of ``forms``; the first is the default. The command gets it as ``form``."""
    return click.option(
        "--format", "-f", "form", type=click.Choice(forms), default=forms[0], show_default=True, help=help
    )
