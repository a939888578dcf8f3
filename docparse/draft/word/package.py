"""The finished Word file as bytes: properties filled, nothing left of the machine that made it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

from docparse.draft.word.order import in_schema_order

if TYPE_CHECKING:
    from docx.document import Document

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold
_FIRST = ("[Content_Types].xml", "_rels/.rels")
AUTHOR = "docparse"


def set_properties(
    document: Document, *, title: str, subject: str, issuer: str, keywords: str, day: dt.date
) -> None:
    """Fill the document properties; all times are the morning of ``day``, so that bytes repeat."""
    properties = document.core_properties
    moment = dt.datetime.combine(day, dt.time(8))
    properties.title, properties.subject = title[:255], subject[:255]
    properties.author, properties.last_modified_by = issuer[:255], AUTHOR
    properties.keywords, properties.category = keywords[:255], "Kế hoạch"
    properties.language, properties.revision = "vi-VN", 1
    properties.content_status, properties.comments = (
        "Dự thảo",
        "Dự thảo do docparse soạn; cần rà soát trước khi trình ký.",
    )
    properties.created = properties.modified = properties.last_printed = moment


def to_bytes(document: Document) -> bytes:
    """The file; the same document always gives the same bytes."""
    _drop_thumbnail(document)
    in_schema_order(document.element)
    in_schema_order(document.styles.element)
    stream = io.BytesIO()
    document.save(stream)
    return repack(stream.getvalue())


def repack(data: bytes) -> bytes:
    """A zip with its members in a fixed order and without times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = sorted(old.namelist(), key=lambda name: (name not in _FIRST, name))
        for name in names:
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _drop_thumbnail(document: Document) -> None:
    package = document.part.package
    for key, rel in list(package.rels.items()):
        if rel.reltype.endswith("/thumbnail"):
            del package.rels[key]
