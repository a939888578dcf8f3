"""Where the templates are: in the checkout's ``templates`` folder, or inside the installed package."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PLACES = (_HERE / "_templates", _HERE.parent / "templates")


def template_path(name: str) -> Path:
    """The template ``name`` (``draft/ke-hoach.docx``); raises ``FileNotFoundError`` where there is none."""
    for folder in _PLACES:
        path = folder / name
        if path.is_file():
            return path
    raise FileNotFoundError(name)
