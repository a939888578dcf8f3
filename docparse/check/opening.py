"""A Word file opened with python-docx, for what only that package writes or tells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from docparse.errors import UnreadableFile

if TYPE_CHECKING:
    from docx.document import Document


def open_word(path: str | Path) -> Document:
    """The .docx at ``path``; raises :class:`~docparse.errors.UnreadableFile` for one that is damaged."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        return docx.Document(str(path))
    except (OSError, KeyError, ValueError, PackageNotFoundError, BadZipFile, XMLSyntaxError) as error:
        raise UnreadableFile(
            str(path), "Không mở được tệp Word.", "Mở bằng Word, lưu lại rồi thử lại."
        ) from error
