"""A comparison as a file: the ending of its name says which kind."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from docparse.compare.records import Comparison
from docparse.errors import DocparseError
from docparse.export.atomic import write_atomically
from docparse.export.keeping import set_aside

# ending -> module and function; loaded when used, because Word and Excel take their time
_WRITERS = {
    ".xlsx": ("matrix_xlsx", "to_xlsx"),
    ".html": ("matrix_html", "to_html"),
    ".docx": ("matrix_docx", "to_docx"),
    ".csv": ("matrix_csv", "to_csv"),
    ".md": ("matrix_md", "to_markdown"),
    ".json": ("matrix_json", "to_json"),
}
ENDINGS = tuple(_WRITERS)


def write_matrix(comparison: Comparison, path: str | Path) -> Path | None:
    """Write ``comparison`` to ``path``, whose ending tells the format (:data:`ENDINGS`).

    Returns the name that an older file got which somebody had worked on (Word and Excel only).
    Raises :class:`~docparse.errors.DocparseError` for an ending that no writer knows and
    :class:`~docparse.export.atomic.Unwritable` where the file cannot be written; then what was there
    before is left.
    """
    file = Path(path)
    content = writer(file)(comparison)
    kept = set_aside(file)
    write_atomically(file, content)
    return kept


def writer(path: Path) -> Callable[[Comparison], bytes]:
    """The writer for the ending of ``path``; raises :class:`~docparse.errors.DocparseError` where none is."""
    ending = path.suffix.lower()
    if ending not in _WRITERS:
        cause = f"Không biết ghi ma trận vào tệp đuôi “{ending}”." if ending else "Tên tệp không có đuôi."
        raise DocparseError(str(path), cause, f"Dùng một trong các đuôi: {', '.join(ENDINGS)}.")
    module, name = _WRITERS[ending]
    found: Callable[[Comparison], bytes] = getattr(import_module(f"docparse.export.{module}"), name)
    return found
