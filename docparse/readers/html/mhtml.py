"""Pages that a browser saved as one file (.mhtml): the page stands in it as in a mail."""

from __future__ import annotations

from email import message_from_bytes, policy

from docparse.document import DocumentBuilder
from docparse.errors import FileTooLarge, UnreadableFile
from docparse.readers import html

MAX_BYTES = 100_000_000  # the pictures of the page are in it


def read(data: bytes, builder: DocumentBuilder) -> None:
    """Read the first HTML part like a page of its own; raises the errors of :func:`html.read`."""
    if len(data) > MAX_BYTES:
        raise FileTooLarge(
            builder.name,
            f"Trang web dài {len(data) / 1e6:.0f} MB, vượt giới hạn {MAX_BYTES / 1e6:.0f} MB.",
            "Lưu lại trang dưới dạng văn bản (.txt) hoặc .docx.",
        )
    for part in message_from_bytes(data, policy=policy.compat32).walk():
        if part.get_content_type() == "text/html" and isinstance(
            page := part.get_payload(decode=True), bytes
        ):
            html.read(page, builder)
            return
    raise UnreadableFile(
        builder.name, "Không có trang HTML bên trong.", "Lưu lại trang dưới dạng .html hoặc .docx."
    )
