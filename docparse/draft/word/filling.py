"""A Word template with Jinja tags, filled in a sandbox: data only, nothing undefined, ``&`` kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docparse.errors import DocparseError

if TYPE_CHECKING:
    from docx.document import Document

_REMEDY = "Mở mẫu bằng Word, sửa lại chỗ {{ … }} nêu trên, hoặc dùng mẫu có sẵn."


class TemplateFault(DocparseError):
    """A template that cannot be filled: unknown name, broken tag, something forbidden."""


def fill(path: Path, context: Mapping[str, Any]) -> Document:
    """The document that the template at ``path`` gives for ``context`` (strings, lists, dicts).

    Raises :class:`TemplateFault` with the tag that is wrong.
    """
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    sandbox = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        template = DocxTemplate(str(path))
        template.render(dict(context), sandbox, autoescape=True)
    except TemplateError as error:
        raise TemplateFault(str(path), f"Mẫu có lỗi: {error}.", _REMEDY) from error
    except (OSError, KeyError, ValueError, PackageNotFoundError) as error:
        raise TemplateFault(str(path), f"Không mở được mẫu Word ({error}).", _REMEDY) from error
    document: Document = template.docx  # get_docx() would read the template again
    return document
